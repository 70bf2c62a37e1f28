"""Whom a line is for: who is reminded of it first, chosen or as it is used by somebody."""

from collections.abc import Iterable, Mapping
from typing import Any

from homeassistant.core import HomeAssistant, callback

from ..const import CONF_OWNER, CONF_REMIND_WHOM
from .companion_app import phones_of
from .groups import reached
from .people import async_user_named
from .recipient import Recipient


@callback
def recipients_of_line(
    hass: HomeAssistant, recipients: Iterable[Recipient], data: Mapping[str, Any]
) -> frozenset[str]:
    """Return who is reminded of a line first, by its settings; nobody is everybody.

    Whoever was chosen and is no recipient any more does not count. A choice of nobody is a choice.
    """
    recipients = tuple(recipients)
    chosen = data.get(CONF_REMIND_WHOM)
    if chosen is None:
        return who_uses(hass, recipients, data.get(CONF_OWNER))
    return frozenset(each.recipient_id for each in recipients if each.recipient_id in chosen)


@callback
def who_uses(
    hass: HomeAssistant, recipients: Iterable[Recipient], person: str | None
) -> frozenset[str]:
    """Return the recipients that reach a person: through a phone of theirs, or by their name."""
    if person is None:
        return frozenset()
    phones = set(phones_of(hass, async_user_named(hass, person)))
    return frozenset(
        each.recipient_id
        for each in recipients
        if each.name.casefold() == person.casefold() or phones & set(reached(hass, each.targets))
    )
