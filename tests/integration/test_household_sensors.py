"""The household's sensors, and the button that puts a reminder off."""

from collections import Counter

from homeassistant.const import EVENT_STATE_CHANGED, EVENT_STATE_REPORTED
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest

from custom_components.sim_renewal.const import DOMAIN

from .conftest import LINE_ID, device_of, line_subentry, recipient_subentry
from .test_store import disk_is_full, put

NEXT = "sensor.sim_renewal_next_renewal"
LINES_DUE = "sensor.sim_renewal_lines_due"
OTHER_ID = "M" * 26


def maman(**changes):
    return line_subentry("Maman", OTHER_ID, **({"number": None, "iccid": None} | changes))


def next_renewal(hass: HomeAssistant) -> tuple[str, str | None, str | None]:
    state = hass.states.get(NEXT)
    return state.state, state.attributes.get("line"), state.attributes.get("device_id")


def due(hass: HomeAssistant) -> tuple[str, list[str] | None]:
    state = hass.states.get(LINES_DUE)
    return state.state, state.attributes.get("lines")


async def test_the_next_renewal_is_the_next_end_of_any_line(hass, household, act) -> None:
    await household(line_subentry(grace=6), maman(service_until="2026-12-01"))
    assert next_renewal(hass) == ("2026-11-26", "Papa", device_of(hass, LINE_ID))

    await act("record_renewal")
    assert next_renewal(hass) == ("2026-12-01", "Maman", device_of(hass, OTHER_ID))


async def test_the_next_renewal_moves_on_at_midnight(hass, household, move_to) -> None:
    await household(line_subentry(grace=6))

    await move_to("2026-11-26T23:59:59+01:00")
    assert next_renewal(hass)[:2] == ("2026-11-26", "Papa")
    await move_to("2026-11-27T00:00:00+01:00")
    assert next_renewal(hass)[:2] == ("2027-05-26", "Papa")
    await move_to("2027-05-27T00:00:00+02:00")
    assert next_renewal(hass) == ("unknown", None, None)


@pytest.mark.parametrize(
    "changes",
    [
        {"standing": "suspended"},
        {"standing": "archived"},
        {"rule": "subscription", "term": 1, "term_unit": "months"},
        {"service_until": None},
    ],
)
async def test_a_line_that_nobody_has_to_renew_is_not_next(hass, household, changes) -> None:
    await household(line_subentry(**changes), maman(service_until="2027-02-28"))

    assert next_renewal(hass)[:2] == ("2027-02-28", "Maman")


async def test_the_lines_that_are_due_are_counted_and_named(hass, household, act) -> None:
    await household(line_subentry(), maman())
    assert due(hass) == ("2", ["Papa", "Maman"])

    await act("record_renewal", OTHER_ID)
    assert due(hass) == ("1", ["Papa"])

    await act("record_renewal")
    assert due(hass) == ("0", [])


async def test_no_line_is_none_due(hass, household) -> None:
    await household(recipient_subentry())

    assert due(hass) == ("0", [])
    assert next_renewal(hass) == ("unknown", None, None)


@pytest.mark.parametrize("standing", ["suspended", "archived"])
async def test_a_line_that_is_not_in_use_is_never_due(hass, household, standing) -> None:
    await household(line_subentry(standing=standing))

    assert due(hass) == ("0", [])


async def test_where_nothing_is_known_the_count_is_unknown(hass, household, act) -> None:
    await household(line_subentry(service_until=None))
    assert due(hass) == ("unknown", None)

    await act("set_validity", service_until="2027-01-31")
    assert due(hass) == ("0", [])


async def test_a_damaged_record_is_nothing_that_is_known(hass, household) -> None:
    put(hass, b"garbage")
    await household(line_subentry())

    assert due(hass) == ("unknown", None)
    assert next_renewal(hass) == ("unknown", None, None)


@pytest.fixture
def written(hass) -> list[str]:
    """Return the ids of the entities that were written, changed or not."""
    entity_ids: list[str] = []
    for kind in (EVENT_STATE_CHANGED, EVENT_STATE_REPORTED):
        hass.bus.async_listen(
            kind,
            callback(lambda event: entity_ids.append(event.data["entity_id"])),
            event_filter=callback(lambda _: True),
        )
    return entity_ids


async def test_many_lines_that_change_at_once_are_shown_once(
    hass, household, move_to, written
) -> None:
    await household(line_subentry(), maman())
    written.clear()

    await move_to("2026-11-24T00:00:00+01:00")

    assert written.count("sensor.papa_days_left") == written.count("sensor.maman_days_left") == 1
    assert written.count(LINES_DUE) == 1


@pytest.mark.parametrize("line", [{"data_remaining": 1.5, "credit": 4}, {"service_until": None}])
async def test_time_that_brings_nothing_writes_nothing(
    hass, household, move_to, written, line
) -> None:
    await household(line_subentry(**line), maman(), recipient_subentry())
    written.clear()

    for moment in ("10:15:00", "10:30:00", "17:00:00", "23:45:00"):
        await move_to(f"2026-11-23T{moment}+01:00")

    assert written == []


async def test_what_is_written_at_midnight_is_written_once(
    hass, household, move_to, written
) -> None:
    await household(line_subentry(service_until="2027-11-26", data_remaining=1.5), maman())
    written.clear()

    for day in (24, 25, 26):
        await move_to(f"2026-11-{day}T00:00:00+01:00")
        for hour in ("06", "12", "18"):
            await move_to(f"2026-11-{day}T{hour}:00:00+01:00")

    papa = Counter(each for each in written if ".papa_" in each)
    assert max(papa.values()) <= 3, papa


async def test_the_sensors_are_of_the_household(hass, household) -> None:
    entry = await household(line_subentry())

    device_id = dr.async_get_device_id_by_identifier(
        hass, (DOMAIN, entry.entry_id), config_entry_id=entry.entry_id
    )
    registered = [er.async_get(hass).async_get(each) for each in (NEXT, LINES_DUE)]
    assert [each.device_id for each in registered] == [device_id, device_id]
    assert [each.unique_id for each in registered] == [
        f"{entry.entry_id}_next_renewal",
        f"{entry.entry_id}_lines_due",
    ]


# The button


async def test_a_press_is_silent_until_tomorrow_and_then_reminds_again(
    hass, household, phone, move_to
) -> None:
    await household(line_subentry(), recipient_subentry(), reminder_time="08:15:00")
    before = len(phone)

    await hass.services.async_call(
        "button", "press", {"entity_id": "button.papa_remind_tomorrow"}, blocking=True
    )
    await hass.async_block_till_done()
    assert phone[-1].data["message"] == "clear_notification"

    await move_to("2026-11-24T08:14:59+01:00")
    assert len(phone) == before + 1
    await move_to("2026-11-24T08:15:00+01:00")
    assert len(phone) == before + 2
    assert phone[-1].data["title"] == "Papa: 2 days left"


async def test_a_press_that_the_disk_does_not_take_fails(hass, household) -> None:
    entry = await household(line_subentry())
    with disk_is_full(hass), pytest.raises(HomeAssistantError):
        await hass.services.async_call(
            "button", "press", {"entity_id": "button.papa_remind_tomorrow"}, blocking=True
        )

    assert entry.runtime_data.lines[LINE_ID].record.snooze is None
