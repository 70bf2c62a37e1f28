"""The demo household, typed into the real dialogs; its dates follow from today."""

from datetime import date, timedelta
from typing import Any

from .home import Home

type Form = dict[str, Any]

DAY = timedelta(days=1)

MONTHLY: Form = {
    "currency": "EUR",
    "rule": "fixed_term",
    "term": 30,
    "term_unit": "days",
    "extends_from": "later",
    "grace_unit": "months",
}


def lines(today: date) -> list[tuple[Form, ...]]:
    """Return what is typed for each line; the rest comes from the catalogue."""
    return [
        (  # a ladder: the amount decides how long the number is kept; due within three days
            {
                "name": "Papa",
                "carrier": "fr.orange",
                "form": "physical",
                "number": "06 39 98 00 01",
                "iccid": "8933010000000000010",
                "owner": "Demo",
            },
            {"offer_id": "mobicarte"},
            {
                "price": 10,
                "service_until": (today + 3 * DAY).isoformat(),
                "number_until": (today + 150 * DAY).isoformat(),
                "data_remaining": 1.5,
                "credit": 4.2,
            },
        ),
        (  # a term with a grace of months, and nothing to do
            {
                "name": "Maman",
                "carrier": "fr.sfr",
                "form": "esim",
                "number": "+33 6 39 98 00 02",
            },
            {"offer_id": "la_carte"},
            {
                "price": 20,
                "service_until": (today + 24 * DAY).isoformat(),
                "data_remaining": 38,
            },
            {
                "promotion": "20 GB more for each renewal",
                "promotion_until": (today + 40 * DAY).isoformat(),
            },
        ),
        (  # service has ended, and the number can still be kept
            {
                "name": "Grand-mère",
                "carrier": "fr.bouygues_telecom",
                "form": "physical",
                "number": "+33 6 39 98 00 03",
            },
            {"offer_id": "carte_prepayee"},
            {"price": 15, "service_until": (today - 40 * DAY).isoformat(), "credit": 0},
        ),
        (  # kept alive by use
            {"name": "London", "carrier": "gb.giffgaff", "form": "physical"},
            {"offer_id": "airtime"},
            {"currency": "GBP", "service_until": (today + 100 * DAY).isoformat(), "credit": 10},
        ),
        (  # begins with its first use
            {"name": "Visitors", "carrier": "fr.la_poste_mobile", "form": "physical"},
            {"offer_id": "carte_prepayee_internationale"},
        ),
        (  # ten years or 500 MB, whichever is first
            {"name": "Alarm", "carrier": "world.1nce", "form": "physical"},
            {"offer_id": "lifetime_flat"},
            {
                "currency": "EUR",
                "service_until": (today + 2000 * DAY).isoformat(),
                "data_remaining": 0.31,
            },
        ),
        (  # renews by itself
            {"name": "Tablet", "carrier": "fr.free", "form": "physical"},
            {"offer_id": "forfait_2"},
            {"service_until": (today + 12 * DAY).isoformat()},
        ),
    ]


async def add_household(home: Home, target: str, today: date, language: str = "en") -> str:
    """Create the household with one recipient and its first line, then the other lines.

    Returns the id of its config entry.
    """
    first = {
        "reminder_time": "09:00:00",
        "targets": [target],
        "language": language,
        "add_line": True,
    }
    first_line, *other_lines = lines(today)
    entry_id = await home.set_up_household(first, *first_line)
    await home.wait_for_lines(first_line[0]["name"])
    for line in other_lines:
        await home.add(entry_id, "line", *line)
        await home.wait_for_lines(line[0]["name"])
    return entry_id
