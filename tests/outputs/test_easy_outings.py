"""A day out that asks little of a body speaks of stops and benches, not of descents, insurance and rescue."""

from __future__ import annotations

import re

import pytest

from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.rhythm import rhythm_views
from community_playbook.outputs.say.text import strip
from community_playbook.plan.clock import clock_minutes
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import TODAY, community, groups

LIBRARY = load_library()
HILLS = {
    "zh": re.compile("爬升|折返|下坡|下撤|户外险|报警|急救包|压队|摸黑"),
    "en": re.compile(r"\b(hill|climb|descent|turn-back|insurance|rescue|sweep|petrol)\b", re.IGNORECASE),
}
EASY = [
    ("zh", "拱墅老建筑散步"),
    ("zh", "湿地拍鸟小队"),
    ("en", "Heritage walk Porto"),
    ("en", "Sunday birdwatching"),
]
STEEP = [("zh", "西线徒步"), ("en", "Fell hikers"), ("zh", "登山摄影采风徒步队")]


def frame(language: str, name: str, trip: str = "2026-11-28 09:00") -> Frame:
    made = community(
        "interest", 9, groups=groups(1, 60), rhythms=[{"id": "outing", "anchors": {"trip": trip}}],
        community={"name": name},
    )  # fmt: skip
    return Frame(make_plan(made, LIBRARY, TODAY), made, LIBRARY, words(language))


def told(shown: Frame) -> str:
    """What stands on the plan and what is sent, whatever happens."""
    (view,) = rhythm_views(shown)
    beats = [text for beat in view.beats for text in (beat.name, beat.do, beat.until)]
    sent = [line for beat in view.beats for one in beat.messages for line in one.lines]
    sums = [text for line in view.sums for text in (line.text, line.do)]
    return strip("\n".join(map(str, [view.one, *beats, *sent, *sums])))


@pytest.mark.parametrize(("language", "name"), EASY)
def test_a_walk_through_a_town_is_no_mountain(language, name):
    shown = frame(language, name)
    assert shown.plan.facts.setting.seated
    assert not HILLS[language].search(told(shown))


@pytest.mark.parametrize(("language", "name"), STEEP)
def test_a_mountain_stays_one(language, name):
    shown = frame(language, name)
    assert not shown.plan.facts.setting.seated
    assert HILLS[language].search(told(shown))


@pytest.mark.parametrize(("trip", "home"), [("2026-11-28 10:30", "19:30"), ("2026-11-29 06:30", "19:30")])
def test_who_is_out_all_day_is_still_there_to_hear_that_all_are_home(trip, home):
    (step,) = frame("en", "Fell hikers", trip).plan.agenda.of("outing", "home")
    assert clock_minutes(step.start) == clock_minutes(home)
