"""What an export has agrees with what is kept, and with what its documentation says."""

from dataclasses import fields
import json
from pathlib import Path
import re

from custom_components.sim_renewal import const
from custom_components.sim_renewal.core.evidence import Emptied, Statement
from custom_components.sim_renewal.core.model import Activity, Renewal, Verification
from custom_components.sim_renewal.core.record import Port, Record
from custom_components.sim_renewal.core.rule_settings import SETTINGS as OF_RULES
from custom_components.sim_renewal.core.rule_table import FAMILIES, NO_RULE
from custom_components.sim_renewal.core.transfer.columns import COLUMNS, SETTINGS
from custom_components.sim_renewal.core.transfer.csv_format import read_csv, write_csv
from custom_components.sim_renewal.core.transfer.json_format import LISTS, read_json, write_json
from custom_components.sim_renewal.core.transfer.lists import Balance, Steps, Ways
from custom_components.sim_renewal.core.transfer.model import RowKind
from custom_components.sim_renewal.core.transfer.notations import Style, WordListNotation
from custom_components.sim_renewal.flows.channels import FIELDS as CHANNEL_FIELDS
from custom_components.sim_renewal.flows.terms import FIELDS as CONDITION_FIELDS

from .core.transfer.households import HOME, HOUSEHOLD, PAPA, household_of

DOCUMENTATION = Path("docs/import-export.md").read_text(encoding="utf-8")
JSON_EXAMPLES = re.findall(r"```json\n(.*?)```", DOCUMENTATION, re.DOTALL)

OF_THIS_HOME = {
    "deliveries",
    "source_values",
    "history",
    "receipt_file",
    "skips",
    "snooze",
    "undone",
}
"""What a record keeps and an export does not have."""

NO_SETTINGS = {
    # What only a dialog asks, or what is of the household.
    # What is of an account.
    const.CONF_ENTRY_KIND,
    const.CONF_ACCOUNT_CARRIER,
    const.CONF_CREDENTIALS,
    const.CONF_SEEN,
    const.CONF_ASSISTANT,
    const.CONF_CAP,
    const.CONF_DIGEST,
    const.CONF_ESCALATE_AFTER,
    const.CONF_ESCALATE_HOURS,
    const.CONF_FALLBACKS,
    const.CONF_HEARTBEAT,
    const.CONF_LOW_DATA,
    const.CONF_LOW_SHARE,
    const.CONF_OFFER_SIMS,
    const.CONF_PORTED_ON,
    const.CONF_QUIET_FROM,
    const.CONF_QUIET_UNTIL,
    const.CONF_REMIND,
    const.CONF_REMIND_BEFORE,
    const.CONF_REMINDER_TIME,
    const.CONF_ROLE,
    const.CONF_TARGETS,
    const.CONF_VERIFY,
    # Recipients are the household's own, and no other has them.
    const.CONF_REMIND_WHOM,
    # What a new line begins with: its record tells it.
    const.CONF_CREDIT,
    const.CONF_DATA_REMAINING,
    const.CONF_NUMBER_UNTIL,
    const.CONF_SERVICE_UNTIL,
}


def test_every_setting_of_a_line_is_exported_or_left_out_on_purpose() -> None:
    settings = {value for name, value in vars(const).items() if name.startswith("CONF_")}

    assert len(SETTINGS) == len(set(SETTINGS)) > 25
    of_rules = {name for each in OF_RULES for name in each.names}
    assert (settings - NO_SETTINGS) | of_rules == set(SETTINGS)
    assert {*CHANNEL_FIELDS, *CONDITION_FIELDS} <= set(SETTINGS)


