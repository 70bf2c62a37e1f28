"""The languages in which we write: each is a translation file and a row here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code in Home Assistant, and how people write dates unlike Babel."""

    code: str
    first_of_month: str = "1"
    keeps_day_with_month: bool = False
    """Whether no line may end between a day and its month."""

    between_sentences: str = " "

    has_words_for_numbers: bool = False
    """Whether a day is typed with a word after each number, so that its order is plain."""

    parts_scripts: bool = False
    """Whether a blank stands between its own signs and Latin letters."""


LANGUAGES = (
    Language("en"),
    Language("fr", first_of_month="1er", keeps_day_with_month=True),
    Language("zh-Hans", between_sentences="", has_words_for_numbers=True, parts_scripts=True),
)

CODES = tuple(each.code for each in LANGUAGES)


def nearest(code: str) -> Language:
    """Return the language of a code, else one that is spoken alike, else the first."""
    spoken = code.split("-", maxsplit=1)[0]
    alike = [each for each in LANGUAGES if each.code.split("-", maxsplit=1)[0] == spoken]
    same = [each for each in LANGUAGES if each.code == code]
    return [*same, *alike, *LANGUAGES][0]
