"""A file that is brought in from the household's menu: what it would do is seen before."""

from io import BytesIO
from pathlib import Path
import tempfile
from typing import Any

from aiohttp import FormData
from homeassistant.config_entries import ConfigEntryState
from homeassistant.data_entry_flow import FlowResultType
import pytest

from .conftest import LINE_ID, line_subentry
from .dialogs import check_form
from .transfers import bring, lines_of, papa, traces

TABLE = """\
Mes cartes SIM;;;;
Nom;Numéro;Opérateur;Expire le;Prix;Couleur
Mamie;06 39 98 00 12;Orange;5 janv. 2027;10,00 €;bleu
Tonton;06 39 98 00 13;Lebara;31/12/2026;4,99 €;
Total;;;;14,99 €;
"""
WRONG_ROW = TABLE + "Cousin;abc;Free;30/02/2027;2 €;\n"


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let Home Assistant keep uploads in a directory of the test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path / "home-assistant-file_upload"


@pytest.fixture
def choose_file(hass: Any, hass_client: Any) -> Any:
    """Return a function that chooses a file in the household's menu, and returns what comes."""

    async def choose(entry: Any, content: bytes | str) -> Any:
        form = FormData()
        data = content.encode() if isinstance(content, str) else content
        form.add_field("file", BytesIO(data), filename="sim.csv", content_type="text/csv")
        response = await (await hass_client()).post("/api/file_upload", data=form)
        assert response.status == 200
        file_id = (await response.json())["file_id"]
        return await send(hass, await opened(hass, entry), file=file_id)

    return choose


async def opened(hass: Any, entry: Any) -> Any:
    options = hass.config_entries.options
    menu = await options.async_init(entry.entry_id)
    form = await options.async_configure(menu["flow_id"], {"next_step_id": "import_file"})
    check_form(form, "import_file")
    return form


async def send(hass: Any, form: Any, **typed: Any) -> Any:
    result = await hass.config_entries.options.async_configure(form["flow_id"], typed)
    await hass.async_block_till_done()
    return result


def summary(form: Any) -> str:
    return form["description_placeholders"]["summary"]


async def test_a_table_is_shown_confirmed_and_brought_in(
    hass, household, choose_file, uploads
) -> None:
    entry = await household(papa())
    before = traces(hass)

    form = await choose_file(entry, TABLE.encode("cp1252"))

    check_form(form, "import_preview")
    assert form["data_schema"].schema == {}
    assert traces(hass) == before
    assert not [each for each in uploads.rglob("*") if each.is_file()]
    assert summary(form).split("\n") == [
        "**New lines: 2**",
        "",
        "- Row 3: Mamie · Orange · \\+33639980012 · until January 5, 2027 · €10.00",
        "- Row 4: Tonton · Lebara · \\+33639980013 · until December 31, 2026 · €4.99",
        "",
        "Columns that are left out: Couleur",
        "",
        "**Please check: 1**",
        "",
        "- Row 5: Nom\\: this looks like a row of sums and is left out\\.",
    ]

    done = await send(hass, form)

    assert (done["type"], done["reason"]) == (FlowResultType.ABORT, "import_done")
    assert done["description_placeholders"] == {"lines": "2", "renewals": "0", "refused": "0"}
    assert {line.title for line in lines_of(entry)} == {"Papa", "Mamie", "Tonton"}
    assert hass.states.get("sensor.mamie_service_until").state == "2027-01-05"


async def test_closing_the_dialog_changes_nothing(hass, household, choose_file) -> None:
    entry = await household(papa())
    before = traces(hass)
    form = await choose_file(entry, TABLE)

    hass.config_entries.options.async_abort(form["flow_id"])
    await hass.async_block_till_done()

    assert traces(hass) == before


async def test_refused_rows_are_named_as_the_person_sees_them_and_left_out_only_if_wanted(
    hass, household, choose_file
) -> None:
    entry = await household(papa())
    before = traces(hass)

    form = await choose_file(entry, WRONG_ROW)

    check_form(form, "import_preview")
    told = summary(form).replace("\\", "")
    assert "**What is refused: 2**" in told
    assert "- Row 6: Numéro: this is not a phone number." in told
    assert "- Row 6: Expire le: this is not a date that exists." in told

    form = await send(hass, form, skip_invalid=False)
    check_form(form, "import_preview", {"skip_invalid": "rows_refused"})
    assert traces(hass) == before

    done = await send(hass, form, skip_invalid=True)
    assert done["description_placeholders"] == {"lines": "2", "renewals": "0", "refused": "1"}
    assert "Cousin" not in {line.title for line in lines_of(entry)}


