"""Finds the sites that a text names, and tells whether any is not a carrier's own."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
import re
import unicodedata

from ..channels import Refusal, host_of, link_problem
from .sites import (
    CARRIERS_SUFFIXES,
    COUNTRY_SUFFIXES,
    GENERIC_SUFFIXES,
    NAMES_WITH_SITES,
    OWN_HOSTS,
    OWN_SITES,
    WORDS_OF_TWO,
)
from .tokens import fold, tokenise

_LETTER = r"[^\W\u3400-\u9fff\uf900-\ufaff]"
_GENERIC = "|".join(sorted(" ".join(GENERIC_SUFFIXES).split(), key=len, reverse=True))
_SUFFIX = "|".join([_GENERIC, *" ".join(COUNTRY_SUFFIXES).split()])
_HIDDEN_DOT = r" ?[\[({] ?(?:\.|dot|point|punkt|punto) ?[\])}] ?"
_WORD_DOT = r"\s{1,3}(?:dot|point|punkt|punto|ponto|kropka|tecka|punt)\s{1,3}|\s{0,3}\u70b9\s{0,3}"
_SPOKEN_DOT = rf"(?:{_WORD_DOT}|[\u3002\uff61])"
"""A dot in words, which other texts use as well: the name before it or behind it has to tell."""
_NO_WORDS = "com|net|org|xyz|icu|cyou|cc"
_NO_WORDS_IN_ENGLISH = f"{_NO_WORDS}|top|vip|buzz|biz"
_SPOKEN = (
    rf"(?=[a-z0-9-]{{0,62}}[a-z])(?:[a-z0-9]+-[a-z0-9-]{{1,60}}{_SPOKEN_DOT}(?:{_SUFFIX})"
    rf"|(?=[a-z]*[0-9])[a-z0-9]{{2,60}}(?:{_WORD_DOT})(?:{_SUFFIX})"
    rf"|[a-z0-9]{{3,62}}\s{{1,3}}dot\s{{1,3}}(?:{_NO_WORDS_IN_ENGLISH})"
    rf"|[a-z0-9]{{3,62}}{_SPOKEN_DOT}(?:{_NO_WORDS}))"
)
"""Names with a hyphen or a digit are no words of a sentence."""
_DOT = rf"(?:\.|{_HIDDEN_DOT})"
_LABEL = rf"{_LETTER}(?:{_LETTER}|[\u0301-]){{0,62}}"
_PATH = r"(?:(?::\d{2,5})?[/?#\\]\S{0,300}|:\d{2,5})?"
_END = r"(?![a-z0-9_-])"

_LINK = re.compile(
    rf"(?<!{_LETTER})(?P<scheme>h[tx]{{2}}ps?|ftp) ?:[/\\]{{1,3}} ?(?P<link>\S{{1,400}})"
    rf"|(?<!{_LETTER})(?P<web>www\.\S{{1,400}})"
    r"|(?<![\w.])(?P<number>\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?/\S{0,300})"
    rf"|(?<!{_LETTER})(?<![@.-])(?P<bare>(?:[a-z0-9_.+-]{{1,64}}@)?(?:{_LABEL}{_DOT}){{1,5}}"
    rf"(?P<suffix>{_SUFFIX}){_END}(?P<path>{_PATH}))"
    rf"|(?<!{_LETTER})(?<![@.-])(?P<spaced>[a-z][a-z0-9-]{{1,62}} \. ?(?P<last>{_GENERIC})"
    rf"{_END}{_PATH})"
    rf"|(?<!{_LETTER})(?<![@.-])(?P<spoken>{_SPOKEN}{_END}{_PATH})"
    rf"|(?P<han>[\u3400-\u9fff]\.(?:{_SUFFIX}){_END}{_PATH})"
)
_PARTS = ("link", "web", "number", "bare", "spaced", "spoken", "han")
_HIDING = re.compile(rf"{_HIDDEN_DOT}|{_SPOKEN_DOT}| \. ?")
_IN_A_SENTENCE = re.compile(rf"\s(?:point|punto|ponto|punt)\s+(?:{'|'.join(WORDS_OF_TWO)})$")
"""`Rendez-vous au drive-mobile, point de vente`"""
_BEHIND = re.compile(r"[^\w/]+$|[\u3000-\u9fff\uff00-\uffef][^.]*$")
_DISGUISES = {Refusal.LINK_HIDDEN_LOGIN, Refusal.LINK_DISGUISED, Refusal.LINK_IS_ADDRESS}
_LONGEST_ABBREVIATION = 6
_SHORTEST_NUMERAL = 3


@dataclass(frozen=True, slots=True)
class StrangeSite:
    """A site that is no carrier's own, and where it is named: `text[start:end]`."""

    start: int
    end: int


