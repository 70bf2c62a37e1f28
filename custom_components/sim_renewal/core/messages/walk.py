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
    """Whether the text advertises, so that "you have" tells of no balance:

    `You have 20GB waiting for you at £9. Reply STOP to opt out.`
    """
    governor: Governor = field(default_factory=Governor)
    """The phrase that has the word: `Solde : 5€20`."""
    listing: Listing = field(default_factory=Listing)
    """The amounts of the sentence so far: `7 of 10 GB left`."""
    unitless: list[Number] = field(default_factory=list)
    """Numbers that would be a balance if they had a unit: `Stan konta: 5,20`."""
    before: TextItem | None = None
    """What stands right before: `Balance: -£2.50`."""
    earlier: TextItem | None = None
    """What stands before that: `Solde : - 2,50 €`."""
    nouns: set[Cue] = field(default_factory=set)
    """Everything that the sentence tells; calls, so that an hour is one to talk:

    `You still have 12 texts and 1 hour of calls left.`
    """
    labels: set[Cue] = field(default_factory=set)
    """Names for the next amount: `You have £5 main balance, bonus: £2`."""
    offering: bool = False
    """Whether an offer has the word in this clause:

    `Rechargez avant le 12/12/2026 pour conserver votre crédit de 5,20€`
    """
    offered: bool = False
    """Whether the sentence has an offer at all:

    `Avec la recharge 10 €, vous avez 5 Go valables 30 jours.`
    """
    sells: bool = False
    """Whether the text has an offer, or a price, so that what has no limit may be of it:

    `You have 2GB left. Big Bundle: unlimited texts, 10GB for £10.`
    """
    almost: bool = False
    """Whether the clause says that something is nearly so:

    `You have nearly used all of your 12GB.`
    """
    conditional: bool = False
    """Whether the sentence says what is so only if something happens:

    `Si votre solde est de 5 €`
    """
    included: set[Dimension] = field(default_factory=set)
    """What amounts are of that a plan, or the amount before, includes:

    `Your balance is £10.00 including £2.50 bonus credit.`
    """
    includes: bool = False
    """Whether it is a plan that includes something, and not an amount before:

    `Your plan includes 30GB, 10GB used, 20GB left.`
    """
    is_abroad: bool = False
    """Whether the text greets in a country, so that what it tells is for there:

    `Bienvenue en Espagne ! Il vous reste 12 Go utilisables.`
    """
    place: Cue | None = None
    """Where, or for what, the sentence says that its amounts can be used:

    `En Italie, vous disposez encore de 8 Go.`
    """
    past: bool = False
    """Whether the clause tells of a time before:

    `Last month you had 3GB left.`
    """
    ended: bool = False
    """Whether the clause says that something has ended, with what was left of it:

    `Your bundle ended on 12 April with 3GB unused.`
    """
    later: bool = False
    """Whether the sentence tells of a time that begins on a day:

    `From 1 June you have 30GB of data left.`
    """
    negated: bool = False
    """Whether the clause says that something is not left:

    `Non ti restano 3 GB.`
    """
    last_dimension: Dimension | None = None
    """What the amount before is of, as only the same can be included in it:

    `Il vous reste 10 Go, dont 3 Go de bonus, et 120 minutes.`
    """
    of_fraction: Governor = field(default_factory=Governor)
    """What had the word before a percentage: it speaks of the same amount in brackets:

    `You have used 75% (3.75GB) of your 5GB data.`
    """
    fraction_of: bool = False
    """Whether a percentage stands before, of which the next amount is the whole:

    `You have used 80% of your 20GB allowance and have 4GB left.`
    """
    dated: bool = False
    """Whether a date stands between the phrase that has the word and the amount:

    `Votre crédit valable jusqu'au 12/12/26 est de 12,50€`
    """

    @property
    def places(self) -> set[Cue]:
        """Where, or for what, an amount can be used that has no place of its own."""
        if self.is_abroad:
            return {Cue.ABROAD}
        return {self.place} if self.place else set()

    @property
    def is_beginning(self) -> bool:
        """Whether the sentence has said nothing yet of any amount."""
        return self.listing.last is None and self.governor.role is None

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
