"""The words of a push: the deed and the last day to do it, in the recipient's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
import re
import zlib

from babel.core import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency
from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from .const import DOMAIN
from .core.line import Line, LineState, Status
from .core.model import Renewal, Verdict
from .locales import locale_of
from .recipients import Button, Push

RENEWED = "RENEWED"
LATER = "LATER"
VERDICTS = {each.name: each for each in Verdict}

_VERBS = "|".join((RENEWED, LATER, *VERDICTS))
_ACTION = re.compile(rf"SIM_RENEWAL_({_VERBS})_([0-9A-Z]{{26}})_([0-9a-f]{{8}})")


@dataclass(frozen=True, slots=True)
class Answer:
    """A pressed button: what to do, about which line, and in which cycle or of which renewal."""

    verb: str
    line_id: str
    token: str


def action_id(verb: str, line_id: str, subject: str) -> str:
    """Return what a button sends back; it names no person, number or date."""
    return f"SIM_RENEWAL_{verb}_{line_id}_{token_of(subject)}"


def parse_action(action: str) -> Answer | None:
    """Return the answer that a pressed button gives, or `None` if the button is not ours."""
    match = _ACTION.fullmatch(action)
    return Answer(*match.groups()) if match else None


def token_of(subject: str) -> str:
    """Return eight characters that tell cycles or renewals apart and give nothing away."""
    return f"{zlib.crc32(subject.encode()):08x}"


def tag_of(line_id: str) -> str:
    """Return the tag under which a line's push can be replaced and cleared."""
    return f"{DOMAIN}_{line_id}"


def question_tag_of(line_id: str) -> str:
    """Return the tag of the push that asks what became of a renewal."""
    return f"{DOMAIN}_{line_id}_verify"


async def async_compose(
    hass: HomeAssistant, language: str, state: LineState, today: date, cycle: str, url: str
) -> Push:
    """Return the push that says what to do about a line today."""
    texts = await async_get_translations(hass, language, "common", {DOMAIN})
    return await hass.async_add_executor_job(_compose, texts, language, state, today, cycle, url)


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
    day = _long_date(renewal.renewed_on, today, locale)
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


def _compose(
    texts: Mapping[str, str], language: str, state: LineState, today: date, cycle: str, url: str
) -> Push:
    """Put the words together; reads locale data from the disk."""

    def text(key: str, **placeholders: str) -> str:
        return texts[f"component.{DOMAIN}.common.{key}"].format(**placeholders)

    line, service_until = state.line, state.clocks.service_until
    locale = locale_of(language)
    key, last_day = _deed(state, today)
    message = text(
        f"push_{key}",
        date=_long_date(last_day, today, locale),
        days=str((last_day - today).days),
    )
    if state.status is Status.GRACE and service_until is not None:
        date_of_end = _long_date(service_until, today, locale)
        message = text("push_after_service", message=message, date=date_of_end)
    if line.offer.price is not None and state.status is not Status.LOST:
        price = format_currency(line.offer.price, line.offer.currency, locale=locale)
        message = text("push_with_price", message=message, price=price)
    buttons = [Button(action_id(LATER, line.line_id, cycle), text("button_later"))]
    if line.offer.rule is not None and line.offer.rule.renews:
        renewed = Button(action_id(RENEWED, line.line_id, cycle), text("button_renewed"))
        buttons.insert(0, renewed)
    title_key = "push_title_lost" if state.status is Status.LOST else "push_title"
    return Push(
        tag=tag_of(line.line_id),
        title=text(title_key, line=line.name),
        message=message,
        buttons=tuple(buttons),
        url=url,
    )


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


def _long_date(day: date, today: date, locale: Locale) -> str:
    if day.year == today.year:
        return format_skeleton("MMMMd", day, locale=locale)
    return format_date(day, "long", locale=locale)
