"""Which lines the numbers in a text mean: written out, masked, by their end, or as an ICCID."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum, auto
import re

from .tokens import plain

_SHORTEST_NUMBER = 8
_SHORTEST_END = 3
_SHORTEST_BEGINNING = 3
_LONGEST_COUNTRY = 3

_BLANK = r"[ .()\-\u00a0\u202f]"
_NUMBER = re.compile(rf"(?<![\d.,/*])\(?(?:\+|00)?\(?\d(?:{_BLANK}{{0,2}}\d){{6,19}}(?![\d*])")
_WRITTEN_OUT = re.compile(r"\(?[+0](?:\D*\d){8,13}")
_MASKED = re.compile(
    r"(?<![0-9a-z*])\+?(?P<first>\d(?:[ .-]?\d){0,7})?[ .-]?"
    r"(?:[*x\u00d7\u2022\u00b7\u25cf#\u2026](?:[ .-]?[*x\u00d7\u2022\u00b7\u25cf#\u2026])+"
    r"|\u2026|\.{3})[ .-]?(?P<last>\d{2}(?:[ .-]?\d\d?){0,2})(?![\d*]|[.,]\d)"
)
_ENDING = re.compile(
    r"(?:ending|ends|last (?:four|4|three|3) digits|terminant|termine|finissant|endend|endet"
    r"|endung|endziffern|terminad[oa]|termina|acabad[oa]|acaba|terminante|finisce|eindigend"
    r"|eindigt|konczac\w*|konczy|koncici|konci|尾号|尾號|末四位|后四位|後四位|末尾)"
    r"(?: ?(?:are|in|with|by|par|en|sur|auf|con|per|op|na|sie na|cyframi|em|cislem|是|为))*[ :*]*"
    r"(?P<last>\d{3,6}|\d\d(?:[ .-]\d\d){1,2})(?!\d)"
)
_ICCID = re.compile(r"(?<!\d)89(?:[ -]?\d){16,18}(?!\d)")
_PHONE = re.compile(r"\(?(?:\+|0)|1[3-9]\d{9}$|[3-9]\d\d\s{0,2}\d{3}\s{0,2}\d{3,4}$")
"""What is written as phone numbers are, and no sum of money."""
_DATE = re.compile(
    r"\(?(?:\d\d?[ .-]\d\d?[ .-]20\d\d|20\d\d[ .-]\d\d[ .-]\d\d"
    r"|\d\d?[.-]\d\d?[.-]\d\d \d\d\.?\d\d$)"
)

_NOUNS = (
    r"lignes?|numeros?|nr|no|n°|nummer|rufnummer|handynummer|telefonnummer|mobilfunknummer|lines?"
    r"|number|num#?|msisdn|mobile|sim|linea|movil|telefono|cellulare|linha|telemovel|numer\w*"
    r"|cisl\w*|号码|號碼|手机号?|手機|用户|门号|門號|sim卡"
)
_SUBJECT = re.compile(
    rf"(?:^|[^\w])(?:{_NOUNS})(?:\W{{0,3}}|\W(?:mobile|n°|no|nr)\W{{0,3}})$"
    r"|(?:[号码碼]|副[卡号號]|子卡|附[属屬]卡)\W?$"
)
_OF_SOMEBODY = re.compile(
    rf"(?:^|\W)(?:{_NOUNS})\s[^.!?:;,()\d]{{1,30}}\(\s{{0,2}}$"
    rf"|(?:^|\W)(?:{_NOUNS})\s{{1,2}}(?:de|d'|of|von|di|van|da|do)\s{{0,2}}[^\W\d]{{2,20}}\W{{1,3}}$"
)
"""Words by which the number behind them is that of somebody: `La ligne de Léa (06 39 98 00 55)`."""
_CALLED = re.compile(
    r"\b(?:appel\w*|compos\w*|call\w*|dial\w*|contact\w*|kontakt\w*|anruf\w*|ruf|rufen|wahl\w*"
    r"|llam\w*|marc\w*|chiam\w*|bel|bell\w*|zadzwo\w*|volej\w*|ligu\w*|envoy\w*|send\w*|sms|texto"
    r"|whatsapp|hotline|servi\w*|kunden\w*|client\w*|customer\w*|klant\w*|assist\w*|aide|help"
    r"|hilfe|info\w*|support|emergency|urgence)\b[^.!?。]{0,30}$"
)
_FOR = re.compile(r"(?:^|\W)(?:for|pour|fur|para|per|voor|dla|pro|给|為|为)\W{0,2}$")
_OWNED = re.compile(
    r"\b[gm][bo]\s+(?:left\s+)?(?:sur|on|auf|op|su|en)(?:\s+(?:le|la|the|der|el|il|al))?\W{0,3}$"
    r"|\b(?:solde|credit|avoir|forfait|conso|balance|data|allowance|plan|guthaben|kontostand|volumen"
    r"|datenvolumen|saldo|datos|credito|tegoed|beltegoed|bundel|konta|konto|srodki|kredit)"
    r"(?:\s+(?:left|remaining|restant|residuo|restante|disponible))?\s+(?:of|on|du|de|von|der|del|di"
    r"|da|do|van|cisla)(?:\s+(?:la|le|the|der|el|il|al|op))?\W{0,3}$"
)
"""Words for a balance that is that of the number behind them: `Le solde du 06 39 98 00 77`."""
_HAS = re.compile(
    r"(?:的|has\b|dispose\b|beneficie\b|hat\b|verfugt\b|tiene\b|dispone\b|ha\b|heeft\b|tem\b|ma\b)"
)
"""Words by which the number before them has something: `06 39 98 00 77 dispose de 3 Go.`"""
_ELSEWHERE = re.compile(
    r"(?:\b(?:appel\w*|compos\w*|call\w*|dial\w*|contact\w*|anruf\w*|ruf\w*|wahl\w*|llam\w*|marc\w*"
    r"|chiam\w*|bel|bell\w*|zadzwo\w*|volej\w*|ligu\w*|envoy\w*|send\w*|sms|texto\w*|whatsapp|from"
    r"|hotline|service client\w*|assistance|aide|help|info\w*|support|au|vers|al|auf|unter|to|at"
    r"|du|von|del|dal|van|od|do|naar|ao|aux)\b|拨打|致电|联系|发送|从|客服|服务热线)[^.!?。]{0,20}$"
)
_CARD = re.compile(
    r"(?:\b(?:carte|card|karte|kreditkarte|tarjeta|carta|karta|kartou|cartao|cb|visa|mastercard)\b"
    r"|(?<!sim)卡)[^.!?。]{0,25}$"
)
_GIVEN_TO = re.compile(r"(?:[向给給]|\b(?:for|pour|fur|para|per|voor|dla|pro))\W{0,2}$")
_ROUND = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class LineNumbers:
    """A line, its number in E.164 and its ICCID, where they are known."""

    line_id: str
    number: str | None
    iccid: str | None = None


class _Form(Enum):
    """How a number is written, by which a line's is compared with it."""

    NUMBER = auto()
    ICCID = auto()
    PARTS = auto()


