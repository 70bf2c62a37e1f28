"""Prices that are too good to be true, and charges that are not what was expected."""

from decimal import Decimal

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.sim_renewal.core.price_guard import is_as_expected, is_far_below

# Python 3.14 counts references later than Hypothesis expects.
pytestmark = pytest.mark.filterwarnings(
    "ignore:It looks like `register_random`:hypothesis.errors.HypothesisWarning"
)

quietly = settings(database=None, deadline=None, derandomize=True)
prices = st.decimals("0.01", "100000", places=2)


def money(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(
    ("charged", "expected", "result"),
    [
        ("10", "10", False),
        ("12", "10", False),
        ("8", "10", False),
        ("6.00", "10", False),
        ("5.99", "10", True),
        ("5", "10.00", True),
        ("0", "10", True),
        ("11.99", "19.99", True),
        ("12.00", "19.99", False),
        ("0", "0", False),
        ("5", "0", False),
        (None, "10", None),
        ("5", None, None),
        (None, None, None),
    ],
)
def test_less_than_three_fifths_of_the_price_is_far_below(charged, expected, result) -> None:
    assert is_far_below(money(charged), money(expected)) is result


@pytest.mark.parametrize(
    ("charged", "expected", "allowed", "result"),
    [
        ("10", "10", [], True),
        ("10.00", "10", [], True),
        ("9.99", "10", [], False),
        ("10.01", "10", [], False),
        ("20", "10", ["5", "20"], True),
        ("10", "10", ["5", "20"], True),
        ("15", "10", ["5", "20"], False),
        ("5.00", None, ["5", "20"], True),
        ("15", None, ["5", "20"], False),
        ("0", "10", [], False),
        ("0", "0", [], True),
        ("5", None, [], None),
        (None, "10", ["5"], None),
    ],
)
def test_a_charge_is_the_price_or_an_amount_that_can_be_bought(
    charged, expected, allowed, result
) -> None:
    amounts = [Decimal(each) for each in allowed]

    assert is_as_expected(money(charged), money(expected), amounts) is result


@quietly
@given(prices, prices)
def test_what_is_expected_is_never_far_below_and_cheaper_is_more_so(charged, expected) -> None:
    assert is_far_below(expected, expected) is False
    if is_far_below(charged, expected):
        assert charged < expected
        assert is_far_below(charged / 2, expected)
        assert not is_as_expected(charged, expected)
