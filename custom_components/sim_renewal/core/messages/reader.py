"""Reads a carrier's text: what is certain becomes a finding, everything else a doubt."""

from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from .balances import claims_of_amounts, claims_of_no_credit
from .carriers import habit_of
from .claims import Claim
from .cues import Cue, LanguageCues, Order, words
from .deadlines import find_deadlines
from .ends import claims_of_dates
from .findings import MOST_CHARACTERS, Doubt, Finding, Kind, MessageTooLong, Reason, Understanding
from .homes import countries_named, home_of, placed
from .items import CuePhrase, Percent, Phone, Quantity, TextItem
from .languages import LANGUAGES
from .layouts import layouts
from .lexicon import Hearing, Lexicon
from .links import StrangeSite, strange_sites
from .neighbours import all_cues
from .parsing import parse
from .roles import assign_roles
from .sayings import Sayings
from .script import Script
from .speakers import Speaker
from .templates import claims_of_templates
from .tokens import Shape, Token, fold, tokenise

_LEXICON = Lexicon(LANGUAGES)
_DAY_FIRST_MONEY = {"€", "£", "eur", "gbp", "chf", "hkd", "aud", "nzd", "sgd", "inr", "₹", "euro"}
_MONTH_FIRST_MONEY = {"$", "usd"}
_WHOLE_TEXT = {
    Cue.CODE: Reason.CODE,
    Cue.SUSPECT: Reason.SUSPICIOUS,
}
_UNKNOWING = {Reason.UNCLEAR, Reason.OTHER_DATE, Reason.NO_UNIT}
"""Doubts of a reading that does not know the words, or lost them at the end of a line."""
_WAYS_TO_RECHARGE = {Cue.RECHARGE, Cue.TOP_UP, Cue.ADDED}
_BALANCES = {Cue.ACCOUNT, Cue.REMAINS, Cue.LEFT}
_SAID = {Cue.EXHAUSTED: Reason.EXHAUSTED, Cue.FOREVER: Reason.NO_EXPIRY}


def read_message(
    text: str,
    *,
    received_on: date,
    sender: str | None = None,
    carrier: str | None = None,
    currency: str | None = None,
    country: str | None = None,
    sites: Collection[str] = (),
    writings: Iterable[str] = (),
) -> Understanding:
    """Return what a carrier's text says of a line; raises `MessageTooLong`.

    Dates without a year, and spans such as "in 5 days", count from `received_on`. `sender` and
    `carrier` only tell in which order that carrier writes dates, and which words are its own;
    `currency`, that of the line, which of several countries is meant by "$", "Rs" or "元";
    `writings` are all other signs and names of that currency. What is left in `country`, that of
    the line, is left at home; else its money may tell which country that is. `sites` are domains
    that are carriers' beside those that the reader knows.
    """
    if len(text) > MOST_CHARACTERS:
        raise MessageTooLong(len(text))
    money = OwnMoney(currency, _in_tokens({*writings, currency or ""}))
    home = home_of(country, currency)
    readings = [
        _Reading(text, tokens, hearing, received_on, (carrier, sender), money, home).understanding()
        for tokens in layouts(text)
        for hearing in _best(_LEXICON.hear(text, tokens))
    ]
    understanding = _agreed(readings)
    strange = list(strange_sites(text, carrier, sites))
    return _suspected(understanding, text, strange) if strange else understanding


def _suspected(
    understanding: Understanding, text: str, strange: Iterable[StrangeSite]
) -> Understanding:
    """Return what is left of a text that names sites of strangers: doubts alone."""
    links = [
        Doubt(Reason.SUSPICIOUS, text[site.start : site.end], site.start, site.end)
        for site in strange
    ]
    said = [
        Doubt(Reason.SUSPICIOUS, each.words, each.start, each.end, each.kind)
        for each in understanding.findings
    ]
    return Understanding((), _in_order([*understanding.doubts, *said, *links]))


class OwnMoney(NamedTuple):
    """The money of a line: its code, and how people write it, each as folded tokens."""

    currency: str | None
    writings: tuple[tuple[str, ...], ...]


