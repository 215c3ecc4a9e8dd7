"""The sites of the examples, each built once for all test files and all processes of a run."""

from __future__ import annotations

import shutil
import time
from datetime import date
from pathlib import Path

import pytest

from community_playbook import app

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PATIENCE = 300
"""Seconds to wait for the process that builds a site."""


def example_site(name: str, language: str, factory: pytest.TempPathFactory) -> Path:
    """The folder of the operator's site of one example in one language, strict, with the pictures of boards."""
    base = factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base  # the same for all processes
    folder = shared / f"site-{name}-{language}"
    done = folder / "done"
    try:
        folder.mkdir()
    except FileExistsError:
        end = time.monotonic() + PATIENCE
        while not done.exists():
            assert time.monotonic() < end, f"{folder} was never finished"
            time.sleep(0.2)
        return folder / "out" / "playbook"
    options = app.Options(date(2026, 11, 22), (language,), strict=True, pictures="boards")
    shutil.copytree(EXAMPLES / name, folder / name, ignore=shutil.ignore_patterns("out"))  # it gets a key
    app.build(folder / name / "profile.yml", folder / "out", options)
    done.touch()
    return folder / "out" / "playbook"
