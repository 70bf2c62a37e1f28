"""What one press does to its lines, and what the person who pressed is told about it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.generated.currencies import ACTIVE_CURRENCIES

from ..const import CONF_SERVICE_UNTIL
from ..core.doubts import DoubtReason
from ..core.line import Standing
from ..core.model import Bucket, Measure, Renewal, Verdict
from ..core.replies import DataLeft, Paid, PaidIn, parse_reply, reply_date
from ..core.reply_dates import DateHabits, TypedDay
from ..household.coordinator import LineCoordinator
from ..household.household import Household
from ..household.ledger import RecordOutcome
from ..push.ids import (
    COUNT,
    DATE,
    DAYS_LATER,
    FREE,
    OF_A_RENEWAL,
    REGISTERED,
    RENEWED,
    REPLY,
    REVERT,
    SECOND,
    UNDO,
    USED,
    VERDICTS,
    WORKS,
    Answer,
    token_of,
)
from ..settings.validation import FieldError, parse_date
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
class Answering:
    """What one press does, and what the person who pressed is told about it."""

    hass: HomeAssistant
    household: Household
    press: Press

    @property
    def _presser(self) -> Confirmation:
        return Confirmation(self.hass, self.household, self.press.user_id)

    async def async_answer(self) -> None:
        """Do what was asked of each line, or say in one message why not."""
        if not self.press.answers:
            await self._presser.async_tell_unknown()
            return
        if self.press.answers[0].verb == WORKS:
            await self._presser.async_confirm_test()
            return
        lines = self.household.present_lines
        known = [
            (lines[each.line_id], each) for each in self.press.answers if each.line_id in lines
        ]
        present = [each for each in known if each[0].settings.standing is not Standing.ARCHIVED]
        if not present:
            line_id = self.press.answers[0].line_id
            names = ", ".join(line.settings.name for line, _ in known)
            await self._presser.async_tell(
                line_id, "push_archived" if known else "push_gone", names or None
            )
        elif self.press.is_about_several:
            await self._async_put_off(present)
        elif not await self._async_try(*present[0]):
            await self._presser.async_tell_of([present[0][0]], "push_already")

    async def _async_put_off(self, asked: Sequence[tuple[LineCoordinator, Answer]]) -> None:
        """Be silent about the lines of a message for as long as was asked, and say so once."""
        put_off: list[LineCoordinator] = []
        refused: list[tuple[LineCoordinator, HomeAssistantError]] = []
        async with self.household.turn:  # the phones are told of it as one
            for line, answer in asked:
                try:
                    line.refuse_if_damaged()
                    if _is_current(line, answer) and line.data.snoozed_until is None:
                        await line.async_snooze_for(DAYS_LATER[answer.verb])
                        put_off.append(line)
                except HomeAssistantError as error:
                    refused.append((line, error))
        if put_off or refused:
            await self._presser.async_confirm_later(put_off, refused)
        else:
            await self._presser.async_tell_of([line for line, _ in asked], "push_already")

    async def _async_try(self, line: LineCoordinator, answer: Answer) -> bool:
        """Do what was asked of a line; return whether there is nothing more to say about it."""
        try:
            return await self._async_answer_about(line, answer)
        except HomeAssistantError as error:
            await self._presser.async_tell_refused(line, error)
            return True

    async def _async_answer_about(self, line: LineCoordinator, answer: Answer) -> bool:
        """Do what was asked of a line; return whether it came in time to count."""
        line.refuse_if_damaged()
        if (verdict := VERDICTS.get(answer.verb)) is not None:
            return await self._async_decide(line, answer, verdict)
        if answer.verb in OF_A_RENEWAL:
            return await self._async_correct(line, answer)
        if answer.verb == REPLY or (answer.verb == RENEWED and self.press.text.strip()):
            return await self._async_take_reply(line, answer)
        return await self._async_renew_or_snooze(line, answer)

    async def _async_renew_or_snooze(self, line: LineCoordinator, answer: Answer) -> bool:
        if answer.verb == DATE:
            return await self._async_take_date(line, answer)
        if answer.verb == USED:
            return await self._async_use(line, answer)
        if answer.verb == REGISTERED:
            return await self._async_register(line, answer)
        days = DAYS_LATER.get(answer.verb)
        if days is None:
            amount = Decimal(0) if answer.verb == FREE else None
            return await self._async_renew(
                line, answer, line.usual_renewal(self._presser.name, amount)
            )
        if not _is_current(line, answer):
            return False
        await line.async_snooze_for(days)
        await self._presser.async_confirm_later([line])
        return True

    async def _async_renew(self, line: LineCoordinator, answer: Answer, renewal: Renewal) -> bool:
        """Record a renewal while its cycle runs; who is a moment too late hears who was first."""
        if _is_current(line, answer):
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

    async def _async_take_date(self, line: LineCoordinator, answer: Answer) -> bool:
        """Take the day until which a line works, where nobody has said it meanwhile."""
        if not _is_current(line, answer):
            return False
        habits = await self._presser.async_habits(line)
        typed = await self.hass.async_add_executor_job(reply_date, self.press.text, habits)
        if typed is None or not _is_possible(typed.day, habits.today):
            await self._presser.async_ask_day_again(line, answer, self.press.text)
            return True
        if typed.or_day == habits.today:
            typed = TypedDay(habits.today)
        if await self._async_is_meant(line, answer, typed, habits):
            await line.async_state_dates(typed.day)
            await self._presser.async_tell_of([line], "push_used")
        return True

    async def _async_is_meant(
        self, line: LineCoordinator, answer: Answer, typed: TypedDay, habits: DateHabits
    ) -> bool:
        """Return whether a day is meant for sure; one that is not is asked about.

        That is one without a year that is just past, and once one that is far ahead.
        """
        if typed.or_day is not None:
            days = [habits.written(each) for each in (typed.or_day, typed.day)]
            await self._presser.async_ask_year(line, answer, self.press.text, *days)
            return False
        if line.far_dates({CONF_SERVICE_UNTIL: typed.day}):
            await self._presser.async_ask_about_far_day(line, answer, typed.day)
            return False
        return True

    async def _async_use(self, line: LineCoordinator, answer: Answer) -> bool:
        """Note that a line was used or activated while its cycle runs."""
        if not _is_current(line, answer):
            return False
        await line.async_note_use()
        await self._presser.async_tell_of([line], "push_used")
        return True

    async def _async_register(self, line: LineCoordinator, answer: Answer) -> bool:
        """Note that the owner of a line is registered, which nobody has noted before."""
        if not _is_current(line, answer) or line.settings.register_by is None:
            return False
        self.household.async_end_registration(line)
        await self._presser.async_confirm_registered(line)
        return True

    async def _async_take_reply(self, line: LineCoordinator, answer: Answer) -> bool:
        """Record what was typed; return whether it came in time to count."""
        reply = await self._async_reply_about(line, answer)
        if reply is None:
            return True
        if (rule := line.settings.offer.rule) is not None and rule.lives_on_credit:
            await self._async_note_credit(line, answer, reply)  # what decides how long
            return True
        if reply.amount == 0:
            await self._presser.async_ask_about_nothing(line, answer)
            return True
        renewal = line.usual_renewal(self._presser.name, reply.amount, reply.currency, reply.until)
        first = line.without_end
        if first is not None and _is_current(line, answer):  # it says the rest of that one
            await self._async_change(line, first, reply)
            return True
        return await self._async_renew(line, answer, renewal)

    async def _async_note_credit(self, line: LineCoordinator, answer: Answer, reply: Paid) -> None:
        """Note what is left on a line that lives on it, and until when that lasts if typed."""
        if reply.amount is None:
            await line.async_state_dates(reply.until)
            await self._presser.async_tell_of([line], "push_noted")
            return
        if line.far_credit(reply.amount):
            await self._presser.async_ask_about_credit(line, answer, reply.amount)
            return
        credit = Measure(reply.amount, self.household.now())
        await line.async_state_all({Bucket.CREDIT: credit}, reply.until)
        await self._presser.async_confirm_credit(line, reply.amount)

    async def _async_correct(self, line: LineCoordinator, answer: Answer) -> bool:
        """Correct the renewal of a confirmation; return whether it is there still to correct."""
        for renewal in line.record.renewals:
            if token_of(renewal.renewal_id) == answer.token:
                return await self._async_correct_renewal(line, answer, renewal)
        return False

    async def _async_correct_renewal(
        self, line: LineCoordinator, answer: Answer, renewal: Renewal
    ) -> bool:
        """Take a renewal back, change it, or add another; return whether nobody had before."""
        if answer.verb == UNDO:
            async with self.household.turn:
                await line.async_undo_renewal(renewal)
                await self._presser.async_tell_back(line, "push_undone", renewal)
        elif answer.verb == REVERT:
            return await self._async_revert(line, renewal)
        elif answer.verb == COUNT:
            return await self._async_count(line, renewal)
        elif answer.verb == SECOND:
            return await self._async_add_second(line, renewal)
        elif (reply := await self._async_reply_about(line, answer)) is not None:
            await self._async_change(line, renewal, reply)
        return True

    async def _async_decide(self, line: LineCoordinator, answer: Answer, verdict: Verdict) -> bool:
        """Keep what became of the renewal that was asked about; return whether nobody had.

        Where it did not go through, the dates go back, which is told.
        """
        for renewal in line.record.renewals:
            if renewal.verification.is_open and token_of(renewal.renewal_id) == answer.token:
                async with self.household.turn:
                    await line.async_decide(renewal.renewal_id, verdict)
                    if verdict is Verdict.MISSING:
                        await self._presser.async_tell_back(line, "push_missing", renewal, REVERT)
                    else:
                        await self._presser.async_confirm_verdict(line, renewal, verdict)
                return True
        return False

    async def _async_revert(self, line: LineCoordinator, renewal: Renewal) -> bool:
        """Take the answer back that a renewal did not land; return whether nobody had before."""
        if renewal.counts:
            return False
        await line.async_decide(renewal.renewal_id, None)
        await self._presser.async_tell_of([line], "push_reverted")
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

    async def _async_change(self, line: LineCoordinator, renewal: Renewal, reply: Paid) -> None:
        """Correct what was paid for a renewal, or until when it lasts."""
        amount = renewal.amount if reply.amount is None else reply.amount
        is_asked = line.is_asked_about(renewal, DoubtReason.OTHER_CURRENCY)
        usual = line.settings.offer.currency if is_asked and reply.amount else renewal.currency
        changed = replace(
            renewal,
            amount=amount,
            currency=reply.currency or usual,
            service_until=reply.until or renewal.service_until,
        )
        await line.async_change_renewal(changed)
        await self._presser.async_confirm_renewal(line, changed)

    async def _async_reply_about(self, line: LineCoordinator, answer: Answer) -> Paid | None:
        """Return what a reply says of a renewal.

        Data that is left is noted, and what leaves something open is asked: then it is `None`.
        """
        presser, typed = self._presser, self.press.text
        habits = await presser.async_habits(line)
        currency = line.settings.offer.currency
        reply = parse_reply(typed, currency, ACTIVE_CURRENCIES, habits)
        match reply:
            case DataLeft():
                await self._async_note_data(line, reply)
            case PaidIn():
                examples = (f"{reply.amount:f} {each}" for each in reply.currencies[:2])
                await presser.async_ask_currency(line, answer, typed, ", ".join(examples))
            case Paid(until=date() as day) if not _can_be_until(day, habits.today):
                await presser.async_ask_about_day(line, answer, day)
            case Paid(until=date() as day):
                typed_day = TypedDay(day, reply.or_until)
                is_meant = await self._async_is_meant(line, answer, typed_day, habits)
                return reply if is_meant else None
            case Paid():
                return reply
            case None:
                await presser.async_tell_unclear(line, answer, typed)
        return None

    async def _async_note_data(self, line: LineCoordinator, left: DataLeft) -> None:
        await line.async_note_amount(Bucket.DATA_REMAINING, left.amount)
        await self._presser.async_confirm_data(line, left.amount)


def _is_current(line: LineCoordinator, answer: Answer) -> bool:
    """Return whether the cycle of which the push spoke still runs."""
    return answer.token == token_of(line.cycle)


def _can_be_until(day: date, today: date) -> bool:
    """Return whether a renewal can last until a day."""
    return day >= today and _is_possible(day, today)


def _is_possible(day: date, today: date) -> bool:
    """Return whether a day can be the last one of something."""
    try:
        parse_date(day, today)
    except FieldError:
        return False
    return True
