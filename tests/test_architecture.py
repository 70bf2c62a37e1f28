"""The dependency rule: who may import whom, and who may read the clock."""

import ast
from collections.abc import Iterator
from pathlib import Path
import sys

import pytest

PACKAGE = "custom_components.sim_renewal"
ROOT = Path(__file__).parent.parent / "custom_components" / "sim_renewal"
FILES = {path.relative_to(ROOT).with_suffix("").as_posix(): path for path in ROOT.rglob("*.py")}

PLATFORMS = (
    "binary_sensor",
    "button",
    "calendar",
    "date",
    "event",
    "number",
    "sensor",
    "todo",
)
KNOWN_TO_PLATFORMS = {
    "account_coordinator",
    "account_entity",
    "announcements",
    "const",
    "coordinator",
    "entity",
    "household",
    "household_sensors",
    "own_list",
    "people",
    "recipient_entity",
    "wording",
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
    """Return which of our modules a module imports, by path."""
    source = FILES[module].read_text(encoding="utf-8")
    return {
        name.removeprefix(PACKAGE).removeprefix(".").replace(".", "/") or "__init__"
        for name, _ in imports(module, source)
        if name == PACKAGE or name.startswith(f"{PACKAGE}.")
    }


@pytest.mark.parametrize(
    ("module", "source", "found"),
    [
        ("store", "from . import async_setup", (PACKAGE, "async_setup")),
        ("store", "from . import lines", (f"{PACKAGE}.lines", None)),
        ("flows/line", "from .. import async_setup", (PACKAGE, "async_setup")),
        ("flows/line", "from ..store import LineStore", (f"{PACKAGE}.store", "LineStore")),
        ("core/line", "from .model import Form", (f"{PACKAGE}.core.model", "Form")),
        ("core/line", "def f():\n import os.path", ("os.path", None)),
        ("store", f"from {PACKAGE} import DOMAIN", (PACKAGE, "DOMAIN")),
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
    ],
)
def test_the_clock_is_recognised_under_every_name(source) -> None:
    assert len(clock_readings(source)) == 1
    assert clock_readings("from datetime import date\ndate(2026, 1, 1)\nnow = 1\nnow()") == set()


def test_core_imports_the_standard_library_and_itself_alone() -> None:
    found = {
        (module, name)
        for module, path in FILES.items()
        if module.startswith("core/")
        for name, _ in imports(module, path.read_text(encoding="utf-8"))
    }

    assert len({module for module, _ in found}) >= 5
    strangers = {
        (module, name)
        for module, name in found
        if not name.startswith(f"{PACKAGE}.core.")
        and name.split(".")[0] not in sys.stdlib_module_names
    }
    assert strangers == set()


def test_accounts_import_the_standard_library_aiohttp_yarl_core_and_themselves_alone() -> None:
    found = {
        (module, name)
        for module, path in FILES.items()
        if module.startswith("accounts/")
        for name, _ in imports(module, path.read_text(encoding="utf-8"))
    }

    assert len({module for module, _ in found}) >= 12
    strangers = {
        (module, name)
        for module, name in found
        if not name.startswith((f"{PACKAGE}.core.", f"{PACKAGE}.accounts"))
        and name.split(".")[0] not in {*sys.stdlib_module_names, "aiohttp", "yarl"}
    }
    assert strangers == set()


def test_only_the_client_of_accounts_can_send_anything() -> None:
    senders = {"aiohttp", "asyncio", "ftplib", "http", "smtplib", "socket", "ssl", "subprocess"}
    reaching = {
        (module, name.split(".")[0])
        for module, path in FILES.items()
        if module.startswith("accounts/")
        for name, _ in imports(module, path.read_text(encoding="utf-8"))
        if name.split(".")[0] in senders or name.startswith("urllib.request")
    }

    assert reaching == {("accounts/client", "aiohttp")}


def test_nobody_imports_the_package_itself() -> None:
    importers = {module: ours(module) for module in FILES if module != "__init__"}

    assert sum(map(len, importers.values())) > 50
    assert [module for module, imported in importers.items() if "__init__" in imported] == []


def test_the_package_itself_is_what_home_assistant_starts() -> None:
    assert {"household", "notifier", "services"} <= ours("__init__")


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_platform_knows_entities_and_coordinator_but_not_the_store(platform) -> None:
    imported = ours(platform)

    assert "entity" in imported
    strangers = {
        name for name in imported if name not in KNOWN_TO_PLATFORMS and not name.startswith("core/")
    }
    assert strangers == set()


def test_every_platform_is_held_to_that() -> None:
    from custom_components.sim_renewal.const import PLATFORMS as REGISTERED

    assert sorted(REGISTERED) == sorted(PLATFORMS)


def test_only_the_household_reads_the_clock() -> None:
    readers = {
        module: found
        for module, path in FILES.items()
        if (found := clock_readings(path.read_text(encoding="utf-8")))
    }

    assert readers == {"household": {"homeassistant.util.dt.now"}}


def test_dialogs_ask_the_household_for_the_moment() -> None:
    asking = {
        module
        for module, path in FILES.items()
        if ("custom_components.sim_renewal.household", "local_now")
        in set(imports(module, path.read_text(encoding="utf-8")))
    }

    assert asking
    assert "account_entry" in asking  # accounts are given the clock, as core is
    others = asking - {"account_entry", "lines"}
    assert all(module.startswith("flows/") for module in others)


def test_only_those_who_keep_records_or_tell_that_it_failed_know_the_store() -> None:
    keepers = {module for module in FILES if "store" in ours(module)}

    assert keepers == {
        "__init__",
        "coordinator",
        "flows/assisted_steps",
        "flows/line_flow",
        "household",
        "importing",
        "notifier",
        "own_list",
        "repairs",
        "verifier",
        "feeding",
    }
