"""A household that is killed again and again, and what must be true of it."""

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
import json
from random import Random
from typing import Any

from custom_components.sim_renewal.push import token_of

from .crash_mailbox import Item, Mailbox, Silence
from .crash_model import Ear, LineModel
from .crash_phone import HoldingPhone, Said, read
from .crash_truth import Seen, Truth, last_day_of
from .home import Home, wait_until
from .household import BY_DAY_AND_NIGHT, MONTHLY
from .phone import Received
from .process import HassProcess

NAMES = ("Papa", "Maman", "Tante", "Oncle", "Tablet", "Alarm")
PRICE = 10
PRESSED = "pressed"
DAY = timedelta(days=1)

_FAR = timedelta(days=2000)
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
    _recipient_ids: dict[str, str] = field(default_factory=dict)
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

    async def set_up(self, phones: Mapping[str, HoldingPhone]) -> None:
        """Add the household, its recipients and its lines, all due; end with a proper shutdown.

        The first of the phones belongs to the household's own recipient, the last one to one for
        emergencies. Home Assistant keeps settings only after a while, which is not what is looked
        at here.
        """
        self.phones = dict(phones)
        self.boxes = {name: Mailbox(name) for name in phones}
        for phone in phones.values():
            await phone.register(self.home)
        truths = {
            name: Truth(stated=self.today + days * DAY, number_until=self.far_day(), data=1.0)
            for days, name in enumerate(NAMES, 1)
        }
        for name, truth in truths.items():
            await self._add_line(name, truth)
        await self._know(truths)
        for name, phone in phones.items():
            for received in phone.received:
                self.hear(name, received)
        await self.look()
        await self.be_calm()
        await self.hass.stop()

    async def _add_line(self, name: str, truth: Truth) -> None:
        """Add a line through its dialog, the first one with the household and its recipients."""
        dialog = (
            {"name": name, "form": "physical"},
            {
                **MONTHLY,
                "price": PRICE,
                "service_until": truth.stated.isoformat(),
                "number_until": truth.number_until.isoformat(),
                "data_remaining": truth.data,
            },
        )
        if self.entry_id:
            await self.home.add(self.entry_id, "line", *dialog)
        else:
            first, *others, last = self.phones
            household = {
                "reminder_time": "00:00:00",
                "targets": [self.phones[first].target],
                "language": "en",
                "add_line": True,
            }
            self.entry_id = await self.home.set_up_household(household, *dialog)
            await self.home.wait_for_lines(name)
            await self.home.set_options(self.entry_id, BY_DAY_AND_NIGHT, part="quiet")
            await self.home.wait_for_lines(name)
            for who in (*others, last):
                role = "escalation" if who == last else "first"
                targets = [self.phones[who].target]
                recipient = {"name": who, "targets": targets, "language": "en", "role": role}
                await self.home.add(self.entry_id, "recipient", recipient)
        await self.home.wait_for_lines(name)

    async def _know(self, truths: Mapping[str, Truth]) -> None:
        """Learn the ids of the recipients and of the lines."""
        listed = await self.home.command("config_entries/subentries/list", entry_id=self.entry_id)
        ids = {(each["subentry_type"], each["title"]): each["subentry_id"] for each in listed}
        first, *others = self.phones
        known = {name: ids["recipient", name] for name in others}
        recipients = {each for (kind, _), each in ids.items() if kind == "recipient"}
        self._recipient_ids = {first: (recipients - {*known.values()}).pop(), **known}
        for name, truth in truths.items():
            ears = ((who, Ear(hears_all=who != others[-1])) for who in self.phones)
            line = Line(LineModel(name, truth, ears), ids["line", name])
            line.note_cycle(truth)
            self.lines.append(line)

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
            said = read(received)
        except ValueError as error:
            box.violations.append(f"{who} got what is {error}")
            return
        if not said.days_left:
            box.notice()
            return
        items = list(self._items(said))
        if {each.line for each in items} != said.days_left.keys():
            box.violations.append(f"{who} was told of {[*said.days_left]} with buttons for {items}")
        box.take(tag, items, silently=said.silently, silence=self.silence, today=self.today)
        for each in items:
            model = self.line(each.line).model
            if said.silently:
                model.hear_silently(who, each.cycle)
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
        kept = {line.name: self._kept(line) for line in self.lines}
        for who, box in self.boxes.items():
            told = [each for deliveries in kept.values() for each in deliveries[who]]
            box.noted = len({moment for _, moment in told if moment >= self._midnight})
            silent = self.silence.holds(box.noted)
            for line in self.lines:
                model, ear = line.model, line.model.ears[who]
                if model.is_owed(who, self.today, silent=silent):
                    yield line, f"was not told to {who} for {model.cycle}"
                elif model.cycle in ear.open and not any(
                    cycle == model.cycle and moment >= ear.since
                    for cycle, moment in kept[line.name][who]
                ):
                    yield line, f"was told to {who} for {model.cycle}, which is not remembered"
                shown, lingering = box.shown_of(line.name), box.lingering_of(line.name)
                for what in model.look_at_phone(who, shown, lingering):
                    yield line, what

    @property
    def _midnight(self) -> datetime:
        """The beginning of the day on which messages count: the test runs in its morning."""
        return datetime.now(UTC) - DAY / 2

    def _kept(self, line: Line) -> dict[str, list[tuple[str, datetime]]]:
        """Return what the line's record on disk says that each recipient was told, and when."""
        path = self.hass.directory / ".storage" / f"sim_renewal.{line.line_id}"
        document = json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
        deliveries = document["data"]["deliveries"] if document else []
        return {
            who: [
                (each["cycle"], datetime.fromisoformat(each["delivered_at"]))
                for each in deliveries
                if each["recipient_id"] == recipient_id
            ]
            for who, recipient_id in self._recipient_ids.items()
        }

    async def kill(self, *actions: asyncio.Task[None], drain_seconds: float = 0.2) -> None:
        """End the life, and let arrive what was sent before."""
        before = self._halves()
        await self.hass.kill()
        self.counts["kills amid a write"] += bool(self._halves() - before)
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

    def _halves(self) -> set[str]:
        """Return the files that were being written when a life ended, before their rename."""
        storage = self.hass.directory / ".storage"
        return {each.name for each in storage.glob("tmp*")} if storage.exists() else set()

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
