"""Why an account could not be read, each named by what whoever asked does next.

No message holds anything that a carrier or a person wrote: it can be logged.
"""

from datetime import timedelta


class AccountError(Exception):
    """The account could not be read; `reason` is a word of ours."""

    def __init__(self, reason: str) -> None:
        """Keep why."""
        super().__init__(reason)
        self.reason = reason


class TryLater(AccountError):
    """Try again, not before `retry_after` if it is set: nothing is wrong that time cannot mend."""

    def __init__(self, reason: str, retry_after: timedelta | None = None) -> None:
        """Keep for how long the carrier wants to be left alone."""
        super().__init__(reason)
        self.retry_after = retry_after


class LoginRefused(AccountError):
    """Ask a person for the login again; `field` is the one at fault, where that is known."""

    def __init__(self, field: str | None = None) -> None:
        """Keep which field of the form it is."""
        super().__init__("login_refused")
        self.field = field


class NotAllowed(AccountError):
    """Tell a person: the login is good, and the carrier still does not let it read this."""


class AnswerUnreadable(AccountError):
    """Keep what was known and tell the developers: the carrier answers in a way unknown here."""


class NotThere(AnswerUnreadable):
    """Go on without this one: the carrier does not know what was asked for."""


class RequestRefused(AnswerUnreadable):
    """Look into `body` for what is wrong with the request; without a clue it is unreadable."""

    def __init__(self, status: int, body: bytes) -> None:
        """Keep the answer, of which nothing is shown."""
        super().__init__(f"status_{status}")
        self.status = status
        self.body = body