def _in_tokens(writings: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return signs and names of a currency as tokens, the longest first."""
    tokens = {tuple(token.text for token in tokenise(each)) for each in writings if each}
    return tuple(sorted(tokens - {()}, key=len, reverse=True))


def _best(hearings: Sequence[Hearing]) -> list[Hearing]:
    """Return the languages in which a text sounds most familiar: nearly always one."""
    best = max(hearing.score for hearing in hearings)
    if not best:
        return [Hearing(_UNKNOWN, (), 0)]
    return [hearing for hearing in hearings if hearing.score == best]


_WORDS_OF_A_NAME = 8
_TWO_MARKS = {"es"}
_POINT_BEFORE_CENTS = words("DO GT HN MX NI PA PE PR SV US")
_MONEY_WITH_POINT = words("DOP GTQ HNL MXN NIO PAB PEN SVC USD")
"""Where people who speak a language of `_TWO_MARKS` write `1,250 MB` for more than a thousand."""
_TRADITIONAL = frozenset("餘儲閣號將戶數據為發錄訊話幣鐘")
"""Signs that only Hong Kong, Macao and Taiwan write, where in dates the day comes first."""
_UNKNOWN = LanguageCues("", ".", None, ("",) * 12, {})


class _Reading:
    """One text, read in one language."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        hearing: Hearing,
        received_on: date,
        names: tuple[str | None, ...],
        money: OwnMoney,
        home: str | None,
    ) -> None:
        """Find the parts of the text, and what they are to each other."""
        self._text = text
        self._tokens = tokens
        self._received_on = received_on
        self._names = [fold(name) for name in names if name]
        self._home = home
        hearing = replace(hearing, phrases=placed(hearing.phrases, tokens, home))
        language = _localised(hearing.language, tokens, names, money, home)
        sentences = parse(Script(text, tokens, language), hearing.phrases)
        self._items = [item for items in sentences for item in items]
        cues = _said_of_all(sentences)
        # A text such as "123456 is your code. Balance £5" is of another kind as a whole.
        self._refused = next((_WHOLE_TEXT[cue] for cue in _WHOLE_TEXT if cue in cues), None)
        speaker = Speaker(text, tokens, sentences, hearing.phrases, self._names)
        if self._refused is None and speaker.tells_of_relative():
            self._refused = Reason.OTHER_LINE
        if self._refused is None and speaker.is_stranger():
            self._refused = Reason.OTHER_SENDER
        is_advert = Cue.ADVERT in cues
        self._unitless = assign_roles(
            sentences, is_advert=is_advert, is_abroad=self._is_abroad(hearing)
        )
        self._no_credit = list(claims_of_no_credit(sentences, language.own_currency))
        self._deadlines = list(
            find_deadlines(sentences, Sayings(tokens, language.code), is_advert=is_advert)
        )

    def _is_abroad(self, hearing: Hearing) -> bool:
        """Return whether the text greets in a country; a carrier greets with its own name, too."""
        words = {each.first for each in hearing.phrases if not each.cues & {Cue.ABROAD, Cue.HOME}}
        abroad = {each.first for each in hearing.phrases if Cue.ABROAD in each.cues}
        places = [
            phrase.last + 1
            for phrase in hearing.phrases
            if Cue.ARRIVED in phrase.cues
            or (Cue.IS_IN in phrase.cues and (self._is_name(phrase.last + 1, abroad)))
        ]
        own = {first for first, _, code in countries_named(self._tokens) if code == self._home}
        return any(
            at not in words and not own & {at, at + 1} and self._is_place(at) for at in places
        )

    def _is_name(self, at: int, abroad: Container[int]) -> bool:
        """Return whether a country is known at a token, or a word is written as names are.

        `Sie sind in Italien. Sie haben noch 3 GB.`
        """
        if at in abroad or at >= len(self._tokens):
            return at in abroad
        token = self._tokens[at]
        return token.shape is Shape.HAN or self._text[token.start].isupper()

    def _is_place(self, at: int) -> bool:
        """Return whether a token can be the name of a country: it is a word, and no carrier."""
        if at >= len(self._tokens) or self._tokens[at].shape not in {Shape.WORD, Shape.HAN}:
            return False
        named = " ".join(token.text for token in self._tokens[at : at + 2])
        own = any(self._tokens[at].text in name.split() for name in self._names)
        return not own and habit_of(named) is None

    def understanding(self) -> Understanding:
        """Return what the text says."""
        findings, doubts = list[Finding](), list[Doubt]()
        for claim in self._claims():
            start = self._tokens[claim.first].start
            end = self._tokens[claim.last].end
            words = self._text[start:end]
            reason = self._refused or claim.reason
            if reason or claim.kind is None or claim.value is None:
                doubt = Doubt(reason or Reason.UNCLEAR, words, start, end, claim.kind)
                doubts.append(doubt)
            else:
                value = (claim.kind, claim.value)
                findings.append(Finding(*value, words, start, end, claim.currency))
        return Understanding(_in_order(findings), _in_order(doubts))

    def _claims(self) -> Iterator[Claim]:
        """Return everything that was seen."""
        known = claims_of_templates(self._items, self._tokens, self._names, self._received_on)
        yield from known
        kinds = {claim.kind for claim in known}
        ends = {claim.last for claim in known}
        amounts = [each for each in self._items if isinstance(each, Quantity)]
        by_words = (
            *self._claims_of_balances(amounts),
            *claims_of_dates(self._deadlines, self._received_on),
        )
        yield from (
            claim
            for claim in by_words
            if claim.last not in ends and (claim.kind is None or claim.kind not in kinds)
        )
        for item in self._items:
            if reason := _reason(item):
                yield Claim(item.first, item.last, reason=reason)
        for item in self._unitless:
            yield Claim(item.first, item.last, reason=Reason.NO_UNIT)

    def _claims_of_balances(self, amounts: Sequence[Quantity]) -> Iterator[Claim]:
        """Return what amounts say, and that there is no credit where none of them tells one."""
        claims = list(claims_of_amounts(amounts))
        yield from claims
        tells_credit = any(each.kind is Kind.CREDIT for each in claims)
        for at, each in enumerate(self._no_credit):
            yield each.doubted(Reason.EXHAUSTED) if at or tells_credit else each


