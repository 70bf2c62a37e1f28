"""A receipt in a real Home Assistant: uploaded, seen, backed up, and there after a power cut."""

from collections.abc import AsyncGenerator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
import tarfile
from typing import Any

import aiohttp
from playwright.async_api import Error
import pytest
import pytest_asyncio
import pytest_socket

from scripts.realhome.browser import logged_in_page
from scripts.realhome.home import Home, wait_until
from scripts.realhome.household import add_household
from scripts.realhome.log import LogEntry
from scripts.realhome.process import HassProcess, free_port

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000002000000020802000000fdd49a73"
    "0000001049444154789c63f8cf000228140003f801fff6d9b3090000000049454e44ae426082"
)

PAGES_SHOWN = """() =>
  document.querySelector("pdf-viewer")?.shadowRoot?.querySelector("viewer-toolbar")?.docLength
"""

SCRIPT_IN_A_PICTURE = b"GIF89a/*<html><body><script>document.title = 'it ran'</script>*/"


def pdf() -> bytes:
    """Return a PDF of one page, with a script that a reader may run when it is opened."""
    page = b"1 0 0 rg 0 0 300 200 re f"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.beep\\(\\)) >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
    ]
    content, offsets = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return content + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n"
    ) % (len(objects) + 1, table, len(objects) + 1, len(content))


def is_stranger(entry: LogEntry) -> bool:
    """Return whether Home Assistant tells of a request without a token, as it should."""
    return "Login attempt or request with invalid authentication" in entry.text


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def hass_process(
    tmp_path_factory: pytest.TempPathFactory, hass_program: Path
) -> AsyncGenerator[HassProcess]:
    """Run a new Home Assistant that makes backups, with a place of its own for uploads."""
    pytest_socket.enable_socket()
    directory = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TMPDIR", str(tmp_path_factory.mktemp("uploads")))
        async with HassProcess(directory, free_port(), hass_program) as process:
            process.prepare()
            with (directory / "configuration.yaml").open("a", encoding="utf-8") as configuration:
                configuration.write("backup:\n")
            await process.start()
            yield process
            await process.stop()
    assert [each for each in process.complaints() if not is_stranger(each)] == []


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def line(home: Home, phone: Any, today: Any) -> dict[str, Any]:
    """Add the demo household, and return one of its lines."""
    await add_household(home, phone.target, today)
    return (await home.lines())["Maman"]


async def send(home: Home, path: str, content: bytes) -> dict[str, Any]:
    """Send a file as a browser does."""
    form = aiohttp.FormData()
    form.add_field("file", BytesIO(content), filename="receipt.pdf")
    headers = {"Authorization": f"Bearer {home.tokens['access_token']}"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(home.url + path, data=form, headers=headers) as response,
    ):
        response.raise_for_status()
        return await response.json()


async def fetch(home: Home, path: str, *, token: bool) -> tuple[int, bytes]:
    """Ask for a file, and return the status and what came."""
    headers = {"Authorization": f"Bearer {home.tokens['access_token']}"} if token else {}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.get(home.url + path) as response,
    ):
        return response.status, await response.read()


async def record(home: Home, line: dict[str, Any], content: bytes) -> dict[str, Any]:
    """Record a renewal with a receipt, and return it as it is listed."""
    upload = await send(home, "/api/file_upload", content)
    recorded = await home.ask(
        "sim_renewal.record_renewal",
        device_id=line["device_id"],
        receipt="no. 7",
        receipt_file=upload["file_id"],
    )
    listed = (await home.ask("sim_renewal.get_renewals"))["renewals"]
    (renewal,) = [each for each in listed if each["renewal_id"] == recorded["renewal_id"]]
    return renewal


def plain(url: str) -> str:
    return url.partition("?")[0]


async def test_a_receipt_is_seen_with_a_token_or_a_signed_address(home, line) -> None:
    renewal = await record(home, line, pdf())
    url = renewal["receipt_url"]

    assert (renewal["receipt"], renewal["receipt_type"]) == ("no. 7", "application/pdf")
    assert await fetch(home, plain(url), token=True) == (200, pdf())
    assert await fetch(home, url, token=False) == (200, pdf())
    assert await fetch(home, plain(url), token=False) == (401, b"401: Unauthorized")

    answer = await send(home, plain(url), PNG)
    assert answer == {"receipt_type": "image/png", "size": len(PNG)}
    assert await fetch(home, plain(url), token=True) == (200, PNG)


async def test_a_browser_shows_a_pdf(home, line) -> None:
    url = (await record(home, line, pdf()))["receipt_url"]
    async with logged_in_page(home) as page:
        await page.goto(url)

        async def has_a_page() -> bool:
            viewers = [each for each in page.frames if each.url.startswith("chrome-extension://")]
            with suppress(Error):  # it is still being opened
                return any([await each.evaluate(PAGES_SHOWN) == 1 for each in viewers])
            return False

        await wait_until(has_a_page, "the browser's own viewer showed the page")


async def test_a_browser_shows_a_picture_and_runs_nothing_in_it(home, line) -> None:
    picture = (await record(home, line, PNG))["receipt_url"]
    script = (await record(home, line, SCRIPT_IN_A_PICTURE))["receipt_url"]
    async with logged_in_page(home) as page:
        await page.goto(picture)
        assert await page.evaluate("document.images[0].naturalWidth") == 2

        await page.goto(script)
        assert await page.evaluate("document.contentType") == "image/gif"
        assert await page.title() != "it ran"
        assert await page.evaluate("document.scripts.length") == 0


async def test_a_backup_holds_the_receipt(home, hass_process, line) -> None:
    await record(home, line, pdf())
    kept = [path for path in files(hass_process) if path.is_file() and path.read_bytes() == pdf()]
    assert kept
    await home.command(
        "backup/generate", agent_ids=["backup.local"], include_database=False, name="With receipts"
    )

    async def is_made() -> bool:
        info = await home.command("backup/info")
        return info["state"] == "idle" and len(info["backups"]) == 1

    await wait_until(is_made, "the backup was made", seconds=120)

    (archive,) = (hass_process.directory / "backups").glob("*.tar")
    for path in kept:
        name = path.relative_to(hass_process.directory).as_posix()
        assert in_backup(archive, name) == pdf()


def files(hass_process: HassProcess) -> list[Path]:
    """Return the directory of receipts and all that is in it."""
    directory = hass_process.directory / ".storage" / "sim_renewal_receipts"
    return [directory, *directory.rglob("*")]


def in_backup(archive: Path, name: str) -> bytes:
    """Return a file of the configuration from a backup."""
    with tarfile.open(archive) as outer:
        inner = outer.extractfile("homeassistant.tar.gz")
        with tarfile.open(fileobj=inner, mode="r:gz") as configuration:
            return configuration.extractfile(f"data/{name}").read()


async def test_a_receipt_is_there_after_a_power_cut(home, hass_process, line) -> None:
    url = plain((await record(home, line, pdf()))["receipt_url"])

    await hass_process.kill()

    await hass_process.start()
    await home.log_in()
    await home.wait_until_running()
    assert await fetch(home, url, token=True) == (200, pdf())
    assert {path.stat().st_mode & 0o077 for path in files(hass_process)} == {0}
