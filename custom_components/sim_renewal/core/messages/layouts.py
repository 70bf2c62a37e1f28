"""The lines of a text: which say a thing each, and which were only broken to fit a screen."""

from collections.abc import Iterator, Sequence

from .tokens import LINE_END, WRAP, Shape, Token, tokenise
from .units import UNITS

_LONGEST_NAME = 4
_NAMING = {":", "="}


def layouts(text: str) -> Iterator[Sequence[Token]]:
    """Return the tokens of a text with its lines, and as if these were broken to fit.

    `Sie haben noch 3,20
    GB von 10 GB.`
    """
    tokens = tokenise(text)
    if not any(token.gap == LINE_END for token in tokens):
        yield tokens
        return
    tokens = [
        _wrapped(tokens, at) if _is_amount(tokens, at) else tokens[at] for at in range(len(tokens))
    ]
    yield tokens
    yield [tokens[at] if _names(tokens, at) else _wrapped(tokens, at) for at in range(len(tokens))]


def _wrapped(tokens: Sequence[Token], at: int) -> Token:
    """Return a token as if the line before it did not end."""
    token = tokens[at]
    return token._replace(gap=WRAP) if token.gap == LINE_END else token


def _is_amount(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a line begins with the unit of the number that ends the one before."""
    if not at or tokens[at - 1].shape is not Shape.DIGITS or tokens[at].text not in UNITS:
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is None or not (following.text in _NAMING or following.shape is Shape.DIGITS)


def _names(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a line begins with a name for what it tells, as `Bonus: 1.00 GBP`."""
    for token in tokens[at : at + _LONGEST_NAME + 1]:
        if token.text in _NAMING:
            return True
        if token.shape not in {Shape.WORD, Shape.HAN}:
            break
    return False
