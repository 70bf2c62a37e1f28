"""What the person who pressed a button is told on their own phone, and can still change there."""

from typing import Any

from homeassistant.core import Context, HomeAssistant, ServiceCall
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.sim_renewal.core.channels import LINKS_OF

from .conftest import LINE_ID, line_subentry, mark_renewed, recipient_subentry
from .dialogs import choose, go_on

TAG = f"sim_renewal_{LINE_ID}"
ANSWER_TAG = f"{TAG}_answer"
OTHER_ID = "M" * 26


@pytest.fixture(autouse=True)
def _app(hass: HomeAssistant) -> None:
    """Have Anna be known, with a phone on which she is logged in."""
    hass.states.async_set("person.anna", "home", {"user_id": "anna-id", "friendly_name": "Anna"})
    MockConfigEntry(
        domain="mobile_app",
        data={"device_name": "Anna", "os_name": "Android", "user_id": "anna-id"},
    ).add_to_hass(hass)


@pytest.fixture
def press(hass: HomeAssistant, phone: list[ServiceCall]):
    """Return a function by which Anna presses a button, and which returns what comes then."""

    async def press_button(push: ServiceCall, title: str, text: str | None = None):
        button = buttons_of(push)[title]
        before = len(phone)
        data = {"action": button["action"], **({} if text is None else {"reply_text": text})}
        hass.bus.async_fire(
            "mobile_app_notification_action", data, context=Context(user_id="anna-id")
        )
        await hass.async_block_till_done()
        return phone[before:]

    return press_button


def buttons_of(push: ServiceCall) -> dict[str, dict[str, Any]]:
    return {each["title"]: each for each in push.data["data"]["actions"]}


def told(pushes: list[ServiceCall]) -> ServiceCall:
    """Return the one push that tells what a press has done."""
    (push,) = [each for each in pushes if each.data["data"]["tag"] == ANSWER_TAG]
    return push


def renewals_of(entry) -> tuple[Any, ...]:
    return entry.runtime_data.lines[LINE_ID].record.renewals


async def test_a_renewal_is_confirmed_without_a_sound_and_can_be_corrected(
    household, phone, press
) -> None:
    entry = await household(line_subentry(), recipient_subentry())

    confirmed = told(await press(phone[0], "Renewed"))

    assert confirmed.data["title"] == "Papa is renewed"
    assert confirmed.data["message"] == ("€10. Works until December 26.")
    assert confirmed.data["data"]["push"]["interruption-level"] == "passive"
    assert confirmed.data["data"]["importance"] == "low"
    assert confirmed.data["data"]["channel"] != phone[0].data["data"]["channel"]
    assert confirmed.data["data"]["timeout"] == 43200
    assert list(buttons_of(confirmed)) == ["Undo", "Amount paid"]
    assert buttons_of(confirmed)["Amount paid"]["behavior"] == "textInput"

    corrected = told(await press(confirmed, "Amount paid", "9,50"))

    (renewal,) = renewals_of(entry)
    assert (str(renewal.amount), renewal.currency, renewal.payer) == ("9.5", "EUR", "Anna")
    assert corrected.data["message"] == "€9.50. Works until December 26."


async def test_a_renewal_without_a_price_is_confirmed_too(household, phone, press) -> None:
    await household(line_subentry(price=None), recipient_subentry())

    confirmed = told(await press(phone[0], "Renewed"))

    assert confirmed.data["message"] == "Works until December 26."


async def test_a_correction_that_is_not_understood_can_be_tried_again(
    household, phone, press
) -> None:
    entry = await household(line_subentry(), recipient_subentry())
    confirmed = told(await press(phone[0], "Renewed"))

    asked = told(await press(confirmed, "Amount paid", "much"))
    assert asked.data["message"].startswith("“much” was not understood.")
    assert str(renewals_of(entry)[0].amount) == "10.0"

    await press(asked, "Reply", "8 USD")
    (renewal,) = renewals_of(entry)
    assert (str(renewal.amount), renewal.currency) == ("8", "USD")


async def test_data_typed_as_a_correction_is_noted(hass, household, phone, press) -> None:
    await household(line_subentry(), recipient_subentry())
    confirmed = told(await press(phone[0], "Renewed"))

    noted = told(await press(confirmed, "Amount paid", "12,5 Go"))

    assert noted.data["message"] == "Noted: 12.5 GB of data left."
    assert hass.states.get("sensor.papa_data_remaining").state == "12.5"


