"""The page of automations says what the code says, all of it."""

from enum import StrEnum
import json
import re
from typing import get_type_hints

import pytest

from custom_components.sim_renewal.core.reminders import Happening
from custom_components.sim_renewal.household.event_details import DETAILS
from scripts.automations_tables import ANSWERS, DOCUMENT, PACKAGE, VALUES, main, written

PAGE = DOCUMENT.read_text(encoding="utf-8")


def test_the_page_is_what_the_code_says() -> None:
    assert main(["--check"]) == 0
    assert written(PAGE) == PAGE


def test_every_field_of_an_answer_has_a_row() -> None:
    for name, shape in ANSWERS.items():
        part = PAGE.partition(f"<!-- begin {name} -->")[2].partition(f"<!-- end {name} -->")[0]
        assert re.findall(r"^\| `(\w+)`", part, re.MULTILINE) == list(get_type_hints(shape))


def test_every_field_of_an_action_has_a_row() -> None:
    texts = json.loads((PACKAGE / "translations" / "en.json").read_text(encoding="utf-8"))
    part = PAGE.partition("<!-- begin parameters -->")[2].partition("<!-- end parameters -->")[0]
    tables = dict(re.findall(r"^`(\w+)` takes:\n\n((?:\|.*\n)+)", part, re.MULTILINE))

    for action, said in texts["services"].items():
        rows = re.findall(r"^\| `(\w+)` \| .+ \| .+ \|$", tables.get(action, ""), re.MULTILINE)
        assert sorted(rows) == sorted(said.get("fields", {})), action


def test_every_event_type_says_something() -> None:
    assert list(DETAILS) == list(Happening)


@pytest.mark.parametrize("enum", VALUES)
def test_every_word_that_the_code_says_is_explained(enum: type[StrEnum]) -> None:
    title, meanings = VALUES[enum]

    assert list(meanings) == list(enum)
    for word in enum:
        assert re.search(rf"^\| `{word}` \| \w", PAGE, re.MULTILINE), (title, word)


def test_a_page_that_says_something_else_is_noticed_and_written_anew(tmp_path, capsys) -> None:
    page = tmp_path / "automations.md"
    page.write_text(PAGE.replace("| its device |", "| a device |"), encoding="utf-8")

    assert main(["--check"], page) == 1
    assert "automations.md" in capsys.readouterr().out
    assert main([], page) == 0
    assert page.read_text(encoding="utf-8") == PAGE


def test_a_page_without_its_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="begin events"):
        written(PAGE.replace("<!-- begin events -->", ""))
