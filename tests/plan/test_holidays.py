"""A date of the profile is the season that it names, or one whose days nobody can know; on holidays nobody works."""

from pathlib import Path

import pytest

from community_playbook import app
from community_playbook.plan.plan import Plan

PROFILE = """\
today: 2026-11-22
community: {{name: X, kind: {kind}, language: en, timezone: {zone}}}
operator: {{hours_per_week: 8, assistants: 1, assistant_hours_per_week: 6}}
rhythms: [{{id: {rhythm}, anchors: {{{anchors}}}}}]
groups: [{{id: one, name: One, members: 120}}]
dates: [{{what: {what}, from: {start}, to: {end}, kind: {sort}}}]
"""
BERLIN, SHANGHAI = "Europe/Berlin", "Asia/Shanghai"


def plan(home: Path, **parts: str) -> Plan:
    path = home / "profile.yml"
    path.write_text(PROFILE.format(**parts), "utf-8")
    found = app.plan_only(path, app.Options()).plan
    assert found
    return found


def seasons(found: Plan, start: str) -> list[str]:
    return [id_ for id_, first, _ in found.rhythms[0].seasons if first.isoformat() == start]


@pytest.mark.parametrize(
    ("rhythm", "kind", "zone", "what", "sort", "wanted"),
    [
        ("fans", "interest", SHANGHAI, "EP presale", "sale", []),
        ("group-buy", "selling", SHANGHAI, "双十一返场", "sale", []),
        ("pro-qa", "professional", BERLIN, "Christmas closure", "holidays", ["thanksgiving"]),
        ("pro-qa", "professional", BERLIN, "Thanksgiving with family", "holidays", ["thanksgiving"]),
        ("course", "knowledge", BERLIN, "Team away", "holidays", ["cny-stop"]),
        ("camp", "knowledge", SHANGHAI, "全国硕士考试", "exam", ["kaoyan"]),
        ("camp", "knowledge", SHANGHAI, "教师招聘笔试", "exam", ["kaoyan"]),
    ],
)
def test_a_date_is_the_season_that_it_names(tmp_path, rhythm, kind, zone, what, sort, wanted):
    found = plan(
        tmp_path, rhythm=rhythm, kind=kind, zone=zone, what=what, sort=sort, anchors="",
        start="2026-12-04", end="2026-12-05",
    )  # fmt: skip
    assert seasons(found, "2026-12-04")[: len(wanted) or None] == wanted


@pytest.mark.parametrize(
    ("start", "end"),
    [("2026-11-26", "2026-11-27"), ("2026-11-25", "2026-11-29"), ("2026-11-24", "2026-11-24")],
)
def test_nobody_works_on_a_holiday_but_for_the_anchor_itself(tmp_path, start, end):
    found = plan(
        tmp_path, rhythm="course", kind="knowledge", zone=BERLIN, what="Days off", sort="holidays",
        anchors="publish: mon 09:00, answers: wed 12:00", start=start, end=end,
    )  # fmt: skip
    steps = [s for s in found.agenda.steps if s.entry == "course" and start <= s.day.isoformat() <= end]
    assert {s.job for s in steps} <= {"publish", "answers"}
    without = plan(
        tmp_path, rhythm="course", kind="knowledge", zone=BERLIN, what="Days off", sort="holidays",
        anchors="publish: mon 09:00, answers: wed 12:00", start="2027-05-01", end="2027-05-02",
    )  # fmt: skip
    taken = {s.job for s in without.agenda.steps if s.entry == "course" and start <= s.day.isoformat() <= end}
    assert taken - {"publish", "answers"}


def test_a_holiday_keeps_its_own_name_and_says_nothing_of_another_one(tmp_path):
    from community_playbook.intake.library import load_library
    from community_playbook.outputs.say.frame import Frame
    from community_playbook.outputs.say.rhythm import rhythm_view
    from community_playbook.words import words

    path = tmp_path / "profile.yml"
    path.write_text(
        PROFILE.format(
            rhythm="course", kind="knowledge", zone=BERLIN, what="Office closed", sort="holidays", anchors="",
            start="2026-12-04", end="2026-12-05",
        ),
        "utf-8",
    )  # fmt: skip
    found = app.plan_only(path, app.Options())
    assert found.plan and found.community
    frame = Frame(found.plan, found.community, load_library(), words("en"))
    lines = rhythm_view(frame, found.plan.rhythms[0]).seasons
    assert [(line.name, "New Year" in line.text) for line in lines if "4" in line.days] == [
        ("Office closed", False)
    ]
