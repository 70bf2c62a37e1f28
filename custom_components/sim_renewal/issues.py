"""Every repair that is shown; none is kept over a restart, as its reason is then found again."""

from collections.abc import Mapping
from dataclasses import dataclass
import re

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN

_BETWEEN = "\u2060"
"""A word joiner, which nobody sees: what it divides is no markup any more."""

_MARKUP = re.compile(r"(?<=!)(?=\[)|(?<=\])(?=\s*[(\[:])|(?<=<)(?=[A-Za-z/!?])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A kind of repair, with its texts under `key`; a fixable one has a dialog in `repairs`."""

    key: str
    is_fixable: bool = False
    severity: ir.IssueSeverity = ir.IssueSeverity.WARNING

    @callback
    def async_raise(
        self,
        hass: HomeAssistant,
        *about: str,
        data: Mapping[str, str] | None = None,
        **placeholders: str,
    ) -> None:
        """Show it about something that has these ids; `data` is what its dialog has to know."""
        ir.async_create_issue(
            hass,
            DOMAIN,
            self._issue_id(about),
            data=None if data is None else dict(data),
            is_fixable=self.is_fixable,
            severity=self.severity,
            translation_key=self.key,
            translation_placeholders={key: inert(each) for key, each in placeholders.items()},
        )

    @callback
    def async_clear(self, hass: HomeAssistant, *about: str) -> None:
        """Take it away, where it is shown about something that has these ids."""
        ir.async_delete_issue(hass, DOMAIN, self._issue_id(about))

    def _issue_id(self, about: tuple[str, ...]) -> str:
        return "_".join((self.key, *about))


def inert(text: str) -> str:
    """Return a text that looks the same and has no picture, no link and no HTML in Markdown.

    The title of a repair shows it as it is, so that nothing of it can be escaped.
    """
    return _MARKUP.sub(_BETWEEN, text)


ACCOUNT_SIMS_FOUND = Issue(key="account_sims_found", is_fixable=True)
ACCOUNT_CREDIT_DOUBTED = Issue(key="account_credit_doubted")
ACCOUNT_SIM_MISSING = Issue(key="account_sim_missing")
ACCOUNT_UNREADABLE = Issue(key="account_unreadable")
BLUEPRINTS_OUTDATED = Issue(key="blueprints_outdated", is_fixable=True)
LINE_FAILED = Issue(key="line_failed", severity=ir.IssueSeverity.ERROR)
LINE_LEFT_BEHIND = Issue(key="line_left_behind", is_fixable=True)
LINE_WITHOUT_DATE = Issue(key="line_without_date", is_fixable=True)
PHONES_SHARE_NAME = Issue(key="phones_share_name")
RECIPIENT_UNREACHABLE = Issue(key="recipient_unreachable", is_fixable=True)
RECORD_DAMAGED = Issue(key="record_damaged", is_fixable=True, severity=ir.IssueSeverity.ERROR)
RECORD_MISSING = Issue(key="record_missing", is_fixable=True, severity=ir.IssueSeverity.ERROR)
RECORD_OF_ANOTHER_LINE = Issue(
    key="record_of_another_line", is_fixable=True, severity=ir.IssueSeverity.ERROR
)
RECORD_TOO_NEW = Issue(key="record_too_new", severity=ir.IssueSeverity.ERROR)
RENEWAL_UNVERIFIED = Issue(key="renewal_unverified", is_fixable=True)
RENEWAL_WITHOUT_END = Issue(key="renewal_without_end", is_fixable=True)
SOURCE_ENTITY_MISSING = Issue(key="source_entity_missing")
SOURCE_LOGIN_REFUSED = Issue(key="source_login_refused")
SOURCE_VALUE_UNREADABLE = Issue(key="source_value_unreadable")
SOURCE_VALUE_DOUBTED = Issue(key="source_value_doubted")
TEXT_IN_QUESTION = Issue(key="text_in_question", is_fixable=True)
TARGET_MISSING = Issue(key="target_missing", is_fixable=True)

OF_ACCOUNTS = (ACCOUNT_CREDIT_DOUBTED, ACCOUNT_SIMS_FOUND, ACCOUNT_UNREADABLE)
"""What accounts report themselves, whatever becomes of the household."""


@callback
def async_clear_household(hass: HomeAssistant) -> None:
    """Take away all that is shown, but what accounts report themselves."""
    kept = tuple(issue.key for issue in OF_ACCOUNTS)
    for domain, issue_id in list(ir.async_get(hass).issues):
        if domain == DOMAIN and not issue_id.startswith(kept):
            ir.async_delete_issue(hass, DOMAIN, issue_id)


@callback
def async_clear_line(hass: HomeAssistant, line_id: str) -> None:
    """Take away all that is shown about a line that is no more."""
    for domain, issue_id in list(ir.async_get(hass).issues):
        if domain == DOMAIN and line_id in issue_id.split("_"):
            ir.async_delete_issue(hass, DOMAIN, issue_id)
