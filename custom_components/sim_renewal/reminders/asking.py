"""What the person who replied is asked again, where a reply leaves something open."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from ..household.coordinator import LineCoordinator
from ..push.ids import AMOUNT, DATE, FREE, Answer
from ..push.payload import Button
from .presser import Presser

SHOWN_OF_A_REPLY = 40
"""How many characters of a reply that was not understood are repeated."""


@dataclass(frozen=True, slots=True)
class Asking(Presser):
    """Asks on the phone that replied; nothing was changed."""

    async def async_tell_unclear(self, line: LineCoordinator, answer: Answer, typed: str) -> None:
        """Tell that a reply was not understood, with the same button to try again."""
        shown = _shown(typed)
        key = "push_unclear" if shown else "push_unclear_empty"
        if shown and answer.verb == AMOUNT:
            key = "push_unclear_amount"
        elif shown and line.settings.offer.rule is None:
            key = "push_unclear_until"
        await self._async_ask_again(line, answer, key, text=shown)

    async def async_ask_day_again(self, line: LineCoordinator, answer: Answer, typed: str) -> None:
        """Tell that a day was not understood, with the same button to try again."""
        await self._async_ask_again(line, answer, "push_unclear_date", text=_shown(typed))

    async def async_ask_currency(
        self, line: LineCoordinator, answer: Answer, typed: str, example: str
    ) -> None:
        """Ask whose money a sign means that several countries have."""
        key = "push_which_currency"
        await self._async_ask_again(line, answer, key, text=_shown(typed), example=example)

    async def async_ask_about_day(self, line: LineCoordinator, answer: Answer, day: date) -> None:
        """Tell that no renewal can last until a day, with the same button to try again."""
        words = await self.async_words()
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
        words = await self.async_words()
        await self._async_ask_again(line, answer, "push_far_day", date=words.day(day))

    async def async_ask_about_credit(
        self, line: LineCoordinator, answer: Answer, credit: Decimal
    ) -> None:
        """Ask whether a credit is right that is far too much; sent once more, it is taken."""
        words = await self.async_words()
        money = words.money(credit, line.settings.offer.currency)
        await self._async_ask_again(line, answer, "push_far_credit", credit=money)

    async def async_ask_about_amount(
        self, line: LineCoordinator, answer: Answer, amount: Decimal, currency: str
    ) -> None:
        """Ask whether an amount is right that is far too much; sent once more, it is taken."""
        words = await self.async_words()
        money = words.money(amount, currency)
        await self._async_ask_again(line, answer, "push_far_amount", amount=money)

    async def async_ask_about_nothing(self, line: LineCoordinator, answer: Answer) -> None:
        """Ask whether a renewal was free: who types 0 may as well say that there was none."""
        words = await self.async_words()
        action = replace(answer, verb=FREE).action
        free = Button(action, words.text("button_free"))
        await self._async_ask_again(line, answer, "push_zero", free)

    async def _async_ask_again(
        self, line: LineCoordinator, answer: Answer, key: str, *more: Button, **said: str
    ) -> None:
        """Tell why a reply did nothing, with the same button to try again."""
        words = await self.async_words(line)
        settings = line.settings
        prompt = "until_prompt" if settings.offer.rule is None else "reply_prompt"
        prompt = {AMOUNT: "amount_prompt", DATE: "until_prompt"}.get(answer.verb, prompt)
        examples = {
            "example": words.example_day(settings),
            "amount": words.example_amount(settings),
        }
        again = Button(
            answer.action, words.text("button_reply"), prompt=words.text(prompt, **examples)
        )
        message = words.text(key, **(examples | said))
        push = await self.async_push(line, words.named(settings), message, again, *more)
        await self.async_send(push)


def _shown(typed: str) -> str:
    """Return as much of a reply as there is room for."""
    shown = typed.strip()
    return f"{shown[:SHOWN_OF_A_REPLY]}…" if len(shown) > SHOWN_OF_A_REPLY else shown
