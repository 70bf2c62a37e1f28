"""The log of Home Assistant, entry by entry."""

from dataclasses import dataclass
from pathlib import Path
import re

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_BEGINS = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} (?P<level>[A-Z]+) \(")

_OF_EVERY_INTEGRATION = (
    "has not been tested by Home Assistant",
    "Failed to load integration for translation: Invalid domain",  # of its platforms, by core
)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One message with all its lines, such as those of a traceback."""

    level: str
    text: str

    @property
    def is_complaint(self) -> bool:
        """Whether something is wrong: a warning or worse.

        Home Assistant reminds that an integration is not a built-in one, and when its language is
        changed it complains of the platforms of every integration: neither is a complaint of ours.
        """
        return self.level in {"WARNING", "ERROR", "CRITICAL"} and not any(
            words in self.text for words in _OF_EVERY_INTEGRATION
        )

    @property
    def is_ours(self) -> bool:
        """Whether this integration wrote it, or is named in it."""
        return "sim_renewal" in self.text


def read_log(path: Path) -> list[LogEntry]:
    """Return the entries of a log; lines before the first one are an entry without a level."""
    entries: list[LogEntry] = []
    for line in _COLOUR.sub("", path.read_text(encoding="utf-8", errors="replace")).splitlines():
        if begins := _BEGINS.match(line):
            entries.append(LogEntry(begins["level"], line))
        else:
            last = entries.pop() if entries else LogEntry("", "")
            entries.append(LogEntry(last.level, f"{last.text}\n{line}".strip("\n")))
    return entries


def last_lines(path: Path, count: int = 15) -> str:
    """Return the end of a log, or nothing where there is none yet."""
    if not path.exists():
        return ""
    text = path.read_text(encoding="utf-8", errors="replace")
    return "\n".join(_COLOUR.sub("", text).splitlines()[-count:])
