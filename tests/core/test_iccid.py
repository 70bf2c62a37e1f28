"""The number of a SIM: what is one, what is none, and why."""

import pytest

from custom_components.sim_renewal.core.iccid import IccidError, parse_iccid

NINETEEN = "8933012345678901231"
TWENTY = "89860012345678901238"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(NINETEEN, NINETEEN, id="19-digits"),
        pytest.param(TWENTY, TWENTY, id="20-digits"),
        pytest.param("8933 0123 4567 8901 231", NINETEEN, id="spaces"),
        pytest.param("  8933012345678901231\n", NINETEEN, id="around"),
        pytest.param("8933\u00a00123\u00a04567\u00a08901\u00a0231", NINETEEN, id="no-break-spaces"),
        pytest.param("89-33-0123-4567-8901-23-1", NINETEEN, id="hyphens"),
        pytest.param("89.33.0123.4567.8901.23.1", NINETEEN, id="dots"),
        pytest.param("8933012345678901231F", NINETEEN, id="padded"),
        pytest.param("8933012345678901231f", NINETEEN, id="padded-lower-case"),
        pytest.param("8986 0012 3456 7890 1238", TWENTY, id="20-digits-spaces"),
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
        pytest.param("893301234567890123", id="18-digits"),
        pytest.param("893301234567890123123", id="21-digits"),
        pytest.param("8833012345678901231", id="not-telecom"),
        pytest.param("+8933012345678901231", id="plus"),
        pytest.param("8933012345678901231FF", id="padded-twice"),
        pytest.param("F8933012345678901231", id="padded-in-front"),
        pytest.param("8933O12345678901231", id="letter-o"),
        pytest.param("8933_0123_4567_8901_231", id="underscores"),
        pytest.param("\uff18\uff19" + NINETEEN[2:], id="full-width-first-digits"),
        pytest.param(NINETEEN[:-1] + "\uff11", id="full-width-last-digit"),
        pytest.param(NINETEEN[:-1] + "\u0661", id="arabic-last-digit"),
        pytest.param("893301234567890123\u00b9", id="superscript"),
        pytest.param("8933012345678901231\uff26", id="full-width-padding"),
        pytest.param("8933012345678901231\ufb00", id="ligature"),
        pytest.param("+33612345678", id="phone-number"),
    ],
)
def test_what_has_another_form_is_refused_for_its_shape(text) -> None:
    with pytest.raises(IccidError) as refused:
        parse_iccid(text)

    assert refused.value.reason == "shape"


@pytest.mark.parametrize("iccid", [NINETEEN, TWENTY])
@pytest.mark.parametrize("place", [2, 3, 9, 10, 17, 18])
def test_one_wrong_digit_never_passes(iccid, place) -> None:
    for digit in set("0123456789") - {iccid[place]}:
        with pytest.raises(IccidError) as refused:
            parse_iccid(iccid[:place] + digit + iccid[place + 1 :])

        assert refused.value.reason == "check_digit"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("8933102345678901231", id="neighbours-swapped"),
        pytest.param("8933012345678901230", id="check-digit-too-small"),
        pytest.param("8933012345678901232", id="check-digit-too-large"),
        pytest.param("89330123456789012310", id="one-digit-too-many"),
        pytest.param("8986001234567890123", id="20-digits-without-the-last"),
    ],
)
def test_a_mistyped_number_is_refused_for_its_check_digit(text) -> None:
    with pytest.raises(IccidError) as refused:
        parse_iccid(text)

    assert refused.value.reason == "check_digit"
