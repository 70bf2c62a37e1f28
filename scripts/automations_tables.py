"""Writes the tables of docs/automations.md: `python -m scripts.automations_tables [--check]`.

What an event says and what an action answers is made of the types that the code answers with; what
an action takes, of `services.yaml` and its English texts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
import json
from pathlib import Path
import sys
from types import NoneType, UnionType
from typing import (
    Any,
    NotRequired,
    TypeAliasType,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from homeassistant.util.yaml import load_yaml_dict

from custom_components.sim_renewal.actions import answers
from custom_components.sim_renewal.actions.responses import BUCKETS
from custom_components.sim_renewal.core.doubts import DoubtReason
from custom_components.sim_renewal.core.ledger import Flag
from custom_components.sim_renewal.core.line import Standing, Status
from custom_components.sim_renewal.core.model import Channel, Form, Verdict
from custom_components.sim_renewal.core.reminders import End, Happening
from custom_components.sim_renewal.entity import LineFacts
from custom_components.sim_renewal.household.event_details import DETAILS
from custom_components.sim_renewal.household.ledger import RecordOutcome
from scripts.written import keep

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "docs" / "automations.md"
PACKAGE = ROOT / "custom_components" / "sim_renewal"

ANSWERS: Mapping[str, type] = {
    "get_lines": answers.LineAnswer,
    "get_renewals": answers.RenewalAnswer,
    "record_renewal": answers.RecordedAnswer,
    "check_lines due": answers.DueAnswer,
    "check_lines recipients": answers.RecipientAnswer,
}

VALUES: Mapping[type[StrEnum], tuple[str, Mapping[StrEnum, str]]] = {
    Status: (
        "status",
        {
            Status.NOT_STARTED: "bought, and its term begins with the first use or activation",
            Status.ACTIVE: "in service, and nobody has to act",
            Status.DUE: "in service, and within the days in which SIM Renewal reminds",
            Status.EXPIRED: "service has ended; until when the number is kept is not known",
            Status.GRACE: "service has ended, and the number is still kept",
            Status.LOST: "the number is no longer kept",
            Status.SUSPENDED: "suspended at the carrier, or archived",
            Status.UNKNOWN: "the end of service is not known",
        },
    ),
    Standing: (
        "standing",
        {
            Standing.IN_USE: "in use",
            Standing.SUSPENDED: "suspended at the carrier for a while",
            Standing.ARCHIVED: "given up; its ledger is kept",
        },
    ),
    Form: ("form", {Form.PHYSICAL: "a plastic card", Form.ESIM: "an eSIM"}),
    Channel: (
        "channel",
        {
            Channel.WEBSITE: "the carrier's website",
            Channel.APP: "the carrier's app",
            Channel.SHOP: "a shop",
            Channel.KIOSK: "a self-service kiosk",
            Channel.MARKETPLACE: "a marketplace of others",
            Channel.MINI_PROGRAM: "a mini program of WeChat or Alipay",
            Channel.CODE: "a USSD or SMS code",
            Channel.PHONE_CALL: "a call",
            Channel.AUTOMATIC: "by itself, or by an automation",
        },
    ),
    RecordOutcome: (
        "outcome",
        {
            RecordOutcome.MOVED: "it is recorded, and a date moved",
            RecordOutcome.UNCHANGED: "it is recorded, and no date changed: it moves none, or "
            "somebody has to say first what it was (`doubt` of `get_lines`)",
            RecordOutcome.CONTAINED: "it is recorded, and the stated date has it already: "
            "`in_addition: true` counts it all the same",
            RecordOutcome.SAME_DEED: "it was recorded within the last ten minutes: nothing is "
            "recorded, unless `in_addition: true` is given",
            RecordOutcome.UNDATED: "it is recorded, and nobody has said yet until when it lasts",
            RecordOutcome.REFUNDED: "money given back is recorded, and moves no date",
            RecordOutcome.MISSING: "it did not go through, so it is recorded and counts no more",
        },
    ),
    DoubtReason: (
        "reason",
        {
            DoubtReason.LATE_WORD: "the carrier said the old day after a renewal, or two of its "
            "words differ",
            DoubtReason.SAME_DAY: "two renewals of one day are recorded: a second one, or the same",
            DoubtReason.IN_ADDITION: "a renewal was recorded in addition, and what was told of "
            "about that moment can have it already",
            DoubtReason.OTHER_CURRENCY: "the amount decides how far a renewal carries, and is in "
            "another currency",
            DoubtReason.CREDIT: "a date and a credit were typed in together, and differ",
        },
    ),
    Flag: (
        "flag",
        {
            Flag.CHARGED_MORE: "more was paid than the usual price",
            Flag.CHARGED_LESS: "less was paid than the usual price",
            Flag.PRICE_FAR_BELOW: "so little was paid that it could be a fraud",
            Flag.OTHER_CURRENCY: "it was paid in another currency than the line's",
            Flag.CHECK_SELLER: "it was bought on a marketplace",
            Flag.SAME_DAY: "another one of that day is recorded: until somebody says that it was a "
            "second one (`in_addition`), it moves no date",
            Flag.FAR_AHEAD: "a date was typed that is much further ahead than it usually carries",
        },
    ),
    Verdict: (
        "verdict",
        {
            Verdict.LANDED: "it went through",
            Verdict.MISSING: "it did not go through, and moves no date",
            Verdict.WRONG_CHARGE: "it went through, and was charged wrong",
        },
    ),
    End: (
        "end",
        {
            End.SERVICE: "the last day of service",
            End.NUMBER: "the last day on which the number is kept",
            End.PROMOTION: "the last day of the promotion",
        },
    ),
    Happening: (
        "event type",
        {
            Happening.RENEWAL_DUE: "a reminder moment before service ends",
            Happening.EXPIRES_TODAY: "the last day of service",
            Happening.EXPIRED: "a reminder moment after service has ended",
            Happening.GRACE_ENDING: "a reminder moment before the number is lost",
            Happening.NUMBER_LOST: "the number is no longer kept",
            Happening.DATA_LOW: "little data is left",
            Happening.DATA_RUNS_OUT_EARLY: "the data will not last",
            Happening.PROMOTION_ENDS: "a promotion ends in 14 or 3 days, or today",
            Happening.SOURCE_STALE: "what feeds the line is silent",
            Happening.DATE_MISSING: "no date of the line is known",
            Happening.RENEWED: "a renewal was recorded, restored, moved here from another line, or "
            "went through after all",
            Happening.RENEWAL_UNDONE: "a renewal was taken back, moved to another line, or did not "
            "go through",
            Happening.RENEWAL_UNVERIFIED: "nothing says yet whether a renewal went through",
        },
    ),
}
"""The words that the code says, and what each means; all of them."""

_UNITS = {
    "data": "GB of data that are left",
    "allowance": "GB of data that were bought",
    "voice": "minutes of calls that are left",
    "sms": "text messages that are left",
    "credit": "money that is left, in the line's currency",
}

_SELECTORS: Mapping[str, str] = {
    "boolean": "`true` or `false`",
    "date": "day",
    "datetime": "moment",
    "file": "the id of an uploaded file",
    "object": "mapping or list",
}
"""What the selectors are called whose names do not say what is given."""

_NAMES: Mapping[object, str] = {
    str: "text",
    bool: "`true` or `false`",
    int: "whole number",
    float: "number",
    answers.Amounts: "numbers by [bucket](#values)",
}


def written(document: str) -> str:
    """Return the document with its generated tables as the code has them now."""
    tables = {"parameters": parameters(), "events": events(), "values": values()} | {
        name: fields_table(answer) for name, answer in ANSWERS.items()
    }
    for name, text in tables.items():
        begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
        if [document.count(begin), document.count(end)] != [1, 1]:
            raise ValueError(f"the document has to have {begin} and {end} once")
        before, rest = document.split(begin)
        document = f"{before}{begin}\n\n{text}\n\n{end}{rest.split(end)[1]}"
    return document


def events() -> str:
    """Return the table of what the event entity says, and with which event types."""
    rows: dict[tuple[str, str, str], list[Happening]] = {}
    for happening in Happening:
        for shape in (LineFacts, DETAILS[happening]):
            for row in _fields(shape):
                rows.setdefault(row, []).append(happening)
    return _table(
        ("attribute", "type", "what it says", "with"),
        ((*row, _with(happenings)) for row, happenings in rows.items()),
    )


def parameters() -> str:
    """Return the table of what each action takes, in the order of its dialog."""
    texts = json.loads((PACKAGE / "translations" / "en.json").read_text(encoding="utf-8"))
    actions = load_yaml_dict(str(PACKAGE / "services.yaml"))
    parts = []
    for action, described in actions.items():
        said = texts["services"][action]["fields"] if described else {}
        rows = [
            (f"`{name}`", _taken(field), said[name]["description"].replace("|", "\\|"))
            for name, field in _flat((described or {}).get("fields", {}))
        ]
        if rows:
            parts.append(f"`{action}` takes:\n\n{_table(('field', 'takes', 'what for'), rows)}")
    return "\n\n".join(parts)


def _flat(fields: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Return the fields of an action, also those that its dialog folds away."""
    for name, field in fields.items():
        if "fields" in field:
            yield from _flat(field["fields"])
        else:
            yield name, field


