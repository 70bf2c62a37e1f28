"""What holds for any text at all: mutations by the hundred thousand, and made-up ones."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
import random
from random import Random

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.sim_renewal.core.messages import (
    UNLIMITED,
    Kind,
    Understanding,
)
from custom_components.sim_renewal.core.messages.cues import Cue
from custom_components.sim_renewal.core.messages.languages import LANGUAGES
from custom_components.sim_renewal.core.messages.lexicon import Lexicon
from custom_components.sim_renewal.core.messages.reader import read_message
from custom_components.sim_renewal.core.messages.tokens import fold, tokenise
from tests.core.effort import MANY

from .test_corpus import CASES, read

# Python 3.14 counts references later than Hypothesis expects.
pytestmark = pytest.mark.filterwarnings(
    "ignore:It looks like `register_random`:hypothesis.errors.HypothesisWarning"
)

ON = date(2026, 11, 24)
A_YEAR = timedelta(days=365)
LEXICON = Lexicon(LANGUAGES)
TEXTS = [case.text for _, case in CASES]
BALANCES = {kind for kind in Kind if kind.bucket} | {Kind.DATA_USED}
OF_ONES_OWN = {Cue.REMAINS, Cue.LEFT, Cue.HAVE, Cue.ACCOUNT, Cue.CREDIT, Cue.USED, Cue.STILL}
SPICE = "0123456789.,:/-€$£% \u00a0\u202f\n\t()'+*#GMoEh元至剩\u0301\u200b\ud800\U0001f600"
BATCHES = 20
PER_BATCH = 5_000

quietly = settings(database=None, deadline=None, derandomize=True, max_examples=MANY)


def speaks_of_ones_own(text: str) -> bool:
    """Return whether any language hears a word for what somebody has, or has used."""
    hearings = LEXICON.hear(text, tokenise(text))
    return any(phrase.cues & OF_ONES_OWN for each in hearings for phrase in each.phrases)


FOREIGN = [
    case.text
    for language, case in CASES
    if language != "others" and not (case.expected or case.carrier or speaks_of_ones_own(case.text))
]
"""Offers, codes, bills and greetings: no word in them tells of a balance.

