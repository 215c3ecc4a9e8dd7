"""The roadmap as one: dates within 90 days and within the hours, what comes first, and what is left alone."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community_playbook.community.community import Community
from community_playbook.community.people import Member
from community_playbook.community.rhythms import Chosen
from community_playbook.community.upgrade import Gates
from community_playbook.intake.library import load_library
from community_playbook.plan.plan import make_plan, piece_room
from community_playbook.plan.rhythms import Laid, Levels
from community_playbook.plan.roadmap.ninety import (
    DAYS,
    LOOK,
    WEEKS,
    Piece,
    Waiting,
    exercise_pieces,
    exercise_steps,
    fitting_pieces,
    make_ninety,
)
from community_playbook.plan.roadmap.roadmap import EXERCISE
from community_playbook.plan.roadmap.stage import THRESHOLDS, thresholds_of
from example_plans import planned
from making import TODAY, ledger, profile
from tries import tries

LIBRARY = load_library()
DEMANDS = [
    {"name": "连锁茶饮", "industry": "餐饮", "skills": ["直播", "设计"]},
    {"name": "招投标", "industry": "餐饮", "skills": ["投标"]},
]
UPGRADE = {"core_value": "一批老板", "give_up": {"income_per_year": 1000}, "demands": DEMANDS}
PARTNER = {"price": [9800], "joins": [5, 10, 20], "cost_each": 800, "hours_each_per_year": 2}
PEOPLE = (
    Member(id="p1", name="甲", industry="餐饮", skills=("直播",), tier="partner"),
    Member(id="p2", name="乙", industry="电商", skills=("设计",), tier="partner"),
    Member(id="m1", name="丙", industry="餐饮", skills=("投标",), tier="member"),
)


def plan_of(hours=10.0, upgrade=UPGRADE, people=PEOPLE, deeds=(), **parts):
    tiers = {"member": {"price": 365}, "partner": {"price": 9800}}
    written = {"upgrade": upgrade} if upgrade is not None else {}
    made = profile("knowledge", hours, tiers=tiers, **written, **parts)
    return make_plan(Community(made, tuple(people), tuple(deeds)), LIBRARY, TODAY)


def used_by_week(days):
    weeks = [0] * WEEKS
    for found in days.dated:
        weeks[(found.day - days.start).days // 7] += found.piece.minutes
    return weeks


def check(days):
    """Dated in order, inside of 90 days, one piece a week beside looks, never above the minutes."""
    order = [found.day for found in days.dated]
    assert order == sorted(order)
    assert all(days.start <= day <= days.end for day in order)
    assert days.end - days.start == timedelta(days=DAYS - 1)
    assert all(used <= free for used, free in zip(used_by_week(days), days.free, strict=True))
    work = [(f.day - days.start).days // 7 for f in days.dated if f.piece.kind != "look"]
    assert len(work) == len(set(work))


def test_what_comes_when():
    """Pen and paper on Monday; the letter, then the meeting next month, then the missing brick."""
    roadmap = plan_of(upgrade={**UPGRADE, "partner": PARTNER}).roadmap
    assert roadmap.advice == "upgrade"
    shown = [(f.piece.kind, f.day.isoformat()) for f in roadmap.days.dated]
    assert shown[:4] == [
        (EXERCISE, "2026-11-23"), ("ask", "2026-12-01"), ("meet", "2026-12-10"), ("recruit", "2026-12-15"),
    ]  # fmt: skip
    assert roadmap.lego.first is not None
    assert [seat.member for seat in roadmap.lego.first.team] == ["p1", "p2"]
    assert (roadmap.lego.missing[0].skill, roadmap.lego.missing[0].candidates[0].member) == ("投标", "m1")
    assert roadmap.days.dated[-1].piece.kind == "look"
    check(roadmap.days)


def test_every_open_gate_is_looked_at_once_or_waits():
    roadmap = plan_of().roadmap
    looks = [f.piece.what for f in roadmap.days.dated if f.piece.kind == "look"]
    assert looks == [gate.id for gate in roadmap.open_gates]
    assert [w.piece.what for w in roadmap.days.waiting if w.reason == "gates"] == [
        "exchange", "integration", "new-offer",
    ]  # fmt: skip


def test_skills_are_counted_over_all_partners():
    assert plan_of().roadmap.skills == (("直播", 1), ("设计", 1), ("投标", 0))


def test_this_weeks_piece_stands_in_the_week_if_the_operator_wants_it():
    wanted, silent = plan_of(), plan_of(upgrade=None)
    assert [s.task.entry for s in wanted.week.slots if s.task.job == EXERCISE] == ["core-value"]
    assert wanted.week.owner_minutes == silent.week.owner_minutes + 45
    assert not [s for s in silent.week.slots if s.task.job == EXERCISE]
    assert EXERCISE not in {a.job for a in wanted.actions}
    assert silent.roadmap.days.dated, "the page still shows it"


@pytest.mark.slow
@pytest.mark.parametrize("hours", [0.0, 0.25, 0.5, 1, 1.5, 2, 3, 5, 20, 80])
def test_never_more_minutes_than_there_are(hours):
    plan = plan_of(hours, upgrade={**UPGRADE, "partner": PARTNER})
    assert plan.week.owner_minutes <= plan.week.owner_capacity
    check(plan.roadmap.days)
    planned = {w.piece.kind for w in plan.roadmap.days.waiting} | {
        f.piece.kind for f in plan.roadmap.days.dated
    }
    assert EXERCISE in planned, "what does not fit is listed"


def test_no_test_passed_means_not_now():
    bad = {"price": [100], "joins": [1, 2, 3], "cost_each": 400, "hours_each_per_year": 40}
    roadmap = plan_of(upgrade={**UPGRADE, "partner": bad}, people=PEOPLE[:1]).roadmap
    assert (roadmap.advice, roadmap.step) == ("wait", "not-now")
    assert {f.piece.kind for f in roadmap.days.dated} == {EXERCISE, "look"}
    assert [f.piece.what for f in roadmap.days.dated] == ["not-now", "again"]


def test_nobody_there_yet():
    roadmap = plan_of(upgrade=None, people=(), goal="income").roadmap
    assert (roadmap.advice, roadmap.step, roadmap.lego.first) == ("new", "not-now", None)


def test_same_for_any_order_of_rows():
    people = [replace(m, id=f"{m.id}{i}") for i in range(20) for m in PEOPLE]
    deeds = ledger(*((i % 60 + 1, people[i % 7].id, "answer") for i in range(80)))
    first = plan_of(people=people, deeds=deeds).roadmap
    random.Random(5).shuffle(people)
    assert plan_of(people=people, deeds=deeds).roadmap == first


def test_an_exercise_in_the_fewest_pieces():
    """45 minutes: whole where a week has them, else in parts that each find a week; [] below the longest step."""
    facts = plan_of().facts
    entry = LIBRARY.stages[0]
    steps = exercise_steps(entry, facts)
    assert sum(minutes for _, minutes in steps) == 45
    for most, count in ((60, 1), (45, 1), (44, 2), (20, 3), (10, 5), (9, 0)):
        assert len(exercise_pieces(entry, facts, most)) == count
    once = [45] + [20] * 12
    assert [p.minutes for p in fitting_pieces(entry, facts, once)] == [45]
    split = fitting_pieces(entry, facts, [35] + [15] * 12)
    assert [p.minutes for p in split] == [30, 15]
    assert tuple(step for p in split for step in p.steps) == tuple(step for step, _ in steps)
    assert fitting_pieces(entry, facts, [5] * 13) == []


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=tries(200))
@given(
    st.lists(st.integers(0, 120), min_size=WEEKS, max_size=WEEKS),
    st.lists(st.lists(st.integers(5, 90), max_size=4), max_size=4),
    st.integers(0, 5),
)
def test_laws_of_the_90_days(free, chains, looks):
    """Nothing is lost: each piece is dated or waits with a reason; the order of a chain is kept."""
    made = [[Piece("ask", f"{n}-{i}", m) for i, m in enumerate(chain)] for n, chain in enumerate(chains)]
    days = make_ninety(TODAY, free, made, [f"g{i}" for i in range(looks)])
    check(days)
    assert len(days.dated) + len(days.waiting) == sum(map(len, chains)) + looks
    for chain in made:
        dated = [f.piece.what for f in days.dated if f.piece in chain]
        assert dated == [p.what for p in chain[: len(dated)]]
    assert all(isinstance(w, Waiting) and w.reason in ("hours", "order") for w in days.waiting)
    assert all(f.piece.minutes == LOOK for f in days.dated if f.piece.kind == "look")


def test_own_numbers_replace_ours():
    own = thresholds_of(Gates(owner_share=0.5, partners_exchange=10))
    assert (float(own.owner_share), own.partners_exchange, own.got) == (0.5, 10, THRESHOLDS.got)
    loose = plan_of(upgrade={**UPGRADE, "gates": {"wanted": 1}, "wanted_resources": ["场地"]}).roadmap
    gate = next(g for g in loose.stage.steps[0].gates if g.id == "wanted")
    assert gate.ok and gate.want == 1


def test_how_long_one_sits():
    """45 minutes of an exercise: one piece within an hour, two where half an hour is the longest."""
    pieces = [
        [d.piece.minutes for d in plan_of(upgrade={**UPGRADE, "minutes": {"sitting": m}}).roadmap.days.dated
         if d.piece.kind == "exercise"]
        for m in (60, 30)
    ]  # fmt: skip
    assert pieces == [[45], [30, 15]]


def test_what_is_there_in_plenty_and_how_large_a_new_team_is():
    """Two who can bake and sell tea: plenty where two are enough; the new team takes one of them."""
    people = [Member(id=f"p{i}", industry="茶", skills=("烘焙", "摄影"), tier="partner") for i in range(2)]
    for lego, idle, teams in (({}, 0, 0), ({"plenty": 2}, 2, 1), ({"plenty": 3, "new_team": 1}, 0, 0)):
        found = plan_of(people=people, upgrade={"lego": lego}).roadmap.lego
        assert (len(found.idle), len(found.suggestions)) == (idle, teams)
    skills = [("烘焙",), ("烘焙",), ("摄影",), ("摄影",)]
    apart = [Member(id=f"p{i}", industry="茶", skills=s, tier="partner") for i, s in enumerate(skills)]
    sizes = [
        len(plan_of(people=apart, upgrade={"lego": {"plenty": 2, "new_team": n}}).roadmap.lego.suggestions)
        for n in (1, 2)
    ]
    assert sizes == [0, 1]


def test_own_numbers_of_a_project():
    said = {"project_value": [1000, 2000, 3000], "community_share": [0.5], "hours_each": [10]}
    upgrade = {**UPGRADE, "partner": PARTNER, "lego": {**said, "projects_per_year": [2, 4, 6]}}
    result = plan_of(upgrade=upgrade).roadmap.scenarios.result
    assert result is not None and result.lego is not None
    found = {i.name: i for i in result.lego.inputs}
    assert [float(v) for v in found["project_value"].span] == [1000, 2000, 3000]
    assert [float(v) for v in found["community_share"].span] == [0.4, 0.5, 0.6]
    assert [i.known for i in result.lego.inputs] == ["said", "said", "widened", "widened"]
    assert found["project_hours"].where == "upgrade.lego.hours_each"
    assert result.lego.carried == 4000  # 4 projects x 2,000 x a half


@pytest.mark.parametrize(("spare", "left", "room"), [(60, (), 45), (15, (), 0), (60, ("photos",), 0)])
def test_a_piece_leaves_a_quarter_of_an_hour_and_comes_after_what_people_come_for(spare, left, room):
    rhythm = load_library().rhythms[0]
    laid = Laid(rhythm, Chosen(rhythm.id), Levels(full=True), 60, (), left, (), {}, ())
    assert piece_room(spare, [laid]) == room


def test_a_week_without_minutes_to_spare_puts_the_piece_off():
    found = planned("bazaar").plan
    assert found
    assert not [s for s in found.week.slots if s.task.job == EXERCISE]
    days = found.roadmap.days
    assert all(d.day > found.week.monday + timedelta(days=6) for d in days.dated)
    assert EXERCISE in {one.piece.kind for one in (*days.dated, *days.waiting)}
