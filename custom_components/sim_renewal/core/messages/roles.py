"""Finds out what each amount of a text is an amount of: what is left, used, sold, paid or hoped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .cues import Cue
from .findings import Reason
from .governor import Governor
from .items import (
    Break,
    Item,
    Lapse,
    Level,
    Mark,
    Number,
    Percent,
    Quantity,
    Role,
    Said,
    Word,
    cues_of,
)
from .listing import NEAR, Listing
from .units import Measure
from .wholes import settle_heads, settle_wholes

_PLACES = {Cue.HOME, Cue.ABROAD, Cue.SPECIAL}
_LABELS = {Cue.TOTAL, Cue.MAIN, Cue.BONUS, Cue.OTHER, Cue.PACK} | _PLACES
_LEFT_ASIDE = {
    Cue.LESS_THAN: Reason.THRESHOLD,
    Cue.UP_TO: Reason.THRESHOLD,
    Cue.UNTIL: Reason.THRESHOLD,
    Cue.OR: Reason.ALTERNATIVE,
}
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


def assign_roles(sentences: Iterable[Sequence[Item]], *, is_advert: bool) -> list[Number]:
    """Give every amount its role, or a reason why it has none; return balances without unit."""
    walk = _Walk(is_advert)
    quantities = list[Quantity]()
    for items in sentences:
        walk.sentence(items)
        amounts = [item for item in items if isinstance(item, Quantity)]
        settle_heads(amounts)
        quantities += amounts
    settle_wholes(quantities, offers=is_advert or walk.sells)
    return walk.unitless


@dataclass(slots=True)
class _Walk:
    """The state of one pass over the sentences of a text, from left to right."""

    is_advert: bool
    governor: Governor = field(default_factory=Governor)
    listing: Listing = field(default_factory=Listing)
    unitless: list[Number] = field(default_factory=list)
    before: Item | None = None
    earlier: Item | None = None
    """What stands before that."""
    nouns: set[Cue] = field(default_factory=set)
    """Everything that the sentence tells."""
    labels: set[Cue] = field(default_factory=set)
    """Names for the next amount."""
    offering: bool = False
    """Whether an offer has the word in this clause."""
    offered: bool = False
    """Whether the sentence has an offer at all."""
    sells: bool = False
    """Whether the text has an offer, or a price."""
    almost: bool = False
    """Whether the clause says that something is nearly so."""
    conditional: bool = False
    included: set[Measure] = field(default_factory=set)
    includes: bool = False
    """Whether it is a plan that includes something, and not an amount before."""
    last_measure: Measure | None = None
    of_fraction: Governor = field(default_factory=Governor)
    """What had the word before a percentage: it speaks of the same amount in brackets."""
    fraction_of: bool = False
    dated: bool = False
    """Whether a date stands after the phrase that has the word."""

    def sentence(self, items: Sequence[Item]) -> None:
        """Read one sentence, or one line of it."""
        self.nouns = {cue for item in items for cue in cues_of(item)}
        for place, item in enumerate(items):
            self._item(item, items[place + 1] if place + 1 < len(items) else None)
            self.earlier, self.before = self.before, item

    def _item(self, item: Item, following: Item | None) -> None:
        """Read one part."""
        match item:
            case Quantity():
                self._quantity(item)
            case Said():
                self._said(item, following)
            case Break():
                self._end(item)
            case Mark():
                self._mark(item)
            case Percent():
                self._percent()
            case Number():
                self._number(item)
            case Word():
                self.listing.words += 1
            case Lapse():
                self._lapse()
            case _:
                self.dated = True

    # --- amounts ---

    def _quantity(self, quantity: Quantity) -> None:
        """Give an amount its role, or the reason why it has none."""
        quantity.joined = self._is(Cue.AND) or _is_mark(self.before, ",")
        quantity.labels |= self.labels
        quantity.reason = quantity.reason or self._refusal(quantity)
        if quantity.reason is None and quantity.part_of is None and quantity.role is None:
            self.governor.give(quantity, self.listing.words, self.nouns, dated=self.dated)
        self.listing.add(quantity)
        self.labels = set()
        self.last_measure = quantity.measure
        self.fraction_of = False

    def _lapse(self) -> None:
        """Let a span of days take the words for what is left: it is time that is left."""
        if self.governor.role is Role.REMAINING:
            self._use_up_governor()
        self.dated = True

    def _percent(self) -> None:
        """Let a percentage take the words before it: it is that which is used, or left."""
        self.of_fraction = self.governor
        self._use_up_governor()
        self.fraction_of = True
        self.listing.words += 1

    def _use_up_governor(self) -> None:
        """Take the word from a phrase that spoke of what is right behind it, and of no amount."""
        if self.governor.role and not self.governor.seen and self.listing.words <= 1:
            self.governor = Governor()

    def _number(self, number: Number) -> None:
        """Keep a number that would be a balance if it had a unit."""
        governor = self.governor
        near = governor.role is Role.REMAINING and self.listing.words <= NEAR
        if number.decimals and near and not governor.seen:
            self.unitless.append(number)
        self.listing.words += 1

    def _refusal(self, quantity: Quantity) -> Reason | None:
        """Return why the words right before an amount, or the sentence, leave it aside."""
        told = cues_of(self.before) if self.before else frozenset()
        if Cue.FOR in told and quantity.measure is Measure.MONEY:
            self.listing.sell()
            self.sells = True
            return Reason.PRICE
        if Cue.OR in told:
            self.listing.offer_another()
        said = next((reason for cue, reason in _LEFT_ASIDE.items() if cue in told), None)
        if said or (self.fraction_of and Cue.OF in told):
            return said or Reason.PERCENTAGE
        if self._divides(told) and self.listing.pair(quantity):
            return None
        quantity.heads = Cue.OF in told and self.listing.last is None
        return self._other_refusal(quantity, told)

    def _divides(self, told: frozenset[Cue]) -> bool:
        """Return whether a whole stands behind its part, after "of", a stroke or "in all"."""
        if Cue.TOTAL in told:
            return _is_mark(self.earlier, "/") or _is_mark(self.earlier, "(")
        return Cue.OF in told or _is_mark(self.before, "/")

    def _other_refusal(self, quantity: Quantity, told: frozenset[Cue]) -> Reason | None:
        """Return why an amount that is no part of another is left aside."""
        reasons = (
            (self._is_negative(quantity), Reason.NEGATIVE),
            (quantity.measure in self.included, Reason.INCLUDED_IN),
            (Cue.EQUALS in told or self.listing.repeats(quantity), Reason.ALTERNATIVE),
            (Cue.PACK in told, Reason.PACK_NAME),
            (quantity.needs and quantity.needs not in self.nouns, Reason.AMBIGUOUS_UNIT),
            (self.conditional, Reason.CONDITION),
            (self.almost, Reason.THRESHOLD),
        )
        return next((reason for applies, reason in reasons if applies), None)

    def _is_negative(self, quantity: Quantity) -> bool:
        """Return whether a minus stands before a sum of money, and no dash between words."""
        if quantity.measure is not Measure.MONEY or not _is_mark(self.before, "-"):
            return False
        return quantity.glued or _is_mark(self.earlier, ":")

    def _is(self, cue: Cue) -> bool:
        """Return whether the part right before tells this."""
        return self.before is not None and cue in cues_of(self.before)

    # --- phrases ---

    def _said(self, item: Said, following: Item | None) -> None:
        """Let a phrase change what amounts mean, before or behind it."""
        cues = item.cues
        for label in cues & _LABELS:
            self._label(label, following)
        if Cue.IF in cues:
            self.conditional = True
        if Cue.ALMOST in cues:
            self.almost = True
        if Cue.LOSS in cues:
            self.governor, self.offering = Governor(), False
        if Cue.INCLUDED in cues:
            self.included = {self.last_measure} if self.last_measure else set(Measure)
            self.includes = self.last_measure is None
        if Cue.PER in cues and isinstance(self.before, Quantity):
            money = self.before.measure is Measure.MONEY
            self.sells = True
            self.before.role = None
            self.before.reason = Reason.PRICE if money else Reason.OFFER
        if Cue.IN_ORDER in cues and Cue.CALLS not in self.nouns:
            self.listing.time_to_act()
        self._govern(item, following)
        self.listing.words += _weight(item)

    def _label(self, label: Cue, following: Item | None) -> None:
        """Give a name to the amount right before, or to the next one."""
        names_next = _is_mark(following, ":") or self._is(Cue.AND)
        if label not in _PLACES:
            names_next = names_next or isinstance(following, Quantity)
        if names_next or not self.listing.label(label):
            self.labels.add(label)

    def _govern(self, item: Said, following: Item | None) -> None:
        """Let a phrase take over."""
        cues = item.cues
        if cues & {Cue.REMAINS, Cue.ACCOUNT} and Cue.LEFT not in cues:
            self._take(item, Role.REMAINING, firm=True)
        elif cues & {Cue.LEFT, Cue.USED}:
            self._before_or_behind(item, following)
        elif Cue.CREDIT in cues:
            self._credit(item)
        elif Cue.HAVE in cues:
            self._have(item)
        elif Cue.GIFT in cues:
            self._gift(item)
        elif Cue.INSTEAD in cues:
            self.listing.take_back(Reason.OFFER)
            self.governor = Governor(reason=Reason.OFFER, said_at=item.first)
        elif Cue.STILL in cues and _is_mark(self.before, ":") and isinstance(following, Quantity):
            self._take(item, Role.REMAINING, firm=False)
        else:
            self._refuse(item)

    def _take(self, item: Said, role: Role, *, firm: bool) -> None:
        """Make a phrase the governor, unless an offer in the same clause has the word."""
        if self.offering:
            return
        self.governor = Governor(role, firm=firm, said_at=item.first)
        self.listing.words, self.dated = 0, False
        if self.includes:
            self.included, self.includes = set(), False

    def _before_or_behind(self, item: Said, following: Item | None) -> None:
        """Let a phrase speak of the amounts before it, or of those behind; between two of none."""
        role = Role.USED if Cue.USED in item.cues else Role.REMAINING
        if _is_mark(following, ":"):
            self._take(item, role, firm=True)
        elif isinstance(following, Quantity):
            if self.listing.is_between():
                self.governor = Governor()
            else:
                self._take(item, role, firm=True)
        elif isinstance(following, Number):
            self.governor = Governor()
        elif not self.offering:
            self._speak_of_before(item, role)

    def _speak_of_before(self, item: Said, role: Role) -> None:
        """Let a phrase speak of the amounts before it, if there are any."""
        if not self.listing.bind(item.first, role):
            self._take(item, role, firm=True)
            return
        seen = self.listing.measures()
        self.governor = Governor(role, firm=True, said_at=item.first, needs_and=True, seen=seen)
        self.listing.words = 0

    def _credit(self, item: Said) -> None:
        """Let the word for credit speak where nothing else does, and name what is before it."""
        governor = self.governor
        if governor.weak and not governor.seen:
            self.listing.words = 0
        before = self.listing.near(2)
        if before and before.measure is Measure.MONEY:
            before.labels.add(Cue.CREDIT)
        free = governor.role in {None, Role.PACK} and governor.reason is Reason.UNCLEAR
        if free and not self.offered:
            self._take(item, Role.REMAINING, firm=False)

    def _have(self, item: Said) -> None:
        """Let "you have" speak, but never in advertising."""
        if not (self.is_advert or self.offered):
            self._take(item, Role.REMAINING, firm=False)
            self.governor.weak = True

    def _gift(self, item: Said) -> None:
        """Leave aside what somebody gives, before or behind the word; what is left stays left."""
        if not self.listing.take_back(Reason.OFFER) and not self.governor.firm:
            self.governor = Governor(reason=Reason.OFFER, said_at=item.first)

    def _refuse(self, item: Said) -> None:
        """Let a phrase say why the amounts after it are left aside."""
        for cue, reason in _REFUSALS.items():
            if cue in item.cues:
                self.governor = Governor(reason=reason, said_at=item.first)
                self.offering = self.offering or reason is Reason.OFFER
                self.offered = self.offered or reason is Reason.OFFER
                self.sells = self.sells or self.offered
                if cue is Cue.DUE:
                    self.listing.charge()
                elif reason in {Reason.ADDED, Reason.SPENT}:
                    self.listing.take_back(reason)
                return
        if Cue.PACK in item.cues and self.governor.role is None:
            self._take(item, Role.PACK, firm=False)

    # --- marks and ends ---

    def _mark(self, mark: Mark) -> None:
        """Let a comma end an offer's hold, so that other words can take over."""
        if mark.text in ",()":
            self.offering = self.almost = False
        if mark.text == ",":
            self.labels &= {Cue.PACK}
            self.listing.ended = True
        elif mark.text == "(":
            if isinstance(self.before, Percent):
                self.governor = self.of_fraction
            self.listing.bracket = len(self.listing.quantities)
        elif mark.text == ")":
            self.listing.bracket, self.listing.ended = None, True
            self.included = set()

    def _end(self, end: Break) -> None:
        """Begin anew; a heading speaks for the lines below it, a list for its next line."""
        governor = self.governor
        on_new_line = end.level is Level.LINE and governor.role and not self.offering
        if on_new_line and not governor.needs_and and (governor.heading or not governor.seen):
            governor.heading = True
        elif on_new_line and governor.firm:
            governor.lists = True
        else:
            self.governor = Governor()
        self.listing, self.labels, self.included = Listing(), set(), set()
        self.offering = self.offered = self.conditional = False
        self.almost = self.fraction_of = False


def _weight(item: Said) -> int:
    """Return how many words a phrase counts between an amount and what governs it."""
    return 0 if item.cues & _REFUSALS.keys() or item.cues == {Cue.OF} else 1


def _is_mark(item: Item | None, text: str) -> bool:
    """Return whether an item is that mark."""
    return isinstance(item, Mark) and item.text == text
