"""Lists that fit into a cell: the steps of a credit ladder, a balance, and the ways to renew."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Context, Decimal
import json
import re
from typing import Any, override

from ..model import Bucket, Channel, Measure, Reading
from ..rule_settings import STEP_AMOUNT, STEP_NUMBER_MONTHS, STEP_SERVICE_DAYS
from ..units import BYTES, SECONDS
from .notations import (
    Amount,
    CellRefused,
    Count,
    Moment,
    Notation,
    Style,
    WordNotation,
    objects,
    pieces,
)

_OF_DATA = {unit.upper(): BYTES[unit] for unit in ("GB", "MB", "kB", "B")}
UNITS: Mapping[Bucket, Mapping[str, int]] = {
    Bucket.DATA_REMAINING: _OF_DATA,
    Bucket.DATA_ALLOWANCE: _OF_DATA,
    Bucket.VOICE_REMAINING: {unit: SECONDS[unit] for unit in ("min", "s")},
    Bucket.SMS_REMAINING: {"": 1},
    Bucket.CREDIT: {"": 1},
}
"""The units of each bucket, the usual one first, and how many of the last one they are."""

_EXACT = Context(prec=3000)
_STEP = re.compile(r"([^=/]+)=\s*(?:([0-9]{1,6})\s*d)?\s*/?\s*(?:([0-9]{1,6})\s*m)?", re.IGNORECASE)
_MEASURE = re.compile(r"([^=@]+)=([^=@]*?)([A-Za-z]*)\s*@([^@]+)(?:@([^@]+))?")
_WHEN, _TOLD = "measured_at", "told_at"


class Steps(Notation):
    """The steps of a ladder: `5=30d/1m` is 30 days of service and 1 month for the number."""

    is_text = False

    @override
    def canonical(self, value: Any) -> Any:
        steps = [
            {
                STEP_AMOUNT: Amount().canonical(step[STEP_AMOUNT]),
                **{
                    key: Count().canonical(step[key])
                    for key in (STEP_SERVICE_DAYS, STEP_NUMBER_MONTHS)
                    if step.get(key) is not None
                },
            }
            for step in value
        ]
        return tuple(sorted(steps, key=lambda step: step[STEP_AMOUNT]))

    @override
    def to_text(self, value: Any) -> str:
        return "; ".join(map(_step_to_text, value))

    @override
    def of_text(self, text: str, style: Style) -> Any:
        return self.canonical([_step_of_text(each, style) for each in pieces(text)])

    @override
    def to_json(self, value: Any) -> Any:
        return [{**step, STEP_AMOUNT: str(step[STEP_AMOUNT])} for step in value]

    @override
    def of_json(self, value: Any, style: Style) -> Any:
        if isinstance(value, str):
            return self.of_text(value, style)
        notations = {
            STEP_AMOUNT: Amount(),
            STEP_SERVICE_DAYS: Count(),
            STEP_NUMBER_MONTHS: Count(),
        }
        steps = [
            {key: notations[key].of_json(each, style) for key, each in step.items()}
            for step in objects(value, notations)
        ]
        if not all(STEP_AMOUNT in step for step in steps):
            raise CellRefused("wrong_step")
        return self.canonical(steps)


class Balance(Notation):
    """What was in some buckets: `credit=4.50@2026-11-20; data_remaining=1.5 GB@2026-11-20`.

    A second moment is when that was told, where it was later.
    """

    is_text = False

    @override
    def canonical(self, value: Any) -> Any:
        return {bucket: value[bucket] for bucket in Bucket if bucket in value} or None

    @override
    def to_text(self, value: Reading) -> str:
        return "; ".join(
            "@".join((f"{bucket}={measure.amount}{base_unit(bucket)}", *_moments_of(measure)))
            for bucket, measure in value.items()
        )

    @override
    def of_text(self, text: str, style: Style) -> Any:
        reading: Reading = {}
        for piece in pieces(text):
            match = _MEASURE.fullmatch(piece)
            if match is None:
                raise CellRefused("wrong_balance")
            bucket = WordNotation(Bucket).of_text(match[1], style)
            amount = Amount().of_text(match[2], style)
            told_at = Moment().of_text(match[5], style) if match[5] else None
            _put(reading, bucket, amount, match[3], Moment().of_text(match[4], style), told_at)
        return self.canonical(reading)

    @override
    def to_json(self, value: Reading) -> Any:
        return [_measure_to_json(bucket, measure) for bucket, measure in value.items()]

    @override
    def of_json(self, value: Any, style: Style) -> Any:
        if isinstance(value, str):
            return self.of_text(value, style)
        reading: Reading = {}
        for each in objects(value, ("bucket", "amount", "unit", _WHEN, _TOLD)):
            if not {"bucket", "amount", _WHEN} <= each.keys():
                raise CellRefused("wrong_balance")
            bucket = WordNotation(Bucket).of_json(each["bucket"], style)
            amount = Amount().of_json(each["amount"], style)
            unit = Notation().of_json(each.get("unit", ""), style) or ""
            told_at = Moment().of_json(each[_TOLD], style) if each.get(_TOLD) else None
            _put(reading, bucket, amount, unit, Moment().of_json(each[_WHEN], style), told_at)
        return self.canonical(reading)


class Ways(Notation):
    """The ways to renew, each with its link, code and instruction; in a cell they are JSON."""

    is_text = False

    @override
    def canonical(self, value: Any) -> Any:
        return tuple(_way(each) for each in value) or None

    @override
    def to_text(self, value: Any) -> str:
        return json.dumps(self.to_json(value), ensure_ascii=False)

    @override
    def of_text(self, text: str, style: Style) -> Any:
        try:
            ways = json.loads(text)
        except ValueError, RecursionError:
            raise CellRefused("not_json") from None
        return self._of_list(ways, style)

    @override
    def to_json(self, value: Any) -> Any:
        return list(value)

    @override
    def of_json(self, value: Any, style: Style) -> Any:
        if isinstance(value, str):
            return self.of_text(value, style)
        return self._of_list(value, style)

    def _of_list(self, value: Any, style: Style) -> Any:
        ways = [
            {
                key: _NOTATION_OF_WAY[key].of_json(each, style)
                for key, each in way.items()
                if each is not None and each != ""
            }
            for way in objects(value, _NOTATION_OF_WAY)
        ]
        if not all("kind" in way for way in ways):
            raise CellRefused("unknown_choice")
        return self.canonical(ways)


_NOTATION_OF_WAY = {
    "kind": WordNotation(Channel),
    "link": Notation(),
    "code": Notation(),
    "instruction": Notation(),
}


def base_unit(bucket: Bucket) -> str:
    """Return the unit in which a bucket is kept."""
    return list(UNITS[bucket])[-1]


def in_base_unit(bucket: Bucket, amount: Decimal, unit: str) -> Decimal:
    """Return an amount in the unit in which its bucket is kept; without one, it is the usual."""
    factors = {name.casefold(): factor for name, factor in UNITS[bucket].items()}
    factor = factors.get(unit.casefold() or next(iter(factors)))
    if factor is None:
        raise CellRefused("unknown_unit")
    return amount if factor == 1 else _EXACT.multiply(amount, Decimal(factor))


def _measure_to_json(bucket: Bucket, measure: Measure) -> dict[str, str]:
    unit = base_unit(bucket)
    return {
        "bucket": bucket.value,
        "amount": str(measure.amount),
        **({"unit": unit} if unit else {}),
        **dict(zip((_WHEN, _TOLD), _moments_of(measure), strict=False)),
    }


def _moments_of(measure: Measure) -> tuple[str, ...]:
    """Return when it was true, and when that was told, where it was later."""
    moments = (measure.measured_at, measure.told_at)
    return tuple(Moment().to_text(each) for each in moments if each is not None)


def _way(way: Mapping[str, Any]) -> dict[str, str]:
    texts = {key: Notation().canonical(way.get(key) or "") for key in _NOTATION_OF_WAY}
    return {key: text for key, text in texts.items() if text}


def _put(
    reading: Reading,
    bucket: Bucket,
    amount: Decimal,
    unit: str,
    at: datetime,
    told_at: datetime | None,
) -> None:
    if bucket in reading:
        raise CellRefused("wrong_balance")
    reading[bucket] = Measure(in_base_unit(bucket, amount, unit), at, told_at)


def _step_to_text(step: Mapping[str, Any]) -> str:
    days, months = step.get(STEP_SERVICE_DAYS), step.get(STEP_NUMBER_MONTHS)
    parts = [*([f"{days}d"] if days else []), *([f"{months}m"] if months else [])]
    return f"{step[STEP_AMOUNT]}={'/'.join(parts)}"


def _step_of_text(text: str, style: Style) -> dict[str, Any]:
    match = _STEP.fullmatch(text)
    if match is None or not (match[2] or match[3]):
        raise CellRefused("wrong_step")
    return {
        STEP_AMOUNT: Amount().of_text(match[1], style),
        STEP_SERVICE_DAYS: match[2],
        STEP_NUMBER_MONTHS: match[3],
    }
