"""Automations as people write them from docs/automations.md alone, each run through its moment."""

from collections.abc import AsyncGenerator
from pathlib import Path
import re
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    floor_registry as fr,
    label_registry as lr,
)
from homeassistant.util.yaml import parse_yaml
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.sim_renewal.const import DOMAIN

from .automations import automate, settle
from .conftest import LINE_ID, device_of, line_subentry, recipient_subentry

MAMA_ID = "M" * 26
CHILD_ID = "C" * 26

type Said = list[str]

type Steps = tuple[tuple[Any, ...], ...]

NINE = "T09:00:00+01:00"


WRITTEN: dict[str, tuple[str, Steps, list[str]]] = {
    "a word before the number is lost": (
        """
        triggers:
          - trigger: sim_renewal.grace_ending
            target: { entity_id: event.mama_reminder }
        actions:
          - action: notify.mobile_app_anna
            data:
              message: >-
                {{ trigger.to_state.attributes.number_until }}
        """,
        (("move", "2026-12-07"), ("move", "2026-12-12"), ("move", "2026-12-16")),
        ["2026-12-19"] * 3,
    ),
    "ticked on the list in any language": (
        """
        triggers:
          - trigger: event
            event_type: paid
        actions:
          - action: sim_renewal.get_lines
            target: { entity_id: event.papa_reminder }
            response_variable: answer
          - action: todo.update_item
            target: { entity_id: todo.sim_renewal_renewals_due }
            data:
              item: "{{ answer.lines[0].todo_item }}"
              status: completed
          - action: notify.mobile_app_anna
            data: { message: "{{ states('date.papa_service_until') }}" }
        """,
        (("event", "paid", {}),),
        ["2026-12-26"],
    ),
    "quiet in the study": (
        """
        triggers:
          - trigger: event
            event_type: meeting
        actions:
          - action: sim_renewal.snooze
            target: { area_id: study }
            data: { days: 1 }
          - action: notify.mobile_app_anna
            data: { message: "{{ states('binary_sensor.papa_snoozed') }}
              {{ states('binary_sensor.mama_snoozed') }}" }
        """,
        (("event", "meeting", {}),),
        ["on off"],
    ),
    "the family's lines by label": (
        """
        triggers:
          - trigger: event
            event_type: sunday
        actions:
          - action: sim_renewal.get_lines
            target: { label_id: family }
            response_variable: answer
          - action: notify.mobile_app_anna
            data: { message: "{{ answer.lines | map(attribute='name') | sort | join(', ') }}" }
        """,
        (("event", "sunday", {}),),
        ["Mama, Papa"],
    ),
    "an export each week into a file": (
        """
        triggers:
          - trigger: time
            at: "03:00:00"
            weekday: sun
        actions:
          - action: sim_renewal.export_data
            data: { format: csv }
            response_variable: export
          - action: shell_command.keep
            data: { text: "{{ export['format'] }} {{ export['lines'] }}" }
        """,
        (("move", "2026-11-29T03:00:00+01:00"),),
        ["shell_command.keep csv 3"],
    ),
    "a renewal taken back": (
        """
        triggers:
          - trigger: sim_renewal.renewal_undone
            target: { entity_id: event.papa_reminder }
        actions:
          - action: notify.mobile_app_anna
            data:
              message: >-
                {{ trigger.to_state.attributes.date }}
                {{ trigger.to_state.attributes.service_until }}
        """,
        (("act", "record_renewal", {}), ("act", "undo_renewal", {})),
        ["2026-11-23 2026-11-26"],
    ),
    "what to do depends on the carrier": (
        """
        triggers:
          - trigger: sim_renewal.renewal_due
            target: { label_id: family }
        actions:
          - choose:
              - conditions: "{{ trigger.to_state.attributes.carrier == 'Orange' }}"
                sequence:
                  - action: notify.mobile_app_anna
                    data: { message: "Orange: shop" }
            default:
              - action: notify.mobile_app_anna
                data: { message: other }
        """,
        (("move", "2026-11-25"),),
        ["Orange: shop"],
    ),
    "all lines have been due for a day": (
        """
        triggers:
          - trigger: event
            event_type: evening
        conditions:
          - condition: sim_renewal.is_due
            target: { label_id: family }
            options: { behavior: all, for: "24:00:00" }
        actions:
          - action: notify.mobile_app_anna
            data: { message: all due }
        """,
        (
            ("event", "evening", {}),
            ("move", "2026-11-24T10:00:01+01:00"),
            ("event", "evening", {}),
        ),
        ["all due"],
    ),
    "a promotion ends": (
        """
        triggers:
          - trigger: sim_renewal.promotion_ends
            target: { entity_id: event.papa_reminder }
        actions:
          - action: notify.mobile_app_anna
            data: { message: "{{ trigger.to_state.attributes.promotion_until }}" }
        """,
        (("move", "2026-11-24"), ("move", "2026-11-25"), ("move", "2026-11-26")),
        ["2026-11-25"],
    ),
    "a text from a modem": (
        """
        triggers:
          - trigger: event
            event_type: sms
        actions:
          - action: sim_renewal.import_message
            target: { entity_id: event.papa_reminder }
            data:
              text: "{{ trigger.event.data.text }}"
              sender: "{{ trigger.event.data.phone }}"
            response_variable: understood
          - action: notify.mobile_app_anna
            data: { message: "{{ states('date.papa_service_until') }}" }
        """,
        (
            (
                "event",
                "sms",
                {
                    "phone": "Orange",
                    "text": "Votre credit est de 10 EUR, valable jusqu'au 24/12/2026.",
                },
            ),
        ),
        ["2026-12-24"],
    ),
    "one word once all lines are due": (
        """
        triggers:
          - trigger: sim_renewal.renewal_due
            target: { entity_id: [event.papa_reminder, event.child_reminder] }
            options: { behavior: all, days: 1 }
        actions:
          - action: notify.mobile_app_anna
            data: { message: "buy the family pack" }
        """,
        (
            ("move", "2026-11-25"),
            ("move", "2026-11-26"),
            ("move", "2026-11-27"),
            ("move", "2026-11-28"),
        ),
        ["buy the family pack"],
    ),
    "Anna is reminded when she comes home": (
        """
        triggers:
          - trigger: state
            entity_id: person.anna
            to: home
        actions:
          - action: sim_renewal.send_reminder
            target: { area_id: study }
            data: { recipient: Anna }
            response_variable: reminded
          - action: notify.mobile_app_anna
            data: { message: "{{ reminded.sent | join }}" }
        """,
        (("state", "person.anna", "not_home"), ("state", "person.anna", "home")),
        ["Papa"],
    ),
    "who uses the line hears it": (
        """
        triggers:
          - trigger: sim_renewal.renewal_due
            target: { label_id: family }
        actions:
          - action: notify.mobile_app_anna
            data: { message: "{{ trigger.to_state.attributes.person }}" }
        """,
        (("move", "2026-11-25"),),
        ["person.paul"],
    ),
}


