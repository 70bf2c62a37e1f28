"""One word for one thing: a class that others can see has a name of its own."""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parent.parent / "custom_components" / "sim_renewal"

TWICE: dict[str, str] = {}
"""Names that stand for two things on purpose, each with the reason."""


def places_of_classes() -> dict[str, list[str]]:
    """Return in which files a public class of each name is defined, also as a type alias."""
    places = defaultdict(list)
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            name = node.name if isinstance(node, (ast.ClassDef, ast.TypeAlias)) else None
            if isinstance(name, ast.Name):
                name = name.id
            if name and not name.startswith("_"):
                places[name].append(path.relative_to(ROOT).as_posix())
    return places


def test_no_public_class_name_stands_for_two_things() -> None:
    places = places_of_classes()

    assert len(places) > 200
    twice = {name: found for name, found in places.items() if len(found) > 1}
    assert {name: found for name, found in twice.items() if name not in TWICE} == {}


def test_each_listed_reason_is_still_needed() -> None:
    places = places_of_classes()

    assert {name for name in TWICE if len(places[name]) < 2} == set()
