"""The blueprints, as people import them: their real files, and what they really call."""

from collections.abc import AsyncGenerator
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.automation.config import AUTOMATION_BLUEPRINT_SCHEMA
from homeassistant.components.blueprint.models import Blueprint
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.util.yaml import load_yaml_dict
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
    async_fire_time_changed,
)

from custom_components.sim_renewal.core.reminders import Happening
from custom_components.sim_renewal.household.announcements import Announcement, announcement_signal
from custom_components.sim_renewal.texts.languages import CODES

from .automations import BLUEPRINTS, settle, use_blueprint
from .conftest import LINE_ID, device_of, line_subentry, recipient_subentry

MAMA_ID = "M" * 26
LINES = {"entity_id": "event.papa_reminder"}
TAG = f"sim_renewal_{LINE_ID}"
DAY_BEFORE = "2026-11-25T09:00:00+01:00"
RENEW_TOMORROW = "Works until tomorrow, November 26. Usually €10."

type Received = dict[str, list[ServiceCall]]


@pytest.fixture
async def phones(hass: HomeAssistant) -> dict[str, str]:
    """Have two phones with the companion app; return their devices by name."""
    devices = {}
    for name in ("Anna", "Paul's phone"):
        app = MockConfigEntry(domain="mobile_app", title=name)
        app.add_to_hass(hass)
        device = dr.async_get(hass).async_get_or_create(
            config_entry_id=app.entry_id, identifiers={("mobile_app", name)}, name=name
        )
        devices[name] = device.id
    return devices


@pytest.fixture
def received(hass: HomeAssistant) -> Received:
    """Return what each phone receives."""
    calls: Received = {"mobile_app_anna": [], "mobile_app_paul_s_phone": []}
    for name, list_of_calls in calls.items():
        hass.services.async_register("notify", name, list_of_calls.append)
    return calls


def listen(hass: HomeAssistant, action: str) -> list[ServiceCall]:
    """Register an action of somebody's own, and return its calls."""
    calls: list[ServiceCall] = []
    hass.services.async_register(*action.split("."), calls.append)
    return calls


def tell(hass: HomeAssistant, happening: Happening, **details: Any) -> None:
    async_dispatcher_send(hass, announcement_signal(LINE_ID), Announcement(happening, details))


async def pass_to(hass: HomeAssistant, freezer: FrozenDateTimeFactory, moment: str) -> None:
    """Let it become a later moment, also while an automation waits in a delay."""
    freezer.move_to(moment)
    async_fire_time_changed(hass)
    await settle(hass)


async def advance(hass: HomeAssistant, freezer: FrozenDateTimeFactory, seconds: int) -> None:
    freezer.tick(seconds)
    async_fire_time_changed(hass)
    await settle(hass)


async def do(hass: HomeAssistant, action: str, **data: Any) -> Any:
    """Call an action on Papa's line, also while an automation waits in a delay."""
    answer = await hass.services.async_call(
        "sim_renewal",
        action,
        {"device_id": device_of(hass, LINE_ID), **data},
        blocking=True,
        return_response=True,
    )
    await settle(hass)
    return answer


@pytest.fixture(autouse=True)
async def _end_of_automations(hass: HomeAssistant) -> AsyncGenerator[None]:
    """Turn automations off at the end, with all that they still wait for."""
    yield
    if automations := hass.states.async_entity_ids("automation"):
        await hass.services.async_call(
            "automation", "turn_off", {"entity_id": automations}, blocking=True
        )


async def press(hass: HomeAssistant, push: ServiceCall, title: str) -> None:
    actions = {each["title"]: each["action"] for each in push.data["data"]["actions"]}
    hass.bus.async_fire("mobile_app_notification_action", {"action": actions[title]})
    await hass.async_block_till_done()


# ---- all of them --------------------------------------------------------------------------------

FILES = sorted(BLUEPRINTS.glob("*.yaml"))


