"""The words of a push: the deed and the last day to do it, in the recipient's language."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial

from homeassistant.core import HomeAssistant

from ..core.channels import RenewalChannel
from ..core.line import Line, LineState
from ..core.model import Bucket, Renewal
from ..core.openings import System, opening_of
from ..core.planner import topic_of
from ..core.reminders import Happening, Stage, cycle_of
from ..core.rules import Act
from ..core.signals import LineSignals
from ..texts.push import PushWords, async_push_words
from ..texts.sentences import Sentences, async_sentences
from .deed import act_asked, deed_in_short, deed_sentence, deed_title, last_day_asked
from .ids import (
    DATE,
    DAYS_LATER,
    LATER,
    OPEN,
    REGISTERED,
    RENEWED,
    REPLY,
    TEST_TAG,
    USED,
    VERDICTS,
    WORKS,
    action_about,
    action_id,
    bundle_tag_of,
    question_tag_of,
    tag_of,
)
from .pages import HOME_PAGE, Page
from .payload import ANDROID_BUTTONS, Button, Push, fits


@dataclass(frozen=True, slots=True)
class Matter:
    """One stage of one line, with all that a sentence about it needs.

    `ways` are those to renew that a button may open.
    """

    state: LineState
    signals: LineSignals
    cycle: str
    stage: Stage
    page: Page = HOME_PAGE
    ways: tuple[RenewalChannel, ...] = ()


async def async_compose(
    hass: HomeAssistant,
    language: str,
    matters: Sequence[Matter],
    today: date,
    bundle: str | None = None,
    *,
    list_page: Page = HOME_PAGE,
    silent: bool = False,
) -> Push:
    """Return the push that says what to do today, about one matter or about a bundle of them.

    `list_page` is where renewals can be ticked: the first page where there is no such list.
    """
    lines = (matter.state.line for matter in matters)
    words = await async_push_words(hass, language, today, *lines)
    if bundle is None:
        (matter,) = matters
        push = _compose_one(words, matter)
    else:
        push = _compose_bundle(words, matters, bundle, list_page)
    return replace(push, silent=silent)


async def async_in_parts[Item](
    items: Sequence[Item], compose: Callable[[Sequence[Item]], Awaitable[Push]]
) -> list[tuple[Sequence[Item], Push]]:
    """Return the pushes that speak of all items, as few as phones take, and what each speaks of."""
    push = await compose(items)
    if len(items) == 1 or fits(push):
        return [(items, push)]
    half = (len(items) + 1) // 2
    first, others = items[:half], items[half:]
    return [*await async_in_parts(first, compose), *await async_in_parts(others, compose)]


async def async_say(
    hass: HomeAssistant, language: str, tag: str, key: str, **placeholders: str
) -> Push:
    """Return a push without buttons: a title and a sentence, about a line or about nothing."""
    words = await async_sentences(hass, language, Sentences)
    return Push(
        tag=tag,
        title=words.text(f"push_title_{key}", **placeholders),
        message=words.text(f"push_{key}", **placeholders),
        page=HOME_PAGE,
    )


async def async_compose_test(
    hass: HomeAssistant, language: str, recipient_id: str, name: str
) -> tuple[Push, Push]:
    """Return the test of a recipient for phones, whose button proves the way back, and for others.

    That of somebody who is not kept yet has no button: nobody could be told of a press.
    """
    words = await async_sentences(hass, language, Sentences)
    plain = Push(
        tag=TEST_TAG,
        title=words.text("push_title_test", recipient=name),
        message=words.text("push_test_plain"),
        page=HOME_PAGE,
    )
    if not recipient_id:
        return plain, plain
    works = Button(action_id(WORKS, recipient_id, TEST_TAG), words.text("button_works"))
    return replace(plain, message=words.text("push_test"), buttons=(works,)), plain


async def async_compose_question(
    hass: HomeAssistant, language: str, line: Line, renewal: Renewal, today: date, page: Page
) -> Push:
    """Return the push that asks whether a renewal landed and was charged right."""
    words = await async_push_words(hass, language, today)
    day = words.day(renewal.renewed_on)
    if renewal.amount is None:
        message = words.text("push_verify", date=day)
    else:
        amount = words.money(renewal.amount, renewal.currency or line.offer.currency)
        message = words.text("push_verify_amount", date=day, amount=amount)
    return Push(
        tag=question_tag_of(line.line_id),
        title=words.text("push_title_verify", line=words.named(line)),
        message=message,
        buttons=tuple(
            Button(
                action_id(verb, line.line_id, renewal.renewal_id), words.text(f"button_{verdict}")
            )
            for verb, verdict in VERDICTS.items()
        ),
        page=page,
    )


def _compose_one(words: PushWords, matter: Matter) -> Push:
    """Put a message about one matter together, with all buttons that it can have."""
    line = matter.state.line
    cycle = cycle_of(matter.state.clocks)
    buttons = [Button(action_id(LATER, line.line_id, cycle), words.text("button_later"))]
    if matter.stage.happening is Happening.DATE_MISSING:
        ask = Button(
            action_id(DATE, line.line_id, cycle),
            words.text("button_reply"),
            prompt=words.example_day(line),
        )
        return Push(
            tag=tag_of(line.line_id, matter.cycle),
            title=_title(words, matter),
            message=_sentence(words, matter),
            buttons=(ask, *buttons),
            page=matter.page,
        )
    if (done := _done(words, matter.state, cycle)) is not None:
        buttons.insert(0, done)
    return Push(
        tag=tag_of(line.line_id, matter.cycle),
        title=_title(words, matter),
        message=_sentence(words, matter),
        buttons=tuple(buttons),
        openings=openings_of(words, matter.ways),
        more=(
            Button(
                action_id(REPLY, line.line_id, cycle),
                words.text("button_reply"),
                prompt=words.text("reply_prompt", amount=words.example_amount(line)),
            ),
            *(
                Button(action_id(verb, line.line_id, cycle), words.text(f"button_later_{days}"))
                for verb, days in DAYS_LATER.items()
                if verb != LATER and _leaves_time(matter.state, words.today, days)
            ),
        ),
        page=matter.page,
    )


def _leaves_time(state: LineState, today: date, days: int) -> bool:
    """Return whether nothing of a line ends before so many days are over."""
    clocks = state.clocks
    ends = (None if clocks.waiting else clocks.service_until, clocks.number_until)
    return all(end is None or end < today or (end - today).days >= days for end in ends)


_VERB_OF_ACT = {Act.USE: USED, Act.ACTIVATE: USED, Act.IDENTIFY: REGISTERED}
"""What tells that a deed is done which is no renewal."""


def _done(
    words: PushWords, state: LineState, cycle: str, title: str | None = None
) -> Button | None:
    """Return the button that tells that the deed of a reminder is done, where one press can.

    That of a renewal asks until when it lasts where no rule says it.
    """
    line, act = state.line, act_asked(state, words.today)
    if (verb := _VERB_OF_ACT.get(act)) is not None:
        return Button(action_id(verb, line.line_id, cycle), title or words.text(f"button_{act}"))
    if not (line.offer.is_renewed and act.is_bought):
        return None
    prompt = until_prompt(words, line) if line.offer.rule is None else None
    action = action_id(RENEWED, line.line_id, cycle)
    return Button(action, title or words.text("button_renewed"), prompt=prompt)


def _compose_bundle(
    words: PushWords, matters: Sequence[Matter], bundle: str, list_page: Page
) -> Push:
    """Put one message about several matters together, the most urgent first.

    It has a sentence for each, and one *Later* for all. Where there is no room for a button of
    every line, the most urgent one has its own, and the list takes the others.
    """
    matters = sorted(matters, key=partial(urgency, today=words.today))
    states = {matter.state.line.line_id: matter.state for matter in matters}
    asked = {
        matter.state.line.line_id
        for matter in matters
        if matter.stage.happening is Happening.DATE_MISSING
    }
    cycles = {line_id: cycle_of(state.clocks) for line_id, state in states.items()}
    done = [
        button
        for line_id, state in states.items()
        if line_id not in asked
        and (button := _done(words, state, cycles[line_id], _ticked(words, state.line)))
    ]
    later = Button(action_about(LATER, cycles), words.text("button_later"))
    ticking = []
    if list_page != HOME_PAGE:
        ticking = [Button(OPEN, words.text("button_list"), uri=list_page.path)]
    several = len(states) > 1
    room = ANDROID_BUTTONS - 1
    if len(done) > room:
        room -= len(ticking)
    return Push(
        tag=bundle_tag_of(bundle),
        title=_bundle_title(words, matters) if several else _title(words, matters[0]),
        message="\n".join(_told_together(words, matters, several=several)),
        buttons=(*done[:room], later),
        more=(*(ticking if several else ()), *done[room:]),
        page=list_page if several else matters[0].page,
    )


def until_prompt(words: PushWords, line: Line) -> str:
    """Return what stands where the last day of a renewal is typed."""
    return words.text("until_prompt", example=words.example_day(line))


def _ticked(words: PushWords, line: Line) -> str:
    return words.text("button_renewed_line", line=line.name)


def urgency(matter: Matter, today: date) -> tuple[bool, bool, date]:
    """Return what sorts the matter first in which something is lost soonest.

    What is over already comes after that, and what is no renewal comes last.
    """
    if topic_of(matter.cycle):
        return True, False, matter.stage.on
    last_day = last_day_asked(matter.state, today)
    return False, last_day < today, last_day


def _bundle_title(words: PushWords, matters: Sequence[Matter]) -> str:
    """Return how many lines there are, and what to do about them, where that is one thing."""
    count = str(len({matter.state.line.line_id for matter in matters}))
    if all(matter.stage.happening is Happening.DATE_MISSING for matter in matters):
        return words.text("push_title_bundle_dates", count=count)
    if all(_is_renewed(matter, words.today) for matter in matters):
        return words.text("push_title_bundle", count=count)
    return words.text("push_title_bundle_mixed", count=count)


def _is_renewed(matter: Matter, today: date) -> bool:
    """Return whether to renew is what a matter asks for."""
    return topic_of(matter.cycle) is None and act_asked(matter.state, today).is_bought


def _told_together(words: PushWords, matters: Sequence[Matter], *, several: bool) -> Iterator[str]:
    """Return a line of text for each matter: of several lines in short, each by its name."""
    for matter in matters:
        if not several:
            yield _sentence(words, matter)
            continue
        if matter.stage.happening is Happening.DATE_MISSING:
            message = words.text("short_date_missing")
        elif topic_of(matter.cycle):
            message = _sentence(words, matter)
        else:
            message = deed_in_short(words, matter.state)
        yield words.text("push_of_line", line=matter.state.line.name, message=message)


def openings_of(words: PushWords, ways: Sequence[RenewalChannel]) -> dict[System, Button]:
    """Return the button that opens the best way to renew, where a system has a link to it."""
    return {
        system: Button(
            OPEN,
            words.text(f"button_open_{opening.channel.kind}"),
            uri=opening.uri,
        )
        for system in System
        if (opening := opening_of(ways, system)) is not None
    }


def _title(words: PushWords, matter: Matter) -> str:
    if topic := topic_of(matter.cycle):
        return words.text(f"push_title_{topic}", line=words.named(matter.state.line))
    return deed_title(words, matter.state)


def _sentence(words: PushWords, matter: Matter) -> str:
    state, signals = matter.state, matter.signals
    match matter.stage.happening:
        case Happening.DATA_LOW:
            left = state.amount(Bucket.DATA_REMAINING) or Decimal(0)
            message = words.text("push_data_low", data=words.gigabytes(left))
            return words.with_end(message, state.clocks)
        case Happening.DATA_RUNS_OUT_EARLY if signals.runs_out_at is not None:
            ends = state.clocks.service_until is not None
            key = "push_data_runs_out_early" if ends else "push_data_runs_out_before_reset"
            return words.text(key, date=words.day(signals.runs_out_at.date()))
        case Happening.SOURCE_STALE if signals.silent_since is not None:
            return words.text("push_source_stale", date=words.day(signals.silent_since.date()))
        case Happening.DATE_MISSING:
            return words.text("push_date_missing", example=words.example_day(state.line))
        case Happening.PROMOTION_ENDS if (until := state.line.promotion_until) is not None:
            return words.text("push_promotion", date=words.day(until))
    return deed_sentence(words, state)
