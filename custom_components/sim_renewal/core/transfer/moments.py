"""Days and moments as spreadsheets write them: ISO 8601, or the day before the month."""

from datetime import UTC, date, datetime, tzinfo
import re

_DAY = re.compile(
    r"(?:(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"|(?P<day>[0-9]{1,2})(?P<mark>[/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4}))"
    r"(?:[T ](?P<time>\S.*))?"
)


class MomentRefused(ValueError):
    """The text is no day or moment; `reason` is `invalid_date` or `month_first`."""

    def __init__(self, reason: str) -> None:
        """Keep why the text was refused."""
        super().__init__(reason)
        self.reason = reason


def parse_day(text: str) -> date:
    """Return a civil day; a time of day with it has to be midnight, as spreadsheets add it."""
    day, time = _split(text)
    if time.strip("0:"):
        raise MomentRefused("invalid_date")
    return day


def parse_moment(text: str, zone: tzinfo) -> datetime:
    """Return an instant in UTC; without a time zone it is one of `zone`."""
    day, time = _split(text)
    if time[1:2] == ":":
        time = f"0{time}"
    try:
        moment = datetime.fromisoformat(f"{day.isoformat()}T{time or '00:00'}")
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone)
        return moment.astimezone(UTC)
    except ValueError, OverflowError:
        raise MomentRefused("invalid_date") from None


def _split(text: str) -> tuple[date, str]:
    """Return the day of a text, and what follows it."""
    match = _DAY.fullmatch(text.strip())
    if match is None:
        raise MomentRefused("invalid_date")
    time = match["time"] or ""
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"]), time
        year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
        return date(year, month, day), time
    except ValueError:
        if not match["iso"] and 1 <= int(match["day"]) <= 12 < int(match["month"]) <= 31:
            raise MomentRefused("month_first") from None
        raise MomentRefused("invalid_date") from None
