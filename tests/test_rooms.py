"""The rooms of the package form a stair, and who may do what follows from the room."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
import re
import sys

import pytest

PACKAGE = "custom_components.sim_renewal"
ROOT = Path(__file__).parent.parent / "custom_components" / "sim_renewal"
FILES = {path.relative_to(ROOT).with_suffix("").as_posix(): path for path in ROOT.rglob("*.py")}

PLATFORMS = ("binary_sensor", "button", "calendar", "date", "event", "number", "sensor", "todo")

STAIR: tuple[frozenset[str], ...] = (
    frozenset({"const", "clock"}),
    frozenset({"core", "issues"}),
    frozenset({"carriers", "texts", "shipped_blueprints"}),
    frozenset({"settings", "push"}),
    frozenset({"entries", "catalogue", "storage", "assist"}),
    frozenset({"household"}),
    frozenset({"accounts"}),
    frozenset(
        {
            "account_entity",
            "condition",
            "entity",
            "imports",
            "receipt_view",
            "recipient_entity",
            "reminders",
            "sources",
            "trigger",
        }
    ),
    frozenset({"household_sensors"}),
    frozenset({"actions", "diagnostics", "flows", "logbook", "media_source", *PLATFORMS}),
    frozenset({"cards", "config_flow", "repairs", "services"}),
    frozenset({"__init__"}),
)
"""The steps, from the lowest up; a room imports from the steps below its own, and from no other."""

STEP = {room: number for number, rooms in enumerate(STAIR) for room in rooms}

FLAT = 27
"""How many files lie beside the rooms: what Home Assistant looks for there, and what few need."""

KNOWN_TO_PLATFORMS = {
    "account_entity",
    "accounts",
    "const",
    "core",
    "entity",
    "household",
    "household_sensors",
    "push",
    "recipient_entity",
    "texts",
}

CLOCK = {
    "datetime.date.today",
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "homeassistant.util.dt.now",
    "homeassistant.util.dt.start_of_local_day",
    "homeassistant.util.dt.utcnow",
    "time.gmtime",
    "time.localtime",
    "time.monotonic",
    "time.monotonic_ns",
    "time.perf_counter",
    "time.strftime",
    "time.time",
    "time.time_ns",
}


def imports(module: str, source: str) -> Iterator[tuple[str, str | None]]:
    """Return every module that is imported, in full, and the name that is taken from it."""
    package = [PACKAGE, *module.split("/")[:-1]]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                inner = f"{name}.{alias.name}"
                if is_module(inner):
                    yield inner, None
                else:
                    yield name, alias.name


def is_module(name: str) -> bool:
    """Return whether a name in full is a module of ours."""
    if not name.startswith(f"{PACKAGE}."):
        return False
    path = name.removeprefix(f"{PACKAGE}.").replace(".", "/")
    return path in FILES or f"{path}/__init__" in FILES


def clock_readings(source: str) -> set[str]:
    """Return what of the clock a source mentions, under whatever name it imported it."""
    tree = ast.parse(source)
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                names[alias.asname or alias.name.split(".")[0]] = (
                    alias.name if alias.asname else alias.name.split(".")[0]
                )
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"

    def full(node: ast.expr) -> str | None:
        if isinstance(node, ast.Name):
            return names.get(node.id)
        if isinstance(node, ast.Attribute) and (value := full(node.value)):
            return f"{value}.{node.attr}"
        return None

    return {
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.expr) and (name := full(node)) in CLOCK
    }


def ours(module: str) -> set[str]:
    """Return which of our files a file imports, by path."""
    source = FILES[module].read_text(encoding="utf-8")
    paths = {
        name.removeprefix(PACKAGE).removeprefix(".").replace(".", "/") or "__init__"
        for name, _ in imports(module, source)
        if name == PACKAGE or name.startswith(f"{PACKAGE}.")
    }
    return {path if path in FILES else f"{path}/__init__" for path in paths}


IMPORTS = {module: ours(module) for module in FILES}


def room(module: str) -> str:
    """Return the room of a file: its folder, or itself where it lies beside the rooms."""
    return module.split("/", maxsplit=1)[0]


def climbing(files: Mapping[str, set[str]]) -> set[tuple[str, str]]:
    """Return the imports that do not go down the stair."""
    return {
        (module, each)
        for module, imported in files.items()
        for each in imported
        if room(each) != room(module) and STEP[room(each)] >= STEP[room(module)]
    }


def circle(files: Mapping[str, set[str]]) -> list[str]:
    """Return files that import one another in a circle, or nothing where none do."""
    done: set[str] = set()

    def follow(module: str, way: list[str]) -> list[str]:
        if module in way:
            return way[way.index(module) :]
        if module in done:
            return []
        for each in sorted(files.get(module, ())):
            if found := follow(each, [*way, module]):
                return found
        done.add(module)
        return []

    return next((found for each in sorted(files) if (found := follow(each, []))), [])


@pytest.mark.parametrize(
    ("module", "source", "found"),
    [
        ("entity", "from . import async_setup", (PACKAGE, "async_setup")),
        ("entity", "from . import entries", (f"{PACKAGE}.entries", None)),
        ("flows/line", "from .. import async_setup", (PACKAGE, "async_setup")),
        ("flows/line", "from ..entity import Line", (f"{PACKAGE}.entity", "Line")),
        ("core/line", "from .model import Form", (f"{PACKAGE}.core.model", "Form")),
        ("core/line", "def f():\n import os.path", ("os.path", None)),
        ("entity", f"from {PACKAGE} import DOMAIN", (PACKAGE, "DOMAIN")),
    ],
)
def test_an_import_is_read_wherever_and_however_it_is_written(module, source, found) -> None:
    assert list(imports(module, source)) == [found]


@pytest.mark.parametrize(
    "source",
    [
        "from homeassistant.util import dt as dt_util\ndt_util.now()",
        "import homeassistant.util.dt\nhomeassistant.util.dt.utcnow()",
        "from homeassistant.util.dt import now\nclock = now",
        "from datetime import datetime\ndatetime.now(UTC)",
        "import datetime as dt\ndt.date.today()",
        "from datetime import date as day\nday.today()",
        "import time\ntime.time()",
        "from time import monotonic\nmonotonic()",
        "import time\ntime.perf_counter()",
    ],
)
def test_the_clock_is_recognised_under_every_name(source) -> None:
    assert len(clock_readings(source)) == 1
    assert clock_readings("from datetime import date\ndate(2026, 1, 1)\nnow = 1\nnow()") == set()


def test_a_climb_and_a_circle_are_found() -> None:
    assert climbing({"core/line": {"const", "core/rules", "entity"}}) == {("core/line", "entity")}
    assert climbing({"settings/line": {"push/ids"}}) == {("settings/line", "push/ids")}
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c"]
    assert circle({"a": {"b", "c"}, "b": {"c"}}) == []


def test_every_room_stands_on_one_step_of_the_stair() -> None:
    rooms = [each for step in STAIR for each in step]
    found = {room(module) for module in FILES}

    assert len(rooms) == len(set(rooms))
    assert found - set(rooms) == set(), "put them on STAIR, and into the picture of the page"
    assert set(rooms) - found == set(), "take them from STAIR, and out of the picture"


def test_the_picture_in_the_documentation_is_that_stair() -> None:
    page = (ROOT.parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")
    steps = {
        int(number): set(rooms.split(" · "))
        for number, rooms in re.findall(r'S(\d+)\["([^"]+)"\]', page)
    }

    assert steps == {number: set(rooms) for number, rooms in enumerate(STAIR, 1)}
    assert re.findall(r"--> ?(?:\|[^|]+\| )?S(\d+)", page) == [
        str(number) for number in range(len(STAIR) - 1, 0, -1)
    ]


def test_imports_only_go_down_the_stair() -> None:
    assert sum(map(len, IMPORTS.values())) > 500
    assert climbing(IMPORTS) == set()


def test_no_files_import_one_another_in_a_circle() -> None:
    found = circle(IMPORTS)

    assert not found, " -> ".join([*found, *found[:1]])


def test_little_lies_flat_beside_the_rooms() -> None:
    assert len([module for module in FILES if "/" not in module]) <= FLAT


def strangers_in(inside: str, *known: str) -> set[tuple[str, str]]:
    """Return what the files of a room import beside the standard library and what is known."""
    found = {
        (module, name)
        for module, path in FILES.items()
        if room(module) == inside
        for name, _ in imports(module, path.read_text(encoding="utf-8"))
    }
    assert len({module for module, _ in found}) >= 5
    allowed = {*sys.stdlib_module_names, *known}
    return {
        (module, name)
        for module, name in found
        if name.split(".")[0] not in allowed
        and room(name.removeprefix(f"{PACKAGE}.").replace(".", "/")) not in allowed
    }


def test_core_imports_the_standard_library_and_itself_alone() -> None:
    assert strangers_in("core", "core") == set()


def test_carriers_import_the_standard_library_aiohttp_yarl_core_and_themselves_alone() -> None:
    assert strangers_in("carriers", "aiohttp", "yarl", "core", "carriers") == set()


def test_of_the_carriers_only_their_http_client_can_send_anything() -> None:
    senders = {"aiohttp", "asyncio", "ftplib", "http", "smtplib", "socket", "ssl", "subprocess"}
    reaching = {
        (module, name.split(".")[0])
        for module, path in FILES.items()
        if room(module) == "carriers"
        for name, _ in imports(module, path.read_text(encoding="utf-8"))
        if name.split(".")[0] in senders or name.startswith("urllib.request")
    }

    assert reaching == {("carriers/http", "aiohttp")}


def test_the_package_itself_is_what_home_assistant_starts() -> None:
    assert {"household/household", "reminders/notifier", "services"} <= IMPORTS["__init__"]


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_platform_knows_entities_and_the_household_but_not_the_storage(platform) -> None:
    assert "entity" in IMPORTS[platform]
    assert {room(each) for each in IMPORTS[platform]} - KNOWN_TO_PLATFORMS == set()


def test_every_platform_is_held_to_that() -> None:
    from custom_components.sim_renewal.const import PLATFORMS as REGISTERED

    assert sorted(REGISTERED) == sorted(PLATFORMS)


def test_only_one_place_reads_the_clock() -> None:
    readers = {
        module: found
        for module, path in FILES.items()
        if (found := clock_readings(path.read_text(encoding="utf-8")))
    }

    assert readers == {"clock": {"homeassistant.util.dt.now"}}


def test_only_those_whose_work_begins_outside_the_household_read_the_clock() -> None:
    asking = {module for module, imported in IMPORTS.items() if "clock" in imported}

    assert {"household/clock", "accounts/entry"} <= asking
    others = asking - {"household/clock", "accounts/entry"}
    assert {room(module) for module in others} <= {"cards", "flows", "config_flow"}
    borrowed = {
        module
        for module, path in FILES.items()
        for name, taken in imports(module, path.read_text(encoding="utf-8"))
        if taken == "local_now" and name != f"{PACKAGE}.clock"
    }
    assert borrowed == set()


def test_only_those_who_keep_records_or_tell_that_it_failed_know_them_on_disk() -> None:
    keepers = {module for module, imported in IMPORTS.items() if "storage/records" in imported}

    assert {module for module in keepers if room(module) not in {"household", "storage"}} == {
        "__init__",
        "flows/assisted_steps",
        "flows/line_flow",
        "flows/line_repairs",
        "flows/new_line_steps",
        "flows/renewal_repairs",
        "flows/renewing",
        "flows/sims",
        "reminders/notifier",
        "reminders/verifier",
    }
