"""A JSON answer, in which a value is looked up by its path or with a template."""

from datetime import datetime
import json
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import TemplateError
from homeassistant.helpers.template import Template

from ..carriers.decoding import parse_json
from ..core.json_path import PathMalformed, PathMissing, find, parse_path
from ..core.source_values import Capability
from ..settings.source import RestBinding
from ..settings.validation import FieldError
from .reading import ReadValue, value_of

LONGEST_VALUE = 200

TEMPLATE_SECONDS = 2.0
"""For how long a template may render."""

_NOTHING = {"", "none", "null", "unknown", "unavailable", "undefined"}
"""What a template says that has nothing to say."""

_ABSURD = {"inf", "-inf", "nan"}
"""What Python makes of a number of JSON that is none, or too large."""


class Document:
    """A JSON document; it raises `AnswerUnreadable` where a body is none."""

    def __init__(self, hass: HomeAssistant, body: bytes) -> None:
        """Decode the body."""
        self._hass = hass
        self._body = body
        self._content = parse_json(body)

    async def async_read(
        self, binding: RestBinding, capability: Capability, currency: str, now: datetime
    ) -> ReadValue:
        """Return a value in the unit of `core`; raises `PathMissing` or `FieldError`."""
        raw = await self.async_look_up(binding.path)
        return value_of(raw, binding.unit, binding, capability, currency, now)

    async def async_look_up(self, path: str, seconds: float = TEMPLATE_SECONDS) -> object:
        """Return the value at a path or of a template; raises `PathMissing` or `FieldError`."""
        if is_template(path):
            return await self._async_render(path, seconds)
        try:
            value = find(self._content, parse_path(path))
        except PathMalformed:
            raise FieldError("wrong_path") from None
        if isinstance(value, dict | list | bool) or len(str(value)) > LONGEST_VALUE:
            raise FieldError("no_single_value")
        return value

    async def _async_render(self, text: str, seconds: float) -> str:
        """Return what a template says, in which numbers are those of Python."""
        content: Any = json.loads(self._body.decode("utf-8-sig"), parse_int=_integer)
        variables = {"value_json": content}
        template = Template(text, self._hass)
        try:
            if await template.async_render_will_timeout(seconds, variables, log_fn=_say_nothing):
                raise FieldError("template_too_slow")
            said = str(template.async_render(variables, parse_result=False)).strip()
        except TemplateError:
            raise FieldError("template_failed") from None
        if said.casefold() in _NOTHING:
            raise PathMissing
        if said.casefold() in _ABSURD:
            raise FieldError("value_out_of_range")
        if len(said) > LONGEST_VALUE:
            raise FieldError("no_single_value")
        return said


def is_template(path: str) -> bool:
    """Return whether a text is a template rather than a path."""
    return "{{" in path or "{%" in path


def _integer(text: str) -> int | float:
    return int(text) if len(text) <= LONGEST_VALUE else float(text)


def _say_nothing(_level: int, _message: str) -> None:
    """Log nothing of a template: its words can quote an answer."""
