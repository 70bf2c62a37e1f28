"""A text in either format: which one it is, and what it says."""

from .csv_format import BYTE_ORDER_MARK, read_csv, write_csv
from .json_format import read_json, write_json
from .model import FileFormat, Home, HouseholdData, Sheet


def format_of(text: str) -> FileFormat:
    """Return in which format a text is, as it begins."""
    begin = text.removeprefix(BYTE_ORDER_MARK).lstrip()[:1]
    return FileFormat.JSON if begin in {"{", "["} else FileFormat.CSV


def read(text: str, home: Home, file_format: FileFormat | None = None) -> Sheet:
    """Return what a text says; raises `Unreadable`. What it leaves open is as at `home`."""
    if (file_format or format_of(text)) is FileFormat.JSON:
        return read_json(text, home)
    return read_csv(text, home)


def write(household: HouseholdData, file_format: FileFormat) -> str:
    """Return a household in a format."""
    return write_json(household) if file_format is FileFormat.JSON else write_csv(household)
