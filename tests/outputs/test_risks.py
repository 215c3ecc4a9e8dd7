"""What may go wrong this week stands at a step of it, with a number of the community, what is decided and what
is sent; what would make it a good week is its last line."""

import re
from datetime import timedelta

import pytest

from community_playbook.intake.library import load_library
from community_playbook.outputs.say.brief import brief_view
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.risks import MOST, MOST_BESIDE, MOST_DATED, risk_lines
from community_playbook.outputs.say.today import today_view
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import TODAY, community, groups

LIBRARY = load_library()
RHYTHMS = {rhythm.id: rhythm for rhythm in LIBRARY.rhythms}
NUMBER = re.compile(r"\d|[一二三四五六七八九十两半]|\b(one|two|three|ten|half|day|hour|minutes?)\b", re.I)


def frame(language, *rhythms, hours=8.0, size=90, today=TODAY, **more):
    made = community(
        "interest",
        hours,
        operator={"hours_per_week": hours, "assistants": 1, "assistant_hours_per_week": 6},
        groups=groups(1, size),
        rhythms=[one if isinstance(one, dict) else {"id": one} for one in rhythms],
        onboarding={"newcomers_per_week": 3},
        **more,
    )
    return Frame(make_plan(made, LIBRARY, today), made, LIBRARY, words(language))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("rhythm", RHYTHMS)
@pytest.mark.parametrize("later", [0, 2])
def test_each_case_stands_at_a_step_of_this_week_and_says_what_is_decided(rhythm, language, later):
    shown = frame(language, rhythm, today=TODAY + timedelta(weeks=later))
    lines = risk_lines(shown)
    assert 1 <= len(lines) <= MOST
    assert [(line.day, line.start) for line in lines] == sorted((line.day, line.start) for line in lines)
    for line in lines:
        step = shown.plan.agenda.step(line.step)
        assert step is not None
        assert (step.day, step.start) == (line.day, line.start)
        assert line.what
        assert line.then
    assert any(NUMBER.search(line.what) for line in lines)
    assert any(line.message for line in lines)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_numbers_are_those_of_the_profile(language):
    said = {"id": "group-buy", "anchors": {"cut": "fri 21:30"}, "numbers": {"minimum": 40, "boxes_each": 2}}
    (cut,) = [line for line in risk_lines(frame(language, said)) if ".cut." in line.step]
    assert "40" in cut.what
    assert "36" in cut.then
    assert "39" in cut.then
    assert cut.said == "failed"
    said["numbers"]["minimum"] = 100
    (cut,) = [line for line in risk_lines(frame(language, said)) if ".cut." in line.step]
    assert "100" in cut.what
    assert "90" in cut.then


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("rhythm", RHYTHMS)
def test_today_has_it_where_it_bites_and_no_message_twice(rhythm, language):
    shown = frame(language, rhythm)
    cues = [cue for day in today_view(shown).days for cue in day.cues]
    there = [line for cue in cues for line in cue.risks]
    assert sorted(there, key=lambda line: (line.day, line.start)) == risk_lines(shown)
    for cue in cues:
        sent = [
            tuple(m.lines) for m in (*cue.messages, *cue.cases, *[cue.unanswered][: bool(cue.unanswered)])
        ]
        assert not {tuple(line.message.lines) for line in cue.risks if line.message} & set(sent)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("rhythm", RHYTHMS)
def test_the_page_ends_with_what_makes_it_a_good_week(rhythm, language):
    (good,) = brief_view(frame(language, rhythm)).success
    assert NUMBER.search(good)
    assert len(good) < (90 if language == "zh" else 230)


@pytest.mark.slow
def test_two_things_share_the_room_and_a_date_of_this_week_brings_its_own():
    both = frame("zh", "session", "group-buy", hours=20)
    assert len(risk_lines(both)) <= 2 * MOST_BESIDE
    dated = frame("zh", "session", dates=[{"what": "换书会", "from": str(TODAY + timedelta(days=5))}])
    own = [line for line in risk_lines(dated) if line.step.startswith("swap-")]
    assert 1 <= len(own) <= MOST_DATED
    assert "换书会" in own[0].what
    far = frame("zh", "session", dates=[{"what": "换书会", "from": str(TODAY + timedelta(days=30))}])
    assert not [line for line in risk_lines(far) if line.step.startswith("swap-")]
