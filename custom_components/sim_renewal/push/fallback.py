"""The undelivered: reminders that no phone took, among Home Assistant's own notifications."""

from homeassistant.components import persistent_notification
from homeassistant.core import HomeAssistant, callback

from ..const import DOMAIN
from .payload import Push


class Undelivered:
    """Shows the last reminder that did not reach a recipient, until one does or it is over."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Begin with nothing."""
        self._hass = hass
        self._shown: dict[str, Push] = {}

    @property
    def recipient_ids(self) -> frozenset[str]:
        """For whom something is shown."""
        return frozenset(self._shown)

    @callback
    def async_show(self, recipient_id: str, push: Push, *, again: bool) -> None:
        """Show a reminder in place of the last one; the same once more only if it comes `again`.

        Somebody may have dismissed it.
        """
        if again or self._shown.get(recipient_id) != push:
            self._shown[recipient_id] = push
            tag = _tag(recipient_id)
            persistent_notification.async_create(self._hass, push.message, push.title, tag)

    @callback
    def async_hide(self, recipient_id: str) -> None:
        """Take away what is shown for this recipient, if anything is."""
        if self._shown.pop(recipient_id, None) is not None:
            persistent_notification.async_dismiss(self._hass, _tag(recipient_id))

    @callback
    def async_hide_all(self) -> None:
        """Take everything away."""
        for recipient_id in self.recipient_ids:
            self.async_hide(recipient_id)


def _tag(recipient_id: str) -> str:
    return f"{DOMAIN}_undelivered_{recipient_id}"
