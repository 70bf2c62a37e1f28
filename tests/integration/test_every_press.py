"""Every button and reply, whatever happened meanwhile: one answer, on the phone that pressed."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from homeassistant.components.persistent_notification import (
    _async_get_or_create_notifications as notifications,
)
from homeassistant.core import Context, HomeAssistant, ServiceCall
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.push.ids import action_id

from .conftest import LINE_ID, line_subentry, mark_renewed, recipient_subentry
from .dialogs import choose, go_on

OTHER_ID = "M" * 26
CLEAR = "clear_notification"


@dataclass(frozen=True)
class Kind:
    """A button, how its push comes about, and what is typed with it.

    `steps` are the buttons that lead to it, each with what is typed; `bad` is a reply that says
    nothing, and `keeps` whether the record of the line has to take it.
    """

    verb: str
    text: str = ""
    settings: dict[str, Any] = field(default_factory=dict)
    steps: tuple[tuple[str, str], ...] = ()
    bad: str | None = None
    keeps: bool = True
    asks: bool = False
    after_paul: bool = False
    after_a_text: bool = False
    days_after: int = 0
    bundle: bool = False
    repeats: bool = False


ASKED = {"settings": {"service_until": "2026-12-20"}, "days_after": 2}
DATELESS = {"service_until": None}
RULELESS = {"rule": "none", "term": None, "term_unit": None}
CREDIT = {"rule": "balance_burn", "fee": 2.0, "term": 1, "term_unit": "months"}
KEPT_BY_USE = {"rule": "activity", "kinds": ["sms"]}

KINDS = {
    "renewed": Kind("RENEWED"),
    "renewed after somebody": Kind("RENEWED", after_paul=True, keeps=False),
    "renewed with a day": Kind("RENEWED", "5 Jan", RULELESS, bad="??"),
    "renewed without a day": Kind("RENEWED", "", RULELESS, repeats=True),
    "later": Kind("LATER", repeats=True),
    "in 3 days": Kind("LATER3", repeats=True),
    "later for several": Kind("LATER", bundle=True),
    "used": Kind("USED", settings=KEPT_BY_USE),
    "registered": Kind(
        "REGISTERED",
        settings={"service_until": "2027-05-01", "register_by": "2026-11-26"},
        keeps=False,
    ),
    "date": Kind("DATE", "5 Jan", DATELESS, bad="soon"),
    "reply: amount": Kind("REPLY", "12 €", bad="?"),
    "reply: data": Kind("REPLY", "12 GB", repeats=True),
    "reply: credit": Kind("REPLY", "12 € 5 Jan", CREDIT, bad="?", repeats=True),
    "reply: another's money": Kind("REPLY", "12 kr", keeps=False, asks=True),
    "reply: a day that is past": Kind("REPLY", "1.11.2026", keeps=False, asks=True),
    "reply: nothing": Kind("REPLY", "0", keeps=False, asks=True),
    "free": Kind("FREE", steps=(("REPLY", "0"),)),
    "undo": Kind("UNDO", steps=(("RENEWED", ""),)),
    "amount": Kind("AMOUNT", "12 €", steps=(("RENEWED", ""),), bad="?", repeats=True),
    "until": Kind("UNTIL", "5 Jan", RULELESS, (("RENEWED", ""),), bad="?", repeats=True),
    "count": Kind("COUNT", after_a_text=True),
    "second": Kind("SECOND", steps=(("RENEWED", ""),), after_paul=True),
    "landed": Kind("LANDED", **ASKED),
    "did not": Kind("MISSING", **ASKED),
    "wrong charge": Kind("WRONG_CHARGE", **ASKED),
    "did not, taken back": Kind("REVERT", steps=(("MISSING", ""),), **ASKED),
}


@pytest.fixture
def pushes(hass: HomeAssistant) -> list[ServiceCall]:
    """Return what Anna's phone receives, on which she is logged in."""
    MockUser(id="anna-id", name="Anna", is_owner=True).add_to_hass(hass)
    hass.states.async_set("person.anna", "home", {"user_id": "anna-id", "friendly_name": "Anna"})
    MockConfigEntry(
        domain="mobile_app",
        data={"device_name": "Anna", "os_name": "iOS", "user_id": "anna-id"},
    ).add_to_hass(hass)
    received: list[ServiceCall] = []
    hass.services.async_register("notify", "mobile_app_anna", received.append)
    return received


