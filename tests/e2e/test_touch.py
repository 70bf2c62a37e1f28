"""A touch on a push: what it opens for an administrator and for a member of the family."""

from playwright.async_api import expect
import pytest
import pytest_asyncio

from scripts.realhome.browser import PHONE, logged_in_page, open_page
from scripts.realhome.dashboard import add_dashboard
from scripts.realhome.home import Home
from scripts.realhome.household import add_household
from scripts.realhome.phone_shade import Received

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

PEOPLE = ["an administrator", "a member of the family"]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def households(home, phone, today):
    """Add the demo household and its dashboard, and return the homes of two people by name."""
    await add_household(home, phone.target, today)
    await add_dashboard(home)
    await home.invite("Anna")
    async with Home(home.url) as annas:
        await annas.log_in("Anna")
        yield dict(zip(PEOPLE, (home, annas), strict=True))


async def reminder_of(home: Home, phone, name: str) -> Received:
    """Have a line reminded of now, and return what the phone was sent."""
    (recipient,) = (await home.ask("sim_renewal.check_lines"))["recipients"]
    device_id = (await home.lines())[name]["device_id"]
    sent = len(phone.received)
    await home.ask(
        "sim_renewal.send_reminder", recipient=recipient["recipient_id"], device_id=device_id
    )
    return phone.received[sent]


@pytest.mark.parametrize("who", PEOPLE)
async def test_with_the_dashboard_it_opens_the_line_there(home, phone, households, who):
    push = await reminder_of(home, phone, "Papa")
    assert push.data["clickAction"] == push.data["url"]

    async with logged_in_page(households[who], window=PHONE) as page:
        await open_page(page, push.data["url"])
        card = page.locator("sim-renewal-card")
        await expect(card.get_by_role("heading", name="Papa")).to_be_visible()
        await expect(card.get_by_text("Orange").first).to_be_visible()
