"""The repair equals trying all combinations, and what it proposes stays within the budget when priced again."""

from dataclasses import replace
from decimal import Decimal
from itertools import product

from game_samples import day, gain, offer, world
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.plan.game.costs import Cost, OfferCost, price
from community_playbook.plan.game.periods import month_of
from community_playbook.plan.game.repair import LEVELS, Option, best_of, fit, options
from tries import tries

MONEY = st.sampled_from([Decimal(n) for n in ("0.5", "1", "5", "6.66", "66", "88", "399")])
BUDGET = st.decimals(0, 3000, places=2)


def cost_of(priced, budget):
    hards = [p.hard for p in priced]
    hard = None if None in hards else sum(hards, Decimal(0))
    zero = Decimal(0)
    return Cost(month_of(day(0)), 4, 9, True, zero, zero, zero, hard, zero, tuple(priced), budget)


def priced_at(made, limit, closings=0, people=0):
    """An offer as `price` gives it, with only what the repair looks at."""
    hard, zero = None if limit is None else made.amount * limit, Decimal(0)
    return OfferCost(made, zero, zero, zero, hard, limit, closings, people)


@st.composite
def priced_offers(draw, most=4):
    """A rank with its periods, or deeds with or without a maximum."""
    found = []
    for i in range(draw(st.integers(0, most))):
        amount, limit = draw(MONEY), draw(st.one_of(st.none(), st.integers(1, 60)))
        if draw(st.booleans()):
            parts = {"limit": limit} if limit else {}
            who = {"rank": draw(st.integers(1, 9)), "period": "week"}
            made = offer(amount=amount, number=i, who=who, **parts)
            closings, people = draw(st.integers(0, 5)), draw(st.integers(0, 12))
            winners = min(made.places, people or made.places) * closings
            found.append(priced_at(made, min(winners, limit or winners), closings, people))
        else:
            made = offer(amount=amount, number=i, who={"action": "answer", "each": True})
            found.append(priced_at(made, limit))
    return found


@settings(max_examples=tries(150))
@given(priced_offers(3), BUDGET)
def test_equals_all_combinations(priced, budget):
    found = fit(cost_of(priced, budget))
    if all(p.hard is not None for p in priced) and sum(p.hard for p in priced) <= budget:
        assert found is None
        return
    best = min(
        (-sum(o.payouts > 0 for o in chosen), -sum(o.payouts for o in chosen), sum(o.cost for o in chosen))
        for chosen in product(*map(options, priced))
        if sum(o.cost for o in chosen) <= budget
    )
    alive = sum(change.cost > 0 for change in found.changes)
    assert (-alive, -found.payouts, found.cost) == best
    assert found.cost <= budget
    assert sum(change.cost for change in found.changes) == found.cost
    assert [change.offer for change in found.changes] == [p.offer for p in priced]


@settings(max_examples=tries(100))
@given(priced_offers(), BUDGET, st.decimals(0, 500, places=2))
def test_more_money_never_keeps_less(priced, budget, more):
    poor, rich = fit(cost_of(priced, budget)), fit(cost_of(priced, budget + more))
    if poor is not None and rich is not None:
        kept = [(sum(c.cost > 0 for c in found.changes), found.payouts) for found in (poor, rich)]
        assert kept[0] <= kept[1]


@given(priced_offers())
def test_without_a_budget_nothing_changes(priced):
    assert fit(cost_of(priced, None)) is None


@given(priced_offers(1))
def test_the_ways_to_run_an_offer_are_round_numbers_below_what_it_is(priced):
    for one in priced:
        found = options(one)
        assert [o.payouts for o in found] == sorted(o.payouts for o in found)
        assert all(o.cost == o.payouts * one.offer.amount for o in found)
        assert all(o.winners in LEVELS for o in found if o.winners is not None)
        assert (found[-1].winners is None) == (one.most is not None)
        if one.most is not None:
            assert found[-1] == Option(None, one.most, one.hard)


