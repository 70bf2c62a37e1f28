"""Dialogs as a person sees them: what a form shows, and what it says is wrong."""

import json
from pathlib import Path
from types import MappingProxyType
from typing import Any

from homeassistant.config_entries import SOURCE_USER, ConfigSubentry, FlowType
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, section
import voluptuous as vol

from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.core.model import Channel

ENGLISH = json.loads(
    (Path("custom_components") / DOMAIN / "translations" / "en.json").read_text(encoding="utf-8")
)

DATES = {"service_until", "number_until", "data_remaining", "credit"}
"""What the menu asks for as it is today."""

PLAIN = {
    "form": "physical",
    "currency": "EUR",
    "rule": "fixed_term",
    "term": 30,
    "term_unit": "days",
    "extends_from": "later",
    "grace_unit": "months",
}
"""A line of which nothing but a plain term is known."""


def shown(form: Any) -> dict[str, Any]:
    """Return what the fields of a form show; an empty field is left out."""
    values = _shown(form["data_schema"])
    for inner in sections_of(form).values():
        values = _shown(inner.schema) | values
    return _with_kinds(values, {name: kind for kind, name in _names_of_ways(form).items()})


def _shown(schema: vol.Schema) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in schema.schema:
        if field.description is not None:
            values[field.schema] = field.description["suggested_value"]
        elif field.default is not vol.UNDEFINED:
            values[field.schema] = field.default()
    return values


def sections_of(form: Any) -> dict[str, section]:
    """Return the sections of a form by their name."""
    fields = form["data_schema"].schema.items()
    return {field.schema: inner for field, inner in fields if isinstance(inner, section)}


def filled(form: Any, /, **typed: Any) -> dict[str, Any]:
    """Return what a person sends who only changes some fields; `None` empties one.

    A field that only a section has goes there.
    """
    sections = sections_of(form)
    outside = {field.schema for field in form["data_schema"].schema}
    sent = _shown(form["data_schema"]) | typed
    for name, inner in sections.items():
        fields = {field.schema for field in inner.schema.schema} - outside
        inside = {key: sent.pop(key) for key in fields & sent.keys()}
        inside = _shown(inner.schema) | inside | sent.get(name, {})
        sent[name] = {key: value for key, value in inside.items() if value is not None}
    sent = {key: value for key, value in sent.items() if value is not None}
    return _with_kinds(sent, _names_of_ways(form))


def _names_of_ways(form: Any) -> dict[str, str]:
    """Return how the form calls each kind of way to renew, if it asks for them."""
    selector = form["data_schema"].schema.get("channels")
    if selector is None:
        return {}
    names = selector.config["fields"]["kind"]["selector"].config["options"]
    return dict(zip(map(str, Channel), names, strict=True))


def _with_kinds(values: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    if "channels" not in values:
        return values
    ways = [
        {**way, "kind": names.get(way["kind"], way["kind"])} if "kind" in way else way
        for way in values["channels"]
    ]
    return {**values, "channels": ways}


async def go_on(hass: HomeAssistant, form: Any, /, **typed: Any) -> Any:
    """Send a form of a line or a recipient with some fields changed; return what comes next."""
    result = await hass.config_entries.subentries.async_configure(
        form["flow_id"], filled(form, **typed)
    )
    await hass.async_block_till_done()
    return result


async def choose(hass: HomeAssistant, entry: Any, line_id: str, what: str) -> Any:
    """Open the menu of a line and choose what to do; return the form that comes.

    What can feed a line has a menu of its own.
    """
    if what.startswith("source_"):
        sources = await choose(hass, entry, line_id, "source")
        assert what in sources["menu_options"]
        return await hass.config_entries.subentries.async_configure(
            sources["flow_id"], {"next_step_id": what}
        )
    menu = await entry.start_subentry_reconfigure_flow(hass, line_id)
    assert menu["type"] is FlowResultType.MENU
    assert what in menu["menu_options"]
    words = ENGLISH["config_subentries"]["line"]["step"]["reconfigure"]
    assert set(menu["menu_options"]) <= words["menu_options"].keys()
    return await hass.config_entries.subentries.async_configure(
        menu["flow_id"], {"next_step_id": what}
    )


async def first_page(hass: HomeAssistant) -> Any:
    """Open the dialog that sets up the household."""
    return await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})


async def further_page(hass: HomeAssistant, entry: Any) -> Any:
    """Open the dialog of a further line."""
    return await hass.config_entries.subentries.async_init(
        (entry.entry_id, "line"), context={"source": SOURCE_USER}
    )


