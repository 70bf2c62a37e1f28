"""What lives in two places agrees: code, texts, icons, and the files Home Assistant reads."""

import ast
from collections.abc import Iterable, Iterator, Mapping
import json
from pathlib import Path
import re
import tomllib
from typing import Any
from urllib.parse import unquote

import hass_frontend
from homeassistant.components.automation.config import AUTOMATION_BLUEPRINT_SCHEMA
from homeassistant.components.blueprint.models import Blueprint
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import selector
from homeassistant.helpers.condition import (
    async_get_all_descriptions as async_get_condition_descriptions,
)
from homeassistant.helpers.trigger import async_get_all_descriptions
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import load_yaml_dict
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import voluptuous as vol

from custom_components.sim_renewal import issues, services
from custom_components.sim_renewal.binary_sensor import BINARY_SENSORS
from custom_components.sim_renewal.button import BUTTONS, REFRESH_ACCOUNT, SEND_TEST
from custom_components.sim_renewal.calendar import CALENDAR
from custom_components.sim_renewal.carriers.registry import CARRIERS
from custom_components.sim_renewal.condition import CONDITIONS
from custom_components.sim_renewal.const import DOMAIN, SUBENTRY_LINE, SUBENTRY_RECIPIENT
from custom_components.sim_renewal.core.channels import Refusal
from custom_components.sim_renewal.core.dates import SpanUnit
from custom_components.sim_renewal.core.line import Status
from custom_components.sim_renewal.core.messages import Reason
from custom_components.sim_renewal.core.model import Channel, Form, Verdict
from custom_components.sim_renewal.core.planner import RecipientRole
from custom_components.sim_renewal.core.reminders import Happening, ReminderPlan
from custom_components.sim_renewal.core.rules import Anchor
from custom_components.sim_renewal.core.source_values import Capability, DateOrder
from custom_components.sim_renewal.core.texts import WhyNot
from custom_components.sim_renewal.core.transfer.matching import TOLD_AGAIN
from custom_components.sim_renewal.core.transfer.moments import DayOrder
from custom_components.sim_renewal.date import DATES
from custom_components.sim_renewal.event import REMINDER
from custom_components.sim_renewal.flows.line_flow import MENU as LINE_MENU
from custom_components.sim_renewal.flows.options import MENU as OPTIONS_MENU
from custom_components.sim_renewal.flows.source_rest import REFUSALS
from custom_components.sim_renewal.flows.terms import SECTIONS
from custom_components.sim_renewal.household_sensors import HOUSEHOLD_SENSORS
from custom_components.sim_renewal.number import NUMBERS
from custom_components.sim_renewal.push.delivery_check import CheckOutcome
from custom_components.sim_renewal.recipient_entity import LAST_TEST
from custom_components.sim_renewal.sensor import (
    ACCOUNT_SENSORS,
    NEXT_REMINDER,
    NEXT_REMINDER_TO,
    SENSORS,
)
from custom_components.sim_renewal.settings.plan import NO_DIGEST, WEEKDAYS
from custom_components.sim_renewal.storage.records import RecordTrouble
from custom_components.sim_renewal.texts.languages import CODES
from custom_components.sim_renewal.todo import RENEWALS_DUE
from custom_components.sim_renewal.trigger import TRIGGERS
from scripts.translations import placeholders, problems, texts_of

from .integration.conftest import line_subentry, recipient_subentry

REPOSITORY = Path(__file__).parent.parent
ROOT = REPOSITORY / "custom_components" / "sim_renewal"

TRANSLATIONS = sorted((ROOT / "translations").glob("*.json"))
BLUEPRINTS = sorted((ROOT / "blueprints").rglob("*.yaml"))

ENTITIES = {
    "binary_sensor": BINARY_SENSORS,
    "button": (*BUTTONS, SEND_TEST, REFRESH_ACCOUNT),
    "calendar": (CALENDAR,),
    "date": DATES,
    "number": NUMBERS,
    "event": (REMINDER,),
    "sensor": (
        *SENSORS,
        NEXT_REMINDER,
        NEXT_REMINDER_TO,
        LAST_TEST,
        *HOUSEHOLD_SENSORS,
        *ACCOUNT_SENSORS,
    ),
    "todo": (RENEWALS_DUE,),
}


