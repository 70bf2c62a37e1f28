"""One replay of all evidence decides every date, whatever the door through which it was told.

Papa: 30 days from the later of today and the current end, until 26 November; it is the 23rd.
"""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from homeassistant.exceptions import ServiceValidationError
import pytest

from custom_components.sim_renewal.const import DOMAIN
from tests.carriers.fakes import ICCID, OneNceFake
from tests.carriers.server import Reply, Seen, Server, json_reply

from .carriers import add, carrier, fed_by, no_chance
from .conftest import LINE_ID, device_of
from .dialogs import choose, go_on
from .evidence import (
    DATES,
    ENDS,
    LATE,
    LEFT,
    LISTENING,
    LOST,
    MAMAN_ID,
    NUMBER_DATES,
    PRESSES,
    WORDS,
    Home,
    every,
    every_of,
    fed,
    maman,
    moment,
    opened,
    webhook,
)
from .rest import server, settle, source

__all__ = ["add", "carrier", "no_chance", "opened", "server"]

NOVEMBER_26 = date(2026, 11, 26)
DECEMBER_24 = date(2026, 12, 24)
DECEMBER_26 = date(2026, 12, 26)

# a: one top-up counts once, whether it was seen or told


@every_of("tell", {**DATES, "source": WORDS["source"][1]})
@every_of("press", PRESSES, "action", "button")
@pytest.mark.parametrize("later", [moment(23, 10, 6), moment(24, 8)])
async def test_a_date_that_has_seen_a_top_up_contains_it(opened, tell, press, later) -> None:
    is_fed = tell is WORDS["source"][1]
    home = await opened(say={ENDS: NOVEMBER_26}, **({"source": fed(expiry=ENDS)} if is_fed else {}))
    await home.at(moment(23, 10, 5))
    await tell(home, DECEMBER_24)
    assert home.shown() == "2026-12-24"

    await home.at(later)
    await press(home)

    assert home.shown() == "2026-12-24"
    assert home.contained == [True]


@every_of("tell", DATES)
async def test_it_contains_one_that_is_recorded_days_later_for_its_day(opened, tell) -> None:
    home = await opened()
    await home.at(moment(23, 10, 5))
    await tell(home, DECEMBER_24)
    await home.at(moment(25))

    answer = await home.act("record_renewal", date="2026-11-23")

    assert (answer["outcome"], answer["after"]["service_until"]) == ("contained", "2026-12-24")
    counted = await home.act("record_renewal", date="2026-11-23", in_addition=True)
    assert (counted["outcome"], counted["after"]["service_until"]) == ("moved", "2027-01-23")


@every_of("press", PRESSES, "phone", "reply")
async def test_a_push_of_before_the_date_was_read_changes_nothing(opened, press) -> None:
    home = await opened()
    await home.at(moment(23, 10, 5))
    await DATES["text"](home, DECEMBER_24)

    await press(home)

    assert home.shown() == "2026-12-24"
    assert home.phone[-1].data["message"].startswith("This has already been answered")


# b: a word that goes on, and a word that says that it did not arrive


@every_of("press", PRESSES, "action", "button")
@every_of("word", WORDS)
async def test_a_word_that_goes_on_saying_the_new_end_contains_the_press(
    opened, word, press
) -> None:
    feed, say = word
    home = await opened(say={ENDS: NOVEMBER_26}, **({"source": feed} if feed else {}))
    await say(home, DECEMBER_26)

    await home.at(moment(23, 18))
    await press(home)
    for later in (moment(23, 20), moment(25)):
        await home.at(later)
        await say(home, DECEMBER_26)

    assert home.shown() == "2026-12-26"
    assert home.line.data.doubt is None


@every(PRESSES)
async def test_a_source_that_still_says_the_old_end_is_believed_and_asked_about(
    opened, door
) -> None:
    home = await opened(say={ENDS: NOVEMBER_26}, source=fed(expiry=ENDS))
    await door(home)
    assert home.shown() == "2026-12-26"

    await home.at(moment(23, 20))
    home.say(ENDS, NOVEMBER_26)
    await home.at(moment(23, 21))
    assert home.shown() == "2026-11-26"
    assert not home.line.data.doubt.is_settled

    await home.at(moment(26, 9))
    home.say(ENDS, NOVEMBER_26)
    await home.at(moment(26, 10))
    assert home.shown() == "2026-11-26"
    assert home.line.data.doubt.is_settled
    (told,) = (await home.call(DOMAIN, "get_lines"))["lines"]
    assert (told["doubt"]["service_until"], told["doubt"]["or_until"]) == (
        "2026-11-26",
        "2026-12-26",
    )


@every_of("press", PRESSES, "action", "button", "phone")
async def test_a_server_that_still_says_the_old_end_is_believed_too(
    opened, server: Server, press
) -> None:
    server.carrier.document = {"end": "2026-11-26"}
    home = await opened(source=source(server, bindings={"expiry": {"path": "end"}}))
    await press(home)

    for later in (moment(23, 20), moment(26, 9)):
        await home.at(later)
        await settle(home.hass)

    assert home.shown() == "2026-11-26"
    assert home.line.data.doubt.is_settled


@every_of("press", PRESSES, "action", "phone")
@pytest.mark.parametrize(
    "text", ["Votre crédit expire aujourd'hui.", "Crédit valable jusqu'au 26/11/2026."]
)
@pytest.mark.parametrize("by_webhook", [False, True])
async def test_a_text_that_repeats_its_day_after_the_press_is_heeded(
    opened, press, text, by_webhook
) -> None:
    home = await opened(source=LISTENING)
    await DATES["text"](home, NOVEMBER_26)
    await home.at(moment(23, 11))
    await press(home)

    await home.at(moment(26, 9))
    if by_webhook:
        await webhook(home, text)
    else:
        await home.act("import_message", text=text, sender="Orange")

    assert home.shown() == "2026-11-26"
    assert home.line.data.doubt is not None


# c and l: a renewal of before a statement is contained, one of after it moves


