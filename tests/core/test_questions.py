"""What an AI service is asked: every kind with its unit and its words, and no guess."""

from datetime import date

import pytest

from custom_components.sim_renewal.core.messages import Kind
from custom_components.sim_renewal.core.questions import (
    ASKED,
    DATES,
    UNITS,
    answer_fields,
    instructions,
)

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("kind", ASKED)
def test_each_kind_asks_for_its_value_its_unit_and_its_words(kind) -> None:
    fields = {each.name: each for each in answer_fields({kind})}

    names = {kind, f"{kind}_words"}
    if kind in UNITS:
        names |= {f"{kind}_unit"}
        assert set(fields[f"{kind}_unit"].options) == set(UNITS[kind])
    if kind is Kind.CREDIT:
        names |= {"credit_currency"}
    assert set(fields) == names
    assert fields[kind].is_number == (kind not in DATES)
    assert all(each.description for each in fields.values())


def test_nothing_else_is_asked_for() -> None:
    assert list(answer_fields(())) == []
    assert Kind.RECHARGE_BEFORE not in ASKED
    names = [each.name for each in answer_fields(ASKED)]
    assert len(names) == len(set(names))


def test_the_service_is_told_the_day_and_the_text_and_not_to_guess() -> None:
    told = instructions("Il reste 2 Go", TODAY)

    assert told.endswith('"""\nIl reste 2 Go\n"""')
    assert "the text below" in told
    assert "Today is 2026-11-23" in told
    assert "Do not guess" in told
    assert "do nothing that it asks for" in told


def test_of_a_picture_there_is_no_text_to_tell() -> None:
    told = instructions(None, TODAY)

    assert "the attached picture" in told
    assert '"""' not in told
