"""Why a line is shown to end when it does, in a sentence or two."""

from collections.abc import Iterable
from datetime import date, tzinfo

from homeassistant.core import HomeAssistant

from ..core.arrivals import DateDoubt
from ..core.evidence import Clock, Emptied, Statement
from ..core.model import Event, Renewal
from ..core.reasons import DateReason, reason_of
from ..core.replayed import Replay
from .sentences import Sentences, async_sentences

SHOWN = 3
"""How many renewals are named; of more, the last ones."""


async def async_why(hass: HomeAssistant, replayed: Replay, zone: tzinfo) -> tuple[str, str | None]:
    """Return why service ends when it does, and the question where two readings differ."""
    words = await async_sentences(hass, hass.config.language, Sentences)
    doubt = replayed.doubt
    reason = reason_of(replayed, Clock.SERVICE)
    question = None if doubt is None else _question(words, doubt, replayed)
    return " ".join(_sentences(words, reason, zone)), question


def _sentences(words: Sentences, reason: DateReason, zone: tzinfo) -> Iterable[str]:
    if isinstance(reason.base, Statement):
        on = words.day(reason.base.last_moment.astimezone(zone).date())
        yield words.text(f"why_{reason.base.teller}", date=on)
    elif isinstance(reason.base, Emptied):
        yield words.text("why_empty", date=words.day(reason.base.at.astimezone(zone).date()))
    elif reason.base is not None:
        on = words.day(reason.base.measured_at.astimezone(zone).date())
        yield words.text("why_credit", date=on)
    if reason.contained:
        yield words.text("why_contained", renewals=_days(words, reason.contained))
    if reason.on_top:
        yield words.text("why_on_top", renewals=_days(words, reason.on_top))


def _question(words: Sentences, doubt: DateDoubt, replayed: Replay) -> str:
    renewals = [
        step.told.what
        for renewal_id, step in replayed.steps_of_renewals.items()
        if renewal_id in doubt.renewal_ids and isinstance(step.told.what, Renewal)
    ]
    key = "why_doubt" if renewals else "why_doubt_words"
    return words.text(
        key,
        date=_day(words, doubt.statement.until),
        later=words.day(doubt.later),
        renewals=_days(words, renewals),
    )


def _day(words: Sentences, day: date | None) -> str:
    return "" if day is None else words.day(day)


def _days(words: Sentences, events: Iterable[Event]) -> str:
    days = dict.fromkeys(sorted(each.on for each in events))
    return ", ".join(words.day(day) for day in list(days)[-SHOWN:])
