"""Turns tokens and phrases into the parts that mean something, sentence by sentence."""

from collections.abc import Iterable, Iterator, Mapping

from .amounts import Script, read_amount
from .cues import Cue
from .dates import read_date, read_lapse, read_time
from .findings import UNLIMITED
from .items import Break, Item, Lapse, Level, Mark, Number, Percent, Phone, Quantity, Said, Word, Written
from .lexicon import Phrase
from .tokens import Shape
from .units import UNITS, Measure

_SENTENCE_MARKS = frozenset("!?。！？")
_MARKS = frozenset(":=/(),-;、，；|[]【】")
_CLAUSE_MARKS = {";": ",", "、": ",", "|": ",", "[": "(", "]": ")", "【": "(", "】": ")", "=": ":"}
_PHONE_SPACES = {" ", "\u00a0", ""}
_RELATIVE = {Cue.TODAY: 0, Cue.TOMORROW: 1}
_NOUNS = {Cue.CALLS: Measure.VOICE, Cue.TEXTS: Measure.SMS, Cue.DATA: Measure.DATA}
_NEAR_NOUN = 2
_BEFORE_TIME = {Cue.FOR, Cue.ON, Cue.UNTIL, Cue.BEFORE, Cue.SINCE, Cue.AS_OF, Cue.UP_TO, Cue.OF}
_PLAIN = frozenset({Cue.PLAIN})
_FILLING = {Cue.PLAIN, Cue.OF, Cue.HOME}


def parse(script: Script, phrases: Iterable[Phrase]) -> list[list[Item]]:
    """Return the sentences of a text, each with the break that ends it as its last item."""
    sentences: list[list[Item]] = [[]]
    for item in _with_unlimited(list(_items(script, {each.first: each for each in phrases}))):
        sentences[-1].append(item)
        if isinstance(item, Break):
            sentences.append([])
    return [sentence for sentence in sentences if sentence]


def _items(script: Script, phrases: Mapping[int, Phrase]) -> Iterator[Item]:
    """Return the parts of a text from left to right."""
    at = 0
    before: Item | None = None
    while at < len(script.tokens):
        if at and script.tokens[at].gap == "\n":
            before = Break(at, at - 1, Level.LINE)
            yield before
        item = _item(script, phrases, at, before)
        yield item
        before = item
        at = item.last + 1


def _item(script: Script, phrases: Mapping[int, Phrase], at: int, before: Item | None) -> Item:
    """Return the part that begins at a token."""
    token = script.tokens[at]
    if token.shape is Shape.DIGITS:
        return _numeric(script, at, before)
    if token.shape is Shape.MARK:
        return _mark(script, phrases, at, before)
    if token.shape in {Shape.LINK, Shape.CODE}:
        return Word(at, at)
    found = read_date(script, at) or read_amount(script, at) or _labelled(script, phrases, at)
    return found or _said(phrases, at) or Word(at, at)


def _said(phrases: Mapping[int, Phrase], at: int) -> Item | None:
    """Return the phrase that begins at a token."""
    phrase = phrases.get(at)
    if phrase is None:
        return None
    if phrase.cues == _PLAIN:
        return Word(at, phrase.last)
    for cue, days in _RELATIVE.items():
        if cue in phrase.cues:
            return Lapse(at, phrase.last, days, word=True)
    return Said(at, phrase.last, phrase.cues)


def _numeric(script: Script, at: int, before: Item | None) -> Item:
    """Return the part that begins with digits."""
    if script.word(at + 1) == "%":
        return Percent(at, at + 1)
    date = read_date(script, at)
    if date and date.exact:
        return date
    if _tells_time(before) and (last := read_time(script, at)):
        return Word(at, last)
    if found := read_amount(script, at) or read_lapse(script, at):
        return found
    if percent := _percent(script, at):
        return percent
    if last := read_time(script, at):
        return Word(at, last)
    if date:
        return date
    return _phone(script, at, before) or _bare(script, at, before)


def _tells_time(before: Item | None) -> bool:
    """Return whether what stands before a number makes it a time of day rather than a duration."""
    if isinstance(before, Said):
        return bool(before.cues & _BEFORE_TIME)
    return isinstance(before, Written)


def _percent(script: Script, at: int) -> Percent | None:
    """Return the percentage with decimals that begins at a token."""
    number = script.number(at)
    return Percent(at, number.end) if number and script.word(number.end) == "%" else None


def _phone(script: Script, at: int, before: Item | None) -> Phone | None:
    """Return the phone number that begins at a token: long, or in groups after a 0 or a `+`."""
    last, digits = at, script.tokens[at].text
    international = isinstance(before, Mark) and before.text == "+"
    while script.word(last + 1) and len(digits) < 16:
        following = last + 2 if script.word(last + 1) in {".", "-", "/"} else last + 1
        if script.tokens[last + 1].gap not in _PHONE_SPACES or not script.word(following).isdigit():
            break
        last, digits = following, digits + script.tokens[following].text
    is_long = len(digits) >= (6 if last == at else 9 if digits[0] not in "0" else 8)
    return Phone(at, last) if is_long or (international and len(digits) >= 7) else None