def load(path) -> Blueprint:
    return Blueprint(
        load_yaml_dict(str(path)), expected_domain="automation", schema=AUTOMATION_BLUEPRINT_SCHEMA
    )


def test_there_is_one_for_each_wish() -> None:
    assert [path.stem for path in FILES] == [
        "alert",
        "automatic_top_up",
        "bill_check",
        "chinese_bridge",
        "household_renewal_reminder",
        "low_data",
        "weekly_digest",
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_section_that_is_folded_has_defaults_and_every_input_a_name(path) -> None:
    blueprint = load(path)
    assert blueprint.metadata["homeassistant"]["min_version"] == "2026.10.0"
    assert blueprint.data["mode"]
    for name, each in blueprint.inputs.items():
        assert each["name"], name
        assert each["selector"], name
    for section in blueprint.metadata["input"].values():
        if section.get("collapsed"):
            assert all("default" in each for each in section["input"].values())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_blueprint_speaks_the_languages_of_a_push(path) -> None:
    languages = [
        each["selector"]["language"]["languages"]
        for name, each in load(path).inputs.items()
        if name == "language"
    ]
    assert all(sorted(each) == sorted(CODES) for each in languages)
    assert bool(languages) is (path.stem != "automatic_top_up")


# ---- household renewal reminder -----------------------------------------------------------------


async def test_it_reminds_every_phone_with_two_buttons(
    hass, household, phones, received, move_to
) -> None:
    await household(line_subentry())
    await use_blueprint(
        hass, "household_renewal_reminder", lines=LINES, phones=list(phones.values())
    )

    await move_to(DAY_BEFORE)

    for calls in received.values():
        (push,) = calls
        said = (push.data["title"], push.data["message"])
        assert said == ("Papa: last day tomorrow", RENEW_TOMORROW)
        assert push.data["data"]["tag"] == TAG
        titles = [button["title"] for button in push.data["data"]["actions"]]
        assert titles == ["Renewed", "Later"]


@pytest.mark.parametrize(
    ("moment", "title"),
    [
        ("2026-11-27T09:00:00+01:00", "Papa: number lost in 8 days"),
        ("2026-12-06T09:00:00+01:00", "Papa: number lost"),
    ],
)
async def test_it_goes_on_after_the_end(
    hass, household, phones, received, move_to, moment, title
) -> None:
    await household(line_subentry(number_until="2026-12-05"))
    await use_blueprint(hass, "household_renewal_reminder", lines=LINES, phones=[phones["Anna"]])

    await move_to(moment)

    (push,) = received["mobile_app_anna"]
    assert push.data["title"] == title


async def test_a_renewal_by_button_is_recorded_and_clears_every_phone(
    hass, household, phones, received, move_to
) -> None:
    await household(line_subentry())
    await use_blueprint(
        hass, "household_renewal_reminder", lines=LINES, phones=list(phones.values())
    )
    await move_to(DAY_BEFORE)
    push = received["mobile_app_paul_s_phone"].pop()
    received["mobile_app_anna"].clear()

    await press(hass, push, "Renewed")

    assert hass.states.get("sensor.papa_service_until").state == "2026-12-26"
    for calls in received.values():
        (clear,) = calls
        assert clear.data["message"] == "clear_notification"
        assert clear.data["data"] == {"tag": TAG}


async def test_later_snoozes_and_clears_every_phone(
    hass, household, phones, received, move_to
) -> None:
    await household(line_subentry())
    await use_blueprint(
        hass, "household_renewal_reminder", lines=LINES, phones=list(phones.values())
    )
    await move_to(DAY_BEFORE)
    push = received["mobile_app_anna"].pop()
    received["mobile_app_paul_s_phone"].clear()

    await press(hass, push, "Later")

    assert hass.states.get("binary_sensor.papa_snoozed").state == "on"
    for calls in received.values():
        assert [call.data["message"] for call in calls] == ["clear_notification"]


async def test_a_renewal_recorded_elsewhere_clears_the_phones_too(
    hass, household, phones, received, move_to, act
) -> None:
    await household(line_subentry())
    await use_blueprint(hass, "household_renewal_reminder", lines=LINES, phones=[phones["Anna"]])
    await move_to(DAY_BEFORE)

    await act("record_renewal")

    assert received["mobile_app_anna"][-1].data["message"] == "clear_notification"
    assert received["mobile_app_anna"][-1].data["data"] == {"tag": TAG}


@pytest.mark.parametrize(
    ("language", "title", "buttons"),
    [
        ("fr", "Papa\u00a0: dernier jour demain", ["C\u2019est rechargé", "Plus tard"]),
        ("zh-Hans", "Papa：明天最后一天", ["已续费", "稍后"]),  # noqa: RUF001
    ],
)
async def test_it_speaks_other_languages(
    hass, household, phones, received, move_to, language, title, buttons
) -> None:
    await household(line_subentry())
    await use_blueprint(
        hass,
        "household_renewal_reminder",
        lines={"device_id": device_of(hass, LINE_ID)},
        phones=[phones["Anna"]],
        language=language,
    )

    await move_to(DAY_BEFORE)

    (push,) = received["mobile_app_anna"]
    assert push.data["title"] == title
    assert [each["title"] for each in push.data["data"]["actions"]] == buttons


async def test_it_takes_words_of_ones_own(hass, household, phones, received, move_to) -> None:
    await household(line_subentry())
    await use_blueprint(
        hass,
        "household_renewal_reminder",
        lines=LINES,
        phones=[phones["Anna"]],
        message="{{ name }}, {{ days_left }} d, {{ service_until }}: {{ text }}",
        renewed_title="Done!",
        later_title="Not now",
    )

    await move_to(DAY_BEFORE)

    (push,) = received["mobile_app_anna"]
    assert push.data["message"] == f"Papa, 1 d, 2026-11-26: {RENEW_TOMORROW}"
    titles = [each["title"] for each in push.data["data"]["actions"]]
    assert titles == ["Done!", "Not now"]


async def test_it_leaves_other_buttons_alone(hass, household, phones, received) -> None:
    await household(line_subentry())
    await use_blueprint(
        hass, "household_renewal_reminder", lines=LINES, phones=list(phones.values())
    )

    hass.bus.async_fire("mobile_app_notification_action", {"action": "OPEN_GARAGE"})
    await hass.async_block_till_done()

    assert all(calls == [] for calls in received.values())


@pytest.mark.parametrize("by", ["action", "entity"])
async def test_nobody_is_reminded_twice_who_is_a_recipient_already(
    hass, household, phones, received, move_to, by
) -> None:
    of_anna = er.async_get(hass).async_get_or_create(
        "notify", "mobile_app", "anna", device_id=phones["Anna"], suggested_object_id="anna"
    )
    messages = listen(hass, "notify.send_message")
    hass.states.async_set(of_anna.entity_id, "unknown")
    target = {"action": "notify.mobile_app_anna", "entity": of_anna.entity_id}[by]
    await household(line_subentry(), recipient_subentry("Anna", target))
    await use_blueprint(
        hass, "household_renewal_reminder", lines=LINES, phones=list(phones.values())
    )
    for calls in (*received.values(), messages):
        calls.clear()

    await move_to(DAY_BEFORE)

    to_anna = received["mobile_app_anna"] + messages
    assert [call.data["message"] for call in to_anna] == [RENEW_TOMORROW]
    assert len(received["mobile_app_paul_s_phone"]) == 1


async def test_what_both_send_has_the_same_tag_so_that_a_phone_shows_one(
    hass, household, phones, received, move_to
) -> None:
    def forward(call: ServiceCall) -> None:
        received["mobile_app_anna"].append(call)

    hass.services.async_register("notify", "family", forward)
    await household(line_subentry(), recipient_subentry("Anna", "notify.mobile_app_anna"))
    await use_blueprint(
        hass, "household_renewal_reminder", lines=LINES, phones=[phones["Paul's phone"]]
    )
    received["mobile_app_anna"].clear()

    await move_to(DAY_BEFORE)

    (ours,), (of_blueprint,) = received.values()
    assert ours.data["data"]["tag"] == of_blueprint.data["data"]["tag"] == TAG
    assert [each["action"] for each in ours.data["data"]["actions"][:2]] == [
        each["action"] for each in of_blueprint.data["data"]["actions"]
    ]


# ---- low data -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("en", "Little data is left: 0.4 GB left."),
        ("fr", "Il reste peu de données : 0.4 Go restants."),
        ("zh-Hans", "流量所剩不多：还剩 0.4 GB。"),  # noqa: RUF001
    ],
)
async def test_low_data_is_told_once(
    hass, household, phones, received, act, move_to, language, message
) -> None:
    mine = listen(hass, "test.mine")
    await household(line_subentry(service_until="2027-03-01"))
    await use_blueprint(
        hass,
        "low_data",
        lines=LINES,
        phones=[phones["Anna"]],
        language=language,
        also=[{"action": "test.mine", "data": {"title": "{{ title }}", "text": "{{ message }}"}}],
    )

    await act("update_balance", data=0.4)
    await move_to("2026-11-23T11:00:00+01:00")
    await act("update_balance", data=0.3)

    (push,) = received["mobile_app_anna"]
    assert (push.data["title"], push.data["message"]) == ("Papa", message)
    assert [call.data for call in mine] == [{"title": "Papa", "text": message}]


