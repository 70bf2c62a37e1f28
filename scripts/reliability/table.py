"""The table of what came of all households, a row for each family."""

from collections.abc import Iterable, Iterator, Mapping

from .offers import OFFERS
from .referee import Score, Verdict

FAMILY = {offer.key: offer.family for offer in OFFERS}
CLOCKS = ("service", "number")


def by_family(scores: Iterable[Mapping[str, Score]]) -> dict[str, Score]:
    """Return the scores of all households by family, and in all."""
    families: dict[str, Score] = {family: Score() for family in FAMILY.values()}
    families["all"] = Score()
    for each in scores:
        for key, score in each.items():
            families[FAMILY[key]].add(score)
            families["all"].add(score)
    return families


def rows(families: Mapping[str, Score]) -> Iterator[str]:
    """Return the table in Markdown."""
    verdicts = list(Verdict)
    yield "| family | clock | line-days | " + " | ".join(verdicts) + " | ends told in time |"
    yield "|---|---|---|" + "---|" * (len(verdicts) + 1)
    for family, score in families.items():
        for clock in CLOCKS:
            counts = [score.days[clock, verdict] for verdict in verdicts]
            if not sum(counts):
                continue
            ends = f"{score.told} of {score.ends}" if clock == "service" else ""
            told = " | ".join(f"{count:,}" for count in counts)
            yield f"| {family} | {clock} | {sum(counts):,} | {told} | {ends} |"


def shares(score: Score) -> Iterator[str]:
    """Return the shares that the goals are about, of each clock."""
    for clock in CLOCKS:
        total = sum(score.days[clock, verdict] for verdict in Verdict)
        if total:
            told = ", ".join(
                f"{verdict} {score.days[clock, verdict] / total:.3%}" for verdict in Verdict
            )
            late = score.too_late[clock] / total
            yield f"{clock}: {told}; of the unfair, {late:.3%} later than it truly was"