async def test_the_trial_of_the_action_says_the_same(hass, household, choose_file) -> None:
    entry = await household(papa())
    form = await choose_file(entry, WRONG_ROW)

    answer = await bring(hass, WRONG_ROW, dry_run=True)

    told = summary(form).replace("\\", "")
    assert answer["lines_added"] == 2
    assert answer["columns_ignored"] == ["Couleur"]
    assert [each["row"] for each in answer["errors"]] == [6, 6]
    for each in (*answer["errors"], *answer["warnings"]):
        assert f"- Row {each['row']}: {each['message']}" in told


async def test_renewals_for_lines_that_are_there_are_told_by_line(
    hass, household, choose_file
) -> None:
    entry = await household(papa(), line_subentry("O*ma", "M" * 26, number=None, iccid=None))
    table = "line,date\nPapa,2026-11-01\nPapa,2026-10-01\nO*ma,2026-10-02\n"
    await bring(hass, "line,date\nPapa,2026-10-01\n")

    form = await choose_file(entry, table)

    assert summary(form).split("\n\n") == [
        "**Lines that you have and that get something: 2**",
        "- Papa: renewals 1, activities 0\n- O\\*ma: renewals 1, activities 0",
        "Rows that say nothing new: 1",
    ]
    assert (await send(hass, form))["description_placeholders"]["renewals"] == "2"


async def test_a_line_that_is_there_keeps_its_date_and_that_is_said(
    hass, household, choose_file
) -> None:
    entry = await household(papa())

    form = await choose_file(entry, "Name,Number,Expires\nPapa,0639980001,2027-05-31\n")

    told = summary(form).replace("\\", "")
    assert told.startswith("There is nothing new in this file.")
    assert "- Row 2: Expires: the line is there with another date, and keeps it." in told
    await send(hass, form)
    assert hass.states.get("sensor.papa_service_until").state == "2026-11-26"


async def test_a_long_file_is_shown_in_part_and_without_dates_says_so(
    hass, household, choose_file
) -> None:
    entry = await household()
    rows = [f"Line {number},+336399800{number:02}" for number in range(10, 53)]

    form = await choose_file(entry, "\n".join(["Name,Number", *rows]))

    assert "- Row 2: Line 10 · \\+33639980010 · no date yet" in summary(form)
    assert summary(form).endswith("- and 3 more")


@pytest.mark.parametrize(
    ("content", "reason", "problem"),
    [
        (b"PK\x03\x04\x14\0\x06\0", "import_no_text", ""),
        ("Colour,Shape\nred,round\n", "import_unreadable", "none of these headings is known"),
        ("Name,Shape\nPapa,round\n", "import_unreadable", "Shape: this heading is not known."),
        ("", "import_unreadable", "there is nothing in it"),
        ("x" * 5_000_001, "import_file_too_large", ""),
    ],
)
async def test_a_file_that_cannot_be_used_says_why_and_another_can_be_chosen(
    hass, household, choose_file, content, reason, problem
) -> None:
    entry = await household(papa())
    before = traces(hass)

    form = await choose_file(entry, content)

    check_form(form, "import_file", {"file": reason})
    assert problem in form["description_placeholders"]["problem"].replace("\\", "")
    assert traces(hass) == before


async def test_a_file_that_did_not_arrive_is_asked_for_again(hass, household) -> None:
    entry = await household(papa())

    form = await send(hass, await opened(hass, entry), file="0" * 32)

    check_form(form, "import_file", {"file": "file_unknown"})


async def test_a_full_disk_keeps_the_preview_open(hass, household, choose_file, full_disk) -> None:
    entry = await household(line_subentry())
    form = await choose_file(entry, "line,date\nPapa,2026-10-01\n")
    break_it, repair = full_disk
    break_it()
    before = entry.runtime_data.lines[LINE_ID].record

    form = await send(hass, form)

    check_form(form, "import_preview", {"base": "record_not_saved"})
    assert entry.runtime_data.lines[LINE_ID].record == before
    repair()
    assert (await send(hass, form))["reason"] == "import_done"


async def test_a_household_that_does_not_run_takes_no_file(hass, household, choose_file) -> None:
    entry = await household(papa())
    preview = await choose_file(entry, TABLE)
    await hass.config_entries.async_unload(entry.entry_id)

    assert (await send(hass, preview))["reason"] == "entry_not_loaded"
    menu = await hass.config_entries.options.async_init(entry.entry_id)
    stopped = await hass.config_entries.options.async_configure(
        menu["flow_id"], {"next_step_id": "import_file"}
    )
    assert stopped["reason"] == "entry_not_loaded"


async def test_a_file_that_comes_right_after_a_change_waits_for_it(
    hass, household, choose_file
) -> None:
    entry = await household(papa())
    preview = await choose_file(entry, TABLE)
    hass.config_entries.async_update_entry(entry, options={"remind_before": [5]})
    assert entry.state is not ConfigEntryState.LOADED

    assert (await send(hass, preview))["reason"] == "import_done"
