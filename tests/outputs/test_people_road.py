"""The road of people: for whom it is, what it says, and that it never speaks of an income."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_roadmap_pages import BUSINESS, PEOPLE, is_field, texts_of

from community_playbook.community.community import Community
from community_playbook.community.people import City, LedgerEntry, Member
from community_playbook.intake.library import load_library
from community_playbook.outputs.calendar.files import calendar_files
from community_playbook.outputs.plan_json import plan_data, plan_json
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.roadmap.people import people_view
from community_playbook.outputs.sheets.files import plan_sheets
from community_playbook.plan.plan import make_plan
from community_playbook.plan.roadmap.people import Roster
from community_playbook.words import words
from example_plans import NAMES, example_frame
from making import TODAY, members, profile
from tries import tries

LIBRARY = load_library()
CITIES = {key: City(key, {"zh": zh, "en": key.title()}, 30, 120)
          for key, zh in (("chengdu", "成都"), ("hangzhou", "杭州"))}  # fmt: skip
UPGRADE = {"core_value": "答得快"}
BUSINESS_WORDS = {
    "zh": ("收入", "收益", "会费", "合伙", "乐高", "筹码", "让得起"),
    "en": ("income", "fees?", "partners?", "lego", "give up", "earn"),
}


def frame_of(kind="local", language="zh", people=(), deeds=(), **parts) -> Frame:
    community = Community(profile(kind, **parts), tuple(people), tuple(deeds), cities=CITIES)
    return Frame(make_plan(community, LIBRARY, TODAY), community, LIBRARY, words(language))


def deed(member: str, ago: int) -> LedgerEntry:
    return LedgerEntry(TODAY - timedelta(days=ago), member, "answer", 1, None, "")


@pytest.mark.parametrize("goal", ["cost", "income", "depth"])
@pytest.mark.parametrize("kind", sorted(LIBRARY.kinds))
def test_for_whom_it_is(kind, goal):
    """Whoever wrote of an upgrade gets the steps of the talk; without, the kind or the goal decides."""
    asked = frame_of(kind, goal=goal, upgrade=UPGRADE).plan.roadmap
    assert asked.people is None and asked.advice != "people"
    silent = frame_of(kind, goal=goal).plan.roadmap
    assert (silent.people is not None) == (goal == "depth" or kind in ("interest", "local", "professional"))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", sorted(LIBRARY.kinds))
def test_no_word_of_a_business_stands_anywhere_on_it(kind, language):
    frame = frame_of(kind, language, members(40), goal="depth")
    told = [*texts_of(frame).values()]
    for _, data in calendar_files(frame):
        told.append(data.decode("utf-8").replace("\r\n ", ""))
    told += [str(row) for sheet in plan_sheets(frame) for row in sheet.rows if sheet.key == "days"]
    data = json.loads(plan_json(plan_data({language: frame}, (), "0")))
    told.append(json.dumps(data["roadmap"], ensure_ascii=False))
    assert "upgrade" not in data["profile"]
    short = str(words(language).pick(LIBRARY.stages[0].texts).meta["short"])
    everything = json.dumps(data, ensure_ascii=False) + "".join(told)
    assert short not in everything and "give_up" not in everything
    for text in told:
        edge = r"\b" if language == "en" else ""
        found = [word for word in BUSINESS_WORDS[language] if re.search(edge + word + edge, text.lower())]
        assert not found, (found, text[:200])


def test_names_stand_by_role_and_the_next_one_is_asked():
    people = [
        replace(m, role={0: "owner", 1: "领队"}.get(i, ""), last_message=TODAY - timedelta(days=i + 1))
        for i, m in enumerate(members(12))
    ]
    deeds = [deed("m0003", 3), *(deed("m0004", ago) for ago in (1, 2, 3, 9)), deed("m0001", 80)]
    meetup = {"city": "成都", "day": "2026-12-05", "going": ["m0006"]}
    frame = frame_of("local", people=people, deeds=deeds, events={"meetups": [meetup]})
    road = frame.plan.roadmap.people
    assert [p.id for p in road.leads] == ["m0001", "m0006"] and [p.id for p in road.hosts] == ["m0006"]
    assert [p.id for p in road.followers] == ["m0004"]
    gates = {g.id: (g.have, g.want) for step in frame.plan.roadmap.stage.steps for g in step.gates}
    assert gates["openers"] == (2, 2) and gates["hosts"] == (1, 1), "four in Chengdu are too few for a host"
    assert gates["half"] == (1, 2) and gates["followers"] == (1, 2)
    assert [(a.gate, a.person.id) for a in road.asks] == [("half", "m0004"), ("followers", "m0003")]
    view = people_view(frame)
    assert view.first is not None and "成员4" in view.first.message.lines[0]
    page = texts_of(frame)["roadmap.md"]
    assert "成员6" in page and "接一件小事" in page


def test_every_large_city_wants_a_host_and_the_largest_is_asked_first():
    people = members(30)  # 10 in Chengdu, 20 in Hangzhou
    frame = frame_of("professional", people=people)
    road = frame.plan.roadmap.people
    assert road.cities == (("hangzhou", 20), ("chengdu", 10))
    ask = next(a for a in road.asks if a.gate == "hosts")
    assert ask.city == ask.person.city == "hangzhou"
    assert "杭州 20 人" in texts_of(frame)["roadmap.md"]
    hosted = [replace(m, role="staff") if m.id == "m0001" else m for m in people]
    fewer = frame_of("professional", people=hosted)
    assert fewer.plan.roadmap.people.cities == (("chengdu", 10),)


ROSTERS = st.lists(
    st.builds(
        lambda role, city, ago, name: {"role": role, "city": city, "ago": ago, "name": name},
        st.sampled_from(["", "", "", "owner", "staff", "领队", "member"]),
        st.sampled_from(["", "chengdu", "hangzhou"]),
        st.one_of(st.none(), st.integers(0, 200)),
        st.sampled_from(["", "甲", "乙", "丙"]),
    ),
    max_size=25,
)


@settings(max_examples=tries(80), deadline=None)
@given(ROSTERS, st.lists(st.tuples(st.integers(0, 24), st.integers(0, 120)), max_size=30))
def test_whoever_is_asked_exists_is_active_and_leads_nothing_yet(rows, deeds):
    people = [
        Member(f"m{i:02d}", row["name"], role=row["role"], city=row["city"],
               last_message=None if row["ago"] is None else TODAY - timedelta(days=row["ago"]))
        for i, row in enumerate(rows)
    ]  # fmt: skip
    done = sorted(deed(f"m{who:02d}", ago) for who, ago in deeds if who < len(people))
    frame = frame_of("interest", people=people, deeds=done)
    roadmap, road = frame.plan.roadmap, frame.plan.roadmap.people
    roster = Roster(frame.community, frame.plan.facts)
    by_id = {m.id: m for m in people}
    asked = [a.person.id for a in road.asks]
    assert len(asked) == len(set(asked))
    for member in (by_id[id_] for id_ in asked):
        assert member.name and member.role in ("", "member") and roster.active(member)
        assert member.id not in {p.id for p in road.leads}
    open_gates = {g.id for step in roadmap.stage.steps for g in step.gates if not g.ok}
    assert {a.gate for a in road.asks} <= open_gates
    weeks = [(d.day - roadmap.days.start).days // 7 for d in roadmap.days.dated if d.piece.kind != "look"]
    assert len(weeks) == len(set(weeks)), "one piece a week"
    assert people_view(frame).phrases


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_number_names_its_field(language):
    for name in NAMES:
        frame = example_frame(name, language)
        assert (frame.plan.roadmap.people is None) == (name in BUSINESS)
    for name in PEOPLE:
        frame = example_frame(name, language)
        rows = people_view(frame).assumed
        assert len(rows) == 8 and all(is_field(row.where) for row in rows)
