"""The dialog of a recipient: who, on which targets, in which language."""

from datetime import timedelta

from homeassistant.components.persistent_notification import (
    _async_get_or_create_notifications as notifications,
)
from homeassistant.config_entries import SOURCE_USER
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

from .conftest import line_subentry, recipient_subentry
from .dialogs import check_form, choices, go_on, shown

ANNA = "notify.mobile_app_anna"
HOME = ("persistent_notification", "Home Assistant")
USUAL = {"fallbacks": [], "role": "first"}
FORM = {**USUAL, "send_test": False}
RECIPIENT_ID = "R" * 26


async def start(hass, entry):
    form = await hass.config_entries.subentries.async_init(
        (entry.entry_id, "recipient"), context={"source": SOURCE_USER}
    )
    check_form(form, "user")
    return form


async def change(hass, entry):
    form = await entry.start_subentry_reconfigure_flow(hass, RECIPIENT_ID)
    check_form(form, "reconfigure")
    return form


def targets(form) -> list[tuple[str, str]]:
    """Return what can be chosen, in order: the target and its label."""
    return [(option["value"], option["label"]) for option in choices(form, "targets")]


async def test_a_new_recipient_is_reminded_at_once_and_only_once(
    hass, household, phone, paris
) -> None:
    entry = await household(line_subentry())

    form = await start(hass, entry)
    assert shown(form) == {"targets": [], "language": "en", **FORM}
    result = await go_on(hass, form, name="  Anna ", targets=[ANNA], language="fr")

    assert result["type"] is FlowResultType.CREATE_ENTRY
    (recipient,) = entry.get_subentries_of_type("recipient")
    assert recipient.title == "Anna"
    assert recipient.data == {"targets": [ANNA], "language": "fr", **USUAL}
    assert [call.data["title"] for call in phone] == ["Papa\u00a0: plus que 3\u00a0jours"]

    for _ in range(4):
        paris.tick(timedelta(minutes=15))
        async_fire_time_changed(hass, dt_util.utcnow())
        await hass.async_block_till_done()
    assert len(phone) == 1


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"name": "   ", "targets": [ANNA]}, {"name": "name_missing"}),
        ({"name": "Anna", "targets": []}, {"targets": "no_target"}),
        ({"name": "", "targets": []}, {"name": "name_missing", "targets": "no_target"}),
    ],
)
async def test_a_recipient_without_name_or_target_is_refused_and_can_be_completed(
    hass, household, phone, typed, errors
) -> None:
    entry = await household()
    form = await start(hass, entry)

    form = await go_on(hass, form, language="zh-Hans", **typed)

    check_form(form, "user", errors)
    assert shown(form) == {**typed, "language": "zh-Hans", **FORM}
    assert not entry.subentries
    await go_on(hass, form, name="Anna", targets=[ANNA])
    (recipient,) = entry.subentries.values()
    assert recipient.title == "Anna"
    assert recipient.data == {"targets": [ANNA], "language": "zh-Hans", **USUAL}


@pytest.mark.parametrize(
    ("field", "impossible"),
    [("targets", ["notify.nobody"]), ("language", "tlh"), ("name", 7)],
)
async def test_what_the_form_does_not_offer_is_refused_by_its_field(
    hass, household, phone, field, impossible
) -> None:
    entry = await household()
    form = await start(hass, entry)
    right = {"name": "Anna", "targets": [ANNA], "language": "en", **FORM}

    with pytest.raises(InvalidData) as refusal:
        await go_on(hass, form, **{**right, field: impossible})

    assert refusal.value.schema_errors.keys() == {field}
    await go_on(hass, form, **right)
    assert [subentry.title for subentry in entry.subentries.values()] == ["Anna"]


async def test_phones_are_offered_first_and_nothing_that_reaches_nobody(
    hass, household, phone
) -> None:
    entry = await household()
    for name in ("alexa", "mobile_app_zoes_tablet", "notify", "send_message"):
        hass.services.async_register("notify", name, lambda call: None)
    hass.services.async_register("notify", "persistent_notification", lambda call: None)
    registry = er.async_get(hass)
    tablet = registry.async_get_or_create(
        "notify", "mobile_app", "zoe", suggested_object_id="zoes_tablet"
    )
    mail = registry.async_get_or_create("notify", "smtp", "mail", suggested_object_id="mail")
    hass.states.async_set(tablet.entity_id, "unknown", {"friendly_name": "Zoe's tablet"})
    hass.states.async_set(mail.entity_id, "unknown", {"friendly_name": "Mail to all"})
    hass.states.async_set("notify.kitchen", "unknown", {"friendly_name": "kitchen display"})

    form = await start(hass, entry)

    assert targets(form) == [
        (ANNA, "Anna"),
        ("notify.mobile_app_zoes_tablet", "Zoes tablet"),
        ("notify.alexa", "Alexa"),
        HOME,
        ("notify.kitchen", "kitchen display"),
        ("notify.mail", "Mail to all"),
    ]


