"""Signs as people write them, made plain: digits of any script, blanks, what nobody sees."""

import unicodedata

_FULL_WIDTH = range(0xFF01, 0xFF5F)
_TO_ASCII = 0xFEE0
_ALIKE = {"\u2212": "-", "\u2010": "-", "\u2011": "-", "\u066b": ".", "\u066c": "'"}
"""Minus, hyphens and the Arabic marks of decimals and of groups."""
_UNFOLDED = str.maketrans({"đ": "d", "ł": "l", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe"})


def plain_signs(text: str) -> str:
    """Return a text with plain digits, marks and blanks, and without signs that nobody sees."""
    return "".join(map(_plain, text))


def folded_words(text: str) -> str:
    """Return the words of a text without accents, capitals and marks, with a blank between them."""
    decomposed = unicodedata.normalize("NFKD", plain_signs(text).casefold()).translate(_UNFOLDED)
    bare = (each for each in decomposed if not unicodedata.combining(each))
    return " ".join("".join(each if each.isalnum() else " " for each in bare).split())


def _plain(sign: str) -> str:
    if sign.isascii():
        return sign
    if ord(sign) in _FULL_WIDTH:
        return chr(ord(sign) - _TO_ASCII)
    if (digit := unicodedata.decimal(sign, None)) is not None:
        return str(digit)
    category = unicodedata.category(sign)
    if category == "Cf":
        return ""
    return " " if category == "Zs" else _ALIKE.get(sign, sign)