async def test_a_renewal_that_is_taken_back_is_reminded_of_again(household, phone, press) -> None:
    entry = await household(line_subentry(), recipient_subentry())
    confirmed = told(await press(phone[0], "Renewed"))

    pushes = await press(confirmed, "Undo")

    assert renewals_of(entry) == ()
    (again,) = pushes
    assert again.data["data"]["tag"] == TAG
    assert again.data["message"] == f"The renewal was taken back. {phone[0].data['message']}"
    assert list(buttons_of(again)) == list(buttons_of(phone[0]))
    assert again.data["data"]["push"]["interruption-level"] == "passive"

    for button, text in (("Undo", None), ("Amount paid", "9")):
        already = told(await press(confirmed, button, text))
        assert already.data["message"] == (
            "This has already been answered; nothing was changed."
            " Works until Thursday, November 26."
        )
    assert renewals_of(entry) == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("hello", "“hello” was not understood. "),
        ("-5", "“-5” was not understood. "),
        ("10 et 12", "“10 et 12” was not understood. "),
        ("30 SMS", "“30 SMS” was not understood. "),
        ("{line}", "“{line}” was not understood. "),
        ("x" * 100, f"“{'x' * 40}…” was not understood. "),
        ("", "Nothing was typed. "),
        ("  ", "Nothing was typed. "),
    ],
)
async def test_what_is_not_understood_can_be_typed_again(
    household, phone, press, text, message
) -> None:
    entry = await household(line_subentry(), recipient_subentry())

    asked = told(await press(phone[0], "Reply", text))

    assert renewals_of(entry) == ()
    assert asked.data["message"] == (
        f"{message}Reply with what was paid, like €10, or with the data that is left, like 12.5 GB."
    )
    confirmed = told(await press(asked, "Reply", "30 CNY"))
    assert confirmed.data["message"].startswith("CN¥30.")


async def test_a_sign_that_several_countries_have_is_asked(household, phone, press) -> None:
    entry = await household(line_subentry(), recipient_subentry())

    asked = told(await press(phone[0], "Reply", "¥30"))

    assert renewals_of(entry) == ()
    assert asked.data["message"] == (
        "“¥30”: in which currency? Reply with its code, such as 30 CNY, 30 JPY."
    )
    await press(asked, "Reply", "30 JPY")
    assert renewals_of(entry)[0].currency == "JPY"


async def test_who_types_nothing_but_zero_is_asked_what_that_means(
    hass, household, phone, press
) -> None:
    entry = await household(line_subentry(), recipient_subentry())

    asked = told(await press(phone[0], "Reply", "0"))

    assert renewals_of(entry) == ()
    assert hass.states.get("sensor.papa_service_until").state == "2026-11-26"
    assert asked.data["message"].startswith("Nothing was recorded for 0.")
    assert list(buttons_of(asked)) == ["Reply", "It was free"]
    free = told(await press(asked, "It was free"))
    assert free.data["message"] == "€0. Works until December 26."


@pytest.mark.parametrize("typed", ["5/1/2020", "5/1/2150"])
async def test_a_day_until_which_nothing_lasts_is_asked_again(
    household, phone, press, typed
) -> None:
    entry = await household(line_subentry(), recipient_subentry())

    asked = told(await press(phone[0], "Reply", f"10 € {typed}"))

    assert renewals_of(entry) == ()
    assert asked.data["message"].startswith("No renewal lasts until January 5, 2")
    told(await press(asked, "Reply", "10 € 5/1"))
    assert str(renewals_of(entry)[0].service_until) == "2027-01-05"


async def test_new_credit_is_confirmed_with_how_long_it_is_enough(household, phone, press) -> None:
    rule = {"rule": "balance_burn", "fee": 2.0, "term": 1, "term_unit": "months", "credit": 0.5}
    await household(line_subentry(service_until=None, **rule), recipient_subentry())

    noted = told(await press(phone[0], "Reply", "12 €"))

    assert noted.data["message"] == "Noted: €12 of credit. Works until May 23, 2027."


async def test_a_line_of_which_only_the_number_ends_says_so(household, phone, press) -> None:
    await household(
        line_subentry(service_until=None, number_until="2026-11-30"), recipient_subentry()
    )
    confirmed = told(await press(phone[0], "Renewed"))

    (undone,) = await press(confirmed, "Undo")

    assert undone.data["message"].startswith(
        "The renewal was taken back. Renew by November 30 to keep the number."
    )


