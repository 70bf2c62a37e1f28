"""Receipts over real HTTP: what is kept, who sees it, and when it is gone."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from io import BytesIO
import json
import os
from pathlib import Path
import resource
import tempfile
from typing import Any

from aiohttp import FormData
from aiohttp.test_utils import TestClient
from homeassistant.auth.models import TOKEN_TYPE_LONG_LIVED_ACCESS_TOKEN
from homeassistant.components import media_source
from homeassistant.components.media_player import BrowseError
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.setup import async_setup_component
import pytest
from yarl import URL

from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.core.model import Verdict
from custom_components.sim_renewal.core.receipts import LARGEST_RECEIPT
from custom_components.sim_renewal.diagnostics import async_get_config_entry_diagnostics
from custom_components.sim_renewal.storage.receipt_files import ReceiptNotSaved, receipts_of

from .conftest import LINE_ID, device_of, line_subentry
from .test_store import disk_is_full, file_of, storage_is_no_directory

OTHER_ID = "M" * 26

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(100)
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(100)
SCRIPT = b"<script>alert(document.cookie)</script>"

WRONG = {
    "html": b"<!DOCTYPE html>" + SCRIPT,
    "html that goes on as pdf": SCRIPT + PDF,
    "svg": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>",
    "php": b"<?php system($_GET['c']); ?>" + PNG,
    "program": b"MZ\x90\x00" + PDF,
    "text": b"Paid 10 EUR",
}

FORGED_IDS = [
    "../../secrets.yaml",
    "..%2f..%2fsecrets.yaml",
    "/etc/passwd",
    "%00",
    ".",
    "..",
    "a" * 26,
]


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let Home Assistant keep uploads in a directory of the test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path / "home-assistant-file_upload"


@pytest.fixture
async def line(hass: HomeAssistant, household: Any) -> Any:
    """Be a household with two lines, and return its entry."""
    return await household(line_subentry(), line_subentry("Mama", OTHER_ID, number=None))


@pytest.fixture
async def client(
    hass: HomeAssistant, line: Any, hass_client: Any, hass_admin_user: Any
) -> TestClient:
    """Be logged in with a token that is good for longer than a receipt can be restored."""
    token = await hass.auth.async_create_refresh_token(
        hass_admin_user,
        client_name="test",
        token_type=TOKEN_TYPE_LONG_LIVED_ACCESS_TOKEN,
        access_token_expiration=timedelta(days=365),
    )
    return await hass_client(hass.auth.async_create_access_token(token))


@pytest.fixture
async def stranger(hass: HomeAssistant, line: Any, hass_client_no_auth: Any) -> TestClient:
    return await hass_client_no_auth()


type Upload = Callable[..., Any]


@pytest.fixture
def upload(client: TestClient) -> Upload:
    """Return a function that uploads a file as the frontend does, and returns its id."""

    async def send(content: bytes, name: str = "receipt.pdf") -> str:
        response = await client.post("/api/file_upload", data=form_of(BytesIO(content), name=name))
        assert response.status == 200
        return (await response.json())["file_id"]

    return send


def form_of(content: Any, field: str = "file", name: str = "receipt.pdf") -> FormData:
    form = FormData()
    form.add_field(field, content, filename=name, content_type="application/pdf")
    return form


def url(renewal_id: str, line_id: str = LINE_ID) -> str:
    return f"/api/sim_renewal/receipts/{line_id}/{renewal_id}"


def in_configuration(hass: HomeAssistant, name: str) -> Path:
    return Path(hass.config.path(name))


def root(hass: HomeAssistant) -> Path:
    return Path(hass.config.path(".storage", "sim_renewal_receipts"))


def files(hass: HomeAssistant, line_id: str = LINE_ID) -> list[Path]:
    return sorted((root(hass) / line_id).glob("*"))


def contents(hass: HomeAssistant, line_id: str = LINE_ID) -> list[bytes]:
    return [path.read_bytes() for path in files(hass, line_id)]


def record_of(entry: Any, line_id: str = LINE_ID) -> Any:
    return entry.runtime_data.lines[line_id].record


def assert_consistent(hass: HomeAssistant, entry: Any) -> None:
    """Check that every file has its renewal and every renewal its file, also on disk."""
    for line_id in (LINE_ID, OTHER_ID):
        kept = json.loads(file_of(hass, line_id).read_bytes())["data"]
        on_disk = [*kept["renewals"], *(each["renewal"] for each in kept["undone"])]
        referred = {each["receipt_file"]["receipt_id"] for each in on_disk if each["receipt_file"]}
        assert referred == record_of(entry, line_id).receipt_ids
        assert {path.name for path in files(hass, line_id)} == referred


@contextmanager
def files_can_only_be_small(hass: HomeAssistant) -> Iterator[None]:
    """Let the system refuse what is larger than a record, as a disk that is nearly full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


LARGE_PDF = PDF + bytes(1_000_000)


# Keeping


