"""The action that reads a carrier's text: which line, what is applied, and what is told."""

import json
import logging
from pathlib import Path
from typing import Any
from unittest.mock import patch

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.util.file import WriteError
import pytest

from custom_components.sim_renewal.const import DOMAIN

from .conftest import LINE_ID, device_of, line_subentry

MAMAN_ID = "M" * 26

BALANCE = "Il vous reste 2,5 Go valables jusqu'au 12/12/2026."
WRITE = "homeassistant.helpers.storage.write_utf8_file_atomic"


def shown(hass, key: str, line: str = "papa") -> str:
    return hass.states.get(f"sensor.{line}_{key}").state


def damage(hass) -> None:
    path = Path(hass.config.path(".storage", f"{DOMAIN}.{LINE_ID}"))
    path.parent.mkdir(exist_ok=True)
    path.write_text("garbage", encoding="utf-8")


def kept(hass) -> str:
    """Return all that the integration has on disk."""
    found = Path(hass.config.path(".storage")).glob(f"{DOMAIN}*")
    return "".join(each.read_text("utf-8") for each in found)


async def read(hass, text: str, **data: Any) -> Any:
    """Import a text without a line, and return the answer."""
    answer = await hass.services.async_call(
        DOMAIN, "import_message", {"text": text, **data}, blocking=True, return_response=True
    )
    await hass.async_block_till_done()
    return answer


async def test_what_is_certain_is_applied_and_told_with_its_words(hass, household, act) -> None:
    await household(line_subentry())

    answer = await act("import_message", text=f"{BALANCE} Offre : 5 Go à 3 €.", sender="Orange")

    assert answer["line"] == "Papa"
    assert answer["device_id"] == device_of(hass, LINE_ID)
    assert answer["applied"] == 2
    assert answer["understood"] == [
        {
            "kind": "data_remaining",
            "value": 2.5,
            "unit": "GB",
            "words": "Il vous reste 2,5 Go",
            "applied": True,
            "why_not": None,
            "message": None,
        },
        {
            "kind": "service_until",
            "value": "2026-12-12",
            "unit": None,
            "words": "valables jusqu'au 12/12/2026",
            "applied": True,
            "why_not": None,
            "message": None,
        },
    ]
    assert {each["reason"] for each in answer["doubts"]} >= {"price"}
    assert all(each["message"] and each["words"] for each in answer["doubts"])
    assert json.loads(json.dumps(answer)) == answer
    assert shown(hass, "data_remaining") == "2.5"
    assert shown(hass, "service_until") == "2026-12-12"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Votre credit est de 4,50 EUR.", 4.5, "EUR"),
        ("Il vous reste 90 minutes d'appels.", 90.0, "min"),
        ("Il vous reste 20 SMS.", 20.0, "SMS"),
        ("Il vous reste des SMS illimités.", "unlimited", None),
    ],
)
async def test_a_value_has_its_unit(hass, household, act, text, value, unit) -> None:
    await household(line_subentry())

    (told,) = (await act("import_message", text=text))["understood"]

    assert (told["value"], told["unit"]) == (value, unit)
    assert bool(told["message"]) is not told["applied"]


@pytest.mark.parametrize(("currency", "applied"), [("AUD", True), ("EUR", False)])
async def test_a_dollar_is_that_of_the_line(hass, household, act, currency, applied) -> None:
    await household(line_subentry(currency=currency))

    (told,) = (await act("import_message", text="Your balance is $12.50."))["understood"]

    assert told["applied"] is applied
    assert told["unit"] == (currency if applied else "USD")


async def test_what_is_only_tried_changes_nothing(hass, household, act) -> None:
    await household(line_subentry())

    answer = await act("import_message", text=BALANCE, dry_run=True)

    assert answer["applied"] == 2
    assert shown(hass, "data_remaining") == "unknown"
    assert shown(hass, "service_until") == "2026-11-26"


async def test_an_older_text_does_not_replace_what_is_newer(hass, household, act, move_to) -> None:
    entry = await household(line_subentry())
    await act("import_message", text=BALANCE)
    await move_to("2026-11-25T10:00:00+01:00")
    await hass.config_entries.async_reload(entry.entry_id)

    answer = await act(
        "import_message",
        text="Il vous reste 4 Go valables jusqu'au 30/11/2026.",
        received_at="2026-11-20 10:00:00",
    )

    assert [each["why_not"] for each in answer["understood"]] == ["older", "older"]
    assert shown(hass, "data_remaining") == "2.5"
    assert shown(hass, "service_until") == "2026-12-12"


async def test_dates_that_a_person_typed_later_stay(hass, household, act, move_to) -> None:
    await household(line_subentry())
    await move_to("2026-11-24T10:00:00+01:00")
    await act("set_validity", service_until="2026-12-20")

    await act("import_message", text=BALANCE, received_at="2026-11-23T20:00:00+01:00")
    assert shown(hass, "service_until") == "2026-12-20"

    await act("import_message", text=BALANCE, received_at="2026-11-24T10:00:00+01:00")
    assert shown(hass, "service_until") == "2026-12-12"


async def test_what_is_said_again_after_a_renewal_counts_and_is_in_doubt_even_after_a_restart(
    hass, household, act, move_to
) -> None:
    entry = await household(line_subentry())
    await act("import_message", text=BALANCE)
    await move_to("2026-12-01T10:00:00+01:00")
    await act("record_renewal")
    renewed = shown(hass, "service_until")
    await hass.config_entries.async_reload(entry.entry_id)
    await move_to("2026-12-02T10:00:00+01:00")

    answer = await act("import_message", text="Votre forfait expire le 12/12/2026.")

    assert [each["why_not"] for each in answer["understood"]] == [None]
    assert (renewed, shown(hass, "service_until")) == ("2027-01-11", "2026-12-12")
    (told,) = (await act("get_lines"))["lines"]
    assert told["doubt"]["or_until"] == "2027-01-11"


