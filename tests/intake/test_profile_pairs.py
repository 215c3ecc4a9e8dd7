"""Data pairs: `tests/faults/profile-<name>/profile.yml` beside what is said about it, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from community_playbook.intake.profile.profile import load_profile
from community_playbook.words import words

FOLDERS = sorted((Path(__file__).parents[1] / "faults").glob("profile-*"))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_pair(folder: Path, language: str) -> None:
    _, _, problems = load_profile(folder / "profile.yml")
    lines = [
        f"{str(p.place).removeprefix(f'{folder}/')}  {p.code}  {words(language).problem(p)}\n"
        for p in problems
    ]
    assert "".join(lines) == (folder / f"expected.{language}.txt").read_text("utf-8")


def test_there_are_pairs() -> None:
    assert len(FOLDERS) >= 45
