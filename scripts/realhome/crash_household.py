"""A household that is killed in chosen moments, and looked at after each of them."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
import json
from random import Random
import time
from typing import Any, override

import aiohttp
from aiohttp import web

from custom_components.sim_renewal.push import parse_action, token_of

from .crash_model import LineModel, Seen, Truth
from .home import Home, wait_until
from .household import BY_DAY_AND_NIGHT, MONTHLY
from .phone import Phone
from .phone_shade import Received
from .process import HassDied, HassProcess

NAMES = ("Papa", "Maman", "Tante", "Oncle", "Tablet", "Alarm")
MOMENTS = ("boot", "push on its way", "recording", "after an answer", "idle")
PRESSED = "pressed"
DAY = timedelta(days=1)

UNANSWERED = (aiohttp.ClientError, OSError)
"""What an action raises whose Home Assistant is killed."""

_FAR = timedelta(days=2000)
_DRAIN_SECONDS = 0.2


class HoldingPhone(Phone):
    """A phone that tells of each push as it arrives, and can leave all reminders unanswered."""

    def __init__(self, name: str, on_push: Callable[[Received], None]) -> None:
        """Answer at first."""
        super().__init__(name)
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self._on_push = on_push

    @override
    async def _receive(self, request: web.Request) -> web.Response:
        response = await super()._receive(request)
        received = self.received[-1]
        self._on_push(received)
        if not received.clears:
            await self.may_answer.wait()
        return response


@dataclass(slots=True)
class _Line:
    """A line of the household: its model, and how to reach it."""

    model: LineModel
    line_id: str
    device_id: str = ""
    renewal_ids: dict[str, str] = field(default_factory=dict)
    pushes: dict[str, Received] = field(default_factory=dict)
    cycles: dict[str, str] = field(default_factory=dict)

    def note_cycle(self, truth: Truth) -> None:
        """Know a cycle by what the buttons of its pushes name it."""
        self.cycles[token_of(truth.seen.cycle)] = truth.seen.cycle

    def begin(self, after: Truth) -> None:
        """Note an action that is about to be sent."""
        self.note_cycle(after)
        self.model.begin(after)


@dataclass(slots=True)
class Crashes:
    """A household, what happened to it, and what must be true of it."""

    hass: HassProcess
    home: Home
    random: Random
    today: date
    lines: list[_Line] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    issues: list[dict[str, Any]] = field(default_factory=list)
    _phone: HoldingPhone | None = None
    _number: int = 0
    _boot_seconds: float = 10
    _answer_seconds: float = 0.05

    @property
    def phone(self) -> HoldingPhone:
        """The phone of the household."""
        if self._phone is None:
            raise RuntimeError("there is no phone yet")
        return self._phone

    @property
    def violations(self) -> list[str]:
        """All that was lost or said too often, and what Home Assistant complains of."""
        found = (
            *(each for line in self.lines for each in line.model.violations),
            *(f"a repair is asked for: {each['translation_key']}" for each in self.issues),
            *(entry.text for entry in self.hass.complaints()),
        )
        return list(dict.fromkeys(found))

    async def set_up(self, phone: HoldingPhone) -> None:
        """Add the household and its lines, all of them due, and end with a proper shutdown.

        Home Assistant keeps settings only after a while, which is not what is looked at here.
        """
        self._phone = phone
        await phone.register(self.home)
        truths = {
            name: Truth(stated=self.today + days * DAY, number_until=self._far_day(), data=1.0)
            for days, name in enumerate(NAMES, 1)
        }
        entry_id = ""
        for name, truth in truths.items():
            entry_id = await self._add(name, truth, entry_id)
        listed = await self.home.command("config_entries/subentries/list", entry_id=entry_id)
        ids = {each["title"]: each["subentry_id"] for each in listed}
        for name, truth in truths.items():
            line = _Line(LineModel(name, truth), ids[name])
            line.note_cycle(truth)
            self.lines.append(line)
        for received in phone.received:
            self.hear(received)
        await self._look()
        await self._be_calm()
        await self.hass.stop()

    async def _add(self, name: str, truth: Truth, entry_id: str) -> str:
        """Add a line through its dialog, the first one with the household; return its entry."""
        dialog = (
            {"name": name, "form": "physical"},
            {
                **MONTHLY,
                "price": 10,
                "service_until": truth.stated.isoformat(),
                "number_until": truth.number_until.isoformat(),
                "data_remaining": truth.data,
            },
        )
        if entry_id:
            await self.home.add(entry_id, "line", *dialog)
        else:
            household = {
                "reminder_time": "00:00:00",
                "targets": [self.phone.target],
                "language": "en",
                "add_line": True,
            }
            entry_id = await self.home.set_up_household(household, *dialog)
            await self.home.wait_for_lines(name)
            await self.home.set_options(entry_id, BY_DAY_AND_NIGHT, part="quiet")
        await self.home.wait_for_lines(name)
        return entry_id

    def hear(self, received: Received) -> None:
        """Bring a push to the model of every line that it has a button for, as it arrives."""
        if received.clears:
            return
        answers = [answer for each in received.buttons.values() if (answer := parse_action(each))]
        tokens = {answer.line_id: answer.token for answer in answers}
        for line in self.lines:
            if (token := tokens.get(line.line_id)) is None:
                continue
            cycle = line.cycles.get(token)
            if cycle is None:
                line.model.lose("was pushed for a cycle that never was")
            else:
                line.pushes[cycle] = received
                line.model.hear(cycle)

    async def die(self, moment: str) -> None:
        """Live until a moment, and be killed in it."""
        self.counts[moment] += 1
        if moment == "boot":
            await self._die_at_boot()
            return
        await self.wake()
        for _ in range(self.random.randint(0, 3)):
            await self._act(self._any_line())
        await self._be_calm()
        await {
            "idle": self._die_idle,
            "recording": self._die_recording,
            "push on its way": self._die_pushing,
            "after an answer": self._die_answering,
        }[moment]()

    async def wake(self) -> None:
        """Start, and compare what is there with what must be."""
        began = time.monotonic()
        await self.hass.start()
        await self.home.log_in()
        await self.home.wait_until_running()
        self._boot_seconds = time.monotonic() - began
        await self._look()
        await self._be_calm()

    async def _look(self) -> None:
        """Compare every line with its model."""
        states = await self.home.lines()
        seen = await self._seen(states)
        for line in self.lines:
            name = line.model.name
            line.device_id = states[name]["device_id"]
            took_place = line.model.compare(seen[name])
            if took_place is not None:
                self.counts["in flight, happened" if took_place else "in flight, did not"] += 1
        self.issues += await self.home.issues()

    async def _seen(self, states: dict[str, dict[str, Any]] | None = None) -> dict[str, Seen]:
        """Return how the lines are shown."""
        states = states or await self.home.lines()
        renewals = (await self.home.ask("sim_renewal.get_renewals"))["renewals"]
        for line in self.lines:
            line.renewal_ids |= {
                each["receipt"]: each["renewal_id"]
                for each in renewals
                if each["line"] == line.model.name and each["receipt"]
            }
        return {
            name: Seen(
                service_until=date.fromisoformat(state["service_until"]),
                number_until=date.fromisoformat(state["number_until"]),
                renewals=tuple(
                    sorted(each["receipt"] or PRESSED for each in renewals if each["line"] == name)
                ),
                data=state["balance"].get("data"),
                is_snoozed=state["snoozed_until"] is not None,
            )
            for name, state in states.items()
        }

    async def _be_calm(self) -> None:
        """Wait until every due line was told of and that is remembered; else it is lost."""

        async def is_calm() -> bool:
            return not any(map(self._is_waiting, self.lines))

        with suppress(TimeoutError):
            await wait_until(is_calm, "all was told")
        for line in self.lines:
            if self._is_waiting(line):
                line.model.lose(f"was not told of {line.model.cycle}, or it is not remembered")
            line.model.remembered()

    def _is_waiting(self, line: _Line) -> bool:
        if line.model.is_owed(self.today):
            return True
        return line.model.truth.is_due(self.today) and line.model.cycle not in self._kept(line)

    def _kept(self, line: _Line) -> set[str]:
        """Return the cycles of which the line's record on disk says that a recipient was told."""
        path = self.hass.directory / ".storage" / f"sim_renewal.{line.line_id}"
        if not path.exists():
            return set()
        deliveries = json.loads(path.read_text(encoding="utf-8"))["data"]["deliveries"]
        return {each["cycle"] for each in deliveries if each["recipient_id"] != "events"}

    async def _act(self, line: _Line) -> None:
        """Do something with a line that is at rest, and note it when it is acknowledged."""
        await self._be_calm()
        await self._any_action(line)()

    def _any_action(self, line: _Line) -> Callable[[], Awaitable[None]]:
        truth = line.model.truth
        recorded = [each for each in (*truth.renewals, *truth.settled) if each in line.renewal_ids]
        choices: list[Callable[[], Awaitable[None]]] = [
            lambda: self._record(line),
            lambda: self._update_balance(line),
            *[lambda: self._restate(line, self._near_day())] * 2,
            lambda: self._restate(line, self.today + self.random.randint(20, 28) * DAY),
        ]
        if recorded:
            choices += [lambda: self._undo(line, self.random.choice(recorded))] * 2
        if self._is_pressable(line):
            choices += [lambda: self._press_and_see(line)] * 2
        return self.random.choice(choices)

    async def _record(self, line: _Line) -> None:
        self._number += 1
        receipt = f"no. {self._number}"
        after = line.model.truth.renewed(receipt)
        await self._ask("record_renewal", line, after, amount=10, receipt=receipt)

    async def _undo(self, line: _Line, receipt: str) -> None:
        after = line.model.truth.undone(receipt)
        await self._ask("undo_renewal", line, after, renewal_id=line.renewal_ids[receipt])

    async def _update_balance(self, line: _Line) -> None:
        data = float(self.random.randint(2, 90))
        await self._ask("update_balance", line, replace(line.model.truth, data=data), data=data)

    async def _restate(self, line: _Line, service_until: date) -> None:
        after = line.model.truth.restated(service_until, self._far_day())
        await self._ask(
            "set_validity",
            line,
            after,
            service_until=service_until.isoformat(),
            number_until=after.number_until.isoformat(),
        )

    async def _ask(self, action: str, line: _Line, after: Truth, **fields: Any) -> None:
        began = time.monotonic()
        line.begin(after)
        answer = await self.home.ask(f"sim_renewal.{action}", device_id=line.device_id, **fields)
        self._answer_seconds = time.monotonic() - began
        line.model.acknowledge()
        self.counts[action] += 1
        if action == "record_renewal":
            line.renewal_ids[fields["receipt"]] = answer["renewal_id"]

    def _is_pressable(self, line: _Line) -> bool:
        return line.model.truth.is_due(self.today) and line.model.cycle in line.pushes

    async def _press(self, line: _Line) -> None:
        """Press a button of the line's push, as somebody who cannot know whether it counted."""
        button = self.random.choice(("Renewed", "Later"))
        truth = line.model.truth
        after = truth.renewed(PRESSED) if button == "Renewed" else replace(truth, is_snoozed=True)
        line.begin(after)
        await self.phone.press(line.pushes[line.model.cycle], button)

    async def _press_and_see(self, line: _Line) -> None:
        """Press a button, and see on the dashboard that it counted."""
        await self._press(line)

        async def is_seen() -> bool:
            return (await self._seen())[line.model.name] != line.model.truth.seen

        try:
            await wait_until(is_seen, "a pressed button counted")
        except TimeoutError:
            line.model.lose("was answered, and nothing came of it")
            return
        line.model.acknowledge()
        line.model.compare((await self._seen())[line.model.name])
        self.counts["answered by a button"] += 1

    async def _die_at_boot(self) -> None:
        """Be killed during a start, early or late."""
        starting = asyncio.create_task(self.hass.start())
        await asyncio.sleep(self.random.uniform(0.3, 1.1 * self._boot_seconds))
        while not starting.done():
            await self.hass.kill()
            await asyncio.wait([starting], timeout=0.1)
        with suppress(HassDied):
            await starting
        await self._kill()

    async def _die_idle(self) -> None:
        await asyncio.sleep(self.random.uniform(0, 0.2))
        await self._kill()

    async def _die_recording(self) -> None:
        """Be killed while several lines are being changed."""
        changed = self.random.sample(self.lines, self.random.randint(1, len(self.lines)))
        actions = [asyncio.create_task(_to_the_end(self._any_action(each))) for each in changed]
        await asyncio.sleep(self.random.uniform(0, 3 * self._answer_seconds))
        await self._kill(*actions)

    async def _die_pushing(self) -> None:
        """Be killed while the phone has a push and has not answered it, or just when it has."""
        self.phone.may_answer.clear()
        before = len(self.phone.received)
        for line in self.random.sample(self.lines, self.random.randint(1, 3)):
            await self._restate(line, self._near_day())

        async def has_arrived() -> bool:
            return any(not each.clears for each in self.phone.received[before:])

        await wait_until(has_arrived, "a push was on its way")
        if self.random.random() < 0.5:
            self.phone.may_answer.set()
            await asyncio.sleep(self.random.uniform(0, 0.03))
        await self._kill()

    async def _die_answering(self) -> None:
        """Be killed right after a button was pressed, or right after that was seen to count."""
        line = next(
            filter(self._is_pressable, self.random.sample(self.lines, len(self.lines))), None
        )
        if line is None:
            line = self._any_line()
            await self._restate(line, self._near_day())
            await self._be_calm()
        if self.random.random() < 0.5:
            await self._press_and_see(line)
        else:
            await self._press(line)
            self.counts["pressed just before a crash"] += 1
            await asyncio.sleep(self.random.uniform(0, self._answer_seconds))
        await self._kill()

    async def _kill(self, *actions: asyncio.Task[None]) -> None:
        """End the life, and let arrive what was sent before."""
        await self.hass.kill()
        self.phone.may_answer.set()
        await asyncio.gather(asyncio.sleep(_DRAIN_SECONDS), *actions)
        for line in self.lines:
            line.model.crash()

    def _any_line(self) -> _Line:
        return self.random.choice(self.lines)

    def _near_day(self) -> date:
        return self.today + self.random.randint(1, 13) * DAY

    def _far_day(self) -> date:
        """Return another day each time, so that no cycle comes back by chance."""
        self._number += 1
        return self.today + _FAR + self._number * DAY


async def _to_the_end(action: Callable[[], Awaitable[None]]) -> None:
    """Do something during which Home Assistant may be killed."""
    with suppress(*UNANSWERED):
        await action()
