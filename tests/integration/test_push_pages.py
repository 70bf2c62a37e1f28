"""What a touch on a push opens: the dashboard of the lines, where everybody may see one."""

from homeassistant.components.lovelace.const import LOVELACE_DATA
from homeassistant.components.lovelace.dashboard import LovelaceStorage, LovelaceYAML
from homeassistant.setup import async_setup_component
import pytest

from .conftest import LINE_ID, line_subentry, recipient_subentry

OURS = {"strategy": {"type": "custom:sim-renewal"}}
DIALOG = ("/?more-info-entity-id=sensor.papa_status", "entityId:sensor.papa_status")


@pytest.fixture
def dashboard(hass, hass_ws_client):
    """Return a function that adds a dashboard as a person does it."""

    async def add(url_path: str, config: dict, **settings) -> None:
        client = await hass_ws_client(hass)
        for kind, data in (
            ("dashboards/create", {"title": "SIM", "mode": "storage", **settings}),
            ("config/save", {"config": config}),
        ):
            await client.send_json_auto_id(
                {"type": f"lovelace/{kind}", "url_path": url_path, **data}
            )
            assert (await client.receive_json())["success"]

    return add


def touched(push) -> tuple[str, str]:
    data = push.data["data"]
    return data["url"], data["clickAction"]


async def remind(hass, phone):
    await hass.services.async_call(
        "sim_renewal", "send_reminder", {"recipient": "Anna"}, blocking=True, return_response=True
    )
    return phone[-1]


async def test_it_opens_the_line_in_the_dashboard_of_the_lines(
    hass, household, phone, dashboard, caplog
) -> None:
    await household(line_subentry(), recipient_subentry())
    assert touched(phone[-1]) == DIALOG

    await dashboard("my-home", {"views": [{"title": "Home"}]})
    await dashboard("only-mine", OURS, require_admin=True)
    assert touched(await remind(hass, phone)) == DIALOG

    await dashboard("our-sims", OURS)
    page = f"/our-sims/line-{LINE_ID}"
    assert touched(await remind(hass, phone)) == (page, page)
    assert "WARNING" not in caplog.text


async def test_a_dashboard_that_is_gone_is_opened_no_more(
    hass, household, phone, dashboard, hass_ws_client
) -> None:
    await household(line_subentry(), recipient_subentry())
    await dashboard("our-sims", OURS)
    client = await hass_ws_client(hass)

    await client.send_json_auto_id({"type": "lovelace/dashboards/list"})
    (ours,) = (await client.receive_json())["result"]
    await client.send_json_auto_id(
        {"type": "lovelace/dashboards/delete", "dashboard_id": ours["id"]}
    )
    assert (await client.receive_json())["success"]

    assert touched(await remind(hass, phone)) == DIALOG


@pytest.mark.parametrize(
    ("written", "is_opened"),
    [("strategy:\n  type: custom:sim-renewal\n", True), ("- a\n- b: [\n", False), (None, False)],
)
async def test_one_that_is_written_by_hand_counts_as_well(
    hass, household, phone, tmp_path, written, is_opened
) -> None:
    assert await async_setup_component(hass, "lovelace", {})
    if written is not None:
        (tmp_path / "sims.yaml").write_text(written)
    about = {"filename": str(tmp_path / "sims.yaml"), "title": "SIM", "require_admin": False}
    lovelace = hass.data[LOVELACE_DATA]
    lovelace.dashboards["by-hand"] = LovelaceYAML(hass, "by-hand", about)
    assert isinstance(lovelace.dashboards[None], LovelaceStorage)

    await household(line_subentry(), recipient_subentry())

    page = f"/by-hand/line-{LINE_ID}"
    assert touched(phone[-1]) == ((page, page) if is_opened else DIALOG)


async def test_a_confirmation_and_a_question_open_the_same_page(
    household, phone, dashboard, act, move_to
) -> None:
    await household(line_subentry(service_until="2026-12-20"), recipient_subentry())
    await dashboard("our-sims", OURS)
    await act("record_renewal")

    await move_to("2026-11-25T09:00:00+01:00")

    (asked,) = [each for each in phone if each.data["data"]["tag"].endswith("_verify")]
    assert touched(asked)[0] == f"/our-sims/line-{LINE_ID}"
