"""The number of a SIM: what is one, what is none, and why."""

import pytest

from custom_components.sim_renewal.core.iccid import (
    EidError,
    IccidError,
    is_eid,
    parse_eid,
    parse_iccid,
    same_iccid,
)

NINETEEN = "8933012345678901231"
TWENTY = "89330012345678901232"
CHINESE = "898600MF123456789012"
EID = "89049032123451234512345678901235"
"""The example of SGP.02."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(NINETEEN, NINETEEN, id="19-digits"),
        pytest.param(TWENTY, TWENTY, id="20-digits"),
        pytest.param("8933 0123 4567 8901 231", NINETEEN, id="spaces"),
        pytest.param("  8933012345678901231\n", NINETEEN, id="around"),
        pytest.param("ICCID: 8933012345678901231", NINETEEN, id="label"),
        pytest.param("ICC ID\u00a0:\u00a08933012345678901231", NINETEEN, id="label-in-french"),
        pytest.param("N° 8933012345678901231", NINETEEN, id="label-number"),
        pytest.param("卡号\uff1a8933012345678901231", NINETEEN, id="label-in-chinese"),
        pytest.param("'8933012345678901231", NINETEEN, id="apostrophe-of-a-spreadsheet"),
        pytest.param("8933\u00a00123\u00a04567\u00a08901\u00a0231", NINETEEN, id="no-break-spaces"),
        pytest.param("8933\u200b0123\u200d4567\u20608901\ufeff231", NINETEEN, id="zero-width"),
        pytest.param("\u202a8933012345678901231\u202c", NINETEEN, id="direction-marks"),
        pytest.param("8933\u30000123\u30004567\u30008901231", NINETEEN, id="ideographic-spaces"),
        pytest.param("89-33-0123-4567-8901-23-1", NINETEEN, id="hyphens"),
        pytest.param("8933\u20110123\u20114567\u20118901\u2011231", NINETEEN, id="hard-hyphens"),
        pytest.param("89.33.0123.4567.8901.23.1", NINETEEN, id="dots"),
        pytest.param("8933012345678901231F", NINETEEN, id="padded"),
        pytest.param("8933012345678901231f", NINETEEN, id="padded-lower-case"),
        pytest.param("8933012345678901231FF", NINETEEN, id="padded-twice"),
        pytest.param("F8933012345678901231", NINETEEN, id="padded-in-front"),
        pytest.param("8933012345678901231\uff26", NINETEEN, id="full-width-padding"),
        pytest.param("\uff18\uff19" + NINETEEN[2:], NINETEEN, id="full-width-first-digits"),
        pytest.param(NINETEEN[:-1] + "\u0661", NINETEEN, id="arabic-last-digit"),
        pytest.param("893301234567890123", "893301234567890123", id="18-digits"),
        pytest.param("89330123456789012310", "89330123456789012310", id="printed-extra-digit"),
        pytest.param(TWENTY + "7", TWENTY + "7", id="printed-extra-digit-of-20"),
        pytest.param("983310325476981032F1", NINETEEN, id="as-stored"),
        pytest.param("8986 00MF 1234 5678 9012", CHINESE, id="china-mobile-letters"),
        pytest.param("898600h1234567890123", "898600H1234567890123", id="china-mobile-lower-case"),
        pytest.param("898600MF12345678901", "898600MF12345678901", id="china-mobile-19"),
        pytest.param("89860012345678901235", "89860012345678901235", id="china-without-check"),
    ],
)
def test_an_iccid_is_read_however_it_is_printed(text, expected) -> None:
    assert parse_iccid(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" - ", id="separators-only"),
        pytest.param("F", id="padding-only"),
        pytest.param("89330123456789012", id="17-digits"),
        pytest.param("893301234567890123123", id="21-digits"),
        pytest.param("8833012345678901231", id="not-telecom"),
        pytest.param("9833012345678901231", id="swapped-and-too-short"),
        pytest.param("98331032547698102332", id="swapped-with-a-wrong-digit"),
        pytest.param("+8933012345678901231", id="plus"),
        pytest.param("8933O12345678901231", id="letter-o"),
        pytest.param("893301M345678901231", id="letter-elsewhere"),
        pytest.param("8986001234567890123M", id="letter-at-the-end"),
        pytest.param("8933_0123_4567_8901_231", id="underscores"),
        pytest.param("893301234567890123\u00b9", id="superscript"),
        pytest.param("+33612345678", id="phone-number"),
        pytest.param("8,93301E+18", id="rounded-by-a-spreadsheet"),
    ],
)
def test_what_has_another_form_is_refused_for_its_shape(text) -> None:
    with pytest.raises(IccidError) as refused:
        parse_iccid(text)

    assert refused.value.reason == "shape"


@pytest.mark.parametrize("place", [2, 3, 9, 10, 17, 18])
def test_one_wrong_digit_never_passes(place) -> None:
    for digit in set("0123456789") - {NINETEEN[place]}:
        with pytest.raises(IccidError) as refused:
            parse_iccid(NINETEEN[:place] + digit + NINETEEN[place + 1 :])

        assert refused.value.reason == "check_digit"


@pytest.mark.parametrize("place", [2, 3, 9, 10, 17, 18])
def test_a_wrong_digit_of_20_passes_where_the_19_before_are_right_alone(place) -> None:
    wrong = [TWENTY[:place] + digit + TWENTY[place + 1 :] for digit in "0123456789"]

    assert sum(map(_is_taken, wrong)) == 2
    assert _is_taken(TWENTY)


def _is_taken(text: str) -> bool:
    try:
        return bool(parse_iccid(text))
    except IccidError:
        return False


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("8933102345678901231", id="neighbours-swapped"),
        pytest.param("8933012345678901230", id="check-digit-too-small"),
        pytest.param("8933012345678901232", id="check-digit-too-large"),
    ],
)
def test_a_mistyped_number_is_refused_for_its_check_digit(text) -> None:
    with pytest.raises(IccidError) as refused:
        parse_iccid(text)

    assert refused.value.reason == "check_digit"


@pytest.mark.parametrize(
    "text", [EID, "8904 9032 1234 5123 4512 3456 7890 1235", "\u200b" + EID, "\uff18" + EID[1:]]
)
def test_the_number_of_a_phones_chip_is_told_from_that_of_a_sim(text) -> None:
    with pytest.raises(IccidError) as refused:
        parse_iccid(text)

    assert refused.value.reason == "is_eid"
    assert parse_eid(text) == EID


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (NINETEEN, "shape"),
        (EID[:-1], "shape"),
        (f"{EID}0", "shape"),
        ("88" + EID[2:], "shape"),
        ("", "shape"),
        ("8904903212345123451234567890123x", "shape"),
        (f"{EID[:-1]}6", "check_digits"),
        ("89049032123451234512345678910235", "check_digits"),
    ],
)
def test_what_is_no_number_of_a_chip_is_refused_with_the_reason(text, reason) -> None:
    with pytest.raises(EidError) as refused:
        parse_eid(text)

    assert refused.value.reason == reason
    assert is_eid(text) is (reason == "check_digits")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (NINETEEN, "8933 0123 4567 8901 231F", True),
        (NINETEEN, NINETEEN[:-1], True),
        (NINETEEN, NINETEEN[:-2], False),
        (NINETEEN, TWENTY, False),
        (CHINESE, "898600 mf 1234 5678 9012", True),
        (CHINESE, "898600NF123456789012", False),
    ],
)
def test_two_spellings_of_one_sim_are_the_same(one, other, same) -> None:
    assert same_iccid(one, other) is same
    assert same_iccid(other, one) is same
