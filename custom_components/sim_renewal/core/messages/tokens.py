"""A text as tokens: words without accents or case, digits, marks, and where each one stands."""

from collections.abc import Iterator
from enum import IntEnum
import re
from typing import NamedTuple
import unicodedata

SPACE, LINE_END, BLANK_LINE, WRAP = " ", "\n", "\n\n", "\r"
"""The gaps before a token; a wrap is the end of a line that is read as a space."""
_JOINER = "\u0301"
_HAN = r"\u3400-\u9fff\uf900-\ufaff"

_LETTERS = {
    "\u2018": "'",
    "\u2019": "'",
    "\u02bc": "'",
    "`": "'",
    "\u00b4": "'",
    "\u00df": "s",
    "\u0142": "l",
    "\u0141": "l",
    "\u0111": "d",
    "\u00f8": "o",
    "\u0131": "i",
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2212": "-",
}
_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_DOMAINS = (
    "fr|com|net|org|de|uk|es|it|nl|pl|cz|pt|cn|hk|eu|be|ch|at|io|app|info|mobi|ly|gl|xyz|top|"
    "site|online|shop|link|club|vip|cc"
)

_TOKEN = re.compile(
    rf"(?P<space>[ \n{_JOINER}]+)"
    r"|(?P<link>https?://[\x21-\x7e]{0,300}[a-z0-9/]"
    r"|www\.[\x21-\x7e]{0,300}[a-z0-9/]"
    r"|[a-z][a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40}){0,3}"
    rf"\.(?:{_DOMAINS})(?![a-z0-9])(?:/[\x21-\x7e]{{0,200}}[a-z0-9/])?)"
    r"|(?P<code>[*#][*#0-9]{1,40}#)"
    rf"|(?P<digits>[0-9][0-9{_JOINER}]*)"
    rf"|(?P<han>[{_HAN}])"
    rf"|(?P<word>[^\W\d_{_HAN}](?:[^\W\d_{_HAN}]|{_JOINER})*)"
    r"|(?P<mark>.)",
    re.DOTALL,
)


class Shape(IntEnum):
    """What a token looks like."""

    WORD = 1
    HAN = 2
    DIGITS = 3
    MARK = 4
    LINK = 5
    CODE = 6


_SHAPES = {
    "word": Shape.WORD,
    "han": Shape.HAN,
    "digits": Shape.DIGITS,
    "mark": Shape.MARK,
    "link": Shape.LINK,
    "code": Shape.CODE,
}


class Token(NamedTuple):
    """A piece of the text; `gap` is the white space before it, of whatever kind and length."""

    shape: Shape
    text: str
    start: int
    end: int
    gap: str


class _Folding(dict[int, str]):
    """For each character the one that stands for it, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        """Remember what stands for a new character."""
        self[code] = folded = _folded(chr(code))
        return folded


def _folded(character: str) -> str:
    """Return exactly one character: without accent, case, width or look of its own."""
    if character in _LETTERS:
        return _LETTERS[character]
    if character in _BREAKS:
        return "\n"
    category = unicodedata.category(character)
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if category in {"Zs", "No", "Nl", "Cc"}:
        return SPACE
    if category in {"Mn", "Me", "Cf"}:
        return _JOINER
    base = "".join(
        part
        for part in unicodedata.normalize("NFKD", character).lower()
        if unicodedata.category(part) != "Mn"
    )
    return base if len(base) == 1 else character


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Return a text of the same length in which spellings of the same word are alike."""
    return text.replace("\r\n", " \n").translate(_FOLDING)


def plain(text: str) -> str:
    """Return a text folded, without the signs that nobody sees."""
    return fold(text).replace(_JOINER, "")


def tokenise(text: str) -> list[Token]:
    """Return the tokens of a text in one pass."""
    return list(_tokens(fold(text)))


def _tokens(folded: str) -> Iterator[Token]:
    """Return the tokens of a folded text; what joins two halves of a word is none."""
    gap = ""
    joins = -1
    for match in _TOKEN.finditer(folded):
        name, (start, end) = match.lastgroup or "mark", match.span()
        if name == "space":
            gap = _gap(match[0])
            continue
        shape, piece = _SHAPES[name], match[0]
        if shape is Shape.MARK and piece in "'-" and joins == start and _is_letter(folded, end):
            continue
        if _JOINER in piece:
            piece = piece.replace(_JOINER, "") or piece
        yield Token(shape, piece, start, end, gap)
        joins = end if shape is Shape.WORD else -1
        gap = ""


def _gap(space: str) -> str:
    """Return what white space comes to: a space, the end of a line, a blank line, or nothing."""
    lines = space.count("\n")
    if lines:
        return LINE_END if lines == 1 else BLANK_LINE
    return SPACE if SPACE in space else ""


def ends_line(token: Token) -> bool:
    """Return whether a line ends before a token."""
    return token.gap in {LINE_END, BLANK_LINE}


def _is_letter(folded: str, at: int) -> bool:
    """Return whether a letter stands at a place."""
    return at < len(folded) and folded[at].isalpha()
