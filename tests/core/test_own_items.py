"""The items that people write themselves: their places, and how they are kept."""

from dataclasses import replace
from datetime import UTC, date, datetime
import json

import pytest

from custom_components.sim_renewal.core.own_items import (
    OwnItem,
    OwnItemsUnreadable,
    moved,
    own_items_from_json,
    own_items_to_json,
    with_item,
)

NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)
A, B, C = (OwnItem(item_id=each, summary=f"item {each}") for each in "ABC")


def test_an_item_takes_the_place_of_that_of_the_same_id() -> None:
    changed = replace(B, summary="changed")

    assert with_item((A, B, C), changed) == (A, changed, C)
    assert with_item((A, C), changed) == (A, C)


@pytest.mark.parametrize(
    ("item_id", "after", "order"),
    [
        ("C", None, "CAB"),
        ("C", "A", "ACB"),
        ("A", "C", "BCA"),
        ("A", "B", "BAC"),
        ("A", None, "ABC"),
        ("B", "gone", "BAC"),
        ("B", "B", "BAC"),
        ("gone", "A", "ABC"),
    ],
)
def test_an_item_goes_behind_another_or_to_the_beginning(item_id, after, order) -> None:
    assert "".join(each.item_id for each in moved((A, B, C), item_id, after)) == order


def test_what_is_written_is_read_back() -> None:
    items = (
        A,
        replace(B, due=date(2026, 12, 24), description="bring cash\n中国"),
        replace(C, due=NOON, done_at=NOON),
    )

    assert own_items_from_json(json.loads(json.dumps(own_items_to_json(items)))) == items
    assert own_items_from_json(own_items_to_json(())) == ()


KEPT = {
    "item_id": "A",
    "summary": "Buy stamps",
    "due": "2026-12-24",
    "description": None,
    "done_at": None,
}


@pytest.mark.parametrize(
    "data",
    [
        [],
        {},
        {"items": None},
        {"items": ["A"]},
        {"items": [{"item_id": "A"}]},
        *(
            {"items": [KEPT | change]}
            for change in (
                {"summary": None},
                {"item_id": 1},
                {"due": "soon"},
                {"due": 20261224},
                {"due": "2026-12-24T10:00:00"},
                {"description": 1},
                {"done_at": "2026-12-24"},
            )
        ),
    ],
)
def test_anything_else_is_refused(data) -> None:
    assert own_items_from_json({"items": [KEPT]})[0].due == date(2026, 12, 24)
    with pytest.raises(OwnItemsUnreadable):
        own_items_from_json(data)
