"""Turns tokens and phrases into the parts that mean something, sentence by sentence."""

from collections.abc import Iterable, Iterator, Mapping

from .amounts import Script, read_amount
from .cues import Cue
from .dates import read_date, read_lapse, read_time
from .findings import Reason
from .items import (
    Break,
    Item,
    Lapse,
    Level,
    Mark,
    Number,
    Percent,
    Phone,
    Quantity,
    Role,
    Said,
    Word,
    Written,
    cues_of,
)
from .lexicon import Phrase
from .numbers import end_of_chain
from .tokens import Shape
from .units import UNITS, Measure
from .unlimited import with_unlimited

_SENTENCE_MARKS = frozenset("!?。")
_MARKS = frozenset(":=/(),-+;、|[]【】")
_CLAUSE_MARKS = {";": ",", "、": ",", "|": ",", "[": "(", "]": ")", "【": "(", "】": ")", "=": ":"}
_PHONE_SPACES = {" ", "\u00a0", ""}
_RELATIVE = {Cue.TODAY: 0, Cue.TOMORROW: 1}
_LONGEST_SENTENCE = 150
"""Longer ones are cut, so that looking around in a sentence costs no more than this."""
_BEFORE_TIME = {Cue.FOR, Cue.ON, Cue.UNTIL, Cue.BEFORE, Cue.SINCE, Cue.AS_OF, Cue.UP_TO, Cue.OF}
_PLAIN = frozenset({Cue.PLAIN})


def parse(script: Script, phrases: Iterable[Phrase]) -> list[list[Item]]:
    """Return the sentences of a text, each with the break that ends it as its last item."""
    sentences: list[list[Item]] = [[]]
    items = list(_items(script, {each.first: each for each in phrases}))
    for item in with_unlimited(_with_shared_units(script, items)):
        sentences[-1].append(item)
        if isinstance(item, Break):
            sentences.append([])
        elif len(sentences[-1]) == _LONGEST_SENTENCE:
            sentences[-1].append(Break(item.last + 1, item.last, Level.SENTENCE))
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
        if isinstance(item, Quantity):
            item.glued = script.is_glued(at)
        yield item
        before = item
        at = item.last + 1


def _with_shared_units(script: Script, items: list[Item]) -> list[Item]:
    """Return the items, with its unit for the number in `3.5 of 10 GB`."""
    for at, (part, between, whole) in enumerate(zip(items, items[1:], items[2:], strict=False)):
        if isinstance(whole, Quantity) and _divides(between):
            items[at] = _with_unit_of(script, part, whole)
    return items


def _divides(item: Item) -> bool:
    """Return whether an item stands between a part and the whole."""
    return Cue.OF in cues_of(item) or (isinstance(item, Mark) and item.text == "/")


def _with_unit_of(script: Script, part: Item, whole: Quantity) -> Item:
    """Return a number as an amount in the unit of another; anything else as it is."""
    is_number = isinstance(part, Number) or (isinstance(part, Written) and not part.exact)
    number = script.number(part.first) if is_number else None
    if number is None or number.end != part.last + 1:
        return part
    reason = None if number.thousands is None else Reason.AMBIGUOUS_NUMBER
    return Quantity(
        part.first,
        part.last,
        whole.measure,
        number.value * whole.factor,
        whole.factor,
        currency=whole.currency,
        reason=reason,
    )


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
    date = read_date(script, at)
    if date and date.exact:
        return date
    if date and read_amount(script, date.last):
        date = None
    time = _time(script, at)
    if time and _tells_time(before):
        return time
    amount = _percent(script, at) or read_amount(script, at) or read_lapse(script, at)
    return amount or time or date or _phone(script, at, before) or _bare(script, at, before)


def _time(script: Script, at: int) -> Word | None:
    """Return the time of day that begins at a token; it tells nothing."""
    last = read_time(script, at)
    return Word(at, last) if last else None


def _tells_time(before: Item | None) -> bool:
    """Return whether what stands before a number makes it a time of day rather than a duration."""
    if isinstance(before, Said):
        return bool(before.cues & _BEFORE_TIME)
    return isinstance(before, Written)


def _percent(script: Script, at: int) -> Percent | None:
    """Return the percentage that begins at a token."""
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
    fewest = 7 if international else 6 if last == at else 8 if digits[0] == "0" else 9
    return Phone(at, last) if len(digits) >= fewest else None


def _bare(script: Script, at: int, before: Item | None) -> Item:
    """Return a number without unit; one that counts the lines of a menu is only a word."""
    number = script.number(at)
    if number is None:
        return Word(at, end_of_chain(script.tokens, at) - 1)
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
    labelled = Quantity(at, colon + 1, unit.measure, number.value * unit.factor)
    if middle and colon == middle.last + 1:
        labelled.role, labelled.firm = Role.REMAINING, True
    return labelled


def _goes_on(script: Script, at: int) -> bool:
    """Return whether what follows a number makes it a part of something else."""
    word = script.word(at)
    if word in {":", "/", "-", "h", "%"} or word in UNITS:
        return True
    return word.isdigit() or (word in {".", ","} and script.word(at + 1).isdigit())


def _mark(script: Script, phrases: Mapping[int, Phrase], at: int, before: Item | None) -> Item:
    """Return the part that begins with a mark."""
    if known := read_amount(script, at) or _said(phrases, at):
        return known
    text = script.tokens[at].text
    if text in _SENTENCE_MARKS:
        return Break(at, at, Level.SENTENCE)
    if text == ".":
        return _full_stop(script, at, before)
    return Mark(at, at, _CLAUSE_MARKS.get(text, text)) if text in _MARKS else Word(at, at)


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
