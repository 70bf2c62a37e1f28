"""The form of a line's source: what it shows, keeps, and refuses with a reason."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv, entity_registry as er
from homeassistant.helpers.selector import SelectSelector
from probatio import to_field_list
import pytest
import voluptuous as vol

from custom_components.sim_renewal.core.source_values import Capability
from custom_components.sim_renewal.flows.source import SourceDialog

from .conftest import LINE_ID, Setup, line_subentry
from .dialogs import ENGLISH, shown

WORDS = ENGLISH["config_subentries"]["line"]

SENSOR = "sensor.other"


class Form:
    """The form of one line's source, as a person sees and fills it."""

    def __init__(self, hass: HomeAssistant, entry: Any, line_id: str = LINE_ID) -> None:
        """Open it."""
        self.dialog = SourceDialog(hass, entry.runtime_data.lines[line_id])
        self.values = entry.subentries[line_id].data

    def schema(self, typed: dict[str, Any] | None = None) -> vol.Schema:
        return self.dialog.schema(self.values, typed)

    def send(self, **typed: Any) -> tuple[dict[str, Any], dict[str, str]]:
        """Send the form; every reason is told in words, at a field that it has."""
        sent = self.schema()({"attributes": {}, "units": {}} | typed)
        kept, errors = self.dialog.async_check(sent)
        again = shown({"data_schema": self.schema(sent)})
        assert {key: again[key] for key in typed if key in again} == {
            key: value for key, value in sent.items() if key in again and key in typed
        }
        for field, reason in errors.items():
            assert WORDS["error"][reason]
            assert field in WORDS["step"]["source_entity"]["data"]
        assert not (kept and errors)
        return kept, errors


@pytest.fixture
async def form(hass: HomeAssistant, household: Setup) -> Form:
    """Open the form of a line."""
    return Form(hass, await household(line_subentry()))


def say(hass: HomeAssistant, value: Any, entity_id: str = SENSOR, **attributes: Any) -> None:
    """Be an entity that says a value."""
    hass.states.async_set(entity_id, str(value), attributes)


def test_every_field_of_the_form_has_a_text(form) -> None:
    fields = {marker.schema: value for marker, value in form.schema().schema.items()}
    words = WORDS["step"]["source_entity"]
    sections = {
        key: value.schema.schema for key, value in fields.items() if key in words["sections"]
    }

    assert set(sections) == {"attributes", "units"}
    assert fields.keys() - sections.keys() == set(words["data"])
    assert set(words["data_description"]) <= set(words["data"])
    for name, inner in sections.items():
        assert {marker.schema for marker in inner} == set(words["sections"][name]["data"])
        assert words["sections"][name]["name"]
    assert {each.value for each in Capability} <= set(words["data"])
    (order,) = (each for each in fields.values() if isinstance(each, SelectSelector))
    assert order.config["translation_key"] == "date_order"


def test_the_form_can_be_shown_by_the_frontend(form) -> None:
    fields = to_field_list(form.schema(), custom_serializer=cv.custom_serializer)

    by_name = {field["name"]: field for field in fields}
    assert len(by_name) == 15
    assert by_name["attributes"]["expanded"] is False
    assert by_name["stale_after_hours"]["default"] == 48
    domains = {
        name: set(by_name[name]["selector"]["entity"]["filter"][0]["domain"])
        for name in ("expiry", "credit", "status")
    }
    assert {"sensor", "date", "datetime", "input_datetime", "input_text"} <= domains["expiry"]
    assert {"sensor", "number", "input_number", "text"} <= domains["credit"]
    assert {"sensor", "text", "input_text"} == domains["status"]


def test_nothing_bound_is_no_source(form) -> None:
    assert form.send(stale_after_hours=12, reset_day=3) == ({}, {})


def test_what_was_bound_is_kept_as_settings(hass, form) -> None:
    registered = er.async_get(hass).async_get_or_create("sensor", "carrier", "1")
    say(hass, 3, registered.entity_id, unit_of_measurement="GB")
    say(hass, "26/11/2026", "input_text.ends")
    say(hass, 12, "sensor.days")
    say(hass, "x", "sensor.sim", calls=30, sms=4)

    kept, errors = form.send(
        data_remaining=registered.entity_id,
        expiry="input_text.ends",
        number_expiry="sensor.days",
        voice_remaining="sensor.sim",
        sms_remaining="sensor.sim",
        date_order="dmy",
        stale_after_hours=24,
        attributes={"voice_remaining": "calls", "sms_remaining": " sms "},
        units={"data_unit": "MB", "voice_unit": "min"},
    )

    assert errors == {}
    assert kept == {
        "kind": "entity",
        "bindings": {
            "expiry": {"entity": "input_text.ends", "date_order": "dmy"},
            "number_expiry": {"entity": "sensor.days", "days_left": True},
            "data_remaining": {"entity": registered.id},
            "voice_remaining": {"entity": "sensor.sim", "attribute": "calls", "unit": "min"},
            "sms_remaining": {"entity": "sensor.sim", "attribute": "sms"},
        },
        "stale_after_hours": 24,
    }


