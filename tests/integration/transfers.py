"""Texts to import, calls of the actions, and what they could have changed."""

from pathlib import Path
from typing import Any

from homeassistant.config_entries import ConfigEntryState, ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.sim_renewal.const import DOMAIN

from .conftest import line_subentry, recipient_subentry

PAPA = f"01KB{1:022d}"
MAMA = f"01KB{2:022d}"
NEW = f"01KB{3:022d}"


def an_id(number: int) -> str:
    return f"01KC{number:022d}"


def papa(**changes: Any) -> Any:
    return line_subentry("Papa", PAPA, **changes)


def mama(**changes: Any) -> Any:
    own = {"number": "+33639980002", "iccid": None, "carrier": "SFR", "service_until": "2026-12-24"}
    return line_subentry("Mama", MAMA, **(own | changes))


async def call(hass: HomeAssistant, action: str, **data: Any) -> Any:
    return await hass.services.async_call(DOMAIN, action, data, blocking=True, return_response=True)


async def export(hass: HomeAssistant, file_format: str = "json", **data: Any) -> str:
    return (await call(hass, "export_data", format=file_format, **data))["data"]


async def bring(hass: HomeAssistant, text: str, **data: Any) -> Any:
    return await call(hass, "import_data", data=text, **data)


async def refused(hass: HomeAssistant, text: str, **data: Any) -> str:
    """Import a text that is refused; return what the error says of its rows."""
    await hass.async_block_till_done()
    before = traces(hass)
    with pytest.raises(ServiceValidationError) as refusal:
        await bring(hass, text, **data)
    assert refusal.value.translation_key == "import_refused"
    assert refusal.value.translation_placeholders["field"] == "data"
    assert str(refusal.value).startswith("data: ")
    await hass.async_block_till_done()
    assert traces(hass) == before
    return refusal.value.translation_placeholders["rows"]


async def errors_of(hass: HomeAssistant, text: str, **data: Any) -> list[tuple[int, str, str]]:
    """Return what a trial says is wrong, and check that it is what the real import says."""
    found = (await bring(hass, text, dry_run=True, **data))["errors"]
    for error in found:
        assert error["message"].startswith(f"{error['column']}: ")
    rows = await refused(hass, text, **data)
    for error in found[:5]:
        assert f"{error['row']}: {error['message']}" in rows
    return [(error["line_number"], error["column"], error["reason"]) for error in found]


def traces(hass: HomeAssistant) -> dict[str, Any]:
    """Return everything that an import could change."""
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    return {
        "files": files(hass),
        "lines": {each.subentry_id: (each.title, dict(each.data)) for each in lines_of(entry)},
        "records": {key: line.record for key, line in entry.runtime_data.lines.items()},
    }


def lines_of(entry: MockConfigEntry) -> list[ConfigSubentry]:
    return entry.get_subentries_of_type("line")


def record_of(entry: MockConfigEntry, line_id: str = PAPA) -> Any:
    return entry.runtime_data.lines[line_id].record


def files(hass: HomeAssistant) -> dict[str, bytes]:
    storage = Path(hass.config.path(".storage"))
    return {each.name: each.read_bytes() for each in storage.glob("sim_renewal.*")}


def loads(entry: MockConfigEntry) -> list[None]:
    """Return a list that grows each time that a household is loaded from now on."""
    counted: list[None] = []

    def changed() -> None:
        if entry.state is ConfigEntryState.LOADED:
            counted.append(None)

    entry.async_on_state_change(changed)
    return counted


def put(hass: HomeAssistant, name: str, content: bytes) -> None:
    """Write a file into the storage."""
    Path(hass.config.path(".storage", name)).write_bytes(content)


async def damage(hass: HomeAssistant, entry: MockConfigEntry, line_id: str = PAPA) -> None:
    """Put something into a line's file that is no record, and load it."""
    put(hass, f"sim_renewal.{line_id}", b"not a record")
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()


VALID_UNTIL = "Votre crédit est valable jusqu'au 30/12/2026."

COLUMNS = (
    "kind,line,date,amount,currency,number,iccid,rule,term,steps,kinds,fee,grace,grace_unit,"
    "service_until,number_until,kept_by_use_unit,country,channels,carrier,bucket,unit,measured_at,"
    "activity,id,payer,balance_after,clock,until,as_of,told_at,teller,ends_at,repeated_at,"
    "refilled_at,at,in_addition"
)


def table(*rows: str) -> str:
    """Return a table of rows that `row` and the functions beside it made."""
    return "\n".join([COLUMNS, *rows])


async def a_full_household(hass: HomeAssistant, household: Any, act: Any) -> MockConfigEntry:
    """Set up lines of several rules, and let happen on them what can be kept."""
    entry = await household(
        papa(credit=3.2, grace=6, grace_unit="months", owner="=Papa", country="FR"),
        mama(
            rule="credit_ladder",
            steps=[
                {"amount": 5.0, "service_days": 30, "number_months": 1},
                {"amount": 10.0, "number_months": 6},
            ],
            kept_by_use=90,
            kept_by_use_unit="days",
            ends_when_empty=True,
            register_by="2026-12-31",
            standing="archived",
        ),
        line_subentry(
            "Oma",
            an_id(900),
            number=None,
            iccid=None,
            rule="activity",
            term=6,
            term_unit="months",
            kinds=["call", "sms"],
            minimum=5.0,
            service_until=None,
        ),
        recipient_subentry(),
    )
    await act(
        "record_renewal",
        PAPA,
        date="2026-11-20",
        amount="19.99",
        currency="USD",
        channel="kiosk",
        payer="-Tante Lin",
        receipt="2026/118",
        note='two lines\nof "text"; and more',
        service_until="2026-12-31",
        number_until="2027-06-30",
        credit=4.5,
    )
    await act("record_renewal", PAPA, amount=10)
    undone = await act("record_renewal", PAPA, note="by mistake", in_addition=True)
    await act("undo_renewal", PAPA, renewal_id=undone["renewal_id"])
    await act("update_balance", PAPA, data=0, measured_at="2026-11-22T08:00")
    await act("update_balance", PAPA, data=12.345, voice="1.5", sms=0)
    for moment in ("2026-11-21T08:00", "2026-11-22T08:00"):
        await act("import_message", PAPA, text=VALID_UNTIL, received_at=moment)
    await act("set_validity", PAPA, service_until="2027-01-05")
    await act("record_renewal", MAMA, amount=5)
    await act("record_activity", an_id(900), kind="call", date="2026-11-01")
    await act("record_activity", an_id(900), kind="sms")
    return entry


def line_row(**cells: str) -> str:
    return row(kind="line", **({"line": "Oma"} | cells))


def renewal_row(**cells: str) -> str:
    return row(**({"kind": "renewal", "line": "Papa", "date": "2026-11-01"} | cells))


def statement_row(**cells: str) -> str:
    told = {"line": "Papa", "clock": "service", "until": "2026-12-26", "as_of": "2026-11-20"}
    return row(kind="statement", **(told | cells))


def row(**cells: str) -> str:
    names = COLUMNS.split(",")
    assert cells.keys() <= set(names)
    return ",".join('"{}"'.format(cells.get(name, "").replace('"', '""')) for name in names)
