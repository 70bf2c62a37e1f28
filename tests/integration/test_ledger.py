"""The ledger of a line: renewals changed and taken back, and activity that keeps a line alive."""

from pathlib import Path

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest

from .conftest import LINE_ID, device_of, line_subentry

UNCHANGED = {"service_until": "2026-11-26", "number_until": None}


def record_of(entry):
    return entry.runtime_data.lines[LINE_ID].record


async def test_a_renewal_that_is_taken_back_leaves_the_line_as_it_was(hass, household, act) -> None:
    entry = await household(line_subentry())
    before = record_of(entry).renewals
    recorded = await act("record_renewal", amount=10)

    undone = await act("undo_renewal", renewal_id=recorded["renewal_id"])

    assert undone == {
        "renewal_id": recorded["renewal_id"],
        "outcome": None,
        "date": "2026-11-23",
        "currency": "EUR",
        "payer": None,
        "recorded_at": "2026-11-23T10:00:00+01:00",
        "before": {"service_until": "2026-12-26", "number_until": None},
        "after": UNCHANGED,
        "charged_amount": 10.0,
        "expected_amount": 10.0,
        "difference": 0.0,
        "flags": [],
        "advice": [],
        "restorable_until": "2026-11-30T10:00:00+01:00",
    }
    assert record_of(entry).renewals == before
    assert hass.states.get("sensor.papa_service_until").state == "2026-11-26"
    assert hass.states.get("sensor.papa_last_renewal").state == "unknown"


async def test_without_a_name_the_renewal_recorded_last_is_taken_back(household, act) -> None:
    entry = await household(line_subentry())
    kept = await act("record_renewal", date="2026-11-22")
    await act("record_renewal", date="2026-11-01")

    await act("undo_renewal")

    assert [each.renewal_id for each in record_of(entry).renewals] == [kept["renewal_id"]]


async def test_after_an_import_the_one_recorded_last_is_taken_back_and_named(
    hass, household, act
) -> None:
    entry = await household(line_subentry())
    rows = ("2026-11-20", "2026-11-21", "2026-08-01")
    content = "\n".join(["kind,line,date", *(f"renewal,Papa,{day}" for day in rows)])
    call = {"data": content, "format": "csv"}
    await hass.services.async_call("sim_renewal", "import_data", call, blocking=True)

    undone = [(await act("undo_renewal"))["date"] for _ in rows]

    assert undone == ["2026-11-21", "2026-11-20", "2026-08-01"]
    assert record_of(entry).renewals == ()


async def test_a_second_renewal_of_a_day_is_pointed_out(household, act, paris) -> None:
    await household(line_subentry())
    assert (await act("record_renewal"))["flags"] == []
    paris.tick(3600)

    second = await act("record_renewal")

    assert (second["outcome"], second["flags"]) == ("unchanged", ["same_day"])
    assert second["advice"] == [
        "No date has changed.",
        (
            "Another renewal of the same day is recorded. Was this a second one? Then count it in"
            " addition. If both are the same, take one back."
        ),
    ]
    meant = await act("record_renewal", in_addition=True)
    assert meant["flags"] == []


@pytest.mark.parametrize(
    ("day", "changes", "said"),
    [
        ("1970-01-01", {"service_until": None}, "January 1, 1970"),
        ("2025-06-01", {}, "June 1, 2025"),
    ],
)
async def test_a_clock_that_is_behind_dates_no_renewal(
    household, act, paris, day, changes, said
) -> None:
    entry = await household(line_subentry(**changes))
    paris.move_to(f"{day}T02:05:00+01:00")

    with pytest.raises(ServiceValidationError) as refusal:
        await act("record_renewal")

    assert refusal.value.translation_key == "clock_is_behind"
    assert refusal.value.translation_placeholders == {"line": "Papa", "date": said}
    assert record_of(entry).renewals == ()
    paris.move_to("2026-11-23T10:05:00+01:00")
    assert (await act("record_renewal"))["outcome"] == "moved"


async def test_one_of_several_renewals_is_taken_back(household, act, freezer) -> None:
    await household(line_subentry())
    freezer.move_to("2026-11-26T10:00:00+01:00")
    first = await act("record_renewal", date="2026-11-23")
    second = await act("record_renewal", date="2026-11-24", service_until="2027-06-30")
    await act("record_renewal", date="2026-11-25")

    assert (await act("undo_renewal", renewal_id=second["renewal_id"]))["after"] == {
        "service_until": "2027-01-25",
        "number_until": None,
    }
    await act("undo_renewal", renewal_id=first["renewal_id"])
    assert (await act("undo_renewal"))["after"] == UNCHANGED