@pytest.mark.parametrize(
    ("content", "media_type", "disposition"),
    [
        (PDF, "application/pdf", 'inline; filename="receipt-2026-11-20.pdf"'),
        (PNG, "image/png", 'inline; filename="receipt-2026-11-20.png"'),
        (JPEG, "image/jpeg", 'inline; filename="receipt-2026-11-20.jpg"'),
        (HEIC, "image/heic", 'attachment; filename="receipt-2026-11-20.heic"'),
        (b"GIF89a/*" + SCRIPT, "image/gif", 'inline; filename="receipt-2026-11-20.gif"'),
    ],
    ids=["pdf", "png", "jpeg", "heic", "gif with a script in it"],
)
async def test_a_receipt_is_kept_as_it_is_and_shown_as_what_it_is(
    hass, line, act, client, upload, content, media_type, disposition
) -> None:
    file_id = await upload(content, "<b>.html")

    recorded = await act("record_renewal", date="2026-11-20", receipt="no. 7", receipt_file=file_id)

    (renewal,) = record_of(line).renewals
    assert (renewal.receipt, renewal.receipt_file.media_type) == ("no. 7", media_type)
    assert renewal.receipt_file.size == len(content)
    response = await client.get(url(recorded["renewal_id"]))
    assert response.status == 200
    assert await response.read() == content
    assert {
        name: response.headers[name]
        for name in (
            "Cache-Control",
            "Content-Disposition",
            "Content-Security-Policy",
            "Content-Type",
            "Cross-Origin-Resource-Policy",
            "Referrer-Policy",
            "X-Content-Type-Options",
        )
    } == {
        "Cache-Control": "private, no-store",
        "Content-Disposition": disposition,
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Content-Type": media_type,
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    assert "Access-Control-Allow-Origin" not in response.headers
    assert_consistent(hass, line)


async def test_nobody_else_on_the_machine_can_read_it(hass, line, act, upload) -> None:
    before = os.umask(0)
    try:
        await act("record_renewal", receipt_file=await upload(PDF))
    finally:
        os.umask(before)

    (path,) = files(hass)
    modes = [each.stat().st_mode & 0o777 for each in (path, path.parent, path.parent.parent)]
    assert modes == [0o600, 0o700, 0o700]


async def test_the_largest_receipt_is_kept(hass, line, act, upload) -> None:
    content = PDF + bytes(LARGEST_RECEIPT - len(PDF))

    await act("record_renewal", receipt_file=await upload(content))

    assert contents(hass) == [content]


async def test_an_upload_is_used_up(hass, line, act, upload, uploads) -> None:
    file_id = await upload(PDF)
    await act("record_renewal", receipt_file=file_id)
    assert list(uploads.iterdir()) == []

    with pytest.raises(ServiceValidationError) as refused:
        await act("record_renewal", receipt_file=file_id)

    assert refused.value.translation_key == "receipt_unknown"
    assert len(record_of(line).renewals) == 1


async def test_an_upload_can_be_used_once_another_field_was_corrected(
    hass, line, act, upload
) -> None:
    file_id = await upload(PDF)
    with pytest.raises(ServiceValidationError) as refused:
        await act("record_renewal", amount=-1, receipt_file=file_id)
    assert refused.value.translation_placeholders == {"field": "amount"}

    await act("record_renewal", amount=1, receipt_file=file_id)

    assert contents(hass) == [PDF]


@pytest.mark.parametrize("content", WRONG.values(), ids=WRONG.keys())
async def test_a_file_of_another_kind_is_refused_whatever_it_is_called(
    hass, line, act, upload, content
) -> None:
    await refuses(hass, line, act, await upload(content, "receipt.pdf"), "receipt_wrong_type")


async def test_an_empty_file_is_refused(hass, line, act, upload) -> None:
    await refuses(hass, line, act, await upload(b""), "receipt_empty")


async def test_a_file_that_is_too_large_is_refused(hass, line, act, upload) -> None:
    content = PDF + bytes(LARGEST_RECEIPT + 1 - len(PDF))
    await refuses(hass, line, act, await upload(content), "receipt_too_large")


@pytest.mark.parametrize("file_id", [*FORGED_IDS, "0" * 32, "A" * 32, 7, ["0" * 32]])
@pytest.mark.parametrize("uploaded_before", [True, False])
async def test_an_upload_that_is_not_there_is_refused(
    hass, line, act, upload, file_id, uploaded_before
) -> None:
    if uploaded_before:
        await upload(PDF)
    await refuses(hass, line, act, file_id, "receipt_unknown")


async def test_an_upload_that_lost_its_file_is_refused(hass, line, act, upload, uploads) -> None:
    file_id = await upload(PDF)
    (uploads / file_id / "receipt.pdf").unlink()

    await refuses(hass, line, act, file_id, "receipt_unknown")


async def refuses(hass: HomeAssistant, entry: Any, act: Any, file_id: Any, reason: str) -> None:
    """Check that recording and editing refuse a file, and change nothing."""
    renewal_id = (await act("record_renewal"))["renewal_id"]
    before = record_of(entry)

    with pytest.raises(ServiceValidationError) as recording:
        await act("record_renewal", receipt_file=file_id)

    assert recording.value.translation_domain == DOMAIN
    assert recording.value.translation_key == reason
    assert recording.value.translation_placeholders == {"field": "receipt_file"}
    with pytest.raises(ServiceValidationError):
        await act("edit_renewal", renewal_id=renewal_id, amount=3, receipt_file=file_id)
    assert record_of(entry) == before
    assert list(root(hass).glob("**/*")) == []


# Editing


async def test_a_new_file_replaces_the_old_one(hass, line, act, client, upload) -> None:
    renewal_id = (await act("record_renewal", receipt_file=await upload(PDF)))["renewal_id"]

    await act("edit_renewal", renewal_id=renewal_id, receipt_file=await upload(PNG))

    assert contents(hass) == [PNG]
    response = await client.get(url(renewal_id))
    assert (response.content_type, await response.read()) == ("image/png", PNG)
    assert_consistent(hass, line)


async def test_a_file_stays_when_something_else_is_changed(hass, line, act, upload) -> None:
    renewal_id = (await act("record_renewal", receipt_file=await upload(PDF)))["renewal_id"]
    before = files(hass)

    await act("edit_renewal", renewal_id=renewal_id, amount=12, receipt="")

    assert files(hass) == before
    assert_consistent(hass, line)


@pytest.mark.parametrize("empty", ["", None])
async def test_an_empty_field_removes_the_file_and_leaves_the_reference(
    hass, line, act, client, upload, empty
) -> None:
    recorded = await act("record_renewal", receipt="no. 7", receipt_file=await upload(PDF))
    renewal_id = recorded["renewal_id"]

    await act("edit_renewal", renewal_id=renewal_id, receipt_file=empty)

    assert record_of(line).renewal(renewal_id).receipt == "no. 7"
    assert record_of(line).renewal(renewal_id).receipt_file is None
    assert not (root(hass) / LINE_ID).exists()
    assert (await client.get(url(renewal_id))).status == 404


@pytest.mark.parametrize("empty", ["", None])
async def test_a_renewal_can_be_recorded_with_an_empty_field(hass, line, act, empty) -> None:
    await act("record_renewal", receipt_file=empty)

    assert record_of(line).renewals[0].receipt_file is None


async def test_a_file_moves_with_its_renewal(hass, line, act, client, upload) -> None:
    renewal_id = (await act("record_renewal", receipt_file=await upload(PDF)))["renewal_id"]

    await act("edit_renewal", renewal_id=renewal_id, move_to=device_of(hass, OTHER_ID))

    assert (contents(hass), contents(hass, OTHER_ID)) == ([], [PDF])
    assert (await client.get(url(renewal_id))).status == 404
    assert await (await client.get(url(renewal_id, OTHER_ID))).read() == PDF
    assert_consistent(hass, line)


async def test_a_renewal_can_be_moved_and_get_another_file(hass, line, act, upload) -> None:
    renewal_id = (await act("record_renewal", receipt_file=await upload(PDF)))["renewal_id"]
    other = device_of(hass, OTHER_ID)

    await act("edit_renewal", renewal_id=renewal_id, move_to=other, receipt_file=await upload(PNG))

    assert (contents(hass), contents(hass, OTHER_ID)) == ([], [PNG])
    assert_consistent(hass, line)


async def test_a_renewal_whose_file_is_missing_moves_without_it(hass, line, act, upload) -> None:
    renewal_id = (await act("record_renewal", receipt_file=await upload(PDF)))["renewal_id"]
    files(hass)[0].unlink()

    await act("edit_renewal", renewal_id=renewal_id, move_to=device_of(hass, OTHER_ID))

    assert record_of(line, OTHER_ID).renewal(renewal_id).receipt_file is None
    assert_consistent(hass, line)


# Failing


async def test_a_record_that_is_not_saved_leaves_no_file(hass, line, act, upload) -> None:
    file_id = await upload(PDF)

    with disk_is_full(hass), pytest.raises(HomeAssistantError) as failure:
        await act("record_renewal", receipt_file=file_id)

    assert failure.value.translation_key == "record_not_saved"
    assert record_of(line).renewals == ()
    assert list(root(hass).glob("**/*")) == []


@pytest.mark.parametrize("moved", [False, True])
async def test_an_edit_that_is_not_saved_leaves_the_old_file(
    hass, line, act, client, upload, moved
) -> None:
    renewal_id = (await act("record_renewal", receipt_file=await upload(PDF)))["renewal_id"]
    before, file_id = record_of(line), await upload(PNG)
    given = {"move_to": device_of(hass, OTHER_ID)} if moved else {}

    with disk_is_full(hass), pytest.raises(HomeAssistantError):
        await act("edit_renewal", renewal_id=renewal_id, receipt_file=file_id, **given)

    assert record_of(line) == before
    assert await (await client.get(url(renewal_id))).read() == PDF
    assert_consistent(hass, line)


@pytest.mark.parametrize("fault", [files_can_only_be_small, storage_is_no_directory])
async def test_a_file_that_the_disk_does_not_take_changes_nothing(
    hass, line, act, client, upload, fault
) -> None:
    renewal_id = (await act("record_renewal", receipt_file=await upload(PDF)))["renewal_id"]
    before = record_of(line)
    first, second = await upload(LARGE_PDF), await upload(LARGE_PDF)

    with fault(hass):
        with pytest.raises(ReceiptNotSaved) as recording:
            await act("record_renewal", receipt_file=first)
        with pytest.raises(ReceiptNotSaved):
            await act("edit_renewal", renewal_id=renewal_id, receipt_file=second)
        sent = await client.post(url(renewal_id), data=form_of(BytesIO(LARGE_PDF)))

    assert str(recording.value).startswith("The disk did not take it, so nothing has changed.")
    assert (sent.status, (await sent.json())["code"]) == (507, "record_not_saved")
    assert record_of(line) == before
    assert contents(hass) == [PDF]
    assert_consistent(hass, line)


async def test_a_move_for_which_the_disk_has_no_room_changes_nothing(
    hass, line, act, upload
) -> None:
    recorded = await act("record_renewal", receipt_file=await upload(LARGE_PDF))
    before = record_of(line), record_of(line, OTHER_ID)

    with files_can_only_be_small(hass), pytest.raises(ReceiptNotSaved):
        await act(
            "edit_renewal", renewal_id=recorded["renewal_id"], move_to=device_of(hass, OTHER_ID)
        )

    assert (record_of(line), record_of(line, OTHER_ID)) == before
    assert contents(hass) == [LARGE_PDF]
    assert_consistent(hass, line)


async def test_a_file_that_cannot_be_read_does_not_move(hass, line, act, upload) -> None:
    renewal_id = (await act("record_renewal", receipt_file=await upload(PDF)))["renewal_id"]
    before = record_of(line)

    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(Path, "read_bytes", failing_read)
        with pytest.raises(ReceiptNotSaved):
            await act("edit_renewal", renewal_id=renewal_id, move_to=device_of(hass, OTHER_ID))

    assert record_of(line) == before
    assert_consistent(hass, line)


def failing_read(path: Path) -> bytes:
    raise OSError(5, "Input/output error")


async def test_an_automation_that_is_stopped_leaves_the_renewal_with_its_file(
    hass, line, upload
) -> None:
    data = {"device_id": device_of(hass, LINE_ID), "receipt_file": await upload(PDF)}
    call = hass.async_create_task(
        hass.services.async_call(DOMAIN, "record_renewal", data, blocking=True)
    )
    call.cancel()
    with suppress(asyncio.CancelledError):
        await call
    assert call.cancelled()

    await hass.async_block_till_done()

    assert contents(hass) == [PDF]
    assert_consistent(hass, line)


async def test_changes_at_the_same_moment_end_with_one_file_of_the_renewal(
    hass, line, act, client, upload
) -> None:
    renewal_id = (await act("record_renewal", receipt_file=await upload(PDF)))["renewal_id"]
    uploads = [await upload(PNG), await upload(JPEG)]

    await asyncio.gather(
        *(act("edit_renewal", renewal_id=renewal_id, receipt_file=each) for each in uploads),
        *(client.post(url(renewal_id), data=form_of(each)) for each in (PDF, HEIC)),
        act("edit_renewal", renewal_id=renewal_id, amount=3),
        act("undo_renewal", renewal_id=renewal_id),
        act("restore_renewal", renewal_id=renewal_id),
        act("record_renewal", receipt_file=await upload(PNG), in_addition=True),
        return_exceptions=True,
    )

    assert len(files(hass)) == 2
    assert_consistent(hass, line)


async def test_a_household_that_is_loaded_again_waits_for_what_is_being_recorded(
    hass, line, act, client, upload
) -> None:
    file_id = await upload(PDF)

    recorded, _ = await asyncio.gather(
        act("record_renewal", receipt_file=file_id), hass.config_entries.async_reload(line.entry_id)
    )
    await hass.async_block_till_done()

    assert await (await client.get(url(recorded["renewal_id"]))).read() == PDF
    assert_consistent(hass, line)


async def test_an_answer_that_comes_while_a_file_is_kept_is_not_lost(
    hass, line, act, upload, uploads
) -> None:
    renewal_id = (await act("record_renewal"))["renewal_id"]
    file_id = await upload(PDF)
    slow = uploads / file_id / "receipt.pdf"
    slow.unlink()
    os.mkfifo(slow)
    edit = hass.async_create_task(
        act("edit_renewal", renewal_id=renewal_id, amount=3, receipt_file=file_id)
    )

    await line.runtime_data.lines[LINE_ID].async_decide(renewal_id, Verdict.LANDED)
    await hass.async_add_executor_job(slow.write_bytes, PDF)
    await edit

    (renewal,) = record_of(line).renewals
    assert (renewal.amount, renewal.verification.verdict) == (3, Verdict.LANDED)
    assert contents(hass) == [PDF]
    assert_consistent(hass, line)


# Seeing


async def test_nobody_sees_a_receipt_without_a_token(hass, line, act, upload, stranger) -> None:
    renewal_id = (await act("record_renewal", receipt_file=await upload(PDF)))["renewal_id"]

    for answer in (
        await stranger.get(url(renewal_id)),
        await stranger.get(url(renewal_id), headers={"Authorization": "Bearer forged"}),
        await stranger.post(url(renewal_id), data=form_of(PNG)),
    ):
        assert answer.status == 401
        assert PDF not in await answer.read()
    assert contents(hass) == [PDF]


async def test_who_may_only_read_a_line_sees_receipts_and_sends_none(
    hass, line, act, upload, hass_client, hass_read_only_access_token
) -> None:
    renewal_id = (await act("record_renewal", receipt_file=await upload(PDF)))["renewal_id"]
    guest = await hass_client(hass_read_only_access_token)

    assert await (await guest.get(url(renewal_id))).read() == PDF
    assert (await guest.post(url(renewal_id), data=form_of(PNG))).status == 403
    assert contents(hass) == [PDF]


async def test_a_signed_address_is_good_for_one_receipt_and_an_hour(
    hass, line, act, upload, stranger, freezer
) -> None:
    await act("record_renewal", receipt_file=await upload(PDF))
    await act("record_renewal", date="2026-11-20", receipt_file=await upload(PNG))
    await act("record_renewal", date="2026-11-19")
    pdf, png, none = (await act("get_renewals"))["renewals"]
    assert (none["receipt_url"], none["receipt_type"]) == (None, None)
    assert (pdf["receipt_type"], png["receipt_type"]) == ("application/pdf", "image/png")

    assert await (await stranger.get(pdf["receipt_url"])).read() == PDF
    assert await (await stranger.get(png["receipt_url"])).read() == PNG

    signature = pdf["receipt_url"].partition("?")[2]
    assert (await stranger.get(f"{url(png['renewal_id'])}?{signature}")).status == 401
    assert (await stranger.post(pdf["receipt_url"], data=form_of(PNG))).status == 401
    freezer.tick(3599)
    assert (await stranger.get(pdf["receipt_url"])).status == 200
    freezer.tick(2)
    assert (await stranger.get(pdf["receipt_url"])).status == 401


async def test_what_is_not_there_is_not_found(hass, line, act, client, upload) -> None:
    with_file = (await act("record_renewal", receipt_file=await upload(PDF)))["renewal_id"]
    without = (await act("record_renewal", date="2026-11-20"))["renewal_id"]

    for address in (
        url("0" * 26),
        url(without),
        url(with_file, OTHER_ID),
        url(with_file, "N" * 26),
        url(with_file.lower()),
    ):
        assert (await client.get(address)).status == 404, address
    files(hass)[0].unlink()
    assert (await client.get(url(with_file))).status == 404


@pytest.mark.parametrize("forged", FORGED_IDS)
async def test_an_id_is_never_a_path(hass, line, act, client, upload, forged) -> None:
    renewal_id = (await act("record_renewal", receipt_file=await upload(PDF)))["renewal_id"]
    secret = in_configuration(hass, "secrets.yaml")
    secret.write_bytes(PDF + b"secret")

    for address in (url(forged), url(renewal_id, forged), url(f"{renewal_id}/{forged}")):
        exactly = URL(f"{client.make_url('/')}{address.removeprefix('/')}", encoded=True)
        for answer in (
            await client.session.get(exactly),
            await client.session.post(exactly, data=form_of(PNG)),
        ):
            assert answer.status in {400, 404, 405}, address
            assert b"secret" not in await answer.read()
    assert contents(hass) == [PDF]
    assert list(root(hass).iterdir()) == [root(hass) / LINE_ID]


async def change_on_disk(hass: HomeAssistant, entry: Any, **changes: Any) -> None:
    """Change what the record says of the first renewal's file, and start again with it."""
    document = json.loads(file_of(hass).read_bytes())
    document["data"]["renewals"][0]["receipt_file"] |= changes
    file_of(hass).write_text(json.dumps(document))
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()


@pytest.mark.parametrize(
    "changes",
    [
        {"receipt_id": "../../../secrets.yaml"},
        {"receipt_id": "../../sim_renewal." + LINE_ID},
        {"receipt_id": "/etc/passwd"},
        {"receipt_id": ""},
        {"media_type": "text/html"},
        {"media_type": "image/svg+xml"},
    ],
)
async def test_a_record_that_was_tampered_with_opens_no_other_file_and_in_no_other_way(
    hass, line, act, client, upload, changes
) -> None:
    renewal_id = (await act("record_renewal", receipt_file=await upload(PDF)))["renewal_id"]
    in_configuration(hass, "secrets.yaml").write_bytes(PDF)

    await change_on_disk(hass, line, **changes)

    assert (await client.get(url(renewal_id))).status == 404
    other = device_of(hass, OTHER_ID)
    await act("edit_renewal", renewal_id=renewal_id, move_to=other)
    assert in_configuration(hass, "secrets.yaml").exists()
    assert file_of(hass).exists()


async def test_a_household_that_is_not_running_shows_nothing(
    hass, line, act, client, upload
) -> None:
    renewal_id = (await act("record_renewal", receipt_file=await upload(PDF)))["renewal_id"]
    await hass.config_entries.async_unload(line.entry_id)

    assert (await client.get(url(renewal_id))).status == 404
    assert (await client.post(url(renewal_id), data=form_of(PNG))).status == 404
    assert contents(hass) == [PDF]


async def test_diagnostics_say_nothing_of_receipts(hass, line, act, upload) -> None:
    recorded = await act("record_renewal", receipt="no. 7", receipt_file=await upload(PDF))
    await act("undo_renewal", renewal_id=recorded["renewal_id"])
    await act("record_renewal", receipt="no. 8", receipt_file=await upload(PNG))

    told = json.dumps(await async_get_config_entry_diagnostics(hass, line), default=str)

    ids = record_of(line).receipt_ids
    assert len(ids) == 2
    for secret in (*ids, "receipt", "no. 7", "no. 8", "image/png", "application/pdf"):
        assert secret not in told


# Sending without the action


async def test_a_receipt_can_be_sent_to_its_address(hass, line, act, client) -> None:
    renewal_id = (await act("record_renewal", receipt="no. 7"))["renewal_id"]

    first = await client.post(url(renewal_id), data=form_of(PDF))
    assert (first.status, await first.json()) == (
        200,
        {"receipt_type": "application/pdf", "size": len(PDF)},
    )
    assert await (await client.get(url(renewal_id))).read() == PDF

    await client.post(url(renewal_id), data=form_of(PNG))

    assert contents(hass) == [PNG]
    (renewal,) = (await act("get_renewals"))["renewals"]
    assert (renewal["receipt"], renewal["receipt_type"]) == ("no. 7", "image/png")
    assert_consistent(hass, line)


async def test_a_receipt_can_be_sent_for_a_line_that_lost_its_rule(hass, line, act, client) -> None:
    renewal_id = (await act("record_renewal"))["renewal_id"]
    subentry = line.subentries[LINE_ID]
    data = {**subentry.data, "rule": "none"}
    hass.config_entries.async_update_subentry(line, subentry, data=data)
    await hass.async_block_till_done()

    assert (await client.post(url(renewal_id), data=form_of(PDF))).status == 200

    assert_consistent(hass, line)


async def test_other_fields_may_come_before_the_file(hass, line, act, client) -> None:
    renewal_id = (await act("record_renewal"))["renewal_id"]
    form = FormData({"comment": "thank you"})
    form.add_field("file", PDF, filename="receipt.pdf")

    assert (await client.post(url(renewal_id), data=form)).status == 200

    assert contents(hass) == [PDF]


@pytest.mark.parametrize("content", WRONG.values(), ids=WRONG.keys())
async def test_a_file_of_another_kind_is_not_taken(hass, line, act, client, content) -> None:
    await takes_not(hass, line, act, client, form_of(content), 415, "receipt_wrong_type")


async def test_an_empty_file_is_not_taken(hass, line, act, client) -> None:
    await takes_not(hass, line, act, client, form_of(b""), 400, "receipt_empty")


async def test_of_a_file_that_is_too_large_not_more_is_read(hass, line, act, client) -> None:
    endless = form_of(without_end())
    await takes_not(hass, line, act, client, endless, 413, "receipt_too_large")


async def without_end() -> AsyncGenerator[bytes]:
    yield PDF
    while True:
        yield bytes(1_000_000)


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (PDF, "application/pdf"),
        (b"file=receipt", "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
        (PDF, "multipart/form-data"),
        (PDF, "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data; boundary=x"),
        (b"--x--\r\n", "multipart/form-data; boundary=x"),
        (b"--x\r\nno header\r\n\r\n" + PDF + b"\r\n--x--\r\n", "multipart/form-data; boundary=x"),
        (b"--x\r\n\r\n" + PDF + b"\r\n--x--\r\n", "multipart/form-data; boundary=x"),
    ],
)
async def test_what_is_no_form_with_a_file_is_not_taken(
    hass, line, act, client, data, content_type
) -> None:
    renewal_id = (await act("record_renewal"))["renewal_id"]

    answer = await client.post(url(renewal_id), data=data, headers={"Content-Type": content_type})

    assert answer.status == 400
    assert list(root(hass).glob("**/*")) == []


