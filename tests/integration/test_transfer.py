"""A household as a text: brought into another one it is byte by byte the same."""

import json
from typing import Any

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, Unauthorized
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.core.evidence import Teller
from custom_components.sim_renewal.core.rule_table import FAMILIES, NO_RULE

from .conftest import device_of, recipient_subentry
from .test_validity_families import everything_of
from .transfers import (
    MAMA,
    PAPA,
    VALID_UNTIL,
    a_full_household,
    an_id,
    bring,
    call,
    damage,
    export,
    files,
    line_row,
    lines_of,
    mama,
    papa,
    record_of,
    refused,
    renewal_row,
    table,
)


async def start_anew(
    hass: HomeAssistant, household: Any, entry: MockConfigEntry
) -> MockConfigEntry:
    """Remove a household with all its files, and set up one that has nothing."""
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert files(hass) == {}
    return await household()


# There and back


@pytest.mark.parametrize("file_format", ["json", "csv"])
async def test_an_export_that_was_imported_is_exported_byte_by_byte_the_same(
    hass, household, act, file_format
) -> None:
    entry = await a_full_household(hass, household, act)
    answer = await call(hass, "export_data", format=file_format)
    assert {**answer, "data": ""} == {
        "format": file_format,
        "data": "",
        "lines": 3,
        "renewals": 3,
    }
    before = await shown(hass)
    fresh = await start_anew(hass, household, entry)

    assert await bring(hass, answer["data"]) == {
        "lines_added": 3,
        "renewals_added": 3,
        "activities_added": 2,
        "unchanged": 0,
        "errors": [],
        "warnings": [],
        "columns_ignored": [],
    }

    assert await export(hass, file_format) == answer["data"]
    assert {line.subentry_id for line in lines_of(fresh)} == {PAPA, MAMA, an_id(900)}
    assert sorted(await shown(hass), key=repr) == sorted(before, key=repr)
    await hass.config_entries.async_reload(fresh.entry_id)
    assert await export(hass, file_format) == answer["data"]


@pytest.mark.parametrize("family", [*FAMILIES, NO_RULE])
async def test_what_was_told_of_a_line_comes_back_whatever_its_rule(
    hass, household, act, family
) -> None:
    rule = (
        everything_of(FAMILIES[family]) if family in FAMILIES else {"rule": NO_RULE, "term": None}
    )
    entry = await household(papa(**rule, service_until="2026-10-26", credit=8.0))
    await act("record_renewal", PAPA, date="2026-10-24", amount=10, service_until="2026-11-24")
    await act("import_message", PAPA, text=VALID_UNTIL, received_at="2026-11-19T08:00")
    await act("record_renewal", PAPA, date="2026-11-20", amount=10, service_until="2026-12-30")
    await act("import_message", PAPA, text=VALID_UNTIL, received_at="2026-11-22T08:00")
    await act("update_balance", PAPA, data=0, credit=4, measured_at="2026-11-22T09:00")
    await act("update_balance", PAPA, data=1)
    await act("record_activity", PAPA, kind="call", date="2026-11-21")
    await act("set_validity", PAPA, number_until="2027-06-30")
    before = await shown(hass)
    statements = record_of(entry).statements
    assert {each.teller for each in statements} == {Teller.SETUP, Teller.TEXT, Teller.PERSON}
    assert any(each.repeated_at for each in statements)
    texts = {each: await export(hass, each) for each in ("json", "csv")}

    for file_format, text in texts.items():
        entry = await start_anew(hass, household, entry)
        await bring(hass, text)

        assert await export(hass, file_format) == text
        assert await shown(hass) == before
        assert record_of(entry).statements == statements


async def test_an_export_of_chosen_lines_has_no_others(hass, household, act) -> None:
    await a_full_household(hass, household, act)

    answer = await call(hass, "export_data", device_id=[device_of(hass, MAMA)] * 2, format="")

    assert (answer["format"], answer["lines"], answer["renewals"]) == ("json", 1, 1)
    assert [line["line"] for line in json.loads(answer["data"])["lines"]] == ["Mama"]


async def test_what_belongs_to_this_home_alone_is_not_exported(hass, household, act) -> None:
    await household(papa(), recipient_subentry())
    recorded = await act("record_renewal", PAPA)
    await act("undo_renewal", PAPA, renewal_id=recorded["renewal_id"])

    for file_format in ("json", "csv"):
        text = await export(hass, file_format)
        assert recorded["renewal_id"] not in text
        assert "mobile_app_anna" not in text
        assert "R" * 26 not in text


async def test_a_line_that_cannot_be_read_makes_an_export_fail(hass, household) -> None:
    entry = await household(papa(), mama())
    await damage(hass, entry)

    with pytest.raises(HomeAssistantError) as failure:
        await export(hass)
    assert failure.value.translation_key == "record_damaged"
    assert "Papa" not in await export(hass, device_id=[device_of(hass, MAMA)])


async def shown(hass: HomeAssistant) -> list[dict[str, Any]]:
    """Return how the lines stand and what each renewal did, whatever shows them there."""
    lines, renewals = await call(hass, "get_lines"), await call(hass, "get_renewals")
    own = {"device_id": "", "entities": {}}
    return [{**each, **own} for each in (*lines["lines"], *renewals["renewals"])]


# Privacy


async def test_nothing_of_a_text_is_logged_or_told_in_an_error(hass, household, caplog) -> None:
    await household(papa())
    secrets = ("06 39 98 00 77", "Geheim", "8933010000000000077", "4711.55")
    number, name, iccid, amount = secrets
    text = table(
        line_row(line=name, number=number, iccid=iccid),
        renewal_row(line=name, amount=amount, currency="?"),
    )

    words = await refused(hass, text)
    await bring(hass, text, skip_invalid=True)
    await export(hass, "csv")

    ours = "".join(each.getMessage() for each in caplog.records if DOMAIN in each.name)
    assert not [secret for secret in secrets if secret in words + ours]


async def test_only_administrators_export_and_import(
    hass, household, hass_admin_user, hass_read_only_user
) -> None:
    await household(papa())
    calls = {"export_data": {}, "import_data": {"data": "line,date\n"}}

    for action, data in calls.items():
        for user, is_allowed in ((hass_admin_user, True), (hass_read_only_user, False)):
            context = Context(user_id=user.id)
            calling = hass.services.async_call(
                DOMAIN, action, data, blocking=True, context=context, return_response=True
            )
            if is_allowed:
                assert await calling
            else:
                with pytest.raises(Unauthorized):
                    await calling
