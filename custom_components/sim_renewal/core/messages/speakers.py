"""Finds out whether a text speaks of something else than a line: by its words, or by its sender."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
import re
from unicodedata import normalize

from .carriers import is_carrier
from .cues import Cue, words
from .items import Break, CuePhrase, Mark, Phone, PlainWord, Quantity, TextItem, cues_of
from .languages.people import NAMED, NO_NAMES, PRIVATE, RELATIVE
from .lexicon import Phrase
from .tokens import Shape, Token, plain
from .units import Dimension

_TOPS_UP = {Cue.RECHARGE, Cue.TOP_UP, Cue.ADDED}
_OF_A_LINE = _TOPS_UP | {
    Cue.LINE,
    Cue.CALLS,
    Cue.TEXTS,
    Cue.DATA,
    Cue.PACK,
    Cue.INCOMING,
    Cue.OUTGOING,
    Cue.VALID,
    Cue.EXPIRES,
}
_TRADE = words(
    "connect esim gsm iccid imsi mobil mobile movil msisdn num phone prepaid sim talk tel telco"
    " telecom telekom telefon telefonica telephone"
)
_BY = words("avec by com con met mit over par per przez przy tramite using via with 用 通过 以")
_NEAR = 3
_PAYMENTS = tuple(
    words(
        "aankoop achat achet acquist ausgegeben betaal betal bezahl compra debit depens gast"
        " gekauft kauf nakup pag paid paie pay platb platn prelev purchas retir spent spes transac"
        " transak zahl zakup zapl"
    )
)
"""How words for paying begin."""
_CARDS = words("carta carte card cb karta karte tarjeta")
_AT = words("a at au bei bij chez da dans em en from na no presso to u v w")
_BUSINESSES = words("assurance bank banking banque cash insurance money pay tv wallet")
"""What a carrier of that name sells beside lines: `Orange Bank : votre solde est de 320,15 EUR.`"""
_SPENT_AT = re.compile("在[^\\d月\uff0c\u3002,]{1,12}(?:消费|消費|支付)")
_LONGEST_HEADING = 6
_BLANKS = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Speaker:
    """The parts of a text in which it says of what it speaks; `names` are of carrier and sender."""

    text: str
    tokens: Sequence[Token]
    sentences: Sequence[Sequence[TextItem]]
    phrases: Sequence[Phrase]
    names: Collection[str]

    def is_stranger(self) -> bool:
        """Return whether the text cannot be of a line."""
        return (
            any(self._names_stranger(sentence) for sentence in self.sentences)
            or any(self._pays_merchant(sentence) for sentence in self.sentences)
            or _SPENT_AT.search(self.text) is not None
            or self._has_strange_heading()
            or PRIVATE.search(" ".join(plain(self.text).split())) is not None
        )

    def tells_of_relative(self) -> bool:
        """Return whether the text is of the line of somebody else in the house."""
        if RELATIVE.search(" ".join(plain(self.text).split())):
            return True
        if any(isinstance(item, Phone) for each in self.sentences for item in each):
            return False  # The number says whose line it is, whoever has it.
        text = _BLANKS.sub(" ", normalize("NFC", self.text))
        named = (found["name"] for each in NAMED for found in each.finditer(text))
        return any(self._is_somebody(name) for name in named)

    def _is_somebody(self, name: str) -> bool:
        """Return whether a name is a person's: no carrier has it, and it is no word of texts."""
        spoken = plain(name)
        own = spoken in self._own_words or is_carrier(spoken.split())
        return not own and spoken not in NO_NAMES | self._said

    @property
    def _said(self) -> set[str]:
        """The words of a text that tell something, or that are known to tell nothing."""
        return {
            self.tokens[at].text for each in self.phrases for at in range(each.first, each.last + 1)
        }

    def _names_stranger(self, sentence: Sequence[TextItem]) -> bool:
        """Return whether a sentence names another business, not only as a way to pay a top-up."""
        if _only_tops_up(sentence):
            return False
        return any(
            Cue.STRANGER in cues_of(item) and not self._is_means(item, clause)
            for clause in self._clauses(sentence)
            for item in clause
        )

    def _is_means(self, stranger: TextItem, clause: Sequence[TextItem]) -> bool:
        """Return whether a clause only says with what to top up: `Top up with your bank card`."""
        if not any(cues_of(item) & _TOPS_UP for item in clause):
            return False
        before = self.tokens[max(0, stranger.first - _NEAR) : stranger.first]
        return any(token.text in _BY for token in before) or _only_tops_up(clause)

    def _clauses(self, sentence: Sequence[TextItem]) -> Iterator[list[TextItem]]:
        """Return the parts of a sentence between its commas; a Chinese list is one part."""
        clause: list[TextItem] = []
        for item in sentence:
            is_mark = isinstance(item, Mark) and item.text in ",()"
            if isinstance(item, Break) or (is_mark and self.tokens[item.first].text != "、"):
                yield clause
                clause = []
            else:
                clause.append(item)
        yield clause

    def _pays_merchant(self, sentence: Sequence[TextItem]) -> bool:
        """Return whether something was paid to somebody: `Paiement de 12,50€ chez Carrefour`."""
        if not sentence or any(cues_of(item) & _TOPS_UP for item in sentence):
            return False
        said = self.tokens[sentence[0].first : sentence[-1].last + 1]
        pays = any(token.text.startswith(_PAYMENTS) for token in said)
        sums = [
            item
            for item in sentence
            if isinstance(item, Quantity) and item.dimension is Dimension.MONEY
        ]
        return any(
            (pays and self._is_at_merchant(each.last + 1))
            or (self._has_word(each.first - 1, _CARDS) and self._is_name(each.last + 1))
            for each in sums
        )

    def _is_at_merchant(self, at: int) -> bool:
        """Return whether "at" and a name stand at a place, behind a word for paying or not."""
        if at < len(self.tokens) and self.tokens[at].text.startswith(_PAYMENTS):
            at += 1
        return self._has_word(at, _AT) and self._is_name(at + 1)

    def _is_name(self, at: int) -> bool:
        """Return whether a word in capitals stands at a place that is not the carrier's name."""
        if at >= len(self.tokens):
            return False
        name = self.tokens[at]
        return self.text[name.start].isupper() and name.text not in self._own_words

    def _has_word(self, at: int, wanted: Collection[str]) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].text in wanted

    def _has_strange_heading(self) -> bool:
        """Return whether a text begins with an unknown name, and tells money of nothing.

        `Lydia : ton solde est de 45,20 €.`
        """
        heading = list(self._heading())
        known = {at for each in self.phrases for at in range(each.first, each.last + 1)}
        if not heading or all(at in known for at in heading):
            return False
        name = [self.tokens[at].text for at in heading]
        if len(name) > 1 and name[-1] in _BUSINESSES:
            return True
        if self._is_own(name):
            return False
        return not any(_is_of_a_line(item) for each in self.sentences for item in each) and not (
            any(token.shape is Shape.CODE for token in self.tokens)
        )

    def _heading(self) -> Iterator[int]:
        """Return the tokens before the colon with which a text begins, if they tell nothing."""
        first = self.sentences[0] if self.sentences else ()
        heading = list(takewhile(lambda item: isinstance(item, PlainWord), first))
        behind = first[len(heading)] if len(heading) < len(first) else None
        if isinstance(behind, Mark) and behind.text == ":" and behind.first <= _LONGEST_HEADING:
            yield from (at for item in heading for at in range(item.first, item.last + 1))

    def _is_own(self, name: Sequence[str]) -> bool:
        """Return whether words have the name of a carrier, or of the one who sent the text."""
        return is_carrier(name) or any(word in self._own_words or word in _TRADE for word in name)

    @property
    def _own_words(self) -> set[str]:
        return {word for each in self.names for word in each.split()}


def _only_tops_up(items: Sequence[TextItem]) -> bool:
    """Return whether words tell of topping up, and of no amount."""
    return any(cues_of(item) & _TOPS_UP for item in items) and not any(
        isinstance(item, Quantity) for item in items
    )


def _is_of_a_line(item: TextItem) -> bool:
    """Return whether only a text of a line has such a part."""
    if isinstance(item, Quantity):
        return item.dimension in {Dimension.DATA, Dimension.SMS}
    return isinstance(item, CuePhrase) and bool(item.cues & _OF_A_LINE)
