"""Texts that are of people: a line by somebody's name or hidden number, and chats."""
# ruff: noqa: RUF001 - a message stays in one piece, with Chinese marks

from datetime import date

import pytest

from custom_components.sim_renewal.core.messages import (
    Kind,
    Reason,
    Understanding,
)
from custom_components.sim_renewal.core.messages.lines_named import LineNumbers, lines_named
from custom_components.sim_renewal.core.messages.reader import read_message

ON = date(2026, 5, 2)
OWN = LineNumbers(line_id="own", number="+33639980001")
CHINESE = LineNumbers(line_id="own", number="+8613800002222")


def read(text: str, **hints) -> Understanding:
    return read_message(text, received_on=ON, **hints)


@pytest.mark.parametrize(
    "text",
    [
        "La ligne de Léa dispose encore de 3 Go.",
        "Info : ligne d'Emma : il reste 3 Go",
        "Emma's line has 3GB left until 20/05/2026.",
        "The number of Emma has 3GB left.",
        "Die Nummer von Anna hat noch 3 GB.",
        "La línea de María tiene 3 GB disponibles.",
        "Il numero di Marco ha ancora 3 GB.",
        "Het nummer van Anna heeft nog 3 GB.",
        "O número da Ana ainda tem 3 GB.",
        "小明的号码剩余流量3GB。",
        "Your brother has 3GB left.",
    ],
)
def test_what_the_line_of_somebody_by_name_has_left_is_not_taken(text) -> None:
    found = read(text)
    assert found.findings == ()
    assert {each.reason for each in found.doubts} == {Reason.OTHER_LINE}


@pytest.mark.parametrize(
    ("text", "carrier"),
    [
        ("Ligne d'Orange : il vous reste 3 Go.", None),
        ("Die Nummer von Simquadrat: noch 3 GB übrig.", "Simquadrat"),
        ("Today's number: you have 3GB left.", None),
        ("The number of Texts left is 30. You have 3GB left.", None),
        ("尊敬的手机用户，您的号码剩余流量3GB。", None),
        ("为保留您的号码，请充值。剩余流量3GB。", None),
    ],
)
def test_a_name_of_a_carrier_or_a_word_is_nobody(text, carrier) -> None:
    assert Kind.DATA_REMAINING in read(text, carrier=carrier).applied


def test_the_number_beside_a_name_says_whose_line_it_is() -> None:
    text = "La ligne de Léa (06 39 98 00 01) : il reste 1,2 Go."

    assert Kind.DATA_REMAINING in read(text).applied
    assert not lines_named([OWN], text).excludes(OWN)


@pytest.mark.parametrize(
    "text",
    [
        "La ligne de Léa (06 39 98 00 55) : il reste 1,2 Go.",
        "La  ligne  de  Léa  (06  39  98  00  55)  :  il  reste  1,2  Go.",
        "Il reste 1,2 Go. Numéro de Léa 06 39 98 00 55.",
    ],
)
def test_the_number_of_somebody_else_is_that_of_the_text(text) -> None:
    assert lines_named([OWN], text).excludes(OWN)


@pytest.mark.parametrize(
    "text",
    [
        "Il vous reste 1,2 Go. Contactez le numéro de service client (09 69 39 39 00).",
        "Il vous reste 1,2 Go. Numéro du service (09 69 39 39 00).",
        "You have 3GB left. Phone of customer care (0800 123 456).",
    ],
)
def test_a_number_to_call_is_nobodys_line(text) -> None:
    assert not lines_named([OWN], text).excludes(OWN)


@pytest.mark.parametrize(
    ("text", "is_own"),
    [
        ("您的家庭成员138****5678本月剩余流量2.1GB。", False),
        ("138****5678剩余流量2.1GB。", False),
        ("138****2222剩余流量2.1GB。", True),
        ("您已向138****5678转赠流量1GB，剩余流量2GB。", True),
        ("请致电138****5678。剩余流量2GB。", True),
        ("剩余流量2GB。尾号5678。", True),
    ],
)
def test_a_number_with_a_hidden_middle_is_that_of_the_line_of_the_text(text, is_own) -> None:
    assert lines_named([CHINESE], text).excludes(CHINESE) is not is_own


@pytest.mark.parametrize(
    "text",
    [
        "Maman, mon nouveau numéro c'est celui-ci, l'ancien marche jusqu'au 10/05/2026.",
        "Hi mum, my old phone is valid until 10 May 2026, this is my new number.",
        "Mama, meine neue Nummer ist gültig bis 10.05.2026.",
        "我换号了，流量剩余3GB。",
    ],
)
def test_what_a_person_writes_is_no_carriers(text) -> None:
    found = read(text)
    assert found.findings == ()
    assert Reason.OTHER_SENDER in {each.reason for each in found.doubts}
