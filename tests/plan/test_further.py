"""What more hours are for: beats that only free minutes hold, never more than half of them, and in time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from community_playbook.intake.library import load_library
from community_playbook.outputs.say.brief import brief_view
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.rhythm import rhythm_views
from community_playbook.plan.clock import DAYS, clock_minutes
from community_playbook.plan.further import untimed
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import TODAY, community, groups

LIBRARY = load_library()
MORE = {
    rhythm.id: {beat.id for beat in rhythm.cycle.beats if untimed(beat)}
    for rhythm in LIBRARY.rhythms
    if any(map(untimed, rhythm.cycle.beats))
}
EARLY = {"camp": {"start": str(TODAY + timedelta(days=14))}, "outing": {"trip": str(TODAY + timedelta(days=11))},
         "board": {"case": str(TODAY + timedelta(days=12))}}  # fmt: skip


def planned(rhythm, hours=20.0, helped=10.0, **more):
    made = community(
        "interest",
        hours,
        operator={"hours_per_week": hours, "assistants": 1, "assistant_hours_per_week": helped, **more},
        groups=groups(1, 80),
        rhythms=[{"id": rhythm, "anchors": EARLY.get(rhythm, {})}],
        onboarding={"newcomers_per_week": 6},
    )
    return made, make_plan(made, LIBRARY, TODAY)


def extra(plan, rhythm):
    return [step for step in plan.agenda.of(rhythm) if step.job in MORE[rhythm]]


@pytest.mark.parametrize("rhythm", MORE)
def test_many_hours_hold_more_of_the_same_trade_and_few_hours_none(rhythm):
    made, plan = planned(rhythm)
    steps, (laid,) = extra(plan, rhythm), plan.rhythms
    assert steps
    assert laid.levels.full  # first everything that belongs to it, then more
    spent = sum(step.minutes for step in steps)
    for who, capacity in (("owner", plan.week.owner_capacity), ("helper", plan.week.helper_capacity)):
        without = sum(s.minutes for s in plan.agenda.steps if s.who == who and s not in steps)
        assert sum(s.minutes for s in steps if s.who == who) <= (capacity - without)
    assert spent < plan.week.minutes
    for slot in plan.week.slots:
        if slot.task.job in MORE[rhythm] and slot.task.entry == rhythm:
            assert not slot.outside
            at = (slot.day - plan.week.monday).days * 24 * 60 + clock_minutes(slot.start)
            assert not slot.task.until or at + slot.task.minutes <= slot.task.until
    assert not extra(planned(rhythm, hours=1.5, helped=0.5)[1], rhythm)
    for language in ("zh", "en"):
        (view,) = rhythm_views(Frame(plan, made, LIBRARY, words(language)))
        shown = {id_ for beat in view.beats for id_ in beat.steps.split()}
        assert {step.id for step in steps} <= shown


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hours_that_stay_free_are_named_with_what_they_are_for(language):
    made, plan = planned("open-source", hours=30.0)
    facts = brief_view(Frame(plan, made, LIBRARY, words(language))).facts
    spare = plan.week.owner_capacity + plan.week.helper_capacity - plan.week.minutes
    frame = Frame(plan, made, LIBRARY, words(language))
    assert frame.minutes(spare) in facts[-1]
    full = replace(
        plan.week, owner_capacity=plan.week.owner_minutes, helper_capacity=plan.week.helper_minutes
    )
    tight = Frame(replace(plan, week=full), made, LIBRARY, words(language))
    assert len(brief_view(tight).facts) == len(facts) - 1


def test_nobody_is_asked_to_do_more_outside_of_their_free_time():
    """Only Monday is free, before which there is nothing to try, and an hour is taken by what has to be done."""
    _, plan = planned("group-buy", free={"mon": ["20:00-21:00"]})
    assert not [
        step for step in extra(plan, "group-buy") if step.who == "owner" and DAYS[step.day.weekday()] != "mon"
    ]