async def test_a_line_is_found_by_what_the_text_says(hass, household) -> None:
    await household(
        line_subentry(),
        line_subentry(
            "Maman", MAMAN_ID, carrier="SFR", carrier_id=None, number="+33639980002", iccid=None
        ),
        line_subentry(
            "Ancien",
            "A" * 26,
            carrier="SFR",
            carrier_id=None,
            number="+33639980003",
            iccid=None,
            standing="archived",
        ),
    )

    assert (await read(hass, BALANCE, sender="Orange"))["line"] == "Papa"
    assert (await read(hass, f"SFR info : {BALANCE}"))["line"] == "Maman"
    assert (await read(hass, f"Ligne 06 39 98 00 02. {BALANCE}"))["line"] == "Maman"
    assert (await read(hass, f"Ligne 06 39 98 00 02. {BALANCE}", sender="Orange"))[
        "line"
    ] == "Maman"
    assert shown(hass, "data_remaining", "maman") == "2.5"


async def test_a_service_that_has_ended_ended_on_the_day_of_the_text(hass, household, act) -> None:
    await household(line_subentry(service_until="2026-12-20"))

    answer = await act("import_message", text="Votre forfait a expiré le 20/11/2026. Rechargez.")

    assert [each["applied"] for each in answer["understood"]] == [True]
    assert shown(hass, "service_until") == "2026-11-20"
    assert shown(hass, "status") in {"expired", "grace"}


async def test_a_date_under_a_condition_or_denied_changes_nothing(hass, household, act) -> None:
    await household(line_subentry())

    for text, reason in (
        ("Si vous rechargez 10 € aujourd'hui, crédit valable jusqu'au 31/01/2027.", "condition"),
        ("Votre crédit n'est pas valable jusqu'au 31/01/2027.", "negated"),
        ("Votre crédit est valable jusqu'au 31/02/2027.", "no_such_day"),
    ):
        answer = await act("import_message", text=text)
        assert answer["applied"] == 0
        assert reason in {each["reason"] for each in answer["doubts"]}
    assert shown(hass, "service_until") == "2026-11-26"


async def test_a_line_whose_carrier_nobody_knows_has_its_number(hass, household) -> None:
    await household(line_subentry(carrier=None, carrier_id=None))

    assert (await read(hass, f"Ligne 06 39 98 00 01. {BALANCE}"))["line"] == "Papa"


@pytest.mark.parametrize(
    ("data", "field", "reason"),
    [
        ({"text": BALANCE}, "target", "text_fits_no_line"),
        ({"text": BALANCE, "sender": "Orange"}, "target", "text_fits_lines"),
        ({"text": "  "}, "text", "needed"),
        ({"text": "Orange 0639980001 " + "x" * 5000}, "text", "text_too_long"),
        ({"text": BALANCE, "sender": "x" * 1001}, "sender", "text_too_long"),
        ({"text": BALANCE, "received_at": "soon"}, "received_at", "invalid_date"),
        ({"text": BALANCE, "received_at": "2026-11-24"}, "received_at", "in_future"),
    ],
)
async def test_what_is_refused_names_its_field(hass, household, data, field, reason) -> None:
    await household(
        line_subentry(), line_subentry("Maman", MAMAN_ID, number="+33639980002", iccid=None)
    )

    with pytest.raises(ServiceValidationError) as refused:
        await read(hass, **data)

    assert refused.value.translation_key == reason
    assert refused.value.translation_placeholders == {"field": field}
    assert shown(hass, "data_remaining") == shown(hass, "data_remaining", "maman") == "unknown"


async def test_what_the_disk_does_not_take_is_not_applied(hass, household, act) -> None:
    await household(line_subentry())

    with patch(WRITE, side_effect=WriteError("full")), pytest.raises(HomeAssistantError) as failed:
        await act("import_message", text=BALANCE)

    assert failed.value.translation_key == "record_not_saved"
    assert shown(hass, "data_remaining") == "unknown"


async def test_a_damaged_line_takes_no_text(hass, household) -> None:
    damage(hass)
    await household(line_subentry())

    with pytest.raises(HomeAssistantError) as failed:
        await read(hass, BALANCE, sender="Orange")

    assert failed.value.translation_key == "record_damaged"


async def test_a_text_is_neither_kept_nor_logged(hass, household, act, caplog) -> None:
    caplog.set_level(logging.DEBUG, logger="custom_components.sim_renewal")
    await household(line_subentry())
    secret = "Bonjour Anselme, merci pour votre achat."

    await act("import_message", text=f"{secret} {BALANCE}", sender="Orange")

    assert "2500000000" in kept(hass)
    assert "Anselme" not in kept(hass)
    ours = [each.getMessage() for each in caplog.records if "custom_components" in each.name]
    assert not any("Anselme" in each or "2,5" in each for each in ours)


async def test_a_date_of_which_something_newer_is_known_says_so(hass, household, act) -> None:
    await household(line_subentry())
    await act("set_validity", service_until="2026-12-24")

    answer = await act(
        "import_message",
        text="Votre forfait est valable jusqu'au 20/12/2026.",
        received_at="2026-11-20T10:00:00+01:00",
    )

    (understood,) = answer["understood"]
    assert (understood["applied"], understood["why_not"]) == (False, "older")
    assert (understood["message"], answer["applied"]) == ("Something newer is known.", 0)
    assert hass.states.get("sensor.papa_service_until").state == "2026-12-24"
