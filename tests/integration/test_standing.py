"""Lines that are suspended or archived: silent, kept, and back as they were."""

from datetime import date, timedelta
from pathlib import Path

from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.sim_renewal.const import DOMAIN

from .conftest import LINE, LINE_ID, line_subentry, mark_renewed, recipient_subentry
from .dialogs import change_line, check_form, choose, go_on, shown

MAMAN = "M" * 26
MAMANS = {"number": "+33639980002", "iccid": None, "service_until": "2026-11-30"}


async def stand(hass, entry, standing: str) -> None:
    """Say in the dialog how Papa's line stands."""
    form = await choose(hass, entry, LINE_ID, "standing")
    check_form(form, "standing")
    result = await go_on(hass, form, standing=standing)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    assert entry.subentries[LINE_ID].data["standing"] == standing


@pytest.fixture
def half_a_minute_later(move_to):
    """Return a function that lets the reload come that follows devices which were enabled."""

    async def wait() -> None:
        await move_to("2026-11-23T10:00:31+01:00")

    return wait


def device_of_papa(hass, entry):
    return dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, LINE_ID), config_entry_id=entry.entry_id
    )


def registered(hass) -> dict[str, str]:
    """Return the ids of all of Papa's entities, by entity id."""
    entities = er.async_get(hass).entities.values()
    return {each.entity_id: each.id for each in entities if each.config_subentry_id == LINE_ID}


def shown_of_papa(hass) -> dict[str, str]:
    """Return the states of all of Papa's entities that have one."""
    states = {entity_id: hass.states.get(entity_id) for entity_id in registered(hass)}
    return {entity_id: state.state for entity_id, state in states.items() if state is not None}


def disablers(hass) -> set[str | None]:
    return {er.async_get(hass).async_get(each).disabled_by for each in registered(hass)}


async def test_a_line_is_in_use_until_something_else_is_said(hass, household) -> None:
    entry = await household(line_subentry())

    form = await choose(hass, entry, LINE_ID, "standing")
    assert shown(form) == {"standing": "in_use"}
    await go_on(hass, form, standing="suspended")

    assert entry.subentries[LINE_ID].data == {**LINE, "standing": "suspended"}
    assert shown(await choose(hass, entry, LINE_ID, "standing")) == {"standing": "suspended"}


async def test_a_standing_that_does_not_exist_is_refused_by_its_field(hass, household) -> None:
    entry = await household(line_subentry())
    form = await choose(hass, entry, LINE_ID, "standing")

    with pytest.raises(InvalidData) as refusal:
        await go_on(hass, form, standing="lost")

    assert refusal.value.schema_errors.keys() == {"standing"}
    await go_on(hass, form, standing="in_use")
    assert entry.subentries[LINE_ID].data["standing"] == "in_use"


async def test_a_suspended_line_is_silent_for_weeks_and_catches_up_when_it_is_resumed(
    hass, household, phone, move_to
) -> None:
    entry = await household(
        line_subentry(grace=6), line_subentry("Maman", MAMAN, **MAMANS), recipient_subentry()
    )
    assert [call.data["title"] for call in phone] == ["2 SIMs to renew"]
    event = hass.states.get("event.papa_reminder")
    assert event.attributes["event_type"] == "renewal_due"

    await stand(hass, entry, "suspended")
    phone.clear()
    assert hass.states.get("sensor.papa_status").state == "suspended"
    assert hass.states.get("binary_sensor.papa_renewal_due").state == "off"
    for days in range(1, 29):
        await move_to(f"{date(2026, 11, 23) + timedelta(days=days)}T09:00:30+01:00")

    titles = {call.data["title"] for call in phone if "title" in call.data}
    assert titles == {
        "Maman: 3 days left",
        "Maman: last day tomorrow",
        "Maman: last day today",
        "Maman does not work",
    }
    assert hass.states.get("event.papa_reminder").state == event.state
    assert hass.states.get("sensor.papa_status").state == "suspended"

    phone.clear()
    await stand(hass, entry, "in_use")
    assert hass.states.get("sensor.papa_status").state == "grace"
    assert [call.data["message"] for call in phone if "title" in call.data] == [
        (
            "No service since November 27."
            " Renew to use it again; the number is kept until May 26, 2027."
        )
    ]
    event = hass.states.get("event.papa_reminder")
    assert event.state.startswith("2026-12-21")
    assert event.attributes["event_type"] == "expired"
    await move_to("2026-12-21T09:15:30+01:00")
    assert len(phone) == 1


