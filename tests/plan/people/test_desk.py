"""The desk beside its letters: minutes decide how many, gaps, promises and loans by their days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from community_playbook.community.content import Commission, Loan
from community_playbook.plan.people.desk import DUTY, JOB, LETTER_MINUTES, loan_state, promise_state
from example_plans import NAMES, example_frame

DAY, MONDAY = date(2026, 11, 27), date(2026, 11, 30)


def days(n):
    return DAY + timedelta(days=n)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.slow
def test_every_letter_goes_to_somebody_who_is_there_once_and_has_its_minutes(name):
    frame = example_frame(name, "zh")
    desk, community = frame.plan.people.desk, frame.community
    members = {m.id for m in community.members} - community.unranked
    sent = [letter.member for letter in (*desk.letters, *desk.later)]
    assert len(sent) == len(set(sent)) and set(sent) <= members
    assert {gap.writer for gap in desk.gaps} | {one.member for one in desk.offers} <= members | {""}
    starred = {star.person.id for star in frame.facts.carriers.activity.batch}
    assert not starred & set(sent) and not set(frame.facts.waiting) & set(sent)
    for step in frame.plan.agenda.of(DUTY, JOB):
        assert sum(letter.step == step.id for letter in desk.letters) * LETTER_MINUTES <= step.minutes
    assert len(desk.letters) <= desk.wanted or not desk.wanted
    assert desk.sent == (tuple(sent[: len(desk.letters)]) if desk.planned else ())


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, "out"), ({"since": days(-20)}, "late"), ({"until": days(4)}, "due"), ({"until": days(9)}, "due"),
        ({"until": days(10)}, "out"), ({"back": DAY}, "owed"), ({"back": DAY, "review": DAY}, "done"),
    ],
)  # fmt: skip
def test_a_loan_is_where_its_days_say(facts, state):
    loan = Loan.model_validate({"tool": "x", "to": "a", "since": DAY, **facts})
    assert loan_state(loan, DAY, MONDAY).state == state


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, "asked"), ({"due": DAY}, "asked"), ({"due": days(-1)}, "late"), ({"draft": DAY}, "draft"),
        ({"draft": DAY, "shown": days(-14)}, "shown"), ({"shown": days(-15)}, "done"),
    ],
)  # fmt: skip
def test_a_promise_is_where_its_days_say(facts, state):
    assert promise_state(Commission.model_validate({"who": "a", "title": "t", **facts}), DAY) == state
