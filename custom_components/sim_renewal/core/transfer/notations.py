"""How each kind of value is written in a cell of a table and in JSON, and read back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from enum import StrEnum
import re
from typing import Any, override

from ..iccid import bare_iccid
from ..numbers import NotANumber, NumberRefused, machine_number, parse_decimal, plain
from ..signs import folded_words
from .moments import DayOrder, MomentRefused, parse_day, parse_moment

LARGEST_EXPONENT = 999

_ID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
_YES = frozenset({"yes", "true", "1", "oui", "vrai", "ja", "wahr", "是"})
_NO = frozenset({"no", "false", "0", "non", "faux", "nein", "falsch", "否"})
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")


class CellRefused(ValueError):
    """A value cannot be read; `reason` is the key of the translated explanation."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Style:
    """What a file leaves open: its decimal mark, its time zone, whether the day comes first.

    `None` is not known: what can be read in two ways is refused then.
    """

    decimal_mark: str | None
    zone: tzinfo
    day_order: DayOrder | None = DayOrder.DAY_FIRST
    is_minguo: bool = False
    """Whether years of three digits are those of Taiwan."""


class Notation:
    """Text, without blanks around it; nothing at all where it is empty."""

    is_text = True

    def canonical(self, value: Any) -> Any:
        """Return a value as it is exported; `None` where it says nothing."""
        return str(value).strip() or None

    def to_text(self, value: Any) -> str:
        """Return a canonical value as the text of a cell."""
        return str(value)

    def of_text(self, text: str, style: Style) -> Any:
        """Return the value that a text, which is not blank, stands for."""
        if _HALF_A_CHARACTER.search(text):
            raise CellRefused("not_a_text")
        return self.canonical(text)

    def to_json(self, value: Any) -> Any:
        """Return a canonical value as JSON has it."""
        return self.to_text(value)

    def of_json(self, value: Any, style: Style) -> Any:
        """Return the value that one of JSON stands for."""
        if not isinstance(value, str):
            raise CellRefused("not_a_text")
        return self.of_text(value, style)


class Name(Notation):
    """A name: one blank between its words."""

    @override
    def canonical(self, value: Any) -> Any:
        return " ".join(str(value).split()) or None


class Identifier(Notation):
    """An id as Home Assistant makes them: 26 characters of Crockford's base 32."""

    is_text = False

    @override
    def of_text(self, text: str, style: Style) -> str:
        text = text.strip()
        if not _ID.fullmatch(text):
            raise CellRefused("invalid_id")
        return text


class SimNumber(Notation):
    """An ICCID or EID: its digits in fours, for a spreadsheet would round one long number."""

    @override
    def canonical(self, value: Any) -> Any:
        return bare_iccid(str(value)) or None

    @override
    def to_text(self, value: Any) -> str:
        return " ".join(value[start : start + 4] for start in range(0, len(value), 4))

    @override
    def to_json(self, value: Any) -> str:
        return str(value)


class WordNotation(Notation):
    """One of the words that the documentation names, however it is capitalised."""

    is_text = False

    def __init__(self, words: Collection[str] | None = None) -> None:
        """Know the words, or leave it to another check whether one exists."""
        self.words = None if words is None else frozenset(map(str, words))
        self._type = words if isinstance(words, type) and issubclass(words, StrEnum) else str

    @override
    def of_text(self, text: str, style: Style) -> Any:
        word = "_".join(text.casefold().replace("-", " ").split())
        if self.words is not None and word not in self.words:
            raise CellRefused("unknown_choice")
        return self._type(word)


class YesNoNotation(Notation):
    """Yes or no."""

    is_text = False

    @override
    def canonical(self, value: Any) -> bool:
        return bool(value)

    @override
    def to_text(self, value: Any) -> str:
        return "yes" if value else "no"

    @override
    def of_text(self, text: str, style: Style) -> bool:
        word = text.strip().casefold()
        if word not in _YES | _NO:
            raise CellRefused("not_a_flag")
        return word in _YES

    @override
    def to_json(self, value: Any) -> bool:
        return bool(value)

    @override
    def of_json(self, value: Any, style: Style) -> bool:
        if not isinstance(value, bool):
            raise CellRefused("not_a_flag")
        return value


class Amount(Notation):
    """A number, kept digit by digit."""

    is_text = False

    @override
    def canonical(self, value: Any) -> Decimal:
        return plain(machine_number(value))

    @override
    def of_text(self, text: str, style: Style) -> Decimal:
        try:
            return parse_decimal(text, style.decimal_mark)
        except NumberRefused as error:
            raise CellRefused(error.reason) from None

    @override
    def of_json(self, value: Any, style: Style) -> Any:
        if isinstance(value, str):
            return self.of_text(value, style)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise CellRefused("not_a_number")
        try:
            return machine_number(value, LARGEST_EXPONENT)
        except NotANumber:
            raise CellRefused("not_a_number") from None


class Count(Amount):
    """A whole number."""

    @override
    def canonical(self, value: Any) -> Any:
        return int(value)

    @override
    def of_text(self, text: str, style: Style) -> Any:
        return _whole(super().of_text(text, style))

    @override
    def to_json(self, value: Any) -> int:
        return int(value)

    @override
    def of_json(self, value: Any, style: Style) -> Any:
        number = super().of_json(value, style)
        return number if isinstance(number, int) else _whole(number)


