"""The number of a SIM itself (ICCID, ITU-T E.118): its form and its check digit."""

import re

_SEPARATORS = re.compile(r"[\s.\-]")
_SHAPE = re.compile(r"89[0-9]{17,18}")


class IccidError(ValueError):
    """The text is no ICCID; `reason` is `shape` or `check_digit`."""

    def __init__(self, reason: str) -> None:
        """Keep why the text was refused."""
        super().__init__(reason)
        self.reason = reason


def parse_iccid(text: str) -> str:
    """Return the 19 or 20 digits of an ICCID as printed; raises `IccidError` with the reason."""
    digits = _SEPARATORS.sub("", text).upper().removesuffix("F")
    if not _SHAPE.fullmatch(digits):
        raise IccidError("shape")
    if _luhn_sum(digits) % 10:
        raise IccidError("check_digit")
    return digits


def _luhn_sum(digits: str) -> int:
    """Return the sum of the digits, every second one from the right doubled (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total
