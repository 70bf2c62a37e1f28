"""A family of validity rules is a class and a row: that is enough for every way to a rule."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, tzinfo
from decimal import Decimal
from typing import Any, override

import pytest
import voluptuous as vol

from custom_components.sim_renewal.catalogue import rule_schema
from custom_components.sim_renewal.core.model import Activity, Event
from custom_components.sim_renewal.core.rule_settings import (
    MINIMUM,
    OF_ALL,
    SETTINGS,
    Setting,
    SettingKind,
)
from custom_components.sim_renewal.core.rule_table import FAMILIES, Family
from custom_components.sim_renewal.core.rules import Clocks, Ending, ValidityRule, is_enough
from custom_components.sim_renewal.settings.rules import rule_of
from scripts import catalogue_table

from ..test_rooms import FILES, PACKAGE, imports
from .conftest import line_subentry
from .dialogs import choices, choose, go_on, sections_of, sim_of_new_line, terms_of
from .transfers import bring, errors_of, export, lines_of, papa

VALUES = {
    SettingKind.SPAN: 6,
    SettingKind.DAY: 15,
    SettingKind.AMOUNT: 5.0,
    SettingKind.FEE: 2.0,
    SettingKind.STEPS: [{"amount": 5.0, "service_days": 30}],
    SettingKind.FLAG: True,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class YearEnd(ValidityRule):
    """Service lasts until the end of the year in which enough was bought; nobody sells this."""

    minimum: Decimal

    @override
    def service_end(self, event: Event, clocks: Clocks, zone: tzinfo) -> Ending | None:
        if isinstance(event, Activity) or not is_enough(event, self.minimum):
            return None
        return Ending(date(event.on.year, 12, 31))


YEAR_END = Family(key="made_up", build=YearEnd, needs=(MINIMUM,))


@pytest.fixture(params=[*FAMILIES.values(), YEAR_END], ids=lambda family: family.key)
def family(request, monkeypatch) -> Family:
    """Be each family of the table, and one that was made up."""
    monkeypatch.setitem(FAMILIES, request.param.key, request.param)
    monkeypatch.setitem(catalogue_table._FAMILIES, YEAR_END.key, "until the end of the year")
    return request.param


def value_of(setting: Setting) -> dict[str, Any]:
    """Return some value of a setting, with its unit where it has one."""
    if setting.kind is SettingKind.SPAN:
        return {setting.name: VALUES[SettingKind.SPAN], setting.unit_name: "months"}
    if setting.kind is SettingKind.CHOICE:
        return {setting.name: str(next(iter(setting.words)))}
    if setting.kind is SettingKind.CHOICES:
        return {setting.name: [str(next(iter(setting.words)))]}
    return {setting.name: VALUES[setting.kind]}


def everything_of(family: Family) -> dict[str, Any]:
    """Return settings with all that a family needs and may have."""
    values = {"rule": family.key}
    for setting in (*family.settings, *OF_ALL):
        values |= value_of(setting)
    return values


def test_every_setting_of_a_family_is_one_that_dialogs_and_exports_have(family) -> None:
    assert {each.name for each in family.settings} <= {each.name for each in SETTINGS}


def test_the_catalogue_takes_it_builds_it_and_says_it(family) -> None:
    settings = everything_of(family)

    accepted = rule_schema.rule(settings)

    assert accepted.items() >= settings.items()
    rule = rule_of(accepted)
    assert rule == rule_of(settings)
    assert None not in (rule.grace, rule.kept_by)
    assert rule.ends_when_empty
    assert catalogue_table.validity(accepted, "EUR").endswith("from the last use")
    assert f"`{family.key}`" in catalogue_table.rules_table(None)
    for each in family.needs:
        with pytest.raises(vol.Invalid, match="required key not provided"):
            rule_schema.rule({name: settings[name] for name in settings if name != each.name})


async def test_the_dialog_takes_it(hass, household, family) -> None:
    entry = await household(line_subentry())
    settings = everything_of(family)
    form = await sim_of_new_line(hass, entry)
    line_id = hass.config_entries.subentries.async_get(form["flow_id"])["context"]["subentry_id"]
    form = await choose(hass, entry, line_id, "validity")
    assert family.key in choices(form, "rule")

    form = await terms_of(hass, form, rule=settings.pop("rule"))
    asked = {name: value for name, value in settings.items() if name in fields_of(form)}
    assert settings.keys() - asked.keys() <= {"term_unit"}, "a unit that is the only one"
    result = await go_on(hass, form, **asked)

    assert result["reason"] == "reconfigure_successful"
    data = entry.subentries[line_id].data
    assert rule_of(data) == rule_of(everything_of(family))

    form = await terms_of(hass, await choose(hass, entry, line_id, "validity"))
    assert (await go_on(hass, form))["reason"] == "reconfigure_successful"
    assert entry.subentries[line_id].data == data


def fields_of(form: Any) -> set[str]:
    """Return what a form asks for, also in its sections."""
    sections = sections_of(form)
    return {each.schema for each in form["data_schema"].schema if each.schema not in sections} | {
        each.schema for inner in sections.values() for each in inner.schema.schema
    }


async def test_a_form_that_is_sent_as_it_is_changes_nothing(hass, household, act, family) -> None:
    entry = await household(papa(**everything_of(family), register_by="2027-01-31"))
    (line,) = lines_of(entry)
    await act("record_activity", line.subentry_id, kind="call")
    running = entry.runtime_data.lines[line.subentry_id]
    before = (line.data, line.title, running.record)

    for choice in ("validity", "dates"):
        form = await choose(hass, entry, line.subentry_id, choice)
        if choice == "validity":
            form = await terms_of(hass, form)
        assert (await go_on(hass, form))["reason"] == "reconfigure_successful"

    (line,) = lines_of(entry)
    running = entry.runtime_data.lines[line.subentry_id]
    assert (line.data, line.title, running.record) == before


@pytest.mark.parametrize("file_format", ["json", "csv"])
async def test_an_export_brings_it_back(hass, household, family, file_format) -> None:
    settings = everything_of(family)
    entry = await household(papa(**settings))
    text = await export(hass, file_format)
    (line,) = lines_of(entry)
    hass.config_entries.async_remove_subentry(entry, line.subentry_id)
    await hass.async_block_till_done()

    assert (await bring(hass, text))["lines_added"] == 1

    (line,) = lines_of(entry)
    assert line.data.items() >= settings.items()
    assert rule_of(line.data) == rule_of(settings)


async def test_an_import_without_what_it_needs_is_refused(hass, household, family) -> None:
    await household()
    needed = {each.name for each in family.needs if not each.may_be_silent}
    text = f"kind,line,rule\nline,Oma,{family.key}\n"

    if needed:
        errors = await errors_of(hass, text)
        assert {(column, reason) for _, column, reason in errors} == {
            (name, "needed") for name in needed
        }
    else:
        assert (await bring(hass, text))["lines_added"] == 1


def test_every_class_of_a_rule_is_a_family_of_the_table() -> None:
    built = {type(rule_of(everything_of(family))).__name__ for family in FAMILIES.values()}

    assert len(built) == len(FAMILIES) >= 7
    assert built == {each.__name__ for each in classes_below(ValidityRule)}


def classes_below(kind: type[ValidityRule]) -> set[type[ValidityRule]]:
    """Return our classes of rules, also those below another family."""
    below = {each for each in kind.__subclasses__() if each.__module__.startswith(PACKAGE)}
    return below.union(*map(classes_below, below))


def test_nobody_but_the_table_knows_a_family_by_its_class() -> None:
    strangers = {
        (module, name)
        for module, path in FILES.items()
        if module != "core/rule_table"
        for imported, name in imports(module, path.read_text(encoding="utf-8"))
        if imported == f"{PACKAGE}.core.rule_families"
    }

    assert strangers == set()


def test_nobody_asks_a_rule_of_which_class_it_is() -> None:
    families = {each.__name__ for each in classes_below(ValidityRule)} | {"ValidityRule"}
    asking = {
        module
        for module, path in FILES.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if asks_for_class(node) and families & set(names_in(node))
    }

    assert asking == set()


@pytest.mark.parametrize(
    "source",
    [
        "isinstance(rule, FixedTerm)",
        "isinstance(rule, (rule_table.FixedTerm, int))",
        "type(rule) is rule_families.FixedTerm",
        "match rule:\n case FixedTerm():\n  pass",
        "rule.__class__.__name__ == 'FixedTerm'",
    ],
)
def test_a_question_for_the_class_of_a_rule_is_found_however_it_is_written(source) -> None:
    nodes = [node for node in ast.walk(ast.parse(source)) if asks_for_class(node)]

    assert any("FixedTerm" in names_in(node) for node in nodes)


def asks_for_class(node: ast.AST) -> bool:
    """Return whether a piece of code asks of which class something is."""
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) in {"isinstance", "issubclass"}
    if isinstance(node, ast.Compare):
        return any(each in ast.unparse(node) for each in ("type(", "__class__"))
    return isinstance(node, ast.MatchClass)


def names_in(node: ast.AST) -> Iterator[str]:
    """Return every name that stands in a piece of code, also as a text."""
    for each in ast.walk(node):
        if isinstance(each, ast.Name):
            yield each.id
        elif isinstance(each, ast.Attribute):
            yield each.attr
        elif isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value
