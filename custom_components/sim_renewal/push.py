"""The words of a push: the deed and the last day to do it, in the recipient's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
import re
import zlib

from babel.core import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal
from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from .const import BYTES_PER_GIGABYTE, DOMAIN
from .core.line import Line, LineState, Status
from .core.model import Bucket, Renewal, Verdict
from .core.openings import System, opening_of
from .core.planner import topic_of
from .core.reminders import Happening, Stage, cycle_of
from .core.signals import LineSignals
from .locales import locale_of
from .recipients import ANDROID_BUTTONS, Button, Push

RENEWED = "RENEWED"
LATER = "LATER"
LATER_3 = "LATER3"
LATER_7 = "LATER7"
REPLY = "REPLY"
OPEN = "URI"
DAYS_LATER = {LATER: 1, LATER_3: 3, LATER_7: 7}
VERDICTS = {each.name: each for each in Verdict}

_VERBS = "|".join((RENEWED, *DAYS_LATER, REPLY, *VERDICTS))
_SUBJECT = r"_([0-9A-Z]{26})_([0-9a-f]{8})"
_ACTION = re.compile(rf"SIM_RENEWAL_({_VERBS})((?:{_SUBJECT})+)")


@dataclass(frozen=True, slots=True)
class Answer:
    """A pressed button: what to do, about which line, and in which cycle or of which renewal."""

    verb: str
    line_id: str
    token: str


def action_id(verb: str, line_id: str, subject: str) -> str:
    """Return what a button sends back; it names no person, number or date."""
    return action_about(verb, {line_id: subject})


def action_about(verb: str, subjects: Mapping[str, str]) -> str:
    """Return what a button about several lines sends back: it is understood without a memory."""
    named = (f"_{line_id}_{token_of(subject)}" for line_id, subject in subjects.items())
    return f"SIM_RENEWAL_{verb}{''.join(named)}"


def parse_action(action: str) -> tuple[Answer, ...]:
    """Return the answers that a pressed button gives, one a line; none if it is not ours."""
    match = _ACTION.fullmatch(action)
    if match is None:
        return ()
    return tuple(Answer(match[1], *subject) for subject in re.findall(_SUBJECT, match[2]))


def token_of(subject: str) -> str:
    """Return eight characters that tell cycles or renewals apart and give nothing away."""
    return f"{zlib.crc32(subject.encode()):08x}"


def tag_of(line_id: str, cycle: str = "") -> str:
    """Return the tag under which a line's push can be replaced and cleared.

    Matters beside the renewal have pushes of their own.
    """
    topic = topic_of(cycle)
    return f"{DOMAIN}_{line_id}_{topic}" if topic else f"{DOMAIN}_{line_id}"


def bundle_tag_of(bundle: str) -> str:
    """Return the tag of a push about several matters."""
    return f"{DOMAIN}_{bundle}"


def question_tag_of(line_id: str) -> str:
    """Return the tag of the push that asks what became of a renewal."""
    return f"{DOMAIN}_{line_id}_verify"


@dataclass(frozen=True, slots=True)
class Matter:
    """One stage of one line, with all that a sentence about it needs."""

    state: LineState
    signals: LineSignals
    cycle: str
    stage: Stage
    url: str


async def async_compose(
    hass: HomeAssistant,
    language: str,
    matters: Sequence[Matter],
    today: date,
    bundle: str | None = None,
    *,
    silent: bool = False,
) -> Push:
    """Return the push that says what to do today, about one matter or about a bundle of them."""
    texts = await async_get_translations(hass, language, "common", {DOMAIN})
    return await hass.async_add_executor_job(
        partial(_compose, _Words(texts, locale_of(language), today), matters, bundle, silent=silent)
    )


async def async_say(
    hass: HomeAssistant, language: str, tag: str, key: str, **placeholders: str
) -> Push:
    """Return a push without buttons: a title and a sentence, about a line or about nothing."""
    texts = await async_get_translations(hass, language, "common", {DOMAIN})
    title = texts[f"component.{DOMAIN}.common.push_title_{key}"]
    message = texts[f"component.{DOMAIN}.common.push_{key}"]
    return Push(
        tag=tag,
        title=title.format(**placeholders),
        message=message.format(**placeholders),
        url="/config/integrations/integration/sim_renewal",
    )


async def async_compose_question(
    hass: HomeAssistant, language: str, line: Line, renewal: Renewal, today: date, url: str
) -> Push:
    """Return the push that asks whether a renewal landed and was charged right."""
    texts = await async_get_translations(hass, language, "common", {DOMAIN})
    return await hass.async_add_executor_job(
        _compose_question, texts, language, line, renewal, today, url
    )


def _compose_question(
    texts: Mapping[str, str], language: str, line: Line, renewal: Renewal, today: date, url: str
) -> Push:
    """Put the question together; reads locale data from the disk."""

    def text(key: str, **placeholders: str) -> str:
        return texts[f"component.{DOMAIN}.common.{key}"].format(**placeholders)

    locale = locale_of(language)
    day = long_date(renewal.renewed_on, today, locale)
    if renewal.amount is None:
        message = text("push_verify", date=day)
    else:
        currency = renewal.currency or line.offer.currency
        amount = format_currency(renewal.amount, currency, locale=locale)
        message = text("push_verify_amount", date=day, amount=amount)
    return Push(
        tag=question_tag_of(line.line_id),
        title=text("push_title_verify", line=line.name),
        message=message,
        buttons=tuple(
            Button(action_id(verb, line.line_id, renewal.renewal_id), text(f"button_{verdict}"))
            for verb, verdict in VERDICTS.items()
        ),
        url=url,
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """The texts of a language, and how it writes dates and prices."""

    texts: Mapping[str, str]
    locale: Locale
    today: date

    def text(self, key: str, **placeholders: str) -> str:
        return self.texts[f"component.{DOMAIN}.common.{key}"].format(**placeholders)

    def day(self, day: date) -> str:
        return long_date(day, self.today, self.locale)


def _compose(words: _Words, matters: Sequence[Matter], bundle: str | None, *, silent: bool) -> Push:
    """Put the words together; reads locale data from the disk."""
    if bundle is not None:
        return _compose_bundle(words, matters, bundle, silent=silent)
    (matter,) = matters
    line = matter.state.line
    cycle = cycle_of(matter.state.clocks)
    buttons = [Button(action_id(LATER, line.line_id, cycle), words.text("button_later"))]
    if line.offer.rule is not None and line.offer.rule.renews:
        renewed = Button(action_id(RENEWED, line.line_id, cycle), words.text("button_renewed"))
        buttons.insert(0, renewed)
    return Push(
        tag=tag_of(line.line_id, matter.cycle),
        title=_title(words, matter),
        message=_sentence(words, matter),
        buttons=tuple(buttons),
        openings=_openings(words, line),
        more=(
            Button(
                action_id(REPLY, line.line_id, cycle),
                words.text("button_reply"),
                prompt=words.text("reply_prompt"),
            ),
            Button(action_id(LATER_3, line.line_id, cycle), words.text("button_later_3")),
            Button(action_id(LATER_7, line.line_id, cycle), words.text("button_later_7")),
        ),
        url=matter.url,
        silent=silent,
    )


def _compose_bundle(words: _Words, matters: Sequence[Matter], bundle: str, *, silent: bool) -> Push:
    """Put one message about several matters together: a sentence for each, one *Later* for all."""
    lines = {matter.state.line.line_id: matter for matter in matters}
    sentences = (
        words.text("push_of_line", line=matter.state.line.name, message=_sentence(words, matter))
        for matter in matters
    )
    cycles = {line_id: cycle_of(matter.state.clocks) for line_id, matter in lines.items()}
    renewed = [
        Button(
            action_id(RENEWED, line_id, cycles[line_id]),
            words.text("button_renewed_line", line=matter.state.line.name),
        )
        for line_id, matter in lines.items()
        if (rule := matter.state.line.offer.rule) is not None and rule.renews
    ]
    later = Button(action_about(LATER, cycles), words.text("button_later"))
    fits = len(renewed) < ANDROID_BUTTONS
    return Push(
        tag=bundle_tag_of(bundle),
        title=words.text("push_title_bundle", lines=", ".join(_names(matters))),
        message="\n".join(sentences),
        buttons=(*renewed, later) if fits else (later,),
        more=() if fits else tuple(renewed),
        url="/config/integrations/integration/sim_renewal" if len(lines) > 1 else matters[0].url,
        silent=silent,
    )


def _names(matters: Sequence[Matter]) -> list[str]:
    return list(dict.fromkeys(matter.state.line.name for matter in matters))


def _openings(words: _Words, line: Line) -> dict[System, Button]:
    """Return the button that opens the first way to renew, where a system has a link to it."""
    return {
        system: Button(
            OPEN,
            words.text("button_open", channel=words.text(f"channel_{opening.channel.kind}")),
            uri=opening.uri,
        )
        for system in System
        if (opening := opening_of(line.channels, system)) is not None
    }


def _title(words: _Words, matter: Matter) -> str:
    line = matter.state.line.name
    if topic := topic_of(matter.cycle):
        return words.text(f"push_title_{topic}", line=line)
    lost = matter.state.status is Status.LOST
    return words.text("push_title_lost" if lost else "push_title", line=line)


def _sentence(words: _Words, matter: Matter) -> str:
    state, signals = matter.state, matter.signals
    match matter.stage.happening:
        case Happening.DATA_LOW:
            left = (state.amount(Bucket.DATA_REMAINING) or Decimal(0)) / BYTES_PER_GIGABYTE
            return words.text(
                "push_data_low", data=format_decimal(round(left, 2), locale=words.locale)
            )
        case Happening.DATA_RUNS_OUT_EARLY if signals.runs_out_at is not None:
            return words.text(
                "push_data_runs_out_early", date=words.day(signals.runs_out_at.date())
            )
        case Happening.SOURCE_STALE:
            return words.text("push_source_stale", date=words.day(matter.stage.on))
        case Happening.PROMOTION_ENDS if (until := state.line.promotion_until) is not None:
            return words.text("push_promotion", date=words.day(until))
    return _deed_sentence(words, state)


def _deed_sentence(words: _Words, state: LineState) -> str:
    line, service_until, today = state.line, state.clocks.service_until, words.today
    key, last_day = _deed(state, today)
    days = str((last_day - today).days)
    message = words.text(f"push_{key}", date=words.day(last_day), days=days)
    if state.status is Status.GRACE and service_until is not None:
        message = words.text("push_after_service", message=message, date=words.day(service_until))
    if line.offer.price is not None and state.status is not Status.LOST:
        price = format_currency(line.offer.price, line.offer.currency, locale=words.locale)
        message = words.text("push_with_price", message=message, price=price)
    return message


def _deed(state: LineState, today: date) -> tuple[str, date]:
    """Return the key of the sentence, and the last day of which it speaks."""
    service, number = state.clocks.service_until, state.clocks.number_until
    if number is not None and (service is None or today > service or state.clocks.number_is_first):
        return ("lost" if today > number else f"number_{_nearness(number, today)}"), number
    if service is None:
        raise ValueError("a line without an end has nothing to remind of")
    return ("expired" if today > service else f"service_{_nearness(service, today)}"), service


def _nearness(day: date, today: date) -> str:
    return {0: "today", 1: "tomorrow"}.get((day - today).days, "days")


def long_date(day: date, today: date, locale: Locale) -> str:
    """Return a day in words, with its year where that is another. Reads from disk."""
    if day.year == today.year:
        return format_skeleton("MMMMd", day, locale=locale)
    return format_date(day, "long", locale=locale)
