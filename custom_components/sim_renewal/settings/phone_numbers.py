"""Phone numbers as people type them and spreadsheets leave them, each with its country."""

from collections.abc import Iterable
from dataclasses import dataclass
import re
from typing import TYPE_CHECKING

from ..core.signs import plain_signs
from .validation import FieldError

if TYPE_CHECKING:
    import phonenumbers

_ROUNDED = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)
_AS_AMOUNT = re.compile(r"([0-9]{6,})[.,]0")


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A number in E.164, and what it is in the other countries where it can be one."""

    number: str
    others: tuple[str, ...] = ()


def read_number(text: str, countries: Iterable[str | None]) -> NumberReading:
    """Return a phone number; without `+` it is of the first country that has such numbers.

    A range that the library does not know is taken, as carriers open new ones: but not a number
    that keeps its 0, which is how one with a missing digit looks. Reads from disk.
    """
    import phonenumbers  # noqa: PLC0415 - it takes long

    text = plain_signs(text).strip()
    if _ROUNDED.fullmatch(text):
        raise FieldError("number_rounded")
    if match := _AS_AMOUNT.fullmatch(text):
        text = match[1]
    if text.startswith("00"):
        text = f"+{text.removeprefix('00')}"
    if text.startswith("+"):
        found = list(_parsed(text, (None,)))
    else:
        found = list(_parsed(text, dict.fromkeys(filter(None, countries))))
    valid = [each for each in found if phonenumbers.is_valid_number(each)]
    if not valid and not text.startswith(("+", "0")):  # a spreadsheet drops the plus
        valid = [
            each for each in _parsed(f"+{text}", (None,)) if phonenumbers.is_valid_number(each)
        ]
    possible = [
        each
        for each in found
        if phonenumbers.is_possible_number(each) and not each.italian_leading_zero
    ]
    numbers = list(dict.fromkeys(map(_as_kept, valid or possible[:1])))
    if not numbers:
        raise FieldError("invalid_number")
    return NumberReading(numbers[0], tuple(numbers[1:]))


def parse_number(text: str, countries: Iterable[str | None]) -> str:
    """Return a phone number in E.164; one that two countries have is asked about."""
    reading = read_number(text, countries)
    if reading.others:
        raise FieldError("number_of_two_countries")
    return reading.number


def display_number(number: str) -> str:
    """Return an E.164 number as it is written internationally. Reads from disk."""
    import phonenumbers  # noqa: PLC0415 - it takes long

    return phonenumbers.format_number(
        phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )


def _parsed(text: str, countries: Iterable[str | None]) -> Iterable[phonenumbers.PhoneNumber]:
    import phonenumbers  # noqa: PLC0415 - it takes long

    for country in countries:
        try:
            yield phonenumbers.parse(text, country)
        except phonenumbers.NumberParseException:
            continue


def _as_kept(number: phonenumbers.PhoneNumber) -> str:
    import phonenumbers  # noqa: PLC0415 - it takes long

    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
