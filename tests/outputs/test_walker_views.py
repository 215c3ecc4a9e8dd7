"""Whatever the community and the week: every view says what the agenda holds, and nothing else."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest
import walking

from community_playbook.community.community import Community
from community_playbook.community.journal import Journal, Line
from community_playbook.intake.library import load_library
from community_playbook.outputs.editions import make_edition
from community_playbook.outputs.printing import duties
from community_playbook.outputs.say import home, tactics
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.game import posting
from community_playbook.plan.plan import Plan, make_plan
from community_playbook.words import words
from making import TODAY, community, groups, ledger, members

COUNT = 200
WEEK = timedelta(days=7)
PIECES, EVERY_RUN = 4, (0, 1)
"""The profiles are walked in so many tests; every run walks the first two: with a main business, and without."""


def draw(seed: int) -> tuple[Community, int, int]:
    """A profile, the week in which it is looked at, and the day of that week on which it is planned."""
    dice = random.Random(seed)
    kind = dice.choice(sorted(load_library().kinds))
    helpers = dice.choice((0, 0, 1, 2))
    parts = {
        "community": {"platform": dice.choice(sorted(load_library().platforms))},
        "operator": {"assistants": helpers, "assistant_hours_per_week": 4 * helpers},
        "onboarding": {
            "newcomers_per_week": dice.choice((0, 0.5, 3, 12, 45)),
            "join_window": dice.choice(("20:00-22:00", "12:00-13:30", "23:00-00:30")),
        },
        "points": dice.choice((
            {"mode": "none"}, {"mode": "platform"},
            {"mode": "ledger", "period": "month", "rules": [{"action": "answer", "points": 5}]},
        )),
        "content": {"articles_per_week": dice.choice((0, 2)), "messages_per_week": dice.choice((0, 1, 6))},
    }  # fmt: skip
    if dice.random() < 0.5:
        parts["onboarding"]["red_packet"] = {"monthly_budget": dice.choice((0, 60, 900))}
        parts["incentives"] = {"monthly_budget": 300, "red_packet": [
            {"name": "答谢", "amount": 8, "for": {"rank": 3, "period": "month"}, "claim_days": 7}]}  # fmt: skip
    if dice.random() < 0.2:
        parts["running"] = dice.sample(sorted(t.id for t in load_library().tactics), 3)
    if dice.random() < 0.15:
        parts["tactics"] = {"hide": [dice.choice(sorted(t.id for t in load_library().tactics))]}
    if dice.random() < 0.3:
        parts["operator"]["free"] = {d: ["19:00-23:00"] for d in ("tue", "wed", "thu", "sun")}
    if seed % 4 == 0:
        ids = [rhythm.id for rhythm in load_library().rhythms]
        parts["rhythms"] = [
            ids[seed // 4 % len(ids)],
            *[ids[0]][: seed // 4 % 3 == 0 and seed // 4 % len(ids) > 0],
        ]
    if seed % 5 == 1:  # each of them known by hours and free time of their own
        free = {d: ["18:00-22:00"] for d in ("mon", "wed", "sat")}
        parts["operator"] |= {"assistants": 0, "assistant_hours_per_week": 0}
        parts["assistants"] = {"people": [
            {"name": "Lin", "hours": 3, "free": free}, {"hours": 1.5}, {"hours": 6}
        ][: 1 + seed % 3]}  # fmt: skip
    many = dice.choice((0, 1, 2, 8, 30))
    people = members(dice.choice((0, 6, 40)))
    deeds = ledger(*[(i % 40, f"m{i % 6:04d}", "answer") for i in range(60)]) if len(people) else ()
    hours = dice.choice((0.5, 2, 6, 15))
    made = community(
        kind, hours, groups=groups(many, dice.choice((40, 300))), people=people, deeds=deeds, **parts
    )
    return made, dice.choice((0, 0, 0, 0, 1, 3)), dice.choice((0, 0, 0, 2, 5))


def planned(base: Community, week: int, day: int) -> Plan:
    """With the editions of the weeks before; every second week something is stopped by hand."""
    library, editions, made = load_library(), (), None
    lines: list[Line] = []
    for number in range(week + 1):
        today = TODAY + number * WEEK + timedelta(days=day if number == week else 0)
        journal = Journal.of(lines)
        made = make_plan(replace(base, journal=journal, editions=editions), library, today)
        editions = (*editions, make_edition(made, base))
        if number % 2 and made.agenda.running:
            ran = sorted(e for e in made.agenda.running if e in {t.id for t in library.tactics})
            lines += [Line(today + timedelta(days=3), "stopped", ran[0])] if ran else []
    assert made is not None
    return made


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", [pytest.param(n, marks=[pytest.mark.sweep] * (n not in EVERY_RUN)) for n in range(PIECES)]
)
def test_no_view_says_what_the_agenda_does_not_hold(piece):
    found = []
    for seed in range(piece, COUNT, PIECES):
        base, week, day = draw(seed)
        frame = Frame(planned(base, week, day), base, load_library(), words("en" if seed % 3 else "zh"))
        found += [f"{seed}: {fault}" for fault in walking.faults(frame)]
    assert not found, "\n".join(found[:40])


@pytest.mark.slow
def test_the_profiles_are_as_different_as_weeks_are():
    """Every state, every tactic running and idle, and what ends, in those that every run walks."""
    seen, ran, idle = set(), set(), set()
    for seed in [seed for seed in range(COUNT) if seed % PIECES in EVERY_RUN][1::2]:
        for entry, standing in planned(*draw(seed)).agenda.standings.items():
            seen.add(standing.state)
            (ran if standing.runs else idle).add(entry)
    assert seen >= {"running", "starting", "preparing", "coming", "ending", "waiting", "unfit", "hidden"}
    tactics = {t.id for t in load_library().tactics}
    assert tactics <= ran and tactics <= idle


# Faults that are planted are found


def busy() -> Frame:
    """Newcomers are let in, and red packets wait for their day."""
    made = community(
        groups=groups(16), people=members(60), deeds=ledger(*[(i % 40, f"m{i % 6:04d}", "answer") for i in range(60)]),
        operator={"assistants": 1, "assistant_hours_per_week": 5},
        onboarding={"newcomers_per_week": 20, "red_packet": {"monthly_budget": 900}},
        points={"mode": "ledger", "rules": [{"action": "answer", "points": 5}]},
    )  # fmt: skip
    return Frame(make_plan(made, load_library(), TODAY), made, load_library(), words("zh"))


def with_agenda(frame: Frame, **parts: object) -> Frame:
    plan = replace(frame.plan, agenda=replace(frame.plan.agenda, **parts))
    return Frame(plan, frame.community, frame.library, frame.words)


def test_a_sound_plan_has_no_fault():
    assert walking.faults(busy()) == []


@pytest.mark.parametrize(
    ("change", "walks"),
    [
        (lambda steps: steps[1:], {"week", "tables", "calendar"}),
        (lambda steps: (replace(steps[0], minutes=steps[0].minutes + 5), *steps[1:]), {"week", "calendar"}),
        (lambda steps: (replace(steps[0], start="06:05"), *steps[1:]), {"week", "tables"}),
        (lambda steps: (replace(steps[0], who="nobody"), *steps[1:]), {"week", "calendar", "paper"}),
        (lambda steps: (*steps, replace(steps[-1], id="x.y.sun")), {"week", "tables", "calendar"}),
    ],
    ids=["missing", "minutes", "clock", "person", "more"],
)
def test_a_step_that_the_week_has_otherwise_is_found(change, walks):
    frame = busy()
    found = walking.faults(with_agenda(frame, steps=change(frame.plan.agenda.steps)))
    assert {fault.split(":")[0] for fault in found} >= walks


@pytest.mark.parametrize(
    ("place", "name", "wrong", "said"),
    [
        (
            duties,
            "shown",
            lambda frame, sheet, band, facts: list(sheet.entry.visible(band, facts)),
            "paper: 01-join-evening: packet stands on it",
        ),
        (duties, "is_due", lambda frame, sheet: True, "paper: 02-red-packet-order has no step"),
        (
            duties,
            "minutes_said",
            lambda frame, steps, whole=False: frame.minutes(95),
            "paper: 08-moderation: not ",
        ),
        (tactics, "off", lambda frame, entry: "", "tactics: red-packet-first"),
        (tactics, "listed", lambda frame, state: [], "tactics: join-window is starting, and not listed"),
        (posting, "off", lambda frame, entry: "", "game: the board is posted"),
        (home, "things", lambda frame: "3", "home: 3, not "),
    ],
    ids=["items", "sheets", "minutes", "messages", "list", "board", "number"],
)
def test_a_writer_that_decides_by_itself_is_found(monkeypatch, place, name, wrong, said):
    monkeypatch.setattr(place, name, wrong)
    found = walking.faults(busy())
    assert any(said in fault for fault in found), found
