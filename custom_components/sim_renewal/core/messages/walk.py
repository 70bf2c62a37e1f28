"""What a text has said so far, as its amounts are walked through from left to right."""

from dataclasses import dataclass, field

from .cues import Cue
from .governor import Governor
from .items import AmountRole, CuePhrase, Mark, Number, TextItem, cues_of
from .listing import Listing
from .units import Dimension


@dataclass(slots=True)
class Walk:
    """The state of one pass over the sentences of a text, from left to right."""

    is_advert: bool
    governor: Governor = field(default_factory=Governor)
    listing: Listing = field(default_factory=Listing)
    unitless: list[Number] = field(default_factory=list)
    before: TextItem | None = None
    earlier: TextItem | None = None
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
    included: set[Dimension] = field(default_factory=set)
    includes: bool = False
    """Whether it is a plan that includes something, and not an amount before."""
    last_dimension: Dimension | None = None
    of_fraction: Governor = field(default_factory=Governor)
    """What had the word before a percentage: it speaks of the same amount in brackets."""
    fraction_of: bool = False
    dated: bool = False
    """Whether a date stands after the phrase that has the word."""

    def is_after(self, cue: Cue) -> bool:
        """Return whether the part right before tells this."""
        return self.before is not None and cue in cues_of(self.before)

    def take(self, item: CuePhrase, role: AmountRole, *, firm: bool) -> None:
        """Make a phrase the governor, unless an offer in the same clause has the word."""
        if self.offering:
            return
        self.governor = Governor(role, firm=firm, said_at=item.first)
        self.listing.words, self.dated = 0, False
        if self.includes:
            self.included, self.includes = set(), False

    def use_up_governor(self) -> None:
        """Take the word from a phrase that spoke of what is right behind it, and of no amount."""
        if self.governor.role and not self.governor.seen and self.listing.words <= 1:
            self.governor = Governor()


def is_mark(item: TextItem | None, text: str) -> bool:
    """Return whether an item is that mark."""
    return isinstance(item, Mark) and item.text == text
