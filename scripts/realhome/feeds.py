"""What feeds lines of the demo: the sensor of a router, a carrier's text, and an account."""

from datetime import date

from .carrier import LOGIN, SPARE, Carrier
from .home import Home
from .household import DAY
from .phone import Phone

ROUTER = "input_number.router_data"

LEFT_FOR_LATER = f"Spare · {SPARE}"


async def feed_lines(
    home: Home, entry_id: str, phone: Phone, carrier: Carrier, today: date
) -> None:
    """Let a line be fed in each way that needs something outside of the household."""
    await _by_an_entity(home, entry_id)
    await _by_texts(home, entry_id, phone, today)
    await _by_an_account(home, carrier)


async def _by_an_entity(home: Home, entry_id: str) -> None:
    chosen = {"next_step_id": "source_entity"}
    await home.change(entry_id, "Tablet", "source", chosen, {"data_remaining": ROUTER})
    await home.wait_for_lines("Tablet")


async def _by_texts(home: Home, entry_id: str, phone: Phone, today: date) -> None:
    """Add a line of which nobody types in anything: texts in French say it all."""
    sim = {"name": "Oncle", "carrier": "fr.lebara", "form": "physical"}
    number = {"number": "+33 6 39 98 00 04"}
    await home.add_line(entry_id, {**sim, **number}, {"offer_id": "prepaye"})
    await home.wait_for_lines("Oncle")
    sensor = await phone.share_notifications(home)
    chosen = {"next_step_id": "source_message"}
    await home.change(entry_id, "Oncle", "source", chosen, {"notifications": sensor})
    await home.wait_for_lines("Oncle")
    for days, left in ((2, "0,40"), (92, "10,40")):  # between them, somebody topped up
        until = today + days * DAY
        await phone.show_text(
            "Lebara",
            f"Il vous reste 12,5 Go d'internet valables jusqu'au {until:%d/%m/%Y}."
            f" Votre crédit est de {left} EUR.",
        )
        await home.wait_for_credit("Oncle", float(left.replace(",", ".")))


async def _by_an_account(home: Home, carrier: Carrier) -> None:
    """Add the account of a carrier: one SIM becomes a line, the other is left for later."""
    await home.fill_in(
        "flow",
        {"handler": "sim_renewal"},
        {"account_carrier": "keepgo"},
        {**LOGIN, "address": carrier.address},
        {LEFT_FOR_LATER: "not_now"},
    )
    await home.wait_for_lines("Travel")
    device_id = (await home.lines())["Travel"]["device_id"]
    await home.wait_for_state(await home.entity_id(device_id, "data_remaining"), "3.2768")
