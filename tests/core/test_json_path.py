"""Paths: where a value is in a JSON document, and that nothing else is taken for it."""

from contextlib import suppress

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.sim_renewal.core.json_path import (
    Match,
    PathMalformed,
    PathMissing,
    find,
    parse_path,
)
from tests.core.effort import SOME

DOCUMENT = {
    "balance": 320,
    "data": {"left": 12.5, "used": 0, "note": "", "null": None, "a.b": 7, "two words": 8},
    "plans": [
        {"name": "Internet", "left": 1, "active": True},
        {"name": "Calls", "left": 2, "active": False, "parts": [[10, 11], [12]]},
        "odd",
        {"name": "Internet", "left": 3, "id": 4, "end": None},
    ],
}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("balance", 320),
        (" balance ", 320),
        ("$.balance", 320),
        ("data.left", 12.5),
        ("data.used", 0),
        ("data.note", ""),
        ("data.two words", 8),
        ('data["a.b"]', 7),
        ('["data"]["left"]', 12.5),
        ("plans[0].left", 1),
        ("plans[1].parts[0][1]", 11),
        ("plans[2]", "odd"),
        ("plans[?name=Internet].left", 1),
        ("plans[? name = Calls ].left", 2),
        ("plans[?left=3].left", 3),
        ("plans[?active=false].left", 2),
        ("plans[?active=true].left", 1),
        ("plans[?id=null].left", 1),
        ("data", DOCUMENT["data"]),
    ],
)
def test_a_value_is_found(path, value) -> None:
    assert find(DOCUMENT, parse_path(path)) == value


@pytest.mark.parametrize(
    "path",
    [
        "nothing",
        "data.nothing",
        "data.null",
        "data[0]",
        "balance.left",
        "balance[0]",
        "plans.left",
        "plans[4]",
        "plans[999999]",
        "plans[?name=Roaming]",
        "plans[?name=internet]",
        "data[?left=12.5]",
        'plans["0"]',
        "plans[2].left",
    ],
)
def test_nothing_else_is_taken_for_it(path) -> None:
    with pytest.raises(PathMissing):
        find(DOCUMENT, parse_path(path))


@pytest.mark.parametrize(
    "path",
    [
        *("", " ", "$.", ".", "a.", "a..b", "a[", "a]", "a[]", "a[-1]", "a[x]", "a[?]", "a[?b]"),
        *("a[0]b", 'a[""]', "a[1234567]", "a[?=x]", "[[0]]"),
    ],
)
def test_what_is_no_path_is_refused(path) -> None:
    with pytest.raises(PathMalformed):
        parse_path(path)


def test_a_path_is_its_steps() -> None:
    assert parse_path("[0].a[?b= c ][2]") == (0, "a", Match("b", "c"), 2)
    assert find([{"a": [{"b": "c"}]}], parse_path("[0].a[?b=c]")) == {"b": "c"}


@settings(database=None, deadline=None, derandomize=True, max_examples=SOME)
@given(st.text(max_size=40), st.recursive(st.none() | st.text() | st.integers(), st.lists))
def test_any_text_is_a_path_or_refused(text, document) -> None:
    with suppress(PathMalformed, PathMissing):
        find(document, parse_path(text))
