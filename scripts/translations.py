"""Checks that every language says the same things: `python -m scripts.translations`."""

from collections.abc import Iterator, Mapping
import json
from pathlib import Path
import re
from string import Formatter
import sys
from typing import Any

DIRECTORY = Path(__file__).parent.parent / "custom_components/sim_renewal/translations"
REFERENCE = "en"


def texts_of(path: Path) -> dict[str, str]:
    """Return the texts of a translation file by their dotted keys."""
    return dict(_flatten(json.loads(path.read_text(encoding="utf-8"))))


def problems(texts: Mapping[str, str], reference: Mapping[str, str]) -> Iterator[str]:
    """Return what is wrong with a language, compared with the one that all follow."""
    for key in reference.keys() - texts.keys():
        yield f"{key} is missing"
    for key in texts.keys() - reference.keys():
        yield f"{key} is not a text of ours"
    for key in reference.keys() & texts.keys():
        text = texts[key]
        if not text.strip() or text != text.strip():
            yield f"{key} is blank, or has blanks around it"
        if re.search(r"https?:|www\.|</?\w", text):
            yield f"{key} has an address or markup"
        try:
            if placeholders(text) != placeholders(reference[key]):
                yield f"{key} has other placeholders"
        except ValueError as error:
            yield f"{key}: {error}"


def _flatten(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, str):
        yield path, node
        return
    for key, value in node.items():
        yield from _flatten(value, f"{path}.{key}".removeprefix("."))


def placeholders(text: str) -> set[str]:
    """Return what a text has in braces; raises `ValueError` where they are not balanced."""
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


def main() -> int:
    """Print every problem of every language; return the exit code."""
    reference = texts_of(DIRECTORY / f"{REFERENCE}.json")
    found = [
        f"{path.name}: {problem}"
        for path in sorted(DIRECTORY.glob("*.json"))
        for problem in sorted(problems(texts_of(path), reference))
    ]
    print("\n".join(found) or f"{len(reference)} texts in each language")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
