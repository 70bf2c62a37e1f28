"""Core needs neither Home Assistant nor any library, and the inner loop has none of them."""

from pathlib import Path
import subprocess
import sys

import pytest

ALONE = Path(__file__).with_name("alone.py")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a fresh interpreter, which knows nothing of this folder."""
    command = [sys.executable, "-I", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_all_of_core_is_imported_where_no_library_is_installed() -> None:
    done = run("-S", str(ALONE))

    assert done.returncode == 0, done.stderr
    of_core, in_all = (int(word) for word in done.stdout.split() if word.isdigit())
    assert 50 < of_core < in_all < 300, done.stdout


@pytest.mark.parametrize("library", ["homeassistant.core", "aiohttp", "voluptuous", "yarl"])
def test_the_inner_loop_refuses_a_library(library) -> None:
    done = run("-c", f"import runpy; runpy.run_path({str(ALONE)!r}); import {library}")

    assert done.returncode == 1
    assert f"core is tested by itself, so {library.split('.')[0]}" in done.stderr
