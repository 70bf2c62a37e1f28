"""Households to export: one with everything that can be kept, and any that Hypothesis thinks of."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from custom_components.sim_renewal.core.evidence import Clock, Emptied, Statement, Teller
from custom_components.sim_renewal.core.model import (
    Activity,
    ActivityKind,
    Bucket,
    Channel,
    Measure,
    Renewal,
    Verdict,
    Verification,
)
from custom_components.sim_renewal.core.record import Port
from custom_components.sim_renewal.core.transfer.intake import Intake, take_in
from custom_components.sim_renewal.core.transfer.matching import KnownLine
from custom_components.sim_renewal.core.transfer.model import (
    Home,
    HouseholdData,
    LineData,
    Row,
)
from custom_components.sim_renewal.core.transfer.rows import nested_values, settings_of
from custom_components.sim_renewal.core.transfer.told import emptied_in_order, statements_in_order

PARIS = ZoneInfo("Europe/Paris")
HOME = Home(PARIS, "EUR")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def an_id(number: int) -> str:
    """Return an id as Home Assistant could have made it."""
    return f"01KB{number:022d}"


def new_ids(begin: int = 9000) -> Callable[[], str]:
    """Return a function that makes one id after the other."""
    numbers = count(begin)
    return lambda: an_id(next(numbers))


PAPA = LineData(
    line_id=an_id(1),
    name="Papa",
    settings=settings_of(
        {
            "carrier": "Orange",
            "carrier_id": "orange_fr",
            "country": "FR",
            "form": "physical",
            "number": "+33639980001",
            "iccid": "8933010000000000010",
            "eid": "89049032123451234512345678901235",
            "owner": "Papa",
            "standing": "in_use",
            "offer": "=Mobicarte",
            "offer_id": "mobicarte",
            "price": 10.0,
            "currency": "EUR",
            "rule": "credit_ladder",
            "term": 30,
            "term_unit": "days",
            "anniversary_day": 31,
            "extends_from": "later",
            "grace": 6,
            "grace_unit": "months",
            "starts": "purchase",
            "minimum": 5.0,
            "kinds": ["sms", "call"],
            "steps": [
                {"amount": 5.5, "service_days": 30, "number_months": 1},
                {"amount": 10, "number_months": 6},
                {"amount": 20, "service_days": 90},
            ],
            "fee": 0.25,
            "kept_by_use": 90,
            "kept_by_use_unit": "days",
            "ends_when_empty": False,
            "register_by": "2026-12-31",
            "channels": [
                {
                    "kind": "website",
                    "link": "https://www.orange.fr/recharge",
                    "instruction": 'log in;\nthen "top up"',
                },
                {"kind": "code", "code": "*123#"},
            ],
            "promotion": "-20 %\nuntil winter",
            "promotion_until": "2027-02-28",
        }
    ),
    statements=(
        Statement(
            clock=Clock.SERVICE,
            until=date(2026, 11, 26),
            as_of=datetime(2026, 11, 1, 8, tzinfo=UTC),
            told_at=datetime(2026, 11, 1, 8, tzinfo=UTC),
            teller=Teller.SETUP,
        ),
        Statement(
            clock=Clock.NUMBER,
            until=None,
            as_of=datetime(2026, 11, 1, 8, tzinfo=UTC),
            told_at=datetime(2026, 11, 1, 8, tzinfo=UTC),
            teller=Teller.PERSON,
        ),
        Statement(
            clock=Clock.SERVICE,
            until=date(2026, 12, 26),
            as_of=datetime(2026, 11, 20, 17, tzinfo=UTC),
            told_at=datetime(2026, 11, 20, 18, tzinfo=UTC),
            teller=Teller.SOURCE,
            ends_at=datetime(2026, 12, 26, 11, 30, tzinfo=UTC),
            repeated_at=datetime(2026, 11, 22, 17, tzinfo=UTC),
        ),
    ),
    emptied=(
        Emptied(
            at=datetime(2026, 10, 1, 8, tzinfo=UTC),
            refilled_at=datetime(2026, 10, 3, 8, tzinfo=UTC),
            teller=Teller.SOURCE,
        ),
        Emptied(
            at=datetime(2026, 11, 19, 8, tzinfo=UTC),
            told_at=datetime(2026, 11, 20, 8, tzinfo=UTC),
        ),
    ),
    renewals=(
        Renewal(
            renewal_id=an_id(12),
            renewed_on=date(2026, 11, 20),
            recorded_at=datetime(2026, 11, 20, 17, 30, 5, 123, tzinfo=PARIS),
            amount=Decimal("19.99"),
            currency="USD",
            channel=Channel.MINI_PROGRAM,
            payer="@Tante; Lin",
            receipt="2026/118",
            note='two "lines"\r\nof, text',
            service_until=date(2026, 12, 31),
            number_until=date(2027, 6, 30),
            in_addition=True,
            in_addition_at=datetime(2026, 11, 21, 16, tzinfo=UTC),
            refund=True,
            at=datetime(2026, 11, 20, 16, tzinfo=UTC),
            expected=Decimal(20),
            balance={
                Bucket.CREDIT: Measure(
                    Decimal("4.50"), datetime(2026, 11, 20, 22, tzinfo=UTC), NOW
                ),
                Bucket.DATA_REMAINING: Measure(Decimal(1500000000), NOW),
            },
            balance_before={Bucket.CREDIT: Measure(Decimal("0.10"), NOW)},
            verification=Verification(asked_at=NOW, verdict=Verdict.MISSING, decided_at=NOW),
        ),
        Renewal(renewal_id=an_id(11), renewed_on=date(2026, 11, 20), recorded_at=NOW),
    ),
    activities=(
        Activity(
            activity_id=an_id(21),
            kind=ActivityKind.CALL,
            on=date(2026, 11, 21),
            recorded_at=NOW,
            at=NOW,
        ),
    ),
    reading={
        Bucket.CREDIT: Measure(Decimal("4.50"), NOW),
        Bucket.VOICE_REMAINING: Measure(Decimal(100), NOW),
        Bucket.SMS_REMAINING: Measure(Decimal(0), NOW),
    },
    former_credits=(
        Measure(
            Decimal("0.10"),
            datetime(2026, 11, 19, 8, tzinfo=UTC),
            datetime(2026, 11, 19, 20, tzinfo=UTC),
        ),
        Measure(Decimal(10), datetime(2026, 11, 20, 8, tzinfo=UTC)),
    ),
    ports=(
        Port(on=date(2026, 3, 1), from_carrier="SFR", to_carrier="Orange"),
        Port(on=date(2025, 3, 1), from_carrier=None, to_carrier="SFR"),
    ),
)
MAMA = LineData(
    line_id=an_id(2),
    name="Mama",
    settings=settings_of({"form": "esim", "currency": "CNY", "rule": "none"}),
)
HOUSEHOLD = HouseholdData.of(PAPA, MAMA)


def household_of(rows: Sequence[Row]) -> HouseholdData:
    """Return the household that rows make where there was none."""
    intake = bring(rows)
    assert intake.errors == ()
    assert (intake.unchanged, intake.additions) == (0, {})
    return HouseholdData.of(*intake.lines)


def bring(rows: Sequence[Row], *known: KnownLine, taken: set[str] | None = None) -> Intake:
    """Return what rows bring to a household of these lines."""
    return take_in(
        rows, known, taken=taken or {line.line_id for line in known}, new_id=new_ids(), now=NOW
    )


ids = st.text(CROCKFORD, min_size=26, max_size=26)
days = st.dates(date(1000, 1, 1))
moments = st.datetimes(
    datetime(2, 1, 1),  # noqa: DTZ001 - a zone is added
    datetime(9998, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, PARIS]),
)
amounts = st.decimals(-(10**12), 10**12, places=3) | st.decimals(
    allow_nan=False, allow_infinity=False
).filter(lambda amount: abs(amount.adjusted()) < 999 and abs(amount.as_tuple().exponent) < 999)
texts = st.text() | st.sampled_from(
    ["=1+1", "'=1", "''-", "+33", "\ufeff", "a;b", "\r", "x\ny", '"', "'", "1.234", "\t=", "-\t"]
)
names = texts.filter(lambda text: text.split())
readings = st.dictionaries(st.sampled_from(Bucket), st.builds(Measure, amounts, moments))
maybe: Callable[[Any], Any] = lambda strategy: st.none() | strategy  # noqa: E731
renewals = st.builds(
    Renewal,
    renewal_id=ids,
    renewed_on=days,
    recorded_at=moments,
    amount=maybe(amounts),
    currency=maybe(st.sampled_from(["EUR", "CNY", "THB"])),
    channel=maybe(st.sampled_from(Channel)),
    payer=maybe(texts),
    receipt=maybe(texts),
    note=maybe(texts),
    service_until=maybe(days),
    number_until=maybe(days),
    in_addition=st.booleans(),
    refund=st.booleans(),
    at=maybe(moments),
    expected=maybe(amounts),
    balance=readings,
    balance_before=readings,
    verification=st.builds(
        Verification,
        asked_at=maybe(moments),
        verdict=maybe(st.sampled_from(Verdict)),
        decided_at=maybe(moments),
    ),
)
activities = st.builds(
    Activity,
    activity_id=ids,
    kind=st.sampled_from(ActivityKind),
    on=days,
    recorded_at=moments,
    at=maybe(moments),
)
few_moments = st.integers(0, 4).map(lambda hours: NOW - timedelta(hours=hours))
instants = few_moments | moments.map(lambda moment: moment.astimezone(UTC))
statements = st.builds(
    Statement,
    clock=st.sampled_from(Clock),
    until=st.none() | st.sampled_from([date(2026, 12, 1), date(2026, 12, 24)]) | days,
    as_of=instants,
    told_at=instants,
    teller=st.sampled_from(Teller),
    ends_at=maybe(instants),
    repeated_at=maybe(instants),
)
emptied = st.builds(
    Emptied, at=instants, refilled_at=maybe(instants), teller=st.sampled_from(Teller)
)
ports = st.builds(Port, on=days, from_carrier=maybe(texts), to_carrier=maybe(texts))
counts = st.integers(1, 9999)
prices = st.floats(0, 1e9)
units = st.sampled_from(["hours", "days", "months"])
steps = st.lists(
    st.fixed_dictionaries(
        {"amount": prices, "service_days": counts}, optional={"number_months": counts}
    )
    | st.fixed_dictionaries({"amount": prices, "number_months": counts}),
    min_size=1,
    max_size=4,
    unique_by=lambda step: step["amount"],
)
families = st.sampled_from(
    [
        "fixed_term",
        "calendar_month",
        "activity",
        "credit_ladder",
        "balance_burn",
        "subscription",
        "never",
        "none",
    ]
)
settings = st.fixed_dictionaries(
    {"form": st.sampled_from(["physical", "esim"]), "currency": st.just("EUR"), "rule": families},
    optional={
        **dict.fromkeys(("carrier", "carrier_id", "country", "owner", "offer", "offer_id"), texts),
        "number": st.integers(0, 10**14).map(lambda number: f"+{number}"),
        "iccid": st.integers(10**18, 10**20).map(str),
        "eid": st.integers(89 * 10**30, 90 * 10**30 - 1).map(str),
        "standing": st.sampled_from(["in_use", "suspended", "archived"]),
        "price": prices,
        "term": counts,
        "term_unit": units,
        "anniversary_day": st.integers(1, 31),
        "extends_from": st.sampled_from(["today", "current_end", "later"]),
        "grace": counts,
        "grace_unit": units,
        "starts": st.sampled_from(["purchase", "activation", "first_use"]),
        "minimum": prices,
        "kinds": st.lists(st.sampled_from(ActivityKind).map(str)),
        "steps": steps,
        "fee": prices,
        "kept_by_use": counts,
        "kept_by_use_unit": units,
        "ends_when_empty": st.booleans(),
        "register_by": days.map(str),
        "channels": st.lists(
            st.fixed_dictionaries(
                {"kind": st.sampled_from(Channel).map(str)},
                optional=dict.fromkeys(("link", "code", "instruction"), texts),
            )
        ),
        "promotion": texts,
        "promotion_until": days.map(str),
    },
).map(settings_of)


def with_former_credits(line: LineData) -> st.SearchStrategy[LineData]:
    """Return lines with credits of before that of a line, each of a moment of its own."""
    credit = line.reading.get(Bucket.CREDIT)
    if credit is None:
        return st.just(line)
    ages = st.lists(st.integers(1, 10**6), max_size=3, unique=True).map(sorted)
    return ages.map(
        lambda found: replace(
            line,
            former_credits=tuple(
                replace(
                    credit,
                    measured_at=credit.measured_at.astimezone(UTC) - timedelta(seconds=age),
                )
                for age in reversed(found)
            ),
        )
    )


lines = st.builds(
    LineData,
    line_id=ids,
    name=names,
    settings=settings,
    statements=st.lists(statements, max_size=6).map(statements_in_order),
    emptied=st.lists(emptied, max_size=3).map(emptied_in_order),
    renewals=st.lists(renewals, max_size=4).map(tuple),
    activities=st.lists(activities, max_size=3).map(tuple),
    reading=readings,
    ports=st.lists(ports, max_size=2).map(tuple),
).flatmap(with_former_credits)


_OF_A_PORT = {"date", "from_carrier", "to_carrier"}


def _is_possible(household: list[LineData]) -> bool:
    """Return whether a household could have these lines: nothing is there twice."""
    unique = [
        [line.line_id for line in household],
        [number for line in household if (number := line.settings.get("number"))],
        [iccid for line in household if (iccid := line.settings.get("iccid"))],
        [
            *(each.renewal_id for line in household for each in line.renewals),
            *(each.activity_id for line in household for each in line.activities),
        ],
        *(
            [repr(values) for _, values in nested_values(line) if values.keys() <= _OF_A_PORT]
            for line in household
        ),
    ]
    return all(len(each) == len(set(each)) for each in unique)


households = (
    st.lists(lines, max_size=3).filter(_is_possible).map(lambda each: HouseholdData.of(*each))
)
