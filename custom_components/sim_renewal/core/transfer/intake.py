"""What a text that was read brings: new lines, what old lines get, and the rows it cannot take."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field as field_of
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import Any

from ..dates import zone_of
from ..evidence import CREDITS_KEPT, Clock, Statement, Teller
from ..model import Activity, ActivityKind, Bucket, Renewal
from ..record import Record
from ..timeline import moment_of
from .addition import Addition, ids_of, in_turn
from .columns import LINE, LINE_ID, SETTINGS
from .matching import KnownLine, Lines, Target
from .model import LineData, Row, RowError, RowKind
from .rows import (
    activity_of,
    emptied_of,
    measure_of,
    port_of,
    renewal_of,
    statement_of,
)
from .told import emptied_in_order, statements_in_order

type _Key = (
    tuple[str, date, Decimal | None, str | None, str | None, bool] | tuple[str, date, ActivityKind]
)

_UNTIL = "service_until"
_IN_ORDER = frozenset({RowKind.STATEMENT, RowKind.DATA_EMPTY})
"""What a file can say in any order, and again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What an import does; `additions` are by line, `errors` in the order of the file.

    `notices` are what a person should know of rows that are taken, or that change nothing;
    `begun_in` is the row of each new line.
    """

    lines: tuple[LineData, ...]
    additions: Mapping[str, Addition]
    unchanged: int
    errors: tuple[RowError, ...]
    notices: tuple[RowError, ...] = ()
    begun_in: Mapping[str, int] = field_of(default_factory=dict)

    @property
    def renewals_added(self) -> int:
        """How many renewals are new."""
        return sum(len(part.renewals) for part in self._parts)

    @property
    def activities_added(self) -> int:
        """How many activities are new."""
        return sum(len(part.activities) for part in self._parts)

    @property
    def _parts(self) -> list[LineData | Addition]:
        return [*self.lines, *self.additions.values()]


def take_in(
    rows: Sequence[Row],
    known: Iterable[KnownLine],
    *,
    taken: Collection[str],
    new_id: Callable[[], str],
    now: datetime,
) -> Intake:
    """Return what checked rows bring to a household; `taken` are ids that new lines cannot get."""
    intake = _Builder(Lines(known, rows, taken, new_id), new_id, now)
    for row in rows:
        if row.kind is RowKind.LINE:
            intake.take_line(row)
    for row in sorted(rows, key=_turn):
        if row.kind is not RowKind.LINE:
            intake.take(row)
    return intake.result()


class _Builder:
    """Puts one row after the other on its line."""

    def __init__(self, lines: Lines, new_id: Callable[[], str], now: datetime) -> None:
        """Know what the household has."""
        self._lines = lines
        self._new_id = new_id
        self._now = now
        self._errors: list[RowError] = []
        self._notices: list[RowError] = []
        self._unchanged = 0
        self._had: set[str] = set()
        self._alike: Counter[_Key] = Counter()
        self._of_id: dict[str, _Key] = {}
        self._read: set[str] = set()
        self._exactly: set[tuple[str, str]] = set()
        for target in lines.known:
            record = target.record or Record()
            self._had |= ids_of(record)
            for renewal in record.renewals:
                self._know(renewal.renewal_id, _renewal_key(target, renewal))
            for activity in record.activities:
                self._know(activity.activity_id, _activity_key(target, activity))

    def take_line(self, row: Row) -> None:
        """Take the row of a line."""
        taken = self._lines.take(row)
        if not isinstance(taken, Target):
            self._errors += taken
        elif taken.is_new:
            taken.statements += self._stated_in(row)
            self._notices += row.notices
        else:
            self._unchanged += 1
            self._notices += _not_taken(taken, row)
            if "currency" not in row.usual:
                taken.paid_in = row.values.get("currency", taken.paid_in)

    def _stated_in(self, row: Row) -> Iterator[Statement]:
        """Return the dates in the row of a line, as somebody knows them now."""
        for field, clock in (("service_until", Clock.SERVICE), ("number_until", Clock.NUMBER)):
            if field in row.values:
                yield Statement(
                    clock=clock,
                    until=row.values[field],
                    as_of=self._now,
                    told_at=self._now,
                    teller=Teller.SETUP,
                )

    def take(self, row: Row) -> None:
        """Take a row of what happened on a line, or of what is known of it."""
        if row.errors:
            self._errors += row.errors
            return
        target = self._lines.find(row)
        if isinstance(target, RowError):
            self._errors.append(target)
            return
        if not target.is_new and target.record is None:
            self._errors.append(RowError(row.line_number, LINE, "line_damaged"))
            return
        if (error := self._repeated(target, row)) is not None:
            self._errors.append(error)
        elif row.kind is RowKind.RENEWAL:
            self._take_renewal(target, row)
        elif row.kind is RowKind.ACTIVITY:
            self._take_activity(target, row)
        elif not target.is_new:
            self._unchanged += 1
        else:
            self._take_known(target, row)

    def result(self) -> Intake:
        """Return what came of all rows."""
        return Intake(
            lines=tuple(_line_data(target, self._now) for target in self._lines.new),
            additions={
                target.line_id: Addition(
                    tuple(target.renewals), tuple(target.activities), self._now
                )
                for target in self._lines.known
                if target.renewals or target.activities
            },
            unchanged=self._unchanged,
            errors=tuple(sorted(self._errors, key=lambda error: error.line_number)),
            notices=tuple(
                sorted(
                    (*self._notices, *self._lines.notices), key=lambda notice: notice.line_number
                )
            ),
            begun_in={
                target.line_id: target.row.line_number for target in self._lines.new if target.row
            },
        )

    def _take_known(self, target: Target, row: Row) -> None:
        """Take what is known of a line that the file brings."""
        if row.kind is RowKind.BALANCE:
            bucket, measure = measure_of(row.values, self._now)
            if bucket is Bucket.CREDIT:
                target.credits.append(measure)
            else:
                target.reading[bucket] = measure
        elif row.kind is RowKind.STATEMENT:
            target.statements.append(statement_of(row.values, self._now))
        elif row.kind is RowKind.DATA_EMPTY:
            target.emptied.append(emptied_of(row.values))
        else:
            target.ports.append(port_of(row.values))

    def _take_renewal(self, target: Target, row: Row) -> None:
        values = row.values
        renewal = renewal_of(self._completed(values, _of_a_table(target)))
        if "id" not in values and _lacks_date(target, renewal, zone_of(self._now)):
            self._errors.append(RowError(row.line_number, "service_until", "date_needed"))
        elif not self._has("id" in values, renewal.renewal_id, _renewal_key(target, renewal)):
            target.renewals.append(renewal)

    def _take_activity(self, target: Target, row: Row) -> None:
        values = row.values
        activity = activity_of(self._completed(values, {}))
        if not self._has("id" in values, activity.activity_id, _activity_key(target, activity)):
            target.activities.append(activity)

    def _completed(self, values: Mapping[str, Any], usual: Mapping[str, Any]) -> dict[str, Any]:
        """Return a row with what an export always tells and a table by hand does not."""
        always = {"id": values.get("id") or self._new_id(), "recorded_at": self._now}
        return {**({} if "id" in values else usual), **always, **values}

    def _know(self, event_id: str, key: _Key) -> None:
        self._alike[key] += 1
        self._of_id[event_id] = key

    def _has(self, by_id: bool, event_id: str, key: _Key) -> bool:
        """Return whether the household has an event; each of its own counts for one row only."""
        if by_id:
            has = event_id in self._had
            key = self._of_id.get(event_id, key)
        else:
            has = self._alike[key] > 0
        if has:
            self._alike[key] -= 1
            self._unchanged += 1
        return has

    def _repeated(self, target: Target, row: Row) -> RowError | None:
        """Return an error where another row of the file has the same id, or says the same.

        What was told of dates can be said again: it is put in order with the rest.
        """
        values = row.values
        if row.kind in _IN_ORDER:
            return None
        if (event_id := values.get("id")) is not None:
            if event_id in self._read:
                return RowError(row.line_number, "id", "duplicate_id")
            self._read.add(event_id)
            return None
        if row.kind is RowKind.BALANCE:
            column, told = "bucket", repr(_told_of_balance(values))
        else:
            full = {**_of_a_table(target), **values}
            column = "date"
            told = repr(sorted((name, full[name]) for name in full.keys() - {LINE, LINE_ID}))
        exactly = (f"{target.line_id} {row.kind}", told)
        if exactly in self._exactly:
            return RowError(row.line_number, column, "duplicate_row")
        self._exactly.add(exactly)
        return None


def _not_taken(target: Target, row: Row) -> Iterator[RowError]:
    """Return what the row of a line says that the household has otherwise, and keeps."""
    if row.values.get(_UNTIL, target.service_until) != target.service_until:
        yield RowError(row.line_number, _UNTIL, "date_not_taken")
    for name in target.told_otherwise(row):
        if name == "currency":
            yield RowError(row.line_number, name, "currency_not_taken")
        else:
            yield RowError(row.line_number, name, "setting_not_taken")


def _told_of_balance(values: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what no other row of a line may say: of credit, what was before tells of top-ups."""
    bucket = values["bucket"]
    return bucket, values.get("measured_at") if bucket is Bucket.CREDIT else None


