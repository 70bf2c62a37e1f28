"""What one renewal brings: each kind of rule asks for what is its own, and what follows."""

from pathlib import Path

import pytest

from custom_components.sim_renewal.core.rule_table import FAMILIES

from .conftest import LINE_ID, line_subentry
from .dialogs import (
    DATES,
    change_line,
    check_form,
    choose,
    go_on,
    sections_of,
    shown,
    sim_of_new_line,
    terms_of,
)

LADDER = [
    {"amount": 10, "service_days": 30, "number_months": 6},
    {"amount": 5, "service_days": 30, "number_months": 1},
]


async def new_line(hass, entry) -> str:
    """Have a line of which nothing but a plain term is known; return its id."""
    form = await sim_of_new_line(hass, entry)
    flow = hass.config_entries.subentries.async_get(form["flow_id"])
    return flow["context"]["subentry_id"]


async def terms_form(hass, entry, rule="fixed_term"):
    """Add a line up to the form of what one renewal brings."""
    form = await choose(hass, entry, await new_line(hass, entry), "validity")
    form = await terms_of(hass, form, rule=rule)
    assert form["last_step"] is True
    return form


async def added(hass, entry, form, /, **typed):
    result = await go_on(hass, form, **typed)
    assert result["reason"] == "reconfigure_successful"
    (line,) = (each for each in entry.subentries.values() if each.title == "Tante")
    return line


def state(hass, key: str) -> str:
    state = hass.states.get(f"sensor.tante_{key}")
    return "unknown" if state is None else state.state


OFFER = {"offer", "price", "currency"}
AFTER_END = {"grace", "grace_unit", "kept_by_use", "kept_by_use_unit"}
OF_ALL = {"ends_when_empty", "register_by"}


@pytest.mark.parametrize(
    ("rule", "asked", "conditions"),
    [
        (
            "fixed_term",
            {"service_until", "term", "term_unit", "extends_from"},
            {"starts", "minimum"},
        ),
        (
            "calendar_month",
            {"service_until", "term", "anniversary_day", "extends_from"},
            {"minimum"},
        ),
        ("activity", {"service_until", "term", "term_unit", "kinds"}, {"minimum"}),
        ("credit_ladder", {"service_until", "steps", "extends_from"}, set()),
        ("balance_burn", {"credit", "fee", "term", "term_unit"}, set()),
        ("subscription", {"service_until", "term", "term_unit"}, set()),
        ("never", set(), set()),
    ],
)
async def test_the_form_asks_for_what_the_rule_has_and_no_more_than_seven_things_at_once(
    hass, household, rule, asked, conditions
) -> None:
    form = await terms_form(hass, await household(line_subentry()), rule)

    sections = sections_of(form)
    open_fields = {each.schema for each in form["data_schema"].schema} - sections.keys()
    assert open_fields == OFFER | asked
    assert len(open_fields) <= 7
    assert {
        name: {each.schema for each in inner.schema.schema} for name, inner in sections.items()
    } == {"conditions": conditions | OF_ALL, "after_end": AFTER_END}
    assert [inner.options for inner in sections.values()] == [{"collapsed": True}] * 2


async def test_without_a_rule_there_is_nothing_after_its_end(hass, household) -> None:
    form = await terms_form(hass, await household(line_subentry()), "none")

    sections = sections_of(form)
    open_fields = {each.schema for each in form["data_schema"].schema} - sections.keys()
    assert open_fields == OFFER | {"service_until"}
    assert sections.keys() == {"conditions"}
    assert [each.schema for each in sections["conditions"].schema.schema] == ["register_by"]


@pytest.mark.parametrize("rule", [*FAMILIES, "none"])
async def test_what_is_known_of_today_is_not_asked_again(hass, household, rule) -> None:
    entry = await household(line_subentry(credit=7.0))

    form = await terms_of(hass, await choose(hass, entry, LINE_ID, "validity"), rule=rule)

    assert form["data_schema"].schema.keys().isdisjoint(DATES)


