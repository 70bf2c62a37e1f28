"""Porting: a line goes to another carrier, and takes its number, ledger and reminders along."""

from datetime import date

from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest

from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.core.record import Port

from .conftest import LINE, LINE_ID, file_of, line_subentry, recipient_subentry
from .dialogs import ENGLISH, check_abort, check_form, choose, go_on, shown, terms_of

MAMAN = "M" * 26
PLAIN = {
    "currency": "EUR",
    "rule": "fixed_term",
    "term": 30,
    "term_unit": "days",
    "extends_from": "later",
    "grace_unit": "months",
}
SHOWN = {
    **{key: value for key, value in PLAIN.items() if key != "rule"},
    "starts": "purchase",
    "kept_by_use_unit": "days",
    "ends_when_empty": False,
}
SOLD_BY_ORANGE = {
    "offer_id": "mobicarte",
    "grace": 3,
    "credit": 7.0,
    "data_remaining": 1.5,
    "number_until": "2027-05-26",
    "register_by": "2026-12-31",
    "kept_by_use": 90,
    "kept_by_use_unit": "days",
    "promotion": "Twice the data",
    "promotion_until": "2026-12-24",
    "channels": [{"kind": "website", "link": "https://www.orange.fr/"}],
}


async def port_of(hass, entry):
    form = await choose(hass, entry, LINE_ID, "port")
    check_form(form, "port")
    assert form["last_step"] is False
    return form


def check_ported(result) -> None:
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")


def record_of(entry):
    return entry.runtime_data.lines[LINE_ID].record


def state(hass, key: str) -> str:
    return hass.states.get(f"sensor.papa_{key}").state


def entities(hass) -> dict[str, tuple[str, str]]:
    return {
        each.entity_id: (each.id, each.device_id) for each in er.async_get(hass).entities.values()
    }


async def test_number_ledger_entities_and_device_go_along_and_all_else_is_new(
    hass, household, act, paris
) -> None:
    entry = await household(line_subentry(owner="Papa", form="esim", **SOLD_BY_ORANGE))
    await act("record_renewal", amount=10, receipt="A-1")
    await act("update_balance", data=1, allowance=20, voice=30, sms=50, credit=17)
    before = entities(hass)
    paris.tick(60)

    form = await port_of(hass, entry)
    assert form["description_placeholders"] == {"carrier": "Orange"}
    assert shown(form) == {"ported_on": "2026-11-23"}
    form = await go_on(
        hass, form, carrier="La Poste", ported_on="2026-11-20", iccid="8933 0100 0000 0000 028"
    )
    check_form(form, "offer")
    assert form["description_placeholders"] == {"carrier": "La Poste Mobile"}
    form = await go_on(hass, form, offer_id="other")
    form = await terms_of(hass, form)
    assert form["last_step"] is False
    assert shown(form) == SHOWN
    form = await go_on(hass, form, offer="10 GB", price=12, service_until="2026-12-20")
    check_form(form, "channels")
    link = "https://www.lapostemobile.fr/offres/prepaye-classique"
    way = {"kind": "website", "link": link, "instruction": "Carrier website"}
    assert shown(form) == {"channels": [way]}
    check_ported(await go_on(hass, form))

    assert entry.subentries[LINE_ID].title == "Papa"
    assert entry.subentries[LINE_ID].data == {
        "carrier": "La Poste Mobile",
        "carrier_id": "fr.la_poste_mobile",
        "country": "FR",
        "form": "esim",
        "number": LINE["number"],
        "iccid": "8933010000000000028",
        "owner": "Papa",
        "offer": "10 GB",
        "price": 12.0,
        **PLAIN,
        "service_until": "2026-12-20",
        "channels": [way],
    }
    record = record_of(entry)
    assert record.ports == (
        Port(on=date(2026, 11, 20), from_carrier="Orange", to_carrier="La Poste Mobile"),
    )
    (ledger,) = entry.runtime_data.lines[LINE_ID].entries
    assert (ledger.renewal.amount, ledger.renewal.receipt) == (10, "A-1")
    assert ledger.is_contained
    assert record.known_reading == {}
    assert (state(hass, "service_until"), state(hass, "number_until")) == ("2026-12-20", "unknown")
    assert (state(hass, "credit"), state(hass, "data_remaining")) == ("unknown", "unknown")
    assert state(hass, "last_renewal") == "2026-11-23"
    assert entities(hass) == before
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, LINE_ID), config_entry_id=entry.entry_id
    )
    assert (device.name, device.manufacturer, device.model) == ("Papa", "La Poste Mobile", "10 GB")


