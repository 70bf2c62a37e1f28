"""The deed that a reminder asks for, in words: first what is true now, then what to do by when."""

from datetime import date, timedelta

from ..core.agenda import act_of
from ..core.line import LineState, Status
from ..core.rules import Act
from ..texts.push import PushWords

ENDED = frozenset({Status.EXPIRED, Status.GRACE})


def deed_title(words: PushWords, state: LineState) -> str:
    """Return how a line stands, or what to do about it."""
    line = state.line.name
    if state.status is Status.LOST:
        return words.text("push_title_lost", line=line)
    if state.status in ENDED:
        return words.text("push_title_expired", line=line)
    return words.text(f"title_{act_asked(state, words.today)}", line=line)


def deed_sentence(words: PushWords, state: LineState) -> str:
    """Return what to do by when; of a line without service, first that and since when."""
    line, (key, last_day) = state.line, _deed(state, words.today)
    act = act_asked(state, words.today)
    since = _without_service_since(state)
    said = words.day(since if key == "expired" and since is not None else last_day)
    message = words.text(
        f"push_{key}",
        date=said,
        days=str((last_day - words.today).days),
        deed=words.text(f"deed_{act}"),
    )
    if state.status in ENDED and key.startswith("number") and since is not None:
        message = words.text("push_after_service", message=message, date=words.day(since))
    if line.offer.price is not None and state.status is not Status.LOST and act.is_bought:
        price = words.money(line.offer.price, line.offer.currency)
        message = words.text("push_with_price", message=message, price=price)
    return message


def act_asked(state: LineState, today: date) -> Act:
    """Return what a reminder of a line asks for."""
    return act_of(state, keeps_number=_speaks_of_number(state, today))


def last_day_asked(state: LineState, today: date) -> date:
    """Return the last day of which a reminder of a line speaks."""
    return _deed(state, today)[1]


def _deed(state: LineState, today: date) -> tuple[str, date]:
    """Return the key of the sentence, and the last day of which it speaks."""
    service, number = state.clocks.service_until, state.clocks.number_until
    if number is not None and _speaks_of_number(state, today):
        return ("lost" if today > number else f"number_{_nearness(number, today)}"), number
    if service is None:
        raise ValueError("a line without an end has nothing to remind of")
    if state.status in ENDED:
        return ("stopped" if _without_service_since(state) is None else "expired"), service
    return ("expired" if today > service else f"service_{_nearness(service, today)}"), service


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


def _nearness(day: date, today: date) -> str:
    return {0: "today", 1: "tomorrow"}.get((day - today).days, "days")