@pytest.mark.parametrize(
    ("rule", "typed", "service_until", "number_until"),
    [
        ("credit_ladder", {"steps": LADDER}, "2026-12-20", "2027-05-20"),
        ("activity", {"kinds": ["top_up", "call"]}, "2026-12-20", "unknown"),
        ("fixed_term", {"minimum": 5}, "2026-12-20", "unknown"),
        ("fixed_term", {"minimum": 20}, "unknown", "unknown"),
        ("calendar_month", {"minimum": 5, "term": 13}, "2027-12-20", "unknown"),
        ("fixed_term", {"register_by": "2026-11-30"}, "2026-11-30", "unknown"),
        ("never", {}, "unknown", "unknown"),
    ],
)
async def test_a_renewal_counts_by_the_conditions(
    hass, household, act, rule, typed, service_until, number_until
) -> None:
    entry = await household(line_subentry())
    form = await terms_form(hass, entry, rule)
    line = await added(hass, entry, form, **typed)

    await act("record_renewal", line.subentry_id, date="2026-11-20", amount=10)

    assert (state(hass, "service_until"), state(hass, "number_until")) == (
        service_until,
        number_until,
    )


async def test_a_line_that_begins_with_its_first_use_waits_for_it(hass, household, act) -> None:
    entry = await household(line_subentry())
    form = await terms_form(hass, entry)
    line = await added(hass, entry, form, term=15, starts="first_use", kept_by_use=90)
    assert (state(hass, "status"), state(hass, "days_left")) == ("not_started", "unknown")

    answer = await act("record_activity", line.subentry_id, kind="call", date="2026-11-22")

    assert answer == {
        "before": {"service_until": None, "number_until": None},
        "after": {"service_until": "2026-12-07", "number_until": "2027-02-20"},
        "advice": [],
    }
    assert state(hass, "service_until") == "2026-12-07"


async def test_a_line_lives_on_its_credit(hass, household) -> None:
    entry = await household(line_subentry())
    form = await terms_form(hass, entry, "balance_burn")
    await added(hass, entry, form, fee=20, credit=50)

    assert state(hass, "service_until") == "2027-01-22"


async def test_a_subscription_renews_by_itself(hass, household, move_to) -> None:
    entry = await household(line_subentry())
    form = await terms_form(hass, entry, "subscription")
    until = "2026-11-30"
    await added(hass, entry, form, term=1, term_unit="months", service_until=until)
    assert (state(hass, "service_until"), state(hass, "status")) == ("2026-11-30", "active")

    await move_to("2026-12-01T00:00:00+01:00")

    assert (state(hass, "service_until"), state(hass, "status")) == ("2026-12-30", "active")


async def test_data_that_is_used_up_ends_the_service(hass, household) -> None:
    entry = await household(line_subentry())
    line_id = await new_line(hass, entry)
    typed = {"service_until": "2027-06-30", "data_remaining": 0, "ends_when_empty": True}
    await change_line(hass, entry, line_id, **typed)

    assert state(hass, "service_until") == "2026-11-23"


@pytest.mark.parametrize(
    ("rule", "wrong", "field", "reason", "right"),
    [
        ("activity", {}, "kinds", "needed", {"kinds": ["call"]}),
        ("activity", {"kinds": []}, "kinds", "needed", {"kinds": ["call"]}),
        ("credit_ladder", {"steps": []}, "steps", "needed", {"steps": LADDER}),
        ("credit_ladder", {"steps": [{"amount": 5}]}, "steps", "wrong_step", {"steps": LADDER}),
        (
            "credit_ladder",
            {"steps": [{"amount": -5, "service_days": 30}]},
            "steps",
            "wrong_step",
            {"steps": LADDER},
        ),
        (
            "credit_ladder",
            {"steps": [{"amount": 5, "service_days": 1.5}]},
            "steps",
            "wrong_step",
            {"steps": LADDER},
        ),
        ("credit_ladder", {"steps": LADDER[:1] * 2}, "steps", "same_step", {"steps": LADDER}),
        ("balance_burn", {"fee": 0}, "fee", "needed", {"fee": 20}),
        ("balance_burn", {"fee": -1}, "fee", "negative", {"fee": 20}),
        ("fixed_term", {"minimum": -1}, "minimum", "negative", {"minimum": 5}),
        (
            "fixed_term",
            {"kept_by_use": 0},
            "kept_by_use",
            "count_out_of_range",
            {"kept_by_use": 90},
        ),
        (
            "fixed_term",
            {"register_by": "1999-12-31"},
            "register_by",
            "date_out_of_range",
            {"register_by": "2026-12-31"},
        ),
    ],
)
async def test_a_mistake_is_named_and_can_be_corrected(
    hass, household, rule, wrong, field, reason, right
) -> None:
    entry = await household(line_subentry())
    form = await terms_form(hass, entry, rule)
    required = {field: wrong[field] if wrong else []}

    refused = await go_on(hass, form, **required)

    check_form(refused, "terms", {field: reason})
    line = await added(hass, entry, refused, **right)
    kept = line.data[field]
    assert kept == (
        sorted(LADDER, key=lambda step: step["amount"]) if field == "steps" else right[field]
    )


