"""Whom a text is from and which line it is about, as far as it says so without any doubt."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
import re

from .lines_named import LineNumbers, LinesNamed, same_number
from .tokens import Shape, tokenise

_SHORTEST_NAME = 4
"""A shorter name, like EE or 48, is a sender's, but in a text it can be anything; SFR cannot."""
_INITIALS = re.compile("[A-Z]{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee(LineNumbers):
    """A line, its number and ICCID, and the names under which its carrier is known."""

    names: frozenset[str]


def is_from(wanted: Iterable[str], sender: str | None, text: str) -> bool:
    """Return whether a text is from one of the wanted senders.

    Where the sender is not known, its name has to be in the text.
    """
    if sender and sender.strip():
        return any(same_number(each, sender) or _contains(sender, each) for each in wanted)
    return any(_contains(text, each) for each in wanted)


def addressees(
    lines: Collection[Addressee],
    names: Iterable[str],
    sender: str | None,
    text: str,
    named_lines: LinesNamed,
) -> list[Addressee]:
    """Return the lines that a text fits: by its number, and by the carrier that is named.

    `names` are those of all carriers that are known: a text that names a strange one fits no line.
    Where the carrier is another one than that of the line of which a text gives the number as its
    subject, the number counts: a line may have moved, or be written down with a reseller.
    One that names a number that no line has can only be of a line whose number is not known.
    """
    by_number = [line for line in lines if line.line_id in named_lines.line_ids]
    known = {*names, *(name for line in lines for name in line.names)}
    named = _carriers_named(known, sender, text)
    lines = [line for line in lines if named_lines.can_mean(line)]
    if not named:
        return by_number
    by_name = _named(lines, named)
    if not by_number:
        return by_name
    both = [line for line in by_number if line in by_name]
    return both or [line for line in by_number if line.line_id in named_lines.subject_ids]


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
