"""The doors of a household: every way on which a top-up, a date or a balance is told."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from homeassistant.core import Context, HomeAssistant, ServiceCall
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.sim_renewal.const import DOMAIN

from .conftest import LINE_ID, Act, MoveTo, device_of, line_subentry, recipient_subentry
from .dialogs import change_line
from .rest import settle

MAMAN_ID = "M" * 26
BEFORE = "2026-11-22T10:00:00+01:00"
"""When Papa was set up, until 26 November."""

ENDS = "sensor.carrier_ends"
LOST = "sensor.carrier_lost"
LEFT = "sensor.carrier_left"
SECRET = "s" * 64
TODO = "todo.sim_renewal_renewals_due"

LISTENING = {
    "kind": "message",
    "from": ["Orange"],
    "listen": {"webhook": {"id": SECRET, "local_only": True}},
}


def fed(**entities: str) -> dict[str, Any]:
    """Return a source of entities, as it is kept."""
    bindings = {key: {"entity": entity} for key, entity in entities.items()}
    return {"kind": "entity", "bindings": bindings, "stale_after_hours": 48}


def maman(**changes: Any) -> Any:
    """Return a second line, which is as Papa is."""
    return line_subentry("Maman", MAMAN_ID, **({"number": None, "iccid": None} | changes))


@dataclass(slots=True)
class Home:
    """A household with Papa, Anna and her phone, and what can be done in it."""

    hass: HomeAssistant
    entry: MockConfigEntry
    act: Act
    at: MoveTo
    phone: list[ServiceCall]
    anna: str
    post: Callable[..., Awaitable[Any]]

    @property
    def line(self) -> Any:
        """Papa as it runs."""
        return self.entry.runtime_data.lines[LINE_ID]

    def shown(self, key: str = "service_until", name: str = "papa") -> str:
        """Return what a sensor shows."""
        return self.hass.states.get(f"sensor.{name}_{key}").state

    @property
    def contained(self) -> list[bool]:
        """Of each renewal of Papa, whether a stated date has it."""
        return [each.is_contained for each in self.line.entries]

    async def call(self, domain: str, action: str, **data: Any) -> Any:
        """Call an action of Home Assistant as Anna."""
        context = Context(user_id=self.anna)
        answer = await self.hass.services.async_call(
            domain,
            action,
            data,
            blocking=True,
            context=context,
            return_response=action in {"get_items", "import_data", "get_lines"},
        )
        await self.hass.async_block_till_done()
        return answer

    def say(self, entity: str, value: Any, **attributes: Any) -> None:
        """Be an entity that says something, also the same again."""
        self.hass.states.async_set(entity, str(value), attributes)

    async def press(self, title: str, text: str | None = None) -> str | None:
        """Press a button of the newest push that has it; return what the phone then tells."""
        push = next(each for each in reversed(self.phone) if title in buttons_of(each))
        before = len(self.phone)
        data = {"action": buttons_of(push)[title], **({} if text is None else {"reply_text": text})}
        self.hass.bus.async_fire(
            "mobile_app_notification_action", data, context=Context(user_id=self.anna)
        )
        await self.hass.async_block_till_done()
        told = [
            each.data["message"]
            for each in self.phone[before:]
            if each.data["data"].get("tag") == f"{DOMAIN}_{LINE_ID}_answer"
        ]
        return told[-1] if told else None


def buttons_of(push: ServiceCall) -> dict[str, str]:
    """Return the buttons of a push, with what they send back."""
    return {each["title"]: each["action"] for each in push.data["data"].get("actions", ())}


# A top-up of now


async def _by_action(home: Home) -> None:
    await home.act("record_renewal")


async def _by_button(home: Home) -> None:
    await home.call("button", "press", entity_id="button.papa_mark_renewed")


async def _by_todo(home: Home) -> None:
    listed = await home.call("todo", "get_items", entity_id=TODO, status="needs_action")
    item = listed[TODO]["items"][0]["uid"]
    await home.call("todo", "update_item", entity_id=TODO, item=item, status="completed")


async def _by_phone(home: Home) -> None:
    await home.press("Renewed")


async def _by_reply(home: Home) -> None:
    await home.press("Reply", "10 €")


type Door = Callable[[Home], Awaitable[None]]

PRESSES: dict[str, Door] = {
    "action": _by_action,
    "button": _by_button,
    "to-do": _by_todo,
    "phone": _by_phone,
    "reply": _by_reply,
}


# A date


async def _text(home: Home, day: date) -> None:
    text = f"Votre crédit est valable jusqu'au {day:%d/%m/%Y}."
    await home.act("import_message", text=text, sender="Orange")


async def _typed(home: Home, day: date) -> None:
    await home.call("date", "set_value", entity_id="date.papa_service_until", date=day)


async def _set_validity(home: Home, day: date) -> None:
    await home.act("set_validity", service_until=day)


async def _menu(home: Home, day: date) -> None:
    await change_line(home.hass, home.entry, LINE_ID, service_until=day.isoformat())


async def _webhook(home: Home, day: date) -> None:
    await webhook(home, f"Votre crédit est valable jusqu'au {day:%d/%m/%Y}.")


async def _source(home: Home, day: date) -> None:
    home.say(ENDS, day)
    await home.hass.async_block_till_done()


type DateDoor = Callable[[Home, date], Awaitable[None]]

DATES: dict[str, DateDoor] = {
    "text": _text,
    "date entity": _typed,
    "set_validity": _set_validity,
    "menu": _menu,
}
"""The doors for the end of service of a line that nothing feeds."""

WORDS: dict[str, tuple[dict[str, Any], DateDoor]] = {
    "text": ({}, _text),
    "webhook": (LISTENING, _webhook),
    "source": (fed(expiry=ENDS), _source),
}
"""The doors for a carrier's word about the end of service, with what has to feed the line."""


