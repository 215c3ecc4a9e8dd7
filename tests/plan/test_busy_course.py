"""A course with 45 newcomers a week, an owner who is busy with it, and two assistants who have time."""

from functools import cache

import pytest

from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.home import home_view
from community_playbook.outputs.say.today import today_view
from community_playbook.plan.choice import MOST_NEW
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import TODAY, community

WELCOME = ("join-window", "self-intro", "introduce-newcomers")


@cache
def frame(language="zh", hours=8, helper=12):
    course = community(
        "knowledge", hours, goal="income", rhythms=["course"],
        operator={"assistants": 2, "assistant_hours_per_week": helper},
        groups=[{"id": f"g{n}", "name": f"{n} 群", "members": 260} for n in (1, 2)],
        onboarding={"newcomers_per_week": 45},
    )  # fmt: skip
    return Frame(make_plan(course, load_library(), TODAY), course, load_library(), words(language))


def steps():
    return frame().plan.agenda.steps


def test_the_welcome_begins_in_the_first_week_and_nobody_waits_for_it():
    starting = {id_ for id_, s in frame().plan.agenda.standings.items() if s.state == "starting"}
    assert starting >= set(WELCOME)
    evenings = {s.day for s in steps() if s.entry == "join-window" and not s.setup}
    assert len(evenings) == 3, "45 are fifteen an evening"


def test_the_assistants_set_it_up_before_anybody_comes_while_the_owner_teaches():
    first = {}
    for step in steps():
        if step.entry in WELCOME:
            assert step.role == "helper", step.id
            first.setdefault(step.entry, step)
    assert {id_ for id_, step in first.items() if step.setup} == set(WELCOME)
    mine = {step.entry for step in steps() if step.who == "owner"}
    assert "course" in mine
    assert not mine & set(WELCOME)
    week = frame().plan.week
    assert week.helper_minutes > week.owner_minutes > 0.5 * week.owner_capacity


def test_monday_is_set_up_by_the_assistants_and_the_lesson_is_written_by_the_owner():
    monday = [(s.role, s.entry, s.job) for s in steps() if s.day == frame().plan.agenda.monday]
    assert monday == [
        ("helper", "join-window", "setup"),
        ("helper", "self-intro", "setup"),
        ("helper", "introduce-newcomers", "setup"),
        ("owner", "course", "topic"),
        ("owner", "course", "write"),
    ]
    shown = today_view(frame()).days[0]
    assert [cue.at for cue in shown.cues] == [s.start for s in steps() if s.day == frame().plan.agenda.monday]


@pytest.mark.parametrize(
    ("language", "reason", "loud"),
    [
        ("zh", "一次最多新开三招", ("烘热", "热得起来")),
        ("en", "at most three tactics start", ("warm", "mood")),
    ],
)
def test_home_says_why_hours_stay_free_and_asks_for_no_noise(language, reason, loud):
    view = home_view(frame(language))
    assert reason in view.left
    said = " ".join([*view.phrases, view.lead, *(f"{f.fact} {f.meaning}" for f in view.factors)])
    assert not [word for word in loud if word in said.casefold()]


def test_the_reason_is_told_only_where_it_is_the_reason():
    few = frame("zh", 2, 0)
    begun = [c for c in few.plan.choices if c.this_week and not c.running]
    assert len(begun) < MOST_NEW
    assert "一次最多新开" not in home_view(few).left
