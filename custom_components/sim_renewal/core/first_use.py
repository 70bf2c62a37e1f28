"""A term that waits for the first use: which purchase it is, where the use is told later."""

from dataclasses import dataclass

from .model import Activity, Renewal


@dataclass(slots=True)
class FirstUse:
    """Whether a purchase waits for its use, and the use whose purchase nobody has told yet."""

    is_bought: bool = False
    begun: Activity | None = None

    def forget(self) -> None:
        """Take account of a stated end, which knows of both."""
        self.is_bought, self.begun = False, None

    def begin(self, activity: Activity) -> None:
        """Note the use that begins the term."""
        self.begun = None if self.is_bought else activity
        self.is_bought = False

    def has_begun(self, renewal: Renewal) -> bool:
        """Return whether a use that was told later has begun the term of a renewal, once.

        Nobody told of a term that the use could have begun before.
        """
        begun = self.begun
        if begun is None or renewal.in_addition or renewal.service_until is not None:
            return False
        self.begun = None
        return renewal.recorded_at < begun.recorded_at