async def test_a_file_in_another_field_is_not_taken(hass, line, act, client) -> None:
    renewal_id = (await act("record_renewal"))["renewal_id"]

    assert (await client.post(url(renewal_id), data=form_of(PDF, "picture"))).status == 400
    assert list(root(hass).glob("**/*")) == []


async def takes_not(
    hass: HomeAssistant,
    entry: Any,
    act: Any,
    client: TestClient,
    form: FormData,
    status: int,
    reason: str,
) -> None:
    renewal_id = (await act("record_renewal"))["renewal_id"]
    await client.post(url(renewal_id), data=form_of(JPEG))
    before = record_of(entry)

    answer = await client.post(url(renewal_id), data=form)

    assert (answer.status, (await answer.json())["code"]) == (status, reason)
    assert record_of(entry) == before
    assert contents(hass) == [JPEG]
    assert_consistent(hass, entry)


async def test_nothing_can_be_sent_for_a_renewal_that_is_not_there(hass, line, act, client) -> None:
    renewal_id = (await act("record_renewal"))["renewal_id"]
    await act("undo_renewal")

    for address in (url(renewal_id), url("0" * 26), url(renewal_id, "N" * 26)):
        assert (await client.post(address, data=form_of(PDF))).status == 404
    assert list(root(hass).glob("**/*")) == []


