"""Where a value is in a JSON document: `data.left`, `plans[0].left`, `plans[?name=Web].left`."""

from collections.abc import Sequence
from dataclasses import dataclass
import re
from typing import Any


class PathMalformed(ValueError):
    """A text is no path; a person has to write it again."""


class PathMissing(LookupError):
    """A document has nothing at a path, or null; it may have something there another time."""


@dataclass(frozen=True, slots=True)
class Match:
    """The first object of a list in which `key` says `wanted`."""

    key: str
    wanted: str


type PathStep = str | int | Match
"""The name of a member of an object, the place in a list from 0 on, or a match in a list."""

_STEP = re.compile(
    r"(?:^|\.)(?P<name>[^.\[\]]+)"
    r"|\[(?P<index>\d{1,6})\]"
    r'|\["(?P<quoted>[^"]+)"\]'
    r"|\[\?(?P<key>[^=\[\]]+)=(?P<wanted>[^\[\]]*)\]"
)


def parse_path(text: str) -> tuple[PathStep, ...]:
    """Return the steps of a path; raises `PathMalformed`.

    A name with a point in it is written `["a.b"]`. A `$` in front stands for the document.
    """
    text = text.strip()
    if text.startswith(("$.", "$[")):
        text = text[1:]
    steps: list[PathStep] = []
    position = 0
    while position < len(text):
        found = _STEP.match(text, position)
        if found is None:
            raise PathMalformed
        position = found.end()
        if found["index"]:
            steps.append(int(found["index"]))
        elif found["key"]:
            steps.append(Match(found["key"].strip(), found["wanted"].strip()))
        else:
            steps.append(found["quoted"] or found["name"].strip())
    if not steps:
        raise PathMalformed
    return tuple(steps)


def find(document: Any, path: Sequence[PathStep]) -> Any:
    """Return what a document has at a path; raises `PathMissing`."""
    for step in path:
        document = _next(document, step)
    if document is None:
        raise PathMissing
    return document


def _next(value: Any, step: PathStep) -> Any:
    if isinstance(step, str):
        if isinstance(value, dict) and step in value:
            return value[step]
    elif isinstance(value, list):
        if isinstance(step, Match):
            for each in value:
                if isinstance(each, dict) and _text(each.get(step.key)) == step.wanted:
                    return each
        elif step < len(value):
            return value[step]
    raise PathMissing


def _text(value: Any) -> str:
    """Return a value as JSON writes it, a text without its quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "null" if value is None else str(value)
