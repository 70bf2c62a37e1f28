"""The household that is killed: six lines and three recipients, typed into the real dialogs."""

from collections.abc import Mapping

from .crash_household import DAY, PRICE, Crashes, Line
from .crash_mailbox import Mailbox
from .crash_model import Ear, LineModel
from .crash_phone import HoldingPhone
from .crash_truth import TERM_DAYS, Truth
from .household import BY_DAY_AND_NIGHT, MONTHLY

NAMES = ("Papa", "Maman", "Tante", "Oncle", "Tablet", "Alarm")


async def set_up(household: Crashes, phones: Mapping[str, HoldingPhone]) -> None:
    """Add the household, its recipients and its lines, all due; end with a proper shutdown.

    The first of the phones belongs to the household's own recipient, the last one to one for
    emergencies. Home Assistant keeps settings only after a while, which is not what is looked
    at here.
    """
    household.phones = dict(phones)
    household.boxes = {name: Mailbox(name) for name in phones}
    for phone in phones.values():
        await phone.register(household.home)
    truths = {
        name: Truth(stated=household.today + days * DAY, number_until=household.far_day(), data=1.0)
        for days, name in enumerate(NAMES, 1)
    }
    for name, truth in truths.items():
        await _add_line(household, name, truth)
    await _know(household, truths)
    for name, phone in phones.items():
        for received in phone.received:
            household.hear(name, received)
    await household.look()
    await household.be_calm()
    await household.hass.stop()


async def _add_line(household: Crashes, name: str, truth: Truth) -> None:
    """Add a line through its dialog, the first one with the household and its recipients."""
    dialog = (
        {"name": name},
        {
            **MONTHLY,
            "term": TERM_DAYS,
            "price": PRICE,
            "service_until": truth.stated.isoformat(),
            "number_until": truth.number_until.isoformat(),
            "data_remaining": truth.data,
        },
    )
    if household.entry_id:
        await household.home.add_line(household.entry_id, *dialog)
    else:
        first, *others, last = household.phones
        targets = [household.phones[first].target]
        household.entry_id = await household.home.set_up_household(targets, *dialog)
        await household.home.set_options(household.entry_id, BY_DAY_AND_NIGHT, part="quiet")
        await household.home.wait_for_lines(name)
        await household.home.set_options(household.entry_id, {"reminder_time": "00:00:00"})
        await household.home.wait_for_lines(name)
        for who in (*others, last):
            role = "escalation" if who == last else "first"
            targets = [household.phones[who].target]
            recipient = {"name": who, "targets": targets, "language": "en", "role": role}
            await household.home.add_recipient(household.entry_id, recipient)
    await household.home.wait_for_lines(name)


async def _know(household: Crashes, truths: Mapping[str, Truth]) -> None:
    """Learn the ids of the recipients and of the lines."""
    listed = await household.home.command(
        "config_entries/subentries/list", entry_id=household.entry_id
    )
    ids = {(each["subentry_type"], each["title"]): each["subentry_id"] for each in listed}
    first, *others = household.phones
    known = {name: ids["recipient", name] for name in others}
    recipients = {each for (kind, _), each in ids.items() if kind == "recipient"}
    household.recipient_ids = {first: (recipients - {*known.values()}).pop(), **known}
    for name, truth in truths.items():
        ears = ((who, Ear(hears_all=who != others[-1])) for who in household.phones)
        line = Line(LineModel(name, truth, ears), ids["line", name])
        line.note_cycle(truth)
        household.lines.append(line)
