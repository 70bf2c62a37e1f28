"""Reads the texts in which carriers tell balances and dates; what is not certain is not applied.

The way of a text, and where to mend what is misread:

tokens     cuts it into words, digits and marks; layouts reads lines as lines, and as if wrapped
lexicon    finds the phrases of languages/ in it, and what cues they give; a missing word goes there
parsing    makes items of both: digits, amounts (written_units, money, distant_units), dates, times
speakers   refuses a text of something else than a line, of somebody else's, or that a person wrote
links      refuses one that names a site which is no carrier's; sites knows those that are
roles      walks through the amounts: phrases and refusals say what each is; wholes, named the rest
deadlines  judges the dates by their neighbours: owners says whose end one is, meanings what ends
balances   chooses the one amount of each kind, ends the one date; templates knows whole wordings
reader     leads through all this, and returns findings and doubts

Whom a text is from is told by addressees, and which line the numbers in it mean by lines_named.

The words of all languages take long to import, and many households never have a text read. So what
is here are words about findings alone, and `reader` is imported where a text is read.
"""

from .findings import (
    MOST_CHARACTERS,
    UNLIMITED,
    Doubt,
    Finding,
    Kind,
    MessageTooLong,
    Reason,
    Understanding,
    Unlimited,
)

__all__ = [
    "MOST_CHARACTERS",
    "UNLIMITED",
    "Doubt",
    "Finding",
    "Kind",
    "MessageTooLong",
    "Reason",
    "Understanding",
    "Unlimited",
]