async def test_a_renewal_of_a_suspended_line_counts(hass, household, act) -> None:
    entry = await household(line_subentry())
    await stand(hass, entry, "suspended")

    await act("record_renewal", amount=10)

    assert hass.states.get("sensor.papa_service_until").state == "2026-12-26"
    assert hass.states.get("sensor.papa_status").state == "suspended"


async def test_an_archived_line_hides_and_keeps_its_ledger_and_comes_back_the_same(
    hass, household, act, phone, half_a_minute_later
) -> None:
    entry = await household(line_subentry(), recipient_subentry())
    er.async_get(hass).async_update_entity(
        "sensor.papa_expires_at", disabled_by=er.RegistryEntryDisabler.INTEGRATION
    )
    await hass.async_block_till_done()
    await act("record_renewal", amount=10, receipt="A-1")
    ids, states, ways = registered(hass), shown_of_papa(hass), disablers(hass)
    (before,) = (await act("get_renewals"))["renewals"]
    assert len(states) > 15

    await stand(hass, entry, "archived")
    device = device_of_papa(hass, entry)
    assert device.disabled_by is dr.DeviceEntryDisabler.INTEGRATION
    assert shown_of_papa(hass) == {}
    assert registered(hass) == ids
    assert disablers(hass) == {
        er.RegistryEntryDisabler.DEVICE,
        er.RegistryEntryDisabler.INTEGRATION,
    }
    assert (await act("get_renewals"))["renewals"] == [before]
    (line,) = (await act("get_lines"))["lines"]
    assert (line["standing"], line["status"]) == ("archived", "suspended")

    await stand(hass, entry, "in_use")
    assert device_of_papa(hass, entry).disabled_by is None
    assert device_of_papa(hass, entry).id == device.id
    assert (registered(hass), disablers(hass)) == (ids, ways)
    button = "button.papa_mark_renewed"
    assert shown_of_papa(hass) == {**states, button: hass.states.get(button).state}
    assert (await act("get_renewals"))["renewals"] == [before]
    await half_a_minute_later()
    assert shown_of_papa(hass).keys() == states.keys()
    assert hass.states.get("sensor.papa_service_until").state == "2026-12-26"


async def test_an_archived_line_is_silent_over_restarts(hass, household, phone, move_to) -> None:
    entry = await household(line_subentry(), recipient_subentry())
    await stand(hass, entry, "archived")
    phone.clear()

    for day in ("2026-11-25", "2026-11-26", "2026-11-27", "2026-12-04"):
        await move_to(f"{day}T09:00:30+01:00")
        assert await hass.config_entries.async_reload(entry.entry_id)
        await hass.async_block_till_done()

    assert phone == []
    assert shown_of_papa(hass) == {}


async def test_a_household_that_begins_with_an_archived_line_hides_it(hass, household, act) -> None:
    entry = await household(
        line_subentry(standing="archived"), line_subentry("Maman", MAMAN, **MAMANS)
    )

    assert device_of_papa(hass, entry).disabled_by is dr.DeviceEntryDisabler.INTEGRATION
    assert shown_of_papa(hass) == {}
    assert hass.states.get("sensor.maman_status").state == "due"
    assert (await act("get_renewals"))["renewals"] == []


async def test_a_device_that_a_person_disabled_stays_so(hass, household) -> None:
    entry = await household(line_subentry())
    by_user = dr.DeviceEntryDisabler.USER
    dr.async_get(hass).async_update_device(device_of_papa(hass, entry).id, disabled_by=by_user)
    await hass.async_block_till_done()

    for standing in ("archived", "in_use", "suspended"):
        await stand(hass, entry, standing)
        assert device_of_papa(hass, entry).disabled_by is by_user
        assert shown_of_papa(hass) == {}