The others are left out: an accident can give them the very wording of a carrier's template.
"""


def cut(text: str, chance: Random) -> str:
    start = chance.randrange(len(text) + 1)
    return text[:start] + text[start + chance.randrange(1, 8) :]


def insert(text: str, chance: Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(SPICE) * chance.randrange(1, 4) + text[at:]


def replace(text: str, chance: Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(SPICE) + text[at + 1 :]


def swap(text: str, chance: Random) -> str:
    at, other = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
    return text[other:] + text[at:other] + text[:at]


def repeat(text: str, chance: Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + text[at : at + 12] * 2 + text[at + 12 :]


def shout(text: str, _: Random) -> str:
    return text.upper()


MUTATIONS: tuple[Callable[[str, Random], str], ...] = (cut, insert, replace, swap, repeat, shout)


def mutated(text: str, chance: Random) -> str:
    """Return a text after one to four small accidents."""
    for _ in range(chance.randrange(1, 5)):
        text = chance.choice(MUTATIONS)(text, chance)
    return text[:400]


def check(text: str, understanding: Understanding) -> None:
    """Hold what is understood of a text against the text."""
    for part in (*understanding.findings, *understanding.doubts):
        assert text[part.start : part.end] == part.words != ""
    assert len(understanding.applied) == len(understanding.findings)
    for finding in understanding.findings:
        if isinstance(finding.value, Decimal):
            assert finding.value >= 0
            assert not finding.value or any(each.isdigit() for each in finding.words)
        elif finding.value is not UNLIMITED:
            assert ON - A_YEAR < finding.value <= date(ON.year + 11, 12, 31)
        assert (finding.currency is None) or finding.kind is Kind.CREDIT


def read_mutations(batch: int, count: int) -> None:
    """Read texts after accidents, always the same of a batch, and hold what is understood."""
    chance = random.Random(batch)
    balances = 0
    for _ in range(count):
        is_foreign = chance.random() < 0.5
        text = mutated(chance.choice(FOREIGN if is_foreign else TEXTS), chance)
        understanding = read_message(text, received_on=ON)
        check(text, understanding)
        found = BALANCES & understanding.applied.keys()
        assert not (is_foreign and found and not speaks_of_ones_own(text)), text
        balances += bool(found)
    assert balances > count // 20


def test_a_few_hundred_mutations_are_read_without_an_error() -> None:
    read_mutations(0, 400)


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_hundred_thousand_mutations_are_read_without_an_error(batch) -> None:
    read_mutations(batch, PER_BATCH)


def test_enough_texts_have_no_word_for_a_balance() -> None:
    assert len(FOREIGN) > 100
    assert BATCHES * PER_BATCH == 100_000


@pytest.mark.parametrize("count", [300, pytest.param(2_000, marks=pytest.mark.slow)])
def test_two_texts_without_a_balance_make_none_together(count) -> None:
    chance = random.Random(0)
    for _ in range(count):
        text = chance.choice((" ", "\n")).join(chance.sample(FOREIGN, 3))
        assert not BALANCES & read_message(text, received_on=ON).applied.keys(), text


@pytest.mark.slow
def test_white_space_around_a_text_and_its_accents_change_nothing() -> None:
    for _, case in CASES:
        values = {each.kind: each.value for each in read(case).findings}
        hints = {"received_on": case.received_on, "sender": case.sender, "carrier": case.carrier}
        around = read_message(f" \n{case.text}\n ", **hints)
        assert {each.kind: each.value for each in around.findings} == values, case.text
        hard = read_message(case.text.replace(" ", "\u00a0"), **hints)
        assert {each.kind: each.value for each in hard.findings} == values, case.text


@quietly
@given(st.text(max_size=300))
def test_any_characters_are_read(text) -> None:
    check(text, read_message(text, received_on=ON))
    assert len(fold(text)) == len(text)


WORDS = sorted({word for text in TEXTS for word in text.split()})


@quietly
@given(
    st.lists(st.sampled_from(WORDS) | st.sampled_from(["\n", ". ", "5 Go", "12/05"]), max_size=40)
)
def test_any_words_of_carriers_in_any_order_are_read(words) -> None:
    text = " ".join(words)
    check(text, read_message(text, received_on=ON))


@quietly
@given(
    st.decimals(min_value=0, max_value=999, places=2),
    st.sampled_from([("Go", 10**9), ("Mo", 10**6), ("Ko", 10**3)]),
)
def test_any_amount_that_is_left_is_read_exactly(amount, unit) -> None:
    name, octets = unit
    for written in (f"{amount}", f"{amount}".replace(".", ",")):
        understanding = read_message(f"Il vous reste {written} {name}.", received_on=ON)
        assert understanding.value(Kind.DATA_REMAINING) == amount * octets


@quietly
@given(st.dates(ON, date(2036, 12, 31)))
def test_any_day_to_come_is_read_exactly(day) -> None:
    for written in (f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}", f"{day:%d.%m.%y}", f"{day:%Y%m%d}"):
        understanding = read_message(f"Votre crédit expire le {written}.", received_on=ON)
        assert understanding.value(Kind.SERVICE_UNTIL) == day, written


@quietly
@given(st.dates(date(2020, 1, 1), date(2036, 12, 31)), st.dates(ON, date(2027, 11, 24)))
def test_a_day_without_year_is_never_in_the_past(day, on) -> None:
    understanding = read_message(f"Votre crédit expire le {day:%d/%m}.", received_on=on)
    found = understanding.value(Kind.SERVICE_UNTIL)

    if found is None:
        assert [doubt.words for doubt in understanding.doubts] == [f"{day:%d/%m}"]
    else:
        assert on <= found
        assert (found.month, found.day) == (day.month, day.day)