async def test_data_that_run_out_early_are_told_in_words_of_ones_own(
    hass, household, phones, received
) -> None:
    await household(line_subentry(service_until="2027-03-01"))
    await use_blueprint(
        hass,
        "low_data",
        lines=LINES,
        phones=[phones["Anna"]],
        message="{{ name }}/{{ data }}/{{ days_left }}: {{ text }}",
    )

    tell(hass, Happening.DATA_RUNS_OUT_EARLY)
    await hass.async_block_till_done()

    (push,) = received["mobile_app_anna"]
    assert push.data["message"] == ("Papa/None/98: The data will run out before the service ends.")


# ---- bill check ---------------------------------------------------------------------------------


async def test_some_days_after_a_renewal_the_bill_is_asked_about(
    hass, household, phones, received, act, move_to
) -> None:
    await household(line_subentry(), line_subentry("Mama", MAMA_ID))
    await use_blueprint(
        hass,
        "bill_check",
        lines=[device_of(hass, LINE_ID)],
        phones=[phones["Anna"]],
        days=2,
    )
    renewal_id = (await act("record_renewal", amount=10))["renewal_id"]
    await act("record_renewal", MAMA_ID, amount=10)
    assert received["mobile_app_anna"] == []

    await move_to("2026-11-24T18:00:00+01:00")
    assert received["mobile_app_anna"] == []
    await move_to("2026-11-25T18:00:00+01:00")

    (push,) = received["mobile_app_anna"]
    assert push.data["title"] == "Check the bill: Papa"
    assert push.data["message"] == (
        "Papa: renewed on 2026-11-23, for 10.0 EUR. Is it on the bill, and is the amount right?"
    )
    assert push.data["data"]["tag"] == f"sim_renewal_bill_{renewal_id}"


