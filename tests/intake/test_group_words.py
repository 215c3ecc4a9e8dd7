"""Groups of the roster meet those of the profile, or are told; questions say only what is true."""

from __future__ import annotations

from dataclasses import replace

import pytest

from community_playbook.community.people import Member, Reading
from community_playbook.community.profile import Group
from community_playbook.intake.answers import Answers
from community_playbook.intake.group_words import meet_groups
from community_playbook.intake.library import load_library
from community_playbook.plan.plan import make_plan
from community_playbook.plan.questions import questions
from making import TODAY, community

READING = Reading("m.csv", "utf-8", ",", "", 1, 1, (), ())
GROUPS = [Group(id="g01", name="一群"), Group(id="g02", name="Reading B"), Group(id="g03")]


def met(*groups: str) -> tuple[list[tuple[str, ...]], str]:
    members = tuple(Member(str(n), groups=(group,)) for n, group in enumerate(groups))
    found, _, problems = meet_groups(members, GROUPS, READING, Answers())
    return [m.groups for m in found], problems[0].facts["groups"] if problems else ""


@pytest.mark.parametrize(
    ("cell", "group"),
    [
        ("Ｇ01", "g01"),
        ("reading b", "Reading B"),
        ("Reading  B", "Reading B"),
        ("ReadingB", "Reading B"),
        ("G03", "g03"),
        ("1群", "一群"),
        ("第一群", "一群"),
        ("（一）群", "一群"),
    ],
)
def test_the_same_group_in_another_writing(cell: str, group: str) -> None:
    assert met(cell) == ([(group,)], "")


@pytest.mark.parametrize(
    ("cell", "near"),
    [
        ("读书会一群", "→ 一群"),
        ("读书会 1 群", "→ 一群"),
        ("Reading B (2026)", "→ Reading B"),
        ("Readng B", "→ Reading B"),
        ("跑步", ""),
    ],
)
def test_a_group_that_meets_none_is_told_with_the_nearest(cell: str, near: str) -> None:
    groups, told = met(cell, cell, "一群")
    assert groups == [(cell,), (cell,), ("一群",)]
    assert told == f"{cell} (2)" + (f" {near}" if near else "")


def test_without_groups_in_the_profile_the_roster_names_them() -> None:
    members = (Member("1", groups=("x",)),)
    assert meet_groups(members, [], READING, Answers()) == (members, READING, [])


def asked_of(people: tuple[Member, ...]) -> tuple[str, ...]:
    told = replace(community(), members=people)
    return questions(told, make_plan(told, load_library(), TODAY, 1).facts)


@pytest.mark.parametrize(
    ("texts", "asked"),
    [(("", ""), "no_cities"), (("火星基地", ""), "odd_cities"), (("火星", "金星"), "odd_cities")],
)
def test_nobody_wrote_a_city_is_said_only_where_nobody_did(texts: tuple[str, str], asked: str) -> None:
    people = tuple(Member(str(n), f"甲{n}", city_text=text, groups=("a",)) for n, text in enumerate(texts))
    asked_for = asked_of(people)
    assert asked in asked_for
    assert not {"no_cities", "odd_cities"} - {asked} & set(asked_for)


def test_several_owners_are_asked_about() -> None:
    people = tuple(
        Member(str(n), f"甲{n}", role="owner", city="shanghai", city_text="上海", groups=("a",))
        for n in range(2)
    )
    for owners, wanted in ((people, True), (people[:1], False)):
        asked_for = asked_of(owners)
        assert ("owners" in asked_for) == wanted