async def test_a_renewal_that_is_taken_back_while_its_receipt_is_sent_gets_none(
    hass, line, act, client
) -> None:
    renewal_id = (await act("record_renewal"))["renewal_id"]

    async def slowly() -> AsyncGenerator[bytes]:
        yield PDF
        await act("undo_renewal")
        yield PDF

    assert (await client.post(url(renewal_id), data=form_of(slowly()))).status == 404
    assert list(root(hass).glob("**/*")) == []


async def test_a_sent_receipt_that_is_not_recorded_leaves_no_file(hass, line, act, client) -> None:
    renewal_id = (await act("record_renewal"))["renewal_id"]

    with disk_is_full(hass):
        answer = await client.post(url(renewal_id), data=form_of(PDF))

    assert answer.status == 507
    assert_consistent(hass, line)


async def test_a_line_id_that_is_no_id_keeps_nothing(hass, line) -> None:
    receipts = receipts_of(hass)

    with pytest.raises(ReceiptNotSaved):
        await receipts.async_keep_content("../sim_renewal", PDF)
    await receipts.async_sweep("..", ())

    assert not root(hass).exists()
    assert file_of(hass).exists()


# Removing


async def test_a_renewal_that_is_taken_back_keeps_its_receipt_until_it_cannot_be_restored(
    hass, line, act, client, upload, move_to
) -> None:
    renewal_id = (await act("record_renewal", receipt_file=await upload(PDF)))["renewal_id"]
    await act("undo_renewal", renewal_id=renewal_id)
    assert await (await client.get(url(renewal_id))).read() == PDF
    await move_to("2026-11-30T00:00:30+01:00")
    assert await (await client.get(url(renewal_id))).read() == PDF

    await act("restore_renewal", renewal_id=renewal_id)
    await move_to("2026-12-20T00:00:30+01:00")
    assert await (await client.get(url(renewal_id))).read() == PDF
    assert_consistent(hass, line)

    await act("undo_renewal", renewal_id=renewal_id)
    await move_to("2026-12-27T00:00:29+01:00")
    assert contents(hass) == [PDF]
    await move_to("2026-12-27T00:00:31+01:00")
    with pytest.raises(ServiceValidationError) as refused:
        await act("restore_renewal", renewal_id=renewal_id)
    assert refused.value.translation_key == "unknown_renewal"

    await move_to("2026-12-28T00:00:00+01:00")

    assert record_of(line).undone == ()
    assert (await client.get(url(renewal_id))).status == 404
    assert not root(hass).exists() or files(hass) == []
    assert_consistent(hass, line)