async def test_a_renewal_that_did_not_land_is_on_no_bill(
    hass, household, phones, received, act, move_to
) -> None:
    await household(line_subentry())
    await use_blueprint(
        hass, "bill_check", lines=[device_of(hass, LINE_ID)], phones=[phones["Anna"]], days=2
    )
    renewal_id = (await act("record_renewal", amount=10))["renewal_id"]
    await act("edit_renewal", renewal_id=renewal_id, verdict="missing")

    await move_to("2026-11-25T18:00:00+01:00")

    assert received["mobile_app_anna"] == []


@pytest.mark.parametrize(
    ("language", "message"),
    [
        (
            "en",
            (
                "Papa: renewed on 2026-11-23, for 25.0 EUR (usual price: 10.0 EUR)."
                " Something was odd: check the amount, the seller and the receipt."
            ),
        ),
        (
            "fr",
            (
                "Papa : rechargée le 2026-11-23, pour 25.0 EUR (prix habituel : 10.0 EUR)."
                " Quelque chose est inhabituel : vérifiez le montant, le vendeur et le reçu."
            ),
        ),
        (
            "zh-Hans",
            (
                "Papa：续费日期 2026-11-23, 金额 25.0 EUR (平时价格：10.0 EUR)."  # noqa: RUF001
                " 有异常：请核对金额、卖家和收据。"  # noqa: RUF001
            ),
        ),
    ],
)
async def test_an_odd_renewal_is_asked_about_at_once(
    hass, household, phones, received, act, language, message
) -> None:
    mine = listen(hass, "test.mine")
    await household(line_subentry())
    await use_blueprint(
        hass,
        "bill_check",
        lines=[device_of(hass, LINE_ID)],
        phones=[phones["Anna"]],
        language=language,
        also=[{"action": "test.mine", "data": {"text": "{{ message }}"}}],
    )

    await act("record_renewal", amount=25)

    (push,) = received["mobile_app_anna"]
    assert push.data["message"] == message
    assert [call.data["text"] for call in mine] == [message]


