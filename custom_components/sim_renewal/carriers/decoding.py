"""Bytes from a carrier, decoded with limits: what is too large, too deep or absurd is refused."""

from collections.abc import AsyncIterable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from email.utils import parsedate_to_datetime
import json
from typing import Any
from xml.parsers import expat
import zlib

from ..core.numbers import ABSURD, NotANumber, machine_number
from .errors import AnswerUnreadable

LARGEST_EXPONENT = 30
"""A number with more digits than this in front of its point, or behind it, is none of a carrier."""

LONGEST_WAIT = timedelta(days=1)

DEEPEST_XML = 32
MOST_NODES = 50_000


async def read_bounded(chunks: AsyncIterable[bytes], encoding: str, limit: int) -> bytes:
    """Return a body, decompressed if it is; raises `AnswerUnreadable` once it is too large."""
    if encoding in {"", "identity"}:
        return await _joined(chunks, lambda chunk, room: chunk[: room + 1], limit)
    if encoding not in {"gzip", "x-gzip"}:
        raise AnswerUnreadable("encoding")
    inflater = zlib.decompressobj(wbits=31)
    body = await _joined(chunks, inflater.decompress, limit)
    if not inflater.eof:
        raise AnswerUnreadable("truncated")
    return body


async def _joined(
    chunks: AsyncIterable[bytes],
    decode: Callable[[bytes, int], bytes],
    limit: int,
) -> bytes:
    """Join decoded chunks; `decode` gives at most as many bytes as there is room for, and one."""
    body, received = bytearray(), 0
    async for chunk in chunks:
        received += len(chunk)
        try:
            body += decode(chunk, limit - len(body) + 1)
        except zlib.error:
            raise AnswerUnreadable("encoding") from None
        if len(body) > limit or received > limit:
            raise AnswerUnreadable("too_large")
    return bytes(body)


def parse_json(body: bytes) -> Any:
    """Return a JSON document with exact numbers; one of absurd size is `ABSURD`, wherever it is.

    It spoils nothing but its own value: who reads that one finds out.
    """
    try:
        return json.loads(
            body.decode("utf-8-sig"),
            parse_constant=lambda _name: ABSURD,
            parse_float=_decimal,
            parse_int=_integer,
        )
    except UnicodeDecodeError, json.JSONDecodeError, RecursionError:
        raise AnswerUnreadable("no_json") from None


def _decimal(text: str) -> Decimal:
    """Return a number with a point, unless its size is absurd."""
    try:
        return machine_number(text, LARGEST_EXPONENT)
    except NotANumber:
        return ABSURD


def _integer(text: str) -> int | Decimal:
    return ABSURD if len(text) > LARGEST_EXPONENT else int(text)


@dataclass(slots=True)
class Element:
    """One element of an XML document; attributes and mixed text are left out."""

    tag: str
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def child(self, tag: str) -> Element | None:
        """Return the first child of a name."""
        return next((each for each in self.children if each.tag == tag), None)

    def word(self, tag: str) -> str | None:
        """Return the text of a child; `None` where it is missing or empty."""
        child = self.child(tag)
        return child.text.strip() or None if child else None


def parse_xml(body: bytes) -> Element:
    """Return the root of an XML document; one with a document type or entities is refused."""
    parser = expat.ParserCreate()
    root = Element("")
    path = [root]
    count = 0

    def start(tag: str, _attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MOST_NODES or len(path) > DEEPEST_XML:
            raise AnswerUnreadable("too_large")
        element = Element(tag)
        path[-1].children.append(element)
        path.append(element)

    def end(_tag: str) -> None:
        path.pop()

    def characters(text: str) -> None:
        path[-1].text += text

    def refuse(*_declaration: object) -> None:
        raise AnswerUnreadable("document_type")

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(body, True)
    except expat.ExpatError:
        raise AnswerUnreadable("no_xml") from None
    return root.children[0]


def parse_retry_after(text: str | None, now: datetime) -> timedelta | None:
    """Return how long to wait by a Retry-After header, in seconds or as a date of HTTP."""
    if text is None:
        return None
    text = text.strip()
    if text.isascii() and text.isdecimal():
        return min(timedelta(seconds=int(text[:9])), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max(moment - now, timedelta(0)), LONGEST_WAIT)
