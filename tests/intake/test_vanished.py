"""Whose row is gone from the members table counts as left: kept in the history, on no board, told once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from community_playbook.cli import main
from community_playbook.community.editions import Edition, from_json, to_json
from community_playbook.community.people import Member
from community_playbook.intake.library import load_library
from community_playbook.intake.profile.profile import load_profile
from community_playbook.intake.vanished import vanished
from community_playbook.plan.changes import compare
from community_playbook.plan.editions import make_edition
from community_playbook.plan.plan import make_plan
from community_playbook.reading import read_all

MONDAYS = [date(2026, 11, 16), date(2026, 11, 23), date(2026, 11, 30)]
PROFILE = (
    "community: {name: a, kind: knowledge}\noperator: {hours_per_week: 6}\nmembers: m.csv\nledger: l.csv\n"
    "points: {mode: ledger, period: week, rules: [{action: answer, points: 5}]}\n"
)
PEOPLE = [f"{n:03}" for n in range(1, 9)]
IDS = st.sets(st.sampled_from("abcdefgh"), max_size=8)


def week(home: Path, people: list[str], monday: date) -> tuple[list[str], Edition]:
    """One week as a build makes it, and its edition kept for the next."""
    (home / "profile.yml").write_text(PROFILE, "utf-8")
    (home / "m.csv").write_text(
        "编号,姓名,同意公开\n" + "".join(f"{one},人{one},是\n" for one in people), "utf-8"
    )
    rows = "".join(f"2026-11-1{n},{one},answer,1\n" for n, one in enumerate(PEOPLE, 1))
    (home / "l.csv").write_text("日期,编号,动作,数量\n" + rows, "utf-8")
    profile, places, _ = load_profile(home / "profile.yml")
    read = read_all(home / "profile.yml", home / "out", profile, places, [], monday)
    edition = make_edition(make_plan(read.community, load_library(), monday, 0), read.community)
    (home / "out/editions").mkdir(parents=True, exist_ok=True)
    (home / f"out/editions/{monday.isoformat()}.json").write_bytes(to_json(edition))
    boards = {row.member for row in edition.board}
    assert not boards - set(people) and len(read.community.ledger) == len(PEOPLE) * (edition.people != ())
    return [p.code for p in read.problems], from_json(to_json(edition))


def test_a_row_that_is_gone_is_told_once_and_stays_known(tmp_path: Path) -> None:
    _, first = week(tmp_path, PEOPLE, MONDAYS[0])
    codes, second = week(tmp_path, PEOPLE[2:], MONDAYS[1])
    assert first.vanished == () and second.vanished == ("001", "002") and codes == []
    found = compare(first, second)
    assert (found.vanished, found.left, found.offline) == (("001", "002"), (), ("001", "002"))
    _, third = week(tmp_path, PEOPLE[2:], MONDAYS[2])
    assert third.vanished == ("001", "002") and compare(second, third).vanished == ()
    codes, back = week(tmp_path, PEOPLE, date(2026, 12, 7))
    assert back.vanished == () and compare(third, back).joined == ("001", "002") and codes == []


@given(before=IDS, once=IDS, now=IDS, same=IDS)
def test_who_vanished_by_hand(before: set[str], once: set[str], now: set[str], same: set[str]) -> None:
    last = Edition(MONDAYS[0], MONDAYS[0], (), tuple(sorted(before)), vanished=tuple(sorted(once - before)))
    found, problems = vanished("m.csv", [Member(one) for one in sorted(now)], same, last)
    lost = before - now - same
    if now and len(lost) > 1 and 2 * len(lost) > len(before):
        assert found == () and [p.code for p in problems] == ["W250"]
    else:
        assert problems == []
        assert [m.id for m in found] == (sorted((before | once) - now - same) if now else [])
        assert all(m.state for m in found)


@pytest.mark.parametrize("people", [["x1", "x2", "x3"], [f"u{n}" for n in range(40)], ["001"]])
def test_another_table_is_nobody_leaving(people: list[str], tmp_path: Path) -> None:
    last = Edition(MONDAYS[0], MONDAYS[0], (), tuple(PEOPLE))
    found, problems = vanished("m.csv", [Member(one) for one in people], {}, last)
    assert found == () and problems[0].code == "W250"


@pytest.mark.parametrize(
    "fault", ["operator: {hours_per_week: many}\n", "groups: [{id: g, pages: 3}]\n", "when: now\n"]
)
@pytest.mark.parametrize("command", [["check"], ["check", "--repair"]])
def test_who_vanished_is_no_stranger_where_the_profile_has_faults(
    fault: str, command: list[str], tmp_path: Path
) -> None:
    """Nor is somebody whom nobody ever knew forgotten there."""
    week(tmp_path, PEOPLE, MONDAYS[0])
    week(tmp_path, PEOPLE[2:], MONDAYS[1])
    with (tmp_path / "l.csv").open("a", encoding="utf-8") as file:
        file.write("2026-11-19,099,answer,1\n")
    text = PROFILE.replace("operator: {hours_per_week: 6}\n", "") if fault.startswith("operator") else PROFILE
    (tmp_path / "profile.yml").write_text(text + fault, "utf-8")
    done = CliRunner().invoke(main, [*command, str(tmp_path / "profile.yml"), "--today", "2026-11-24"])
    assert done.exit_code == 1
    told = done.output
    if "--repair" in command:
        book = CalamineWorkbook.from_path(str(tmp_path / "repair.xlsx"))
        told += str(book.get_sheet_by_index(0).to_python())
    assert "099" in told
    assert "001" not in told and "002" not in told
