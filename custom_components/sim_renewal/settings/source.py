"""The source of a line as settings: what of the line is fed, and by which entities."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from ..const import BYTES_PER_GIGABYTE
from ..core.source_values import Capability, DateOrder
from .rules import exact

CONF_SOURCE: Final = "source"
CONF_KIND: Final = "kind"
CONF_BINDINGS: Final = "bindings"
CONF_ENTITY: Final = "entity"
CONF_ATTRIBUTE: Final = "attribute"
CONF_UNIT: Final = "unit"
CONF_DATE_ORDER: Final = "date_order"
CONF_DAYS_LEFT: Final = "days_left"
CONF_ALLOWANCE: Final = "allowance"
CONF_RESET_DAY: Final = "reset_day"
CONF_STALE_AFTER_HOURS: Final = "stale_after_hours"

CONF_URL: Final = "url"
CONF_METHOD: Final = "method"
CONF_HEADERS: Final = "headers"
CONF_BODY: Final = "body"
CONF_TIMEOUT: Final = "timeout"
CONF_INTERVAL: Final = "interval"
CONF_PATH: Final = "path"

KIND_REST: Final = "rest"
CONF_ACCOUNT: Final = "account"
CONF_SIM: Final = "sim"
CONF_SOURCE_CARRIER: Final = "carrier"

KIND_ENTITY: Final = "entity"
KIND_ACCOUNT: Final = "account"

DEFAULT_STALE_AFTER_HOURS: Final = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """Where a value is read: an entity, by the id of its registry entry if it has one.

    `unit` stands in where the entity names none, `days_left` says that a date is counted down to.
    """

    entity: str
    attribute: str | None = None
    unit: str | None = None
    date_order: DateOrder | None = None
    days_left: bool = False

    @property
    def origin(self) -> str:
        """What tells this value from every other."""
        return f"{self.entity}/{self.attribute or ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitySettings:
    """A source of entities; `allowance` in bytes, for lines of which only the use is known.

    `reset_day` is there where what was used is a counter that does not know its period.
    """

    bindings: Mapping[Capability, Binding]
    allowance: Decimal | None
    reset_day: int | None
    stale_after: timedelta

    @property
    def fed(self) -> frozenset[Capability]:
        """What the source says: what is left follows from what was used."""
        return _fed(self.bindings)


@dataclass(frozen=True, slots=True, kw_only=True)
class RestBinding:
    """Where a value is in an answer: a path, or a template; `unit` is that of the value."""

    path: str
    unit: str | None = None
    date_order: DateOrder | None = None
    days_left: bool = False

    @property
    def origin(self) -> str:
        """What tells this value from every other."""
        return self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class RestRequest:
    """What a server is asked; nothing of it is shown, as any part can be a secret."""

    url: str = field(repr=False)
    method: str
    headers: Mapping[str, str] = field(repr=False)
    body: str | None = field(repr=False)
    timeout: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RestSettings:
    """A source of JSON answers; see `EntitySettings`."""

    request: RestRequest
    interval: timedelta
    bindings: Mapping[Capability, RestBinding]
    allowance: Decimal | None
    reset_day: int | None
    stale_after: timedelta

    @property
    def fed(self) -> frozenset[Capability]:
        """What the source says: what is left follows from what was used."""
        return _fed(self.bindings)


def _fed(bindings: Mapping[Capability, Any]) -> frozenset[Capability]:
    derived = {Capability.DATA_REMAINING} if Capability.DATA_USED in bindings else set()
    return frozenset(bindings) | derived


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSettings:
    """A SIM of an account as the source; `account` is the id of the account's entry."""

    account: str
    sim: str
    carrier: str
    stale_after: timedelta = timedelta(hours=DEFAULT_STALE_AFTER_HOURS)
    reset_day: None = None

    @property
    def fed(self) -> frozenset[Capability]:
        """What the carrier's interface says; nothing of one that is no longer known."""
        from ..carriers.registry import CARRIERS  # noqa: PLC0415 - few have an account

        carrier = CARRIERS.get(self.carrier)
        return carrier.capabilities if carrier else frozenset()


