"""Lives through household-years and says how many days showed which kind of date.

Usage: .venv/bin/python -m scripts.reliability [--years 200] [--seed 0] [--families WORD ...]
           [--show dangerous ...] [--shrink MOST]
"""

import argparse
from collections import Counter
from collections.abc import Sequence
import sys
from time import perf_counter

from .offers import OFFERS, RealOffer
from .referee import Finding, Result, Verdict, play
from .shrinking import as_test, shrunk
from .table import by_family, rows, shares
from .world import household


def chosen_offers(words: Sequence[str]) -> tuple[RealOffer, ...]:
    """Return the offers whose family or name has one of the words; all of them without words."""
    found = tuple(
        offer
        for offer in OFFERS
        if not words or any(word in f"{offer.family} {offer.key}" for word in words)
    )
    if not found:
        raise SystemExit("No family is called that.")
    return found


def main() -> None:
    """Run the households that were asked for, and print what came of them."""
    parser = argparse.ArgumentParser(prog="scripts.reliability", description=__doc__)
    parser.add_argument("--years", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--families", nargs="*", default=[])
    parser.add_argument("--show", nargs="*", default=[], type=Verdict)
    parser.add_argument("--shrink", type=int, default=0, metavar="MOST")
    options = parser.parse_args()
    offers = chosen_offers(options.families)
    begun = perf_counter()
    results: list[Result] = []
    for seed in range(options.seed, options.seed + options.years):
        results.append(play(household(seed, offers)))
        if sys.stderr.isatty():
            print(f"\r{len(results)} of {options.years}", end="", file=sys.stderr)
    families = by_family(each.scores for each in results)
    print("\n".join(rows(families)))
    print()
    print("\n".join(shares(families["all"])))
    days = sum(each.line_days for each in results)
    print(f"{len(results)} household-years, {days:,} line-days, {perf_counter() - begun:.0f} s")
    for missed in families["all"].missed[:20]:
        print("not told:", *missed)
    shown = _show([found for each in results for found in each.findings], options.show)
    for finding in shown[: options.shrink]:
        few = shrunk(household(int(finding.household), offers), finding)
        (found,) = [each for each in play(few).findings if _is_same(each, finding)][:1]
        print("\n" + "\n".join(as_test(few, found)))


def _is_same(one: Finding, other: Finding) -> bool:
    return (one.line, one.clock, one.verdict) == (other.line, other.clock, other.verdict)


def _show(findings: Sequence[Finding], verdicts: Sequence[Verdict]) -> list[Finding]:
    """Print the first day of each run of days of the verdicts that were asked for."""
    shown: Counter[tuple[str, int, str, str]] = Counter()
    first: dict[tuple[str, int, str, str], Finding] = {}
    for each in findings:
        if each.verdict in verdicts:
            key = (each.household, each.line, each.clock, f"{each.shown} {each.truth}")
            shown[key] += 1
            first.setdefault(key, each)
    for key, count in shown.most_common(60):
        each = first[key]
        allowed = ", ".join(map(str, each.allowed))
        print(
            f"{count:4} x {each.verdict} {each.clock}: household {each.household} line {each.line}"
            f" on {each.day}: shown {each.shown}, true {each.truth}, allowed {allowed}"
        )
    return [first[key] for key, _ in shown.most_common(60)]


if __name__ == "__main__":
    main()
