"""A badge is held since the day on which all of it held for good; a correction takes it away."""

from collections import defaultdict
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import groupby

import pytest
from game_samples import FAR, day, deed, deeds, gain, gains, rule, rule_lists, scored
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.community.people import Member
from community_playbook.community.rewards import Badge
from community_playbook.plan.game.badges import Evidence, Holding, Near, make_badges, years_later
from community_playbook.plan.game.boards import make_tallies
from community_playbook.plan.game.game import DIGITS
from community_playbook.plan.game.periods import month_of, week_of
from tries import tries

SIGNED = st.integers(-4, 9)


def badge(given=(), **when):
    hands = [{"member": m, "day": d, "reason": r} for m, d, r in given]
    return Badge(id="b", name="b", when=when, given=hands)


def state(rule_, earned, today=FAR, people=(), kind="week", staff=()):
    earned = sorted(earned)
    with localcontext(prec=DIGITS):
        tallies = make_tallies(earned, None)
        return make_badges([rule_], Evidence(people, earned, tallies, kind, today, frozenset(staff)))[0]


def days_of(found):
    return {h.member: h.day for h in found.holders}


def replay(steps, wanted):
    """Since which day each member holds the number: look back from the end, as long as it was reached."""
    days = defaultdict(lambda: defaultdict(Fraction))
    for member, value, when in steps:
        days[member][when] += Fraction(value)
    found = {}
    for member, changes in days.items():
        sums, total = [], Fraction(0)
        for when in sorted(changes):
            total += changes[when]
            sums.append((when, total))
        for when, total in reversed(sums):
            if total < wanted:
                break
            found[member] = when
    return found


@settings(max_examples=tries(250))
@given(deeds(), rule_lists(), st.integers(1, 8))
def test_a_deed_done_so_many_times(rows, rules, wanted):
    earned = scored(rows, rules, watched=["answer"]).earned
    found = state(badge(action="answer", count=wanted), earned)
    steps = [(e.member, e.counted, e.day) for e in earned if e.action == "answer"]
    assert days_of(found) == replay(steps, wanted)
    assert list(found.holders) == sorted(found.holders)


@settings(max_examples=tries(250))
@given(gains(points=SIGNED), st.integers(1, 25))
def test_so_many_points(earned, wanted):
    found = state(badge(points=wanted), earned)
    assert days_of(found) == replay([(e.member, e.points, e.day) for e in earned], wanted)


@settings(max_examples=tries(150))
@given(gains(points=SIGNED), st.integers(1, 4), st.integers(1, 20), st.integers(1, 3))
def test_all_conditions_must_hold(earned, count, points, rank):
    alone = [
        days_of(state(badge(action="answer", count=count), earned)),
        days_of(state(badge(points=points), earned)),
        days_of(state(badge(rank=rank), earned)),
    ]
    found = state(badge(action="answer", count=count, points=points, rank=rank), earned)
    everybody = set(alone[0]) & set(alone[1]) & set(alone[2])
    assert days_of(found) == {m: max(days[m] for days in alone) for m in everybody}


def test_a_correction_takes_the_badge_away():
    rules = [rule("article", 20)]
    rows = [deed(n, "a", "article") for n in range(10)]
    ten = badge(action="article", count=10)
    assert days_of(state(ten, scored(rows, rules).earned)) == {"a": day(9)}
    undone = [*rows, deed(4, "a", "article", -1)]
    assert state(ten, scored(undone, rules).earned).holders == ()
    again = [*undone, deed(30, "a", "article")]
    assert days_of(state(ten, scored(again, rules).earned)) == {"a": day(30)}
    late = [*rows, deed(20, "a", "article", -1), deed(30, "a", "article")]
    assert days_of(state(ten, scored(late, rules).earned)) == {"a": day(30)}


def test_what_a_day_takes_back_is_not_seen_within_the_day():
    earned = [gain(0, "a", 9), gain(1, "a", 1, action="answer"), gain(1, "a", -1, action="spam")]
    assert state(badge(points=10), earned).holders == ()
    earned = [gain(0, "a", 10), gain(1, "a", -1, action="answer"), gain(1, "a", 1, action="spam")]
    assert days_of(state(badge(points=10), earned)) == {"a": day(0)}


