"""What the name of a carrier or sender tells about its texts, as data."""

from collections.abc import Sequence
from dataclasses import dataclass

from .cues import Order
from .sites import NAMES_WITH_SITES
from .tokens import tokenise


@dataclass(frozen=True, slots=True)
class Habit:
    """How the texts of some carriers write dates, and in which money they count."""

    names: tuple[str, ...]
    order: Order
    currency: str | None = None


HABITS = (
    Habit(
        (
            "giffgaff",
            "o2",
            "ee",
            "vodafone",
            "three",
            "lebara",
            "voxi",
            "smarty",
            "tesco mobile",
            "asda mobile",
            "id mobile",
            "spusu",
            "talkmobile",
            "sky mobile",
            "1pmobile",
            "orange",
            "48",
            "tesco",
            "eir",
            "gomo",
            "ctexcel uk",
        ),
        Order.DAY_FIRST,
    ),
    Habit(
        (
            "csl",
            "3hk",
            "3香港",
            "smartone",
            "數碼通",
            "cmlink",
            "china mobile hk",
            "cmhk",
            "中國移動香港",
            "中国移动香港",
        ),
        Order.DAY_FIRST,
        "HKD",
    ),
    Habit(("airtel", "jio", "vi", "vodafone idea", "bsnl"), Order.DAY_FIRST, "INR"),
    Habit(
        ("telstra", "optus", "vodafone au", "boost mobile au", "amaysim", "aldimobile"),
        Order.DAY_FIRST,
        "AUD",
    ),
    Habit(("globe", "globe telecom", "dito", "gomo ph"), Order.MONTH_FIRST, "PHP"),
    Habit(("singtel", "starhub", "simba"), Order.DAY_FIRST, "SGD"),
    Habit(("spark nz", "one nz", "skinny"), Order.DAY_FIRST, "NZD"),
    Habit(
        (
            "t-mobile us",
            "t-mobile usa",
            "tmobile usa",
            "metro by t-mobile",
            "at&t",
            "verizon",
            "mint mobile",
            "ultra mobile",
            "us mobile",
            "tello",
            "cricket",
            "tracfone",
            "straight talk",
            "boost mobile",
            "visible",
            "ctexcel us",
            "lycamobile usa",
        ),
        Order.MONTH_FIRST,
        "USD",
    ),
)


def habit_of(*names: str | None) -> Habit | None:
    """Return the habits of a carrier or sender, by the longest name that is known."""
    spoken = [f" {_plain(name)} " for name in names if name]
    known = [
        (len(name), habit)
        for habit in HABITS
        for name in habit.names
        if any(f" {_plain(name)} " in each for each in spoken)
    ]
    return max(known, key=lambda each: each[0])[1] if known else None


def is_carrier(words: Sequence[str]) -> bool:
    """Return whether folded words name a carrier that is known, or begin with its name."""
    return any(
        "".join(words[at:end]) in _KNOWN
        for at in range(len(words))
        for end in range(at + 1, min(at + _MOST_WORDS, len(words)) + 1)
    )


def _plain(name: str) -> str:
    """Return a name as its folded words."""
    return " ".join(token.text for token in tokenise(name) if token.text.isalnum())


_MOST_WORDS = 8
_OTHERS = (
    "china mobile|china telecom|china unicom|cmcc|中国移动|中国联通|中国电信|中国广电|中國移動"
    "|中國聯通|中國電信|中華電信|台灣大哥大|遠傳|ctm|澳門電訊|易博通|3香港|mobicarte|callya|magenta|digi|plus"
)
_KNOWN = NAMES_WITH_SITES | {
    _plain(name).replace(" ", "")
    for name in (*_OTHERS.split("|"), *(each for habit in HABITS for each in habit.names))
}