async def test_only_what_can_no_longer_be_restored_goes(hass, line, act, upload, move_to) -> None:
    old = (await act("record_renewal", receipt_file=await upload(PDF)))["renewal_id"]
    await act("record_renewal", date="2026-11-20", receipt_file=await upload(PNG))
    await act("undo_renewal", renewal_id=old)
    await move_to("2026-11-28T10:00:00+01:00")
    young = await act("record_renewal", receipt_file=await upload(JPEG))
    await act("undo_renewal", renewal_id=young["renewal_id"])

    await move_to("2026-12-01T00:00:00+01:00")

    assert sorted(contents(hass)) == sorted([PNG, JPEG])
    assert_consistent(hass, line)


async def test_a_restart_loses_nothing_and_leaves_nothing(
    hass, line, act, client, upload, freezer
) -> None:
    kept = (await act("record_renewal", receipt_file=await upload(PDF)))["renewal_id"]
    others = [
        await act("record_renewal", receipt_file=await upload(each), in_addition=True)
        for each in (PNG, JPEG)
    ]
    undone, expired = (each["renewal_id"] for each in others)
    await act("undo_renewal", renewal_id=expired)
    freezer.move_to("2026-11-29T10:00:00+01:00")
    await act("undo_renewal", renewal_id=undone)
    (root(hass) / LINE_ID / ("0" * 26)).write_bytes(PDF)
    (root(hass) / LINE_ID / "tmp1234").write_bytes(PDF)
    for trace in (root(hass) / LINE_ID / "directory", root(hass) / ("N" * 26)):
        trace.mkdir()
        (trace / "file").write_bytes(PDF)
    (root(hass) / "file").write_bytes(PDF)
    outside = in_configuration(hass, "outside")
    outside.mkdir()
    (outside / "file").write_bytes(PDF)
    (root(hass) / "link").symlink_to(outside)
    await hass.config_entries.async_unload(line.entry_id)
    freezer.move_to("2026-12-01T10:00:00+01:00")

    await hass.config_entries.async_setup(line.entry_id)
    await hass.async_block_till_done()

    assert sorted(contents(hass)) == sorted([PDF, PNG])
    assert list(root(hass).iterdir()) == [root(hass) / LINE_ID]
    assert (outside / "file").exists()
    assert [(await client.get(url(each))).status for each in (kept, undone, expired)] == [
        200,
        200,
        404,
    ]
    assert_consistent(hass, line)