@every(LATE)
@pytest.mark.parametrize(
    ("day", "until", "is_contained"),
    [
        (date(2026, 11, 10), "2026-11-26", True),
        (date(2026, 11, 21), "2026-11-26", True),
        (date(2026, 11, 22), "2026-12-26", False),
    ],
)
async def test_a_renewal_of_before_a_statement_is_contained_through_every_door(
    opened, door, day, until, is_contained
) -> None:
    home = await opened(maman())

    await door(home, day)

    assert home.shown() == until
    assert home.contained == [is_contained]


@every_of("tell", DATES)
async def test_a_renewal_that_is_restored_after_a_statement_is_contained(opened, tell) -> None:
    home = await opened()
    recorded = await home.act("record_renewal")
    await home.at(moment(23, 11))
    await home.act("undo_renewal")
    await home.at(moment(23, 12))
    await tell(home, date(2026, 11, 28))
    await home.at(moment(23, 13))

    await home.act("restore_renewal", renewal_id=recorded["renewal_id"])

    assert home.shown() == "2026-11-28"


@every_of("tell", DATES)
async def test_a_renewal_that_moves_to_another_line_counts_there(opened, tell) -> None:
    home = await opened(maman())
    recorded = await home.act("record_renewal")
    await home.at(moment(23, 12))
    await tell(home, date(2026, 12, 27))
    await home.at(moment(23, 13))

    await home.act(
        "edit_renewal",
        renewal_id=recorded["renewal_id"],
        move_to=device_of(home.hass, MAMAN_ID),
    )

    assert (home.shown(), home.shown(name="maman")) == ("2026-12-27", "2026-12-26")


async def _maman_by_action(home: Home) -> None:
    await home.act("set_validity", MAMAN_ID, service_until="2026-11-27")


async def _maman_by_text(home: Home) -> None:
    text = "Votre crédit est valable jusqu'au 27/11/2026."
    await home.act("import_message", MAMAN_ID, text=text, sender="Orange")


async def _maman_by_entity(home: Home) -> None:
    await home.call(
        "date", "set_value", entity_id="date.maman_service_until", date=date(2026, 11, 27)
    )


MAMANS = {"action": _maman_by_action, "text": _maman_by_text, "date entity": _maman_by_entity}


@every_of("tell", MAMANS)
async def test_a_renewal_that_moves_to_a_line_with_a_later_statement_is_contained(
    opened, tell
) -> None:
    home = await opened(maman())
    recorded = await home.act("record_renewal")
    await home.at(moment(23, 12))
    await tell(home)

    answer = await home.act(
        "edit_renewal",
        renewal_id=recorded["renewal_id"],
        move_to=device_of(home.hass, MAMAN_ID),
    )

    assert answer["outcome"] == "contained"
    assert (home.shown(), home.shown(name="maman")) == ("2026-11-26", "2026-11-27")

    back = await home.act(
        "edit_renewal",
        MAMAN_ID,
        renewal_id=recorded["renewal_id"],
        move_to=device_of(home.hass, LINE_ID),
    )
    assert back["outcome"] == "moved"
    assert (home.shown(), home.shown(name="maman")) == ("2026-12-26", "2026-11-27")


async def test_a_renewal_after_a_late_word_moves_both_dates_of_the_doubt(opened) -> None:
    home = await opened(say={ENDS: NOVEMBER_26}, source=fed(expiry=ENDS))
    await home.act("record_renewal")
    await home.at(moment(24))
    home.say(ENDS, NOVEMBER_26, note="said again")
    await home.at(moment(24, 11))
    assert home.shown() == "2026-11-26"
    await home.at(moment(30))

    await home.act("record_renewal")

    (told,) = (await home.call(DOMAIN, "get_lines"))["lines"]
    ends = (told["doubt"]["service_until"], told["doubt"]["or_until"])
    assert (told["service_until"], *ends) == ("2026-12-30", "2026-12-30", "2027-01-25")


async def test_a_first_use_that_is_told_after_the_purchase_makes_no_second_term(opened) -> None:
    home = await opened(starts="first_use", service_until=None)
    bought = await home.act("record_renewal", amount=15)
    await home.at(moment(23, 11))

    await home.act("record_activity", kind="data", date="2026-11-13")

    assert home.shown() == "2026-12-13"
    await home.act("edit_renewal", renewal_id=bought["renewal_id"], in_addition=True)
    assert home.shown() == "2027-01-12"


TAKE_ONE_BACK = "Another renewal of the same day is recorded. If both are the same, take one back."


async def test_one_that_keeps_its_own_end_on_another_line_is_not_told_to_be_counted(opened) -> None:
    home = await opened(maman())
    recorded = await home.act("record_renewal", service_until="2028-01-01")
    await home.act("record_renewal", MAMAN_ID)

    answer = await home.act(
        "edit_renewal",
        renewal_id=recorded["renewal_id"],
        move_to=device_of(home.hass, MAMAN_ID),
    )

    assert (answer["outcome"], answer["after"]["service_until"]) == ("moved", "2028-01-01")
    assert TAKE_ONE_BACK in answer["advice"]
    assert not [each for each in answer["advice"] if "count it in addition" in each]


async def test_one_of_a_day_that_does_not_count_yet_is_told_to_be_counted(opened) -> None:
    home = await opened()
    await home.act("record_renewal")
    await home.at(moment(23, 18))

    answer = await home.act("record_renewal")

    assert answer["outcome"] == "unchanged"
    assert [each for each in answer["advice"] if "Then count it in addition" in each]


# d: what is said of the number says nothing of service


async def undo(home: Home, renewal_id: str) -> None:
    await home.act("undo_renewal", renewal_id=renewal_id)


async def untick(home: Home, renewal_id: str) -> None:
    todo = "todo.sim_renewal_renewals_due"
    listed = await home.call("todo", "get_items", entity_id=todo, status="completed")
    item = listed[todo]["items"][0]["uid"]
    await home.call("todo", "update_item", entity_id=todo, item=item, status="needs_action")


async def say_missing(home: Home, renewal_id: str) -> None:
    await home.act("edit_renewal", renewal_id=renewal_id, verdict="missing")


async def undo_on_phone(home: Home, renewal_id: str) -> None:
    await home.press("Undo")


