"""Checks of single values in the data files of the catalogue."""

from collections.abc import Callable, Iterable
from datetime import date
from math import inf
import re
from typing import Any

import voluptuous as vol

from ..core.channels import harm_of

_HOST = r"(?:[a-z0-9-]+\.)+[a-z]{2,}"

type FactCheck = Callable[[object], str]


def matching(pattern: str, reason: str) -> FactCheck:
    """Return a check that a value is a text which matches from end to end."""

    def check(value: object) -> str:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise vol.Invalid(reason)
        return value

    return check


def one_of(options: Iterable[str]) -> FactCheck:
    """Return a check that a value is one of these words."""
    names = [str(option) for option in options]
    return matching("|".join(map(re.escape, names)), f"expected one of {', '.join(names)}")


def nothing_or(check: FactCheck) -> Callable[[object], str | None]:
    """Return a check that also lets `null` pass."""
    return lambda value: None if value is None else check(value)


identifier = matching(r"[a-z0-9_]+", "expected small letters, digits and _")
_named = matching(r"(?=.{1,100}\Z)\S+(?: \S+)*", "expected a name of at most 100 characters")
words = matching(r"\S+(?:[ \u00a0]\S+)*", "expected a text without needless blanks")
country_code = matching(r"[A-Z]{2}", "expected a country code")
currency_code = matching(r"[A-Z]{3}", "expected a currency code")
domain = matching(_HOST, "expected a domain")
https_link = matching(rf"https://{_HOST}(?:/[^\s<>\"|]*)?", "expected an https link")
tel_link = matching(r"tel:\+[0-9]{6,15}", "expected a tel: link with +")
_dialled = matching(r"[*#0-9]{2,24}", "expected a code of digits, * and #")


def text(value: object) -> str:
    """Accept plain words: a link belongs in a channel, where it is checked."""
    return _plain(words(value))


def name(value: object) -> str:
    """Accept a name, which is plain as well: it is shown where Markdown is read."""
    return _plain(_named(value))


def dial_code(value: object) -> str:
    """Accept what can be dialled without harm to the line or the phone."""
    dialled = _dialled(value)
    if (harm := harm_of(dialled)) is not None:
        raise vol.Invalid(f"has a code that is never dialled: {harm}")
    return dialled


def _plain(said: str) -> str:
    if re.search(r"https?:|www\.|</?\w|\]\s*[(\[:]|!\[", said):
        raise vol.Invalid("a text has no address and no markup")
    return said


def source(value: object) -> str:
    """Accept an https link, or the words that name a publication."""
    said = words(value)
    return https_link(said) if "://" in said else said


def day(value: object) -> date:
    """Accept a day as YYYY-MM-DD, and nothing else that ISO 8601 allows."""
    try:
        read = date.fromisoformat(str(value))
    except ValueError:
        read = None
    if read is None or read.isoformat() != value:
        raise vol.Invalid("expected a day as YYYY-MM-DD")
    return read


def count(value: object) -> int:
    """Accept a whole number from 1."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise vol.Invalid("expected a whole number from 1")
    return value


def amount(value: object) -> float:
    """Accept an amount of money, as the dialog of a line keeps it."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value < inf:
        raise vol.Invalid("expected an amount above 0")
    return float(value)


def some(member: Any, *checks: Any) -> vol.All[Any]:
    """Return a schema of a list that has members."""
    return vol.All([member], vol.Length(min=1, msg="is empty"), *checks)


def each_once(key: str | None = None) -> Callable[[list[Any]], list[Any]]:
    """Return a check that no member of a list, or no `key` of its members, is there twice."""

    def check(members: list[Any]) -> list[Any]:
        seen: set[object] = set()
        for index, member in enumerate(members):
            value = member if key is None else member[key]
            if value in seen:
                raise vol.Invalid("is there twice", path=[index] if key is None else [index, key])
            seen.add(value)
        return members

    return check


def is_within(link: str, domains: Iterable[str]) -> bool:
    """Return whether an https link leads to one of these domains, or below it."""
    host = link.removeprefix("https://").split("/", maxsplit=1)[0]
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)
