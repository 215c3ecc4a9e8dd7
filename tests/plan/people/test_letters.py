"""Letters in free minutes: never above the hours, nobody twice in sixty days, each list has its share."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from community_playbook.community.editions import from_json, to_json
from community_playbook.community.journal import Journal, Line
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.people.leaving import leaving_view
from community_playbook.plan.editions import make_edition
from community_playbook.plan.people.letters import (
    DUTY,
    LETTER,
    REST,
    STEP,
    STOP,
    Letters,
    fitting,
    trip_days,
    written_lately,
)  # fmt: skip
from community_playbook.plan.plan import make_plan
from example_plans import example_frame, planned
from making import TODAY, community

WHOLE = Letters(tuple("abcdef"), tuple("ghi"), tuple("jk"), 2)


def minutes(found: Letters) -> int:
    parts = (
        len(found.leaving) * LETTER,
        found.stops * STOP,
        len(found.stars) * LETTER,
        len(found.hosts) * LETTER,
    )
    return sum(-(-part // STEP) * STEP for part in parts)


@pytest.mark.parametrize("room", range(0, 90))
def test_as_much_as_the_minutes_carry_and_who_may_leave_first(room: int) -> None:
    found = fitting(WHOLE, room)
    assert minutes(found) <= room and found.waits
    more = fitting(WHOLE, room + 1)
    assert len(more.leaving) >= len(found.leaving)
    if room >= minutes(WHOLE):
        assert found == replace(WHOLE, waits=True)
    if found.stars or found.hosts:
        assert found.leaving == WHOLE.leaving


@pytest.mark.parametrize("name", ["lighthouse", "metropolis", "devguild", "trailmates"])
def test_they_stand_in_the_week_within_the_hours_and_change_nothing_else(name: str) -> None:
    plan = example_frame(name).plan
    steps = plan.agenda.of(DUTY)
    assert steps and plan.week.owner_minutes <= plan.week.owner_capacity
    assert all(step.who == "owner" and step.minutes for step in steps)
    found = plan.people.letters
    assert {s.job for s in steps} == {
        job for job, some in (("leaving", found.leaving), ("stars", found.stars), ("hosts", found.hosts),
                              ("trip", found.stops)) if some
    }  # fmt: skip
    assert plan.agenda.runs(DUTY)
    assert not set(found.written) & set(plan.people.desk.sent), "nobody gets two letters in a week"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_says_when_the_week_writes_to_whom(language: str) -> None:
    frame = example_frame("lighthouse", language)
    (step,) = frame.plan.agenda.of(DUTY, "leaving")
    note = leaving_view(frame).notes[0]
    assert frame.clock(step.start) in note and frame.day(step.day) in note
    assert all(frame.name(who) in note for who in frame.plan.people.letters.leaving)
    none = example_frame("trailmates", language)
    assert leaving_view(none).notes[0] == none.words("leaving.notes.minutes"), "no time is left there"


@pytest.mark.slow
def test_whoever_was_written_to_rests_sixty_days_unless_the_week_was_skipped() -> None:
    done = planned("lighthouse")
    assert done.plan and done.community
    first = done.plan.people.letters.written
    edition = from_json(to_json(make_edition(done.plan, done.community)))
    assert edition.letters == first and first
    known = replace(done.community, editions=(edition,))
    again = make_plan(known, load_library(), TODAY + timedelta(7)).people.letters.written
    assert again and not set(again) & set(first)
    rests = [written_lately(known, edition.monday + timedelta(n)) for n in (7, REST.days, REST.days + 1)]
    assert rests == [frozenset(first), frozenset(first), frozenset()]
    skipped = Journal((Line(edition.monday, "skipped", DUTY),))
    assert not written_lately(replace(known, journal=skipped), edition.monday + timedelta(7))


@pytest.mark.slow
def test_without_a_free_minute_there_is_no_letter_and_the_list_waits() -> None:
    done = planned("lighthouse")
    assert done.community
    profile = done.community.profile
    busy = replace(done.community, profile=profile.model_copy(
        update={"operator": profile.operator.model_copy(update={"hours_per_week": 0.5})}))  # fmt: skip
    plan = make_plan(busy, load_library(), TODAY)
    assert plan.week.owner_minutes <= plan.week.owner_capacity
    left = plan.week.owner_capacity - plan.week.owner_minutes
    assert plan.people.letters.leaving or left < STEP
    assert plan.agenda.standings[DUTY].state in ("running", "waiting")


@pytest.mark.parametrize(("stops", "quiet"), list(product((1, 2, 3), (False, True))))
def test_the_day_of_a_trip_is_a_weekend_that_no_exam_needs(stops: int, quiet: bool) -> None:
    monday = TODAY + timedelta(1)
    dates = [{"what": "exam", "from": monday + timedelta(20), "kind": "exam"}] if quiet else []
    days = trip_days(community(dates=dates), monday, stops)
    assert len(set(days)) == stops and all(day.weekday() in (5, 6) for day in days)
    assert (days[0] == monday + timedelta(12)) is not quiet
    assert days[0] > monday + timedelta(6)
