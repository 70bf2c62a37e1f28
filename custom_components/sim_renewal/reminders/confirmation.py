"""The person who pressed a button, and what they are told about it on their own phones."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from ..core.doubts import DoubtReason
from ..core.ledger import Flag
from ..core.model import Renewal, Verdict
from ..core.record import Delivery
from ..core.reply_dates import DateHabits
from ..household.coordinator import LineCoordinator
from ..household.household import Household
from ..push.companion_app import phones_of
from ..push.compose import HOME_PAGE, Matter, async_compose
from ..push.groups import reached
from ..push.ids import (
    AMOUNT,
    COUNT,
    DATE,
    FREE,
    SECOND,
    TEST_TAG,
    UNDO,
    UNKNOWN_TAG,
    UNTIL,
    Answer,
    action_id,
    answer_tag_of,
)
from ..push.payload import Button, Push
from ..push.people import async_person_name
from ..push.recipient import HOME, Recipient
from ..texts.locales import writes_day_first
from ..texts.push import PushWords, async_push_words
from ..texts.sentences import async_error_text

SHOWN_OF_A_REPLY = 40
"""How many characters of a reply that was not understood are repeated."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Somebody at a phone; without a phone that is known, told in Home Assistant's own list."""

    hass: HomeAssistant
    household: Household
    user_id: str | None

    @property
    def name(self) -> str | None:
        """The name of the person in Home Assistant, if it knows one."""
        return async_person_name(self.hass, self.user_id)

    async def async_tell(self, line_id: str, key: str, name: str | None = None) -> None:
        """Tell why nothing was done about a line that is out of use."""
        words = await self._async_words()
        await self._async_send(
            Push(
                tag=answer_tag_of(line_id),
                title=name or words.text("push_title_gone"),
                message=words.text(key),
                url=self.household.list_path or HOME_PAGE,
            )
        )

    async def async_tell_unknown(self) -> None:
        """Tell that a button is of another version, or was mistyped, and did nothing."""
        words = await self._async_words()
        await self._async_send(
            Push(
                tag=UNKNOWN_TAG,
                title=words.text("push_title_gone"),
                message=words.text("push_unknown"),
                url=self.household.list_path or HOME_PAGE,
            )
        )

    async def async_confirm_test(self) -> None:
        """Tell that the answer to a test came back, in place of the test."""
        words = await self._async_words()
        await self._async_confirm(
            Push(
                tag=TEST_TAG,
                title=words.text("push_title_works"),
                message=words.text("push_works"),
                url=HOME_PAGE,
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
        words = await self._async_words()
        zone = self.household.now().tzinfo
        ends = [end.astimezone(zone) for line in lines if (end := line.data.snoozed_until)]
        said = [words.later(min(ends))] if ends else []
        for line, error in refused:
            message = await async_error_text(self.hass, self._language, error)
            said.append(words.text("push_of_line", line=line.settings.name, message=message))
        every = [*lines, *(line for line, _ in refused)]
        names = ", ".join(line.settings.name for line in every)
        push = self._push(every[0], names, "\n".join(said))
        await (self._async_send(push) if refused else self._async_confirm(push))

    async def async_confirm_registered(self, line: LineCoordinator) -> None:
        """Tell that the owner of a line is noted as registered."""
        words = await self._async_words()
        message = words.text("push_registered")
        await self._async_confirm(self._push(line, line.settings.name, message))

    async def async_confirm_verdict(
        self, line: LineCoordinator, renewal: Renewal, verdict: Verdict
    ) -> None:
        """Tell what was noted of a renewal that went through, and ask what a wrong charge was."""
        words = await self._async_words()
        message, asking = words.text(f"push_{verdict}"), []
        if verdict is Verdict.WRONG_CHARGE:
            asking = [_button(words, line, renewal, AMOUNT, prompt=words.text("amount_prompt"))]
        else:
            message = words.with_end(message, line.data.clocks)
        await self._async_confirm(self._push(line, line.settings.name, message, *asking))

    async def async_tell_refused(self, line: LineCoordinator, error: HomeAssistantError) -> None:
        """Tell why what was asked of a line could not be done; nothing was changed."""
        message = await async_error_text(self.hass, self._language, error)
        await self._async_send(self._push(line, line.settings.name, message))

    async def async_tell_of(self, lines: Sequence[LineCoordinator], key: str) -> None:
        """Tell why nothing was done, or what was, and until when a single line runs now."""
        words = await self._async_words()
        message, names = words.text(key), ", ".join(line.settings.name for line in lines)
        if len(lines) == 1:
            message = words.with_end(message, lines[0].data.clocks)
        await self._async_send(self._push(lines[0], names, message))

    async def async_tell_unclear(self, line: LineCoordinator, answer: Answer, typed: str) -> None:
        """Tell that a reply was not understood, with the same button to try again."""
        shown = _shown(typed)
        key = "push_unclear" if shown else "push_unclear_empty"
        if shown and answer.verb == AMOUNT:
            key = "push_unclear_amount"
        elif shown and line.settings.offer.rule is None:
            key = "push_unclear_until"
        await self._async_ask_again(line, answer, key, text=shown)

    async def async_ask_currency(
        self, line: LineCoordinator, answer: Answer, typed: str, example: str
    ) -> None:
        """Ask whose money a sign means that several countries have."""
        key = "push_which_currency"
        await self._async_ask_again(line, answer, key, text=_shown(typed), example=example)

    async def async_ask_about_day(self, line: LineCoordinator, answer: Answer, day: date) -> None:
        """Tell that no renewal can last until a day, with the same button to try again."""
        words = await self._async_words()
        await self._async_ask_again(line, answer, "push_impossible_day", date=words.day(day))

    async def async_ask_year(
        self, line: LineCoordinator, answer: Answer, typed: str, past: str, following: str
    ) -> None:
        """Ask of which year a day is that has just passed, with the two that can be meant."""
        said = {"text": _shown(typed), "past": past, "following": following}
        await self._async_ask_again(line, answer, "push_which_year", **said)

    async def async_ask_about_far_day(
        self, line: LineCoordinator, answer: Answer, day: date
    ) -> None:
        """Ask whether a day is right that is far ahead; sent once more, it is taken."""
        words = await self._async_words()
        await self._async_ask_again(line, answer, "push_far_day", date=words.day(day))

    async def async_ask_about_credit(
        self, line: LineCoordinator, answer: Answer, credit: Decimal
    ) -> None:
        """Ask whether a credit is right that is far too much; sent once more, it is taken."""
        words = await self._async_words()
        money = words.money(credit, line.settings.offer.currency)
        await self._async_ask_again(line, answer, "push_far_credit", credit=money)

    async def async_ask_about_nothing(self, line: LineCoordinator, answer: Answer) -> None:
        """Ask whether a renewal was free: who types 0 may as well say that there was none."""
        words = await self._async_words()
        action = replace(answer, verb=FREE).action
        free = Button(action, words.text("button_free"))
        await self._async_ask_again(line, answer, "push_zero", free)

    async def _async_ask_again(
        self, line: LineCoordinator, answer: Answer, key: str, *more: Button, **said: str
    ) -> None:
        """Tell why a reply did nothing, with the same button to try again."""
        words = await self._async_words()
        prompt = "until_prompt" if line.settings.offer.rule is None else "reply_prompt"
        prompt = {AMOUNT: "amount_prompt", DATE: "date_prompt"}.get(answer.verb, prompt)
        name = words.text("button_date" if answer.verb == DATE else "button_reply")
        again = Button(answer.action, name, prompt=words.text(prompt))
        message = words.text(key, **said)
        await self._async_send(self._push(line, line.settings.name, message, again, *more))

    async def async_ask_day_again(self, line: LineCoordinator, answer: Answer, typed: str) -> None:
        """Tell that a day was not understood, with the same button to try again."""
        shown = typed.strip()[:SHOWN_OF_A_REPLY]
        await self._async_ask_again(line, answer, "push_unclear_date", text=shown)

    async def async_confirm_data(self, line: LineCoordinator, data: Decimal) -> None:
        """Tell which data was noted."""
        words = await self._async_words()
        message = words.text("push_noted_data", data=words.gigabytes(data))
        await self._async_confirm(self._push(line, line.settings.name, message))

    async def async_confirm_credit(self, line: LineCoordinator, credit: Decimal) -> None:
        """Tell which credit was noted, and for how long that is enough."""
        words = await self._async_words()
        money = words.money(credit, line.settings.offer.currency)
        message = words.text("push_noted_credit", credit=money)
        message = words.with_end(message, line.data.clocks)
        await self._async_confirm(self._push(line, line.settings.name, message))

    async def async_confirm_renewal(self, line: LineCoordinator, renewal: Renewal) -> None:
        """Tell what was recorded and what it did, with buttons to correct it.

        Where it did less or more than one thinks, this is told without a phone as well.
        """
        words = await self._async_words()
        message = words.text("push_recorded")
        if renewal.amount is not None:
            amount = words.money(renewal.amount, renewal.currency or line.settings.offer.currency)
            message = words.text("push_recorded_amount", amount=amount)
        correcting = [
            _button(words, line, renewal, AMOUNT, prompt=words.text("amount_prompt")),
            _button(words, line, renewal, UNDO),
        ]
        is_contained = line.replayed.contains(renewal.renewal_id)
        is_odd = Flag.SAME_DAY in line.flags_of(renewal)
        if line.is_asked_about(renewal, DoubtReason.SAME_DAY):
            message = self._asked_same_day(words, line, renewal, message)
            correcting.append(_button(words, line, renewal, COUNT))
        elif is_odd:
            message = words.text("push_recorded_same_day", message=message)
        if is_foreign := line.is_asked_about(renewal, DoubtReason.OTHER_CURRENCY):
            currency = line.settings.offer.currency
            message = words.text("push_asked_currency", message=message, currency=currency)
        if is_contained:
            message = words.text("push_recorded_contained", message=message)
        is_asked = line.is_asked_about(renewal, DoubtReason.IN_ADDITION)
        if is_contained and (is_asked or not renewal.in_addition):
            correcting.append(_button(words, line, renewal, COUNT))
        if _is_without_end(line, renewal):
            prompt = words.text("until_prompt")
            correcting.insert(0, _button(words, line, renewal, UNTIL, prompt=prompt))
            message = words.text("push_recorded_undated", message=message)
        else:
            message = words.with_end(message, line.data.clocks)
        title = words.text("push_title_recorded", line=line.settings.name)
        push = self._push(line, title, message, *correcting)
        if is_contained or is_odd or is_foreign:
            await self._async_send(push)
        else:
            await self._async_confirm(push)

    def _asked_same_day(
        self, words: PushWords, line: LineCoordinator, renewal: Renewal, message: str
    ) -> str:
        """Return the question whether a renewal is a second one of its day."""
        first = line.first_of_day(renewal) or renewal
        time = words.moment(first.recorded_at, line.zone)
        if first.payer is None:
            return words.text("push_asked_same_day", message=message, time=time)
        return words.text("push_asked_same_day_by", message=message, time=time, person=first.payer)

    async def async_tell_first(self, line: LineCoordinator, first: Renewal) -> None:
        """Tell who recorded a renewal a moment ago, with a button in case this was another one.

        While nobody has said until when that lasts, this is asked once more instead.
        """
        if _is_without_end(line, first):
            await self.async_confirm_renewal(line, first)
            return
        words = await self._async_words()
        message = words.text("push_same_deed")
        if first.payer not in {None, self.name}:
            message = words.text("push_same_deed_by", person=first.payer)
        message = words.with_end(message, line.data.clocks)
        second = _button(words, line, first, SECOND)
        await self._async_send(self._push(line, line.settings.name, message, second))

    async def async_tell_back(
        self, line: LineCoordinator, key: str, renewal: Renewal, *verbs: str
    ) -> None:
        """Tell that a line stands as before a renewal, and what is due now, in one push.

        It takes the place of the reminder on the phones of who pressed; other people hear that as
        usual.
        """
        words, stage = await self._async_words(), line.stage
        told = words.text(key)
        buttons = [_button(words, line, renewal, verb) for verb in verbs]
        recipients = self._recipients
        if stage is None or not recipients:
            message = words.with_end(told, line.data.clocks)
            await self._async_send(self._push(line, line.settings.name, message, *buttons))
            return
        url = self.household.path_of(line.settings.line_id)
        matter = Matter(line.data, line.signals, line.cycle, stage, url)
        today = self.household.now().date()
        push = await async_compose(self.hass, self._language, [matter], today, silent=True)
        message = words.text("push_joined", first=told, second=push.message)
        await self._async_send(replace(push, message=message, buttons=(*buttons, *push.buttons)))
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

    def _push(self, line: LineCoordinator, title: str, message: str, *buttons: Button) -> Push:
        return Push(
            tag=answer_tag_of(line.settings.line_id),
            title=title,
            message=message,
            buttons=buttons,
            url=self.household.path_of(line.settings.line_id),
        )

    @property
    def _recipients(self) -> list[Recipient]:
        """Who is reminded on the phones of this person."""
        phones = set(phones_of(self.hass, self.user_id))
        return [
            each
            for each in self.household.recipients
            if phones & set(reached(self.hass, (*each.targets, *each.fallbacks)))
        ]

    @property
    def _language(self) -> str:
        """Their language, as far as it is known."""
        return next((each.language for each in self._recipients), self.hass.config.language)

    async def _async_words(self) -> PushWords:
        return await async_push_words(self.hass, self._language, self.household.now().date())

    async def async_habits(self, line: LineCoordinator) -> DateHabits:
        """Return how they write a day: in their language, in the order of the line's country."""
        country = line.settings.country or self.hass.config.country
        language = self._language
        day_first = await self.hass.async_add_executor_job(writes_day_first, country, language)
        return DateHabits(language, day_first, self.household.now().date())

    async def _async_confirm(self, push: Push) -> None:
        """Send what only confirms a press; nobody needs to find that in Home Assistant's list."""
        if phones_of(self.hass, self.user_id):
            await self._async_send(replace(push, fleeting=True))

    async def _async_send(self, push: Push) -> None:
        phones = phones_of(self.hass, self.user_id)
        somebody = Recipient("presser", "", self.hass.config.language, phones, (HOME,))
        await self.household.delivery.async_send(somebody, push, with_fallbacks=True)


def _button(
    words: PushWords, line: LineCoordinator, renewal: Renewal, verb: str, prompt: str | None = None
) -> Button:
    """Return a button that corrects what was recorded."""
    action = action_id(verb, line.settings.line_id, renewal.renewal_id)
    return Button(action, words.text(f"button_{verb.lower()}"), prompt=prompt)


def _shown(typed: str) -> str:
    """Return as much of a reply as there is room for."""
    shown = typed.strip()
    return f"{shown[:SHOWN_OF_A_REPLY]}…" if len(shown) > SHOWN_OF_A_REPLY else shown


def _is_without_end(line: LineCoordinator, renewal: Renewal) -> bool:
    first = line.without_end
    return first is not None and first.renewal_id == renewal.renewal_id
