"""What is stated of a line's dates, by a person, a source or a text, and the record after it."""

from dataclasses import replace
from datetime import date, datetime

from .line import Line, ledger_clocks
from .record import Record
from .rules import Clocks
from .source_values import SourceValues
from .validity import typed_clocks


def number_follows(line: Line, record: Record, now: datetime) -> bool:
    """Return whether the number date is just what the rule's grace makes of the service date."""
    clocks = ledger_clocks(line, record, now)
    by_rule = typed_clocks(clocks.service_until, None, line.offer.rule)
    return clocks.number_until == by_rule.number_until


def stated_clocks(
    line: Line,
    record: Record,
    now: datetime,
    service_until: date | None = None,
    number_until: date | None = None,
) -> Clocks:
    """Return the clocks of the record with the dates that are stated in place of its own.

    A number date that only followed from the rule's grace follows the new service date.
    """
    clocks = ledger_clocks(line, record, now)
    if number_until is None and not (service_until and number_follows(line, record, now)):
        number_until = clocks.number_until
    return Clocks(service_until or clocks.service_until, number_until)


def with_source_values(line: Line, record: Record, values: SourceValues, now: datetime) -> Record:
    """Return the record with what a source says.

    A date that it says anew counts as stated. One that it says again does not: what people did in
    between knows more. A number is never lost before service ends.
    """
    kept = record.with_values(values)
    before = ledger_clocks(line, record, now)
    service_until, number_until = values.dates_after(record.source_values)
    if service_until == before.service_until:
        service_until = None
    ends = service_until or before.service_until
    if number_until == before.number_until or (ends and number_until and number_until < ends):
        number_until = None
    if service_until is None and number_until is None:
        return kept
    after = stated_clocks(line, record, now, service_until, number_until)
    outlived = after.number_until is not None and ends and after.number_until < ends
    number_until = None if outlived else after.number_until
    return kept.with_dates(after.service_until, number_until, now)


def with_text(
    line: Line, record: Record, values: SourceValues, received_at: datetime, now: datetime
) -> Record:
    """Return the record with what a text says, which was so when it was received."""
    told = with_source_values(line, record, values, now)
    if values.service_until is None and values.number_until is None:
        return told
    return replace(told, dated_at=received_at)