async def test_a_renewal_is_changed_in_what_is_given_and_emptied_in_what_is_empty(
    hass, household, act
) -> None:
    entry = await household(line_subentry())
    recorded = await act(
        "record_renewal", amount=10, channel="shop", note="at the corner", payer="Anna"
    )

    changed = await act(
        "edit_renewal",
        renewal_id=recorded["renewal_id"],
        amount="19.99",
        currency="usd",
        note="",
        date="2026-11-20",
    )

    (renewal,) = record_of(entry).renewals
    assert (str(renewal.amount), renewal.currency, renewal.note) == ("19.99", "USD", None)
    assert (renewal.channel, renewal.payer) == ("shop", "Anna")
    assert (str(renewal.renewed_on), renewal.at) == ("2026-11-20", None)
    assert renewal.renewal_id == recorded["renewal_id"] == changed["renewal_id"]
    assert (changed["outcome"], changed["after"]) == ("contained", UNCHANGED)  # stated on the 23rd


async def test_dates_of_a_renewal_can_be_stated_and_given_back_to_the_rule(household, act) -> None:
    await household(line_subentry())
    renewal_id = (await act("record_renewal"))["renewal_id"]

    stated = await act("edit_renewal", renewal_id=renewal_id, service_until="2027-03-01")
    assert stated["after"]["service_until"] == "2027-03-01"
    by_rule = await act("edit_renewal", renewal_id=renewal_id, service_until=None)
    assert by_rule["after"]["service_until"] == "2026-12-26"


@pytest.mark.parametrize(
    ("given", "field", "reason"),
    [
        ({"amount": -1}, "amount", "negative"),
        ({"currency": "EURO"}, "currency", "invalid_currency"),
        ({"channel": "pigeon"}, "channel", "unknown_channel"),
        ({"date": "2026-11-24"}, "date", "in_future"),
        ({"date": "2026-02-30"}, "date", "invalid_date"),
        ({"service_until": "2026-11-22"}, "service_until", "before_renewal"),
        ({"number_until": "2026-12-25"}, "number_until", "number_before_service"),
        ({"renewal_id": "unknown"}, "renewal_id", "unknown_renewal"),
    ],
)
async def test_a_change_that_is_refused_changes_nothing(
    household, act, given, field, reason
) -> None:
    entry = await household(line_subentry())
    renewal_id = (await act("record_renewal", amount=10))["renewal_id"]
    before = record_of(entry)

    with pytest.raises(ServiceValidationError) as refused:
        await act("edit_renewal", **{"renewal_id": renewal_id, **given})

    assert refused.value.translation_key == reason
    assert refused.value.translation_placeholders == {"field": field}
    assert record_of(entry) == before


async def test_a_line_without_a_rule_needs_the_dates_of_its_renewals(household, act) -> None:
    await household(line_subentry(rule="none"))
    renewal_id = (await act("record_renewal", service_until="2027-01-31"))["renewal_id"]

    with pytest.raises(ServiceValidationError) as refused:
        await act("edit_renewal", renewal_id=renewal_id, service_until="")

    assert refused.value.translation_key == "renewal_needs_date"


@pytest.mark.parametrize(
    ("given", "reason"), [({}, "no_renewal"), ({"renewal_id": "1"}, "unknown_renewal")]
)
async def test_what_was_never_recorded_cannot_be_taken_back(household, act, given, reason) -> None:
    await household(line_subentry())

    with pytest.raises(ServiceValidationError) as refused:
        await act("undo_renewal", **given)

    assert refused.value.translation_key == reason
    assert refused.value.translation_placeholders == {"field": "renewal_id"}


async def test_renewals_of_before_stated_dates_can_be_taken_back_and_move_nothing(
    household, act
) -> None:
    await household(line_subentry())
    await act("record_renewal")
    await act("set_validity", service_until="2027-02-01")

    assert (await act("undo_renewal"))["after"]["service_until"] == "2027-02-01"


@pytest.mark.parametrize("kind", ["", "sneeze", None, 7])
async def test_an_activity_that_is_not_known_is_refused(household, act, kind) -> None:
    entry = await household(line_subentry())

    with pytest.raises(ServiceValidationError) as refused:
        await act("record_activity", kind=kind)

    assert refused.value.translation_key == "unknown_kind"
    assert refused.value.translation_placeholders == {"field": "kind"}
    assert record_of(entry).activities == ()