async def test_conditions_are_shown_when_a_line_is_changed_and_go_with_the_rule_that_had_them(
    hass, household
) -> None:
    settings = {"starts": "activation", "minimum": 5.0, "kept_by_use": 90}
    entry = await household(line_subentry(kept_by_use_unit="days", **settings))

    form = await terms_of(hass, await choose(hass, entry, LINE_ID, "validity"))
    assert shown(form).items() >= settings.items()
    await go_on(hass, form)
    assert entry.subentries[LINE_ID].data.items() >= settings.items()

    await change_line(hass, entry, LINE_ID, rule="calendar_month")
    data = entry.subentries[LINE_ID].data
    assert (data["term"], data["term_unit"]) == (1, "months")
    assert (data["minimum"], data["kept_by_use"], data.get("starts")) == (5.0, 90, None)

    await change_line(hass, entry, LINE_ID, rule="none")
    data = entry.subentries[LINE_ID].data
    assert data.keys().isdisjoint({*settings, "kept_by_use_unit"})
    assert (data["offer"], data["price"]) == ("Mobicarte", 10.0)


async def test_the_last_form_comes_back_when_the_disk_refuses(
    hass, household, hass_config_dir
) -> None:
    entry = await household(line_subentry())
    kept = entry.runtime_data.lines[LINE_ID]
    form = await choose(hass, entry, LINE_ID, "port")
    form = await terms_of(hass, await go_on(hass, form, carrier="Corner shop"))
    path = hass.config.path(".storage", f"sim_renewal.{LINE_ID}")
    await hass.async_add_executor_job(_put_a_directory_in_the_way, path)

    refused = await go_on(hass, form, service_until="2027-01-31", minimum=5)

    check_form(refused, "terms", {"base": "record_not_saved"})
    assert shown(refused)["service_until"] == "2027-01-31"
    assert str(kept.data.clocks.service_until) == "2026-11-26"
    await hass.async_add_executor_job(_take_it_away, path)
    assert (await go_on(hass, refused))["reason"] == "reconfigure_successful"
    assert entry.subentries[LINE_ID].data["minimum"] == 5.0


def _put_a_directory_in_the_way(path: str) -> None:
    Path(path).rename(f"{path}.elsewhere")
    Path(path).mkdir()


def _take_it_away(path: str) -> None:
    Path(path).rmdir()
    Path(f"{path}.elsewhere").rename(path)


async def test_a_deadline_that_ends_service_first_is_never_taken_for_the_stated_date(
    hass, household, act
) -> None:
    entry = await household(line_subentry(service_until="2027-06-30", register_by="2026-11-30"))
    assert hass.states.get("sensor.papa_service_until").state == "2026-11-30"

    await act("set_validity", number_until="2027-12-31")
    form = await choose(hass, entry, LINE_ID, "dates")
    assert shown(form)["service_until"] == "2027-06-30"
    await change_line(hass, entry, LINE_ID, term=28, register_by=None)

    assert hass.states.get("sensor.papa_service_until").state == "2027-06-30"
    assert hass.states.get("sensor.papa_number_until").state == "2027-12-31"


async def test_data_that_ran_out_is_never_taken_for_the_stated_date(hass, household, act) -> None:
    await household(
        line_subentry(service_until="2027-06-30", ends_when_empty=True, data_remaining=0)
    )
    assert hass.states.get("sensor.papa_service_until").state == "2026-11-23"

    await act("set_validity", number_until="2027-12-31")
    await act("update_balance", data=5)

    assert hass.states.get("sensor.papa_service_until").state == "2027-06-30"
