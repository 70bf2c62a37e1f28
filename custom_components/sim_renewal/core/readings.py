"""What is known of balances after one more reading of them."""

from collections.abc import Collection

from .model import Bucket, Measure, Reading


def newer(reading: Reading, known: Reading) -> Reading:
    """Return the measures that are not older than what is known of their bucket, or told again."""
    return {
        bucket: measure
        for bucket, measure in reading.items()
        if bucket not in known or _isnewer(measure, known[bucket])
    }


def _isnewer(measure: Measure, known: Measure) -> bool:
    """Return whether a measure is not older than a known one, and not the same told again."""
    if (measure.amount, measure.measured_at) == (known.amount, known.measured_at):
        return measure.known_at < known.known_at
    return measure.measured_at >= known.measured_at


def data_in(*readings: Reading) -> list[Measure]:
    """Return the measures of data left."""
    data = Bucket.DATA_REMAINING
    return [reading[data] for reading in readings if data in reading]


def without_buckets(reading: Reading, buckets: Collection[Bucket]) -> Reading:
    """Return a reading in which nothing is known of some buckets."""
    return {bucket: measure for bucket, measure in reading.items() if bucket not in buckets}
