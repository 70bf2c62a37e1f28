"""Names that would be pictures, links or HTML where Markdown is read."""

import pytest

from custom_components.sim_renewal.issues import inert


@pytest.mark.parametrize(
    "name",
    [
        "![x](https://a.example/p.png)",
        "[pay](https://a.example)",
        "[pay] (https://a.example)",
        "![x][y]",
        "[y]: https://a.example",
        '<img src="https://a.example/p.png">',
        "</ha-alert>",
        "<!-- -->",
    ],
)
def test_a_name_fetches_nothing_and_looks_the_same(name) -> None:
    shown = inert(name)

    assert shown.replace("\u2060", "") == name
    assert not any(mark in shown for mark in ("![", "](", "] (", "][", "]:", "<img", "</", "<!"))


@pytest.mark.parametrize("name", ["Papa (2)", "5 < 6", "Anna [home]", "Étage 1!", "a*b_c"])
def test_a_plain_name_stays_as_it_is(name) -> None:
    assert inert(name) == name
