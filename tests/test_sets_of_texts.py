"""Sets of carriers' texts, written before the reader knew them, are read as a person reads them."""

import pytest

from scripts.texts_report import SETS, Verdict, mangled, texts_of

NOT_ALL = {
    *("pt-m5", "zh-m7", "c-m2"),
    *("u-ar-1", "u-vi-1", "a-fr-2"),
    *("b-es-07", "b-it-04", "b-hk-04", "b-tr-01"),
    *("k-h-de3", "k-w-pl", "k-e-en", "k-e-fr", "k-t-1", "k-m7", "k-m16", "k-m18"),
}
"""Texts of which the reader leaves a part in doubt."""
TEXTS = [text for name in SETS for text in texts_of(name)]


@pytest.mark.parametrize("text", [pytest.param(each, id=each.name) for each in TEXTS])
def test_no_value_of_a_text_is_wrong(text) -> None:
    assert text.verdict() is not Verdict.WRONG


def test_nearly_all_texts_are_read_in_full() -> None:
    read = {text.name for text in TEXTS if text.wanted and text.verdict() is Verdict.RIGHT}

    assert {text.name for text in TEXTS if text.wanted} - read <= NOT_ALL


@pytest.mark.slow
def test_white_space_case_and_accents_change_nearly_nothing() -> None:
    for name, counts in mangled(TEXTS).items():
        assert counts.kept >= counts.values * 0.97, name
        assert len(counts.false) <= 1, name
