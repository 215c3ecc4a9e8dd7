"""Each rhythm has an example that its operator would know: its business first, its number, its sheet, its words."""

import re
from pathlib import Path

import pytest
import yaml
from walking import INK

from community_playbook.community.rhythms import chosen_by
from community_playbook.intake.library import load_library
from community_playbook.outputs.calendar.week import week_events
from community_playbook.outputs.printing.duties import Writer
from community_playbook.outputs.say.home import home_view
from community_playbook.outputs.say.rhythm import rhythm_view
from community_playbook.outputs.say.text import strip
from example_plans import EXAMPLES
from small_examples import LARGE, SMALL, frame_of, rhythms_shown, small_plan, text_of

EXPECTED = yaml.safe_load(Path(__file__).with_name("differences.yml").read_text("utf-8"))
LIBRARY = load_library()
README = (EXAMPLES / "README.md").read_text("utf-8")
MOST_LINES, LEAST_LINES = 15, 6
each = pytest.mark.parametrize("name", EXPECTED)
each_small = pytest.mark.parametrize("name", SMALL)


def the_view(name):
    frame = frame_of(name)
    (laid,) = frame.plan.rhythms
    return frame, laid, rhythm_view(frame, laid)


def tongue(name):
    return frame_of(name).words.language[:2]


@pytest.mark.slow
def test_every_rhythm_is_among_the_examples():
    assert set(rhythms_shown()) == {rhythm.id for rhythm in LIBRARY.rhythms}
    assert set(EXPECTED) >= set(SMALL), "each small example states what is expected of it"


@each_small
def test_a_small_example_is_a_few_lines_that_say_what_they_are(name):
    written = (EXAMPLES / "small" / name / "profile.yml").read_text("utf-8")
    lines = [line for line in written.splitlines() if line.strip() and not line.startswith("#")]
    assert LEAST_LINES <= len(lines) <= MOST_LINES
    assert written.startswith("# Synthetic example")
    assert f"small/{name}/" in README
    assert not small_plan(name).problems


@each
def test_what_it_does_first_is_its_main_business(name):
    expected, (frame, laid, view) = EXPECTED[name], the_view(name)
    assert laid.id == expected["rhythm"]
    assert frame.community.profile.community.platform == expected["platform"]
    first = home_view(frame).actions[0]
    assert first.what.startswith(expected["first"])
    assert expected["when"] in first.when
    assert strip(view.unit) == expected["number"]
    assert view.target.isdigit()


@each
def test_its_sheet_and_its_calendar_are_its_own(name):
    expected, (frame, laid, _) = EXPECTED[name], the_view(name)
    sheet = next(d for d in Writer(frame, INK).duties() if d.id == f"rhythm-{laid.id}")
    lines = "\n".join(
        "".join(run["t"] for run in item["text"]) for part in sheet.data["parts"] for item in part["items"]
    )
    for wanted in expected["sheet"]:
        assert wanted in lines, lines
    titles = [event.title for event in week_events(frame)]
    for wanted in expected["calendar"]:
        assert any(wanted in title for title in titles), titles


@each
@pytest.mark.slow
def test_its_pages_say_what_no_other_one_says(name):
    expected, mine = EXPECTED[name], text_of(name)
    others = [other for other in (*SMALL, *LARGE) if other != name and tongue(other) == tongue(name)]
    assert len(others) >= 3
    for wanted in expected["calls"]:
        assert wanted in mine
    for phrase in expected["says"]:
        known = re.compile(phrase)
        assert known.search(mine), phrase
        assert not [other for other in others if known.search(text_of(other))], phrase
    own = text_of(name, without="about.md")  # where the rules of platforms are quoted
    for phrase in expected["never"]:
        assert phrase not in own, own[max(own.find(phrase) - 40, 0) :][:100]


@each
def test_its_week_can_be_done_on_monday(name):
    """Each step has its day, clock, minutes and person; most beats that come this week have a message to paste."""
    frame, laid, view = the_view(name)
    steps = frame.plan.agenda.of(laid.id)
    assert len(steps) >= 2
    for step in steps:
        assert step.start < step.end
        assert step.minutes >= 5
        assert step.role in ("owner", "helper")
    due = [beat for beat in view.beats if beat.steps]
    assert due and all(beat.at and beat.minutes and beat.name and strip(beat.do) for beat in due)
    assert 2 * len([beat for beat in due if beat.said]) >= len(due)
    assert len([bubble for beat in due for bubble in beat.said]) >= len(due) - 1


@pytest.mark.slow
def test_a_number_is_counted_by_nobody_else():
    units = [strip(the_view(name)[2].number_text) for name in EXPECTED]
    assert len(set(units)) == len(units)


@pytest.mark.slow
def test_what_comes_first_is_not_what_comes_first_elsewhere():
    named = {
        chosen.id for name in EXPECTED for chosen in chosen_by(small_plan(name).community.profile.rhythms)
    }
    assert (
        len({home_view(frame_of(name)).actions[0].what for name in EXPECTED}) == len(EXPECTED) == len(named)
    )


def test_every_day_has_a_name_and_minutes_of_two_people_are_not_one_persons():
    frame, _, view = the_view("exam-camp")
    assert view.beats[0].when == "每天"
    first = home_view(frame).actions[0]
    assert first.minutes.startswith("和 1 号小助理、2 号小助理一共")
    guild = home_view(frame_of("devguild")).actions[0]
    assert guild.when.startswith("Mon to Fri")
    alone = home_view(frame_of("badminton")).actions[0]
    assert alone.minutes == frame.words("time.long_minutes", m=frame_of("badminton").plan.actions[0].minutes)
