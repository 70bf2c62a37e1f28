"""The courier: brings a push to a recipient, tries again what failed, and makes it known."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN
from .household import Household
from .recipients import Push, Recipient, TargetUnreachable
from .store import RecordNotSaved

RETRY_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
"""How long to wait after the first, second, third and every further failure."""

ISSUE_UNREACHABLE = "recipient_unreachable"


@dataclass(frozen=True, slots=True)
class _Failure:
    count: int
    try_again_at: datetime


class Courier:
    """Knows whom it could not reach about which line, and when it tries again."""

    def __init__(self, hass: HomeAssistant, household: Household) -> None:
        """Begin without failures."""
        self._hass = hass
        self._household = household
        self._failures: dict[tuple[str, str], _Failure] = {}

    @callback
    def may_try(self, line_id: str, listener: str) -> bool:
        """Return whether no pause is running; the household wakes when it ends."""
        failure = self._failures.get((line_id, listener))
        if failure is None or self._household.now() >= failure.try_again_at:
            return True
        self._household.async_wake_at(failure.try_again_at)
        return False

    async def async_deliver(
        self,
        line_id: str,
        recipient: Recipient,
        push: Push,
        remember: Callable[[], Awaitable[None]],
    ) -> None:
        """Send a push and remember that it arrived; on a failure pause, and raise an issue."""
        issue_id = f"{ISSUE_UNREACHABLE}_{recipient.recipient_id}"
        try:
            await recipient.async_send(self._hass, push)
            ir.async_delete_issue(self._hass, DOMAIN, issue_id)
            await remember()
        except RecordNotSaved:
            self.pause(line_id, recipient.recipient_id)
        except TargetUnreachable:
            self.pause(line_id, recipient.recipient_id)
            ir.async_create_issue(
                self._hass,
                DOMAIN,
                issue_id,
                is_fixable=False,
                severity=ir.IssueSeverity.WARNING,
                translation_key=ISSUE_UNREACHABLE,
                translation_placeholders={
                    "recipient": recipient.name,
                    "targets": ", ".join(recipient.targets),
                },
            )
        else:
            self._failures.pop((line_id, recipient.recipient_id), None)

    @callback
    def pause(self, line_id: str, listener: str) -> None:
        """Let a listener alone for a while that grows with each failure."""
        failure = self._failures.get((line_id, listener))
        count = failure.count if failure else 0
        try_again_at = self._household.now() + RETRY_AFTER[min(count, len(RETRY_AFTER) - 1)]
        self._failures[line_id, listener] = _Failure(count + 1, try_again_at)
        self._household.async_wake_at(try_again_at)
