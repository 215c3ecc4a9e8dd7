"""What each round is about: on which day it lies, what moves, what falls out, which text is whose."""

from datetime import date

import pytest

from community_playbook.intake.library import load_library
from community_playbook.plan.anchors import anchor_days
from community_playbook.plan.own_rounds import day_behind, day_meant, round_on
from community_playbook.plan.plan import make_plan
from making import community, groups

LIBRARY = load_library()
TODAY = date(2026, 11, 30)
"""A Monday."""
SUNDAYS = ("2026-12-06", "2026-12-13", "2026-12-20", "2026-12-27")


def laid(rhythm, rounds, *, today=TODAY, anchors=None, dates=()):
    rhythms = [{"id": rhythm, "rounds": rounds, "anchors": anchors or {}}]
    found = community("interest", 8, rhythms=rhythms, dates=list(dates), groups=groups(1, 60))
    return make_plan(found, LIBRARY, today).rhythms[0]


def days(one, until="2026-12-31"):
    first = one.rhythm.cycle.anchors[0].id
    found = anchor_days(one.rhythm, first, one.chosen, TODAY, full=False)
    return [str(day) for day in found if str(TODAY) <= str(day) <= until]


def what(one, day):
    found = round_on(one.rhythm, one.chosen, date.fromisoformat(day))
    return found.what if found else None


def test_texts_without_a_day_go_to_the_coming_rounds_in_turn():
    one = laid("book-club", ["Yi Yi", {"what": "Stalker"}, "Ran"])
    assert [what(one, day) for day in SUNDAYS] == ["Yi Yi", "Stalker", "Ran", None]


def test_they_follow_the_last_day_that_is_said_whatever_the_week():
    rounds = [{"on": "2026-12-06", "what": "Yi Yi"}, "Stalker", "Ran"]
    later = laid("book-club", rounds, today=date(2026, 12, 9))
    assert [what(later, day) for day in SUNDAYS] == ["Yi Yi", "Stalker", "Ran", None]


def test_a_day_that_is_no_usual_one_moves_the_round_nearest_to_it():
    one = laid("book-club", [{"on": "2026-12-12", "what": "Ran"}, "Stalker"])
    assert days(one) == ["2026-12-06", "2026-12-12", "2026-12-20", "2026-12-27"]
    assert (what(one, "2026-12-12"), what(one, "2026-12-20")) == ("Ran", "Stalker")


def test_what_is_moved_takes_its_beats_along():
    one = laid("book-club", [{"on": "2026-12-05"}])
    assert {(task.job, task.day) for task in one.tasks} >= {("talk", "sat"), ("quotes", "thu")}


def test_a_closing_night_moves_with_the_talk_on_its_day():
    rounds = [{"on": "2026-12-26", "what": "Yi Yi"}]
    one = laid("book-club", rounds, anchors={"talk": "sun 20:00", "close": "2026-12-27 20:00"})
    close = anchor_days(one.rhythm, "close", one.chosen, TODAY, full=False)
    assert date(2026, 12, 26) in close
    assert date(2026, 12, 27) not in close


def test_a_round_that_falls_out_takes_its_beats_along_and_no_text():
    one = laid("book-club", [{"on": "2026-12-06", "off": True, "what": "half of us are away"}, "Ran"])
    assert days(one)[0] == "2026-12-13"
    assert what(one, "2026-12-13") == "Ran"
    assert not {task.job for task in one.tasks} & {"talk", "opener", "quotes"}


def test_what_comes_once_in_weeks_is_counted_from_the_first_round_that_is_said():
    one = laid("outing", [{"on": "2026-12-13", "what": "Edale"}, {"on": "2027-01-03", "what": "Stanage"}])
    assert days(one, "2027-01-31") == ["2026-12-13", "2027-01-03", "2027-01-10", "2027-01-24"]
    assert what(one, "2027-01-03") == "Stanage"


def test_of_a_camp_a_round_is_a_week_and_holds_until_the_next():
    anchors = {"start": "2026-11-30 20:00", "end": "2026-12-27"}
    rounds = ["Subject one", "Subject two", {"on": "2026-12-16", "off": True, "what": "rest"}]
    one = laid("camp", rounds, anchors=anchors, today=date(2026, 12, 14))
    assert [what(one, day) for day in ("2026-12-06", "2026-12-07", "2026-12-20")] == [
        "Subject one", "Subject two", "Subject two",
    ]  # fmt: skip
    assert "wed" not in {task.day for task in one.tasks if task.job == "task"}


DATES = [("A friendly", None, "A friendly"), ("Mock exam", "exam", None)]


@pytest.mark.parametrize(("name", "kind", "found"), DATES, ids=["named", "apart"])
def test_a_date_on_the_day_of_a_round_says_what_it_is_about(name, kind, found):
    big = {"what": name, "from": "2026-12-09"} | ({"kind": kind} if kind else {})
    one = laid("session", [], anchors={"play": "wed 20:00"}, dates=[big])
    assert what(one, "2026-12-09") == found
    said = laid("session", [{"on": "2026-12-09", "what": "Ours"}], anchors={"play": "wed 20:00"}, dates=[big])
    assert what(said, "2026-12-09") == "Ours"


@pytest.mark.parametrize("job", ["notice", "photo"])
def test_what_is_done_on_any_weekday_is_for_its_own_round(job):
    one = laid("session", [{"on": "2026-12-02", "what": "Doubles"}, "Singles"], anchors={"play": "wed 20:00"})
    played = date(2026, 12, 2)
    day = {"notice": played, "photo": date(2026, 12, 3)}[job]
    beat = one.rhythm.cycle.beat(job)
    assert day_meant(one.rhythm, one.chosen, beat, day, None, full=False) == played
    assert day_behind(one.rhythm, one.chosen, played, full=False) == date(2026, 12, 9)