def _taken(field: Mapping[str, Any]) -> str:
    """Return what may be given for a field: the kind of its selector, and what is required."""
    [(kind, settings)] = field["selector"].items()
    settings = settings or {}
    taken = _SELECTORS.get(kind, kind)
    if kind == "select":
        options = [
            each["value"] if isinstance(each, dict) else each for each in settings["options"]
        ]
        taken = ", ".join(f"`{each}`" for each in options)
    if unit := settings.get("unit_of_measurement"):
        taken = f"{taken} ({unit})"
    if "default" in field:
        taken = f"{taken}; else `{json.dumps(field['default'])}`"
    return f"{taken}; required" if field.get("required") else taken


def fields_table(shape: type) -> str:
    """Return the table of the fields of an answer."""
    return _table(("field", "type", "what it says"), _fields(shape))


def values() -> str:
    """Return the tables of the words that events and answers say."""
    parts = [
        _table((title, "means"), ((f"`{each}`", meanings[each]) for each in enum))
        for enum, (title, meanings) in VALUES.items()
    ]
    parts.append(_table(("bucket", "means"), ((f"`{each}`", _UNITS[each]) for each in BUCKETS)))
    return "\n\n".join(parts)


def _fields(shape: type) -> list[tuple[str, str, str]]:
    found = []
    for name, hint in get_type_hints(shape, include_extras=True).items():
        told = get_args(hint)[0] if get_origin(hint) is NotRequired else hint
        kind, meaning = get_args(told)
        found.append((f"`{name}`", _kind(kind), meaning))
    return found