async def test_an_activity_of_tomorrow_is_refused(household, act) -> None:
    await household(line_subentry())

    with pytest.raises(ServiceValidationError) as refused:
        await act("record_activity", kind="call", date="2026-11-24")

    assert refused.value.translation_placeholders == {"field": "date"}


# What is odd, and what was left


async def test_an_odd_price_is_flagged_with_advice(hass, household, act) -> None:
    await household(line_subentry(country="FR"))

    answer = await act("record_renewal", amount=4, channel="marketplace")

    assert answer["flags"] == ["charged_less", "price_far_below", "check_seller"]
    assert (answer["charged_amount"], answer["expected_amount"]) == (4.0, 10.0)
    assert answer["difference"] == -6.0
    assert len(answer["advice"]) == 4
    assert answer["advice"][-1] == "In France, forward suspicious texts to 33700."
    event = hass.states.get("event.papa_reminder")
    assert event.attributes["event_type"] == "renewed"
    assert event.attributes["flags"] == answer["flags"]
    assert (event.attributes["amount"], event.attributes["expected_amount"]) == (4.0, 10.0)


async def test_the_event_of_a_free_renewal_says_zero_as_a_number(hass, household, act) -> None:
    await household(line_subentry())

    await act("record_renewal", amount=0)

    amount = hass.states.get("event.papa_reminder").attributes["amount"]
    assert (amount, type(amount)) == (0.0, float)


async def test_what_was_left_after_a_renewal_is_known_and_can_be_emptied(
    hass, household, act
) -> None:
    await household(line_subentry())

    answer = await act("record_renewal", date="2026-11-22", data=20, credit=5)
    assert hass.states.get("sensor.papa_data_remaining").state == "20"
    assert hass.states.get("sensor.papa_credit").state == "5"

    await act("edit_renewal", renewal_id=answer["renewal_id"], credit="")
    assert hass.states.get("sensor.papa_data_remaining").state == "20"
    assert hass.states.get("sensor.papa_credit").state == "unknown"

    await act("undo_renewal")
    assert hass.states.get("sensor.papa_data_remaining").state == "unknown"


async def test_a_renewal_that_was_taken_back_can_be_restored(hass, household, act) -> None:
    entry = await household(line_subentry())
    recorded = await act("record_renewal", amount=10)
    before = record_of(entry).renewals
    await act("undo_renewal")

    restored = await act("restore_renewal", renewal_id=recorded["renewal_id"])

    assert restored["after"] == recorded["after"]
    assert record_of(entry).renewals == before
    assert record_of(entry).undone == ()
    with pytest.raises(ServiceValidationError) as refusal:
        await act("restore_renewal", renewal_id=recorded["renewal_id"])
    assert refusal.value.translation_key == "unknown_renewal"


async def test_an_answer_that_is_none_is_refused(household, act) -> None:
    await household(line_subentry())
    recorded = await act("record_renewal")

    with pytest.raises(ServiceValidationError) as refusal:
        await act("edit_renewal", renewal_id=recorded["renewal_id"], verdict="perhaps")
    assert refusal.value.translation_key == "unknown_verdict"
    assert refusal.value.translation_placeholders == {"field": "verdict"}


# Moving to another line


OTHER = "M" * 26


async def test_a_renewal_of_the_wrong_line_is_moved(hass, household, act) -> None:
    entry = await household(line_subentry(), line_subentry("Mama", OTHER, number=None, iccid=None))
    recorded = await act("record_renewal", amount=10, note="kiosk")

    moved = await act(
        "edit_renewal", renewal_id=recorded["renewal_id"], move_to=device_of(hass, OTHER)
    )

    assert moved["after"]["service_until"] == "2026-12-26"
    assert hass.states.get("sensor.papa_service_until").state == "2026-11-26"
    assert hass.states.get("sensor.mama_service_until").state == "2026-12-26"
    assert record_of(entry).renewals == ()
    (renewal,) = entry.runtime_data.lines[OTHER].record.renewals
    assert (renewal.renewal_id, renewal.note) == (recorded["renewal_id"], "kiosk")


