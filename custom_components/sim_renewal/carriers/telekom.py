"""Telekom.de: the data pass of the SIM over which Home Assistant itself reaches the internet."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar, override

from ..core.source_values import Capability, CarrierStatus, SourceValues
from .base import Account, ApiConfidence, CarrierApi, Sim
from .errors import AnswerUnreadable, LoginRefused, NotAllowed, TryLater
from .http import Endpoint, Method
from .shapes import epoch, left, mapping, number, seconds, seconds_left, text

STATUS = Endpoint(Method.GET, "/api/service/generic/v1/status")

SIM_ID = "datapass"

_BOTH = (Capability.DATA_REMAINING, Capability.DATA_ALLOWANCE)


class Telekom(Account):
    """The one SIM behind which Home Assistant is; over any other link the answer is a web page."""

    ENDPOINTS: ClassVar = (STATUS,)

    @override
    async def async_login(self) -> None:
        """Make sure that Home Assistant is behind the SIM: there is no login."""
        await self._async_ask()

    @override
    async def _async_list(self) -> tuple[Sim, ...]:
        document = await self._async_ask()
        self.pause = seconds(document, "nextUpdate")
        return (Sim(sim_id=SIM_ID, name=text(document, "passName"), values=self._said(document)),)

    def _said(self, document: Mapping[str, Any]) -> SourceValues:
        used_at, rest = epoch(document, "usedAt", 1000), seconds_left(document, "remainingSeconds")
        total, used = number(document, "initialVolume"), number(document, "usedVolume")
        remaining = None if total is None or used is None else total - used
        return self._values(
            status=CarrierStatus.ACTIVE,
            until=_until(used_at, rest),
            measured_at=used_at,
            without_value=_BOTH if total is None else (),
            data_remaining=left(remaining),
            data_allowance=left(total),
        )

    async def _async_ask(self) -> Mapping[str, Any]:
        """Return the document; whatever else comes back, the SIM is only out of reach."""
        try:
            answer = await self._client.async_ask(
                STATUS, headers={"User-Agent": "Mozilla/4.0", "Accept": "application/json"}
            )
        except LoginRefused, NotAllowed, AnswerUnreadable:
            raise TryLater("off_link") from None
        if "json" not in answer.headers.get("Content-Type", "").lower():
            raise TryLater("off_link")
        return mapping(answer.json())


def _until(used_at: datetime | None, rest: timedelta | None) -> datetime | None:
    return None if used_at is None or rest is None else used_at + rest


CARRIER = CarrierApi(
    key="telekom",
    name="Telekom.de data pass",
    account=Telekom,
    base_url="https://pass.telekom.de",
    documentation="https://pass.telekom.de/",
    capabilities=frozenset(
        {
            Capability.EXPIRY,
            Capability.DATA_REMAINING,
            Capability.DATA_ALLOWANCE,
            Capability.STATUS,
        }
    ),
    minimum_interval=timedelta(minutes=30),
    fields=(),
    confidence=ApiConfidence.CLIENT_CODE,
    login="None. Home Assistant has to reach the internet through the mobile router that holds the"
    " SIM.",
    limits=(
        "Only the SIM through which Home Assistant reaches the internet is seen.",
        "While Home Assistant goes another way, what was known stays as it was.",
        "There is neither a phone number nor a SIM number in the answer: choose the line yourself.",
    ),
    unsure=(
        "The end of the pass is counted from the moment of the measurement.",
        "Unlimited passes are taken to leave out the volume.",
    ),
)
