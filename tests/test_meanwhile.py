"""What another process does while this one works on: it must be what this one would have done."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import fields, replace
from functools import partial
from pathlib import Path

import pytest

from community_playbook import app, members_site, reading_apart
from community_playbook.problems import Place, PlaybookError, Problem
from community_playbook.reading import Read, read_all
from community_playbook.workers import can_copy
from example_plans import DAY, EXAMPLES, example_frame, planned

copying = pytest.mark.skipif(not can_copy(), reason="no process may be copied here")
PROFILE = EXAMPLES / "bazaar" / "profile.yml"
TABLES = [PROFILE.with_name(name) for name in ("members.csv", "ledger.csv")]
KEY = b"k" * 32


@pytest.fixture
def reads(tmp_path: Path) -> Callable[[], Read]:
    profile, places, problems = app.read_profile(PROFILE)
    return partial(read_all, PROFILE, tmp_path / "out", profile, places, problems, DAY)


@copying
def test_what_a_copy_reads_is_what_we_read(
    reads: Callable[[], Read], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    readers = tmp_path / "readers"

    def noted() -> Read:
        readers.write_text(f"{os.getpid()}")
        return reads()

    monkeypatch.setattr(reading_apart, "WORTH", range(1 << 20))
    found = reading_apart.read_apart(noted, TABLES, 2)
    assert int(readers.read_text()) != os.getpid()
    ours = reading_apart.read_apart(noted, TABLES, 1)
    assert int(readers.read_text()) == os.getpid()
    for part in fields(Read):
        assert getattr(found, part.name) == getattr(ours, part.name), part.name
    for worth in (range(1), range(1 << 40, 1 << 41)):  # too large, too small
        monkeypatch.setattr(reading_apart, "WORTH", worth)
        reading_apart.read_apart(noted, TABLES, 2)
        assert int(readers.read_text()) == os.getpid()


@copying
def test_what_a_copy_could_not_read_is_told_here(monkeypatch: pytest.MonkeyPatch) -> None:
    here = os.getpid()
    monkeypatch.setattr(reading_apart, "WORTH", range(1 << 20))

    def fails() -> Read:
        assert os.getpid() != here
        raise PlaybookError([Problem("E220", Place("members.csv"))], 1)

    with pytest.raises(PlaybookError) as caught:
        reading_apart.read_apart(fails, TABLES, 2)
    assert [problem.code for problem in caught.value.problems] == ["E220"]


@copying
@pytest.mark.parametrize("processes", [1, 2])
def test_folders_made_ahead_are_those_of_the_pages(
    processes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None that stays empty, none that is missing; one process makes none ahead."""
    monkeypatch.setattr(members_site, "MANY", 10)
    frames = {language: example_frame("bazaar", language) for language in ("zh", "en")}
    community = planned("bazaar").community
    assert community is not None
    hidden = replace(community.members[0], consent=False)
    community = replace(community, members=(hidden, *community.members[1:]))
    for language, frame in frames.items():
        frames[language] = replace(frame, community=community)
    with members_site.folders_meanwhile(tmp_path / "tree", community, tuple(frames), KEY, processes):
        pass
    site = members_site.make_members_site(PROFILE, tmp_path / "out", frames, KEY, {}, "none")
    pages = {name.rpartition("/")[0] for name, _ in site.member_pages(frames, range(members_site.PORTIONS))}
    made = {
        path.relative_to(tmp_path / "tree").as_posix() for path in (tmp_path / "tree").glob("share/**/m/*")
    }
    assert len(pages) > 20
    assert made == (pages if processes > 1 else set())
