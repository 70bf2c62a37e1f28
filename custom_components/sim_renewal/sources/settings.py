"""The source of a line as settings: what of the line is fed, and by which entities."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from ..accounts.registry import CARRIERS
from ..const import BYTES_PER_GIGABYTE
from ..core.feeds import Capability, DateOrder
from ..rule_settings import exact

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
        derived = {Capability.DATA_REMAINING} if Capability.DATA_USED in self.bindings else set()
        return frozenset(self.bindings) | derived


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSettings:
    """A SIM of an account as the source; `account` is the id of the account's entry."""

    account: str
    sim: str
    carrier: str
    stale_after: timedelta = timedelta(hours=DEFAULT_STALE_AFTER_HOURS)

    @property
    def fed(self) -> frozenset[Capability]:
        """What the carrier's interface says; nothing of one that is no longer known."""
        carrier = CARRIERS.get(self.carrier)
        return carrier.capabilities if carrier else frozenset()


def source_of(data: Mapping[str, Any]) -> EntitySettings | AccountSettings | None:
    """Return the source in a line's settings, or `None` where values are typed in."""
    source = data.get(CONF_SOURCE)
    if source is None:
        return None
    if source[CONF_KIND] == KIND_ACCOUNT:
        return AccountSettings(
            account=source[CONF_ACCOUNT], sim=source[CONF_SIM], carrier=source[CONF_SOURCE_CARRIER]
        )
    if source[CONF_KIND] != KIND_ENTITY:
        return None
    allowance = exact(source.get(CONF_ALLOWANCE))
    return EntitySettings(
        bindings={
            Capability(capability): binding_of(each)
            for capability, each in source[CONF_BINDINGS].items()
        },
        allowance=None if allowance is None else allowance * BYTES_PER_GIGABYTE,
        reset_day=source.get(CONF_RESET_DAY),
        stale_after=timedelta(hours=source.get(CONF_STALE_AFTER_HOURS, DEFAULT_STALE_AFTER_HOURS)),
    )


def binding_of(data: Mapping[str, Any]) -> Binding:
    """Return one binding of a source in a line's settings."""
    order = data.get(CONF_DATE_ORDER)
    return Binding(
        entity=data[CONF_ENTITY],
        attribute=data.get(CONF_ATTRIBUTE),
        unit=data.get(CONF_UNIT),
        date_order=DateOrder(order) if order else None,
        days_left=data.get(CONF_DAYS_LEFT, False),
    )
