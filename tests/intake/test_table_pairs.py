"""Data pairs: `tests/faults/table-<name>/` holds a profile with its tables, and what is said about them.

`<table>.sheet` is a workbook written as text (see `sheet_xml.py`).
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from community_playbook.app import read_profile
from community_playbook.problems import sorted_problems
from community_playbook.reading import read_tables
from community_playbook.words import words
from sheet_xml import sheet_of, workbook_of

FOLDERS = sorted((Path(__file__).parents[1] / "faults").glob("table-*"))
TODAY = date(2026, 11, 24)
LANGUAGES = ("zh", "en")


def told(folder: Path, scratch: Path) -> dict[str, str]:
    """What is said of the folder's tables, line by line, by language."""
    home = scratch / folder.name
    shutil.copytree(folder, home)
    for text in sorted(home.glob("*.sheet")):
        rows = text.read_text("utf-8").splitlines()
        after = rows.pop() if rows[-1].startswith("<") else ""
        text.with_suffix(".xlsx").write_bytes(workbook_of(sheet_of(rows, after)))
    profile, _, problems = read_profile(home / "profile.yml")
    _, found = read_tables(home / "profile.yml", profile, TODAY)
    said = [p for p in sorted_problems([*problems, *found]) if p.code != "W161"]
    return {
        language: "".join(f"{p.place}  {p.code}  {words(language).problem(p)}\n" for p in said).replace(
            f"{home}/", ""
        )
        for language in LANGUAGES
    }


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_pair(folder: Path, tmp_path: Path) -> None:
    expected = {language: (folder / f"expected.{language}.txt").read_text("utf-8") for language in LANGUAGES}
    assert told(folder, tmp_path) == expected


def test_there_are_pairs() -> None:
    assert len(FOLDERS) >= 75
