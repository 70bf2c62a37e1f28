"""The one clock."""

from datetime import datetime

from homeassistant.util import dt as dt_util


def local_now() -> datetime:
    """Return the moment, in the household's time zone: the only reading of the clock."""
    return dt_util.now()
