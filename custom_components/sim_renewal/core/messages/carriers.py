"""What the name of a carrier or sender tells about its texts, as data."""

from dataclasses import dataclass

from .cues import Order
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


def _plain(name: str) -> str:
    """Return a name as its folded words."""
    return " ".join(token.text for token in tokenise(name) if token.text.isalnum())
