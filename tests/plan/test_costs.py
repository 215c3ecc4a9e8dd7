"""What is paid for ranks is known to the cent; what depends on deeds is drawn from the ledger, reproducibly."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from math import ceil
from unittest.mock import patch

import pytest
from game_samples import CAPS, EACH, FAR, day, deeds_of, gain, gains, offer, priced, rule, scored, world
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.community.people import LedgerEntry
from community_playbook.plan.game import costs
from community_playbook.plan.game.boards import make_tallies
from community_playbook.plan.game.costs import draw, past_weeks, price, quantile
from tries import tries


def few_draws():
    return patch.object(costs, "DRAWS", 300)


def month_after(number):
    """All days of the next calendar month."""
    when = day(number)
    first = date(when.year + when.month // 12, when.month % 12 + 1, 1)
    days = [first + timedelta(days=n) for n in range(31)]
    return [d for d in days if d.month == first.month]


def closings(number, kind, start=None, end=None):
    days = month_after(number)
    ends = [d for d in days if d.weekday() == 6] if kind == "week" else days[-1:]
    return sum(1 for d in ends if (start is None or start <= d) and (end is None or d <= end))


BOUNDS = st.one_of(st.none(), st.integers(0, 420))
RANKED = st.tuples(
    st.integers(1, 6), st.sampled_from(["week", "month"]), st.decimals(1, 500, places=2), BOUNDS, BOUNDS,
    st.one_of(st.none(), st.integers(1, 30)), st.one_of(st.just(0), st.integers(1, 6)),
)  # fmt: skip


@settings(max_examples=tries(150))
@given(st.lists(RANKED, max_size=4), st.integers(0, 365), st.integers(1, 9), gains(last=0))
def test_ranks_cost_what_they_say(parts, until, people, earned):
    offers, hoped = [], Decimal(0)
    for i, (rank, kind, amount, start, end, limit, quantity) in enumerate(parts):
        more = {"quantity": quantity} if quantity else {}
        more |= {k: v for k, v in (("start", start), ("end", end), ("limit", limit)) if v is not None}
        what = "prize" if quantity else "red_packet"
        offers.append(offer(what, amount, i, who={"rank": rank, "period": kind}, **more))
        winners = min(rank, people, quantity or rank, limit or rank)
        bounds = (day(b) if b is not None else None for b in (start, end))
        payouts = winners * closings(until, kind, *bounds)
        hoped += amount * (min(payouts, limit) if limit else payouts)
    cost = priced(offers, earned, until, people)
    assert cost.fixed == cost.p50 == cost.p90 == cost.hard == hoped
    assert [o.hard for o in cost.offers] == [o.p90 for o in cost.offers]
    assert cost.weeks == closings(until, "week")
    assert (cost.month.start, cost.month.end) == (month_after(until)[0], month_after(until)[-1])


def test_sixty_six_for_three_a_week():
    """October 2026 ends four weeks, November five, as its first is a Sunday."""
    for until, weeks in ((25, 4), (58, 5)):
        cost = priced([offer(amount=66)], [gain(0)], until)
        assert (cost.weeks, cost.hard, cost.p50) == (weeks, 66 * 3 * weeks, 66 * 3 * weeks)


DEPENDING = st.sampled_from([EACH, {"action": "answer", "period": "week"}, {"points": 2, "period": "week"}])


@pytest.mark.slow
@pytest.mark.parametrize("weeks", [8, 13, 26, 40])
@pytest.mark.parametrize("count", [0, 1, 9])
def test_a_constant_ledger_costs_the_same_every_month(weeks, count):
    cost = priced(
        [offer(amount=5, who=EACH)], deeds_of(weeks, lambda _: count) or [gain(0, action="x")], 7 * weeks - 1
    )
    assert (cost.enough, cost.history) == (True, min(weeks, 26))
    assert cost.p50 == cost.p90 == 5 * count * cost.weeks
    assert cost.worst_week == 5 * count


@pytest.mark.parametrize("weeks", [1, 4, 7])
def test_with_fewer_than_eight_weeks_the_worst_one_stands_for_all(weeks):
    cost = priced(
        [offer(amount=5, who=EACH), offer(number=1)],
        deeds_of(weeks, lambda w: 3 + 4 * (w == 0)),
        7 * weeks - 1,
    )
    assert (cost.enough, cost.history) == (False, weeks)
    assert cost.p50 == cost.p90 == (5 * 7 + 66 * 3) * cost.weeks
    assert cost.worst_week == 35


@settings(max_examples=tries(60))
@given(
    gains(last=83, most=80),
    st.lists(DEPENDING, min_size=1, max_size=3),
    st.integers(1, 40),
    st.integers(0, 3),
)
def test_half_is_not_above_nine_tenths_nor_that_above_the_hard_maximum(earned, who, limit, seed):
    offers = [offer(number=i, who=w) for i, w in enumerate(who)]
    offers += [offer(number=8), offer(number=9, who=EACH, limit=limit)]
    with few_draws():
        cost = priced(offers, earned, 83, 6, seed)
    assert cost.p50 <= cost.p90 <= cost.hard
    assert cost.fixed == 66 * 3 * cost.weeks <= cost.p50
    for o in cost.offers:
        assert o.p50 <= o.p90 <= o.hard
    assert cost.hard == sum(o.hard for o in cost.offers)
    assert cost.p90 <= sum(max(o.counts, default=0) for o in cost.offers) * 66 * cost.weeks + cost.fixed


@settings(max_examples=tries(40))
@given(gains(last=83, most=80), st.randoms(), st.integers(0, 9))
def test_the_same_seed_gives_the_same_figures_in_any_order_of_rows(earned, random, seed):
    offers = [offer(amount=5, who=EACH), offer(who={"points": 3, "period": "week"}, number=1)]
    rows = [(e.day, e.member, e.action) for e in earned for _ in range(e.points)]

    def cost():
        entries = [LedgerEntry(d, m, a, 1, None, "") for d, m, a in rows]
        return priced(offers, scored(entries, [rule("answer", 1, daily_cap=3)], FAR).earned, 83, 6, seed)

    with few_draws():
        first = cost()
        random.shuffle(rows)
        assert cost() == first


def test_other_seeds_give_other_draws():
    counts = {"o": [0, 3, 1, 9, 4, 0, 2, 8, 1, 5]}
    found = {seed: draw(counts, {}, {"o": None}, 5, 10, seed)["o"] for seed in (1, 2)}
    assert found[1] != found[2]
    assert found[1] == draw(counts, {}, {"o": None}, 5, 10, 1)["o"]
    assert len(found[1]) == costs.DRAWS == 10_000


@settings(max_examples=tries(200))
@given(st.lists(st.integers(-50, 50), min_size=1, max_size=400), st.sampled_from([0.1, 0.5, 0.75, 0.9, 1.0]))
def test_quantiles_by_counting(values, share):
    """The smallest value that at least this share of all does not exceed."""
    enough = ceil(round(share * len(values), 6))
    hoped = min(v for v in values if sum(1 for w in values if w <= v) >= enough)
    assert quantile(sorted(values), share) == hoped


@given(st.integers(-30, 200), st.integers(0, 300))
def test_only_whole_weeks_of_ledger_are_drawn_from(first, length):
    found = past_weeks(world([gain(first)], first + length))
    whole = [n for n in range(first, first + length - 5) if day(n).weekday() == 0]
    assert found == [day(n) for n in whole][-26:]


def test_without_a_ledger_ranks_are_still_priced():
    cost = priced([offer(amount=66), offer(number=1, who=EACH, amount=5)], [], 25, people=10)
    assert (cost.history, cost.enough, cost.p90) == (0, False, 66 * 3 * 4)
    assert cost.hard == 66 * 3 * 4 + 5 * 10 * CAPS["answer"] * 31


def test_a_month_of_deeds_is_drawn_from_whole_months():
    """Six winners in every month: never six a week."""
    earned = [gain(n, f"m{i}") for n in (5, 40, 70, 100) for i in range(6)]
    cost = priced([offer(amount=10, who={"action": "answer", "period": "month"})], earned, 128)
    assert cost.enough
    assert cost.p50 == cost.p90 == 60


def test_the_worst_week_is_one_week():
    earned = [gain(0, f"m{i}", 1) for i in range(6)] + [gain(7, f"m{i}", 1, action="sale") for i in range(6)]
    offers = [offer(amount=5, who=EACH), offer(amount=5, number=1, who={"action": "sale", "each": True})]
    cost = priced(offers, earned, 27)
    assert not cost.enough
    assert cost.p90 == cost.worst_week * cost.weeks


def test_the_world_is_left_as_it_was():
    earned = deeds_of(9, lambda _: 2)
    here = world(earned, 62)
    price([offer(who=EACH)], here, 5, CAPS, None, day(62), 1)
    assert here == replace(here, tallies=make_tallies(sorted(earned), None))