# ---- weekly digest ------------------------------------------------------------------------------

FAMILY = (
    line_subentry(data_remaining=12.5),
    line_subentry("Mama", MAMA_ID, service_until="2027-03-01"),
    line_subentry("Child", "C" * 26, service_until="2026-11-20", number_until="2026-12-10"),
    line_subentry("Old", "D" * 26, service_until=None, number_until="2026-11-01"),
    line_subentry("Unknown", "E" * 26, service_until=None),
    line_subentry("Away", "F" * 26, standing="suspended"),
)


@pytest.mark.parametrize(
    ("inputs", "title", "message"),
    [
        (
            {},
            "SIM lines this week",
            (
                "Old: number lost since 2026-11-01\n"
                "Papa: service until 2026-11-26, 12.5 GB\n"
                "Child: number kept until 2026-12-10\n"
                "Mama: service until 2027-03-01\n"
                "Unknown: no end is known"
            ),
        ),
        (
            {"language": "fr", "within": 7},
            "Lignes SIM cette semaine",
            (
                "Old : numéro perdu depuis le 2026-11-01\n"
                "Papa : service jusqu’au 2026-11-26, 12.5 Go\n"  # noqa: RUF001
                "Unknown : aucune date de fin connue"
            ),
        ),
        (
            {"language": "zh-Hans", "within": 7},
            "本周 SIM 卡",
            (
                "Old：号码已失效，保留期止于 2026-11-01\n"  # noqa: RUF001
                "Papa：服务截至 2026-11-26, 12.5 GB\n"  # noqa: RUF001
                "Unknown：到期日未知"  # noqa: RUF001
            ),
        ),
    ],
)
async def test_once_a_week_all_lines_are_told_the_most_urgent_first(
    hass, household, phones, received, move_to, inputs, title, message
) -> None:
    mine = listen(hass, "test.mine")
    await household(*FAMILY)
    await use_blueprint(
        hass,
        "weekly_digest",
        phones=[phones["Anna"]],
        weekdays=["tue"],
        at="08:00:00",
        also=[{"action": "test.mine", "data": {"text": "{{ message }}"}}],
        **inputs,
    )

    await move_to("2026-11-24T08:00:00+01:00")
    await move_to("2026-11-25T08:00:00+01:00")

    (push,) = received["mobile_app_anna"]
    assert (push.data["title"], push.data["message"]) == (title, message)
    assert [call.data["text"] for call in mine] == [message]


