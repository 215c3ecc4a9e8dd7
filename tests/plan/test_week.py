"""Nobody is in two places, every task is placed once, and the assistant's share is the best that fits."""

from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.plan.clock import DAYS, clock_minutes
from community_playbook.plan.duties import PIECE_MINUTES, Task, pieces
from community_playbook.plan.hands import Hand
from community_playbook.plan.week import LEAST_PIECE, assign, make_week
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
@given(TASKS, st.lists(st.integers(0, 30), min_size=1, max_size=3), st.booleans())
def test_nobody_is_in_two_places_nor_works_longer_than_their_own_hours(tasks, rooms, exact):
    """What has to be cut for that leaves less than ten minutes over."""
    room = sum(rooms) * 5
    helpers = [Hand(f"helper-{n}", r * 5 / 60, exact=exact) for n, r in enumerate(rooms, 1)]
    week = make_week(
        assign(tasks, room),
        date(2026, 11, 23),
        {"owner": 9999, "helper": room},
        [Hand("owner", 80), *helpers],
    )
    assert week.minutes == sum(t.minutes for t in tasks)
    assert week.owner_minutes == week.spent("owner")
    assert len(week.slots) == len(tasks) or exact
    for hand in helpers:
        assert week.spent(hand.id) < hand.minutes + LEAST_PIECE or not exact
    for who in {slot.who for slot in week.slots}:
        for day in range(7):
            spans = [
                (clock_minutes(s.start), clock_minutes(s.start) + s.task.minutes)
                for s in week.on(day)
                if s.who == who
            ]
            assert all(a[1] <= b[0] for a, b in pairwise(sorted(spans)))


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
