"""The person who pressed a button: their phones, their language, and how they write a day."""

from dataclasses import dataclass, replace

from homeassistant.core import HomeAssistant

from ..core.model import Renewal
from ..core.reply_dates import DateHabits
from ..household.coordinator import LineCoordinator
from ..household.household import Household
from ..push.companion_app import phones_of
from ..push.groups import reached
from ..push.ids import action_id, answer_tag_of
from ..push.payload import Button, Push
from ..push.people import async_person_name
from ..push.recipient import HOME, Recipient
from ..texts.locales import writes_day_first
from ..texts.push import PushWords, async_push_words


@dataclass(frozen=True, slots=True)
class Presser:
    """Somebody at a phone; without a phone that is known, told in Home Assistant's own list."""

    hass: HomeAssistant
    household: Household
    user_id: str | None

    @property
    def name(self) -> str | None:
        """The name of the person in Home Assistant, if it knows one."""
        return async_person_name(self.hass, self.user_id)

    @property
    def recipients(self) -> list[Recipient]:
        """Who is reminded on the phones of this person."""
        phones = set(phones_of(self.hass, self.user_id))
        return [
            each
            for each in self.household.recipients
            if phones & set(reached(self.hass, (*each.targets, *each.fallbacks)))
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
        if phones_of(self.hass, self.user_id):
            await self.async_send(replace(push, fleeting=True))

    async def async_send(self, push: Push) -> None:
        """Send an answer to their phones, or else show it in Home Assistant's list."""
        phones = phones_of(self.hass, self.user_id)
        somebody = Recipient("presser", "", self.hass.config.language, phones, (HOME,))
        await self.household.delivery.async_send(somebody, push, with_fallbacks=True)


def button_of(
    words: PushWords, line: LineCoordinator, renewal: Renewal, verb: str, prompt: str | None = None
) -> Button:
    """Return a button that corrects what was recorded."""
    action = action_id(verb, line.settings.line_id, renewal.renewal_id)
    return Button(action, words.text(f"button_{verb.lower()}"), prompt=prompt)
