"""What is replied to a push: days by their names, amounts that somebody else recorded otherwise."""

from homeassistant.core import Context, HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from .conftest import LINE_ID, line_subentry, mark_renewed, recipient_subentry

RULELESS = {"rule": "none", "term": None, "term_unit": None}
CREDIT = {"rule": "balance_burn", "fee": 2.0, "term": 1, "term_unit": "months", "price": None}
ANSWER_TAG = f"sim_renewal_{LINE_ID}_answer"


@pytest.fixture(autouse=True)
def _people(hass: HomeAssistant, phone) -> None:
    """Have Anna and Bob, each with a phone."""
    MockUser(id="anna-id", name="Anna", is_owner=True).add_to_hass(hass)
    hass.services.async_register("notify", "mobile_app_bob", phone.append)
    for name in ("Anna", "Bob"):
        user_id = f"{name.lower()}-id"
        hass.states.async_set(
            f"person.{name.lower()}", "home", {"user_id": user_id, "friendly_name": name}
        )
        data = {"device_name": name, "os_name": "iOS", "user_id": user_id}
        MockConfigEntry(domain="mobile_app", data=data).add_to_hass(hass)


@pytest.fixture
def answer(hass: HomeAssistant, phone):
    """Return a function by which somebody presses a button of a push, and what that tells them."""

    async def press(push, title: str, text: str = "", who: str = "anna"):
        actions = {each["title"]: each["action"] for each in push.data["data"]["actions"]}
        before = len(phone)
        hass.bus.async_fire(
            "mobile_app_notification_action",
            {"action": actions[title], "reply_text": text},
            context=Context(user_id=f"{who}-id"),
        )
        await hass.async_block_till_done()
        (told,) = [
            each
            for each in phone[before:]
            if (each.service, each.data["data"]["tag"]) == (f"mobile_app_{who}", ANSWER_TAG)
        ]
        return told

    return press


def record_of(entry):
    return entry.runtime_data.lines[LINE_ID].record


def titles(push) -> list[str]:
    return [each["title"] for each in push.data["data"]["actions"]]


async def test_another_amount_than_somebody_recorded_a_moment_ago_is_asked_about(
    household, phone, answer, paris
) -> None:
    entry = await household(line_subentry(), recipient_subentry())
    await answer(phone[0], "Renewed", who="bob")
    before = record_of(entry)
    paris.tick(120)

    told = await answer(phone[0], "Reply", "12 €")

    assert record_of(entry) == before
    assert told.data["title"] == "Papa: recorded already"
    assert told.data["message"] == (
        "Bob recorded €10 2 minutes ago. Nothing was added. Works until December 26."
    )
    assert titles(told) == ["Amount paid", "It was a second", "Undo"]

    corrected = await answer(told, "Amount paid", "12 €")
    (renewal,) = record_of(entry).renewals
    assert (str(renewal.amount), renewal.payer) == ("12", "Bob")
    assert corrected.data["message"] == "€12. Works until December 26."


async def test_it_can_have_been_a_second_one_as_well(household, phone, answer, paris) -> None:
    entry = await household(line_subentry(), recipient_subentry())
    await answer(phone[0], "Renewed", who="bob")
    paris.tick(120)
    told = await answer(phone[0], "Reply", "12 €")

    await answer(told, "It was a second")

    assert [each.payer for each in record_of(entry).renewals] == ["Bob", "Anna"]
    await answer(told, "It was a second")
    assert len(record_of(entry).renewals) == 2


async def test_without_a_rule_a_day_is_taken_and_the_amount_of_another_stays(
    household, phone, answer, paris
) -> None:
    entry = await household(line_subentry(**RULELESS), recipient_subentry())
    await answer(phone[0], "Renewed", who="bob")
    paris.tick(60)

    told = await answer(phone[0], "Renewed", "12 € 5/1")

    (renewal,) = record_of(entry).renewals
    assert (str(renewal.amount), str(renewal.service_until)) == ("10.0", "2027-01-05")
    assert told.data["message"] == (
        "Bob recorded €10 1 minute ago. Nothing was added. Works until January 5, 2027."
    )


@pytest.mark.parametrize(
    ("rule", "least"),
    [
        ({"minimum": 5.0}, "€5"),
        ({"rule": "credit_ladder", "steps": [{"amount": 10, "service_days": 30}]}, "€10"),
    ],
)
async def test_too_little_to_move_the_date_names_the_least_that_does(
    household, phone, answer, rule, least
) -> None:
    entry = await household(line_subentry(**rule), recipient_subentry())

    told = await answer(phone[0], "Reply", "3 €")

    assert len(record_of(entry).renewals) == 1
    assert told.data["title"] == "Papa: noted"
    assert told.data["message"].startswith(f"€3. Only {least} or more moves the date.")
    enough = await answer(told, "Amount paid", "12 €")
    assert enough.data["message"] == "€12. Works until December 26."


