"""Finds out what each amount of a text is an amount of: what is left, used, sold, paid or hoped."""

from collections.abc import Sequence

from .cues import Cue
from .findings import Reason
from .governor import Governor
from .items import (
    AmountRole,
    Break,
    CuePhrase,
    Lapse,
    Level,
    Mark,
    Number,
    Percent,
    PlainWord,
    Quantity,
    TextItem,
    cues_of,
)
from .listing import NEAR, Listing
from .named import settle_named
from .phrases import PLACES, hear
from .refusals import refusal
from .units import Dimension
from .walk import Walk, is_mark
from .wholes import settle_heads, settle_wholes

_ADJACENT = 1
"""A phrase itself counts as a word."""


def assign_roles(
    sentences: Sequence[Sequence[TextItem]], *, is_advert: bool, is_abroad: bool = False
) -> list[Number]:
    """Give every amount its role, or a reason why it has none; return balances without unit."""
    walk = Walk(is_advert, is_abroad=is_abroad)
    quantities = list[Quantity]()
    for items in sentences:
        _sentence(walk, items)
        amounts = [item for item in items if isinstance(item, Quantity)]
        settle_heads(amounts)
        quantities += amounts
    offers = is_advert or walk.sells
    settle_named(sentences, offers=offers)
    settle_wholes(quantities, offers=offers)
    return walk.unitless


def _sentence(walk: Walk, items: Sequence[TextItem]) -> None:
    """Read one sentence, or one line of it."""
    walk.nouns = {cue for item in items for cue in cues_of(item)}
    for place, item in enumerate(items):
        _item(walk, item, items[place + 1] if place + 1 < len(items) else None)
        walk.earlier, walk.before = walk.before, item


def _item(walk: Walk, item: TextItem, following: TextItem | None) -> None:
    """Read one part."""
    match item:
        case Quantity():
            _quantity(walk, item)
        case CuePhrase():
            hear(walk, item, following)
        case Break():
            _end(walk, item)
        case Mark():
            _mark(walk, item)
        case Percent():
            _percent(walk)
        case Number():
            _number(walk, item)
        case PlainWord():
            walk.listing.words += 1
        case Lapse():
            _lapse(walk)
        case _:
            walk.dated = True


def _quantity(walk: Walk, quantity: Quantity) -> None:
    """Give an amount its role, or the reason why it has none."""
    quantity.joined = walk.is_after(Cue.AND) or is_mark(walk.before, ",")
    quantity.labels |= walk.labels
    if not quantity.labels & PLACES:
        quantity.labels |= walk.places
    if _is_fraction(walk):
        walk.governor = walk.of_fraction
    quantity.reason = quantity.reason or refusal(walk, quantity)
    if _is_nothing_left(walk, quantity):
        quantity.role = AmountRole.REMAINING
    if quantity.reason is None and quantity.part_of is None and quantity.role is None:
        walk.governor.give(quantity, walk.listing.words, walk.nouns, dated=walk.dated)
    walk.listing.add(quantity)
    walk.labels = set()
    walk.last_dimension = quantity.dimension
    walk.fraction_of = False


def _is_fraction(walk: Walk) -> bool:
    """Return whether the next amount is the percentage of a whole, which was told before.

    `Il vous reste 25 % de votre forfait de 4 Go, soit 1 Go.`
    """
    last = walk.listing.last
    return walk.is_after(Cue.EQUALS) and last is not None and last.reason is Reason.PERCENTAGE


def _is_nothing_left(walk: Walk, quantity: Quantity) -> bool:
    """Return whether an amount says that nothing is left of what is used up.

    `Votre crédit est épuisé (0,00 €).`
    """
    is_used_up = walk.governor.reason is Reason.EXHAUSTED and quantity.reason is None
    is_of_it = quantity.dimension is not Dimension.MONEY or walk.nouns & {Cue.ACCOUNT, Cue.CREDIT}
    return is_used_up and quantity.value == 0 and bool(is_of_it)


def _lapse(walk: Walk) -> None:
    """Let a span of days take the words for what is left: it is time that is left."""
    if walk.governor.role is AmountRole.REMAINING:
        walk.use_up_governor()
    walk.dated = True


def _percent(walk: Walk) -> None:
    """Let a percentage take the words before it: it is that which is used, or left."""
    walk.of_fraction = walk.governor
    walk.use_up_governor()
    walk.fraction_of = True
    walk.listing.words += 1


def _number(walk: Walk, number: Number) -> None:
    """Keep a number that would be a balance if it had a unit; the words before speak of it alone.

    `Il vous reste 2,50 crédits sur 10 Go.`
    """
    governor, words = walk.governor, walk.listing.words
    if governor.role is AmountRole.REMAINING and not governor.seen:
        if number.decimals and words <= NEAR:
            walk.unitless.append(number)
            walk.governor = Governor(reason=Reason.NO_UNIT)
        elif words <= _ADJACENT:
            walk.governor = Governor()
    walk.listing.words += 1


def _mark(walk: Walk, mark: Mark) -> None:
    """Let a comma end an offer's hold, so that other words can take over."""
    if mark.text in ",()":
        walk.offering = walk.almost = False
    if mark.text == ",":
        walk.ended = False
        if walk.listing.last:
            walk.past = walk.negated = False
        walk.labels &= {Cue.PACK}
        walk.listing.ended = True
    elif mark.text == "(":
        if isinstance(walk.before, Percent):
            walk.governor = walk.of_fraction
        walk.listing.bracket = len(walk.listing.quantities)
    elif mark.text == ")":
        walk.listing.bracket, walk.listing.ended = None, True
        walk.included = set()


def _end(walk: Walk, end: Break) -> None:
    """Begin anew; a heading speaks for the lines below it, a list for its next line."""
    governor = walk.governor
    on_new_line = end.level is Level.LINE and governor.role and not walk.offering
    if on_new_line and not governor.needs_and and (governor.heading or not governor.seen):
        governor.heading = True
    elif on_new_line and governor.firm:
        governor.lists = True
    else:
        walk.governor = Governor()
    walk.listing, walk.labels, walk.included = Listing(), set(), set()
    walk.offering = walk.offered = walk.conditional = False
    walk.almost = walk.fraction_of = False
    walk.past = walk.ended = walk.later = walk.negated = False
    walk.place = None
