"""A fair observer: knows what the household was told, and which dates careful readings allow.

It follows every reading at once. Its rules are few:

1. Everything takes its place by the moment that it speaks of.
2. What people say of a purchase is so, until somebody takes it back or a carrier knows better.
3. A date that somebody typed is so as of that moment.
4. A carrier's word can be up to 48 hours old. Contradicted within them, both readings stay.
5. An end that moved forward by about a term has seen a purchase. Who tells of one on that day or
   the next tells of that one; on the two days after, it can be another.
6. Two purchases told for one day, not in addition, can be one.
7. One in addition can be one that was seen, by a word that is told later than it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal

from .deeds import LineSetUp
from .offers import RealOffer
from .tariffs import (
    DAY,
    BurnTariff,
    LadderTariff,
    Length,
    Moment,
    Standing,
    SubscriptionTariff,
    TermTariff,
    after,
)

LATE = timedelta(hours=48)
MOST_READINGS = 200
FORGOTTEN = 20 * DAY
PERSON, CARRIER = "person", "carrier"


@dataclass(slots=True)
class Purchase:
    """A purchase that somebody told of."""

    name: str
    on: date
    told_at: datetime
    at: datetime | None = None
    amount: Decimal | None = None
    service: date | None = None
    number: date | None = None
    in_addition: bool = False
    has_arrived: bool | None = None


@dataclass(slots=True)
class Word:
    """An end of service, or of the number, as of a moment."""

    clock: str
    until: date
    as_of: datetime
    who: str
    told_at: datetime | None = None


@dataclass(slots=True)
class UseNote:
    """A use that somebody told of."""

    kind: str
    on: date
    at: datetime


@dataclass(slots=True)
class CreditNote:
    """A credit that somebody or a source told."""

    amount: Decimal
    at: datetime
    told_at: datetime = field(compare=False)


@dataclass(slots=True)
class DataNote:
    """Data that is used up, or is there again."""

    at: datetime
    is_empty: bool


type Note = Purchase | Word | UseNote | CreditNote | DataNote


@dataclass(frozen=True, slots=True)
class Forward:
    """A purchase or a person's word that moved an end, and has not been confirmed."""

    at: datetime
    before: date | None
    end: date | None
    is_certain: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """Purchases that an end has seen and nobody has told of."""

    day: date
    until: date
    left: int
    told_at: datetime

    def can_be(self, told: Purchase) -> bool:
        """Return whether a purchase that is told can be one of them."""
        if told.service is not None or not self.left or not self.day <= told.on <= self.until:
            return False
        return not told.in_addition or told.told_at < self.told_at


@dataclass(frozen=True, slots=True)
class Rise:
    """A credit that rose, or was first heard of after an end that moved."""

    day: date
    amount: Decimal
    told_at: datetime

    def can_be(self, told: Purchase) -> bool:
        """Return whether a purchase that is told can be what it rose by."""
        if told.amount is None or told.amount > self.amount:
            return False
        if not self.day <= told.on <= self.day + 3 * DAY:
            return False
        return not told.in_addition or told.told_at < self.told_at


@dataclass(frozen=True, slots=True)
class Reading:
    """One careful reading of all that was told."""

    line: Standing
    seen: tuple[Seen, ...] = ()
    recent: tuple[Forward, ...] = ()
    doubted: frozenset[date] = frozenset()
    last: date | None = None
    said_at: datetime | None = None
    credit_rose: Rise | None = None


