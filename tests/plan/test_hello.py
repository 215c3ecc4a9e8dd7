"""Whoever comes new this week hears from somebody: by a tactic or beat for newcomers, else by one short post."""

import pytest

from community_playbook.intake.library import load_library
from community_playbook.outputs.say.brief import brief_view
from community_playbook.outputs.say.frame import Frame
from community_playbook.plan.plan import make_plan
from community_playbook.plan.weeks import NEWCOMERS
from community_playbook.words import words
from making import TODAY, community, groups

LIBRARY = load_library()
RHYTHMS = [rhythm.id for rhythm in LIBRARY.rhythms]
HELLO = next(duty.id for duty in LIBRARY.duties if duty.greets)


def planned(rhythm, newcomers=2, hours=4.0, helped=4, **more):
    made = community(
        "interest",
        hours,
        operator={"hours_per_week": hours, "assistants": 1, "assistant_hours_per_week": helped},
        groups=groups(2, 80),
        rhythms=[{"id": rhythm}] if rhythm else [],
        onboarding={"newcomers_per_week": newcomers, **more},
    )
    return made, make_plan(made, LIBRARY, TODAY)


def welcomed(plan):
    """Ids of what is done for newcomers this week, beside the short post."""
    paths = {step.entry for step in plan.agenda.steps if step.entry in {t.id for t in LIBRARY.tactics}}
    beats = {
        task.job for laid in plan.rhythms for task in laid.tasks
        if laid.rhythm.cycle.beat(task.job).newcomers
    }  # fmt: skip
    return {id_ for id_ in paths if LIBRARY.tactic(id_).path == NEWCOMERS} | beats


@pytest.mark.slow
@pytest.mark.parametrize("rhythm", [*RHYTHMS, ""])
def test_newcomers_of_a_week_hear_from_somebody_once(rhythm):
    _, plan = planned(rhythm)
    assert bool(plan.agenda.of(HELLO)) is not bool(welcomed(plan))
    assert len(plan.agenda.of(HELLO)) <= 1
    assert plan.week.owner_minutes <= plan.week.owner_capacity
    assert plan.week.helper_minutes <= plan.week.helper_capacity


def test_without_newcomers_or_without_time_nobody_is_greeted():
    assert not planned("fans", newcomers=0)[1].agenda.of(HELLO)
    assert not planned("book-club", hours=1.0, helped=0.1)[1].agenda.of(HELLO)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_post_asks_what_this_community_asks_and_a_helper_sends_it(language):
    made, plan = planned("book-club", intro_fields=["stall", "goods", "how many"])
    (step,) = plan.agenda.of(HELLO)
    assert step.who == "helper"
    frame = Frame(plan, made, LIBRARY, words(language))
    (shown,) = [s for day in brief_view(frame).days for s in day.steps if s.step == step.id]
    assert all(field in str(shown.messages[0].lines) for field in ("stall", "goods", "how many"))
