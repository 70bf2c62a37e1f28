"""The dashboard *SIM lines* of the demo, added as a person adds it: in one step."""

from .home import Home

PATH = "sim-lines"
TITLES = {"en": "SIM lines", "fr": "Lignes SIM", "zh-Hans": "SIM 卡"}


async def add_dashboard(home: Home, language: str = "en") -> None:
    """Add the dashboard that follows the lines by itself, and open Home Assistant on it."""
    await home.command(
        "lovelace/dashboards/create",
        url_path=PATH,
        title=TITLES[language],
        icon="mdi:sim-outline",
        show_in_sidebar=True,
        require_admin=False,
        mode="storage",
    )
    await home.command(
        "lovelace/config/save",
        url_path=PATH,
        config={"strategy": {"type": "custom:sim-renewal"}},
    )
    await home.command("frontend/set_system_data", key="core", value={"default_panel": PATH})
