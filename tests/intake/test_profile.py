"""Does a profile come out as it was meant, and every fault with its place and its repair?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from community_playbook.community.profile import Profile
from community_playbook.community.rewards import Season
from community_playbook.intake.profile.profile import load_profile, place_at, read_profile, read_with_places
from community_playbook.problems import Problem

SMALL = """\
community:
  name: 灯塔会员
  kind: knowledge
operator:
  hours_per_week: 10
"""
FULL = (Path(__file__).parent / "full-profile.yml").read_text("utf-8")


def with_lines(*lines: str) -> str:
    return SMALL + "\n".join(lines) + "\n"


def problems_of(text: str | bytes) -> list[Problem]:
    return read_profile(text, "profile.yml")[1]


def good(text: str) -> Profile:
    profile, problems = read_profile(text, "profile.yml")
    assert problems == []
    assert profile is not None
    return profile


def test_six_lines_are_enough() -> None:
    profile = good(SMALL)
    assert profile.community.name == "灯塔会员"
    assert profile.operator.hours_per_week == 10
    assert profile == Profile.model_validate(
        {"community": {"name": "灯塔会员", "kind": "knowledge"}, "operator": {"hours_per_week": 10}}
    )


def test_full_profile() -> None:
    profile = good(FULL)
    assert profile.community.founded == date(2019, 6, 1)
    assert profile.onboarding.join_window == "20:00-22:00"
    assert profile.tiers["member"].price == Decimal(365)
    assert profile.points.rules[2].amount is True
    assert profile.incentives.prize[0].earned.badge == "writer-10"
    assert profile.calendar.workdays[0].day == date(2027, 1, 31)
    assert profile.upgrade.partner is not None
    assert profile.upgrade.partner.joins == [10, 25, 60]


def test_values_keep_their_meaning() -> None:
    profile = good(
        with_lines(
            "groups: [{id: 0012, name: 1.10}, {id: no}]",
            "tiers: {member: , partner: {price: 9800.50}}",
            "points: {mode: platform, period: {from: 2026-01-01, to: 2026-03-31}}",
            "brand:",
            "goal: ~",
        )
    )
    assert [g.id for g in profile.groups] == ["0012", "no"]
    assert profile.groups[0].name == "1.10"
    assert profile.tiers["partner"].price == Decimal("9800.50")
    assert profile.points.period == Season.model_validate({"from": "2026-01-01", "to": "2026-03-31"})
    assert profile.goal == "depth"


def test_names_become_one_line() -> None:
    assert (
        good('{community: {name: " 灯\\n 塔 ", kind: local}, operator: {hours_per_week: 1}}').community.name
        == "灯 塔"
    )


def test_places() -> None:
    _, places, problems = read_with_places(FULL, "profile.yml")
    assert problems == []
    lines = FULL.split("\n")
    for path, value in {
        ("operator", "hours_per_week"): "10",
        ("groups", 1, "id"): "p01",
        ("incentives", "prize", 0, "for", "badge"): "writer-10",
        ("members",): "members.csv",
    }.items():
        place = places[path]
        assert lines[place.line - 1][place.column - 1 :].startswith(value)
    assert place_at(places, "operator", "legal_forms", "x") == places[("operator",)]
    assert place_at(places, "nothing") == places[()]


def test_misspelt_part_is_read_all_the_same() -> None:
    text = "comunity: {name: a, kind: shop}\noperator: {hours_per_week: 1}"
    assert [(p.code, p.facts["field"]) for p in problems_of(text)] == [
        ("E131", "comunity"),
        ("E145", "community.kind"),
    ]


def test_missing_key_points_to_its_parent() -> None:
    problems = problems_of("operator:\n  assistants: 0\ncommunity:\n  kind: local\n")
    assert [(p.code, str(p.place), p.facts["field"]) for p in problems] == [
        ("E130", "profile.yml:1:1", "operator.hours_per_week"),
        ("E130", "profile.yml:3:1", "community.name"),
    ]


def test_empty_required_value_is_missing_where_it_stands() -> None:
    problems = problems_of("community:\n  kind: local\n  name:\noperator: {hours_per_week: 1}")
    assert [(p.code, str(p.place)) for p in problems] == [("E130", "profile.yml:3:3")]


def test_all_faults_at_once() -> None:
    text = (
        "community: {name: '', kind: x}\noperator: {hours_per_week: -1}\n"
        "groups: [{id: a}, {id: a, seats: 0}]\nmembers: ../a\n"
    )
    assert [p.code for p in problems_of(text)] == ["E153", "E145", "E141", "E160", "E141", "E157"]


@pytest.mark.parametrize("text", ["- a\n- b", "just a text", '"quoted"', "5"])
def test_not_a_mapping(text: str) -> None:
    assert [p.code for p in problems_of(text)] == ["E114"]


def test_one_string_because_of_full_width_colons() -> None:
    assert [p.code for p in problems_of("名称：灯塔")] == ["E115"]
    assert next(p.code for p in problems_of("community：\n  name：灯塔")) == "E115"


def test_messages_are_bounded_and_clean() -> None:
    text = f'community: {{name: x, kind: "a\\e[31m\\u202E{"b" * 3000}"}}\noperator: {{hours_per_week: 1}}'
    for problem in problems_of(text):
        assert problem.code == "E112"
    text = f"community: {{name: x, kind: a‮{'b' * 3000}}}\noperator: {{hours_per_week: 1}}"
    (problem,) = problems_of(text)
    assert problem.code == "E145"
    assert len(problem.facts["found"]) == 60
    assert problem.facts["found"].isprintable()


@pytest.mark.slow
def test_many_faults_are_cut_off() -> None:
    lines = [f"key{number}: 1" for number in range(20_000)]
    problems = problems_of(with_lines(*lines))
    assert len(problems) == 201
    assert problems[0].code == "E198"


# The disk


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "profile.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def codes(path: Path) -> list[str]:
    profile, _, problems = load_profile(path)
    assert (profile is None) == any(p.is_error for p in problems)
    return [p.code for p in problems]


def test_load(tmp_path: Path) -> None:
    for name in ("members.csv", "ledger.csv", "logo.png"):
        (tmp_path / name).write_text("x")
    profile, places, problems = load_profile(write(tmp_path, FULL))
    assert problems == []
    assert profile is not None
    assert places[("members",)].file == str(tmp_path / "profile.yml")


def test_named_files_are_missing(tmp_path: Path) -> None:
    (tmp_path / "members.xlsx").write_text("x")
    _, places, problems = load_profile(write(tmp_path, FULL))
    assert {(p.code, p.facts["field"]) for p in problems} == {
        ("E159", "members"),
        ("E158", "ledger"),
        ("E158", "brand.logo"),
    }
    (members,) = (p for p in problems if p.code == "E159")
    assert members.place == places[("members",)]
    assert members.facts["repair"] == "members: members.xlsx"


def test_named_folder_and_link_that_leads_out(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside.csv", tmp_path / "in"
    outside.write_text("x")
    (inside / "data").mkdir(parents=True)
    (inside / "link.csv").symlink_to(outside)
    assert codes(write(inside, with_lines("members: data", "ledger: link.csv"))) == ["E165", "E157"]


def test_named_file_in_a_folder_below(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "成员.csv").write_text("x")
    assert codes(write(tmp_path, with_lines("members: data/成员.csv"))) == []
    assert codes(write(tmp_path, with_lines("members: " + "a" * 299))) == ["E158"]


def test_file_faults(tmp_path: Path) -> None:
    assert codes(tmp_path / "none.yml") == ["E100"]
    assert codes(tmp_path) == ["E101"]
    assert codes(tmp_path / "a\0b") == ["E102"]
    assert codes(write(tmp_path, b"#" * (2 << 20))) == ["E103"]
    assert codes(write(tmp_path, SMALL.encode("gb18030"))) == ["E110"]
    assert codes(write(tmp_path, SMALL.encode("utf-8-sig"))) == []
