"""What a person of the demo household meets: answers, questions, and whom they reach."""

from contextlib import suppress
from datetime import date

from .connection import Refused
from .home import Home, wait_until
from .household import DAY, Form
from .phone import Phone

ANNA = "Anna"

NO_RULE: Form = {"currency": "EUR", "rule": "none"}

TO_TRY = (
    ("Papa", "press Renewed: the date moves. Press Mark renewed in Home Assistant after that:"),
    ("", "it stays one renewal, and you hear who was first."),
    ("Oncle", "the carrier's text knew of the top-up that Anna pressed: her phone says so, and"),
    ("", "can count it too. The demo phone, a moment later, hears that Anna was first."),
    ("Tante", "has no rule: Renewed asks until when. Reply with 5/1, 5 Jan or 31.12."),
    ("Anna", "is used by Anna: only her phone is reminded of it; of Papa only that of Demo."),
    ("Cousin", "has no date: the phones, a repair and the list ask until when it works."),
    ("Maman", "is named in a text that came in for Oncle: a repair asks whose it is."),
)
"""What the demo proposes, by the line at which it is met."""


def asking_lines(today: date) -> list[tuple[Form, ...]]:
    """Return the lines that ask for something: a date, an end, and one that is another person's."""
    return [
        (
            {"name": "Tante", "form": "physical"},
            {**NO_RULE, "price": 8, "service_until": (today + DAY).isoformat()},
        ),
        (
            {"name": "Anna", "carrier": "fr.sfr", "form": "esim", "owner": ANNA},
            {"offer_id": "la_carte"},
            {"price": 10, "service_until": (today + 2 * DAY).isoformat()},
        ),
        ({"name": "Cousin", "form": "esim"}, NO_RULE),
    ]


async def add_anna(home: Home, annas: Home, phone: Phone) -> None:
    """Invite Anna, who administers nothing, and let her log in on her own phone."""
    await home.invite(ANNA)
    await annas.log_in(ANNA)
    await phone.register(annas)


async def let_meet(
    home: Home, annas: Home, entry_id: str, phones: tuple[Phone, Phone], today: date, language: str
) -> None:
    """Add who and what there is to meet; `phones` are that of the owner and that of Anna."""
    phone, annas_phone = phones
    recipient = {"name": ANNA, "targets": [annas_phone.target], "language": language}
    await home.add_recipient(entry_id, recipient)
    await home.wait_for_lines()
    for line in asking_lines(today):
        await home.add_line(entry_id, *line)
    await _renew_what_a_text_knows(home, annas, phones)
    await phone.show_text(
        "Lebara",
        "Pour le 06 39 98 00 02, il vous reste 8 Go d'internet valables jusqu'au"
        f" {today + 20 * DAY:%d/%m/%Y}.",
    )


async def _renew_what_a_text_knows(home: Home, annas: Home, phones: tuple[Phone, Phone]) -> None:
    """Let Anna record a renewal of which the date is known already, and the owner the same one."""
    phone, annas_phone = phones
    device_id = (await home.lines())["Oncle"]["device_id"]
    button = await home.entity_id(device_id, "mark_renewed")
    await annas.act("button.press", entity_id=button)
    await _until_answered(annas_phone)
    with suppress(Refused):  # where the owner pressed, it is told as an error as well
        await home.act("button.press", entity_id=button)
    await _until_answered(phone)


async def _until_answered(phone: Phone) -> None:
    async def is_answered() -> bool:
        return any((card.push.tag or "").endswith("_answer") for card in phone.shade.cards)

    await wait_until(is_answered, f"{phone.name} was told what a press has done")
