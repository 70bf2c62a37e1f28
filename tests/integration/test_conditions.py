"""Rules that ask for more than a term: the form of special conditions, and what follows."""

from pathlib import Path

import pytest

from .conftest import LINE_ID, line_subentry
from .dialogs import check_form, choose, go_on, offer_and_dates, shown, sim_of_new_line

LADDER = [
    {"amount": 10, "service_days": 30, "number_months": 6},
    {"amount": 5, "service_days": 30, "number_months": 1},
]


async def conditions_of(hass, entry, **validity):
    """Add a line up to the form of its special conditions."""
    form = await offer_and_dates(hass, await sim_of_new_line(hass, entry))
    form = await go_on(hass, form, **validity)
    check_form(form, "conditions")
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


SHARED = {"kept_by_use", "kept_by_use_unit", "ends_when_empty", "register_by"}


@pytest.mark.parametrize(
    ("rule", "fields"),
    [
        ("fixed_term", {"starts", "minimum"}),
        ("calendar_month", {"minimum"}),
        ("activity", {"kinds", "minimum"}),
        ("credit_ladder", {"steps"}),
        ("balance_burn", {"fee"}),
        ("subscription", set()),
        ("never", set()),
        ("none", set()),
    ],
)
async def test_the_form_asks_for_what_the_rule_needs(hass, household, rule, fields) -> None:
    form = await conditions_of(hass, await household(line_subentry()), rule=rule, special=True)

    assert {field.schema for field in form["data_schema"].schema} == fields | SHARED


@pytest.mark.parametrize(
    ("rule", "typed", "service_until", "number_until"),
    [
        ("credit_ladder", {"steps": LADDER}, "2026-12-20", "2027-05-20"),
        ("activity", {"kinds": ["top_up", "call"]}, "2026-12-20", "unknown"),
        ("fixed_term", {"minimum": 5}, "2026-12-20", "unknown"),
        ("fixed_term", {"minimum": 20}, "unknown", "unknown"),
        ("calendar_month", {"minimum": 5}, "2027-12-20", "unknown"),
        ("fixed_term", {"register_by": "2026-11-30"}, "2026-11-30", "unknown"),
        ("never", {}, "unknown", "unknown"),
    ],
)
async def test_a_renewal_counts_by_the_conditions(
    hass, household, act, rule, typed, service_until, number_until
) -> None:
    entry = await household(line_subentry())
    months = {"term": 13, "term_unit": "months"} if rule == "calendar_month" else {}
    form = await conditions_of(hass, entry, rule=rule, special=True, **months)
    line = await added(hass, entry, form, **typed)

    await act("record_renewal", line.subentry_id, date="2026-11-20", amount=10)

    assert (state(hass, "service_until"), state(hass, "number_until")) == (
        service_until,
        number_until,
    )


async def test_a_line_that_begins_with_its_first_use_waits_for_it(hass, household, act) -> None:
    entry = await household(line_subentry())
    form = await conditions_of(hass, entry, special=True, term=15)
    line = await added(hass, entry, form, starts="first_use", kept_by_use=90)
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
    form = await conditions_of(hass, entry, rule="balance_burn", credit=50)
    await added(hass, entry, form, fee=20)

    assert state(hass, "service_until") == "2027-01-22"


async def test_a_subscription_renews_by_itself(hass, household, move_to) -> None:
    entry = await household(line_subentry())
    form = await conditions_of(
        hass,
        entry,
        rule="subscription",
        term=1,
        term_unit="months",
        special=True,
        service_until="2026-11-30",
    )
    await added(hass, entry, form)
    assert (state(hass, "service_until"), state(hass, "status")) == ("2026-11-30", "active")

    await move_to("2026-12-01T00:00:00+01:00")

    assert (state(hass, "service_until"), state(hass, "status")) == ("2026-12-30", "active")


async def test_data_that_is_used_up_ends_the_service(hass, household) -> None:
    entry = await household(line_subentry())
    form = await conditions_of(
        hass, entry, special=True, service_until="2027-06-30", data_remaining=0
    )
    await added(hass, entry, form, ends_when_empty=True)

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
    form = await conditions_of(hass, entry, rule=rule, special=True)
    required = {field: wrong[field] if wrong else []}

    refused = await go_on(hass, form, **required)

    check_form(refused, "conditions", {field: reason})
    line = await added(hass, entry, refused, **right)
    kept = line.data[field]
    assert kept == (
        sorted(LADDER, key=lambda step: step["amount"]) if field == "steps" else right[field]
    )


async def test_conditions_are_shown_when_a_line_is_changed_and_go_when_they_are_given_up(
    hass, household
) -> None:
    settings = {"starts": "activation", "minimum": 5.0, "kept_by_use": 90}
    entry = await household(line_subentry(kept_by_use_unit="days", **settings))

    form = await choose(hass, entry, LINE_ID, "validity")
    assert shown(form)["special"] is True
    assert form["last_step"] is False
    conditions = await go_on(hass, form)
    check_form(conditions, "conditions")
    assert shown(conditions) == {
        **settings,
        "kept_by_use_unit": "days",
        "ends_when_empty": False,
    }
    await go_on(hass, conditions)
    assert entry.subentries[LINE_ID].data.items() >= settings.items()

    form = await choose(hass, entry, LINE_ID, "validity")
    await go_on(hass, form, special=False)
    assert not entry.subentries[LINE_ID].data.keys() & {*settings, "kept_by_use_unit", "special"}


async def test_the_last_form_comes_back_when_the_disk_refuses(
    hass, household, hass_config_dir
) -> None:
    entry = await household(line_subentry())
    kept = entry.runtime_data.lines[LINE_ID]
    form = await choose(hass, entry, LINE_ID, "validity")
    form = await go_on(hass, form, special=True, service_until="2027-01-31")
    path = hass.config.path(".storage", f"sim_renewal.{LINE_ID}")
    await hass.async_add_executor_job(_put_a_directory_in_the_way, path)

    refused = await go_on(hass, form, minimum=5)

    check_form(refused, "conditions", {"base": "record_not_saved"})
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
    form = await choose(hass, entry, LINE_ID, "validity")
    assert shown(form)["service_until"] == "2027-06-30"
    form = await go_on(hass, form, term=28)
    await go_on(hass, form, register_by=None)

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
