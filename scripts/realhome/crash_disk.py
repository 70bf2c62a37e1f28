"""What is on the disk of a household that is killed."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
import json
from pathlib import Path
from typing import Any

type Told = dict[str, list[tuple[str, datetime]]]
"""The cycles that each recipient was told of, and when."""


def told_on_disk(directory: Path, line_id: str, recipient_ids: Mapping[str, str]) -> Told:
    """Return what the record of a line says that each recipient was told."""
    path = _storage(directory) / f"sim_renewal.{line_id}"
    document = _read(path) if path.exists() else None
    deliveries = document["data"]["deliveries"] if document else []
    return {
        who: [
            (each["cycle"], datetime.fromisoformat(each["delivered_at"]))
            for each in deliveries
            if each["recipient_id"] == recipient_id
        ]
        for who, recipient_id in recipient_ids.items()
    }


def options_on_disk(directory: Path, entry_id: str) -> dict[str, Any]:
    """Return the options of a config entry, as the next start will find them."""
    entries = _read(_storage(directory) / "core.config_entries")["data"]["entries"]
    options: dict[str, Any]
    (options,) = (each["options"] for each in entries if each["entry_id"] == entry_id)
    return options


def half_written(directory: Path) -> set[str]:
    """Return the files that are just being written, or were when a life ended."""
    return {each.name for each in _storage(directory).glob("tmp*")}


async def wait_for_a_write(directory: Path, seconds: float = 1) -> None:
    """Wait until something is just being written, if that happens so soon."""
    before = half_written(directory)
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while True:
                if half_written(directory) - before:
                    return
                await asyncio.sleep(0)


def _storage(directory: Path) -> Path:
    return directory / ".storage"


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
