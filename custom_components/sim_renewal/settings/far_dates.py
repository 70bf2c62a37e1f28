"""A typed date that is far ahead is asked about once, and taken where it is typed again."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ..const import CONF_NUMBER_UNTIL, CONF_PRICE, CONF_SERVICE_UNTIL
from ..core.evidence import Clock
from ..core.plausible import far_ahead, is_possible_day
from ..core.rules import ValidityRule
from .conditions import needed_conditions
from .line import typed_date
from .rules import exact, rule_of

_CLOCKS = {CONF_SERVICE_UNTIL: Clock.SERVICE, CONF_NUMBER_UNTIL: Clock.NUMBER}


class FarDates:
    """Remembers about which dates was asked, in one dialog or of one line."""

    def __init__(self) -> None:
        """Have asked about none."""
        self._asked: set[tuple[str, date]] = set()

    def errors_in(
        self, kept: Mapping[str, Any], shown: Mapping[str, Any], today: date
    ) -> dict[str, str]:
        """Return the same of a line's form, for the dates that are not as they were `shown`."""
        typed = {
            field: typed_date(kept.get(field))
            for field in _CLOCKS
            if kept.get(field) != shown.get(field)
        }
        return self.errors(
            typed,
            None if needed_conditions(kept) else rule_of(kept),
            exact(kept.get(CONF_PRICE)),
            typed_date(shown.get(CONF_SERVICE_UNTIL)),
            today,
        )

    def errors(
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
        odd = {(field, day) for field, day in typed.items() if day and _CLOCKS[field] in far}
        new, self._asked = odd - self._asked, self._asked | odd
        return dict.fromkeys((field for field, _ in new), "far_ahead")
