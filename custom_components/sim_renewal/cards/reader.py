"""One card's subscription: what its reader may see, in their language, and only what changed."""

from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import Any

from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import POLICY_CONTROL, POLICY_READ
from homeassistant.core import callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.json import json_bytes_sorted

from ..clock import local_now
from ..const import DOMAIN, KEY_RENEWALS_DUE
from ..core.ledger import rounded
from ..core.spending import total
from ..household.rights import may_do
from ..texts.reasons import question_of
from ..texts.sentences import Sentences
from .board import Board
from .line_view import Sight
from .shapes import HouseholdView, LineView, Sums

_OF_HOUSEHOLD = {
    "todo": ("todo", KEY_RENEWALS_DUE),
    "calendar": ("calendar", "calendar"),
    "next_renewal": ("sensor", "next_renewal"),
    "lines_due": ("sensor", "lines_due"),
    "monthly_cost": ("sensor", "monthly_cost"),
}


class CardReader:
    """What has been sent to one reader, and what is to be sent now."""

    def __init__(
        self,
        board: Board,
        user: User,
        words: Sentences,
        texts: Mapping[str, str],
        send: Callable[[dict[str, Any]], None],
    ) -> None:
        """Take over `words` for sentences and `texts` of the card; nothing has been sent yet."""
        self._board = board
        self._user = user
        self._words = words
        self._texts = dict(texts)
        self._send = send
        self._head: dict[str, Any] = {}
        self._today = ""
        self._household: HouseholdView | None = None
        self._versions: dict[str, str] = {}

    @callback
    def send_all(self) -> None:
        """Send all that the reader may see."""
        self._head, self._today = self._head_now(), self._today_now()
        self._household = self._household_now()
        lines = self._lines_of(self._board.sights)
        self._versions = {each["line_id"]: each["version"] for each in lines}
        self._send(
            {
                "kind": "all",
                "today": self._today,
                **self._head,
                "household": self._household,
                "words": self._texts,
                "lines": lines,
            }
        )

    @callback
    def look(self, changed: frozenset[str]) -> None:
        """Send what is not as it was sent before; nothing where all is."""
        if not self._head:
            return
        if self._head != self._head_now():
            self.send_all()
            return
        lines = self._lines_of(changed & self._board.sights.keys())
        seen = {each["line_id"] for each in lines}
        removed = sorted((changed - seen) & self._versions.keys())
        news = [each for each in lines if self._versions.get(each["line_id"]) != each["version"]]
        for line_id in removed:
            del self._versions[line_id]
        self._versions |= {each["line_id"]: each["version"] for each in news}
        today, household = self._today_now(), self._household_now()
        is_same = household == self._household
        if not news and not removed and is_same and today == self._today:
            return
        self._today, self._household = today, household
        message = {"kind": "changes", "today": today, "lines": news, "removed": removed}
        self._send(message if is_same else {**message, "household": household})

    def _head_now(self) -> dict[str, Any]:
        config = self._board.hass.config
        return {
            "time_zone": config.time_zone,
            "currency": config.currency,
            "is_admin": self._user.is_admin,
            "may_add": self._user.is_admin and self._board.entry is not None,
        }

    @staticmethod
    def _today_now() -> str:
        return local_now().date().isoformat()

    def _may(self, line_id: str, permission: str) -> bool:
        household = self._board.household
        return household is not None and may_do(self._user, household, line_id, permission)

    def _lines_of(self, line_ids: Any) -> list[LineView]:
        sights = self._board.sights
        return [
            self._line(each, sights[each])
            for each in sights
            if each in line_ids and self._may(each, POLICY_READ)
        ]

    def _line(self, line_id: str, sight: Sight) -> LineView:
        """Return a line with what differs from reader to reader."""
        view, doubt = sight.view, question_of(self._words, sight.line.settings, sight.line.replayed)
        entities = {
            domain: readable
            for domain, known in view["entities"].items()
            if (readable := {key: each for key, each in known.items() if self._may_read(each)})
        }
        sensors, question = entities.get("sensor", {}), view["question"]
        if question is not None and question["kind"] == "doubt":
            question = {**question, "text": doubt}
        line: LineView = {
            **view,
            "question": question,
            "unsure": doubt,
            "buckets": [
                {**each, "entity_id": sensors.get(_sensor_of(each["bucket"]))}
                for each in view["buckets"]
            ],
            "can": {
                "write": self._may(line_id, POLICY_CONTROL),
                "open_device": self._user.is_admin,
            },
            "entities": entities,
        }
        line["version"] = blake2b(json_bytes_sorted(line), digest_size=8).hexdigest()
        return line

    def _may_read(self, entity_id: str) -> bool:
        return self._user.permissions.check_entity(entity_id, POLICY_READ)

    def _household_now(self) -> HouseholdView | None:
        board = self._board
        if board.entry is None:
            return None
        sights = [
            sight for line_id, sight in board.sights.items() if self._may(line_id, POLICY_READ)
        ]
        months = sorted({month for each in sights for month in each.spent_by_month})
        return {
            "entry_id": board.entry.entry_id,
            "is_running": board.is_running,
            "monthly_cost": _amounts(
                {currency: rounded(cost)}
                for currency, cost in total(each.monthly_cost for each in sights).items()
            ),
            "spent_this_year": _amounts(each.spent for each in sights),
            "spent_by_month": [
                {
                    "month": month,
                    "amounts": _amounts(each.spent_by_month.get(month, {}) for each in sights),
                }
                for month in months
            ],
            "entities": self._entities_of_household(board.entry.entry_id),
        }

    def _entities_of_household(self, entry_id: str) -> dict[str, str]:
        registry = er.async_get(self._board.hass)
        found = {
            name: registry.async_get_entity_id(platform, DOMAIN, f"{entry_id}_{key}")
            for name, (platform, key) in _OF_HOUSEHOLD.items()
        }
        return {
            name: entity_id
            for name, entity_id in found.items()
            if entity_id is not None
            and (entity := registry.async_get(entity_id)) is not None
            and not entity.disabled
            and self._may_read(entity_id)
        }


def _sensor_of(bucket: str) -> str:
    return bucket if bucket == "credit" else f"{bucket}_remaining"


def _amounts(sums: Any) -> Sums:
    return {each: None if amount is None else float(amount) for each, amount in total(sums).items()}
