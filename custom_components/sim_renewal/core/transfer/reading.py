"""A text in either format: which one it is, and what it says."""

from datetime import tzinfo

from .csv_format import BYTE_ORDER_MARK, read_csv, write_csv
from .json_format import read_json, write_json
from .model import FileFormat, HouseholdData, Row


def format_of(text: str) -> FileFormat:
    """Return in which format a text is, as it begins."""
    begin = text.removeprefix(BYTE_ORDER_MARK).lstrip()[:1]
    return FileFormat.JSON if begin in {"{", "["} else FileFormat.CSV


def read(text: str, zone: tzinfo, file_format: FileFormat | None = None) -> list[Row]:
    """Return the rows of a text; raises `Unreadable`. Times without a zone are of `zone`."""
    if (file_format or format_of(text)) is FileFormat.JSON:
        return read_json(text, zone)
    return read_csv(text, zone)


def write(household: HouseholdData, file_format: FileFormat) -> str:
    """Return a household in a format."""
    return write_json(household) if file_format is FileFormat.JSON else write_csv(household)
