"""A typed value that is far from all that is likely: asked about once, taken when typed again."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ..const import (
    CONF_CREDIT,
    CONF_CURRENCY,
    CONF_NUMBER_UNTIL,
    CONF_PRICE,
    CONF_SERVICE_UNTIL,
)
from ..core.evidence import Clock
from ..core.plausible import far_ahead, is_possible_day, most_credit
from ..core.rules import ValidityRule
from .line import typed_date
from .rules import exact, rule_of

_CLOCKS = {CONF_SERVICE_UNTIL: Clock.SERVICE, CONF_NUMBER_UNTIL: Clock.NUMBER}


class AskedOnce:
    """Remembers about which values was asked, in one dialog or of one line."""

    def __init__(self) -> None:
        """Have asked about none."""
        self._asked: set[tuple[str, date | Decimal]] = set()

    def errors_in(
        self, kept: Mapping[str, Any], shown: Mapping[str, Any], today: date
    ) -> dict[str, str]:
        """Return the same of a line's form, for the values that are not as they were `shown`."""
        changed = {field for field in kept if kept[field] != shown.get(field)}
        rule = rule_of(kept)
        price = exact(kept.get(CONF_PRICE))
        errors = self.far_dates(
            {field: typed_date(kept[field]) for field in _CLOCKS if field in changed},
            rule,
            price,
            typed_date(shown.get(CONF_SERVICE_UNTIL)),
            today,
        )
        if CONF_CREDIT in changed:
            sold = [*(rule.amounts if rule else ()), *([] if price is None else [price])]
            most = most_credit(exact(shown.get(CONF_CREDIT)), sold, kept[CONF_CURRENCY])
            errors |= self.far_credit(exact(kept[CONF_CREDIT]), most)
        return errors

    def far_dates(
        self,
        typed: Mapping[str, date | None],
        rule: ValidityRule | None,
        price: Decimal | None,
        service_until: date | None,
        today: date,
    ) -> dict[str, str]:
        """Return the errors by field: of each date that is far ahead, the first time.

        Of one that cannot be at all it says nothing.
        """
        until = {
            _CLOCKS[field]: day
            for field, day in typed.items()
            if day is not None and is_possible_day(day, today)
        }
        far = far_ahead(until, rule, price, service_until, today)
        odd = {field: day for field, day in typed.items() if day and _CLOCKS[field] in far}
        return self._first_time(odd, "far_ahead")

    def far_credit(self, credit: Decimal | None, most: Decimal | None) -> dict[str, str]:
        """Return the error of a credit that is more than the most that is likely, the first time.

        Without a `most` nobody knows.
        """
        is_far = credit is not None and most is not None and credit > most
        return self._first_time({CONF_CREDIT: credit} if credit and is_far else {}, "far_credit")

    def far_amount(self, amount: Decimal | None, most: Decimal | None) -> dict[str, str]:
        """Return the error of a price that is more than the most that is likely, the first time."""
        is_far = amount is not None and most is not None and amount > most
        return self._first_time({"amount": amount} if amount and is_far else {}, "far_amount")

    def _first_time(self, odd: Mapping[str, date | Decimal], reason: str) -> dict[str, str]:
        new, self._asked = set(odd.items()) - self._asked, self._asked | set(odd.items())
        return dict.fromkeys((field for field, _ in new), reason)
