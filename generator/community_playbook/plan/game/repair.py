"""How must the incentives change so that they fit the monthly budget? (tactic 8)

Amounts stay what they are: a red packet of 66 is part of the joke. The number of winners changes. The choice
that drops the fewest offers wins, then the one with most payouts a month, then the cheaper one, then the one
that keeps more of the earlier offers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .costs import Cost, OfferCost, at_most
from .offers import Offer

State = tuple[Decimal, tuple[int, int], tuple[int, ...]]
"""Cost, (offers that pay at all, payouts), and which option of each offer."""
LEVELS = (0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200, 300, 500, 1000)
"""Numbers of winners or payouts that are worth proposing; nobody promises 37 red packets."""


@dataclass(frozen=True, slots=True)
class Change:
    """One offer, and what it becomes. `winners`: places of a rank, or payouts a month of all others; 0 = the
    offer is dropped; None = it stays as it is."""

    offer: Offer
    winners: int | None
    cost: Decimal
    """At the most, in the month that was priced."""


@dataclass(frozen=True, slots=True)
class Repair:
    changes: tuple[Change, ...]
    cost: Decimal
    payouts: int


@dataclass(frozen=True, slots=True)
class Option:
    winners: int | None
    payouts: int
    cost: Decimal


def options(priced: OfferCost) -> list[Option]:
    """The ways to run one offer, from nothing to as it is."""
    offer = priced.offer
    full = priced.most
    if offer.condition == "rank":
        found = []
        for n in LEVELS:
            if n < offer.places:
                places = min(n, priced.people) if priced.people else n
                payouts = at_most(places * priced.closings, offer.limit)
                found.append(Option(n, payouts, offer.amount * payouts))
        return [*found, Option(None, full or 0, offer.amount * (full or 0))]
    found = [Option(n, n, offer.amount * n) for n in LEVELS if full is None or n < full]
    if full is not None:
        found.append(Option(None, full, offer.amount * full))
    return found


def fit(cost: Cost) -> Repair | None:
    """The best change that stays within the budget whatever happens; None where nothing has to change.

    Exact: choices are merged offer by offer, and one is dropped only if another costs no more and keeps no
    less.
    """
    budget = cost.budget
    if budget is None or (cost.hard is not None and cost.hard <= budget):
        return None
    front: list[State] = [(Decimal(0), (0, 0), ())]
    ways = [options(priced) for priced in cost.offers]
    for choices in ways:
        front = best_of(
            (spent + way.cost, (alive + (way.payouts > 0), kept + way.payouts), (*taken, i))
            for spent, (alive, kept), taken in front
            for i, way in enumerate(choices)
            if spent + way.cost <= budget
        )
    spent, (_, kept), taken = front[-1]
    changes = tuple(
        Change(priced.offer, choices[i].winners, choices[i].cost)
        for priced, choices, i in zip(cost.offers, ways, taken, strict=True)
    )
    return Repair(changes, spent, kept)


def best_of(states: Iterable[State]) -> list[State]:
    """In order of cost, each better than all cheaper ones; of equals the one that keeps more of
    the earlier offers."""
    found: list[State] = []
    for state in sorted(states, key=lambda s: (s[0], -s[1][0], -s[1][1], [-i for i in s[2]])):
        if not found or state[1] > found[-1][1]:
            found.append(state)
    return found
