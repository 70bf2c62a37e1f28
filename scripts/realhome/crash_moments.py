"""The moments in which a household is killed."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
import time

import aiohttp

from .crash_disk import wait_for_a_write
from .crash_household import DAY, Crashes
from .crash_mailbox import Silence
from .crash_people import Act, People
from .home import wait_until
from .process import HassDied

MOMENTS = {
    "push on its way": 2,
    "answering": 4,
    "recording": 2,
    "boot": 2,
    "push just taken": 3,
    "answered": 2,
    "snoozed": 1,
    "idle": 1,
}
"""The moments, and how often each of them is chosen beside the others."""

UNANSWERED = (aiohttp.ClientError, OSError)
"""What an action raises whose Home Assistant is killed."""


class Moments:
    """Lets a household live until a moment, and kills it in that."""

    def __init__(self, household: Crashes) -> None:
        """Begin with a household that is not running."""
        self._household = household
        self._people = People(household)
        self._random = household.random
        self._boot_seconds = 8.0

    async def die(self, moment: str) -> None:
        """Live until a moment, and be killed in it."""
        self._household.counts[moment] += 1
        if moment == "boot":
            await self._die_at_boot()
            return
        began = time.monotonic()
        await self._household.wake()
        self._boot_seconds = time.monotonic() - began
        for _ in range(self._random.randint(0, 4)):
            await self._people.live()
        await self._household.be_calm()
        await {
            "idle": self._die_idle,
            "recording": self._die_recording,
            "push on its way": self._die_pushing,
            "push just taken": self._die_noting,
            "answering": self._die_answering,
            "answered": self._die_answered,
            "snoozed": self._die_snoozed,
        }[moment]()

    async def end(self) -> None:
        """Wake a last time, without a silence, and end properly."""
        await self._household.wake()
        if self._household.silence != Silence():
            await self._people.end_silence()
            await self._household.be_calm()
        await self._household.hass.stop()

    async def _die_at_boot(self) -> None:
        """Be killed during a start, early or late."""
        household = self._household
        starting = asyncio.create_task(household.hass.start())
        await asyncio.sleep(self._random.uniform(0.3, 1.1 * self._boot_seconds))
        while not starting.done():
            await household.hass.kill()
            await asyncio.wait([starting], timeout=0.1)
        with suppress(HassDied):
            await starting
        await household.kill()

    async def _die_idle(self) -> None:
        await asyncio.sleep(self._random.uniform(0, 0.2))
        await self._household.kill()

    async def _die_snoozed(self) -> None:
        """Be killed while lines are put off, which ends while nothing runs, or right after."""
        await self._people.nap(self._random.uniform(0.5, 6))
        await self._die_idle()

    async def _die_recording(self) -> None:
        """Be killed while several lines are being changed."""
        lines = self._household.lines
        changed = self._random.sample(lines, self._random.randint(1, len(lines)))
        actions = [
            asyncio.create_task(_to_the_end(self._people.any_action(each))) for each in changed
        ]
        await self._wait_for_a_write_or(3 * self._people.answer_seconds)
        await self._household.kill(*actions)

    async def _wait_for_a_write_or(self, seconds: float) -> None:
        """Wait until something is being written, or else for a while, so that all can be met."""
        if self._random.random() < 0.6:
            await wait_for_a_write(self._household.hass.directory)
        else:
            await asyncio.sleep(self._random.uniform(0, seconds))

    async def _let_push(self) -> None:
        """Have something due, and wait until a phone has it; none of some phones answers."""
        phones = list(self._household.phones.values())
        for phone in self._random.sample(phones, self._random.randint(1, len(phones))):
            phone.may_answer.clear()
        before = self._messages
        if self._household.silence != Silence():
            for line in self._random.sample(self._household.lines, 2):
                day = self._household.today + self._random.randint(1, 13) * DAY
                await self._people.restate(line, day)  # which waits, as it is no last day
            await self._people.end_silence()
        elif self._random.random() < 0.5:
            await self._people.nap(1.2)
        if self._messages == before:
            with suppress(TimeoutError):
                await wait_until(self._has_more_than(before), "a push came by itself", seconds=2)
        if self._messages == before:
            for line in self._random.sample(self._household.lines, self._random.randint(1, 3)):
                await self._people.restate(line, self._household.near_day())
            await wait_until(self._has_more_than(before), "a push was on its way")

    @property
    def _messages(self) -> int:
        return sum(box.messages for box in self._household.boxes.values())

    def _has_more_than(self, before: int) -> Callable[[], Awaitable[bool]]:
        async def has_arrived() -> bool:
            return self._messages > before

        return has_arrived

    async def _die_pushing(self) -> None:
        """Be killed while a phone has a push and has not answered it."""
        await self._let_push()
        await asyncio.sleep(self._random.uniform(0, 0.1))
        await self._household.kill()

    async def _die_noting(self) -> None:
        """Be killed just when the phones have answered, while that is being noted."""
        await self._let_push()
        for phone in self._household.phones.values():
            phone.may_answer.set()
        await self._wait_for_a_write_or(0.04)
        await self._household.kill()

    async def _die_answering(self) -> None:
        """Be killed right after a button was pressed, or pressed twice."""
        answer = self._people.any_answer()
        if answer is None:
            await self._people.restate(self._household.any_line(), self._household.today)
            await self._household.be_calm()
            answer = self._people.any_answer()
        presses = []
        if answer is not None:
            self._people.begin_answer(answer)
            presses = [
                asyncio.create_task(_to_the_end(lambda: self._people.press(answer)))
                for _ in range(self._random.choice((1, 1, 2)))
            ]
            self._household.counts[f"{answer.kind}, just before a kill"] += 1
            await self._wait_for_a_write_or(self._people.answer_seconds)
        await self._household.kill(*presses)

    async def _die_answered(self) -> None:
        """Be killed right after an answer was seen to count, while the phones are cleared."""
        if (answer := self._people.any_answer()) is not None:
            await self._people.answer_and_see(answer)
        await asyncio.sleep(self._random.uniform(0, 0.03))
        await self._household.kill()


async def _to_the_end(action: Act) -> None:
    """Do something during which Home Assistant may be killed."""
    with suppress(*UNANSWERED):
        await action()