def examples() -> dict[str, str]:
    """Return the automations of the page, by the headings above them."""
    page = (Path(__file__).parents[2] / "docs" / "automations.md").read_text(encoding="utf-8")
    section = page.partition("\n## Examples\n")[2].partition("\n## ")[0]
    return dict(re.findall(r"### ([^\n]+)\n\n```yaml\n(.*?)```", section, re.DOTALL))


EXAMPLES: dict[str, tuple[Steps, Said]] = {
    "A red light while a line is due": (
        (("move", "2026-11-25"), ("act", "record_renewal", {}), ("act", "undo_renewal", {})),
        ["light.turn_on red", "light.turn_off", "light.turn_on red"],
    ),
    "Your own script buys, by carrier": (
        (("move", "2026-11-25"),),
        ["script.buy Orange", "moved, until 2026-12-26"],
    ),
    "Silent on holiday, and no longer at the return": (
        (
            ("state", "input_boolean.holiday", "on"),
            ("tell", "binary_sensor.papa_snoozed"),
            ("state", "input_boolean.holiday", "off"),
            ("tell", "binary_sensor.papa_snoozed"),
        ),
        ["on", "off"],
    ),
    "A tag on the box of the SIM": (
        (
            ("event", "tag_scanned", {"tag_id": "papa-sim"}),
            ("tell", "date.papa_service_until"),
            ("event", "tag_scanned", {"tag_id": "papa-sim"}),
            ("tell", "date.papa_service_until"),
        ),
        ["2026-12-26", "It was recorded a moment ago.", "2026-12-26"],
    ),
    "Each line that is due, at the homecoming": (
        (("state", "person.anna", "not_home"), ("state", "person.anna", "home")),
        [
            "tts.speak Papa: 3 days left. Works until Thursday, November 26. Usually €10.",
            (
                "tts.speak Mama: number lost in 26 days. No service since November 20."
                " Renew by December 19 to keep the number."
            ),
            "tts.speak Child: 4 days left. Works until Friday, November 27. Usually €10.",
        ],
    ),
    "Which lines are in grace": (
        (("move", "2026-11-23T18:00:00+01:00"),),
        ["In grace: Mama"],
    ),
    "The bill, where the price was odd": (
        (
            ("act", "record_renewal", {"amount": 12}),
            ("act", "record_renewal", {"amount": 10, "in_addition": True}),
        ),
        ["2.0 EUR too much"],
    ),
    "A push of your own, with the buttons of SIM Renewal": (
        (("move", "2026-11-25"), ("press",), ("tell", "date.papa_service_until")),
        ["1 days", "2026-12-26"],
    ),
}
"""What each example of the page comes to."""


