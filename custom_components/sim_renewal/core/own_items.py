"""The items that people write into the list of renewals themselves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


class OwnItemsUnreadable(ValueError):
    """The data is no list of items; it must not be taken for an empty one, nor be overwritten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnItem:
    """Something to do that somebody wrote down; `done_at` is there once it is done."""

    item_id: str
    summary: str
    due: date | datetime | None = None
    description: str | None = None
    done_at: datetime | None = None


def with_item(items: Iterable[OwnItem], item: OwnItem) -> tuple[OwnItem, ...]:
    """Return items with one in the place of that of the same id."""
    return tuple(item if each.item_id == item.item_id else each for each in items)


def moved(items: Iterable[OwnItem], item_id: str, after: str | None) -> tuple[OwnItem, ...]:
    """Return items with one of them behind another, or first where there is no such other."""
    items = tuple(items)
    others = [each for each in items if each.item_id != item_id]
    ids = [each.item_id for each in others]
    place = ids.index(after) + 1 if after in ids else 0
    return (
        *others[:place],
        *(each for each in items if each.item_id == item_id),
        *others[place:],
    )


def own_items_to_json(items: Iterable[OwnItem]) -> dict[str, Any]:
    """Return items as JSON values: days and moments in ISO 8601."""
    return {
        "items": [
            {
                "item_id": each.item_id,
                "summary": each.summary,
                "due": each.due and each.due.isoformat(),
                "description": each.description,
                "done_at": each.done_at and each.done_at.isoformat(),
            }
            for each in items
        ]
    }


def own_items_from_json(data: Mapping[str, Any]) -> tuple[OwnItem, ...]:
    """Return the items that `own_items_to_json` wrote; raises `OwnItemsUnreadable`."""
    try:
        return tuple(
            OwnItem(
                item_id=_text(each["item_id"]),
                summary=_text(each["summary"]),
                due=None if each["due"] is None else _day_or_moment(each["due"]),
                description=None if each["description"] is None else _text(each["description"]),
                done_at=None if each["done_at"] is None else _moment(each["done_at"]),
            )
            for each in data["items"]
        )
    except (KeyError, TypeError, ValueError) as error:
        raise OwnItemsUnreadable(type(error).__name__) from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _day_or_moment(text: str) -> date | datetime:
    return _moment(text) if "T" in text else date.fromisoformat(text)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without time zone")
    return moment
