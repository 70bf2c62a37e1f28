"""What entities say, understood as what a source says about a line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal

from ..core.dates import local_moment, zone_of
from ..core.model import Bucket, Measure, Reading
from ..core.source_values import (
    BUCKETS,
    Capability,
    CarrierStatus,
    Countdown,
    LastDay,
    SourceValues,
    counted,
    counted_down,
    left_of,
)
from ..settings.source import EntitySettings, RestSettings
from .reading import ReadValue


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidValue:
    """A value, since when it is so, when it was measured, and until when it is known to hold."""

    value: ReadValue
    since: datetime
    measured_at: datetime
    holds_at: datetime


class Interpreter:
    """Remembers of one line's source what its next word needs to be understood."""

    def __init__(self, settings: EntitySettings | RestSettings, heard: SourceValues) -> None:
        """Go on from what was kept."""
        self._settings = settings
        self._counter = heard.counter
        self._countdowns: dict[Capability, Countdown] = dict(heard.countdowns)
        self._silent_since: dict[Capability, datetime] = dict(heard.silent_since)

    def understand(
        self, said: Mapping[Capability, SaidValue], known: Reading, now: datetime
    ) -> SourceValues:
        """Return what the values come to; `known` tells an allowance that nobody says."""
        for capability in self._settings.fed:
            self._silent_since.setdefault(capability, now)
        self._silent_since |= {capability: each.holds_at for capability, each in said.items()}
        reading = {
            BUCKETS[capability]: Measure(each.value, each.measured_at)
            for capability, each in said.items()
            if capability in BUCKETS and isinstance(each.value, Decimal)
        }
        if (used := said.get(Capability.DATA_USED)) and isinstance(used.value, Decimal):
            self._add_remaining(reading, used, used.value, known, now)
        status = said.get(Capability.STATUS)
        service = self._last_day(said, Capability.EXPIRY, now)
        number = self._last_day(said, Capability.NUMBER_EXPIRY, now)
        return SourceValues(
            reading=reading,
            service_until=service.on if service else None,
            number_until=number.on if number else None,
            ends_at=service.at if service else None,
            status=status.value if status and isinstance(status.value, CarrierStatus) else None,
            silent_since=dict(self._silent_since),
            counter=self._counter,
            countdowns=dict(self._countdowns),
        )

    def _add_remaining(
        self, reading: Reading, said: SaidValue, used: Decimal, known: Reading, now: datetime
    ) -> None:
        """Add what is left of the allowance; of a counter, what it grew in this period is used."""
        settings, measured_at = self._settings, said.measured_at
        if settings.reset_day is not None:
            origin = settings.bindings[Capability.DATA_USED].origin
            self._counter = counted(self._counter, origin, used, now.date(), settings.reset_day)
            used = self._counter.used
            begin = local_moment(self._counter.begins, time.min, zone_of(now))
            measured_at = max(measured_at, begin)
        if settings.allowance is not None:
            reading.setdefault(Bucket.DATA_ALLOWANCE, Measure(settings.allowance, measured_at))
        allowance = reading.get(Bucket.DATA_ALLOWANCE) or known.get(Bucket.DATA_ALLOWANCE)
        if allowance is not None:
            left = left_of(allowance.amount, used)
            reading[Bucket.DATA_REMAINING] = Measure(left, measured_at)
            self._silent_since[Capability.DATA_REMAINING] = said.holds_at

    def _last_day(
        self, said: Mapping[Capability, SaidValue], capability: Capability, now: datetime
    ) -> LastDay | None:
        """Return a last day, also of a number of days that are left."""
        each = said.get(capability)
        if each is None or isinstance(each.value, CarrierStatus):
            return None
        if not isinstance(each.value, Decimal):
            return each.value
        known = self._countdowns.get(capability)
        self._countdowns[capability] = counted_down(known, each.value, each.since, now)
        return LastDay(self._countdowns[capability].ends)
