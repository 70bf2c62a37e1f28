"""What the people of the demo household meet: answers, questions, and whom they reach."""

from collections.abc import AsyncGenerator, Callable
from typing import Any

import pytest
import pytest_asyncio

from scripts.realhome.carrier import Carrier
from scripts.realhome.connection import Refused
from scripts.realhome.encounters import add_anna, let_meet
from scripts.realhome.feeds import feed_lines
from scripts.realhome.home import Home, wait_until
from scripts.realhome.household import add_household
from scripts.realhome.phone import Phone
from scripts.realhome.phone_shade import Received

LIST = "todo.sim_renewal_renewals_due"

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def annas_phone(home: Home, phone: Phone, today) -> AsyncGenerator[Phone]:
    """Return the phone of Anna, in a household where all that there is to meet has come."""
    async with Home(home.url) as annas, Phone("Anna phone") as annas_phone, Carrier() as carrier:
        await add_anna(home, annas, annas_phone)
        entry_id = await add_household(home, phone.target, today)
        await feed_lines(home, entry_id, phone, carrier, today)
        await let_meet(home, annas, entry_id, (phone, annas_phone), today, "fr")
        yield annas_phone


def titled(title: str, tag: str = "") -> Callable[[Received], bool]:
    return lambda push: push.title == title and (push.tag or "").endswith(tag)


def titles(phone: Phone) -> set[str | None]:
    return {push.title for push in phone.received}


async def answered(phone: Phone, said: str) -> Received:
    return await phone.next_push(
        lambda push: (push.tag or "").endswith("_answer") and said in push.message
    )


async def renewals_of(home: Home, name: str) -> list[dict[str, Any]]:
    renewals = (await home.ask("sim_renewal.get_renewals"))["renewals"]
    return [each for each in renewals if each["line"] == name]


async def wait_for_end(home: Home, name: str, end: str) -> None:
    async def ends() -> bool:
        return bool((await home.lines())[name]["service_until"] == end)

    await wait_until(ends, f"{name} ended on {end}")


async def test_used_by_chooses_who_is_reminded(phone, annas_phone) -> None:
    await annas_phone.next_push(titled("Anna\u00a0: plus que 2\u00a0jours"))

    assert "Anna: 2 days left" not in titles(phone)
    assert "Papa: 3 days left" in titles(phone)
    assert "Papa\u00a0: plus que 3\u00a0jours" not in titles(annas_phone)


async def test_a_renewal_is_in_the_date_already_or_was_recorded_by_anna(
    home, phone, annas_phone
) -> None:
    contained = await answered(annas_phone, "La date en tient déjà compte")
    first = await answered(phone, "Nothing was added.")
    assert list(first.buttons) == ["It was a second", "Undo"]
    before = (await home.lines())["Oncle"]["service_until"]
    assert len(await renewals_of(home, "Oncle")) == 1

    await annas_phone.press(contained, "La compter aussi")

    await answered(annas_phone, "Fonctionne jusqu")
    assert (await home.lines())["Oncle"]["service_until"] > before


async def test_two_presses_are_one_renewal(home, phone, annas_phone) -> None:
    line = (await home.lines())["Papa"]
    await phone.press(await phone.next_push(titled("Papa: 3 days left")), "Renewed")
    moved = await answered(phone, "€10. Works until")
    assert list(moved.buttons) == ["Undo", "Amount paid"]

    button = await home.entity_id(line["device_id"], "mark_renewed")
    with pytest.raises(Refused, match="recorded"):
        await home.act("button.press", entity_id=button)

    await answered(phone, "Nothing was added.")
    assert len(await renewals_of(home, "Papa")) == 1


async def test_a_line_without_a_rule_asks_until_when(home, phone, annas_phone, today) -> None:
    await phone.press(await phone.next_push(titled("Tante: last day tomorrow")), "Renewed", "")
    asked = await answered(phone, "Reply with the last day")

    for typed, end in (("5/1", f"{today.year + 1}-01-05"), ("31.12.", f"{today.year}-12-31")):
        await phone.press(asked, "Reply", typed)
        await wait_for_end(home, "Tante", end)


async def test_a_line_without_a_date_is_asked_about_and_takes_it_by_reply(
    home, phone, annas_phone, today
) -> None:
    async def asks() -> bool:
        items = await home.ask("todo.get_items", entity_id=LIST, status="needs_action")
        asked = [each["summary"] for each in items[LIST]["items"]]
        issues = [each["translation_key"] for each in await home.issues()]
        assert ("Cousin: until when?" in asked) == ("line_without_date" in issues)
        return "line_without_date" in issues

    async def asks_no_more() -> bool:
        return not await asks()

    assert await asks()
    push = await annas_phone.next_push(
        lambda each: "Répondre" in each.buttons and (each.title or "").startswith("Cousin")
    )
    await annas_phone.press(push, "Répondre", "5 janv.")
    await wait_for_end(home, "Cousin", f"{today.year + 1}-01-05")
    await wait_until(asks_no_more, "nobody was asked any more")


async def test_a_text_that_names_another_line_is_asked_about(home, annas_phone) -> None:
    device_id = (await home.lines())["Maman"]["device_id"]
    data = await home.entity_id(device_id, "data_remaining")

    issues = {each["translation_key"]: each for each in await home.issues()}
    assert issues["text_in_question"]["translation_placeholders"] == {"lines": "Maman"}
    await home.wait_for_state(data, "38.0")  # the text says 8
