"""Whom a text is from and which line it is about, as far as it says so without any doubt."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
import re

from .tokens import Shape, tokenise

_PHONE = re.compile(r"\+?\d(?:[ .()\-\u00a0\u202f]{0,2}\d){7,17}")
_SHORTEST_NUMBER = 8
_SHORTEST_NAME = 4
"""A shorter name, like EE or 48, is a sender's, but in a text it can be anything; SFR cannot."""
_INITIALS = re.compile("[A-Z]{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """A line, its number in E.164, and the names under which its carrier is known."""

    line_id: str
    number: str | None
    names: frozenset[str]


def is_from(wanted: Iterable[str], sender: str | None, text: str) -> bool:
    """Return whether a text is from one of the wanted senders.

    Where the sender is not known, its name has to be in the text.
    """
    if sender and sender.strip():
        return any(_same_number(each, sender) or _contains(sender, each) for each in wanted)
    return any(_contains(text, each) for each in wanted)


def addressees(
    lines: Collection[Addressee], names: Iterable[str], sender: str | None, text: str
) -> list[Addressee]:
    """Return the lines that a text fits: by its number, and by the carrier that is named.

    `names` are those of all carriers that are known: a text that names a strange one fits no line.
    """
    by_number = [line for line in lines if line.number and _mentions(text, line.number)]
    known = {*names, *(name for line in lines for name in line.names)}
    named = _carriers_named(known, sender, text)
    if not named:
        return by_number
    by_name = _named(lines, named)
    return [line for line in by_number if line in by_name] if by_number else by_name


def _carriers_named(known: Iterable[str], sender: str | None, text: str) -> set[str]:
    """Return the names of carriers in the sender, or else in the text."""
    of_sender = {name for name in known if sender and _contains(sender, name)}
    return _longest(of_sender or {name for name in known if _is_written(text, name)})


def _named(lines: Collection[Addressee], named: set[str]) -> list[Addressee]:
    """Return the lines of the carriers that are named, or none if another one is named too."""
    found = [line for line in lines if line.names & named]
    strangers = named - {name for line in found for name in line.names}
    return [] if strangers else found


def _longest(names: set[str]) -> set[str]:
    """Return the names that are not part of another one: Orange Belgium is not Orange."""
    return {
        name for name in names if not any(name != each and _contains(each, name) for each in names)
    }


def _is_written(text: str, name: str) -> bool:
    """Return whether a text has a name as it is written, in capitals and all."""
    if not name.isascii():
        return name in text
    if len(name) < _SHORTEST_NAME and _INITIALS.fullmatch(name) is None:
        return False
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _contains(text: str, name: str) -> bool:
    """Return whether a text has the words of a name, in any case."""
    words = _words(name)
    return bool(words) and f" {' '.join(words)} " in f" {' '.join(_words(text))} "


def _words(text: str) -> list[str]:
    return [token.text for token in tokenise(text) if token.shape is not Shape.MARK]


def _mentions(text: str, number: str) -> bool:
    """Return whether a text has a phone number, as it is written at home or abroad."""
    return any(_same_number(found, number) for found in _PHONE.findall(text))


def _same_number(left: str, right: str) -> bool:
    """Return whether two numbers are the same, one of which may be without its country."""
    numbers = [_digits(each) for each in (left, right)]
    shorter, longer = sorted(numbers, key=len)
    if len(shorter) < _SHORTEST_NUMBER:
        return False
    return longer == shorter or (
        left.strip().startswith("+") != right.strip().startswith("+")
        and longer.endswith(shorter.removeprefix("0"))
    )


def _digits(text: str) -> str:
    """Return the digits of a phone number, without those that stand for the plus; else none."""
    plain = re.sub(r"[ .()\-\u00a0\u202f]", "", text)
    if re.fullmatch(r"\+?\d+", plain) is None:
        return ""
    return plain.removeprefix("+").removeprefix("00")
