"""Ranks are those of SQL, sums of periods are sums of all, and nobody stands at the bottom."""

import sqlite3
from collections import defaultdict
from datetime import timedelta

import pytest
from game_samples import day, deeds, gain, gains, rule_lists, scored
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.community.people import Member
from community_playbook.plan.game.boards import (
    Tally,
    make_board,
    make_tallies,
    minus,
    newcomers_board,
    standings,
    tally,
)
from community_playbook.plan.game.periods import Period, after, before, month_of, week_of
from tries import tries

SIGNED = st.integers(-6, 9)
WEEK = week_of(day(0))
MEASURES = st.sampled_from(["points", "sales"])


def sums_of(earned, keep=lambda e: True, measure="points"):
    found = defaultdict(int)
    for e in earned:
        if keep(e):
            found[e.member] += e.amount if measure == "sales" else e.points
    return {member: value for member, value in found.items() if value}


def sql_ranks(values):
    """Whoever has more than nothing, ranked by the database."""
    with sqlite3.connect(":memory:") as base:
        base.execute("CREATE TABLE t (m TEXT, v INTEGER)")
        base.executemany("INSERT INTO t VALUES (?, ?)", list(values.items()))
        rows = base.execute("SELECT m, RANK() OVER (ORDER BY v DESC) FROM t WHERE v > 0").fetchall()
    base.close()
    return dict(rows)


def crowd_board(sizes):
    """A board with so many equals at each rank."""
    earned, number = [], 0
    for place, size in enumerate(sizes):
        earned += [gain(0, f"m{number + i:03d}", 1000 - place) for i in range(size)]
        number += size
    return make_board("points", WEEK, tally(earned), {}, True)


@settings(max_examples=tries(250))
@given(gains(points=SIGNED), MEASURES)
def test_ranks_equal_those_of_sql(earned, measure):
    board = make_board(measure, WEEK, tally(earned), {}, True)
    values = sums_of(earned, measure=measure)
    assert {row.member: row.rank for row in board.rows} == sql_ranks(values)
    assert {row.member: row.value for row in board.rows} == {m: v for m, v in values.items() if v > 0}
    assert board.total == sum(v for v in values.values() if v > 0)
    assert [row.rank for row in board.rows] == sorted(row.rank for row in board.rows)


@settings(max_examples=tries(150))
@given(gains(points=SIGNED), st.integers(1, 7))
def test_the_first_ranks_are_the_beginning_of_all(earned, most):
    found = tally(earned)
    whole = standings(found.points, found.reached)
    assert standings(found.points, found.reached, most) == [row for row in whole if row[0] <= most]


def first_days(earned):
    """The last day on which the sum of each member grew."""
    of_day = defaultdict(int)
    for e in earned:
        of_day[e.member, e.day] += e.points
    found = {}
    for (member, when), value in sorted(of_day.items(), key=lambda item: item[0][1]):
        if value > 0:
            found[member] = when
    return found


@settings(max_examples=tries(250))
@given(gains(points=st.integers(-2, 2)))
def test_of_equals_whoever_got_there_first_then_by_id(earned):
    days = first_days(earned)
    order = [(row.rank, days[row.member], row.member) for row in crowdless(earned)]
    assert order == sorted(order)


def crowdless(earned):
    return make_board("points", WEEK, tally(earned), {}, True).rows


def test_a_day_that_brings_nothing_leaves_the_order_of_equals():
    earned = [
        gain(0, "a", 5),
        gain(1, "b", 5),
        gain(2, "a", 5, action="answer"),
        gain(2, "a", -5, action="spam"),
    ]
    assert [row.member for row in crowdless(earned)] == ["a", "b"]


@settings(max_examples=tries(150))
@given(gains(points=SIGNED), MEASURES)
def test_weeks_and_months_add_up_to_all_time(earned, measure):
    tallies = make_tallies(earned, None)
    whole = sums_of(earned, measure=measure)
    for kind in ("week", "month"):
        total = defaultdict(int)
        for period, found in tallies.periods.items():
            if period.kind == kind:
                mine = sums_of(earned, lambda e, p=period: e.day in p, measure)
                assert {m: v for m, v in found.values(measure).items() if v} == mine
                for member, value in mine.items():
                    total[member] += value
        assert {m: v for m, v in total.items() if v} == whole
    assert {m: v for m, v in tallies.all.values(measure).items() if v} == whole


@settings(max_examples=tries(150))
@given(gains(last=90), st.integers(0, 90), st.integers(0, 40))
def test_a_season_and_the_one_before_it_hold_their_own_days(earned, start, length):
    season = Period("season", day(start), day(start + length))
    tallies = make_tallies(earned, season)
    for period in (season, before(season)):
        wanted = sums_of(earned, lambda e, p=period: p.start <= e.day <= p.end)
        assert {m: v for m, v in tallies.of(period).points.items() if v} == wanted


def rank_by_hand(values, member):
    mine = values.get(member, 0)
    return 1 + sum(1 for v in values.values() if v > mine) if mine > 0 else 0