def test_everything_that_a_record_keeps_is_exported_or_left_out_on_purpose() -> None:
    full = PAPA.renewals[0]
    (came_back,) = (
        each
        for line in household_of(read_csv(write_csv(HOUSEHOLD), HOME).rows).lines
        for each in line.renewals
        if each.renewal_id == full.renewal_id
    )
    for kept, given in ((full, came_back), (full.verification, came_back.verification)):
        for name in {field.name for field in fields(kept)} - OF_THIS_HOME:
            assert getattr(kept, name) not in (None, {}, ()), name
            assert getattr(kept, name) == getattr(given, name), name
    assert type(full) is Renewal
    assert type(full.verification) is Verification
    assert {field.name for field in fields(Record)} - OF_THIS_HOME == {
        "activities",
        "emptied",
        "former_credits",
        "ports",
        "reading",
        "renewals",
        "statements",
    }
    assert {field.name for field in fields(Statement)} == of_kind(RowKind.STATEMENT)
    assert {field.name for field in fields(Emptied)} == of_kind(RowKind.DATA_EMPTY)
    assert len(fields(Activity)) == 5
    assert len(fields(Port)) == 3


def of_kind(kind: RowKind) -> set[str]:
    """Return the columns that only rows of a kind need, beside the line that they are on."""
    return {name for name, each in COLUMNS.items() if kind in each.kinds} - {
        "kind",
        "line_id",
        "line",
    }


def test_the_line_that_is_tested_has_every_setting() -> None:
    assert set(PAPA.settings) == set(SETTINGS)


def test_every_column_is_documented_and_no_other() -> None:
    told = re.findall(r"^\| `(\w+)` \|", DOCUMENTATION.partition("## Columns")[2], re.MULTILINE)

    assert sorted(told) == sorted(COLUMNS)


def test_every_example_of_the_documentation_is_read() -> None:
    rows = re.findall(r"^\| `(\w+)` \|.*\| `(.+?)` \|$", DOCUMENTATION, re.MULTILINE)
    examples = {name: example for name, example in rows if name in COLUMNS}
    assert examples.keys() == COLUMNS.keys()
    for name, example in examples.items():
        kind = next(kind for kind in RowKind if kind in COLUMNS[name].kinds)
        cells = {"kind": kind.value, name: example, "line": "Papa"} | (
            {"kind": example} if name == "kind" else {}
        )
        text = ";".join(cells) + "\n" + ";".join(f'"{c.replace(chr(34), 2 * chr(34))}"'
                                                for c in cells.values())  # fmt: skip
        (row,) = read_csv(text, HOME).rows
        assert [error for error in row.errors if error.column == name] == []
    (table,) = re.findall(r"```csv\n(.*?)```", DOCUMENTATION, re.DOTALL)
    assert [row.errors for row in read_csv(table, HOME).rows] == [()]
    text, _ = JSON_EXAMPLES
    assert [row.errors for row in read_json(text, HOME).rows] == [(), ()]


def test_a_list_in_json_is_the_text_of_a_cell_or_what_an_export_has() -> None:
    style = Style(".", HOME.zone)
    lists = json.loads(JSON_EXAMPLES[1])
    named = {"steps", "kinds", "channels", "balance_after", "balance_before"}
    examples = dict(re.findall(r"^\| `(\w+)` \|.*\| `(.+?)` \|$", DOCUMENTATION, re.MULTILINE))

    assert lists.keys() <= named
    assert {
        name
        for name, column in COLUMNS.items()
        if isinstance(column.notation, Balance | Steps | Ways | WordListNotation)
    } == named
    for name in named:
        notation = COLUMNS[name].notation
        told = notation.of_text(examples[name], style)
        assert told
        assert notation.of_json(examples[name], style) == told
        assert notation.of_json(json.loads(json.dumps(notation.to_json(told))), style) == told
    for name, value in lists.items():
        assert COLUMNS[name].notation.of_json(value, style)


def test_every_word_of_a_choice_is_documented() -> None:
    columns = DOCUMENTATION.partition("## Columns")[2]
    words = [
        (name, word)
        for name, column in COLUMNS.items()
        for word in getattr(column.notation, "words", None) or ()
    ]
    assert {name for name, _ in words} >= {"kind", "channel", "kinds", "standing", "verdict"}
    for name, word in words:
        assert f"`{word}`" in columns, (name, word)
    for rule in (*FAMILIES, NO_RULE):
        assert f"`{rule}`" in columns
    assert {f"`{name}`" for name in LISTS} <= set(re.findall(r"`\w+`", DOCUMENTATION))


def test_no_rule_has_one_name() -> None:
    assert f'"rule": "{NO_RULE}"' in write_json(HOUSEHOLD)
