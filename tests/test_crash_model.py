"""The model of the crash test notices what it is there for: a test of the test."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from custom_components.sim_renewal.push.ids import action_about
from scripts.realhome.crash_household import Crashes, Line
from scripts.realhome.crash_mailbox import Item, Mailbox, Silence
from scripts.realhome.crash_model import Ear, LineModel
from scripts.realhome.crash_phone import read
from scripts.realhome.crash_truth import Truth
from scripts.realhome.phone_shade import Received
from scripts.realhome.process import HassProcess

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DUE = Truth(stated=TODAY + timedelta(days=3), number_until=date(2028, 1, 1))
LAST_DAY = replace(DUE, stated=TODAY)


def line_of(truth: Truth) -> LineModel:
    return LineModel("Papa", truth, [("Anna", Ear()), ("Carla", Ear(hears_all=False))])


@pytest.fixture
def line() -> LineModel:
    return line_of(DUE)


def hear(line: LineModel, cycle: str | None = None, who: str = "Anna") -> None:
    line.hear(who, cycle or line.cycle, TODAY)


def answer(line: LineModel, after: Truth) -> None:
    line.begin(after)
    line.acknowledge()


def figures(line: LineModel) -> tuple[int, int, list[str]]:
    ear = line.ears["Anna"]
    return ear.pushes, ear.repeats, line.violations


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
    assert line.is_owed("Anna", TODAY)
    hear(line)
    assert not line.is_owed("Anna", TODAY)
    line.begin(line.truth.restated(TODAY + timedelta(days=1), DUE.number_until))
    line.acknowledge()
    assert line.is_owed("Anna", TODAY)


@pytest.mark.parametrize(
    "silent",
    [
        DUE.put_off(),
        replace(DUE, stated=TODAY + timedelta(days=31)),
        DUE.renewed("no. 1"),
    ],
)
def test_a_line_that_is_not_due_owes_nothing(silent) -> None:
    assert not line_of(silent).is_owed("Anna", TODAY)


def test_a_push_comes_once_more_after_a_crash_and_not_twice(line) -> None:
    hear(line)
    line.crash()
    hear(line)
    assert figures(line) == (2, 1, [])
    hear(line)
    assert (figures(line)[:2], len(line.violations)) == ((3, 2), 1)


def test_a_push_that_came_before_its_action_was_acknowledged_is_no_reason_for_one_more(
    line,
) -> None:
    after = line.truth.restated(TODAY + timedelta(days=1), DUE.number_until)
    line.begin(after)
    hear(line, after.seen.cycle)
    line.acknowledge()
    hear(line, after.seen.cycle)
    assert len(line.violations) == 1


def test_each_crash_allows_one_more(line) -> None:
    for _ in range(3):
        hear(line)
        line.crash()
    assert figures(line) == (3, 2, [])


def test_a_push_that_was_remembered_may_not_come_again(line) -> None:
    hear(line)
    line.settle()
    line.crash()
    hear(line)
    assert len(line.violations) == 1


def test_a_life_without_the_push_ends_the_permission(line) -> None:
    hear(line)
    line.crash()
    line.settle()
    line.crash()
    hear(line)
    assert len(line.violations) == 1


@pytest.mark.parametrize("answer", [DUE.renewed("no. 1"), DUE.put_off()])
def test_a_push_after_its_answer_is_noticed(line, answer) -> None:
    asked = line.cycle
    hear(line, asked)
    line.begin(answer)
    line.acknowledge()
    line.crash()
    hear(line, asked)
    assert len(line.violations) == 1


def test_a_push_may_cross_its_answer_within_one_life(line) -> None:
    asked = line.cycle
    renew(line)
    hear(line, asked)
    assert line.violations == []


def test_an_answer_that_was_in_flight_counts_for_the_next_crash(line) -> None:
    asked = line.cycle
    hear(line, asked)
    line.begin(DUE.renewed("no. 1"))
    line.crash()
    line.compare(DUE.renewed("no. 1").seen)
    line.crash()
    hear(line, asked)
    assert len(line.violations) == 1


def test_a_renewal_that_is_taken_back_brings_its_question_back(line) -> None:
    asked = line.cycle
    hear(line, asked)
    line.settle()
    renew(line)
    line.crash()
    line.begin(line.truth.undone("no. 1"))
    line.acknowledge()
    assert not line.is_owed("Anna", TODAY)
    hear(line, asked)
    assert line.violations == []
    hear(line, asked)
    assert len(line.violations) == 1


def test_only_what_was_begun_can_be_acknowledged(line) -> None:
    with pytest.raises(RuntimeError):
        line.acknowledge()


def test_what_else_is_missing_is_a_violation(line) -> None:
    line.lose("was not cleared")
    assert line.violations == ["Papa was not cleared"]


def test_a_contained_renewal_stays_in_the_ledger_and_moves_no_date() -> None:
    stated = DUE.renewed("no. 1").restated(DUE.stated, DUE.number_until)
    assert stated.seen.renewals == ("no. 1",)
    assert stated.seen.service_until == DUE.stated
    assert stated.undone("no. 1").seen == DUE.seen


def test_the_same_press_within_ten_minutes_is_one() -> None:
    pressed = DUE.pressed_at(NOW, "pressed")
    assert pressed == replace(DUE.renewed("pressed"), pressed=NOW)
    assert pressed.pressed_at(NOW + timedelta(minutes=8), "pressed") == pressed
    assert pressed.pressed_at(NOW + timedelta(minutes=10), "pressed") is None
    again = pressed.pressed_at(NOW + timedelta(minutes=12), "pressed")
    assert again.renewals == ("pressed", "pressed")
    restated = pressed.restated(TODAY, DUE.number_until)
    assert restated.pressed_at(NOW + timedelta(minutes=1), "pressed") == restated


# Several recipients.


def test_who_is_there_for_emergencies_is_owed_a_last_day_and_nothing_else(line) -> None:
    assert not line.is_owed("Carla", TODAY)
    assert line_of(LAST_DAY).is_owed("Carla", TODAY)


def test_a_push_to_somebody_for_whom_it_is_not_yet_is_noticed(line) -> None:
    hear(line, who="Carla")
    assert len(line.violations) == 1
    last = line_of(LAST_DAY)
    hear(last, who="Carla")
    assert last.violations == []


def test_a_stage_that_only_one_recipient_lost_is_owed() -> None:
    line = line_of(LAST_DAY)
    hear(line)
    assert line.is_owed("Carla", TODAY)


def test_the_crash_that_lets_one_recipient_hear_again_lets_no_other() -> None:
    line = line_of(LAST_DAY)
    hear(line, who="Carla")
    line.settle()
    hear(line)
    line.crash()
    hear(line)
    assert line.violations == []
    hear(line, who="Carla")
    assert len(line.violations) == 1


# Snoozes.


def test_a_lost_snooze_is_noticed(line) -> None:
    answer(line, DUE.put_off())
    line.crash()
    line.compare(DUE.seen)
    assert len(line.violations) == 1


def test_the_end_of_a_snooze_is_owed_once_more_and_only_once(line) -> None:
    hear(line)
    line.settle()
    answer(line, DUE.put_off(NOW))
    line.settle()
    line.pass_time(NOW - timedelta(seconds=1))
    assert not line.is_owed("Anna", TODAY)
    line.crash()
    line.pass_time(NOW)
    assert line.is_owed("Anna", TODAY)
    hear(line)
    assert not line.is_owed("Anna", TODAY)
    assert figures(line) == (2, 0, [])
    hear(line)
    assert len(line.violations) == 1


def test_a_push_before_the_end_of_a_snooze_is_noticed(line) -> None:
    hear(line)
    answer(line, DUE.put_off(NOW))
    line.crash()
    hear(line)
    assert len(line.violations) == 1


def test_a_snooze_that_ends_during_an_action_does_not_come_back_with_it(line) -> None:
    answer(line, DUE.put_off(NOW))
    line.begin(replace(line.truth, data=2.5))
    line.pass_time(NOW)
    line.acknowledge()
    assert line.truth == replace(DUE, data=2.5)


def test_a_push_that_the_record_does_not_know_is_noticed(line) -> None:
    assert not line.is_forgotten("Anna", [])
    hear(line)
    assert line.is_forgotten("Anna", [("another", NOW)])
    assert not line.is_forgotten("Anna", [(line.cycle, NOW - timedelta(hours=1))])
    answer(line, DUE.put_off(NOW))
    line.pass_time(NOW)
    hear(line)
    assert line.is_forgotten("Anna", [(line.cycle, NOW - timedelta(hours=1))])
    assert not line.is_forgotten("Anna", [(line.cycle, NOW)])


# Answers.


def test_a_second_press_that_counts_again_is_noticed(line) -> None:
    answer(line, DUE.renewed("pressed"))
    line.compare(DUE.renewed("pressed").renewed("pressed").seen)
    assert len(line.violations) == 1


def test_a_push_after_a_moment_of_rest_after_its_answer_is_noticed(line) -> None:
    asked = line.cycle
    renew(line)
    line.settle()
    hear(line, asked)
    assert len(line.violations) == 1


# Messages about several lines.


def test_what_is_left_of_a_message_must_have_been_told_and_not_answered(line) -> None:
    line.hear_silently("Anna", line.cycle, TODAY)
    assert len(line.violations) == 1
    told = line_of(DUE)
    hear(told)
    told.hear_silently("Anna", told.cycle, TODAY)
    assert told.violations == []
    asked = told.cycle
    renew(told)
    told.crash()
    told.hear_silently("Anna", asked, TODAY)
    assert len(told.violations) == 1


def test_what_takes_the_place_of_what_was_told_comes_silently_but_not_a_last_day(line) -> None:
    hear(line)
    answer(line, replace(DUE, stated=TODAY + timedelta(days=2)))
    line.hear_silently("Anna", line.cycle, TODAY)
    assert line.violations == []
    assert line.look_at_phone("Anna", {line.cycle}, set()) == []
    answer(line, LAST_DAY)
    line.hear_silently("Anna", line.cycle, TODAY)
    assert len(line.violations) == 1
    assert line_of(DUE).is_owed("Anna", TODAY)


def test_a_phone_must_show_what_is_open_and_nothing_that_is_over(line) -> None:
    asked = line.cycle
    hear(line)
    assert line.look_at_phone("Anna", {asked}, set()) == []
    assert len(line.look_at_phone("Anna", set(), set())) == 1
    renew(line)
    assert line.look_at_phone("Anna", set(), set()) == []
    assert len(line.look_at_phone("Anna", {asked}, set())) == 1
    assert line.look_at_phone("Anna", {asked}, {asked}) == []


def test_what_crossed_its_answer_must_go_off_the_phone(line) -> None:
    asked = line.cycle
    renew(line)
    hear(line, asked)
    assert len(line.look_at_phone("Anna", {asked}, set())) == 1


PAPA, MAMAN = Item("Papa", DUE.seen.cycle), Item("Maman", DUE.seen.cycle)
LAST = Item("Tante", LAST_DAY.seen.cycle)


def take(box: Mailbox, tag: str, *items: Item, silently=False, silence=None) -> None:
    box.take(tag, items, silently=silently, silence=silence or Silence(), today=TODAY)


def test_a_message_takes_the_place_of_the_one_of_its_tag_until_it_is_cleared() -> None:
    box = Mailbox("Anna")
    take(box, "x", PAPA, MAMAN)
    take(box, "x", MAMAN, silently=True)
    assert (box.shown_of("Papa"), box.shown_of("Maman")) == (set(), {MAMAN.cycle})
    assert box.messages_shown() == {"x": (MAMAN,)}
    box.clear("x")
    box.notice("Renewal recorded.")
    assert box.shown_of("Maman") == set()
    assert (box.messages, box.bundles, box.shrunk, box.clears, box.notices) == (1, 1, 1, 1, 1)
    assert box.violations == []


def test_what_is_left_of_a_message_that_is_not_there_is_noticed() -> None:
    box = Mailbox("Anna")
    take(box, "x", PAPA, silently=True)
    assert len(box.violations) == 1


def test_what_was_not_noted_before_a_crash_lingers_until_its_place_is_taken() -> None:
    box = Mailbox("Anna")
    take(box, "x", PAPA, MAMAN)
    box.crash({PAPA})
    assert (box.lingering_of("Papa"), box.lingering_of("Maman")) == ({PAPA.cycle}, set())
    take(box, "papa", PAPA)
    assert box.lingering_of("Papa") == set()
    box.clear("papa")
    assert box.lingering_of("Papa") == {PAPA.cycle}
    take(box, "x", PAPA, MAMAN)
    assert box.lingering_of("Papa") == set()


# Silences.


@pytest.mark.parametrize("silence", [Silence(quiet=True), Silence(cap=3)])
def test_a_message_in_a_silence_is_noticed_unless_it_is_about_a_last_day(silence) -> None:
    box = Mailbox("Anna", noted=3)
    take(box, "x", LAST, silence=silence)
    take(box, "y", PAPA, silently=True)
    assert len(box.violations) == 1  # there was no y
    take(box, "y", PAPA, silence=silence)
    assert len(box.violations) == 2
    take(box, "z", PAPA, LAST, silence=silence)
    assert len(box.violations) == 3


def test_a_day_has_room_for_as_many_messages_as_wished() -> None:
    box = Mailbox("Anna", noted=2)
    take(box, "x", PAPA, silence=Silence(cap=3))
    assert box.violations == []


def test_in_a_silence_only_a_last_day_is_owed(line) -> None:
    assert not line.is_owed("Anna", TODAY, silent=True)
    assert line_of(LAST_DAY).is_owed("Anna", TODAY, silent=True)


# What a push says.


def push(title: str, message: str, *actions: str, **data: object) -> Received:
    buttons = [{"title": each, "action": each} for each in actions]
    return Received(NOW, title, message, {"actions": buttons, **data}, 201)


LATER = f"SIM_RENEWAL_LATER_{'L' * 26}_0000000a_{'M' * 26}_0000000b"


def test_a_message_about_several_lines_is_read_by_its_words_and_by_its_buttons() -> None:
    words = "Papa: until Thursday, November 26.\nMaman: last day today."
    said = read(push("2 SIMs to renew", words, LATER, "OPEN_GARAGE", alert_once=True), TODAY)
    assert said.days_left == {"Papa": 3, "Maman": 0}
    assert said.tokens == {"L" * 26: "0000000a", "M" * 26: "0000000b"}
    assert said.silently


def test_a_message_about_one_line_and_a_notice_are_told_apart() -> None:
    said = read(push("Papa: last day tomorrow", "Works until tomorrow, November 24."), TODAY)
    assert (said.days_left, said.tokens, said.silently) == ({"Papa": 1}, {}, False)
    assert read(push("Papa", "This has already been answered."), TODAY).days_left == {}


def test_a_reminder_in_other_words_is_noticed() -> None:
    with pytest.raises(ValueError, match="not a reminder"):
        read(push("2 SIMs to renew", "Papa: no service since November 21."), TODAY)


# What arrives is brought to every model that it concerns.


@pytest.fixture
def household(tmp_path: Path) -> Crashes:
    nobody: Any = None
    household = Crashes(HassProcess(tmp_path, 0), nobody, Random(1), TODAY)
    household.hass.log_file.touch()
    household.boxes = {who: Mailbox(who) for who in ("Anna", "Carla")}
    for name, line_id in (("Papa", "L" * 26), ("Maman", "M" * 26)):
        ears = [("Anna", Ear()), ("Carla", Ear(hears_all=False))]
        household.lines.append(Line(LineModel(name, DUE, ears), line_id))
        household.lines[-1].note_cycle(DUE)
    return household


def about(*line_ids: str, cycle: str = DUE.seen.cycle) -> str:
    return action_about("LATER", dict.fromkeys(line_ids, cycle))


BOTH = about("L" * 26, "M" * 26)
WORDS = "Papa: until Thursday, November 26.\nMaman: until Thursday, November 26."


def test_a_message_about_several_lines_is_heard_of_each_of_them(household) -> None:
    household.hear("Anna", push("2 SIMs to renew", WORDS, BOTH, tag="x"))
    household.hear(
        "Anna", push("Papa", "Answered already; nothing was changed.", tag="papa_answer")
    )
    assert [each.model.ears["Anna"].pushes for each in household.lines] == [1, 1]
    assert (household.boxes["Anna"].notices, household.boxes["Anna"].late_presses) == (1, 1)
    household.hear("Anna", push("Maman: 3 days left", "", about("M" * 26), tag="x", alert_once=1))
    assert household.boxes["Anna"].shown_of("Papa") == set()
    household.hear("Anna", Received(NOW, None, "clear_notification", {"tag": "x"}, 201))
    assert household.boxes["Anna"].shown_of("Maman") == set()
    assert household.violations == []


@pytest.mark.parametrize(
    ("title", "words", "button"),
    [
        ("Papa: last day today", "", about("L" * 26)),
        ("Papa: 3 days left", "", about("L" * 26, cycle="another")),
        ("Papa: 3 days left", "", BOTH),
        ("2 SIMs to renew", WORDS, about("L" * 26)),
        ("2 SIMs to renew", "Papa: no service since November 21.", about("L" * 26)),
    ],
)
def test_words_and_buttons_that_do_not_fit_are_noticed(household, title, words, button) -> None:
    household.hear("Anna", push(title, words, button, tag="x"))
    assert household.violations


def test_a_push_in_a_silence_and_one_to_the_wrong_person_are_noticed(household) -> None:
    household.silence = Silence(quiet=True)
    household.hear("Carla", push("2 SIMs to renew", WORDS, BOTH, tag="x"))
    assert len(household.violations) == 4
