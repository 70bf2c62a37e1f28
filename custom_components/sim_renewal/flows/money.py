"""The form of what a line costs and has left, once it is paid in another currency."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import voluptuous as vol

from ..const import CONF_CREDIT, CONF_CURRENCY, CONF_PRICE
from ..settings.validation import check_fields, parse_float
from .fields import NUMBER, filled_form, with_unit


@dataclass(frozen=True, slots=True)
class MoneyBefore:
    """The amounts that nobody changed when a line got another currency, and the one of before."""

    amounts: Mapping[str, Any]
    currency: str

    @property
    def fields(self) -> tuple[str, ...]:
        """What is asked anew."""
        return tuple(self.amounts)

    @property
    def text(self) -> str:
        """The amounts as a person reads them."""
        return ", ".join(f"{amount} {self.currency}" for amount in self.amounts.values())


def money_before(
    settings: Mapping[str, Any], shown: Mapping[str, Any], values: Mapping[str, Any]
) -> MoneyBefore | None:
    """Return what has to be told in the new currency, if a line got one.

    `settings` are those of before, `shown` what the form showed of today, `values` what it holds.
    """
    former = settings.get(CONF_CURRENCY)
    known = {CONF_PRICE: settings.get(CONF_PRICE), CONF_CREDIT: shown.get(CONF_CREDIT)}
    amounts = {
        field: amount for field, amount in known.items() if amount and amount == values.get(field)
    }
    if former in {None, values[CONF_CURRENCY]} or not amounts:
        return None
    return MoneyBefore(amounts, str(former))


def money_schema(before: MoneyBefore, currency: str, typed: Mapping[str, Any] | None) -> vol.Schema:
    """Return the form, empty at first: an amount in other money is another number."""
    fields: dict[vol.Marker, Any] = {
        vol.Optional(each): with_unit(NUMBER, currency) for each in before.fields
    }
    return filled_form(fields, typed or {})


def check_money(
    before: MoneyBefore, typed: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the amounts that were filled in, and the errors by field."""
    return check_fields(typed, dict.fromkeys(before.fields, parse_float))
