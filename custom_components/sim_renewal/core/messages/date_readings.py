"""Which days the numbers of a written date can mean, and whether there are such days."""

from .items import DayReading, Written

_LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def year_of(digits: str) -> int | None:
    """Return the year that two or four digits mean."""
    if len(digits) == 2:
        return 2000 + int(digits)
    return int(digits) if len(digits) == 4 and 1990 <= int(digits) <= 2199 else None


def day_of(year: int | None, month: int, day: int) -> DayReading | None:
    """Return a day that can exist."""
    if not (1 <= month <= 12 and 1 <= day <= _LONGEST_MONTH[month - 1]):
        return None
    leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return DayReading(month, day, year) if leap or (month, day) != (2, 29) else None


def written_date(
    at: int, last: int, *days: DayReading | None, exact: bool = True
) -> Written | None:
    """Return a date with the readings that can exist."""
    readings = tuple(dict.fromkeys(day for day in days if day))
    return Written(at, last, readings, exact) if readings else None