def test_what_is_set_is_shown_and_sent_again_as_it_is(hass, form) -> None:
    registered = er.async_get(hass).async_get_or_create("sensor", "carrier", "1")
    say(hass, 3, registered.entity_id)
    say(hass, "26/11/2026", "input_text.ends")
    typed = {
        "data_used": registered.entity_id,
        "expiry": "input_text.ends",
        "date_order": "dmy",
        "allowance": 20.0,
        "reset_day": 5,
        "stale_after_hours": 24,
        "attributes": {},
        "units": {"data_unit": "GiB"},
    }
    kept, errors = form.send(**typed)
    assert errors == {}

    form.values = {**form.values, "source": kept}
    schema = form.schema()
    sections = {
        marker.schema: shown({"data_schema": value.schema})
        for marker, value in schema.schema.items()
        if marker.schema in {"attributes", "units"}
    }
    inner = {field for each in sections.values() for field in each}
    everything = shown({"data_schema": schema}).items()
    values = {field: value for field, value in everything if field not in inner}

    assert values | sections == typed
    assert form.send(**values, **sections) == (kept, {})


def test_an_entity_that_is_gone_is_still_shown_and_refused(hass, form) -> None:
    gone = {"entity": "0123456789abcdef0123456789abcdef", "attribute": "left"}
    form.values = {**form.values, "source": {"kind": "entity", "bindings": {"credit": gone}}}

    values = shown({"data_schema": form.schema()})

    assert values["credit"] == gone["entity"]
    assert form.send(**values)[1] == {"credit": "no_value"}


AMOUNTS = ["data_remaining", "data_used", "data_allowance", "voice_remaining", "credit"]


@pytest.mark.parametrize("capability", [*AMOUNTS, "sms_remaining", "expiry", "status"])
@pytest.mark.parametrize("value", ["unknown", "unavailable", ""])
def test_an_entity_without_a_value_is_refused(hass, form, capability, value) -> None:
    say(hass, value)

    assert form.send(allowance=1, **{capability: SENSOR})[1] == {capability: "no_value"}
    assert form.send(allowance=1, **{capability: "sensor.none"})[1] == {capability: "no_value"}


@pytest.mark.parametrize(
    ("capability", "value", "unit", "reason"),
    [
        ("data_remaining", "low", "MB", "value_not_a_number"),
        ("data_remaining", "nan", "MB", "value_not_a_number"),
        ("data_remaining", -1, "MB", "value_out_of_range"),
        ("data_remaining", "1e19", "MB", "value_out_of_range"),
        ("data_remaining", 50, "%", "wrong_unit"),
        ("data_remaining", 50, "MB/s", "wrong_unit"),
        ("data_remaining", 50, "min", "wrong_unit"),
        ("data_remaining", 50, None, "unit_missing"),
        ("data_used", 50, "°C", "wrong_unit"),
        ("data_allowance", 50, "EUR", "wrong_unit"),
        ("voice_remaining", 50, "MB", "wrong_unit"),
        ("voice_remaining", 50, None, "unit_missing"),
        ("sms_remaining", 50, "MB", "wrong_unit"),
        ("sms_remaining", 50, "min", "wrong_unit"),
        ("sms_remaining", 50, "EUR", "wrong_unit"),
        ("sms_remaining", 50, "%", "wrong_unit"),
        ("credit", 50, "USD", "other_currency"),
        ("credit", 50, "£", "other_currency"),
        ("credit", 50, "MB", "wrong_unit"),
        ("credit", "five", "EUR", "value_not_a_number"),
        ("credit", -5, "EUR", "value_out_of_range"),
        ("expiry", "26 November 2026", None, "not_a_date"),
        ("expiry", "26/11/2026", None, "not_a_date"),
        ("expiry", "12:30:00", None, "not_a_date"),
        ("expiry", "1999-12-31", None, "date_out_of_range"),
        ("expiry", "2099-12-31", None, "date_out_of_range"),
        ("expiry", 12, "GB", "wrong_unit"),
        ("expiry", 18000, "weeks", "wrong_unit"),
        ("expiry", 18000, "w", "date_out_of_range"),
        ("number_expiry", "on", None, "not_a_date"),
        ("status", "on", None, "unknown_status"),
    ],
)
def test_a_value_or_a_unit_that_does_not_fit_is_refused(
    hass, form, capability, value, unit, reason
) -> None:
    say(hass, value, **({"unit_of_measurement": unit} if unit else {}))

    assert form.send(allowance=1, **{capability: SENSOR})[1] == {capability: reason}


