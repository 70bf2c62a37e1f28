"""The undelivered: reminders that no phone took, among Home Assistant's own notifications."""

from homeassistant.components import persistent_notification
from homeassistant.core import HomeAssistant, callback

from ..const import DOMAIN
from ..push.recipient import Push, Recipient


class Undelivered:
    """Shows the last reminder that did not reach a recipient, until one does or it is over."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Begin with nothing."""
        self._hass = hass
        self._shown: set[str] = set()

    @property
    def recipient_ids(self) -> frozenset[str]:
        """For whom something is shown."""
        return frozenset(self._shown)

    @callback
    def async_show(self, recipient: Recipient, push: Push) -> None:
        """Show a reminder in place of the last one that did not reach this recipient."""
        self._shown.add(recipient.recipient_id)
        tag = _tag(recipient.recipient_id)
        persistent_notification.async_create(self._hass, push.message, push.title, tag)

    @callback
    def async_hide(self, recipient_id: str) -> None:
        """Take away what is shown for this recipient, if anything is."""
        if recipient_id in self._shown:
            self._shown.remove(recipient_id)
            persistent_notification.async_dismiss(self._hass, _tag(recipient_id))

    @callback
    def async_hide_all(self) -> None:
        """Take everything away."""
        for recipient_id in self.recipient_ids:
            self.async_hide(recipient_id)


def _tag(recipient_id: str) -> str:
    return f"{DOMAIN}_undelivered_{recipient_id}"