async def test_a_line_that_lives_on_credit_asks_how_much(hass, household, phone, answer) -> None:
    entry = await household(line_subentry(**CREDIT), recipient_subentry())
    before = len(phone)
    await mark_renewed(hass)

    (asked,) = [each for each in phone[before:] if each.data["data"]["tag"] == ANSWER_TAG]
    assert asked.data["title"] == "Papa: how much?"
    assert asked.data["message"] == (
        "Nothing is added until the amount is known. Reply with it, like €10."
        " Works until Thursday, November 26."
    )
    assert titles(asked) == ["Amount paid", "Undo"]

    told = await answer(asked, "Amount paid", "6 €")
    assert told.data["message"] == "€6. Works until February 26, 2027."
    assert len(record_of(entry).renewals) == 1


@pytest.mark.parametrize(
    ("language", "typed", "until"),
    [
        ("en", "Saturday", "2026-11-28"),
        ("en", "end of January", "2027-01-31"),
        ("fr", "samedi", "2026-11-28"),
        ("fr", "fin janvier", "2027-01-31"),
        ("zh-Hans", "周六", "2026-11-28"),
        ("zh-Hans", "月底", "2026-11-30"),
        ("zh-Hans", "1月底", "2027-01-31"),
    ],
)
async def test_a_day_can_be_named_and_is_said_back_with_an_undo(
    hass, household, phone, answer, language, typed, until
) -> None:
    entry = await household(
        line_subentry(service_until=None), recipient_subentry(language=language)
    )
    before = record_of(entry).statements
    reply, undo = {"en": ("Reply", "Undo"), "fr": ("Répondre", "Annuler")}.get(
        language, ("回复", "撤销")
    )

    told = await answer(phone[0], reply, typed)

    assert hass.states.get("sensor.papa_service_until").state == until
    assert f"{int(until[-2:])}" in told.data["message"]
    assert titles(told) == [undo]

    await answer(told, undo)
    assert hass.states.get("sensor.papa_service_until").state == "unknown"
    assert record_of(entry).statements == before
    await answer(told, undo)
    assert record_of(entry).statements == before


@pytest.mark.parametrize("typed", ["next Saturday", "soon", "end of the world", "下周六"])
async def test_a_day_that_is_not_plain_is_asked_again(hass, household, phone, answer, typed):
    await household(line_subentry(service_until=None), recipient_subentry())

    asked = await answer(phone[0], "Reply", typed)

    assert asked.data["message"] == (
        f"“{typed}” was not understood. Reply with the last day, like 5/1."
    )
    assert titles(asked) == ["Reply"]
    assert hass.states.get("sensor.papa_service_until").state == "unknown"


async def test_on_that_very_day_a_weekday_is_asked_about(hass, household, phone, answer) -> None:
    await household(line_subentry(), recipient_subentry())

    asked = await answer(phone[0], "Reply", "Monday")

    assert asked.data["message"].startswith("“Monday”: 23/11/2026 or 30/11/2026?")
    assert hass.states.get("sensor.papa_service_until").state == "2026-11-26"


@pytest.mark.parametrize("button", ["Reply", "Amount paid"])
async def test_an_amount_that_is_far_too_much_is_asked_about_once(
    household, phone, answer, button
) -> None:
    entry = await household(line_subentry(), recipient_subentry())
    push = phone[0] if button == "Reply" else await answer(phone[0], "Renewed")
    before = record_of(entry).renewals

    asked = await answer(push, button, "1000000")

    assert record_of(entry).renewals == before
    assert asked.data["message"] == (
        "€1,000,000 is far more than this line usually costs, so nothing was recorded."
        " If it is right, send it once more."
    )
    assert titles(asked) == ["Reply"]
    other = await answer(asked, "Reply", "2000000 USD")
    assert other.data["message"].startswith("$2,000,000 is far more")

    await answer(other, "Reply", "1000000")

    (renewal,) = record_of(entry).renewals
    assert (str(renewal.amount), renewal.currency) == ("1000000", "EUR")


async def test_who_says_until_when_a_dear_renewal_lasts_is_not_asked_what_it_cost(
    household, phone, answer, act, paris
) -> None:
    entry = await household(line_subentry(**RULELESS), recipient_subentry())
    asked = await answer(phone[0], "Renewed")
    (renewal,) = record_of(entry).renewals
    await act("edit_renewal", renewal_id=renewal.renewal_id, amount=500)

    told = await answer(asked, "Reply", "5/1")

    assert told.data["message"] == "€500. Works until January 5, 2027."
