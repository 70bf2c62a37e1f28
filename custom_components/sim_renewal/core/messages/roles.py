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
from .units import Measure

_NEAR = 3
_BEFORE = 5
_OPEN = {None, Reason.UNCLEAR}
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


@dataclass(slots=True)
class _Walk:
    """The state of one pass over the sentences of a text, from left to right."""

    is_advert: bool
    governor: Governor = field(default_factory=Governor)
    words: int = 0
    line: list[Quantity] = field(default_factory=list)
    """The amounts of this sentence."""
    apart: list[int] = field(default_factory=list)
    """How many words stood before each of them."""
    before: Item | None = None
    earlier: Item | None = None
    """What stands before that."""
    labels: set[Cue] = field(default_factory=set)
    nouns: set[Cue] = field(default_factory=set)
    offering: bool = False
    """Whether an offer has the word in this clause."""
    offered: bool = False
    """Whether the sentence has an offer at all."""
    conditional: bool = False
    included: set[Measure] = field(default_factory=set)
    last_measure: Measure | None = None
    fraction_of: bool = False
    unitless: list[Number] = field(default_factory=list)
    comma: bool = False
    """Whether one stands after the last amount."""
    dated: bool = False
    """Whether a date stands after the phrase that has the word."""
    bracket: int | None = None
    """How many amounts the sentence had before a bracket that is still open."""

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
                self.words += 1
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
            self.governor.give(quantity, self.words, self.nouns, dated=self.dated)
        self.line.append(quantity)
        self.apart.append(self.words)
        self.words = 0
        self.labels = set()
        self.last_measure = quantity.measure
        self.fraction_of = self.comma = False

    def _lapse(self) -> None:
        """Let a span of days take the words for what is left: it is time that is left."""
        governor = self.governor
        if governor.role is Role.REMAINING and not governor.seen and self.words <= 1:
            self.governor = Governor()
        self.dated = True

    def _percent(self) -> None:
        """Let a percentage take the words before it: it is that which is used, or left."""
        if self.governor.role and not self.governor.seen and self.words <= 1:
            self.governor = Governor()
        self.fraction_of = True
        self.words += 1

    def _number(self, number: Number) -> None:
        """Keep a number that would be a balance if it had a unit."""
        governor = self.governor
        near = governor.role is Role.REMAINING and not governor.seen and self.words <= _NEAR
        if number.decimals and near:
            self.unitless.append(number)
        self.words += 1

    def _refusal(self, quantity: Quantity) -> Reason | None:
        """Return why the words right before an amount, or the sentence, leave it aside."""
        told = cues_of(self.before) if self.before else frozenset()
        if Cue.FOR in told and quantity.measure is Measure.MONEY:
            self._price_of_what_is_before()
            return Reason.PRICE
        if Cue.OR in told:
            self._also_alternative()
        said = next((reason for cue, reason in _LEFT_ASIDE.items() if cue in told), None)
        if said or (self.fraction_of and Cue.OF in told):
            return said or Reason.PERCENTAGE
        if self._pairs_with(quantity):
            return None
        return self._other_refusal(quantity, told)

    def _other_refusal(self, quantity: Quantity, told: frozenset[Cue]) -> Reason | None:
        """Return why an amount that is no part of another is left aside."""
        reasons = (
            (self._is_negative(quantity), Reason.NEGATIVE),
            (quantity.measure in self.included, Reason.INCLUDED_IN),
            (Cue.EQUALS in told or self._repeats(quantity), Reason.ALTERNATIVE),
            (Cue.PACK in told, Reason.PACK_NAME),
            (quantity.needs and quantity.needs not in self.nouns, Reason.AMBIGUOUS_UNIT),
            (self.conditional, Reason.CONDITION),
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

    def _repeats(self, quantity: Quantity) -> bool:
        """Return whether a bracket says the amount before it again."""
        if not self.bracket or self.bracket != len(self.line):
            return False
        return self.line[-1].measure is quantity.measure

    def _price_of_what_is_before(self) -> None:
        """Leave aside what a price was asked for."""
        if self.line and self.words <= _NEAR:
            sold = self.line[-1]
            named_before = sold.firm and sold.source is not None and sold.source < sold.first
            if not (named_before or sold.measure is Measure.MONEY):
                sold.role = None
                sold.reason = Reason.OFFER if sold.reason in _OPEN else sold.reason

    def _also_alternative(self) -> None:
        """Leave aside the amount before an "or", unless it is the credit that the other buys."""
        if self.line and self.words <= _NEAR and self.line[-1].measure is not Measure.MONEY:
            self.line[-1].role, self.line[-1].reason = None, Reason.ALTERNATIVE

    def _pairs_with(self, quantity: Quantity) -> bool:
        """Return whether an amount is the allowance of which the one before is a part."""
        divides = _is_mark(self.before, "/") or self._is(Cue.OF)
        if not self.line or not divides or self.words > _NEAR:
            return False
        part = self.line[-1]
        if part.measure is not quantity.measure or part.part_of:
            return False
        quantity.part_of = part
        return True

    # --- phrases ---

    def _said(self, item: Said, following: Item | None) -> None:
        """Let a phrase change what amounts mean, before or behind it."""
        cues = item.cues
        for label in cues & _LABELS:
            self._label(label, following)
        if Cue.IF in cues:
            self.conditional = True
        if Cue.INCLUDED in cues:
            self.included = {self.last_measure} if self.last_measure else set(Measure)
        if Cue.PER in cues:
            self._rate()
        if Cue.IN_ORDER in cues:
            self._time_to_act()
        self._govern(item, following)
        self.words += _weight(item)

    def _govern(self, item: Said, following: Item | None) -> None:
        """Let a phrase take over."""
        cues = item.cues
        if Cue.REMAINS in cues:
            self._take(item, Role.REMAINING, firm=True)
        elif cues & {Cue.LEFT, Cue.USED}:
            role = Role.USED if Cue.USED in cues else Role.REMAINING
            points_on = _points_on(following) or isinstance(following, Quantity)
            if points_on or not self._bind_before(item, role):
                self._take(item, role, firm=True)
        elif Cue.ACCOUNT in cues:
            self._take(item, Role.REMAINING, firm=True)
        elif Cue.CREDIT in cues:
            self._credit(item)
        elif Cue.HAVE in cues:
            self._have(item)
        elif Cue.GIFT in cues:
            self._gift(item)
        else:
            self._refuse(item)

    def _take(self, item: Said, role: Role, *, firm: bool) -> None:
        """Make a phrase the governor, unless an offer in the same clause has the word."""
        if self.offering:
            return
        self.governor = Governor(role, firm=firm, said_at=item.first)
        self.words, self.dated = 0, False

    def _bind_before(self, item: Said, role: Role) -> bool:
        """Give a role to the list of amounts right before a phrase; return whether there is one."""
        if self.offering:
            return True
        bound = self.words <= _BEFORE and not self.comma and self._bind_list(item, role)
        if bound:
            seen = {quantity.measure for quantity in self.line}
            self.governor = Governor(role, firm=True, said_at=item.first, needs_and=True, seen=seen)
            self.words = 0
        return bound

    def _bind_list(self, item: Said, role: Role) -> bool:
        """Give a role to the last amount, and to those before it that are in one list with it."""
        bound = False
        for quantity, apart in zip(reversed(self.line), reversed(self.apart), strict=True):
            if _is_settled(quantity, role, is_last=not bound) or quantity.reason not in _OPEN:
                break
            if not quantity.part_of:
                quantity.role, quantity.firm, quantity.reason = role, True, None
                quantity.source = item.first
                bound = True
                if not quantity.joined or apart > _BEFORE:
                    break
        return bound

    def _credit(self, item: Said) -> None:
        """Let the word for credit speak where nothing else does, and name what is before it."""
        if self.governor.weak and not self.governor.seen:
            self.words = 0
        if self.line and self.words <= 2 and self.line[-1].measure is Measure.MONEY:
            self.line[-1].labels.add(Cue.CREDIT)
        free = self.governor.role in {None, Role.PACK} and self.governor.reason is Reason.UNCLEAR
        if free and not self.offered:
            self._take(item, Role.REMAINING, firm=False)

    def _have(self, item: Said) -> None:
        """Let "you have" speak, but never in advertising."""
        if not (self.is_advert or self.offered):
            self._take(item, Role.REMAINING, firm=False)
            self.governor.weak = True

    def _gift(self, item: Said) -> None:
        """Leave aside what somebody gives, before or behind the word; what is left stays left."""
        if not self._take_back(Reason.OFFER) and not self.governor.firm:
            self.governor = Governor(reason=Reason.OFFER, said_at=item.first)

    def _take_back(self, reason: Reason) -> bool:
        """Leave aside the amount right before, unless it is surely a balance."""
        if self.line and self.words <= _NEAR and not (self.line[-1].firm or self.comma):
            self.line[-1].role, self.line[-1].reason = None, reason
            return True
        return False

    def _refuse(self, item: Said) -> None:
        """Let a phrase say why the amounts after it are left aside."""
        for cue, reason in _REFUSALS.items():
            if cue in item.cues:
                self.governor = Governor(reason=reason, said_at=item.first)
                self.offering = self.offering or reason is Reason.OFFER
                self.offered = self.offered or reason is Reason.OFFER
                if cue is Cue.DUE:
                    self._owed()
                elif reason in {Reason.ADDED, Reason.SPENT}:
                    self._take_back(reason)
                return
        if Cue.PACK in item.cues and self.governor.role is None:
            self._take(item, Role.PACK, firm=False)

    def _owed(self) -> None:
        """Leave aside the money of this sentence: it is to be paid."""
        for quantity in self.line:
            if quantity.measure is Measure.MONEY:
                quantity.role, quantity.reason = None, Reason.SPENT

    def _label(self, label: Cue, following: Item | None) -> None:
        """Give a name to the amount right before, or to the next one."""
        names_next = _points_on(following) or self.comma or self._is(Cue.AND)
        if label not in _PLACES:
            names_next = names_next or isinstance(following, Quantity)
        if self.line and self.words <= 2 and not names_next:
            self.line[-1].labels.add(label)
        else:
            self.labels.add(label)

    def _rate(self) -> None:
        """Leave aside an amount that is one per month or per minute."""
        if self.line and self.before is self.line[-1]:
            quantity = self.line[-1]
            money = quantity.measure is Measure.MONEY
            quantity.role = None
            quantity.reason = Reason.PRICE if money else Reason.OFFER

    def _time_to_act(self) -> None:
        """Leave minutes aside that one has to do something, instead of to talk."""
        alone = len(self.line) == 1 and self.line[0].measure is Measure.VOICE
        if alone and self.words <= 1 and Cue.CALLS not in self.nouns:
            self.line[0].role, self.line[0].reason = None, Reason.UNCLEAR

    # --- marks and ends ---

    def _mark(self, mark: Mark) -> None:
        """Let a comma end an offer's hold, so that other words can take over."""
        if mark.text in ",()":
            self.offering = False
        if mark.text == ",":
            self.labels &= {Cue.PACK}
            self.comma = True
        elif mark.text == "(":
            self.bracket = len(self.line)
        elif mark.text == ")":
            self.bracket = None
            self.included = set()
            self.comma = True

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
        self.words = 0
        self.line, self.apart, self.labels = [], [], set()
        self.offering = self.offered = self.conditional = self.fraction_of = self.comma = False
        self.included, self.bracket = set(), None


def _is_settled(quantity: Quantity, role: Role, *, is_last: bool) -> bool:
    """Return whether an amount keeps its role: a word right behind says more than a far one."""
    is_near = quantity.said_at is not None or quantity.role is role
    return quantity.firm and (is_near or not is_last)


def _weight(item: Said) -> int:
    """Return how many words a phrase counts between an amount and what governs it."""
    return 0 if item.cues & _REFUSALS.keys() or item.cues == {Cue.OF} else 1


def _is_mark(item: Item | None, text: str) -> bool:
    """Return whether an item is that mark."""
    return isinstance(item, Mark) and item.text == text


def _points_on(following: Item | None) -> bool:
    """Return whether what comes next shows that a word speaks of what follows it."""
    return _is_mark(following, ":")


def assign_roles(sentences: Iterable[Sequence[Item]], *, is_advert: bool) -> list[Number]:
    """Give every amount its role, or a reason why it has none; return balances without unit."""
    walk = _Walk(is_advert)
    for items in sentences:
        walk.sentence(items)
    return walk.unitless
