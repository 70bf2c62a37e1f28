"""Why a line is shown to end when it does, in a sentence or two."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, tzinfo

from homeassistant.core import HomeAssistant

from ..core.doubts import DateDoubt, LateWord
from ..core.evidence import Clock, Emptied, Statement
from ..core.line import Line
from ..core.model import Event, Renewal
from ..core.reasons import DateReason, reason_of
from ..core.replayed import Replay
from .sentences import Sentences, async_sentences

SHOWN = 3
"""How many renewals are named; of more, the last ones."""


async def async_why(
    hass: HomeAssistant, line: Line, replayed: Replay, zone: tzinfo, endless: Renewal | None = None
) -> tuple[str, str | None]:
    """Return why a line ends when it does, and what has to be found out.

    That is which of two readings is right, or until when an `endless` renewal lasts. Where nothing
    is known of service, it is why the number is lost when it is.
    """
    words = await async_sentences(hass, hass.config.language, Sentences)
    doubt = replayed.doubt
    question = question_of(words, line, replayed)
    if question is None and endless is not None:
        question = words.text("why_endless", renewals=words.day(endless.on))
    in_doubt = frozenset(() if doubt is None else doubt.renewal_ids)
    reason = reason_of(replayed, Clock.SERVICE)
    why = words.joined(_sentences(words, line, reason, in_doubt, zone))
    if not why:
        reason = reason_of(replayed, Clock.NUMBER)
        told = words.joined(_sentences(words, line, reason, in_doubt, zone))
        why = words.text("why_number", why=told) if told else ""
    return why, question


def question_of(words: Sentences, line: Line, replayed: Replay) -> str | None:
    """Return what to find out where two readings of the date differ."""
    return None if replayed.doubt is None else _question(words, replayed.doubt, replayed, line)


def _sentences(
    words: Sentences, line: Line, reason: DateReason, in_doubt: Collection[str], zone: tzinfo
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
        yield words.text("why_contained", renewals=_each_day(words, before))
    if later:
        yield words.text("why_contained_later", renewals=_days(words, later))
    if renewals := [each for each in reason.on_top if isinstance(each, Renewal)]:
        yield words.text("why_on_top", renewals=_each_day(words, renewals))
        if step := _step(words, line, renewals[-1]):
            yield step
    if uses := [each for each in reason.on_top if not isinstance(each, Renewal)]:
        yield words.text("why_used", uses=_days(words, uses))


def _step(words: Sentences, line: Line, renewal: Renewal) -> str | None:
    """Return in words what the step of a ladder brings that a top-up reached."""
    offer = line.offer
    if offer.rule is None:
        return None
    is_known = renewal.currency in {None, offer.currency}
    step = offer.rule.step_of(renewal if is_known else replace(renewal, amount=None))
    if step is None:
        return None
    amount = words.money(step.amount, offer.currency)
    service, number = words.span(step.service), words.span(step.number)
    if service and number:
        return words.text("why_step", amount=amount, service=service, number=number)
    if service:
        return words.text("why_step_service", amount=amount, service=service)
    return words.text("why_step_number", amount=amount, number=number)


def _question(words: Sentences, doubt: DateDoubt, replayed: Replay, line: Line) -> str:
    renewals = [
        step.told.what
        for renewal_id, step in replayed.steps_of_renewals.items()
        if renewal_id in doubt.renewal_ids and isinstance(step.told.what, Renewal)
    ]
    key = f"why_doubt_{doubt.reason}"
    if isinstance(doubt, LateWord) and not renewals:
        key = "why_doubt_words"
    said = doubt.statement.until if isinstance(doubt, LateWord) else doubt.earlier
    return words.text(
        key,
        date=_day(words, said),
        later=_day(words, doubt.later),
        renewals=_days(words, renewals),
        currency=line.offer.currency,
    )


def _day(words: Sentences, day: date | None) -> str:
    return "" if day is None else words.day(day)


def _days(words: Sentences, events: Iterable[Event]) -> str:
    days = dict.fromkeys(sorted(each.on for each in events))
    return ", ".join(words.day(day) for day in list(days)[-SHOWN:])


def _each_day(words: Sentences, renewals: Iterable[Renewal]) -> str:
    """Return the last days of renewals, with how many there were of a day with more than one."""
    days = Counter(sorted(each.on for each in renewals))
    told = [(words.day(day), many) for day, many in list(days.items())[-SHOWN:]]
    return ", ".join(day if many == 1 else f"{day} ({many})" for day, many in told)
