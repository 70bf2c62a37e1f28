"""The form in which the values of a line are bound to what a server answers, and its secrets."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from homeassistant.const import UnitOfInformation, UnitOfTime
from homeassistant.core import HomeAssistant, callback
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import TextSelector, TextSelectorConfig, TextSelectorType
import voluptuous as vol

from ..carriers.errors import AccountError, RequestRefused, TryLater
from ..clock import local_now
from ..core.json_path import PathMissing
from ..core.model import Bucket
from ..core.source_values import DATES, Capability, DateOrder
from ..household.coordinator import LineCoordinator
from ..settings.source import (
    CONF_ALLOWANCE,
    CONF_BINDINGS,
    CONF_BODY,
    CONF_DATE_ORDER,
    CONF_DAYS_LEFT,
    CONF_HEADERS,
    CONF_INTERVAL,
    CONF_KIND,
    CONF_METHOD,
    CONF_PATH,
    CONF_RESET_DAY,
    CONF_SOURCE,
    CONF_STALE_AFTER_HOURS,
    CONF_TIMEOUT,
    CONF_UNIT,
    CONF_URL,
    DEFAULT_STALE_AFTER_HOURS,
    KIND_REST,
    rest_binding_of,
    rest_request_of,
)
from ..settings.validation import FieldError, check_fields, parse_count, parse_float
from ..sources.document import Document
from ..sources.reading import is_days_left
from ..sources.rest import async_fetch
from .fields import COUNT, NUMBER, TEXT, choice, filled_form, with_unit
from .secrets import MASK, check_address, headers_of, masked_address, masked_headers, same_server
from .source import DATA_UNITS, LONGEST_SILENCE_HOURS, SECTION_UNITS, VOICE_UNITS

METHODS: Final = ["GET", "POST"]

DEFAULTS: Final[Mapping[str, Any]] = {
    CONF_METHOD: METHODS[0],
    CONF_TIMEOUT: 30,
    CONF_INTERVAL: 60,
    CONF_STALE_AFTER_HOURS: DEFAULT_STALE_AFTER_HOURS,
}
SHORTEST_INTERVAL = 5
LONGEST_INTERVAL = 7 * 24 * 60
LONGEST_TIMEOUT = 60

REFUSALS: Mapping[str, str] = {
    "login_refused": "login_refused",
    "forbidden": "login_refused",
    "not_there": "not_there",
    "timeout": "cannot_connect",
    "connection": "cannot_connect",
    "redirect": "redirected",
    "too_large": "answer_too_large",
}

_UNITS: Mapping[Capability, Sequence[str]] = {
    Capability.DATA_REMAINING: DATA_UNITS,
    Capability.DATA_USED: DATA_UNITS,
    Capability.DATA_ALLOWANCE: DATA_UNITS,
    Capability.VOICE_REMAINING: VOICE_UNITS,
}

_SECRET = TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD))
_SECRETS = TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD, multiple=True))


class RestDialog:
    """Binds the values of one line to an answer, and asks for that once before it is kept."""

    def __init__(
        self, hass: HomeAssistant, line: LineCoordinator, values: Mapping[str, Any]
    ) -> None:
        """Know the line, and the source that it has in its settings."""
        self._hass = hass
        self._line = line
        source = values.get(CONF_SOURCE, {})
        self._source: Mapping[str, Any] = source if source.get(CONF_KIND) == KIND_REST else {}

    @callback
    def schema(self, typed: Mapping[str, Any] | None) -> vol.Schema:
        """Return the form, filled with what was typed or with the source, its secrets masked."""
        shown = self._shown() if typed is None else typed
        units: dict[vol.Marker, Any] = {
            vol.Optional(capability.value): choice(units) for capability, units in _UNITS.items()
        }
        form = filled_form(
            {
                vol.Optional(CONF_URL): TEXT,
                vol.Required(CONF_METHOD): choice(METHODS),
                vol.Optional(CONF_HEADERS): _SECRETS,
                vol.Optional(CONF_BODY): _SECRET,
                **{vol.Optional(each.value): TEXT for each in Capability},
                vol.Optional(CONF_ALLOWANCE): with_unit(NUMBER, UnitOfInformation.GIGABYTES),
                vol.Optional(CONF_RESET_DAY): COUNT,
                vol.Optional(CONF_DATE_ORDER): choice(list(DateOrder), key=CONF_DATE_ORDER),
                vol.Required(CONF_INTERVAL): with_unit(COUNT, UnitOfTime.MINUTES),
                vol.Required(CONF_TIMEOUT): with_unit(COUNT, UnitOfTime.SECONDS),
                vol.Required(CONF_STALE_AFTER_HOURS): with_unit(COUNT, UnitOfTime.HOURS),
            },
            {**DEFAULTS, **shown},
        )
        inner = filled_form(units, shown.get(SECTION_UNITS, {}))
        return form.extend({vol.Required(SECTION_UNITS): section(inner, {"collapsed": True})})

    async def async_check(self, typed: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
        """Return the source as settings, empty where nothing was typed, and the errors by field.

        The server is asked once, and each value has to be there and to fit.
        """
        paths = {each: text for each in Capability if (text := (typed.get(each) or "").strip())}
        if not paths and not (typed.get(CONF_URL) or "").strip():
            return {}, {}
        kept, errors = self._check_request(typed)
        errors |= self._check_paths(paths, typed)
        if errors:
            return {}, errors
        try:
            document = await async_fetch(self._hass, rest_request_of(kept), local_now)
        except AccountError as error:
            reason = refusal_of(error)
            is_of_login = reason == "login_refused" and CONF_HEADERS in kept
            return {}, {CONF_HEADERS if is_of_login else CONF_URL: reason}
        bindings, errors = await self._async_bindings(document, paths, typed)
        if errors:
            return {}, errors
        return {CONF_KIND: KIND_REST, **kept, CONF_BINDINGS: bindings}, {}

    def _check_paths(
        self, paths: Mapping[Capability, str], typed: Mapping[str, Any]
    ) -> dict[str, str]:
        """Return by field what is wrong with the choice of values."""
        errors: dict[str, str] = {}
        if not paths:
            errors[CONF_URL] = "no_value_chosen"
        if Capability.DATA_USED in paths:
            if Capability.DATA_REMAINING in paths:
                errors[Capability.DATA_USED.value] = "remaining_is_known"
            elif not self._has_allowance(typed):
                errors[Capability.DATA_USED.value] = "allowance_missing"
        return errors

    async def _async_bindings(
        self, document: Document, paths: Mapping[Capability, str], typed: Mapping[str, Any]
    ) -> tuple[dict[str, Any], dict[str, str]]:
        """Return the bindings as settings, once their values were read, and errors by field."""
        bindings: dict[str, Any] = {}
        errors: dict[str, str] = {}
        for capability, path in paths.items():
            try:
                kept = await self._async_binding(document, capability, path, typed)
            except PathMissing:
                errors[capability.value] = "path_missing"
            except FieldError as error:
                errors[capability.value] = error.reason
            else:
                bindings[capability.value] = kept
        return bindings, errors

    def _check_request(self, typed: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
        """Return all but the bindings as settings, and the errors by field."""
        before = self._source.get(CONF_URL)
        checks: dict[str, Callable[[Any], Any]] = {
            CONF_URL: lambda value: check_address(value, before),
            CONF_METHOD: str,
            CONF_ALLOWANCE: parse_float,
            CONF_RESET_DAY: lambda value: parse_count(value, 31),
            CONF_INTERVAL: _interval,
            CONF_TIMEOUT: lambda value: parse_count(value, LONGEST_TIMEOUT),
            CONF_STALE_AFTER_HOURS: lambda value: parse_count(value, LONGEST_SILENCE_HOURS),
        }
        kept, errors = check_fields(typed, checks)
        if CONF_URL not in kept:
            errors.setdefault(CONF_URL, "address_missing")
            return kept, errors
        is_same = before is not None and same_server(before, kept[CONF_URL])
        secrets: dict[str, Callable[[Any], Any]] = {
            CONF_HEADERS: lambda value: headers_of(
                value, self._source.get(CONF_HEADERS, {}), is_same_server=is_same
            ),
            CONF_BODY: lambda value: self._body(value, kept[CONF_METHOD], is_same_server=is_same),
        }
        secret, more = check_fields(typed, secrets)
        return kept | {key: each for key, each in secret.items() if each}, errors | more

    def _body(self, typed: str, method: str, *, is_same_server: bool) -> str:
        if method != "POST":
            raise FieldError("body_needs_post")
        if typed != MASK:
            return typed
        body: str | None = self._source.get(CONF_BODY) if is_same_server else None
        if body is None:
            raise FieldError("secret_again")
        return body

    def _shown(self) -> dict[str, Any]:
        """Return the source as the form shows it."""
        if not self._source:
            return {}
        bindings: Mapping[str, Mapping[str, Any]] = self._source[CONF_BINDINGS]
        orders = [each[CONF_DATE_ORDER] for each in bindings.values() if CONF_DATE_ORDER in each]
        return {
            **self._source,
            CONF_URL: masked_address(self._source[CONF_URL]),
            CONF_HEADERS: masked_headers(self._source.get(CONF_HEADERS, {})) or None,
            CONF_BODY: MASK if CONF_BODY in self._source else None,
            CONF_DATE_ORDER: next(iter(orders), None),
            **{capability: each[CONF_PATH] for capability, each in bindings.items()},
            SECTION_UNITS: {
                capability: each[CONF_UNIT]
                for capability, each in bindings.items()
                if CONF_UNIT in each
            },
        }

    def _has_allowance(self, typed: Mapping[str, Any]) -> bool:
        return bool(
            typed.get(Capability.DATA_ALLOWANCE)
            or typed.get(CONF_ALLOWANCE) is not None
            or Bucket.DATA_ALLOWANCE in self._line.record.known_reading
        )

    async def _async_binding(
        self, document: Document, capability: Capability, path: str, typed: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Return one binding as settings, once its value was read."""
        kept: dict[str, Any] = {CONF_PATH: path}
        if capability in DATES:
            if is_days_left(await document.async_look_up(path)):
                kept[CONF_DAYS_LEFT] = True
            elif order := typed.get(CONF_DATE_ORDER):
                kept[CONF_DATE_ORDER] = DateOrder(order).value
        elif unit := typed.get(SECTION_UNITS, {}).get(capability):
            kept[CONF_UNIT] = unit
        currency = self._line.settings.offer.currency
        await document.async_read(rest_binding_of(kept), capability, currency, local_now())
        return kept


def _interval(value: object) -> int:
    minutes = parse_count(value, LONGEST_INTERVAL)
    if minutes < SHORTEST_INTERVAL:
        raise FieldError("interval_too_short")
    return minutes


def refusal_of(error: AccountError) -> str:
    """Return the reason in the words of the form why a server could not be read."""
    if known := REFUSALS.get(error.reason):
        return known
    if isinstance(error, TryLater):
        return "server_busy"
    return "request_refused" if isinstance(error, RequestRefused) else "not_json"
