"""What the diary of a line says, as who did it and what they did."""

from datetime import date

from ..core.model import Renewal
from .sentences import Sentences


class DiaryWords(Sentences):
    """Entries of the diary in one language; each begins with a name that is not part of it."""

    def renewed(self, line: str, renewal: Renewal | None, until: date | None, *, by: bool) -> str:
        """Return that a line was renewed, after the name of who did it or that of the line."""
        said = self.text("diary_renewed_by", line=line) if by else self.text("diary_renewed")
        if renewal is not None:
            said += self._amount(renewal)
        return said if until is None else said + self.text("diary_until", date=self.day(until))

    def about(self, deed: str, renewal: Renewal | None, other: str | None) -> str:
        """Return what was done to a renewal, after the name of its line."""
        key = f"diary_{deed}"
        if renewal is None:
            return self.text(f"{key}_some")
        if other is None:
            return self.text(key, date=self.day(renewal.renewed_on)) + self._amount(renewal)
        return self.text(key, date=self.day(renewal.renewed_on), line=other)

    def reminded(self, person: str | None) -> str:
        """Return that somebody was reminded, after the name of the line."""
        if person is None:
            return self.text("diary_reminded_some")
        return self.text("diary_reminded", person=person)

    def _amount(self, renewal: Renewal) -> str:
        if renewal.amount is None or renewal.currency is None:
            return ""
        return self.text("diary_amount", amount=self.money(renewal.amount, renewal.currency))