@dataclass(slots=True)
class Observer:
    """What one line's household was told, and what that can mean."""

    offer: RealOffer
    register_by: date | None = None
    purchases: dict[str, Purchase] = field(default_factory=dict)
    undone: dict[str, Purchase] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    is_data_empty: bool = False
    _readings: list[Reading] | None = None
    _zone: tzinfo = UTC
    _read_notes: list[Note] = field(default_factory=list)
    _after_notes: list[list[Reading]] = field(default_factory=list)

    @classmethod
    def of(cls, offer: RealOffer, set_up: LineSetUp, begins: datetime) -> Observer:
        """Begin with what is typed in on the first day."""
        observer = cls(offer, set_up.register_by)
        truth = set_up.truth
        if truth.service is not None and not set_up.types_credit:
            observer.hear(Word("service", truth.service, begins, PERSON))
        if truth.number is not None and set_up.types_number:
            observer.hear(Word("number", truth.number, begins, PERSON))
        if truth.credit is not None and set_up.types_credit:
            observer.hear(CreditNote(truth.credit, begins, begins))
        return observer

    # Hearing

    def hear(self, note: Word | UseNote | CreditNote) -> None:
        """Be told something."""
        self._readings = None
        if isinstance(note, CreditNote) and note in self.notes:
            return
        if isinstance(note, Word):
            of_kind = [
                each
                for each in self.notes
                if isinstance(each, Word) and (each.clock, each.who) == (note.clock, note.who)
            ]
            if any((each.until, each.as_of) == (note.until, note.as_of) for each in of_kind):
                return
            self._shorten(of_kind, note)
        self.notes.append(note)

    def _shorten(self, words: list[Word], new: Word) -> None:
        """Forget the middle one of three words that say the same one after the other."""
        if new.who != CARRIER or len(words) < 2:
            return
        first, second = words[-2:]
        if first.until == second.until == new.until and first.as_of < second.as_of < new.as_of:
            between = (each for each in self.purchases.values() if each.told_at > first.as_of)
            if not any(between):
                self.notes.remove(second)

    def hear_data(self, at: datetime, *, is_empty: bool) -> None:
        """Be told whether there is data; only a change is news."""
        if is_empty != self.is_data_empty:
            self.is_data_empty = is_empty
            self.notes.append(DataNote(at, is_empty))
            self._readings = None

    def tell(self, purchase: Purchase) -> None:
        """Be told of a purchase."""
        self.purchases[purchase.name] = purchase
        self._readings = None

    def change(self, name: str, change: Callable[[Purchase], Purchase]) -> None:
        """Be told something else of a purchase."""
        if name in self.purchases:
            self.purchases[name] = change(self.purchases[name])
            self._readings = None

    def take_back(self, name: str) -> Purchase | None:
        """Be told that a purchase was none, or not this line's."""
        self._readings = None
        purchase = self.purchases.pop(name, None)
        if purchase is not None:
            self.undone[name] = purchase
        return purchase

    def put_back(self, name: str) -> None:
        """Be told that it was one after all."""
        if name in self.undone:
            self.tell(self.undone.pop(name))

    def forget_deadline(self) -> None:
        """Be told that the line is registered."""
        self.register_by = None

    # Reading

    def ends(self, now: datetime) -> tuple[frozenset[date | None], frozenset[date | None]]:
        """Return the ends of service, and of the number, that careful readings come to."""
        zone = now.tzinfo or UTC
        if zone != self._zone:
            self._zone, self._readings, self._read_notes = zone, None, []
        if self._readings is None:
            self._readings = self._read()
        service: set[date | None] = set()
        number: set[date | None] = set()
        for each in self._readings:
            service |= self._on(each.line, now)
            number.add(each.line.number)
        return frozenset(service), frozenset(number)

    def _on(self, line: Standing, now: datetime) -> set[date | None]:
        """Return what the end is today: what runs by itself has run on."""
        if line.waiting:
            return {None}
        ends: set[date | None] = {line.service}
        if isinstance(self.offer.tariff, SubscriptionTariff) and line.service is not None:
            ends = self._rolled(line, now)
        if self.register_by is not None:
            ends = {end for each in ends for end in self._registered(each)}
        return ends

    def _rolled(self, line: Standing, now: datetime) -> set[date | None]:
        rolled = self.offer.tariff.night(line, now.date()).service
        words = [each for each in self._words("service") if each.who == CARRIER]
        last = max(words, key=lambda each: each.as_of, default=None)
        if last is None or last.as_of.astimezone(self._zone).date() <= last.until:
            return {rolled}
        if last.until != line.service:
            return {rolled}
        known = last.as_of - datetime.combine(last.until + DAY, time(), self._zone)
        return {last.until} if known >= LATE else {last.until, rolled}

    def _registered(self, end: date | None) -> set[date | None]:
        """Return an end with the deadline, unless a word of after it says that service goes on."""
        deadline = self.register_by
        if deadline is None or (end is not None and end <= deadline):
            return {end}
        for each in self._words("service"):
            day = each.as_of.astimezone(self._zone).date()
            if each.until > deadline and day > deadline:
                return {end} if day > deadline + 2 * DAY or each.who == PERSON else {deadline, end}
        paid = any(each.on > deadline for each in self.purchases.values())
        return {deadline, end} if paid else {deadline}

    def _words(self, clock: str) -> Iterator[Word]:
        return (each for each in self.notes if isinstance(each, Word) and each.clock == clock)

    def _read(self) -> list[Reading]:
        """Read on from the first note that is new, or has a new place."""
        notes = sorted([*self.notes, *self.purchases.values()], key=self._place)
        known = 0
        for old, new in zip(self._read_notes, notes, strict=False):
            if old is not new:
                break
            known += 1
        readings = self._after_notes[known - 1] if known else [Reading(Standing())]
        after_notes = self._after_notes[:known]
        for note in notes[known:]:
            readings = self._after(readings, note)
            after_notes.append(readings)
        self._read_notes, self._after_notes = notes, after_notes
        return readings

    def _after(self, readings: Iterable[Reading], note: Note) -> list[Reading]:
        """Return the readings after one more note."""
        moment = self._moment(note)
        found: dict[Reading, None] = {}
        aged = [self._aged(each, moment) for each in readings]
        if isinstance(note, CreditNote):
            found.update(dict.fromkeys(self._credit_said(aged, note)))
            return list(found)[:MOST_READINGS]
        for each in aged:
            for further in self._step(each, note):
                found[further] = None
        return list(found)[:MOST_READINGS]

    def _aged(self, reading: Reading, moment: datetime) -> Reading:
        """Return a reading as of a moment, without what matters no more."""
        day = moment.astimezone(self._zone).date()
        line = reading.line
        if isinstance(self.offer.tariff, BurnTariff):
            line = self.offer.tariff.night(line, day)
        long_ago, typed, rose = day - 5 * DAY, reading.said_at, reading.credit_rose
        return Reading(
            line,
            tuple(each for each in reading.seen if each.left and each.until >= long_ago),
            tuple(each for each in reading.recent if moment - each.at < FORGOTTEN),
            reading.doubted,
            None if reading.last is None or reading.last < long_ago else reading.last,
            None if typed is None or moment - typed >= LATE else typed,
            None if rose is None or rose.day < long_ago else rose,
        )

    def _place(self, note: Note) -> tuple[datetime, int, str]:
        at = self._moment(note)
        if isinstance(note, Purchase):
            return (at, 2 if note.at is not None else 0, note.name)
        return (at, 3 if isinstance(note, UseNote) else 1, "")

    def _moment(self, note: Note) -> datetime:
        match note:
            case Purchase(at=None):
                last = datetime.combine(note.on, time(23, 59, 59), self._zone)
                is_today = note.told_at.astimezone(self._zone).date() == note.on
                return min(last, note.told_at) if is_today else last
            case Purchase():
                return note.at or note.told_at
            case Word():
                return note.as_of
            case _:
                return note.at

    def _step(
        self, reading: Reading, note: Purchase | Word | UseNote | DataNote
    ) -> Iterable[Reading]:
        match note:
            case Purchase():
                return self._bought(reading, note)
            case Word(clock="number"):
                return self._number_said(reading, note)
            case Word():
                return self._service_said(reading, note)
            case UseNote():
                moment = Moment(note.on, note.at.astimezone(self._zone))
                line = self.offer.tariff.use(reading.line, moment, note.kind)
                return [replace(reading, line=line)]
            case DataNote():
                return self._data_said(reading, note)

    # Purchases

    def _bought(self, reading: Reading, told: Purchase) -> Iterator[Reading]:
        if told.has_arrived is False:
            yield reading
            return
        for number, each in enumerate(reading.seen):
            if each.can_be(told):
                left = replace(each, left=each.left - 1)
                seen = (*reading.seen[:number], left, *reading.seen[number + 1 :])
                line = self._with_number(reading.line, told)
                yield replace(reading, line=line, seen=seen, last=told.on)
                if told.on - each.day <= DAY and not told.in_addition:
                    return
                break
        if not told.in_addition and reading.last == told.on and told.service is None:
            yield reading
        for line in self._lines_after(reading, told):
            moved = Forward(
                self._moment(told), reading.line.service, line.service, bool(told.has_arrived)
            )
            is_forward = line.service != reading.line.service
            recent = (*reading.recent, moved)[-4:] if is_forward else reading.recent
            yield replace(reading, line=line, recent=recent, last=told.on, doubted=frozenset())

    def _with_number(self, line: Standing, told: Purchase) -> Standing:
        """Return a line whose number a purchase keeps, whatever it does to service."""
        tariff = self.offer.tariff
        if tariff.kept is None and not isinstance(tariff, LadderTariff):
            return line
        apart = replace(line, service=None, waiting=False)
        number = tariff.buy(apart, Moment(told.on), told.amount).number
        if tariff.kept is None and number is not None and line.service is not None:
            number = max(number, line.service)
        return replace(line, number=number)

    def _lines_after(self, reading: Reading, told: Purchase) -> Iterator[Standing]:
        tariff, line = self.offer.tariff, reading.line
        midnight = datetime.combine(told.on, time(), self._zone)
        moment = Moment(told.on, told.at.astimezone(self._zone) if told.at else midnight)
        if told.service is not None:
            stated = tariff.with_grace(tariff.stated(line, told.service))
            kept = self._with_number(stated, told)
            yield replace(kept, number=told.number or kept.number)
            return
        if isinstance(tariff, BurnTariff):
            yield from self._burning(tariff, reading, told)
            return
        yield tariff.buy(line, moment, told.amount)

    def _burning(self, tariff: BurnTariff, reading: Reading, told: Purchase) -> Iterator[Standing]:
        line = reading.line
        if told.amount is None:
            yield line
            return
        rise = reading.credit_rose
        if rise is not None and rise.can_be(told):
            yield line
            if told.on <= rise.day + DAY and not told.in_addition:
                return
        if line.credit is not None:
            yield tariff.buy(line, Moment(told.on), told.amount)
            return
        if line.service is None:
            yield line
            return
        paid = int(told.amount // tariff.fee)
        for count in (paid, paid + 1):
            length = Length(tariff.period.count * count, tariff.period.unit)
            end = after(max(told.on, line.service), length)
            number = after(end, tariff.grace) if tariff.grace else line.number
            yield replace(line, service=end, number=number, month_day=end.day)

    # Words

    def _service_said(self, reading: Reading, word: Word) -> Iterator[Reading]:
        known = reading.line.paid or reading.line.service
        at = word.as_of
        if word.who == PERSON:
            is_back = known is not None and word.until < known
            seen = () if is_back else self._having_seen(reading, word)
            moved = (Forward(at, known, word.until),) if known and word.until > known else ()
            yield from self._stated(
                replace(
                    reading, seen=seen, recent=moved, doubted=frozenset(), said_at=at, last=None
                ),
                word.until,
            )
            return
        if known is None:
            yield from self._stated(reading, word.until)
        elif word.until == known and reading.line.paid is None:
            yield replace(reading, recent=(), doubted=frozenset(), said_at=at)
        elif word.until == known:
            yield reading
        elif word.until > known:
            moved = (Forward(at, known, word.until),)
            yield from self._stated(
                replace(
                    reading,
                    seen=self._having_seen(reading, word),
                    recent=moved,
                    doubted=frozenset(),
                    said_at=at,
                    last=None,
                ),
                word.until,
            )
        else:
            yield from self._earlier_said(reading, word)

    def _earlier_said(self, reading: Reading, word: Word) -> Iterator[Reading]:
        """Read a carrier's word that is before the known end: late, or a correction."""
        reverted = [
            each for each in reading.recent if each.before is None or word.until <= each.before
        ]
        certain = [each for each in reverted if each.is_certain]
        since = [each.at for each in reverted]
        if reading.said_at is not None:
            since.append(reading.said_at)
        can_be_late = any(word.as_of - each < LATE for each in since)
        if can_be_late or certain:
            yield reading
        if certain and len(certain) == len(reverted):
            return
        doubted = frozenset(each.end for each in reverted if each.end is not None)
        recent = tuple(each for each in reading.recent if each not in reverted)
        yield from self._stated(
            replace(reading, recent=recent, doubted=doubted, said_at=word.as_of), word.until
        )

    def _having_seen(self, reading: Reading, word: Word) -> tuple[Seen, ...]:
        """Return the purchases that were seen, after an end that moved."""
        known = reading.line.paid or reading.line.service
        if any(abs(word.until - each) <= 3 * DAY for each in reading.doubted):
            return reading.seen
        length = self.offer.tariff.length_for(None)
        if known is None or length is None:
            return reading.seen
        day, days = word.as_of.astimezone(self._zone).date(), max(length.days, 1)
        moved = (word.until - max(known, day - 3 * DAY)).days
        restarts = self.offer.tariff.counted == "today" and (word.until - day).days >= days / 2
        if moved < days / 2 and not (restarts and word.until > known):
            return reading.seen
        adds = isinstance(self.offer.tariff, TermTariff) and not restarts
        left = max(round(moved / days), 1) if adds else 1
        last = day + min(3, days // 2) * DAY
        told_at = word.told_at or word.as_of
        return (*reading.seen, Seen(day, last, left, told_at))[-4:]

    def _stated(self, reading: Reading, until: date) -> Iterator[Reading]:
        """Return the readings in which service ends on a day that was said."""
        told = self.offer.tariff.stated(reading.line, until)
        for number in self._numbers(reading.line, until):
            yield replace(reading, line=replace(told, number=number))

    def _numbers(self, line: Standing, until: date | None) -> set[date | None]:
        """Return until when the number can be kept once service ends on a day that was said."""
        tariff = self.offer.tariff
        if tariff.kept is not None or until is None:
            return {line.number}
        if tariff.grace is not None:
            end = after(until, tariff.grace)
            followed = line.service is None or line.number == after(line.service, tariff.grace)
            is_free = followed or line.number is None or line.number < until
            return {end} if is_free else {end, line.number}
        return {None, until} if line.number is not None and line.number < until else {line.number}

    def _number_said(self, reading: Reading, word: Word) -> Iterator[Reading]:
        line, kept = reading.line, self.offer.tariff.kept
        is_first = line.service is not None and word.until < line.service and kept is None
        if not (is_first and word.who == CARRIER):
            yield replace(reading, line=replace(line, number=word.until))
        is_back = line.number is not None and word.until < line.number
        if is_first or (word.who == CARRIER and is_back):
            yield reading

    # Balances

    def _credit_said(self, readings: list[Reading], note: CreditNote) -> Iterator[Reading]:
        """Read a credit, of which the next fee can be taken today or as late as a period after.

        Where ends between these two are known, the fee days are narrowed down; what nobody could
        have known of a top-up makes all of them possible again.
        """
        tariff = self.offer.tariff
        if not isinstance(tariff, BurnTariff):
            yield from readings
            return
        day = note.at.astimezone(self._zone).date()
        latest = tariff.lasting(
            Standing(
                credit=note.amount,
                fee_on=after(day, tariff.period),
                service=day,
                month_day=day.day,
            )
        )
        first = tariff.lasting(replace(latest, fee_on=day))
        is_too_little = note.amount < tariff.fee
        agreeing = [each for each in readings if _agrees(each.line, first, latest, is_too_little)]
        for each in readings:
            rise = self._rise(tariff, each.line, first, note) or each.credit_rose
            if each in agreeing:
                line = _with_credit(tariff, each.line, note.amount, day)
                yield replace(each, line=line, credit_rose=rise)
                continue
            is_before = each.line.service is None or _end(each.line) < _end(first)
            nearest = (first,) if is_before else (latest,)
            for standing in nearest if agreeing else (first, latest):
                line = replace(
                    each.line,
                    credit=standing.credit,
                    fee_on=standing.fee_on,
                    month_day=standing.month_day,
                    service=standing.service,
                    waiting=False,
                    ends_at=None,
                )
                for number in self._numbers(each.line, line.service):
                    told = replace(line, number=number)
                    yield replace(each, line=told, recent=(), credit_rose=rise)

    def _rise(
        self, tariff: BurnTariff, line: Standing, first: Standing, note: CreditNote
    ) -> Rise | None:
        """Return by how much a credit rose, or was first heard of after an end that moved."""
        day = note.at.astimezone(self._zone).date()
        if line.credit is not None:
            rise = note.amount - line.credit
            return Rise(day, rise, note.told_at) if rise > 0 else None
        if line.service is None:
            return None
        moved = (_end(first) - max(line.service, day - 3 * DAY)).days
        is_seen = moved >= tariff.length_for(None).days / 2
        return Rise(day, note.amount, note.told_at) if is_seen else None

    def _data_said(self, reading: Reading, note: DataNote) -> Iterator[Reading]:
        line, day = reading.line, note.at.astimezone(self._zone).date()
        if note.is_empty:
            yield replace(reading, line=self.offer.tariff.run_dry(line, day))
        elif line.paid is not None:
            yield replace(reading, line=replace(line, service=line.paid, paid=None))
            yield reading
        else:
            yield reading


def _end(line: Standing) -> date:
    return line.service or date.max


def _agrees(line: Standing, first: Standing, latest: Standing, is_too_little: bool) -> bool:
    """Return whether an end is that of a credit; one that is too little is paid from before."""
    if line.service is None or line.service > _end(latest):
        return False
    return is_too_little or line.service >= _end(first)


def _with_credit(tariff: BurnTariff, line: Standing, credit: Decimal, day: date) -> Standing:
    """Return a line of which the credit was not known, with the fee day that its end tells."""
    if line.credit is not None or line.service is None:
        return line
    paid = Length(tariff.period.count * int(credit // tariff.fee), tariff.period.unit)
    days = (day + number * DAY for number in range(32))
    fee_on = next((each for each in days if after(each, paid) == line.service), line.service)
    return replace(line, credit=credit, fee_on=fee_on, month_day=fee_on.day)