async def ready_of(hass: HomeAssistant, result: Any) -> Any:
    """Return the last page, with which the dialog goes on that has set up the household."""
    kind, flow_id = result["next_flow"]
    assert kind is FlowType.CONFIG_SUBENTRIES_FLOW
    return await hass.config_entries.subentries.async_configure(flow_id)


async def sim_of_new_line(hass: HomeAssistant, entry: Any, name: str = "Tante") -> Any:
    """Have a line of which only the name and a plain term are known; return the form of its SIM."""
    line = ConfigSubentry(
        data=MappingProxyType(dict(PLAIN)), subentry_type="line", title=name, unique_id=None
    )
    hass.config_entries.async_add_subentry(entry, line)
    await hass.async_block_till_done()
    form = await choose(hass, entry, line.subentry_id, "sim")
    check_form(form, "sim")
    return form


async def terms_of(
    hass: HomeAssistant, form: Any, /, *, offer_id: str | None = None, rule: str | None = None
) -> Any:
    """Answer which offer or which kind of rule it is, as it is set if not said otherwise.

    Return the form of what one renewal brings.
    """
    chosen = {"offer": ("offer_id", offer_id), "rule": ("rule", rule)}
    while form["step_id"] in chosen:
        check_form(form, form["step_id"])
        assert form["last_step"] is False
        field, value = chosen[form["step_id"]]
        form = await go_on(hass, form, **({} if value is None else {field: value}))
    check_form(form, "terms")
    return form


async def change_line(hass: HomeAssistant, entry: Any, line_id: str, /, **typed: Any) -> Any:
    """Change what one renewal brings, and dates and balance, each where the menu asks for it.

    Return what the last form led to; a form that comes back before is returned at once.
    """
    of_today = {key: typed.pop(key) for key in DATES & typed.keys()}
    result: Any = None
    if typed:
        chosen = {key: typed.pop(key) for key in ("offer_id", "rule") if key in typed}
        form = await choose(hass, entry, line_id, "validity")
        result = await go_on(hass, await terms_of(hass, form, **chosen), **typed)
    if of_today and (result is None or result["type"] is FlowResultType.ABORT):
        form = await choose(hass, entry, line_id, "dates")
        check_form(form, "dates")
        result = await go_on(hass, form, **of_today)
    return result


def choices(form: Any, field: str) -> list[Any]:
    """Return the options that a field of a form offers."""
    return form["data_schema"].schema[field].config["options"]


def check_form(form: Any, step_id: str, errors: dict[str, str] | None = None) -> None:
    """Check that this is the form, with exactly these errors, and all of it in words."""
    assert form["type"] is FlowResultType.FORM
    assert form["step_id"] == step_id
    words = _words(form["handler"])
    step = words["step"][step_id]
    errors = _at_sections(form, words, errors or {})
    assert (form["errors"] or {}) == errors
    assert step["title"]
    sections = sections_of(form)
    fields = {field.schema for field in form["data_schema"].schema} - sections.keys()
    if step_id in {"terms", "import_preview", "money", "take_over"}:  # which ones depends
        assert fields <= step["data"].keys()
    else:
        assert fields == step["data"].keys()
    for name, inner in sections.items():
        assert step["sections"][name]["name"]
        assert {each.schema for each in inner.schema.schema} <= step["sections"][name][
            "data"
        ].keys()
    fields |= sections.keys()
    for field, reason in errors.items():
        assert field in fields | {"base"}
        assert words["error"][reason]


def _at_sections(form: Any, words: dict[str, Any], errors: dict[str, str]) -> dict[str, str]:
    """Return errors as the form says them, once those of fields in sections are in words there."""
    errors = dict(errors)
    for name, inner in sections_of(form).items():
        fields = [each.schema for each in inner.schema.schema if each.schema in errors]
        assert inner.options["collapsed"] is not bool(fields)
        if fields:
            labels = words["step"][form["step_id"]]["sections"][name]["data"]
            mistakes = [f"“{labels[each]}”: {words['error'][errors.pop(each)]}" for each in fields]
            assert form["description_placeholders"][name] == " ".join(mistakes)
            errors[name] = f"in_{name}"
    return errors


def check_abort(result: Any, reason: str) -> None:
    """Check that the dialog ended for this reason, and said so in words of ours."""
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, reason)
    assert _words(result["handler"])["abort"][reason]


def _words(handler: Any) -> dict[str, Any]:
    if handler == DOMAIN:
        return ENGLISH["config"]
    if isinstance(handler, tuple):
        return ENGLISH["config_subentries"][handler[1]]
    return ENGLISH["options"]
