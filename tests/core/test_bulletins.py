"""The weekly digest and the monthly sign of life: once in each period, also after a downtime."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from custom_components.sim_renewal.core.bulletins import (
    Bulletin,
    BulletinKind,
    is_due,
    next_bulletin,
    present_bulletins,
)
from custom_components.sim_renewal.core.reminders import ReminderPlan

DIGEST, HEARTBEAT = BulletinKind.DIGEST, BulletinKind.HEARTBEAT


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Paris"))


def test_nobody_who_did_not_wish_for_one_has_a_bulletin() -> None:
    assert present_bulletins(ReminderPlan(), paris("2026-11-23T10:00")) == ()
    assert next_bulletin(ReminderPlan(), paris("2026-11-23T10:00")) is None


@pytest.mark.parametrize(
    ("now", "on", "then"),
    [
        ("2026-11-23T08:59", "2026-11-16", "2026-11-23T09:00"),
        ("2026-11-23T09:00", "2026-11-23", "2026-11-30T09:00"),
        ("2026-11-25T12:00", "2026-11-23", "2026-11-30T09:00"),
        ("2026-03-25T12:00", "2026-03-23", "2026-03-30T09:00"),
    ],
)
def test_a_digest_belongs_to_the_week_from_its_day_on(now, on, then) -> None:
    plan = ReminderPlan(digest_on=0)

    assert present_bulletins(plan, paris(now)) == (Bulletin(DIGEST, date.fromisoformat(on)),)
    assert next_bulletin(plan, paris(now)) == paris(then)


@pytest.mark.parametrize(
    ("now", "on", "then"),
    [
        ("2026-12-01T08:00", "2026-11-01", "2026-12-01T09:00"),
        ("2026-12-01T09:00", "2026-12-01", "2027-01-01T09:00"),
        ("2026-12-31T12:00", "2026-12-01", "2027-01-01T09:00"),
    ],
)
def test_a_sign_of_life_belongs_to_the_month(now, on, then) -> None:
    plan = ReminderPlan(heartbeat=True)

    assert present_bulletins(plan, paris(now)) == (Bulletin(HEARTBEAT, date.fromisoformat(on)),)
    assert next_bulletin(plan, paris(now)) == paris(then)


@pytest.mark.parametrize(
    ("sent", "expected"),
    [(None, False), ("2026-11-16", True), ("2026-11-23", False), ("2027-01-01", False)],
)
def test_a_bulletin_is_sent_once_and_begins_with_the_next_period(sent, expected) -> None:
    bulletin = Bulletin(DIGEST, date(2026, 11, 23))

    assert is_due(bulletin, sent and date.fromisoformat(sent)) is expected