def _bare(script: Script, at: int, before: Item | None) -> Item:
    """Return a number without unit; one that counts the lines of a menu is only a word."""
    number = script.number(at)
    if number is None:
        return Word(at, at)
    opens = before is None or isinstance(before, Break)
    if opens and number.end == at + 1 and script.word(at + 1) in {".", ":", ")", "-"}:
        return Word(at, at + 1)
    return Number(at, number.end - 1, decimals=number.end > at + 1)


def _labelled(script: Script, phrases: Mapping[int, Phrase], at: int) -> Quantity | None:
    """Return an amount of which the unit stands first, as in `SMS: 45`."""
    unit = UNITS.get(script.tokens[at].text)
    if unit is None or unit.measure not in {Measure.SMS, Measure.VOICE}:
        return None
    colon = at + 1
    middle = phrases.get(colon)
    if middle and middle.cues & {Cue.LEFT, Cue.REMAINS}:
        colon = middle.last + 1
    number = script.number(colon + 1) if script.word(colon) in {":", "="} else None
    if number is None or number.end > colon + 2 or _goes_on(script, number.end):
        return None
    return Quantity(at, colon + 1, unit.measure, number.value * unit.factor)


def _goes_on(script: Script, at: int) -> bool:
    """Return whether what follows a number makes it a part of something else."""
    word = script.word(at)
    if word in {":", "/", "-", "h", "%"} or word in UNITS:
        return True
    return word.isdigit() or (word in {".", ","} and script.word(at + 1).isdigit())


def _mark(script: Script, phrases: Mapping[int, Phrase], at: int, before: Item | None) -> Item:
    """Return the part that begins with a mark."""
    if found := read_amount(script, at):
        return found
    if found := _said(phrases, at):
        return found
    text = script.tokens[at].text
    if text in _SENTENCE_MARKS:
        return Break(at, at, Level.SENTENCE)
    if text == ".":
        return _full_stop(script, at, before)
    return (
        Mark(at, at, _CLAUSE_MARKS.get(text, text))
        if text in _MARKS or text == "+"
        else Word(at, at)
    )


def _full_stop(script: Script, at: int, before: Item | None) -> Item:
    """Return a break, unless the point belongs to an abbreviation or to dots."""
    if at + 1 < len(script.tokens) and isinstance(before, Word | Said | Quantity):
        word, following = script.tokens[at - 1].text, script.tokens[at + 1]
        short = word in script.language.abbreviations
        initial = isinstance(before, Word) and len(word) == 1 and word.isalpha()
        goes_on = following.text.isdigit() or not script.written(at + 1)[0].isupper()
        if (short and goes_on) or initial or following.text == ".":
            return Word(at, at)
    return Break(at, at, Level.SENTENCE)


def _with_unlimited(items: list[Item]) -> Iterator[Item]:
    """Return the items, with "unlimited" and the thing it speaks of as one amount."""
    at = 0
    while at < len(items):
        item = items[at]
        nouns = _cues(item) & _NOUNS.keys()
        if Cue.UNLIMITED in _cues(item):
            chain, last = _nouns_after(items, at + 1)
            found, at = (chain, last) if chain else (nouns, at)
        elif nouns:
            found, last = _before_unlimited(items, at)
            at = last if found else at
        else:
            found = set[Cue]()
        if found:
            for cue in sorted(found, key=list(_NOUNS).index):
                yield Quantity(item.first, items[at].last, _NOUNS[cue], UNLIMITED)
        else:
            yield item
        at += 1


def _cues(item: Item) -> frozenset[Cue]:
    """Return what an item tells."""
    return item.cues if isinstance(item, Said) else frozenset()


def _nouns_after(items: list[Item], at: int) -> tuple[set[Cue], int]:
    """Return the things named right after "unlimited", and the last of their items."""
    found, last, words = set[Cue](), at - 1, 0
    for here in range(at, min(at + 8, len(items))):
        cues = _cues(items[here])
        if nouns := cues & _NOUNS.keys():
            found |= nouns
            last, words = here, 0
        elif not _ties(items[here]):
            words += 1
            if words > _NEAR_NOUN or not _fills(items[here]):
                break
    return found, last


def _before_unlimited(items: list[Item], at: int) -> tuple[set[Cue], int]:
    """Return the things named right before "unlimited", and the item that says it."""
    found, words = set[Cue](), 0
    for here in range(at, min(at + 8, len(items))):
        cues = _cues(items[here])
        if Cue.UNLIMITED in cues:
            return found, here
        if nouns := cues & _NOUNS.keys():
            found |= nouns
            words = 0
        elif not _ties(items[here]):
            words += 1
            if words > _NEAR_NOUN or not _fills(items[here]):
                break
    return set(), at


def _ties(item: Item) -> bool:
    """Return whether an item ties two things together."""
    return Cue.AND in _cues(item) or (isinstance(item, Mark) and item.text in "/+")


def _fills(item: Item) -> bool:
    """Return whether an item may stand between "unlimited" and the thing."""
    return isinstance(item, Word) or (isinstance(item, Said) and item.cues <= _FILLING)