UNDOS = {"undo": undo, "untick": untick, "missing": say_missing, "phone": undo_on_phone}


@every_of("tell", NUMBER_DATES)
@every_of("take_back", UNDOS)
async def test_the_numbers_date_leaves_a_renewal_to_be_taken_back(opened, tell, take_back) -> None:
    home = await opened()
    await home.press("Renewed")
    assert home.shown() == "2026-12-26"
    await home.at(moment(23, 11))
    await tell(home, date(2027, 6, 30))
    assert (home.shown(), home.shown("number_until")) == ("2026-12-26", "2027-06-30")

    await home.at(moment(23, 12))
    await take_back(home, home.line.record.renewals[0].renewal_id)

    assert (home.shown(), home.shown("number_until")) == ("2026-11-26", "2027-06-30")


async def test_the_numbers_date_of_a_source_leaves_it_too(opened) -> None:
    home = await opened(source=fed(number_expiry=LOST))
    await home.act("record_renewal")
    await home.at(moment(23, 11))
    home.say(LOST, "2027-06-30")
    await home.at(moment(23, 12))

    await home.act("undo_renewal")

    assert (home.shown(), home.shown("number_until")) == ("2026-11-26", "2027-06-30")


LADDER = [
    {"amount": 5, "service_days": 7, "number_months": 1},
    {"amount": 35, "service_days": 60, "number_months": 6},
]
BY_LADDER = {"rule": "credit_ladder", "steps": LADDER, "term": None, "term_unit": None}


@pytest.mark.parametrize("by_phone", [False, True])
@every_of("tell", NUMBER_DATES, "set_validity", "date entity")
async def test_an_amount_that_is_corrected_moves_service_all_the_same(
    opened, tell, by_phone
) -> None:
    home = await opened(**BY_LADDER, price=35.0)
    await home.press("Renewed")
    assert home.shown() == "2027-01-25"
    await home.at(moment(23, 11))
    await tell(home, date(2027, 6, 30))
    await home.at(moment(23, 12))

    if by_phone:
        await home.press("Amount paid", "5 €")
    else:
        renewal_id = home.line.record.renewals[0].renewal_id
        await home.act("edit_renewal", renewal_id=renewal_id, amount=5)

    assert home.shown() == "2026-12-03"


# e: a number that only use keeps is not touched by a word about service


@every_of("word", {**WORDS, "set_validity": ({}, DATES["set_validity"])})
async def test_a_number_that_use_keeps_outlives_a_word_about_service(opened, word) -> None:
    feed, say = word
    home = await opened(
        say={ENDS: NOVEMBER_26},
        kept_by_use=90,
        kept_by_use_unit="days",
        number_until="2026-12-10",
        **({"source": feed} if feed else {}),
    )

    await say(home, DECEMBER_24)

    assert (home.shown(), home.shown("number_until")) == ("2026-12-24", "2026-12-10")


# f: only a given date changes a date


async def edit_note(home: Home, renewal_id: str) -> None:
    await home.act("edit_renewal", renewal_id=renewal_id, note="at the corner", payer="Bo")


async def edit_amount(home: Home, renewal_id: str) -> None:
    await home.act("edit_renewal", renewal_id=renewal_id, amount=12)


async def say_wrong_charge(home: Home, renewal_id: str) -> None:
    await home.act("edit_renewal", renewal_id=renewal_id, verdict="wrong_charge")


async def correct_on_phone(home: Home, renewal_id: str) -> None:
    await home.press("Amount paid", "12 €")


EDITS = {
    "note": edit_note,
    "amount": edit_amount,
    "wrong charge": say_wrong_charge,
    "phone": correct_on_phone,
}


@every_of("edit", EDITS)
async def test_a_renewal_of_long_ago_is_not_one_of_now_because_it_is_edited(opened, edit) -> None:
    home = await opened(term=72, term_unit="hours", service_until="2026-11-23")
    await home.press("Renewed")
    assert home.shown("expires_at") == "2026-11-26T09:00:00+00:00"
    await home.at("2027-03-10T10:00:00+01:00")
    assert home.shown("status") == "expired"

    await edit(home, home.line.record.renewals[0].renewal_id)

    assert (home.shown("status"), home.shown()) == ("expired", "2026-11-26")


# g: a late text takes its own place in time


@pytest.mark.parametrize("by_webhook", [False, True])
@every_of("press", PRESSES, "action", "button")
async def test_a_late_text_is_the_base_as_of_its_moment(opened, by_webhook, press) -> None:
    home = await opened(source=LISTENING)
    await home.at(moment(24, 9))
    await home.act("record_activity", kind="call")
    await home.at(moment(24, 10))

    text = "Votre crédit est valable jusqu'au 24/12/2026."
    if by_webhook:
        await webhook(home, text, moment(23, 18))
    else:
        await home.act("import_message", text=text, sender="Orange", received_at=moment(23, 18))
    assert home.shown() == "2026-12-24"

    await home.at(moment(28))
    await press(home)
    assert home.shown() == "2027-01-23"


@pytest.mark.parametrize("by_webhook", [False, True])
@every_of("press", PRESSES, "action", "button")
async def test_what_came_after_a_late_text_is_replayed_on_top(opened, by_webhook, press) -> None:
    home = await opened(source=LISTENING)
    await home.at(moment(28))
    await press(home)
    assert home.shown() == "2026-12-28"
    text = "Votre crédit est valable jusqu'au 24/12/2026."

    if by_webhook:
        await webhook(home, text, moment(23, 18))
    else:
        await home.act("import_message", text=text, sender="Orange", received_at=moment(23, 18))

    assert home.shown() == "2027-01-23"


# h: data that ran out is the current end for the next pack


async def empty_by_action(home: Home) -> None:
    await home.act("update_balance", data=0)


async def empty_by_number(home: Home) -> None:
    await home.call("number", "set_value", entity_id="number.papa_data_remaining", value=0)


async def empty_by_text(home: Home) -> None:
    await home.act("import_message", text="Il vous reste 0 Go.", sender="Orange")


async def empty_by_source(home: Home) -> None:
    home.say(LEFT, 0, unit_of_measurement="GB")
    await home.hass.async_block_till_done()


