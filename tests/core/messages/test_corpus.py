"""Every text of the corpus is read as a person reads it, and nothing else is applied."""

from functools import cache
from importlib import import_module

import pytest

from custom_components.sim_renewal.core.messages import Kind, Understanding
from custom_components.sim_renewal.core.messages.reader import read_message

from .corpus import Case

LANGUAGES = (
    "french",
    "english",
    "german",
    "spanish",
    "italian",
    "dutch",
    "polish",
    "czech",
    "portuguese",
    "chinese",
    "others",
)
KINDS = {
    "data": Kind.DATA_REMAINING,
    "used": Kind.DATA_USED,
    "allowance": Kind.DATA_ALLOWANCE,
    "voice": Kind.VOICE_REMAINING,
    "sms": Kind.SMS_REMAINING,
    "credit": Kind.CREDIT,
    "service": Kind.SERVICE_UNTIL,
    "number": Kind.NUMBER_UNTIL,
    "recharge": Kind.RECHARGE_BEFORE,
}


def cases_of(language: str) -> list[Case]:
    corpora = ("", ".second", ".third") if language != "others" else ("",)
    return [
        case
        for corpus in corpora
        for case in import_module(f"{__package__}.corpus{corpus}.{language}").CASES
    ]


CASES = [(language, case) for language in LANGUAGES for case in cases_of(language)]


@cache
def read(case: Case) -> Understanding:
    return read_message(
        case.text, received_on=case.received_on, sender=case.sender, carrier=case.carrier
    )


def readings() -> list[tuple[Case, Understanding]]:
    """Return every text of the corpus and what is understood of it."""
    return [(case, read(case)) for _, case in CASES]


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{name}: {case.text[:60]}") for name, case in CASES]
)
def test_a_text_is_read_as_a_person_reads_it(case) -> None:
    found = {
        finding.kind: (finding.value, finding.currency)
        if finding.kind is Kind.CREDIT
        else finding.value
        for finding in read(case).findings
    }

    assert found == {KINDS[name]: value for name, value in case.expected.items()}


def test_what_was_understood_and_what_not_is_said_in_the_words_of_the_text() -> None:
    seen = 0
    for case, understanding in readings():
        for part in (*understanding.findings, *understanding.doubts):
            assert part.words == case.text[part.start : part.end]
            assert part.words.strip() == part.words != ""
            seen += 1
    assert seen > 1000


def test_of_each_kind_there_is_one_finding_at_most() -> None:
    for _, understanding in readings():
        assert len(understanding.applied) == len(understanding.findings)


def test_every_language_has_texts_with_a_balance_and_without() -> None:
    for language in LANGUAGES:
        cases = cases_of(language)
        assert any(case.expected for case in cases)
        assert any(not case.expected for case in cases)
