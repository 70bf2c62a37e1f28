"""The form on which a person confirms, changes or refuses what was read of a text or a picture."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
import re
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.selector import DateSelector, Selector
import voluptuous as vol

from ..clock import local_now
from ..core.messages import Kind
from ..core.model import Measure, Reading
from ..core.proposals import Proposals
from ..core.questions import DATES, SHOWN
from ..household.coordinator import LineCoordinator
from ..settings.asked_once import AskedOnce
from ..settings.validation import check_fields, parse_date, parse_measure
from ..texts.locales import full_date, locale_of, number
from .fields import NUMBER, filled_form, with_unit

_LONGEST_QUOTATION = 100
_UNKNOWN = "\u2013"
_MARKS = re.compile(r"([!-/:-@\[-`{-~])")


class ReadingDialog:
    """Shows what was found beside what is known, and takes over what the person leaves of it."""

    def __init__(self, line: LineCoordinator, proposals: Proposals) -> None:
        """Know the line, and what was found of it."""
        self._line = line
        self._proposals = proposals
        self._asked = AskedOnce()

    @callback
    def schema(self, typed: Mapping[str, Any] | None) -> vol.Schema:
        """Return a form of what was found; each field can be changed, or emptied."""
        fields: dict[vol.Marker, Any] = {
            vol.Optional(kind): self._selector(kind) for kind in self._proposals
        }
        return filled_form(fields, self._found() if typed is None else typed)

    async def async_placeholders(self, hass: HomeAssistant) -> dict[str, str]:
        """Return what is known now and the words of each proposal, for the texts of the form."""
        return await hass.async_add_executor_job(
            lambda: dict(self._placeholders(hass.config.language))
        )

    async def async_take(self, typed: Mapping[str, Any]) -> dict[str, str]:
        """Keep what a person confirmed; return the errors by field, and then nothing is kept.

        A date that is known already is not stated anew. Raises `RecordNotSaved`.
        """
        checks = {kind.value: self._check(kind) for kind in self._proposals}
        kept, errors = check_fields(typed, checks)
        if errors:
            return errors
        if not kept:
            return {"base": "nothing_confirmed"}
        if far := self._line.far_credit(kept.get(Kind.CREDIT), self._asked):
            return far
        now = local_now()
        reading: Reading = {
            kind.bucket: Measure(value, now)
            for kind in self._proposals
            if kind.bucket and (value := kept.get(kind)) is not None
        }
        clocks = self._line.data.clocks
        dates = {
            kind.value: kept[kind]
            for kind, known in (
                (Kind.SERVICE_UNTIL, clocks.service_until),
                (Kind.NUMBER_UNTIL, clocks.number_until),
            )
            if kind in kept and kept[kind] != known
        }
        if not dates:
            await self._line.async_update_balance(reading)
            return {}
        try:
            await self._line.async_state_all(reading, **dates)
        except ServiceValidationError as refusal:
            field = (refusal.translation_placeholders or {})["field"]
            is_shown = field in self._proposals
            return {field if is_shown else "base": refusal.translation_key or ""}
        return {}

    def _found(self) -> dict[str, Any]:
        """Return the values as the form shows them."""
        return {
            kind.value: each.value.isoformat()
            if isinstance(each.value, date)
            else float(each.value / self._scale(kind)[0])
            for kind, each in self._proposals.items()
        }

    def _placeholders(self, language: str) -> Iterator[tuple[str, str]]:
        locale = locale_of(language)

        def written(kind: Kind) -> str:
            value = self._known(kind)
            if value is None:
                return _UNKNOWN
            if isinstance(value, date):
                return full_date(value, locale)
            factor, unit = self._scale(kind)
            return f"{number(value / factor, locale)} {unit}"

        for kind, proposal in self._proposals.items():
            yield f"{kind}_now", written(kind)
            yield f"{kind}_words", literal(_shortened(proposal.words))

    def _known(self, kind: Kind) -> Decimal | date | None:
        state = self._line.data
        if kind is Kind.SERVICE_UNTIL:
            return state.clocks.service_until
        if kind is Kind.NUMBER_UNTIL:
            return state.clocks.number_until
        return state.amount(kind.bucket) if kind.bucket else None

    def _scale(self, kind: Kind) -> tuple[int, str]:
        """Return what one of the form's unit is, and that unit; money has the line's currency."""
        return SHOWN.get(kind, (1, self._line.settings.offer.currency))

    def _selector(self, kind: Kind) -> Selector[Any]:
        return DateSelector() if kind in DATES else with_unit(NUMBER, self._scale(kind)[1])

    def _check(self, kind: Kind) -> Callable[[Any], Any]:
        if (bucket := kind.bucket) is None:
            return lambda value: parse_date(value, local_now().date())
        factor, currency = self._scale(kind)[0], self._line.settings.offer.currency
        return lambda value: parse_measure(value, bucket, factor, currency)


def literal(text: str) -> str:
    """Return a text that Markdown shows as it is: no link, no picture, no layout."""
    return _MARKS.sub(r"\\\1", text)


def _shortened(words: str) -> str:
    if len(words) <= _LONGEST_QUOTATION:
        return words
    return f"{words[:_LONGEST_QUOTATION].rstrip()}…"
