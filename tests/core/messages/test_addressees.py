"""Whom a text is from, and which line it is about."""

import pytest

from custom_components.sim_renewal.core.messages.addressees import Addressee, addressees, is_from
from custom_components.sim_renewal.core.messages.lines_named import (
    LineNumbers,
    LinesNamed,
    lines_named,
)

PAPA = Addressee(
    line_id="papa", number="+33639980001", names=frozenset({"Orange", "Orange France"})
)
MAMAN = Addressee(line_id="maman", number="+33639980002", names=frozenset({"SFR"}))
LIN = Addressee(line_id="lin", number=None, names=frozenset({"中国移动", "China Mobile"}))
EVE = Addressee(line_id="eve", number="+447700900001", names=frozenset({"EE"}))
ZOE = Addressee(line_id="zoe", number="+33639980003", names=frozenset())
LINES = (PAPA, MAMAN, LIN, EVE, ZOE)
NAMES = ("Orange", "Orange Belgium", "SFR", "Lycamobile", "EE", "Free")


def found(text: str, sender: str | None = None, lines: tuple[Addressee, ...] = LINES) -> list[str]:
    named = lines_named(lines, text)
    return [line.line_id for line in addressees(lines, NAMES, sender, text, named)]


@pytest.mark.parametrize(
    ("text", "sender", "lines"),
    [
        ("Bonjour", "Orange", ["papa"]),
        ("Bonjour", "orange info", ["papa"]),
        ("Bonjour", "ORANGE FRANCE", ["papa"]),
        ("Bonjour", "Orange Belgium", []),
        ("Bonjour", "EE", ["eve"]),
        ("Bonjour", "Lycamobile", []),
        ("Orange : bonjour", "20220", ["papa"]),
        ("Orange info : il vous reste 2 Go", None, ["papa"]),
        ("an orange, and the EE", None, []),
        ("SFR info", None, ["maman"]),
        ("Orange et SFR", None, ["papa", "maman"]),
        ("Orange et Lycamobile", None, []),
        ("Free : offre d'Orange", "Orange", ["papa"]),
        ("尊敬的中国移动用户您好", None, ["lin"]),
        ("Bonjour", "中国移动", ["lin"]),
        ("Bonjour", None, []),
        ("Bonjour", "", []),
        ("Votre ligne 06 39 98 00 02 expire", None, ["maman"]),
        ("Votre ligne 06.39.98.00.02 expire", "20220", ["maman"]),
        ("Your number +44 7700 900001 expires", None, ["eve"]),
        ("Your number 00447700900001 expires", None, ["eve"]),
        ("Your number +447700900002 expires", None, []),
        ("0639980003", None, ["zoe"]),
        ("SFR : votre ligne 0639980002", None, ["maman"]),
        ("Orange : votre ligne 0639980002", None, ["maman"]),
        ("votre ligne 0639980002 : 5 Go", "Orange", ["maman"]),
        ("Orange : appelez le 0639980002", None, []),
        ("0639980001 ou 0639980002", None, ["papa", "maman"]),
    ],
)
def test_a_line_is_found_by_its_number_and_its_carrier(text, sender, lines) -> None:
    assert found(text, sender) == lines


def test_a_carrier_of_two_lines_is_not_enough_but_a_number_is() -> None:
    other = Addressee(line_id="other", number="+33639980009", names=PAPA.names)

    assert found("Bonjour", "Orange", (PAPA, other)) == ["papa", "other"]
    assert found("Ligne 0639980009", "Orange", (PAPA, other)) == ["other"]


@pytest.mark.parametrize(
    ("sender", "text", "wanted"),
    [
        ("Orange", "", True),
        ("orange info", "", True),
        ("Orangeade", "Orange", False),
        ("Anna", "Orange : il vous reste 2 Go", False),
        ("20220", "", True),
        ("+33 6 39 98 00 07", "", True),
        ("0639980007", "", True),
        ("+33639980008", "", False),
        ("+44 639980007", "", False),
        ("639980", "", False),
        (None, "Orange : il vous reste 2 Go", True),
        ("  ", "ORANGE", True),
        (None, "Il vous reste 2 Go", False),
    ],
)
def test_a_text_is_from_a_wanted_sender(sender, text, wanted) -> None:
    assert is_from(("Orange", "20220", "+33639980007"), sender, text) is wanted


@pytest.mark.parametrize("nobody", [(), ("",), ("...",), (" ",)])
def test_nobody_wanted_is_nobody(nobody) -> None:
    assert not is_from(nobody, "Orange", "Orange")
    assert not is_from(nobody, None, "Orange ... ")


