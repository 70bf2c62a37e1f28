"""What a text says of one thing, before it is known whether that counts."""

from dataclasses import dataclass

from .findings import FoundValue, Kind, Reason


@dataclass(frozen=True, slots=True)
class Claim:
    """A value that tokens `first` to `last` say, or the reason why it does not count."""

    first: int
    last: int
    kind: Kind | None = None
    value: FoundValue | None = None
    currency: str | None = None
    reason: Reason | None = None

    def doubted(self, reason: Reason) -> Claim:
        """Return the same as a doubt."""
        return Claim(self.first, self.last, self.kind, reason=reason)
