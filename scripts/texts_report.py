"""Says how well carriers' texts are read: each set of texts, and each text again when mangled.

`python -m scripts.texts_report` prints both tables; `--each` names every text that is misread.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any
import unicodedata

import yaml

from custom_components.sim_renewal.core.messages import (
    Kind,
    Understanding,
    Unlimited,
)
from custom_components.sim_renewal.core.messages.lines_named import LineNumbers, lines_named
from custom_components.sim_renewal.core.messages.reader import read_message
from custom_components.sim_renewal.texts.currencies import writings_of

TEXTS = Path(__file__).parent.parent / "tests/core/messages/texts"
SETS = (
    "wordings",
    "more_wordings",
    "nothing",
    "more_nothing",
    "fresh",
    "later",
    "blind",
    "kindred",
    "unseen",
    "afterwards",
)
RECEIVED_ON = date(2026, 5, 2)
_KINDS = {
    "data": Kind.DATA_REMAINING,
    "allowance": Kind.DATA_ALLOWANCE,
    "voice": Kind.VOICE_REMAINING,
    "sms": Kind.SMS_REMAINING,
    "credit": Kind.CREDIT,
    "service": Kind.SERVICE_UNTIL,
    "number": Kind.NUMBER_UNTIL,
}
_UNTOLD = {Kind.RECHARGE_BEFORE, Kind.DATA_USED}
"""Kinds that change no value of a line by themselves."""
_SHORTENED = 160
_TO_FULL_WIDTH = 0xFEE0

type Value = Decimal | date | tuple[Decimal, str | None]
type Values = dict[Kind, Value]


class Verdict(StrEnum):
    """How a text was read, held against what a person reads in it."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    NOT_UNDERSTOOD = "not understood"


@dataclass(frozen=True)
class Text:
    """A text, what has to be applied of it, and what may be applied besides."""

    name: str
    text: str
    wanted: Values
    allowed: dict[Kind, list[Value]] = field(default_factory=dict)
    carrier: str | None = None
    currency: str | None = "EUR"
    country: str | None = None
    number: str = "+33639980001"
    """The number of the line that is asked."""
    kind: str = ""
    """Of a text of which nothing may be applied, why."""
    received_on: date = RECEIVED_ON

    def values(self, text: str | None = None) -> Values:
        """Return what is applied of this text, or of another one in its place."""
        text = self.text if text is None else text
        line = LineNumbers(line_id="line", number=self.number)
        if lines_named([line], text).excludes(line):
            return {}
        return values_of(self._read(text))

    def parts(self) -> Iterator[tuple[Kind, Value, int]]:
        """Return what is applied of this text, each with the place where its words end."""
        understanding, values = self._read(self.text), self.values()
        for finding in understanding.findings:
            if finding.kind in values:
                yield finding.kind, values[finding.kind], finding.end

    def _read(self, text: str) -> Understanding:
        return read_message(
            text,
            received_on=self.received_on,
            carrier=self.carrier,
            currency=self.currency,
            country=self.country,
            writings=writings_of(self.currency) if self.currency else (),
        )

    def is_false(self, kind: Kind, value: Value) -> bool:
        """Return whether a value is neither what the text says, nor what it was read to say."""
        right = (self.wanted.get(kind), self.values().get(kind), *self.allowed.get(kind, []))
        return value not in right

    def verdict(self) -> Verdict:
        """Return how the text was read."""
        values = self.values()
        for kind, value in values.items():
            if value != self.wanted.get(kind) and value not in self.allowed.get(kind, []):
                return Verdict.WRONG
        if self.wanted.keys() <= values.keys():
            return Verdict.RIGHT
        return Verdict.PARTLY if values else Verdict.NOT_UNDERSTOOD


def values_of(understanding: Understanding) -> Values:
    """Return what a line takes over of a text; what is used and of how much says what is left."""
    values: Values = {}
    for finding in understanding.findings:
        if finding.kind in _UNTOLD or isinstance(finding.value, Unlimited):
            continue
        value = finding.value
        if finding.kind is Kind.CREDIT and isinstance(value, Decimal):
            values[finding.kind] = value, finding.currency
        else:
            values[finding.kind] = value
    used, whole = map(understanding.value, (Kind.DATA_USED, Kind.DATA_ALLOWANCE))
    if isinstance(used, Decimal) and isinstance(whole, Decimal):
        values.setdefault(Kind.DATA_REMAINING, whole - used)
    return values


def texts_of(name: str) -> list[Text]:
    """Return the texts of a set."""
    document: Any = yaml.safe_load((TEXTS / f"{name}.yaml").read_text(encoding="utf-8"))
    return [_text(each) for each in document]


def _text(each: dict[str, Any]) -> Text:
    """Return one text of a document."""
    return Text(
        each["id"],
        each["text"],
        {_KINDS[name]: _value(name, value) for name, value in each["want"].items()},
        {
            _KINDS[name]: [_value(name, value) for value in _alternatives(name, values)]
            for name, values in each.get("ok", {}).items()
        },
        each.get("carrier"),
        each.get("currency", "EUR"),
        each.get("country"),
        each.get("number", "+33639980001"),
        each.get("kind", ""),
        each.get("received", RECEIVED_ON),
    )


