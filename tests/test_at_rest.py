"""A run that has nothing to do says so at once, and only where a full look would say the same."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from community_playbook import app, at_rest, kept
from community_playbook.at_rest import standing_result
from community_playbook.publish.stage import staging_prefix
from community_playbook.runs import Options

DAY = date(2026, 11, 22)
OPTIONS = Options(DAY, pictures="none", paper=False)
PROFILE = """community: {name: 灯塔, kind: knowledge, language: [zh]}
operator: {hours_per_week: 5}
members: members.csv
brand: {logo: logo.svg}
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>\n'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile with a table, a logo and a journal, built once and never changed."""
    folder = tmp_path_factory.mktemp("rest")
    (folder / "profile.yml").write_text(PROFILE, "utf-8")
    (folder / "members.csv").write_text("编号,昵称\nm1,陈望舒\nm2,老周\n", "utf-8")
    (folder / "logo.svg").write_text(LOGO, "utf-8")
    (folder / "journal.yml").write_text("- {date: 2026-11-20, note: 一句}\n", "utf-8")
    assert app.build(folder / "profile.yml", None, OPTIONS).plan is not None
    return folder


def look(folder: Path, options: Options = OPTIONS) -> bool:
    """Whether there is nothing to do."""
    return standing_result(folder / "profile.yml", None, options) is not None


def test_nothing_new_is_found_without_a_look_at_the_profile(made: Path) -> None:
    found = standing_result(made / "profile.yml", None, OPTIONS)
    again = app.build(made / "profile.yml", None, OPTIONS)
    assert found == again and again.plan is None


def test_the_command_loads_neither_what_reads_nor_what_writes(made: Path) -> None:
    code = (
        "import sys\nfrom community_playbook.cli import main\n"
        "try:\n main()\nexcept SystemExit as end:\n"
        " print([m for m in ('community_playbook.app', 'pydantic', 'jinja2', 'mkdocs') if m in sys.modules])\n"
        " sys.exit(end.code)"
    )
    line = ["build", str(made / "profile.yml"), "--today", str(DAY), "--pictures", "none", "--no-paper"]
    done = subprocess.run([sys.executable, "-c", code, *line], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("[]\n") and "没变" in done.stdout


def rewritten(path: Path) -> Callable[[], object]:
    """Puts a file back as it was; `path` gets another line, or a first one."""
    before = path.read_bytes() if path.exists() else None
    path.write_bytes((before or b"") + b"\n# more\n")
    return path.unlink if before is None else lambda: path.write_bytes(before)


@pytest.mark.parametrize(
    "name",
    ["profile.yml", "members.csv", "logo.svg", "journal.yml", "share.key"]
    + [
        f"out/{name}" for name in ("plan.json", "share/index.html", "editions/2026-11-23.json", "photos.json")
    ],
)
def test_a_file_that_changed_is_looked_at(made: Path, name: str) -> None:
    back = rewritten(made / name)
    try:
        assert not look(made)
    finally:
        back()
    assert look(made)


@pytest.mark.parametrize("name", ["members.csv", "logo.svg", "share.key", "out/plan.json"])
def test_a_file_that_is_gone_is_missed(made: Path, name: str) -> None:
    away = (made / name).rename(made / "away")
    try:
        assert not look(made)
    finally:
        away.rename(made / name)
    assert look(made)


@pytest.mark.parametrize(
    "options",
    [
        Options(date(2026, 11, 23), pictures="none", paper=False),
        Options(DAY, pictures="boards", paper=False),
        Options(DAY, pictures="none"),
        Options(DAY, ("en",), pictures="none", paper=False),
        Options(DAY, strict=True, pictures="none", paper=False),
        Options(DAY, force=True, pictures="none", paper=False),
    ],
    ids=["day", "pictures", "paper", "language", "strict", "force"],
)
def test_what_is_asked_otherwise_is_made(made: Path, options: Options) -> None:
    assert not look(made, options)


def test_another_program_looks_again(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template, a word or a line of code that changed: the digest of the program names all of them."""
    monkeypatch.setattr(at_rest, "program_digest", lambda: "another")
    assert not look(made)


def test_what_a_dead_build_left_is_put_right_first(made: Path) -> None:
    left = made / f"{staging_prefix(made / 'out')}x"
    left.mkdir()
    try:
        assert not look(made)
    finally:
        left.rmdir()


@pytest.mark.parametrize("damage", [b"", b"{", b"x" * 400])
def test_a_damaged_record_is_none(made: Path, damage: bytes) -> None:
    from community_playbook.intake.outline import name_of

    folder = kept.own_folder()
    assert folder is not None
    record = folder / name_of(made / "profile.yml")
    before = record.read_bytes()
    for content in (damage, before[:-3] + b"xx}", before[: kept.MARK] + damage):
        record.write_bytes(content)
        assert not look(made)
    record.unlink()
    assert not look(made)
    record.write_bytes(before)
    assert look(made)


def test_a_profile_with_a_problem_is_judged_each_time(tmp_path: Path) -> None:
    """Its warnings are told again in each answer, so that they are not forgotten."""
    path = tmp_path / "profile.yml"
    path.write_text(PROFILE.split("members:")[0] + "running: [no-such-tactic]\n", "utf-8")
    done = app.build(path, None, OPTIONS)
    assert [problem.code for problem in done.problems] == ["W170"]
    assert standing_result(path, None, OPTIONS) is None
    again = app.build(path, None, OPTIONS)
    assert again.plan is None and again.problems == done.problems


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    assert standing_result(tmp_path, None, OPTIONS) is None
    assert standing_result(tmp_path / "none.yml", None, OPTIONS) is None
