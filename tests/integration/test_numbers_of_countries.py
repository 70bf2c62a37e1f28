"""A number without country code: of the line's carrier first, then of the household."""

import pytest

from .conftest import line_subentry
from .dialogs import check_form, choose, go_on, shown, sim_of_new_line
from .transfers import PAPA, bring, call, lines_of, papa

SPANISH = "Orange · Spain"
TWO = {"number": "number_of_two_countries"}


async def start(hass, entry):
    return await sim_of_new_line(hass, entry)


async def test_a_number_that_two_countries_have_is_asked_about_with_the_carriers_first(
    hass, household
) -> None:
    entry = await household()

    form = await go_on(
        hass, await start(hass, entry), name="Lucía", carrier=SPANISH, number="612 345 678"
    )

    check_form(form, "sim", TWO)
    assert form["description_placeholders"] == {"numbers": "+34 612 34 56 78 / +33 6 12 34 56 78"}
    assert shown(form)["number"] == "+34 612 34 56 78"
    form = await go_on(hass, form)
    await through(hass, form)
    (line,) = lines_of(entry)
    assert (line.data["number"], line.data["country"]) == ("+34612345678", "ES")


async def test_the_other_country_can_be_chosen_and_is_not_asked_about_again(
    hass, household
) -> None:
    entry = await household()
    form = await go_on(
        hass, await start(hass, entry), name="Lucía", carrier=SPANISH, number="612 345 678"
    )

    form = await go_on(hass, form, number="+33 6 12 34 56 78", name=" ")
    check_form(form, "sim", {"name": "name_missing"})
    assert shown(form)["number"] == "+33 6 12 34 56 78"
    form = await go_on(hass, form, name="Lucía")

    assert form["step_id"] != "sim"


async def through(hass, form):
    """Answer the pages that follow as they are; the offer is none of the catalogue's."""
    while form["type"] == "form":
        other = {"offer_id": "other"} if form["step_id"] == "offer" else {}
        form = await go_on(hass, form, **other)


@pytest.mark.parametrize(
    ("carrier", "number", "kept"),
    [
        (SPANISH, "06 39 98 00 01", "+33639980001"),
        ("Kiosk", "612 345 678", "+33612345678"),
        (None, "612 345 678", "+33612345678"),
    ],
)
async def test_a_number_of_one_country_alone_needs_no_question(
    hass, household, carrier, number, kept
) -> None:
    entry = await household(papa(number=None))
    form = await choose(hass, entry, PAPA, "sim")

    form = await go_on(hass, form, carrier=carrier, number=number)
    await through(hass, form)

    (line,) = lines_of(entry)
    assert line.data["number"] == kept


@pytest.mark.parametrize("row", ["Lucía,612 345 678,Orange,ES", "Lucía,612 345 678,Orange,Espagne"])
async def test_an_import_takes_it_for_the_country_of_the_row_and_says_so(
    hass, household, row
) -> None:
    entry = await household(line_subentry())

    answer = await bring(hass, f"Name,Phone,Carrier,Country\n{row}\n")

    assert [(each["row"], each["reason"]) for each in answer["warnings"]] == [
        (2, "taken_for_its_country")
    ]
    assert lines_of(entry)[-1].data["number"] == "+34612345678"


async def test_a_text_finds_the_line_by_such_a_number(hass, household) -> None:
    entry = await household(line_subentry())
    await bring(hass, "Name,Phone,Carrier,Country\nLucía,612 345 678,Orange,ES\n")
    await hass.async_block_till_done()
    lucia = lines_of(entry)[-1]

    await call(
        hass,
        "import_message",
        text="Línea 612345678: su saldo es válido hasta el 05/01/2027.",
        sender="Orange",
    )
    await hass.async_block_till_done()

    until = entry.runtime_data.lines[lucia.subentry_id].data.clocks.service_until
    assert until.isoformat() == "2027-01-05"
