"""Whom a new line reminds: phones that a person chooses, kept as recipients."""

from collections.abc import Iterable, Mapping
from typing import Any

from homeassistant.components.http.const import KEY_HASS_USER
from homeassistant.config_entries import ConfigEntry, ConfigSubentryData
from homeassistant.const import CONF_LANGUAGE
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.http import current_request

from ..const import CONF_TARGETS, SUBENTRY_RECIPIENT
from ..core.planner import RecipientRole
from ..push.companion_app import phones_of, user_of
from ..push.groups import NOTIFY
from ..push.line_recipients import recipients_of_line
from ..push.people import async_person_name
from ..push.recipient import PHONE_PREFIX, Recipient, recipients_of, target_name
from ..texts.languages import nearest


@callback
def reminded_first(
    hass: HomeAssistant, entry: ConfigEntry, line: Mapping[str, Any]
) -> tuple[Recipient, ...]:
    """Return who is reminded of a line first, by its settings."""
    recipients = recipients_of(hass, entry)
    chosen = recipients_of_line(hass, recipients, line)
    if chosen:
        return tuple(each for each in recipients if each.recipient_id in chosen)
    return tuple(each for each in recipients if each.role is RecipientRole.FIRST)


@callback
def usual_targets(
    hass: HomeAssistant, entry: ConfigEntry | None, line: Mapping[str, Any]
) -> list[str]:
    """Return where a new line reminds unless somebody chooses otherwise.

    That is whoever is reminded of such a line already; in a household in which nobody is, the
    phone of the person at the dialog, or the only one.
    """
    if entry is not None:
        present = reminded_first(hass, entry, line)
        if targets := [target for each in present for target in each.targets]:
            return list(dict.fromkeys(targets))
    if phones := phones_of(hass, _user_at_the_dialog()):
        return list(phones)
    every = [
        f"{NOTIFY}.{name}"
        for name in hass.services.async_services_for_domain(NOTIFY)
        if name.startswith(PHONE_PREFIX)
    ]
    return every if len(every) == 1 else []


@callback
def new_recipients(
    hass: HomeAssistant, entry: ConfigEntry | None, targets: Iterable[str]
) -> list[ConfigSubentryData]:
    """Return recipients for the targets that none has yet: one a person, one for all others."""
    known = recipients_of(hass, entry) if entry is not None else ()
    taken = {target for each in known for target in each.targets}
    grouped: dict[str | None, list[str]] = {}
    for target in targets:
        if target not in taken:
            person = async_person_name(hass, user_of(hass, target))
            grouped.setdefault(person, []).append(target)
    return [
        ConfigSubentryData(
            data={
                CONF_TARGETS: chosen,
                CONF_LANGUAGE: nearest(hass.config.language).code,
            },
            subentry_type=SUBENTRY_RECIPIENT,
            title=person or target_name(hass, chosen[0]),
            unique_id=None,
        )
        for person, chosen in grouped.items()
    ]


@callback
def chosen_recipients(
    hass: HomeAssistant, entry: ConfigEntry, line: Mapping[str, Any], targets: Iterable[str]
) -> list[str] | None:
    """Return the ids of whom the chosen targets reach, or `None` where it would be they anyway."""
    wanted = set(targets)
    usual = {each.recipient_id for each in reminded_first(hass, entry, line)}
    chosen = {each.recipient_id for each in recipients_of(hass, entry) if wanted & {*each.targets}}
    return sorted(chosen) if chosen and chosen != usual else None


def _user_at_the_dialog() -> str | None:
    request = current_request.get()
    user = request.get(KEY_HASS_USER) if request is not None else None
    return user.id if user is not None else None
