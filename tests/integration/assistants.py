"""An AI service as Home Assistant has them: a real entity of AI Task, with a test's answers."""

from collections.abc import Awaitable, Callable
from typing import Any

from homeassistant.components import ai_task
from homeassistant.components.ai_task.const import DATA_COMPONENT
from homeassistant.core import HomeAssistant
from homeassistant.helpers import llm
import probatio

FEATURE = ai_task.AITaskEntityFeature
READS = FEATURE.GENERATE_DATA
SEES = READS | FEATURE.SUPPORT_ATTACHMENTS


class Service(ai_task.AITaskEntity):
    """Answers what it was told to answer, and keeps what it was asked."""

    _attr_has_entity_name = False

    def __init__(self, name: str = "Oracle", features: int = SEES) -> None:
        """Be called that, and be able to do so much."""
        self._attr_name = name
        self._attr_unique_id = name
        self._attr_supported_features = FEATURE(features)
        self.answer: Any = {}
        self.meanwhile: Callable[[], Awaitable[None]] | None = None
        self.asked: list[ai_task.GenDataTask] = []
        self.pictures: list[bytes] = []
        self.chat_logs: list[Any] = []

    async def _async_generate_data(self, task: Any, chat_log: Any) -> Any:
        self.asked.append(task)
        self.chat_logs.append(chat_log)
        for attachment in task.attachments or ():
            read = attachment.path.read_bytes
            self.pictures.append(await self.hass.async_add_executor_job(read))
        if self.meanwhile:
            await self.meanwhile()
        if isinstance(self.answer, BaseException):
            raise self.answer
        return ai_task.GenDataTaskResult(chat_log.conversation_id, self.answer)

    async def async_come(self, hass: HomeAssistant) -> str:
        """Be added to Home Assistant; return the entity's id."""
        await hass.data[DATA_COMPONENT].async_add_entities([self])
        await hass.async_block_till_done()
        return self.entity_id

    @property
    def schema(self) -> dict[str, Any]:
        """The form of the answer, as services give it to a model."""
        structure = probatio.to_openapi(self.asked[-1].structure, custom_serializer=_serialized)
        return structure["properties"]


def _serialized(schema: Any) -> Any:
    return llm.selector_serializer(schema)
