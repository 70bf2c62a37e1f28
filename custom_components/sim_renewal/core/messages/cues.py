"""What words tell about the amounts and dates near them, and how a language says it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum, auto


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set; long lists read better so."""
    return frozenset(text.split())


class Order(Enum):
    """In which order a written date has its numbers."""

    DAY_FIRST = auto()
    MONTH_FIRST = auto()


class Saying(Enum):
    """What a whole clause says of a date, besides what its single words do."""

    CONDITION = auto()
    """It is so only under a condition: `En rechargeant 10 €, ...`"""
    FAILURE = auto()
    """What would make it so has failed, or is not done yet: `Payment failed.`"""
    DENIAL = auto()
    """It is not so: `Ihr Guthaben ist nicht bis 31.12.2026 gültig.`"""
    HAPPENED = auto()
    """It was so already: `Votre numéro a été désactivé le 28/11.`"""


class Cue(IntEnum):
    """The meaning of a word or phrase for its neighbours."""

    PLAIN = auto()
    """Says nothing of amounts; shows the language, or shields words from another meaning."""

    # What an amount is.
    REMAINS = auto()
    """Stands before what is left."""
    LEFT = auto()
    """Stands before or after what is left."""
    HAVE = auto()
    ACCOUNT = auto()
    """Names the credit of this very line: your balance, new balance."""
    CREDIT = auto()
    """Names credit in general."""
    USED = auto()
    SPENT = auto()
    ADDED = auto()
    """A top-up or a gift that was booked: not what there is in all."""
    GIFT = auto()
    """Stands after an amount that somebody gives or promises."""
    INSTEAD = auto()
    """Stands between two amounts of which one is promised for the other."""
    OFFER = auto()
    """Invites, promises, sells."""
    WILL = auto()
    FORMER = auto()
    """Names what there was before."""
    PAST = auto()
    """Says that something was so at a time before."""
    STARTS = auto()
    """Stands before the day from which on something is so."""
    NOT = auto()
    NO_CREDIT = auto()
    """Says that there is no credit: that is zero, and not unknown."""
    DENIES = auto()
    """Makes, right beside the words for what is left, the contrary of them."""
    EXHAUSTED = auto()

    # How amounts belong together.
    OF = auto()
    INCLUDED = auto()
    TOTAL = auto()
    MAIN = auto()
    BONUS = auto()
    OTHER = auto()
    HOME = auto()
    ABROAD = auto()
    SPECIAL = auto()
    ARRIVED = auto()
    """Greets in a country, of which the name follows, as long as that is no carrier's."""
    IS_IN = auto()
    """Says that somebody is now in a country, of which the name follows."""
    PACK = auto()
    OR = auto()
    EQUALS = auto()
    """Stands before the same amount in another unit."""
    AND = auto()
    FOR = auto()
    """Stands between a thing and its price."""
    IN_ORDER = auto()
    """Stands between a time and what one can do in it."""
    PER = auto()
    PERIOD = auto()
    LESS_THAN = auto()
    ALMOST = auto()
    """Says that it was not quite as much."""
    UP_TO = auto()
    UNLIMITED = auto()
    CALLS = auto()
    TEXTS = auto()
    DATA = auto()

    # What a date is.
    UNTIL = auto()
    BEFORE = auto()
    ON = auto()
    IN = auto()
    STILL = auto()
    VALID = auto()
    USE = auto()
    EXPIRES = auto()
    EXPIRED = auto()
    """It has ended; each of these phrases is one for `EXPIRES`, too."""
    RECHARGE = auto()
    TOP_UP = auto()
    """The noun: asks for a top-up only with a deadline right after it."""
    LINE = auto()
    INCOMING = auto()
    OUTGOING = auto()
    KEEP = auto()
    """Says what one has to do something for: to keep the number."""
    LOSS = auto()
    """The number is lost."""
    STOPS = auto()
    """Service stops; the number is not lost yet."""
    RENEWS = auto()
    SLOWS = auto()
    """Tells of the speed: a date with it ends no service."""
    RESUMES = auto()
    """What was suspended works again."""
    MULTIPLIED = auto()
    """There is more of it for a time: a date with it ends an offer."""
    SINCE = auto()
    AS_OF = auto()
    FOREVER = auto()
    """With which a day ends, as the word is meant."""
    TODAY = auto()
    TOMORROW = auto()

    # What the text as a whole is.
    IF = auto()
    DUE = auto()
    CODE = auto()
    SUSPECT = auto()
    ADVERT = auto()
    STRANGER = auto()
    """Names a business that is no carrier."""


@dataclass(frozen=True, slots=True)
class LanguageCues:
    """How one language says all this.

    Phrases are separated by `|`. In a phrase, `stem*` stands for any word that begins so and
    `*end` for any that ends so; Chinese is matched sign by sign.
    """

    code: str
    decimal_mark: str
    order: Order | None
    months: tuple[str, ...]
    phrases: Mapping[Cue, str]
    plain: str = ""
    abbreviations: frozenset[str] = field(default_factory=frozenset)
    """Words of which the point ends no sentence:

    `Waznosc polaczen: wych. 2027-02-20, przych. 2027-05-20`
    """
    euro_is_e: bool = False
    """Whether carriers write E for the euro: `Solde=50E valable jusqu'au 12/12/26`."""
    octet_is_o: bool = False
    """Whether they write o for a byte: `Il vous reste 0o sur votre forfait`."""
    dollar: str | None = "USD"
    """Whose dollar it is where nothing else tells; nobody's in Chinese: `最新餘額為$95.50`."""
    yuan: str | None = "CNY"
    """Whose yuan it is; nobody's in signs that several countries write: `戶口餘額:12.50元`."""
    money: tuple[str, ...] = ()
    """The currencies of the carrier and of the line, as far as they are known:

    `Airtel: Bal: Rs 23.45. Validity: 12-Jan-2027.`
    """
    own_currency: str | None = None
    """The currency of the line."""
    writings: tuple[tuple[str, ...], ...] = ()
    """How people write the money of the line, each as tokens, the longest first."""
    letters: frozenset[str] = frozenset()
    """Letters that few other languages have: `Termin płatności 05.12.2026.`"""
