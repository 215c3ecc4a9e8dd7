"""Laws of what is set up: the main business first, before its own first job, by whoever can."""

from datetime import timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.intake.found import ids
from community_playbook.intake.library import load_library
from community_playbook.plan.clock import clock_minutes
from community_playbook.plan.duties import setup_task
from community_playbook.plan.plan import make_plan
from community_playbook.plan.room import left_by
from community_playbook.plan.week import place
from making import TODAY, community, groups
from tries import tries

LIBRARY = load_library()
TACTICS = {tactic.id: tactic for tactic in LIBRARY.tactics}
WINDOWS = st.sampled_from(["08:00-10:30", "12:00-14:00", "15:00-17:30", "19:00-23:00"]).map(lambda w: [w])
FREE = st.one_of(st.just({}), st.dictionaries(st.sampled_from(["mon", "tue", "wed", "fri", "sun"]), WINDOWS))
HANDS = st.fixed_dictionaries(
    {
        "assistants": st.integers(0, 2),
        "assistant_hours_per_week": st.sampled_from([0, 2, 5, 12]),
        "free": FREE,
    }
)
RHYTHMS = st.sampled_from([None, *(rhythm.id for rhythm in LIBRARY.rhythms)])


@cache
def monday_plan(kind, rhythm, hours, assistants=0):
    made = community(
        kind, hours, rhythms=[rhythm], groups=groups(2),
        operator={"assistants": assistants, "assistant_hours_per_week": 5 * assistants},
        onboarding={"newcomers_per_week": 20},
    )  # fmt: skip
    return make_plan(made, LIBRARY, TODAY)


@pytest.mark.slow
@settings(max_examples=tries(30), deadline=None)
@given(
    st.sampled_from(ids("kind")), RHYTHMS, st.sampled_from([1, 2, 4, 8, 16]), HANDS,
    st.sampled_from([0, 3, 8, 45]), st.integers(0, 5),
)  # fmt: skip
def test_nothing_is_done_before_it_is_set_up_and_whoever_can_sets_it_up(
    kind, rhythm, hours, operator, newcomers, later
):
    made = community(
        kind, hours, operator=operator, groups=groups(2), onboarding={"newcomers_per_week": newcomers},
        points={"mode": "platform"}, **({"rhythms": [rhythm]} if rhythm else {}),
    )  # fmt: skip
    found = make_plan(made, LIBRARY, TODAY + timedelta(days=later))
    steps, week = found.agenda.steps, found.week
    free_minutes = week.helper_capacity - week.helper_minutes
    for step in (s for s in steps if s.setup):
        done = (step.day, clock_minutes(step.start) + step.minutes)
        own = [s for s in steps if s.entry == step.entry and not s.setup]
        assert all((s.day, clock_minutes(s.start)) >= done for s in own), step.id
        if TACTICS[step.entry].setup_by == "owner":
            assert step.who == "owner"
        elif step.role == "owner" and not later:  # of a week that is left in part, minutes are gone
            assert free_minutes < step.minutes, step.id


@pytest.mark.parametrize("assistants", [0, 2])
@pytest.mark.parametrize("rhythm", [rhythm.id for rhythm in LIBRARY.rhythms])
def test_the_beats_of_the_main_business_keep_their_clocks_whatever_is_set_up(rhythm, assistants):
    found = monday_plan("interest", rhythm, 8, assistants)
    beats = [task for laid in found.rhythms for task in laid.tasks if not task.spare]
    assert beats
    set_up = [setup_task(tactic, tactic.setup_minutes) for tactic in LIBRARY.tactics]
    monday, crew = found.week.monday, found.facts.hands.crew
    alone = place(beats, monday, crew)
    beside = place([*set_up, *beats], monday, crew)
    assert [s for s in beside if not s.task.setup] == list(alone)
    assert sum(s.task.minutes for s in beside if s.task.setup) == sum(t.minutes for t in set_up)


@pytest.mark.parametrize("hours", [2, 4, 8])
@pytest.mark.parametrize("rhythm", ["course", "group-buy", "session"])
def test_what_is_set_up_fits_into_the_minutes_that_the_main_business_leaves(rhythm, hours):
    found = monday_plan("selling", rhythm, hours)
    room = left_by(found.rhythms, {"owner": found.week.owner_capacity, "helper": 0})["owner"]
    mine = sum(s.minutes for s in found.agenda.steps if s.entry not in {one.id for one in found.rhythms})
    assert mine <= room
    assert room < found.week.owner_capacity