def source_of(
    data: Mapping[str, Any],
) -> EntitySettings | RestSettings | AccountSettings | None:
    """Return the source in a line's settings, or `None` where values are typed in."""
    source = data.get(CONF_SOURCE)
    if source is None:
        return None
    if source[CONF_KIND] == KIND_ACCOUNT:
        return AccountSettings(
            account=source[CONF_ACCOUNT], sim=source[CONF_SIM], carrier=source[CONF_SOURCE_CARRIER]
        )
    if source[CONF_KIND] == KIND_REST:
        return rest_settings_of(source)
    return entity_settings_of(source) if source[CONF_KIND] == KIND_ENTITY else None


def account_source(account_id: str, sim_id: str, carrier: str) -> dict[str, Any]:
    """Return a SIM of an account as the source in a line's settings."""
    return {
        CONF_KIND: KIND_ACCOUNT,
        CONF_ACCOUNT: account_id,
        CONF_SIM: sim_id,
        CONF_SOURCE_CARRIER: carrier,
    }


def kind_of(data: Mapping[str, Any]) -> str | None:
    """Return what feeds a line, `None` where values are typed in."""
    source = data.get(CONF_SOURCE)
    return None if source is None else str(source[CONF_KIND])


def entity_settings_of(source: Mapping[str, Any]) -> EntitySettings:
    """Return a source of entities in a line's settings."""
    return EntitySettings(
        bindings={
            Capability(capability): binding_of(each)
            for capability, each in source[CONF_BINDINGS].items()
        },
        **_shared(source),
    )


def binding_of(data: Mapping[str, Any]) -> Binding:
    """Return one binding of a source in a line's settings."""
    return Binding(
        entity=data[CONF_ENTITY],
        attribute=data.get(CONF_ATTRIBUTE),
        **_manner_of(data),
    )


def rest_settings_of(source: Mapping[str, Any]) -> RestSettings:
    """Return a source of JSON answers in a line's settings."""
    return RestSettings(
        request=rest_request_of(source),
        interval=timedelta(minutes=source[CONF_INTERVAL]),
        bindings={
            Capability(capability): rest_binding_of(each)
            for capability, each in source[CONF_BINDINGS].items()
        },
        **_shared(source),
    )


def rest_request_of(source: Mapping[str, Any]) -> RestRequest:
    """Return what is asked by a source in a line's settings."""
    return RestRequest(
        url=source[CONF_URL],
        method=source[CONF_METHOD],
        headers=source.get(CONF_HEADERS, {}),
        body=source.get(CONF_BODY),
        timeout=source[CONF_TIMEOUT],
    )


def rest_binding_of(data: Mapping[str, Any]) -> RestBinding:
    """Return one binding of such a source in a line's settings."""
    return RestBinding(
        path=data[CONF_PATH],
        **_manner_of(data),
    )


def _shared(source: Mapping[str, Any]) -> dict[str, Any]:
    """Return what sources of entities and of JSON answers have in common."""
    allowance = exact(source.get(CONF_ALLOWANCE))
    return {
        "allowance": None if allowance is None else allowance * BYTES_PER_GIGABYTE,
        "reset_day": source.get(CONF_RESET_DAY),
        "stale_after": timedelta(
            hours=source.get(CONF_STALE_AFTER_HOURS, DEFAULT_STALE_AFTER_HOURS)
        ),
    }


def _manner_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return how the value of a binding is written, wherever it is found."""
    order = data.get(CONF_DATE_ORDER)
    return {
        "unit": data.get(CONF_UNIT),
        "date_order": DateOrder(order) if order else None,
        "days_left": data.get(CONF_DAYS_LEFT, False),
    }