EMPTIES = {
    "action": ({}, empty_by_action),
    "number entity": ({}, empty_by_number),
    "text": ({}, empty_by_text),
    "source": ({"source": fed(data_remaining=LEFT)}, empty_by_source),
}


@every_of("empty", EMPTIES)
@every_of("press", PRESSES, "action", "button")
async def test_a_pack_after_data_ran_out_counts_from_its_own_day(opened, empty, press) -> None:
    feed, run_out = empty
    home = await opened(
        service_until="2026-12-22", ends_when_empty=True, data_remaining=2.0, **feed
    )
    await run_out(home)
    assert home.shown() == "2026-11-23"

    await home.at(moment(24))
    await press(home)

    assert home.shown() == "2026-12-24"


# i: a line that lives on its credit takes a date, and a top-up

BURN = {"rule": "balance_burn", "fee": 5.0, "term": 1, "term_unit": "months", "credit": 12.0}


@every_of("tell", DATES)
async def test_a_date_that_is_stated_holds_on_a_line_that_lives_on_its_credit(opened, tell) -> None:
    home = await opened(**BURN, service_until=None)
    assert home.shown() == "2027-01-22"

    await tell(home, date(2026, 12, 20))

    assert home.shown() == "2026-12-20"


@every_of("press", {**PRESSES, "import": LATE["import_data"]}, "action", "button", "import")
async def test_a_top_up_adds_to_the_credit_on_which_a_line_lives(opened, press) -> None:
    home = await opened(**(BURN | {"credit": 7.0}), service_until=None)
    assert home.shown() == "2026-12-22"

    if press is LATE["import_data"]:
        await press(home, date(2026, 11, 23))
    else:
        await press(home) if press is PRESSES["button"] else await home.act(
            "record_renewal", amount=10
        )

    assert (home.shown(), float(home.shown("credit"))) == ("2027-02-22", 17)


async def _both_by_set_up(opened, until: str) -> Home:
    return await opened(**BURN, service_until=until)


async def _both_by_menu(opened, until: str) -> Home:
    home = await opened(**(BURN | {"credit": None}), service_until=None)
    form = await choose(home.hass, home.entry, LINE_ID, "dates")
    await go_on(home.hass, form, service_until=until, credit=12)
    await settle(home.hass)
    return home


@pytest.mark.parametrize(("left", "until"), [(17, "2027-02-23"), (12, "2027-01-23")])
async def test_the_credit_that_is_left_after_one_in_addition_is_not_added_to(
    opened, left, until
) -> None:
    home = await opened(**(BURN | {"credit": 7.0}), service_until=None)
    await home.act("record_renewal")

    answer = await home.act("record_renewal", amount=10, credit=left, in_addition=True)

    assert answer["after"]["service_until"] == until
    assert (home.shown(), float(home.shown("credit"))) == (until, left)


BOTH = {"set-up": _both_by_set_up, "menu": _both_by_menu}


@every_of("both", BOTH)
@pytest.mark.parametrize("until", ["2026-12-10", "2027-06-30"])
@every_of("tell", DATES, "set_validity", "text", "date entity")
async def test_a_date_and_a_credit_that_differ_are_asked_about(opened, both, until, tell) -> None:
    home = await both(opened, until)
    by_credit = "2027-01-22" if both is _both_by_set_up else "2027-01-23"
    earlier, later = sorted([until, by_credit])
    assert home.shown() == earlier
    (told,) = (await home.call(DOMAIN, "get_lines"))["lines"]
    assert (told["doubt"]["reason"], told["doubt"]["or_until"]) == ("credit", later)
    assert told["question"].startswith("The last day that was known and the credit do not agree")

    await home.at(moment(23, 11))
    await tell(home, date(2027, 1, 10))

    assert home.shown() == "2027-01-10"
    (told,) = (await home.call(DOMAIN, "get_lines"))["lines"]
    assert (told["doubt"], told["question"]) == (None, None)


async def test_a_credit_that_calls_may_have_used_is_asked_about(opened) -> None:
    home = await opened(**(BURN | {"credit": 17.0}), service_until=None)
    await home.act("update_balance", credit=17)
    assert home.shown() == "2027-02-23"

    await home.act("update_balance", credit=14)

    assert home.shown() == "2027-01-23"
    (told,) = (await home.call(DOMAIN, "get_lines"))["lines"]
    assert (told["doubt"]["reason"], told["doubt"]["or_until"]) == ("credit", "2027-02-23")
    await home.at(moment(23, 11))
    await home.act("update_balance", credit=14)
    (told,) = (await home.call(DOMAIN, "get_lines"))["lines"]
    assert (told["service_until"], told["doubt"]) == ("2027-01-23", None)


# j: money of another country is an amount that is not known


async def yuan_by_action(home: Home) -> None:
    await home.act("record_renewal", amount=40, currency="CNY")


async def yuan_by_reply(home: Home) -> None:
    await home.press("Reply", "40 CNY")


async def yuan_by_import(home: Home) -> None:
    table = "line,date,amount,currency\nPapa,2026-11-23,40,CNY\n"
    await home.call(DOMAIN, "import_data", data=table)


async def yuan_by_edit(home: Home) -> None:
    recorded = await home.act("record_renewal", amount=40)
    await home.act("edit_renewal", renewal_id=recorded["renewal_id"], currency="CNY")


YUAN = {
    "action": yuan_by_action,
    "reply": yuan_by_reply,
    "import": yuan_by_import,
    "edit": yuan_by_edit,
}


@every(YUAN)
async def test_yuan_climb_no_ladder_of_euros(opened, door) -> None:
    home = await opened(**BY_LADDER)

    await door(home)

    assert (home.shown(), home.shown("number_until")) == ("2026-12-03", "2026-12-23")


async def correct_by_edit(home: Home) -> None:
    renewal_id = home.line.record.renewals[0].renewal_id
    await home.act("edit_renewal", renewal_id=renewal_id, amount=5, currency="EUR")


async def correct_on_the_phone(home: Home) -> None:
    await home.press("Amount paid", "5")


