"""Setting up the household: once, with or without its first recipient and first line."""

from homeassistant.config_entries import SOURCE_USER, ConfigEntryState
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.sim_renewal.const import DOMAIN

from .conftest import line_subentry
from .dialogs import check_abort, check_form, choices, filled, shown

BOB = "notify.mobile_app_bobs_phone"


async def start(hass):
    form = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    check_form(form, "user")
    return form


async def go_on(hass, form, /, **typed):
    """Send a form with some fields changed."""
    result = await hass.config_entries.flow.async_configure(form["flow_id"], filled(form, **typed))
    await hass.async_block_till_done()
    return result


@pytest.fixture
async def _unloaded(hass):
    """Stop the household that the test has set up."""
    yield
    for entry in hass.config_entries.async_entries(DOMAIN):
        assert await hass.config_entries.async_unload(entry.entry_id)


pytestmark = pytest.mark.usefixtures("_unloaded")


async def test_a_household_can_begin_without_anything(hass) -> None:
    form = await start(hass)
    assert shown(form) == {
        "reminder_time": "09:00:00",
        "targets": [],
        "language": "en",
        "add_line": True,
    }

    result = await go_on(hass, form, add_line=False)

    assert result["type"] is FlowResultType.CREATE_ENTRY
    entry = result["result"]
    assert entry.title == "SIM Renewal"
    assert (entry.data, entry.options) == ({}, {"reminder_time": "09:00:00"})
    assert not entry.subentries
    assert entry.state is ConfigEntryState.LOADED


async def test_a_household_begins_with_a_recipient_and_a_line(hass, phone) -> None:
    hass.services.async_register("notify", "mobile_app_bobs_phone", lambda call: None)
    form = await start(hass)

    form = await go_on(
        hass,
        form,
        reminder_time="07:45:00",
        targets=[BOB, "notify.mobile_app_anna"],
        language="fr",
    )
    check_form(form, "line")
    assert form["last_step"] is False
    form = await go_on(hass, form, name="Grand-mère", number="06 39 98 00 02", form="esim")
    check_form(form, "validity")
    assert form["last_step"] is True
    result = await go_on(hass, form, service_until="2026-12-24", credit=5)

    assert result["type"] is FlowResultType.CREATE_ENTRY
    entry = result["result"]
    assert entry.options == {"reminder_time": "07:45:00"}
    (recipient,) = entry.get_subentries_of_type("recipient")
    assert recipient.title == "Bobs phone"
    assert recipient.data == {"targets": [BOB, "notify.mobile_app_anna"], "language": "fr"}
    (line,) = entry.get_subentries_of_type("line")
    assert line.title == "Grand-mère"
    assert line.data == {
        "form": "esim",
        "number": "+33639980002",
        "currency": "EUR",
        "rule": "fixed_term",
        "term": 30,
        "term_unit": "days",
        "extends_from": "later",
        "grace_unit": "months",
        "service_until": "2026-12-24",
        "credit": 5.0,
    }
    registry = er.async_get(hass)
    service_until = registry.async_get_entity_id(
        "sensor", DOMAIN, f"{line.subentry_id}_service_until"
    )
    assert hass.states.get(service_until).state == "2026-12-24"


async def test_a_household_begins_with_a_line_and_no_recipient(hass) -> None:
    form = await go_on(hass, await start(hass))
    form = await go_on(hass, form, name="Papa")
    result = await go_on(hass, form)

    (line,) = result["result"].subentries.values()
    assert (line.subentry_type, line.title) == ("line", "Papa")


async def test_a_household_begins_with_a_recipient_and_no_line(hass, phone) -> None:
    form = await start(hass)
    result = await go_on(hass, form, targets=["notify.mobile_app_anna"], add_line=False)

    (recipient,) = result["result"].subentries.values()
    assert (recipient.subentry_type, recipient.title) == ("recipient", "Anna")
    assert recipient.data == {"targets": ["notify.mobile_app_anna"], "language": "en"}


@pytest.mark.parametrize(
    ("language", "default"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("fr", "fr"),
        ("fr-CA", "fr"),
        ("zh-Hans", "zh-Hans"),
        ("zh-Hant", "zh-Hans"),
        ("de", "en"),
    ],
)
async def test_reminders_speak_the_language_of_home_assistant_or_the_nearest(
    hass, language, default
) -> None:
    hass.config.language = language

    assert shown(await start(hass))["language"] == default