@pytest.fixture
def press(hass: HomeAssistant, pushes: list[ServiceCall]):
    """Return a function by which Anna presses, and which returns what she is told then.

    A message about several lines that shrinks tells her nothing.
    """

    async def press_button(action: str, text: str = "") -> list[ServiceCall]:
        before = len(pushes)
        data = {"action": action, "reply_text": text}
        hass.bus.async_fire(
            "mobile_app_notification_action", data, context=Context(user_id="anna-id")
        )
        await hass.async_block_till_done()
        return [each for each in pushes[before:] if tells(each)]

    return press_button


def tells(push: ServiceCall) -> bool:
    """Return whether a push says something about a single line, or answers."""
    tag = push.data["data"]["tag"]
    is_about_one = any(line_id in tag for line_id in (LINE_ID, OTHER_ID))
    return push.data["message"] != CLEAR and (is_about_one or tag.endswith("_answer"))


def button(pushes: list[ServiceCall], verb: str) -> str:
    """Return the newest button of a kind that the phone was sent."""
    actions = [
        each["action"]
        for push in pushes
        for each in push.data["data"].get("actions", ())
        if each["action"].startswith(f"SIM_RENEWAL_{verb}_")
    ]
    return actions[-1]


@pytest.fixture
def ready(hass, household, pushes, press, act, paris, move_to):
    """Return a function that lets the push of a kind come, and returns household and button."""

    async def prepare(kind: Kind) -> tuple[MockConfigEntry, str]:
        other = {} if kind.bundle else {"service_until": "2027-06-01"}
        entry = await household(
            line_subentry(price=10.0, **kind.settings),
            line_subentry("Maman", OTHER_ID, number=None, iccid=None, **other),
            recipient_subentry(),
        )
        line = entry.runtime_data.lines[LINE_ID]
        if kind.days_after:
            await act("record_renewal", amount=10)
            await move_to("2026-11-25T09:00:00+01:00")
        if kind.after_paul:
            await line.async_record_renewal(line.usual_renewal("Paul"))
        if kind.after_a_text:
            await act("import_message", text="Votre forfait est valable jusqu'au 26/12/2026.")
            paris.tick(5)
            await mark_renewed(hass)
        for verb, text in kind.steps:
            await press(button(pushes, verb), text)
        paris.tick(60)
        return entry, button(pushes, kind.verb)

    return prepare


def record_of(entry: MockConfigEntry) -> Any:
    """Return what is known of the line, but for what was told of it."""
    record = entry.runtime_data.lines[LINE_ID].record
    return record.evidence, record.reading, record.snooze


@pytest.mark.parametrize("name", KINDS)
async def test_a_press_that_is_in_time_has_one_answer(hass, ready, press, name) -> None:
    kind = KINDS[name]
    entry, action = await ready(kind)
    before = record_of(entry)

    (told,) = await press(action, kind.text)

    assert told.data["data"]["tag"].endswith("_answer") or kind.verb in {"UNDO", "MISSING"}
    assert not any("answer" in tag for tag in notifications(hass))
    assert (record_of(entry) == before) == (not kind.keeps)


@pytest.mark.parametrize("name", KINDS)
async def test_a_press_that_comes_again_has_one_answer_and_does_nothing_new(
    ready, press, name
) -> None:
    kind = KINDS[name]
    entry, action = await ready(kind)
    await press(action, kind.text)
    before = record_of(entry)

    (told,) = await press(action, kind.text)

    assert record_of(entry) == before or kind.repeats
    if not (kind.repeats or kind.asks or kind.after_paul or name in {"renewed", "free"}):
        assert "answered" in told.data["message"] or "Nothing was added" in told.data["message"]


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.keeps])
async def test_a_press_that_the_disk_refuses_has_one_answer(
    hass, ready, press, full_disk, name
) -> None:
    kind = KINDS[name]
    entry, action = await ready(kind)
    before = record_of(entry)
    full_disk[0]()

    (told,) = await press(action, kind.text)

    assert "disk did not take it" in told.data["message"]
    assert record_of(entry) == before


@pytest.mark.parametrize("name", KINDS)
async def test_a_press_about_a_line_that_was_deleted_has_one_answer(
    hass, ready, press, name
) -> None:
    kind = KINDS[name]
    entry, action = await ready(kind)
    for line_id in (LINE_ID, OTHER_ID) if kind.bundle else (LINE_ID,):
        hass.config_entries.async_remove_subentry(entry, line_id)
    await hass.async_block_till_done()

    (told,) = await press(action, kind.text)

    assert told.data["message"] == "This line has been deleted; nothing was changed."


