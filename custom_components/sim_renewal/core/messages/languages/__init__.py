"""The languages that the reader understands, as data."""

from collections.abc import Mapping
from dataclasses import replace

from ..cues import Cue, LanguageCues
from .chinese import CHINESE
from .countries import COUNTRIES
from .czech import CZECH
from .dutch import DUTCH
from .english import ENGLISH
from .french import FRENCH
from .german import GERMAN
from .italian import ITALIAN
from .polish import POLISH
from .portuguese import PORTUGUESE
from .spanish import SPANISH
from .strangers import STRANGERS

_EVERYWHERE: Mapping[Cue, str] = {
    Cue.AND: "&|+",
    Cue.PACK: "opt",
    Cue.STRANGER: STRANGERS,
    Cue.SPECIAL: (
        "amazon prime|apple music|apple tv|canal|crunchyroll|dazn|deezer|disney|disney+|hbo|netflix"
        "|paramount+|option tv|service tv|prime video|qobuz|spotify|tiktok|twitch|whatsapp|youtube"
        "|facebook|instagram|snapchat|telegram|waze"
    ),
    Cue.NOT: "minus",
    Cue.TEXTS: "/sms|/mms",
    Cue.SLOWS: "kbit/s|kbits/s|kbps|mbit/s|mbps|kbits|kb/s",
    Cue.PER: "/mo|/go|/mb|/gb|/kb|/ko|/min|/mn|/sms|/mms|/msg|/s",
}


def _with_common(language: LanguageCues) -> LanguageCues:
    """Return a language with the signs that all of them share."""
    phrases = dict(language.phrases)
    phrases[Cue.EXPIRES] += f"|{phrases[Cue.EXPIRED]}"
    phrases[Cue.ABROAD] += f"|{COUNTRIES[language.code]}"
    for cue, common in _EVERYWHERE.items():
        phrases[cue] = f"{phrases[cue]}|{common}" if cue in phrases else common
    return replace(language, phrases=phrases)


LANGUAGES = tuple(
    _with_common(language)
    for language in (
        FRENCH,
        ENGLISH,
        GERMAN,
        SPANISH,
        ITALIAN,
        DUTCH,
        POLISH,
        CZECH,
        PORTUGUESE,
        CHINESE,
    )
)
