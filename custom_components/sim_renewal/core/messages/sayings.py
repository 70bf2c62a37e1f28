"""Finds out whether a sentence only supposes or denies what a date ends: `not valid until ...`."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
import re

from .cues import Saying
from .items import TextItem
from .languages.sayings import SAYINGS
from .tokens import Shape, Token

DATE = "§"


@dataclass(frozen=True, slots=True)
class Sayings:
    """The tokens of a text, and the language in which it is read."""

    tokens: Sequence[Token]
    language: str

    def says(
        self, saying: Saying, sentence: Sequence[TextItem], date: TextItem | None = None
    ) -> bool:
        """Return whether a sentence says this, of one of its dates or at all."""
        pattern = _pattern(self.language, saying)
        return pattern is not None and pattern.search(self._words(sentence, date)) is not None

    def _words(self, sentence: Sequence[TextItem], date: TextItem | None) -> str:
        """Return the words of a sentence, with a sign in place of the date."""
        words: list[str] = []
        was_han = False
        for at in range(sentence[0].first, min(sentence[-1].last + 1, len(self.tokens))):
            if date and date.first < at <= date.last:
                continue
            token = self.tokens[at]
            is_han = token.shape is Shape.HAN
            if words and not (is_han and was_han):
                words.append(" ")
            words.append(DATE if date and at == date.first else token.text)
            was_han = is_han
        return "".join(words)


@cache
def _pattern(language: str, saying: Saying) -> re.Pattern[str] | None:
    """Return how a language says it, or `None` for a language that is not known."""
    patterns = SAYINGS.get(language)
    return re.compile(patterns[saying]) if patterns else None
