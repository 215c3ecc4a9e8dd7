"""What changed between two editions is told exactly: nothing more, nothing less."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from test_weeks import MONDAY, WEEK, WHOLE, weeks

from community_playbook.community.editions import Edition, Ranked, Standing
from community_playbook.intake.library import load_library
from community_playbook.plan.changes import compare
from community_playbook.plan.editions import make_edition
from community_playbook.plan.plan import make_plan
from making import TODAY, community, members
from tries import tries

MONDAYS = st.integers(0, 4).map(lambda n: MONDAY + n * WEEK)
STATES = st.sampled_from(
    ["running", "starting", "preparing", "coming", "ending", "waiting", "unfit", "hidden"]
)
IDS = st.sets(st.integers(0, 9).map(lambda n: f"m{n}"), max_size=8)


@st.composite
def editions(draw, monday=MONDAY):
    standings = []
    for entry in ("a", "b", "c"):
        state = draw(STATES)
        starts = draw(MONDAYS) if state in ("coming", "preparing", "starting") else None
        standings.append(Standing(entry, state, starts=starts, tactic=entry != "c"))
    people = tuple(sorted(draw(IDS)))
    board = tuple(Ranked(m, n + 1) for n, m in enumerate(people))
    return Edition(
        monday, monday, tuple(standings), people, tuple(sorted(set(people) & draw(IDS))), board,
        draw(st.sampled_from(["points 2026-11-16", "points 2026-11-23", "sales 2026-11-16"])),
        tuple(sorted(("b", m) for m in draw(IDS))),
        (("owner_hours", draw(st.sampled_from([5.0, 6.0]))), ("active", draw(st.sampled_from([50.0, 52.0, 90.0])))),
    )  # fmt: skip


@settings(max_examples=tries(60), deadline=None)
@given(editions())
def test_the_same_edition_has_no_changes(edition):
    assert compare(edition, edition).count == 0


def state_by_hand(edition, entry):
    found = edition.standing(entry)
    if found.state in ("running", "starting"):
        return "runs"
    return found.starts if found.state in ("coming", "preparing") else "rests"


KINDS = {
    ("rests", "runs"): "started", ("day", "runs"): "started", ("runs", "rests"): "ended",
    ("runs", "day"): "ended", ("rests", "day"): "planned", ("day", "rests"): "dropped",
}  # fmt: skip


@settings(max_examples=tries(200), deadline=None)
@given(editions(), editions(MONDAY + WEEK))
def test_every_change_is_told_once(before, after):
    found = compare(before, after)
    wanted = {}
    for entry in ("a", "b"):
        was, now = state_by_hand(before, entry), state_by_hand(after, entry)
        names = tuple("day" if isinstance(x, date) else x for x in (was, now))
        if names == ("day", "day"):
            if was != now:
                wanted[entry] = "later" if now > was else "sooner"
        elif names[0] != names[1]:
            wanted[entry] = KINDS[names]
    assert {m.entry: m.kind for m in found.moved} == wanted
    assert set(found.joined) == (set(after.people) - set(before.people) if before.people else set())
    assert set(found.left) == (set(before.people) - set(after.people) if after.people else set())
    assert set(found.withdrawn) == {m for m in before.shown if m in after.people and m not in after.shown}
    if before.badges:
        assert set(found.badges) == set(after.badges) - set(before.badges)
    figures = {f.name for f in found.figures}
    assert ("owner_hours" in figures) == (
        dict(before.figures)["owner_hours"] != dict(after.figures)["owner_hours"]
    )
    small = {dict(e.figures)["active"] for e in (before, after)} in ({50.0}, {52.0}, {90.0}, {50.0, 52.0})
    assert ("active" in figures) != small


def test_a_week_in_which_only_the_calendar_moved_tells_what_started():
    base = community("knowledge", 12, people=members(60), **WHOLE)
    plans = weeks(base, 8)
    made = [make_edition(p, base) for p in plans]
    for one, two, plan in zip(made, made[1:], plans[1:], strict=False):
        found = compare(one, two)
        starting = {s.entry for s in two.standings if s.state == "starting" and s.tactic}
        assert {m.entry for m in found.moved} == starting
        assert not any(m.cause for m in found.moved)
        assert found.joined == found.left == ()
        assert plan.agenda.monday - found.monday == timedelta(days=7)


def test_the_fact_behind_a_move_is_named():
    base = community("knowledge", 12, **WHOLE)
    first = weeks(base, 1)[0]
    poorer = community("knowledge", 3, **WHOLE)
    now = weeks(replace(poorer, editions=(make_edition(first, base),)), 1)
    found = compare(make_edition(first, base), make_edition(now[0], poorer))
    lost = [m for m in found.moved if m.kind in ("dropped", "ended", "later")]
    assert lost and all(m.cause == "owner_hours" for m in lost)


def test_dates_and_what_people_come_for_are_facts_behind_a_move():
    base = community("knowledge", 6, rhythms=[], **WHOLE)
    first = weeks(base, 1)[0]
    before = make_edition(first, base)
    day = {
        "what": "双旦大促",
        "kind": "sale",
        "from": TODAY + timedelta(days=12),
        "to": TODAY + timedelta(days=14),
    }
    causes = {}
    for cause, parts in (("dates", {"dates": [day]}), ("business", {"rhythms": ["course"]})):
        changed = community("knowledge", 6, **{"rhythms": [], **parts}, **WHOLE)
        now = make_plan(replace(changed, editions=(before,)), load_library(), TODAY + timedelta(days=7))
        found = compare(before, make_edition(now, changed))
        kinds = ("dropped", "ended", "later", "planned")
        causes[cause] = {m.cause for m in found.moved if m.kind in kinds}
    assert causes == {"dates": {"dates"}, "business": {"business"}}
    kept = replace(before, dates=None, business=None)
    assert not any(m.cause for m in compare(kept, make_edition(weeks(base, 2)[1], base)).moved)
