"""Keeps a document up to date that is made of what the code says."""

from collections.abc import Sequence
from pathlib import Path


def keep(document: Path, wanted: str, arguments: Sequence[str], script: str) -> int:
    """Write a document, or with `--check` only say whether it is up to date; return the exit code.

    `script` is the module that writes it.
    """
    if "--check" not in arguments:
        document.write_text(wanted, encoding="utf-8")
    elif document.read_text(encoding="utf-8") != wanted:
        print(f"{document.name} is not what the code says: run {script}")
        return 1
    return 0
