"""Starts Home Assistants one after the other, each in a fresh copy of a settled house."""

from dataclasses import dataclass
import json
import os
from pathlib import Path
import shutil
import subprocess
import sys
from typing import Any

from custom_components.sim_renewal.const import DOMAIN

from .houses import FLOOR, keep_port, write_house

LIMIT_SECONDS = 900


@dataclass(frozen=True, kw_only=True)
class Run:
    """A house with so many lines, and what is done in it once it has started."""

    kind: str
    lines: int = 0
    jobs: tuple[str, ...] = ()

    @property
    def is_repeated(self) -> bool:
        """Whether its start is what counts."""
        return self.jobs in {(), ("reload",)}


class Houses:
    """The houses in a directory, and what was found in each."""

    def __init__(self, directory: Path, port: int) -> None:
        """Build nothing yet."""
        self.runs: dict[Run, list[dict[str, Any]]] = {}
        self._directory = directory
        self._port = port
        compiled = {"PYTHONPYCACHEPREFIX": str(directory / "compiled")}
        self._environment = {**os.environ, **compiled}
        for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH"):
            self._environment.pop(name, None)

    def measure(self, run: Run) -> None:
        """Start a house once more and keep what is found."""
        house = self._directory / "running"
        shutil.rmtree(house, ignore_errors=True)
        shutil.copytree(self._settled(run.kind, run.lines), house, symlinks=True)
        found = self._start(house, run.kind, run.jobs)
        self.runs.setdefault(run, []).append(found)
        words = {key: each for key, each in found.items() if key != "entities"}
        print(run.kind, run.lines, *run.jobs, words, file=sys.stderr)

    def _settled(self, kind: str, lines: int) -> Path:
        """Return a house that was started once, so that its registries are kept."""
        house = self._directory / f"{kind} {lines}"
        if house.exists():
            return house
        write_house(house, kind, lines)
        keep_port(house, self._port)
        if kind == "floor":
            copied = (self._settled("fed", lines) / "copied.json").read_text()
            (house / "floor.json").write_text(copied)
        found = self._start(house, kind, ("copied",))
        (house / "copied.json").write_text(json.dumps(found["entities"]))
        return house

    def _start(self, house: Path, kind: str, jobs: tuple[str, ...]) -> dict[str, Any]:
        domain = {"floor": FLOOR, "helpers": "template"}.get(kind, DOMAIN)
        command = (sys.executable, Path(__file__).with_name("measured.py"), house, domain, *jobs)
        done = subprocess.run(  # noqa: S603
            list(map(str, command)),
            capture_output=True,
            text=True,
            timeout=LIMIT_SECONDS,
            cwd=house,
            env=self._environment,
            check=False,
        )
        lines = done.stdout.splitlines()
        if done.returncode or not lines:
            raise SystemExit(f"A Home Assistant ended with {done.returncode}:\n{done.stderr}")
        if done.stderr:
            print(done.stderr[-2000:], file=sys.stderr)
        found: dict[str, Any] = json.loads(lines[-1])
        if kind == "floor" and found["shown"] != len(self._shown(house)):
            raise SystemExit(
                f"The floor shows {found['shown']} entities, and not as many as a line."
            )
        return found

    @staticmethod
    def _shown(floor: Path) -> list[dict[str, Any]]:
        """Return the entities that the floor has to show."""
        entities = json.loads((floor / "floor.json").read_text())
        return [each for each in entities if each["state"] is not None]