async def test_a_quiet_week_says_so(hass, household, phones, received, move_to) -> None:
    await household(line_subentry(service_until="2027-03-01"))
    await use_blueprint(hass, "weekly_digest", phones=[phones["Anna"]], weekdays=["tue"], within=30)

    await move_to("2026-11-24T10:00:00+01:00")

    (push,) = received["mobile_app_anna"]
    assert push.data["message"] == "Nothing to do."


# ---- alert --------------------------------------------------------------------------------------


async def test_an_alert_is_spoken_from_the_chosen_day_on(hass, household, move_to) -> None:
    spoken = listen(hass, "tts.speak")
    await household(line_subentry(service_until="2026-12-08"))
    await use_blueprint(
        hass,
        "alert",
        lines=LINES,
        days=3,
        engine="tts.piper",
        speakers=["media_player.kitchen", "media_player.hall"],
        language="fr",
        voice_language="fr-FR",
    )

    await move_to("2026-12-01T09:00:00+01:00")
    assert spoken == []
    await move_to("2026-12-05T09:00:00+01:00")

    (call,) = spoken
    assert call.data == {
        "entity_id": ["tts.piper"],
        "media_player_entity_id": ["media_player.kitchen", "media_player.hall"],
        "message": (
            "Papa\u00a0: plus que 3\u00a0jours."
            " Fonctionne jusqu’au mardi 8\u00a0décembre. D’habitude 10\u00a0€."  # noqa: RUF001
        ),
        "language": "fr-FR",
    }


async def test_lights_blink_and_end_as_they_were(hass, household, freezer) -> None:
    toggled = listen(hass, "light.toggle")
    await household(line_subentry())
    await use_blueprint(hass, "alert", lines=LINES, lights=["light.hall"], blinks=2)

    await pass_to(hass, freezer, DAY_BEFORE)
    for count in (1, 2, 3, 4, 4):
        assert [call.data for call in toggled] == [{"entity_id": ["light.hall"]}] * count
        await advance(hass, freezer, 1)


@pytest.mark.parametrize(
    ("inputs", "home", "count"),
    [
        ({}, "not_home", 1),
        ({"after": "10:00:00"}, "home", 0),
        ({"before": "08:00:00"}, "home", 0),
        ({"people": ["person.anna"]}, "home", 1),
        ({"people": ["person.anna"]}, "not_home", 0),
    ],
)
async def test_an_alert_keeps_to_its_hours_and_people(
    hass, household, move_to, inputs, home, count
) -> None:
    spoken = listen(hass, "tts.speak")
    hass.states.async_set("person.anna", home)
    await household(line_subentry())
    await use_blueprint(
        hass,
        "alert",
        lines=LINES,
        engine="tts.piper",
        speakers=["media_player.kitchen"],
        **inputs,
    )

    await move_to(DAY_BEFORE)

    assert len(spoken) == count
    assert all("language" not in call.data for call in spoken)


# ---- bridge -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "inputs", "expected"),
    [
        (
            "rest_command.bark",
            {"data": {"group": "手机卡"}},
            {
                "title": "Papa：明天最后一天",  # noqa: RUF001
                "message": "有效期至明天（11月26日）。平时价格 €10。",  # noqa: RUF001
                "group": "手机卡",
            },
        ),
        (
            "notify.wechat",
            {"language": "en"},
            {"title": "Papa: last day tomorrow", "message": RENEW_TOMORROW},
        ),
        (
            "rest_command.serverchan",
            {"language": "fr"},
            {
                "title": "Papa\u00a0: dernier jour demain",
                "message": (
                    "Fonctionne jusqu\u2019à demain, 26\u00a0novembre. D\u2019habitude 10\u00a0€."
                ),
            },
        ),
    ],
)
async def test_the_bridge_gives_title_and_message_to_ones_own_action(
    hass, household, move_to, action, inputs, expected
) -> None:
    bridged = listen(hass, action)
    await household(line_subentry())
    await use_blueprint(hass, "chinese_bridge", lines=LINES, bridge=action, **inputs)

    await move_to(DAY_BEFORE)

    assert [call.data for call in bridged] == [expected]


