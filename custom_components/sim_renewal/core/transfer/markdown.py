"""A table between strokes, as notes and wikis have it: `| Papa | 2027-01-05 |`."""

from collections.abc import Iterator
import re

from .layout import TableRow

_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?|\s*\|\s*:?-+:?\s*")
"""The line below the headings: `|---|:--:|`."""
_STROKE = re.compile(r"(?<!\\)\|")
_EMPHASIS = re.compile(r"(\*\*|__|`|\*|_|~~)(?P<text>.+)\1")
_LINK = re.compile(r"\[(?P<text>[^\]]*)\]\([^)]*\)")


def markdown_rows(text: str) -> list[TableRow] | None:
    """Return the rows of a text that has such a table, from its headings on; else `None`."""
    lines = text.splitlines()
    rule = next((at for at, line in enumerate(lines) if at and _is_rule(lines[at - 1], line)), None)
    if rule is None:
        return None
    return list(_rows(lines, rule))


def _is_rule(heading: str, line: str) -> bool:
    """Return whether a line is the one below headings."""
    return _STROKE.search(heading) is not None and _RULE.fullmatch(line) is not None


def _rows(lines: list[str], rule: int) -> Iterator[TableRow]:
    """Return the headings and all rows below, also of a second table: nothing is lost unsaid."""
    row = 0
    for at in range(rule - 1, len(lines)):
        line = lines[at]
        if _STROKE.search(line) and not _RULE.fullmatch(line):
            row += 1
            yield TableRow(at + 1, row, _cells(line))


def _cells(line: str) -> list[str]:
    """Return the cells of a line without the marks around them."""
    cells = _STROKE.split(line.strip())
    if not cells[0].strip():
        cells = cells[1:]
    if cells and not cells[-1].strip() and line.rstrip().endswith("|"):
        cells = cells[:-1]
    return [_bare(cell) for cell in cells]


def _bare(cell: str) -> str:
    """Return what a cell says: `**Papa**` and `[Papa](https://example.com)` say Papa."""
    text = _LINK.sub(r"\g<text>", cell.replace("\\|", "|").replace("<br>", " ").strip())
    emphasised = _EMPHASIS.fullmatch(text)
    return emphasised["text"] if emphasised else text
