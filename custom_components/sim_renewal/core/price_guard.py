"""Whether what a renewal cost fits what its offer costs."""

from collections.abc import Collection
from decimal import Decimal

FAR_BELOW = Decimal("0.6")
"""The part of the price under which a renewal is suspicious.

Whoever resells top-ups lives on a few percent, and seasonal sales of carriers seldom take off more
than a third. Half the price or less is what credit costs that was paid with somebody else's card,
and which the carrier takes back. 60 % lets a sale of 40 % pass and catches half price.
"""


def is_far_below(charged: Decimal | None, expected: Decimal | None) -> bool | None:
    """Return whether a price is too good to be true; `None` where one of the two is not known.

    Nothing is too cheap for an offer that costs nothing.
    """
    if charged is None or expected is None:
        return None
    return charged < expected * FAR_BELOW


def is_as_expected(
    charged: Decimal | None,
    expected: Decimal | None,
    allowed_amounts: Collection[Decimal] = (),
) -> bool | None:
    """Return whether a charge is the offer's price or one of the amounts that can be bought.

    `None` where the charge is not known, or there is nothing to compare it with.
    """
    if charged is None or (expected is None and not allowed_amounts):
        return None
    return charged == expected or charged in allowed_amounts
