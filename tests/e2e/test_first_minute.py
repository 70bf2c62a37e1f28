"""The first minute in the real frontend: how many clicks it takes until a phone has answered."""

from datetime import date, timedelta

import pytest

from scripts.realhome.browser import PHONE, WIDE
from scripts.realhome.first_minute import walk

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

MOST_CLICKS_TO_A_LINE = 8
MOST_CLICKS_TO_AN_ANSWER = 10


@pytest.mark.parametrize(("language", "window"), [("en", WIDE), ("fr", PHONE), ("zh-Hans", PHONE)])
async def test_a_line_takes_eight_clicks_and_an_answered_test_ten(language, window, today) -> None:
    steps, until = await walk(language, window)

    next_month = (today.replace(day=1) + timedelta(days=32)).replace(day=15)
    assert until == date(next_month.year, next_month.month, 15)
    assert steps.clicks_to_line <= MOST_CLICKS_TO_A_LINE
    assert steps.clicks_to_answer <= MOST_CLICKS_TO_AN_ANSWER
