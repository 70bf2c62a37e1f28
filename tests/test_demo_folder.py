"""The folder of a demo, of which everything may be deleted."""

from argparse import ArgumentTypeError
from pathlib import Path

import pytest

from scripts.realhome.demo import LOG, folder_of_demo


def test_a_demo_is_kept_in_a_new_folder_or_in_one_of_a_demo(tmp_path: Path) -> None:
    (tmp_path / "made" / LOG).parent.mkdir()
    (tmp_path / "empty").mkdir()
    (tmp_path / "made" / LOG).touch()
    for name in ("new", "empty", "made"):
        assert folder_of_demo(str(tmp_path / name)) == tmp_path / name


@pytest.mark.parametrize("name", ["configuration.yaml", "letter.txt"])
def test_a_folder_with_anything_else_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    with pytest.raises(ArgumentTypeError, match="other things"):
        folder_of_demo(str(tmp_path))
