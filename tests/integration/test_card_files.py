"""The card comes to every dashboard by itself: its files, and one resource that names them."""

from pathlib import Path
import re
from typing import Any

from homeassistant.components.frontend import DATA_EXTRA_MODULE_URL
from homeassistant.components.lovelace.const import LOVELACE_DATA
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest

from custom_components.sim_renewal.cards.frontend import FILES, content_hash

from .conftest import line_subentry

OLD = "/sim_renewal/frontend/0123456789ab/sim-renewal-card.js?v=0123456789ab"
OTHER = "/hacsfiles/other-card/other-card.js"


async def resources(hass: HomeAssistant) -> list[str]:
    """Return the addresses that dashboards load."""
    collection = hass.data[LOVELACE_DATA].resources
    await collection.async_get_info()
    return [each["url"] for each in collection.async_items()]


async def add(hass: HomeAssistant, *urls: str) -> None:
    for url in urls:
        await hass.data[LOVELACE_DATA].resources.async_create_item(
            {"res_type": "module", "url": url}
        )


def in_pages(hass: HomeAssistant) -> list[str]:
    """Return the modules that every page loads."""
    return [url for url in hass.data[DATA_EXTRA_MODULE_URL].urls if "sim_renewal" in url]


async def test_a_dashboard_loads_the_card_once_a_household_is_there(
    hass, household, hass_client_no_auth
) -> None:
    assert await resources(hass) == []
    await household(line_subentry())

    (url,) = await resources(hass)

    assert re.fullmatch(r"/sim_renewal/frontend/([0-9a-f]{12})/sim-renewal-card\.js\?v=\1", url)
    response = await (await hass_client_no_auth()).get(url)
    assert response.status == 200
    assert response.content_type in {"text/javascript", "application/javascript"}
    assert "max-age" in response.headers["Cache-Control"]
    assert await response.text() == (FILES / "sim-renewal-card.js").read_text(encoding="utf-8")
    assert in_pages(hass) == []


async def test_a_browser_is_told_what_the_resource_is(hass, household, hass_ws_client) -> None:
    await household(line_subentry())
    client = await hass_ws_client(hass)

    await client.send_json_auto_id({"type": "lovelace/resources"})

    (resource,) = (await client.receive_json())["result"]
    assert resource["type"] == "module"


async def test_after_an_upgrade_the_one_resource_is_the_new_one(hass, household) -> None:
    await add(hass, OTHER, OLD, OLD)

    await household(line_subentry())

    other, ours = await resources(hass)
    assert (other, ours == OLD) == (OTHER, False)


async def test_loading_again_adds_nothing(hass, household) -> None:
    entry = await household(line_subentry())
    before = await resources(hass)

    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()

    assert await resources(hass) == before


async def test_it_goes_with_the_household_and_comes_back(hass, household) -> None:
    await add(hass, OTHER)
    entry = await household(line_subentry())
    assert len(await resources(hass)) == 2

    await hass.config_entries.async_remove(entry.entry_id)
    assert await resources(hass) == [OTHER]

    await household(line_subentry())
    assert len(await resources(hass)) == 2


async def test_a_resource_that_a_person_removed_is_back_at_the_next_start(hass, household) -> None:
    entry = await household(line_subentry())
    collection = hass.data[LOVELACE_DATA].resources
    await collection.async_delete_item(collection.async_items()[0]["id"])

    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()

    assert len(await resources(hass)) == 1


class TestYaml:
    """Where resources are written in YAML, every page loads the card."""

    @pytest.fixture(autouse=True)
    async def _addresses(self, hass: HomeAssistant, paris: Any, _custom_integrations: None) -> None:
        config = {
            "lovelace": {"resource_mode": "yaml", "resources": [{"type": "js", "url": OTHER}]}
        }
        for component in ("lovelace", "sim_renewal"):
            assert await async_setup_component(hass, component, config)

    async def test_every_page_loads_it_until_the_household_goes(self, hass, household) -> None:
        entry = await household(line_subentry())
        assert len(in_pages(hass)) == 1

        await hass.config_entries.async_reload(entry.entry_id)
        await hass.async_block_till_done()
        assert len(in_pages(hass)) == 1

        await hass.config_entries.async_remove(entry.entry_id)
        assert in_pages(hass) == []
        assert await resources(hass) == [OTHER]


@pytest.mark.parametrize(
    "change",
    [
        lambda files: (files / "card.js").write_text("b"),
        lambda files: (files / "more.js").write_text(""),
        lambda files: (files / "card.js").rename(files / "other.js"),
    ],
)
def test_the_address_changes_with_every_file(tmp_path: Path, change) -> None:
    (tmp_path / "card.js").write_text("a")
    before = content_hash(tmp_path)
    assert content_hash(tmp_path) == before

    change(tmp_path)

    assert content_hash(tmp_path) != before
