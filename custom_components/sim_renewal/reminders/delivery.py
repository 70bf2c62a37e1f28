"""The courier: brings a push to a recipient, tries again what failed, and makes it known."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from homeassistant.core import HomeAssistant, callback

from ..household.household import Household
from ..issues import RECIPIENT_UNREACHABLE
from ..push.recipient import Push, Recipient, TargetUnreachable, target_names

RETRY_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
"""How long to wait after the first, second, third and every further failure."""

PATIENCE = 2
"""After how many failures other ways are tried."""


@dataclass(frozen=True, slots=True)
class _Failure:
    count: int
    try_again_at: datetime


class Courier:
    """Knows whom it could not reach, about which line if it matters, and when it tries again."""

    def __init__(self, hass: HomeAssistant, household: Household) -> None:
        """Begin without failures."""
        self._hass = hass
        self._household = household
        self._failures: dict[tuple[str, ...], _Failure] = {}

    @callback
    def may_try(self, *key: str) -> bool:
        """Return whether no pause is running; the household wakes when it ends."""
        failure = self._failures.get(key)
        if failure is None or self._household.now() >= failure.try_again_at:
            return True
        self._household.async_wake_at(failure.try_again_at)
        return False

    @callback
    def is_unreachable(self, *key: str) -> bool:
        """Return whether more than one attempt has failed."""
        failure = self._failures.get(key)
        return failure is not None and failure.count >= PATIENCE

    async def async_deliver(
        self, recipient: Recipient, push: Push, *key: str, urgent: bool = False
    ) -> bool:
        """Send a push and return whether it arrived; on a failure pause, and raise an issue.

        The fallbacks of the recipient are tried at once where it is urgent, else after the second
        failure. The issue names the targets that failed, also where another one took the push.
        """
        failure = self._failures.get(key)
        desperate = urgent or (failure is not None and failure.count >= PATIENCE - 1)
        try:
            failed = await recipient.async_send(self._hass, push, with_fallbacks=desperate)
        except TargetUnreachable:
            self.pause(*key)
            self._report(recipient, recipient.targets)
            return False
        if failed:
            self._report(recipient, failed)
        else:
            RECIPIENT_UNREACHABLE.async_clear(self._hass, recipient.recipient_id)
        return True

    @callback
    def forget(self, *key: str) -> None:
        """Begin without failures again, once all went well."""
        self._failures.pop(key, None)

    @callback
    def pause(self, *key: str) -> None:
        """Let a listener alone for a while that grows with each failure."""
        failure = self._failures.get(key)
        count = failure.count if failure else 0
        try_again_at = self._household.now() + RETRY_AFTER[min(count, len(RETRY_AFTER) - 1)]
        self._failures[key] = _Failure(count + 1, try_again_at)
        self._household.async_wake_at(try_again_at)

    @callback
    def _report(self, recipient: Recipient, failed: tuple[str, ...]) -> None:
        names = target_names(self._hass, failed)
        RECIPIENT_UNREACHABLE.async_raise(
            self._hass,
            recipient.recipient_id,
            data={
                "entry_id": self._household.entry.entry_id,
                "recipient_id": recipient.recipient_id,
                "targets": names,
            },
            recipient=recipient.name,
            targets=names,
        )
