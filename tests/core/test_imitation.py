"""Names that are made to be taken for other ones, and names that only resemble them."""

import unicodedata

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.sim_renewal.core.imitation import (
    imitates,
    leads_with,
    letters,
    mentions,
    outline,
    shown,
)
from tests.core.effort import SOME

# Python 3.14 counts references later than Hypothesis expects.
pytestmark = pytest.mark.filterwarnings(
    "ignore:It looks like `register_random`:hypothesis.errors.HypothesisWarning"
)

quietly = settings(database=None, deadline=None, derandomize=True, max_examples=SOME)

CYRILLIC = "\u043e\u0433\u0430\u043f\u0261\u0435"
"""`orange` in Cyrillic letters, with a Latin one that Cyrillic does not have."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("orange", "orange"),
        (CYRILLIC, "orange"),
        ("\u03bf\u0433\u03b1\u03b7g\u03b5", "orange"),
        ("\u0585r\u0251n\u0581\u0565", "orange"),
        ("or\u00e3ng\u00e9", "orange"),
        ("\u00f8range", "orange"),
        ("o\u0280a\u0274\u0262e", "orange"),
        ("\uff2f\uff32\uff21\uff2e\uff27\uff25", "orange"),
        ("l\u0443\u0441am\u043eb\u0131\u0142\u0435", "lycamobile"),
        ("\u0455f\u0433", "sfr"),
        ("\u5145\u503c", "\u5145\u503c"),
        ("\u00e6", "\u00e6"),
        ("0range", "0range"),
    ],
)
def test_letters_of_other_scripts_are_read_as_what_they_look_like(text, expected) -> None:
    assert letters(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("0range", "orange"),
        ("0rang3", "orange"),
        ("or4nge", "orange"),
        ("oran9e", "orange"),
        ("1ebara", "lebara"),
        ("Iebara", "lebara"),
        ("le8ara", "lebara"),
        ("lycarnobile", "lycamobile"),
        ("lycamobi1e", "lycamobile"),
        ("lycamoblle", "lycamobile"),
        ("vvindtre", "windtre"),
        ("5fr", "sfr"),
        (CYRILLIC.replace("\u043e", "0"), "orange"),
    ],
)
def test_what_looks_alike_has_one_outline(one, other) -> None:
    assert outline(one) == outline(other)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("www.orange.fr", "www.orange.fr"),
        ("www.xn--tlcom-bsab.fr", "www.t\u00e9l\u00e9com.fr"),
        ("xn--ornge-5ve.fr", "or\u0430nge.fr"),
        ("xn--!!!.fr", "xn--!!!.fr"),
        ("xn--\u00e9.fr", "xn--\u00e9.fr"),
        ("xn--99999999.fr", "xn--99999999.fr"),
    ],
)
def test_punycode_is_shown_as_what_it_stands_for(host, expected) -> None:
    assert shown(host) == expected


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("orange", "orange"),
        ("orange-recharge", "orange"),
        ("recharge-orange-fr", "orange"),
        ("colis-orange-42", "orange"),
        ("orange-xyz", "orange"),
        ("rechargeorange", "orange"),
        ("orangerecharge", "orange"),
        ("wwworange", "orange"),
        ("my-orangemobile", "orange"),
        ("orangefr2026", "orange"),
        ("24orange", "orange"),
        ("0range2026", "orange"),
        ("0rangerecharge", "orange"),
        ("0range-c1ient", "orange"),
        ("o-r-a-n-g-e", "orange"),
        ("fr33", "free"),
        (f"recharge{CYRILLIC}", "orange"),
        ("sfr-client", "sfr"),
        ("mysfr4g", "sfr"),
        ("ee-topup", "ee"),
        ("e-e", "ee"),
        ("o2topup", "o2"),
        ("o2-login", "o2"),
        ("la-poste-mobile", "lapostemobile"),
        ("lapostemobile", "la-poste-mobile"),
        ("recharge-bouygues", "bouyguestelecom"),
        ("bouyguesrecharge", "bouyguestelecom"),
        ("lyca-topup", "lycamobile"),
        ("red-by-sfr-promo", "red-by-sfr"),
    ],
)
def test_a_name_with_the_usual_words_around_it_mentions_it(label, name) -> None:
    assert mentions(label, name)
    assert imitates(label, name)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("orangerie", "orange"),
        ("orangeade", "orange"),
        ("lorangebleue", "orange"),
        ("orangetheory", "orange"),
        ("grange", "orange"),
        ("arrange", "orange"),
        ("carefree", "free"),
        ("freedom", "free"),
        ("freelance", "free"),
        ("tree", "free"),
        ("fre", "free"),
        ("frei", "free"),
        ("srf", "sfr"),
        ("sf", "sfr"),
        ("sfrx", "sfr"),
        ("sfn", "sfr"),
        ("str", "sfr"),
        ("eee", "ee"),
        ("meet", "ee"),
        ("free", "ee"),
        ("laposte", "lapostemobile"),
        ("bouygues", "bouyguestelecom"),
        ("bouyguesimmobilier", "bouyguestelecom"),
        ("lyca", "lycamobile"),
        ("nrj12", "nrjmobile"),
        ("mobilerecharge", "mobile-x"),
        ("recharge", "orange"),
        ("prange", "orange"),
        ("oranje-x", "orange"),
        ("", "orange"),
        ("-", "orange"),
    ],
)
def test_a_name_that_only_resembles_is_left_alone(label, name) -> None:
    assert not mentions(label, name)
    assert not imitates(label, name)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("orangee", "orange"),
        ("orrange", "orange"),
        ("oorange", "orange"),
        ("orang", "orange"),
        ("orage", "orange"),
        ("oragne", "orange"),
        ("oranje", "orange"),
        ("ornage", "orange"),
        ("orxange", "orange"),
        ("lebarra", "lebara"),
        ("lebera", "lebara"),
        ("lycamobiel", "lycamobile"),
        ("bouygestelecom", "bouyguestelecom"),
        ("bouyges-telecom", "bouyguestelecom"),
        ("sfrr", "sfr"),
        ("ssfr", "sfr"),
        ("freee", "free"),
        ("0rrange", "orange"),
    ],
)
def test_one_wrong_letter_is_a_misspelling(label, name) -> None:
    assert not mentions(label, name)
    assert imitates(label, name)


@pytest.mark.parametrize(
    ("host", "domain", "expected"),
    [
        ("orange.fr.recharge-sim.example", "orange.fr", True),
        ("www.orange.fr.example", "orange.fr", True),
        ("orange.fr-sim.example", "orange.fr", True),
        ("www-orange.fr.example", "orange.fr", True),
        ("www-orange-fr.example", "orange.fr", True),
        ("or\u0430nge.fr.example", "orange.fr", True),
        ("www.la-poste.fr.example", "la-poste.fr", True),
        ("orange.fr", "orange.fr", False),
        ("duty-free.fr", "free.fr", False),
        ("carefree.fr.example", "free.fr", False),
        ("orange.france.example", "orange.fr", False),
    ],
)
def test_a_whole_domain_in_front_of_another_one_is_found(host, domain, expected) -> None:
    assert leads_with(host, domain) is expected


names = st.from_regex(r"[a-z]{5,12}", fullmatch=True)


@quietly
@given(names, st.data())
def test_a_name_with_one_letter_changed_after_the_first_is_an_imitation(name, data) -> None:
    place = data.draw(st.integers(1, len(name) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))

    for label in (
        name[:place] + letter + name[place + 1 :],
        name[:place] + letter + name[place:],
        name[:place] + name[place + 1 :],
        f"{name}-{letter}",
    ):
        assert imitates(label, name), label


@quietly
@given(st.text(), st.text())
def test_reading_any_text_is_stable(text, other) -> None:
    assert letters(letters(text)) == letters(text)
    assert outline(outline(text)) == outline(text)
    assert letters(unicodedata.normalize("NFC", text)) == letters(text)
    assert imitates(text, text)
    assert isinstance(imitates(text, other), bool)
