"""The person who pressed a button: their phones, their language, and how they write a day."""

from contextlib import suppress
from dataclasses import dataclass, replace

from homeassistant.core import HomeAssistant

from ..core.model import Renewal
from ..core.record import Delivery
from ..core.typed_days import DateHabits
from ..household.coordinator import LineCoordinator
from ..household.household import Household
from ..push.companion_app import phones_of
from ..push.groups import reached
from ..push.ids import action_id, answer_tag_of
from ..push.payload import Button, Push
from ..push.people import async_person_name
from ..push.recipient import HOME, Recipient, TargetUnreachable
from ..texts.locales import writes_day_first
from ..texts.push import PushWords, async_push_words


@dataclass(frozen=True, slots=True)
class Presser:
    """Somebody at a phone; without a phone that is known, told in Home Assistant's own list."""

    hass: HomeAssistant
    household: Household
    user_id: str | None
    has_pressed: bool = True
    """Whether a press on a push is answered: that push has left the phone by itself."""

    @property
    def name(self) -> str | None:
        """The name of the person in Home Assistant, if it knows one."""
        return async_person_name(self.hass, self.user_id)

    @property
    def phones(self) -> tuple[str, ...]:
        """The notify actions of their phones."""
        return phones_of(self.hass, self.user_id)

    @property
    def recipients(self) -> list[Recipient]:
        """Who is reminded on the phones of this person."""
        phones = self.phones
        return [
            each
            for each in self.household.recipients
            if set(phones) & set(reached(self.hass, (*each.targets, *each.fallbacks)))
        ]

    @property
    def language(self) -> str:
        """Their language, as far as it is known."""
        return next((each.language for each in self.recipients), self.hass.config.language)

    async def async_words(self, *lines: LineCoordinator) -> PushWords:
        """Return the words in which they are told something, with examples for these lines."""
        today = self.household.now().date()
        settings = (line.settings for line in lines)
        return await async_push_words(self.hass, self.language, today, *settings)

    async def async_habits(self, line: LineCoordinator) -> DateHabits:
        """Return how they write a day: in their language, in the order of the line's country."""
        country = line.settings.country or self.hass.config.country
        language = self.language
        day_first = await self.hass.async_add_executor_job(writes_day_first, country, language)
        return DateHabits(language, day_first, self.household.now().date())

    async def async_push(
        self, line: LineCoordinator, title: str, message: str, *buttons: Button
    ) -> Push:
        """Return a push in the place of the last answer about a line."""
        line_id = line.settings.line_id
        return Push(
            tag=answer_tag_of(line_id),
            title=title,
            message=message,
            buttons=buttons,
            page=await self.household.async_page_of(line_id),
        )

    async def async_confirm(self, push: Push) -> None:
        """Send what only confirms a press; nobody needs to find that in Home Assistant's list."""
        if self.phones:
            await self.async_send(replace(push, fleeting=True))

    async def async_send(self, push: Push) -> None:
        """Send an answer to their phones, or else show it in Home Assistant's list."""
        somebody = self._reached(self.phones)
        await self.household.delivery.async_send(somebody, push, with_fallbacks=True)

    async def async_take_off(self, line: LineCoordinator) -> None:
        """Take the last answer about a line off their phones, or off Home Assistant's list.

        It has left a phone on which it was pressed.
        """
        phones = self.phones
        if not self.has_pressed or phones[1:]:
            tag = answer_tag_of(line.settings.line_id)
            with suppress(TargetUnreachable):
                await self._reached(phones).async_clear(self.hass, tag)

    def _reached(self, phones: tuple[str, ...]) -> Recipient:
        return Recipient("presser", "", self.hass.config.language, phones, (HOME,))

    async def async_note(self, line: LineCoordinator, renewal: Renewal, cycle: str) -> None:
        """Remember that they were told that a renewal counts, or that it counts no more."""
        told = Delivery(
            cycle=cycle,
            stage=renewal.renewal_id,
            recipient_id=self.user_id or "",
            delivered_at=self.household.now(),
        )
        await self.household.delivery.async_note(line.settings.line_id, [told])


def button_of(
    words: PushWords, line: LineCoordinator, renewal: Renewal, verb: str, prompt: str | None = None
) -> Button:
    """Return a button that corrects what was recorded."""
    action = action_id(verb, line.settings.line_id, renewal.renewal_id)
    return Button(action, words.text(f"button_{verb.lower()}"), prompt=prompt)
