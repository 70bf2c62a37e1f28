"""Finds the dates and spans with which something ends, and leaves aside those that do not count."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .cues import Cue, Saying
from .findings import Kind, Reason
from .items import Lapse, Quantity, TextItem, Written, cues_of
from .meanings import Meaning, TextSoFar
from .neighbours import FROM_NOW, NO_ENDS, OFFERED, OFFERS, Action, Neighbours, all_cues
from .owners import Rank, owner_of
from .sayings import Sayings

_NEAR = 3
"""Of how many things behind a number of days one may say what they are for."""
_OWN = {Cue.ACCOUNT, Cue.LINE, Cue.LOSS, Cue.STOPS, Cue.EXPIRES, Cue.RECHARGE}
_ENDS_SERVICE = {Cue.LOSS, Cue.STOPS}
_REAL = _ENDS_SERVICE | {Cue.EXPIRES, Cue.RECHARGE, Cue.TOP_UP}
"""What happens on a day whatever else is hoped, or has failed:

`Your top up failed. Your plan expires on 05/12/2026.`
"""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date, or a span from now, and what it ends; or the reason why it is left aside."""

    when: Written | Lapse
    said_at: int
    kind: Kind | None = None
    reason: Reason | None = None
    """Why it is left aside: `Votre crédit est valable jusqu'au 12/2027.`"""
    rank: Rank = Rank.ACCOUNT
    """Whose end it is; that of the account counts before that of a part:

    `Votre crédit expire le 12/12/2026, votre bonus le 30/11/2026.`
    """
    has_passed: bool = False
    """Whether the text says that this has ended: `Votre crédit a expiré le 28/11/2026.`"""
    is_first_without: bool = False
    """Whether the last day is the one before: `Votre forfait prend fin le 05/12/2026 à 00h00.`"""


def find_deadlines(
    sentences: Sequence[Sequence[TextItem]], sayings: Sayings, *, is_advert: bool
) -> Iterator[Deadline]:
    """Return every date of a text, and every span of days with which something ends."""
    items = (item for sentence in sentences for item in sentence)
    has_balance = any(isinstance(item, Quantity) and item.role for item in items)
    text = TextSoFar(is_advert, has_balance)
    for sentence in sentences:
        for around in _dates_of(sentence):
            if found := _Place(around, text, sayings).deadline():
                yield found
        text = TextSoFar(
            is_advert,
            has_balance,
            all_cues(sentence) or text.context,
            text.has_failed or sayings.says(Saying.FAILURE, sentence),
        )


def _dates_of(sentence: Sequence[TextItem]) -> Iterator[Neighbours]:
    """Return the dates and spans of a sentence, each between those next to it."""
    places = [at for at, item in enumerate(sentence) if isinstance(item, Written | Lapse)]
    for start, at, end in zip([-1, *places], places, [*places[1:], len(sentence)], strict=False):
        yield Neighbours(sentence, start, at, end)


