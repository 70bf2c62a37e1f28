"""A household that is killed again and again, and what must be true of it."""

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from custom_components.sim_renewal.push.ids import token_of

from .crash_disk import half_written, told_on_disk
from .crash_mailbox import Item, Mailbox, Silence
from .crash_model import LineModel
from .crash_phone import HoldingPhone, Said, read
from .crash_truth import Seen, Truth, last_day_of
from .home import Home, wait_until
from .phone_shade import Received
from .process import HassProcess

PRICE = 10
PRESSED = "pressed"
DAY = timedelta(days=1)

_FAR = timedelta(days=700)
_LATE = timedelta(seconds=1)
"""How long after its end a snooze may still be shown."""


@dataclass(slots=True)
class Line:
    """A line of the household: its model, and how to reach it."""

    model: LineModel
    line_id: str
    device_id: str = ""
    renewal_ids: dict[str, str] = field(default_factory=dict)
    cycles: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What it is called."""
        return self.model.name

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
    lines: list[Line] = field(default_factory=list)
    phones: dict[str, HoldingPhone] = field(default_factory=dict)
    boxes: dict[str, Mailbox] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    issues: list[dict[str, Any]] = field(default_factory=list)
    silence: Silence = field(default_factory=Silence)
    entry_id: str = ""
    recipient_ids: dict[str, str] = field(default_factory=dict)
    _halves: set[str] = field(default_factory=set)
    _number: int = 0

    @property
    def violations(self) -> list[str]:
        """All that was lost or said too often, and what Home Assistant complains of."""
        found = (
            *(each for line in self.lines for each in line.model.violations),
            *(each for box in self.boxes.values() for each in box.violations),
            *(f"a repair is asked for: {each['translation_key']}" for each in self.issues),
            *(entry.text for entry in self.hass.complaints()),
        )
        return list(dict.fromkeys(found))

    def hear(self, who: str, received: Received) -> None:
        """Bring a push to the model of every line that it speaks of, as it arrives."""
        box, tag = self.boxes[who], received.tag or ""
        if not self.lines:
            return  # the models are not there yet; it is brought to them later
        if received.clears:
            box.clear(tag)
            return
        self.pass_time()
        try:
            said = read(received, self.today)
        except ValueError as error:
            box.violations.append(f"{who} got what is {error}")
            return
        if not said.days_left:
            box.notice(received.message)
            return
        items = list(self._items(said))
        if {each.line for each in items} != said.days_left.keys():
            box.violations.append(f"{who} was told of {[*said.days_left]} with buttons for {items}")
        box.take(tag, items, silently=said.silently, silence=self.silence, today=self.today)
        for each in items:
            model = self.line(each.line).model
            if said.silently:
                model.hear_silently(who, each.cycle, self.today)
            else:
                model.hear(who, each.cycle, self.today)

    def _items(self, said: Said) -> Iterator[Item]:
        for line in self.lines:
            if (token := said.tokens.get(line.line_id)) is None:
                continue
            cycle = line.cycles.get(token)
            if cycle is None:
                line.model.lose("was pushed for a cycle that never was")
                continue
            if said.days_left.get(line.name) != (last_day_of(cycle) - self.today).days:
                line.model.lose(f"was pushed for {cycle} with the words for another day")
            yield Item(line.name, cycle)

    def line(self, name: str) -> Line:
        """Return the line of a name."""
        return next(each for each in self.lines if each.name == name)

    def any_line(self) -> Line:
        """Return any line."""
        return self.random.choice(self.lines)

    async def wake(self) -> None:
        """Start, and compare what is there with what must be."""
        await self.hass.start()
        await self.home.log_in()
        await self.home.wait_until_running()
        await self.look()
        await self.be_calm()

    async def look(self) -> None:
        """Compare every line with its model."""
        await self._outlast_snoozes()
        states = await self.home.lines()
        seen = await self.seen(states)
        for line in self.lines:
            line.device_id = states[line.name]["device_id"]
            took_place = line.model.compare(seen[line.name])
            if took_place is not None:
                self.counts["in flight, happened" if took_place else "in flight, did not"] += 1
        self.issues += await self.home.issues()

    async def _outlast_snoozes(self) -> None:
        """Wait while a snooze is about to end, or may still be shown after its end."""
        now = datetime.now(UTC)
        ends = [line.model.truth.snooze for line in self.lines]
        near = [end for end in ends if end and end - _LATE < now + _LATE]
        if near:
            await asyncio.sleep(max(0.0, (max(near) + _LATE - now).total_seconds()))
        self.pass_time()

    def pass_time(self) -> None:
        """Let snoozes end whose end has come."""
        for line in self.lines:
            line.model.pass_time(datetime.now(UTC))

    async def seen(self, states: dict[str, dict[str, Any]] | None = None) -> dict[str, Seen]:
        """Return how the lines are shown."""
        states = states or await self.home.lines()
        renewals = (await self.home.ask("sim_renewal.get_renewals"))["renewals"]
        for line in self.lines:
            line.renewal_ids |= {
                each["receipt"]: each["renewal_id"]
                for each in renewals
                if each["line"] == line.name and each["receipt"]
            }
        return {
            name: Seen(
                service_until=date.fromisoformat(state["service_until"]),
                number_until=date.fromisoformat(state["number_until"]),
                renewals=tuple(
                    sorted(map(_name_of_renewal, (r for r in renewals if r["line"] == name)))
                ),
                data=state["balance"].get("data"),
                is_snoozed=state["snoozed_until"] is not None,
            )
            for name, state in states.items()
        }

    async def be_calm(self) -> None:
        """Wait until all that is due was told, and is remembered, and all else is off the phones.

        What is not so in the end is a violation.
        """

        async def is_calm() -> bool:
            return not list(self._unrest())

        with suppress(TimeoutError):
            await wait_until(is_calm, "all was calm", seconds=20)
        for line, what in list(self._unrest()):
            line.model.lose(what)
        for line in self.lines:
            line.model.settle()

    def _unrest(self) -> Iterator[tuple[Line, str]]:
        self.pass_time()
        kept = {
            line.name: told_on_disk(self.hass.directory, line.line_id, self.recipient_ids)
            for line in self.lines
        }
        for who, box in self.boxes.items():
            told = [each for deliveries in kept.values() for each in deliveries[who]]
            box.noted = len({moment for _, moment in told if moment >= self._midnight})
            silent = self.silence.holds(box.noted)
            for line in self.lines:
                model = line.model
                if model.is_owed(who, self.today, silent=silent):
                    yield line, f"was not told to {who} for {model.cycle}"
                elif model.is_forgotten(who, kept[line.name][who]):
                    yield line, f"was told to {who} for {model.cycle}, which is not remembered"
                shown, lingering = box.shown_of(line.name), box.lingering_of(line.name)
                for what in model.look_at_phone(who, shown, lingering):
                    yield line, what

    @property
    def _midnight(self) -> datetime:
        """The beginning of the day on which messages count: the test runs in its morning."""
        return datetime.now(UTC) - DAY / 2

    async def kill(self, *actions: asyncio.Task[None], drain_seconds: float = 0.2) -> None:
        """End the life, and let arrive what was sent before."""
        await self.hass.kill()
        halves = half_written(self.hass.directory)
        self.counts["kills amid a write"] += bool(halves - self._halves)
        self._halves = halves
        for phone in self.phones.values():
            phone.may_answer.set()
        await asyncio.gather(asyncio.sleep(drain_seconds), *actions)
        for who, box in self.boxes.items():
            on_their_way = {
                Item(line.name, cycle)
                for line in self.lines
                for cycle in line.model.ears[who].on_its_way
            }
            self.counts["under way at a kill"] += len(on_their_way)
            box.crash(on_their_way)
        for line in self.lines:
            line.model.crash()

    def near_day(self) -> date:
        """Return a day on which a line is due, often its last one."""
        days: int = self.random.choice((0, 0, 0, *range(1, 14)))
        return self.today + days * DAY

    def far_day(self) -> date:
        """Return another day each time, so that no cycle comes back by chance."""
        return self.today + _FAR + self.next_number() * DAY

    def next_number(self) -> int:
        """Return another number each time."""
        self._number += 1
        return self._number


def _name_of_renewal(renewal: Mapping[str, Any]) -> str:
    """Return what tells renewals of the test apart: the receipt, or the amount that was typed."""
    amount = renewal["amount"]
    return renewal["receipt"] or (PRESSED if amount == PRICE else f"{amount:.2f}")
