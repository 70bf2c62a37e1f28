"""Core by itself: importing this keeps the package around it, and every library, out of reach.

A plugin of pytest (`-p tests.core.alone`), and a program that imports every module of core and says
how many modules that takes.
"""

from importlib import import_module
from pathlib import Path
import sys
from types import ModuleType

ROOT = Path(__file__).parents[2]
PACKAGE = "custom_components.sim_renewal"
CORE = ROOT.joinpath(*PACKAGE.split("."), "core")
REFUSED = {"aiohttp", "babel", "homeassistant", "voluptuous", "yarl"}


class Refusal:
    """Among the finders of modules, the one that refuses what core has to do without."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        if name.partition(".")[0] in REFUSED:
            raise ImportError(f"core is tested by itself, so {name} cannot be imported", name=name)


def names() -> list[str]:
    """Return the name of every module of core."""
    paths = (path.relative_to(ROOT).with_suffix("") for path in sorted(CORE.rglob("*.py")))
    return [".".join(path.parts).removesuffix(".__init__") for path in paths]


def leave_alone() -> None:
    """Put an empty package around core, and refuse the libraries; too late is an error."""
    if early := sorted({PACKAGE, *REFUSED} & sys.modules.keys()):
        raise RuntimeError(f"already imported: {', '.join(early)}")
    package = ModuleType(PACKAGE)
    package.__path__ = [str(CORE.parent)]
    sys.modules[PACKAGE] = package
    sys.meta_path.insert(0, Refusal)
    sys.path.insert(0, str(ROOT))


leave_alone()

if __name__ == "__main__":
    for each in names():
        import_module(each)
    print(f"{len(names())} modules of core, {len(sys.modules)} in all")  # noqa: T201
