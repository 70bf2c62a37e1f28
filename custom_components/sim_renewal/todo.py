"""The list of renewals due: a tick records one, taking the tick away takes it back.

People can add items of their own, which are theirs alone to change.
"""

from dataclasses import replace
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

from .const import DOMAIN
from .coordinator import LineCoordinator
from .core.own_items import OwnItem
from .core.tasks import Task, TaskDone, TaskDue, tasks
from .entity import WordedEntity
from .household import Household, HouseholdConfigEntry
from .own_list import OwnList
from .people import async_person_name
from .wording import Words, async_words

PARALLEL_UPDATES = 1  # one tick after the other: the second of two sees what the first did

RENEWALS_DUE = EntityDescription(key="renewals_due", translation_key="renewals_due")


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HouseholdConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the list of the household."""
    own = OwnList(hass)
    await own.async_load()
    async_add_entities([RenewalsDue(entry.runtime_data, own, await async_words(hass))])


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

    def __init__(self, household: Household, own: OwnList, words: Words) -> None:
        """Show the tasks of the household's lines, and these own items."""
        super().__init__(household, RENEWALS_DUE, words)
        self._own = own

    @property
    @override
    def todo_items(self) -> list[TodoItem]:
        """Return all items: what is due first comes first, what was done last comes last."""
        found = [task for _, task in self._tasks.values()]
        due = [each for each in found if isinstance(each, TaskDue)]
        done = [each for each in found if isinstance(each, TaskDone)]
        return [
            *map(self._shown, sorted(due, key=lambda each: each.deed.on)),
            *map(_shown, self._own.items),
            *map(self._shown, sorted(done, key=lambda each: each.renewal.recorded_at)),
        ]

    @override
    async def async_create_todo_item(self, item: TodoItem) -> None:
        """Keep an item that somebody wrote."""
        await self._own.async_add(item.summary or "", item.due, item.description)
        self.async_write_ha_state()

    @override
    async def async_update_todo_item(self, item: TodoItem) -> None:
        """Change an own item; of a task, only the tick."""
        if (found := self._tasks.get(item.uid or "")) is not None:
            await self._async_tick(*found, item)
            return
        own = self._own_item(item.uid)
        done_at = own.done_at or self.household.now()
        await self._own.async_replace(
            replace(
                own,
                summary=item.summary or "",
                due=item.due,
                description=item.description,
                done_at=done_at if item.status is TodoItemStatus.COMPLETED else None,
            )
        )
        self.async_write_ha_state()

    @override
    async def async_delete_todo_items(self, uids: list[str]) -> None:
        """Forget own items. Of tasks, those just done may be among them, and stay."""
        chosen = [task for uid, (_, task) in self._tasks.items() if uid in uids]
        for task in chosen:
            if isinstance(task, TaskDue) or len(chosen) == len(uids):
                raise self._fixed(task)
        await self._own.async_remove(set(uids))
        self.async_write_ha_state()

    @override
    async def async_move_todo_item(self, uid: str, previous_uid: str | None = None) -> None:
        """Give an own item another place among the own items."""
        found = self._tasks
        if uid in found:
            raise self._fixed(found[uid][1])
        self._own_item(uid)
        if previous_uid in found:
            is_above = isinstance(found[previous_uid][1], TaskDue)
            previous_uid = None if is_above else self._own.items[-1].item_id
        elif previous_uid is not None:
            self._own_item(previous_uid)
        await self._own.async_move(uid, previous_uid)
        self.async_write_ha_state()

    async def _async_tick(self, line: LineCoordinator, task: Task, item: TodoItem) -> None:
        shown = self._shown(task)
        if replace(item, status=shown.status, completed=shown.completed) != shown:
            raise self._fixed(task)
        if item.status == shown.status:
            return
        if isinstance(task, TaskDone):
            await line.async_undo_renewal(task.renewal)
        elif task.deed.is_renewed_as_usual:
            user_id = self._context.user_id if self._context else None
            await line.async_renew_as_usual(async_person_name(self.hass, user_id))
        else:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="no_usual_renewal",
                translation_placeholders={"line": task.line.name},
            )

    @property
    def _tasks(self) -> dict[str, tuple[LineCoordinator, Task]]:
        now = self.household.now()
        return {
            task.task_id: (line, task)
            for line in self.household.lines.values()
            if line.last_update_success
            for task in tasks(line.data, line.record, now)
        }

    def _own_item(self, item_id: str | None) -> OwnItem:
        for each in self._own.items:
            if each.item_id == item_id:
                return each
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="unknown_item")

    def _fixed(self, task: Task) -> ServiceValidationError:
        return ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="task_is_fixed",
            translation_placeholders={"item": self._shown(task).summary or ""},
        )

    def _shown(self, task: Task) -> TodoItem:
        if isinstance(task, TaskDue):
            return TodoItem(
                uid=task.task_id,
                summary=self.words.task(task.deed),
                status=TodoItemStatus.NEEDS_ACTION,
                due=task.deed.on,
                description=self.words.instructions(task.deed),
            )
        return TodoItem(
            uid=task.task_id,
            summary=self.words.task_done(task.line),
            status=TodoItemStatus.COMPLETED,
            description=self.words.receipt(task.line, task.renewal),
            completed=task.renewal.recorded_at,
        )


def _shown(item: OwnItem) -> TodoItem:
    return TodoItem(
        uid=item.item_id,
        summary=item.summary,
        status=TodoItemStatus.COMPLETED if item.done_at else TodoItemStatus.NEEDS_ACTION,
        due=item.due,
        description=item.description,
        completed=item.done_at,
    )
