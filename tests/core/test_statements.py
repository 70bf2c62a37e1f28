"""What a source says of dates becomes statements, with the exact end where that was said."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from custom_components.sim_renewal.core.evidence import Clock, Statement, Teller
from custom_components.sim_renewal.core.record import Record
from custom_components.sim_renewal.core.source_values import Capability, SourceValues
from custom_components.sim_renewal.core.statements import with_source_values

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
ENDS_AT = datetime(2026, 11, 26, 14, 30, tzinfo=UTC)
DAY = timedelta(days=1)


def say(record: Record, at: datetime = AT, **values: Any) -> Record:
    said = SourceValues(
        silent_since=dict.fromkeys((Capability.EXPIRY, Capability.NUMBER_EXPIRY), at), **values
    )
    return with_source_values(record, said, at)


def test_the_exact_end_is_that_of_service() -> None:
    record = say(
        Record(),
        service_until=date(2026, 11, 26),
        number_until=date(2027, 5, 26),
        ends_at=ENDS_AT,
    )

    told: dict[str, Any] = {"as_of": AT, "told_at": AT, "teller": Teller.SOURCE}
    assert record.statements == (
        Statement(clock=Clock.SERVICE, until=date(2026, 11, 26), ends_at=ENDS_AT, **told),
        Statement(clock=Clock.NUMBER, until=date(2027, 5, 26), **told),
    )


@pytest.mark.parametrize(
    ("later", "until", "is_same"),
    [
        (ENDS_AT + timedelta(minutes=59), date(2026, 11, 26), True),
        (ENDS_AT - timedelta(minutes=59), date(2026, 11, 26), True),
        (ENDS_AT + timedelta(minutes=60), date(2026, 11, 26), False),
        (ENDS_AT + DAY, date(2026, 11, 27), False),
    ],
)
def test_an_exact_end_that_is_counted_anew_each_time_is_the_same_one(later, until, is_same) -> None:
    record = say(Record(), service_until=date(2026, 11, 26), ends_at=ENDS_AT)

    record = say(record, AT + DAY, service_until=until, ends_at=later)

    assert record.statements[-1].ends_at == (ENDS_AT if is_same else later)
    assert len(record.statements) == (1 if is_same else 2)


def test_a_day_without_its_exact_end_is_another_statement() -> None:
    record = say(Record(), service_until=date(2026, 11, 26))

    record = say(record, AT + DAY, service_until=date(2026, 11, 26), ends_at=ENDS_AT)

    assert [each.ends_at for each in record.statements] == [None, ENDS_AT]
