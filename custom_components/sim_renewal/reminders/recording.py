"""What a press does to the renewals of a line: recorded, changed, counted, decided."""

from dataclasses import dataclass, replace

from homeassistant.core import HomeAssistant

from ..core.doubts import DoubtReason
from ..core.model import Renewal, Verdict
from ..core.replies import Paid
from ..household.coordinator import LineCoordinator
from ..household.household import Household
from ..household.ledger import RecordOutcome
from ..push.ids import Answer, token_of
from .confirmation import Confirmation


@dataclass(frozen=True, slots=True)
class Press:
    """A button that somebody pressed, and what they typed with it.

    Without an answer, it is one that this version does not know.
    """

    answers: tuple[Answer, ...]
    text: str
    user_id: str | None

    @property
    def is_about_several(self) -> bool:
        """Whether it answers for every line of a message about several."""
        return len(self.answers) > 1


@dataclass(frozen=True, slots=True)
class Recording:
    """Keeps what one press says of renewals, and tells the person who pressed."""

    hass: HomeAssistant
    household: Household
    press: Press

    @property
    def _presser(self) -> Confirmation:
        return Confirmation(self.hass, self.household, self.press.user_id)

    async def _async_renew(self, line: LineCoordinator, answer: Answer, renewal: Renewal) -> bool:
        """Record a renewal while its cycle runs; who is a moment too late hears who was first."""
        if is_current(line, answer):
            recorded = await line.async_record_renewal(renewal)
            if recorded.outcome is RecordOutcome.SAME_DEED:
                await self._presser.async_tell_first(line, recorded.renewal)
            else:
                await self._presser.async_confirm_renewal(line, recorded.renewal)
            return True
        if (first := line.first_of_deed(renewal)) is None:
            return False
        await self._presser.async_tell_first(line, first)
        return True

    async def _async_change(self, line: LineCoordinator, changed: Renewal) -> None:
        """Correct what was paid for a renewal, or until when it lasts."""
        await line.async_change_renewal(changed)
        await self._presser.async_confirm_renewal(line, changed)

    async def _async_decide(self, line: LineCoordinator, answer: Answer, verdict: Verdict) -> bool:
        """Keep what became of the renewal that was asked about; return whether nobody had.

        Where it did not go through, the dates go back, which is told.
        """
        for renewal in line.record.renewals:
            if renewal.verification.is_open and token_of(renewal.renewal_id) == answer.token:
                async with self.household.turn:
                    await line.async_decide(renewal.renewal_id, verdict)
                    if verdict is Verdict.MISSING:
                        await self._presser.async_tell_missing(line, renewal)
                    else:
                        await self._presser.async_confirm_verdict(line, renewal, verdict)
                return True
        return False

    async def _async_revert(self, line: LineCoordinator, renewal: Renewal) -> bool:
        """Take the answer back that a renewal did not land; return whether nobody had before."""
        if renewal.counts:
            return False
        async with self.household.turn:
            await line.async_decide(renewal.renewal_id, None)
            await self._presser.async_tell_reverted(line, renewal)
        return True

    async def _async_count(self, line: LineCoordinator, renewal: Renewal) -> bool:
        """Count a renewal in addition to what the stated date has."""
        if renewal.in_addition and not line.is_asked_about(renewal, DoubtReason.IN_ADDITION):
            return False
        changed = renewal.counted_in_addition(self.household.now())
        await line.async_change_renewal(changed)
        await self._presser.async_confirm_renewal(line, changed)
        return True

    async def _async_add_second(self, line: LineCoordinator, first: Renewal) -> bool:
        """Record a second renewal beside one; a second press on this button adds no third."""
        if any(
            each.in_addition and each.recorded_at >= first.recorded_at and each != first
            for each in line.record.renewals
        ):
            return False
        second = replace(line.usual_renewal(self._presser.name), in_addition=True)
        await line.async_record_renewal(second)
        await self._presser.async_confirm_renewal(line, second)
        return True


def is_current(line: LineCoordinator, answer: Answer) -> bool:
    """Return whether the cycle of which the push spoke still runs."""
    return answer.token == token_of(line.cycle)


def corrected(line: LineCoordinator, renewal: Renewal, reply: Paid) -> Renewal:
    """Return a renewal with what a reply says of it."""
    is_asked = line.is_asked_about(renewal, DoubtReason.OTHER_CURRENCY)
    usual = line.settings.offer.currency if is_asked and reply.amount else renewal.currency
    return replace(
        renewal,
        amount=renewal.amount if reply.amount is None else reply.amount,
        currency=reply.currency or usual,
        service_until=reply.until or renewal.service_until,
    )
