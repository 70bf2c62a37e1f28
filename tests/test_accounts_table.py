"""The page of accounts says what the registry says."""

import re

import pytest

from custom_components.sim_renewal.carriers.registry import CARRIERS
from custom_components.sim_renewal.core.source_values import Capability
from scripts.accounts_table import COLUMNS, DOCUMENT, anchor, main, written

PAGE = DOCUMENT.read_text(encoding="utf-8")


def test_the_page_is_what_the_registry_says() -> None:
    assert main(["--check"]) == 0
    assert written(PAGE) == PAGE


def test_every_carrier_has_a_row_and_a_section_that_it_links_to() -> None:
    assert len(CARRIERS) >= 8
    for carrier in CARRIERS.values():
        assert PAGE.count(f"[{carrier.name}](#{anchor(carrier)})") == 1
        assert PAGE.count(f"\n### {carrier.name}\n") == 1
        for endpoint in carrier.account.ENDPOINTS:
            assert f"`{endpoint.method} {carrier.base_url}{endpoint.path}`" in PAGE


def test_every_capability_of_a_carrier_is_a_column() -> None:
    used: set[Capability] = set()
    for carrier in CARRIERS.values():
        used |= carrier.capabilities

    assert used == set(COLUMNS)


def test_a_page_that_says_something_else_is_noticed_and_written_anew(tmp_path, capsys) -> None:
    page = tmp_path / "accounts.md"
    page.write_text(re.sub(r"\| yes \|", "| no |", PAGE, count=1), encoding="utf-8")

    assert main(["--check"], page) == 1
    assert "accounts.md" in capsys.readouterr().out
    assert main([], page) == 0
    assert page.read_text(encoding="utf-8") == PAGE


def test_a_page_without_its_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="begin carriers"):
        written(PAGE.replace("<!-- begin carriers -->", ""))


def test_carriers_that_cannot_be_supported_are_named_with_the_reason() -> None:
    told = PAGE.partition("## What cannot be supported")[2]

    for name in ("Orange", "Sosh", "SFR", "Bouygues", "Free Mobile", "NRJ", "woob", "Buying"):
        assert name in told