async def test_a_recipient_is_shown_as_set_up_and_changed_in_place(hass, household, phone) -> None:
    entry = await household(recipient_subentry("Anna", language="fr"))
    hass.services.async_register("notify", "alexa", lambda call: None)

    form = await change(hass, entry)
    assert shown(form) == {"name": "Anna", "targets": [ANNA], "language": "fr", **FORM}
    result = await go_on(hass, form, name=" Anna et Bob ", targets=["notify.alexa", ANNA])

    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    (recipient,) = entry.subentries.values()
    assert recipient.subentry_id == RECIPIENT_ID
    assert recipient.title == "Anna et Bob"
    assert recipient.data == {"targets": ["notify.alexa", ANNA], "language": "fr", **USUAL}


async def test_a_refused_change_changes_nothing_until_corrected(hass, household, phone) -> None:
    entry = await household(recipient_subentry("Anna"))
    form = await change(hass, entry)

    form = await go_on(hass, form, name="Bob", targets=[], language="fr")

    check_form(form, "reconfigure", {"targets": "no_target"})
    assert shown(form) == {"name": "Bob", "targets": [], "language": "fr", **FORM}
    assert entry.subentries[RECIPIENT_ID].title == "Anna"
    await go_on(hass, form, targets=[ANNA])
    assert entry.subentries[RECIPIENT_ID].title == "Bob"
    assert entry.subentries[RECIPIENT_ID].data == {"targets": [ANNA], "language": "fr", **USUAL}


async def test_a_chosen_target_that_is_gone_is_kept_until_somebody_takes_it_out(
    hass, household, phone
) -> None:
    gone = "notify.mobile_app_old_phone"
    entry: MockConfigEntry = await household(recipient_subentry("Anna", gone))

    form = await change(hass, entry)
    assert targets(form) == [(ANNA, "Anna"), (gone, "Old phone"), HOME]
    await go_on(hass, form, name="Anna B.")
    assert entry.subentries[RECIPIENT_ID].data["targets"] == [gone]

    await go_on(hass, await change(hass, entry), targets=[ANNA])
    assert targets(await change(hass, entry)) == [(ANNA, "Anna"), HOME]


async def test_a_test_is_sent_everywhere_and_says_so_where_it_does_not_arrive(
    hass, household, phone
) -> None:
    entry = await household(recipient_subentry("Anna", language="fr"))
    home, _ = HOME

    form = await change(hass, entry)
    assert HOME in [(each["value"], each["label"]) for each in choices(form, "fallbacks")]
    await go_on(hass, form, fallbacks=[home], role="escalation", send_test=True)

    (push,) = phone
    assert push.data["title"] == "Un essai pour Anna"
    assert push.data["message"] == (
        "Les rappels arrivent ici. Touchez le bouton pour vérifier le retour."
    )
    assert "sim_renewal_test" in notifications(hass)
    kept = entry.subentries[RECIPIENT_ID].data
    assert (kept["fallbacks"], kept["role"]) == ([home], "escalation")
    assert "send_test" not in kept

    hass.services.async_remove("notify", "mobile_app_anna")
    form = await go_on(hass, await change(hass, entry), send_test=True)
    check_form(form, "reconfigure", {"base": "test_failed"})
    assert form["description_placeholders"] == {"targets": "Anna"}


async def test_a_new_recipient_is_tried_out_before_it_is_kept(hass, household, phone) -> None:
    entry = await household()
    form = await start(hass, entry)

    gone = await go_on(hass, form, name="Anna", targets=[ANNA], fallbacks=[HOME[0]], send_test=True)

    assert gone["type"] is FlowResultType.CREATE_ENTRY
    assert [call.data["message"] for call in phone] == ["Reminders arrive here."]


async def test_a_phone_is_called_what_its_owner_calls_it(hass, household, phone) -> None:
    MockConfigEntry(
        domain="mobile_app", data={"device_name": "Anna", "os_name": "iOS"}
    ).add_to_hass(hass)
    MockConfigEntry(
        domain="mobile_app", data={"device_name": "Zoé's iPhone 17", "os_name": "iOS"}
    ).add_to_hass(hass)
    zoe = "notify.mobile_app_zoe_s_iphone_17"
    hass.services.async_register("notify", zoe.removeprefix("notify."), lambda call: None)

    form = await start(hass, await household())

    assert targets(form) == [(ANNA, "Anna"), (zoe, "Zoé's iPhone 17"), HOME]
