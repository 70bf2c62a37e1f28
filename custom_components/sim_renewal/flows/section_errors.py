"""What is wrong in a section, told at the section: a dialog shows nothing at the fields in it."""

from collections import defaultdict
from collections.abc import Callable, Mapping

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from ..const import DOMAIN, SUBENTRY_LINE

CATEGORY = "config_subentries"


async def async_at_sections(
    hass: HomeAssistant,
    step_id: str,
    errors: Mapping[str, str],
    section_of: Callable[[str], str | None],
    wording: str,
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the errors by field or by section, and the words that those of sections need.

    `wording` puts the name of a field beside what is wrong with it.
    """
    language = hass.config.language
    texts = await async_get_translations(hass, language, CATEGORY, {DOMAIN})
    of_line = f"component.{DOMAIN}.{CATEGORY}.{SUBENTRY_LINE}"
    told: dict[str, str] = {}
    mistakes: dict[str, list[str]] = defaultdict(list)
    for field, reason in errors.items():
        name = section_of(field)
        if name is None:
            told[field] = reason
            continue
        told[name] = f"in_{name}"
        mistakes[name].append(
            wording.format(
                field=texts[f"{of_line}.step.{step_id}.sections.{name}.data.{field}"],
                mistake=texts[f"{of_line}.error.{reason}"],
            )
        )
    return told, {name: " ".join(each) for name, each in mistakes.items()}
