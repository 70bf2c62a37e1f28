"""What a file would bring, in words: line by line, and row by row what is refused."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from ..core.evidence import Clock
from .sentences import Sentences

if TYPE_CHECKING:
    from ..core.transfer.intake import Intake
    from ..core.transfer.model import LineData, Sheet

_MOST_ROWS = 40
_SEPARATOR = " · "


class ImportWords(Sentences):
    """Says what an import does; `literal` makes a text one that Markdown shows as it is."""

    def summary(
        self,
        sheet: Sheet,
        intake: Intake,
        names: Mapping[str, str],
        literal: Callable[[str], str],
    ) -> str:
        """Return what a file brings; `names` are those of the household's lines."""
        new = [
            self._row(sheet, intake.begun_in[line.line_id], self._line(line, literal))
            for line in intake.lines
        ]
        added = [
            self.text(
                "import_line_adds",
                line=literal(names[line_id]),
                renewals=str(len(addition.renewals)),
                activities=str(len(addition.activities)),
            )
            for line_id, addition in intake.additions.items()
        ]
        parts = [
            *self._list("import_new_lines", new),
            *self._list("import_added", added),
            *([] if new or added else [self.text("import_nothing")]),
        ]
        if intake.unchanged:
            parts.append(self.text("import_unchanged", count=str(intake.unchanged)))
        if sheet.own:
            columns = ", ".join(map(literal, sheet.own[:_MOST_ROWS]))
            parts.append(self.text("import_columns", columns=columns))
        return "\n\n".join(parts)

    def remarks(self, key: str, remarks: Iterable[tuple[int, str]]) -> str:
        """Return what is said of rows, by their number."""
        rows = [self.text("import_row", row=str(row), what=what) for row, what in remarks]
        return "\n\n".join(self._list(key, rows))

    def _list(self, key: str, items: list[str]) -> Iterator[str]:
        if not items:
            return
        shown = items[:_MOST_ROWS]
        if more := len(items) - len(shown):
            shown.append(self.text("import_more", count=str(more)))
        yield f"**{self.text(key, count=str(len(items)))}**"
        yield "\n".join(f"- {item}" for item in shown)

    def _row(self, sheet: Sheet, line_number: int, what: str) -> str:
        row = sheet.row_numbers.get(line_number, line_number)
        return self.text("import_row", row=str(row), what=what)

    def _line(self, line: LineData, literal: Callable[[str], str]) -> str:
        settings = line.settings
        until = [each.until for each in line.statements if each.clock is Clock.SERVICE]
        day = until[-1] if until else None
        parts = [line.name, settings.get("carrier"), settings.get("number")]
        words = [literal(str(part)) for part in parts if part]
        words.append(
            self.text("import_line_until", date=self.day(day))
            if day
            else self.text("import_line_dateless")
        )
        if (price := settings.get("price")) is not None:
            words.append(self.money(Decimal(str(price)), settings["currency"]))
        return _SEPARATOR.join(words)