@every_of("correct", {"edit_renewal": correct_by_edit, "phone": correct_on_the_phone})
@every_of("door", YUAN, "action", "reply", "edit")
async def test_yuan_on_a_ladder_of_euros_are_asked_about(opened, door, correct) -> None:
    home = await opened(**BY_LADDER)
    by_phone = door is YUAN["reply"]
    if correct is correct_on_the_phone and not by_phone:
        await home.call("button", "press", entity_id="button.papa_mark_renewed")
        renewal_id = home.line.record.renewals[0].renewal_id
        await home.act("edit_renewal", renewal_id=renewal_id, amount=40, currency="CNY")
    else:
        await door(home)
    (told,) = (await home.call(DOMAIN, "get_lines"))["lines"]
    assert (told["doubt"]["reason"], told["doubt"]["or_until"]) == ("other_currency", None)
    assert told["question"] == (
        "The renewal of November 23, 2026 was paid in another currency, so only the least that a"
        " top-up brings counts. How much was it in EUR? Correct its amount."
    )
    if by_phone:
        pushed = [each.data["message"] for each in home.phone]
        assert any("It was paid in another currency" in message for message in pushed)

    await correct(home)

    assert home.shown() == "2026-12-03"
    (renewal,) = home.line.record.renewals
    assert (renewal.amount, renewal.currency) == (5, "EUR")
    (told,) = (await home.call(DOMAIN, "get_lines"))["lines"]
    assert (told["doubt"], told["question"]) == (None, None)


# k: what is newer lifts what was before


@every_of("tell", {**DATES, "source": WORDS["source"][1]})
async def test_a_deadline_is_lifted_by_somebody_who_says_later_that_service_goes_on(
    opened, tell
) -> None:
    is_fed = tell is WORDS["source"][1]
    home = await opened(
        say={ENDS: DECEMBER_26},
        service_until="2026-12-26",
        register_by="2026-11-24",
        **({"source": fed(expiry=ENDS)} if is_fed else {}),
    )
    assert home.shown() == "2026-11-24"

    await home.at(moment(25))
    await tell(home, date(2026, 12, 28))

    assert home.shown() == "2026-12-28"


@every_of("tell", DATES)
async def test_data_that_ran_out_is_lifted_by_a_newer_date(opened, tell) -> None:
    home = await opened(service_until="2026-12-22", ends_when_empty=True, data_remaining=2.0)
    await home.act("update_balance", data=0)
    assert home.shown() == "2026-11-23"

    await home.at(moment(24))
    await tell(home, date(2027, 1, 5))

    assert home.shown() == "2027-01-05"


@every_of("tell", DATES)
async def test_a_day_that_has_passed_is_lifted_by_a_newer_date(opened, tell) -> None:
    home = await opened(service_until="2026-11-20")
    assert home.shown("status") == "expired"

    await tell(home, DECEMBER_24)

    assert home.shown("status") == "active"


@every_of("tell", DATES, "text", "set_validity")
async def test_a_source_that_is_silent_keeps_no_word_out(opened, tell) -> None:
    home = await opened(
        say={ENDS: NOVEMBER_26, LEFT: 2}, source=fed(expiry=ENDS, data_remaining=LEFT)
    )
    home.hass.states.async_remove(ENDS)
    await home.at(moment(24))

    await tell(home, DECEMBER_24)

    assert home.shown() == "2026-12-24"


async def test_days_left_that_are_said_again_after_a_month_are_news(opened) -> None:
    feed = {
        "kind": "entity",
        "bindings": {"expiry": {"entity": ENDS, "days_left": True}},
        "stale_after_hours": 48,
    }
    home = await opened(say={ENDS: 30}, source=feed, service_until=None)
    assert home.shown() == "2026-12-22"
    home.say(ENDS, "unavailable")
    await home.at(moment(22, month=12))

    home.say(ENDS, 30)
    await home.at(moment(22, 10, 11, month=12))

    assert home.shown() == "2027-01-21"


async def test_days_left_of_a_server_that_are_said_again_after_a_month_are_news(
    opened, server: Server
) -> None:
    server.carrier.document = {"days": 30}
    bindings = {"expiry": {"path": "days", "days_left": True}}
    home = await opened(source=source(server, bindings=bindings), service_until=None)
    assert home.shown() == "2026-12-22"
    server.carrier.document = {}
    for later in (moment(23, 12), moment(22, month=12)):
        await home.at(later)
        await settle(home.hass)

    server.carrier.document = {"days": 30}
    await home.at(moment(22, 20, month=12))
    await settle(home.hass)

    assert home.shown() == "2027-01-21"


MONTHLY = {"rule": "subscription", "term": 1, "term_unit": "months", "extends_from": None}


async def test_a_subscription_does_not_roll_on_while_its_passed_day_is_repeated(opened) -> None:
    home = await opened(say={ENDS: NOVEMBER_26}, source=fed(expiry=ENDS), **MONTHLY)
    await home.at(moment(26, 18))

    home.say(ENDS, NOVEMBER_26)
    await home.at(moment(27, 10))
    home.say(ENDS, NOVEMBER_26)
    await home.at(moment(27, 10, 20))

    assert (home.shown(), home.shown("status")) == ("2026-11-26", "expired")


async def test_nor_does_it_while_a_server_repeats_it(opened, server: Server) -> None:
    server.carrier.document = {"end": "2026-11-26"}
    feed = source(server, bindings={"expiry": {"path": "end"}})
    home = await opened(source=feed, **MONTHLY)

    for later in (moment(26, 18), moment(27, 10)):
        await home.at(later)
        await settle(home.hass)

    assert (home.shown(), home.shown("status")) == ("2026-11-26", "expired")


async def test_it_rolls_on_where_nobody_says_otherwise(opened) -> None:
    home = await opened(**MONTHLY)

    await home.at(moment(27, 10))

    assert (home.shown(), home.shown("status")) == ("2026-12-26", "active")


@pytest.mark.parametrize("by_webhook", [False, True])
async def test_a_text_that_was_cut_in_its_date_moves_nothing(opened, by_webhook) -> None:
    home = await opened(source=LISTENING)
    text = "Votre crédit est valable jusqu'au 12/1"

    if by_webhook:
        await webhook(home, text)
    else:
        answer = await home.act("import_message", text=text, sender="Orange")
        assert [each["reason"] for each in answer["doubts"]] == ["ambiguous_date"]

    assert home.shown() == "2026-11-26"


