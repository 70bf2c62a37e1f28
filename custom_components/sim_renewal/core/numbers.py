"""Numbers as machines write them, and as people do in any country, read digit by digit."""

from decimal import Decimal, InvalidOperation
import re

from .signs import plain_signs

_WRITTEN = (
    (r"[+-]?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]{1,3})?", ""),
    (r"[+-]?[0-9]+,[0-9]+", ""),
    (r"[+-]?[1-9][0-9]{0,2}(\.[0-9]{3})+,[0-9]+", "."),
    (r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+\.[0-9]+", ","),
    (r"[+-]?[1-9][0-9]{0,2}(\.[0-9]{3}){2,}", "."),
    (r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3}){2,}", ","),
    (r"[+-]?[1-9][0-9]{0,2}( [0-9]{3})+([.,][0-9]+)?", " "),
    (r"[+-]?[1-9][0-9]{0,2}('[0-9]{3})+([.,][0-9]+)?", "'"),
)
_FORMS = tuple((re.compile(form, re.IGNORECASE), groups) for form, groups in _WRITTEN)
"""How a number can be written, and the mark between its groups of three digits."""

_THOUSAND_OR_THOUSANDTH = re.compile(r"[+-]?[1-9][0-9]{0,2}([.,])[0-9]{3}")
_APOSTROPHE = "\u2019"


LARGEST = Decimal(10**18)
"""No amount is larger, in whatever unit it is kept."""

LARGEST_TOLD = Decimal(10**9)
"""No amount is larger in the unit in which people tell it."""

SMALLEST_TOLD = Decimal("1E-9")
"""An amount that is smaller is nothing."""


ABSURD = Decimal("Infinity")
"""What stands in a document for a number that is none, or of a size that nothing has."""


class NotANumber(ValueError):
    """A machine wrote something else than a number."""


class AbsurdNumber(NotANumber):
    """A number is infinite, or of a size that nothing has."""


def machine_number(value: object, largest_exponent: int | None = None) -> Decimal:
    """Return a finite number as a machine wrote it, with a point if with anything.

    `largest_exponent` bounds how many digits it may have in front of its point, or behind it.
    """
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise NotANumber from None
    if not number.is_finite():
        raise AbsurdNumber
    if largest_exponent is not None and abs(number.adjusted()) > largest_exponent:
        raise AbsurdNumber
    return number


class NumberRefused(ValueError):
    """The text is no number; `reason` is `not_a_number` or `ambiguous_number`."""

    def __init__(self, reason: str) -> None:
        """Keep why the text was refused."""
        super().__init__(reason)
        self.reason = reason


def parse_decimal(text: str, decimal_mark: str | None) -> Decimal:
    """Return a number exactly as a person or a spreadsheet wrote it.

    `1.234` and `1,234` are read only where the `decimal_mark` is known to be that one.
    """
    text = plain_signs(text).replace(_APOSTROPHE, "'").strip()
    if (match := _THOUSAND_OR_THOUSANDTH.fullmatch(text)) and match[1] != decimal_mark:
        raise NumberRefused("ambiguous_number")
    for form, groups in _FORMS:
        if form.fullmatch(text):
            return Decimal((text.replace(groups, "") if groups else text).replace(",", "."))
    raise NumberRefused("not_a_number")


def plain(number: Decimal) -> Decimal:
    """Return a number without zeros at its end and without an exponent."""
    return Decimal(format(number.normalize(), "f"))
