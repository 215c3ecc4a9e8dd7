"""Assistants who are known apart are planned apart: hours, free time, steps, sheet, file and calendar."""

import re
from itertools import pairwise

import pytest
from selectolax.lexbor import LexborHTMLParser
from walking import INK

from community_playbook.intake.library import load_library
from community_playbook.outputs.calendar.files import calendar_files
from community_playbook.outputs.printing.duties import Writer
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.home import home_view
from community_playbook.outputs.site import phone_files
from community_playbook.plan.agenda import step_id
from community_playbook.plan.clock import DAYS, clock_minutes
from community_playbook.plan.hands import find_crew
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import TODAY, community, groups

EVENING = ["18:00-22:30"]
APART = [
    {"name": "小林", "hours": 3, "free": dict.fromkeys(("tue", "thu"), EVENING)},
    {"hours": 4, "free": {"mon": EVENING, "sat": ["09:00-12:00"]}},
    {"hours": 5},
]


def course(people=(), operator=None, language="zh"):
    made = community(
        "knowledge", 8, rhythms=["course"], groups=groups(2, 380), operator=operator or {},
        onboarding={"newcomers_per_week": 45}, **({"assistants": {"people": list(people)}} if people else {}),
    )  # fmt: skip
    return Frame(make_plan(made, load_library(), TODAY), made, load_library(), words(language))


def crew(people=(), operator=None, **assistants):
    made = community(
        operator=operator or {}, assistants=assistants | ({"people": list(people)} if people else {})
    )
    return find_crew(made.profile, spare_time=False)


def test_two_who_share_their_hours_have_half_of_them_each():
    both = {"assistants": 2, "assistant_hours_per_week": 6}
    assert [(hand.id, hand.minutes) for hand in crew(operator=both)[1:]] == [
        ("helper-1", 180),
        ("helper-2", 180),
    ]
    one = crew(operator={"assistants": 1, "assistant_hours_per_week": 6})
    assert [(hand.id, hand.minutes) for hand in one[1:]] == [("helper", 360)]
    assert len(crew()) == 1


def test_what_is_written_of_each_counts_and_what_is_not_is_as_for_all():
    free = {"mon": ["09:00-10:00"]}
    first, second, third = crew(APART, {"assistants": 9, "assistant_hours_per_week": 99})[1:]
    assert (first.name, first.minutes, first.free.minutes) == ("小林", 180, 540)
    assert third.free.minutes == 7 * 15 * 60, "whoever said nothing has the day, beside others who did"
    assert second.role == third.role == "helper"
    shared = crew(APART[1:], free=free)[1:]
    assert [hand.minutes for hand in shared] == [240, 60], "no more than the window holds"
    idle = crew([{"hours": 0}, {"hours": 2}])[1:]
    assert [hand.id for hand in idle] == ["helper-2"]


@pytest.mark.parametrize("people", [APART, APART[:2], APART[::-1]])
def test_nobody_works_outside_their_hours_or_for_somebody_else(people):
    frame = course(people)
    week, hands = frame.plan.week, frame.facts.hands
    assert {slot.who for slot in week.slots} == set(hands.ids)
    for hand in hands.crew:
        mine = [slot for slot in week.slots if slot.who == hand.id]
        assert 0 < sum(slot.task.minutes for slot in mine) == week.spent(hand.id) <= hand.minutes
        for slot in mine:
            start = (slot.day - week.monday).days * 1440 + clock_minutes(slot.start)
            assert slot.outside or hand.free.holds(start, slot.task.minutes), (hand.id, step_id(slot))
        for day in range(len(DAYS)):
            spans = sorted((s.start, s.task.minutes) for s in week.on(day) if s.who == hand.id)
            for (start, minutes), (later, _) in pairwise(spans):
                assert clock_minutes(start) + minutes <= clock_minutes(later)


def test_whoever_has_begun_a_job_with_newcomers_goes_on_with_it():
    frame = course(operator={"assistants": 2, "assistant_hours_per_week": 12})
    written = frame.plan.agenda.of("self-intro", "forms")
    assert len(written) > len({step.day for step in written}) > 1
    assert len({(step.day, step.who) for step in written}) == len({step.day for step in written})


def test_each_has_a_file_a_sheet_and_a_calendar_of_their_own():
    frame = course(APART)
    hands = ("owner", "helper-1", "helper-2", "helper-3")
    names = ("owner", "assistant-1", "assistant-2", "assistant-3")
    assert frame.facts.hands.ids == hands
    files = {path: data.decode() for path, data in phone_files({"zh": frame})}
    assert sorted(files) == sorted(f"today-{name}.html" for name in names)
    assert (
        "小林的场次单" in files["today-assistant-1.html"] and "2 号小助理" in files["today-assistant-2.html"]
    )
    calendars = {path: data.decode().replace("\r\n ", "") for path, data in calendar_files(frame)}
    assert sorted(calendars) == sorted(["calendar.ics", *(f"calendar-{name}.ics" for name in names)])
    sheets = {duty.id: duty for duty in Writer(frame, INK).duties()}
    for who, name in zip(hands[1:], names[1:], strict=True):
        mine = {step.id for step in frame.plan.agenda.steps if step.who == who}
        cues = LexborHTMLParser(files[f"today-{name}.html"]).css(".cue")
        assert mine and {cue.attributes["data-step"] for cue in cues} == mine
        rung = re.findall(r"X-PLAYBOOK-STEP:(.+)\r", calendars[f"calendar-{name}.ics"])
        assert {id_ for ids in rung for id_ in ids.split()} == mine
        sheet = sheets[f"07-week-{who}"]
        assert sheet.who == who
        boxes = [item for part in sheet.data["parts"][:-1] for item in part["items"]]
        assert 0 < len(boxes) <= len(mine)


def test_home_shows_the_hours_of_each_in_both_languages():
    assert [row.name for row in home_view(course(APART)).meter] == ["你", "小林", "2 号小助理", "3 号小助理"]
    english = home_view(course(APART, language="en"))
    assert [row.name for row in english.meter] == ["You", "小林", "Assistant 2", "Assistant 3"]


@pytest.mark.parametrize(
    ("hours", "helped", "rhythm", "reason"),
    [(4, 4, "open-source", "只有你自己能做"), (12, 2, "session", "用来回话、私信")],
)
def test_hours_that_stay_free_have_a_reason(hours, helped, rhythm, reason):
    made = community(
        "interest", hours, rhythms=[rhythm], groups=groups(1, 200), onboarding={"newcomers_per_week": 3},
        operator={"assistants": 2, "assistant_hours_per_week": helped},
    )  # fmt: skip
    frame = Frame(make_plan(made, load_library(), TODAY), made, load_library(), words("zh"))
    assert reason in home_view(frame).left, home_view(frame).left
