"""Wordings that carriers are known to use and that words alone do not explain, as data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
import re

from .claims import Claim
from .ends import resolve
from .findings import Kind, Reason
from .items import Mark, Number, Phone, Quantity, TextItem, Written
from .tokens import Token, tokenise
from .units import Dimension

_SLOT = re.compile(r"\{([a-z_]{0,40})\}")
_DIMENSIONS = {
    Kind.DATA_REMAINING: Dimension.DATA,
    Kind.DATA_USED: Dimension.DATA,
    Kind.DATA_ALLOWANCE: Dimension.DATA,
    Kind.VOICE_REMAINING: Dimension.VOICE,
    Kind.SMS_REMAINING: Dimension.SMS,
    Kind.CREDIT: Dimension.MONEY,
}


@dataclass(frozen=True, slots=True)
class Template:
    """A wording of some carriers: words, and in braces the kind of the amount or date there.

    `{}` is a date or a number without unit that is passed over; marks between the words do not
    count. Dates have the day first where nothing else decides.
    """

    carriers: tuple[str, ...]
    words: str


TEMPLATES = (
    Template(
        ("orange", "m6 mobile", "virgin"),
        "godet data encore {data_remaining} jusqu {service_until}",
    ),
    Template(
        ("orange", "m6 mobile", "virgin"),
        "godet data encore {data_remaining} jusqu'au {service_until}",
    ),
    Template(("telkomsel", "xl", "indosat", "tri"), "pulsa {credit} s.d. {service_until}"),
    Template(
        ("telkomsel", "xl", "indosat", "tri"), "sisa pulsa {credit} berlaku sampai {service_until}"
    ),
    Template(
        ("vodafone ua", "kyivstar", "lifecell"), "na inshi merezhi {sms_remaining} po ukraini"
    ),
    Template(("a1 bg", "vivacom", "yettel"), "bezplatni minuti do {} {data_remaining} data do {}"),
    Template(("silent.link",), "imsi {} {credit} num {}"),
)


type _Part = str | Kind | None


@cache
def _parts(words: str) -> tuple[_Part, ...]:
    """Return the words and slots of a template in their order."""
    parts: list[_Part] = []
    for at, piece in enumerate(_SLOT.split(words)):
        if at % 2:
            parts.append(Kind(piece) if piece else None)
        else:
            parts.extend(token.text for token in tokenise(piece) if token.text.isalnum())
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class _Element:
    """A word, or an amount, a date or a number; marks are left out."""

    first: int
    word: str | None = None
    item: TextItem | None = None


def _elements(items: Sequence[TextItem], tokens: Sequence[Token]) -> Iterator[_Element]:
    """Return the words and amounts of a text without its marks."""
    for item in items:
        if isinstance(item, Quantity | Written | Number | Phone):
            yield _Element(item.first, item=item)
        elif not isinstance(item, Mark):
            for at in range(item.first, item.last + 1):
                if tokens[at].text.isalnum():
                    yield _Element(at, word=tokens[at].text)


def claims_of_templates(
    items: Sequence[TextItem], tokens: Sequence[Token], names: Sequence[str], today: date
) -> list[Claim]:
    """Return what the first known wording in a text says; nothing if the carrier is another one."""
    elements = list(_elements(items, tokens))
    for template in TEMPLATES:
        if names and not any(known in name for name in names for known in template.carriers):
            continue
        parts = _parts(template.words)
        for start in range(len(elements) - len(parts) + 1):
            if claims := _match(parts, elements[start : start + len(parts)], today):
                return claims
    return []


def _match(parts: Sequence[_Part], elements: Sequence[_Element], today: date) -> list[Claim] | None:
    """Return what the elements say, if they are what the template has."""
    claims: list[Claim] = []
    for part, element in zip(parts, elements, strict=True):
        if isinstance(part, Kind):
            claim = _filled(part, element.item, today)
            if claim is None:
                return None
            claims.append(claim)
        elif part != element.word or (part is None and isinstance(element.item, Quantity)):
            return None
    return claims


def _filled(kind: Kind, item: TextItem | None, today: date) -> Claim | None:
    """Return what an amount or a date says in a slot, if it is of that kind."""
    if isinstance(item, Quantity) and item.dimension is _DIMENSIONS.get(kind):
        return Claim(item.first, item.last, kind, item.value, item.currency)
    if isinstance(item, Written) and kind not in _DIMENSIONS:
        first_reading = Written(item.first, item.last, item.readings[:1])
        day = resolve(first_reading, today)
        if isinstance(day, Reason):
            return Claim(item.first, item.last, kind, reason=day)
        return Claim(item.first, item.last, kind, day)
    return None
