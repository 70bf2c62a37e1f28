"""A push as the companion app takes it: whatever is said, no larger than a phone receives."""

import json

from hypothesis import given, strategies as st

from custom_components.sim_renewal.core.openings import System
from custom_components.sim_renewal.push.pages import Page
from custom_components.sim_renewal.push.payload import Button, Push, payload_of, shortened

LIMIT = 4096
REGISTRATION = {
    "registration_info": {
        "app_id": "io.homeassistant.companion.android",
        "app_version": "2026.11.1-full",
        "webhook_id": "0" * 64,
        "os_version": "26.1.1",
    }
}
TEXTS = st.text(st.sampled_from('aé号码😀👨\u200d\u0301\ud83dم"\\\n 9'), max_size=700) | st.text(
    max_size=300
)


def sent_bytes(payload: dict) -> int:
    """Return what goes to the push service, where title and message stand twice for an iPhone."""
    twice = {"title": payload["title"], "message": payload["message"]}
    whole = [{**payload, **REGISTRATION}, twice]
    return len(json.dumps(whole, ensure_ascii=False).encode(errors="replace"))


BUTTONS = st.lists(
    st.builds(
        Button,
        st.integers(1, 60).map(lambda lines: "SIM_RENEWAL_LATER" + f"_{'L' * 26}_01234567" * lines),
        TEXTS,
        st.none() | st.just("https://www.example.com/" + "a" * 470),
        st.none() | st.just("已付或剩余：10 €，12.5 GB"),  # noqa: RUF001
    ),
    max_size=14,
).map(tuple)


@given(TEXTS, TEXTS.map(lambda text: text * 5), BUTTONS, BUTTONS, st.sampled_from(System))
def test_whatever_is_said_a_phone_takes_it(title, message, buttons, more, system) -> None:
    push = Push(
        tag="sim_renewal_" + "L" * 26,
        title=title,
        message=message,
        page=Page("/lovelace-of-the-sim-lines/line-" + "L" * 26),
        buttons=buttons,
        more=more,
    )

    payload = payload_of(push, system)

    assert sent_bytes(payload) <= LIMIT
    if not (buttons or more) and len(message) < 200 and len(title) < 60:
        assert payload["message"] == message


def test_a_text_is_cut_in_no_signs_middle() -> None:
    assert shortened("号码", 6) == "号码"
    assert shortened("号码号", 8) == "号…"
    assert shortened("ab👨\u200d👩", 12) == "ab…"
    assert shortened("cafe\u0301s", 8) == "cafe\u0301s"
    assert shortened("cafe\u0301sss", 8) == "caf…"
