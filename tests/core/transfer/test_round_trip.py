"""What is exported, read and exported again is the same text, byte by byte."""

from hypothesis import HealthCheck, given, settings
import pytest

from custom_components.sim_renewal.core.transfer.model import FileFormat
from custom_components.sim_renewal.core.transfer.reading import format_of, read, write

from .households import HOME, HOUSEHOLD, MAMA, PAPA, household_of, households

# Python 3.14 counts references later than Hypothesis expects.
pytestmark = pytest.mark.filterwarnings(
    "ignore:It looks like `register_random`:hypothesis.errors.HypothesisWarning"
)

FORMATS = list(FileFormat)


@pytest.mark.slow
@pytest.mark.parametrize("file_format", FORMATS)
@settings(
    database=None,
    deadline=None,
    derandomize=True,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(household=households)
def test_any_household_comes_back_byte_by_byte(file_format, household) -> None:
    text = write(household, file_format)

    assert format_of(text) is file_format
    assert write(household_of(read(text, HOME).rows), file_format) == text


@pytest.mark.parametrize("first", FORMATS)
@pytest.mark.parametrize("second", FORMATS)
def test_one_format_says_what_the_other_does(first, second) -> None:
    came_back = household_of(read(write(HOUSEHOLD, first), HOME).rows)

    assert write(came_back, second) == write(HOUSEHOLD, second)


@pytest.mark.parametrize("file_format", FORMATS)
def test_everything_that_is_kept_comes_back(file_format) -> None:
    mama, papa = household_of(read(write(HOUSEHOLD, file_format), HOME).rows).lines

    assert mama == MAMA
    assert papa.settings == PAPA.settings
    assert papa.reading == PAPA.reading
    assert papa.former_credits == PAPA.former_credits
    assert sorted(papa.renewals, key=repr) == sorted(PAPA.renewals, key=repr)
    assert papa.activities == PAPA.activities
    assert set(papa.ports) == set(PAPA.ports)
    assert papa.statements == PAPA.statements
    assert papa.emptied == PAPA.emptied
