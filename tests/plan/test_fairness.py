"""The past played again, against playing it by hand."""

from collections import defaultdict

import pytest
from game_samples import day, deed, gain, gains, offer, rule, scored, world
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.plan.game.fairness import FEWEST, REPLAYED, RESET_WEEKS, fresh, judge, top_share
from community_playbook.plan.game.offers import wins_of
from community_playbook.plan.game.periods import week_of
from tries import tries

PEOPLE = st.integers(0, 9).map("m{}".format)


def first_three(values, reached):
    order = sorted((-v, reached[m], m) for m, v in values.items() if v > 0)
    return {m for _, _, m in order[:3]}


@settings(max_examples=tries(200))
@given(st.lists(st.integers(-5, 30), max_size=30))
def test_the_share_of_the_first_three(values):
    above = sorted((v for v in values if v > 0), reverse=True)
    if not above:
        assert top_share(values) is None
    else:
        assert top_share(values) == pytest.approx(sum(above[:3]) / sum(above))
        assert (top_share(values) == 1) == (len(above) <= 3)


@settings(max_examples=tries(100))
@given(gains(last=140, most=150, points=st.integers(0, 4), people=PEOPLE), st.integers(20, 140))
def test_starting_anew_each_week_by_hand(earned, until):
    found = judge([], world(earned, until), week_of(day(until)), (), (), frozenset()).reset
    weeks = sorted({week_of(e.day) for e in earned if week_of(e.day).end <= day(until)})
    weekly, standing = set(), set()
    for week in weeks[-RESET_WEEKS:]:
        for kept, keep in ((weekly, week.start), (standing, day(-1))):
            sums, reached = defaultdict(int), {}
            for e in earned:
                if keep <= e.day <= week.end and e.points:
                    sums[e.member] += e.points
                    reached[e.member] = e.day
            kept |= first_three(sums, reached)
    played = len(weeks[-RESET_WEEKS:])
    assert found == (None if played < FEWEST else (played, len(weekly), len(standing)))


@settings(max_examples=tries(100))
@given(gains(last=200, most=150, points=st.integers(0, 4), people=PEOPLE), st.integers(1, 3))
def test_new_winners_by_hand(earned, rank):
    made, here = offer(who={"rank": rank, "period": "week"}), world(earned, 202)
    by_day = defaultdict(set)
    for win in wins_of(made, here):
        by_day[win.day].add(win.member)
    days = sorted(by_day)
    last = days[-REPLAYED:] if len(days) >= 2 * REPLAYED else days[len(days) // 2 :]
    new = places = 0
    for when in last:
        at = days.index(when)
        earlier = [m for d in days[:at][-REPLAYED:] for m in by_day[d]]
        places += len(by_day[when])
        new += sum(1 for m in by_day[when] if m not in earlier)
    found = fresh(made, here)
    assert (found is None) == (len(last) < FEWEST)
    if found:
        assert (found.periods, found.places, found.new) == (len(last), places, new)
    assert fresh(offer(who={"points": 1}), here) is None


@settings(max_examples=tries(100))
@given(gains(last=120, people=PEOPLE), st.integers(0, 120), st.integers(1, 4))
def test_money_of_the_last_weeks_by_hand(earned, until, rank):
    here, edition = world(earned, until), week_of(day(until))
    offers = [offer(who={"rank": rank, "period": "week"}), offer("exposure", number=1)]
    paid = defaultdict(int)
    for win in wins_of(offers[0], here):
        if 0 <= (edition.end - win.day).days < 7 * RESET_WEEKS:
            paid[win.member] += win.amount
    found = judge(offers, here, edition, (), (), frozenset()).money_top3
    best = sorted(paid.values(), reverse=True)
    assert found == (pytest.approx(float(sum(best[:3]) / sum(best))) if len(best) > 3 else None)


def test_a_cap_takes_the_share_of_a_farmer():
    """One who writes 100 lines a day beside nine who answer four times."""
    rules = [rule(points=1, daily_cap=20)]
    rows = [deed(n, "farmer", quantity=100) for n in range(7)]
    rows += [deed(n, f"m{i}", quantity=4) for n in range(7) for i in range(9)]
    here = world(scored(rows, rules).earned, 6)
    none, kept, half = judge([], here, week_of(day(0)), rows, rules, frozenset()).caps
    assert none == pytest.approx(108 / 136)
    assert kept == pytest.approx(28 / 56)
    assert half == pytest.approx(18 / 46)
    free = [rule(points=1)]
    assert judge([], here, week_of(day(0)), rows, free, frozenset()).caps is None


def test_only_the_edition_counts():
    earned = [gain(0, "a", 50), gain(7, "b", 3), gain(8, "c", 1)]
    found = judge([], world(earned, 13), week_of(day(7)), (), (), frozenset())
    assert (found.people, found.top3) == (2, 1.0)
