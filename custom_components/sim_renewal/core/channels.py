"""Ways to renew a line, and what a link or a code of theirs may be.

A link is opened by a tap on a phone, so only forms whose effect can be told beforehand are allowed:
`https`, `tel`, an Android app by its name, and mini programs of WeChat and Alipay. `intent:` is
refused: it can start any part of any app, and can name a web page to open instead, which nobody
would have compared with the carrier's sites.
"""

from dataclasses import dataclass
from enum import StrEnum
import re
import unicodedata
from urllib.parse import unquote

from .model import Channel

LONGEST_LINK = 500
LONGEST_HOST = 253

_SCHEME = re.compile(r"([a-z][a-z0-9+-]*):", re.IGNORECASE)  # no dot: `orange.fr:443` has none
_HTTPS = re.compile(r"https://([^/?#]+)", re.IGNORECASE)
_WEB = re.compile(r"[\x00-\x20]*https?:[/\\]*([^/\\?#]*)", re.IGNORECASE)
_LINE_BREAKS = re.compile(r"[\t\n\r]")  # browsers leave them out of a link
_WIDE_DOTS = re.compile("[\u3002\uff0e\uff61]")
_NUMERIC = re.compile(r"[0-9]+|0x[0-9a-f]*")
_TEL = re.compile(r"tel:([0-9*+]|%2a|%23)+", re.IGNORECASE)
_PHONE = re.compile(r"\+[0-9]{4,15}|[0-9]{2,15}")
_USSD = re.compile(r"[*#]{1,3}[0-9]{1,20}(\*[0-9]{1,20}){0,5}#")
_DIVERT = re.compile(r"\*{1,2}(21|61|62|67|002|004)[*#]")  # 3GPP TS 22.030, annex B
_LOCK = re.compile(
    r"\*{2,3}0(4|42|5|52)\*"  # another PIN, or a PIN by its PUK: a few wrong ones lock the SIM
    r"|\*{1,3}03\*"  # another password for barring
    r"|\*{1,3}(33|330|331|332|333|35|351|353)[*#]"  # bars calls
    r"|\*2767\*|\*#7370#|\*#7780#|\*#\*#"  # resets a phone, or opens a menu that does
)
_SMS = re.compile(r"SMS (\S(?:.{0,158}\S)?) (\+?[0-9]{2,15})")
_APPS = {
    "app": re.compile(r"app://[a-z]\w*(\.[a-z]\w*)+", re.IGNORECASE | re.ASCII),
    "weixin": re.compile(
        r"(?i:weixin)://dl/business/\?(t=\w+|appid=wx[0-9a-f]{16})"
        r"(&(cq|path|query|env_version)=[^&]*)*",
        re.ASCII,
    ),
    "alipays": re.compile(
        r"(?i:alipays)://platformapi/startapp\?appId=20[0-9]{14}(&(page|query)=[^&]*)*"
    ),
}
"""Links that open an app or one mini program in it, but no page and no function of their choice."""


class Refusal(StrEnum):
    """Why a link or a code is not taken; the value is the key of the translated explanation."""

    LINK_TOO_LONG = "link_too_long"
    LINK_ODD_CHARACTERS = "link_odd_characters"
    LINK_NOT_HTTPS = "link_not_https"
    LINK_NOT_ALLOWED = "link_not_allowed"
    LINK_HIDDEN_LOGIN = "link_hidden_login"
    LINK_DISGUISED = "link_disguised"
    LINK_IS_ADDRESS = "link_is_address"
    LINK_ODD_PORT = "link_odd_port"
    LINK_WITHOUT_DOMAIN = "link_without_domain"
    LINK_NOT_FOR_CHANNEL = "link_not_for_channel"
    INVALID_PHONE_LINK = "invalid_phone_link"
    INVALID_APP_LINK = "invalid_app_link"
    INVALID_CODE = "invalid_code"
    CODE_DIVERTS_CALLS = "code_diverts_calls"
    CODE_LOCKS = "code_locks"
    CODE_NOT_FOR_CHANNEL = "code_not_for_channel"


class LinkForm(StrEnum):
    """What a link opens."""

    SITE = "site"
    CALL = "call"
    APP = "app"


