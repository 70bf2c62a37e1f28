"""The parts of a text that mean something: amounts, dates, spans, numbers, phrases, breaks."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto

from .cues import Cue
from .findings import Reason, Unlimited
from .units import Dimension


class AmountRole(Enum):
    """What an amount is an amount of, as its sentence says."""

    REMAINING = auto()
    USED = auto()
    ALLOWANCE = auto()
    PACK = auto()
    """Money of a plan: it may be credit."""


@dataclass(slots=True)
class TextItem:
    """Tokens `first` to `last`."""

    first: int
    last: int


@dataclass(slots=True)
class Quantity(TextItem):
    """An amount with its unit, and what its sentence makes of it."""

    dimension: Dimension
    value: Decimal | Unlimited
    factor: Decimal = Decimal(1)
    """How much one of its unit is, for a part that shares it: `7 of 10 GB left`."""
    currency: str | None = None
    """Whose money it is, if it is money: `Saldo: 7.10 PLN`."""
    needs: Cue | None = None
    """What the sentence has to speak of, so that it is an amount at all: `Il vous reste 1h.`"""
    reason: Reason | None = None
    """Why it does not count: `Balance: -£2.50`."""
    role: AmountRole | None = None
    """What it is an amount of: `Reste 14,7Go`."""
    firm: bool = False
    """Whether the words that give it its role can mean nothing else: `You used 3GB, 7GB left.`"""
    said_at: int | None = None
    """The token at which those words begin, if they stand right before the amount:

    `Il vous reste 14,7 Go`
    """
    source: int | None = None
    """Which phrase gives the role; amounts of one list have the same:

    `Il vous reste 10 Go pour 9,99 €.`
    """
    labels: set[Cue] = field(default_factory=set)
    """The names that it has: `You have 3GB + 2GB bonus left.`"""
    part_of: Quantity | None = None
    """The part that is known of this whole: `5,3 Go utilisés / 20 Go`."""
    wary: bool = False
    """Whether its unit also counts other things, as messages that wait:

    `Tienes 2 mensajes nuevos.`
    """
    glued: bool = False
    """Whether no space stands before it, so that a dash there is a minus:

    `Your balance is -£2.50`
    """
    heads: bool = False
    """Whether it is the first of its sentence, and "of" stands before it:

    `Out of 10GB you have 7GB left.`
    """
    joined: bool = False
    """Whether "and" or "plus" ties it to the amount before:

    `Il vous reste 2 Go et 500 Mo de bonus.`
    """
    named: bool = False
    """Whether it has its name in itself, and so needs no words that say what it is:

    `Saldo disponible 3,45 EUR. Voz: 00:45:00`
    """
    apart: int = 0
    """How many words stand between it and the amount before:

    `10GB plan for the whole family on holiday, 3GB left`
    """


@dataclass(slots=True)
class Percent(TextItem):
    """A percentage."""


@dataclass(slots=True)
class Number(TextItem):
    """A number without unit."""

    decimals: bool
    """Whether it has some, as a balance has and the number of a menu has not:

    `Stan konta: 5,20`
    """


@dataclass(slots=True)
class Phone(TextItem):
    """A phone number."""


@dataclass(slots=True)
class CuePhrase(TextItem):
    """A phrase, and what it tells."""

    cues: frozenset[Cue]


def cues_of(item: TextItem | None) -> frozenset[Cue]:
    """Return what a part tells."""
    return item.cues if isinstance(item, CuePhrase) else frozenset()


@dataclass(slots=True)
class PlainWord(TextItem):
    """A word that tells nothing."""


@dataclass(slots=True)
class TimeOfDay(PlainWord):
    """A time of day; with midnight a day begins."""

    is_midnight: bool


@dataclass(slots=True)
class Mark(TextItem):
    """A mark between words: `:`, `=`, `/`, `(`, `)`, `,`, `-`."""

    text: str


class Level(Enum):
    """How much ends at a break."""

    LINE = auto()
    SENTENCE = auto()


@dataclass(slots=True)
class Break(TextItem):
    """The end of a sentence or of a line."""

    level: Level


@dataclass(frozen=True, slots=True)
class DayReading:
    """One reading of a written date; without a year where none is written."""

    month: int
    day: int
    year: int | None = None


@dataclass(slots=True)
class Written(TextItem):
    """A written date with all its possible readings; `exact` ones need no word before them."""

    readings: tuple[DayReading, ...]
    exact: bool = True
    """Whether it is surely a date; else a word before it has to say so:

    `Il vous reste 12.05 Go`
    """
    reason: Reason | None = None
    """Why it is no day: `Votre crédit est valable jusqu'au 12/2027.`"""


@dataclass(slots=True)
class Lapse(TextItem):
    """A number of days or months."""

    days: int
    months: int = 0
    """Those that are no number of days: `Votre crédit expire dans 2 mois.`"""
    word: bool = False
    """Whether it is "today" or "tomorrow": `Tu bono caduca mañana.`"""
    after: Written | None = None
    """The date from which it counts: `Konto wazne do 20.05.2026 + 31 dni na odbieranie.`"""