def read_json(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


EN = read_json(ROOT / "translations" / "en.json")
ICONS = read_json(ROOT / "icons.json")
SERVICES_YAML = load_yaml_dict(str(ROOT / "services.yaml"))
TRIGGERS_YAML = load_yaml_dict(str(ROOT / "triggers.yaml"))
CONDITIONS_YAML = load_yaml_dict(str(ROOT / "conditions.yaml"))


# Translations


ENGLISH = texts_of(ROOT / "translations" / "en.json")


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: path.stem)
def test_every_language_says_the_same_things(path) -> None:
    assert len(ENGLISH) > 100
    assert list(problems(texts_of(path), ENGLISH)) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (None, "is missing"),
        (" {line}", "is blank, or has blanks around it"),
        ("{line} is renewed ", "is blank, or has blanks around it"),
        ("{name} is renewed", "has other placeholders"),
        ("renewed", "has other placeholders"),
        ("renewed {line", "expected '}' before end of string"),
        ("<b>{line}</b> is renewed", "has an address or markup"),
        ("{line} is renewed on https://example.com", "has an address or markup"),
    ],
)
def test_a_text_that_says_something_else_is_found(text, problem) -> None:
    key = "common.push_title_recorded"
    texts = {name: each for name, each in ENGLISH.items() if name != key}
    if text is not None:
        texts[key] = text
    (found,) = problems(texts, ENGLISH)
    assert found.startswith(key)
    assert found.endswith(problem)


def test_a_text_that_is_none_of_ours_is_found() -> None:
    assert list(problems(ENGLISH | {"extra": "x"}, ENGLISH)) == ["extra is not a text of ours"]


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: path.stem)
def test_no_key_of_a_file_is_there_twice(path) -> None:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        assert sorted(keys) == sorted(set(keys))
        return dict(pairs)

    assert json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=unique)


def test_the_languages_of_a_push_are_those_of_the_translation_files() -> None:
    assert sorted(CODES) == sorted(path.stem for path in TRANSLATIONS)


# Actions and triggers


def sections_of(action: str) -> dict[str, Any]:
    """Return the parts of an action's form that can be folded."""
    fields = SERVICES_YAML[action]["fields"]
    return {name: config for name, config in fields.items() if "fields" in config}


def fields_of(action: str) -> dict[str, Any]:
    """Return every field of an action, those of its sections among them."""
    fields = dict(SERVICES_YAML[action]["fields"])
    for name, section in sections_of(action).items():
        del fields[name]
        fields |= section["fields"]
    return fields


TARGET = {"entity_id", "device_id", "area_id", "floor_id", "label_id"}
"""What Home Assistant hands over of a target, beside the fields of an action."""


def test_every_target_of_an_action_is_valid_and_offers_lines() -> None:
    targets = [each["target"] for each in SERVICES_YAML.values() if "target" in each]

    assert len(targets) > 10
    for each in targets:
        (entity,) = selector.TargetSelector.CONFIG_SCHEMA(each)["entity"]
        assert (entity["integration"], entity["domain"]) == (DOMAIN, ["event"])


async def test_actions_agree_with_their_descriptions_texts_and_icons(hass) -> None:
    services.async_setup_services(hass)
    registered = hass.services.async_services_for_domain(DOMAIN)

    assert len(registered) >= 8
    assert sorted(registered) == sorted(SERVICES_YAML)
    assert sorted(registered) == sorted(EN["services"])
    assert sorted(registered) == sorted(ICONS["services"])
    for name, action in registered.items():
        takes = {marker.schema for marker in action.schema.schema}
        assert takes & TARGET == (TARGET if "target" in SERVICES_YAML[name] else set()), name
        fields = sorted(takes - TARGET)
        assert fields == sorted(fields_of(name)), name
        assert fields == sorted(EN["services"][name]["fields"]), name
        sections = sorted(sections_of(name))
        assert sections == sorted(EN["services"][name].get("sections", {})), name
        assert sections == sorted(ICONS["services"][name].get("sections", {})), name
        others = {"sections"} if sections else set()
        assert set(EN["services"][name]) == {"name", "description", "fields"} | others, name
        for texts in EN["services"][name]["fields"].values():
            assert set(texts) == {"name", "description"}, name


async def test_a_field_that_an_action_needs_is_marked_so(hass) -> None:
    services.async_setup_services(hass)

    needed = {
        (name, marker.schema)
        for name, action in hass.services.async_services_for_domain(DOMAIN).items()
        for marker in action.schema.schema
        if isinstance(marker, vol.Required)
    }
    marked = {
        (name, field)
        for name in SERVICES_YAML
        for field, config in fields_of(name).items()
        if config.get("required")
    }

    assert needed
    assert needed == marked


def test_every_selector_of_an_action_is_valid() -> None:
    selectors = [
        field["selector"] for action in SERVICES_YAML for field in fields_of(action).values()
    ]
    assert selectors
    for config in selectors:
        assert selector.selector(config)


