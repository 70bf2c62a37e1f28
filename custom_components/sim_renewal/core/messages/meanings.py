"""Finds out what ends on a date: service, the number, or the time in which to recharge."""

from dataclasses import dataclass
from itertools import dropwhile

from .cues import Cue
from .findings import Kind, Reason
from .items import PlainWord, Quantity, cues_of
from .neighbours import ACTIONS, OFFERS, Action, Neighbours, all_cues
from .owners import ACCOUNTS, OWNERS, Owner
from .units import Dimension

_NUMBER = {Cue.LINE, Cue.INCOMING}
_BY_ACTION: dict[Cue, Kind | Reason] = {
    Cue.RENEWS: Reason.RENEWAL,
    Cue.SLOWS: Reason.OTHER_DATE,
    Cue.RESUMES: Reason.OTHER_DATE,
    Cue.DUE: Reason.SPENT,
    Cue.SPENT: Reason.SPENT,
    Cue.LOSS: Kind.NUMBER_UNTIL,
    Cue.STOPS: Kind.SERVICE_UNTIL,
}


@dataclass(frozen=True, slots=True)
class TextSoFar:
    """What is known of the whole text, and of the sentence before."""

    is_advert: bool
    """Whether it advertises, so that a date by itself is that of the offer:

    `You have £5 credit waiting. Ends 31/12/2026. Text STOP to opt out.`
    """
    has_balance: bool
    """Whether it tells one, which can be what a date by itself ends:

    `1.2 GB left. Expires 31-Dec-2026.`
    """
    context: frozenset[Cue] = frozenset()
    """What the sentence before tells:

    `Jetzt 20 EUR aufladen und 5 GB geschenkt bekommen! Nur bis 30.11.`
    """
    has_failed: bool = False
    """Whether a sentence before tells that something failed, or is not done yet:

    `Votre recharge est en attente. Votre crédit sera valable jusqu'au 31/01/2027.`
    """


@dataclass(frozen=True, slots=True)
class Meaning:
    """A date, the thing whose end it may be, and the text in which it stands."""

    around: Neighbours
    owner: Owner
    text: TextSoFar

    def kind(self, *, ends: bool) -> Kind | Reason:
        """Return what the date ends, or why it ends nothing.

        It `ends` something if "until" or "before" introduces it: `Recharge before 12/12/2026`, but
        not `Recharge on 12/12/2026`.
        """
        action = self._action()
        if found := action.cues & _BY_ACTION.keys():
            return self._by_action(_BY_ACTION[min(found)])
        if action.cues & {Cue.RECHARGE, Cue.TOP_UP}:
            return self._recharge(ends=ends)
        if ends or Cue.EXPIRES in action.cues or (Cue.VALID in action.cues and action.near):
            return self._end(action)
        return Reason.UNCLEAR if action.cues else Reason.OTHER_DATE

    def _action(self) -> Action:
        """Return what happens on the date; to another thing it is what happens to the first."""
        action = self.around.action
        if action.cues or not self.owner.cues:
            return action
        for item in self.around.earlier:
            if found := cues_of(item) & {Cue.VALID, Cue.EXPIRES}:
                return Action(found, near=True)
        return action

    def _by_action(self, kind: Kind | Reason) -> Kind | Reason:
        """Return what the action decides; what is lost has to be the line, or the credit."""
        if kind is not Kind.NUMBER_UNTIL or Cue.LINE in all_cues(self.around.items):
            return kind
        return Kind.SERVICE_UNTIL if self.owner.cues & ACCOUNTS else Reason.UNCLEAR

    def _recharge(self, *, ends: bool) -> Kind | Reason:
        """Return whether one has to recharge before the date, or what is lost without.

        For the sake of an offer nobody has to.
        """
        if ends and self.around.keeps_number:
            return Kind.NUMBER_UNTIL
        said = {cue for item in self.around.right for cue in cues_of(item)}
        if all_cues(self.around.left) & {Cue.SPENT, Cue.DUE} == {Cue.SPENT}:
            return Reason.SPENT
        if said & OFFERS or Cue.GIFT in all_cues(self.around.items):
            return Reason.OFFER
        return Kind.RECHARGE_BEFORE if ends else Reason.UNCLEAR

    def _end(self, action: Action) -> Kind | Reason:
        """Return whether service or the number ends on the date."""
        if Cue.USE in action.cues and self.around.keeps_number:
            return Kind.NUMBER_UNTIL
        if self.owner.cues == {Cue.LINE} and self.around.is_followed_by_end:
            return Kind.SERVICE_UNTIL
        if self.owner.cues & _NUMBER and not self.owner.cues & ACCOUNTS:
            return Kind.NUMBER_UNTIL
        if not self.owner.cues:
            return self._end_of_nothing(action)
        if Cue.OUTGOING in self.owner.cues and not action.cues and self._is_gift():
            return Reason.OFFER
        return Reason.OFFER if Cue.PACK in self.owner.cues and self._sells() else Kind.SERVICE_UNTIL

    def _end_of_nothing(self, action: Action) -> Kind | Reason:
        """Return whether a date without owner is the end of the balances of this text."""
        around, context = self.around, self.text.context
        if self.text.is_advert or all_cues(around.items) & OFFERS:
            return Reason.OFFER
        if Cue.EXPIRES not in action.cues:
            if context & OFFERS:
                return Reason.OFFER
            if Cue.LINE in context and not context & ACCOUNTS:
                return Reason.UNCLEAR
        acts = dropwhile(lambda item: not cues_of(item) & ACTIONS, around.left)
        words = sum(isinstance(item, PlainWord) for item in acts)
        is_bare = (self.text.has_balance or context & OWNERS) and words <= 1
        return Kind.SERVICE_UNTIL if action.cues and is_bare else Reason.UNCLEAR

    def _is_gift(self) -> bool:
        """Return whether the sentence offers calls.

        `Bellen tot 31-05-2026 gratis bij een opwaardering van 10 euro.`
        """
        return bool(all_cues(self.around.items) & OFFERS)

    def _sells(self) -> bool:
        """Return whether the sentence names a price for something."""
        amounts = [item for item in self.around.items if isinstance(item, Quantity)]
        sold = [each for each in amounts if each.dimension is not Dimension.MONEY and not each.role]
        return bool(sold) and any(each.reason is Reason.PRICE for each in amounts)
