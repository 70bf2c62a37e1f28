"""What a renewal does to a line, in the words of a card."""

from datetime import date

from ..core.ledger import Entry
from ..core.replayed import Replay
from ..household.ledger import Recorded, RecordOutcome
from ..texts.sentences import Sentences


def has_moved(recorded: Recorded) -> bool:
    """Return whether a renewal changes a date of its line."""
    before, after = recorded.before, recorded.after
    return (before.service_until, before.number_until) != (
        after.service_until,
        after.number_until,
    )


class CardWords(Sentences):
    """Sentences about one renewal in one language."""

    def effect(self, recorded: Recorded, replayed: Replay) -> str:
        """Return what recording a renewal would do."""
        payer = recorded.renewal.payer
        match recorded.outcome:
            case RecordOutcome.SAME_DEED if payer is not None:
                return self.text("effect_same_deed_by", person=payer)
            case RecordOutcome.CONTAINED if (said := replayed.service_statement) is not None:
                return self.text("effect_contained_on", date=self.day(said.last_moment.date()))
            case RecordOutcome.MOVED if not has_moved(recorded):
                return self.text("effect_unchanged")
            case RecordOutcome.MOVED:
                return self.joined(self._moves(recorded))
            case RecordOutcome.UNDATED:
                return self.joined([self.text("effect_undated"), *self._moves(recorded)])
            case outcome:
                return self.text(f"effect_{outcome}")

    def _moves(self, recorded: Recorded) -> list[str]:
        before, after = recorded.before, recorded.after
        return [
            *self._move("service", before.service_until, after.service_until),
            *self._move("number", before.number_until, after.number_until),
        ]

    def _move(self, clock: str, before: date | None, after: date | None) -> list[str]:
        if after is None or after == before:
            return []
        if before is None:
            return [self.text(f"effect_{clock}", date=self.day(after))]
        key = f"effect_{clock}_instead"
        return [self.text(key, date=self.day(after), before=self.day(before))]

    def moved(self, entry: Entry) -> str:
        """Return what a renewal of the ledger did, as one part of a line in a list."""
        renewal, after = entry.renewal, entry.after
        if renewal.is_missing:
            key = "ledger_missing"
        elif renewal.verification.is_open:
            key = "ledger_open"
        elif entry.is_contained:
            key = "ledger_contained"
        elif renewal.refund and not renewal.moves:
            key = "ledger_refund"
        elif after is None or after.service_until is None:
            key = "ledger_undated"
        else:
            return self.text("ledger_until", date=self.day(after.service_until))
        return self.text(key)
