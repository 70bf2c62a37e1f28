"""Finds out what each date ends: service, the number, or the time in which to recharge."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import dropwhile

from .cues import Cue
from .findings import Kind, Reason
from .items import Item, Lapse, Mark, Phone, Quantity, Word, Written, cues_of
from .surroundings import (
    ACTIONS,
    ENDS,
    FROM_NOW,
    NO_ENDS,
    OFFERED,
    Action,
    Surroundings,
    all_cues,
    outside_brackets,
)
from .units import Measure

_OFFERS = {Cue.OFFER, Cue.GIFT}
_PARTS = {Cue.BONUS, Cue.OTHER, Cue.ABROAD, Cue.SPECIAL}
_THINGS = {Cue.DATA, Cue.CALLS, Cue.TEXTS}
_ACCOUNTS = {Cue.ACCOUNT, Cue.CREDIT}
_OWNERS = {Cue.LINE, Cue.PACK, Cue.INCOMING, Cue.OUTGOING} | _ACCOUNTS | _PARTS | _THINGS
_OWN = {Cue.ACCOUNT, Cue.LINE, Cue.LOSS, Cue.STOPS, Cue.EXPIRES, Cue.RECHARGE}
_NUMBER = {Cue.LINE, Cue.INCOMING}


class Rank(IntEnum):
    """Whose end a date is: that of the account comes before that of a part of it."""

    ACCOUNT = 0
    PACK = 1
    PART = 2


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date, or a span from now, and what it ends; or the reason why it is left aside."""

    when: Written | Lapse
    said_at: int
    kind: Kind | None = None
    reason: Reason | None = None
    rank: Rank = Rank.ACCOUNT


@dataclass(frozen=True, slots=True)
class _Owner:
    """What ends on a date: the cues of its name, if it has one, and its rank."""

    cues: frozenset[Cue] = frozenset()

    @property
    def rank(self) -> Rank:
        """Whose end a date is."""
        if self.cues & _PARTS:
            return Rank.PART
        if Cue.PACK in self.cues or (self.cues & _THINGS and not self.cues & _ACCOUNTS):
            return Rank.PACK
        return Rank.ACCOUNT


@dataclass(frozen=True, slots=True)
class _Text:
    """What is known of the whole text, and of the sentence before."""

    is_advert: bool
    has_balance: bool
    context: frozenset[Cue] = frozenset()


def find_deadlines(sentences: Sequence[Sequence[Item]], *, is_advert: bool) -> Iterator[Deadline]:
    """Return every date of a text, and every span of days with which something ends."""
    items = (item for sentence in sentences for item in sentence)
    has_balance = any(isinstance(item, Quantity) and item.role for item in items)
    text = _Text(is_advert, has_balance)
    for sentence in sentences:
        places = [at for at, item in enumerate(sentence) if isinstance(item, Written | Lapse)]
        for number, at in enumerate(places):
            start = places[number - 1] if number else -1
            end = places[number + 1] if number + 1 < len(places) else len(sentence)
            if found := _Place(Surroundings(sentence, start, at, end), text).deadline():
                yield found
        text = _Text(is_advert, has_balance, all_cues(sentence) or text.context)


