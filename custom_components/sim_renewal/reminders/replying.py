"""What is typed into a push: a day, an amount, a balance; what is not clear is asked again."""

from dataclasses import dataclass, replace
from datetime import date

from homeassistant.generated.currencies import ACTIVE_CURRENCIES

from ..const import CONF_SERVICE_UNTIL
from ..core.deeds import first_of_deed
from ..core.evidence import Clock
from ..core.model import Bucket, Measure, Renewal
from ..core.replies import DataLeft, Paid, PaidIn, parse_reply, reply_date
from ..core.reply_dates import DateHabits, TypedDay
from ..core.statements import news_in
from ..household.coordinator import LineCoordinator
from ..push.ids import COUNT, REVERT, SECOND, UNDO, Answer, token_of
from ..settings.validation import FieldError, parse_date
from .recording import Recording, corrected, is_current


@dataclass(frozen=True, slots=True)
class Replying(Recording):
    """Takes over what somebody replied."""

    async def _async_take_date(self, line: LineCoordinator, answer: Answer) -> bool:
        """Take the day until which a line works, where nobody has said it meanwhile."""
        if not is_current(line, answer):
            return False
        habits = await self._presser.async_habits(line)
        typed = await self.hass.async_add_executor_job(reply_date, self.press.text, habits)
        if typed is None or not _is_possible(typed.day, habits.today):
            await self._presser.async_ask_day_again(line, answer, self.press.text)
            return True
        if typed.or_day == habits.today:
            typed = TypedDay(habits.today)
        if await self._async_is_meant(line, answer, typed, habits):
            await self._async_state(line, typed.day)
        return True

    async def _async_state(self, line: LineCoordinator, until: date | None) -> None:
        """Take the last day of service, and say it back to whoever may have mistyped it."""
        before = line.record
        await line.async_state_dates(until)
        stated = news_in(line.record, before, Clock.SERVICE)
        await self._presser.async_tell_dated(line, stated)

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
        if not await self._async_is_paid(line, answer, renewal):
            return True
        return await self._async_take_renewal(line, answer, reply, renewal)

    async def _async_take_renewal(
        self, line: LineCoordinator, answer: Answer, reply: Paid, renewal: Renewal
    ) -> bool:
        """Record what was paid, unless it says something of a renewal that is recorded."""
        undated = line.without_end if is_current(line, answer) else None
        if (first := _paid_otherwise(line, renewal)) is not None and not (
            first == undated and first.payer == self._presser.name
        ):
            await self._async_leave_amount(line, first, reply)
            return True
        if undated is not None:  # it says the rest of that one
            await self._async_change(line, corrected(line, undated, reply))
            return True
        return await self._async_renew(line, answer, renewal)

    async def _async_is_paid(self, line: LineCoordinator, answer: Answer, renewal: Renewal) -> bool:
        """Return whether an amount is meant for sure; one that is far too much is asked about."""
        if renewal.amount is None or not line.far_amount(renewal):
            return True
        currency = renewal.currency or line.settings.offer.currency
        await self._presser.async_ask_about_amount(line, answer, renewal.amount, currency)
        return False

    async def _async_leave_amount(self, line: LineCoordinator, first: Renewal, reply: Paid) -> None:
        """Keep the amount of a renewal that was recorded a moment ago; a missing end is taken."""
        if reply.until is not None and first == line.without_end:
            await line.async_change_renewal(replace(first, service_until=reply.until))
        await self._presser.async_tell_first(line, first, paid_otherwise=True)

    async def _async_note_credit(self, line: LineCoordinator, answer: Answer, reply: Paid) -> None:
        """Note what is left on a line that lives on it, and until when that lasts if typed."""
        if reply.amount is None:
            await self._async_state(line, reply.until)
            return
        if line.far_credit(reply.amount):
            await self._presser.async_ask_about_credit(line, answer, reply.amount)
            return
        credit = Measure(reply.amount, self.household.now())
        await line.async_state_all({Bucket.CREDIT: credit}, reply.until)
        await self._presser.async_confirm_credit(line, reply.amount)

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
                await self._presser.async_tell_undone(line, renewal)
        elif answer.verb == REVERT:
            return await self._async_revert(line, renewal)
        elif answer.verb == COUNT:
            return await self._async_count(line, renewal)
        elif answer.verb == SECOND:
            return await self._async_add_second(line, renewal)
        elif (reply := await self._async_reply_about(line, answer)) is not None:
            changed = corrected(line, renewal, reply)
            if reply.amount is None or await self._async_is_paid(line, answer, changed):
                await self._async_change(line, changed)
        return True


def _paid_otherwise(line: LineCoordinator, renewal: Renewal) -> Renewal | None:
    """Return the renewal that was recorded a moment ago, where another amount was paid for it."""
    alike = replace(renewal, amount=None, service_until=None)
    first = first_of_deed(alike, line.record.renewals)
    if first is None or (first.amount, first.currency) == (renewal.amount, renewal.currency):
        return None
    return first


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
