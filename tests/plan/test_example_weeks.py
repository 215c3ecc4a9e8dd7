"""Eight weeks of each example: new rows, counts that are good, low and fatal; the plan goes on and keeps its word."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from test_weeks import MONDAY, WEEK, check_weeks

from community_playbook.community.community import Community
from community_playbook.community.editions import from_json, to_json
from community_playbook.community.journal import Journal, Line
from community_playbook.community.people import LedgerEntry
from community_playbook.intake.library import load_library
from community_playbook.plan.changes import compare
from community_playbook.plan.editions import make_edition
from community_playbook.plan.plan import Plan, make_plan
from example_plans import DAY, NAMES, planned

WEEKS = 8


def with_new_rows(base: Community, today: date) -> Community:
    """Somebody did something on every second day up to today; every week one member joined and one left."""
    people = [m for m in base.members if m.role not in ("owner", "staff")]
    actions = sorted({e.action for e in base.ledger})
    days = (today - DAY).days
    new = [
        LedgerEntry(
            DAY + timedelta(days=n), people[n % len(people)].id, actions[n % len(actions)], 1, None, ""
        )
        for n in range(1, days, 2)
        if people and actions
    ]
    gone = {m.id for m in people[: days // 7]}
    fresh = [
        replace(people[-1], id=f"zz{n}", name=f"New {n}", joined=DAY + timedelta(days=7 * n), consent=False)
        for n in range(1, days // 7 + 1)
        if people
    ]
    members = tuple(sorted([*(m for m in base.members if m.id not in gone), *fresh], key=lambda m: m.id))
    return replace(base, members=members, ledger=tuple(sorted([*base.ledger, *new])))


def tallies(plan: Plan, today: date, good: str, low: str) -> list[Line]:
    """The first tactic that runs is always well on target, the second never."""
    found = []
    for tactic, on_target in ((good, True), (low, False)):
        if tactic:
            rule = plan.verdicts[tactic].rule
            much = 10 if rule.kind == "share" else int(10 * rule.target) + 10
            count = much if on_target == (rule.better == "more") else 0
            found.append(Line(today, "tally", tactic, "", count, 10 if rule.kind == "share" else None))
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.sweep] * (name == "metropolis")) for name in NAMES]
)
def test_eight_weeks_of_an_example(name):
    """The largest one is swept: it is the school once more, and its weeks are as full as those of the shop."""
    base = planned(name).community
    assert base is not None
    library, lines, plans, made = load_library(), [], [], []
    good = low = ""
    for number in range(WEEKS):
        today = DAY + number * WEEK
        now = replace(
            with_new_rows(base, today),
            journal=Journal.of(lines),
            editions=tuple(from_json(to_json(e)) for e in made),
        )
        plan = make_plan(now, library, today)
        if number in (0, WEEKS - 1):
            assert repr(make_plan(now, library, today)) == repr(plan), "the same input, the same plan"
        if made:
            found = compare(made[-1], make_edition(plan, now))
            before, after = set(made[-1].people), {m.id for m in now.members}
            assert (set(found.joined), set(found.left)) == (after - before, before - after)
            ran, runs = (
                {s.entry for s in e.standings if s.tactic and s.runs}
                for e in (made[-1], make_edition(plan, now))
            )
            assert {m.entry for m in found.moved if m.kind == "started"} == runs - ran
            assert {m.entry for m in found.moved if m.kind == "ended"} == ran - runs
        plans.append(plan)
        made.append(make_edition(plan, now))
        if not good:
            counted = [c.id for c in plan.choices if plan.agenda.runs(c.id) and c.id in plan.verdicts]
            good, low = (*counted, "", "")[:2]
        lines += tallies(plan, today + timedelta(days=6), good, low)
    check_weeks(plans)
    if low:
        ended = [p for p in plans if p.agenda.standings[low].reason == "tally"]
        rule = plans[-1].verdicts[low].rule
        if rule.every == "week" and rule.low + rule.stop < WEEKS:
            assert ended, "its own count stops it"
        assert all(not p.agenda.runs(low) for p in ended)
    if good:
        assert plans[-1].agenda.runs(good), "what is on target runs on"
        assert plans[-1].verdicts[good].decision in ("keep", "open")
    assert plans[0].agenda.monday == MONDAY
