"""What people come for, on every page: each of the twelve in both languages, and nothing but what the agenda holds."""

import re

import pytest
import walking

from community_playbook.intake.library import load_library
from community_playbook.outputs.calendar.week import week_events
from community_playbook.outputs.pages.ring import draw_ring
from community_playbook.outputs.printing.duties import Writer
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.home import home_view, question_views
from community_playbook.outputs.say.proof import anchor, proof
from community_playbook.outputs.say.rhythm import rhythm_views
from community_playbook.outputs.say.tactics import tactic_view
from community_playbook.outputs.say.text import strip
from community_playbook.outputs.say.week import week_view
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import TODAY, community, groups, members

LIBRARY = load_library()
IDS = [rhythm.id for rhythm in LIBRARY.rhythms]
SLIPS = re.compile(r"undefined|\{\{|\}\}|Undefined|，，|。。|\(\)|（）")
KINDS = {"camp": "knowledge", "course": "knowledge", "group-buy": "selling", "neighbours": "local"}


def frame(rhythms, language="zh", hours=6, kind="interest", **parts):
    made = community(kind, hours, rhythms=rhythms, people=members(40), **{"groups": groups(2, 150), **parts})
    return Frame(make_plan(made, LIBRARY, TODAY), made, LIBRARY, words(language))


@pytest.mark.parametrize("language", ["zh", "en", "en-US"])
@pytest.mark.parametrize("rhythm", IDS)
@pytest.mark.slow
def test_every_rhythm_can_be_written(rhythm, language):
    for hours, platform in ((2, "wechat"), (6, "discord"), (20, "slack")):
        shown = frame(
            [rhythm], language, hours, KINDS.get(rhythm, "interest"), community={"platform": platform}
        )
        (view,) = rhythm_views(shown)
        unpaid = [
            beat
            for beat in LIBRARY.rhythm(rhythm).cycle.beats
            if not (beat.paying or beat.income or beat.helped) and (beat.small or beat.full)
        ]
        own = LIBRARY.rhythm(rhythm).cycle.beats
        more = {step.job for step in shown.plan.agenda.of(rhythm)} & {beat.id for beat in own if beat.spare}
        # no level has a price here, no assistant, no goal of income
        assert len(view.beats) == len(unpaid) + len(more)
        assert len(view.why) >= 2
        assert len(view.traps) >= 3
        entry = LIBRARY.rhythm(rhythm).entry
        known = proof(shown, entry, view.title).texts
        assert len(known) >= 2
        assert view.proof.url == f"about.html#{anchor(entry)}"
        assert [row.number for row in view.tactics] == list(range(1, 10))
        said = [b for beat in view.beats for b in beat.said] + view.any_time
        assert len(said) >= 6
        texts = [strip(text) for beat in view.beats for text in (beat.do, beat.until)]
        texts += [strip(t) for t in (*view.why, *known, view.clash)] + [
            view.one,
            view.card,
            *view.notes,
        ]
        texts += ["\n".join(bubble.lines) for bubble in said] + [strip(row.text) for row in view.tactics]
        for text in texts:
            assert text.strip()
            assert not SLIPS.search(text), text


@pytest.mark.parametrize("rhythm", IDS)
@pytest.mark.slow
def test_no_view_says_what_the_agenda_does_not_hold(rhythm):
    for language, hours in (("zh", 2.5), ("en", 12)):
        shown = frame([rhythm], language, hours, KINDS.get(rhythm, "interest"))
        assert not walking.faults(shown)


def test_every_step_of_a_rhythm_is_on_its_page_in_the_week_on_paper_and_in_the_calendar():
    shown = frame(["group-buy"], kind="selling")
    steps = {step.id for step in shown.plan.agenda.of("group-buy")}
    assert len(steps) > 8
    (view,) = rhythm_views(shown)
    assert {id_ for beat in view.beats for id_ in beat.steps.split()} == steps
    cells = [job for day in week_view(shown).days for cell in day.cells for job in cell.jobs]
    assert steps <= {job.step for job in cells}
    events = {event.step: event for event in week_events(shown)}
    assert steps <= events.keys()
    sheets = {duty.id: duty for duty in Writer(shown, walking.INK).duties()}
    assert sheets["rhythm-group-buy"].data["table"]


def test_a_release_is_once_in_the_calendar_and_a_weekly_beat_a_series():
    parts = {"groups": groups(1, 400)}
    rhythm = {"id": "open-source", "anchors": {"release": "2026-11-24"}}
    events = {event.step: event for event in week_events(frame([rhythm], "en", 6, "professional", **parts))}
    assert events["open-source.ship.tue"].until is None
    assert events["open-source.review.mon"].until is not None


def test_home_begins_with_the_key_beat_and_says_what_people_come_for():
    shown = frame(["session"], kind="interest")
    view = home_view(shown)
    assert view.actions[0].url == "rhythm.html#r-session"
    assert strip(view.lead).startswith(rhythm_views(shown)[0].one)


def test_a_tactic_that_the_rhythm_refuses_says_so_in_its_words():
    shown = frame(["group-buy"], kind="selling")
    (view,) = rhythm_views(shown)
    text = {row.number: row.text for row in view.tactics}[6]
    assert tactic_view(shown, shown.plan.choice("rotation")).why[0] == text


def test_where_nobody_said_what_people_come_for_it_is_asked_first():
    made = community("selling", 6, groups=groups(1, 200))
    shown = Frame(make_plan(made, LIBRARY, TODAY), made, LIBRARY, words("en"))
    asked = question_views(shown)[0]
    assert asked.q == words("en")("questions.purpose.q")
    assert all(rhythm in asked.gain for rhythm in IDS)
    assert frame([]).asked[:1] != ("purpose",)


@pytest.mark.parametrize("rhythm", IDS)
def test_no_beat_lies_on_another_one(rhythm):
    (view,) = rhythm_views(frame([rhythm], hours=20))
    spots = draw_ring(view.ring).spots
    assert len(spots) == len(view.ring.nodes)
    for i, one in enumerate(spots):
        for other in spots[i + 1 :]:
            away = ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5
            assert away > one.r + other.r - 0.5, (one, other)
