"""Whose a text is, by the numbers in it; where nobody can know that, somebody is asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..core.line import Line
from ..household.household import Household
from ..issues import TEXT_IN_QUESTION
from .text import ReceivedText

if TYPE_CHECKING:
    from ..core.messages.lines_named import LineNumbers, LinesNamed

MOST_QUESTIONS = 20
"""How many texts wait for an answer; of more, the oldest is forgotten."""


class WhyAsked(StrEnum):
    """Why a text waits for a person; the words for it are `text_asked_<value>`."""

    SEVERAL_LINES = "several_lines"
    """Its numbers are of several lines."""
    OTHER_LINE = "other_line"
    """Its number is that of a line whose texts do not come by themselves."""
    STRANGER = "stranger"
    """Its number is of no line."""
    SHARED_SENDER = "shared_sender"
    """It has no number, and several lines listen to its sender."""
    FAR = "far"
    """It says something that is far from all that is known of the line."""
    GONE = "gone"
    """It says that the number is lost already, after which nobody would be reminded."""


@dataclass(frozen=True, slots=True)
class AskedText:
    """A text that waits, the lines that it can be about, the likeliest first, and why."""

    message: ReceivedText
    line_ids: tuple[str, ...]
    why: WhyAsked


_ASKED: HassKey[list[AskedText]] = HassKey(f"{DOMAIN}_asked_texts")
"""Texts are kept in memory only: after a restart, nobody is asked any more."""


def numbers_of(line: Line) -> LineNumbers:
    """Return the numbers by which a text can name a line."""
    from ..core.messages.lines_named import LineNumbers  # noqa: PLC0415 - few have texts

    return LineNumbers(line_id=line.line_id, number=line.number, iccid=line.iccid)


def lines_named_in(household: Household, text: str) -> LinesNamed:
    """Return the lines of a household that a text names by a number."""
    from ..core.messages.lines_named import lines_named  # noqa: PLC0415 - few have texts

    return lines_named([numbers_of(line.settings) for line in household.lines.values()], text)


@callback
def asked_texts(hass: HomeAssistant) -> tuple[AskedText, ...]:
    """Return the texts that wait for an answer, the oldest first."""
    waiting = hass.data.setdefault(_ASKED, [])
    return tuple(waiting)


@callback
def async_ask_about(household: Household, asked: AskedText) -> None:
    """Ask a person about a text; the same one that several lines heard is asked about once."""
    waiting = household.hass.data.setdefault(_ASKED, [])
    message = asked.message
    same = [(each.message.text, each.message.sender, each.why) for each in waiting]
    if (message.text, message.sender, asked.why) not in same:
        waiting.append(asked)
        del waiting[:-MOST_QUESTIONS]
    async_show_questions(household)


@callback
def async_answered(household: Household, asked: AskedText) -> None:
    """Forget a text about which a person has said enough."""
    waiting = household.hass.data.setdefault(_ASKED, [])
    if asked in waiting:
        waiting.remove(asked)
    async_show_questions(household)


@callback
def async_show_questions(household: Household) -> None:
    """Show the question while texts wait; those of deleted lines are forgotten."""
    hass = household.hass
    waiting = hass.data.setdefault(_ASKED, [])
    waiting[:] = [each for each in waiting if household.present_lines.keys() & each.line_ids]
    if not waiting:
        TEXT_IN_QUESTION.async_clear(hass)
        return
    data = {"question": TEXT_IN_QUESTION.key, "entry_id": household.entry.entry_id}
    names = ", ".join(sorted(_names_in(household, waiting)))
    TEXT_IN_QUESTION.async_raise(hass, data=data, lines=names)


def _names_in(household: Household, waiting: list[AskedText]) -> Iterator[str]:
    lines = household.present_lines
    line_ids = {line_id for each in waiting for line_id in each.line_ids}
    yield from (lines[line_id].settings.name for line_id in line_ids if line_id in lines)
