"""Nobody is in two places, every task is placed once, and the assistant's share is the best that fits."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.plan.clock import DAYS, clock_minutes
from community_playbook.plan.duties import PIECE_MINUTES, Task, pieces
from community_playbook.plan.week import assign, make_week
from tries import tries

TASKS = st.lists(
    st.builds(
        Task,
        entry=st.sampled_from("abc"),
        job=st.sampled_from("xy"),
        day=st.sampled_from(DAYS),
        clock=st.sampled_from(["09:30", "12:30", "20:00", "21:00"]),
        who=st.sampled_from(["owner", "helper"]),
        minutes=st.integers(1, 24).map(lambda n: 5 * n),
        key=st.booleans(),
    ),
    max_size=14,
)


@settings(max_examples=tries(150), deadline=None)
@given(TASKS, st.integers(0, 60), st.integers(1, 3))
def test_nobody_is_in_two_places(tasks, room, assistants):
    week = make_week(
        assign(tasks, room * 5), date(2026, 11, 23), {"owner": 9999, "helper": room * 5}, assistants
    )
    assert len(week.slots) == len(tasks)
    assert week.minutes == sum(t.minutes for t in tasks)
    for who, lanes in (("owner", 1), ("helper", assistants)):
        for day in range(7):
            spans = [
                (clock_minutes(s.start), clock_minutes(s.start) + s.task.minutes)
                for s in week.on(day)
                if s.who == who
            ]
            for start, _ in spans:
                assert sum(a <= start < b for a, b in spans) <= lanes


@settings(max_examples=tries(150), deadline=None)
@given(TASKS, st.integers(0, 60))
def test_the_assistant_gets_the_fullest_share(tasks, room):
    room *= 5
    given_to_helper = [t for t in assign(tasks, room) if t.who == "helper"]
    movable = [t.minutes for t in tasks if t.who == "helper"]
    reachable = {0}
    for minutes in movable:
        reachable |= {r + minutes for r in reachable}
    assert sum(t.minutes for t in given_to_helper) == max(r for r in reachable if r <= room)


@given(st.integers(1, 200).map(lambda n: 5 * n), st.sampled_from(DAYS))
def test_long_jobs_are_split_without_loss(minutes, day):
    parts = pieces(Task("a", "x", day, "20:00", "owner", minutes))
    assert sum(p.minutes for p in parts) == minutes
    assert all(p.minutes <= PIECE_MINUTES for p in parts)