async def test_a_move_that_the_disk_does_not_take_changes_neither_line(
    hass, household, act
) -> None:
    entry = await household(line_subentry(), line_subentry("Mama", OTHER, number=None, iccid=None))
    recorded = await act("record_renewal", amount=10)
    before = record_of(entry)
    folder = Path(hass.config.path(".storage"))
    (folder / f"sim_renewal.{LINE_ID}").unlink()
    (folder / f"sim_renewal.{LINE_ID}").mkdir()

    with pytest.raises(HomeAssistantError):
        await act("edit_renewal", renewal_id=recorded["renewal_id"], move_to=device_of(hass, OTHER))

    assert record_of(entry) == before
    assert entry.runtime_data.lines[OTHER].record.renewals == ()
    (folder / f"sim_renewal.{LINE_ID}").rmdir()


async def test_a_renewal_can_only_be_moved_to_a_line(hass, household, act) -> None:
    await household(line_subentry())
    recorded = await act("record_renewal")

    with pytest.raises(ServiceValidationError):
        await act("edit_renewal", renewal_id=recorded["renewal_id"], move_to="none")


async def test_a_refund_counts_in_what_was_spent_and_moves_nothing(hass, household, act) -> None:
    entry = await household(line_subentry())
    bought = await act("record_renewal", amount=10)

    refund = await act("record_renewal", amount=4, refund=True, payer="Anna")

    assert (refund["outcome"], refund["flags"], refund["difference"]) == ("refunded", [], None)
    assert refund["after"] == bought["after"]
    spent = hass.states.get("sensor.papa_spent_this_year")
    assert (spent.state, spent.attributes["by_currency"]) == ("6", {"EUR": 6.0})
    listed = (await act("get_renewals"))["renewals"]
    assert sorted((each["amount"], each["refund"]) for each in listed) == [
        (4.0, True),
        (10.0, False),
    ]
    assert (await act("record_renewal", amount=4, refund=True))["outcome"] == "same_deed"
    assert record_of(entry).snooze is None
    undone = await act("undo_renewal")
    assert undone["renewal_id"] == refund["renewal_id"]
    assert hass.states.get("sensor.papa_spent_this_year").state == "10"


async def test_a_refund_of_what_did_not_land_is_not_taken_off_twice(hass, household, act) -> None:
    await household(line_subentry())
    bought = await act("record_renewal", amount=10)
    await act("edit_renewal", renewal_id=bought["renewal_id"], verdict="missing")
    for part, rest in ((4, 0), (6, 0), (1, -1)):
        await act("record_renewal", amount=part, refund=True, in_addition=True)

        spent = hass.states.get("sensor.papa_spent_this_year")
        assert (spent.state, spent.attributes["by_currency"]) == (str(rest), {"EUR": rest})

    await act("edit_renewal", renewal_id=bought["renewal_id"], verdict="landed")
    assert hass.states.get("sensor.papa_spent_this_year").state == "-1"


async def test_a_refund_can_move_the_date_and_has_to_tell_the_amount(household, act) -> None:
    await household(line_subentry(rule="none", term=None, term_unit=None))

    for given in ({}, {"amount": 0}):
        with pytest.raises(ServiceValidationError) as refused:
            await act("record_renewal", refund=True, **given)
        assert refused.value.translation_placeholders == {"field": "amount"}
    moved = await act("record_renewal", refund=True, amount=9, service_until="2026-11-24")
    assert (moved["outcome"], moved["after"]["service_until"]) == ("moved", "2026-11-24")
    still = await act("record_renewal", refund=True, amount=1)
    assert still["outcome"] == "refunded"


async def test_a_refund_ends_no_snooze_and_tells_no_automation_of_a_renewal(
    hass, household, act
) -> None:
    entry = await household(line_subentry())
    await act("snooze", days=1)
    told = hass.states.get("event.papa_reminder").state

    await act("record_renewal", refund=True, amount=9)
    await hass.async_block_till_done()

    assert record_of(entry).snooze is not None
    assert hass.states.get("event.papa_reminder").state == told
    assert hass.states.get("sensor.papa_last_renewal").state == "unknown"


async def test_what_was_paid_in_other_money_is_told_by_currency(hass, household, act) -> None:
    await household(line_subentry())

    await act("record_renewal", amount=30, currency="CNY")

    spent = hass.states.get("sensor.papa_spent_this_year")
    assert (spent.state, spent.attributes["by_currency"]) == ("unknown", {"CNY": 30.0})
    (line,) = (await act("get_lines"))["lines"]
    assert (line["spent_this_year"], line["spent_by_currency"]) == (None, {"CNY": 30.0})