@pytest.mark.parametrize("name", KINDS)
async def test_a_press_about_a_line_that_was_archived_has_one_answer(
    hass, ready, press, name
) -> None:
    kind = KINDS[name]
    entry, action = await ready(kind)
    for line_id in (LINE_ID, OTHER_ID) if kind.bundle else (LINE_ID,):
        await go_on(hass, await choose(hass, entry, line_id, "standing"), standing="archived")
    await hass.async_block_till_done()
    before = record_of(entry)

    (told,) = await press(action, kind.text)

    assert told.data["title"] == ("Papa, Maman" if kind.bundle else "Papa")
    assert told.data["message"] == "This line is archived; nothing was changed."
    assert record_of(entry) == before


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.bad])
async def test_a_reply_that_says_nothing_is_asked_again_once(ready, press, name) -> None:
    kind = KINDS[name]
    entry, action = await ready(kind)
    before = record_of(entry)

    (told,) = await press(action, kind.bad)

    assert record_of(entry) == before
    (again,) = [each["action"] for each in told.data["data"]["actions"]]
    assert again == action
    await press(again, kind.text)
    assert record_of(entry) != before


async def test_a_day_that_cannot_be_is_asked_again(ready, press) -> None:
    entry, action = await ready(KINDS["date"])
    before = record_of(entry)

    (told,) = await press(action, "5/1/2150")

    assert told.data["data"]["actions"][0]["action"] == action
    assert "service_until" not in told.data["message"]
    assert record_of(entry) == before


@pytest.mark.parametrize(
    "action",
    [
        "SIM_RENEWAL_RENEWED",
        f"SIM_RENEWAL_EXPLODE_{LINE_ID}_00000000",
        f"SIM_RENEWAL_RENEWED_{LINE_ID}_00000000_{OTHER_ID}_00000000",
        "SIM_RENEWAL_",
    ],
)
async def test_a_button_that_is_not_known_is_answered_in_words(ready, press, action) -> None:
    entry, _ = await ready(KINDS["renewed"])
    before = record_of(entry)

    (told,) = await press(action)

    assert told.data["message"].startswith("This button is not known")
    assert record_of(entry) == before


async def test_a_button_of_others_is_left_to_them(ready, press) -> None:
    await ready(KINDS["renewed"])

    assert await press("OPEN_GARAGE") == []


async def test_several_lines_of_which_one_is_refused_are_answered_at_once(
    ready, press, full_disk
) -> None:
    entry, action = await ready(KINDS["later for several"])
    full_disk[0]()

    (told,) = await press(action)

    assert told.data["title"] == "Maman, Papa"
    put_off, refused = told.data["message"].split("\n")
    assert put_off == "Noted: the next reminder comes on November 24 at 9:00\u202fAM."
    assert refused.startswith("Papa: The disk did not take it")
    assert entry.runtime_data.lines[OTHER_ID].record.snooze is not None


async def test_a_mark_of_somebody_else_is_answered_on_the_phone_and_as_an_error(
    hass, ready, press, pushes
) -> None:
    await ready(KINDS["renewed after somebody"])
    before = len(pushes)

    with pytest.raises(HomeAssistantError, match="Paul recorded this renewal a moment ago"):
        await mark_renewed(hass)
    await hass.async_block_till_done()

    (told,) = filter(tells, pushes[before:])
    assert told.data["message"].startswith("Paul did it 1 minute ago.")


async def test_a_wrong_charge_asks_what_was_charged_and_takes_only_an_amount(ready, press) -> None:
    entry, action = await ready(KINDS["wrong charge"])
    (told,) = await press(action)
    assert told.data["message"].endswith("What was charged?")
    (amount,) = told.data["data"]["actions"]

    (unclear,) = await press(amount["action"], "ten")

    assert unclear.data["message"].endswith("Reply with what was paid, like €10.")
    await press(unclear.data["data"]["actions"][0]["action"], "8 euros 50")
    (renewal,) = entry.runtime_data.lines[LINE_ID].record.renewals
    assert renewal.amount == Decimal("8.5")


async def test_what_counts_in_addition_already_is_not_offered_to_count(
    hass, ready, press, act
) -> None:
    entry, _ = await ready(KINDS["renewed"])
    line = entry.runtime_data.lines[LINE_ID]
    table = "Line;Date;In addition;Recorded at\nPapa;20/11/2026;yes;2026-11-20T08:00:00+01:00\n"
    importing = {"data": table}
    await hass.services.async_call(
        DOMAIN, "import_data", importing, blocking=True, return_response=True
    )
    await act("set_validity", service_until="2026-12-26")
    (renewal,) = line.record.renewals
    assert line.replayed.contains(renewal.renewal_id)

    (told,) = await press(action_id("AMOUNT", LINE_ID, renewal.renewal_id), "12 €")

    assert [each["title"] for each in told.data["data"]["actions"]] == ["Undo", "Amount paid"]
