"""What an import adds to a line that the household has already, and takes from it again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from ..dates import zone_of
from ..model import Activity, Renewal
from ..record import Record
from ..timeline import moment_of


@dataclass(frozen=True, slots=True)
class Addition:
    """What a line gets that the household has already, `at` the moment of the import."""

    renewals: tuple[Renewal, ...]
    activities: tuple[Activity, ...]
    at: datetime

    def added_to(self, record: Record) -> Record:
        """Return a record with it; the renewal that was recorded last is the last.

        One that had been taken back comes back as it was, with its receipt.
        """
        had = ids_of(record)
        own = {each.renewal.renewal_id: each.renewal for each in record.undone}
        new = tuple(
            own.get(each.renewal_id, each) for each in self.renewals if each.renewal_id not in had
        )
        back = {each.renewal_id for each in new}
        return replace(
            record,
            renewals=in_turn(record.renewals, new, self.at),
            activities=(
                *record.activities,
                *(each for each in self.activities if each.activity_id not in had),
            ),
            undone=tuple(each for each in record.undone if each.renewal.renewal_id not in back),
        )

    def taken_from(self, before: Record, record: Record) -> Record:
        """Return a record without what it did not have `before`."""
        new = {
            *(each.renewal_id for each in self.renewals),
            *(each.activity_id for each in self.activities),
        } - ids_of(before)
        return replace(
            record,
            renewals=tuple(each for each in record.renewals if each.renewal_id not in new),
            activities=tuple(each for each in record.activities if each.activity_id not in new),
            undone=(
                *record.undone,
                *(each for each in before.undone if each.renewal.renewal_id in new),
            ),
        )


def in_turn(known: Iterable[Renewal], new: Iterable[Renewal], at: datetime) -> tuple[Renewal, ...]:
    """Return renewals in the order in which they were recorded.

    Of one whose file does not say when that was, it is taken for its day.
    """
    zone = zone_of(at)

    def told_at(renewal: Renewal) -> datetime:
        recorded_at = renewal.recorded_at
        return recorded_at if recorded_at < at else moment_of(renewal, zone)

    imported = sorted(new, key=lambda each: (told_at(each), each.renewal_id))
    turns = [(told_at(each), each) for each in imported]
    turns += [(each.recorded_at, each) for each in known]
    return tuple(each for _, each in sorted(turns, key=lambda turn: turn[0]))


def ids_of(record: Record) -> set[str]:
    """Return the ids of everything that happened on a line."""
    return {
        *(each.renewal_id for each in record.renewals),
        *(each.activity_id for each in record.activities),
    }
