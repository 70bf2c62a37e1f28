"""The deed that a reminder asks for, in words: first what is true now, then what to do by when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ..core.agenda import act_of
from ..core.line import LineState, Status
from ..core.rules import Act
from ..texts.push import PushWords

ENDED = frozenset({Status.EXPIRED, Status.GRACE})

LOST_SOON = 30
"""From how many days on the loss of a number is told before that service has ended."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a reminder asks for: the deed, its last day, and whether that saves the number."""

    act: Act
    last_day: date
    left: int
    saves_number: bool
    has_ended: bool

    @property
    def near(self) -> str:
        """How near the last day is, as the keys of texts name it."""
        return {0: "today", 1: "tomorrow"}.get(self.left, "days")

    @property
    def is_lost_soon(self) -> bool:
        """Whether the number is the matter, and not only that service has ended."""
        return self.saves_number and (not self.has_ended or self.left <= LOST_SOON)


def deed_title(words: PushWords, state: LineState) -> str:
    """Return how a line stands; of one that nothing has to be bought for, what to do about it."""
    asked = _asked(state, words.today)
    if state.status is Status.LOST:
        key = "push_title_lost"
    elif not asked.act.is_bought and not asked.has_ended:
        key = f"title_{asked.act}"
    elif asked.is_lost_soon:
        key = f"push_title_number_{asked.near}"
    elif asked.has_ended:
        key = "push_title_grace" if asked.saves_number else "push_title_expired"
    else:
        key = f"push_title_{asked.near}"
    return words.text(key, line=words.named(state.line), days=str(asked.left))


def deed_sentence(words: PushWords, state: LineState) -> str:
    """Return what is true now, what to do by when, and the usual price while it still works."""
    return words.joined(_sentences(words, state))


def deed_in_short(words: PushWords, state: LineState) -> str:
    """Return in a few words how a line stands, or what to do about it by when."""
    asked = _asked(state, words.today)
    day = words.day(asked.last_day)
    if state.status is Status.LOST:
        return words.text("short_lost")
    number = words.text(f"short_number_{asked.near}", date=day)
    if asked.has_ended:
        since = _without_service_since(state)
        ended = words.text("short_stopped")
        if since is not None:
            ended = words.text("short_ended", date=words.day(since))
        return words.joined([ended, number] if asked.is_lost_soon else [ended])
    if not asked.act.is_bought:
        deed = words.text(f"deed_{asked.act}")
        return words.text(f"short_deed_{asked.near}", deed=deed, date=day)
    if asked.saves_number:
        return number
    return words.text(f"short_service_{asked.near}", date=day)


def act_asked(state: LineState, today: date) -> Act:
    """Return what a reminder of a line asks for."""
    return act_of(state, keeps_number=_speaks_of_number(state, today))


def last_day_asked(state: LineState, today: date) -> date:
    """Return the last day of which a reminder of a line speaks."""
    service, number = state.clocks.service_until, state.clocks.number_until
    if number is not None and _speaks_of_number(state, today):
        return number
    if service is None:
        raise ValueError("a line without an end has nothing to remind of")
    return service


def _asked(state: LineState, today: date) -> _Asked:
    last_day = last_day_asked(state, today)
    return _Asked(
        act=act_asked(state, today),
        last_day=last_day,
        left=(last_day - today).days,
        saves_number=_speaks_of_number(state, today),
        has_ended=_has_ended(state, today),
    )


def _sentences(words: PushWords, state: LineState) -> Iterator[str]:
    asked, offer = _asked(state, words.today), state.line.offer
    if state.status is Status.LOST:
        is_passed = asked.saves_number and asked.left < 0
        key = "push_lost" if is_passed else "push_lost_told"
        yield words.text(key, date=words.day(asked.last_day))
        return
    if asked.has_ended:
        yield from _after_the_end(words, state, asked)
        return
    deed = words.text(f"deed_{asked.act}")
    if asked.saves_number and asked.act.is_bought:
        yield _keep_number(words, asked)
    else:
        yield _truth(words, state, asked)
        if asked.left == 0:
            yield words.text("push_do_today", deed=deed)
        elif not (asked.act.is_bought and offer.is_renewed):
            yield words.text("push_do_by_then", deed=deed)
    if offer.price is not None and asked.act.is_bought:
        yield words.text("push_price", price=words.money(offer.price, offer.currency))


def _after_the_end(words: PushWords, state: LineState, asked: _Asked) -> Iterator[str]:
    """Return since when a line has no service, and what helps."""
    since, again = _without_service_since(state), words.text(f"again_{asked.act}")
    if since is None:
        yield words.text("push_stopped")
    else:
        yield words.text("push_without_service", date=words.day(since))
    if not asked.saves_number:
        yield words.text("push_again", again=again)
    elif asked.is_lost_soon:
        yield _keep_number(words, asked)
    else:
        yield words.text("push_again_kept", again=again, date=words.day(asked.last_day))


def _keep_number(words: PushWords, asked: _Asked) -> str:
    deed, day = words.text(f"deed_{asked.act}"), words.day(asked.last_day)
    return words.text(f"push_keep_number_{asked.near}", deed=deed, date=day)


def _truth(words: PushWords, state: LineState, asked: _Asked) -> str:
    """Return until when a line works, or its number is kept."""
    ends_at, day = state.clocks.ends_at, words.day(asked.last_day)
    if asked.saves_number:
        return words.text(f"push_number_{asked.near}", date=day)
    if asked.left == 0 and ends_at is not None:
        return words.text("push_service_today_at", time=words.hour(ends_at))
    return words.text(f"push_service_{asked.near}", date=day)


def _has_ended(state: LineState, today: date) -> bool:
    """Return whether a line has no service any more, as its date or the carrier says."""
    service = None if state.clocks.waiting else state.clocks.service_until
    return state.status in ENDED or (service is not None and today > service)


def _speaks_of_number(state: LineState, today: date) -> bool:
    clocks = state.clocks
    if clocks.number_until is None:
        return False
    service = None if clocks.waiting else clocks.service_until
    is_over = state.status in ENDED or service is None or today > service
    return is_over or clocks.number_is_first


def _without_service_since(state: LineState) -> date | None:
    """Return the first day without service; `None` where only the carrier says that it ended."""
    clocks, now = state.clocks, state.days_left
    if clocks.ends_at is not None and clocks.service_until is not None and now is not None:
        return clocks.service_until if now <= 0 else None
    if clocks.service_until is None or now is None or now >= 0:
        return None
    return clocks.service_until + timedelta(days=1)
