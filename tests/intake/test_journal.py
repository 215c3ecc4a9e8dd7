"""The journal beside a profile: what its lines become, and that each fault is told at its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community_playbook import app
from community_playbook.community.journal import Journal, Line
from community_playbook.digests import inputs_digest
from community_playbook.intake.journal import load_journal, read_journal
from community_playbook.intake.journal_names import names_of
from community_playbook.intake.library import load_library
from community_playbook.intake.outline import outline_of
from community_playbook.problems import PlaybookError
from community_playbook.words import words

TODAY = date(2026, 11, 29)
FAULTS = Path(__file__).parents[1] / "faults"
FOLDERS = sorted(FAULTS.glob("journal-*"))
PROFILE = "community: {name: 灯塔, kind: knowledge}\noperator: {hours_per_week: 5}\n"


def read(text: str) -> tuple[Journal, list[str]]:
    journal, problems = read_journal(text, "journal.yml", names_of(load_library()), TODAY)
    return journal, [p.code for p in problems]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_pair(folder: Path, language: str) -> None:
    _, problems = load_journal(folder, names_of(load_library()), TODAY)
    lines = [
        f"{str(p.place).removeprefix(f'{folder}/')}  {p.code}  {words(language).problem(p)}\n"
        for p in problems
    ]
    assert "".join(lines) == (folder / f"expected.{language}.txt").read_text("utf-8")


def test_lines_are_in_order_of_day_and_mean_what_they_say() -> None:
    journal, _ = load_journal(FAULTS / "journal-innocent", names_of(load_library()), TODAY)
    assert journal.lines == (
        Line(date(2026, 11, 23), "started", "join-window"),
        Line(date(2026, 11, 26), "skipped", "rotation", text='everybody at the fair; "next week" again'),
        Line(date(2026, 11, 28), "done", "moderation"),
        Line(date(2026, 11, 28), "done", "core-value"),
        Line(TODAY, "tally", "self-intro", count=7, of=10),
        Line(TODAY, "done", "points-and-teams", "setup"),
        Line(TODAY, "done", "points-and-teams", "board"),
        Line(TODAY, "tally", "red-packet-first", count=23, of=8),
        Line(TODAY, "changed", "introduce-newcomers"),
        Line(TODAY, "stopped", "welcome-chain"),
        Line(TODAY, "note", text="下周考研"),
    )


def test_questions() -> None:
    journal, _ = load_journal(FAULTS / "journal-innocent", names_of(load_library()), TODAY)
    assert [line.count for line in journal.tallies("self-intro")] == [7]
    assert [line.job for line in journal.about("points-and-teams")] == ["setup", "board"]
    assert journal.about("points-and-teams", "") == ()
    last = journal.last("points-and-teams", "done")
    assert last is not None and last.job == "board"
    assert journal.last("points-and-teams", "started") is None
    assert len(journal.until(date(2026, 11, 26)).lines) == 2


def test_lines_to_come_are_left_out() -> None:
    journal, codes = read("- {date: 2026-11-30, done: rotation}\n- {date: 2026-11-29, done: rotation}\n")
    assert codes == ["W507"] and [line.day for line in journal.lines] == [TODAY]


def test_faulty_lines_stop_a_check_and_are_told_all_at_once(tmp_path: Path) -> None:
    profile = tmp_path / "profile.yml"
    profile.write_text(PROFILE, "utf-8")
    (tmp_path / "journal.yml").write_text("- {date: 2026-11-29, done: rotatoin}\n- {date: x, note: y}\n")
    with pytest.raises(PlaybookError) as raised:
        app.plan_only(profile, app.Options(TODAY))
    assert [p.code for p in raised.value.problems] == ["E505", "E146"]


def test_the_plan_knows_the_journal_and_the_digest_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "profile.yml"
    path.write_text(PROFILE, "utf-8")
    outline = outline_of(app.read_profile(path)[0])

    def digest() -> str:
        return inputs_digest(path, tmp_path / "out", outline, TODAY, ("zh",), ())

    before = digest()
    (tmp_path / "journal.yml").write_text("- {date: 2026-11-29, done: rotation}\n")
    assert digest() != before
    community = app.plan_only(path, app.Options(TODAY)).community
    assert community is not None and community.journal.lines == (Line(TODAY, "done", "rotation"),)


@pytest.mark.slow
def test_a_folder_and_a_huge_file_are_told(tmp_path: Path) -> None:
    names = names_of(load_library())
    (tmp_path / "journal.yml").mkdir()
    assert [p.code for p in load_journal(tmp_path, names, TODAY)[1]] == ["E102"]
    line = "- {date: 2026-11-29, note: a}\n"
    assert read(line * 10_001)[1].count("E501") == 1
    assert read(line[:-2] + " # " + "x" * 2**20 + "\n")[1] == ["E501"]
    assert read(f"- {{date: 2026-11-29, note: {'x' * 501}}}\n")[1] == ["E152"]


@given(st.text(alphabet=st.sampled_from("-{}[]:,\n \"'#&*! date2026done1tallycount"), max_size=120))
def test_nothing_raises(text: str) -> None:
    read(text)


@pytest.mark.parametrize(
    "contact", ["13812345678", "lin@example.com", "wx: xiaomei88", "https://discord.gg/abcDEF"]
)
def test_a_contact_in_a_note_goes_no_further(contact: str) -> None:
    journal, codes = read(f"- {{date: 2026-11-17, done: self-intro, note: '找阿林 {contact} 要的'}}\n")
    assert codes == ["W524"]
    assert [line.text for line in journal.lines] == ["找阿林 ••• 要的"]


@pytest.mark.parametrize(
    ("note", "kept", "codes"),
    [
        ("热线 400-820-8820 占线", "热线 400-820-8820 占线", []),
        ("Ask hello@example.org first", "Ask hello@example.org first", []),
        ("HELLO@example.org 也行", "HELLO@example.org 也行", []),
        ("老王的电话 13812345678，热线 400-820-8820", "老王的•••,热线 400-820-8820", ["W524"]),
        ("lin@example.org", "•••", ["W524"]),
    ],
)
def test_what_everybody_may_read_stays_in_a_note(
    note: str, kept: str, codes: list[str], tmp_path: Path
) -> None:
    allow = "publish: {allow: [400-820-8820, hello@example.org]}\n"
    (tmp_path / "profile.yml").write_text(PROFILE + allow, "utf-8")
    (tmp_path / "journal.yml").write_text(f'- {{date: 2026-11-26, note: "{note}"}}\n', "utf-8")
    done = app.plan_only(tmp_path / "profile.yml", app.Options(TODAY))
    assert done.community is not None
    assert [line.text for line in done.community.journal.lines] == [kept]
    assert [p.code for p in done.problems if p.code.startswith("W5")] == codes