def test_the_channels_of_the_action_are_those_of_core() -> None:
    config = SERVICES_YAML["record_renewal"]["fields"]["channel"]["selector"]["select"]

    assert config["options"] == [each.value for each in Channel]
    assert sorted(config["options"]) == sorted(EN["selector"][config["translation_key"]]["options"])


@pytest.mark.parametrize(
    ("kind", "registry", "described"),
    [("trigger", TRIGGERS, TRIGGERS_YAML), ("condition", CONDITIONS, CONDITIONS_YAML)],
)
def test_triggers_and_conditions_agree_with_their_descriptions_texts_and_icons(
    kind, registry, described
) -> None:
    texts, icons = EN[f"{kind}s"], ICONS[f"{kind}s"]
    assert registry
    assert sorted(registry) == sorted(described) == sorted(texts) == sorted(icons)
    for name in registry:
        assert {"name", "description"} <= set(texts[name]), name
        fields = described[name].get("fields", {})
        assert sorted(fields) == sorted(texts[name].get("fields", {})), name
        assert all(
            set(each) == {"name", "description"} for each in texts[name].get("fields", {}).values()
        )
        assert all(selector.selector(each["selector"]) for each in fields.values())
        assert set(icons[name]) == {kind}


@pytest.mark.usefixtures("enable_custom_integrations")
async def test_home_assistant_can_describe_every_trigger_and_condition(hass) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()

    triggers = await async_get_all_descriptions(hass)
    conditions = await async_get_condition_descriptions(hass)

    assert {name for name in TRIGGERS if triggers.get(f"{DOMAIN}.{name}")} == set(TRIGGERS)
    assert {name for name in CONDITIONS if conditions.get(f"{DOMAIN}.{name}")} == set(CONDITIONS)


def test_the_languages_of_an_action_are_those_of_a_push() -> None:
    config = SERVICES_YAML["check_lines"]["fields"]["language"]["selector"]["language"]

    assert config["languages"] == list(CODES)


# Entities


@pytest.mark.parametrize("platform", ENTITIES)
def test_every_entity_has_a_name_and_an_icon(platform) -> None:
    keys = sorted(description.translation_key for description in ENTITIES[platform])

    assert keys
    assert keys == sorted({description.key for description in ENTITIES[platform]})
    assert keys == sorted(EN["entity"][platform])
    assert all(EN["entity"][platform][key]["name"] for key in keys)
    assert keys == sorted(ICONS["entity"][platform])
    assert all(ICONS["entity"][platform][key]["default"] for key in keys)


def test_every_icon_is_one_that_the_frontend_can_draw() -> None:
    known = read_json(hass_frontend.where() / "static" / "mdi" / "iconList.json")
    names = {each["name"] for each in known}
    files = (ROOT / "icons.json", *BLUEPRINTS)
    used = {
        icon
        for path in files
        for icon in re.findall(r"mdi:([a-z0-9-]+)", path.read_text(encoding="utf-8"))
    }

    assert len(used) > 50
    assert used <= names


def test_texts_and_icons_are_of_platforms_that_exist() -> None:
    assert sorted(EN["entity"]) == sorted(ENTITIES)
    assert sorted(ICONS["entity"]) == sorted(ENTITIES)


@pytest.mark.parametrize(
    ("step", "menu"),
    [
        (EN["options"]["step"]["init"], OPTIONS_MENU),
        (EN["config_subentries"]["line"]["step"]["reconfigure"], LINE_MENU),
    ],
    ids=("household", "line"),
)
def test_every_choice_of_a_menu_says_what_it_is_about(step, menu) -> None:
    assert sorted(step["menu_options"]) == sorted(menu)
    assert sorted(step["menu_option_descriptions"]) == sorted(menu)


def test_the_end_of_a_dialog_names_the_dashboard_as_it_is_offered() -> None:
    card = (ROOT / "frontend" / "sim-renewal-card.js").read_text(encoding="utf-8")
    (offered,) = re.findall(r'^  name: "(.+)",$', card, re.MULTILINE)
    for path in TRANSLATIONS:
        end = read_json(path)["config_subentries"]["line"]["abort"]["line_added"]
        way = end.splitlines()[-1]
        assert offered in way


def test_every_state_of_an_enumeration_has_a_text() -> None:
    enumerations = [description for description in SENSORS if description.options]

    assert [description.key for description in enumerations] == ["status"]
    for description in enumerations:
        texts = EN["entity"]["sensor"][description.key]["state"]
        assert sorted(description.options) == sorted(texts)
        icons = ICONS["entity"]["sensor"][description.key]["state"]
        assert set(icons) <= set(description.options)
    assert sorted(Status) == sorted(EN["entity"]["sensor"]["status"]["state"])


