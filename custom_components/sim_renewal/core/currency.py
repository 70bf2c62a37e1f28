"""Signs of currencies: whose each is, or whose it can be."""

from collections.abc import Mapping

OF_ONE: Mapping[str, str] = {
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "₴": "UAH",
    "฿": "THB",
    "zł": "PLN",
}
"""Signs that belong to one currency alone."""

OF_SEVERAL: Mapping[str, tuple[str, ...]] = {
    "$": (
        *("USD", "AUD", "CAD", "NZD", "SGD", "HKD", "MOP", "TWD", "MXN"),
        *("ARS", "CLP", "COP", "UYU", "BBD", "JMD", "TTD", "FJD"),
    ),
    "¥": ("CNY", "JPY"),
    "元": ("CNY", "HKD", "MOP", "TWD"),
}
"""Signs that several countries write: the first is meant where nothing else tells."""

SYMBOLS = frozenset(each for each in (*OF_ONE, *OF_SEVERAL) if not each.isalpha())
"""The signs that are no letters."""
