"""playbook done and playbook tally: lines go in and come out again, and nothing else in the file moves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from community_playbook.cli import main
from community_playbook.community.journal import Journal, Line
from community_playbook.intake.dates import zone_of
from community_playbook.intake.journal import read_journal
from community_playbook.intake.journal_file import appended, save, without_last, written
from community_playbook.intake.journal_names import names_of
from community_playbook.intake.library import load_library
from community_playbook.intake.tally_table import read_tallies
from community_playbook.problems import PlaybookError

TODAY = date(2026, 11, 29)
PROFILE = "today: 2026-11-29\ncommunity: {name: Harbour, kind: interest, language: en}\noperator: {hours_per_week: 5}\n"
BY_HAND = (
    "# ours\n- {date: 2026-11-23, started: join-window}   # at last\n\n-  date: 2026-11-24\n   note: rain\n"
)
NAMES = names_of(load_library())


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "profile.yml"
    path.write_text(PROFILE, "utf-8")
    return path


def run(*words: object, given: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=given)


def journal(profile: Path) -> str:
    return profile.with_name("journal.yml").read_text("utf-8")


def test_what_stands_there_keeps_every_byte(profile: Path) -> None:
    profile.with_name("journal.yml").write_text(BY_HAND, "utf-8")
    assert run("done", profile, "rotation", "--skip", "--note", 'the "fair": cold').exit_code == 0
    assert run("tally", profile, "4", "7", "10", "--date", "2026-11-28").exit_code == 0
    assert journal(profile) == BY_HAND + (
        '- {date: 2026-11-29, skipped: rotation, note: "the \\"fair\\": cold"}  # playbook\n'
        "- {date: 2026-11-28, tally: introduce-newcomers, count: 7, of: 10}  # playbook\n"
    )
    assert run("done", profile, "--undo").exit_code == 0
    assert run("tally", profile, "--undo").exit_code == 0
    assert journal(profile) == BY_HAND
    again = run("tally", profile, "--undo")
    assert again.exit_code == 1 and "E523" in again.output and journal(profile) == BY_HAND


def test_the_same_line_is_told_and_not_written_twice(profile: Path) -> None:
    for _ in range(2):
        found = run("done", profile, "08", "--job", "setup")
        assert found.exit_code == 0
    assert "not written twice" in found.output
    assert journal(profile) == "- {date: 2026-11-29, done: points-and-teams.setup}  # playbook\n"
    other = run("tally", profile, "2", "7", "10"), run("tally", profile, "2", "8", "10")
    assert other[0].exit_code == 0 and other[1].exit_code == 1 and "E522" in other[1].output


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("done", "rotatoin"), "E505"),
        (("done", "join-window.gathr"), "E507"),
        (("done", "join-window", "--date", "2027-01-01"), "E518"),
        (("tally", "moderation", "3"), "E513"),
        (("tally", "2", "11", "10"), "E516"),
        (("tally", "1", "11", "10"), "E515"),
        (("tally", "2", "seven"), "E106"),
        (("tally", "2", "-1"), "E141"),
    ],
)
def test_a_slip_is_told_and_writes_nothing(profile: Path, words: tuple[str, ...], code: str) -> None:
    command, *rest = words
    rest = ["--", *rest] if "-1" in rest else rest
    found = run(command, profile, *rest)
    assert found.exit_code == 1 and code in found.output, found.output
    assert not profile.with_name("journal.yml").exists()


def test_wrong_commands(profile: Path) -> None:
    for words in (("done",), ("done", "x", "--undo"), ("tally", "x"), ("tally", "x", "1", "--undo")):
        assert run(words[0], profile, *words[1:]).exit_code == 2, words


def test_a_note_by_itself_and_every_event(profile: Path) -> None:
    assert run("done", profile, "--note", "Exams").exit_code == 0
    for event in ("start", "change", "skip", "stop"):
        assert run("done", profile, "welcome-chain", f"--{event}").exit_code == 0
    found, problems = read_journal(journal(profile), "journal.yml", NAMES, TODAY)
    assert not problems
    assert [x.kind for x in found.lines] == ["note", "started", "changed", "skipped", "stopped"]


def test_a_faulty_journal_is_not_written_into(profile: Path) -> None:
    file = profile.with_name("journal.yml")
    file.write_text("- {date: 2026-11-29, done: nonsense-at-all}\n", "utf-8")
    before = file.read_bytes()
    assert run("done", profile, "rotation").exit_code == 1
    assert file.read_bytes() == before
    file.write_text("[{date: 2026-11-29, done: rotation}]\n", "utf-8")
    found = run("done", profile, "moderation")
    assert found.exit_code == 1 and "E521" in found.output and "done: moderation" in found.output
    assert file.read_text("utf-8") == "[{date: 2026-11-29, done: rotation}]\n"


def test_a_disk_that_does_not_take_it_leaves_the_old_file(
    profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile.with_name("journal.yml").write_text(BY_HAND, "utf-8")

    def fail(_stream: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    found = run("done", profile, "rotation")
    assert found.exit_code == 3 and "E520" in found.output and journal(profile) == BY_HAND
    assert sorted(p.name for p in profile.parent.iterdir()) == ["journal.yml", "profile.yml"]


@pytest.mark.slow
def test_commands_at_once_lose_no_line(profile: Path) -> None:
    days = [f"2026-11-{day:02d}" for day in range(1, 7)]
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "community_playbook", "tally", str(profile), "9", "5", "--date", day]
        )
        for day in days
    ]
    assert [one.wait(timeout=300) for one in runs] == [0] * len(days)
    found, problems = read_journal(journal(profile), "journal.yml", NAMES, TODAY)
    assert not problems and [line.day.isoformat() for line in found.lines] == days
    assert sorted(p.name for p in profile.parent.iterdir()) == ["journal.yml", "profile.yml"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    real = tmp_path / "kept" / "mine.yml"
    real.write_text("# mine\n", "utf-8")
    (tmp_path / "journal.yml").symlink_to(real)
    save(tmp_path, b"# mine\n- {date: 2026-11-29, done: rotation}\n")
    assert (tmp_path / "journal.yml").is_symlink() and "rotation" in real.read_text("utf-8")
    assert [p.name for p in (tmp_path / "kept").iterdir()] == ["mine.yml"]


def test_a_table_goes_in_and_out_as_a_whole(profile: Path) -> None:
    pasted = "2026-W47,04,7,10\n2026-W48,04,8,10\n\n2026-11-20,9,5\n"
    assert run("tally", profile, "--from", "-", given=pasted).exit_code == 0
    found, problems = read_journal(journal(profile), "journal.yml", NAMES, TODAY)
    assert not problems and [(x.day, x.what, x.count, x.of) for x in found.lines] == [
        (date(2026, 11, 20), "small-meetups", 5, None),
        (date(2026, 11, 22), "introduce-newcomers", 7, 10),
        (TODAY, "introduce-newcomers", 8, 10),
    ]
    assert run("tally", profile, "--undo").exit_code == 0 and journal(profile) == ""
    wrong = run("tally", profile, "--from", "-", given=pasted + "2026-W60,04,7,10\n2026-W50,04,7,10\n")
    assert wrong.exit_code == 1 and "E517" in wrong.output and "E518" in wrong.output
    assert journal(profile) == ""


def test_tables_in_both_languages_and_as_a_workbook(tmp_path: Path) -> None:
    wanted = [
        Line(date(2026, 11, 22), "tally", "self-intro", count=7, of=10),
        Line(date(2026, 11, 21), "tally", "stars", count=18, of=50),
    ]

    def lines(data: bytes) -> list[Line]:
        found, problems = read_tallies(data, "counts", NAMES, TODAY, zone_of("Asia/Shanghai"))
        assert not problems, problems
        return [line for line, _ in found]

    chinese = "招,数到,总数,周,日期\n自我介绍，先写后发,7,10,2026 第 47 周,\n7,18,50,,2026/11/21\n"
    chinese = chinese.replace("自我介绍，先写后发", '"自我介绍，先写后发"')
    assert lines(chinese.encode()) == wanted
    assert lines(chinese.encode("gb18030")) == wanted
    english = (
        b"Week;Tactic;Count;Out of\n2026-W47;self-intro;7;10\n2026-11-21;Share the stage, grow stars;18;50\n"
    )
    assert lines(english) == wanted
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["date", "tactic", "count", "of"])
        sheet.write_datetime(1, 0, date(2026, 11, 22), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_row(1, 1, [2, 7, 10])
        sheet.write_row(2, 0, ["2026-11-21", "07", 18, 50])
    assert lines(stream.getvalue()) == wanted


def test_faults_of_a_table_have_their_cells() -> None:
    data = "周,招,数,总数\n2026-W47,02,七,10\n2026-W47,99,7,10\n2026-W47,02,12,10\n明天,02,7,10\n2026-W47,02,,10\n"
    _, problems = read_tallies(data.encode(), "数.csv", NAMES, TODAY, zone_of("Asia/Shanghai"))
    assert [(p.code, p.place.line) for p in problems] == [
        ("E106", 2), ("E506", 3), ("E516", 4), ("E517", 5), ("E106", 6),
    ]  # fmt: skip
    _, problems = read_tallies(b"name,city\nJo,Leeds\n", "x.csv", NAMES, TODAY, zone_of("UTC"))
    assert problems and all(p.is_error for p in problems)


def test_what_waits_is_shown(profile: Path) -> None:
    run("tally", profile, "2", "6", "10")
    shown = run("tally", profile)
    assert shown.exit_code == 0 and "02 Write the introduction" in shown.output.replace("\n", " ")
    data = json.loads(run("tally", profile, "--json").output)
    mine = next(x for x in data["waiting"] if x["tactic"] == "self-intro")
    assert mine["counts"] == [{"start": "2026-11-23", "count": 6, "of": 10}] and mine["decision"] == "change"


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp", "Co"]), max_size=60
)
made = st.builds(
    Line,
    st.dates(date(2026, 1, 1), TODAY),
    st.sampled_from(["done", "started", "stopped", "skipped", "changed"]),
    st.sampled_from(["rotation", "stars", "moderation", "core-value"]),
    text=texts.map(str.strip),
)


@given(st.lists(made, unique=True, min_size=1, max_size=4), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_line_comes_back_as_it_went_in(lines: list[Line], end: str, closed: bool) -> None:
    source = BY_HAND.replace("\n", end).encode()
    source = source if closed else source.removesuffix(end.encode())
    before, _ = read_journal(source, "journal.yml", NAMES, TODAY)
    content = appended(source, lines)
    assert content.startswith(source)
    after, problems = read_journal(content, "journal.yml", NAMES, TODAY)
    assert not problems and after == Journal.of([*before.lines, *lines])
    kept, gone = without_last(content)
    assert kept.removesuffix(end.encode()) == source.removesuffix(end.encode())
    assert gone == [f"- {written(line)}" for line in lines]


def test_a_journal_that_cannot_be_read_stops_the_command(tmp_path: Path) -> None:
    (tmp_path / "journal.yml").mkdir()
    with pytest.raises(PlaybookError):
        save(tmp_path, b"x")
    assert (tmp_path / "journal.yml").is_dir()


def test_a_note_keeps_the_contact_that_everybody_may_read(profile: Path) -> None:
    profile.write_text(PROFILE + "publish: {allow: [hello@example.org]}\n", "utf-8")
    for _ in range(2):
        assert run("done", profile, "--note", "Ask hello@example.org").exit_code == 0
    assert journal(profile) == '- {date: 2026-11-29, note: "Ask hello@example.org"}  # playbook\n'
    private = run("done", profile, "--note", "Ask kim@example.org")
    assert private.exit_code == 1 and "W524" in private.output and "kim@" not in private.output