async def test_without_new_dates_and_balance_nothing_is_known_of_them(
    hass, household, act, paris
) -> None:
    entry = await household(line_subentry(**SOLD_BY_ORANGE))
    await act("record_renewal", amount=10, credit=17)
    paris.tick(60)

    form = await go_on(hass, await port_of(hass, entry), carrier="Corner shop")
    form = await terms_of(hass, form)
    assert form["last_step"] is True
    assert shown(form) == SHOWN
    check_ported(await go_on(hass, form))

    assert entry.subentries[LINE_ID].data == {
        "carrier": "Corner shop",
        "form": "physical",
        "number": LINE["number"],
        **PLAIN,
    }
    keys = ("service_until", "number_until", "credit", "data_remaining", "status")
    assert {state(hass, key) for key in keys} == {"unknown"}
    (renewal,) = (await act("get_renewals"))["renewals"]
    assert (renewal["date"], renewal["amount"]) == ("2026-11-23", 10.0)


@pytest.mark.parametrize(
    ("rule", "typed", "stated"),
    [
        ("fixed_term", {"service_until": "2026-11-26"}, "unknown"),
        ("balance_burn", {"fee": 7, "credit": 7}, "2026-11-24T09:00:00+00:00"),
    ],
)
async def test_the_same_date_or_balance_at_the_new_carrier_is_its_own(
    hass, household, paris, rule, typed, stated
) -> None:
    entry = await household(line_subentry(credit=7.0))
    paris.move_to("2026-11-24T10:00:00+01:00")
    form = await go_on(hass, await port_of(hass, entry), carrier="Corner shop")

    check_ported(await go_on(hass, await terms_of(hass, form, rule=rule), **typed))

    until = "2026-11-26" if rule == "fixed_term" else "2026-12-24"
    assert state(hass, "service_until") == until
    assert state(hass, "balance_updated") == stated


async def test_a_carrier_without_offers_fills_in_its_ways_to_renew(hass, household) -> None:
    entry = await household(line_subentry(**SOLD_BY_ORANGE))

    form = await go_on(hass, await port_of(hass, entry), carrier="prixtel")
    form = await go_on(hass, await terms_of(hass, form))
    check_form(form, "channels")
    check_ported(await go_on(hass, form))

    (way,) = entry.subentries[LINE_ID].data["channels"]
    assert way["link"] == "https://espaceclient.prixtel.com/"


async def test_a_line_can_be_ported_again_and_every_move_is_kept(hass, household, paris) -> None:
    entry = await household(line_subentry())
    for carrier, day in (("Corner shop", "2026-11-21"), ("fr.sosh", "2026-11-23")):
        form = await go_on(hass, await port_of(hass, entry), carrier=carrier, ported_on=day)
        check_ported(await go_on(hass, await terms_of(hass, form)))

    assert await hass.config_entries.async_reload(entry.entry_id)
    assert record_of(entry).ports == (
        Port(on=date(2026, 11, 21), from_carrier="Orange", to_carrier="Corner shop"),
        Port(on=date(2026, 11, 23), from_carrier="Corner shop", to_carrier="Sosh"),
    )


async def test_reminders_begin_again_with_the_new_dates(hass, household, phone, move_to) -> None:
    entry = await household(line_subentry(), recipient_subentry())
    assert [call.data["message"] for call in phone] == [
        "Works until Thursday, November 26. Usually €10."
    ]
    phone.clear()

    form = await go_on(hass, await port_of(hass, entry), carrier="Corner shop")
    form = await terms_of(hass, form)
    check_ported(await go_on(hass, form, service_until="2026-12-20", price=12))
    (answered,) = phone
    assert answered.data["message"] == "clear_notification"
    phone.clear()

    await move_to("2026-11-26T09:00:30+01:00")
    assert phone == []
    await move_to("2026-12-06T09:00:30+01:00")
    assert [call.data["message"] for call in phone] == ["Works until December 20. Usually €12."]
    phone.clear()
    await move_to("2026-12-13T09:00:30+01:00")
    assert len(phone) == 1


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        ({}, {"carrier": "carrier_missing"}),
        ({"carrier": "  "}, {"carrier": "carrier_missing"}),
        ({"carrier": "x" * 101}, {"carrier": "text_too_long"}),
        ({"ported_on": "2026-11-24"}, {"ported_on": "in_future"}),
        ({"ported_on": "2026-1-5"}, {"ported_on": "invalid_date"}),
        ({"ported_on": "1999-12-31"}, {"ported_on": "date_out_of_range"}),
        ({"iccid": "8933010000000000029"}, {"iccid": "iccid_check_digit"}),
        ({"iccid": "12345"}, {"iccid": "iccid_shape"}),
        ({"iccid": "8933 0100 0000 0000 036"}, {"iccid": "already_used"}),
        (
            {"carrier": " ", "ported_on": "2027-01-01", "iccid": "1"},
            {"carrier": "carrier_missing", "ported_on": "in_future", "iccid": "iccid_shape"},
        ),
    ],
)
async def test_a_mistake_is_named_and_can_be_corrected(hass, household, wrong, errors) -> None:
    entry = await household(
        line_subentry(),
        line_subentry("Maman", MAMAN, number="+33639980002", iccid="8933010000000000036"),
    )
    before = record_of(entry)
    form = await port_of(hass, entry)
    typed = {"carrier": "" if wrong == {} else "Corner shop", "ported_on": "2026-11-23", **wrong}

    form = await go_on(hass, form, **typed)

    check_form(form, "port", errors)
    assert shown(form) == typed
    assert form["description_placeholders"] == {"carrier": "Orange"}
    assert (entry.subentries[LINE_ID].data, record_of(entry)) == (LINE, before)
    right = {"carrier": "Corner shop", "ported_on": "2026-11-23", "iccid": LINE["iccid"]}
    form = await go_on(hass, form, **right)
    check_ported(await go_on(hass, await terms_of(hass, form)))
    assert entry.subentries[LINE_ID].data["iccid"] == LINE["iccid"]


