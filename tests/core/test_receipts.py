"""What can be a receipt, by its content."""

from datetime import UTC, date, datetime, timedelta

import pytest

from custom_components.sim_renewal.core.model import ReceiptFile, Renewal
from custom_components.sim_renewal.core.receipts import (
    BEGINNING,
    KINDS,
    LARGEST_RECEIPT,
    file_name,
    media_type_of,
)
from custom_components.sim_renewal.core.record import UNDO_PERIOD, Record


def boxed(*brands: bytes, size: int | None = None) -> bytes:
    """Return the first box of a file, with its main brand, a version and what it suits."""
    main, *suits = brands
    content = b"ftyp" + main + b"\x00\x00\x00\x00" + b"".join(suits)
    return (size or len(content) + 4).to_bytes(4) + content + b"\x00\x00\x00\x20meta"


KEPT = {
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "application/pdf"),
    "pdf after blank lines": (b"\r\n \n%PDF-1.4\n", "application/pdf"),
    "png": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "image/png"),
    "jpeg of a camera": (b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00", "image/jpeg"),
    "jpeg of a scanner": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", "image/jpeg"),
    "gif": (b"GIF89a\x01\x00\x01\x00", "image/gif"),
    "old gif": (b"GIF87a\x01\x00\x01\x00", "image/gif"),
    "webp": (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "image/webp"),
    "heic of an iPhone": (boxed(b"heic", b"mif1", b"heic"), "image/heic"),
    "heic in its container": (boxed(b"mif1", b"mif1", b"miaf", b"heix"), "image/heic"),
    "heic sequence": (boxed(b"hevc"), "image/heic"),
    "heif of something else": (boxed(b"mif1", b"miaf", b"jpeg"), "image/heif"),
    "heif alone": (boxed(b"msf1"), "image/heif"),
    "avif": (boxed(b"avif", b"mif1", b"miaf"), "image/avif"),
    "avif in its container": (boxed(b"mif1", b"avif"), "image/avif"),
    "box longer than what was read": (boxed(b"mif1", b"heic", size=2**31), "image/heic"),
}


@pytest.mark.parametrize(("first_bytes", "media_type"), KEPT.values(), ids=KEPT.keys())
def test_a_receipt_is_told_by_its_first_bytes(first_bytes, media_type) -> None:
    assert media_type_of(first_bytes) == media_type
    assert media_type_of(first_bytes + b"<script>alert(1)</script>") == media_type


def test_every_kind_that_is_told_has_an_extension() -> None:
    assert {media_type for _, media_type in KEPT.values()} == set(KINDS)


SCRIPT = b"<script>alert(1)</script>"

REFUSED = {
    "nothing": b"",
    "blanks": b" \r\n" * 20,
    "text": b"Paid 10 EUR",
    "html": b"<!DOCTYPE html>" + SCRIPT,
    "html that goes on as pdf": SCRIPT + b"\n%PDF-1.7\n",
    "html that goes on as png": b"<html>\x89PNG\r\n\x1a\n",
    "comment that goes on as pdf": b"<!--\n%PDF-1.7\n-->" + SCRIPT,
    "html after blanks": b"\n\n " + SCRIPT,
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>",
    "svg with a declaration": b'<?xml version="1.0"?><svg onload="alert(1)"/>',
    "svg with a byte order mark": b"\xef\xbb\xbf<svg onload='alert(1)'/>",
    "svg in utf-16": "\ufeff<svg/>".encode("utf-16-le"),
    "compressed svg": b"\x1f\x8b\x08\x00",
    "xml": b'<?xml version="1.0"?><receipt/>',
    "php": b"<?php system($_GET['c']); ?>",
    "php that goes on as gif": b"<?php ?>GIF89a",
    "javascript that goes on as pdf": b"alert(1)//%PDF-1.7",
    "shell": b"#!/bin/sh\n",
    "windows program": b"MZ\x90\x00\x03\x00",
    "linux program": b"\x7fELF\x02\x01\x01",
    "mac program": b"\xcf\xfa\xed\xfe",
    "java": b"\xca\xfe\xba\xbe",
    "zip": b"PK\x03\x04",
    "half a pdf": b"%PDF",
    "half a png": b"\x89PNG\r\n",
    "png that was sent as text": b"\x89PNG\n\x1a\n",
    "jpeg without a marker": b"\xff\xd8",
    "gif of no version": b"GIF90a",
    "sound in the container of webp": b"RIFF\x24\x00\x00\x00WAVEfmt ",
    "webp without its container": b"WEBPVP8 ",
    "film": boxed(b"isom", b"mp42"),
    "film that suits pictures": boxed(b"mp42", b"heic", b"mif1"),
    "box without a brand": b"\x00\x00\x00\x08ftyp",
    "box that ends in its brand": b"\x00\x00\x00\x0aftypheic",
    "box of no size": b"\x00\x00\x00\x00ftypheic",
    "bitmap": b"BM\x36\x00\x00\x00",
    "tiff": b"II*\x00",
}


@pytest.mark.parametrize("first_bytes", REFUSED.values(), ids=REFUSED.keys())
def test_everything_else_is_no_receipt(first_bytes) -> None:
    assert media_type_of(first_bytes) is None


def test_the_beginning_is_longer_than_every_signature() -> None:
    assert max(len(first_bytes) for first_bytes, _ in KEPT.values()) < BEGINNING < LARGEST_RECEIPT


@pytest.mark.parametrize(
    ("media_type", "name"),
    [
        ("application/pdf", "receipt-2026-11-24.pdf"),
        ("image/jpeg", "receipt-2026-11-24.jpg"),
        ("image/heic", "receipt-2026-11-24.heic"),
    ],
)
def test_a_receipt_is_called_after_the_day_of_its_renewal(media_type, name) -> None:
    assert file_name(media_type, date(2026, 11, 24)) == name


def test_only_what_every_browser_shows_is_shown() -> None:
    assert {each for each, kind in KINDS.items() if not kind.is_shown} == {
        "image/heic",
        "image/heif",
    }


# The record


MORNING = datetime(2026, 5, 10, 8, tzinfo=UTC)


def renewal(renewal_id: str, receipt_id: str | None) -> Renewal:
    file = receipt_id and ReceiptFile(receipt_id=receipt_id, media_type="image/png", size=1)
    return Renewal(
        renewal_id=renewal_id,
        renewed_on=date(2026, 5, 10),
        recorded_at=MORNING,
        receipt_file=file or None,
    )


def test_a_record_knows_its_files_and_renewals_until_they_can_no_longer_be_restored() -> None:
    record = Record(renewals=(renewal("a", "A"), renewal("b", None), renewal("c", "C")))
    undone = record.without_renewal("c", MORNING)

    assert record.receipt_ids == undone.receipt_ids == {"A", "C"}
    assert undone.renewal_or_undone("c") == renewal("c", "C")
    assert undone.renewal_or_undone("a") == renewal("a", "A")
    assert undone.renewal_or_undone("d") is None

    just_before = undone.without_expired(MORNING + UNDO_PERIOD - timedelta(microseconds=1))
    assert just_before == undone
    forgotten = undone.without_expired(MORNING + UNDO_PERIOD)
    assert forgotten.receipt_ids == {"A"}
    assert forgotten.renewal_or_undone("c") is None
