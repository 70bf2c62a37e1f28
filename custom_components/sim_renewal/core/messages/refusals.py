"""Says why the words right before an amount, or its sentence, leave it aside."""

from .cues import Cue
from .findings import Reason
from .items import Quantity, cues_of
from .units import Dimension
from .walk import Walk, is_mark

_LEFT_ASIDE = {
    Cue.LESS_THAN: Reason.THRESHOLD,
    Cue.UP_TO: Reason.THRESHOLD,
    Cue.UNTIL: Reason.THRESHOLD,
    Cue.OR: Reason.ALTERNATIVE,
}


def refusal(walk: Walk, quantity: Quantity) -> Reason | None:
    """Return why the words right before an amount, or the sentence, leave it aside."""
    told = cues_of(walk.before) if walk.before else frozenset()
    if Cue.FOR in told and quantity.dimension is Dimension.MONEY:
        walk.listing.sell()
        walk.sells = True
        return Reason.PRICE
    if Cue.OR in told:
        walk.listing.offer_another()
    said = next((reason for cue, reason in _LEFT_ASIDE.items() if cue in told), None)
    if said or (walk.fraction_of and Cue.OF in told):
        return said or Reason.PERCENTAGE
    if _divides(walk, told) and walk.listing.pair(quantity):
        return None
    quantity.heads = Cue.OF in told and walk.listing.last is None
    return _other_refusal(walk, quantity, told)


def _divides(walk: Walk, told: frozenset[Cue]) -> bool:
    """Return whether a whole stands behind its part, after "of", a stroke or "in all"."""
    if Cue.TOTAL in told:
        return is_mark(walk.earlier, "/") or is_mark(walk.earlier, "(")
    return Cue.OF in told or is_mark(walk.before, "/")


def _other_refusal(walk: Walk, quantity: Quantity, told: frozenset[Cue]) -> Reason | None:
    """Return why an amount that is no part of another is left aside."""
    reasons = (
        (_is_negative(walk, quantity), Reason.NEGATIVE),
        (quantity.dimension in walk.included, Reason.INCLUDED_IN),
        (_says_again(walk, quantity, told), Reason.ALTERNATIVE),
        (Cue.PACK in told, Reason.PACK_NAME),
        (_is_whole_alone(walk, told), Reason.UNCLEAR),
        (quantity.needs and quantity.needs not in walk.nouns, Reason.AMBIGUOUS_UNIT),
        (walk.conditional, Reason.CONDITION),
        (walk.past or _has_ended(walk, quantity), Reason.FORMER),
        (walk.later, Reason.LATER),
        (walk.negated, Reason.NEGATED),
        (walk.almost, Reason.THRESHOLD),
    )
    return next((reason for applies, reason in reasons if applies), None)


def _says_again(walk: Walk, quantity: Quantity, told: frozenset[Cue]) -> bool:
    """Return whether an amount is the one before it in another unit."""
    last = walk.listing.last
    equals = Cue.EQUALS in told and last is not None and last.reason is not Reason.PERCENTAGE
    return equals or walk.listing.repeats(quantity)


def _is_whole_alone(walk: Walk, told: frozenset[Cue]) -> bool:
    """Return whether an amount is that of which another is left, which stands elsewhere.

    `GB left of 5 GB`
    """
    before = cues_of(walk.earlier)
    return Cue.OF in told and bool(before & {Cue.LEFT, Cue.USED}) and Cue.ACCOUNT not in before


def _has_ended(walk: Walk, quantity: Quantity) -> bool:
    """Return whether an amount is of a pack that has ended; credit outlives packs."""
    return walk.ended and quantity.dimension is not Dimension.MONEY


def _is_negative(walk: Walk, quantity: Quantity) -> bool:
    """Return whether a minus stands before a sum of money, and no dash between words."""
    if quantity.dimension is not Dimension.MONEY or not is_mark(walk.before, "-"):
        return False
    return quantity.glued or is_mark(walk.earlier, ":")