def strange_sites(
    text: str, carrier: str | None = None, sites: Collection[str] = ()
) -> Iterator[StrangeSite]:
    """Return the sites in a text that neither `carrier` nor another carrier is known to have.

    `sites` are domains that are known besides. A carrier of which no site is known may have one of
    its own name.
    """
    own = OWN_SITES.union(sites)
    seen = [at for at, sign in enumerate(text) if unicodedata.category(sign) != "Cf"]
    shown = "".join(text[at] for at in seen)
    for found in _LINK.finditer(fold(shown)):
        if _IN_A_SENTENCE.search(found["spoken"] or "") or _is_no_link(shown, found):
            continue
        part = next(each for each in _PARTS if found[each])
        address = _HIDING.sub(".", shown[found.start(part) : found.end()])
        if not _is_own(_trimmed(address, found), own, carrier):
            yield StrangeSite(seen[found.start()], seen[found.end() - 1] + 1)


def _trimmed(address: str, found: re.Match[str]) -> str:
    """Return an address without the sentence that goes on right behind its host."""
    host, _, path = address.partition("/")
    if found["bare"] and not path:
        return host.rpartition("@")[2]  # a mailbox is as good as its domain
    return f"{_BEHIND.sub('', host)}/{path}" if path else _BEHIND.sub("", host)


def _is_no_link(text: str, found: re.Match[str]) -> bool:
    """Return whether words are meant, between which a space is missing: `5,00 EUR.Il reste`."""
    if found["spaced"]:
        return _begins_sentence(text[found.start("last") : found.end("last")])
    if not found["suffix"] or found["path"]:
        return False
    suffix = text[found.start("suffix") : found.end("suffix")]
    labels = found["bare"][: found.start("suffix") - found.start("bare") - 1].split(".")
    begins = text[found.start("suffix") - len(labels[-1]) - 1 : found.start("suffix") - 1]
    if not all(map(str.isalpha, labels)):
        is_numeral = labels[-1].isdecimal() and len(labels[-1]) < _SHORTEST_NUMERAL
        is_word = found["suffix"] in WORDS_OF_TWO and _begins_sentence(begins)
        return is_numeral or (is_word and begins.isalpha())
    if NAMES_WITH_SITES.intersection(labels):
        return False
    if len(labels[-1]) == 1 or _begins_sentence(suffix):
        return True
    return found["suffix"] in WORDS_OF_TWO and max(map(len, labels)) <= _LONGEST_ABBREVIATION


def _begins_sentence(word: str) -> bool:
    return word[:1].isupper() and not word.isupper()


def _is_own(address: str, own: Collection[str], carrier: str | None) -> bool:
    """Return whether an address without scheme is that of a carrier."""
    link = f"https://{address}"
    host = host_of(link)
    if host is None or link_problem(link) in _DISGUISES:
        return False
    labels = host.split(".")
    domains = (".".join(labels[at:]) for at in range(len(labels) - 1))
    return host in OWN_HOSTS or any(each in own for each in domains) or _has_name(labels, carrier)


def _has_name(labels: list[str], carrier: str | None) -> bool:
    """Return whether a site has exactly the name of a carrier of which none is known."""
    words = [token.text for token in tokenise(carrier or "") if token.text.isalnum()]
    name = "".join(words)
    if not words or NAMES_WITH_SITES & {name, *words}:
        return False
    return any(
        label.replace("-", "") == name and ".".join(labels[at + 1 :]) in CARRIERS_SUFFIXES
        for at, label in enumerate(labels)
    )
