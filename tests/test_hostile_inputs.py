"""Inputs made to bring the program down are told, or read; never a traceback. How long and how much memory it takes:
`python benchmarks/hostile.py`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from community_playbook.cli import main
from hostile_inputs import HOSTILE, Hostile

LARGE = ("gigabyte", "lies", "60 MB", "30 MB", "65 MiB", "A1048576")
"""What takes a second to make or to read."""


def cases(build: bool) -> list[object]:
    return [
        pytest.param(
            case, id=case.name, marks=[pytest.mark.slow] if any(w in case.name for w in LARGE) else []
        )
        for case in HOSTILE
        if case.build is build
    ]


def run(case: Hostile, folder: Path, command: str, *more: str) -> tuple[int, str]:
    case.make(folder)
    done = CliRunner().invoke(main, [command, str(folder / "profile.yml"), "--today", "2026-11-24", *more])
    assert "Traceback" not in done.output
    return done.exit_code, done.output


@pytest.mark.slow
@pytest.mark.parametrize("case", cases(False))
def test_it_is_told_or_read(case: Hostile, tmp_path: Path) -> None:
    code, said = run(case, tmp_path, "check", "--lang", "en")
    told = set(re.findall(r"\bE\d{3}\b", said))
    assert (code, case.code in told if case.code else told) == ((1, True) if case.code else (0, set())), said[
        -500:
    ]


@pytest.mark.slow
@pytest.mark.parametrize("case", cases(True))
def test_it_is_built(case: Hostile, tmp_path: Path) -> None:
    code, said = run(case, tmp_path, "build", "--no-paper", "--jobs", "1")
    assert code == 0 and case.code in said, said[-500:]
    assert (tmp_path / "out" / "playbook" / "index.html").is_file()
