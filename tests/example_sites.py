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
THIN = {"metropolis": 20}
"""Of so many members one is kept: a whole build of thirteen thousand says the same of the week, on the same pages."""
PATIENCE = 1200
"""Seconds to wait for the process that builds a site."""


def example_site(name: str, language: str, factory: pytest.TempPathFactory, whole: bool = False) -> Path:
    """The folder of the operator's site of one example in one language."""
    return example_build(name, language, factory, whole) / "out" / "playbook"


def example_build(name: str, language: str, factory: pytest.TempPathFactory, whole: bool = False) -> Path:
    """A folder with `profile.yml`, its tables and key, and `out/`: strict, with the pictures of boards. Of the
    largest one only a part of the members is there, unless it is to be `whole`."""
    base = factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base  # the same for all processes
    thin = THIN.get(name, 1) if not whole else 1
    folder = shared / f"build-{name}-{language}{'-thin' if thin > 1 else ''}"
    done, failed = folder / "done", folder / "failed"
    try:
        shutil.copytree(EXAMPLES / name, folder, ignore=shutil.ignore_patterns("out"))  # it gets a key
    except FileExistsError:
        end = time.monotonic() + PATIENCE
        while not done.exists():
            assert time.monotonic() < end and not failed.exists(), f"{folder} was never finished"
            time.sleep(0.2)
        return folder
    if thin > 1:
        thin_out(folder, thin)
    options = app.Options(date(2026, 11, 22), (language,), strict=True, pictures="boards")
    try:
        app.build(folder / "profile.yml", folder / "out", options)
    except BaseException:
        failed.touch()
        raise
    done.touch()
    return folder


def records(data: bytes) -> list[bytes]:
    """The lines of a CSV file; a quoted cell with line breaks stays in one piece."""
    found: list[bytes] = []
    for line in data.splitlines(keepends=True):
        if found and found[-1].count(b'"') % 2:
            found[-1] += line
        else:
            found.append(line)
    return found


def thin_out(folder: Path, every: int) -> None:
    """Keeps owner and staff, who stand first, one of so many members, and their deeds."""
    head, *rows = records((folder / "members.csv").read_bytes())
    kept = [row for n, row in enumerate(rows) if n < every or n % every == 0]
    ids = {row.split(b"\t")[0] for row in kept}
    (folder / "members.csv").write_bytes(head + b"".join(kept))
    first, *deeds = records((folder / "ledger.csv").read_bytes())
    mine = [row for row in deeds if row.split(b";")[1] in ids]
    (folder / "ledger.csv").write_bytes(first + b"".join(mine))
