"""The renewals of a line as tasks: one to do while it is due, and those just done."""

from dataclasses import dataclass
from datetime import datetime

from .agenda import Deed, deed_of, lacks_date
from .line import Line, LineState, Standing
from .model import Renewal
from .record import UNDO_PERIOD, Record


@dataclass(frozen=True, slots=True)
class TaskDue:
    """What a line wants now.

    The id of a task names the line and the renewal before it. So it stays the same when the task
    is done and when that is taken back, and no second renewal can be taken for the first.
    """

    task_id: str
    deed: Deed

    @property
    def line(self) -> Line:
        """The line that wants it."""
        return self.deed.line


@dataclass(frozen=True, slots=True)
class TaskDone:
    """A renewal that was made lately; its id is that of the task that it was."""

    task_id: str
    line: Line
    renewal: Renewal


@dataclass(frozen=True, slots=True)
class TaskAsked:
    """A line of which nobody has said until when it works; its id stays while that is so."""

    task_id: str
    line: Line


type Task = TaskDue | TaskDone | TaskAsked


def tasks(state: LineState, record: Record, now: datetime) -> tuple[Task, ...]:
    """Return the tasks of a line in use: the one to do, and those done in the undo period.

    However a renewal was recorded, it is a task done. One of longer ago that is only recorded now
    was never a task, and one that did not land is none that was done.
    """
    line = state.line
    if line.standing is not Standing.IN_USE:
        return ()
    since = now - UNDO_PERIOD
    done = (
        TaskDone(_task_id(line, before), line, renewal)
        for before, renewal in zip((None, *record.renewals), record.renewals, strict=False)
        if renewal.recorded_at > since and renewal.renewed_on >= since.date() and renewal.counts
    )
    if lacks_date(state):
        return (TaskAsked(f"{line.line_id}_date", line), *done)
    deed = deed_of(state, now.date())
    if deed is None:
        return tuple(done)
    return (TaskDue(_task_id(line, *record.renewals[-1:]), deed), *done)


def _task_id(line: Line, before: Renewal | None = None) -> str:
    return f"{line.line_id}_{before.renewal_id if before else 'first'}"
