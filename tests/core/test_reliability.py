"""Households with a hidden truth: what is shown of their lines is right, or nobody could know."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

import pytest

from custom_components.sim_renewal.core.line import replay_of
from scripts.reliability import wording
from scripts.reliability.__main__ import chosen_offers
from scripts.reliability.breaks import BROKEN
from scripts.reliability.deeds import (
    Buy,
    Deed,
    LineSetUp,
    Press,
    Record,
    Script,
    State,
    TellBalance,
    Text,
    Undo,
)
from scripts.reliability.offers import OFFERS
from scripts.reliability.referee import BY_KEY, Finding, Game, Verdict, judge, play
from scripts.reliability.shrinking import as_test, shrunk
from scripts.reliability.table import by_family, rows, shares
from scripts.reliability.tariffs import Length, Moment, Standing, after, with_months
from scripts.reliability.world import household

BEGINS = datetime(2026, 11, 1, 6, tzinfo=UTC)
WRONG = {Verdict.DANGEROUS, Verdict.EARLY}


def day(text: str) -> date:
    return date.fromisoformat(text)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def papa(*deeds: tuple[str, object], days: int = 40, offer: str = "30 days, later") -> Script:
    """Line Papa: until 26 November, set up on the 1st."""
    return Script(
        name="papa",
        begins=BEGINS,
        days=days,
        zones=((BEGINS, "UTC"),),
        lines=(
            LineSetUp(
                offer=offer,
                truth=Standing(service=day("2026-11-26"), month_day=26),
                carrier_zone="UTC",
            ),
        ),
        deeds=tuple(Deed(moment(f"2026-{at}"), 0, act) for at, act in deeds),
    )


LIVES_ON_CREDIT = "20 each 30 days, grace 90 days"


def on_credit(until: str, begins: str, days: int, *deeds: Deed, **set_up) -> Script:
    """A line of which a fee eats the credit: it is empty, and lasts until a day."""
    service = day(until)
    truth = Standing(
        service=service, number=service + timedelta(days=90), credit=Decimal(0), fee_on=service
    )
    return Script(
        name="burn",
        begins=moment(begins),
        days=days,
        zones=((moment(begins), "Europe/Paris"),),
        lines=(
            LineSetUp(offer=LIVES_ON_CREDIT, truth=truth, carrier_zone="Europe/Paris", **set_up),
        ),
        deeds=deeds,
    )


def told_credit(told: str, at: str, credit: int) -> Deed:
    text = Text(f"Votre crédit est de {credit} EUR.", moment(at), credit=Decimal(credit))
    return Deed(moment(told), 0, text)


def in_addition(at: str, amount: int) -> Deed:
    return Deed(moment(at), 0, Record("2", day(at[:10]), amount, in_addition=True))


ADDED = {
    "the credit is told days later, as of some minutes before": on_credit(
        "2026-03-09",
        "2026-02-21 07:00",
        137,
        Deed(moment("2026-05-27 19:47"), 0, Buy(amount=50)),
        in_addition("2026-07-01 14:11", 50),
        told_credit("2026-07-06 03:09", "2026-07-01 13:57", 110),
        types_credit=True,
    ),
}


@pytest.mark.parametrize("script", ADDED.values(), ids=list(ADDED))
def test_a_top_up_in_addition_that_a_credit_has_seen_shows_no_dangerous_date(script) -> None:
    found = [each.verdict for each in play(script).findings]

    assert Verdict.DANGEROUS not in found


def test_a_credit_that_is_told_again_still_denies_a_date_that_it_denied() -> None:
    script = on_credit(
        "2026-12-18",
        "2026-11-26 23:00",
        71,
        Deed(moment("2027-01-17 02:58"), 0, TellBalance(credit=Decimal(30))),
        Deed(moment("2027-01-25 06:00"), 0, State(day("2027-03-28"))),
        Deed(moment("2027-01-26 03:55"), 0, TellBalance(credit=Decimal(30))),
        Deed(moment("2027-02-03 12:58"), 0, TellBalance(credit=Decimal(30))),
    )

    assert Verdict.DANGEROUS not in [each.verdict for each in play(script).findings]


def readings(script: Script) -> set[date | None]:
    game = Game(script)
    game.play()
    return set(game.observers[0].ends(BEGINS + timedelta(days=script.days))[0])


def wrong_days(script: Script, replayer=replay_of) -> int:
    result = play(script, replayer)
    return sum(
        count
        for score in result.scores.values()
        for (_, verdict), count in score.days.items()
        if verdict in WRONG
    )


# The carriers


def test_months_are_clamped_and_come_back_to_their_day() -> None:
    assert with_months(day("2026-01-31"), 1) == day("2026-02-28")
    assert after(day("2026-02-28"), Length(1, "months"), 31) == day("2026-03-31")
    assert after(day("2026-12-15"), Length(2, "months")) == day("2027-02-15")
    assert after(day("2026-11-23"), Length(72, "hours")) == day("2026-11-26")


@pytest.mark.parametrize(
    ("key", "bought", "service", "number"),
    [
        ("30 days, later", "2026-11-23", "2026-12-26", None),
        ("30 days, later", "2026-11-28", "2026-12-28", None),
        ("30 days, from today", "2026-11-23", "2026-12-23", None),
        ("30 days, stacking", "2026-11-28", "2026-12-26", None),
        ("30 days, grace 6 months", "2026-11-23", "2026-12-26", "2027-06-26"),
        ("month", "2026-11-23", "2026-12-26", None),
        ("month to the 31st, grace 10 days", "2026-11-23", "2026-11-30", "2026-12-10"),
        ("ladder of service and number", "2026-11-23", "2026-12-26", "2027-05-23"),
        ("180 days of any use", "2026-11-23", "2027-05-22", None),
        ("5 a month from the credit", "2026-11-23", "2027-01-23", None),
    ],
)
def test_a_carrier_counts_as_it_says(key, bought, service, number) -> None:
    line = Standing(service=day("2026-11-26"), month_day=26)
    if key.startswith("month to"):
        line = replace(line, service=None, month_day=None)

    after_it = BY_KEY[key].tariff.buy(line, Moment(day(bought)), Decimal(10))

    assert after_it.service == day(service)
    assert after_it.number == (number and day(number))


def test_every_rule_of_the_product_has_its_carrier() -> None:
    assert len({offer.key for offer in OFFERS}) == len(OFFERS) >= 24
    assert {type(offer.rule).__name__ for offer in OFFERS} == {
        "BalanceBurn",
        "CalendarMonth",
        "CreditLadder",
        "FixedTerm",
        "Never",
        "NoneType",
        "ServiceByActivity",
        "Subscription",
    }


def test_a_cut_text_ends_in_its_last_date() -> None:
    for seed in range(20):
        random = Random(seed)
        for text in (
            wording.confirmation(random, 10, day("2026-12-24")),
            wording.warning_of_both(day("2026-12-04"), day("2027-05-12")),
        ):
            short = wording.cut(random, text)
            assert text.startswith(short)
            assert "2027" not in short
            assert not short.endswith(("/12", "Dec", "May"))


# The observer


@pytest.mark.parametrize(
    ("deeds", "ends"),
    [
        ([], {"2026-11-26"}),
        ([("11-23 18:00", Press("1"))], {"2026-12-26"}),
        ([("11-23 18:00", Press("1")), ("11-24 18:00", Undo("1"))], {"2026-11-26"}),
        ([("11-23 18:00", State(day("2026-12-26"))), ("11-23 19:00", Press("1"))], {"2026-12-26"}),
        (
            [("11-23 18:00", State(day("2026-12-26"))), ("11-26 10:00", Press("1"))],
            {"2026-12-26", "2027-01-25"},
        ),
        (
            [
                ("11-23 08:00", Press("1")),
                ("11-23 20:00", Text("-", moment("2026-11-23 20:00"), day("2026-11-26"))),
            ],
            {"2026-11-26", "2026-12-26"},
        ),
        (
            [
                ("11-23 08:00", Press("1")),
                ("11-26 20:00", Text("-", moment("2026-11-26 20:00"), day("2026-11-26"))),
            ],
            {"2026-11-26"},
        ),
        (
            [("11-23 08:00", Press("1")), ("11-23 20:00", Record("2", day("2026-11-23")))],
            {"2026-12-26", "2027-01-25"},
        ),
    ],
)
def test_the_observer_knows_which_readings_are_careful(deeds, ends) -> None:
    assert readings(papa(*deeds)) == {day(each) for each in ends}


@pytest.mark.parametrize(
    ("shown", "truth", "allowed", "verdict"),
    [
        ("26", "26", "24", Verdict.RIGHT),
        ("26", "24", "24", Verdict.DANGEROUS),
        ("25", "24", "24 26", Verdict.AMBIGUOUS),
        ("24", "23", "24 26", Verdict.UNFAIR),
        ("24", "26", "24 26", Verdict.RIGHT),
        ("22", "26", "24 26", Verdict.EARLY),
        (None, "26", "24", Verdict.UNKNOWN),
        ("24", "26", "", Verdict.UNFAIR),
        (None, None, "", None),
    ],
)
def test_a_day_is_judged_by_what_could_be_known(shown, truth, allowed, verdict) -> None:
    def of(text: str | None) -> date | None:
        return text and day(f"2026-11-{text}")

    assert judge(of(shown), of(truth), frozenset(map(of, allowed.split()))) is verdict


# The whole


def test_a_renewal_that_is_bought_and_told_is_right_each_day() -> None:
    result = play(papa(("11-23 17:50", Buy(10)), ("11-23 18:00", Press("1"))))

    assert result.findings == []
    assert result.line_days == 40
    assert result.scores["30 days, later"].days == {("service", Verdict.RIGHT): 40}


def test_an_end_that_is_known_is_told() -> None:
    score = play(papa()).scores["30 days, later"]

    assert (score.ends, score.told, score.missed) == (1, 1, [])


def test_a_household_is_the_same_again_for_the_same_number() -> None:
    assert household(7, days=30) == household(7, days=30)
    assert household(7, days=30) != household(8, days=30)


@pytest.mark.parametrize("seed", range(6))
def test_a_household_lives_for_some_weeks_and_no_date_is_dangerous(seed) -> None:
    result = play(household(seed, days=60))

    assert [each for each in result.findings if each.verdict is Verdict.DANGEROUS] == []
    assert [score.missed for score in result.scores.values() if score.missed] == []


def test_what_is_wrong_is_shrunk_to_the_deeds_that_it_takes() -> None:
    broken = BROKEN["what was seen is counted again"]
    script = household(0, days=60)
    found = next(each for each in play(script, broken).findings if each.verdict in WRONG)

    few = shrunk(script, found, broken)

    assert len(few.deeds) <= 6
    assert wrong_days(few, broken)
    assert not wrong_days(few)
    test = "\n".join(as_test(few, found))
    assert test.startswith("def test_no_")
    assert test.count("Deed(") == len(few.deeds)


def test_the_table_has_a_row_for_each_family_and_clock() -> None:
    families = by_family(play(household(seed, days=3)).scores for seed in range(12))

    lines = list(rows(families))

    assert lines[0].startswith("| family | clock | line-days | right | dangerous |")
    assert len({line.split("|")[1] for line in lines[2:]}) == len(families)
    assert [line.partition(":")[0] for line in shares(families["all"])] == ["service", "number"]


def test_families_are_chosen_by_a_word() -> None:
    assert {offer.family for offer in chosen_offers(["burn"])} == {"balance burn"}
    assert chosen_offers([]) == OFFERS
    with pytest.raises(SystemExit):
        chosen_offers(["nothing of the kind"])


@pytest.mark.slow
def test_a_year_of_each_family_is_within_what_is_promised() -> None:
    families = by_family(play(household(seed)).scores for seed in range(35))
    score = families["all"]

    for clock in ("service", "number"):
        days = {verdict: score.days[clock, verdict] for verdict in Verdict}
        assert days[Verdict.DANGEROUS] == 0
        assert days[Verdict.AMBIGUOUS] <= 0.002 * sum(days.values())
        assert days[Verdict.EARLY] <= 0.003 * sum(days.values())
    assert score.missed == []
    assert score.ends > 150


HOUSEHOLDS = {
    "data that is used up does not matter": ("whichever", 3, 150),
    "any money climbs the ladder": ("ladder of", 6, 300),
    "what did not arrive counts": ("30 days", 6, 200),
    "late texts are not heard": ("30 days", 6, 150),
    "a note makes a renewal happen now": ("", 12, 150),
}
"""Where a break matters that does not matter everywhere: offers, households, days."""


@pytest.mark.slow
@pytest.mark.parametrize("broken", BROKEN)
def test_a_replay_that_is_broken_on_purpose_is_caught(broken) -> None:
    word, count, days = HOUSEHOLDS.get(broken, ("", 6, 150))
    offers = chosen_offers([word])
    scripts = [household(seed, offers, days) for seed in range(count)]

    assert sum(wrong_days(each, BROKEN[broken]) for each in scripts) > sum(map(wrong_days, scripts))


def test_a_household_is_elsewhere_for_weeks_and_off_for_hours() -> None:
    script = replace(
        papa(),
        zones=((BEGINS, "Europe/Paris"), (BEGINS + timedelta(days=5), "Asia/Shanghai")),
        down=((BEGINS, BEGINS + timedelta(hours=5)),),
    )

    assert script.zone_at(BEGINS) == ZoneInfo("Europe/Paris")
    assert script.zone_at(BEGINS + timedelta(days=6)) == ZoneInfo("Asia/Shanghai")
    assert script.is_down(BEGINS)
    first, second = (script.up_from(BEGINS + timedelta(hours=hour)) for hour in (1, 2))
    assert BEGINS + timedelta(hours=5) < first < second
    assert script.up_from(second) == second


def test_a_finding_says_which_day_of_which_line_it_is() -> None:
    wrong = papa(("11-10 18:00", State(day("2026-12-30"))))
    found = play(wrong).findings[0]

    assert found == Finding(
        "papa",
        0,
        day("2026-11-10"),
        "service",
        Verdict.UNFAIR,
        day("2026-12-30"),
        day("2026-11-26"),
        (day("2026-12-30"),),
    )