def _of_a_table(target: Target) -> dict[str, Any]:
    """Return what a renewal is taken for where a table by hand does not tell."""
    return {"currency": target.paid_in}


def _turn(row: Row) -> tuple[bool, bool]:
    """Sort by what has to be known first: dates before renewals, ids before rows without one."""
    return row.kind not in _IN_ORDER, "id" not in row.values


def _lacks_date(target: Target, renewal: Renewal, zone: tzinfo) -> bool:
    """Return whether nobody could tell how far a renewal carries.

    A date contains it that was stated later, or at its moment where only its day is known.
    """
    if target.has_rule or renewal.service_until is not None or renewal.refund:
        return False
    stated, moment = target.stated_at, moment_of(renewal, zone)
    return stated is None or stated < moment or (stated == moment and renewal.at is not None)


def _line_data(target: Target, at: datetime) -> LineData:
    row = target.row
    assert row is not None  # noqa: S101 - asked for new lines only
    reading = target.reading
    former = sorted(target.credits, key=lambda each: each.measured_at)
    if former:
        reading = reading | {Bucket.CREDIT: former.pop()}
    return LineData(
        line_id=target.line_id,
        name=target.name,
        settings={name: row.values[name] for name in SETTINGS if name in row.values},
        statements=statements_in_order(target.statements),
        emptied=emptied_in_order(target.emptied),
        renewals=in_turn((), target.renewals, at),
        activities=tuple(
            sorted(target.activities, key=lambda each: (each.recorded_at, each.activity_id))
        ),
        reading=reading,
        former_credits=tuple(former[-CREDITS_KEPT:]),
        ports=tuple(target.ports),
    )


def _renewal_key(target: Target, renewal: Renewal) -> _Key:
    return (
        target.line_id,
        renewal.renewed_on,
        renewal.amount,
        renewal.currency or target.currency,
        renewal.channel,
        renewal.refund,
    )


def _activity_key(target: Target, activity: Activity) -> _Key:
    return target.line_id, activity.on, activity.kind
