"""The model of the crash test notices what it is there for: a test of the test."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from scripts.realhome.crash_model import LineModel, Truth

TODAY = date(2026, 11, 23)
DUE = Truth(stated=TODAY + timedelta(days=3), number_until=date(2028, 1, 1))


@pytest.fixture
def line() -> LineModel:
    return LineModel("Papa", DUE)


def renew(line: LineModel, renewal: str = "no. 1") -> None:
    line.begin(line.truth.renewed(renewal))
    line.acknowledge()


def test_what_was_acknowledged_and_is_there_is_right(line) -> None:
    renew(line)
    line.crash()
    assert line.compare(DUE.renewed("no. 1").seen) is None
    assert line.violations == []


def test_a_lost_renewal_is_noticed(line) -> None:
    renew(line)
    line.crash()
    line.compare(DUE.seen)
    assert len(line.violations) == 1


def test_a_renewal_that_is_there_twice_is_noticed(line) -> None:
    renew(line)
    line.crash()
    line.compare(replace(line.truth.seen, renewals=("no. 1", "no. 1")))
    assert len(line.violations) == 1


def test_a_renewal_whose_dates_are_lost_is_noticed(line) -> None:
    renew(line)
    line.crash()
    line.compare(replace(line.truth.seen, service_until=DUE.stated))
    assert len(line.violations) == 1


def test_an_undone_renewal_that_comes_back_is_noticed(line) -> None:
    renew(line)
    line.begin(line.truth.undone("no. 1"))
    line.acknowledge()
    line.crash()
    line.compare(DUE.renewed("no. 1").seen)
    assert len(line.violations) == 1


@pytest.mark.parametrize("took_place", [True, False])
def test_what_was_in_flight_may_have_happened_or_not(line, took_place) -> None:
    after = replace(DUE, data=2.5)
    line.begin(after)
    line.crash()
    assert line.compare((after if took_place else DUE).seen) is took_place
    assert line.violations == []
    assert line.truth == (after if took_place else DUE)


def test_what_was_in_flight_cannot_be_lost_later(line) -> None:
    line.begin(replace(DUE, data=2.5))
    line.crash()
    line.compare(replace(DUE, data=2.5).seen)
    line.crash()
    line.compare(DUE.seen)
    assert len(line.violations) == 1


def test_half_of_an_action_is_noticed(line) -> None:
    line.begin(DUE.renewed("no. 1"))
    line.crash()
    line.compare(replace(DUE.renewed("no. 1").seen, service_until=DUE.stated))
    assert len(line.violations) == 1


def test_a_lost_stage_is_owed_until_it_is_pushed(line) -> None:
    assert line.is_owed(TODAY)
    line.hear(line.cycle)
    assert not line.is_owed(TODAY)
    line.begin(line.truth.restated(TODAY + timedelta(days=1), DUE.number_until))
    line.acknowledge()
    assert line.is_owed(TODAY)


@pytest.mark.parametrize(
    "silent",
    [
        replace(DUE, is_snoozed=True),
        replace(DUE, stated=TODAY + timedelta(days=15)),
        DUE.renewed("no. 1"),
    ],
)
def test_a_line_that_is_not_due_owes_nothing(silent) -> None:
    assert not LineModel("Papa", silent).is_owed(TODAY)


def test_a_push_comes_once_more_after_a_crash_and_not_twice(line) -> None:
    line.hear(line.cycle)
    line.crash()
    line.hear(line.cycle)
    assert (line.repeats, line.violations) == (1, [])
    line.hear(line.cycle)
    assert (line.repeats, len(line.violations)) == (2, 1)


def test_a_push_that_came_before_its_action_was_acknowledged_is_no_reason_for_one_more(
    line,
) -> None:
    after = line.truth.restated(TODAY + timedelta(days=1), DUE.number_until)
    line.begin(after)
    line.hear(after.seen.cycle)
    line.acknowledge()
    line.hear(after.seen.cycle)
    assert len(line.violations) == 1


def test_each_crash_allows_one_more(line) -> None:
    for _ in range(3):
        line.hear(line.cycle)
        line.crash()
    assert (line.pushes, line.repeats, line.violations) == (3, 2, [])


def test_a_push_that_was_remembered_may_not_come_again(line) -> None:
    line.hear(line.cycle)
    line.remembered()
    line.crash()
    line.hear(line.cycle)
    assert len(line.violations) == 1


def test_a_life_without_the_push_ends_the_permission(line) -> None:
    line.hear(line.cycle)
    line.crash()
    line.remembered()
    line.crash()
    line.hear(line.cycle)
    assert len(line.violations) == 1


@pytest.mark.parametrize("answer", [DUE.renewed("no. 1"), replace(DUE, is_snoozed=True)])
def test_a_push_after_its_answer_is_noticed(line, answer) -> None:
    asked = line.cycle
    line.hear(asked)
    line.begin(answer)
    line.acknowledge()
    line.crash()
    line.hear(asked)
    assert len(line.violations) == 1


def test_a_push_may_cross_its_answer_within_one_life(line) -> None:
    asked = line.cycle
    renew(line)
    line.hear(asked)
    assert line.violations == []


def test_an_answer_that_was_in_flight_counts_for_the_next_crash(line) -> None:
    asked = line.cycle
    line.hear(asked)
    line.begin(DUE.renewed("no. 1"))
    line.crash()
    line.compare(DUE.renewed("no. 1").seen)
    line.crash()
    line.hear(asked)
    assert len(line.violations) == 1


def test_a_renewal_that_is_taken_back_brings_its_question_back(line) -> None:
    asked = line.cycle
    line.hear(asked)
    line.remembered()
    renew(line)
    line.crash()
    line.begin(line.truth.undone("no. 1"))
    line.acknowledge()
    assert not line.is_owed(TODAY)
    line.hear(asked)
    assert line.violations == []
    line.hear(asked)
    assert len(line.violations) == 1


def test_only_what_was_begun_can_be_acknowledged(line) -> None:
    with pytest.raises(RuntimeError):
        line.acknowledge()


def test_what_else_is_missing_is_a_violation(line) -> None:
    line.lose("was not cleared")
    assert line.violations == ["Papa was not cleared"]


def test_a_settled_renewal_stays_in_the_ledger_and_moves_no_date() -> None:
    stated = DUE.renewed("no. 1").restated(DUE.stated, DUE.number_until)
    assert stated.seen.renewals == ("no. 1",)
    assert stated.seen.service_until == DUE.stated
    assert stated.undone("no. 1").seen == DUE.seen
