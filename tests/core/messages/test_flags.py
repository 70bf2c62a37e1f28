"""Every flag of the parser shows a text that needs it: without the flag, it is read otherwise."""

import ast
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from datetime import date
from importlib import import_module
import inspect
from itertools import pairwise
import re

import pytest

from custom_components.sim_renewal.core.messages import Kind, Understanding
from custom_components.sim_renewal.core.messages.reader import read_message

ON = date(2026, 11, 24)
PACKAGE = "custom_components.sim_renewal.core.messages"
CLASSES = (
    "cues.LanguageCues",
    "deadlines.Deadline",
    "findings.Doubt",
    "findings.Finding",
    "governor.Governor",
    "items.Lapse",
    "items.Number",
    "items.Quantity",
    "items.Written",
    "listing.Listing",
    "meanings.TextSoFar",
    "neighbours.Action",
    "walk.Walk",
)


def read(text: str) -> Understanding:
    return read_message(text, received_on=ON)


def loaded(name: str) -> type:
    module, name_of_class = name.split(".")
    return getattr(import_module(f"{PACKAGE}.{module}"), name_of_class)


def docstrings(cls: type) -> Iterator[tuple[str, str]]:
    """Return the name and the docstring of every attribute that has one."""
    [body] = [node.body for node in ast.parse(inspect.getsource(cls)).body]
    for node, following in pairwise(body):
        match node, following:
            case ast.AnnAssign(target=ast.Name(name)), ast.Expr(ast.Constant(str(said))):
                yield name, inspect.cleandoc(said)


EXAMPLES = [
    pytest.param(cls, name, shown[-1], id=f"{cls.__name__}.{name}")
    for cls in map(loaded, CLASSES)
    for name, said in docstrings(cls)
    if (shown := re.findall("`([^`]+)`", said))
]


def without(flag: Field) -> property:
    """Return a flag that keeps the value with which it begins."""
    if flag.default_factory is not MISSING:
        make = flag.default_factory
        return property(lambda _: make(), lambda *_: None)
    value = False if flag.default is MISSING else flag.default
    return property(lambda _: value, lambda *_: None)


@pytest.mark.parametrize(("cls", "name", "text"), EXAMPLES)
def test_a_text_that_shows_a_flag_is_read_otherwise_without_it(
    monkeypatch, cls, name, text
) -> None:
    [flag] = [each for each in fields(cls) if each.name == name]
    with_it = repr(read(text))
    monkeypatch.setattr(cls, name, without(flag))

    assert repr(read(text)) != with_it


def test_everything_that_is_true_or_false_shows_a_text() -> None:
    shown = {tuple(each.values[:2]) for each in EXAMPLES}
    flags = {
        (cls, flag.name)
        for cls in map(loaded, CLASSES)
        for flag in fields(cls)
        if flag.type is bool
    }

    assert len(flags) > 20
    assert flags <= shown


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        (
            "You have 2GB left. Big Bundle: unlimited texts, 10GB for £10.",
            {Kind.DATA_REMAINING: "You have 2GB"},
        ),
        (
            "Core balance: 5.10 GBP\nBonus: 1.00 GBP",
            {Kind.CREDIT: "balance: 5.10 GBP"},
        ),
        ("Your balance is -£2.50", {}),
        ("You have £5 credit waiting. Ends 31/12/2026. Text STOP to opt out.", {}),
        ("Il vous reste 0o sur votre forfait", {Kind.DATA_REMAINING: "Il vous reste 0o"}),
        (
            "Votre crédit valable jusqu'au 12/12/26 est de 12,50€",
            {Kind.SERVICE_UNTIL: "valable jusqu'au 12/12/26", Kind.CREDIT: "12,50€"},
        ),
        (
            "10GB plan for the whole family on holiday, 3GB left",
            {Kind.DATA_REMAINING: "3GB"},
        ),
    ],
)
def test_what_no_text_of_the_corpus_shows_is_read_as_a_person_reads_it(text, understood) -> None:
    assert {each.kind: each.words for each in read(text).findings} == understood
