"""Week after week: nothing is set up twice, what was promised starts on its day, a stop is a stop."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.community.community import Community
from community_playbook.community.editions import from_json, to_json
from community_playbook.community.journal import Journal, Line
from community_playbook.intake.library import load_library
from community_playbook.plan.changes import compare
from community_playbook.plan.editions import make_edition
from community_playbook.plan.plan import Plan, make_plan
from community_playbook.plan.rhythms import average, reserved
from making import TODAY, community, groups, members
from tries import tries

MONDAY = date(2026, 11, 23)
WEEK = timedelta(days=7)
WHOLE = {"groups": groups(8), "onboarding": {"newcomers_per_week": 20}}


def weeks(base: Community, count: int = 8, lines: tuple[Line, ...] = ()) -> list[Plan]:
    """Plans of Sunday evenings in a row, each with the editions of those before it, through their files."""
    found: list[Plan] = []
    for number in range(count):
        today = TODAY + number * WEEK
        journal = Journal.of(line for line in lines if line.day <= today)
        known = tuple(from_json(to_json(make_edition(p, base))) for p in found)
        made = make_plan(replace(base, journal=journal, editions=known), load_library(), today)
        found.append(made)
    return found


def set_up(plan: Plan) -> dict[str, int]:
    return {
        s.entry: sum(x.minutes for x in plan.agenda.of(s.entry, "setup"))
        for s in plan.agenda.steps
        if s.setup
    }


def check_weeks(plans: list[Plan]) -> None:
    minutes: dict[str, int] = {}
    promised: dict[str, date] = {}
    begun: dict[str, date] = {}
    for plan in plans:
        agenda = plan.agenda
        for entry, spent in set_up(plan).items():
            assert agenda.standings[entry].state in ("starting", "preparing")
            minutes[entry] = minutes.get(entry, 0) + spent
        for entry, standing in agenda.standings.items():
            if standing.state == "starting" and entry in {c.id for c in plan.choices}:
                assert entry not in begun, "a start is told once"
                begun[entry] = agenda.monday
                assert promised.get(entry, agenda.monday) == agenda.monday, "on its day"
            if standing.state in ("coming", "preparing"):
                assert standing.starts and standing.starts > agenda.monday
                assert promised.setdefault(entry, standing.starts) == standing.starts, "a day is kept"
            if standing.state == "running" and entry in begun:
                assert standing.since == begun[entry]
        assert plan.week.owner_minutes <= plan.week.owner_capacity
        assert plan.week.helper_minutes <= plan.week.helper_capacity
    library = load_library()
    for entry, spent in minutes.items():
        if entry in begun:
            assert spent == library.tactic(entry).setup_minutes, f"{entry} is set up once, and wholly"


KINDS = st.sampled_from(["knowledge", "selling", "interest", "local", "professional"])


BUSINESS = st.sampled_from([None, [], *([rhythm.id] for rhythm in load_library().rhythms)])
"""What people come for: as the profile lets be guessed, nothing, or each of what there is."""
HELD = {
    "hours of a week in which a set-up ends": ("professional", 1, 1, 1, 1, ["pro-qa"]),
    "every second week is fuller": ("interest", 3, 0, 45, 12, ["pro-qa"]),
    "once in six weeks": ("interest", 4, 2, 15, 9, ["open-source"]),
    "three hours and four": ("professional", 3, 4, 26, 9, None),
}
SALE = {"what": "双旦大促", "kind": "sale"}


def base_of(kind, hours, helper, newcomers, count, business, **more) -> Community:
    operator = {"assistants": 1, "assistant_hours_per_week": helper}
    onboarding = {"newcomers_per_week": newcomers}
    parts = {"operator": operator, "groups": groups(count), "onboarding": onboarding, **more}
    return community(kind, hours, **parts, **({} if business is None else {"rhythms": business}))


@pytest.mark.slow
@settings(max_examples=tries(20), deadline=None, derandomize=True)
@given(
    KINDS, st.integers(1, 15), st.integers(0, 12), st.integers(0, 60), st.integers(1, 12), BUSINESS,
    st.none() | st.integers(10, 60),
)  # fmt: skip
def test_eight_weeks_keep_their_word(kind, hours, helper, newcomers, count, business, ahead):
    day = TODAY + timedelta(days=ahead or 0)
    dates = [{**SALE, "from": day, "to": day + timedelta(days=3)}] if ahead else []
    check_weeks(weeks(base_of(kind, hours, helper, newcomers, count, business, dates=dates)))


@pytest.mark.parametrize("found", HELD.values(), ids=HELD)
def test_weeks_that_once_broke_their_word_keep_it(found):
    plans = weeks(base_of(*found))
    check_weeks(plans)
    assert not [s for p in plans for s in p.agenda.standings.values() if s.state == "ending"]


def test_a_date_that_everybody_knew_of_breaks_no_word():
    day = TODAY + timedelta(days=28)
    sale = {**SALE, "from": day, "to": day + timedelta(days=3)}
    for kind, hours, helper in (("professional", 1, 4), ("local", 2, 6), ("knowledge", 2, 0)):
        check_weeks(weeks(base_of(kind, hours, helper, 26, 1, [], dates=[sale])))


def test_what_was_prepared_stays_prepared_and_an_end_is_told_once():
    """The hours are gone for three weeks and come back."""
    base = community("knowledge", 12, **WHOLE)
    short = community("knowledge", 1, **WHOLE)
    found, known = [], ()
    for number in range(9):
        now = short if 3 <= number < 6 else base
        found.append(make_plan(replace(now, editions=known), load_library(), TODAY + number * WEEK))
        known = (*known, from_json(to_json(make_edition(found[-1], now))))
    spent: dict[str, int] = {}
    for plan in found:
        for entry, minutes in set_up(plan).items():
            spent[entry] = spent.get(entry, 0) + minutes
    assert all(minutes <= load_library().tactic(entry).setup_minutes for entry, minutes in spent.items())
    ended = {e for e, s in found[3].agenda.standings.items() if s.state == "ending"}
    again = {e for e in ended if any(p.agenda.runs(e) for p in found[6:])}
    assert again and not again & {e for p in found[6:] for e in set_up(p)}
    asked = community("knowledge", 12, running=["rotation"], groups=groups(1))
    states = [p.agenda.standings["rotation"].state for p in weeks(asked, 4)]
    assert states == ["ending", "unfit", "unfit", "unfit"]


@pytest.mark.parametrize("kind", ["knowledge", "interest"])
def test_everything_that_was_promised_runs_in_the_end(kind):
    plans = weeks(community(kind, 12, **WHOLE), 14)
    check_weeks(plans)
    last = plans[-1].agenda
    assert {c.id for c in plans[0].choices if c.state in ("now", "next")} <= last.running
    assert not any(step.setup for step in last.steps)


def test_what_was_skipped_is_set_up_again_and_what_was_done_is_not():
    base = community("knowledge", 12, **WHOLE)
    first = weeks(base, 1)[0]
    entry = next(iter(set_up(first)))
    again = weeks(base, 2, (Line(MONDAY + timedelta(days=3), "skipped", entry),))[1]
    assert again.agenda.standings[entry].state == "starting"
    assert set_up(again)[entry] == set_up(first)[entry]
    corrected = (Line(MONDAY, "skipped", entry), Line(MONDAY + timedelta(days=1), "done", entry))
    assert weeks(base, 2, corrected)[1].agenda.standings[entry].state == "running"


def test_what_is_stopped_stays_stopped_until_it_is_started():
    base = community("knowledge", 12, **WHOLE)
    entry = weeks(base, 1)[0].choices[1].id
    stop = Line(MONDAY + timedelta(days=9), "stopped", entry)
    plans = weeks(base, 5, (stop,))
    assert [p.agenda.runs(entry) for p in plans] == [True, True, False, False, False]
    assert plans[2].choice(entry).refusal.reason == "journal"
    assert plans[2].agenda.standings[entry].state in ("ending", "waiting")
    again = weeks(base, 5, (stop, Line(MONDAY + timedelta(days=22), "started", entry)))
    assert [p.agenda.runs(entry) for p in again] == [True, True, False, False, True]
    assert not again[4].agenda.of(entry, "setup")


def test_what_lost_its_hours_says_so_in_every_week_and_never_that_somebody_stopped_it():
    long, short = (community("knowledge", hours, **WHOLE) for hours in (12, 3))
    found = [make_plan(long, load_library(), TODAY)]
    known = (make_edition(found[0], long),)
    for number in range(1, 6):
        base = long if number < 3 else short
        found.append(make_plan(replace(base, editions=known), load_library(), TODAY + number * WEEK))
        known = (*known, make_edition(found[-1], base))
    ended = {e for e, s in found[3].agenda.standings.items() if s.state == "ending"}
    assert ended
    for plan in found[3:]:
        assert {plan.agenda.standings[entry].reason for entry in ended} == {"hours"}


def test_the_rule_of_its_page_stops_a_tactic_and_the_hours_go_elsewhere():
    base = community("knowledge", 6, **WHOLE)
    entry = "self-intro"
    tallies = tuple(Line(MONDAY + n * WEEK + timedelta(days=6), "tally", entry, "", 0, 10) for n in range(7))
    changed = Line(MONDAY + 3 * WEEK, "changed", entry)
    plans = weeks(base, 8, (*tallies, changed))
    rule = plans[0].verdicts[entry].rule
    runs = [p.agenda.runs(entry) for p in plans]
    assert runs[: rule.low + 1] == [True] * (rule.low + 1), "a change is asked for before an end"
    assert not runs[-1]
    end = next(p for p in plans if not p.agenda.runs(entry))
    assert end.choice(entry).refusal.reason == "tally"
    assert end.agenda.standings[entry].state == "ending"
    assert end.agenda.standings[entry].stops == end.agenda.monday - timedelta(days=1)
    assert not end.agenda.of(entry)
    after = plans[-1].agenda.standings[entry]
    assert after.state == "waiting" and not set_up(plans[-1]).get(entry)


def test_a_change_stands_in_one_week_with_the_first_step():
    base = community("knowledge", 12, **WHOLE)
    entry = "introduce-newcomers"
    bad = tuple(Line(MONDAY + n * WEEK + timedelta(days=6), "tally", entry, "", 0, 10) for n in range(4))
    plans = weeks(base, 5, bad[:3])
    rule = plans[0].verdicts[entry].rule
    assert rule.low == 2
    told = [[s.id for s in p.agenda.steps if s.changed] for p in plans]
    first = next(s for s in plans[2].agenda.of(entry) if s.main and not s.setup)
    assert told == [[], [], [first.id], [], []]
    assert [p.agenda.standings[entry].changes for p in plans[2:]] == [plans[2].agenda.monday] * 3
    moved = [
        [m.kind for m in compare(make_edition(a, base), make_edition(b, base)).moved if m.entry == entry]
        for a, b in pairwise(plans)
    ]
    assert moved == [[], ["changed"], [], []]
    known = Line(plans[3].agenda.monday, "changed", entry)
    after = weeks(base, 5, (*bad[:3], known))
    assert not [s for p in after[3:] for s in p.agenda.steps if s.changed], "one off the target is no change"


def test_by_hand_a_tactic_is_hidden_or_started_on_a_day():
    hidden = make_plan(
        community("knowledge", 12, tactics={"hide": ["self-intro"]}, **WHOLE), load_library(), TODAY
    )
    assert hidden.agenda.standings["self-intro"].state == "hidden"
    assert not hidden.agenda.runs("introduce-newcomers"), "what needs it cannot run"
    day = MONDAY + timedelta(days=23)
    forced = weeks(community("knowledge", 12, tactics={"start": {"rotation": day}}, **WHOLE), 5)
    assert [p.agenda.runs("rotation") for p in forced] == [False, False, False, True, True]


def test_nothing_new_starts_in_the_quiet_weeks_before_an_exam():
    exam = {
        "what": "考研",
        "kind": "exam",
        "from": MONDAY + timedelta(days=26),
        "to": MONDAY + timedelta(days=27),
    }
    plans = weeks(community("knowledge", 12, dates=[exam], **WHOLE), 10)
    check_weeks(plans)
    begun = {s.starts for p in plans for s in p.agenda.standings.values() if s.state == "starting"}
    quiet = [MONDAY + n * WEEK for n in (2, 3)]
    assert not begun & set(quiet)
    assert any(day > quiet[-1] for day in begun), "what waited starts afterwards"
    free = weeks(community("knowledge", 12, **WHOLE), 10)
    started = {s.starts for p in free for s in p.agenda.standings.values() if s.state == "starting"}
    assert started & set(quiet), "without the exam something would have started then"


def test_a_week_that_is_planned_on_a_friday_has_three_days_and_keeps_them():
    base = community("knowledge", 12, **WHOLE)
    friday = MONDAY + timedelta(days=4)
    plan = make_plan(base, load_library(), friday)
    assert plan.agenda.first_day == friday
    assert all(step.day >= friday for step in plan.agenda.steps)
    known = replace(base, editions=(make_edition(weeks(base, 1)[0], base),))
    later = make_plan(known, load_library(), friday)
    assert later.agenda.steps == weeks(base, 1)[0].agenda.steps, "the week was planned on Sunday"


def test_an_edition_survives_its_file():
    base = community("knowledge", 12, people=members(40), **WHOLE)
    edition = make_edition(weeks(base, 1)[0], base)
    assert from_json(to_json(edition)) == edition


def test_what_has_an_end_takes_no_hours_once_it_is_over_and_a_quiet_week_no_more_of_the_owner():
    """A camp of three weeks; a board whose assistant has less to do in the holidays."""
    start = MONDAY + timedelta(days=7)
    ends = {"start": f"{start}", "end": f"{start + timedelta(days=20)}"}
    camp = {"rhythms": [{"id": "camp", "anchors": ends}]}
    room = {"owner": 240, "helper": 360}
    for parts in (camp, {"rhythms": ["board"]}):
        operator = {"assistants": 1, "assistant_hours_per_week": 6}
        plans = weeks(community("knowledge", 4, operator=operator, groups=groups(4), **parts), 12)
        assert not [s for p in plans for s in p.agenda.standings.values() if s.state == "ending"], parts
        laid = [p.rhythms[0] for p in plans]
        taken = [{who: sum(t.minutes for t in one.tasks if t.who == who) for who in room} for one in laid]
        kept = [reserved(one, room) for one in laid]
        most = max(ceil(average(laid[0].rhythm, laid[0].levels, "owner")), *(t["owner"] for t in taken))
        assert all(one["owner"] <= most for one in kept), parts
        over = [(k, t) for one, k, t in zip(laid, kept, taken, strict=True) if one.over]
        assert bool(over) == (parts is camp) and all(k == t for k, t in over)