def listen(hass: HomeAssistant, said: Said) -> None:
    """Be all that an automation calls, and note what it is told."""

    def note(call: ServiceCall) -> None:
        told = call.data.get("message")
        if call.domain != "notify":
            what = [told, *(call.data.get(each) for each in ("color_name", "carrier", "text"))]
            told = " ".join([f"{call.domain}.{call.service}", *(each for each in what if each)])
        said.append(str(told))

    for action in (
        "notify.mobile_app_anna",
        "light.turn_on",
        "light.turn_off",
        "tts.speak",
        "script.buy",
        "shell_command.keep",
    ):
        hass.services.async_register(*action.split("."), note)


@pytest.fixture
async def said(hass: HomeAssistant, household) -> AsyncGenerator[Said]:
    """Have a home with lines, people, rooms and labels; return what is told there."""
    said: Said = []
    for name in ("anna", "paul"):
        hass.states.async_set(f"person.{name}", "home", {"friendly_name": name.capitalize()})
    await household(
        line_subentry(owner="Paul", promotion="double", promotion_until="2026-11-25"),
        line_subentry(
            "Mama",
            MAMA_ID,
            carrier="Lebara",
            carrier_id=None,
            service_until="2026-11-19",
            number_until="2026-12-19",
            number=None,
            iccid=None,
        ),
        line_subentry("Child", CHILD_ID, service_until="2026-11-27", number=None, iccid=None),
        recipient_subentry("Anna", "notify.phone_of_anna"),
    )
    upstairs = fr.async_get(hass).async_create("Upstairs").floor_id
    study = ar.async_get(hass).async_create("Study", floor_id=upstairs).id
    cellar = ar.async_get(hass).async_create("Cellar").id
    label = lr.async_get(hass).async_create("Family").label_id
    for line_id, area in ((LINE_ID, study), (MAMA_ID, cellar)):
        device_id = device_of(hass, line_id)
        dr.async_get(hass).async_update_device(device_id, area_id=area, labels={label})
    hass.services.async_register("notify", "phone_of_anna", lambda _call: None)
    listen(hass, said)
    await hass.async_block_till_done()
    yield said
    await hass.services.async_call("automation", "turn_off", {"entity_id": "all"}, blocking=True)


async def run(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, said: Said, text: str, steps: Steps
) -> None:
    """Set up an automation, and let happen what it is for."""
    await automate(hass, parse_yaml(text))
    said.clear()
    for what, *rest in steps:
        match what:
            case "move":
                (moment,) = rest
                freezer.move_to(moment if "T" in moment else f"{moment}{NINE}")
                async_fire_time_changed(hass)
            case "act":
                action, data = rest
                await hass.services.async_call(
                    DOMAIN, action, {"device_id": device_of(hass, LINE_ID), **data}, blocking=True
                )
            case "event":
                hass.bus.async_fire(*rest)
            case "state":
                entity_id, state = rest
                hass.states.async_set(entity_id, state)
            case "press":
                (event,) = (
                    each.attributes
                    for each in hass.states.async_all("event")
                    if each.entity_id == "event.papa_reminder"
                )
                hass.bus.async_fire(
                    "mobile_app_notification_action", {"action": event["renewed_action"]}
                )
            case "tell":
                (entity_id,) = rest
                said.append(hass.states.get(entity_id).state)
        await settle(hass)


@pytest.mark.parametrize("written", WRITTEN)
async def test_an_automation_does_what_its_writer_meant(hass, said, freezer, written) -> None:
    text, steps, expected = WRITTEN[written]

    await run(hass, freezer, said, text, steps)

    assert said == expected


def test_every_example_of_the_page_is_run() -> None:
    assert list(examples()) == list(EXAMPLES)


@pytest.mark.parametrize("title", EXAMPLES)
async def test_an_example_of_the_page_does_what_it_says(hass, said, freezer, title) -> None:
    steps, expected = EXAMPLES[title]

    await run(hass, freezer, said, examples()[title], steps)

    assert said == expected
