"""What the person who pressed a button is told on their own phones: what was done, or why not."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from homeassistant.exceptions import HomeAssistantError

from ..catalogue import async_confirmed_ways
from ..core.advice import Advice, is_unpaid
from ..core.doubts import DoubtReason
from ..core.evidence import Clock, Statement
from ..core.ledger import Flag
from ..core.line import Standing
from ..core.model import Renewal, Verdict
from ..core.plausible import far_ahead
from ..core.record import CONFIRMED_CYCLE, UNDONE_CYCLE, Delivery
from ..core.replayed import Effect
from ..household.coordinator import LineCoordinator
from ..push.compose import Matter, async_compose, openings_of, until_prompt
from ..push.ids import (
    AMOUNT,
    COUNT,
    FORGET,
    LATER,
    REVERT,
    SECOND,
    TEST_TAG,
    UNDO,
    UNKNOWN_TAG,
    UNTIL,
    action_id,
    answer_tag_of,
)
from ..push.pages import HOME_PAGE
from ..push.payload import CONFIRMED_FOR, Button, Push
from ..push.recipient import TargetUnreachable
from ..texts.push import PushWords
from ..texts.sentences import async_error_text
from .asking import Asking
from .presser import button_of


@dataclass(frozen=True, slots=True)
class Confirmation(Asking):
    """Tells what a press came to."""

    async def async_tell(self, line_id: str, key: str, name: str | None = None) -> None:
        """Tell why nothing was done about a line that is out of use."""
        await self._async_tell_homeless(answer_tag_of(line_id), key, name)

    async def async_tell_unknown(self) -> None:
        """Tell that a button is of another version, or was mistyped, and did nothing."""
        await self._async_tell_homeless(UNKNOWN_TAG, "push_unknown")

    async def _async_tell_homeless(self, tag: str, key: str, name: str | None = None) -> None:
        """Tell something that is about no line that is in use."""
        words = await self.async_words()
        title, page = name or words.text("push_title_gone"), self.household.list_page
        await self.async_send(Push(tag=tag, title=title, message=words.text(key), page=page))

    async def async_confirm_test(self) -> None:
        """Tell that the answer to a test came back, in place of the test."""
        words = await self.async_words()
        await self.async_confirm(
            Push(
                tag=TEST_TAG,
                title=words.text("push_title_works"),
                message=words.text("push_works"),
                page=HOME_PAGE,
            )
        )

    async def async_confirm_later(
        self,
        lines: Sequence[LineCoordinator],
        refused: Sequence[tuple[LineCoordinator, HomeAssistantError]] = (),
    ) -> None:
        """Tell when lines are reminded of again, and of which ones that was refused, in one push.

        What was refused is told without a phone as well.
        """
        words = await self.async_words()
        zone = self.household.now().tzinfo
        ends = [end.astimezone(zone) for line in lines if (end := line.data.snoozed_until)]
        said = [words.later(min(ends))] if ends else []
        for line, error in refused:
            message = await async_error_text(self.hass, self.language, error)
            said.append(words.text("push_of_line", line=line.settings.name, message=message))
        every = [*lines, *(line for line, _ in refused)]
        names = ", ".join(words.named(line.settings) for line in every)
        push = await self.async_push(every[0], names, "\n".join(said))
        await (self.async_send(push) if refused else self.async_confirm(push))

    async def async_confirm_registered(self, line: LineCoordinator) -> None:
        """Tell that the owner of a line is noted as registered."""
        words = await self.async_words()
        title, message = words.named(line.settings), words.text("push_registered")
        await self.async_confirm(await self.async_push(line, title, message))

    async def async_confirm_verdict(
        self, line: LineCoordinator, renewal: Renewal, verdict: Verdict
    ) -> None:
        """Tell what was noted of a renewal that went through, and ask what a wrong charge was."""
        words = await self.async_words(line)
        message, asking = words.text(f"push_{verdict}"), []
        if verdict is Verdict.WRONG_CHARGE:
            asking = [_amount_button(words, line, renewal)]
        else:
            message = words.with_end(message, line.data.clocks)
        title = words.text("push_title_noted", line=words.named(line.settings))
        await self.async_confirm(await self.async_push(line, title, message, *asking))

    async def async_tell_refused(self, line: LineCoordinator, error: HomeAssistantError) -> None:
        """Tell why what was asked of a line could not be done; nothing was changed."""
        words = await self.async_words()
        message = await async_error_text(self.hass, self.language, error)
        await self.async_send(await self.async_push(line, words.named(line.settings), message))

    async def async_tell_of(self, lines: Sequence[LineCoordinator], key: str) -> None:
        """Tell why nothing was done, or what was, and until when a single line runs now."""
        words = await self.async_words()
        message, names = words.text(key), ", ".join(words.named(line.settings) for line in lines)
        if len(lines) == 1:
            message = words.with_end(message, lines[0].data.clocks)
        await self.async_send(await self.async_push(lines[0], names, message))

    async def async_tell_dated(self, line: LineCoordinator, statement: Statement | None) -> None:
        """Tell until when a line works, as somebody has just said, who can take that back."""
        words, undo = await self.async_words(), []
        if statement is not None:
            action = action_id(FORGET, line.settings.line_id, statement.subject)
            undo = [Button(action, words.text("button_undo"))]
        title = words.text("push_title_noted", line=words.named(line.settings))
        message = words.end(line.data.clocks) or words.text("push_used")
        await self.async_send(await self.async_push(line, title, message, *undo))

    async def async_confirm_data(self, line: LineCoordinator, data: Decimal) -> None:
        """Tell which data was noted."""
        words = await self.async_words()
        message = words.text("push_noted_data", data=words.gigabytes(data))
        push = await self.async_push(line, words.named(line.settings), message)
        await self.async_confirm(push)

    async def async_confirm_credit(self, line: LineCoordinator, credit: Decimal) -> None:
        """Tell which credit was noted, and for how long that is enough."""
        words = await self.async_words()
        money = words.money(credit, line.settings.offer.currency)
        message = words.with_end(words.text("push_noted_credit", credit=money), line.data.clocks)
        push = await self.async_push(line, words.named(line.settings), message)
        await self.async_confirm(push)

    async def async_confirm_renewal(self, line: LineCoordinator, renewal: Renewal) -> None:
        """Tell what was recorded and what it did, with buttons to correct it.

        Where it did less or more than one thinks, this is told without a phone as well.
        """
        words = await self.async_words(line)
        title = "push_title_recorded"
        said = [_recorded(words, line, renewal)] if renewal.amount is not None else []
        undo, amount = button_of(words, line, renewal, UNDO), _amount_button(words, line, renewal)
        buttons = [undo, amount]
        if odd := [*self._odd(words, line, renewal)]:
            title, said = "push_title_noted", [*said, *odd]
        elif _moves_nothing(line, renewal):
            title, said = "push_title_noted", [*said, words.text("advice_unchanged")]
        if _is_uncounted(line, renewal):
            buttons.append(button_of(words, line, renewal, COUNT))
        if is_unpaid(renewal, line.settings.offer):
            title, buttons = "push_title_how_much", [amount, undo]
        if _is_without_end(line, renewal):
            title, buttons = "push_title_undated", [*self._until(words, line, renewal), *buttons]
            example = words.example_day(line.settings)
            said.append(words.text("push_recorded_undated", example=example))
        elif line.settings.standing is not Standing.IN_USE:
            title, said = "push_title_noted", [*said, self._suspended(words, line)]
        elif (end := words.end(line.data.clocks)) is not None:
            said.append(end)
        title = words.text(title, line=words.named(line.settings))
        push = await self.async_push(line, title, words.joined(said), *buttons)
        await (self.async_send(push) if odd else self.async_confirm(push))
        if odd or self.phones:
            await self.async_note(line, renewal, CONFIRMED_CYCLE)

    def _suspended(self, words: PushWords, line: LineCoordinator) -> str:
        """Return that nobody is reminded of a line, and until when it would work, if that is near.

        What piled up while it was out of use is no date to rely on.
        """
        until, offer, today = line.data.clocks.service_until, line.settings.offer, words.today
        if until is None or until < today:
            return words.text("push_recorded_suspended")
        if far_ahead({Clock.SERVICE: until}, offer.rule, offer.price, None, today):
            return words.text("push_recorded_suspended")
        return words.text("push_recorded_suspended_until", date=words.day(until))

    def _odd(self, words: PushWords, line: LineCoordinator, renewal: Renewal) -> Sequence[str]:
        """Return where a renewal did less or more than one thinks, a sentence for each way."""
        offer, advice, odd = line.settings.offer, line.advice_on(renewal), list[str]()
        if line.is_asked_about(renewal, DoubtReason.SAME_DAY):
            odd.append(self._asked_same_day(words, line, renewal))
        elif Flag.SAME_DAY in line.flags_of(renewal):
            odd.append(words.text("push_recorded_same_day"))
        if line.is_asked_about(renewal, DoubtReason.OTHER_CURRENCY):
            odd.append(words.text("push_asked_currency", currency=offer.currency))
        if line.replayed.contains(renewal.renewal_id):
            odd.append(words.text("push_recorded_contained"))
        if Advice.TOO_LITTLE in advice and offer.rule and offer.rule.least:
            least = words.money(offer.rule.least, offer.currency)
            odd.append(words.text("advice_too_little", least=least))
        if Advice.UNPAID in advice:
            amount = words.example_amount(line.settings)
            odd.append(words.text("push_recorded_unpaid", amount=amount))
        if Flag.PRICE_FAR_BELOW in line.flags_of(renewal):
            odd.append(words.text("advice_price_far_below"))
        return odd

    def _asked_same_day(self, words: PushWords, line: LineCoordinator, renewal: Renewal) -> str:
        """Return the question whether a renewal is a second one of its day."""
        first = line.first_of_day(renewal) or renewal
        time = words.moment(first.recorded_at, line.zone)
        if first.payer is None:
            return words.text("push_asked_same_day", time=time)
        return words.text("push_asked_same_day_by", time=time, person=first.payer)

    def _until(self, words: PushWords, line: LineCoordinator, renewal: Renewal) -> list[Button]:
        """Return what answers until when a renewal lasts, and what puts that off while it is due.

        The last day is typed like any reply.
        """
        line_id = line.settings.line_id
        action = action_id(UNTIL, line_id, renewal.renewal_id)
        prompt = until_prompt(words, line.settings)
        asking = [Button(action, words.text("button_reply"), prompt=prompt)]
        if line.data.renewal_due:
            later = action_id(LATER, line_id, line.cycle)
            asking.append(Button(later, words.text("button_later")))
        return asking

    async def async_tell_first(
        self, line: LineCoordinator, first: Renewal, *, paid_otherwise: bool = False
    ) -> None:
        """Tell who recorded a renewal a moment ago, with a button in case this was another one.

        While nobody has said until when that lasts, this is asked once more instead. Who paid
        something else can say that it is the amount of the first.
        """
        if _is_without_end(line, first) and not paid_otherwise:
            await self.async_confirm_renewal(line, first)
            return
        words = await self.async_words(line)
        said = {"ago": words.ago(max(self.household.now() - first.recorded_at, timedelta()))}
        key = "push_same_deed"
        if paid_otherwise and first.amount is not None:
            key = f"{key}_amount"
            said["amount"] = words.money(first.amount, _currency_of(line, first))
        if first.payer not in {None, self.name}:
            key, said["person"] = f"{key}_by", str(first.payer)
        message = words.with_end(words.text(key, **said), line.data.clocks)
        buttons = [button_of(words, line, first, verb) for verb in (SECOND, UNDO)]
        if paid_otherwise:
            buttons.insert(0, _amount_button(words, line, first))
        title = words.text("push_title_same_deed", line=words.named(line.settings))
        await self.async_send(await self.async_push(line, title, message, *buttons))
        await self.async_note(line, first, CONFIRMED_CYCLE)

    async def async_tell_missing(self, line: LineCoordinator, renewal: Renewal) -> None:
        """Tell that a renewal counts no more, which can be taken back, and what is due now."""
        await self._async_tell_back(line, "push_missing", renewal, REVERT)

    async def async_tell_undone(self, line: LineCoordinator, renewal: Renewal) -> None:
        """Tell that a renewal was taken back, and what is due now."""
        await self._async_tell_back(line, "push_undone", renewal)

    async def async_tell_reverted(self, line: LineCoordinator, renewal: Renewal) -> None:
        """Tell that a renewal counts again."""
        await self.async_tell_of([line], "push_reverted")
        await self.async_note(line, renewal, CONFIRMED_CYCLE)

    async def async_set_right(self, line: LineCoordinator, told: Delivery) -> None:
        """Put what is so now in the place of what they were told of a renewal, without a sound.

        What nobody can be shown any more, or what is too old to be looked at, is only taken off.
        """
        renewal = line.record.renewal_or_undone(told.stage)
        is_old = self.household.now() - told.delivered_at > CONFIRMED_FOR
        with suppress(TargetUnreachable):
            if renewal is None or is_old or not self.phones:
                await self.async_take_off(line)
            elif told.cycle == UNDONE_CYCLE:
                await self.async_confirm_renewal(line, renewal)
            elif renewal.is_missing:
                await self.async_tell_missing(line, renewal)
            else:
                await self.async_tell_undone(line, renewal)

    async def _async_tell_back(
        self, line: LineCoordinator, key: str, renewal: Renewal, *verbs: str
    ) -> None:
        """Tell that a line stands as before a renewal, and what is due now, in one push.

        It takes the place of the reminder on the phones of who pressed; other people hear that as
        usual.
        """
        await self.async_note(line, renewal, UNDONE_CYCLE)
        words, stage = await self.async_words(), line.stage
        buttons = [button_of(words, line, renewal, verb) for verb in verbs]
        ways = await async_confirmed_ways(self.hass, line.settings)
        recipients, until = self.recipients, line.data.clocks.service_until
        if stage is None or not recipients:
            title = words.text("push_title_noted", line=words.named(line.settings))
            message = words.with_end(words.text(key), line.data.clocks)
            if until is not None and until >= words.today:
                message = words.text(f"{key}_until", date=words.day(until))
            push = await self.async_push(line, title, message, *buttons)
            push = replace(push, openings=openings_of(words, ways), silent=True)
            await self.async_send(push)
            return
        await self.async_take_off(line)
        page = await self.household.async_page_of(line.settings.line_id)
        matter = Matter(line.data, line.signals, line.cycle, stage, page, ways)
        today = self.household.now().date()
        push = await async_compose(self.hass, self.language, [matter], today, silent=True)
        message = words.joined([words.text(key), push.message])
        await self.async_send(replace(push, message=message, buttons=(*buttons, *push.buttons)))
        now = self.household.now()
        said = [
            Delivery(
                cycle=line.cycle,
                stage=stage.key,
                recipient_id=each.recipient_id,
                delivered_at=now,
            )
            for each in recipients
        ]
        await self.household.delivery.async_note(line.settings.line_id, said)


def _recorded(words: PushWords, line: LineCoordinator, renewal: Renewal) -> str:
    amount = words.money(renewal.amount or Decimal(0), _currency_of(line, renewal))
    return words.text("push_recorded_amount", amount=amount)


def _currency_of(line: LineCoordinator, renewal: Renewal) -> str:
    return renewal.currency or line.settings.offer.currency


def _amount_button(words: PushWords, line: LineCoordinator, renewal: Renewal) -> Button:
    prompt = words.text("amount_prompt", amount=words.example_amount(line.settings))
    return button_of(words, line, renewal, AMOUNT, prompt)


def _is_uncounted(line: LineCoordinator, renewal: Renewal) -> bool:
    """Return whether somebody may want to count a renewal that moves no date."""
    if line.is_asked_about(renewal, DoubtReason.SAME_DAY):
        return True
    is_asked = line.is_asked_about(renewal, DoubtReason.IN_ADDITION)
    is_contained = line.replayed.contains(renewal.renewal_id)
    return is_contained and (is_asked or not renewal.in_addition)


def _moves_nothing(line: LineCoordinator, renewal: Renewal) -> bool:
    """Return whether a line ends as it did before a renewal, such as one that renews by itself."""
    rule, step = line.settings.offer.rule, line.replayed.steps_of_renewals.get(renewal.renewal_id)
    if rule is None or rule.lives_on_credit or step is None:
        return False
    return step.before == step.after and Effect.MOVED not in {step.service, step.number}


def _is_without_end(line: LineCoordinator, renewal: Renewal) -> bool:
    first = line.without_end
    return first is not None and first.renewal_id == renewal.renewal_id
