"""A record as it is once somebody has typed in the dates of a line."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from custom_components.sim_renewal.core.evidence import Teller
from custom_components.sim_renewal.core.record import Record

LONG_BEFORE = datetime(2000, 1, 1, tzinfo=UTC)
"""Before everything that tests let happen."""


def set_up(
    service_until: date | None = None, number_until: date | None = None, **more: Any
) -> Record:
    """Return the record of a line that was set up long before with these dates."""
    typed = {"service": service_until, "number": number_until}
    stated = {clock: until for clock, until in typed.items() if until is not None}
    return replace(Record().with_dates(LONG_BEFORE, Teller.SETUP, **stated), **more)
