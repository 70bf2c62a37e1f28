"""Why a line is shown to end when it does, in a sentence or two."""

from collections.abc import Collection, Iterable
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
    in_doubt = frozenset(() if doubt is None else doubt.renewal_ids)
    return words.joined(_sentences(words, reason, in_doubt, zone)), question_of(words, replayed)


def question_of(words: Sentences, replayed: Replay) -> str | None:
    """Return what to find out where two readings of the date differ."""
    return None if replayed.doubt is None else _question(words, replayed.doubt, replayed)


def _sentences(
    words: Sentences, reason: DateReason, in_doubt: Collection[str], zone: tzinfo
) -> Iterable[str]:
    """Return what the date was last known by, what that has already, and what came on top.

    Of a renewal of which it is asked whether it went through, nothing is claimed.
    """
    stated_on = None
    if isinstance(reason.base, Statement):
        stated_on = reason.base.last_moment.astimezone(zone).date()
        yield words.text(f"why_{reason.base.teller}", date=words.day(stated_on))
    elif isinstance(reason.base, Emptied):
        yield words.text("why_empty", date=words.day(reason.base.at.astimezone(zone).date()))
    elif reason.base is not None:
        on = words.day(reason.base.measured_at.astimezone(zone).date())
        yield words.text("why_credit", date=on)
    contained = [each for each in reason.contained if each.renewal_id not in in_doubt]
    later = [each for each in contained if stated_on is not None and each.on > stated_on]
    if before := [each for each in contained if each not in later]:
        yield words.text("why_contained", renewals=_days(words, before))
    if later:
        yield words.text("why_contained_later", renewals=_days(words, later))
    if renewals := [each for each in reason.on_top if isinstance(each, Renewal)]:
        yield words.text("why_on_top", renewals=_days(words, renewals))
    if uses := [each for each in reason.on_top if not isinstance(each, Renewal)]:
        yield words.text("why_used", uses=_days(words, uses))


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
