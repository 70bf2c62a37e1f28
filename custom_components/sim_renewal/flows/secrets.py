"""Secrets of a form: shown as a mask, which keeps them for the server that they were typed for."""

from collections.abc import Iterable, Mapping
import re

from yarl import URL

from ..settings.validation import FieldError

MASK = "********"

LONGEST_ADDRESS = 2000
LONGEST_HEADER = 4000

_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")

_OURS = {
    "accept-encoding",
    "connection",
    "content-length",
    "host",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
}
"""What is said about a request by whoever sends it."""


def check_address(typed: str, before: str | None) -> str:
    """Return an address of http or https; a masked query is that of the address of before."""
    text = typed.strip()
    if text.endswith(f"?{MASK}"):
        text = text.removesuffix(f"?{MASK}")
        query = URL(before).raw_query_string if before else ""
        if not query or not same_server(before or "", str(_address(text))):
            raise FieldError("secret_again")
        text = f"{text}?{query}"
    return str(_address(text))


def same_server(one: str, other: str) -> bool:
    """Return whether two addresses are of the same server, so that it may know a secret."""
    return URL(one).origin() == URL(other).origin()


def masked_address(address: str) -> str:
    """Return an address with a mask for its query, in which there are often keys."""
    url = URL(address)
    return f"{url.with_query(None)}?{MASK}" if url.raw_query_string else address


def headers_of(
    typed: Iterable[str], before: Mapping[str, str], *, is_same_server: bool
) -> dict[str, str]:
    """Return headers of lines `Name: value`; a masked value is that of before."""
    headers: dict[str, str] = {}
    for line in typed:
        if not line.strip():
            continue
        name, colon, value = (each.strip() for each in line.partition(":"))
        if value == MASK:
            if name not in before or not is_same_server:
                raise FieldError("secret_again")
            value = before[name]
        known = {each.casefold() for each in headers} | _OURS
        if not (colon and _NAME.fullmatch(name) and _is_plain(value)) or name.casefold() in known:
            raise FieldError("wrong_header")
        headers[name] = value
    return headers


def masked_headers(headers: Mapping[str, str]) -> list[str]:
    """Return the lines of headers without their values."""
    return [f"{name}: {MASK}" for name in headers]


def _address(text: str) -> URL:
    if len(text) > LONGEST_ADDRESS or not text.isprintable():
        raise FieldError("wrong_address")
    try:
        url = URL(text)
        has_login = url.user is not None or url.password is not None
        is_complete = url.scheme in {"http", "https"} and bool(url.host) and url.port != 0
    except ValueError:
        raise FieldError("wrong_address") from None
    if not is_complete:
        raise FieldError("wrong_address")
    if has_login:
        raise FieldError("login_in_address")
    return url.with_fragment(None)


def _is_plain(value: str) -> bool:
    return 0 < len(value) <= LONGEST_HEADER and value.isascii() and value.isprintable()
