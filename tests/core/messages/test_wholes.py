"""What amounts are to each other that no words of their own tell."""
# ruff: noqa: RUF001 - a message stays in one piece, with Chinese marks

from datetime import date
from decimal import Decimal

import pytest

from custom_components.sim_renewal.core.messages import UNLIMITED, Kind
from custom_components.sim_renewal.core.messages.reader import read_message

ON = date(2026, 11, 24)


def values(text: str) -> dict[Kind, object]:
    return {each.kind: each.value for each in read_message(text, received_on=ON).findings}


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("Main balance £5.00. Bonus balance £2.50. Total £7.50.", "7.50"),
        ("Cagnotte : 6,00 €\nCrédit offert : 1,50 €\nTotal : 7,50 €", "7.50"),
    ],
)
def test_a_total_that_the_parts_add_up_to_is_the_credit(text, credit) -> None:
    assert values(text) == {Kind.CREDIT: Decimal(credit)}


@pytest.mark.parametrize(
    "text",
    [
        "Main balance £5.00. Bonus balance £2.50. Total £9.00.",
        "Cagnotte : 6,00 €\nCrédit offert : 1,50 €\nTotal : 9,00 €",
    ],
)
def test_a_total_of_anything_else_leaves_the_credit_open(text) -> None:
    assert not values(text)


def test_the_first_amount_of_a_sentence_can_be_the_whole_of_the_next() -> None:
    assert values("Of your 10GB you have 7GB left.") == {
        Kind.DATA_ALLOWANCE: Decimal(10**10),
        Kind.DATA_REMAINING: Decimal(7 * 10**9),
    }
    assert values("Of your 100 minutes you have 7GB left.") == {
        Kind.DATA_REMAINING: Decimal(7 * 10**9)
    }


def test_a_whole_is_never_smaller_than_its_part() -> None:
    assert Kind.DATA_ALLOWANCE not in values("Of your 10GB you have 17GB left.")


def test_what_has_no_limit_adds_up_to_nothing() -> None:
    text = "本月流量共20GB，已使用5GB，剩余流量不限量。"

    assert Kind.DATA_ALLOWANCE not in values(text)


def test_beside_what_is_left_of_a_number_something_unlimited_is_left_too() -> None:
    data = {Kind.DATA_REMAINING: Decimal(3 * 10**9)}

    assert values("Unlimited texts. 3GB left.") == {**data, Kind.SMS_REMAINING: UNLIMITED}
    assert values("Unlimited texts for £5. 3GB left.") == data
    assert not values("Unlimited texts. Your balance: ask us.")


@pytest.mark.parametrize(
    "text",
    [
        "You have nearly used all of your 12GB.",
        "Vous avez utilisé la quasi-totalité de vos 20Go.",
        "Sie haben fast 5 GB verbraucht.",
        "您的流量已接近20GB。",
        "Dei 30 Giga inclusi ne hai usati 12.",
        "Good news! You now have 10GB instead of 5GB.",
        "Nur noch 3 Tage: 30 GB statt 15 GB!",
        "您当前的话费余额为负3.20元。",
        "Kontostand: minus 3,20 EUR",
        "Your speed is reduced to 128 kbps until 12/15/2026.",
    ],
)
def test_what_is_nearly_so_or_promised_or_below_zero_is_no_balance(text) -> None:
    assert not values(text)
