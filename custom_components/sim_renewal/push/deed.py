"""The deed that a reminder asks for, in words: first what is true now, then what to do by when."""

from collections.abc import Iterator
from datetime import date, timedelta

from ..core.agenda import act_of
from ..core.line import LineState, Status
from ..core.rules import Act
from ..texts.push import PushWords

ENDED = frozenset({Status.EXPIRED, Status.GRACE})

LOST_SOON = 30
"""From how many days on the loss of a number is told before that service has ended."""


def deed_title(words: PushWords, state: LineState) -> str:
    """Return how a line stands; of one that nothing has to be bought for, what to do about it."""
    act, is_of_number = act_asked(state, words.today), _speaks_of_number(state, words.today)
    last_day = last_day_asked(state, words.today)
    left = (last_day - words.today).days
    if state.status is Status.LOST:
        key = "push_title_lost"
    elif _has_ended(state, words.today) and not is_of_number:
        key = "push_title_expired"
    elif _has_ended(state, words.today) and left > LOST_SOON:
        key = "push_title_grace"
    elif not act.is_bought and not _has_ended(state, words.today):
        key = f"title_{act}"
    elif is_of_number:
        key = f"push_title_number_{_nearness(left)}"
    else:
        key = f"push_title_{_nearness(left)}"
    return words.text(key, line=words.named(state.line), days=str(left))


def deed_sentence(words: PushWords, state: LineState) -> str:
    """Return what is true now, what to do by when, and the usual price while it still works."""
    return words.joined(_sentences(words, state))


def deed_in_short(words: PushWords, state: LineState) -> str:
    """Return in a few words how a line stands, or what to do about it by when."""
    today, act = words.today, act_asked(state, words.today)
    is_of_number, last_day = _speaks_of_number(state, today), last_day_asked(state, today)
    left = (last_day - today).days
    if state.status is Status.LOST:
        return words.text("short_lost")
    if _has_ended(state, today):
        since = _without_service_since(state)
        ended = words.text("short_stopped")
        if since is not None:
            ended = words.text("short_ended", date=words.day(since))
        is_near = is_of_number and left <= LOST_SOON
        return words.joined([ended, _near_loss(words, last_day)] if is_near else [ended])
    if not act.is_bought:
        deed = words.text(f"deed_{act}")
        return words.text(f"short_deed_{_nearness(left)}", deed=deed, date=words.day(last_day))
    if is_of_number:
        return _near_loss(words, last_day)
    return words.text(f"short_service_{_nearness(left)}", date=words.day(last_day))


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


def _sentences(words: PushWords, state: LineState) -> Iterator[str]:
    today, last_day = words.today, last_day_asked(state, words.today)
    act, is_of_number = act_asked(state, today), _speaks_of_number(state, today)
    left = (last_day - today).days
    near, date_said = _nearness(left), words.day(last_day)
    deed = words.text(f"deed_{act}")
    if state.status is Status.LOST:
        is_told = not (is_of_number and left < 0)
        yield words.text("push_lost_told" if is_told else "push_lost", date=date_said)
        return
    if _has_ended(state, today):
        since, again = _without_service_since(state), words.text(f"again_{act}")
        if since is None:
            yield words.text("push_stopped")
        else:
            yield words.text("push_without_service", date=words.day(since))
        if not is_of_number:
            yield words.text("push_again", again=again)
        elif left > LOST_SOON:
            yield words.text("push_again_kept", again=again, date=date_said)
        else:
            yield words.text(f"push_keep_number_{near}", deed=deed, date=date_said)
        return
    if is_of_number and act.is_bought:
        yield words.text(f"push_keep_number_{near}", deed=deed, date=date_said)
    else:
        yield _truth(words, state, date_said)
        if left == 0:
            yield words.text("push_do_today", deed=deed)
        elif not (act.is_bought and state.line.offer.is_renewed):
            yield words.text("push_do_by_then", deed=deed)
    if state.line.offer.price is not None and act.is_bought:
        price = words.money(state.line.offer.price, state.line.offer.currency)
        yield words.text("push_price", price=price)


def _truth(words: PushWords, state: LineState, date_said: str) -> str:
    """Return until when a line works, or its number is kept."""
    is_of_number, ends_at = _speaks_of_number(state, words.today), state.clocks.ends_at
    near = _nearness((last_day_asked(state, words.today) - words.today).days)
    if is_of_number:
        return words.text(f"push_number_{near}", date=date_said)
    if near == "today" and ends_at is not None:
        return words.text("push_service_today_at", time=words.hour(ends_at))
    return words.text(f"push_service_{near}", date=date_said)


def _near_loss(words: PushWords, last_day: date) -> str:
    near = _nearness((last_day - words.today).days)
    return words.text(f"short_number_{near}", date=words.day(last_day))


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


def _nearness(left: int) -> str:
    return {0: "today", 1: "tomorrow"}.get(left, "days")
