"""What operators of a trade missed: asked in time, at rest in a freeze, sold where income is the goal, dated."""

from datetime import date, timedelta

import pytest

from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.rhythm import rhythm_views
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import TODAY, community, groups

LIBRARY = load_library()
WEEK = TODAY + timedelta(days=1)
"""The Monday that is planned."""


def frame(rhythm, anchors, kind="professional", language="en", hours=8, **parts):
    parts = {"groups": groups(1, 40), "rhythms": [{"id": rhythm, "anchors": anchors}], **parts}
    made = community(kind, hours, **parts)
    return Frame(make_plan(made, LIBRARY, TODAY), made, LIBRARY, words(language))


def jobs(shown, rhythm):
    return {step.job for step in shown.plan.agenda.of(rhythm)}


def text(shown, beat):
    (view,) = rhythm_views(shown)
    folder = shown.folder(shown.plan.rhythms[0].rhythm.entry)
    (line,) = [one for one in view.beats if one.name == folder.label("beats", beat)]
    return "\n".join("\n".join(bubble.lines) for bubble in line.said)


@pytest.mark.parametrize(("release", "handed"), [(20, True), (8, False), (1, False), (43, True)])
def test_first_tasks_rest_from_freeze_to_release(release, handed):
    """By the Tuesday of the planned week on which they are handed out."""
    day = (WEEK + timedelta(days=1 + release)).isoformat()
    shown = frame("open-source", {"release": f"{day} 16:00"}, hours=12)
    assert ("firsts" in jobs(shown, "open-source")) == handed
    assert "triage" in jobs(shown, "open-source")


def test_a_board_asks_who_is_coming_before_the_page_goes_out():
    rhythm = LIBRARY.rhythm("board").cycle
    asked, sent = rhythm.beat("seats").on[0], rhythm.beat("send").on[0]
    assert (asked, sent) == ("case-11", "case-4")
    day = WEEK + timedelta(days=15)
    shown = frame("board", {"case": f"{day.isoformat()} 19:30"})
    assert "seats" in jobs(shown, "board")
    assert "send" not in jobs(shown, "board")
    assert "Tuesday 8 December at 19:30" in text(shown, "seats")


@pytest.mark.parametrize("goal", ["income", "depth"])
def test_a_paid_slot_has_a_job_and_a_price_where_income_is_the_goal(goal):
    shown = frame("deals", {"wall": "tue 12:00"}, goal=goal, community={"currency": "GBP"})
    assert ("slot" in jobs(shown, "deals")) == (goal == "income")
    if goal == "income":
        assert "£99" in text(shown, "slot")


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Sunday 13 December"), ("en-US", "Sunday, Dec 13"), ("zh", "12 月 13 日（周日）")],
)
def test_what_comes_once_a_month_is_said_with_its_date(language, said):
    shown = frame("neighbours", {"swap": "2026-12-13 10:00"}, "local", language)
    assert said in text(shown, "helpers")


def test_what_comes_every_week_is_said_by_its_weekday():
    shown = frame("session", {"play": "wed 20:00"}, "interest", hours=2)
    assert "Wednesday at 20:00" in text(shown, "list")


def test_places_left_are_told_the_day_before_and_by_no_number():
    shown = frame("session", {"play": "wed 20:00"}, "interest", hours=3)
    at = {step.job: step.day for step in shown.plan.agenda.of("session") if step.job != "list"}
    opened = min(step.day for step in shown.plan.agenda.of("session", "list"))
    assert at["chase"] == date(2026, 11, 24) > opened
    assert "two" not in text(shown, "chase").lower()


def test_a_tactic_that_something_else_keeps_out_is_not_called_changed():
    shown = frame("board", {"case": "tue 19:30"}, groups=groups(1, 12))
    (view,) = rhythm_views(shown)
    state = {row.number: row.state for row in view.tactics}
    out = {c.id for c in shown.plan.choices if c.state == "no"}
    assert "rotation" in out
    assert state[6] == "not now"
    assert state[8] == "not done"
    assert state[7] == "changed"