async def test_there_is_only_one_household(hass, household) -> None:
    await household(line_subentry())

    second = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})

    check_form(second, "account")
    assert len(hass.config_entries.async_entries(DOMAIN)) == 1


async def test_of_two_open_dialogs_only_the_first_one_sets_up_the_household(hass) -> None:
    slow = await go_on(hass, await start(hass))
    slow = await go_on(hass, slow, name="Papa")
    check_form(slow, "validity")
    quick = await go_on(hass, await start(hass), add_line=False)
    assert quick["type"] is FlowResultType.CREATE_ENTRY

    check_abort(await go_on(hass, slow), "single_instance_allowed")

    (entry,) = hass.config_entries.async_entries(DOMAIN)
    assert entry == quick["result"]
    assert not entry.subentries


@pytest.mark.parametrize(
    ("field", "impossible"),
    [
        ("reminder_time", "25:00"),
        ("reminder_time", "morning"),
        ("targets", ["notify.nobody"]),
        ("targets", "notify.mobile_app_anna"),
        ("language", "de"),
    ],
)
async def test_the_first_form_names_the_field_that_cannot_be_and_can_be_sent_again(
    hass, phone, field, impossible
) -> None:
    form = await start(hass)

    with pytest.raises(InvalidData) as refusal:
        await go_on(hass, form, **{field: impossible})
    assert refusal.value.schema_errors.keys() == {field}

    result = await go_on(hass, form, targets=["notify.mobile_app_anna"], add_line=False)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert len(result["result"].subentries) == 1


@pytest.mark.parametrize(("typed", "kept"), [("8:05", "08:05:00"), ("21:30", "21:30:00")])
async def test_the_time_of_reminders_is_kept_in_a_form_that_can_be_read_again(
    hass, typed, kept
) -> None:
    result = await go_on(hass, await start(hass), reminder_time=typed, add_line=False)

    assert result["result"].options == {"reminder_time": kept}
    assert result["result"].state is ConfigEntryState.LOADED


async def test_a_refused_first_line_is_shown_again_and_can_be_corrected(hass) -> None:
    form = await go_on(hass, await start(hass))

    typed = {"name": "Papa", "form": "physical", "iccid": "8933010000000000011", "owner": "Papa"}
    form = await go_on(hass, form, **typed)
    check_form(form, "line", {"iccid": "iccid_check_digit"})
    assert shown(form) == typed
    form = await go_on(hass, form, iccid="8933 0100 0000 0000 010")
    check_form(form, "validity")

    form = await go_on(hass, form, term=0, price=9.99, service_until="2026-12-24")
    check_form(form, "validity", {"term": "count_out_of_range"})
    assert (shown(form)["term"], shown(form)["price"]) == (0, 9.99)
    result = await go_on(hass, form, term=28)

    (line,) = result["result"].subentries.values()
    kept = {key: line.data[key] for key in ("iccid", "owner", "term", "price", "service_until")}
    assert kept == {
        "iccid": "8933010000000000010",
        "owner": "Papa",
        "term": 28,
        "price": 9.99,
        "service_until": "2026-12-24",
    }


async def test_the_first_line_is_in_the_currency_of_home_assistant(hass) -> None:
    await hass.config.async_update(currency="CNY")
    form = await go_on(hass, await start(hass))
    form = await go_on(hass, form, name="Papa")

    assert shown(form)["currency"] == "CNY"


async def test_carriers_are_offered_and_people_of_the_home(hass) -> None:
    hass.states.async_set("person.anna", "home", {"friendly_name": "Anna"})
    form = await go_on(hass, await start(hass))

    assert "Orange · France" in choices(form, "carrier")
    assert choices(form, "owner") == ["Anna"]
    form = await go_on(hass, form, name="Papa", carrier="Corner shop", owner="A guest")
    result = await go_on(hass, form)

    (line,) = result["result"].subentries.values()
    assert (line.data["carrier"], line.data["owner"]) == ("Corner shop", "A guest")