@dataclass(frozen=True, slots=True)
class _Mention:
    """A number in a text: whole, or its beginning and its end."""

    form: _Form
    last: str
    first: str = ""
    is_subject: bool = False
    """Whether the text is about it, and does not only say whom to call:

    `La ligne 06 39 98 00 77 : il vous reste 2 Go.`
    """

    def means(self, line: LineNumbers) -> bool:
        """Return whether a line has this number."""
        if self.form is _Form.ICCID:
            known = re.sub(r"\D", "", line.iccid or "")
            return bool(known) and known[:18] == self.last[:18]
        if line.number is None:
            return False
        if self.form is _Form.NUMBER:
            return same_number(self.last, line.number)
        digits = re.sub(r"\D", "", line.number)
        begins = self.first.removeprefix("00").removeprefix("0")
        return digits.endswith(self.last) and begins in digits[: len(begins) + _LONGEST_COUNTRY]

    def contradicts(self, line: LineNumbers) -> bool:
        """Return whether a line has another number; of one that has none, nobody knows."""
        return (line.iccid if self.form is _Form.ICCID else line.number) is not None


@dataclass(frozen=True, slots=True)
class LinesNamed:
    """The lines that the numbers in a text mean, and the numbers that no line has."""

    line_ids: frozenset[str] = frozenset()
    strangers: tuple[_Mention, ...] = ()
    subject_ids: frozenset[str] = frozenset()
    """Those of the lines of which the text speaks, and which it does not only mention."""

    def can_mean(self, line: LineNumbers) -> bool:
        """Return whether a text can be about a line: no number in it says that it is another's."""
        if self.line_ids:
            return line.line_id in self.line_ids
        return not any(each.contradicts(line) for each in self.strangers)

    def excludes(self, line: LineNumbers) -> bool:
        """Return whether a text is not about a line, or not about it alone."""
        return len(self.line_ids) > 1 or not self.can_mean(line)


