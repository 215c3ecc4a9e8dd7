"""The calendar says what the plan says, at the right hour, and updates itself instead of doubling."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from calendar_reader import ALL, HELPER, LIBRARY, OWNER, clock, files_of, frame_of, imported, monday_of, read
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.community.community import Community
from community_playbook.outputs.calendar.week import sittings
from community_playbook.outputs.say.frame import Frame
from community_playbook.plan.clock import clock_minutes
from example_plans import NAMES
from example_plans import example_frame as example
from making import TODAY, community, groups, ledger, members
from tries import tries

HELPED = {"hours_per_week": 10, "assistants": 1, "assistant_hours_per_week": 5}
MONDAY = date(2026, 11, 23)


def busy_community(**parts) -> Community:
    """Evenings, points by ledger, rotation, and an assistant."""
    known = {
        "operator": HELPED, "groups": groups(3), "people": members(60),
        "points": {"mode": "ledger", "rules": [{"action": "article", "points": 5}]},
        "deeds": ledger((2, "m0001", "article"), (9, "m0002", "article")),
    }  # fmt: skip
    return community("knowledge", 10, **known | parts)


def tasks(events):
    return [e for e in events if e.busy and not e.key.startswith("meetup")]


def who_of(event, frame):
    names = {frame.words(f"calendar.who.{who}"): who for who in ("owner", "helper")}
    return names[event.categories[0]]


def sittings_of(frame):
    """(day, start, minutes, who): parts of a job that follow each other are one entry."""
    for first, *more in sittings(frame.plan.week.slots):
        last = more[-1] if more else first
        minutes = clock_minutes(last.start) - clock_minutes(first.start) + last.task.minutes
        yield first.day, first.start, minutes, first.who


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_slot_of_the_week_stands_there_at_its_time(name):
    frame = example(name)
    events = tasks(read(files_of(frame)[ALL]))
    found = Counter((e.times[0].date(), clock(e.times[0]), who_of(e, frame), e.minutes) for e in events)
    wanted = Counter((day, start, who, minutes) for day, start, minutes, who in sittings_of(frame))
    assert found == wanted
    for who, path in (("owner", OWNER), ("helper", HELPER)):
        mine = tasks(read(files_of(frame).get(path, files_of(frame)[ALL])))
        assert sum(who_of(e, frame) == who for e in mine) == sum(w == who for *_, w in sittings_of(frame))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_nothing_stands_twice_and_nothing_outside_the_ninety_days(name):
    frame = example(name)
    files = files_of(frame)
    events = {path: read(data) for path, data in files.items()}
    uids = [e.uid for e in events[ALL]]
    assert len(uids) == len(set(uids))
    last = frame.plan.roadmap.days.end
    for event in events[ALL]:
        if len(event.times) > 1:
            assert event.times[-1].date() <= last < event.times[-1].date() + timedelta(days=7)
            assert all(t.date() >= frame.plan.week.monday for t in event.times)
    shared = {e.uid: e for e in events[ALL]}
    parts = [path for path in (OWNER, HELPER) if path in files]
    assert (HELPER in files) == (not frame.facts.hands.solo)
    for path in parts:
        assert all(shared[e.uid] == e for e in events[path])
    assert {e.uid for path in parts for e in events[path]} == set(uids)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_lines_are_folded_between_characters(name):
    for data in files_of(example(name)).values():
        assert data.endswith(b"END:VCALENDAR\r\n")
        for line in data.split(b"\r\n"):
            assert len(line) <= 75 and b"\n" not in line and b"\r" not in line
            line.decode("utf-8")


def test_a_series_runs_thirteen_weeks_and_once_is_once():
    frame = frame_of(busy_community(), TODAY)
    setups = {s.task.entry for s in frame.plan.week.slots if s.task.setup}
    assert setups
    spare = tuple(f"{s.task.entry}-{s.task.job}-" for s in frame.plan.week.slots if s.task.spare)
    for event in tasks(read(files_of(frame)[ALL])):
        once = "-setup-" in event.key or event.key.startswith(("letters-", *spare))
        sunday = event.times[0].weekday() == 6
        assert len(event.times) == (1 if once else 12 if sunday else 13)


def test_eight_in_the_evening_stays_eight_when_the_clocks_change():
    berlin = busy_community(community={"timezone": "Europe/Berlin"}, onboarding={"evenings": ["tue", "sun"]})
    events = read(files_of(frame_of(berlin, date(2027, 3, 15)))[ALL])
    window = next(e for e in events if e.key == "join-window")
    assert {clock(t) for t in window.times} == {"20:00"}
    hours = {t.date(): t.astimezone(UTC).hour for t in window.times}
    assert hours[date(2027, 3, 23)] == 19
    assert hours[date(2027, 3, 28)] == hours[date(2027, 3, 30)] == 18
    assert {clock(t) for e in tasks(events) for t in e.times[1:]} <= {
        clock(e.times[0]) for e in tasks(events)
    }


def test_the_notice_of_the_window_is_the_only_one_for_its_start():
    frame = frame_of(busy_community(), TODAY)
    events = read(files_of(frame)[ALL])
    (window,) = [e for e in events if e.key == "join-window"]
    assert not window.busy and window.notice == 15
    assert {t.weekday() for t in window.times} == {1}
    start = window.times[0]
    for event in tasks(events):
        rings = event.times[0] - timedelta(minutes=10)
        near = start - timedelta(minutes=15) <= rings <= start
        assert event.notice == (0 if near else 10)
    assert any(not e.notice for e in tasks(events))
    assert all(not e.notice for e in events if e.whole_day)


def test_importing_twice_changes_nothing():
    data = files_of(frame_of(busy_community(), TODAY))[ALL]
    assert imported(data) == imported(data, data)


def test_the_next_edition_replaces_this_one():
    now = frame_of(busy_community(running=["rotation", "stars", "join-window"]), TODAY)
    then = frame_of(busy_community(running=["rotation", "stars", "join-window"]), TODAY + timedelta(days=7))
    first, second = files_of(now)[ALL], files_of(then)[ALL]
    held = imported(first, second)
    assert {e.uid: e for e in read(second)}.items() <= held.items()
    seen = Counter((e.title, t) for e in held.values() for t in e.times)
    assert [pair for pair, count in seen.items() if count > 1] == []
    slots = Counter((day, start, minutes) for day, start, minutes, _ in sittings_of(then))
    mine = [e for e in tasks(held.values()) if monday_of(e.times[0]) == then.plan.week.monday]
    assert Counter((e.times[0].date(), clock(e.times[0]), e.minutes) for e in mine) == slots
    assert imported(second, first) == held | {u: e for u, e in held.items() if e.sequence}


def test_a_task_that_moves_to_another_day_moves_in_the_calendar():
    early, late = (
        files_of(frame_of(busy_community(onboarding={"evenings": [day], "newcomers_per_week": 5}), TODAY))[
            ALL
        ]
        for day in ("tue", "thu")
    )
    held = imported(early, late)
    evenings = {t.weekday() for e in held.values() if e.key.startswith("join-window") for t in e.times
                if "-setup-" not in e.key}  # fmt: skip
    assert evenings == {3}


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_tactic_that_starts_later_stands_on_its_day(name):
    frame = example(name)
    events = read(files_of(frame)[ALL])
    found = {e.key.removeprefix("start-"): e.times for e in events if e.key.startswith("start-")}
    assert found == {c.id: (c.starts,) for c in frame.plan.choices if c.starts}


def test_some_tactic_starts_later():
    assert any(c.starts for name in NAMES for c in example(name).plan.choices)


def test_a_rotation_is_announced_two_weeks_ahead():
    frame = frame_of(busy_community(running=["rotation"], rhythms=[]), TODAY)
    events = {e.key: e for e in read(files_of(frame)[ALL])}
    day = frame.facts.rotation.rotation_date
    assert events[f"rotation-{day}"].times == (day,)
    notice = events[f"rotation-notice-{day}"]
    assert notice.times == (day - timedelta(days=14),) and "为什么换" in notice.text


def test_no_rotation_where_nobody_rotates():
    events = read(files_of(frame_of(community("local", 2, groups=groups(1, 40)), TODAY))[ALL])
    assert not [e for e in events if e.key.startswith("rotation-")]


def test_the_game_closes_on_its_days():
    prize = {"name": "茶礼", "value": 99, "for": {"rank": 3, "period": "month"}, "claim_days": 14,
             "to": "2026-12-31"}  # fmt: skip
    points = {"mode": "ledger", "period": "month", "rules": [{"action": "article", "points": 5}]}
    deeds = ledger((30, "m0001", "article"), (1, "m0002", "article"))
    asked = {"points": points, "incentives": {"prize": [prize]}, "deeds": deeds}
    found = busy_community(tactics={"start": {"points-and-teams": TODAY}}, **asked)
    events = {e.key: e for e in read(files_of(frame_of(found, TODAY))[OWNER])}
    months = [e.times[0] for key, e in events.items() if key.startswith("month-close")]
    assert months == [date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)]
    (last,) = [e for key, e in events.items() if key.startswith("offer-")]
    assert last.times == (date(2026, 12, 31),) and "茶礼" in last.title
    claims = [e.times[0] for key, e in events.items() if key.startswith("claim-")]
    assert claims == [date(2027, 1, 15)]  # winners of December; those of October had until 14 November
    ended = frame_of(busy_community(tactics={"hide": ["points-and-teams"]}, **asked), TODAY)
    kept = [e.key.split("-")[0] for e in read(files_of(ended)[OWNER])]
    assert not {"month", "offer", "season"} & set(kept), "what has ended is closed no more"
    asked["points"] = points | {"period": {"from": "2026-10-01", "to": "2026-12-20"}}
    found = busy_community(tactics={"start": {"points-and-teams": TODAY}}, **asked)
    events = read(files_of(frame_of(found, TODAY))[ALL])
    assert [e.times[0] for e in events if e.key.startswith("season-")] == [date(2026, 12, 20)]


def test_meetups_are_in_both_calendars_and_past_ones_in_none():
    meetups = [
        {"city": "成都", "day": "2026-12-05", "time": "14:00-17:30", "topic": "怎么写标题", "place": "玉林",
         "host": "阿岩", "seats": 6, "going": ["m0001", "m0002"]},
        {"city": "成都", "day": "2026-12-05"},
        {"city": "杭州", "day": "2026-11-01"},
    ]  # fmt: skip
    files = files_of(frame_of(busy_community(events={"meetups": meetups}), TODAY))
    for path in (OWNER, HELPER):
        found = [e for e in read(files[path]) if e.key.startswith("meetup-")]
        assert [e.times[0].date() for e in found] == [date(2026, 12, 5)] * 2
        told = next(e for e in found if "怎么写标题" in e.title)
        assert (told.place, told.minutes, told.notice) == ("成都 玉林", 210, 60)
        assert "阿岩" in told.text and "2" in told.text and "6" in told.text


def test_the_exercise_of_the_roadmap_stands_once():
    wishing = busy_community(
        operator=HELPED | {"hours_per_week": 20},
        upgrade={"core_value": "答得快", "give_up": {"income_per_year": 3000}},
    )
    frame = frame_of(wishing, TODAY)
    events = read(files_of(frame)[ALL])
    dated = frame.plan.roadmap.days.dated
    assert any(s.task.job == "exercise" for s in frame.plan.week.slots)
    assert len([e for e in events if e.key.startswith("road-")]) == len(dated)
    assert len({e.key for e in events if e.key.startswith("road-exercise-")}) == sum(
        1 for d in dated if d.piece.kind == "exercise"
    )
    assert all(e.whole_day != e.busy for e in events if e.key.startswith("road-"))


HOSTILE = "灯;塔,\\n\\,\r\nBEGIN:VEVENT\u2028END:VCALENDAR\u202e=cmd|👩‍👩‍👧"


def test_names_stay_text():
    meetups = [{"city": HOSTILE, "day": "2026-12-05", "topic": HOSTILE, "host": HOSTILE}]
    found = busy_community(community={"name": HOSTILE}, events={"meetups": meetups})
    for data in files_of(frame_of(found, TODAY)).values():
        lines = data.decode("utf-8").replace("\r\n ", "").split("\r\n")
        assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(read(data))
        assert lines.count("END:VCALENDAR") == 1
    (event,) = [e for e in read(data) if e.key.startswith("meetup-")]
    shown = " ".join(HOSTILE.split())
    assert event.place == shown and shown in event.title and shown in event.text


@pytest.mark.slow
@settings(max_examples=tries(40))
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=110))
def test_any_name_comes_back_as_one_line(name):
    if not name.strip():
        name = f"x{name}"
    frame = sample()
    changed = frame.community.profile.model_copy(update={
        "events": frame.community.profile.events.model_copy(update={
            "meetups": [frame.community.profile.events.meetups[0].model_copy(update={"topic": name})]
        })
    })  # fmt: skip
    other = Frame(frame.plan, Community(changed), LIBRARY, frame.words, folders=frame.folders)
    (event,) = [e for e in read(files_of(other)[ALL]) if e.key.startswith("meetup-")]
    assert "\n" not in event.title
    kept = "".join(c for c in name if c.isprintable() and not c.isspace())
    assert kept in "".join(c for c in event.title if c.isprintable() and not c.isspace())


@cache
def sample() -> Frame:
    return frame_of(community(events={"meetups": [{"city": "成都", "day": "2026-12-05"}]}), TODAY)


@pytest.mark.slow
def test_same_bytes_twice_and_under_another_hash_seed():
    def digest(frame: Frame) -> str:
        return hashlib.sha256(repr(sorted(files_of(frame).items())).encode()).hexdigest()

    here = digest(frame_of(busy_community(), TODAY))
    assert here == digest(frame_of(busy_community(), TODAY))
    code = (
        "import hashlib, test_calendar as t\n"
        "f = t.files_of(t.frame_of(t.busy_community(), t.TODAY))\n"
        "print(hashlib.sha256(repr(sorted(f.items())).encode()).hexdigest())"
    )
    folders = [str(Path(__file__).parent), str(Path(__file__).parents[1]), *sys.path]
    env = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(filter(None, folders))}
    made = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert made.stdout.strip() == here


def test_an_unknown_moment_of_the_edition_is_never_the_clock():
    data = files_of(frame_of(busy_community(), TODAY))[ALL].decode("utf-8")
    stamps = {line for line in data.split("\r\n") if line.startswith(("DTSTAMP", "LAST-MODIFIED"))}
    assert stamps == {"DTSTAMP:20261122T000000Z", "LAST-MODIFIED:20261122T000000Z"}
    assert {e.sequence for e in imported(data.encode()).values()} == {
        (datetime(2026, 11, 22) - datetime(2020, 1, 1)).days * 100
    }
