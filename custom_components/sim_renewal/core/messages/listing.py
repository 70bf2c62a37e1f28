"""The amounts of one sentence so far, and what later words still make of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .cues import Cue
from .findings import Reason
from .items import AmountRole, Quantity
from .units import Dimension

NEAR = 3
_BEFORE = 5
_PLACED = 4
_PLACES = {Cue.ABROAD, Cue.SPECIAL}
_OPEN = {None, Reason.UNCLEAR}


@dataclass(slots=True)
class Listing:
    """The amounts of a sentence, and what came after the last one."""

    quantities: list[Quantity] = field(default_factory=list)
    """Here the bracket says the one before it again: `Il vous reste 2 Go (2000 Mo).`"""
    words: int = 0
    """How many since the last amount, or since the phrase that has the word:

    `You have been upgraded to 10GB.`
    """
    ended: bool = False
    """Whether a comma or the end of a bracket stands after the last amount:

    `Volume 50 GB, verbraucht 18,6 GB`
    """
    bracket: int | None = None
    """How many amounts there were before a bracket that is still open:

    `Il vous reste 2 Go (2000 Mo).`
    """

    @property
    def last(self) -> Quantity | None:
        """The amount before, if the sentence has one."""
        return self.quantities[-1] if self.quantities else None

    def near(self, words: int = NEAR) -> Quantity | None:
        """Return the amount before, if it is no more words away."""
        return self.last if self.words <= words else None

    def add(self, quantity: Quantity) -> None:
        """Add an amount."""
        self.quantities.append(quantity)
        quantity.apart = self.words
        self.words, self.ended = 0, False

    def dimensions(self) -> set[Dimension]:
        """Return what there are amounts of."""
        return {quantity.dimension for quantity in self.quantities}

    # --- how an amount belongs to the one before ---

    def pair(self, quantity: Quantity) -> bool:
        """Make the amount before a part of this one, if it can be; return whether it is."""
        part = self.near()
        if part is None or part.dimension is not quantity.dimension or part.part_of:
            return False
        quantity.part_of = part
        return True

    def repeats(self, quantity: Quantity) -> bool:
        """Return whether a bracket says the amount before it again."""
        if not self.bracket or self.bracket != len(self.quantities):
            return False
        return self.quantities[-1].dimension is quantity.dimension

    # --- what words behind an amount make of it ---

    def is_between(self) -> bool:
        """Return whether an amount before could be meant as well as one behind."""
        before = self.near(0)
        return bool(before and not before.firm and not self.ended and before.reason in _OPEN)

    def bind(self, said_at: int, role: AmountRole) -> bool:
        """Give a role to the last amount, and to those that are in one list with it."""
        if self.words > _BEFORE or self.ended:
            return False
        bound = self._contradict(role)
        for quantity in self._list_before(role):
            quantity.role, quantity.firm, quantity.reason = role, True, None
            quantity.source = said_at
            bound = True
        return bound

    def _contradict(self, role: AmountRole) -> bool:
        """Leave aside an amount of which the words before it and behind it say two things."""
        before = self.near(0)
        if before is None or not before.firm or before.said_at is None or before.role is role:
            return False
        before.role, before.reason = None, Reason.AMBIGUOUS_ROLE
        return True

    def _list_before(self, role: AmountRole) -> Iterator[Quantity]:
        """Return the last amount and those before it that are in one list, last one first."""
        is_last = True
        for quantity in reversed(self.quantities):
            near = quantity.said_at is not None or quantity.role is role
            settled = quantity.firm and (near or not is_last)
            if settled or quantity.reason not in _OPEN:
                break
            if quantity.part_of or quantity.heads:
                continue
            yield quantity
            is_last = False
            if not quantity.joined or quantity.apart > _BEFORE:
                break

    def take_back(self, reason: Reason) -> bool:
        """Leave aside the amount before, unless it is surely a balance; return whether it was."""
        before = self.near()
        if before is None or before.firm or self.ended:
            return False
        before.role, before.reason = None, reason
        return True

    def take_back_all(self, reason: Reason) -> None:
        """Leave aside the amount before, whatever words say of it."""
        before = self.near()
        if before and not self.ended:
            before.role, before.reason = None, reason

    def sell(self) -> None:
        """Leave aside what a price was asked for, unless words before it say that it is left."""
        sold = self.near()
        if sold is None or sold.dimension is Dimension.MONEY:
            return
        if not sold.firm or sold.source is None or sold.source > sold.first:
            sold.role = None
            sold.reason = Reason.OFFER if sold.reason in _OPEN else sold.reason

    def offer_another(self) -> None:
        """Leave aside the amount before an "or", unless it is the credit that the other buys."""
        before = self.near()
        if before and before.dimension is not Dimension.MONEY:
            before.role, before.reason = None, Reason.ALTERNATIVE

    def charge(self) -> None:
        """Leave aside all money: it is to be paid."""
        for quantity in self.quantities:
            if quantity.dimension is Dimension.MONEY:
                quantity.role, quantity.reason = None, Reason.SPENT

    def time_to_act(self) -> None:
        """Leave aside minutes, named alone, that one has to do something instead of to talk."""
        before = self.near(1)
        if before and before.dimension is Dimension.VOICE and len(self.quantities) == 1:
            before.role, before.reason = None, Reason.UNCLEAR

    def label(self, label: Cue) -> bool:
        """Give a name to the amount right before; return whether there is one."""
        before = self.near(_PLACED if label in _PLACES else 2)
        if before is None or self.ended:
            return False
        before.labels.add(label)
        return True
