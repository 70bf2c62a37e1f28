"""The demo: a household in a real Home Assistant, and the pushes that it sends."""

import argparse
import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
import fcntl
import json
from pathlib import Path
import shutil
import signal
import sys
from zoneinfo import ZoneInfo

import aiohttp

from .carrier import Carrier
from .configuration import ROOT
from .connection import Refused
from .dashboard import PATH, add_dashboard
from .encounters import ANNA, TO_TRY, add_anna, let_meet
from .feeds import feed_lines
from .home import OWNER, Home
from .household import add_household, fill_ledgers
from .phone import Phone
from .phone_page import ShownPhone
from .phone_shade import Received
from .process import HassDied, HassProcess, is_port_free
from .terminal import say, step, typed_lines

FED_BY = {
    None: "people, who type it in",
    "entity": "another entity",
    "message": "the carrier's texts",
    "rest": "a server",
    "account": "an account at the carrier",
}

DIRECTORY = ROOT / ".local" / "demo"
LOG = "hass.log"
"""What Home Assistant prints, in the folder of a demo."""

LANGUAGES = ("en", "fr", "zh-Hans")
ZONE = "Europe/Paris"


class NotPossible(RuntimeError):
    """The demo cannot start, for a reason that the person who starts it can change."""


async def run(directory: Path, port: int, language: str = "en") -> None:
    """Run the demo until it is cancelled; raises `HassDied` and what talking to it raises."""
    known_phones = directory / "phone.json"  # written when the household is complete
    if not known_phones.exists():  # a first run, or the next one after one that was interrupted
        shutil.rmtree(directory, ignore_errors=True)
    known = json.loads(known_phones.read_text()) if known_phones.exists() else {}
    ports = _phone_ports(known.get("ports"), port)
    async with (
        ShownPhone("Demo phone", port=ports[0]) as phone,
        ShownPhone("Anna phone", port=ports[1]) as annas_phone,
        Carrier(known.get("carrier_port", 0)) as carrier,
        HassProcess(directory, port) as hass,
    ):
        phones = (phone, annas_phone)
        try:
            async with step("Starting Home Assistant"):
                hass.prepare()
                await hass.start()
            async with Home(hass.url) as home:
                if known:
                    async with step("Finding the household of the last time"):
                        await _come_back(home, phones, known["webhook_ids"])
                else:
                    await begin(home, phones, carrier, language)
                known = {
                    "webhook_ids": [each.webhook_url.rpartition("/")[2] for each in phones],
                    "ports": [each.port for each in phones],
                    "carrier_port": carrier.port,
                }
                known_phones.write_text(json.dumps(known))
                await _introduce(home, phones, port)
                await _follow(hass, phones)
        finally:
            async with step("Stopping Home Assistant"):
                await hass.stop()


async def begin(
    home: Home, phones: tuple[ShownPhone, ShownPhone], carrier: Carrier, language: str
) -> None:
    """Set up the household of the demo in a Home Assistant that was never used."""
    phone, annas_phone = phones
    async with step("Creating the owner and logging in"):
        await home.onboard(language=language, country="FR", currency="EUR", zone=ZONE)
        await home.wait_until_running()
    async with Home(home.url) as annas:
        async with step("Registering the phones of the owner and of Anna"):
            await phone.register(home)
            await add_anna(home, annas, annas_phone)
        async with step("Adding the household and its lines through the dialogs"):
            today = datetime.now(ZoneInfo(ZONE)).date()
            entry_id = await add_household(home, phone.target, today)
        async with step("Giving the lines a past: renewals, a receipt"):
            await fill_ledgers(home, entry_id, today)
        async with step("Letting an entity, a text and an account feed lines"):
            await feed_lines(home, entry_id, phone, carrier, today)
        async with step("Adding the dashboard"):
            await add_dashboard(home, language)
        async with step("Adding Anna, her line, and what asks for an answer"):
            await let_meet(home, annas, entry_id, phones, today, language)


async def _come_back(
    home: Home, phones: tuple[ShownPhone, ShownPhone], webhook_ids: list[str]
) -> None:
    await home.log_in()
    await home.wait_until_running()
    for phone, webhook_id in zip(phones, webhook_ids, strict=True):
        await phone.come_back(f"{home.url}/api/webhook/{webhook_id}")


def _phone_ports(last: list[int] | None, port: int) -> list[int]:
    """Return the ports of the last time, so that open pages go on, or those after the home's."""
    if last and port not in last:
        return last
    return [min(port + 1, 65534), min(port + 2, 65535)]