def test_every_outcome_of_a_test_has_a_text_and_an_icon() -> None:
    assert sorted(EN["entity"]["sensor"]["last_test"]["state"]) == sorted(CheckOutcome)
    assert sorted(ICONS["entity"]["sensor"]["last_test"]["state"]) == sorted(CheckOutcome)


def test_every_happening_of_a_reminder_has_a_text() -> None:
    texts = EN["entity"]["event"]["reminder"]["state_attributes"]["event_type"]["state"]

    assert sorted(texts) == sorted(REMINDER.event_types) == sorted(Happening)


@pytest.mark.parametrize(("prefix", "reasons"), [("text_doubt", Reason), ("text_not", WhyNot)])
def test_every_reason_not_to_apply_a_text_is_told_in_words(prefix, reasons) -> None:
    found = {key.removeprefix(f"{prefix}_") for key in EN["common"] if key.startswith(f"{prefix}_")}

    assert found == set(reasons)


@pytest.mark.parametrize(
    ("key", "options"),
    [
        ("verdict", Verdict),
        ("channel", Channel),
        ("capability", Capability),
        ("date_order", DateOrder),
        ("extends_from", Anchor),
        ("digest", [NO_DIGEST, *WEEKDAYS]),
        ("form", Form),
        ("notice", map(str, ReminderPlan().before)),
        ("role", RecipientRole),
        ("span_unit", SpanUnit),
    ],
)
def test_every_choice_has_a_text(key: str, options: Iterable[str]) -> None:
    assert sorted(EN["selector"][key]["options"]) == sorted(options)


# Refusals

VALIDATION_FROM = {"settings.validation", "validation", "settings.phone_numbers"}


class Reasons:
    """What the functions of a module refuse, as written in its source."""

    def __init__(self, *path: str) -> None:
        """Read the module."""
        self.tree = ast.parse(ROOT.joinpath(*path).read_text(encoding="utf-8"))
        functions = [node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)]
        self._calls = {
            function.name: set(self._called(function)) & {each.name for each in functions}
            for function in functions
        }
        self._raised = {
            function.name: {
                *first_arguments(function, "FieldError"),
                *first_arguments(function, "IccidError"),
            }
            for function in functions
        }

    @staticmethod
    def _called(function: ast.AST) -> Iterator[str]:
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield node.func.id

    def of(self, function: str) -> set[str]:
        """Return the reasons that a function can give, also through those it calls."""
        return self._raised[function].union(*(self.of(each) for each in self._calls[function]))

    def of_imported_by(self, tree: ast.AST) -> set[str]:
        """Return the reasons of all functions that another module imports from this one."""
        names = [
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module in VALIDATION_FROM
            for alias in node.names
            if alias.name in self._raised
        ]
        return set().union(*(self.of(name) for name in names))


def first_arguments(tree: ast.AST, function: str, position: int = 0) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id != function or len(node.args) <= position:
                continue
            if isinstance(argument := node.args[position], ast.Constant):
                yield argument.value


