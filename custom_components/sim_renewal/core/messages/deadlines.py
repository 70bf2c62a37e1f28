"""Finds out what each date of a text is the end of: service, the number, or the time to recharge."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from .cues import Cue
from .findings import Kind, Reason
from .items import Break, Item, Lapse, Mark, Phone, Quantity, Said, Word, Written
from .units import Measure

_ACTIONS = {
    Cue.RECHARGE,
    Cue.TOP_UP,
    Cue.VALID,
    Cue.USE,
    Cue.EXPIRES,
    Cue.LOSS,
    Cue.STOPS,
    Cue.RENEWS,
    Cue.DUE,
    Cue.SPENT,
}
_NO_ENDS = {Cue.SINCE, Cue.AS_OF}
_ENDS = {Cue.UNTIL, Cue.BEFORE}
_INTRODUCTIONS = _ENDS | _NO_ENDS | {Cue.ON, Cue.VALID, Cue.EXPIRES}
_FROM_NOW = {Cue.IN, Cue.STILL, Cue.REMAINS, Cue.LEFT}
_OFFERS = {Cue.OFFER, Cue.GIFT}
_OFFERED = {Reason.OFFER, Reason.PRICE}
_PARTS = {Cue.BONUS, Cue.OTHER, Cue.ABROAD, Cue.SPECIAL}
_THINGS = {Cue.DATA, Cue.CALLS, Cue.TEXTS}
_OWNERS = (
    {Cue.LINE, Cue.ACCOUNT, Cue.CREDIT, Cue.PACK, Cue.INCOMING, Cue.OUTGOING} | _PARTS | _THINGS
)
_NEAR = 4


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


def find_deadlines(sentences: Sequence[Sequence[Item]], *, is_advert: bool) -> Iterator[Deadline]:
    """Return every date of a text, and every span of days with which something ends."""
    context: frozenset[Cue] = frozenset()
    has_balance = any(
        isinstance(item, Quantity) and item.role for items in sentences for item in items
    )
    for items in sentences:
        places = [at for at, item in enumerate(items) if isinstance(item, Written | Lapse)]
        for number, at in enumerate(places):
            start = places[number - 1] if number else -1
            end = places[number + 1] if number + 1 < len(places) else len(items)
            place = _Place(items, start, at, end, context, is_advert, has_balance)
            if found := place.deadline():
                yield found
        context = _all_cues(items) or context


def _cues(item: Item) -> frozenset[Cue]:
    """Return what an item tells."""
    return item.cues if isinstance(item, Said) else frozenset()


def _is_colon(item: Item) -> bool:
    """Return whether a mark belongs to the words before it."""
    return isinstance(item, Mark) and item.text == ":"


def _all_cues(items: Iterable[Item]) -> frozenset[Cue]:
    """Return everything that some items tell; an amount for sale tells of an offer."""
    found: set[Cue] = set()
    for item in items:
        found |= _cues(item)
        if isinstance(item, Quantity) and item.reason in _OFFERED:
            found.add(Cue.OFFER)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Place:
    """One date in its sentence, between the date before it and the one after."""

    items: Sequence[Item]
    start: int
    at: int
    end: int
    context: frozenset[Cue]
    """What the sentence before tells."""
    is_advert: bool
    has_balance: bool
    """Whether the text tells any balance, so that a bare date can be its end."""

    def deadline(self) -> Deadline | None:
        """Return what the date ends."""
        when = self.items[self.at]
        if isinstance(when, Lapse):
            return self._word(when) if when.word else self._span(when)
        assert isinstance(when, Written)
        if not when.exact and not self._is_introduced():
            return None
        if when.reason:
            return Deadline(when, when.first, reason=when.reason)
        return self._judge(when, ends=self._ends())

    # --- what stands around it ---

    @property
    def _is_second_of_range(self) -> bool:
        """Whether the date before is the beginning of the time of which this is the end."""
        return self.start >= 0 and self._connects(self.start, self.at)

    @property
    def _is_first_of_range(self) -> bool:
        """Whether the date after is the end of the time of which this is the beginning."""
        return self.end < len(self.items) and self._connects(self.at, self.end)

    def _connects(self, one: int, other: int) -> bool:
        """Return whether only "to" or a dash stands between two dates."""
        if other - one != 2:
            return False
        between = self.items[one + 1]
        dash = isinstance(between, Mark) and between.text == "-"
        return dash or bool(_cues(between) & (_ENDS | {Cue.ON, Cue.AS_OF, Cue.UP_TO}))

    @property
    def _left(self) -> list[Item]:
        """What stands before the date, nearest first."""
        start = -1 if self._is_second_of_range else self.start
        return [
            item
            for item in reversed(self.items[start + 1 : self.at])
            if not isinstance(item, Written | Lapse)
        ]

    @property
    def _right(self) -> list[Item]:
        """What stands behind the date in the same clause."""
        found: list[Item] = []
        for item in self.items[self.at + 1 : self.end]:
            if isinstance(item, Break) or (isinstance(item, Mark) and item.text == ","):
                break
            found.append(item)
        return found

    def _before(self) -> Said | None:
        """Return the phrase right before the date; one word and marks may stand between."""
        words = 0
        for item in self._left:
            if isinstance(item, Said) and item.cues != {Cue.OF}:
                return item
            if not isinstance(item, Word | Mark | Said) or words > 1:
                return None
            words += not isinstance(item, Mark)
        return None

    def _behind(self) -> frozenset[Cue]:
        """Return what the phrase right behind the date tells."""
        right = self._right
        return _cues(right[0]) if right else frozenset()

    def _introduction(self) -> frozenset[Cue]:
        """Return what the phrase right before the date tells."""
        before = self._before()
        return before.cues if before else frozenset()

    def _is_introduced(self) -> bool:
        """Return whether the words around show that two numbers are a date."""
        if self._introduction() & _INTRODUCTIONS or self._behind() & {Cue.BEFORE, Cue.EXPIRES}:
            return True
        left = self._left
        return bool(left) and isinstance(left[0], Mark) and left[0].text == ":"

    def _ends(self) -> bool:
        """Return whether the words around say "until" or "before"."""
        around = self._introduction() | self._behind() & {Cue.BEFORE}
        return self._is_second_of_range or bool(around & _ENDS)

    def _said_at(self) -> int:
        """Return the token at which the words begin that stand right before the date."""
        first = last = self.items[self.at].first
        for item in self._left:
            if item.last + 1 != last or isinstance(item, Quantity | Break):
                break
            last = item.first
            if _cues(item) & (_ACTIONS | _INTRODUCTIONS | _FROM_NOW):
                first = last
            elif not _is_colon(item):
                break
        return first

    # --- what it means ---

    def _judge(self, when: Written | Lapse, *, ends: bool) -> Deadline:
        """Return what the words around make of a date."""
        kind: Kind | Reason
        if reason := self._set_aside():
            kind, rank = reason, Rank.ACCOUNT
        else:
            kind, rank = self._meaning(ends=ends)
        if isinstance(kind, Reason):
            return Deadline(when, when.first, reason=kind)
        return Deadline(when, self._said_at(), kind, rank=rank)

    def _set_aside(self) -> Reason | None:
        """Return why a date is none that counts, whatever else is said."""
        if self._is_first_of_range:
            return Reason.OTHER_DATE
        if self._introduction() & _NO_ENDS and not self._is_second_of_range:
            return Reason.OTHER_DATE
        said = _all_cues(self._left)
        if Cue.IF in said:
            return Reason.CONDITION
        return Reason.OFFER if self._is_offered() else None

    def _is_offered(self) -> bool:
        """Return whether the date belongs to an offer: nothing of one's own stands after it."""
        for item in self._left:
            cues = _cues(item)
            if cues & _OFFERS:
                return True
            if cues & {Cue.ACCOUNT, Cue.LINE, Cue.LOSS, Cue.STOPS, Cue.EXPIRES, Cue.RECHARGE}:
                return False
            if isinstance(item, Quantity):
                return item.reason in _OFFERED
        return False

    def _action(self) -> tuple[frozenset[Cue], bool]:
        """Return what happens on the date, and whether the words for it are right before it."""
        for distance, item in enumerate(self._left):
            if isinstance(item, Mark) and item.text == "," and _all_cues(self._right) & _ACTIONS:
                break
            if found := _cues(item) & _ACTIONS:
                if found != {Cue.TOP_UP} or Cue.BEFORE in self._introduction():
                    return found, distance <= _NEAR
        for item in self._right:
            if found := _cues(item) & (_ACTIONS - {Cue.TOP_UP}):
                return found, True
        return frozenset(), False

    def _meaning(self, *, ends: bool) -> tuple[Kind | Reason, Rank]:
        """Return what the date ends, and whose end it is."""
        action, near = self._action()
        owner, rank = self._owner()
        if action & {Cue.RENEWS, Cue.DUE, Cue.SPENT}:
            return (Reason.RENEWAL if Cue.RENEWS in action else Reason.SPENT), rank
        if Cue.LOSS in action:
            lost = Cue.LINE in _all_cues(self.items) or Cue.LINE in action
            return (Kind.NUMBER_UNTIL if lost else Reason.UNCLEAR), rank
        if Cue.STOPS in action:
            return Kind.SERVICE_UNTIL, rank
        if action & {Cue.RECHARGE, Cue.TOP_UP}:
            return self._recharge(ends=ends), rank
        if ends or Cue.EXPIRES in action or (Cue.VALID in action and near):
            return self._end(action, owner), rank
        return (Reason.UNCLEAR if action else Reason.OTHER_DATE), rank

    def _recharge(self, *, ends: bool) -> Kind | Reason:
        """Return whether one has to recharge before the date: not for the sake of an offer."""
        if _all_cues(self._right) & _OFFERS or _all_cues(self.items) & {Cue.GIFT}:
            return Reason.OFFER
        return Kind.RECHARGE_BEFORE if ends else Reason.UNCLEAR

    def _end(self, action: frozenset[Cue], owner: Cue | None) -> Kind | Reason:
        """Return whether service or the number ends on the date."""
        if owner in {Cue.LINE, Cue.INCOMING}:
            return Kind.NUMBER_UNTIL
        everything = _all_cues(self.items)
        if owner is None and (self.is_advert or everything & _OFFERS):
            return Reason.OFFER
        if owner is None and Cue.EXPIRES not in action:
            if self.context & _OFFERS:
                return Reason.OFFER
            if Cue.LINE in self.context and not self.context & {Cue.ACCOUNT, Cue.CREDIT}:
                return Reason.UNCLEAR
        if owner is None and not (action and self._is_bare()):
            return Reason.UNCLEAR
        if owner is Cue.PACK and self._sells():
            return Reason.OFFER
        return Kind.SERVICE_UNTIL

    def _is_bare(self) -> bool:
        """Return whether nothing else than the balances of this text can end on the date."""
        about = self.has_balance or bool(self.context & _OWNERS)
        words = [item for item in self._left if isinstance(item, Word)]
        return about and len(words) <= 1

    def _sells(self) -> bool:
        """Return whether the sentence names a price for something."""
        amounts = [item for item in self.items if isinstance(item, Quantity)]
        priced = any(item.reason is Reason.PRICE for item in amounts)
        return priced and any(
            item.measure is not Measure.MONEY and item.role is None for item in amounts
        )

    def _owner(self) -> tuple[Cue | None, Rank]:
        """Return of what the date is the end: the nearest thing before it, else one behind it."""
        has_phone = False
        for item in self._left:
            if isinstance(item, Phone):
                has_phone = True
            elif isinstance(item, Quantity):
                if item.role:
                    return Cue.ACCOUNT, _rank(item.labels)
            elif found := _cues(item) & _OWNERS:
                if not (has_phone and found == {Cue.LINE}):
                    return _first(found), _rank(found)
        if has_phone:
            return Cue.LINE, Rank.ACCOUNT
        for item in reversed(self.items[: max(self.start, 0)]):
            if found := _cues(item) & _OWNERS:
                return _first(found), _rank(found)
        leads = all(_cues(item) & _ENDS for item in self._left)
        behind = self.items[self.at + 1 : self.end] if leads else self._right
        for item in behind:
            if found := _cues(item) & _OWNERS:
                return _first(found), _rank(found)
            if isinstance(item, Quantity) and item.role:
                return Cue.ACCOUNT, _rank(item.labels)
        return None, Rank.ACCOUNT

    # --- spans ---

    def _word(self, when: Lapse) -> Deadline | None:
        """Return what ends today or tomorrow."""
        action, near = self._action()
        if near and action & {Cue.EXPIRES, Cue.LOSS, Cue.STOPS}:
            return self._judge(when, ends=True)
        return None

    def _span(self, when: Lapse) -> Deadline | None:
        """Return what ends after some days from now; how long something lasts is no date."""
        introduction = self._introduction() | (self._behind() & {Cue.IN, Cue.LEFT})
        action, _ = self._action()
        if introduction & {Cue.LESS_THAN, Cue.UP_TO}:
            return Deadline(when, when.first, reason=Reason.THRESHOLD)
        if introduction & _FROM_NOW or (Cue.HAVE in introduction and action):
            return self._from_now(when, action)
        if Cue.VALID in action:
            return Deadline(when, when.first, reason=Reason.DURATION)
        return None

    def _from_now(self, when: Lapse, action: frozenset[Cue]) -> Deadline:
        """Return what ends so many days after the text."""
        has_balance = any(isinstance(item, Quantity) and item.role for item in self.items)
        if not action and not has_balance:
            return Deadline(when, when.first, reason=Reason.UNCLEAR)
        return self._judge(when, ends=True)


def _first(owners: frozenset[Cue]) -> Cue:
    """Return the most telling of several owners."""
    return min(owners, key=lambda cue: cue.value)


def _rank(cues: Iterable[Cue]) -> Rank:
    """Return whose end a date is."""
    found = set(cues)
    if found & _PARTS:
        return Rank.PART
    if Cue.PACK in found or (found & _THINGS and not found & {Cue.ACCOUNT, Cue.CREDIT}):
        return Rank.PACK
    return Rank.ACCOUNT
