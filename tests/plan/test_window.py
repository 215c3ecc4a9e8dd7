"""The order around a join window holds at any time of the day: form, chase, file, match, tell, notice, window."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community_playbook.community.hours import DAY, WEEK
from community_playbook.plan.clock import DAYS, clock_minutes
from community_playbook.plan.facts.window import NOTICE, STEPS, find_window
from community_playbook.plan.free import ANYTIME, free_time
from making import groups, plan

HOURS = [ANYTIME, free_time({}, spare_time=True), free_time({"sat": ["08:00-12:00"]}, spare_time=False)]


@given(st.integers(0, 24 * 12 - 1), st.integers(1, 144), st.sampled_from(HOURS))
def test_the_order_holds_at_any_window(start, length, free):
    start *= 5
    end = (start + 5 * length) % DAY
    text = f"{start // 60:02d}:{start % 60:02d}-{end // 60:02d}:{end % 60:02d}"
    window, clocks = find_window(text, ["tue", "thu"], free)
    steps = [clock_minutes(clocks[name]) - DAY * window.ahead[name] for name in STEPS]
    assert steps == sorted(set(steps))
    inside = [clock_minutes(clocks[n]) for n in ("notice_clock", "join_start", "join_late", "join_end")]
    assert steps[-1] <= inside[0]
    assert inside[0] <= inside[1] <= inside[2] < inside[3] <= 2 * DAY


@pytest.mark.parametrize(
    ("text", "part"),
    [("20:00-22:00", "evening"), ("12:00-13:00", "noon"), ("09:00-10:00", "morning"), ("15:00-16:00", "afternoon"),
     ("23:00-00:30", "late"), ("00:30-01:00", "dawn")],
)  # fmt: skip
def test_a_window_is_called_by_its_time(text, part):
    assert find_window(text, ["tue"], ANYTIME)[0].part == part


@pytest.mark.slow
@pytest.mark.parametrize(
    "window", ["12:00-13:00", "09:00-10:00", "20:00-22:00", "23:00-00:30", "23:50-02:00"]
)
@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("kind", ["knowledge", "interest"])
def test_the_week_keeps_the_order(window, day, kind):
    made = plan(
        kind,
        hours=30,
        groups=groups(2, 80),
        running=["self-intro", "introduce-newcomers", "join-window", "red-packet-first"],
        onboarding={"newcomers_per_week": 4, "join_window": window, "evenings": [day]},
        rhythms=[],
    )
    opens = DAYS.index(day) * DAY + clock_minutes(made.facts.newcomers.window.start)
    ahead = [s for s in made.week.slots if s.task.until]
    assert {s.task.job for s in ahead} == {"forms", "match"}
    for slot in ahead:
        start = (slot.day - made.week.monday).days * DAY + clock_minutes(slot.start)
        assert (opens - start - slot.task.minutes) % WEEK <= 2 * DAY, slot
    inside = [s for s in made.week.slots if s.task.fixed]
    assert {s.task.job for s in inside} >= {"gather", "mention"}
    for slot in inside:
        start = (slot.day - made.week.monday).days * DAY + clock_minutes(slot.start)
        assert opens - NOTICE <= start < opens + 4 * 60, slot
        assert start >= opens or slot.task.clock == made.facts.newcomers.notice_clock, slot