async def test_what_the_disk_does_not_let_go_is_tried_again_the_next_day(
    hass, line, act, upload, move_to
) -> None:
    renewal_id = (await act("record_renewal", receipt_file=await upload(PDF)))["renewal_id"]
    await act("undo_renewal", renewal_id=renewal_id)

    with disk_is_full(hass):
        await move_to("2026-12-01T00:00:00+01:00")
    assert contents(hass) == [PDF]
    assert len(record_of(line).undone) == 1

    await move_to("2026-12-01T12:00:00+01:00")
    assert contents(hass) == [PDF]
    await move_to("2026-12-02T00:00:00+01:00")
    assert contents(hass) == []
    assert record_of(line).undone == ()


async def test_a_file_that_cannot_be_removed_is_told_without_its_name(
    hass, line, act, upload, caplog
) -> None:
    renewal_id = (await act("record_renewal", receipt_file=await upload(PDF)))["renewal_id"]
    (path,) = files(hass)

    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(Path, "unlink", failing_unlink)
        await act("edit_renewal", renewal_id=renewal_id, receipt_file="")

    assert record_of(line).renewals[0].receipt_file is None
    assert "Old receipts could not be removed: Read-only file system" in caplog.text
    assert path.name not in caplog.text
    await hass.config_entries.async_reload(line.entry_id)
    await hass.async_block_till_done()
    assert not path.exists()


