"""The table of threats in SECURITY.md: each row names tests, and every one of them is there."""

import ast
from pathlib import Path
import re

import pytest

ROOT = Path(__file__).parent.parent
WHO = (
    *("Administrator", "Family member", "Read-only user", "Holder of an address for texts"),
    *("Hostile server", "Carrier's text", "Imported table", "Receipt", "Answer of an AI service"),
    "Change of the catalogue",
)


def rows() -> dict[str, list[str]]:
    """Return the cells of each row of the table, by whom it is about."""
    _, _, below = (ROOT / "SECURITY.md").read_text(encoding="utf-8").partition("## Who could want")
    table = [line for line in below.partition("\n## ")[0].splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table[1:]]
    return {who: rest for who, *rest in cells}


def functions_of(path: Path) -> set[str]:
    return {
        node.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_everybody_has_a_row() -> None:
    assert tuple(rows()) == WHO


@pytest.mark.parametrize("who", WHO)
def test_what_holds_has_a_test_that_is_there(who) -> None:
    wanted, holds, tested = rows()[who]
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", tested)

    assert wanted
    assert holds
    assert named
    assert tested.count("`") == 2 * len(named)
    for path, name in named:
        assert name in functions_of(ROOT / path), (path, name)