def assigned_errors(tree: ast.AST) -> Iterator[str]:
    """Return the reasons that a dialog puts into its errors itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            target = node.targets[0]
            if isinstance(target, ast.Subscript) and ast.unparse(target.value) == "errors":
                yield node.value.value
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "errors.setdefault":
            yield node.args[1].value


def translated_errors() -> set[str]:
    """Return the translation keys of all errors that are raised anywhere."""
    found = set()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                given = {each.arg: each.value for each in node.keywords}
                key = given.get("translation_key")
                if "translation_domain" in given and isinstance(key, ast.Constant):
                    found.add(key.value)
    return found


def account_errors() -> set[str]:
    """Return the translation keys of what an account can fail with."""
    tree = Reasons("accounts", "coordinator.py").tree
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "self._failed"
        and isinstance(node.args[0], ast.Constant)
    }


def account_reasons() -> set[str]:
    """Return what the dialogs of an account refuse, as written in their source."""
    trees = [Reasons("flows", name).tree for name in ("account.py", "sims.py")]
    return {
        *(each for tree in trees for each in assigned_errors(tree)),
        *(each for tree in trees for each in first_arguments(tree, "FieldError")),
        *(
            value.value
            for tree in trees
            for node in ast.walk(tree)
            if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple)
            for errors in node.value.elts
            if isinstance(errors, ast.Dict)
            for value in errors.values
            if isinstance(value, ast.Constant)
        ),
    }


VALIDATION = Reasons("settings", "validation.py")
PHONE_NUMBERS = Reasons("settings", "phone_numbers.py")
SPECIAL_CHECKS = [
    Reasons("settings", f"{name}.py").tree for name in ("channels", "conditions", "rule_checks")
]
LINE_DIALOG = [
    *(
        Reasons("flows", f"{name}.py").tree
        for name in (
            *("line", "line_values", "new_line", "sim_forms", "offer_forms"),
            *("identity", "terms", "dates", "rule_fields"),
        )
    ),
    *SPECIAL_CHECKS,
]
SOURCE_DIALOG = [
    Reasons("flows", "source.py").tree,
    Reasons("flows", "source_account.py").tree,
    Reasons("flows", "source_message.py").tree,
    Reasons("sources", "reading.py").tree,
    *(Reasons("flows", name).tree for name in ("source_rest.py", "secrets.py")),
    Reasons("sources", "document.py").tree,
]
OPTIONS = Reasons("flows", "options.py").tree
IMPORT_STEPS = Reasons("flows", "import_steps.py").tree
IMPORT_CHECKS = [
    *(Reasons("imports", f"{name}.py").tree for name in ("settings", "checks")),
    *SPECIAL_CHECKS,
]
IMPORT_READING = [
    Reasons("core", "numbers.py").tree,
    *(
        Reasons("core", "transfer", path.name).tree
        for path in (ROOT / "core/transfer").glob("*.py")
    ),
]
OF_TWO_ROWS = {"line", "lines", "other", "row"}
"""What a refusal of an import can name beside the field: the lines and the row that it is about."""
ACTIONS = [Reasons("actions", path.name).tree for path in (ROOT / "actions").glob("*.py")]


def test_reasons_are_found_through_the_functions_that_are_called() -> None:
    assert VALIDATION.of("parse_currency") == {"invalid_currency"}
    assert VALIDATION.of("parse_past_date") >= {"in_future", "invalid_date", "date_out_of_range"}
    assert VALIDATION.of("parse_count") >= {"count_out_of_range", "negative", "not_a_number"}


def test_every_refusal_of_the_line_dialog_has_a_text_in_both_places() -> None:
    iccid = {f"iccid_{reason}" for reason in first_arguments_of_iccid()}
    eid = {f"eid_{reason}" for reason in first_arguments_of_iccid("EidError")}
    reasons = {
        *iccid,
        *eid,
        *Refusal,
        *(each for tree in LINE_DIALOG for each in VALIDATION.of_imported_by(tree)),
        *(each for tree in LINE_DIALOG for each in PHONE_NUMBERS.of_imported_by(tree)),
        *(each for tree in LINE_DIALOG for each in first_arguments(tree, "FieldError")),
        *(each for tree in LINE_DIALOG for each in assigned_errors(tree)),
    }

    assert (len(iccid), len(eid)) == (3, 2)
    assert {"already_used", "name_missing", "number_before_service"} <= reasons
    assert set(EN["config_subentries"]["line"]["error"]) == (
        reasons
        | source_reasons()
        | assisted_reasons()
        | {"record_not_saved", "not_confirmed", "before_renewal", "clock_is_behind"}
        | {"far_ahead", "far_credit", "far_amount", "service_after_number"}
        | {f"in_{section}" for section in SECTIONS}
    )
    assert {"login_refused", "try_later", "line_twice", "needed_for_login"} <= account_reasons()
    first_page = {"name_missing", "text_too_long", "invalid_date", "date_out_of_range"}
    assert set(EN["config"]["error"]) == first_page | account_reasons() | {"far_ahead"}
    flow = (ROOT / "flows" / "line_flow.py").read_text(encoding="utf-8")
    assert '{"base": "record_not_saved"}' in flow
    assert '"not_confirmed"' in flow


def source_reasons() -> set[str]:
    reasons = {
        *(each for tree in SOURCE_DIALOG for each in VALIDATION.of_imported_by(tree)),
        *(each for tree in SOURCE_DIALOG for each in first_arguments(tree, "FieldError")),
        *(each for tree in SOURCE_DIALOG for each in assigned_errors(tree)),
    }
    assert {"allowance_missing", "own_entity", "wrong_unit", "not_a_date"} <= reasons
    assert {"secret_again", "path_missing", "no_single_value", "template_failed"} <= reasons
    return reasons | set(REFUSALS.values()) | {"server_busy", "request_refused", "not_json"}


def assisted_reasons() -> set[str]:
    trees = [
        Reasons(*path).tree
        for path in (
            ("assist", "extraction.py"),
            ("assist", "pictures.py"),
            ("flows", "assisted.py"),
            ("flows", "assisted_steps.py"),
        )
    ]
    reasons = {
        *(each for tree in trees for each in first_arguments(tree, "FieldError")),
        *(each for tree in trees for each in first_arguments(tree, "AssistantFailed")),
        *(each for tree in trees for each in errors_as_a_whole(tree)),
    }
    refused = (Reason.CODE, Reason.SUSPICIOUS, Reason.OTHER_LINE, Reason.OTHER_SENDER)
    assert {"picture_too_large", "assistant_slow", "text_or_picture"} <= reasons
    own = {"nothing_read", "text_names_other_line", "text_too_long"}
    return reasons | {f"text_{reason}" for reason in refused} | own


def errors_as_a_whole(tree: ast.AST) -> Iterator[str]:
    """Return the reasons that a dialog gives for no field, but for the whole form."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict) and len(node.keys) == 1:
            (key,), (value,) = node.keys, node.values
            if isinstance(key, ast.Constant) and isinstance(value, ast.Constant):
                yield value.value


