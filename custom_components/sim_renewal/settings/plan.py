"""The reminder plan as settings: the household's options, and what a line wishes otherwise."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from decimal import Decimal
from typing import Any

from ..const import (
    BYTES_PER_GIGABYTE,
    CONF_CAP,
    CONF_DIGEST,
    CONF_ESCALATE_AFTER,
    CONF_ESCALATE_HOURS,
    CONF_HEARTBEAT,
    CONF_LOW_DATA,
    CONF_LOW_SHARE,
    CONF_QUIET_FROM,
    CONF_QUIET_UNTIL,
    CONF_REMIND,
    CONF_REMIND_BEFORE,
    CONF_REMINDER_TIME,
    CONF_VERIFY,
)
from ..core.quiet import QuietHours
from ..core.reminders import NIGHT, ReminderPlan
from .rules import exact

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NO_DIGEST = "never"

DEFAULTS: dict[str, Any] = {
    CONF_REMINDER_TIME: ReminderPlan().at.isoformat(),
    CONF_REMIND_BEFORE: list(ReminderPlan().before),
    CONF_VERIFY: True,
    CONF_QUIET_FROM: NIGHT.start.isoformat(),
    CONF_QUIET_UNTIL: NIGHT.end.isoformat(),
    CONF_CAP: 6,
    CONF_ESCALATE_AFTER: 2,
    CONF_ESCALATE_HOURS: 0,
    CONF_LOW_SHARE: 10,
    CONF_LOW_DATA: 0.5,
    CONF_DIGEST: NO_DIGEST,
    CONF_HEARTBEAT: False,
}
"""What holds where nothing was chosen; 0 switches a limit off."""


def options_of(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return every option of the plan; what was not chosen has its default."""
    chosen = {key: options[key] for key in DEFAULTS if key in options}
    if not chosen.get(CONF_REMIND_BEFORE, True):
        del chosen[CONF_REMIND_BEFORE]
    return DEFAULTS | chosen


def plan_of(options: Mapping[str, Any]) -> ReminderPlan:
    """Return the household's reminder plan; quiet hours end when it is time for reminders."""
    values = options_of(options)
    start = time.fromisoformat(values[CONF_QUIET_FROM])
    end = time.fromisoformat(values[CONF_QUIET_UNTIL])
    at = time.fromisoformat(values[CONF_REMINDER_TIME])
    quiet = QuietHours(start, at if QuietHours(start, end).contain(at) else end)
    low_data = exact(values[CONF_LOW_DATA]) or None
    digest = values[CONF_DIGEST]
    return ReminderPlan(
        before=_descending(values[CONF_REMIND_BEFORE]),
        at=at,
        verify=values[CONF_VERIFY],
        quiet=quiet if start != end else None,
        cap=int(values[CONF_CAP]) or None,
        escalate_after=int(values[CONF_ESCALATE_AFTER]),
        escalate_hours=int(values[CONF_ESCALATE_HOURS]) or None,
        low_share=Decimal(int(values[CONF_LOW_SHARE])) / 100,
        low_data=low_data and low_data * BYTES_PER_GIGABYTE,
        digest_on=WEEKDAYS.index(digest) if digest in WEEKDAYS else None,
        heartbeat=values[CONF_HEARTBEAT],
    )


def line_plan(plan: ReminderPlan, data: Mapping[str, Any]) -> ReminderPlan:
    """Return the plan of a line: the household's, with what its own settings say."""
    before = data.get(CONF_REMIND_BEFORE)
    return replace(
        plan,
        before=_descending(before) if before else plan.before,
        silent=not data.get(CONF_REMIND, True),
    )


def _descending(days: list[int]) -> tuple[int, ...]:
    return tuple(sorted(map(int, days), reverse=True))
