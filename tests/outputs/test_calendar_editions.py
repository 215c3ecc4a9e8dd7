"""From edition to edition: a number rises with what changes, and what is dropped is called off once."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest
from calendar_reader import ALL, HELPER, OWNER, files_of, frame_of, imported, read
from hypothesis import given, settings
from hypothesis import strategies as st
from test_calendar import HELPED, busy_community

from community_playbook import app
from community_playbook.intake.previous_calendar import load_last_calendars, read_calendar
from community_playbook.intake.private_cells import OF_THIS_RUN
from making import TODAY
from tries import tries

WEEK = timedelta(days=7)
MEETUP = {"city": "成都", "day": "2026-12-05", "time": "14:00-17:00"}


def edition(meetups, today=TODAY, last=None, **parts):
    return files_of(frame_of(busy_community(events={"meetups": meetups}, **parts), today), last)


def by_uid(data: bytes):
    return {event.uid: event for event in read(data)}


def meetup_of(data: bytes):
    (found,) = [event for event in read(data) if event.key.startswith("meetup-")]
    return found


def test_the_same_plan_again_is_the_same_calendar():
    first = edition([MEETUP])
    assert edition([MEETUP], last=first) == first


def test_a_meetup_moved_on_the_same_day_rises_and_nothing_else_does():
    first = edition([MEETUP])
    moved = edition([MEETUP | {"time": "15:00-18:00"}], last=first)
    before, after = by_uid(first[ALL]), by_uid(moved[ALL])
    changed = {uid for uid in after if after[uid] != before[uid]}
    assert changed == {meetup_of(moved[ALL]).uid}
    assert meetup_of(moved[ALL]).sequence == meetup_of(first[ALL]).sequence + 1
    assert meetup_of(moved[OWNER]) == meetup_of(moved[ALL]) == meetup_of(moved[HELPER])
    again = edition([MEETUP], last=moved)
    assert meetup_of(again[ALL]).sequence == meetup_of(first[ALL]).sequence + 2


@pytest.mark.slow
def test_a_dropped_meetup_is_cancelled_for_one_edition():
    first = edition([MEETUP])
    dropped = edition([], last=first)
    gone, was = meetup_of(dropped[ALL]), meetup_of(first[ALL])
    assert (gone.uid, gone.sequence, gone.times) == (was.uid, was.sequence + 1, was.times)
    assert gone.cancelled and not gone.busy and not gone.notice and was.title in gone.title
    assert not was.cancelled
    for path in (OWNER, HELPER):
        assert meetup_of(dropped[path]) == gone
    assert edition([], last=dropped) == dropped, "the same day is the same edition"
    later = edition([], TODAY + WEEK, last=dropped)
    assert not [event for event in read(later[ALL]) if event.cancelled or event.key.startswith("meetup-")]
    back = meetup_of(edition([MEETUP], TODAY + WEEK, last=later)[ALL])
    assert back.sequence > gone.sequence and not back.cancelled


def test_another_parser_reads_the_status_and_a_series_that_was_dropped():
    first = edition([], running=["stars"])
    dropped = edition([], operator=HELPED | {"hours_per_week": 1}, onboarding={"newcomers_per_week": 0},
                      last=first)  # fmt: skip
    calendar = icalendar.Calendar.from_ical(dropped[ALL])
    told = {str(e["UID"]) for e in calendar.walk("VEVENT") if e.get("STATUS") == "CANCELLED"}
    assert told == by_uid(first[ALL]).keys() - {u for u, e in by_uid(dropped[ALL]).items() if not e.cancelled}
    assert any(len(event.times) > 1 for uid, event in by_uid(dropped[ALL]).items() if uid in told)
    held = imported(first[ALL], dropped[ALL])
    assert {uid for uid, event in held.items() if event.cancelled} == told


def test_what_has_happened_is_not_called_off():
    first = edition([MEETUP])
    after = edition([], date(2026, 12, 6), last=first)
    assert not [e for e in read(after[ALL]) if e.key.startswith("meetup-")]


def test_a_set_up_keeps_its_key_from_week_to_week():
    first, then = edition([]), edition([], TODAY + WEEK)
    keys = [{e.key for e in read(files[ALL]) if "-setup-" in e.key} for files in (first, then)]
    assert keys[0] and keys[0] == keys[1]
    held = imported(first[ALL], edition([], TODAY + WEEK, last=first)[ALL])
    setups = [e for e in held.values() if "-setup-" in e.key]
    assert {e.key for e in setups} == keys[1]
    assert all(e.times[0].date() >= TODAY + WEEK for e in setups)


def test_whoever_helped_until_now_is_told_once():
    first = edition([MEETUP])
    alone = edition([MEETUP], operator={"hours_per_week": 10, "assistants": 0, "assistant_hours_per_week": 0},
                    last=first)  # fmt: skip
    assert read(alone[HELPER]) and all(e.cancelled for e in read(alone[HELPER]))
    assert HELPER not in edition([MEETUP], TODAY + WEEK, last=alone, operator={"hours_per_week": 10,
                                 "assistants": 0, "assistant_hours_per_week": 0})  # fmt: skip


def test_another_zone_brings_the_clocks_of_both():
    first = edition([MEETUP])
    dropped = edition([], community={"timezone": "Europe/Berlin"}, last=first)
    text = dropped[ALL].decode("utf-8")
    assert "TZID:Asia/Shanghai" in text and "TZID:Europe/Berlin" in text
    assert meetup_of(dropped[ALL]).times == meetup_of(first[ALL]).times


MEETUPS = st.lists(
    st.builds(
        lambda city, day, hour: {"city": city, "day": f"2026-12-{day:02d}", "time": f"{hour}:00-{hour + 2}:00"},
        st.sampled_from("甲乙丙"), st.integers(1, 9), st.integers(10, 20),
    ),
    max_size=4, unique_by=lambda meetup: (meetup["city"], meetup["day"]),
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=tries(25), deadline=None)
@given(st.lists(st.tuples(MEETUPS, st.integers(0, 2)), min_size=2, max_size=4))
def test_a_phone_that_imports_each_edition_holds_the_last_one(editions):
    """A phone takes only what is newer: afterwards what it holds and is not cancelled is the last edition."""
    today, files, phone = TODAY, None, {}
    for meetups, days in editions:
        today += timedelta(days=days)
        files = edition(meetups, today, last=files)
        for event in read(files[ALL]):
            known = phone.get(event.uid)
            assert known is None or known == event or known.sequence < event.sequence
            phone[event.uid] = event
        coming = {u: e for u, e in phone.items() if e.key.startswith("meetup") and e.times[0].date() > today}
        planned = {(m["city"], m["day"]) for m in meetups if date.fromisoformat(m["day"]) > today}
        monday = today - timedelta(days=today.weekday()) + WEEK
        held = {(e.place, e.times[0].date().isoformat()) for e in coming.values() if not e.cancelled}
        assert {pair for pair in held ^ planned if date.fromisoformat(pair[1]) >= monday} == set()


@pytest.mark.parametrize("text", ["", "BEGIN:VEVENT", "BEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\n", "\0\r\n:;:"])
def test_a_calendar_that_is_not_ours_counts_as_none(text):
    assert read_calendar(text, OF_THIS_RUN) == {}


@pytest.mark.slow
def test_a_calendar_that_somebody_wrote_into_stops_no_edition(tmp_path: Path):
    first = edition([MEETUP])
    for old, new in ((b"DTSTART", b"DTSTART;VALUE=X"), (b"DTEND", b"SOMETHING"), (b"RRULE:", b"RRULE:?;"),
                     (b"SUMMARY", b"SUMMARY;=")):  # fmt: skip
        assert old in first[ALL]
        made = edition([], last=first | {ALL: first[ALL].replace(old, new)})
        live = [e.uid for e in read(made[ALL]) if not e.cancelled]
        assert live == [e.uid for e in read(edition([])[ALL])]
    (tmp_path / ALL).write_bytes(b"\xff\xfe" + first[ALL])
    assert load_last_calendars(tmp_path, (ALL, OWNER), OF_THIS_RUN) == {}


@pytest.mark.parametrize(
    "contact", ["13812345678", "微信：xm8888", "lin@example.com", "https://discord.gg/abcDEF"]
)
def test_what_an_old_calendar_told_of_a_contact_is_called_off_without_it(contact: str):
    """Made before contacts were looked for: the event that is dropped is written once more, as cancelled."""
    first = edition([MEETUP | {"place": "高新区"}])
    old = first | {ALL: first[ALL].replace("高新区".encode(), contact.encode())}
    assert contact.encode() in old[ALL]
    dropped = edition([], last=old)
    assert meetup_of(dropped[ALL]).cancelled
    assert contact.encode() not in dropped[ALL]
    assert meetup_of(dropped[ALL]).times == meetup_of(first[ALL]).times


PROFILE = """
community: {name: 灯塔, kind: knowledge}
operator: {hours_per_week: 5}
events: {meetups: [{city: 成都, day: 2026-12-05, time: "14:00-17:00"}]}
"""


@pytest.mark.slow
def test_a_build_reads_the_last_one(tmp_path: Path):
    path, out = tmp_path / "profile.yml", tmp_path / "out"
    options = app.Options(TODAY, pictures="none", paper=False, force=True)
    made = []
    for text in (PROFILE, PROFILE, PROFILE.replace("14:00", "13:00")):
        path.write_text(text.lstrip(), "utf-8")
        app.build(path, out, options)
        made.append((out / ALL).read_bytes())
    assert made[0] == made[1]
    assert meetup_of(made[2]).sequence == meetup_of(made[0]).sequence + 1