def _said_of_all(sentences: Iterable[Sequence[TextItem]]) -> set[Cue]:
    """Return everything that a text tells; behind a balance, a bank is only a way to recharge.

    `Your balance is £5. Top up at your bank.`
    """
    told, has_balance = set[Cue](), False
    for sentence in sentences:
        cues = all_cues(sentence)
        has_amount = any(isinstance(item, Quantity) for item in sentence)
        if has_balance and not has_amount and cues & _WAYS_TO_RECHARGE:
            cues -= {Cue.STRANGER}
        told |= cues
        has_balance = has_balance or (has_amount and bool(cues & _BALANCES))
    return told


def _reason(item: TextItem) -> Reason | None:
    """Return why a part that is neither an amount nor a date is worth a word."""
    if isinstance(item, Phone):
        return Reason.PHONE_NUMBER
    if isinstance(item, Percent):
        return Reason.PERCENTAGE
    if isinstance(item, CuePhrase):
        return next((_SAID[cue] for cue in _SAID if cue in item.cues), None)
    return None


def _in_order[Part: (Finding, Doubt)](parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return parts in the order of the text."""
    return tuple(sorted(parts, key=lambda part: (part.start, part.end)))


def _localised(
    language: LanguageCues,
    tokens: Sequence[Token],
    names: tuple[str | None, ...],
    own: OwnMoney,
    home: str | None,
) -> LanguageCues:
    """Return a language with money, marks and order of dates of this text, carrier or country."""
    habit = habit_of(*names) or habit_of(_named_first(tokens))
    money = tuple(each for each in (habit and habit.currency, own.currency) if each)
    traditional = any(token.text in _TRADITIONAL for token in tokens)
    point = home in _POINT_BEFORE_CENTS or own.currency in _MONEY_WITH_POINT
    language = replace(
        language,
        decimal_mark="." if language.code in _TWO_MARKS and point else language.decimal_mark,
        money=money,
        own_currency=own.currency,
        writings=own.writings if money[:1] == (own.currency,) else (),
        yuan=None if traditional else language.yuan,
    )
    order = _shown_order(tokens) or (habit and habit.order) or language.order
    if order is None and traditional:
        order = Order.DAY_FIRST
    return replace(language, order=order or _order_of_money(tokens, language.code))


def _named_first(tokens: Sequence[Token]) -> str | None:
    """Return the words before a colon with which a text begins: many begin with the carrier."""
    first = [token.text for token in tokens[:_WORDS_OF_A_NAME]]
    return " ".join(first[: first.index(":")]) if ":" in first else None


def _shown_order(tokens: Sequence[Token]) -> Order | None:
    """Return the order that a date of the text shows by a number that is no month."""
    orders = {order for at in range(len(tokens) - 4) if (order := _order_of_date(tokens, at))}
    return orders.pop() if len(orders) == 1 else None


def _order_of_date(tokens: Sequence[Token], at: int) -> Order | None:
    """Return the order of the date that begins at a token, if only one is possible."""
    parts = tokens[at : at + 5]
    one, mark, two, again, year = (part.text for part in parts)
    glued = not any(part.gap for part in parts[1:])
    if not glued or mark not in {"/", "-"} or again != mark or len(year) not in {2, 4}:
        return None
    if not (one.isdecimal() and two.isdecimal() and year.isdecimal() and len(one) <= 2):
        return None
    if (int(one) > 12) == (int(two) > 12) or int(one) > 31 or len(two) > 2:
        return None
    return Order.DAY_FIRST if int(one) > 12 else Order.MONTH_FIRST


def _order_of_money(tokens: Sequence[Token], code: str) -> Order | None:
    """Return the order in which the countries of a text's money write dates."""
    words = {token.text for token in tokens}
    day_first = bool(words & _DAY_FIRST_MONEY) or _has_foreign_dollar(tokens)
    month_first = code == "en" and bool(words & _MONTH_FIRST_MONEY) and not day_first
    if day_first:
        return Order.DAY_FIRST
    return Order.MONTH_FIRST if month_first else None


def _has_foreign_dollar(tokens: Sequence[Token]) -> bool:
    """Return whether a dollar is written as that of a country where the day comes first."""
    return any(
        token.text == "$" and not token.gap and before.text in {"hk", "a", "nz", "s", "mop", "nt"}
        for before, token in pairwise(tokens)
    )


def _agreed(readings: Sequence[Understanding]) -> Understanding:
    """Return what a text says that can be read in several ways: nothing that one contradicts."""
    first, *others = readings
    if not others:
        return first
    findings = {each.kind: each for reading in reversed(readings) for each in reading.findings}
    doubts = {(each.start, each.end): each for reading in readings for each in reading.doubts}
    kept = [each for each in findings.values() if not any(_denies(r, each) for r in readings)]
    for each in findings.values():
        where = (each.start, each.end)
        if each in kept:
            doubts.pop(where, None)
        else:
            doubts[where] = Doubt(Reason.SEVERAL_CANDIDATES, each.words, *where, each.kind)
    return Understanding(_in_order(kept), _in_order(doubts.values()))


def _rivals(finding: Finding, other: Finding) -> bool:
    """Return whether the same words cannot say both; a last day of the number says more."""
    kinds = finding.kind, other.kind
    return kinds != (Kind.NUMBER_UNTIL, Kind.RECHARGE_BEFORE)


def _denies(reading: Understanding, finding: Finding) -> bool:
    """Return whether a reading has another value or kind, or a reason against it, there."""
    other = reading.applied.get(finding.kind)
    if other:
        return (other.value, other.currency) != (finding.value, finding.currency)
    if any(each.end == finding.end and _rivals(finding, each) for each in reading.findings):
        return True
    return any(
        doubt.reason not in _UNKNOWING and doubt.start < finding.end and finding.start < doubt.end
        for doubt in reading.doubts
    )
