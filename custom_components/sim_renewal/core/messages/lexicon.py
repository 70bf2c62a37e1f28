"""Finds the phrases of every language in one pass over the tokens, in linear time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from .cues import Cue, LanguageCues
from .tokens import BLANK_LINE, Token, tokenise

WILD = "*"
_LONGEST_STEM = 20
_PLAIN = frozenset({Cue.PLAIN})


class Phrase(NamedTuple):
    """A phrase that was found: its tokens `first` to `last`, and what it tells."""

    first: int
    last: int
    cues: frozenset[Cue]


@dataclass(slots=True)
class _Node:
    """What can follow the words so far; `ends` has the meaning in each language, by its place."""

    words: dict[str, _Node] = field(default_factory=dict)
    stems: dict[str, _Node] = field(default_factory=dict)
    endings: dict[str, _Node] = field(default_factory=dict)
    ends: dict[int, frozenset[Cue]] = field(default_factory=dict)

    def grow(self, piece: str) -> _Node:
        """Return the node after one more piece of a phrase, made if need be."""
        if piece.startswith(WILD):
            return self.endings.setdefault(piece[1:], _Node())
        if piece.endswith(WILD):
            return self.stems.setdefault(piece[:-1], _Node())
        return self.words.setdefault(piece, _Node())

    def after(self, word: str) -> Iterator[_Node]:
        """Return the nodes to which a word leads, the most exact one last."""
        if self.stems:
            stems = range(2, min(len(word), _LONGEST_STEM) + 1)
            yield from (found for cut in stems if (found := self.stems.get(word[:cut])))
        if self.endings:
            endings = range(max(0, len(word) - _LONGEST_STEM), len(word) - 1)
            yield from (found for cut in endings if (found := self.endings.get(word[cut:])))
        if found := self.words.get(word):
            yield found


@dataclass(frozen=True, slots=True)
class Hearing:
    """How a text sounds in one language: the phrases in it, and how much of it they are."""

    language: LanguageCues
    phrases: Sequence[Phrase]
    score: int


class Lexicon:
    """The phrases of some languages, as one tree."""

    def __init__(self, languages: Sequence[LanguageCues]) -> None:
        """Grow the tree."""
        self._languages = languages
        self._root = _Node()
        for place, language in enumerate(languages):
            for cue, phrases in language.phrases.items():
                self._add(place, cue, phrases)
            self._add(place, Cue.PLAIN, language.plain)
        self._beginnings = lru_cache(maxsize=4096)(lambda word: tuple(self._root.after(word)))

    def _add(self, place: int, cue: Cue, phrases: str) -> None:
        """Add the phrases of one meaning in one language."""
        for phrase in phrases.split("|"):
            node = self._root
            for piece in _pieces(phrase):
                node = node.grow(piece)
            node.ends[place] = node.ends.get(place, frozenset()) | {cue}

    def hear(self, text: str, tokens: Sequence[Token]) -> list[Hearing]:
        """Return how a text sounds in each language; of phrases that overlap the first counts."""
        found: list[list[Phrase]] = [[] for _ in self._languages]
        letters = set(text.lower())
        scores = [2 * len(letters & language.letters) for language in self._languages]
        free = [0] * len(found)
        for first in range(len(tokens)):
            for place, (last, cues) in self._longest(tokens, first).items():
                if first >= free[place]:
                    found[place].append(Phrase(first, last, cues))
                    scores[place] += (last - first + 1) * (1 if cues == _PLAIN else 2)
                    free[place] = last + 1
        return [
            Hearing(language, phrases, score)
            for language, phrases, score in zip(self._languages, found, scores, strict=True)
        ]

    def _longest(
        self, tokens: Sequence[Token], first: int
    ) -> dict[int, tuple[int, frozenset[Cue]]]:
        """Return, for each language, the longest phrase that begins at a token."""
        longest: dict[int, tuple[int, frozenset[Cue]]] = {}
        nodes: Sequence[_Node] = self._beginnings(tokens[first].text)
        last = first
        while nodes:
            for node in nodes:
                longest |= {place: (last, cues) for place, cues in node.ends.items()}
            last += 1
            if last == len(tokens) or tokens[last].gap == BLANK_LINE:
                break
            nodes = [after for node in nodes for after in node.after(tokens[last].text)]
        return longest


def _pieces(phrase: str) -> Iterator[str]:
    """Return the tokens of a phrase, with the stars that belong to them."""
    pieces: list[str] = []
    tokens = tokenise(phrase.strip())
    for at, token in enumerate(tokens):
        if token.text != WILD:
            pieces.append(token.text)
        elif at and not token.gap:
            pieces[-1] += WILD
        else:
            pieces.append(WILD)
    joined: list[str] = []
    for piece in pieces:
        if joined and joined[-1] == WILD:
            joined[-1] += piece
        else:
            joined.append(piece)
    return iter(joined)
