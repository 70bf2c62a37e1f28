"""The person who pressed a button, and what they are told about it on their own phones."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from ..core.model import Renewal
from ..core.replies import reply_date
from ..household.coordinator import LineCoordinator
from ..household.household import Household
from ..push.companion_app import phones_of
from ..push.compose import INTEGRATION_PAGE
from ..push.groups import reached
from ..push.ids import AMOUNT, COUNT, SECOND, UNDO, Answer, action_id, answer_tag_of
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
                url=INTEGRATION_PAGE,
            )
        )

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
        words = await self._async_words()
        shown = typed.strip()
        if len(shown) > SHOWN_OF_A_REPLY:
            shown = f"{shown[:SHOWN_OF_A_REPLY]}…"
        message = words.text("push_unclear" if shown else "push_unclear_empty", text=shown)
        prompt = words.text("reply_prompt")
        again = Button(answer.action, words.text("button_reply"), prompt=prompt)
        await self._async_send(self._push(line, line.settings.name, message, again))

    async def async_read_day(self, line: LineCoordinator, typed: str) -> date | None:
        """Return the day that was typed, as people write it in their language and country."""
        country = line.settings.country or self.hass.config.country
        language, today = self._language, self.household.now().date()
        day_first = await self.hass.async_add_executor_job(writes_day_first, country, language)
        return await self.hass.async_add_executor_job(
            partial(reply_date, typed, today=today, languages=(language,), day_first=day_first)
        )

    async def async_ask_day_again(self, line: LineCoordinator, answer: Answer, typed: str) -> None:
        """Tell that a day was not understood, with the same button to try again."""
        words = await self._async_words()
        shown = typed.strip()[:SHOWN_OF_A_REPLY]
        again = Button(answer.action, words.text("button_date"), prompt=words.text("date_prompt"))
        message = words.text("push_unclear_date", text=shown)
        await self._async_send(self._push(line, line.settings.name, message, again))

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
        """Tell what was recorded, with buttons to correct it."""
        words = await self._async_words()
        message = words.text("push_recorded")
        if renewal.amount is not None:
            amount = words.money(renewal.amount, renewal.currency or line.settings.offer.currency)
            message = words.text("push_recorded_amount", amount=amount)
        buttons = [
            _button(words, line, renewal, AMOUNT, prompt=words.text("amount_prompt")),
            _button(words, line, renewal, UNDO),
        ]
        if line.replayed.contains(renewal.renewal_id):
            message = words.text("push_recorded_contained", message=message)
            buttons.append(_button(words, line, renewal, COUNT))
        title = words.text("push_title_recorded", line=line.settings.name)
        await self._async_confirm(
            self._push(line, title, words.with_end(message, line.data.clocks), *buttons)
        )

    async def async_tell_first(self, line: LineCoordinator, first: Renewal) -> None:
        """Tell who recorded a renewal a moment ago, with a button in case this was another one."""
        words = await self._async_words()
        message = words.text("push_same_deed")
        if first.payer not in {None, self.name}:
            message = words.text("push_same_deed_by", person=first.payer)
        message = words.with_end(message, line.data.clocks)
        second = _button(words, line, first, SECOND)
        await self._async_send(self._push(line, line.settings.name, message, second))

    def _push(self, line: LineCoordinator, title: str, message: str, *buttons: Button) -> Push:
        return Push(
            tag=answer_tag_of(line.settings.line_id),
            title=title,
            message=message,
            buttons=buttons,
            url=self.household.path_of(line.settings.line_id),
        )

    async def _async_words(self) -> PushWords:
        """Return the words of their language, as far as it is known."""
        today = self.household.now().date()
        return await async_push_words(self.hass, self._language, today)

    @property
    def _language(self) -> str:
        """The language of the recipient whose phone it is, else that of Home Assistant."""
        phones = set(phones_of(self.hass, self.user_id))
        languages = (
            each.language
            for each in self.household.recipients
            if phones & set(reached(self.hass, (*each.targets, *each.fallbacks)))
        )
        return next(languages, self.hass.config.language)

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
