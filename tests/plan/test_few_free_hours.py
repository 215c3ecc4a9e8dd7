"""However few hours there are: what leads to a day comes before it and early enough, in its order, inside of the
hours; what comes too late is left out and said."""

from datetime import timedelta

import pytest

from community_playbook.community.hours import DAY
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.week import left_views
from community_playbook.plan.clock import DAYS, clock_minutes
from community_playbook.plan.free import nearest_start
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import TODAY, community, groups

LIBRARY = load_library()
MONDAY = TODAY + timedelta(days=1)


def frame(rhythm, free=None, hours=4, kind="interest", language="en", later=0, **parts):
    operator = {"hours_per_week": hours, **({"free": free} if free else {})}
    parts = {"groups": groups(1, 60), "rhythms": [rhythm], "operator": operator, **parts}
    made = community(kind, hours, **parts)
    today = MONDAY + timedelta(days=later)
    return Frame(make_plan(made, LIBRARY, today), made, LIBRARY, words(language))


def starts(shown, rhythm):
    """By job the minutes since Monday at which it is done, each time."""
    found = {}
    for step in shown.plan.agenda.of(rhythm):
        found.setdefault(step.job, []).append((step.day - MONDAY).days * DAY + clock_minutes(step.start))
    return found


def at(day, clock):
    return DAYS.index(day) * DAY + clock_minutes(clock)


NARROW = [
    {"tue": ["18:00-22:30"], "sat": ["09:00-11:00"]},
    {"mon": ["12:00-13:00"], "thu": ["17:00-22:00"], "fri": ["20:00-21:00"]},
    {"wed": ["07:00-08:00"], "sun": ["15:00-20:00"]},
]


@pytest.mark.parametrize("free", NARROW)
def test_a_session_is_booked_listed_and_locked_in_that_order_and_in_free_hours(free):
    shown = frame("session", free)
    assert not [s.task.job for s in shown.plan.week.outside]
    at_ = starts(shown, "session")
    (court,) = at_["court"]
    listed = [minute for minute in at_.get("list", ()) if minute < court]
    assert all(minute <= court - DAY for minute in listed)
    later = at_["list"][-1]
    assert at_["book"][-1] < later
    assert all(abs(minute - later) >= DAY / 2 for minute in at_.get("chase", ()))
    assert not [minute for minute in at_.get("photo", ()) if court - DAY < minute < court]
    assert all(minute < court for minute in at_.get("notice", ()))


def test_what_comes_too_late_is_left_out_and_says_so():
    shown = frame("session", {"wed": ["19:00-23:00"], "sun": ["20:00-22:00"]})
    assert min(starts(shown, "session")["list"]) > at("sun", "00:00")
    late = {line.what: line.why for line in left_views(shown)}
    assert late["Ask once for the gap"] == words("en")("rhythm.late")


def test_a_place_is_not_booked_for_the_next_time_on_the_way_to_this_one():
    found = starts(frame("session", {"wed": ["18:30-22:30"], "thu": ["20:00-20:30"]}), "session")
    assert found["book"][-1] > found["court"][0]


def test_a_lesson_is_written_before_it_is_out():
    for free in NARROW:
        shown = frame("course", free, hours=7, kind="knowledge")
        found = starts(shown, "course")
        (out,) = found["publish"]
        before = [minute for minute in found["write"] if minute < out]
        assert all(minute + 60 <= out for minute in before)
        held = {s.task.job for s in shown.plan.week.outside if s.task.entry == "course"}
        assert held <= {"write"}  # a second evening of it that a full week has no room for


def test_nothing_is_made_up_for_what_is_over():
    found = starts(frame({"id": "course", "anchors": {"publish": "mon 08:30"}}, kind="knowledge"), "course")
    assert min(found["topic"]) > at("mon", "23:00")


def test_nothing_is_done_on_a_day_that_was_over():
    shown = frame("board", {"mon": ["09:00-18:00"], "fri": ["15:00-18:00"]}, later=3, kind="professional")
    assert min(slot.day for slot in shown.plan.week.slots) >= MONDAY + timedelta(days=3)


def test_a_task_of_the_day_comes_once_a_day_and_at_its_clock_where_nobody_said_when():
    camp = {
        "id": "camp",
        "anchors": {"start": str(MONDAY - timedelta(days=7)), "end": str(MONDAY + timedelta(days=13))},
    }
    found = starts(frame(camp, {"mon": ["18:00-20:00"], "thu": ["18:00-21:00"]}, hours=3), "camp")["task"]
    assert len({minute // DAY for minute in found}) == len(found)
    free = starts(frame(camp, hours=3), "camp")["task"]
    assert {minute % DAY for minute in free} == {clock_minutes("07:30")}


@pytest.mark.parametrize(
    ("anchors", "free"),
    [
        ({"open": "mon 19:00", "cut": "wed 22:00"}, None),
        ({"open": "sat 10:00", "cut": "sun 21:00"}, None),
        ({}, {"mon": ["20:00-22:00"], "wed": ["20:00-22:00"], "sat": ["09:00-12:00"]}),
        ({}, {"thu": ["20:00-22:00"], "fri": ["12:00-13:00"]}),
    ],
)
def test_goods_come_after_the_list_is_closed_and_photos_after_the_goods(anchors, free):
    parts = {"kind": "selling", "hours": 4}
    shown = frame({"id": "group-buy", "anchors": anchors}, free, **parts)
    found = starts(shown, "group-buy")
    root = shown.plan.rhythms[0].rhythm.cycle
    chosen = {task.job: task for task in shown.plan.rhythms[0].tasks}
    assert chosen["cut"].round and root.anchor("arrive").after == "cut"
    opened, cut, came = found["open"][0], found["cut"][0], found["arrive"][0]
    week = 7 * DAY
    assert (cut - opened) % week < (came - opened) % week
    for job in ("after", "settle"):
        assert all((minute - came) % week > 0 for minute in found.get(job, ()))
        assert all((minute - came) % week < (opened - came) % week for minute in found.get(job, ())) or free


def test_who_hands_out_is_free_on_the_day():
    shown = frame("group-buy", {"mon": ["20:00-22:00"], "thu": ["20:00-22:00"]}, kind="selling")
    assert "arrive" not in {s.task.job for s in shown.plan.week.outside}


def test_a_second_evening_lies_in_free_hours_on_another_day():
    shown = frame("course", {"mon": ["19:00-22:00"], "fri": ["19:00-22:00"]}, kind="knowledge")
    found = starts(shown, "course")
    assert {found["publish"][0] // DAY, found["answers"][0] // DAY} == {0, 4}


def test_a_day_out_takes_the_longest_window():
    free = {"tue": ["20:00-21:00"], "sat": ["20:00-21:30"], "sun": ["06:00-14:00"]}
    (laid,) = frame("outing", free).plan.rhythms
    assert laid.chosen.anchors["trip"].day.weekday() == DAYS.index("sun")


@pytest.mark.parametrize(
    ("left", "wish", "minutes", "start"),
    [
        ([(0, 100)], 98, 8, 90),
        ([(13, 100)], 0, 8, 15),
        ([(13, 22)], 0, 8, 13),
        ([(0, 100)], 47, 10, 45),
    ],
)
def test_a_clock_is_one_of_five_minutes(left, wish, minutes, start):
    assert nearest_start(left, wish, minutes, 1000) == start