def lines_named(lines: Collection[LineNumbers], text: str) -> LinesNamed:
    """Return the lines that are named in a text by a number."""
    found: set[str] = set()
    subjects: set[str] = set()
    strangers: list[_Mention] = []
    for mention in _mentions(plain(text)):
        meant = {line.line_id for line in lines if mention.means(line)}
        found |= meant
        if mention.is_subject:
            subjects |= meant
        if mention.is_subject and not meant:
            strangers.append(mention)
    return LinesNamed(frozenset(found), tuple(strangers), frozenset(subjects))


def same_number(left: str, right: str) -> bool:
    """Return whether two numbers are the same, one of which may be without its country."""
    numbers = [_digits(each) for each in (left, right)]
    shorter, longer = sorted(numbers, key=len)
    if len(shorter) < _SHORTEST_NUMBER:
        return False
    return longer == shorter or (
        _is_international(left) != _is_international(right)
        and longer.endswith(shorter.removeprefix("0"))
    )


def _mentions(folded: str) -> Iterator[_Mention]:
    """Return every number that a text has, but those of cards."""
    for found in _ICCID.finditer(folded):
        yield _Mention(_Form.ICCID, re.sub(r"\D", "", found[0]), is_subject=True)
    for found in _NUMBER.finditer(folded):
        if not _DATE.match(found[0]) and not _ICCID.search(found[0]):
            yield _Mention(_Form.NUMBER, found[0], is_subject=_is_subject(folded, found))
    yield from _broken(folded)
    for pattern in (_MASKED, _ENDING):
        for found in pattern.finditer(folded):
            before = folded[max(0, found.start() - _ROUND) : found.start()]
            first = re.sub(r"\D", "", found.groupdict().get("first") or "")
            last = re.sub(r"\D", "", found["last"])
            if not _CARD.search(before) and (first or len(last) >= _SHORTEST_END):
                is_subject = _is_masked_subject(first, before)
                yield _Mention(_Form.PARTS, last, first, is_subject)


def _broken(folded: str) -> Iterator[_Mention]:
    """Return the numbers that a phone has broken at the end of a line: written out from the 0 on.

    `La ligne 06 39 98` and below it `00 77 : il vous reste 2 Go.`
    """
    joined = folded.replace("\n", " ")
    for found in _NUMBER.finditer(joined):
        is_broken = "\n" in folded[found.start() : found.end()]
        if is_broken and _WRITTEN_OUT.fullmatch(found[0]):
            yield _Mention(_Form.NUMBER, found[0], is_subject=_is_subject(joined, found))


def _is_subject(folded: str, found: re.Match[str]) -> bool:
    """Return whether a whole number is that of the line of which the text speaks."""
    before = folded[max(0, found.start() - _ROUND) : found.start()]
    if _PHONE.match(found[0]) and (_OWNED.search(before) or _is_of_somebody(before)):
        return True
    if _ELSEWHERE.search(before):
        return False
    if _names_line(before):
        return True
    is_phone = re.match(r"\(?(?:\+|0)|1[3-9]\d{9}$", found[0]) is not None
    behind = folded[found.end() :].lstrip()
    begins = not before.strip(" \n[(【") or re.fullmatch(r"\W*(?:le|the|die|il|el|o|de)\W", before)
    leads = begins and (behind[:1] in {":", "-", ","} or _HAS.match(behind))
    return is_phone and bool(leads or _FOR.search(before))


def _is_of_somebody(before: str) -> bool:
    """Return whether a number is that of the line of somebody who is named, and none to call."""
    return _OF_SOMEBODY.search(before) is not None and _CALLED.search(before) is None


def _is_masked_subject(first: str, before: str) -> bool:
    """Return whether a number of which the middle is hidden is that of the line of the text.

    With its beginning it is written as a phone's, and not as a card's: `138****5678剩余流量2.1GB`.
    """
    is_told = _ELSEWHERE.search(before) or _GIVEN_TO.search(before)
    return _names_line(before) or (len(first) >= _SHORTEST_BEGINNING and not is_told)


def _names_line(before: str) -> bool:
    """Return whether the words right before a number say that it is a line's."""
    return _SUBJECT.search(before) is not None and _ELSEWHERE.search(before) is None


def _is_international(number: str) -> bool:
    return number.strip(" (").startswith(("+", "00"))


def _digits(text: str) -> str:
    """Return the digits of a phone number, without those that stand for the plus; else none."""
    plain = re.sub(_BLANK, "", text.replace("(0)", ""))
    if re.fullmatch(r"\+?\d+", plain) is None:
        return ""
    return plain.removeprefix("+").removeprefix("00")
