"""The text of a file, in whatever encoding a spreadsheet saved it."""

import codecs
import re

from .headings import CHINESE_SIGNS

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4000
_HAN = re.compile(r"[\u4e00-\u9fff\u3000-\u303f\uff01-\uff5e]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ALONE = re.compile(r"(?<![\x80-\xff])[\xc0-\xff](?![\x80-\xff])")
"""A letter of a European language between plain ones, as in `numéro`."""
_IN_WORDS = re.compile(r"[\u4e00-\u9fff](?=[a-z])|(?<=[a-z])[\u4e00-\u9fff]")
"""What two letters of a European language in a row look like in Chinese, as in `Größe`."""
_POLISH = re.compile(r"(?:(?!m)[^\W\d_])[\u00b3\u00b9]|[^\W\d_][\u00bf\u00af]|\u00a3[a-z\u00f3]")
"""What `ł`, `ą` and `ż` are in a Western European encoding, where they stand in words."""


class NotText(ValueError):
    """The bytes are no text: a workbook, a picture."""


def decoded(content: bytes) -> str:
    """Return the text of a file; raises `NotText`."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _checked(content[len(mark) :], encoding)
    if (guessed := _utf_16_without_mark(content[:_SAMPLE])) is not None:
        return _checked(content, guessed)
    try:
        return _checked(content, "utf-8")
    except NotText:
        if _CONTROL.search(content.decode("latin-1")):
            raise
    return _of_one_country(content)


def _utf_16_without_mark(sample: bytes) -> str | None:
    """Return which half of each sign is empty, as it is of digits, marks and Latin letters."""
    pairs = len(sample) // 2
    empty_first, empty_last = sample[0::2].count(0), sample[1::2].count(0)
    if empty_last > pairs / 5 and empty_last > 10 * empty_first:
        return "utf-16-le"
    if empty_first > pairs / 5 and empty_first > 10 * empty_last:
        return "utf-16-be"
    return None


def _of_one_country(content: bytes) -> str:
    """Return a text of before Unicode: in Chinese, or else in a European language."""
    western = _european(content)
    alone = len(_ALONE.findall(content.decode("latin-1")))
    readings = [text for each in ("gb18030", "big5") if (text := _strictly(content, each))]
    chinese = max(readings, key=_signs_of_headings, default="")
    signs = len(_HAN.findall(chinese))
    is_chinese = signs > max(alone, 2 * len(_IN_WORDS.findall(chinese)))
    return chinese if is_chinese else western


def _strictly(content: bytes, encoding: str) -> str | None:
    """Return the text of bytes that are all of an encoding."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _signs_of_headings(text: str) -> int:
    """Return how many Chinese signs of a text stand in headings; by mistake hardly any does."""
    return sum(sign in CHINESE_SIGNS for sign in text)


def _european(content: bytes) -> str:
    """Return a text in a Western European language, or in Polish by signs inside its words."""
    western = content.decode("cp1252", errors="replace")
    return content.decode("cp1250", errors="replace") if _POLISH.search(western) else western


def _checked(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise NotText from None
    if _CONTROL.search(text):
        raise NotText
    return text
