"""What a text or a picture says of a line, as a proposal that a person confirms or refuses.

An answer of an AI service is checked as if a stranger had written it: what does not agree with the
words that it quotes, with the line or with the calendar is left out.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
import re
import unicodedata

from .currency import OF_SEVERAL, SYMBOLS
from .messages import Finding, Kind, Reason, Understanding
from .messages.units import DAYS, HOURS, MONTHS, UNITS as WRITTEN_UNITS, WEEKS, Dimension
from .plausible import is_possible_amount
from .questions import ASKED, CURRENCY, DATES, UNIT, UNITS, WORDS
from .source_values import BUCKETS, Capability, left_of

MOST_WORDS = 200
"""How many characters a quotation can have."""

LONGEST_PAST = timedelta(days=366)
LONGEST_AHEAD = timedelta(days=11 * 366)

_CAPABILITIES = {
    **{Kind(bucket): capability for capability, bucket in BUCKETS.items()},
    Kind.DATA_USED: Capability.DATA_REMAINING,
    Kind.SERVICE_UNTIL: Capability.EXPIRY,
    Kind.NUMBER_UNTIL: Capability.NUMBER_EXPIRY,
}

_REFUSED = (Reason.CODE, Reason.SUSPICIOUS, Reason.OTHER_LINE, Reason.OTHER_SENDER)
"""For these reasons nothing of a text is believed, and it is shown to nobody."""

_NOT_UNDERSTOOD = frozenset(
    {
        Reason.AMBIGUOUS_DATE,
        Reason.AMBIGUOUS_NUMBER,
        Reason.AMBIGUOUS_ROLE,
        Reason.AMBIGUOUS_UNIT,
        Reason.EXHAUSTED,
        Reason.NO_UNIT,
        Reason.OTHER_DATE,
        Reason.SEVERAL_CANDIDATES,
        Reason.UNCLEAR,
    }
)
"""All other doubts say what something is instead, such as a price."""

_MEASURES = {
    **dict.fromkeys((Kind.DATA_REMAINING, Kind.DATA_USED, Kind.DATA_ALLOWANCE), Dimension.DATA),
    Kind.VOICE_REMAINING: Dimension.VOICE,
    Kind.CREDIT: Dimension.MONEY,
}
_SPANS = (DAYS - {"日"}) | WEEKS | MONTHS | HOURS
"""Words after a number that is no day of the month; 日 stands after such a day as well."""

_PLAIN = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WRITTEN = re.compile(
    r"(?<![0-9.,'-])(?:[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?(?![0-9])|[0-9]+(?:[.,'][0-9]+)*)"
)
_NUMBER_AND_WORD = re.compile(r"([0-9]+) ?([^\W\d_]*)")
_UNIT_WORDS = re.compile(rf"[^\W\d_]+\$?|[{''.join(SYMBOLS)}]")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value with the words that it came from, in the units of `Bucket`."""

    value: Decimal | date
    words: str