@dataclass(frozen=True, slots=True)
class _Place:
    """One date, what stands around it, and the text in which it is."""

    around: Surroundings
    text: _Text

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
        if introduction & {Cue.LESS_THAN, Cue.UP_TO}:
            return Deadline(when, when.first, reason=Reason.THRESHOLD)
        if introduction & FROM_NOW or (Cue.HAVE in introduction and action.cues):
            return self._from_now(when, action)
        if Cue.VALID in action.cues:
            return Deadline(when, when.first, reason=Reason.DURATION)
        return None

    def _from_now(self, when: Lapse, action: Action) -> Deadline:
        """Return what ends so many days after the text."""
        items = self.around.items
        has_balance = any(isinstance(item, Quantity) and item.role for item in items)
        if not (action.cues or has_balance) and all_cues(items) & _OFFERS:
            return Deadline(when, when.first, reason=Reason.OFFER)
        if action.cues or has_balance or self._owner().cues:
            return self._judge(when, ends=True)
        return Deadline(when, when.first, reason=Reason.UNCLEAR)

    def _judge(self, when: Written | Lapse, *, ends: bool) -> Deadline:
        """Return what the words around make of a date."""
        owner = self._owner()
        kind = self._set_aside() or self._meaning(owner, ends=ends)
        if isinstance(kind, Reason):
            return Deadline(when, when.first, reason=kind)
        return Deadline(when, self.around.said_at, kind, rank=owner.rank)

    # --- dates that do not count ---

    def _set_aside(self) -> Reason | None:
        """Return why a date is none that counts, whatever else is said."""
        around = self.around
        begins = around.introduction & NO_ENDS and not around.is_second_of_range
        if around.is_first_of_range or begins:
            return Reason.OTHER_DATE
        if Cue.IF in all_cues(around.left) and not self._threatens():
            return Reason.CONDITION
        return Reason.OFFER if self._is_offered() else None

    def _threatens(self) -> bool:
        """Return whether the condition is a recharge, without which something is lost."""
        loses = all_cues(self.around.items) & {Cue.LOSS, Cue.STOPS}
        return bool(loses) and Cue.RECHARGE in self.around.action.cues

    def _is_offered(self) -> bool:
        """Return whether the date belongs to an offer: nothing of one's own stands after it."""
        for item in self.around.left:
            if cues_of(item) & _OFFERS:
                return True
            if cues_of(item) & _OWN:
                return False
            if isinstance(item, Quantity):
                return item.reason in OFFERED
        return False

    # --- dates that count ---

    def _meaning(self, owner: _Owner, *, ends: bool) -> Kind | Reason:
        """Return what the date ends, or why it ends nothing."""
        action = self._action(owner)
        if found := action.cues & _BY_ACTION.keys():
            return self._by_action(_BY_ACTION[min(found)], owner)
        if action.cues & {Cue.RECHARGE, Cue.TOP_UP}:
            return self._recharge(ends=ends)
        if ends or Cue.EXPIRES in action.cues or (Cue.VALID in action.cues and action.near):
            return self._end(action, owner)
        return Reason.UNCLEAR if action.cues else Reason.OTHER_DATE

    def _action(self, owner: _Owner) -> Action:
        """Return what happens on the date; to another thing it is what happens to the first."""
        action = self.around.action
        if action.cues or not owner.cues:
            return action
        for item in self.around.earlier:
            if found := cues_of(item) & {Cue.VALID, Cue.EXPIRES}:
                return Action(found, near=True)
        return action

    def _by_action(self, kind: Kind | Reason, owner: _Owner) -> Kind | Reason:
        """Return what the action decides; what is lost has to be the line, or the credit."""
        if kind is not Kind.NUMBER_UNTIL or Cue.LINE in all_cues(self.around.items):
            return kind
        return Kind.SERVICE_UNTIL if owner.cues & _ACCOUNTS else Reason.UNCLEAR

    def _recharge(self, *, ends: bool) -> Kind | Reason:
        """Return whether one has to recharge before the date: not for the sake of an offer."""
        said = {cue for item in self.around.right for cue in cues_of(item)}
        if all_cues(self.around.left) & {Cue.SPENT, Cue.DUE} == {Cue.SPENT}:
            return Reason.SPENT
        if said & _OFFERS or Cue.GIFT in all_cues(self.around.items):
            return Reason.OFFER
        return Kind.RECHARGE_BEFORE if ends else Reason.UNCLEAR

    def _end(self, action: Action, owner: _Owner) -> Kind | Reason:
        """Return whether service or the number ends on the date."""
        if owner.cues & _NUMBER and not owner.cues & _ACCOUNTS:
            return Kind.NUMBER_UNTIL
        if not owner.cues:
            return self._end_of_nothing(action)
        return Reason.OFFER if Cue.PACK in owner.cues and self._sells() else Kind.SERVICE_UNTIL

    def _end_of_nothing(self, action: Action) -> Kind | Reason:
        """Return whether a date without owner is the end of the balances of this text."""
        around, context = self.around, self.text.context
        if self.text.is_advert or all_cues(around.items) & _OFFERS:
            return Reason.OFFER
        if Cue.EXPIRES not in action.cues:
            if context & _OFFERS:
                return Reason.OFFER
            if Cue.LINE in context and not context & _ACCOUNTS:
                return Reason.UNCLEAR
        acts = dropwhile(lambda item: not cues_of(item) & ACTIONS, around.left)
        words = sum(isinstance(item, Word) for item in acts)
        is_bare = (self.text.has_balance or context & _OWNERS) and words <= 1
        return Kind.SERVICE_UNTIL if action.cues and is_bare else Reason.UNCLEAR

    def _sells(self) -> bool:
        """Return whether the sentence names a price for something."""
        amounts = [item for item in self.around.items if isinstance(item, Quantity)]
        sold = [each for each in amounts if each.measure is not Measure.MONEY and not each.role]
        return bool(sold) and any(each.reason is Reason.PRICE for each in amounts)

    # --- whose end it is ---

    def _owner(self) -> _Owner:
        """Return of what the date is the end: the nearest thing before it, else one behind it."""
        around = self.around
        left = around.left
        if before := self._owner_before(left):
            return before
        leads = all(cues_of(item) & ENDS for item in left)
        behind = around.items[around.at + 1 : around.end] if leads else around.right
        return _nearest(around.earlier) or _nearest(behind) or _Owner()

    def _owner_before(self, left: Iterable[Item]) -> _Owner | None:
        """Return the nearest thing before the date; a number that is only an address is none."""
        has_phone = False
        thing: _Owner | None = None
        for item in outside_brackets(left):
            if isinstance(item, Phone):
                has_phone = True
            if thing and isinstance(item, Mark) and item.text == ",":
                break
            found = _owner_of(item)
            if found and found.cues <= _THINGS:
                thing = thing or found
            elif found and not (has_phone and found.cues == {Cue.LINE}):
                return found
        return _Owner(frozenset({Cue.LINE})) if has_phone else thing


_BY_ACTION: dict[Cue, Kind | Reason] = {
    Cue.RENEWS: Reason.RENEWAL,
    Cue.SLOWS: Reason.OTHER_DATE,
    Cue.DUE: Reason.SPENT,
    Cue.SPENT: Reason.SPENT,
    Cue.LOSS: Kind.NUMBER_UNTIL,
    Cue.STOPS: Kind.SERVICE_UNTIL,
}


def _nearest(items: Iterable[Item]) -> _Owner | None:
    """Return the first thing that can end."""
    return next((found for item in items if (found := _owner_of(item))), None)


def _owner_of(item: Item) -> _Owner | None:
    """Return the thing that an item names; a balance is one of the account."""
    if isinstance(item, Quantity):
        return _Owner(frozenset({Cue.ACCOUNT} | item.labels & _OWNERS)) if item.role else None
    found = cues_of(item) & _OWNERS
    return _Owner(found) if found else None