async def test_an_end_of_an_entity_in_the_carriers_zone_lasts_no_day_longer(opened) -> None:
    ends = "2026-11-26T23:59:59+01:00"
    home = await opened(say={ENDS: ends}, source=fed(expiry=ENDS))
    assert home.shown("expires_at") == "2026-11-26T22:59:59+00:00"

    await home.hass.config.async_update(time_zone="Asia/Shanghai")
    await home.at(moment(23, 12))
    home.say(ENDS, ends, note="said again")
    await settle(home.hass)

    assert home.shown() == "2026-11-26"


async def test_an_end_in_the_carriers_zone_lasts_no_day_longer_in_another(
    opened, server: Server
) -> None:
    server.carrier.document = {"end": "2026-11-26T23:59:59+01:00"}
    home = await opened(source=source(server, bindings={"expiry": {"path": "end"}}))
    assert home.shown("expires_at") == "2026-11-26T22:59:59+00:00"

    await home.hass.config.async_update(time_zone="Asia/Shanghai")
    await home.at(moment(23, 12))
    await settle(home.hass)

    assert home.shown() == "2026-11-26"


# Why, in words


USE = {"rule": "never", "kept_by_use": 90, "kept_by_use_unit": "days"}
BY_NUMBER = {
    "rule": "credit_ladder",
    "steps": [{"amount": 10, "number_months": 1}],
    "term": None,
    "term_unit": None,
}
WHYS = {
    "a number that was typed in": (
        {"service_until": None, "number_until": "2027-06-30"},
        (),
        "About the number: It was set up like that on November 22, 2026.",
    ),
    "a number that use keeps": (
        {"service_until": None, **USE},
        (("record_activity", {"kind": "call"}),),
        "About the number: Counted on top: the use of November 23, 2026.",
    ),
    "a number that a ladder keeps": (
        {"service_until": None, **BY_NUMBER},
        (("record_renewal", {"amount": 10}),),
        (
            "About the number: Counted on top: the renewal of November 23, 2026."
            " A top-up of €10.00 keeps the number for 1 month."
        ),
    ),
    "a credit": (
        {"service_until": None, **BURN},
        (),
        "The credit of November 22, 2026 lasts that long.",
    ),
    "two of a day": (
        {},
        (("record_renewal", {}), ("record_renewal", {"in_addition": True})),
        (
            "It was set up like that on November 22, 2026. Counted on top: the renewal of"
            " November 23, 2026 (2)."
        ),
    ),
    "a ladder": (
        BY_LADDER,
        (("record_renewal", {"amount": 36}),),
        (
            "It was set up like that on November 22, 2026. Counted on top: the renewal of"
            " November 23, 2026. A top-up of €35.00 brings 60 days, and keeps the number for"
            " 6 months."
        ),
    ),
}


@every_of("why", WHYS)
async def test_why_is_said_of_every_line_that_has_a_date(opened, why) -> None:
    settings, deeds, said = why
    home = await opened(**settings)
    for action, data in deeds:
        await home.act(action, **data)

    (told,) = (await home.call(DOMAIN, "get_lines"))["lines"]

    assert told["why"] == said


# What an answer says


async def test_what_moved_no_date_says_so(opened) -> None:
    home = await opened(**BY_LADDER, grace=1)
    below = await home.act("record_renewal", amount=1)
    assert (below["outcome"], below["before"]) == ("unchanged", below["after"])
    assert below["advice"][0] == "No date has changed."

    moved = await home.act("record_renewal", amount=35, in_addition=True)
    assert moved["outcome"] == "moved"
    edited = await home.act("edit_renewal", renewal_id=moved["renewal_id"], note="at the shop")
    assert edited["outcome"] == "unchanged"


async def test_a_day_of_a_former_year_is_said_to_move_nothing(opened) -> None:
    home = await opened()

    answer = await home.act("record_renewal", date="2025-11-23")

    assert (answer["outcome"], answer["before"]) == ("contained", answer["after"])
    assert answer["advice"] == [
        (
            "The stated date has this renewal already, so it is kept in the ledger and moves"
            " nothing. If it was a further one, count it in addition; if its day is wrong,"
            " correct it."
        )
    ]


async def test_a_date_that_is_far_ahead_is_pointed_out(opened) -> None:
    home = await opened()
    far = (
        "The date is much further ahead than a renewal usually carries. Check its year, and"
        " correct it if it is wrong."
    )

    stated = await home.act("set_validity", service_until="2062-11-26")
    assert stated["advice"] == [far]
    await home.at(moment(23, 11))
    assert (await home.act("set_validity", service_until="2026-12-26"))["advice"] == []
    assert (await home.act("set_validity", number_until="2062-12-26"))["advice"] == [far]
    dated = await home.act("record_renewal", service_until="2062-12-26", in_addition=True)
    assert (dated["flags"], dated["advice"]) == (["far_ahead"], [far])


async def test_an_answer_says_what_became_of_it(opened) -> None:
    home = await opened()
    moved = await home.act("record_renewal", payer="Anna")
    assert moved["outcome"] == "moved"

    await home.at(moment(23, 10, 9))
    again = await home.act("record_renewal")
    assert again["outcome"] == "same_deed"
    assert (again["renewal_id"], again["payer"]) == (moved["renewal_id"], "Anna")
    assert again["recorded_at"] == moment(23)
    assert again["before"] == again["after"] == moved["after"]
    assert len(home.line.record.renewals) == 1

    second = await home.act("record_renewal", in_addition=True)
    assert (second["outcome"], second["after"]["service_until"]) == ("moved", "2027-01-25")

    late = await home.act("record_renewal", date="2026-11-10")
    assert (late["outcome"], late["after"]["service_until"]) == ("contained", "2027-01-25")
    renewals = (await home.act("get_renewals"))["renewals"]
    assert [each["contained"] for each in renewals] == [False, False, True]


