"""The demo household, typed into the real dialogs; its dates follow from today."""

from datetime import date, timedelta
from typing import Any

from .home import Home

type Form = dict[str, Any]

MONTHLY: Form = {
    "currency": "EUR",
    "rule": "fixed_term",
    "term": 30,
    "term_unit": "days",
    "extends_from": "later",
    "grace_unit": "months",
}


def orange(today: date) -> tuple[Form, Form]:
    """A prepaid physical SIM that should be renewed within three days."""
    return (
        {
            "name": "Papa",
            "carrier": "Orange",
            "form": "physical",
            "number": "06 39 98 00 01",
            "iccid": "8933010000000000010",
            "owner": "Demo",
        },
        {
            **MONTHLY,
            "offer": "Mobicarte",
            "price": 10,
            "grace": 6,
            "service_until": (today + timedelta(days=3)).isoformat(),
            "data_remaining": 1.5,
            "credit": 4.2,
        },
    )


def sfr(today: date) -> tuple[Form, Form]:
    """A prepaid eSIM with nothing to do."""
    return (
        {"name": "Maman", "carrier": "SFR", "form": "esim", "number": "+33 6 39 98 00 02"},
        {
            **MONTHLY,
            "offer": "La Carte",
            "price": 20,
            "grace": 6,
            "service_until": (today + timedelta(days=24)).isoformat(),
            "data_remaining": 38,
        },
    )


def bouygues(today: date) -> tuple[Form, Form]:
    """A line whose service has ended, and whose number can still be kept."""
    return (
        {
            "name": "Grand-mère",
            "carrier": "Bouygues Telecom",
            "form": "physical",
            "number": "+33 6 39 98 00 03",
        },
        {
            **MONTHLY,
            "offer": "Carte prépayée",
            "price": 15,
            "grace": 8,
            "service_until": (today - timedelta(days=40)).isoformat(),
            "credit": 0,
        },
    )


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
    first_line, *other_lines = orange(today), sfr(today), bouygues(today)
    entry_id = await home.set_up_household(first, *first_line)
    await home.wait_for_lines(first_line[0]["name"])
    for line in other_lines:
        await home.add(entry_id, "line", *line)
        await home.wait_for_lines(line[0]["name"])
    return entry_id
