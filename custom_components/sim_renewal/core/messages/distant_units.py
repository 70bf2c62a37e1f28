"""Reads amounts of which the unit does not stand right behind: `3.5 of 10 GB`, `SMS: 45`."""

from collections.abc import Mapping
from decimal import Decimal

from .cues import Cue
from .findings import Reason
from .items import AmountRole, Mark, Number, Quantity, TextItem, Written, cues_of
from .lexicon import Phrase
from .script import Script
from .units import UNITS, Dimension


def with_shared_units(script: Script, items: list[TextItem]) -> list[TextItem]:
    """Return the items, with its unit for the number in `3.5 of 10 GB`."""
    for at, (part, between, whole) in enumerate(zip(items, items[1:], items[2:], strict=False)):
        if isinstance(whole, Quantity) and _divides(between):
            items[at] = _with_unit_of(script, part, whole)
    return items


def _divides(item: TextItem) -> bool:
    """Return whether an item stands between a part and the whole."""
    return Cue.OF in cues_of(item) or (isinstance(item, Mark) and item.text == "/")


def _with_unit_of(script: Script, part: TextItem, whole: Quantity) -> TextItem:
    """Return a number as an amount in the unit of another; anything else as it is."""
    is_number = isinstance(part, Number) or (isinstance(part, Written) and not part.exact)
    number = script.number(part.first) if is_number else None
    if number is None or number.end != part.last + 1:
        return part
    reason = None if number.thousands is None else Reason.AMBIGUOUS_NUMBER
    return Quantity(
        part.first,
        part.last,
        whole.dimension,
        number.value * whole.factor,
        whole.factor,
        currency=whole.currency,
        reason=reason,
    )


def unit_first(script: Script, phrases: Mapping[int, Phrase], at: int) -> Quantity | None:
    """Return an amount of which the unit stands first, as in `SMS: 45`."""
    if talk := _time_to_talk(script, phrases, at):
        return talk
    unit = UNITS.get(script.tokens[at].text)
    if unit is None or unit.dimension not in {Dimension.SMS, Dimension.VOICE}:
        return None
    colon = at + 1
    middle = phrases.get(colon)
    if middle and middle.cues & {Cue.LEFT, Cue.REMAINS}:
        colon = middle.last + 1
    number = script.number(colon + 1) if script.word(colon) in {":", "="} else None
    if number is None or number.end > colon + 2 or _goes_on(script, number.end):
        return None
    labelled = Quantity(at, colon + 1, unit.dimension, number.value * unit.factor, named=True)
    if middle and colon == middle.last + 1:
        labelled.role, labelled.firm = AmountRole.REMAINING, True
    return labelled


def _time_to_talk(script: Script, phrases: Mapping[int, Phrase], at: int) -> Quantity | None:
    """Return hours, minutes and seconds behind the word for calls, as in `Voz: 00:45:00`."""
    phrase = phrases.get(at)
    if phrase is None or Cue.CALLS not in phrase.cues or script.word(phrase.last + 1) != ":":
        return None
    first = phrase.last + 2
    parts = [script.digits(first), script.digits(first + 2), script.digits(first + 4)]
    marks = {script.word(first + 1), script.word(first + 3)}
    if marks != {":"} or not all(parts) or max(len(parts[1]), len(parts[2])) > 2:
        return None
    hours, minutes, seconds = map(int, parts)
    if max(minutes, seconds) >= 60:
        return None
    value = Decimal(hours * 3600 + minutes * 60 + seconds)
    return Quantity(at, first + 4, Dimension.VOICE, value, named=True)


def _goes_on(script: Script, at: int) -> bool:
    """Return whether what follows a number makes it a part of something else."""
    word = script.word(at)
    if word in {":", "/", "-", "h", "%"} or word in UNITS:
        return True
    return word.isdigit() or (word in {".", ","} and script.word(at + 1).isdigit())
