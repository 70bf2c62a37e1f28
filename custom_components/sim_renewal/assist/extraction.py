"""Assisted reading: a text or a picture goes to the AI service that the household chose."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from homeassistant.const import ATTR_SUPPORTED_FEATURES, STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant, State, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.selector import (
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    Selector,
    SelectSelector,
    SelectSelectorConfig,
    TextSelector,
)
import voluptuous as vol

from ..const import CONF_ASSISTANT
from ..core.proposals import Frame
from ..core.questions import Field, answer_fields, instructions

DOMAIN = "ai_task"
TASK_NAME = "SIM Renewal reading"

LONGEST_WAIT = 180
"""In seconds; a model that runs at home can be slow."""

_GENERATES_DATA = 1
_TAKES_ATTACHMENTS = 2
_LONGEST_PROBLEM = 200


class AssistantFailed(HomeAssistantError):
    """The service did not answer; `reason` is the key of the explanation. Ask again later."""

    def __init__(self, reason: str, problem: str = "") -> None:
        """Keep the reason, and what the service says about it."""
        super().__init__(reason)
        self.reason = reason
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Assistant:
    """The AI service that the household chose: an entity of AI Task."""

    entity_id: str
    name: str
    takes_pictures: bool


@callback
def assistants(hass: HomeAssistant) -> list[str]:
    """Return the entities that could be chosen."""
    return [each.entity_id for each in hass.states.async_all(DOMAIN) if _generates_data(each)]


@callback
def assistant_of(hass: HomeAssistant, options: Mapping[str, Any]) -> Assistant | None:
    """Return the service that the household chose, or `None` where it no longer exists."""
    entity_id = chosen_entity(hass, options)
    return None if entity_id is None else assistant_named(hass, entity_id)


@callback
def assistant_named(hass: HomeAssistant, entity_id: str) -> Assistant | None:
    """Return a service, or `None` where it does not exist or answers no questions."""
    state = hass.states.get(entity_id)
    if state is None or state.domain != DOMAIN:
        return None
    if not _generates_data(state) and state.state != STATE_UNAVAILABLE:
        return None
    return Assistant(entity_id, state.name, bool(_features(state) & _TAKES_ATTACHMENTS))


@callback
def is_chosen(options: Mapping[str, Any]) -> bool:
    """Return whether the household chose a service; without one nothing is sent anywhere."""
    return CONF_ASSISTANT in options


@callback
def chosen_entity(hass: HomeAssistant, options: Mapping[str, Any]) -> str | None:
    """Return the entity that the household chose, by the name that it has now."""
    kept: str | None = options.get(CONF_ASSISTANT)
    return kept and (er.async_resolve_entity_id(er.async_get(hass), kept) or kept)


@callback
def kept_as(hass: HomeAssistant, entity_id: str) -> str:
    """Return how an entity is kept in the options: by an id that stays when it is renamed."""
    entry = er.async_get(hass).async_get(entity_id)
    return entity_id if entry is None else entry.id


async def async_ask(
    hass: HomeAssistant,
    assistant: Assistant,
    frame: Frame,
    text: str | None,
    attachment: dict[str, str] | None,
) -> object:
    """Return the answer about a text or a picture, unchecked; raises `AssistantFailed`.

    The function of AI Task is called, not its action: Home Assistant tells of each action on its
    bus, with all that is in it, and the recorder may keep that.
    """
    state = hass.states.get(assistant.entity_id)
    if state is None or state.state == STATE_UNAVAILABLE:
        raise AssistantFailed("assistant_unavailable")
    # Not before it is needed: whoever has no AI service does not load all that this brings along.
    from homeassistant.components import ai_task  # noqa: PLC0415

    try:
        async with asyncio.timeout(LONGEST_WAIT):
            result = await ai_task.async_generate_data(
                hass,
                task_name=TASK_NAME,
                entity_id=assistant.entity_id,
                instructions=instructions(text, frame.today),
                structure=_structure(frame),
                attachments=[attachment] if attachment else None,
            )
    except TimeoutError:
        raise AssistantFailed("assistant_slow") from None
    except HomeAssistantError as error:
        problem = " ".join(str(error).split())[:_LONGEST_PROBLEM]
        raise AssistantFailed("assistant_failed", problem) from None
    except Exception as error:  # noqa: BLE001 - it is another integration's, and may be anything
        raise AssistantFailed("assistant_failed", type(error).__name__) from None
    return result.data


def _structure(frame: Frame) -> vol.Schema:
    """Return the form of the answer; each field can be left out."""
    return vol.Schema(
        {
            vol.Optional(field.name, description=field.description): _selector(field)
            for field in answer_fields(frame.kinds)
        }
    )


def _selector(field: Field) -> Selector[Any]:
    if field.options:
        return SelectSelector(SelectSelectorConfig(options=list(field.options)))
    if field.is_number:
        return NumberSelector(NumberSelectorConfig(min=0, step="any", mode=NumberSelectorMode.BOX))
    return TextSelector()


def _generates_data(state: State) -> bool:
    return bool(_features(state) & _GENERATES_DATA)


def _features(state: State) -> int:
    """Return what a service can do, in the bits of AI Task."""
    features: int = state.attributes.get(ATTR_SUPPORTED_FEATURES, 0)
    return features
