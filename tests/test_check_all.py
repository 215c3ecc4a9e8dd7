"""`check` tells all at once, as of any day, and ends with what was used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from community_playbook.cli import main

GOOD = "community: {name: a, kind: knowledge, language: [en]}\noperator: {hours_per_week: 6}\n"
TABLES = "members: m.csv\nledger: l.csv\npoints: {mode: ledger, rules: [{action: answer, points: 5}, {action: talk, points: 9}]}\n"


def folder(tmp_path: Path, profile: str, rows: str) -> Path:
    (tmp_path / "profile.yml").write_text(profile, "utf-8")
    (tmp_path / "m.csv").write_text("id,name\n1,Ann\n2,Bo\n", "utf-8")
    (tmp_path / "l.csv").write_text("date,member,action\n" + rows, "utf-8")
    return tmp_path / "profile.yml"


@pytest.mark.parametrize(
    ("fault", "codes"),
    [
        ("operator: {hours_per_week: six}\n" + TABLES, {"E104", "W222", "W200"}),
        ("operator: {hours_per_week: 6}\nbrand: {color: green}\n" + TABLES, {"E150", "W222", "W200"}),
        (
            "operator: {hours_per_week: 6, free: evenings}\nzebra: 1\n" + TABLES,
            {"E134", "E133", "W222", "W200"},
        ),
    ],
)
def test_faults_of_profile_and_tables_are_told_together(tmp_path: Path, fault: str, codes: set[str]) -> None:
    path = folder(tmp_path, "community: {name: a, kind: knowledge}\n" + fault, "2026-11-17,9,answer\n")
    done = CliRunner().invoke(main, ["check", str(path), "--json"])
    assert done.exit_code == 1
    assert {problem["code"] for problem in json.loads(done.stdout)["problems"]} >= codes


def test_a_table_that_is_not_there_is_told_once(tmp_path: Path) -> None:
    path = folder(tmp_path, GOOD + "brand: {color: green}\nmembers: nobody.csv\n", "")
    done = CliRunner().invoke(main, ["check", str(path), "--json"])
    codes = [problem["code"] for problem in json.loads(done.stdout)["problems"]]
    assert sorted(codes) == ["E150", "E158"]


def test_it_ends_with_what_was_used(tmp_path: Path) -> None:
    rows = "2026-11-17,1,answer\n2026-11-18,2,song\n2026-11-18,2,song\n2026-11-18,9,answer\n"
    path = folder(tmp_path, GOOD + TABLES, rows)
    done = CliRunner().invoke(main, ["check", str(path), "--today", "2026-11-20"], color=True)
    lines = done.stdout.splitlines()
    assert done.exit_code == 0
    assert any("m.csv: 2 of 2 rows used (100 %)" in line for line in lines)
    few = next(line for line in lines if "l.csv: 3 of 4 rows used (75 %)" in line)
    assert "\x1b[31m" in few
    assert any("song (2)" in line for line in lines) and any("talk" in line for line in lines)


def test_the_day_decides_what_has_not_come(tmp_path: Path) -> None:
    path = folder(tmp_path, GOOD + TABLES, "2026-11-17,1,answer\n2026-11-18,2,talk\n")
    for day, told in (("2026-11-17", True), ("2026-11-18", False)):
        done = CliRunner().invoke(main, ["check", str(path), "--today", day, "--json"])
        assert ("W227" in done.stdout) == told


def test_few_rows_used_fail_where_warnings_do(tmp_path: Path) -> None:
    path = folder(tmp_path, GOOD + TABLES, "2026-11-17,1,answer\n2026-11-18,9,talk\n")
    assert CliRunner().invoke(main, ["plan", str(path), "--today", "2026-11-20"]).exit_code == 0
    assert CliRunner().invoke(main, ["plan", str(path), "--today", "2026-11-20", "--strict"]).exit_code == 1
