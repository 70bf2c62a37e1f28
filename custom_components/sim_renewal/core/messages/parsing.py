"""Turns tokens and phrases into the parts that mean something, sentence by sentence."""

from collections.abc import Iterable, Iterator, Mapping

from .amounts import read_amount
from .cues import Cue
from .dates import read_date
from .digits import read_digits
from .distant_units import unit_first, with_shared_units
from .items import Break, CuePhrase, Lapse, Level, Mark, PlainWord, Quantity, TextItem, cues_of
from .lexicon import Phrase
from .script import Script
from .tokens import Shape, ends_line
from .unlimited import with_unlimited

_SENTENCE_MARKS = frozenset("!?。")
_MARKS = frozenset(":=/(),-+;、|[]【】")
_CLAUSE_MARKS = {";": ",", "、": ",", "|": ",", "[": "(", "]": ")", "【": "(", "】": ")", "=": ":"}
_RELATIVE = {Cue.TODAY: 0, Cue.TOMORROW: 1}
_LONGEST_SENTENCE = 150
"""Longer ones are cut, so that looking around in a sentence costs no more than this."""
_PLAIN = frozenset({Cue.PLAIN})
_GOES_ON = {Cue.OF, Cue.UNTIL, Cue.BEFORE, Cue.LESS_THAN, Cue.UP_TO, Cue.AND, Cue.OR, Cue.SINCE}
"""With one of these no line ends:

`Du hast 6,2 GB von
15 GB verbraucht.`
"""


def parse(script: Script, phrases: Iterable[Phrase]) -> list[list[TextItem]]:
    """Return the sentences of a text, each with the break that ends it as its last item."""
    sentences: list[list[TextItem]] = [[]]
    items = list(_items(script, {each.first: each for each in phrases}))
    for item in with_unlimited(with_shared_units(script, items)):
        sentences[-1].append(item)
        if isinstance(item, Break):
            sentences.append([])
        elif len(sentences[-1]) == _LONGEST_SENTENCE:
            sentences[-1].append(Break(item.last + 1, item.last, Level.SENTENCE))
            sentences.append([])
    return [sentence for sentence in sentences if sentence]


def _items(script: Script, phrases: Mapping[int, Phrase]) -> Iterator[TextItem]:
    """Return the parts of a text from left to right."""
    at = 0
    before: TextItem | None = None
    while at < len(script.tokens):
        is_end = at and ends_line(script.tokens[at]) and not cues_of(before) & _GOES_ON
        if is_end and not _continues(script, phrases, at):
            before = Break(at, at - 1, Level.LINE)
            yield before
        item = _item(script, phrases, at, before)
        if isinstance(item, Quantity):
            item.glued = script.is_glued(at)
        yield item
        before = item
        at = item.last + 1


def _continues(script: Script, phrases: Mapping[int, Phrase], at: int) -> bool:
    """Return whether a line only goes on with the one before: it begins with "until" or a colon."""
    phrase = phrases.get(at)
    return script.tokens[at].text == ":" or (phrase is not None and Cue.UNTIL in phrase.cues)


def _item(
    script: Script, phrases: Mapping[int, Phrase], at: int, before: TextItem | None
) -> TextItem:
    """Return the part that begins at a token."""
    token = script.tokens[at]
    if token.shape is Shape.DIGITS:
        return read_digits(script, at, before)
    if token.shape is Shape.MARK:
        return _mark(script, phrases, at, before)
    if token.shape in {Shape.LINK, Shape.CODE}:
        return PlainWord(at, at)
    found = read_date(script, at) or read_amount(script, at) or unit_first(script, phrases, at)
    return found or _said(script, phrases, at) or PlainWord(at, at)


def _said(script: Script, phrases: Mapping[int, Phrase], at: int) -> TextItem | None:
    """Return the phrase that begins at a token; to dial a code is to ask, and no offer."""
    phrase = phrases.get(at)
    if phrase is None:
        return None
    if phrase.cues == _PLAIN or (Cue.OFFER in phrase.cues and _only_asks(script, phrase)):
        return PlainWord(at, phrase.last)
    for cue, days in _RELATIVE.items():
        if cue in phrase.cues:
            return Lapse(at, phrase.last, days, word=True)
    return CuePhrase(at, phrase.last, phrase.cues)


def _only_asks(script: Script, phrase: Phrase) -> bool:
    """Return whether a phrase is followed by a code and the end of its sentence.

    `Dial *323#.`
    """
    behind = script.tokens[phrase.last + 1 : phrase.last + 3]
    if not behind or behind[0].shape is not Shape.CODE:
        return False
    return len(behind) == 1 or behind[1].text in {".", "。", "!"} or ends_line(behind[1])


def _mark(
    script: Script, phrases: Mapping[int, Phrase], at: int, before: TextItem | None
) -> TextItem:
    """Return the part that begins with a mark."""
    if known := read_amount(script, at) or _said(script, phrases, at):
        return known
    text = script.tokens[at].text
    if text in _SENTENCE_MARKS:
        return Break(at, at, Level.SENTENCE)
    if text == ".":
        return _full_stop(script, at, before)
    return Mark(at, at, _CLAUSE_MARKS.get(text, text)) if text in _MARKS else PlainWord(at, at)


def _full_stop(script: Script, at: int, before: TextItem | None) -> TextItem:
    """Return a break, unless the point belongs to an abbreviation or to dots."""
    if at + 1 < len(script.tokens) and isinstance(before, PlainWord | CuePhrase | Quantity):
        word, following = script.tokens[at - 1].text, script.tokens[at + 1]
        short = word in script.language.abbreviations
        initial = isinstance(before, PlainWord) and len(word) == 1 and word.isalpha()
        goes_on = following.text.isdigit() or not script.written(at + 1)[0].isupper()
        if (short and goes_on) or initial or following.text == ".":
            return PlainWord(at, at)
    return Break(at, at, Level.SENTENCE)
