"""Carriers as they are: what a purchase, a use and a night really do to a line.

It is written from what carriers publish, in an arithmetic of its own. Nothing of the product is
imported here, so that a mistake of its rules is not repeated by who looks for it.
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import override

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Length:
    """So many hours, days or months: `Length(30, "days")`."""

    count: int
    unit: str = "days"

    @property
    def days(self) -> int:
        """About how many days it is."""
        return {"hours": self.count // 24, "days": self.count, "months": self.count * 30}[self.unit]


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was: its day at the carrier, and the instant where that is known."""

    day: date
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a line stands at its carrier.

    `paid` is the end of service that was paid for where the data is gone before. `credit` lasts
    until the fee of `fee_on` cannot be paid.
    """

    service: date | None = None
    number: date | None = None
    month_day: int | None = None
    ends_at: datetime | None = None
    waiting: bool = False
    paid: date | None = None
    credit: Decimal | None = None
    fee_on: date | None = None
    is_refused: bool = False


def with_months(start: date, months: int, month_day: int | None = None) -> date:
    """Return the day of a later month, or the last one of a month that is too short."""
    first = date(
        start.year + (start.month - 1 + months) // 12, (start.month - 1 + months) % 12 + 1, 1
    )
    last = monthrange(first.year, first.month)[1]
    return first + (min(month_day or start.day, last) - 1) * DAY


def after(start: date, length: Length, month_day: int | None = None) -> date:
    """Return the day that is so much later; hours count as the days that they begin."""
    if length.unit == "months":
        return with_months(start, length.count, month_day)
    days = length.count if length.unit == "days" else (length.count + 23) // 24
    return start + days * DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What keeps a number: it is lost so long after the last of these."""

    length: Length
    by: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """What a carrier sells; `counted` from "today", from the "end", or from what is "later"."""

    grace: Length | None = None
    kept: Kept | None = None
    ends_when_empty: bool = False
    counted: str = "later"

    def length_for(self, amount: Decimal | None) -> Length | None:
        """Return about how long service lasts for an amount."""
        return None

    def buy(self, line: Standing, when: Moment, amount: Decimal | None) -> Standing:
        """Return a line after a purchase."""
        return self._kept(self._served(line, when, amount), when.day, "buy")

    def use(self, line: Standing, when: Moment, kind: str) -> Standing:
        """Return a line after a call, a text, data or an activation."""
        return self._kept(line, when.day, kind)

    def night(self, line: Standing, day: date) -> Standing:
        """Return a line as a day begins."""
        return line

    def stated(self, line: Standing, until: date | None) -> Standing:
        """Return a line of which somebody knows the end of service, and nothing else new."""
        told = replace(
            line, service=until, month_day=until.day if until else None, ends_at=None, paid=None
        )
        return replace(told, waiting=False, credit=None, fee_on=None)

    def run_dry(self, line: Standing, day: date) -> Standing:
        """Return a line whose data is used up."""
        if not self.ends_when_empty or line.service is None or day >= line.service:
            return line
        return replace(line, paid=line.service, service=day, ends_at=None)

    def _served(self, line: Standing, when: Moment, amount: Decimal | None) -> Standing:
        """Return a line with what a purchase does to service and to the grace after it."""
        return line

    def _until(self, line: Standing, until: date, month_day: int | None = None) -> Standing:
        """Return a line whose service lasts longer; nobody loses days by paying."""
        if line.service is not None and until < line.service:
            return line
        moved = replace(line, service=until, month_day=month_day, paid=None, waiting=False)
        return self.with_grace(replace(moved, ends_at=None))

    def with_grace(self, line: Standing) -> Standing:
        """Return a line whose number is kept for the grace after service, or for longer."""
        if self.grace is None or line.service is None:
            return line
        end = after(line.service, self.grace)
        return replace(line, number=end if line.number is None else max(end, line.number))

    def _kept(self, line: Standing, day: date, kind: str) -> Standing:
        if self.kept is None or kind not in self.kept.by:
            return line
        end = after(day, self.kept.length)
        return replace(line, number=end if line.number is None else max(end, line.number))


