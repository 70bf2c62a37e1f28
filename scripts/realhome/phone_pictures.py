"""Pictures of pushes as phones receive them: `python -m scripts.realhome.phone_pictures`.

A real Home Assistant reminds people of three languages, each on an Android phone and an iPhone; the
pages of these phones are photographed into a directory, by default that of the documentation.
"""

import argparse
import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime, timedelta
import io
import json
from pathlib import Path
import tempfile
from zoneinfo import ZoneInfo

from PIL import Image

from .browser import PHONE, Scheme, new_page
from .configuration import ROOT
from .home import Home, wait_until
from .household import BY_DAY_AND_NIGHT, DAY, MONTHLY, Form
from .phone_page import ShownPhone
from .phone_shade import Received, System
from .process import HassProcess, free_port

ZONE = "Europe/Paris"
PEOPLE = {"en": "Anna", "fr": "Paul", "zh-Hans": "Wei"}
SYSTEMS: dict[System, str] = {"Android": "Pixel", "iOS": "iPhone"}
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
COLOURS = 48

PRESSED = {
    "en": ("Reply", "Papa", "Renewed"),
    "fr": ("Répondre", "Oncle", "C\u2019est rechargé"),
    "zh-Hans": ("回复", "Maman", "✓ Maman"),
}
"""With which button each replies, about which line they then press one, and which."""

BUTTONS = 3


def lines(today: date) -> dict[str, Form]:
    """Return the dates of the lines by name, in the order in which they are told."""

    def day(days: int) -> str:
        return (today + days * DAY).isoformat()

    return {
        "Cousine": {"service_until": day(100), "number_until": day(280), "data_remaining": 20},
        "Oncle": {"service_until": day(-29), "number_until": day(1)},
        "Tante": {"service_until": day(0)},
        "Maman": {"service_until": day(7)},
        "Mamie": {"service_until": day(14)},
        "Papa": {"service_until": day(3), "number_until": day(90)},
    }


