"""What a log tells beside people and deeds is kept as counts beside the profile, and a build reads it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from community_playbook.cli import main
from community_playbook.intake.observed import load_observed
from community_playbook.plan.awake import find_awake

sys.path.insert(0, str(Path(__file__).parent / "logs"))
import known_truth as truth

KNOWN = truth.community(5)
PROFILE = """\
community: {name: Ferry Club, kind: interest, platform: discord, language: en, timezone: Asia/Shanghai}
operator: {hours_per_week: 3}
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "profile.yml").write_text(PROFILE, "utf-8")
    (tmp_path / "in").mkdir()
    for channel in truth.CHANNELS:
        (tmp_path / "in" / f"{channel}.json").write_bytes(truth.discord(KNOWN, channel))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["take", *words, "--today", "2027-06-01"])


def test_counts_alone_are_kept_and_read_again(home: Path) -> None:
    assert "observed.json" not in {path.name for path in home.iterdir()}
    done = run("in", "--write")
    assert done.exit_code == 0 and "wait for an answer" in done.output, done.output
    text = (home / "observed.json").read_text("utf-8")
    assert truth.text(KNOWN.lines[0])[:3] not in text and "请教" not in text
    found, problems = load_observed(home)
    assert found and not problems
    members = {line.split(",")[0] for line in (home / "members.csv").read_text("utf-8-sig").splitlines()}
    assert {one.member for one in found.waiting} <= members
    assert set(found.groups) == set(truth.CHANNELS)
    before = text
    assert "Nothing changes" in run("in", "--write").output
    assert (home / "observed.json").read_text("utf-8") == before


def test_an_older_export_does_not_replace_a_newer_one(home: Path) -> None:
    assert run("in", "--write").exit_code == 0
    before = (home / "observed.json").read_bytes()
    half = truth.Known(KNOWN.lines[:400], KNOWN.joined, KNOWN.answered)
    (home / "old.json").write_bytes(truth.discord(half, "talk"))
    assert run("old.json", "--write").exit_code == 0
    assert (home / "observed.json").read_bytes() == before
    assert run("--undo").exit_code == 0


@pytest.mark.parametrize(
    ("first", "later", "said"),
    [(0, 400, "is of this export alone"), (400, 0, "keeps the later export")],
)
def test_groups_that_are_taken_apart_are_said_to_be_missing(
    first: int, later: int, said: str, home: Path
) -> None:
    """Counts of two exports cannot be added up: the report says whose they are."""
    one, other = list(truth.CHANNELS)[:2]
    for name, start in ((one, first), (other, later)):
        lines = KNOWN.lines[start:] if start else KNOWN.lines[:400]
        (home / f"{name}.json").write_bytes(
            truth.discord(truth.Known(lines, KNOWN.joined, KNOWN.answered), name)
        )
    assert "export alone" not in run(f"{one}.json", "--write").output
    done = run(f"{other}.json", "--write").output
    assert said in done and one in done.split(said)[1].splitlines()[0], done
    found, _ = load_observed(home)
    assert found and found.groups == ((other,) if later else (one,))


def test_undo_takes_it_away(home: Path) -> None:
    assert run("in", "--write").exit_code == 0
    assert run("--undo").exit_code == 0
    assert not (home / "observed.json").exists()


@pytest.mark.parametrize("damage", ["{}", "not json", '{"first": 3}'])
def test_a_damaged_file_is_told(damage: str, home: Path) -> None:
    (home / "observed.json").write_text(damage, "utf-8")
    found, problems = load_observed(home)
    assert found is None and [p.code for p in problems] == ["W620"]
    done = CliRunner().invoke(main, ["check", "profile.yml", "--json", "--today", "2027-06-01"])
    assert "W620" in json.dumps(json.loads(done.output))


def test_the_window_is_proposed_and_never_set(home: Path) -> None:
    """Everybody writes at lunch: twelve to two is proposed; the profile stays as it is but for its tables."""
    assert run("in", "--write").exit_code == 0
    assert "join_window" not in (home / "profile.yml").read_text("utf-8")


def week(hours: dict[int, int]) -> list[list[int]]:
    return [[hours.get(hour, 0) for hour in range(24)] for _ in range(7)]


def test_the_best_window_and_quiet_hours() -> None:
    awake = find_awake(week({12: 30, 13: 20, 20: 10, 21: 10, 9: 5}), "20:00-22:00")
    assert (awake.best.text, awake.now.seen, awake.best.seen) == ("12:00-14:00", 140, 350)
    assert awake.proposes and not awake.few
    assert awake.quiet == (22, 9)
    assert not find_awake(week({20: 30, 21: 30, 12: 31}), "20:00-22:00").proposes
    assert find_awake(week({12: 3}), "20:00-22:00").few
    assert find_awake(week({23: 10, 22: 10}), "23:00-01:00").best.text == "22:00-00:00"
