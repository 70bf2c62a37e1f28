"""The list of renewals due: a tick records one, taking the tick away takes it back.

People can add items of their own, which are theirs alone to change.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import override

from homeassistant.components.todo import (
    TodoItem,
    TodoItemStatus,
    TodoListEntity,
    TodoListEntityFeature,
)
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import DOMAIN, KEY_RENEWALS_DUE
from .core.line import LineState
from .core.own_items import OwnItem
from .core.tasks import Task, TaskAsked, TaskDone, TaskDue, tasks
from .entity import WordedEntity
from .household.coordinator import LineCoordinator
from .household.household import Household, HouseholdConfigEntry
from .texts.agenda import AgendaWords, async_words

PARALLEL_UPDATES = 1  # one tick after the other: the second of two sees what the first did

RENEWALS_DUE = EntityDescription(key=KEY_RENEWALS_DUE, translation_key=KEY_RENEWALS_DUE)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HouseholdConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the list of the household."""
    household = entry.runtime_data
    await household.own_list.async_load()
    async_add_entities([RenewalsDue(household, await async_words(hass))])


@dataclass(frozen=True, slots=True)
class _Shown:
    """A task of a line, and the item that shows it."""

    line: LineCoordinator
    task: Task
    item: TodoItem


@dataclass(frozen=True, slots=True)
class _OfLine:
    """What is shown of a line in a state and in words; both are replaced, never changed."""

    state: LineState
    words: AgendaWords
    shown: tuple[_Shown, ...]