def _kind(hint: Any) -> str:
    """Return what a type is called on the page."""
    if hint in _NAMES:
        return _NAMES[hint]
    if isinstance(hint, TypeAliasType):
        return {"IsoDay": "day, `2026-12-24`", "IsoMoment": "moment, ISO 8601"}[hint.__name__]
    if get_origin(hint) in {Union, UnionType}:
        kinds = [_kind(each) for each in get_args(hint) if each is not NoneType]
        return f"{' or '.join(kinds)}, or `none`"
    if get_origin(hint) is list:
        return f"list: {_kind(get_args(hint)[0])}"
    if get_origin(hint) is dict or is_typeddict(hint):
        return "mapping"
    return f"[{VALUES[hint][0]}](#values)"


def _with(happenings: Sequence[Happening]) -> str:
    """Return the event types with which something is said, or those with which it is not."""
    if len(happenings) == len(Happening):
        return "every event"
    others = [each for each in Happening if each not in happenings]
    if len(others) < len(happenings):
        return f"every event but {', '.join(f'`{each}`' for each in others)}"
    return ", ".join(f"`{each}`" for each in happenings)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))


def main(arguments: Sequence[str], document: Path = DOCUMENT) -> int:
    """Write the document, or with `--check` only say whether it is up to date."""
    wanted = written(document.read_text(encoding="utf-8"))
    return keep(document, wanted, arguments, "scripts.automations_tables")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
