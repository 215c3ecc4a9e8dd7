"""Whatever members do in the month that was priced, the hard maximum holds, and some of them can reach it."""

from decimal import Decimal
from unittest.mock import patch

import pytest
from game_samples import day, gain, gains, offer, world
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.community.rewards import Badge
from community_playbook.plan.game import costs
from community_playbook.plan.game.badges import Evidence, make_badges
from community_playbook.plan.game.boards import make_tallies
from community_playbook.plan.game.costs import price
from community_playbook.plan.game.offers import wins_of
from community_playbook.plan.game.periods import Period
from tries import tries

CAPS = {"answer": 3, "sale": 1, "article": None}
PEOPLE = 6
BADGES = [Badge(id="b", name="b", when={"action": "sale", "count": 2})]
SEASON = Period("season", day(0), day(75))

WHO = st.one_of(
    st.builds(
        lambda rank, period: {"rank": rank, "period": period},
        st.integers(1, 8),
        st.sampled_from(["week", "month", "season", "all"]),
    ),
    st.builds(
        lambda points, period: {"points": points, "period": period},
        st.integers(1, 12),
        st.sampled_from(["week", "month", "season", "all"]),
    ),
    st.builds(
        lambda action, period: {"action": action, "period": period},
        st.sampled_from(list(CAPS)),
        st.sampled_from(["week", "month", "season", "all"]),
    ),
    st.builds(lambda action: {"action": action, "each": True}, st.sampled_from(list(CAPS))),
    st.just({"badge": "b"}),
)
MAYBE = st.one_of(st.none(), st.integers(0, 110))


@st.composite
def any_offers(draw):
    who = draw(WHO)
    parts = {"start": draw(MAYBE), "end": draw(MAYBE), "limit": draw(st.one_of(st.none(), st.integers(1, 9)))}
    parts = {key: value for key, value in parts.items() if value is not None}
    kind = draw(st.sampled_from(["red_packet", "prize"]))
    if kind == "prize":
        parts["quantity"] = draw(st.integers(1, 5))
    return offer(kind, draw(st.decimals(1, 90, places=2)), who=who, **parts)


def capped(earned):
    """Deeds as the daily caps leave them."""
    return [e._replace(counted=min(e.amount, CAPS[e.action] or e.amount), amount=0) for e in earned]


def played(earned, until):
    evidence = Evidence((), earned, make_tallies(earned, SEASON), "week", day(until), frozenset())
    badges = make_badges(BADGES, evidence)
    return world(earned, until, badges, SEASON)


@settings(max_examples=tries(250))
@given(any_offers(), gains(last=95, most=150), st.integers(0, 60))
def test_no_month_costs_more_than_its_hard_maximum(made, earned, until):
    earned = capped(earned)
    past = [e for e in earned if e.day <= day(until)]
    with patch.object(costs, "DRAWS", 50):
        cost = price([made], played(past, until), PEOPLE, CAPS, None, day(until), 1)
    last = (cost.month.end - day(0)).days
    upto = [e for e in earned if e.day <= cost.month.end]
    paid = sum((w.amount for w in wins_of(made, played(upto, last)) if w.day in cost.month), Decimal(0))
    assert cost.hard is None or paid <= cost.hard


@settings(max_examples=tries(100))
@given(st.integers(1, PEOPLE), st.integers(0, 60), gains(last=0))
def test_the_hard_maximum_of_ranks_is_reached_when_all_take_part(rank, until, earned):
    made = offer(who={"rank": rank, "period": "week"})
    cost = price([made], played(earned, until), PEOPLE, CAPS, None, day(until), 1)
    busy = [e for n in range(150) for e in everybody(n)]
    paid = sum(w.amount for w in wins_of(made, world(busy, 149)) if w.day in cost.month)
    assert paid == cost.hard


def everybody(number):
    return [gain(number, member, 1) for member in "abcdef"]


@pytest.mark.parametrize("parts", [{}, {"end": 400}])
def test_what_is_won_of_all_time_has_a_price(parts):
    made = offer(who={"rank": 1, "period": "all"}, **parts)
    cost = price([made], played(everybody(0), 6), PEOPLE, CAPS, None, day(6), 1)
    paid = [w for w in wins_of(made, world(everybody(0), 40)) if w.day in cost.month]
    assert sum(w.amount for w in paid) <= cost.hard


def test_a_lot_for_ranks_has_the_price_of_all_its_periods():
    made = offer("prize", 10, who={"rank": 2, "period": "week"}, quantity=2, draw=True)
    cost = price([made], played(everybody(0), 6), PEOPLE, CAPS, None, day(6), 1)
    busy = [e for n in range(70) for e in everybody(n)]
    paid = sum(w.amount for w in wins_of(made, world(busy, 69)) if w.day in cost.month)
    assert paid <= cost.hard
