"""Rows of a table that somebody keeps for themselves: sums, remarks, and lines without a name."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
import re
from typing import Any

from ..messages.carriers import is_carrier
from ..signs import folded_words
from .columns import LINE
from .layout import Layout, TableRow
from .model import Row, RowKind

_SUMS = frozenset(
    map(
        folded_words,
        [
            "total",
            "totals",
            "grand total",
            "subtotal",
            "sum",
            *("average", "mean", "moyenne", "durchschnitt", "mittelwert", "promedio", "media"),
            *("gemiddelde", "srednia", "平均", "平均值"),
            "somme",
            "total general",
            "sous total",
            "totaux",
            "summe",
            "gesamt",
            "gesamtsumme",
            "zwischensumme",
            "insgesamt",
            "suma",
            "total mensual",
            "totale",
            "subtotale",
            "totaal",
            "subtotaal",
            "soma",
            "total geral",
            "razem",
            "lacznie",
            "ogolem",
            "合计",
            "总计",
            "小计",
            "总和",
            "合計",
            "總計",
            "小計",
            "總和",
            "المجموع",
            "الاجمالي",
            "الإجمالي",
            "مجموع",
            "tong",
            "tong cong",
            "tong so",
            "cong",
        ],
    )
)
_IDENTITY = frozenset({"number", "iccid", "carrier", "owner", "service_until", "date"})
_OF_A_LINE = frozenset({"number", "iccid", "carrier", "offer"})
_CATEGORY = frozenset(
    map(
        folded_words,
        [
            *("category", "categories", "catégorie", "kategorie", "categoría", "categoria"),
            *("kategoria", "类别", "分类", "類別", "分類", "الفئة", "danh mục"),
        ],
    )
)
_PHONE = tuple(
    map(
        folded_words,
        [
            *("phone", "mobile", "sim", "telecom", "téléphon", "telefon", "handy", "móvil"),
            *("cellulare", "komórk", "mobiel", "telemóvel", "celular", "手机", "手機", "电话"),
            *("電話", "通讯", "通訊", "话费", "هاتف", "جوال", "điện thoại", "di động"),
        ],
    )
)
"""What the name of a category of phones has in it."""


def reason_to_skip(record: TableRow, layout: Layout) -> str | None:
    """Return why a row is none of the table's: `""` for headings again, else the key of a text."""
    filled = [cell.strip() for cell in record.cells if cell.strip()]
    header = [cell.strip() for cell in layout.header.cells if cell.strip()]
    if filled == header:
        return ""
    first = folded_words(filled[0])
    if first in _SUMS and _has_no_identity(record, layout):
        return "row_of_sums"
    if layout.kind is RowKind.LINE and _is_of_something_else(record, layout):
        return "row_is_no_line"
    is_alone = len(filled) == 1 and len(layout.names) > 1
    return "row_says_little" if is_alone and layout.kind is RowKind.LINE else None


def named(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of lines, each with a name: of its owner, its carrier, or its number."""
    wanting = [row for row in rows if row.kind is RowKind.LINE and LINE not in row.values]
    names = {id(row): _name(row.values, wanting) for row in wanting}
    return [
        replace(row, values={LINE: name, **row.values}) if (name := names.get(id(row))) else row
        for row in rows
    ]


def _name(values: Mapping[str, Any], rows: Sequence[Row]) -> str | None:
    """Return the shortest name that only one row of the table has."""
    owner, carrier = values.get("owner"), values.get("carrier")
    for keys in (("owner",), ("owner", "carrier"), ("carrier",)):
        often = Counter(tuple(row.values.get(key) for key in keys) for row in rows)
        if (
            all(values.get(key) for key in keys)
            and often[tuple(values.get(key) for key in keys)] == 1
        ):
            return " ".join(values[key] for key in keys)
    number = re.sub(r"\D", "", str(values.get("number") or ""))
    parts = [owner or carrier, number[-4:] if owner or carrier else number]
    return " ".join(part for part in parts if part) or None


def _has_no_identity(record: TableRow, layout: Layout) -> bool:
    """Return whether a row has, beside its first cell, no number, carrier or date of a line."""
    filled = [
        place for place, cell in zip(layout.places, record.cells, strict=False) if cell.strip()
    ]
    told = {place.name for place in filled[1:] if place}
    return not told & _IDENTITY


def _is_of_something_else(record: TableRow, layout: Layout) -> bool:
    """Return whether a list of all subscriptions has one here that nothing shows to be a line.

    Its category is another, and it has no number, no SIM and no carrier that is known.
    """
    cells = dict(enumerate(record.cells))
    categories = [
        folded_words(cells.get(at, ""))
        for at, heading in enumerate(layout.header.cells)
        if folded_words(heading) in _CATEGORY
    ]
    named = [
        (place.name, cells[at])
        for at, place in enumerate(layout.places)
        if place and cells.get(at, "").strip()
    ]
    if not categories or any(name in _OF_A_LINE for name, _ in named):
        return False
    words = [each for name, cell in named if name == LINE for each in folded_words(cell).split()]
    is_phone = any(word in category for category in categories for word in _PHONE)
    return not is_phone and not any(is_carrier([word]) for word in words)