LINKS_OF = {
    Channel.WEBSITE: frozenset({LinkForm.SITE}),
    Channel.APP: frozenset({LinkForm.SITE, LinkForm.APP}),
    Channel.SHOP: frozenset({LinkForm.SITE}),
    Channel.KIOSK: frozenset({LinkForm.SITE}),
    Channel.MARKETPLACE: frozenset({LinkForm.SITE}),
    Channel.MINI_PROGRAM: frozenset({LinkForm.SITE, LinkForm.APP}),
    Channel.CODE: frozenset({LinkForm.CALL}),
    Channel.PHONE_CALL: frozenset({LinkForm.CALL}),
    Channel.AUTOMATIC: frozenset({LinkForm.SITE}),
}
"""What the link of a channel may open. A shop's site finds the next shop; a code has its call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalChannel:
    """A way to renew a line, with what opens it and what to do there.

    `code` is a USSD code such as `*123#`, or `SMS <text> <number>` for a text message to send.
    """

    kind: Channel
    link: str | None = None
    code: str | None = None
    instruction: str | None = None


def channel_problem(channel: RenewalChannel) -> tuple[str, Refusal] | None:
    """Return the field of a channel that is refused, and why; `None` where all is well."""
    if channel.link is not None:
        if problem := link_problem(channel.link):
            return "link", problem
        if link_form(channel.link) not in LINKS_OF[channel.kind]:
            return "link", Refusal.LINK_NOT_FOR_CHANNEL
    if channel.code is not None:
        if problem := code_problem(channel.code):
            return "code", problem
        if channel.kind is not Channel.CODE:
            return "code", Refusal.CODE_NOT_FOR_CHANNEL
    return None


def link_problem(link: str) -> Refusal | None:
    """Return why a link may not be kept, or `None` where it may."""
    if len(link) > LONGEST_LINK:
        return Refusal.LINK_TOO_LONG
    if not _is_printable(link) or any(sign in link for sign in '\\<>"`'):
        return Refusal.LINK_ODD_CHARACTERS
    match _scheme(link):
        case "https":
            problem = _site_problem(link)
        case "tel":
            problem = _call_problem(link)
        case ("app" | "weixin" | "alipays") as scheme:
            problem = None if _APPS[scheme].fullmatch(link) else Refusal.INVALID_APP_LINK
        case None | "http":
            problem = Refusal.LINK_NOT_HTTPS
        case _:
            problem = Refusal.LINK_NOT_ALLOWED
    return problem


def link_form(link: str) -> LinkForm | None:
    """Return what a link opens, or `None` where it is refused."""
    if link_problem(link):
        return None
    return {"https": LinkForm.SITE, "tel": LinkForm.CALL}.get(_scheme(link) or "", LinkForm.APP)


def code_problem(code: str) -> Refusal | None:
    """Return why a USSD or SMS code may not be kept, or `None` where it may.

    A code that diverts calls renews nothing: dialling one for a stranger hands over the line. Nor
    does one that changes PIN or PUK, bars calls, or resets the phone.
    """
    if problem := harm_of(code):
        return problem
    if _USSD.fullmatch(code) or (_SMS.fullmatch(code) and code.isprintable()):
        return None
    return Refusal.INVALID_CODE


def harm_of(dialled: str) -> Refusal | None:
    """Return what harm it does to dial that, or `None` where none is known."""
    if _DIVERT.match(dialled):
        return Refusal.CODE_DIVERTS_CALLS
    return Refusal.CODE_LOCKS if _LOCK.match(dialled) else None


def tel_link(code: str) -> str | None:
    """Return the link that dials a USSD code, or `None` where the code is something else."""
    if code_problem(code) or not _USSD.fullmatch(code):
        return None
    return "tel:" + code.replace("*", "%2A").replace("#", "%23")


def host_of(link: str) -> str | None:
    """Return the host to which a browser would take a web link, or `None` where there is none.

    It comes decoded, in small letters and without the last dot; other scripts stay as they are.
    """
    found = _WEB.match(_LINE_BREAKS.sub("", link))
    return _plain_host(_written_host(found[1])) if found else None


def _scheme(link: str) -> str | None:
    found = _SCHEME.match(link)
    return found[1].lower() if found else None


def _is_printable(text: str) -> bool:
    """Return whether a text is free of spaces, control characters and invisible ones."""
    return not any(unicodedata.category(character)[0] in "CZ" for character in text)


def _site_problem(link: str) -> Refusal | None:
    found = _HTTPS.match(link)
    if found is None:
        return Refusal.LINK_WITHOUT_DOMAIN
    authority = found[1]
    if "@" in authority:
        return Refusal.LINK_HIDDEN_LOGIN
    if authority.startswith("["):
        return Refusal.LINK_IS_ADDRESS
    if authority.partition(":")[2] not in {"", "443"}:
        return Refusal.LINK_ODD_PORT
    return _host_problem(_written_host(authority))


def _host_problem(written: str) -> Refusal | None:
    host = _plain_host(written)
    if host is None:
        return Refusal.LINK_WITHOUT_DOMAIN
    if _NUMERIC.fullmatch(host.rpartition(".")[2]):
        return Refusal.LINK_IS_ADDRESS
    if "." not in host:
        return Refusal.LINK_WITHOUT_DOMAIN
    is_plain = unicodedata.normalize("NFC", written).removesuffix(".") == host
    return None if is_plain else Refusal.LINK_DISGUISED


def _written_host(authority: str) -> str:
    """Return the host of a link as it is written, but for its capitals, escapes and wide dots."""
    host = authority.rpartition("@")[2].partition(":")[0]
    return _WIDE_DOTS.sub(".", unquote(host).lower())


def _plain_host(written: str) -> str | None:
    """Return a host in which wide, bold and ligated letters are plain ones, as browsers do it."""
    wide = unicodedata.normalize("NFKC", written).lower()
    host = _WIDE_DOTS.sub(".", wide).removesuffix(".")
    if len(host) > LONGEST_HOST or not all(map(_may_be_in_host, host)):
        return None
    return host if all(0 < len(label) <= 63 for label in host.split(".")) else None


def _may_be_in_host(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character in "._-"
    return unicodedata.category(character)[0] in "LMN"


def _call_problem(link: str) -> Refusal | None:
    if not _TEL.fullmatch(link):
        return Refusal.INVALID_PHONE_LINK
    dialled = unquote(link.partition(":")[2])
    if _PHONE.fullmatch(dialled):
        return None
    problem = code_problem(dialled)
    return Refusal.INVALID_PHONE_LINK if problem is Refusal.INVALID_CODE else problem
