"""A text in one language: its tokens, and what stands at each."""

from collections.abc import Sequence
from dataclasses import dataclass

from .cues import LanguageCues
from .numbers import Numeral, read_number
from .tokens import SPACE, WRAP, Shape, Token, ends_line

_CLOSE = {"", SPACE, WRAP}


@dataclass(frozen=True, slots=True)
class Script:
    """A text in one language: its tokens, and how it is really written."""

    text: str
    tokens: Sequence[Token]
    language: LanguageCues

    def written(self, at: int) -> str:
        """Return a token as it stands in the text."""
        token = self.tokens[at]
        return self.text[token.start : token.end]

    def word(self, at: int) -> str:
        """Return the folded token at a place, or nothing after the end of its line."""
        if not 0 <= at < len(self.tokens) or (at and ends_line(self.tokens[at])):
            return ""
        return self.tokens[at].text

    def is_glued(self, at: int) -> bool:
        """Return whether a token follows the one before it without a space."""
        return at < len(self.tokens) and not self.tokens[at].gap

    def number(self, at: int) -> Numeral | None:
        """Return the number that begins at a token, if one does."""
        if at >= len(self.tokens) or self.tokens[at].shape is not Shape.DIGITS:
            return None
        return read_number(self.tokens, at, self.language.decimal_mark)

    def is_close(self, at: int) -> bool:
        """Return whether white space at most stands before a token, and no end of a line."""
        return self.tokens[at].gap in _CLOSE

    def is_han(self, at: int) -> bool:
        """Return whether a Chinese sign stands at a place."""
        return at < len(self.tokens) and self.tokens[at].shape is Shape.HAN

    def digits(self, at: int) -> str:
        """Return the digits at a place, or nothing."""
        if at < len(self.tokens) and self.tokens[at].shape is Shape.DIGITS:
            return self.tokens[at].text
        return ""
