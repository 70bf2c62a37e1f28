"""In which situations that last a line is, as far as automations were told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from custom_components.sim_renewal.core.line import Line, LineState, Offer, Standing, Status, derive
from custom_components.sim_renewal.core.model import Bucket, Measure
from custom_components.sim_renewal.core.planner import Outlook, strands_of
from custom_components.sim_renewal.core.record import EVENT_ENTITY, Delivery, Record
from custom_components.sim_renewal.core.reminders import Happening, ReminderPlan, cycle_of
from custom_components.sim_renewal.core.signals import signals_of
from custom_components.sim_renewal.core.situations import (
    before_last_told,
    is_in,
    situation_of_dates,
    situation_of_signal,
)
from tests.core.set_up import set_up

PARIS = ZoneInfo("Europe/Paris")
NOON = datetime(2026, 6, 27, 12, tzinfo=PARIS)
DUE = situation_of_dates(
    {Happening.RENEWAL_DUE, Happening.GRACE_ENDING, Happening.EXPIRED},
    {Status.DUE, Status.EXPIRED, Status.GRACE},
)
LOW = situation_of_signal(Happening.DATA_LOW, lambda state: state.data_low)
GIGABYTE = Decimal(10**9)


def told(stage: str, at: datetime = NOON, cycle: str = "2026-06-30/", **more) -> Delivery:
    return Delivery(
        cycle=cycle,
        stage=stage,
        recipient_id=more.pop("to", EVENT_ENTITY),
        delivered_at=at.astimezone(UTC),
        **more,
    )


def line_with(
    *deliveries: Delivery,
    now: datetime = NOON,
    plan: ReminderPlan | None = None,
    record: Record | None = None,
    **line,
) -> tuple[LineState, Outlook]:
    """Return a line at a moment, whose service ends on 30 June unless the record says otherwise."""
    plan, record = plan or ReminderPlan(), record or set_up(service_until=date(2026, 6, 30))
    record = replace(record, deliveries=deliveries)
    described = Line(line_id="papa", name="Papa", offer=Offer(currency="EUR"), **line)
    state = derive(described, record, plan, now)
    strands = strands_of(state, plan, signals_of(state, record, plan, now), now.date())
    return state, Outlook("papa", plan, record, strands)


def with_data(gigabytes: str) -> Record:
    return set_up(
        service_until=date(2026, 6, 30),
        reading={Bucket.DATA_REMAINING: Measure(Decimal(gigabytes) * GIGABYTE, NOON)},
    )


@pytest.mark.parametrize(
    ("deliveries", "expected"),
    [
        ((), False),
        ((told("service-3"),), True),
        ((told("service-3", to="anna"),), False),
        ((told("service-3", cycle="2026-05-31/"),), False),
        ((told("by_hand"),), False),
        ((told("service-0"),), False),
    ],
    ids=["nobody", "automations", "a person", "last cycle", "by hand", "another happening"],
)
def test_a_line_is_due_once_automations_were_told_so(deliveries, expected) -> None:
    assert is_in(DUE, *line_with(*deliveries), PARIS) is expected


def test_what_was_told_holds_only_while_it_is_so() -> None:
    active = set_up(service_until=date(2026, 9, 30))
    delivery = told("service-30", cycle="2026-09-30/")

    assert is_in(DUE, *line_with(delivery, record=active), PARIS) is False


@pytest.mark.parametrize(
    "changes",
    [
        {"standing": Standing.SUSPENDED},
        {"standing": Standing.ARCHIVED},
        {"plan": ReminderPlan(silent=True)},
        {"record": Record()},
    ],
    ids=["suspended", "archived", "silent", "unknown"],
)
def test_of_a_line_out_of_use_or_unknown_nothing_is_known(changes) -> None:
    assert is_in(DUE, *line_with(told("service-3"), **changes), PARIS) is None


@pytest.mark.parametrize(("days", "expected"), [(2, False), (3, True), (4, True)])
def test_with_days_it_counts_how_many_were_left_when_it_was_told(days, expected) -> None:
    state, outlook = line_with(told("service-7"), now=NOON + timedelta(days=1))

    assert is_in(DUE, state, outlook, PARIS, days) is expected


def test_the_day_on_which_it_was_told_is_that_of_the_household() -> None:
    late = datetime(2026, 6, 27, 23, 30, tzinfo=UTC)  # 28 June in Paris

    assert is_in(DUE, *line_with(told("service-3", at=late)), PARIS, 2)


@pytest.mark.parametrize("stage", ["service+1", "number-7"])
@pytest.mark.parametrize(("days", "expected"), [(6, False), (7, True)])
def test_after_service_the_days_are_those_of_the_number(stage, days, expected) -> None:
    record = set_up(service_until=date(2026, 6, 25), number_until=date(2026, 7, 4))
    cycle = "2026-06-25/2026-07-04"
    state, outlook = line_with(told(stage, cycle=cycle), record=record)
    assert (state.status, cycle_of(state.clocks)) == (Status.GRACE, cycle)

    assert is_in(DUE, state, outlook, PARIS, days) is expected


def test_an_expired_line_without_a_number_date_is_near_enough_for_any_days() -> None:
    record = set_up(service_until=date(2026, 6, 20))
    delivery = told("service+7", cycle="2026-06-20/")

    assert is_in(DUE, *line_with(delivery, record=record), PARIS, 0)


def test_low_data_lasts_until_there_is_enough_again() -> None:
    delivery = told("data_low", cycle="data_low")

    assert is_in(LOW, *line_with(record=with_data("0.1")), PARIS) is False
    assert is_in(LOW, *line_with(delivery, record=with_data("0.1")), PARIS) is True
    assert is_in(LOW, *line_with(delivery, record=with_data("0.6")), PARIS) is True
    assert is_in(LOW, *line_with(delivery, record=with_data("0.7")), PARIS) is False
    cleared = replace(delivery, cleared=True)
    assert is_in(LOW, *line_with(cleared, record=with_data("0.1")), PARIS) is False


def test_low_data_without_an_end_is_no_matter_of_days() -> None:
    state, outlook = line_with(
        told("data_low", cycle="data_low"), record=replace(with_data("0.1"), statements=())
    )

    assert is_in(LOW, state, outlook, PARIS) is True
    assert is_in(LOW, state, outlook, PARIS, 3) is False


def test_of_data_that_nobody_knows_or_that_does_not_matter_nothing_is_known() -> None:
    assert is_in(LOW, *line_with(), PARIS) is None
    over = replace(with_data("0.1"), statements=set_up(date(2026, 6, 20)).statements)
    assert is_in(LOW, *line_with(record=over), PARIS) is None


@pytest.mark.parametrize(
    ("deliveries", "expected"),
    [
        ((), ()),
        ((told("service-3", to="anna"),), (told("service-3", to="anna"),)),
        ((told("service-3"),), ()),
        (
            (told("service-7"), told("service-3"), told("service-3", to="anna")),
            (told("service-7"), told("service-3", to="anna")),
        ),
    ],
)
def test_before_it_was_told_last_a_line_had_been_told_the_rest(deliveries, expected) -> None:
    _, outlook = line_with(*deliveries)

    assert before_last_told(outlook).record.deliveries == expected
