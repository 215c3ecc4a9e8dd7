"""What membership brings in, by the prices of the levels."""

from __future__ import annotations

from dataclasses import dataclass

from ...community.community import Community


@dataclass(frozen=True, slots=True)
class Fees:
    """A year; 0 where nothing has a price, or nobody is known who pays it."""

    fee_least: float
    """The lowest price of a level that has one."""
    fee_people: int
    """Who pays one."""
    fees_year: float
    """What all of them pay."""


def find_fees(community: Community) -> Fees:
    prices = {key: float(tier.price) for key, tier in community.profile.tiers.items() if tier.price}
    if community.members:
        paid = [prices[m.tier] for m in community.members if m.tier in prices]
        return Fees(min(prices.values(), default=0), len(paid), sum(paid))
    groups = [(g.members or 0, prices[g.tier]) for g in community.profile.groups if g.tier in prices]
    people, year = sum(n for n, _ in groups), sum(n * price for n, price in groups)
    return Fees(min(prices.values(), default=0), people, year)
