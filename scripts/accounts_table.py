"""Writes docs/accounts.md from the registry: `python -m scripts.accounts_table [--check]`."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
import sys

from custom_components.sim_renewal.carriers.base import ApiConfidence, CarrierApi
from custom_components.sim_renewal.carriers.registry import CARRIERS
from custom_components.sim_renewal.core.source_values import Capability
from scripts.written import keep

DOCUMENT = Path(__file__).parent.parent / "docs" / "accounts.md"

COLUMNS = {
    Capability.EXPIRY: "End of service",
    Capability.DATA_REMAINING: "Data left",
    Capability.DATA_ALLOWANCE: "Allowance",
    Capability.VOICE_REMAINING: "Calls left",
    Capability.SMS_REMAINING: "SMS left",
    Capability.STATUS: "Status",
}

_CONFIDENCE = {
    ApiConfidence.DOCUMENTED: "the carrier's own documentation",
    ApiConfidence.CLIENT_CODE: "programs of others that read it",
}


def written(document: str) -> str:
    """Return the document with its generated parts as the registry has them now."""
    for name, text in (("capabilities", capabilities()), ("carriers", carriers())):
        begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
        if [document.count(begin), document.count(end)] != [1, 1]:
            raise ValueError(f"the document has to have {begin} and {end} once")
        before, rest = document.split(begin)
        document = f"{before}{begin}\n\n{text}\n\n{end}{rest.split(end)[1]}"
    return document


def capabilities() -> str:
    """Return the table of what each carrier says."""
    head = ("Carrier", *COLUMNS.values(), "Account credit", "Asked at most every", "Known from")
    rows = [
        (
            f"[{carrier.name}](#{anchor(carrier)})",
            *("yes" if each in carrier.capabilities else "" for each in COLUMNS),
            "yes" if carrier.has_credit else "",
            _span(carrier.minimum_interval),
            _CONFIDENCE[carrier.confidence],
        )
        for carrier in CARRIERS.values()
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))


def carriers() -> str:
    """Return a section for each carrier."""
    return "\n\n".join("\n".join(_section(carrier)) for carrier in CARRIERS.values())


def anchor(carrier: CarrierApi) -> str:
    """Return the address of a carrier's section on the page."""
    kept = "".join(each for each in carrier.name.lower() if each.isalnum() or each in " -")
    return kept.replace(" ", "-")


def _section(carrier: CarrierApi) -> Iterator[str]:
    yield f"### {carrier.name}"
    yield ""
    yield f"**What is needed.** {carrier.login}"
    yield ""
    yield "**Limits.**"
    yield ""
    yield from (f"- {limit}" for limit in carrier.limits)
    yield ""
    yield "**Not certain.** Nobody could check with an account:"
    yield ""
    yield from (f"- {unsure}" for unsure in carrier.unsure)
    yield ""
    yield "**What goes where.** These requests, and no others:"
    yield ""
    for endpoint in carrier.account.ENDPOINTS:
        yield f"- `{endpoint.method} {carrier.base_url}{endpoint.path}`"
    yield ""
    yield f"**Documentation.** <{carrier.documentation}>"


def _span(interval: timedelta) -> str:
    minutes = int(interval.total_seconds()) // 60
    if minutes % 60:
        return f"{minutes} minutes"
    return "hour" if minutes == 60 else f"{minutes // 60} hours"


def main(arguments: Sequence[str], document: Path = DOCUMENT) -> int:
    """Write the document, or with `--check` only say whether it is up to date."""
    wanted = written(document.read_text(encoding="utf-8"))
    return keep(document, wanted, arguments, "scripts.accounts_table")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
