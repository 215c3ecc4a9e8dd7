"""kill -9 at any moment leaves the old output or the new one whole, and the next build works.

Eighty moments instead of ten: `python benchmarks/kills.py`.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from community_playbook.publish.swap import exchange

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked children")]

DRIVER = Path(__file__).with_name("kill_driver.py")


def drive(mode: str, folder: Path, moments: int = 0) -> list[str]:
    done = subprocess.run(
        [sys.executable, str(DRIVER), mode, str(folder), str(moments)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.split()


def can_exchange(folder: Path) -> bool:
    for name in "ab":
        (folder / name).mkdir()
    return exchange(folder / "a", folder / "b")


def test_ten_moments_of_a_whole_build(tmp_path: Path) -> None:
    assert len(drive("random", tmp_path, 10)) == 10


@pytest.mark.parametrize("mode", ["every", "every-two-renames"])
def test_before_every_single_change_of_a_file(tmp_path: Path, mode: str) -> None:
    if mode == "every" and not can_exchange(tmp_path):
        pytest.skip("this disk cannot exchange two folders")
    found = drive(mode, tmp_path / "work")
    assert len(found) > 20
    # first always the old one, then always the new one: the swap is one point in time
    assert found == sorted(found, reverse=True)
    assert set(found) == {"old", "new"}
