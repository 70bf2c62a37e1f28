"""What the words so far make of the amounts that follow them."""

from dataclasses import dataclass, field

from .cues import Cue
from .findings import UNLIMITED, Reason
from .items import AmountRole, Quantity
from .units import Dimension

_FARTHEST = 9
"""So many words may stand between an amount and what gives it its role."""
_IN_LIST = 2


@dataclass(slots=True)
class Governor:
    """The phrase that has the word: it gives a role, or a reason why amounts have none."""

    role: AmountRole | None = None
    """What it says that amounts are: `Reste 14,7Go`."""
    firm: bool = False
    """Whether it can mean nothing else, so that no word behind takes an amount from it:

    `You used 3GB, 7GB left.`
    """
    reason: Reason = Reason.UNCLEAR
    """Why amounts have no role: `Cadeau : 5 € de crédit jusqu'au 31/12/2026`."""
    said_at: int | None = None
    """The token at which it begins; a finding quotes from there: `Il vous reste 14,7 Go`."""
    needs_and: bool = False
    """Whether it stood behind an amount, so that only a list goes on with it:

    `You have 1.2GB of data left in your 10GB plan.`
    """
    heading: bool = False
    """Whether it stands alone on a line above those that it speaks of:

    `Il vous reste:

    Surf 1,5 Go

    Appels 30 min`
    """
    weak: bool = False
    """Whether it is only "you have", which has to stand close by:

    `You have been upgraded to 10GB.`
    """
    lists: bool = False
    """Whether its own line is over, and only amounts alone on a line can go on:

    `Core balance: 5.10 GBP
    Bonus: 1.00 GBP`
    """
    spent: bool = False
    """Whether it was too far from the first amount, and so speaks of none:

    `Vous avez droit à 5 Go et 20 SMS.`
    """
    seen: set[Dimension] = field(default_factory=set)
    """What it has spoken of; a total of the same is none of it:

    `You have used 3GB and have 7GB left of 10GB.`
    """

    def give(self, quantity: Quantity, words: int, nouns: set[Cue], *, dated: bool) -> None:
        """Give an amount, so many words away, its role, or the reason why it has none."""
        role = self._role(quantity, nouns)
        if role is None or not self._reaches(quantity, words):
            quantity.reason = Reason.UNCLEAR if self.role else self.reason
            self.spent = self.spent or (self.weak and not self.seen)
            return
        quantity.role = role
        quantity.firm = self.firm and not self.needs_and
        quantity.source = self.said_at
        quantity.said_at = None if self.seen or dated else self.said_at
        self.seen.add(quantity.dimension)

    def _reaches(self, quantity: Quantity, words: int) -> bool:
        """Return whether it speaks of an amount, so many words away."""
        if self.lists:
            return words == 0 and quantity.dimension not in self.seen
        if self.needs_and and not quantity.joined:
            return False
        if self.spent:
            return False
        if self.weak and not self.seen:
            return words <= 1 and not quantity.wary
        return words <= (_IN_LIST if self.heading and self.seen else _FARTHEST)

    def _role(self, quantity: Quantity, nouns: set[Cue]) -> AmountRole | None:
        """Return the role that an amount takes on; of a plan only money and what has no limit."""
        if Cue.TOTAL in quantity.labels and self.seen:
            return None
        if self.role is not AmountRole.PACK or quantity.dimension is Dimension.MONEY:
            return self.role
        has_end = quantity.value is UNLIMITED and Cue.UNTIL in nouns
        return AmountRole.REMAINING if has_end else None
