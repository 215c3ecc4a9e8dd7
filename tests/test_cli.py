"""The command as a user meets it: exit codes, messages with place and repair, JSON, and no traceback."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import click
import pytest
from click.testing import CliRunner

from community_playbook.cli import main

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
SIX_LINES = (
    "community:\n  name: 新芽\n  kind: knowledge\n  platform: wechat\noperator:\n  hours_per_week: 5\n"
)
WRONG = "community:\n  name: 新芽\n  kind: knowlege\noperator:\n  hours_per_week: six\n"


def run(*arguments, **environment):
    return CliRunner().invoke(main, [str(a) for a in arguments], env=environment)


@pytest.fixture
def profile(tmp_path):
    path = tmp_path / "profile.yml"
    path.write_text(SIX_LINES, "utf-8")
    return path


@pytest.mark.parametrize("name", sorted(main.commands))
def test_help_teaches(name):
    """It says what the command does, and explains each of its options, here and in the list of commands."""
    command, done, listed = main.commands[name], run(name, "--help"), run("--help").output
    said = " ".join(done.output.split())
    assert done.exit_code == 0
    assert said.startswith(f"Usage: main {name} ")
    assert " ".join(command.help.split("\n\n")[0].split()) in said
    for option in (o for o in command.params if isinstance(o, click.Option)):
        assert option.opts[0] in said
        assert " ".join(option.help.split())[:40] in said, option.opts
    assert re.search(rf"^  {name} +{' '.join(command.help.split()[:3])} ", listed, re.MULTILINE)


def test_the_six_lines_of_the_help_are_a_profile(tmp_path):
    lines = run("--help").output.split("profile.yml):\n")[1].split("  Then:")[0]
    (tmp_path / "profile.yml").write_text(dedent(lines), "utf-8")
    done = run("plan", tmp_path / "profile.yml", "--today", "2026-11-22")
    assert done.exit_code == 0
    assert "5 小时" in done.output, "the hours of the example"


@pytest.mark.slow
def test_build_says_which_file_to_open_and_a_second_one_changes_nothing(profile):
    first = run("build", profile, "--today", "2026-11-22")
    assert first.exit_code == 0, first.output
    page = profile.parent / "out" / "playbook" / "index.html"
    assert str(page) in first.output
    before = page.stat().st_mtime_ns
    second = run("build", profile, "--today", "2026-11-22")
    assert second.exit_code == 0
    assert "没变" in second.output
    assert page.stat().st_mtime_ns == before
    third = run("build", profile, "--today", "2026-11-30", "--json")
    assert json.loads(third.output)["unchanged"] is False


@pytest.mark.parametrize(
    ("language", "expected"),
    [("zh", ["profile.yml:3:9", "knowledge", "profile.yml:5:19", "小时", "什么都没写"]),
     ("en", ["profile.yml:3:9", "knowledge", "profile.yml:5:19", "hours", "nothing was written"])],
)  # fmt: skip
def test_all_problems_at_once_with_place_and_repair(profile, language, expected):
    profile.write_text(WRONG, "utf-8")
    done = run("build", profile, "--lang", language)
    assert done.exit_code == 1
    for part in expected:
        assert part in done.output, done.output
    assert not (profile.parent / "out").exists()
    assert "Traceback" not in done.output


def test_json_problems(profile):
    profile.write_text(WRONG, "utf-8")
    done = run("check", profile, "--json", "--lang", "en")
    found = json.loads(done.output)["problems"]
    assert done.exit_code == 1
    assert [(p["line"], p["column"]) for p in found] == [(3, 9), (5, 19)]
    assert all(p["code"].startswith("E1") and p["message"] for p in found)


def test_a_wrong_command_line_is_exit_2(profile):
    assert run("build", profile, "--today", "tomorrow").exit_code == 2
    assert run("build").exit_code == 2
    assert run("sing").exit_code == 2


def test_a_folder_that_is_not_ours_is_never_touched(profile):
    out = profile.parent / "photos"
    out.mkdir()
    (out / "cat.jpg").write_bytes(b"cat")
    done = run("build", profile, "--out", out)
    assert done.exit_code == 3
    assert sorted(p.name for p in out.iterdir()) == ["cat.jpg"]


def test_missing_profile_and_missing_table(tmp_path, profile):
    assert run("build", tmp_path / "none.yml").exit_code == 1
    profile.write_text(SIX_LINES + "members: gone.csv\n", "utf-8")
    done = run("check", profile, "--lang", "en")
    assert done.exit_code == 1
    assert "gone.csv" in done.output


def test_a_bug_of_ours_says_so(profile, monkeypatch):
    def fails(*_arguments):
        raise RuntimeError("boom")

    monkeypatch.setattr("community_playbook.plan.plan.make_plan", fails)
    done = run("build", profile, "--lang", "en")
    assert done.exit_code == 4
    assert "boom" in done.output
    assert "our fault" in done.output
    assert "Traceback" not in done.output


def test_plan_in_the_terminal(profile):
    done = run("plan", profile, "--today", "2026-11-22")
    assert done.exit_code == 0
    assert "自我介绍" in done.output
    assert "小时" in done.output
    data = json.loads(run("plan", profile, "--json", "--today", "2026-11-22").output)
    assert {c["state"] for c in data["choices"]} <= {"now", "next", "later", "no"}


def test_schema_beside_the_examples_is_the_programs_own():
    assert run("schema").output == (EXAMPLES / "profile.schema.json").read_text("utf-8")


@pytest.mark.slow
def test_source_date_epoch_is_today(profile):
    run("build", profile, SOURCE_DATE_EPOCH="1795305600")  # 2026-11-22
    made = json.loads((profile.parent / "out" / "plan.json").read_text("utf-8"))
    assert made["facts"]["today"] == "2026-11-22"


def test_a_rhythm_or_an_anchor_that_there_is_not_is_said(profile):
    anchors = "{id: session, anchors: {plays: wed}}"
    profile.write_text(SIX_LINES + f"rhythms: [group-by, {anchors}]\n", "utf-8")
    done = run("check", profile, "--lang", "en")
    assert "W156" in done.output
    assert "group-buy" in done.output
    assert "W157" in done.output


def test_a_name_under_running_that_is_no_tactic_is_said(profile):
    profile.write_text(SIX_LINES + "running: [self-intor]\n", "utf-8")
    done = run("check", profile, "--lang", "en")
    assert "W170" in done.output
    assert "self-intro" in done.output
    assert run("build", profile, "--strict").exit_code == 1


def test_two_profiles_never_share_a_folder(profile):
    other = profile.parent / "two.yml"
    other.write_text(SIX_LINES, "utf-8")
    assert run("build", profile, other).exit_code == 2
    assert not (profile.parent / "out").exists()


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_days_out_of_range_are_a_wrong_command_line(profile, day):
    assert run("plan", profile, "--today", day).exit_code == 2


def test_faults_come_in_the_language_of_the_profile(profile):
    profile.write_text(WRONG.replace("  kind:", '  language: "en"\n  kind:'), "utf-8")
    assert "nothing was written" in run("build", profile, LANG="zh_CN.UTF-8").output


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there is no terminal to be had")
@pytest.mark.parametrize("many", [1, 10**6])
@pytest.mark.slow
def test_a_terminal_sees_the_steps_and_the_end(tmp_path, many):
    """Progress moves in a real terminal, also while another process does a half."""
    (tmp_path / "profile.yml").write_text(
        "community: {name: 灯塔, kind: knowledge}\noperator: {hours_per_week: 5}\n", "utf-8"
    )
    code = f"from community_playbook import members_site; members_site.MANY = {many - 1}\n"
    code += "from community_playbook.cli import run; import sys; sys.exit(run())"
    command = [sys.executable, "-c", code, "build", "profile.yml", "--pictures", "none", "--no-paper"]
    ours, theirs = os.openpty()
    here = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm"}
    process = subprocess.Popen(command, cwd=tmp_path, env=here, stdout=theirs, stderr=theirs, stdin=theirs)
    os.close(theirs)
    seen = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other side is closed
            break
        if not part:
            break
        seen += part
    os.close(ours)
    assert process.wait(60) == 0, seen.decode(errors="replace")
    assert b"index.html" in seen
