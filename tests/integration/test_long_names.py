"""Lines with names that no id can hold as they are."""

from homeassistant.helpers import entity_registry as er
import pytest

from .conftest import LINE_ID, line_subentry


@pytest.mark.parametrize(
    "name",
    ["A" * 100, "A" * 300, "龘" * 100, "龘" * 300, "\U0001f600" * 70, "أ" * 100, "\u202eOma"],
)
async def test_a_long_name_loses_no_entity(hass, household, name) -> None:
    entry = await household(line_subentry(name), line_subentry(name, "M" * 26, iccid=None))

    registered = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    for line_id in (LINE_ID, "M" * 26):
        shown = [
            each for each in registered if each.unique_id.startswith(line_id) and not each.disabled
        ]
        assert len(shown) >= 8
        assert [each.entity_id for each in shown if hass.states.get(each.entity_id) is None] == []
        assert all(len(each.entity_id) <= 255 for each in shown)
