"""The last page of a new line, which is kept already: what happens now, and a test of the way."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from homeassistant.config_entries import ConfigSubentry, ConfigSubentryFlow, SubentryFlowResult
from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.event import async_call_later

from ..clock import local_now
from ..const import CONF_SERVICE_UNTIL, DOMAIN
from ..core.dates import local_moment
from ..core.reminders import begins_on
from ..core.rules import Clocks
from ..push.delivery_check import CheckOutcome, async_try_out, outcome_signal
from ..push.groups import reached
from ..push.recipient import Recipient, is_phone, target_names
from ..settings.plan import line_plan, plan_of
from ..texts.push import PushWords, async_push_words
from .whom import reminded_first

SOURCE_READY = "ready"
"""Why a dialog begins with this page: another one has just kept the line."""

WAIT_FOR_ANSWER_SECONDS = 60

DASHBOARDS = "/config/lovelace/dashboards"
"""Where Home Assistant adds one. It is said once, here: whoever wants none is not asked again."""


class ReadySteps(ConfigSubentryFlow):
    """Tells whom a new line reminds and when, and lets a person try that out."""

    _testing: asyncio.Task[str] | None = None
    _tested: str = ""

    @property
    def _new_line(self) -> ConfigSubentry:
        """The line of which this is the last page."""
        return self._get_entry().subentries[self.context["subentry_id"]]

    @property
    def _reminded(self) -> tuple[Recipient, ...]:
        return reminded_first(self.hass, self._get_entry(), self._new_line.data)

    async def async_step_ready(
        self, user_input: dict[str, str] | None = None
    ) -> SubentryFlowResult:
        """Say that the line is ready, and what it reminds of where."""
        line, words = self._new_line, await self._async_words()
        until = date.fromisoformat(line.data[CONF_SERVICE_UNTIL])
        return self.async_show_menu(
            step_id="ready",
            menu_options=["test", "finish"] if self._phones else ["finish"],
            description_placeholders={
                "line": line.title,
                "until": words.day(until),
                "about": "\n\n".join(self._about(words, until)),
            },
        )

    async def async_step_test(self, user_input: dict[str, str] | None = None) -> SubentryFlowResult:
        """Send a test, and wait a moment for the press that proves the way back."""
        if self._testing is None:
            self._testing = self.hass.async_create_background_task(
                self._async_test(), f"{DOMAIN} test"
            )
        if not self._testing.done():
            return self.async_show_progress(
                step_id="test",
                progress_action="test",
                progress_task=self._testing,
                description_placeholders={"phones": self._phones},
            )
        self._tested, self._testing = self._testing.result(), None
        return self.async_show_progress_done(next_step_id="ready")

    async def async_step_finish(
        self, user_input: dict[str, str] | None = None
    ) -> SubentryFlowResult:
        """Say where everything else is."""
        return self.async_abort(
            reason="line_added",
            description_placeholders={"line": self._new_line.title, "dashboards": DASHBOARDS},
        )

    @property
    def _phones(self) -> str:
        """The phones that are reminded and have buttons, as people call them."""
        targets = [target for each in self._reminded for target in each.targets]
        return target_names(self.hass, filter(is_phone, reached(self.hass, targets)))

    async def _async_words(self) -> PushWords:
        return await async_push_words(self.hass, self.hass.config.language, local_now().date())

    def _about(self, words: PushWords, until: date) -> list[str]:
        """Return what is to be known now, a sentence or two on each matter."""
        told = [self._tested] if self._tested else []
        return [*told, self._about_reminders(words, until), words.text("ready_without_rule")]

    def _about_reminders(self, words: PushWords, until: date) -> str:
        entry, now = self._get_entry(), local_now()
        plan = line_plan(plan_of(entry.options), self._new_line.data)
        zone = now.tzinfo
        assert zone is not None  # noqa: S101
        at = words.time(datetime.combine(now.date(), plan.at, zone))
        targets = [target for each in self._reminded for target in each.targets]
        if not targets:
            return words.text("ready_at_home", time=at)
        told = {"phones": target_names(self.hass, targets), "time": at}
        begin = begins_on(Clocks(service_until=until), None, plan)
        if begin is not None and local_moment(begin, plan.at, zone) > now:
            return words.text("ready_first_on", **told, day=words.day(begin))
        is_quiet = plan.quiet is not None and plan.quiet.hold(now)
        return words.text("ready_reminders" if is_quiet else "ready_first_now", **told)

    async def _async_test(self) -> str:
        """Return, in words, what came of a test to everybody who is reminded of the line."""
        words = await self._async_words()
        recipients = self._reminded
        answered = self.hass.loop.create_future()
        ends = [*self._listen(recipients, answered)]
        try:
            failed = [
                target
                for recipient in recipients
                for target in await async_try_out(self.hass, recipient)
            ]
            if failed:
                names = target_names(self.hass, failed)
                return words.text("ready_not_sent", targets=names)
            return words.text("ready_works" if await answered else "ready_no_answer")
        finally:
            for end in ends:
                end()

    @callback
    def _listen(
        self, recipients: Sequence[Recipient], answered: asyncio.Future[bool]
    ) -> Iterator[CALLBACK_TYPE]:
        """Have a press on one of the phones be the answer, and none after a while."""

        @callback
        def heard(outcome: CheckOutcome) -> None:
            if outcome is CheckOutcome.ANSWERED and not answered.done():
                answered.set_result(True)

        @callback
        def is_over(_now: datetime) -> None:
            if not answered.done():
                answered.set_result(False)

        for each in recipients:
            yield async_dispatcher_connect(self.hass, outcome_signal(each.recipient_id), heard)
        yield async_call_later(self.hass, WAIT_FOR_ANSWER_SECONDS, is_over)