def failing_unlink(path: Path, missing_ok: bool = False) -> None:
    raise OSError(30, "Read-only file system", str(path))


async def test_files_stay_while_the_record_is_damaged(hass, line, act, client, upload) -> None:
    renewal_id = (await act("record_renewal", receipt_file=await upload(PDF)))["renewal_id"]
    other = (await act("record_renewal", OTHER_ID, receipt_file=await upload(PNG)))["renewal_id"]
    record = file_of(hass).read_bytes()
    file_of(hass).write_bytes(b"garbage")
    await hass.config_entries.async_reload(line.entry_id)
    await hass.async_block_till_done()

    assert contents(hass) == [PDF]
    assert (await client.get(url(renewal_id))).status == 404
    assert (await client.post(url(renewal_id), data=form_of(JPEG))).status == 404
    with pytest.raises(HomeAssistantError) as refusal:
        await act("record_renewal", receipt_file=await upload(JPEG))
    assert refusal.value.translation_key == "record_damaged"
    assert await (await client.get(url(other, OTHER_ID))).read() == PNG

    for trace in file_of(hass).parent.glob(f"sim_renewal.{LINE_ID}*"):
        trace.unlink()
    file_of(hass).write_bytes(record)
    await hass.config_entries.async_reload(line.entry_id)
    await hass.async_block_till_done()
    assert await (await client.get(url(renewal_id))).read() == PDF


