"""Texts as carriers write them, with what a person reads in them; nothing stated, nothing expected.

The wording is our own in the manner of the carriers, or that of public samples; phone numbers are
those reserved for fiction. Every text came on 24 November 2026 unless a case says otherwise.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from custom_components.sim_renewal.core.messages import Unlimited

RECEIVED_ON = date(2026, 11, 24)

type Expected = date | Decimal | tuple[Decimal, str | None] | Unlimited


@dataclass(frozen=True, eq=False)
class Case:
    """A text, and all that follows from it."""

    text: str
    expected: dict[str, Expected] = field(default_factory=dict)
    received_on: date = RECEIVED_ON
    carrier: str | None = None
    sender: str | None = None


def case(text: str, **expected: Expected) -> Case:
    """Return a case received on the usual day."""
    return Case(text, expected)


def nothing(*texts: str) -> list[Case]:
    """Return texts of which nothing may be applied."""
    return [Case(text) for text in texts]


def go(amount: str) -> Decimal:
    """Return gigabytes in bytes."""
    return Decimal(amount) * 10**9


def mo(amount: str) -> Decimal:
    """Return megabytes in bytes."""
    return Decimal(amount) * 10**6


def minutes(amount: int) -> Decimal:
    """Return minutes in seconds."""
    return Decimal(amount * 60)


def on(text: str) -> date:
    """Return a day as ISO 8601 writes it."""
    return date.fromisoformat(text)


def eur(amount: str) -> tuple[Decimal, str]:
    """Return a credit in euros."""
    return Decimal(amount), "EUR"


def money(amount: str, currency: str) -> tuple[Decimal, str]:
    """Return a credit in a currency."""
    return Decimal(amount), currency
