"""Households: which lines they have, where they are, and how their carriers reach them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

from .deeds import Deed, LineSetUp, Script
from .offers import OFFERS, RealOffer
from .people import HOUR, Feed, Life
from .tariffs import DAY, BurnTariff, Moment, Standing, Tariff, after

LINES = 3
DAYS = 365

HOMES = ("Europe/Paris", "Europe/Paris", "Asia/Shanghai", "America/New_York", "Europe/London")
AWAY = ("Asia/Shanghai", "America/New_York", "Africa/Casablanca", "Pacific/Auckland")


def household(seed: int, offers: Sequence[RealOffer] = OFFERS, days: int = DAYS) -> Script:
    """Return a household and all that happens to it; the lines go through the offers in turn."""
    random = Random(seed)  # noqa: S311 - the same household again for the same number
    home = random.choice(HOMES)
    day = date(2026, 1, 1) + random.randrange(365) * DAY
    begins = datetime.combine(day, time(7), ZoneInfo(home)).astimezone(UTC)
    chosen = [offers[(seed * LINES + number) % len(offers)] for number in range(LINES)]
    set_ups = tuple(_set_up(random, each, begins, home) for each in chosen)
    feeds = [_feed(random, begins, days) for _ in chosen]
    script = Script(
        name=f"{seed}",
        begins=begins,
        days=days,
        zones=_zones(random, begins, home, days),
        lines=tuple(
            replace(each, is_fed=feed.polls_every is not None)
            for each, feed in zip(set_ups, feeds, strict=True)
        ),
        deeds=(),
        down=_down(random, begins, days),
    )
    deeds: list[Deed] = []
    for index, (offer, set_up, feed) in enumerate(zip(chosen, set_ups, feeds, strict=True)):
        deeds += Life(random, script, index, offer, set_up, feed).live()
    return replace(script, deeds=tuple(sorted(deeds, key=lambda each: each.at)))


def _zones(
    random: Random, begins: datetime, home: str, days: int
) -> tuple[tuple[datetime, str], ...]:
    """Return where a household is: a few of them spend weeks elsewhere."""
    zones = [(begins, home)]
    if random.random() < 0.15:
        leaves = begins + random.randrange(20, max(days - 60, 21)) * DAY
        zones += [(leaves, random.choice(AWAY)), (leaves + random.randint(7, 40) * DAY, home)]
    return tuple(zones)


def _down(random: Random, begins: datetime, days: int) -> tuple[tuple[datetime, datetime], ...]:
    """Return when Home Assistant does not run."""
    periods = []
    for _ in range(random.choice((0, 1, 1, 2, 4))):
        begin = begins + random.randrange(2, max(days - 10, 3)) * DAY + random.randrange(24) * HOUR
        hours = random.choice((1, 5, 12, 30, 72, 200))
        periods.append((begin, begin + hours * HOUR))
    return tuple(periods)


def _feed(random: Random, begins: datetime, days: int) -> Feed:
    polls = random.choice((6, 12, 24)) * HOUR if random.random() < 0.4 else None
    silent = []
    if polls is not None:
        for _ in range(random.choice((0, 1, 2))):
            begin = begins + random.randrange(days) * DAY
            silent.append((begin, begin + random.randint(1, 40) * DAY))
    return Feed(
        has_texts=random.random() < 0.6,
        polls_every=polls,
        lag=random.choice((0, 1, 6, 20, 36)) * HOUR,
        silent=tuple(silent),
    )


def _set_up(random: Random, offer: RealOffer, begins: datetime, home: str) -> LineSetUp:
    """Return a line that has run for a while, and what of it is typed in."""
    today = begins.astimezone(ZoneInfo(home)).date()
    standing = _begun(random, offer.tariff, today)
    deadline = None
    if offer.habit.registers:
        deadline = today + random.randint(5, 40) * DAY
    foreign = ("Asia/Shanghai", "America/New_York")
    return LineSetUp(
        offer=offer.key,
        truth=standing,
        carrier_zone=random.choice(foreign) if random.random() < 0.08 else home,
        types_number=offer.tariff.kept is not None
        or (offer.tariff.grace is None and standing.number is not None),
        types_credit=isinstance(offer.tariff, BurnTariff) and random.random() < 0.5,
        register_by=deadline,
    )


def _begun(random: Random, tariff: Tariff, today: date) -> Standing:
    """Return how a line stands some days after its last purchase."""
    length = tariff.length_for(Decimal(20))
    ago = random.randrange(max(length.days if length else 30, 2)) // 2
    amount = Decimal(20)
    begun = today - ago * DAY
    noon = datetime.combine(begun, time(12), UTC)
    line = tariff.buy(Standing(), Moment(begun, noon), amount)
    for kind in ("activation", "call", "sms"):
        line = tariff.use(line, Moment(begun, noon), kind)
    for days in range(ago + 1):
        line = tariff.night(line, begun + days * DAY)
    if line.service is None and length is not None and not line.waiting:
        line = tariff.stated(line, after(begun, length))
    return line