@pytest.mark.parametrize("day", ["", "soon", "2026-02-30"])
async def test_a_day_has_to_be_given(hass, household, day) -> None:
    entry = await household(line_subentry())
    form = await port_of(hass, entry)

    with pytest.raises(InvalidData) as refusal:
        await go_on(hass, form, carrier="Corner shop", ported_on=day)
    assert refusal.value.schema_errors.keys() == {"ported_on"}

    check_form(await go_on(hass, form, carrier="Corner shop"), "rule")


async def test_a_disk_that_does_not_take_it_changes_nothing_until_it_does(
    hass, household, full_disk, act, paris
) -> None:
    break_it, repair_it = full_disk
    entry = await household(line_subentry(credit=7.0))
    await act("record_renewal", amount=10)
    paris.tick(60)
    before = record_of(entry)
    form = await go_on(hass, await port_of(hass, entry), carrier="Corner shop")
    form = await terms_of(hass, form)

    break_it()
    form = await go_on(hass, form, service_until="2027-01-31")

    check_form(form, "terms", {"base": "record_not_saved"})
    assert entry.subentries[LINE_ID].data == {**LINE, "credit": 7.0}
    assert record_of(entry) == before
    assert (state(hass, "service_until"), state(hass, "credit")) == ("2026-12-26", "7.0")

    repair_it()
    check_ported(await go_on(hass, form))
    assert (state(hass, "service_until"), state(hass, "credit")) == ("2027-01-31", "unknown")
    assert len(record_of(entry).ports) == 1


async def test_a_disk_that_does_not_take_the_ways_shows_them_again(
    hass, household, full_disk
) -> None:
    break_it, repair_it = full_disk
    entry = await household(line_subentry())
    form = await go_on(hass, await port_of(hass, entry), carrier="prixtel")
    form = await go_on(hass, await terms_of(hass, form))
    check_form(form, "channels")

    break_it()
    form = await go_on(hass, form, promotion="Twice the data")

    check_form(form, "channels", {"base": "record_not_saved"})
    assert shown(form)["promotion"] == "Twice the data"
    repair_it()
    check_ported(await go_on(hass, form))
    assert entry.subentries[LINE_ID].data["promotion"] == "Twice the data"


async def test_a_move_that_is_given_up_halfway_changes_nothing(hass, household) -> None:
    entry = await household(line_subentry())
    before = record_of(entry)
    form = await go_on(hass, await port_of(hass, entry), carrier="fr.sfr")
    check_form(form, "offer")

    hass.config_entries.subentries.async_abort(form["flow_id"])

    assert (entry.subentries[LINE_ID].data, record_of(entry)) == (LINE, before)


async def test_a_household_that_stops_meanwhile_ends_it_unchanged(hass, household) -> None:
    entry = await household(line_subentry())
    form = await go_on(hass, await port_of(hass, entry), carrier="Corner shop")
    form = await terms_of(hass, form)
    assert await hass.config_entries.async_unload(entry.entry_id)

    check_abort(await go_on(hass, form), "entry_not_loaded")

    assert entry.subentries[LINE_ID].data == LINE


async def test_a_line_whose_record_is_damaged_cannot_be_ported(hass, household) -> None:
    entry = await household(line_subentry())
    assert await hass.config_entries.async_unload(entry.entry_id)
    file_of(hass).write_text("no JSON", encoding="utf-8")
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()

    menu = await entry.start_subentry_reconfigure_flow(hass, LINE_ID)

    assert menu["menu_options"] == [
        "validity",
        "dates",
        "channels",
        "sim",
        "reminders",
        "source",
        "standing",
        "delete",
    ]
    assert "port" in ENGLISH["config_subentries"]["line"]["step"]["reconfigure"]["menu_options"]