@every_of("first", PRESSES)
@every_of("second", PRESSES, "action", "button", "phone", "reply")
async def test_the_same_press_on_another_surface_is_one_renewal(opened, first, second) -> None:
    home = await opened()
    await first(home)
    payer = home.line.record.renewals[0].payer
    await home.at(moment(23, 10, 8))

    if second is PRESSES["button"]:
        with pytest.raises(ServiceValidationError) as refusal:
            await second(home)
        assert refusal.value.translation_key == ("same_deed_by" if payer else "same_deed")
        assert refusal.value.translation_placeholders.get("person") == payer
    else:
        await second(home)

    assert home.shown() == "2026-12-26"
    assert len(home.line.record.renewals) == 1


# Two tellings of one day: the earlier date counts until somebody says that it was a second one


async def _is_second_on_phone(home: Home) -> None:
    await home.press("Count it too")


async def _is_second_by_edit(home: Home) -> None:
    renewal_id = home.line.record.renewals[-1].renewal_id
    answer = await home.act("edit_renewal", renewal_id=renewal_id, in_addition=True)
    assert (answer["outcome"], answer["flags"]) == ("moved", [])


async def _is_second_by_recording(home: Home) -> None:
    await home.act("undo_renewal")
    await home.act("record_renewal", in_addition=True)


async def _is_the_same_on_phone(home: Home) -> None:
    await home.press("Undo")


async def _is_the_same_by_action(home: Home) -> None:
    await home.act("undo_renewal")


async def _is_the_same_by_date(home: Home) -> None:
    await DATES["set_validity"](home, DECEMBER_26)


ANSWERS = {
    "phone": (_is_second_on_phone, "2027-01-25"),
    "edit_renewal": (_is_second_by_edit, "2027-01-25"),
    "record_renewal": (_is_second_by_recording, "2027-01-25"),
    "undo on the phone": (_is_the_same_on_phone, "2026-12-26"),
    "undo_renewal": (_is_the_same_by_action, "2026-12-26"),
    "date": (_is_the_same_by_date, "2026-12-26"),
}


@every_of("second", PRESSES, "action", "button")
@every_of("answer", ANSWERS)
async def test_a_second_telling_of_a_day_is_asked_about(opened, second, answer) -> None:
    home = await opened()
    await home.at(moment(23, 18))
    await home.act("record_renewal", payer="Bo")
    await home.at(moment(23, 18, 30))
    await second(home)
    if second is PRESSES["action"]:
        recorded = home.line.record.renewals[-1]
        assert home.line.flags_of(recorded) == ("same_day",)
        await home.act("undo_renewal")
        await PRESSES["button"](home)

    assert home.shown() == "2026-12-26"
    (told,) = (await home.call(DOMAIN, "get_lines"))["lines"]
    assert told["doubt"] == {
        "reason": "same_day",
        "service_until": "2026-12-26",
        "or_until": "2027-01-25",
        "renewal_ids": [home.line.record.renewals[1].renewal_id],
        "is_settled": False,
    }
    assert told["question"].startswith("More than one renewal is recorded for November 23, 2026.")
    assert home.phone[-1].data["message"] == (
        "€10. Bo recorded one of this day at 18:00. Is this a second one?"
        " Until you say so, it moves no date. Works until December 26."
    )

    say, until = answer
    await home.at(moment(23, 18, 40))
    await say(home)

    assert home.shown() == until
    (told,) = (await home.call(DOMAIN, "get_lines"))["lines"]
    assert (told["doubt"], told["question"]) == (None, None)


@every_of("second", PRESSES, "action", "to-do", "phone", "reply")
async def test_a_day_that_is_told_again_while_the_line_is_due_moves_nothing(opened, second) -> None:
    home = await opened(term=3, service_until="2026-11-24", price=10.0)
    await home.act("record_renewal", payer="Bo", amount=10)
    assert home.shown() == "2026-11-27"
    await home.at(moment(23, 10, 30))

    if second is PRESSES["to-do"]:
        await home.call("button", "press", entity_id="button.papa_mark_renewed")
    else:
        await second(home)

    assert home.shown() == "2026-11-27"


@every_of("late", LATE, "record_renewal", "restore_renewal", "move")
async def test_a_day_that_is_told_again_later_moves_nothing_through_any_door(opened, late) -> None:
    home = await opened(maman())
    await home.act("record_renewal", amount=10)
    await home.at(moment(24))

    await late(home, date(2026, 11, 23))

    assert home.shown() == "2026-12-26"
    assert home.line.data.doubt.reason == "same_day"


async def test_two_halves_of_the_usual_price_are_not_asked_about(opened) -> None:
    home = await opened()
    await home.act("record_renewal", amount=5)
    await home.at(moment(23, 18))

    await home.act("record_renewal", amount=5)

    assert home.line.data.doubt is None


async def test_two_halves_that_are_too_little_by_themselves_move_a_date_once(opened) -> None:
    home = await opened(minimum=10.0, price=10.0)
    half = await home.act("record_renewal", amount=5)
    assert half["outcome"] == "unchanged"
    await home.at(moment(23, 18))

    whole = await home.act("record_renewal", amount=5)

    assert (whole["outcome"], home.shown()) == ("moved", "2026-12-26")
    assert home.line.data.doubt is None


@every_of("word", WORDS)
async def test_a_carriers_word_two_days_later_answers_whether_it_was_a_second_one(
    opened, word
) -> None:
    feed, say = word
    home = await opened(say={ENDS: NOVEMBER_26}, **({"source": feed} if feed else {}))
    await home.act("record_renewal")
    await home.at(moment(23, 18))
    await home.act("record_renewal")
    await say(home, DECEMBER_26)
    assert home.line.data.doubt.reason == "same_day"

    await home.at(moment(26))
    home.say(ENDS, DECEMBER_26, note="said again")
    await say(home, DECEMBER_26)
    await home.at(moment(26, 10, 20))

    assert home.shown() == "2026-12-26"
    assert home.line.data.doubt is None
    assert home.contained == [True, True]