async def test_after_a_restore_the_one_recorded_last_is_taken_back(household, act, paris) -> None:
    await household(line_subentry())
    first = await act("record_renewal", amount=10)
    paris.tick(3600)
    second = await act("record_renewal", amount=10, in_addition=True)
    await act("undo_renewal", renewal_id=first["renewal_id"])
    await act("restore_renewal", renewal_id=first["renewal_id"])

    assert (await act("undo_renewal"))["renewal_id"] == second["renewal_id"]


async def test_one_that_did_not_go_through_is_only_taken_back_by_its_name(
    household, act, paris
) -> None:
    await household(line_subentry())
    first = await act("record_renewal", date="2026-11-20")
    paris.tick(3600)
    second = (await act("record_renewal"))["renewal_id"]

    missing = await act("edit_renewal", renewal_id=second, verdict="missing")
    assert missing["outcome"] == "missing"
    assert missing["advice"] == ["It did not go through, so it counts no more."]

    assert (await act("undo_renewal"))["renewal_id"] == first["renewal_id"]
    with pytest.raises(ServiceValidationError) as refusal:
        await act("undo_renewal")
    assert refusal.value.translation_key == "no_renewal"
    undone = await act("undo_renewal", renewal_id=second)
    assert undone["before"] == undone["after"]
    assert undone["advice"] == ["No date has changed."]


async def test_what_is_said_more_of_the_same_deed_is_not_taken_and_told(household, act) -> None:
    entry = await household(line_subentry(price=None))
    first = await act("record_renewal", note="Shop")

    again = await act("record_renewal", amount=12, credit=4.5, data=3, note="Web", payer="Anna")

    assert (again["outcome"], again["renewal_id"]) == ("same_deed", first["renewal_id"])
    assert again["advice"][0].startswith("It was recorded a moment ago")
    assert again["advice"][1].startswith("What was said of it otherwise or besides")
    (renewal,) = record_of(entry).renewals
    assert (renewal.amount, renewal.note, renewal.payer) == (None, "Shop", None)
    assert renewal.balance == {}


async def test_a_use_that_moves_no_date_says_so(household, act) -> None:
    await household(line_subentry())

    assert (await act("record_activity", kind="call"))["advice"] == ["No date has changed."]


async def test_an_end_of_service_after_the_known_number_names_its_own_field(household, act) -> None:
    await household(line_subentry(number_until="2026-12-20"))

    with pytest.raises(ServiceValidationError) as refusal:
        await act("set_validity", service_until="2027-01-20")

    assert refusal.value.translation_key == "service_after_number"
    assert refusal.value.translation_placeholders == {"field": "service_until"}


FAR_CREDIT = "The credit is far more than top-ups of this line buy."
FAR_AMOUNT = "The amount is far more than this line usually costs."
UNPAID = "Nothing is added until the amount is known."


@pytest.mark.parametrize(
    ("settings", "said", "advice"),
    [
        ({"minimum": 10}, {"amount": 8}, "Only €10.00 or more moves the date."),
        ({"rule": "balance_burn", "fee": 2.0, "term": 1, "term_unit": "months"}, {}, UNPAID),
        ({}, {"amount": 1_000_000}, FAR_AMOUNT),
        ({}, {"credit": 9999}, FAR_CREDIT),
    ],
)
async def test_every_door_gives_the_same_advice(
    hass, household, act, hass_ws_client, settings, said, advice
) -> None:
    await household(line_subentry(**settings))
    client = await hass_ws_client(hass)
    await client.send_json_auto_id(
        {"type": "sim_renewal/preview_renewal", "device_id": device_of(hass, LINE_ID), **said}
    )
    previewed = (await client.receive_json())["result"]["advice"]

    recorded = await act("record_renewal", **said)

    assert [each for each in previewed if each.startswith(advice)] == previewed[:1]
    assert set(previewed) <= set(recorded["advice"])
    emptied = {"amount": 10.0, "credit": None}
    edited = await act("edit_renewal", renewal_id=recorded["renewal_id"], **emptied)
    assert not any(each.startswith(advice) for each in edited["advice"])
    again = await act("edit_renewal", renewal_id=recorded["renewal_id"], **{"amount": None} | said)
    assert any(each.startswith(advice) for each in again["advice"])
