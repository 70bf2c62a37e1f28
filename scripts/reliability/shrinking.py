"""Reduces a household in which a date was wrong to the few deeds that it takes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from datetime import date, datetime
from decimal import Decimal

from custom_components.sim_renewal.core.line import replay_of

from .deeds import Deed, Move, Script
from .home import Replayer
from .referee import Finding, play
from .tariffs import DAY


def shrunk(script: Script, finding: Finding, replayer: Replayer = replay_of) -> Script:
    """Return the household with as few deeds as still lead to such a finding on that line."""
    days = (finding.day - script.begins.date()).days + 2
    short = replace(script, days=min(days, script.days))

    def is_wrong(deeds: tuple[Deed, ...], change: Script = short) -> bool:
        result = play(replace(change, deeds=deeds), replayer)
        return any(
            (each.line, each.clock, each.verdict) == (finding.line, finding.clock, finding.verdict)
            for each in result.findings
        )

    end = script.begins + days * DAY
    own = tuple(
        each
        for each in script.deeds
        if each.at <= end and (each.line == finding.line or _moves_to(each, finding.line))
    )
    deeds = own if is_wrong(own) else tuple(each for each in script.deeds if each.at <= end)
    for plain in (replace(short, down=()), replace(short, zones=short.zones[:1])):
        if is_wrong(deeds, plain):
            short = plain
    return replace(short, deeds=_fewest(deeds, lambda some: is_wrong(some, short)))


def _moves_to(deed: Deed, line: int) -> bool:
    return isinstance(deed.act, Move) and deed.act.to == line


def _fewest(
    deeds: tuple[Deed, ...], is_wrong: Callable[[tuple[Deed, ...]], bool]
) -> tuple[Deed, ...]:
    """Leave out ever smaller parts, as long as it stays wrong without them."""
    size = max(len(deeds) // 2, 1)
    while True:
        start, is_shorter = 0, False
        while start < len(deeds):
            fewer = deeds[:start] + deeds[start + size :]
            if is_wrong(fewer):
                deeds, is_shorter = fewer, True
            else:
                start += size
        if size == 1 and not is_shorter:
            return deeds
        size = max(size // 2, 1)


def as_test(script: Script, finding: Finding) -> Iterator[str]:
    """Return the lines of a test that a household does not have such a day any more."""
    set_up = script.lines[finding.line]
    name = f"{finding.verdict}_{finding.clock}_{script.name}_{finding.line}"
    yield f"def test_no_{name}() -> None:"
    yield f"    # {set_up.offer}: shown {finding.shown}, true {finding.truth},"
    yield f"    # careful readings {', '.join(map(str, finding.allowed))} on {finding.day}"
    yield f"    set_up = {_code(set_up)}"
    yield "    deeds = ("
    for each in script.deeds:
        line = 0 if each.line == finding.line else 1
        yield f"        Deed({_code(each.at)}, {line}, {_code(each.act)}),"
    yield "    )"
    yield f"    assert_right(set_up, deeds, begins={_code(script.begins)}, days={script.days})"


def _code(value: object) -> str:
    """Return a value as Python writes it, without what is as usual."""
    match value:
        case datetime():
            return f'moment("{value:%Y-%m-%d %H:%M}")'
        case date():
            return f'day("{value}")'
        case Decimal():
            return f'Decimal("{value}")'
    if not hasattr(value, "__dataclass_fields__"):
        return repr(value)
    names: Iterable[str] = (each.name for each in fields(value))  # type: ignore[arg-type]
    told = (f"{name}={_code(getattr(value, name))}" for name in names)
    given = ", ".join(each for each in told if not each.endswith(("=None", "=False")))
    return f"{type(value).__name__}({given})"
