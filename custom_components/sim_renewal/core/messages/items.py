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
    """How much one of its unit is."""
    currency: str | None = None
    needs: Cue | None = None
    reason: Reason | None = None
    role: AmountRole | None = None
    firm: bool = False
    """Whether the words that give it its role can mean nothing else."""
    said_at: int | None = None
    """The token at which those words begin, if they stand right before the amount."""
    source: int | None = None
    """Which phrase of the text gives the role; amounts of one list have the same."""
    labels: set[Cue] = field(default_factory=set)
    part_of: Quantity | None = None
    wary: bool = False
    """Whether its unit also counts other things, as messages that wait."""
    glued: bool = False
    """Whether no space stands before it."""
    heads: bool = False
    """Whether it is the first of its sentence, and "of" stands before it."""
    joined: bool = False
    """Whether "and" or "plus" ties it to the amount before."""


@dataclass(slots=True)
class Percent(TextItem):
    """A percentage."""


@dataclass(slots=True)
class Number(TextItem):
    """A number without unit."""

    decimals: bool


@dataclass(slots=True)
class Phone(TextItem):
    """A phone number."""


@dataclass(slots=True)
class CuePhrase(TextItem):
    """A phrase, and what it tells."""

    cues: frozenset[Cue]


def cues_of(item: TextItem) -> frozenset[Cue]:
    """Return what a part tells."""
    return item.cues if isinstance(item, CuePhrase) else frozenset()


@dataclass(slots=True)
class PlainWord(TextItem):
    """A word that tells nothing."""


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
    reason: Reason | None = None


@dataclass(slots=True)
class Lapse(TextItem):
    """A number of days or months."""

    days: int
    months: int = 0
    word: bool = False
    """Whether it is "today" or "tomorrow"."""
