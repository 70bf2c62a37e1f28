"""The texts of carriers, as they word them."""

from datetime import date
from decimal import Decimal
from random import Random

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def confirmation(random: Random, amount: int, until: date) -> str:
    """Return what a carrier writes after a purchase."""
    french = f"Votre recharge de {amount} EUR est prise en compte."
    english = f"Your top-up of {amount} EUR is complete."
    return random.choice(
        (
            f"{french} Votre crédit est valable jusqu'au {_french(until)}.",
            f"{english} Your plan is valid until {_english(until)}.",
        )
    )


def warning(random: Random, until: date) -> str:
    """Return what a carrier writes before an end."""
    return random.choice(
        (
            f"Info conso : votre crédit expire le {_french(until)}. Pensez à recharger.",
            f"Your plan expires on {_english(until)}.",
        )
    )


def warning_of_both(until: date, number: date) -> str:
    """Return what a carrier writes that tells both dates."""
    return f"Your plan expires on {_english(until)}. Your number is kept until {_english(number)}."


def about_number(number: date) -> str:
    """Return what a carrier writes of the number alone."""
    return f"Votre numéro sera conservé jusqu'au {_french(number)}."


def about_credit(credit: Decimal) -> str:
    """Return what a carrier writes of the credit."""
    return f"Votre crédit est de {str(credit).replace('.', ',')} EUR."


def cut(random: Random, text: str) -> str:
    """Return a text that ends in the middle of its last day or month."""
    words = text.rstrip(".").split(" ")
    last = next(index for index in reversed(range(len(words))) if words[index][0].isdigit())
    if "/" in words[last]:
        begun = [*words[:last], words[last][: random.choice((1, 3, 4))]]
    else:
        day = last - 2
        begun = [*words[: day + 1], words[day + 1][: random.choice((0, 1, 2))]]
    return " ".join(begun).rstrip()


def _french(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def _english(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
