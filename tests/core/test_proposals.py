"""What is proposed of a text or an answer: only what words, line and calendar bear out."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.sim_renewal.core.messages import (
    UNLIMITED,
    Doubt,
    Finding,
    Kind,
    Reason,
    Understanding,
)
from custom_components.sim_renewal.core.messages.reader import read_message
from custom_components.sim_renewal.core.plausible import LARGEST
from custom_components.sim_renewal.core.proposals import (
    LONGEST_AHEAD,
    LONGEST_PAST,
    Frame,
    Proposal,
    checked_answer,
    is_clear,
    proposals,
    refusal_of,
    typed_kinds,
)
from custom_components.sim_renewal.core.questions import ASKED, UNITS
from custom_components.sim_renewal.core.source_values import Capability

# Python 3.14 counts references later than Hypothesis expects.
pytestmark = pytest.mark.filterwarnings(
    "ignore:It looks like `register_random`:hypothesis.errors.HypothesisWarning"
)

TODAY = date(2026, 11, 23)
FRAME = Frame(kinds=typed_kinds(()), currency="EUR", today=TODAY)

GB = 10**9


def said(kind: str, value: Any, words: Any, **more: Any) -> dict[str, Any]:
    """Return an answer about one kind; data is in GB and money in EUR unless it says otherwise."""
    answer: dict[str, Any] = {kind: value, f"{kind}_words": words}
    if kind in UNITS:
        answer[f"{kind}_unit"] = more.pop("unit", "GB" if kind.startswith("data") else "min")
    if kind == Kind.CREDIT:
        answer["credit_currency"] = more.pop("currency", "EUR")
    assert not more
    return answer


def believed(answer: object, text: str | None = None, frame: Frame = FRAME) -> dict[str, Any]:
    return {kind.value: each.value for kind, each in checked_answer(answer, text, frame).items()}


GOOD = [
    (said("data_remaining", 2.5, "2,5 Go"), Decimal("2.5") * GB),
    (said("data_remaining", 2.5, "encore 2,50 Go sur 10 Go"), Decimal("2.5") * GB),
    (said("data_remaining", "2.5", "\uff12.\uff15\uff27\uff22"), Decimal("2.5") * GB),
    (said("data_remaining", 1024, "1 024 Mo", unit="MB"), Decimal(1024) * 10**6),
    (said("data_remaining", 1234.5, "1.234,5 MB", unit="MB"), Decimal("1234.5") * 10**6),
    (said("data_remaining", 1234, "1,234 MB left", unit="MB"), Decimal(1234) * 10**6),
    (said("data_remaining", 2, "2 GiB", unit="GiB"), Decimal(2) * 2**30),
    (said("data_remaining", 0, "0 Go"), Decimal(0)),
    (said("data_remaining", 3, "3"), Decimal(3) * GB),
    (said("data_used", 7.5, "7.5 GB used"), Decimal("7.5") * GB),
    (said("data_allowance", 10, "sur 10 Go"), Decimal(10) * GB),
    (said("voice_remaining", 45, "45 min"), Decimal(2700)),
    (said("voice_remaining", 2, "2 h", unit="h"), Decimal(7200)),
    (said("sms_remaining", 12, "12 SMS"), Decimal(12)),
    (said("sms_remaining", 12.0, "12 SMS"), Decimal(12)),
    (said("credit", 5.2, "Crédit : 5,20 €"), Decimal("5.2")),
    (said("credit", 5, "5"), Decimal(5)),
    (said("service_until", "2026-12-12", "valable jusqu'au 12/12/2026"), date(2026, 12, 12)),
    (said("service_until", "2026-12-05", "until Dec 5"), date(2026, 12, 5)),
    (said("service_until", "2026-12-05", "2026年12月5日"), date(2026, 12, 5)),
    (said("service_until", "2026-11-01", "expired on 1 November"), date(2026, 11, 1)),
    (said("number_until", "2027-06-30", "30/06/27"), date(2027, 6, 30)),
    (said("number_until", "2027-06-05", "le 5 juin 2027"), date(2027, 6, 5)),
]

BAD = {
    "no number in the words": said("data_remaining", 2.5, "a lot of data"),
    "another number in the words": said("data_remaining", 25, "2,5 Go"),
    "a number of other groups": said("data_remaining", 1234.56, "12,34,56 GB"),
    "a part of the number in the words": said("data_remaining", 5, "2,5 Go"),
    "the end of a group of thousands": said("data_remaining", 24, "1 024 Mo", unit="MB"),
    "a negative number in the words": said("credit", 5, "-5 €"),
    "a negative number with a real minus": said("credit", 5, "\u22125 €"),
    "a negative value": said("credit", -5, "-5 €"),
    "another unit in the words": said("data_remaining", 2.5, "2,5 Mo"),
    "hours told as minutes": said("voice_remaining", 2, "2 heures"),
    "cents told as euros": said("credit", 50, "50 cents"),
    "another currency in the words": said("credit", 5, "5 £"),
    "another currency than the line's": said("credit", 5, "5 £", currency="GBP"),
    "no currency": {"credit": 5, "credit_words": "5 €"},
    "no unit": {"data_remaining": 2, "data_remaining_words": "2 Go"},
    "an unknown unit": said("data_remaining", 2, "2 Go", unit="gigs"),
    "a unit that is no text": said("data_remaining", 2, "2 Go", unit=["GB"]),
    "no words": said("data_remaining", 2.5, None),
    "empty words": said("data_remaining", 0, "  "),
    "words that are no text": said("data_remaining", 2, 2),
    "very long words": said("data_remaining", 2, "2 Go " * 100),
    "words with signs that nobody sees": said("data_remaining", 2, "2 Go\u202e"),
    "true": said("sms_remaining", True, "1 SMS"),
    "a list": said("sms_remaining", [1], "1 SMS"),
    "a text that is no number": said("sms_remaining", "about 12", "12 SMS"),
    "not a number": said("data_remaining", float("nan"), "nan GB"),
    "infinity": said("data_remaining", float("inf"), "1 GB"),
    "a huge whole number": said("sms_remaining", 10**5000, "1 SMS"),
    "a number with a power": said("sms_remaining", 1e30, "1e30 SMS"),
    "more data than there is": said("data_remaining", 11, "11 TB", unit="TB"),
    "more money than there is": said("credit", 1_000_001, "1000001 €"),
    "half an SMS": said("sms_remaining", 1.5, "1.5 SMS"),
    "a day that does not exist": said("service_until", "2026-02-30", "30 February 2026"),
    "a day in another notation": said("service_until", "12/12/2026", "12/12/2026"),
    "a moment": said("service_until", "2026-12-12T10:00:00", "12/12/2026"),
    "a day as a number": said("service_until", 20261212, "12/12/2026"),
    "a day that the words do not say": said("service_until", "2026-12-13", "12/12/2026"),
    "a year that the words do not say": said("service_until", "2027-12-12", "12/12/2026"),
    "a span instead of a day": said("service_until", "2026-11-28", "in 5 days"),
    "a span that looks like a day": said("service_until", "2026-12-05", "in 5 days"),
    "a span in Chinese": said("service_until", "2026-12-05", "剩余5天到期"),
    "hours that look like a day": said("service_until", "2026-12-05", "5h"),
    "a day long past": said("service_until", "2025-11-20", "20/11/2025"),
    "a day that stands for never": said("service_until", "2099-12-31", "31/12/2099"),
    "a kind that is not asked for": said("recharge_before", "2026-12-12", "12/12/2026"),
}


@pytest.mark.parametrize(("answer", "value"), GOOD, ids=lambda each: str(each)[:60])
def test_what_the_quoted_words_bear_out_is_believed(answer, value) -> None:
    assert list(believed(answer).values()) == [value]


@pytest.mark.parametrize("answer", BAD.values(), ids=BAD)
def test_everything_else_is_left_out(answer) -> None:
    assert believed(answer) == {}


@pytest.mark.parametrize("answer", [None, "2 GB", 2.5, [], ["data_remaining"], {}, True])
def test_an_answer_of_another_shape_says_nothing(answer) -> None:
    assert believed(answer) == {}


def test_one_wrong_value_does_not_take_the_right_ones_with_it() -> None:
    answer = {
        **said("data_remaining", 2, "2 Go"),
        **said("credit", 9, "5 €"),
        **said("service_until", "2026-12-12", "12/12/2026"),
        "is_admin": True,
        "number_until": None,
    }

    assert believed(answer) == {"data_remaining": 2 * GB, "service_until": date(2026, 12, 12)}


def test_the_bounds_themselves_are_believed() -> None:
    first, last = TODAY - LONGEST_PAST, TODAY + LONGEST_AHEAD

    assert believed(said("service_until", first.isoformat(), str(first))) == {
        "service_until": first
    }
    assert believed(said("service_until", last.isoformat(), str(last))) == {"service_until": last}
    too_late = last + timedelta(days=1)
    assert believed(said("service_until", too_late.isoformat(), str(too_late))) == {}
    assert believed(said("sms_remaining", 10**5, "100000")) == {"sms_remaining": 10**5}
    assert believed(said("sms_remaining", 10**5 + 1, "100001")) == {}


def test_quoted_words_have_to_be_in_the_text_however_it_is_broken() -> None:
    text = "Solde principal :\n  12,34   EUROS\nValable"

    assert believed(said("credit", 12.34, "12,34 euros"), text) == {"credit": Decimal("12.34")}
    assert believed(said("credit", 12.34, "SOLDE PRINCIPAL : 12,34"), text)
    assert believed(said("credit", 99, "99 EUROS"), text) == {}


def test_words_of_an_answer_are_shown_on_one_line() -> None:
    found = checked_answer(said("credit", 5, " Crédit\n 5 €"), None, FRAME)

    assert found[Kind.CREDIT].words == "Crédit 5 €"


def test_what_a_source_feeds_is_neither_asked_nor_believed() -> None:
    kinds = typed_kinds({Capability.DATA_REMAINING, Capability.EXPIRY})

    assert set(ASKED) - kinds == {Kind.DATA_REMAINING, Kind.DATA_USED, Kind.SERVICE_UNTIL}
    frame = Frame(kinds=kinds, currency="EUR", today=TODAY)
    assert believed(said("data_remaining", 2, "2 Go"), frame=frame) == {}
    assert typed_kinds(Capability) == frozenset()


# Together with our own reader


def understood(*findings: Finding, doubts: tuple[Doubt, ...] = ()) -> Understanding:
    return Understanding(findings, doubts)


def finding(kind: Kind, value: Any, currency: str | None = None) -> Finding:
    return Finding(kind, value, "our\nown words", 0, 9, currency)


def test_our_own_reader_wins_and_the_answer_fills_the_gaps() -> None:
    answer = checked_answer(
        said("data_remaining", 9, "9 GB") | said("credit", 5, "5 €"), None, FRAME
    )
    own = understood(finding(Kind.DATA_REMAINING, Decimal(2 * GB)))

    found = proposals(own, answer, FRAME)

    assert found == {
        Kind.DATA_REMAINING: Proposal(Decimal(2 * GB), "our own words"),
        Kind.CREDIT: Proposal(Decimal(5), "5 €"),
    }


def test_what_is_left_follows_from_what_was_used_of_how_much() -> None:
    answer = checked_answer(
        said("data_used", 7.5, "7.5 GB used") | said("data_allowance", 10, "of 10 GB"), None, FRAME
    )

    found = proposals(Understanding(), answer, FRAME)

    assert list(found) == [Kind.DATA_REMAINING, Kind.DATA_ALLOWANCE]
    assert found[Kind.DATA_REMAINING] == Proposal(Decimal("2.5") * GB, "7.5 GB used")


def test_what_follows_from_our_own_reader_wins_as_well() -> None:
    text = "Conso : 2,5 Go / 10 Go"
    own = read_message(text, received_on=TODAY)
    answer = checked_answer(said("data_remaining", 2.5, "2,5 Go"), text, FRAME)

    found = proposals(own, answer, FRAME)

    assert found[Kind.DATA_REMAINING].value == Decimal("7.5") * GB
    assert found[Kind.DATA_ALLOWANCE].value == 10 * GB


def test_what_was_used_alone_says_nothing_and_never_replaces_what_is_left() -> None:
    used = said("data_used", 7.5, "7.5 GB used")
    left = said("data_remaining", 1, "1 GB left")
    allowance = said("data_allowance", 10, "of 10 GB")

    assert proposals(Understanding(), checked_answer(used, None, FRAME), FRAME) == {}
    found = proposals(Understanding(), checked_answer(used | left | allowance, None, FRAME), FRAME)
    assert found[Kind.DATA_REMAINING].value == GB


@pytest.mark.parametrize(
    "own",
    [
        finding(Kind.DATA_REMAINING, UNLIMITED),
        finding(Kind.CREDIT, Decimal(5), "USD"),
        finding(Kind.CREDIT, Decimal(5)),
        finding(Kind.RECHARGE_BEFORE, TODAY),
    ],
)
def test_what_does_not_fit_the_line_is_not_proposed(own) -> None:
    assert proposals(understood(own), {}, FRAME) == {}


@pytest.mark.parametrize(
    ("words", "currency", "is_believed"),
    [
        ("30 元", "CNY", True),
        ("¥30", "JPY", True),
        ("$30", "CAD", True),
        ("$30", "EUR", False),
        ("30 元", "EUR", False),
    ],
)
def test_a_sign_of_several_currencies_can_be_that_of_the_line_alone(
    words, currency, is_believed
) -> None:
    frame = Frame(kinds=typed_kinds(()), currency=currency, today=TODAY)

    assert bool(believed(said("credit", 30, words, currency=currency), frame=frame)) is is_believed


def test_own_findings_that_fit_are_proposed() -> None:
    own = understood(
        finding(Kind.CREDIT, Decimal(5), "EUR"), finding(Kind.NUMBER_UNTIL, date(2027, 1, 1))
    )

    found = proposals(own, {}, FRAME)

    assert {kind: each.value for kind, each in found.items()} == {
        Kind.CREDIT: Decimal(5),
        Kind.NUMBER_UNTIL: date(2027, 1, 1),
    }


@pytest.mark.parametrize(
    ("text", "is_understood"),
    [
        ("Il vous reste 2,5 Go valables jusqu'au 12/12/2026. Offre : 5 Go à 3 €.", True),
        ("您的话费余额为25.50元。", True),
        ("Balance: 5,20", False),
        ("Bonjour, merci de votre appel.", False),
    ],
)
def test_who_understood_a_text_asks_nobody_else(text, is_understood) -> None:
    assert is_clear(read_message(text, received_on=TODAY)) is is_understood


@pytest.mark.parametrize("reason", Reason)
def test_a_text_that_is_not_to_be_used_is_refused_as_a_whole(reason) -> None:
    doubt = Doubt(reason, "words", 0, 5)
    refused = {Reason.CODE, Reason.SUSPICIOUS, Reason.OTHER_LINE, Reason.OTHER_SENDER}

    assert refusal_of(understood(doubts=(doubt,))) == (reason if reason in refused else None)


# Whatever an answer is

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)
KEYS = [
    *ASKED,
    *(f"{kind}_words" for kind in ASKED),
    *(f"{kind}_unit" for kind in ASKED),
    "credit_currency",
]
LIKELY = st.one_of(
    JSON,
    st.sampled_from(["GB", "MB", "min", "h", "EUR", "USD", "2026-12-12", "2 Go", "12/12/2026 5 €"]),
    st.integers(0, 3000),
    st.dates(date(2020, 1, 1), date(2045, 1, 1)).map(date.isoformat),
)
ANSWERS = st.one_of(JSON, st.dictionaries(st.sampled_from(KEYS), LIKELY))


@given(ANSWERS, st.none() | st.just("2 Go, 12/12/2026 5 €") | st.text(max_size=50))
def test_whatever_is_answered_only_possible_values_with_their_words_are_proposed(
    answer, text
) -> None:
    checked = checked_answer(answer, text, FRAME)

    for kind, each in proposals(Understanding(), checked, FRAME).items():
        assert isinstance(answer, dict)
        assert each.words
        assert each.words.isprintable()
        if isinstance(each.value, date):
            assert TODAY - LONGEST_PAST <= each.value <= TODAY + LONGEST_AHEAD
        else:
            assert each.value.is_finite()
            assert 0 <= each.value <= LARGEST[Capability(kind)]


@given(st.decimals(0, 9999, places=2), st.sampled_from(["GB", "MB"]))
def test_an_amount_that_is_written_out_is_believed_as_it_is(amount, unit) -> None:
    words = f"{amount} {unit}".replace(".", ",")
    answer = said("data_remaining", float(amount), words, unit=unit)

    assert believed(answer, f"Reste {words}.") == {
        "data_remaining": amount * UNITS[Kind.DATA_REMAINING][unit]
    }