async def webhook(home: Home, text: str, received_at: str | None = None) -> None:
    """Be a phone that hands a text of the carrier on."""
    document = {"text": text, "sender": "Orange"}
    if received_at is not None:
        document["received_at"] = received_at
    answer = await home.post(f"/api/webhook/{SECRET}", json=document)
    assert answer.status == HTTPStatus.OK
    await home.hass.async_block_till_done()


# The number's date


async def _number_action(home: Home, day: date) -> None:
    await home.act("set_validity", number_until=day)


async def _number_typed(home: Home, day: date) -> None:
    await home.call("date", "set_value", entity_id="date.papa_number_until", date=day)


async def _number_menu(home: Home, day: date) -> None:
    await change_line(home.hass, home.entry, LINE_ID, number_until=day.isoformat())


async def _number_text(home: Home, day: date) -> None:
    text = f"Votre numéro est conservé jusqu'au {day:%d/%m/%Y}."
    await home.act("import_message", text=text, sender="Orange")


NUMBER_DATES: dict[str, DateDoor] = {
    "set_validity": _number_action,
    "date entity": _number_typed,
    "menu": _number_menu,
    "text": _number_text,
}


# A renewal of an earlier day


async def _late_by_action(home: Home, day: date) -> None:
    await home.act("record_renewal", date=day, amount=10)


async def _late_by_import(home: Home, day: date) -> None:
    table = f"line,date,amount\nPapa,{day},10\n"
    answer = await home.call(DOMAIN, "import_data", data=table)
    assert (answer["renewals_added"], answer["errors"]) == (1, [])


async def _late_by_edit(home: Home, day: date) -> None:
    recorded = await home.act("record_renewal", amount=10)
    await home.act("edit_renewal", renewal_id=recorded["renewal_id"], date=day)


async def _late_by_move(home: Home, day: date) -> None:
    recorded = await home.act("record_renewal", MAMAN_ID, date=day, amount=10)
    await home.act(
        "edit_renewal",
        MAMAN_ID,
        renewal_id=recorded["renewal_id"],
        move_to=device_of(home.hass, LINE_ID),
    )


async def _late_by_restore(home: Home, day: date) -> None:
    recorded = await home.act("record_renewal", date=day, amount=10)
    await home.act("undo_renewal")
    await home.act("restore_renewal", renewal_id=recorded["renewal_id"])


LATE: dict[str, DateDoor] = {
    "record_renewal": _late_by_action,
    "import_data": _late_by_import,
    "edit_renewal": _late_by_edit,
    "move": _late_by_move,
    "restore_renewal": _late_by_restore,
}


def moment(day: int, hour: int = 10, minute: int = 0, month: int = 11) -> str:
    """Return a moment of 2026 in Paris, in winter."""
    return f"{datetime(2026, month, day, hour, minute).isoformat()}+01:00"  # noqa: DTZ001


# A household in which all this happens


type Open = Callable[..., Awaitable[Home]]


@pytest.fixture
def opened(
    hass: HomeAssistant,
    household,
    act,
    move_to,
    phone,
    freezer,
    hass_client_no_auth,
    hass_admin_user,
) -> Open:
    """Return a function that sets Papa up on the 22nd, and lets it become the next morning."""

    async def open_household(
        *others: Any,
        say: dict[str, Any] | None = None,
        options: dict[str, Any] | None = None,
        **line: Any,
    ) -> Home:
        anna = hass_admin_user.id
        hass.states.async_set("person.anna", "home", {"user_id": anna, "friendly_name": "Anna"})
        MockConfigEntry(
            domain="mobile_app",
            data={"device_name": "Anna", "os_name": "Android", "user_id": anna},
        ).add_to_hass(hass)
        client = await hass_client_no_auth()
        freezer.move_to(BEFORE)
        for entity, value in (say or {}).items():
            hass.states.async_set(entity, str(value))
        entry = await household(
            line_subentry(**line), recipient_subentry(), *others, **options or {}
        )
        await settle(hass)
        await move_to(moment(23))
        await settle(hass)
        return Home(hass, entry, act, move_to, phone, anna, client.post)

    return open_household


def every(table: dict[str, Any]) -> Any:
    """Give a test each door of a table by its name."""
    return pytest.mark.parametrize("door", table.values(), ids=table.keys())


def every_of(name: str, table: dict[str, Any], *names: str) -> Any:
    """Give a test some doors of a table, or all."""
    chosen = {each: table[each] for each in names or table}
    return pytest.mark.parametrize(name, chosen.values(), ids=chosen.keys())