async def _introduce(home: Home, phones: tuple[ShownPhone, ShownPhone], port: int) -> None:
    phone, annas_phone = phones
    say("\nThe lines:")
    for name, line in (await home.lines()).items():
        known = {key: value or "unknown" for key, value in line.items()}
        dates = f"service until {known['service_until']}, number until {known['number_until']}"
        say(f"  {name:<12} {line['carrier'] or '':<18} {line['status']:<12} {dates}")
        say(f"  {'':<12} fed by {FED_BY[line['source']]}")
    say(
        f"\nOpen http://localhost:{port}/{PATH} and log in as "
        f"{OWNER['username']} / {OWNER['password']}."
    )
    say("That dashboard is SIM lines; the lines' settings are in Devices & services.")
    say(f"Open {phone.page_url} to see the demo phone and press its buttons.")
    say(f"Open {annas_phone.page_url} to see the phone of {ANNA}, who administers nothing;")
    say(f"in Home Assistant she is {ANNA.lower()} / {OWNER['password']}.")
    say("\nTo try:")
    for name, what in TO_TRY:
        say(f"  {name:<12} {what}")
    say("\nPushes appear below as well, as they arrive.")
    if sys.stdin.isatty():
        say("To press a button, type the number of a push and the button's name: 1 Renewed")
    say("Ctrl-C ends everything.\n")


async def _follow(hass: HassProcess, phones: tuple[ShownPhone, ShownPhone]) -> None:
    """Print pushes as they arrive, and press buttons that are typed, until the end."""
    pushes: list[tuple[Phone, Received]] = []
    with typed_lines() as typed:
        tasks = [
            *(asyncio.create_task(_print_pushes(phone, pushes)) for phone in phones),
            asyncio.create_task(_press_buttons(pushes, typed)),
        ]
        try:
            await hass.run_until_ended()
        finally:
            for task in tasks:
                task.cancel()


async def _print_pushes(phone: Phone, pushes: list[tuple[Phone, Received]]) -> None:
    while True:
        push = await phone.next_push(seconds=None)
        at = push.at.astimezone().strftime("%H:%M:%S")
        if push.clears:
            numbers = [
                str(number)
                for number, (shown_on, each) in enumerate(pushes, 1)
                if (shown_on, each.tag) == (phone, push.tag)
            ]
            say(f"[{at}] Push {', '.join(numbers) or 'of an earlier run'} cleared ({push.tag})\n")
            continue
        pushes.append((phone, push))
        say(f"[{at}] Push {len(pushes)} on {phone.name} ({push.tag})")
        say(f"           {push.title}\n           {push.message}")
        say(f"           {'  '.join(f'[{title}]' for title in push.buttons)}\n")


async def _press_buttons(
    pushes: list[tuple[Phone, Received]], typed: asyncio.Queue[list[str]]
) -> None:
    while words := await typed.get():
        try:
            phone, push = pushes[int(words[0]) - 1]
            titles = {title.casefold(): title for title in push.buttons}
            await phone.press(push, titles[" ".join(words[1:]).casefold()])
        except ValueError, IndexError, KeyError:
            say("There is no such push or button. Type, for example: 1 Renewed")


@contextmanager
def _only_demo(directory: Path, port: int) -> Iterator[None]:
    """Hold the directory against a second demo; raises `NotPossible`."""
    if not is_port_free(port):
        raise NotPossible(f"Port {port} is in use. Choose another one with --port.")
    directory.parent.mkdir(parents=True, exist_ok=True)
    with directory.with_suffix(".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NotPossible("A demo is running already, on another port.") from None
        yield


async def _until_ended(directory: Path, port: int, language: str) -> None:
    """Run the demo until Ctrl-C, a request to end, or the end of the terminal."""
    demo = asyncio.create_task(run(directory, port, language))

    def end() -> None:
        if not demo.cancelling():
            say("")
            demo.cancel()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, end)
    with suppress(asyncio.CancelledError):
        await demo


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is not a port")
    return int(text)


def folder_of_demo(text: str) -> Path:
    """Return a folder that a demo has made, or none yet: all that is in it may be deleted."""
    folder = Path(text).resolve()
    is_new = not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    if not is_new and not (folder / LOG).is_file():
        raise argparse.ArgumentTypeError(f"{text} has other things in it")
    return folder


def main() -> int:
    """Read the options and run; return the exit code."""
    parser = argparse.ArgumentParser(prog="scripts/demo", add_help=False)
    parser.add_argument("--port", type=_port, default=8123)
    parser.add_argument("--reset", action="store_true")
    parser.add_argument("--language", choices=LANGUAGES, default="en")
    parser.add_argument("--folder", type=folder_of_demo, default=DIRECTORY)
    options = parser.parse_args()
    directory: Path = options.folder
    try:
        with _only_demo(directory, options.port):
            if options.reset:
                shutil.rmtree(directory, ignore_errors=True)
            asyncio.run(_until_ended(directory, options.port, options.language))
    except (NotPossible, HassDied) as error:
        print(error, file=sys.stderr)
        return 1
    except (Refused, aiohttp.ClientError, OSError) as error:
        print(f"The demo failed: {error}", file=sys.stderr)
        print(f"See {directory / LOG}, or begin anew with --reset.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