class DayNotation(Notation):
    """A civil day."""

    is_text = False

    @override
    def canonical(self, value: Any) -> date:
        return value if isinstance(value, date) else date.fromisoformat(value)

    @override
    def to_text(self, value: Any) -> str:
        return str(value.isoformat())

    @override
    def of_text(self, text: str, style: Style) -> date:
        try:
            return parse_day(text, style.day_order, is_minguo=style.is_minguo)
        except MomentRefused as error:
            raise CellRefused(error.reason) from None


class Moment(Notation):
    """An instant."""

    is_text = False

    @override
    def to_text(self, value: datetime) -> str:
        return value.astimezone(UTC).isoformat()

    @override
    def of_text(self, text: str, style: Style) -> datetime:
        try:
            return parse_moment(text, style.zone, style.day_order, is_minguo=style.is_minguo)
        except MomentRefused as error:
            raise CellRefused(error.reason) from None


class WordListNotation(Notation):
    """A list of words in a fixed order: `call; sms`."""

    is_text = False

    def __init__(self, words: type[StrEnum]) -> None:
        """Know the words."""
        self.words = frozenset(map(str, words))
        self._type = words

    @override
    def canonical(self, value: Any) -> Any:
        return tuple(word for word in self._type if word in set(value))

    @override
    def to_text(self, value: Any) -> str:
        return "; ".join(value)

    @override
    def of_text(self, text: str, style: Style) -> Any:
        word = WordNotation(self._type)
        return self.canonical([word.of_text(each, style) for each in pieces(text)])

    @override
    def to_json(self, value: Any) -> list[str]:
        return [str(each) for each in value]

    @override
    def of_json(self, value: Any, style: Style) -> Any:
        if isinstance(value, str):
            return self.of_text(value, style)
        if not isinstance(value, list):
            raise CellRefused("not_a_list")
        word = WordNotation(self._type)
        return self.canonical([word.of_json(each, style) for each in value])


def pieces(text: str) -> list[str]:
    """Return the parts of a list in a cell."""
    return [piece.strip() for piece in text.split(";") if piece.strip()]


def objects(value: Any, keys: Collection[str]) -> list[Mapping[str, Any]]:
    """Return a list of JSON objects that have no other keys than these."""
    if not isinstance(value, list) or not all(
        isinstance(each, dict) and each.keys() <= set(keys) for each in value
    ):
        raise CellRefused("not_a_list")
    return value


def _whole(number: Decimal) -> int:
    if number.adjusted() > 9 or number != number.to_integral_value():
        raise CellRefused("count_out_of_range")
    return int(number)


_NOTHING_SAID = frozenset(
    [
        *("-", "--", "---", "–", "—", "/", "?", "??", "???", ".", "n/a", "na", "#n/a", "n.a."),
        *("k.a.", "tbd", "无", "無", "暂无", "暫無", "未知", "不详", "不詳", "unknown", "inconnu"),
        *("inconnue", "unbekannt", "desconocido", "desconocida", "sconosciuto", "sconosciuta"),
        *("onbekend", "nieznany", "nieznana", "desconhecido", "desconhecida"),
    ]
)
"""What people write into a cell that has nothing to say."""


_NO_END = frozenset(
    map(
        folded_words,
        [
            *("never", "no expiry", "no end", "no expiration", "does not expire", "never expires"),
            *("forever", "permanent", "lifetime", "unlimited", "indefinite", "jamais", "illimité"),
            *("illimitée", "sans fin", "sans limite", "sans expiration", "à vie", "permanente"),
            *("n'expire jamais", "n'expire pas", "nie", "niemals", "unbegrenzt", "unbefristet"),
            *("ohne Ende", "kein Ablauf", "läuft nie ab", "nunca", "sin fin", "sin caducidad"),
            *("no caduca", "ilimitado", "ilimitada", "indefinido", "mai", "nessuna scadenza"),
            *("senza scadenza", "non scade", "illimitato", "illimitata", "a vita", "nooit"),
            *(
                "onbeperkt",
                "geen einddatum",
                "verloopt niet",
                "sem fim",
                "sem validade",
                "vitalício",
            ),
            *("não expira", "nigdy", "bezterminowo", "bezterminowa", "nikdy", "neomezeně"),
            *(
                "永久",
                "永久有效",
                "永不过期",
                "永不過期",
                "永不",
                "长期",
                "長期",
                "长期有效",
                "長期有效",
            ),
            *("无限期", "無限期", "无期限", "無期限", "终身", "終身", "أبدا", "دائم", "vĩnh viễn"),
            *("không bao giờ", "vô thời hạn", "không thời hạn"),
        ],
    )
)
"""What people write into a cell for the last day of what has none."""


def says_no_end(cell: str) -> bool:
    """Return whether a cell for a last day says that there is none."""
    return cell.strip() == "∞" or folded_words(cell) in _NO_END


def says_nothing(cell: str) -> bool:
    """Return whether a cell stands for one that is empty."""
    return cell.strip().casefold() in _NOTHING_SAID