class Portraits:
    """The phones of a household, and the pictures of them."""

    def __init__(self, hass: HassProcess, home: Home, target: Path) -> None:
        """Begin with a Home Assistant that was just set up."""
        self._hass = hass
        self._home = home
        self._target = target
        self._today = datetime.now(ZoneInfo(ZONE)).date()
        self._entry_id = ""
        self._phones: dict[tuple[str, System], ShownPhone] = {}

    async def take(self) -> None:
        """Register the phones, and photograph what they are sent."""
        async with AsyncExitStack() as stack:
            for language, name in PEOPLE.items():
                await self._home.invite(name)
                theirs = await stack.enter_async_context(Home(self._home.url))
                await theirs.log_in(name)
                for system, model in SYSTEMS.items():
                    phone = ShownPhone(f"{model} {name}", system=system)
                    self._phones[language, system] = await stack.enter_async_context(phone)
                    await phone.register(theirs)
            await self._add_household()
            await self._remind()
            await self._photograph("reminders", *SYSTEMS)
            await self._dismiss_all()
            await self._ask_and_answer()
            await self._photograph("answers", "Android")

    async def _add_household(self) -> None:
        english, *others = PEOPLE
        name, *_ = lines(self._today)
        self._entry_id = await self._home.set_up_household(
            self._targets(english), *self._forms(name)
        )
        for language in others:
            recipient = {"name": PEOPLE[language], "targets": self._targets(language)}
            await self._home.add_recipient(self._entry_id, {**recipient, "language": language})
            await self._home.wait_for_lines()
        await self._home.set_options(self._entry_id, BY_DAY_AND_NIGHT, part="quiet")
        await self._home.wait_for_lines()
        await self._home.set_options(self._entry_id, {"reminder_time": "00:00:00"})
        await self._home.wait_for_lines()

    def _forms(self, name: str) -> tuple[Form, ...]:
        """Return what is typed for a line; one without links has room for a reply in its push."""
        dates = {**lines(self._today)[name], "price": 10}
        if name == "Tante":
            return {"name": name}, {**MONTHLY, **dates}
        return {"name": name, "carrier": "fr.orange"}, {"offer_id": "mobicarte"}, dates

    def _targets(self, language: str) -> list[str]:
        return [self._phones[language, system].target for system in SYSTEMS]

    async def _remind(self) -> None:
        """Add the lines, and let two of them be told in one message."""
        _, *others = lines(self._today)
        for name in others:
            await self._home.add_line(self._entry_id, *self._forms(name))
        await self._all_have(lambda push: "Papa" in (push.title or ""))
        devices = {name: line["device_id"] for name, line in (await self._home.lines()).items()}
        await self._home.ask(
            "sim_renewal.snooze",
            device_id=[devices["Maman"], devices["Mamie"]],
            until=(datetime.now(UTC) + timedelta(seconds=3)).isoformat(),
        )
        await self._all_have(lambda push: "Maman" in push.message and "\n" in push.message)

    async def _ask_and_answer(self) -> None:
        """Have few data, a question, a digest, a reply that is not understood, and a renewal."""
        devices = {name: line["device_id"] for name, line in (await self._home.lines()).items()}
        paid_on = self._today - 2 * DAY
        table = (
            "Line;Date;Amount;Channel;In addition;Recorded at\n"
            f"Cousine;{paid_on:%d/%m/%Y};10,00;website;yes;{paid_on}T08:00:00+01:00\n"
        )
        await self._have_missed_a_digest()
        await self._home.ask("sim_renewal.import_data", data=table)
        await self._home.ask("sim_renewal.update_balance", device_id=devices["Cousine"], data=0.4)
        await self._all_have(lambda push: (push.tag or "").endswith("_verify"))
        await self._all_have(lambda push: (push.tag or "").endswith("_data_low"))
        for language, (button, name, renewed) in PRESSED.items():
            phone = self._phones[language, "Android"]
            await phone.press(_about(phone, "Tante"), button, "?")
            await phone.next_push(lambda push: "?" in push.message)
            await phone.press(_about(phone, name), renewed)
            await phone.next_push(lambda push: (push.tag or "").endswith("_answer"))
        for phone in self._phones.values():
            for card in tuple(phone.shade.cards):
                if "Mamie" in (card.push.title or ""):  # what was left in the message about two
                    await phone.dismiss(card)

    async def _have_missed_a_digest(self) -> None:
        """Want a digest on this day of the week, and have had none since the last one."""
        weekday = self._today.strftime("%A").lower()
        await self._home.set_options(self._entry_id, {"digest": weekday}, part="bulletins")
        await self._home.wait_for_lines()
        kept = self._hass.directory / ".storage" / f"sim_renewal.{self._entry_id}.bulletins"

        async def is_kept() -> bool:
            return kept.exists()

        await wait_until(is_kept, "it was known who had a digest")
        await self._hass.stop()
        known = json.loads(kept.read_text())
        known["data"] = {key: str(self._today - 7 * DAY) for key in known["data"]}
        kept.write_text(json.dumps(known))
        await self._hass.start()
        await self._home.log_in()
        await self._home.wait_until_running()
        await self._all_have(lambda push: (push.tag or "").endswith("_digest"))

    async def _all_have(self, wanted: Callable[[Received], bool]) -> None:
        for phone in self._phones.values():
            await phone.next_push(lambda push: not push.clears and wanted(push))

    async def _dismiss_all(self) -> None:
        for phone in self._phones.values():
            for card in tuple(phone.shade.cards):
                await phone.dismiss(card)

    async def _photograph(self, what: str, *systems: System) -> None:
        for (language, system), phone in self._phones.items():
            if system not in systems:
                continue
            for scheme in SCHEMES:
                async with new_page(phone.page_url, _morning(), PHONE, scheme, language) as page:
                    await page.goto("/")
                    await page.locator(".card").first.wait_for()
                    await page.locator("section + p ~ section").evaluate("past => past.remove()")
                    await page.locator("#said").evaluate("said => said.remove()")
                    picture = await page.locator("main").screenshot()
                name = f"phone-{what}-{system.lower()}-{language}-{scheme}.png"
                small = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS)
                small.save(self._target / name, optimize=True)


def _morning() -> str:
    """Return a time zone in which it is about nine, the usual hour of reminders."""
    behind = (datetime.now(UTC).hour - 9 + 10) % 24 - 10
    return f"Etc/GMT{behind:+}"


def _about(phone: ShownPhone, name: str) -> Received:
    """Return the last reminder of a line that a phone received."""
    reminders = (each for each in reversed(phone.received) if len(each.buttons) == BUTTONS)
    return next(each for each in reminders if name in f"{each.title} {each.message}")


async def take_pictures(target: Path) -> None:
    """Start a Home Assistant of its own and photograph its phones."""
    with tempfile.TemporaryDirectory() as directory:
        async with HassProcess(Path(directory), free_port()) as hass:
            hass.prepare()
            await hass.start()
            async with Home(hass.url) as home:
                await home.onboard(language="en", country="FR", currency="EUR", zone=ZONE)
                await home.wait_until_running()
                await Portraits(hass, home, target).take()


def main() -> None:
    """Read where the pictures go, and take them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, nargs="?", default=ROOT / "docs" / "images")
    asyncio.run(take_pictures(parser.parse_args().target))


if __name__ == "__main__":
    main()
