"""Numbers that machines write; those of people are in the tests of cells and of replies."""

from decimal import Decimal

import pytest

from custom_components.sim_renewal.core.numbers import AbsurdNumber, NotANumber, machine_number


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("12.50", "12.50"),
        (" -3 ", "-3"),
        ("1e3", "1E+3"),
        (12, "12"),
        (0.1, "0.1"),
        (Decimal("9.99"), "9.99"),
    ],
)
def test_a_number_is_read_digit_by_digit(value, number) -> None:
    assert str(machine_number(value)) == number


@pytest.mark.parametrize("value", ["", "12,5", "ten", True, None, [1]])
def test_anything_else_is_no_number(value) -> None:
    with pytest.raises(NotANumber):
        machine_number(value)


@pytest.mark.parametrize("value", ["NaN", "sNaN", "-Infinity", float("inf")])
def test_what_is_not_finite_is_absurd(value) -> None:
    with pytest.raises(AbsurdNumber):
        machine_number(value)


@pytest.mark.parametrize(("value", "is_absurd"), [("1e3", False), ("1e4", True), ("1e-4", True)])
def test_the_size_can_be_bounded(value, is_absurd) -> None:
    assert machine_number(value).is_finite()
    if is_absurd:
        with pytest.raises(AbsurdNumber):
            machine_number(value, 3)
    else:
        assert machine_number(value, 3) == 1000