@dataclass(frozen=True, slots=True, kw_only=True)
class TermTariff(Tariff):
    """A term from the purchase; with `begins_with`, it begins to run with that kind of use."""

    term: Length
    minimum: Decimal | None = None
    begins_with: frozenset[str] = frozenset()

    @override
    def length_for(self, amount: Decimal | None) -> Length:
        return self.term

    @override
    def _served(self, line: Standing, when: Moment, amount: Decimal | None) -> Standing:
        if self.minimum is not None and amount is not None and amount < self.minimum:
            return line
        runs = line.service is not None and line.service >= when.day
        if self.begins_with and not runs:
            return replace(line, waiting=True)
        return self._extended(line, when)

    @override
    def use(self, line: Standing, when: Moment, kind: str) -> Standing:
        if line.waiting and kind in self.begins_with:
            line = self._extended(line, when)
        return self._kept(line, when.day, kind)

    def _extended(self, line: Standing, when: Moment) -> Standing:
        if self.term.unit == "hours":
            return self._for_hours(line, when)
        start, end = when.day, line.service
        month_day = start.day
        if end is not None and (
            self.counted == "end" or (self.counted == "later" and end >= start)
        ):
            start, month_day = end, line.month_day or end.day
        return self._until(line, after(start, self.term, month_day), month_day)

    def _for_hours(self, line: Standing, when: Moment) -> Standing:
        if when.at is None:
            return self._until(line, after(when.day, self.term))
        start = when.at
        if self.counted == "later" and line.ends_at is not None:
            start = max(start, line.ends_at)
        elif self.counted == "later" and line.service is not None:
            start = max(start, datetime.combine(line.service, time(), start.tzinfo))
        end = start.astimezone(UTC) + timedelta(hours=self.term.count)
        ends_at = end.astimezone(when.at.tzinfo)
        moved = self._until(line, ends_at.date())
        return replace(moved, ends_at=ends_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthTariff(Tariff):
    """Until an anniversary; `month_day` is the same for everybody, else that of the line."""

    months: int = 1
    month_day: int | None = None

    @override
    def length_for(self, amount: Decimal | None) -> Length:
        return Length(self.months, "months")

    @override
    def _served(self, line: Standing, when: Moment, amount: Decimal | None) -> Standing:
        start, end = when.day, line.service
        if end is not None and self.counted == "later":
            start = max(start, end)
        month_day = self.month_day or line.month_day or start.day
        until = start
        for _ in range(self.months):
            until += DAY
            while until != with_months(until, 0, month_day):
                until += DAY
        return self._until(line, until, month_day)


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowTariff(Tariff):
    """Service lasts while something happens often enough."""

    window: Length
    by: frozenset[str]
    minimum: Decimal | None = None

    @override
    def length_for(self, amount: Decimal | None) -> Length:
        return self.window

    @override
    def _served(self, line: Standing, when: Moment, amount: Decimal | None) -> Standing:
        too_little = self.minimum is not None and amount is not None and amount < self.minimum
        if too_little or "buy" not in self.by:
            return line
        return self._until(line, after(when.day, self.window), when.day.day)

    @override
    def use(self, line: Standing, when: Moment, kind: str) -> Standing:
        if kind in self.by:
            line = self._until(line, after(when.day, self.window), when.day.day)
        return self._kept(line, when.day, kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderTariff(Tariff):
    """The amount decides: from this amount on, so long for service and so long for the number."""

    rungs: tuple[tuple[int, Length | None, Length | None], ...]

    @override
    def length_for(self, amount: Decimal | None) -> Length | None:
        rung = self._rung(amount)
        return None if rung is None else rung[1] or rung[2]

    def _rung(self, amount: Decimal | None) -> tuple[int, Length | None, Length | None] | None:
        """Return the highest rung that an amount reaches; of an unknown one that is the lowest."""
        if amount is None:
            return self.rungs[0]
        return next((rung for rung in reversed(self.rungs) if rung[0] <= amount), None)

    @override
    def _served(self, line: Standing, when: Moment, amount: Decimal | None) -> Standing:
        rung = self._rung(amount)
        if rung is None:
            return line
        _, service, number = rung
        if service is not None:
            start = when.day
            if line.service is not None and self.counted == "later":
                start = max(start, line.service)
            is_added = start == line.service
            month_day = line.month_day if is_added and line.month_day else start.day
            line = self._until(line, after(start, service, month_day), month_day)
        if number is not None:
            kept = after(when.day, number)
            line = replace(line, number=max(kept, line.number or kept))
        if line.service and line.number:
            line = replace(line, number=max(line.number, line.service))
        return line


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnTariff(Tariff):
    """A fee is taken from the credit each period, as long as there is enough of it."""

    fee: Decimal
    period: Length

    @override
    def length_for(self, amount: Decimal | None) -> Length:
        paid = int((self.fee if amount is None else amount) // self.fee)
        return Length(self.period.count * paid, self.period.unit)

    @override
    def _served(self, line: Standing, when: Moment, amount: Decimal | None) -> Standing:
        credit = (line.credit or Decimal(0)) + (amount or Decimal(0))
        fee_on = line.fee_on
        if fee_on is None or (line.service is not None and line.service < when.day):
            fee_on, line = when.day, replace(line, month_day=when.day.day)
        return self.lasting(replace(line, credit=credit, fee_on=fee_on))

    @override
    def night(self, line: Standing, day: date) -> Standing:
        while line.fee_on is not None and line.credit is not None and day >= line.fee_on:
            if line.credit < self.fee:
                return line
            month_day = line.month_day or line.fee_on.day
            fee_on = after(line.fee_on, self.period, month_day)
            line = replace(line, credit=line.credit - self.fee, fee_on=fee_on, month_day=month_day)
        return line

    def lasting(self, line: Standing) -> Standing:
        """Return a line whose service lasts as long as its credit."""
        if line.credit is None or line.fee_on is None:
            return line
        paid = int(line.credit // self.fee)
        length = Length(self.period.count * paid, self.period.unit)
        end = after(line.fee_on, length, line.month_day)
        number = after(end, self.grace) if self.grace else line.number
        return replace(line, service=end, number=number)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionTariff(Tariff):
    """The carrier takes the money by itself, unless the payment is refused."""

    period: Length

    @override
    def length_for(self, amount: Decimal | None) -> Length:
        return self.period

    @override
    def night(self, line: Standing, day: date) -> Standing:
        while line.service is not None and line.service < day and not line.is_refused:
            end = after(line.service, self.period, line.month_day)
            line = replace(line, service=end)
        return line

    @override
    def _served(self, line: Standing, when: Moment, amount: Decimal | None) -> Standing:
        paid = replace(line, is_refused=False)
        if line.service is not None and line.service >= when.day:
            return paid
        return self._until(paid, after(when.day, self.period), when.day.day)
