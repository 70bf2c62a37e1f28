"""What people of a household that is killed do: actions, answers to pushes, and silences."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
import time
from typing import Any

from .crash_disk import options_on_disk
from .crash_household import PRESSED, PRICE, Crashes, Line
from .crash_mailbox import Item, Silence
from .crash_truth import LONG, Truth
from .home import wait_until
from .household import BY_DAY_AND_NIGHT
from .phone_shade import Received

ACTIONS = ("record_renewal", "undo_renewal", "update_balance", "set_validity", "snooze")
ONCE_MORE = "Renewed once more"
ANSWERS = ("Renewed", ONCE_MORE, "Later", "Later for several", "Reply: paid", "Reply: data left")
SILENCES = ("quiet hours", "daily cap")

QUIET = {**BY_DAY_AND_NIGHT, "quiet_until": "12:00:00"}
"""Quiet hours in the morning in which the test runs, and no cap."""

type Act = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A button to press, and what that makes of the lines that it counts for."""

    kind: str
    who: str
    push: Received
    button: str
    text: str | None
    after: dict[str, Truth]


class People:
    """Those who live in the household, and do what chance says."""

    def __init__(self, household: Crashes) -> None:
        """Begin with nothing done."""
        self._household = household
        self._random = household.random
        self._home = household.home
        self.answer_seconds = 0.05

    def any_action(self, line: Line) -> Act:
        """Return something to do with a line that a crash may come into."""
        truth, today = line.model.truth, self._household.today
        recorded = [
            each for each in (*truth.renewals, *truth.contained) if each in line.renewal_ids
        ]
        choices: list[Act] = [
            lambda: self._record(line),
            lambda: self._update_balance(line),
            *[lambda: self.restate(line, self._household.near_day())] * 3,
            lambda: self.restate(line, today + self._random.randint(31, 40) * timedelta(days=1)),
            lambda: self.snooze([line], LONG),
        ]
        if recorded:
            choices += [lambda: self._undo(line, self._random.choice(recorded))] * 2
        return self._random.choice(choices)

    async def live(self) -> None:
        """Do one thing after all is calm, and see that it counts."""
        await self._household.be_calm()
        chance = self._random.random()
        answer = self.any_answer()
        if answer is not None and chance < 0.6:
            await self.answer_and_see(answer)
        elif chance < 0.7:
            await self.change_silence()
        elif chance < 0.78:
            await self.nap()
        else:
            await self.any_action(self._household.any_line())()

    async def _record(self, line: Line) -> None:
        number = self._household.next_number()
        receipt, amount = f"no. {number}", PRICE + number / 100
        after = line.model.truth.renewed(receipt)
        await self._ask("record_renewal", {line.name: after}, amount=amount, receipt=receipt)

    async def _undo(self, line: Line, receipt: str) -> None:
        after = line.model.truth.undone(receipt)
        renewal_id = line.renewal_ids[receipt]
        await self._ask("undo_renewal", {line.name: after}, renewal_id=renewal_id)

    async def _update_balance(self, line: Line) -> None:
        data = float(self._random.randint(2, 90))
        after = replace(line.model.truth, data=data)
        await self._ask("update_balance", {line.name: after}, data=data)

    async def restate(self, line: Line, service_until: date) -> None:
        """State the dates of a line anew."""
        after = line.model.truth.restated(service_until, self._household.far_day())
        await self._ask(
            "set_validity",
            {line.name: after},
            service_until=service_until.isoformat(),
            number_until=after.number_until.isoformat(),
        )

    async def snooze(self, lines: Iterable[Line], until: datetime) -> None:
        """Put lines off until a moment."""
        shown = min(until, datetime.now(UTC) + timedelta(days=9))
        after = {line.name: line.model.truth.put_off(until) for line in lines}
        await self._ask("snooze", after, until=shown.isoformat())

    async def nap(self, seconds: float | None = None) -> None:
        """Put several due lines off for some seconds, after which they are asked about at once."""
        due = [line for line in self._household.lines if self._is_due(line)]
        lines = self._random.sample(due, min(len(due), self._random.randint(2, 4)))
        seconds = self._random.uniform(1.5, 3) if seconds is None else seconds
        if lines:
            await self.snooze(lines, datetime.now(UTC) + timedelta(seconds=seconds))

    async def _ask(self, action: str, after: dict[str, Truth], **fields: Any) -> None:
        began = time.monotonic()
        lines = [self._household.line(name) for name in after]
        for line in lines:
            line.begin(after[line.name])
        devices = [line.device_id for line in lines]
        device_id = devices if action == "snooze" else devices[0]
        answer = await self._home.ask(f"sim_renewal.{action}", device_id=device_id, **fields)
        self.answer_seconds = time.monotonic() - began
        for line in lines:
            line.model.acknowledge()
        self._household.counts[action] += 1
        if action == "record_renewal":
            lines[0].renewal_ids[fields["receipt"]] = answer["renewal_id"]

    def any_answer(self) -> Answer | None:
        """Return a press of a button of any message that a phone shows, if there is one."""
        shown = [
            (who, tag)
            for who, box in self._household.boxes.items()
            for tag, items in box.messages_shown().items()
            if any(self._is_open(each.line, each.cycle) for each in items)
        ]
        several = [each for each in shown if len(self._items(*each)) > 1]
        if not shown:
            return None
        who, tag = self._random.choice(
            several if several and self._random.random() < 0.5 else shown
        )
        phone = self._household.phones[who]
        push = next(each for each in reversed(phone.received) if each.tag == tag)
        return self._any_answer_to(who, push, tag)

    def _any_answer_to(self, who: str, push: Received, tag: str) -> Answer:
        items = [each for each in self._items(who, tag) if self._is_open(each.line, each.cycle)]
        truths = {each.line: self._household.line(each.line).model.truth for each in items}
        name = self._random.choice([*truths])
        later = {each: truth.put_off() for each, truth in truths.items()}
        renewed = truths[name].pressed_at(datetime.now(UTC), PRESSED)
        several = "Later for several" if len(self._items(who, tag)) > 1 else "Later"
        choices = [Answer(kind=several, who=who, push=push, button="Later", text=None, after=later)]
        button = f"✓ {name}" if f"✓ {name}" in push.buttons else "Renewed"
        if button in push.buttons and renewed is not None:
            kind = ONCE_MORE if renewed == truths[name] else "Renewed"
            after = {name: renewed}
            choices += [
                Answer(kind=kind, who=who, push=push, button=button, text=None, after=after)
            ]
        if "Reply" in push.buttons:
            choices += [self._any_reply(who, push, name, truths[name])] * 2
        return self._random.choice(choices)

    def _any_reply(self, who: str, push: Received, name: str, truth: Truth) -> Answer:
        number = self._household.next_number()
        if self._random.random() < 0.6:
            amount = f"{10 + number / 100:.2f}"
            kind, text, after = "Reply: paid", f"{amount} €", truth.renewed(amount)
        else:
            kind, text = "Reply: data left", f"{number + 100}.5 GB"
            after = replace(truth, data=number + 100.5)
        return Answer(kind=kind, who=who, push=push, button="Reply", text=text, after={name: after})

    def _items(self, who: str, tag: str) -> tuple[Item, ...]:
        return self._household.boxes[who].messages_shown()[tag]

    def _is_due(self, line: Line) -> bool:
        return line.model.truth.is_due(self._household.today)

    def _is_open(self, name: str, cycle: str) -> bool:
        line = self._household.line(name)
        return self._is_due(line) and line.model.cycle == cycle

    def begin_answer(self, answer: Answer) -> None:
        """Note what an answer will do, if it counts."""
        for name, truth in answer.after.items():
            self._household.line(name).begin(truth)

    async def press(self, answer: Answer) -> None:
        """Press the button, as somebody who cannot know whether that counted."""
        phone = self._household.phones[answer.who]
        await phone.press(answer.push, answer.button, answer.text)

    async def answer_and_see(self, answer: Answer) -> None:
        """Press a button, see on the dashboard that it counted, and sometimes press it again."""
        before = self._late_presses
        self.begin_answer(answer)
        await self.press(answer)
        if answer.kind == ONCE_MORE:
            await self._see_told(answer, before)
        await self._see(answer)

    async def _answer_during_a_reload(self, answer: Answer) -> None:
        """Press a button while the household is loaded again, and see later that it counted."""
        self.begin_answer(answer)

        async def press_soon() -> None:
            await asyncio.sleep(self._random.uniform(0, 0.3))
            await self.press(answer)

        await asyncio.gather(self.end_silence(), press_soon())
        await self._see(answer)
        self._household.counts["answered during a reload"] += 1

    async def _see(self, answer: Answer) -> None:
        async def is_seen() -> bool:
            seen = await self._household.seen()
            return all(seen[name] == truth.seen for name, truth in answer.after.items())

        try:
            await wait_until(is_seen, "a pressed button counted", seconds=20)
        except TimeoutError:
            for name in answer.after:
                line = self._household.line(name)
                line.model.compare((await self._household.seen())[name])
                line.model.lose(f"was answered with {answer.kind}, which did not count")
            return
        for name in answer.after:
            self._household.line(name).model.acknowledge()
        self._household.counts[answer.kind] += 1
        if self._random.random() < 0.3:
            await self._press_again(answer)

    async def _press_again(self, answer: Answer) -> None:
        """Press once more: that changes nothing, and whoever presses is told where it could not."""
        before = self._late_presses
        await self.press(answer)
        if answer.kind not in {"Later", "Reply: data left"}:  # these may be said again
            await self._see_told(answer, before)
        await self._household.look()
        self._household.counts["pressed again"] += 1

    @property
    def _late_presses(self) -> int:
        return sum(box.late_presses for box in self._household.boxes.values())

    async def _see_told(self, answer: Answer, before: int) -> None:
        """See that whoever pressed what was done already is told so."""

        async def is_told() -> bool:
            return self._late_presses > before

        try:
            await wait_until(is_told, "a second press was told", seconds=20)
        except TimeoutError:
            line = self._household.line(next(iter(answer.after)))
            line.model.lose(f"was answered twice with {answer.kind}, and nobody was told")

    async def change_silence(self) -> None:
        """Wish for silence, or end it: then all that waited comes in one message."""
        if self._household.silence != Silence():
            answer = self.any_answer()
            await (self._answer_during_a_reload(answer) if answer else self.end_silence())
            return
        await self._household.be_calm()
        kind = self._random.choice(SILENCES)
        if kind == "quiet hours":
            options, silence = QUIET, Silence(quiet=True)
        else:
            most = max(box.noted for box in self._household.boxes.values())
            cap = most + 1 if most < 20 else self._random.randint(1, 20)
            options, silence = {**BY_DAY_AND_NIGHT, "daily_cap": cap}, Silence(cap=cap)
        await self._set_options(options)
        self._household.silence = silence
        self._household.counts[kind] += 1
        for line in self._random.sample(self._household.lines, self._random.randint(2, 4)):
            await self.restate(line, self._household.near_day())
            await self._household.be_calm()

    async def end_silence(self) -> None:
        """Let everybody be told again."""
        self._household.silence = Silence()
        await self._set_options(BY_DAY_AND_NIGHT)

    async def _set_options(self, options: dict[str, Any]) -> None:
        """Change the household's options, and wait until they are on disk."""
        await self._home.set_options(self._household.entry_id, options, part="quiet")
        directory, entry_id = self._household.hass.directory, self._household.entry_id

        async def are_kept() -> bool:
            kept = await asyncio.to_thread(options_on_disk, directory, entry_id)
            return kept.items() >= options.items()

        await wait_until(are_kept, "the options were kept")
        await self._home.wait_for_lines(*(line.name for line in self._household.lines))