async def test_where_nothing_is_due_yet_the_answer_tells_the_date(household, phone, press) -> None:
    await household(line_subentry(), recipient_subentry())
    confirmed = told(await press(phone[0], "Renewed"))
    corrected = told(await press(confirmed, "Amount paid", "10 € 5/1/2027"))
    assert corrected.data["message"] == ("€10. Works until January 5, 2027.")


async def test_a_renewal_of_long_before_is_taken_back_with_the_date(
    household, phone, press, act, paris
) -> None:
    await household(line_subentry(service_until="2027-03-01"), recipient_subentry())
    await act("record_renewal", amount=10)
    await act("send_reminder", recipient="Anna")
    paris.tick(3600)
    later = told(await press(phone[0], "Reply", "12 €"))

    (undone,) = await press(later, "Undo")

    assert undone.data["data"]["tag"] == ANSWER_TAG
    assert undone.data["message"].startswith("Taken back: works until ")


async def test_others_are_reminded_again_of_what_was_taken_back(
    hass, household, phone, press
) -> None:
    hass.services.async_register("notify", "mobile_app_paul", phone.append)
    paul = recipient_subentry("Paul", "notify.mobile_app_paul", subentry_id="S" * 26)
    await household(line_subentry(), recipient_subentry(), paul)
    confirmed = told(await press(phone[0], "Renewed"))

    pushes = await press(confirmed, "Undo")

    messages = {each.service: each.data["message"] for each in pushes}
    assert len(pushes) == len(messages) == 2
    assert messages["mobile_app_paul"] == phone[0].data["message"]
    assert messages["mobile_app_anna"].startswith("The renewal was taken back. ")


async def test_an_archived_line_is_left_alone_and_says_so(hass, household, phone, press) -> None:
    entry = await household(line_subentry(), recipient_subentry())
    reminder = phone[0]
    await go_on(hass, await choose(hass, entry, LINE_ID, "standing"), standing="archived")
    await hass.async_block_till_done()
    assert phone[-1].data["message"] == "clear_notification"

    for button, text in (("Renewed", None), ("Later", None), ("Reply", "10")):
        answer = told(await press(reminder, button, text))
        assert answer.data["title"] == "Papa"
        assert answer.data["message"] == "This line is archived; nothing was changed."
    assert renewals_of(entry) == ()


async def test_the_pushes_of_a_deleted_line_leave_the_phone(hass, household, phone, press) -> None:
    entry = await household(
        line_subentry(),
        line_subentry("Maman", OTHER_ID, number=None, iccid=None, service_until="2027-06-01"),
        recipient_subentry(),
    )
    reminder = phone[0]
    hass.config_entries.async_remove_subentry(entry, LINE_ID)
    await hass.async_block_till_done()

    assert [(each.data["message"], each.data["data"]["tag"]) for each in phone[1:]] == [
        ("clear_notification", TAG)
    ]
    answer = told(await press(reminder, "Renewed"))
    assert answer.data["message"] == "This line has been deleted; nothing was changed."


async def test_a_message_about_two_lines_stays_when_one_is_deleted(
    hass, household, phone, press
) -> None:
    entry = await household(
        line_subentry(),
        line_subentry("Maman", OTHER_ID, number=None, iccid=None),
        recipient_subentry(),
    )
    hass.config_entries.async_remove_subentry(entry, LINE_ID)
    await hass.async_block_till_done()

    assert len(phone) == 1
    await press(phone[0], "✓ Maman")
    assert len(entry.runtime_data.lines[OTHER_ID].record.renewals) == 1


async def test_the_first_of_a_month_is_written_as_french_people_do(
    household, phone, press, move_to
) -> None:
    await move_to("2026-11-28T10:00:00+01:00")
    await household(
        line_subentry(service_until="2026-12-01", price=None), recipient_subentry(language="fr")
    )

    assert phone[0].data["message"] == "Fonctionne jusqu\u2019au mardi 1er\u00a0décembre."


@pytest.mark.parametrize("language", ["en", "fr", "zh-Hans"])
@pytest.mark.parametrize("kind", list(LINKS_OF))
async def test_three_buttons_fit_side_by_side_on_android(household, phone, language, kind) -> None:
    way = {"code": {"code": "#123#"}, "phone_call": {"link": "tel:3900"}}
    channel = {"kind": kind, **way.get(kind, {"link": "https://www.orange.fr/x"})}
    await household(line_subentry(channels=[channel]), recipient_subentry(language=language))

    titles = list(buttons_of(phone[0]))

    assert len(titles) == 3
    assert max(map(len, titles)) <= 14