def first_arguments_of_iccid(error: str = "IccidError") -> set[str]:
    return set(first_arguments(Reasons("core", "iccid.py").tree, error))


def test_every_refusal_of_the_recipient_dialog_has_a_text() -> None:
    reasons = set(assigned_errors(Reasons("flows", "recipient.py").tree))

    assert reasons
    assert set(EN["config_subentries"]["recipient"]["error"]) == reasons


def test_every_refusal_of_the_reminder_plan_has_a_text() -> None:
    reasons = {
        *VALIDATION.of_imported_by(OPTIONS),
        *(each for tree in (OPTIONS, IMPORT_STEPS) for each in assigned_errors(tree)),
        *first_arguments(IMPORT_STEPS, "FieldError"),
    }

    assert {"time_is_quiet", "import_unreadable"} <= reasons
    assert set(EN["options"]["error"]) == reasons


def test_every_refusal_of_an_action_has_a_text_that_names_the_field() -> None:
    refusals = {
        *(each for tree in ACTIONS for each in VALIDATION.of_imported_by(tree)),
        *(each for tree in ACTIONS for each in first_arguments(tree, "FieldError")),
        *(each for tree in ACTIONS for each in first_arguments(tree, "refusal", 1)),
        *reasons_of_an_import(),
        *first_arguments(Reasons("household", "coordinator.py").tree, "refusal", 1),
        *first_arguments(Reasons("storage", "receipt_files.py").tree, "FieldError"),
    }
    errors = translated_errors() | account_errors() | set(RecordTrouble)

    assert len(account_errors()) >= 3
    assert {"unknown_channel", "nothing_given", "negative"} <= refusals
    assert {"record_damaged", "record_not_saved", "record_too_new"} <= errors
    assert set(EN["exceptions"]) == refusals | errors
    for reason in refusals:
        found = placeholders(EN["exceptions"][reason]["message"])
        assert found - OF_TWO_ROWS == {"field"}, reason
        assert found == {"field"} or reason in reasons_of_an_import(), reason


def reasons_of_an_import() -> set[str]:
    """Return every reason for which a row of an import can be refused."""
    raised = {"FieldError": 0, "CellRefused": 0, "NumberRefused": 0, "MomentRefused": 0}
    reasons = {
        *Refusal,
        *(f"iccid_{reason}" for reason in first_arguments_of_iccid()),
        *(f"eid_{reason}" for reason in first_arguments_of_iccid("EidError")),
        *TOLD_AGAIN.values(),
        *(each for tree in IMPORT_CHECKS for each in VALIDATION.of_imported_by(tree)),
        *(each for tree in IMPORT_CHECKS for each in PHONE_NUMBERS.of_imported_by(tree)),
        *(f"{order}_assumed" for order in DayOrder),
        *(each for tree in IMPORT_CHECKS for each in assigned_errors(tree)),
        *(
            each
            for tree in IMPORT_CHECKS + IMPORT_READING
            for name, position in (raised | {"RowError": 2}).items()
            for each in first_arguments(tree, name, position)
        ),
        *returned_texts(Reasons("core", "transfer", "own_rows.py").tree, "reason_to_skip"),
    }
    assert {"needed", "unknown_line", "ambiguous_number", "row_of_sums", "negative"} <= reasons
    return reasons