async def test_the_bridge_brings_the_end_and_low_data_too(hass, household, move_to, act) -> None:
    bridged = listen(hass, "notify.wechat")
    await household(line_subentry(number_until="2026-12-05"))
    await use_blueprint(hass, "chinese_bridge", lines=LINES, bridge="notify.wechat")

    await act("update_balance", data=0.4)
    await move_to("2026-11-27T09:00:00+01:00")
    await move_to("2026-12-06T09:00:00+01:00")

    assert [call.data["title"] for call in bridged] == [
        "Papa：流量不足",  # noqa: RUF001
        "Papa 8 天后失效",
        "Papa 已失效",
    ]
    assert bridged[0].data["message"] == "还剩 0.4 GB。"


# ---- automatic top-up ---------------------------------------------------------------------------


@pytest.fixture
def topped_up(hass: HomeAssistant) -> list[ServiceCall]:
    """Be the user's own script, and return its calls."""
    return listen(hass, "script.top_up")


async def hook(hass: HomeAssistant, **inputs: Any) -> None:
    await use_blueprint(
        hass,
        "automatic_top_up",
        line=device_of(hass, LINE_ID),
        top_up=[{"action": "script.top_up"}],
        confirmed_actions=[{"event": "confirmed", "event_data": {"name": "{{ name }}"}}],
        failed_actions=[{"event": "failed", "event_data": {"name": "{{ name }}"}}],
        **inputs,
    )


async def renewals(hass) -> list[dict]:
    return (await do(hass, "get_renewals"))["renewals"]


@pytest.mark.parametrize(
    ("reading", "balance"),
    [
        ({"data": 20}, {"data": 20.0, "credit": 2.0}),
        ({"credit": 12}, {"data": 1.0, "credit": 12.0}),
    ],
)
async def test_a_top_up_is_recorded_once_the_balance_shows_it(
    hass, household, topped_up, freezer, reading, balance
) -> None:
    confirmed = async_capture_events(hass, "confirmed")
    await household(line_subentry(data_remaining=1.0, credit=2.0))
    await hook(hass)
    await pass_to(hass, freezer, DAY_BEFORE)
    assert len(topped_up) == 1
    await advance(hass, freezer, 300)
    assert await renewals(hass) == []

    await do(hass, "update_balance", **reading)
    await advance(hass, freezer, 300)

    (renewal,) = await renewals(hass)
    assert (renewal["channel"], renewal["amount"]) == ("automatic", 10.0)
    assert renewal["balance_after"] == balance
    assert hass.states.get("sensor.papa_service_until").state == "2026-12-26"
    assert [event.data["name"] for event in confirmed] == ["Papa"]


async def test_a_date_that_moved_is_taken_over_and_not_moved_again(
    hass, household, topped_up, freezer
) -> None:
    await household(line_subentry())
    await hook(hass)
    await pass_to(hass, freezer, DAY_BEFORE)

    await do(hass, "set_validity", service_until="2027-01-10")
    await advance(hass, freezer, 300)

    (renewal,) = await renewals(hass)
    assert renewal["service_until"] == "2027-01-10"
    assert hass.states.get("sensor.papa_service_until").state == "2027-01-10"


async def test_a_renewal_that_somebody_recorded_meanwhile_is_not_recorded_twice(
    hass, household, topped_up, freezer
) -> None:
    confirmed = async_capture_events(hass, "confirmed")
    await household(line_subentry())
    await hook(hass)
    await pass_to(hass, freezer, DAY_BEFORE)

    await do(hass, "record_renewal", amount=10)
    await advance(hass, freezer, 300)

    assert len(await renewals(hass)) == len(confirmed) == 1


