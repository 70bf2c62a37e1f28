"""Lets a phrase change what amounts mean, before or behind it."""

from .cues import Cue
from .findings import Reason
from .governor import Governor
from .items import AmountRole, CuePhrase, Number, Quantity, TextItem, Written, cues_of
from .units import Dimension
from .walk import Walk, is_mark

PLACES = {Cue.HOME, Cue.ABROAD, Cue.SPECIAL}
_LEFT = {Cue.REMAINS, Cue.LEFT, Cue.HAVE}
_LABELS = {Cue.TOTAL, Cue.MAIN, Cue.BONUS, Cue.OTHER, Cue.PACK} | PLACES
_REFUSALS = {
    Cue.OFFER: Reason.OFFER,
    Cue.RECHARGE: Reason.OFFER,
    Cue.WILL: Reason.OFFER,
    Cue.FORMER: Reason.FORMER,
    Cue.ADDED: Reason.ADDED,
    Cue.SPENT: Reason.SPENT,
    Cue.DUE: Reason.SPENT,
    Cue.NOT: Reason.UNCLEAR,
    Cue.EXHAUSTED: Reason.EXHAUSTED,
}


def hear(walk: Walk, item: CuePhrase, following: TextItem | None) -> None:
    """Let a phrase change what amounts mean, before or behind it."""
    cues = item.cues
    for label in cues & _LABELS:
        _label(walk, label, following)
    _hear_when(walk, item, following)
    if Cue.IF in cues:
        walk.conditional = True
    if Cue.ALMOST in cues:
        walk.almost = True
    if Cue.LOSS in cues:
        walk.governor, walk.offering = Governor(), False
    if Cue.INCLUDED in cues:
        walk.included = {walk.last_dimension} if walk.last_dimension else set(Dimension)
        walk.includes = walk.last_dimension is None
    if Cue.PER in cues and isinstance(walk.before, Quantity):
        _sell_per(walk, walk.before, cues)
    if Cue.IN_ORDER in cues and Cue.CALLS not in walk.nouns:
        walk.listing.time_to_act()
    _govern(walk, item, following)
    walk.listing.words += _weight(item)


def _hear_when(walk: Walk, item: CuePhrase, following: TextItem | None) -> None:
    """Let a phrase say that something was so before, begins on a day, or is not so."""
    cues = item.cues
    if Cue.EXPIRED in cues:
        walk.ended = True
        walk.listing.take_back_all(Reason.FORMER)
    elif Cue.AND in cues:
        walk.ended = False
    if Cue.PAST in cues:
        walk.past = True
        walk.listing.take_back_all(Reason.FORMER)
    if Cue.STARTS in cues and isinstance(following, Written) and walk.is_beginning:
        walk.later = True
    beside = cues_of(walk.before) | cues_of(following)
    if Cue.NOT in cues or (cues & _LEFT and Cue.DENIES in beside):
        walk.negated = True


def _sell_per(walk: Walk, quantity: Quantity, cues: frozenset[Cue]) -> None:
    """Make the amount before "per month" what is sold so, or its price.

    Minutes "per text" are none of each, but share one amount with texts: `340 Min/SMS`.
    """
    quantity.role = None
    if quantity.dimension is Dimension.VOICE and Cue.TEXTS in cues:
        quantity.reason = Reason.AMBIGUOUS_UNIT
        return
    walk.sells = True
    quantity.reason = Reason.PRICE if quantity.dimension is Dimension.MONEY else Reason.OFFER


def _label(walk: Walk, label: Cue, following: TextItem | None) -> None:
    """Give a name to the amount right before, or to the next one; a number may be of a country."""
    if label in PLACES and Cue.LINE in cues_of(following):
        return
    names_next = is_mark(following, ":") or walk.is_after(Cue.AND)
    if label not in PLACES:
        names_next = names_next or isinstance(following, Quantity)
    if names_next or not walk.listing.label(label):
        walk.labels.add(label)
        if label in PLACES and walk.listing.last is None and not walk.is_after(Cue.PACK):
            walk.place = label


