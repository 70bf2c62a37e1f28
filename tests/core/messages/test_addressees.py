"""Whom a text is from, and which line it is about."""

import pytest

from custom_components.sim_renewal.core.messages.addressees import Addressee, addressees, is_from

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
    return [line.line_id for line in addressees(lines, NAMES, sender, text)]


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
        ("Orange : votre ligne 0639980002", None, []),
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
