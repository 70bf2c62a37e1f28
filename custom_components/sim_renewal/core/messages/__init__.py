"""Reads the texts in which carriers tell balances and dates; what is not certain is not applied."""

from .findings import UNLIMITED, Doubt, Finding, Kind, Reason, Understanding, Unlimited
from .reader import MOST_CHARACTERS, MessageTooLong, read_message

__all__ = [
    "MOST_CHARACTERS",
    "UNLIMITED",
    "Doubt",
    "Finding",
    "Kind",
    "MessageTooLong",
    "Reason",
    "Understanding",
    "Unlimited",
    "read_message",
]