def _alternatives(name: str, values: list[Any]) -> list[Any]:
    """Return the values that are allowed; one sum of money may stand there alone."""
    is_one_sum = name == "credit" and values and not isinstance(values[0], list)
    return [values] if is_one_sum else values


def _value(name: str, value: Any) -> Value:
    """Return a value in the units of the reader."""
    if name in {"service", "number"}:
        return date.fromisoformat(value)
    if name == "credit":
        amount, currency = value
        return Decimal(str(amount)), currency
    amount = Decimal(str(value))
    return amount * 10**9 if name in {"data", "allowance"} else amount


def _without_accents(text: str) -> str:
    plain = unicodedata.normalize("NFD", text)
    return "".join(each for each in plain if unicodedata.category(each) != "Mn")


def _full_width(text: str) -> str:
    return "".join(
        chr(ord(each) + 0xFEE0) if each.isdecimal() and each.isascii() else each for each in text
    )


def _every_third_space(text: str, instead: str) -> str:
    """Return a text with another white space for each third space: lines that a phone breaks."""
    first, *others = text.split(" ")
    return first + "".join(
        (instead if at % 3 == 0 else " ") + word for at, word in enumerate(others)
    )


MUTATIONS: dict[str, Callable[[str], str]] = {
    "two spaces for one": lambda text: text.replace(" ", "  "),
    "tabs": lambda text: text.replace(" ", "\t"),
    "line breaks": lambda text: _every_third_space(text, "\n"),
    "CRLF": lambda text: _every_third_space(text, "\r\n"),
    "upper case": str.upper,
    "lower case": str.lower,
    "accents dropped": _without_accents,
    "decomposed accents": lambda text: unicodedata.normalize("NFD", text),
    "full width": _full_width,
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "narrow no-break spaces": lambda text: text.replace(" ", "\u202f"),
    "zero-width spaces": lambda text: text.replace(" ", " \u200b"),
    "cut at 160 characters": lambda text: text[:_SHORTENED],
}


@dataclass
class Mangled:
    """What became of the values of all texts after one mutation."""

    values: int = 0
    kept: int = 0
    false: list[str] = field(default_factory=list)

    def count(self, text: Text, mutated: str) -> None:
        """Count what a mutated text keeps, and what it says that the text does not."""
        found = text.values(mutated)
        cut = len(mutated) < len(text.text)
        parts = [each for each in text.parts() if not cut or each[2] <= len(mutated)]
        self.values += len(parts)
        self.kept += sum(found.get(kind) == value for kind, value, _ in parts)
        if any(text.is_false(kind, value) for kind, value in found.items()):
            self.false.append(text.name)


def mangled(texts: list[Text]) -> dict[str, Mangled]:
    """Return, by mutation, what became of the values of some texts."""
    counts: dict[str, Mangled] = {}
    for name, mutate in MUTATIONS.items():
        counts[name] = Mangled()
        for text in texts:
            counts[name].count(text, mutate(text.text))
    return counts


def _print_sets(*, each: bool) -> None:
    """Print how the texts of each set are read."""
    heads = "".join(f"{verdict:>16}" for verdict in Verdict)
    print(f"{'set':<16}{'texts':>6}{heads}   applied of nothing")
    for name in SETS:
        texts = texts_of(name)
        telling = [text for text in texts if text.wanted]
        nothing = [text for text in texts if not text.wanted]
        verdicts = Counter(text.verdict() for text in telling)
        applied = [text for text in nothing if text.verdict() is Verdict.WRONG]
        row = "".join(f"{verdicts[verdict]:>16}" for verdict in Verdict)
        print(f"{name:<16}{len(texts):>6}{row}{len(applied):>14} of {len(nothing)}")
        if each:
            for text in [each for each in telling if each.verdict() is not Verdict.RIGHT] + applied:
                print(f"    {text.name}: {text.verdict()} {text.kind}\n        {text.text}")
                print(f"        {_shown(text.values())}\n        wanted {_shown(text.wanted)}")


def _shown(values: Values) -> str:
    """Return values in one line."""
    return ", ".join(f"{kind}={value}" for kind, value in values.items()) or "nothing"


def _print_mutations(*, each: bool) -> None:
    """Print how much of all values each mutation leaves."""
    texts = [text for name in SETS for text in texts_of(name)]
    print(f"\n{'mutation':<26}{'values':>8}{'kept':>8}{'false':>8}")
    for name, counts in mangled(texts).items():
        share = f"{counts.kept / counts.values:.1%}"
        print(f"{name:<26}{counts.values:>8}{share:>8}{len(counts.false):>8}")
        if each and counts.false:
            print(f"    {', '.join(counts.false)}")


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", action="store_true", help="name every text that is misread")
    arguments = parser.parse_args()
    _print_sets(each=arguments.each)
    _print_mutations(each=arguments.each)


if __name__ == "__main__":
    main()
