"""What is looked at weeks after the main business began keeps its date from edition to edition, and is told in
both languages."""

import re
from datetime import date, timedelta

import pytest

from community_playbook.community.community import Community
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.milestones import milestones
from community_playbook.plan.editions import make_edition
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import TODAY, community, groups

LIBRARY = load_library()
LONG = [rhythm.id for rhythm in LIBRARY.rhythms if rhythm.weeks]


def lines(made: Community, today: date, language: str = "en"):
    plan = make_plan(made, LIBRARY, today)
    return plan, milestones(Frame(plan, made, LIBRARY, words(language)), plan.rhythms[0])


def test_whatever_goes_on_has_them():
    assert set(LONG) == {rhythm.id for rhythm in LIBRARY.rhythms if not rhythm.cycle.season}


@pytest.mark.parametrize("rhythm", LONG)
def test_they_are_told_in_both_languages_in_their_weeks(rhythm):
    made = community("interest", 20.0, groups=groups(2, 80), rhythms=[rhythm])
    plan, found = lines(made, TODAY)
    _, chinese = lines(made, TODAY, "zh")
    assert [one.day for one in found] == [one.day for one in chinese]
    weeks = [(one.day - plan.agenda.monday).days // 7 + 1 for one in found]
    assert weeks == sorted(LIBRARY.rhythm(rhythm).weeks.values())
    assert all(re.search("[\u4e00-\u9fff]", str(one.text)) for one in chinese)
    assert not any(re.search("[\u4e00-\u9fff]", f"{one.when} {one.title} {one.text}") for one in found)


def test_a_week_later_each_keeps_its_date_and_what_is_over_is_gone():
    made = community("interest", 20.0, groups=groups(2, 80), rhythms=["session"])
    plan, first = lines(made, TODAY)
    days = [one.day for one in first]
    for _ in range(5):
        edition = make_edition(plan, made)
        made = Community(made.profile, made.members, made.ledger, editions=(*made.editions, edition))
        plan, left = lines(made, plan.agenda.monday + timedelta(weeks=1))
        assert [one.day for one in left] == [day for day in days if day >= plan.agenda.monday]
    assert 0 < len(left) < len(first)


def test_a_business_for_which_there_are_no_hours_promises_nothing():
    made = community("interest", 0.3, groups=groups(2, 80), rhythms=["board"])
    plan, found = lines(made, TODAY)
    assert not plan.rhythms[0].fits and not found