def test_it_drops_before_it_breaks_the_budget():
    priced = cost_of([priced_at(offer(), 12, 4)], Decimal(10))
    assert [c.winners for c in fit(priced).changes] == [0]
    assert fit(replace(priced, budget=Decimal(792))) is None
    assert [c.winners for c in fit(replace(priced, budget=Decimal("791.99"))).changes] == [2]


def test_of_equal_ways_the_one_that_keeps_the_earlier_offer():
    two = [priced_at(offer(number=i), 4, 4) for i in (0, 1)]
    two = [replace(p, offer=replace(p.offer, wanted=1)) for p in two]
    assert [c.winners for c in fit(cost_of(two, Decimal(300))).changes] == [None, 0]


STATE = st.tuples(MONEY, st.tuples(st.integers(0, 3), st.integers(0, 9)), st.tuples(st.integers(0, 3)))


@given(st.lists(STATE, max_size=30))
def test_only_what_is_worth_its_money_is_kept(states):
    kept = best_of(states)
    for cost, worth, _ in states:
        assert any(c <= cost and w >= worth for c, w, _ in kept)
    assert [s[0] for s in kept] == sorted({s[0] for s in kept})
    assert [s[1] for s in kept] == sorted({s[1] for s in kept})


def test_a_cheap_offer_with_many_winners_does_not_push_out_a_dear_one():
    many = priced_at(offer(amount=1, who={"action": "answer", "each": True}), 500)
    one = priced_at(offer(amount=88, number=1), 3, 1)
    found = fit(cost_of([many, one], Decimal(100)))
    assert [c.winners for c in found.changes] == [12, 1]


def again(parts, people, budget):
    """(the repair, what it costs at the most when it is carried out and priced again)"""
    here = world([gain(0)], 20)

    def priced(offers):
        return price(offers, here, people, {"answer": 2}, budget, day(20), 1)

    offers = [offer(number=i, **part) for i, part in enumerate(parts)]
    found = fit(priced(offers))
    if found is None:
        return None, priced(offers).hard
    changed = []
    for change in found.changes:
        if change.winners is None:
            changed.append(change.offer)
        elif change.winners and change.offer.condition == "rank":
            changed.append(replace(change.offer, wanted=change.winners))
        elif change.winners:
            changed.append(replace(change.offer, limit=change.winners))
    return found, priced(changed).hard


RANK = st.builds(
    lambda amount, rank, period: {"amount": amount, "who": {"rank": rank, "period": period}},
    MONEY, st.integers(1, 9), st.sampled_from(["week", "month"]),
)  # fmt: skip
DEED = st.builds(
    lambda amount, who, limit: {"amount": amount, "who": who} | ({"limit": limit} if limit else {}),
    MONEY,
    st.sampled_from(
        [
            {"action": "answer", "each": True},
            {"action": "article", "each": True},
            {"action": "answer", "period": "week"},
            {"points": 5, "period": "month"},
        ]
    ),
    st.one_of(st.none(), st.integers(1, 90)),
)


@settings(max_examples=tries(150))
@given(st.lists(st.one_of(RANK, DEED), min_size=1, max_size=4), st.integers(9, 40), BUDGET)
def test_carried_out_and_priced_again_it_costs_what_it_says(parts, people, budget):
    """With people enough for all places, and no limit on ranks: see below."""
    found, hard = again(parts, people, budget)
    assert hard <= budget
    assert found is None or hard == found.cost


def test_a_repaired_rank_with_a_limit_stays_within_the_budget():
    """Three winners a week, at most ten a month: two winners in each of four weeks are eight, not six."""
    found, hard = again([{"amount": 66, "limit": 10}], 50, Decimal(396))
    assert hard == found.cost <= 396


def test_a_repaired_rank_of_few_people_stays_within_the_budget():
    """Two people for three places in four weeks: one winner a week costs four packets, not two."""
    found, hard = again([{"amount": 66}], 2, Decimal(200))
    assert hard == found.cost <= 200