@every_of("word", WORDS)
async def test_a_carriers_word_can_show_that_it_was_a_second_one(opened, word) -> None:
    feed, say = word
    home = await opened(say={ENDS: NOVEMBER_26}, **({"source": feed} if feed else {}))
    await home.act("record_renewal")
    await home.at(moment(23, 18))
    await home.act("record_renewal")

    await home.at(moment(23, 19))
    await say(home, date(2027, 1, 25))

    assert home.shown() == "2027-01-25"
    assert home.line.data.doubt is None
    assert home.contained == [True, True]


async def test_a_phone_is_told_who_was_first_and_can_say_that_it_was_another_one(opened) -> None:
    home = await opened()
    await home.act("record_renewal", payer="Bo")
    await home.at(moment(23, 10, 2))

    assert await home.press("Renewed") == (
        "Bo did it 2 minutes ago. Nothing was added. Works until December 26."
    )

    await home.at(moment(23, 10, 3))
    assert await home.press("It was a second") == ("€10. Works until January 25, 2027.")
    assert home.shown() == "2027-01-25"
    told = await home.press("It was a second")
    assert told.startswith("This has already been answered")
    assert len(home.line.record.renewals) == 2


async def test_a_phone_is_told_so_while_the_line_is_due_still(opened) -> None:
    home = await opened(say={ENDS: NOVEMBER_26}, source=fed(expiry=ENDS))
    await home.act("record_renewal", payer="Bo")
    await home.at(moment(23, 10, 4))
    home.say(ENDS, NOVEMBER_26, note="the carrier is slow")
    await home.hass.async_block_till_done()
    await home.at(moment(23, 10, 8))
    assert home.shown() == "2026-11-26"

    told = await home.press("Renewed")

    assert told.startswith("Bo did it 8 minutes ago.")
    assert len(home.line.record.renewals) == 1


async def test_a_phone_can_count_what_a_stated_date_has_already(opened) -> None:
    home = await opened(term=14, options={"remind_before": [13]})
    await home.at(moment(23, 10, 5))
    await DATES["text"](home, date(2026, 12, 9))
    home.phone.clear()
    await home.at(moment(26))

    told = await home.press("Renewed")

    assert told == ("€10. The date has it already, so it stays as it is. Works until December 9.")
    counted = await home.press("Count it too")
    assert counted == "€10. Works until December 23."
    assert (await home.press("Count it too")).startswith("This has already been answered")
    assert len(home.line.record.renewals) == 1


# What an account says: the same replay, whatever feeds the line


class Says(OneNceFake):
    """A carrier's interface that says what a test wants of the only SIM."""

    def __init__(self, ends: str | None, volume: float | None = None) -> None:
        """Begin with an end, and how many MB are left."""
        super().__init__("good")
        self.ends, self.volume = ends, volume
        self.is_down = False

    def answer(self, seen: Seen, path: str) -> Reply:
        return json_reply({}, 503) if self.is_down else super().answer(seen, path)

    def _quota(self, number: str, kind: str) -> Reply:
        said = {"expiry_date": self.ends, "volume": self.volume, "total_volume": self.volume}
        known = {name: value for name, value in said.items() if value is not None}
        return json_reply(known if kind == "data" else {})


@pytest.fixture
def from_account(opened, carrier, add) -> Callable[..., Awaitable[tuple[Home, Says]]]:
    """Return a function that sets Papa up with an account that says something."""

    async def open_account(says: Says, **line: Any) -> tuple[Home, Says]:
        started = await carrier("one_nce")
        started.carrier = says
        entry = await add("one_nce", seen=(ICCID,))
        return await opened(source=fed_by(entry, "one_nce"), **line), says

    return open_account


async def polled(home: Home, at: Any) -> None:
    """Let it become a moment, at which the account is asked."""
    await home.at(at)
    await settle(home.hass)


async def test_an_account_lifts_a_deadline_by_saying_later_that_service_goes_on(
    from_account,
) -> None:
    home, says = await from_account(
        Says("2026-12-26"), service_until="2026-12-26", register_by="2026-11-24"
    )
    assert home.shown() == "2026-11-24"

    says.ends = "2026-12-28"
    await polled(home, moment(25))

    assert home.shown() == "2026-12-28"


async def test_an_account_that_lags_does_not_refill_data_that_somebody_saw_used_up(
    from_account,
) -> None:
    home, says = await from_account(
        Says("2026-12-22", 500), service_until="2026-12-22", ends_when_empty=True
    )
    await home.act("update_balance", data=0)
    assert home.shown() == "2026-11-23"

    await polled(home, moment(24))
    assert home.shown() == "2026-11-23"

    says.ends = "2027-01-05"
    await polled(home, moment(25))
    assert home.shown() == "2027-01-05"


async def test_an_account_lifts_a_day_that_has_passed(from_account) -> None:
    home, says = await from_account(Says("2026-11-20"), service_until="2026-11-20")
    assert home.shown("status") == "expired"

    says.ends = "2026-12-24"
    await polled(home, moment(24))

    assert (home.shown(), home.shown("status")) == ("2026-12-24", "active")


@every_of("tell", DATES, "text", "set_validity")
async def test_an_account_that_cannot_be_read_keeps_no_word_out(from_account, tell) -> None:
    home, says = await from_account(Says("2026-11-26"))
    says.is_down = True
    await polled(home, moment(24))

    await tell(home, DECEMBER_24)

    assert home.shown() == "2026-12-24"


async def test_a_subscription_does_not_roll_on_while_an_account_repeats_the_passed_day(
    from_account,
) -> None:
    home, _ = await from_account(Says("2026-11-26"), **MONTHLY)

    for later in (moment(26, 18), moment(27, 10)):
        await polled(home, later)

    assert (home.shown(), home.shown("status")) == ("2026-11-26", "expired")


async def test_an_end_of_an_account_in_another_zone_lasts_no_day_longer(from_account) -> None:
    home, _ = await from_account(Says("2026-12-24T23:30:00.000Z"), service_until=None)

    assert home.shown() == "2026-12-24"


async def test_an_account_that_says_the_same_again_has_nothing_replayed(from_account) -> None:
    home, _ = await from_account(Says(None, 500))
    replayed, record = home.line.replayed, home.line.record

    await polled(home, moment(23, 22))

    assert home.line.record is not record
    assert home.line.replayed is replayed