type Proposals = Mapping[Kind, Proposal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a proposal has to fit: the kinds that people type in, the currency, and the day."""

    kinds: frozenset[Kind]
    currency: str
    today: date


def typed_kinds(fed: Collection[Capability]) -> frozenset[Kind]:
    """Return what can be asked about a line of which a source says the rest."""
    return frozenset(kind for kind in ASKED if _CAPABILITIES[kind] not in fed)


def refusal_of(understanding: Understanding) -> Reason | None:
    """Return why a text is not to be used at all, or `None`."""
    reasons = {doubt.reason for doubt in understanding.doubts}
    return next((reason for reason in _REFUSED if reason in reasons), None)


def is_clear(understanding: Understanding) -> bool:
    """Return whether a text was understood, so that nobody else has to be asked."""
    return bool(understanding.findings) and not any(
        doubt.reason in _NOT_UNDERSTOOD for doubt in understanding.doubts
    )


def proposals(understanding: Understanding, answer: Proposals, frame: Frame) -> Proposals:
    """Return what to propose; where our own reader is certain, it wins over an answer."""
    own = _with_left(dict(_understood(understanding, frame)))
    found = _with_left({**answer, **own})
    return {kind: found[kind] for kind in ASKED if kind in found and kind is not Kind.DATA_USED}


def _with_left(found: Proposals) -> Proposals:
    """Return it with what is left, if that only follows from what was used, and of how much."""
    used, allowance = found.get(Kind.DATA_USED), found.get(Kind.DATA_ALLOWANCE)
    if used is None or allowance is None or Kind.DATA_REMAINING in found:
        return found
    left = Proposal(left_of(_amount(allowance), _amount(used)), used.words)
    return {**found, Kind.DATA_REMAINING: left}


def checked_answer(answer: object, text: str | None, frame: Frame) -> Proposals:
    """Return what can be believed of an answer about a text, or about a picture.

    `text` is what the quoted words have to be in; of a picture only the person can compare them.
    """
    if not isinstance(answer, Mapping):
        return {}
    source = None if text is None else _plain(text)
    found: dict[Kind, Proposal] = {}
    for kind in frame.kinds:
        words = _quotation(answer.get(f"{kind}{WORDS}"), source)
        value = None if words is None else _value(kind, answer, words, frame)
        if words is not None and value is not None:
            found[kind] = Proposal(value, words)
    return found


def _understood(understanding: Understanding, frame: Frame) -> Iterator[tuple[Kind, Proposal]]:
    """Return what our own reader is certain of, as far as it fits the line."""
    for finding in understanding.findings:
        if finding.kind in frame.kinds and (value := _fitting(finding, frame)) is not None:
            yield finding.kind, Proposal(value, " ".join(finding.words.split()))


def _fitting(finding: Finding, frame: Frame) -> Decimal | date | None:
    """Return a value that is a number or a day; unlimited is neither, other money is not ours."""
    if finding.kind is Kind.CREDIT and finding.currency != frame.currency:
        return None
    return finding.value if isinstance(finding.value, Decimal | date) else None


def _amount(proposal: Proposal) -> Decimal:
    """Return the amount of a proposal that is none of a day."""
    return proposal.value if isinstance(proposal.value, Decimal) else Decimal(0)


def _quotation(words: object, source: str | None) -> str | None:
    """Return quoted words on one line, if they are short, and in the text that was read."""
    if not isinstance(words, str) or len(words) > MOST_WORDS:
        return None
    quoted = " ".join(words.split())
    if not quoted or not quoted.isprintable():
        return None
    return quoted if source is None or _plain(quoted) in source else None


def _value(
    kind: Kind, answer: Mapping[str, object], words: str, frame: Frame
) -> Decimal | date | None:
    """Return the value of a kind in the units of `Bucket`, if the quoted words bear it out."""
    plain = _plain(words)
    if kind in DATES:
        return _day(answer.get(kind), plain, frame.today)
    amount, factor = _number(answer.get(kind)), _factor(kind, answer, frame)
    if amount is None or factor is None or amount not in _numbers_in(plain):
        return None
    if not is_possible_amount(
        Capability(kind), amount * factor, frame.currency
    ) or _names_another_unit(kind, factor, plain, frame):
        return None
    if kind is Kind.SMS_REMAINING and amount != amount.to_integral_value():
        return None
    return amount * factor


def _factor(kind: Kind, answer: Mapping[str, object], frame: Frame) -> Decimal | None:
    """Return what one of the named unit is, or `None` if it is none of those asked for."""
    if kind is Kind.CREDIT:
        is_ours = answer.get(f"{kind}{CURRENCY}") == frame.currency
        return Decimal(1) if is_ours else None
    if kind not in UNITS:
        return Decimal(1)
    unit = answer.get(f"{kind}{UNIT}")
    return UNITS[kind].get(unit) if isinstance(unit, str) else None


def _number(value: object) -> Decimal | None:
    """Return a plain number of an answer; `True` is none, and neither is what is not finite."""
    if isinstance(value, int) and abs(value) > 10**12:
        return None
    written = str(value)
    return Decimal(written) if _PLAIN.fullmatch(written) else None


def _day(value: object, plain: str, today: date) -> date | None:
    """Return a day that is near enough, and whose number is in the words, with the year if any."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    if not today - LONGEST_PAST <= day <= today + LONGEST_AHEAD:
        return None
    numbers = _NUMBER_AND_WORD.findall(plain)
    years = {int(each) for each, _ in numbers if len(each) == 4 and "1990" <= each <= "2199"}
    is_said = day.day in {
        int(each) for each, word in numbers if len(each) <= 2 and not _is_span(word)
    }
    return day if is_said and (not years or day.year in years) else None


def _is_span(word: str) -> bool:
    """Return whether a word after a number makes it a span; Chinese writes on without a gap."""
    return word in _SPANS or (not word.isascii() and not {word[:1], word[:2]}.isdisjoint(_SPANS))


def _numbers_in(plain: str) -> set[Decimal]:
    """Return every number that words can mean: a mark may be one of decimals or of thousands."""
    found: set[Decimal] = set()
    for written in _WRITTEN.findall(plain[:MOST_WORDS]):
        first, *others = re.split(r"[.,' ]", written)
        if all(len(group) == 3 for group in others):
            found.add(Decimal("".join((first, *others))))
        if others and all(len(group) == 3 for group in others[:-1]):
            found.add(Decimal(f"{''.join((first, *others[:-1]))}.{others[-1]}"))
    return found


def _names_another_unit(kind: Kind, factor: Decimal, plain: str, frame: Frame) -> bool:
    """Return whether words name units of this kind, but not the one of the answer."""
    dimension = _MEASURES.get(kind)
    named = [
        unit
        for word in _UNIT_WORDS.findall(plain)
        if frame.currency not in OF_SEVERAL.get(word, ())
        and (unit := WRITTEN_UNITS.get(word))
        and unit.dimension is dimension
    ]
    if kind is Kind.CREDIT:
        return bool(named) and not any(
            unit.currency in {None, frame.currency} and unit.factor == factor for unit in named
        )
    return bool(named) and not any(unit.factor == factor for unit in named)


def _plain(text: str) -> str:
    """Return a text as it is compared: on one line, without case or accents."""
    folded = unicodedata.normalize("NFKD", text.replace("\u2212", "-").casefold())
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return " ".join(bare.split())
