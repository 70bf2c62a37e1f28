"""The size of a push: what is larger than the push services carry never arrives."""

from homeassistant.components.persistent_notification import (
    _async_get_or_create_notifications as notifications,
)
from homeassistant.core import ServiceCall
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.test_push_payload import LIMIT, sent_bytes

from .conftest import line_subentry, recipient_subentry


async def test_of_many_lines_with_long_names_every_one_is_spoken_of(
    hass, household, phone: list[ServiceCall]
) -> None:
    """Eight lines with Chinese names on an iPhone were more than the push service carries."""
    MockConfigEntry(
        domain="mobile_app", data={"device_name": "Anna", "os_name": "iOS"}
    ).add_to_hass(hass)
    names = [f"{'爷爷在老家用的第二个号码' * 4}{number}" for number in range(24)]
    lines = [
        line_subentry(name, f"{number:026d}", number=None, iccid=None)
        for number, name in enumerate(names)
    ]
    entry = await household(*lines, recipient_subentry(language="zh-Hans"))

    assert len(phone) > 1
    assert all(sent_bytes(dict(push.data)) <= LIMIT for push in phone)
    said = "\n".join(push.data["message"] for push in phone)
    assert all(f"{name}：有效期至11月26日星期四。" in said for name in names)  # noqa: RUF001
    assert len({push.data["data"]["tag"] for push in phone}) == len(phone)
    assert entry.runtime_data.spoken()["R" * 26] == {entry.runtime_data.now()}

    for push in tuple(phone):
        later = [each for each in push.data["data"]["actions"] if each["title"] == "稍后"]
        hass.bus.async_fire("mobile_app_notification_action", {"action": later[0]["action"]})
    await hass.async_block_till_done()
    assert all(line.record.snooze for line in entry.runtime_data.lines.values())


async def test_what_is_too_long_for_a_phone_is_whole_at_home(hass, household) -> None:
    names = [f"{'奶奶在老家用的第二个号码' * 4}{number}" for number in range(20)]
    lines = [
        line_subentry(name, f"{number:026d}", number=None, iccid=None, service_until="2026-11-23")
        for number, name in enumerate(names)
    ]

    await household(*lines, recipient_subentry("Anna", "notify.mobile_app_gone"))

    (shown,) = (
        each["message"]
        for tag, each in notifications(hass).items()
        if tag.startswith("sim_renewal_undelivered")
    )
    assert all(name in shown for name in names)


async def test_a_digest_of_many_lines_comes_in_parts(household, phone, move_to) -> None:
    lines = [
        line_subentry(
            f"{'外婆在老家用的第二个号码' * 4}{number}",
            f"{number:026d}",
            number=None,
            iccid=None,
            remind=False,
        )
        for number in range(20)
    ]
    await household(*lines, recipient_subentry(language="zh-Hans"), digest="tuesday")

    await move_to("2026-11-24T09:00:00+01:00")

    tags = [push.data["data"]["tag"] for push in phone]
    assert len(tags) > 1
    others = [f"sim_renewal_digest_{number}" for number in range(2, len(tags) + 1)]
    assert tags == ["sim_renewal_digest", *others]
    assert all(sent_bytes(dict(push.data)) <= LIMIT for push in phone)
    said = "\n".join(push.data["message"] for push in phone)
    assert all(f"第二个号码{number}：有效期至" in said for number in range(20))  # noqa: RUF001