@dataclass(frozen=True, slots=True)
class _Place:
    """One date, what stands around it, and the text in which it is."""

    around: Neighbours
    text: TextSoFar
    sayings: Sayings

    def deadline(self) -> Deadline | None:
        """Return what the date ends."""
        around = self.around
        when = around.items[around.at]
        if isinstance(when, Lapse):
            return self._word(when) if when.word else self._span(when)
        if not isinstance(when, Written) or not (when.exact or around.is_introduced):
            return None
        if when.reason:
            return Deadline(when, when.first, reason=when.reason)
        return self._judge(when, ends=around.says_end)

    def _word(self, when: Lapse) -> Deadline | None:
        """Return what ends today or tomorrow."""
        action = self.around.action
        ends = {Cue.EXPIRES, Cue.LOSS, Cue.STOPS} | ({Cue.VALID} if self.around.says_end else set())
        if action.near and action.cues & ends:
            return self._judge(when, ends=True)
        return None

    def _span(self, when: Lapse) -> Deadline | None:
        """Return what ends after some days from now; how long something lasts is no date."""
        introduction = self.around.introduction | (self.around.behind & {Cue.IN, Cue.LEFT})
        action = self.around.action
        if (end := self._end_before_incoming()) is not None:
            return Deadline(replace(when, after=end), when.first, Kind.NUMBER_UNTIL)
        if introduction & {Cue.LESS_THAN, Cue.UP_TO}:
            return Deadline(when, when.first, reason=Reason.THRESHOLD)
        if introduction & FROM_NOW or (Cue.HAVE in introduction and action.cues):
            return self._from_now(when, action)
        if Cue.VALID in action.cues:
            return Deadline(when, when.first, reason=Reason.DURATION)
        return None

    def _end_before_incoming(self) -> Written | None:
        """Return the date to which some days are added in which one can still be called."""
        around = self.around
        left = around.items[around.start + 1 : around.at]
        before = around.items[around.start] if around.start >= 0 else None
        is_added = len(left) == 1 and Cue.AND in cues_of(left[0])
        is_incoming = Cue.INCOMING in all_cues(around.right[:_NEAR])
        return before if is_added and is_incoming and isinstance(before, Written) else None

    def _from_now(self, when: Lapse, action: Action) -> Deadline:
        """Return what ends so many days after the text."""
        items = self.around.items
        has_balance = any(isinstance(item, Quantity) and item.role for item in items)
        if not (action.cues or has_balance) and all_cues(items) & OFFERS:
            return Deadline(when, when.first, reason=Reason.OFFER)
        if action.cues or has_balance or owner_of(self.around).cues:
            return self._judge(when, ends=True)
        return Deadline(when, when.first, reason=Reason.UNCLEAR)

    def _judge(self, when: Written | Lapse, *, ends: bool) -> Deadline:
        """Return what the words around make of a date."""
        owner = owner_of(self.around)
        kind = self._set_aside() or Meaning(self.around, owner, self.text).kind(ends=ends)
        if isinstance(kind, Reason):
            return Deadline(when, when.first, reason=kind)
        has_passed = self._has_passed()
        if not has_passed and self._happened():
            if kind is not Kind.NUMBER_UNTIL:
                return Deadline(when, self.around.said_at, kind, reason=Reason.PAST_DATE)
            has_passed = True
        return Deadline(
            when,
            self.around.said_at,
            kind,
            rank=owner.rank,
            has_passed=has_passed,
            is_first_without=self._is_first_without(),
        )

    def _has_passed(self) -> bool:
        """Return whether the words say that it has ended on the date."""
        around = self.around
        ended = Cue.SINCE in around.introduction and Cue.EXPIRES in around.behind
        return ended or Cue.EXPIRED in around.action.cues

    def _happened(self) -> bool:
        """Return whether the words say that what is lost or stops on the date has done so."""
        return bool(self.around.action.cues & _ENDS_SERVICE) and self._says(Saying.HAPPENED)

    def _is_first_without(self) -> bool:
        """Return whether something ends as the day begins."""
        return self.around.begins_at_midnight

    # --- dates that do not count ---

    def _set_aside(self) -> Reason | None:
        """Return why a date is none that counts, whatever else is said."""
        around = self.around
        begins = (
            around.introduction & NO_ENDS
            and not around.is_second_of_range
            and not self._has_passed()
            and not self._happened()
        )
        if around.is_first_of_range or begins or Cue.RESUMES in around.behind:
            return Reason.OTHER_DATE
        if self._is_conditional():
            return Reason.CONDITION
        if self._is_denied():
            return Reason.NEGATED
        if Cue.MULTIPLIED in all_cues(around.items):
            return Reason.OFFER
        return Reason.OFFER if self._is_offered() else None

    def _is_conditional(self) -> bool:
        """Return whether the date is so only if something happens, be it said before or behind."""
        around = self.around
        said = all_cues(around.items)
        if Cue.IF in all_cues(around.left):
            return not self._threatens()
        if Cue.IF in all_cues(around.items[: around.at]):
            return not said & _ENDS_SERVICE
        if Cue.IF in all_cues(around.right) and not around.action.cues & _REAL:
            return True
        return self._says(Saying.CONDITION) and not said & _ENDS_SERVICE

    def _is_denied(self) -> bool:
        """Return whether the date is not so: in words, or as what would make it so has failed."""
        if self._says(Saying.DENIAL):
            return True
        if self.around.action.cues & _REAL:
            return False
        is_promise = self.text.has_failed and Cue.WILL in all_cues(self.around.items)
        return is_promise or self._says(Saying.FAILURE)

    def _says(self, saying: Saying) -> bool:
        """Return whether the sentence says this of the date."""
        around = self.around
        return self.sayings.says(saying, around.items, around.items[around.at])

    def _threatens(self) -> bool:
        """Return whether the condition is a recharge, without which something is lost."""
        loses = all_cues(self.around.items) & {Cue.LOSS, Cue.STOPS}
        return bool(loses) and Cue.RECHARGE in self.around.action.cues

    def _is_offered(self) -> bool:
        """Return whether the date belongs to an offer: nothing of one's own stands after it."""
        for item in self.around.left:
            if cues_of(item) & OFFERS:
                return True
            if cues_of(item) & _OWN:
                return False
            if isinstance(item, Quantity):
                return item.reason in OFFERED
        return False