async def test_a_line_that_is_removed_takes_its_receipts_along(
    hass, line, act, client, upload
) -> None:
    renewal_id = (await act("record_renewal", receipt_file=await upload(PDF)))["renewal_id"]
    other = (await act("record_renewal", OTHER_ID, receipt_file=await upload(PNG)))["renewal_id"]

    hass.config_entries.async_remove_subentry(line, LINE_ID)
    await hass.async_block_till_done()

    assert not (root(hass) / LINE_ID).exists()
    assert (await client.get(url(renewal_id))).status == 404
    assert await (await client.get(url(other, OTHER_ID))).read() == PNG


async def test_the_receipts_of_a_removed_line_go_even_if_another_cannot_be_read(
    hass, line, act, upload
) -> None:
    await act("record_renewal", receipt_file=await upload(PDF))
    await act("record_renewal", OTHER_ID, receipt_file=await upload(PNG))
    document = json.loads(file_of(hass, OTHER_ID).read_bytes())
    file_of(hass, OTHER_ID).write_text(json.dumps({**document, "version": 2}))
    await hass.config_entries.async_reload(line.entry_id)
    await hass.async_block_till_done()

    hass.config_entries.async_remove_subentry(line, LINE_ID)
    await hass.async_block_till_done()

    assert hass.states.get("sensor.mama_status").state == "unavailable"
    assert not (root(hass) / LINE_ID).exists()
    assert contents(hass, OTHER_ID) == [PNG]


@pytest.mark.parametrize("loaded", [True, False])
async def test_a_household_that_is_removed_takes_all_receipts_along(
    hass, line, act, upload, loaded
) -> None:
    await act("record_renewal", receipt_file=await upload(PDF))
    await act("record_renewal", OTHER_ID, receipt_file=await upload(PNG))
    if not loaded:
        await hass.config_entries.async_unload(line.entry_id)

    await hass.config_entries.async_remove(line.entry_id)
    await hass.async_block_till_done()

    assert not root(hass).exists()


@pytest.fixture
async def media(hass: HomeAssistant) -> None:
    """Have Home Assistant's media, which have to be there before its server runs."""
    assert await async_setup_component(hass, "media_source", {})


async def test_pictures_are_media_by_line_and_year(hass, media, client, upload, act) -> None:
    await act("record_renewal", date="2025-12-01", receipt_file=await upload(JPEG))
    await act("record_renewal", date="2026-11-20", amount=10, receipt_file=await upload(PNG))
    await act("record_renewal", date="2026-11-21", amount=7, receipt_file=await upload(PDF))
    root = f"media-source://{DOMAIN}"

    (papa,) = (await media_source.async_browse_media(hass, root)).children
    years = (await media_source.async_browse_media(hass, papa.media_content_id)).children
    (receipt,) = (await media_source.async_browse_media(hass, years[0].media_content_id)).children
    found = await media_source.async_resolve_media(hass, receipt.media_content_id, None)

    assert (papa.title, [each.title for each in years]) == ("Papa", ["2026", "2025"])
    assert receipt.title == "November 20, 2026 · €10.00"
    assert found.mime_type == "image/png"
    answer = await client.get(found.url)
    assert await answer.read() == PNG


@pytest.mark.parametrize("path", [OTHER_ID, "x", f"{LINE_ID}/1999", f"{LINE_ID}/2026/x"])
async def test_media_that_are_not_there_are_refused(hass, media, client, upload, act, path) -> None:
    await act("record_renewal", date="2026-11-20", receipt_file=await upload(PNG))
    wanted = f"media-source://{DOMAIN}/{path}"

    with pytest.raises(BrowseError):
        await media_source.async_browse_media(hass, wanted)
    with pytest.raises(media_source.Unresolvable):
        await media_source.async_resolve_media(hass, wanted, None)