async def test_an_entity_that_a_person_disabled_stays_so(
    hass, household, half_a_minute_later
) -> None:
    entry = await household(line_subentry())
    by_user = er.RegistryEntryDisabler.USER
    er.async_get(hass).async_update_entity("sensor.papa_credit", disabled_by=by_user)
    await hass.async_block_till_done()

    await stand(hass, entry, "archived")
    await stand(hass, entry, "in_use")

    assert er.async_get(hass).async_get("sensor.papa_credit").disabled_by is by_user
    assert hass.states.get("sensor.papa_credit") is None
    assert hass.states.get("sensor.papa_status").state == "due"
    await half_a_minute_later()


async def test_a_suspended_line_keeps_its_device_and_its_states(hass, household) -> None:
    entry = await household(line_subentry())
    before = shown_of_papa(hass).keys()

    await stand(hass, entry, "suspended")

    assert device_of_papa(hass, entry).disabled_by is None
    assert shown_of_papa(hass).keys() == before
    assert hass.states.get("sensor.papa_service_until").state == "2026-11-26"


async def test_what_was_changed_while_the_form_was_open_is_not_undone(hass, household, act) -> None:
    entry = await household(line_subentry(credit=7.0))
    form = await choose(hass, entry, LINE_ID, "standing")
    await go_on(hass, await choose(hass, entry, LINE_ID, "sim"), name="Father")
    await change_line(hass, entry, LINE_ID, term=28)
    await act("update_balance", credit=17)

    await go_on(hass, form, standing="suspended")

    line = entry.subentries[LINE_ID]
    assert (line.title, line.data["term"], line.data["standing"]) == ("Father", 28, "suspended")
    assert hass.states.get("sensor.papa_credit").state == "17"


async def test_a_line_can_be_suspended_while_the_household_is_stopped(hass, household) -> None:
    entry = await household(line_subentry())
    form = await choose(hass, entry, LINE_ID, "standing")
    assert await hass.config_entries.async_unload(entry.entry_id)

    await go_on(hass, form, standing="suspended")
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()

    assert hass.states.get("sensor.papa_status").state == "suspended"


async def test_a_line_whose_record_is_damaged_can_be_archived_and_its_file_is_left_alone(
    hass, household
) -> None:
    entry = await household(line_subentry())
    assert await hass.config_entries.async_unload(entry.entry_id)
    path = Path(hass.config.path(".storage", f"{DOMAIN}.{LINE_ID}"))
    damaged = await hass.async_add_executor_job(_damage, path)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()

    await stand(hass, entry, "archived")

    assert shown_of_papa(hass) == {}
    assert await hass.async_add_executor_job(path.read_text) == damaged


def _damage(path: Path) -> str:
    """Put a date into a record that does not exist."""
    damaged = path.read_text(encoding="utf-8").replace("2026-11-26", "2026-99-99")
    path.write_text(damaged, encoding="utf-8")
    return damaged


@pytest.mark.parametrize(
    ("until", "more"),
    [
        ("2026-11-26", " Once it is resumed, it works until December 26."),
        ("2042-11-26", ""),
        (None, ""),
    ],
)
async def test_a_renewal_of_a_suspended_line_is_noted_without_a_far_date(
    hass, household, phone, until, more
) -> None:
    MockUser(id="anna-id", name="Anna", is_owner=True).add_to_hass(hass)
    data = {"device_name": "Anna", "os_name": "iOS", "user_id": "anna-id"}
    MockConfigEntry(domain="mobile_app", data=data).add_to_hass(hass)
    rule = {} if until else {"rule": "never", "term": None, "term_unit": None}
    line = line_subentry(service_until=until, standing="suspended", **rule)
    await household(line, recipient_subentry())

    await mark_renewed(hass)

    assert [each.data["title"] for each in phone] == ["Papa: noted"]
    unchanged = "" if until else "No date has changed. "
    assert phone[0].data["message"] == (
        f"€10. {unchanged}It is suspended, so nobody is reminded of it.{more}"
    )