def returned_texts(tree: ast.AST, function: str) -> Iterator[str]:
    """Return the texts in what a function returns."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == function:
            for each in (part for part in ast.walk(node) if isinstance(part, ast.Return)):
                yield from (
                    part.value
                    for part in ast.walk(each)
                    if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value
                )


def test_every_issue_has_a_text() -> None:
    known = {each.key: each for each in vars(issues).values() if isinstance(each, issues.Issue)}

    assert known
    assert set(EN["issues"]) == set(known)
    for key, texts in EN["issues"].items():
        assert ("fix_flow" in texts) == known[key].is_fixable
        assert ("description" in texts) != known[key].is_fixable


def test_only_one_place_knows_the_repairs() -> None:
    knowing = {
        path.name for path in ROOT.rglob("*.py") if "issue_registry" in path.read_text("utf-8")
    }

    assert knowing == {"issues.py"}


def test_every_reason_to_stop_a_dialog_has_a_text() -> None:
    reasons = {
        keyword.value.value
        for module in (
            *("line_flow.py", "ready.py", "assisted_steps.py"),
            *("renewing.py", "source_steps.py"),
        )
        for node in ast.walk(Reasons("flows", module).tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "self.async_abort"
        for keyword in node.keywords
        if keyword.arg == "reason"
    }

    assert reasons
    assert set(EN["config_subentries"]["line"]["abort"]) == reasons


def test_every_way_to_renew_has_its_words() -> None:
    common = EN["common"]
    choices = SERVICES_YAML["record_renewal"]["fields"]["channel"]["selector"]["select"]["options"]

    assert len(Channel) >= 9
    assert {each for each in Channel if f"channel_{each}" not in common} == set()
    assert {each for each in Channel if f"button_open_{each}" not in common} == set()
    assert choices == list(Channel)


# Dialogs


@pytest.fixture
def hass_config_dir(hass_tmp_config_dir: str) -> str:
    """Keep real files, in a directory of the test."""
    return hass_tmp_config_dir


def assert_form(result: Mapping[str, Any], texts: Mapping[str, Any], step_id: str) -> None:
    """Check that a form, its fields and their choices have texts, and the texts their fields."""
    assert result["type"] is FlowResultType.FORM
    assert result["step_id"] == step_id
    assert result["errors"] in (None, {})
    step = texts["step"][step_id]
    fields = {marker.schema: value for marker, value in result["data_schema"].schema.items()}
    assert fields
    assert sorted(fields) == sorted(step["data"])
    assert set(step.get("data_description", {})) <= set(fields)
    assert step["title"]
    for field in fields.values():
        if isinstance(field, selector.SelectSelector) and (
            key := field.config.get("translation_key")
        ):
            plain = {each for each in field.config["options"] if isinstance(each, str)}
            assert plain <= set(EN["selector"][key]["options"])


@pytest.mark.usefixtures("enable_custom_integrations")
async def test_every_field_of_the_first_dialog_has_a_text(hass) -> None:
    flows = hass.config_entries.flow
    form = await flows.async_init(DOMAIN, context={"source": "user"})
    assert_form(form, EN["config"], "user")

    assert set(EN["config"]["step"]) == {
        "account",
        "login",
        "reauth_confirm",
        "reconfigure",
        "sims",
        "user",
        "which_sim",
    }


def test_every_field_of_every_login_has_a_text() -> None:
    fields = [field for carrier in CARRIERS.values() for field in carrier.fields]
    every, secret = {each.key for each in fields}, {each.key for each in fields if each.secret}

    assert len(secret) >= 5
    for step, keys in (("login", every), ("reconfigure", every), ("reauth_confirm", secret)):
        assert set(EN["config"]["step"][step]["data"]) == keys
        told = EN["config"]["step"][step].get("data_description", {})
        assert set(told) <= keys


@pytest.fixture
async def entry(hass: HomeAssistant, enable_custom_integrations: None) -> MockConfigEntry:
    """Be a household that is set up, with all that can be chosen."""
    hass.states.async_set("ai_task.oracle", "unknown", {"supported_features": 1})
    entry = MockConfigEntry(
        domain=DOMAIN,
        subentries_data=[line_subentry(), recipient_subentry()],
        options={"assistant": "ai_task.oracle"},
    )
    entry.add_to_hass(hass)
    hass.services.async_register("notify", "mobile_app_anna", lambda call: None)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


@pytest.mark.parametrize(
    ("kind", "subentry_id"), [(SUBENTRY_LINE, "L" * 26), (SUBENTRY_RECIPIENT, "R" * 26)]
)
@pytest.mark.parametrize("step_id", ["user", "reconfigure"])
async def test_every_field_of_the_other_dialogs_has_a_text(
    hass, entry, kind, subentry_id, step_id
) -> None:
    flows = hass.config_entries.subentries
    context = {"source": step_id}
    if step_id == "reconfigure":
        context["subentry_id"] = subentry_id
    texts = EN["config_subentries"][kind]

    form = await flows.async_init((entry.entry_id, kind), context=context)
    first = step_id
    if form["type"] is FlowResultType.MENU:
        assert set(form["menu_options"]) == set(texts["step"][step_id]["menu_options"])
        first = "sim"
        form = await flows.async_configure(form["flow_id"], {"next_step_id": first})
    assert_form(form, texts, first)

    assert step_id in texts["initiate_flow"]
    steps = {"user", "reconfigure"}
    if kind == SUBENTRY_LINE:
        if step_id == "reconfigure":
            menu = await flows.async_init((entry.entry_id, kind), context=context)
            form = await flows.async_configure(menu["flow_id"], {"next_step_id": "dates"})
            assert_form(form, texts, "dates")
        steps |= {"which_sim", "ready", "sim", "offer", "rule", "terms", "dates", "channels"}
        steps |= {"port", "reminders", "standing", "delete", "read", "take_over"}
        steps |= {"source", "source_entity", "source_message", "source_webhook", "source_rest"}
        steps |= {"source_shared", "source_account", "source_sim"}
        steps |= {"money", "renew", "count", "second", "same_day"}
    assert set(texts["step"]) == steps


async def test_every_field_of_the_reminder_plan_has_a_text(hass, entry) -> None:
    options = hass.config_entries.options
    texts = EN["options"]
    menu = await options.async_init(entry.entry_id)
    assert set(menu["menu_options"]) == set(texts["step"]["init"]["menu_options"])
    for step_id in menu["menu_options"]:
        menu = await options.async_init(entry.entry_id)
        form = await options.async_configure(menu["flow_id"], {"next_step_id": step_id})
        assert_form(form, texts, step_id)
    assert set(texts["step"]) == {"init", "import_preview", *menu["menu_options"]}


def test_every_kind_of_subentry_has_texts() -> None:
    assert set(EN["config_subentries"]) == {SUBENTRY_LINE, SUBENTRY_RECIPIENT}


# Files


def test_manifest_and_project_have_the_same_version() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))

    assert read_json(ROOT / "manifest.json")["version"] == project["project"]["version"]


def test_there_are_blueprints() -> None:
    assert BLUEPRINTS


@pytest.mark.parametrize("path", BLUEPRINTS, ids=lambda path: path.stem)
def test_a_blueprint_loads_and_knows_where_it_is(path) -> None:
    blueprint = Blueprint(
        load_yaml_dict(str(path)),
        expected_domain=path.parent.name,
        path=path.name,
        schema=AUTOMATION_BLUEPRINT_SCHEMA,
    )

    assert blueprint.validate() is None
    relative = path.relative_to(REPOSITORY).as_posix()
    assert blueprint.metadata["source_url"].endswith(f"/blob/main/{relative}")
    triggers = re.findall(rf"trigger: {DOMAIN}\.(\w+)", path.read_text(encoding="utf-8"))
    assert set(triggers) <= set(TRIGGERS)


README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


def test_the_readme_names_every_entity_and_no_other() -> None:
    table = README.partition("### Entities of a line")[2].partition("### ")[0]
    told = set(re.findall(r"`(\w+)` ([A-Z][\w ]+?)(?= \||,)", table))
    names = {
        (platform, EN["entity"][platform][each.key]["name"])
        for platform, entities in ENTITIES.items()
        for each in entities
    }
    assert told == names


AUTOMATIONS = (REPOSITORY / "docs" / "automations.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("section", "registry"), [("Triggers", TRIGGERS), ("Conditions", CONDITIONS)]
)
def test_the_page_on_automations_names_every_trigger_and_condition_and_no_other(
    section, registry
) -> None:
    text = AUTOMATIONS.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    assert re.findall(rf"^\| `{DOMAIN}\.(\w+)`", text, re.MULTILINE) == list(registry)


def test_the_page_on_automations_speaks_of_actions_that_exist() -> None:
    assert set(re.findall(rf"action: {DOMAIN}\.(\w+)", AUTOMATIONS)) <= set(SERVICES_YAML)


def test_the_page_on_automations_has_a_link_to_import_each_blueprint() -> None:
    link = "https://my.home-assistant.io/redirect/blueprint_import/?blueprint_url="
    found = re.findall(
        rf"^\| \[([^]]+)\]\((\S+)\).*\({re.escape(link)}(\S+)\) \|$", AUTOMATIONS, re.MULTILINE
    )

    told = {
        (name, (REPOSITORY / "docs" / path).resolve(), unquote(url)) for name, path, url in found
    }
    metadata = {path: load_yaml_dict(str(path))["blueprint"] for path in BLUEPRINTS}
    assert told == {(each["name"], path, each["source_url"]) for path, each in metadata.items()}


def test_the_readme_names_every_action_and_no_other() -> None:
    told = re.findall(rf"^\| `{DOMAIN}\.(\w+)`", README, re.MULTILINE)
    assert sorted(told) == sorted(SERVICES_YAML)
