"""Tasks of somebody who is free at certain times lie in them, as near to their clock as may be."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.community.hours import DAY, merged
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.plan.clock import DAYS, clock_minutes
from community_playbook.plan.duties import Task
from community_playbook.plan.free import Free, free_time, gaps, nearest_start
from community_playbook.plan.hands import Hand
from community_playbook.plan.plan import make_plan
from community_playbook.plan.times import job_time
from community_playbook.plan.week import make_week, wished_minute
from community_playbook.words import words
from making import TODAY, community, groups, plan
from tries import tries

MONDAY = date(2026, 11, 23)
LIBRARY = load_library()
SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=6).map(
    lambda pairs: merged([(5 * a, 5 * (a + b)) for a, b in pairs])
)


@given(SPANS, SPANS, st.integers(0, 80).map(lambda n: 5 * n), st.integers(1, 8).map(lambda n: 5 * n),
       st.integers(0, 90).map(lambda n: 5 * n))  # fmt: skip
def test_the_nearest_start_is_that_of_a_search_minute_by_minute(spans, taken, wish, minutes, until):
    def open_(start):
        held = any(a <= start and start + minutes <= b for a, b in spans)
        return held and not any(a < start + minutes and start < b for a, b in taken)

    starts = [n for n in range(0, 500) if n + minutes <= until and open_(n)]
    best = min(starts, key=lambda n: (abs(n - wish), n < wish), default=None)
    assert nearest_start(gaps(spans, taken), wish, minutes, until) == best


TASKS = st.lists(
    st.builds(
        Task,
        entry=st.sampled_from("abcd"),
        job=st.sampled_from("xy"),
        day=st.sampled_from(DAYS),
        clock=st.sampled_from(["09:30", "12:30", "20:00", "20:30"]),
        who=st.just("owner"),
        minutes=st.integers(1, 24).map(lambda n: 5 * n),
        fixed=st.booleans(),
    ),
    max_size=10,
)
WINDOWS = st.dictionaries(
    st.sampled_from(DAYS),
    st.lists(st.sampled_from(["06:00-07:30", "12:00-12:40", "20:00-22:00", "23:00-00:30"]), min_size=1, max_size=3),
    min_size=1,
)  # fmt: skip


@settings(max_examples=tries(200), deadline=None)
@given(TASKS, WINDOWS)
def test_nothing_is_lost_and_nothing_is_hidden(tasks, windows):
    free = free_time(windows, spare_time=False)
    week = make_week(tasks, MONDAY, {"owner": 9999, "helper": 0}, [Hand("owner", 99, free)])
    assert week.minutes == sum(t.minutes for t in tasks)
    spans = []
    for slot in week.slots:
        start = (slot.day - MONDAY).days * DAY + clock_minutes(slot.start)
        spans.append((start, start + slot.task.minutes))
        assert slot.outside == (not free.holds(start, slot.task.minutes))
        assert slot.outside or slot.moved or free.holds(wished_minute(slot.task), slot.task.minutes)
    assert all(a[1] <= b[0] for a, b in zip(sorted(spans), sorted(spans)[1:], strict=False))
    if sum(t.minutes for t in tasks) * 2 < max(b - a for a, b in free.spans) and len(tasks) < 3:
        assert all(s.task.fixed for s in week.outside)


def test_a_talk_moves_and_says_so_and_the_join_window_stays_and_is_named():
    made = plan(
        hours=8,
        groups=groups(4),
        running=["stars", "join-window"],
        onboarding={"newcomers_per_week": 20, "evenings": ["tue"]},
        operator={"free": {"sat": ["09:00-18:00"], "wed": ["19:00-21:00"]}},
    )
    talk = next(s for s in made.week.slots if s.task.job == "talk")
    assert (talk.day - MONDAY, talk.moved) == (timedelta(days=5), True)
    gather = next(s for s in made.week.slots if s.task.job == "gather" and s.task.main)
    assert (gather.start, gather.outside) == ("20:00", True)
    assert all(s.task.fixed or s.task.setup for s in made.week.outside)
    ready = [s for s in made.week.outside if s.task.setup]  # before a first job at a clock that stays, too
    for slot in ready:
        first = next(s for s in made.week.slots if s.task.entry == slot.task.entry and s.task.fixed)
        assert (slot.day, slot.start) < (first.day, first.start)
    assert {s.task.entry for s in ready} == {"introduce-newcomers", "red-packet-first"}
    assert made.week.owner_minutes <= made.week.owner_capacity


def test_windows_hold_no_more_than_they_are_long():
    made = plan(hours=20, groups=groups(4), operator={"free": {"sat": ["14:00-16:00"]}})
    assert made.facts.hands.owner_hours == 2
    assert made.week.owner_minutes <= 120


def test_people_with_a_day_s_work_are_planned_for_evenings_and_weekends():
    for kind in ("interest", "local"):
        made = plan(kind, hours=6, groups=groups(2, 80))
        assert made.week.slots
        for slot in made.week.slots:
            assert slot.day.weekday() >= 5 or slot.start >= "18:00", slot
    assert any(s.start < "18:00" for s in plan("knowledge", hours=6, groups=groups(2, 80)).week.slots)


def test_join_days_lie_where_somebody_is_free():
    free = {"mon": ["19:00-23:00"], "wed": ["19:00-23:00"]}
    made = plan(groups=groups(4), onboarding={"newcomers_per_week": 20}, operator={"free": free})
    assert made.facts.newcomers.evening_list == ("mon", "wed")
    assert Free() == free_time({}, spare_time=False)


def test_words_and_clocks_go_with_a_job_that_was_moved():
    found = community(
        hours=8,
        groups=groups(4),
        running=["stars", "points-and-teams"],
        points={"mode": "ledger", "rules": [{"action": "a", "points": 1}]},
        operator={"free": {"sat": ["09:00-18:00"], "wed": ["19:00-21:00"]}},
    )
    made = make_plan(found, LIBRARY, TODAY)
    frame = Frame(made, found, LIBRARY, words("en"))
    talk = next(s for s in made.week.slots if s.task.job == "talk")
    said = frame.spoken["times"]["talk"]
    assert (said.day, str(said.clock)) == ("Saturday", talk.start)
    tactic = LIBRARY.tactic("stars")
    steps = [item for item in tactic.visible("do", made.facts.flat) if item.clock]
    shown = [clock_minutes(frame.clock_in(tactic, item)) for item in steps]
    apart = [clock_minutes(item.clock) - clock_minutes("20:00") for item in steps]
    assert shown == [clock_minutes(talk.start) + minutes for minutes in apart]
    text = " ".join(str(frame.folder(tactic).message(i.id)) for i in frame.visible(tactic, "say"))
    assert "Friday" not in text
    assert "Saturday" in text


def test_an_hour_that_is_not_in_the_week_is_named_by_the_free_time():
    made = plan(hours=0.5, groups=groups(4), operator={"free": {"sun": ["10:00-12:00"]}})
    tactic = LIBRARY.tactic("stars")
    assert not any(s.task.job == "talk" for s in made.week.slots)
    assert job_time(made.week, tactic, tactic.jobs[0], made.facts.hands) == ("sun", "10:00")


def test_what_prepares_a_join_day_keeps_its_order_in_one_free_hour():
    made = plan(
        "interest",
        hours=6,
        groups=groups(2, 60),
        running=["join-window", "self-intro", "introduce-newcomers"],
        onboarding={"newcomers_per_week": 4, "join_window": "12:00-13:00", "evenings": ["tue"]},
        operator={"free": {"wed": ["20:00-22:00"], "sat": ["14:00-18:00"]}},
    )
    ahead = [s for s in made.week.slots if s.task.until]
    named = [s.task.beat.id if s.task.beat else s.task.job for s in ahead]
    assert named == ["send", "chase", "file", "match", "tell"]
    assert {s.day.weekday() for s in ahead} == {5}
    for first, second in pairwise(ahead):
        assert clock_minutes(first.start) + first.task.minutes <= clock_minutes(second.start)
    assert not any(s.outside for s in ahead)


def test_whoever_is_free_for_part_of_an_evening_lets_people_in_on_that_one():
    for day, window in (("mon", "20:00-21:30"), ("sat", "20:30-22:00")):
        found = plan("professional", 3, operator={"free": {day: [window]}})
        assert found.facts.newcomers.evening_list == (day,)


def test_a_start_is_a_clock_that_people_say():
    assert nearest_start([(540, 660)], 1170, 22, DAY) == 635  # 10:35, not 10:38
    assert nearest_start([(541, 565)], 1170, 22, DAY) == 541  # the window is no longer


def test_in_few_hours_the_order_of_a_business_is_kept():
    """Collecting on Thursday, checking at the weekend: with two evenings both are Thursday's, in that order,
    whatever else would like that evening."""

    def task(entry, job, day, clock, minutes, **more):
        return Task(entry=entry, job=job, day=day, clock=clock, who="owner", minutes=minutes, **more)

    tasks = [
        task("wall", "collect", "thu", "09:30", 30),
        task("wall", "check", "sun", "15:00", 20, key=True),
        task("other", "x", "thu", "12:30", 30),
        task("other", "y", "fri", "12:30", 30),
    ]
    free = free_time({"mon": ["20:00-21:30"], "thu": ["20:00-21:30"]}, False)
    week = make_week(tasks, MONDAY, {"owner": 180, "helper": 0}, [Hand("owner", 180, free)])
    at = {slot.task.job: (slot.day, slot.start) for slot in week.slots}
    assert at["collect"] < at["check"] and at["check"][0] == MONDAY + timedelta(days=3)


def test_nothing_goes_on_a_wall_of_which_nothing_was_collected():
    """Whoever begins on a Monday, with a wall on Mondays, posts the first one a week later."""
    for free, rounds in (
        ({"mon": ["20:00-22:00"]}, 0),
        ({"wed": ["12:00-14:00"], "fri": ["20:00-22:00"]}, 1),
    ):
        found = plan("professional", 4, operator={"free": free}, rhythms=[{"id": "deals"}], goal="income")
        walls = found.agenda.of("deals", "wall")
        assert len(walls) == rounds
        for wall in walls:
            collected = found.agenda.of("deals", "form")
            assert collected and min(step.day for step in collected) <= wall.day


def test_nothing_is_summed_up_before_it_took_place():
    """Notes are the next day's; whoever is not free then does not write them an hour before."""
    for day, hours in (("sat", "14:00-17:00"), ("thu", "19:00-22:30")):
        free = {"tue": ["20:00-21:30"], day: [hours]}
        found = plan("interest", 3, operator={"free": free}, rhythms=[{"id": "book-club"}])
        talk, *_ = found.agenda.of("book-club", "talk")
        notes = [s for s in found.agenda.of("book-club", "notes") if s.day >= talk.day]
        assert all((s.day, s.start) >= (talk.day, talk.end) for s in notes)
        assert not [
            s for s in found.agenda.of("book-club", "notes") if s.day == talk.day and s.start < talk.start
        ]