async def test_without_recording_the_renewal_is_left_to_people(
    hass, household, topped_up, freezer
) -> None:
    confirmed = async_capture_events(hass, "confirmed")
    await household(line_subentry(credit=2.0))
    await hook(hass, record=False)
    await pass_to(hass, freezer, DAY_BEFORE)

    await do(hass, "update_balance", credit=12)
    await advance(hass, freezer, 300)

    assert (await renewals(hass), len(confirmed)) == ([], 1)


@pytest.mark.parametrize("reading", [None, {"credit": 1}, {"data": 20}])
async def test_what_nothing_confirms_is_not_recorded_and_told(
    hass, household, topped_up, freezer, reading
) -> None:
    failed = async_capture_events(hass, "failed")
    await household(line_subentry(credit=2.0))
    await hook(hass, wait=10, every=5)
    await pass_to(hass, freezer, DAY_BEFORE)
    if reading:
        await do(hass, "update_balance", **reading)

    await advance(hass, freezer, 300)
    assert failed == []
    await advance(hass, freezer, 300)

    assert [event.data["name"] for event in failed] == ["Papa"]
    assert await renewals(hass) == []
    assert hass.states.get("sensor.papa_service_until").state == "2026-11-26"


async def test_by_default_a_failure_is_told_in_home_assistant(
    hass, household, topped_up, freezer
) -> None:
    from homeassistant.components.persistent_notification import (
        _async_get_or_create_notifications as notifications,
    )

    hass.services.async_register("notify", "unused", lambda call: None)
    await household(line_subentry(), recipient_subentry("A", "notify.unused"))
    await use_blueprint(
        hass,
        "automatic_top_up",
        line=device_of(hass, LINE_ID),
        top_up=[{"action": "script.top_up"}],
        wait=5,
    )
    await pass_to(hass, freezer, DAY_BEFORE)
    await advance(hass, freezer, 300)

    (told,) = notifications(hass).values()
    assert told["title"] == "Papa"
    assert told["message"].startswith("The automatic top-up was called, but neither")


async def test_it_tops_up_once_and_again_only_after_the_pause(
    hass, household, topped_up, freezer
) -> None:
    await household(line_subentry(service_until="2026-12-01"))
    await hook(hass, days=7, pause=72, wait=5)

    await pass_to(hass, freezer, "2026-11-24T09:00:00+01:00")
    await advance(hass, freezer, 300)
    assert len(topped_up) == 1
    await pass_to(hass, freezer, "2026-11-28T09:00:00+01:00")
    await advance(hass, freezer, 300)
    assert len(topped_up) == 2
    await pass_to(hass, freezer, "2026-11-30T09:00:00+01:00")
    await pass_to(hass, freezer, "2026-12-01T08:59:00+01:00")
    assert len(topped_up) == 2


@pytest.mark.parametrize(("wanted", "count"), [(False, 0), (True, 1)])
async def test_low_data_tops_up_only_where_that_is_wanted(
    hass, household, topped_up, freezer, wanted, count
) -> None:
    await household(line_subentry(service_until="2027-03-01", data_remaining=9.0))
    await hook(hass, on_low_data=wanted, wait=5)

    await do(hass, "update_balance", data=0.1)
    assert len(topped_up) == count
    await advance(hass, freezer, 300)


async def test_other_days_and_other_lines_top_up_nothing(
    hass, household, topped_up, freezer
) -> None:
    await household(
        line_subentry(service_until="2026-12-20"),
        line_subentry("Mama", MAMA_ID, service_until="2026-11-26"),
    )
    await hook(hass)

    await pass_to(hass, freezer, "2026-11-25T09:00:00+01:00")
    await pass_to(hass, freezer, "2026-12-13T09:00:00+01:00")

    assert topped_up == []