async def test_a_phone_that_takes_no_confirmation_is_no_recipient_to_repair(
    hass, household, phone, press
) -> None:
    MockConfigEntry(
        domain="mobile_app",
        data={"device_name": "Lost", "os_name": "Android", "user_id": "anna-id"},
    ).add_to_hass(hass)
    await household(line_subentry(), recipient_subentry())

    assert told(await press(phone[0], "Renewed")).data["title"] == "Papa is renewed"

    issues = ir.async_get(hass).issues
    assert not [each for _, each in issues if each.startswith("recipient_unreachable")]


@pytest.mark.parametrize(
    ("rule", "typed", "says"),
    [
        ({}, "10 € 22/11", "“10 € 22/11”: 22/11/2026 or 22/11/2027?"),
        ({}, "23/11", "“23/11”: 23/11/2026 or 23/11/2027?"),
        ({"rule": "none", "term": None, "term_unit": None}, "22/11", "22/11/2026 or 22/11/2027?"),
    ],
)
async def test_a_day_without_a_year_that_is_just_past_is_asked_about(
    hass, household, phone, press, rule, typed, says
) -> None:
    hass.config.country = "FR"
    entry = await household(line_subentry(**rule), recipient_subentry())
    reply = next(each for each in ("Reply", "Renewed") if _takes_text(phone[0], each))

    asked = told(await press(phone[0], reply, typed))

    assert says in asked.data["message"]
    assert renewals_of(entry) == ()
    assert hass.states.get("sensor.papa_service_until").state == "2026-11-26"

    await press(asked, "Reply", "22/11/2027")
    (renewal,) = renewals_of(entry)
    assert str(renewal.service_until) == "2027-11-22"


def _takes_text(push: ServiceCall, title: str) -> bool:
    return buttons_of(push).get(title, {}).get("behavior") == "textInput"


async def test_a_day_that_is_far_ahead_is_asked_about_once(hass, household, phone, press) -> None:
    entry = await household(line_subentry(), recipient_subentry())

    asked = told(await press(phone[0], "Reply", "2028-01-05"))

    assert asked.data["message"].startswith("January 5, 2028 is much further ahead")
    assert renewals_of(entry) == ()
    another = told(await press(asked, "Reply", "2028-01-06"))
    assert another.data["message"].startswith("January 6, 2028 is much further ahead")
    assert renewals_of(entry) == ()

    confirmed = told(await press(another, "Reply", "2028-01-06"))
    assert confirmed.data["message"].endswith("Works until January 6, 2028.")
    (renewal,) = renewals_of(entry)
    assert str(renewal.service_until) == "2028-01-06"


async def test_a_credit_that_is_far_too_much_is_asked_about_once(household, phone, press) -> None:
    rule = {"rule": "balance_burn", "fee": 20, "term": 1, "term_unit": "months"}
    entry = await household(line_subentry(**rule), recipient_subentry())
    record = entry.runtime_data.lines[LINE_ID].record

    asked = told(await press(phone[0], "Reply", "10000 €"))

    assert asked.data["message"].startswith("€10,000 is far more than top-ups of this line buy")
    assert entry.runtime_data.lines[LINE_ID].record == record
    noted = told(await press(asked, "Reply", "10000 €"))
    assert "€10,000" in noted.data["message"]
    assert entry.runtime_data.lines[LINE_ID].record.reading["credit"].amount == 10_000


@pytest.mark.parametrize(
    ("rule", "title", "message"),
    [
        (
            {"rule": "subscription", "term": 1, "term_unit": "months"},
            "Papa: noted",
            "€10. No date has changed. Works until Thursday, November 26.",
        ),
        ({}, "Papa is renewed", "€10. Works until December 26."),
    ],
    ids=("renews by itself", "by people"),
)
async def test_what_moves_no_date_is_not_called_renewed(
    hass, household, phone, rule, title, message
) -> None:
    MockUser(id="anna-id", name="Anna", is_owner=True).add_to_hass(hass)
    await household(line_subentry(**rule), recipient_subentry())
    before = len(phone)

    await mark_renewed(hass)

    confirmed = told(phone[before:])
    assert (confirmed.data["title"], confirmed.data["message"]) == (title, message)


async def test_a_price_far_below_the_usual_one_is_said_on_the_phone(
    household, phone, press
) -> None:
    await household(line_subentry(), recipient_subentry())
    confirmed = told(await press(phone[0], "Renewed"))

    corrected = told(await press(confirmed, "Amount paid", "1"))

    assert corrected.data["title"] == "Papa: noted"
    assert "it could be a fraud" in corrected.data["message"]