class RenewalsDue(WordedEntity, TodoListEntity):
    """Renewals that are due, then people's own items, then renewals that were just made."""

    _attr_supported_features = (
        TodoListEntityFeature.CREATE_TODO_ITEM
        | TodoListEntityFeature.DELETE_TODO_ITEM
        | TodoListEntityFeature.UPDATE_TODO_ITEM
        | TodoListEntityFeature.MOVE_TODO_ITEM
        | TodoListEntityFeature.SET_DUE_DATE_ON_ITEM
        | TodoListEntityFeature.SET_DUE_DATETIME_ON_ITEM
        | TodoListEntityFeature.SET_DESCRIPTION_ON_ITEM
    )

    def __init__(self, household: Household, words: AgendaWords) -> None:
        """Show the tasks of the household's lines, and people's own items."""
        super().__init__(household, RENEWALS_DUE, words)
        self._own = household.own_list
        self._of_lines: dict[str, _OfLine] = {}

    @property
    @override
    def todo_items(self) -> list[TodoItem]:
        """Return all items: what ended or ends first is first, what was done last is last."""
        shown = sorted(self._shown.values(), key=lambda each: _moment(each.task))
        return [
            *(each.item for each in shown if not isinstance(each.task, TaskDone)),
            *map(_item_of, self._own.items),
            *(each.item for each in shown if isinstance(each.task, TaskDone)),
        ]

    @override
    async def async_create_todo_item(self, item: TodoItem) -> None:
        """Keep an item that somebody wrote."""
        await self._own.async_add(item.summary or "", item.due, item.description)
        self.async_write_ha_state()

    @override
    async def async_update_todo_item(self, item: TodoItem) -> None:
        """Change an own item; of a task, only the tick."""
        if (shown := self._shown.get(item.uid or "")) is not None:
            await self._async_tick(shown, item)
            return
        own = self._own_item(item.uid)
        done_at = own.done_at or self.household.now()
        await self._own.async_replace(
            replace(
                own,
                summary=item.summary or "",
                due=item.due,
                description=item.description,
                done_at=done_at if item.status == TodoItemStatus.COMPLETED else None,
            )
        )
        self.async_write_ha_state()

    @override
    async def async_delete_todo_items(self, uids: list[str]) -> None:
        """Forget own items. Of tasks, those just done may be among them, and stay."""
        chosen = [shown for uid, shown in self._shown.items() if uid in uids]
        for each in chosen:
            if not isinstance(each.task, TaskDone) or len(chosen) == len(uids):
                raise _fixed(each.item)
        await self._own.async_remove(set(uids))
        self.async_write_ha_state()

    @override
    async def async_move_todo_item(self, uid: str, previous_uid: str | None = None) -> None:
        """Give an own item another place among the own items."""
        shown = self._shown
        if uid in shown:
            raise _fixed(shown[uid].item)
        self._own_item(uid)
        if previous_uid is not None and previous_uid in shown:
            is_above = not isinstance(shown[previous_uid].task, TaskDone)
            previous_uid = None if is_above else self._own.items[-1].item_id
        elif previous_uid is not None:
            self._own_item(previous_uid)
        if uid != previous_uid:
            await self._own.async_move(uid, previous_uid)
            self.async_write_ha_state()

    async def _async_tick(self, shown: _Shown, item: TodoItem) -> None:
        """Record a renewal, or take it back; whatever else was to be changed is refused."""
        line, task = shown.line, shown.task
        if replace(item, status=shown.item.status, completed=shown.item.completed) != shown.item:
            raise _fixed(shown.item)
        if item.status == shown.item.status:
            return
        if isinstance(task, TaskDone):
            await line.async_undo_renewal(task.renewal)
        elif isinstance(task, TaskAsked):
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="date_is_asked",
                translation_placeholders={"line": task.line.name},
            )
        elif task.deed.registers:
            self.household.async_end_registration(line)
        elif task.deed.is_renewed_as_usual:
            user_id = self._context.user_id if self._context else None
            await line.async_renew_as_usual(user_id)
        else:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="no_usual_renewal",
                translation_placeholders={"line": task.line.name},
            )

    @property
    def _shown(self) -> dict[str, _Shown]:
        """The tasks of all lines by their ids; only of a line that changed they are made anew."""
        for line_id in self._of_lines.keys() - self.household.lines.keys():
            del self._of_lines[line_id]
        for line_id, line in self.household.lines.items():
            if not line.last_update_success:
                continue
            kept = self._of_lines.get(line_id)
            if kept is None or kept.state is not line.data or kept.words is not self.words:
                found = tasks(line.data, line.record, self.household.now())
                shown = tuple(_Shown(line, task, self._item_of_task(task)) for task in found)
                self._of_lines[line_id] = _OfLine(line.data, self.words, shown)
        return {each.task.task_id: each for kept in self._of_lines.values() for each in kept.shown}

    def _own_item(self, item_id: str | None) -> OwnItem:
        for each in self._own.items:
            if each.item_id == item_id:
                return each
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="unknown_item")

    def _item_of_task(self, task: Task) -> TodoItem:
        if isinstance(task, TaskDue):
            return TodoItem(
                uid=task.task_id,
                summary=self.words.task(task.deed),
                status=TodoItemStatus.NEEDS_ACTION,
                due=task.deed.last_day,
                description=self.words.details(task.deed),
            )
        if isinstance(task, TaskAsked):
            return TodoItem(
                uid=task.task_id,
                summary=self.words.text("push_title_date_missing", line=task.line.name),
                status=TodoItemStatus.NEEDS_ACTION,
                description=self.words.text("task_date_missing"),
            )
        return TodoItem(
            uid=task.task_id,
            summary=self.words.task_done(task.line),
            status=TodoItemStatus.COMPLETED,
            description=self.words.receipt(task.line, task.renewal),
            completed=task.renewal.recorded_at,
        )


def _moment(task: Task) -> datetime:
    if isinstance(task, TaskDone):
        return task.renewal.recorded_at
    day = None if isinstance(task, TaskAsked) else task.deed.stopped_on or task.deed.last_day
    return datetime.combine(day or date.min, time.min, UTC)


def _item_of(item: OwnItem) -> TodoItem:
    return TodoItem(
        uid=item.item_id,
        summary=item.summary,
        status=TodoItemStatus.COMPLETED if item.done_at else TodoItemStatus.NEEDS_ACTION,
        due=item.due,
        description=item.description,
        completed=item.done_at,
    )


def _fixed(item: TodoItem) -> ServiceValidationError:
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="task_is_fixed",
        translation_placeholders={"item": item.summary or ""},
    )
