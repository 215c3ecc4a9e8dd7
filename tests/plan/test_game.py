"""The whole game of a community: one pass, any order of rows, nothing of the future, nothing of staff."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from unittest.mock import patch

import pytest
from game_samples import MONDAY, day, deed, deeds
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.community.community import Community
from community_playbook.community.people import Member
from community_playbook.plan.game import costs
from community_playbook.plan.game.game import make_game
from community_playbook.plan.game.periods import Period, before, week_of
from making import profile
from tries import tries

RULES = [
    {"action": "answer", "points": "0.25", "daily_cap": 3},
    {"action": "article", "points": 20, "from": MONDAY},
    {"action": "article", "points": 30, "from": day(20)},
    {"action": "sale", "amount": True},
]
INCENTIVES = {
    "monthly_budget": 100,
    "red_packet": [
        {"name": "week", "amount": "6.66", "for": {"rank": 3, "period": "week"}},
        {"name": "deed", "amount": 1, "limit": 9, "for": {"action": "answer", "each": True}},
    ],
    "prize": [{"name": "tea", "value": 50, "quantity": 2, "for": {"badge": "two"}}],
}
BADGES = [{"id": "two", "name": "two", "when": {"action": "article", "count": 2}}]
PEOPLE = [Member(m, name=f"name {m}", team="red", joined=day(-n)) for n, m in enumerate("abcde")]
BOSS = Member("f", role="owner", team="red", joined=day(0))


def game(rows, today=27, people=(*PEOPLE, BOSS), period="week", mode="ledger"):
    made = profile(
        points={"mode": mode, "period": period, "rules": RULES, "teams": "team"},
        incentives=INCENTIVES,
        badges=BADGES,
    )
    with patch.object(costs, "DRAWS", 50):
        return make_game(Community(made, tuple(people), tuple(rows)), day(today))


PERIODS = st.sampled_from(["week", "month", {"from": day(3), "to": day(30)}])


@settings(max_examples=tries(60))
@given(deeds(last=70), PERIODS, st.integers(0, 70), st.randoms())
def test_the_order_of_rows_and_members_changes_nothing(rows, period, today, random):
    people = [*PEOPLE, BOSS]
    first = game(rows, today, people, period)
    random.shuffle(rows)
    random.shuffle(people)
    second = game(rows, today, people, period)
    assert first == second
    assert repr(first) == repr(second)


@settings(max_examples=tries(60))
@given(deeds(last=70), PERIODS, st.integers(0, 60))
def test_the_future_changes_nothing_but_its_own_count(rows, period, today):
    past = [row for row in rows if row.day <= day(today)]
    with_it, without = game(rows, today, period=period), game(past, today, period=period)
    audit = replace(with_it.points.audit, future=0, last_future=None, rows=len(past))
    assert replace(with_it.points, audit=audit) == without.points
    assert with_it.boards == without.boards
    assert with_it.offers == without.offers
    assert with_it.badges == without.badges
    assert with_it.cost == without.cost


@settings(max_examples=tries(60))
@given(deeds(last=40), st.integers(0, 40))
def test_staff_stands_nowhere(rows, today):
    found = game(rows, today)
    boards = [*found.boards, *([found.newcomers] if found.newcomers else [])]
    assert not any(row.member == "f" for board in boards for row in board.rows)
    assert not any(h.member == "f" for badge in found.badges for h in badge.holders)
    assert not any(w.member == "f" for state in found.offers for w in (*state.due, *state.so_far))
    assert found.teams.rows == () or found.teams.rows[0].members == len(PEOPLE)


@settings(max_examples=tries(60))
@given(deeds(last=60), st.integers(0, 60))
def test_the_boards_of_the_edition(rows, today):
    """The last week with a row, of whatever action or person, up to the one that is due."""
    found = game(rows, today)
    due = week_of(day(today)) if day(today).weekday() >= 5 else before(week_of(day(today)))
    written = [row.day for row in rows if row.day <= min(due.end, day(today))]
    last = week_of(max(written)) if written else week_of(min(due.end, day(today)))
    assert found.edition == last
    assert found.due == due
    assert found.until == min(last.end, day(today))
    later = [row.day for row in rows if due.start <= row.day <= day(today)]
    assert found.ends == (None if later or not written else max(written))
    board = found.board("points", "week")
    assert board.period == found.edition
    assert board.closed == (last.end <= day(today))
    assert bool(found.silent) == (found.main is None)
    everything = found.board("points", "all")
    sums = {}
    for e in found.points.earned:
        assert e.day <= day(today)
        sums[e.member] = sums.get(e.member, 0) + Fraction(e.points)
    assert {r.member: Fraction(r.value) for r in everything.rows} == {m: v for m, v in sums.items() if v > 0}


@pytest.mark.parametrize("later", [0, 1, 6, 30, 400])
def test_an_old_ledger_keeps_its_last_edition(later):
    """Rows until Saturday the 20th day: the same board and the same winners however late one looks."""
    rows = [deed(n, m, "article") for n in (10, 13, 19) for m in "ab"]
    found, fresh = game(rows, 21 + later), game(rows, 21)
    assert found.edition == fresh.edition == week_of(day(19))
    assert [found.main.rows, found.main.closed] == [fresh.main.rows, True]
    assert found.counted(found.edition) == (day(20) if found.ends is None else day(19))
    assert (found.ends is None) == (later <= 1)  # six days later it is Sunday: the next week is due
    paid, before = (next(s for s in g.offers if s.offer.name == "week") for g in (found, fresh))
    assert paid.due == before.due
    assert found.silent == ""


def test_a_month_is_due_once_it_is_over_even_if_the_ledger_ends_in_it():
    offer = {"name": "month", "amount": 1, "for": {"rank": 1, "period": "month"}}
    made = profile(points={"mode": "ledger", "rules": RULES}, incentives={"red_packet": [offer]})
    rows = (deed(3, "a"), deed(5, "b"))  # in September
    states = [make_game(Community(made, tuple(PEOPLE), rows), day(n)).offers[0] for n in (20, 40)]
    assert [bool(state.due) for state in states] == [False, True]
    assert [bool(state.so_far) for state in states] == [True, False]
    assert states[1].period.start == day(1)


@pytest.mark.parametrize(
    ("rows", "today", "period", "silent"),
    [
        ([], 20, "week", "empty"),
        ([deed(30)], 20, "week", "empty"),
        ([deed(15, "a", "chat")], 20, "week", "rules"),
        ([deed(-40, "a", "article")], 20, "week", "rules"),
        ([deed(15, "f"), deed(9, "a")], 20, "week", "staff"),
        ([deed(15, "a"), deed(16, "a", quantity=-1)], 20, "week", "zero"),
        ([deed(1, "a")], 20, {"from": day(10), "to": day(30)}, "season"),
        ([deed(1, "a")], 20, "week", ""),
    ],
)
def test_why_nobody_stands_on_the_board(rows, today, period, silent):
    found = game(rows, today, period=period)
    assert found.silent == silent
    assert (found.main is None) == bool(silent)


def test_sums_are_exact_beyond_28_digits():
    small, great = Decimal("0.1234567890123456789012345678"), Decimal(10**21)
    rows = [deed(n, "a", "article", small if n % 2 else great) for n in range(8)]
    board = game(rows, 13).board("points", "all")
    assert Fraction(board.rows[0].value) == 20 * 4 * (Fraction(small) + Fraction(great))


def test_without_a_ledger_there_are_no_points_but_prices():
    for mode in ("none", "platform"):
        found = game([deed(0)], mode=mode)
        assert found.points.earned == ()
        assert found.main is None
        assert found.cost.fixed == Decimal("6.66") * 3 * found.cost.weeks
    assert game([deed(27)]).newcomers.period == Period("season", day(-32), day(27))


def one_packet(rows, rules, today=20, **packet):
    """A community with one red packet of 1."""
    made = profile(
        points={"mode": "ledger", "rules": rules},
        incentives={"red_packet": [{"name": "packet", "amount": 1, **packet}]},
    )
    return make_game(Community(made, tuple(PEOPLE), tuple(rows)), day(today))


FIVE = [{"action": "answer", "points": 5}]
BUSY = [deed(n, member) for n in range(20) for member in "abc"]


def test_an_offer_that_is_over_has_no_winners_so_far():
    found = one_packet(BUSY, FIVE, to=day(9), **{"for": {"rank": 1, "period": "month"}})
    assert found.offers[0].so_far == ()


def test_the_winners_so_far_keep_to_the_limit():
    found = one_packet(BUSY, FIVE, limit=1, **{"for": {"rank": 3, "period": "month"}})
    assert sum(win.amount for win in found.offers[0].so_far) == 1


def test_the_cap_of_a_rule_that_is_over_limits_no_price():
    """Nine a day since day 4, five people, 31 days of October: not one a day, as in the first three days."""
    rules = [{**FIVE[0], "daily_cap": 9}, {**FIVE[0], "daily_cap": 1, "to": day(3)}]
    found = one_packet(BUSY, rules, **{"for": {"action": "answer", "each": True}})
    assert found.cost.hard == 9 * 5 * 31


@pytest.mark.parametrize("span", [{"to": day(40)}, {"from": day(40)}])
def test_days_without_a_rule_have_no_cap(span):
    """What is watched for an offer counts without a rule too: nothing limits it on those days of October."""
    rules = [{**FIVE[0], "daily_cap": 3, **span}, {"action": "article", "points": 1}]
    found = one_packet(BUSY, rules, **{"for": {"action": "answer", "each": True}})
    assert found.cost.hard is None