@pytest.mark.parametrize(
    ("capability", "value", "more"),
    [
        ("data_remaining", 50, {"unit_of_measurement": "MB", "device_class": "data_rate"}),
        ("voice_remaining", 50, {"unit_of_measurement": "min", "device_class": "data_size"}),
        ("sms_remaining", 50, {"device_class": "duration"}),
        ("credit", 50, {"unit_of_measurement": "EUR", "device_class": "battery"}),
        ("expiry", 50, {"device_class": "temperature"}),
        ("number_expiry", 50, {"device_class": "humidity"}),
        ("status", "active", {"device_class": "date"}),
    ],
)
def test_an_entity_that_measures_something_else_is_refused(
    hass, form, capability, value, more
) -> None:
    say(hass, value, **more)

    assert form.send(**{capability: SENSOR})[1] == {capability: "wrong_class"}


@pytest.mark.parametrize(
    ("capability", "value", "more"),
    [
        ("data_remaining", 50, {"unit_of_measurement": "MiB", "device_class": "data_size"}),
        ("data_allowance", 50, {"unit_of_measurement": "GB"}),
        ("voice_remaining", 50, {"unit_of_measurement": "s", "device_class": "duration"}),
        ("sms_remaining", 50, {"unit_of_measurement": "messages"}),
        ("credit", 50, {"unit_of_measurement": "eur"}),
        ("credit", 50, {"unit_of_measurement": "€", "device_class": "monetary"}),
        ("credit", 50, {}),
        ("expiry", "2026-12-24", {"device_class": "date"}),
        ("expiry", "2026-12-24T10:00:00+00:00", {"device_class": "timestamp"}),
        ("expiry", 12, {"device_class": "duration", "unit_of_measurement": "d"}),
        ("expiry", -2, {}),
        ("number_expiry", "20261224", {}),
        ("status", "not started", {"device_class": "enum"}),
    ],
)
def test_what_fits_is_kept(hass, form, capability, value, more) -> None:
    say(hass, value, **more)

    kept, errors = form.send(**{capability: SENSOR})

    assert errors == {}
    assert set(kept["bindings"]) == {capability}


def test_an_attribute_has_to_be_there_and_to_fit(hass, form) -> None:
    say(hass, 5, unit_of_measurement="MB", left=None, words="a lot", truth=True)

    for attribute, reason in (
        ("left", "attribute_missing"),
        ("gone", "attribute_missing"),
        ("words", "value_not_a_number"),
        ("truth", "value_not_a_number"),
    ):
        kept, errors = form.send(
            data_remaining=SENSOR,
            attributes={"data_remaining": attribute},
            units={"data_unit": "MB"},
        )
        assert (kept, errors) == ({}, {"data_remaining": reason}), attribute
    assert form.send(attributes={"credit": "left"})[1] == {"credit": "entity_missing"}
    say(hass, 5, unit_of_measurement="MB", left=7)
    assert form.send(data_remaining=SENSOR, attributes={"data_remaining": "left"})[1] == {
        "data_remaining": "unit_missing"
    }


async def test_only_used_takes_an_allowance_from_somewhere(hass, form, act) -> None:
    say(hass, 5, unit_of_measurement="GB")
    say(hass, 20, "sensor.plan", unit_of_measurement="GB")

    assert form.send(data_used=SENSOR)[1] == {"data_used": "allowance_missing"}
    assert form.send(data_used=SENSOR, data_allowance="sensor.plan")[1] == {}
    assert form.send(data_used=SENSOR, allowance=0)[1] == {}
    kept, errors = form.send(data_used=SENSOR, allowance=20, reset_day=31)
    assert (kept["allowance"], kept["reset_day"], errors) == (20.0, 31, {})
    await act("update_balance", allowance=20)
    assert form.send(data_used=SENSOR)[1] == {}


def test_what_is_left_and_what_was_used_are_not_both_needed(hass, form) -> None:
    say(hass, 5, unit_of_measurement="GB")

    assert form.send(data_used=SENSOR, data_remaining=SENSOR)[1] == {
        "data_used": "remaining_is_known"
    }


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("reset_day", 0, "count_out_of_range"),
        ("reset_day", 32, "count_out_of_range"),
        ("reset_day", 1.5, "count_out_of_range"),
        ("stale_after_hours", 0, "count_out_of_range"),
        ("stale_after_hours", 8785, "count_out_of_range"),
        ("allowance", -1, "negative"),
        ("allowance", 10**10, "too_large"),
    ],
)
def test_numbers_of_the_form_are_checked(hass, form, field, value, reason) -> None:
    say(hass, 5)

    assert form.send(credit=SENSOR, **{field: value})[1] == {field: reason}


async def test_a_line_is_not_fed_by_itself_but_may_be_by_another(hass, household) -> None:
    entry = await household(
        line_subentry(credit=4), line_subentry("Mama", "M" * 26, number=None, credit=5)
    )

    own = Form(hass, entry).send(credit="sensor.papa_credit", expiry="sensor.papa_service_until")
    other = Form(hass, entry).send(credit="sensor.mama_credit")

    assert own == ({}, {"credit": "own_entity", "expiry": "own_entity"})
    assert other[1] == {}