NUMBERED = (
    LineNumbers(line_id="papa", number="+33639980001", iccid="8933150123456789012"),
    LineNumbers(line_id="maman", number="+33639980002", iccid="89331501234567890206"),
    LineNumbers(line_id="lin", number="+8613800138000"),
)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("06 39 98 00 02 : il vous reste 0,80 Go jusqu'au 31/12/2026.", "maman"),
        ("+33 6 39 98 00 02: 2 Go", "maman"),
        ("0033639980002", "maman"),
        ("+33 (0)6 39 98 00 02", "maman"),
        ("06.39.98.00.02", "maman"),
        ("06-39-98-00-02", "maman"),
        ("06\u00a039\u00a098\u00a000\u00a002", "maman"),
        ("(06) 39 98 00 02", "maman"),
        ("Ligne **0002 : 2 Go", "maman"),
        ("ligne se terminant par 0002", "maman"),
        ("numéro se terminant par 00 02", "maman"),
        ("ligne 06 ** ** 00 02", "maman"),
        ("06XXXXXX02", "maman"),
        ("ligne ...0002", "maman"),
        ("line ending in 0002", "maman"),
        ("Nummer endet auf 0002", "maman"),
        ("tu línea terminada en 0002", "maman"),
        ("linea che termina con 0002", "maman"),
        ("尾号0002", "maman"),
        ("您尾号为8000的号码", "lin"),
        ("138****8000", "lin"),
        ("ICCID 8933150123456789020", "maman"),
        ("SIM 8933 1501 2345 6789 01", "papa"),
        ("ligne 06 39\n98 00 02", "maman"),
        ("ligne 06\u200b39\u200b98\u200b00\u200b02", "maman"),
    ],
)
def test_a_line_is_named_in_every_writing(text, line) -> None:
    named = lines_named(NUMBERED, text)

    assert (named.line_ids, named.strangers) == ({line}, ())
    assert [each.line_id for each in NUMBERED if named.can_mean(each)] == [line]


@pytest.mark.parametrize(
    "text",
    [
        "La ligne 06 39 98 00 77 : il vous reste 2 Go",
        "Votre numéro 06 39 98 00 77 expire",
        "06 39 98 00 77 : 2 Go",
        "Solde pour 06 39 98 00 77 : 2 Go",
        "Your number +447700900002 expires",
        "ligne **0077 : 2 Go",
        "line ending in 0077",
        "您的亲情号码13800138999剩余流量2GB",
        "13800138999\uff1a2GB",
        "La ligne 06\n39 98 00 77 : il vous reste 2 Go",
    ],
)
def test_a_number_of_no_line_is_a_strangers(text) -> None:
    named = lines_named(NUMBERED, text)
    unknown = LineNumbers(line_id="new", number=None)

    assert named.strangers
    assert not named.line_ids
    assert [each.line_id for each in (*NUMBERED, unknown) if named.can_mean(each)] == ["new"]
    assert named.excludes(NUMBERED[0])


def test_an_iccid_of_no_line_can_be_that_of_a_line_of_which_none_is_known() -> None:
    named = lines_named(NUMBERED, "ICCID 8933150123456789999 : 2 Go")

    assert [each.line_id for each in NUMBERED if named.can_mean(each)] == ["lin"]


@pytest.mark.parametrize(
    "text",
    [
        "Appelez le 09 70 83 83 83",
        "au numéro 0970838383",
        "Service client : 0970838383",
        "Appel manqué du 06 39 98 00 77",
        "Message du numéro 06 39 98 00 77",
        "vers le numéro 0639980077",
        "Carte bancaire se terminant par 4242",
        "CB ****4242",
        "votre numéro expire le 12.05.2026 à 23.59",
        "Solde au 05.05.26 23.59",
        "Numéro 2026-12-31 12",
        "Ref 20261124001 : 2 Go",
        "Transaction 123456789012",
        "客服电话4008008000",
        "**12 Go",
        "2 Go...500 Mo",
        "il vous reste 2,5 Go valables jusqu'au 12/12/2026",
        "Infos 01 23 45 67 89",
        "#123# ou *144#",
    ],
)
def test_whom_to_call_and_other_digits_name_no_line(text) -> None:
    assert lines_named(NUMBERED, text) == LinesNamed()


def test_a_text_of_several_lines_is_of_none_alone() -> None:
    named = lines_named(NUMBERED, "0639980001 : 1 Go. 0639980002 : 2 Go.")

    assert named.line_ids == {"papa", "maman"}
    assert named.excludes(NUMBERED[0])
    assert not lines_named(NUMBERED, "0639980001 : 1 Go").excludes(NUMBERED[0])


def test_a_number_of_nobody_fits_a_line_of_which_none_is_known() -> None:
    unknown = Addressee(line_id="new", number=None, names=PAPA.names)

    assert found("Orange : ligne 0639980077 : 2 Go", lines=(PAPA, unknown)) == ["new"]
    assert found("Orange : ligne 0639980077 : 2 Go", lines=(PAPA,)) == []


def test_numbers_in_lines_of_their_own_are_several() -> None:
    named = lines_named(NUMBERED, "Vos lignes :\n06 39 98 00 01\n06 39 98 00 02")

    assert named.line_ids == {"papa", "maman"}
    assert not named.strangers
