"""Units of data and of time: how many bytes or seconds each is."""

from collections.abc import Mapping

BYTES: Mapping[str, int] = {
    "B": 1,
    "kB": 10**3,
    "MB": 10**6,
    "GB": 10**9,
    "TB": 10**12,
    "MiB": 2**20,
    "GiB": 2**30,
}

SECONDS: Mapping[str, int] = {"s": 1, "min": 60, "h": 3600}