@settings(max_examples=tries(150))
@given(gains(points=SIGNED), st.integers(1, 4), st.sampled_from(["week", "month"]), st.integers(0, 70))
def test_only_finished_periods_give_a_rank(earned, rank, kind, number):
    of = {"week": week_of, "month": month_of}[kind]
    earned = [e for e in earned if e.day <= day(number)]
    wanted = {}
    for period, rows in groupby(earned, key=lambda e: of(e.day)):
        values = defaultdict(int)
        for e in rows:
            values[e.member] += e.points
        for member, value in values.items():
            above = sum(1 for v in values.values() if v > value)
            if value > 0 and above < rank and period.end <= day(number):
                wanted.setdefault(member, period.end)
    assert days_of(state(badge(rank=rank), earned, day(number), kind=kind)) == wanted


def full_years(since, when):
    return when.year - since.year - ((when.month, when.day) < (since.month, since.day))


@settings(max_examples=tries(300))
@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)), st.integers(1, 30))
def test_years_are_full_on_their_day_and_not_a_day_before(joined, years):
    found = years_later(joined, years)
    assert full_years(joined, found) == years
    assert full_years(joined, date.fromordinal(found.toordinal() - 1)) == years - 1


@pytest.mark.parametrize(
    ("years", "wanted"), [(1, date(2025, 3, 1)), (3, date(2027, 3, 1)), (4, date(2028, 2, 29))]
)
def test_who_joined_on_29_february(years, wanted):
    member = Member("a", joined=date(2024, 2, 29))
    assert days_of(state(badge(years=years), [], wanted, [member])) == {"a": wanted}
    the_day_before = date.fromordinal(wanted.toordinal() - 1)
    assert state(badge(years=years), [], the_day_before, [member]).holders == ()


def test_years_are_for_members_who_joined_and_not_for_staff():
    people = [Member("a", joined=day(-400)), Member("b"), Member("c", joined=day(-400))]
    assert set(days_of(state(badge(years=1), [], day(0), people, staff=["c"]))) == {"a"}


def test_by_hand_with_a_reason():
    hands = [("b", day(3), "stayed up all night"), ("c", day(9), "later")]
    found = state(badge(hands), [], day(8))
    assert found.holders == (Holding(day(3), "b", "stayed up all night"),), "not before its day"
    assert (found.near, found.wanted, dict(found.progress)) == ((), 0, {})
    assert [h.member for h in state(badge(hands), [], day(9)).holders] == ["b", "c"]
    both = state(badge([("a", day(3), "thanks")], points=5), [gain(1, "a", 5), gain(1, "b", 5)])
    assert both.holders == (Holding(day(1), "b"), Holding(day(3), "a", "thanks"))


def test_a_badge_without_a_condition_is_nobodys():
    assert state(badge(), [gain(0, "a", 5)]).holders == ()


NUMBERED = st.integers(0, 30).map("m{:02d}".format)


@settings(max_examples=tries(200))
@given(gains(points=SIGNED, people=NUMBERED, last=3), st.integers(1, 15))
def test_nearly_there(earned, wanted):
    """Four fifths of the way, the closest first, never somebody who has it."""
    found = state(badge([("a", day(0), "thanks")], points=wanted), earned)
    sums = defaultdict(int)
    for e in earned:
        sums[e.member] += e.points
    holders = {h.member for h in found.holders}
    close = [
        Near(m, v, wanted)
        for m, v in sums.items()
        if m not in holders and v * 5 >= wanted * 4 and v > 0 and wanted > 1
    ]
    close.sort(key=lambda near: (-near.done, near.member))
    assert list(found.near) == close[:8]
    assert found.wanted == wanted
    assert dict(found.progress) == {m: v for m, v in sums.items() if v > 0 and m not in holders}


@given(st.integers(2, 500))
def test_four_fifths_are_near_to_the_last_digit(wanted):
    exact = scored([deed(0)], [rule(points=Decimal(4 * wanted) / 5)]).earned
    assert [n.member for n in state(badge(points=wanted), exact).near] == ["a"]


def test_who_lacks_another_condition_is_not_nearly_there():
    earned = [gain(0, "a", 1, action="article", deeds=12)]
    assert state(badge(action="article", count=10, points=1000), earned).near == ()
