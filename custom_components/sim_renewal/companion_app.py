"""What the companion app's notify action keeps to its log: that a phone did not take a push."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
import logging
from typing import override

_SENDER = logging.getLogger("homeassistant.components.mobile_app.notify")


class Refusals(logging.Filter):
    """Whether the companion app complained while a push of ours was on its way."""

    heard = False

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        """Take notice of a complaint about our own push, and let every record pass."""
        if _sending.get() is self and record.levelno >= logging.WARNING:
            self.heard = True
        return True


_sending: ContextVar[Refusals | None] = ContextVar("sim_renewal_sending", default=None)


@contextmanager
def listening_for_refusals() -> Iterator[Refusals]:
    """Notice refusals of what is sent inside the block.

    The action itself returns as if all were well when the push service answers with an error or
    not at all; other senders of the same moment are told apart by their context.
    """
    refusals = Refusals()
    token = _sending.set(refusals)
    _SENDER.addFilter(refusals)
    try:
        yield refusals
    finally:
        _SENDER.removeFilter(refusals)
        _sending.reset(token)
