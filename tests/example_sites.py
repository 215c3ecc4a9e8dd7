"""The sites of the examples, each built once for all test files and all processes of a run.

The browser looks at them, and the tests of whole builds compare a second build with them.
"""

from __future__ import annotations

import shutil
import time
from datetime import date
from pathlib import Path

import pytest

from community_playbook import app

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
PATIENCE = 300
"""Seconds to wait for the process that builds a site."""


def example_site(name: str, language: str, factory: pytest.TempPathFactory) -> Path:
    """The folder of the operator's site of one example in one language."""
    return example_build(name, language, factory) / "out" / "playbook"


def example_build(name: str, language: str, factory: pytest.TempPathFactory) -> Path:
    """A folder with `profile.yml`, its tables and key, and `out/`: strict, with the pictures of boards."""
    base = factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base  # the same for all processes
    folder = shared / f"build-{name}-{language}"
    done = folder / "done"
    try:
        shutil.copytree(EXAMPLES / name, folder, ignore=shutil.ignore_patterns("out"))  # it gets a key
    except FileExistsError:
        end = time.monotonic() + PATIENCE
        while not done.exists():
            assert time.monotonic() < end, f"{folder} was never finished"
            time.sleep(0.2)
        return folder
    options = app.Options(date(2026, 11, 22), (language,), strict=True, pictures="boards")
    app.build(folder / "profile.yml", folder / "out", options)
    done.touch()
    return folder
