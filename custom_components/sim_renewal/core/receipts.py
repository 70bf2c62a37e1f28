"""The files that can be a receipt, told by what is in them, never by what they are called."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

LARGEST_RECEIPT = 10 * 1024 * 1024
"""In bytes."""

BEGINNING = 512
"""How many bytes tell what a file is."""


@dataclass(frozen=True, slots=True)
class ReceiptFormat:
    """A kind of file that can be kept, and whether every browser shows it by itself."""

    extension: str
    is_shown: bool = True


KINDS: Mapping[str, ReceiptFormat] = {
    "application/pdf": ReceiptFormat("pdf"),
    "image/avif": ReceiptFormat("avif"),
    "image/gif": ReceiptFormat("gif"),
    "image/heic": ReceiptFormat("heic", is_shown=False),
    "image/heif": ReceiptFormat("heif", is_shown=False),
    "image/jpeg": ReceiptFormat("jpg"),
    "image/png": ReceiptFormat("png"),
    "image/webp": ReceiptFormat("webp"),
}
"""By media type."""

_SIGNATURES = {
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}

_BRANDS = {
    **dict.fromkeys((b"avif", b"avis"), "image/avif"),
    **dict.fromkeys((b"heic", b"heim", b"heis", b"heix"), "image/heic"),
    **dict.fromkeys((b"hevc", b"hevm", b"hevs", b"hevx"), "image/heic"),
    **dict.fromkeys((b"mif1", b"msf1"), "image/heif"),
}
"""What the first box of such a file says; `image/heif` is only the container of the others."""


def media_type_of(first_bytes: bytes) -> str | None:
    """Return the media type of a file that can be kept; `None` for every other file.

    A PDF may have blanks before it, as some shops send it: no browser takes that for a page.
    """
    if first_bytes.lstrip().startswith(b"%PDF-"):
        return "application/pdf"
    for signature, media_type in _SIGNATURES.items():
        if first_bytes.startswith(signature):
            return media_type
    if first_bytes.startswith(b"RIFF") and first_bytes[8:12] == b"WEBP":
        return "image/webp"
    if first_bytes[4:8] == b"ftyp":
        return _branded(first_bytes[8 : int.from_bytes(first_bytes[:4])])
    return None


def file_name(media_type: str, on: date) -> str:
    """Return what the receipt of a renewal of that day is called when it is saved."""
    return f"receipt-{on.isoformat()}.{KINDS[media_type].extension}"


def _branded(brands: bytes) -> str | None:
    """Return the media type by the main brand, its version, and the brands it is made to suit."""
    found = _BRANDS.get(brands[:4])
    if found != "image/heif":
        return found
    suits = (_BRANDS.get(brands[at : at + 4]) for at in range(8, len(brands), 4))
    return next((each for each in suits if each not in {None, found}), found)
