"""Whose money do the rules count? What buyers spend is nobody else's business: it is on no board, no picture
and in no message; their orders are counted instead.

Until the profile says it (`by`), money is taken for spending, unless most of it came from members whose role
in the table is that of a seller: a shop's customers have no role.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from ...community.community import STAFF, Community
from ...community.rewards import Offer, PointRule

SELLER = "seller"
Given = TypeVar("Given", bound=Offer)


def without_spending(community: Community) -> Community:
    """The same community, its rules counting deeds where they would have counted what buyers spent."""
    points = community.profile.points
    money = [rule for rule in points.rules if rule.amount]
    if not money:
        return community
    unsaid = tuple(dict.fromkeys(rule.action for rule in money if rule.by is None))
    private = {action for action in unsaid if not sold_by_sellers(community, action)}
    spends = [rule for rule in money if rule.by == "buyer" or (rule.by is None and rule.action in private)]
    counted = {rule.action for rule in points.rules if not rule.amount}
    rules = [
        deeds_of(rule) if rule in spends else rule
        for rule in points.rules
        if rule not in spends or rule.action not in counted
    ]
    update: dict[str, object] = {"points": points.model_copy(update={"rules": rules})}
    if len(spends) == len(money):
        given = community.profile.incentives
        update["incentives"] = given.model_copy(
            update={
                "exposure": on_points(given.exposure),
                "red_packet": on_points(given.red_packet),
                "prize": on_points(given.prize),
            }
        )
    return replace(
        community,
        profile=community.profile.model_copy(update=update),
        spending=tuple(dict.fromkeys(rule.action for rule in spends)),
        unsaid=unsaid,
    )


def deeds_of(rule: PointRule) -> PointRule:
    """One point an order, unless the rule says more; its name speaks of money: the action's own is used."""
    points = Decimal(1) if rule.points is None else rule.points
    return rule.model_copy(update={"amount": False, "points": points, "name": None})


def sold_by_sellers(community: Community, action: str) -> bool:
    """Did most of the rows with money come from members whose role is that of a seller?"""
    roles = {member.id: member.role for member in community.members}
    found = Counter(
        roles.get(entry.member) == SELLER
        for entry in community.ledger
        if entry.action == action and entry.amount is not None and roles.get(entry.member) not in STAFF
    )
    return found[True] > found[False]


def on_points(offers: Sequence[Given]) -> list[Given]:
    """Nobody is first by what they spent: a sales board is read as the board of points."""
    return [
        offer.model_copy(update={"earned": offer.earned.model_copy(update={"board": "points"})})
        for offer in offers
    ]