def _govern(walk: Walk, item: CuePhrase, following: TextItem | None) -> None:
    """Let a phrase take over."""
    cues = item.cues
    if cues & {Cue.REMAINS, Cue.ACCOUNT} and Cue.LEFT not in cues:
        walk.take(item, AmountRole.REMAINING, firm=True)
    elif cues & {Cue.LEFT, Cue.USED}:
        _before_or_behind(walk, item, following)
    elif Cue.CREDIT in cues:
        _credit(walk, item)
    elif Cue.HAVE in cues:
        _have(walk, item)
    elif Cue.GIFT in cues:
        _gift(walk, item)
    elif Cue.INSTEAD in cues:
        walk.listing.take_back(Reason.OFFER)
        walk.governor = Governor(reason=Reason.OFFER, said_at=item.first)
    elif Cue.STILL in cues and is_mark(walk.before, ":") and isinstance(following, Quantity):
        walk.take(item, AmountRole.REMAINING, firm=False)
    else:
        _refuse(walk, item)


def _before_or_behind(walk: Walk, item: CuePhrase, following: TextItem | None) -> None:
    """Let a phrase speak of the amounts before it, or of those behind; between two of none."""
    role = AmountRole.USED if Cue.USED in item.cues else AmountRole.REMAINING
    if is_mark(following, ":"):
        walk.take(item, role, firm=True)
    elif isinstance(following, Quantity):
        if walk.listing.is_between():
            walk.governor = Governor()
        else:
            walk.take(item, role, firm=True)
    elif isinstance(following, Number):
        walk.governor = Governor()
    elif not walk.offering:
        _speak_of_before(walk, item, role)


def _speak_of_before(walk: Walk, item: CuePhrase, role: AmountRole) -> None:
    """Let a phrase speak of the amounts before it, if there are any."""
    if not walk.listing.bind(item.first, role):
        walk.take(item, role, firm=True)
        return
    seen = walk.listing.dimensions()
    walk.governor = Governor(role, firm=True, said_at=item.first, needs_and=True, seen=seen)
    walk.listing.words = 0


def _credit(walk: Walk, item: CuePhrase) -> None:
    """Let the word for credit speak where nothing else does, and name what is before it."""
    governor = walk.governor
    if governor.weak and not governor.seen:
        walk.listing.words = 0
    before = walk.listing.near(2)
    if before and before.dimension is Dimension.MONEY:
        before.labels.add(Cue.CREDIT)
    free = governor.role in {None, AmountRole.PACK} and governor.reason is Reason.UNCLEAR
    if free and not walk.offered:
        walk.take(item, AmountRole.REMAINING, firm=False)


def _have(walk: Walk, item: CuePhrase) -> None:
    """Let "you have" speak, but never in advertising."""
    if not (walk.is_advert or walk.offered):
        walk.take(item, AmountRole.REMAINING, firm=False)
        walk.governor.weak = True


def _gift(walk: Walk, item: CuePhrase) -> None:
    """Leave aside what somebody gives, before or behind the word; what is left stays left."""
    if not walk.listing.take_back(Reason.OFFER) and not walk.governor.firm:
        walk.governor = Governor(reason=Reason.OFFER, said_at=item.first)


def _refuse(walk: Walk, item: CuePhrase) -> None:
    """Let a phrase say why the amounts after it are left aside."""
    for cue, reason in _REFUSALS.items():
        if cue in item.cues:
            walk.governor = Governor(reason=reason, said_at=item.first)
            walk.offering = walk.offering or reason is Reason.OFFER
            walk.offered = walk.offered or reason is Reason.OFFER
            walk.sells = walk.sells or walk.offered
            if cue is Cue.DUE:
                walk.listing.charge()
            elif reason in {Reason.ADDED, Reason.SPENT}:
                walk.listing.take_back(reason)
            return
    if Cue.PACK in item.cues and walk.governor.role is None:
        walk.take(item, AmountRole.PACK, firm=False)


def _weight(item: CuePhrase) -> int:
    """Return how many words a phrase counts between an amount and what governs it."""
    return 0 if item.cues & _REFUSALS.keys() or item.cues == {Cue.OF} else 1
