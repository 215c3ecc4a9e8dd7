"""A date of the profile and the end of a month stand on home and Today, with what this week does about them."""

from datetime import date

import pytest

from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.home import home_view
from community_playbook.outputs.say.near import near_lines
from community_playbook.outputs.say.today import today_view
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import TODAY, community, groups

LIBRARY = load_library()
LAST_SUNDAY = date(2026, 11, 29)
"""November ends on the Monday after it."""


def frame(today=TODAY, language="en", **parts):
    parts = {
        "groups": groups(1, 80),
        "rhythms": [{"id": "session", "anchors": {"play": "wed 20:00"}}],
        **parts,
    }
    made = community("interest", 3, **parts)
    return Frame(make_plan(made, LIBRARY, today), made, LIBRARY, words(language))


def big(what, start, kind=None, end=None):
    said = {"what": what, "from": start, "kind": kind, "to": end}
    return {key: value for key, value in said.items() if value}


def test_home_and_today_say_how_long_a_date_is_away_and_what_it_hits():
    shown = frame(dates=[big("Hall closed", "2026-12-09", "closing")])
    assert home_view(shown).near == today_view(shown).near
    (line,) = near_lines(shown)
    assert (line.what, line.when) == ("Hall closed", "9 December, 17 days left")
    assert line.text.startswith("This week: ") or line.text.startswith("Next, on ")
    assert "Until it is over nothing new starts" in line.text
    assert line.url == "rhythm.html#d-closed-1209"
    assert "(Wed 9 December) falls on it" in line.text


def test_a_date_in_the_planned_week_counts_its_jobs():
    shown = frame(dates=[big("Away", "2026-11-25", "holidays", "2026-11-26")])
    own = shown.plan.counted[0].entry.id
    on = [
        step
        for step in shown.plan.agenda.steps
        if date(2026, 11, 25) <= step.day <= date(2026, 11, 26) and step.entry != own
    ]
    (line,) = near_lines(shown)
    assert len(on) == 1
    assert line.text.startswith("This week: ")
    assert "Pauses this week: " in line.text
    assert "One of this week's jobs falls into it." in line.text


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ([big("Term", "2026-12-08", "term")], "This week: Put the hours back."),
        ([big("Fair", "2027-01-25", "event")], ""),
        ([big("Over", "2026-11-20", "exam")], ""),
        ([], ""),
    ],
)
def test_what_is_far_or_over_is_not_said_and_what_changes_nothing_says_so(dates, said):
    assert [line.text for line in near_lines(frame(dates=dates))] == ([said] if said else [])


PRIZE = {"prize": [{"name": "A racket", "value": 90, "for": {"rank": 1, "period": "month"}}]}
BY_MONTH = {"mode": "ledger", "period": "month", "rules": [{"action": "answer", "points": 2}]}


def test_the_end_of_a_month_says_who_announces_what_and_when():
    shown = frame(LAST_SUNDAY, points=BY_MONTH, incentives=PRIZE)
    (line,) = near_lines(shown)
    assert (line.what, line.when) == ("End of November", "Mon 30 November")
    assert line.text.startswith("You announce who gets what on Tue 1 December at 20:30: A racket.")
    assert not near_lines(frame(TODAY, points=BY_MONTH, incentives=PRIZE))  # it ends a week later
    assert not near_lines(frame(LAST_SUNDAY))


def test_where_the_week_posts_the_board_the_month_is_told_there():
    parts = {
        "rhythms": [],
        "operator": {"hours_per_week": 20},
        "tactics": {"start": {"points-and-teams": TODAY}},
    }
    shown = frame(LAST_SUNDAY, points=BY_MONTH, **parts)
    (step,) = [s for s in shown.plan.agenda.of("points-and-teams", "board") if s.main and not s.setup]
    (line,) = near_lines(shown)
    assert step.day == date(2026, 11, 30)
    assert line.text == f"You post the month's leaderboard on Mon 7 December at {step.start}."
