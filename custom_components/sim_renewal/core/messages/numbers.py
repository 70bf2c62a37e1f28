"""Reads a written number: decimal marks, thousands, and what can be read in two ways."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from .findings import Reason
from .tokens import SPACE, Shape, Token

_MOST_DIGITS = 12
_MOST_GROUPS = 5


class Numeral(NamedTuple):
    """A number up to the token before `end`; `thousands` is how it reads if its mark is no decimal.

    `mark` is the one mark with three digits after it that leaves both readings possible, as in
    `Il vous reste 1.234 Mo`.
    """

    end: int
    value: Decimal
    mark: str = ""
    thousands: Decimal | None = None

    def decided(self, as_thousands: bool | None) -> tuple[Decimal, Reason | None]:
        """Return the value where it may read in two ways, and a reason if it stays open."""
        if self.thousands is None:
            return self.value, None
        if as_thousands is None:
            return self.value, Reason.AMBIGUOUS_NUMBER
        return (self.thousands if as_thousands else self.value), None


def read_number(tokens: Sequence[Token], at: int, decimal_mark: str) -> Numeral | None:
    """Return the number that begins at a token of digits, or `None` if it is none."""
    groups, marks, end = _groups(tokens, at)
    if sum(map(len, groups)) > _MOST_DIGITS:
        return None
    if not marks:
        return Numeral(end, Decimal(groups[0]))
    return _with_marks(groups, marks, end, decimal_mark)


def end_of_chain(tokens: Sequence[Token], at: int) -> int:
    """Return the token after all digits and marks that hang together, whatever they are."""
    end = at + 1
    while end + 1 < len(tokens) and tokens[end].text in ".,'" and not tokens[end].gap:
        if tokens[end + 1].shape is not Shape.DIGITS or tokens[end + 1].gap:
            break
        end += 2
    return end


def _groups(tokens: Sequence[Token], at: int) -> tuple[list[str], list[str], int]:
    """Return the groups of digits, the marks between them, and the token after the last."""
    groups, marks, end = [tokens[at].text], list[str](), at + 1
    while len(groups) < _MOST_GROUPS:
        step = _next_group(tokens, end, groups)
        if step is None:
            break
        mark, end = step
        marks.append(mark)
        groups.append(tokens[end - 1].text)
    return groups, marks, end


def _next_group(tokens: Sequence[Token], end: int, groups: list[str]) -> tuple[str, int] | None:
    """Return the mark before one more group of digits, and the token after that group."""
    if end >= len(tokens):
        return None
    token = tokens[end]
    if token.shape is Shape.DIGITS:
        joined = token.gap == SPACE and len(token.text) == 3 and len(groups[-1]) <= 3
        return (" ", end + 1) if joined and _may_go_on(groups) else None
    if end + 1 == len(tokens) or token.text not in ".,'" or token.gap:
        return None
    after = tokens[end + 1]
    return (token.text, end + 2) if after.shape is Shape.DIGITS and not after.gap else None


def _may_go_on(groups: list[str]) -> bool:
    """Return whether a space can be one between thousands: the groups so far look like them."""
    return groups[0][0] != "0" and all(len(group) == 3 for group in groups[1:])


def _with_marks(groups: list[str], marks: list[str], end: int, decimal_mark: str) -> Numeral | None:
    """Return the number that groups and marks make."""
    whole = Decimal("".join(groups))
    if len(set(marks)) == 1 and (len(marks) > 1 or marks[0] in "' "):
        return Numeral(end, whole) if _are_thousands(groups) else None
    fraction = Decimal(f"{''.join(groups[:-1])}.{groups[-1]}")
    if len(marks) > 1:
        alike = len(set(marks[:-1])) == 1 and marks[-1] in ".,"
        return Numeral(end, fraction) if alike and _are_thousands(groups[:-1]) else None
    if not _are_thousands(groups) or groups[0][0] == "0":
        return Numeral(end, fraction)
    if decimal_mark == ".":
        return Numeral(end, fraction if marks[0] == "." else whole)
    return Numeral(end, fraction, marks[0], whole)


def _are_thousands(groups: list[str]) -> bool:
    """Return whether groups of digits are parted as thousands are."""
    return len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