@settings(max_examples=tries(200))
@given(gains(points=SIGNED), st.sampled_from([week_of, month_of]), st.integers(0, 60))
def test_movement_is_the_rank_before_less_the_rank_now(earned, kind, number):
    tallies, period = make_tallies(earned, None), kind(day(number))
    now = sums_of(earned, lambda e: e.day in period)
    past = sums_of(earned, lambda e: e.day in before(period))
    board = make_board("points", period, tallies.of(period), tallies.of(before(period)).points, True)
    for row in board.rows:
        was = rank_by_hand(past, row.member)
        assert row.before == was
        assert row.movement == (was - rank_by_hand(now, row.member) if was else None)


@settings(max_examples=tries(150))
@given(gains(points=SIGNED), st.integers(0, 60))
def test_all_time_moves_against_the_day_before_the_edition(earned, number):
    week = week_of(day(number))
    upto = [e for e in earned if e.day <= after(week).end]
    tallies = make_tallies(upto, None)
    past = minus(tallies.all.points, tallies.of(week).points, tallies.of(after(week)).points)
    assert {m: v for m, v in past.items() if v} == sums_of(earned, lambda e: e.day < week.start)


@settings(max_examples=tries(150))
@given(st.lists(st.one_of(st.integers(1, 3), st.integers(1, 30)), max_size=15))
def test_what_is_posted(sizes):
    """The first ten ranks, of a small group the upper half; whole ranks, and how many more stand there."""
    board = crowd_board(sizes)
    most = min(10, max(len(board.rows) // 2, 3))
    top, listed = board.top, [row for row in board.rows if row.rank <= most]
    assert top == board.rows[: len(top)]
    assert len(top) <= 20
    assert board.crowd == len(listed) - len(top)
    if len(listed) <= 20:
        assert list(top) == listed
    elif sizes[0] > 20:
        assert len(top) == most, "all of them are equals: the first ones"
    else:
        left = board.rows[len(top)]
        same = [row for row in board.rows if row.rank == left.rank]
        assert top[-1].rank < left.rank
        assert len(top) + len(same) > 20, "one more rank would not have fitted"
    assert bool(top) == bool(board.rows)


@given(st.lists(st.integers(1, 4), min_size=1, max_size=8), st.integers(0, 40), st.integers(0, 4))
def test_neighbours(sizes, at, reach):
    rows = crowd_board(sizes).rows
    at %= len(rows)
    wanted = tuple(row for i, row in enumerate(rows) if abs(i - at) <= reach)
    assert crowd_board(sizes).around(rows[at].member, reach) == wanted
    assert crowd_board(sizes).row(rows[at].member) == rows[at]
    assert crowd_board(sizes).around("nobody") == ()
    assert crowd_board(sizes).row("nobody") is None


@settings(max_examples=tries(100))
@given(deeds(), rule_lists(), st.randoms())
def test_the_order_of_ledger_rows_changes_no_board(rows, rules, random):
    def boards():
        tallies = make_tallies(scored(rows, rules).earned, None)
        found = [standings(t.points, t.reached) for _, t in sorted(tallies.periods.items())]
        return repr((found, standings(tallies.all.sales, tallies.all.sold)))

    first = boards()
    random.shuffle(rows)
    assert boards() == first


JOINED = st.one_of(st.none(), st.integers(-80, 14).map(day))


@settings(max_examples=tries(250))
@given(
    gains(last=14, points=SIGNED),
    st.lists(JOINED, min_size=6, max_size=6),
    st.integers(7, 90),
    st.sets(st.sampled_from("ab")),
)
def test_newcomers_are_those_who_joined_lately(earned, joined, days, staff):
    """Their points from joining to the end of the edition."""
    people = {m: j for m, j in zip("abcdef", joined, strict=True) if j and m not in staff}
    new = {m: j for m, j in people.items() if 0 <= (WEEK.end - j).days < days}
    sums = sums_of(earned, lambda e: e.member in new and new[e.member] <= e.day <= WEEK.end)
    members = [Member(m, joined=j) for m, j in zip("abcdef", joined, strict=True)]
    board = newcomers_board(members, earned, WEEK, days, frozenset(staff))
    assert {row.member: row.value for row in board.rows} == {m: v for m, v in sums.items() if v > 0}
    assert {row.member: row.rank for row in board.rows} == sql_ranks(sums)
    assert all(row.movement is None for row in board.rows)
    assert (board.period.days, board.period.end) == (days, WEEK.end)


@pytest.mark.parametrize(("joined", "listed"), [(-24, False), (-23, True), (6, True), (7, False)])
def test_who_is_new(joined, listed):
    """Thirty days, of which the last one is the last of the edition."""
    earned = [gain(6, "a", 1), gain(7, "a", 1)]
    board = newcomers_board([Member("a", joined=day(joined))], earned, WEEK, 30, frozenset())
    assert bool(board.rows) == listed


def test_nobody_at_zero_or_below_is_listed():
    earned = [gain(0, "a", 5), gain(1, "a", -5, action="sale"), gain(0, "b", -1), gain(0, "c", 1)]
    board = make_board("points", WEEK, tally(earned), {"a": 3}, True)
    assert [row.member for row in board.rows] == ["c"]
    assert make_board("points", WEEK, Tally(), {"a": 3}, True).rows == ()
    assert make_tallies(earned, None).of(Period("week", day(70), day(70) + timedelta(days=6))).points == {}
