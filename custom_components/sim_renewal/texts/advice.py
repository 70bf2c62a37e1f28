"""What to do about something odd at a renewal, in words."""

from collections.abc import Iterable

from homeassistant.core import HomeAssistant

from ..core.ledger import Flag
from ..core.line import Line
from .sentences import Sentences, async_sentences

SUSPICIOUS = frozenset({Flag.PRICE_FAR_BELOW, Flag.CHECK_SELLER})

REPORTS = {"FR": "advice_report_fr"}
"""Where a country takes reports of fraud by text."""


async def async_advice(
    hass: HomeAssistant,
    flags: Iterable[Flag],
    line: Line,
    *more: str,
    is_asked: bool = False,
    language: str | None = None,
) -> list[str]:
    """Return a sentence for each flag, and where to report fraud if one looks like it.

    Without a language, or a country of the line, it is that of the household; `more` is what else
    there is to say. `is_asked`: a second one of a day does not count until somebody says that it
    was one.
    """
    flags = list(flags)
    keys = [*(f"advice_{each}" for each in more), *(f"advice_{flag}" for flag in flags)]
    if is_asked and Flag.SAME_DAY in flags:
        keys[keys.index("advice_same_day")] = "advice_same_day_asked"
    country = line.country or hass.config.country
    if country in REPORTS and SUSPICIOUS & set(flags):
        keys.append(REPORTS[country])
    if not keys:
        return []
    words = await async_sentences(hass, language or hass.config.language, Sentences)
    least = line.offer.rule.least if line.offer.rule else None
    said = {} if least is None else {"least": words.money(least, line.offer.currency)}
    return [words.text(key, **said) for key in keys]
