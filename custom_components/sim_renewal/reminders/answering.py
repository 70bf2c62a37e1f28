"""What one press does to its lines, and what the person who pressed is told about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from homeassistant.exceptions import HomeAssistantError

from ..core.line import Standing
from ..core.statements import without_statement
from ..household.coordinator import LineCoordinator
from ..push.ids import (
    DATE,
    DAYS_LATER,
    FORGET,
    FREE,
    OF_A_RENEWAL,
    REGISTERED,
    RENEWED,
    REPLY,
    USED,
    VERDICTS,
    WORKS,
    Answer,
    token_of,
)
from .recording import is_current
from .replying import Replying


@dataclass(frozen=True, slots=True)
class Answering(Replying):
    """Does what one press asks, whatever was pressed."""

    async def async_answer(self) -> None:
        """Do what was asked of each line, or say in one message why not."""
        if not self.press.answers:
            await self._presser.async_tell_unknown()
            return
        if self.press.answers[0].verb == WORKS:
            await self._presser.async_confirm_test()
            return
        lines = self.household.present_lines
        known = [
            (lines[each.line_id], each) for each in self.press.answers if each.line_id in lines
        ]
        present = [each for each in known if each[0].settings.standing is not Standing.ARCHIVED]
        if not present:
            line_id = self.press.answers[0].line_id
            names = ", ".join(line.settings.name for line, _ in known)
            await self._presser.async_tell(
                line_id, "push_archived" if known else "push_gone", names or None
            )
        elif self.press.is_about_several:
            await self._async_put_off(present)
        elif not await self._async_try(*present[0]):
            await self._presser.async_tell_of([present[0][0]], "push_already")

    async def _async_put_off(self, asked: Sequence[tuple[LineCoordinator, Answer]]) -> None:
        """Be silent about the lines of a message for as long as was asked, and say so once."""
        put_off: list[LineCoordinator] = []
        refused: list[tuple[LineCoordinator, HomeAssistantError]] = []
        async with self.household.turn:  # the phones are told of it as one
            for line, answer in asked:
                try:
                    line.refuse_if_damaged()
                    if is_current(line, answer) and line.data.snoozed_until is None:
                        await line.async_snooze_for(DAYS_LATER[answer.verb])
                        put_off.append(line)
                except HomeAssistantError as error:
                    refused.append((line, error))
        if put_off or refused:
            await self._presser.async_confirm_later(put_off, refused)
        else:
            await self._presser.async_tell_of([line for line, _ in asked], "push_already")

    async def _async_try(self, line: LineCoordinator, answer: Answer) -> bool:
        """Do what was asked of a line; return whether there is nothing more to say about it."""
        try:
            return await self._async_answer_about(line, answer)
        except HomeAssistantError as error:
            await self._presser.async_tell_refused(line, error)
            return True

    async def _async_answer_about(self, line: LineCoordinator, answer: Answer) -> bool:
        """Do what was asked of a line; return whether it came in time to count."""
        line.refuse_if_damaged()
        if (verdict := VERDICTS.get(answer.verb)) is not None:
            return await self._async_decide(line, answer, verdict)
        if answer.verb == FORGET:
            return await self._async_forget(line, answer)
        if answer.verb in OF_A_RENEWAL:
            return await self._async_correct(line, answer)
        if answer.verb == REPLY or (answer.verb == RENEWED and self.press.text.strip()):
            return await self._async_take_reply(line, answer)
        return await self._async_renew_or_snooze(line, answer)

    async def _async_renew_or_snooze(self, line: LineCoordinator, answer: Answer) -> bool:
        if answer.verb == DATE:
            return await self._async_take_date(line, answer)
        if answer.verb == USED:
            return await self._async_use(line, answer)
        if answer.verb == REGISTERED:
            return await self._async_register(line, answer)
        days = DAYS_LATER.get(answer.verb)
        if days is None:
            amount = Decimal(0) if answer.verb == FREE else None
            return await self._async_renew(
                line, answer, line.usual_renewal(self._presser.name, amount)
            )
        if not is_current(line, answer):
            return False
        await line.async_snooze_for(days)
        await self._presser.async_confirm_later([line])
        return True

    async def _async_use(self, line: LineCoordinator, answer: Answer) -> bool:
        """Note that a line was used or activated while its cycle runs."""
        if not is_current(line, answer):
            return False
        await line.async_note_use()
        await self._presser.async_tell_of([line], "push_used")
        return True

    async def _async_register(self, line: LineCoordinator, answer: Answer) -> bool:
        """Note that the owner of a line is registered, which nobody has noted before."""
        if not is_current(line, answer) or line.settings.register_by is None:
            return False
        self.household.async_end_registration(line)
        await self._presser.async_confirm_registered(line)
        return True

    async def _async_forget(self, line: LineCoordinator, answer: Answer) -> bool:
        """Take a typed day back; return whether nobody had before."""
        for statement in line.record.statements:
            if token_of(statement.subject) == answer.token:
                await line.async_change(partial(without_statement, statement=statement))
                await self._presser.async_tell_of([line], "push_reverted")
                return True
        return False
