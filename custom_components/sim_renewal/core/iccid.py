"""The numbers of a SIM itself (ICCID, ITU-T E.118) and of its chip (EID): form and check digits."""

import re

from .signs import plain_signs

_SEPARATORS = re.compile(r"[\s.\-]")
_LABEL = re.compile(
    r"(?:ICC(?: ?ID)?|SIM|EID|N[°Oº]|NR|卡号|卡號)?[\s:=.'\"]+(?=[0-9])", re.IGNORECASE
)
"""What is written before a number on a card or a bill, and pasted with it: `ICCID: 8933...`."""
_SHAPE = re.compile(r"89(?:[0-9]{16,18}|86[0-9]{2}[0-9A-Z]{2}[0-9]{10,12})")
_SWAPPED = re.compile(r"98[0-9]{16}[0-9F][0-9]")
"""As it is stored in the SIM: each two digits the other way round."""
_EID = re.compile(r"89[0-9]{30}")
_LENGTH_WITHOUT_CHECK = 18
_UNCHECKED = "8986"
"""China, whose carriers do not all follow the check digit of the standard."""


class IccidError(ValueError):
    """The text is no ICCID; `reason` is `shape`, `check_digit` or `is_eid`."""

    def __init__(self, reason: str) -> None:
        """Keep why the text was refused."""
        super().__init__(reason)
        self.reason = reason


class EidError(ValueError):
    """The text is no EID; `reason` is `shape` or `check_digits`."""

    def __init__(self, reason: str) -> None:
        """Keep why the text was refused."""
        super().__init__(reason)
        self.reason = reason


def bare_iccid(text: str) -> str:
    """Return the signs of an ICCID without what is only printed around and between them."""
    text = plain_signs(text).strip()
    label = _LABEL.match(text)
    signs = text[label.end() :] if label else text
    return _SEPARATORS.sub("", signs).upper().strip("F")


def parse_iccid(text: str) -> str:
    """Return the signs of an ICCID as printed; raises `IccidError` with the reason.

    19 or 20 of them; some carriers leave out the check digit, or print one more behind it.
    China Mobile has letters at place 7, for which no check digit is defined.
    """
    signs = _as_printed(bare_iccid(text))
    if _EID.fullmatch(signs):
        raise IccidError("is_eid")
    has_extra = len(signs) > _LENGTH_WITHOUT_CHECK + 1 and _fits(signs[:-1])
    has_shape = _SHAPE.fullmatch(signs[:-1] if has_extra else signs)
    if not has_shape or (has_extra and not signs[-1].isdecimal()):
        raise IccidError("shape")
    if not (has_extra or len(signs) == _LENGTH_WITHOUT_CHECK or _fits(signs)):
        raise IccidError("check_digit")
    return signs


def same_iccid(one: str, other: str) -> bool:
    """Return whether two ICCIDs are of one SIM, of which one may lack the last digit."""
    shorter, longer = sorted(map(bare_iccid, (one, other)), key=len)
    is_long = len(shorter) >= _LENGTH_WITHOUT_CHECK
    return is_long and longer.startswith(shorter) and len(longer) - len(shorter) <= 1


def is_eid(text: str) -> bool:
    """Return whether a text is the number of an eSIM chip, right or mistyped."""
    return _EID.fullmatch(bare_iccid(text)) is not None


def parse_eid(text: str) -> str:
    """Return the digits of an EID (GSMA SGP.02, SGP.22); raises `EidError` with the reason.

    32 of them, of which the last two make the whole leave 1 when it is divided by 97 (ISO 7064).
    """
    digits = bare_iccid(text)
    if not _EID.fullmatch(digits):
        raise EidError("shape")
    if int(digits) % 97 != 1:
        raise EidError("check_digits")
    return digits


def _as_printed(signs: str) -> str:
    if not _SWAPPED.fullmatch(signs):
        return signs
    turned = "".join(signs[at + 1] + signs[at] for at in range(0, len(signs), 2)).rstrip("F")
    return turned if _fits(turned) else signs


def _fits(signs: str) -> bool:
    """Return whether the check digit is right, or nobody can tell."""
    if not signs.isdecimal() or signs.startswith(_UNCHECKED):
        return True
    return _luhn_sum(signs) % 10 == 0


def _luhn_sum(digits: str) -> int:
    """Return the sum of the digits, every second one from the right doubled (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total
