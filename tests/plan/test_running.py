"""What goes on already goes on in the first week; what only begins gets the days that its first time needs."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from community_playbook.intake.library import load_library
from community_playbook.knowledge.rhythms import offset_of
from community_playbook.plan.clock import DAYS
from community_playbook.plan.editions import make_edition
from community_playbook.plan.plan import make_plan
from making import community, groups

LIBRARY = load_library()
MONDAY = date(2026, 11, 30)
WEEK = timedelta(weeks=1)
OFTEN = [
    (rhythm.id, anchor.id)
    for rhythm in LIBRARY.rhythms
    for anchor in rhythm.cycle.anchors
    if anchor.day and anchor.every_weeks <= 2 and not rhythm.cycle.season
]
LED = [(id_, a) for id_, a in OFTEN if LIBRARY.rhythm(id_).cycle.anchor(a).lead > 1]


def going(rhythm, anchor, when, today=MONDAY, editions=(), founded="2019-05-12", **parts):
    """The community and its plan; an editions' list is one of weeks before."""
    said = {"founded": founded} if founded else {}
    made = community(
        "interest", 30, community=said, rhythms=[{"id": rhythm, "anchors": {anchor: when}}],
        **{"groups": groups(1, 120), **parts},
    )  # fmt: skip
    made = replace(made, editions=tuple(editions))
    return made, make_plan(made, LIBRARY, today)


def held(found, anchor):
    """Days of this week on which what belongs to the anchor itself is done."""
    (laid,) = found.rhythms
    on_it = {
        beat.id
        for beat in laid.rhythm.cycle.beats
        for on in beat.on
        if (offset := offset_of(on)) and offset.anchor == anchor and not offset.more
    }
    return {step.day for step in found.agenda.of(laid.id) if step.job in on_it}


@pytest.mark.parametrize("weekday", range(7))
@pytest.mark.parametrize(("rhythm", "anchor"), OFTEN)
def test_the_first_week_holds_what_lies_in_it(rhythm, anchor, weekday):
    """Planned on any day of the week, with its own day on any that is left."""
    today = MONDAY + timedelta(days=weekday)
    for left in {weekday, 6}:
        _, found = going(rhythm, anchor, f"{DAYS[left]} 18:30", today)
        day = found.agenda.monday + timedelta(days=left)
        assert found.agenda.first_day <= day
        assert day in held(found, anchor)


@pytest.mark.parametrize(("rhythm", "anchor"), OFTEN)
def test_what_was_made_up_for_is_not_made_up_for_again(rhythm, anchor):
    """Each beat comes as often in the second and third week as four weeks later."""
    editions, seen = [], []
    for week in range(7):
        made, found = going(rhythm, anchor, "thu 18:30", MONDAY + week * WEEK, editions)
        editions.append(make_edition(found, made))
        seen.append(sorted((s.job, s.day.weekday()) for s in found.agenda.of(rhythm)))
    assert seen[1] == seen[5]
    assert seen[2] == seen[6]


@pytest.mark.parametrize(("rhythm", "anchor"), LED)
def test_what_only_begins_keeps_the_days_that_its_first_time_needs(rhythm, anchor):
    """Founded last week, or nobody there yet, or no day said; four weeks later it is still the same round."""
    lead = timedelta(days=LIBRARY.rhythm(rhythm).cycle.anchor(anchor).lead)
    young = {"founded": "2026-11-20"}
    for parts in (young, {"founded": "2027-01-01"}, {"founded": "", "groups": []}):
        editions, days = [], set()
        for week in range(4):
            made, found = going(rhythm, anchor, "thu 18:30", MONDAY + week * WEEK, editions, **parts)
            editions.append(make_edition(found, made))
            days |= held(found, anchor)
        assert min(days) >= MONDAY + lead
    made = community("interest", 30, rhythms=[rhythm], groups=groups(1, 120))
    assert not held(make_plan(made, LIBRARY, MONDAY), anchor)


def test_what_comes_every_other_week_comes_next_week_where_its_day_is_over():
    """First planned on a Thursday, with the talk on Wednesdays."""
    made, found = going("pro-qa", "ama", "wed 12:00", MONDAY + timedelta(days=3))
    assert not held(found, "ama")
    _, after = going("pro-qa", "ama", "wed 12:00", MONDAY + WEEK, [make_edition(found, made)])
    assert held(after, "ama") == {MONDAY + WEEK + timedelta(days=2)}


def test_a_wall_of_this_monday_is_checked_before_it_and_nobody_is_asked_to_hand_in_too_late():
    _, found = going("deals", "wall", "mon 10:30")
    steps = {s.job: s for s in found.agenda.of("deals") if s.day == MONDAY}
    assert steps["check"].end <= steps["wall"].start == "10:30"
    assert "form" not in steps
    assert {s.job for s in found.agenda.of("deals")} >= {"match", "chase"}
