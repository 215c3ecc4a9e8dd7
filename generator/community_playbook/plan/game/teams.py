"""Which team did most, without the biggest one always winning? (tactic 8)

A team's score is the points of its members, each counted up to a ceiling, divided by the number of its
members. The ceiling is what nine of ten scorers stay below (the 90th percentile), so that one hero does not
carry a team; dividing takes away the advantage of size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ...community.people import Member
from .boards import ranks_of
from .points import Number, plain

SMALLEST = 5
"""A team with fewer members is not ranked: two lucky people would win."""
CEILING_SHARE = Fraction(9, 10)

COLUMNS: dict[str, Callable[[Member], str]] = {
    "squads": lambda m: m.squad,
    "team": lambda m: m.team,
    "city": lambda m: m.city,
    "industry": lambda m: m.industry,
    "tier": lambda m: m.tier,
    "group": lambda m: m.groups[0] if m.groups else "",
}
"""What `points.teams` may name."""


class TeamRow(NamedTuple):
    rank: int
    team: str
    score: Decimal
    """Points a member, rounded to two places; ranks are made from the exact value."""
    members: int
    active: int
    """Members with points in the period."""
    before: int


@dataclass(frozen=True, slots=True)
class Teams:
    column: str
    ceiling: Number
    """So many points of one member count; 0 where nobody has any."""
    rows: tuple[TeamRow, ...]
    too_small: int
    """Teams that are not ranked for their size."""


def ceiling(points: Mapping[str, Number]) -> Number:
    """The 90th percentile of those who scored (nearest rank)."""
    scored = sorted(value for value in points.values() if value > 0)
    if not scored:
        return 0
    place = -(-len(scored) * CEILING_SHARE.numerator // CEILING_SHARE.denominator)
    return plain(scored[place - 1])


def scores(teams: Mapping[str, Sequence[str]], points: Mapping[str, Number]) -> dict[str, Fraction]:
    """Exact score of each team that is big enough."""
    most = ceiling(points)
    return {
        team: Fraction(sum(min(max(points.get(m, 0), 0), most) for m in members)) / len(members)
        for team, members in teams.items()
        if len(members) >= SMALLEST
    }


def make_teams(
    members: Sequence[Member],
    column: str,
    now: Mapping[str, Number],
    earlier: Mapping[str, Number],
    staff: frozenset[str],
) -> Teams | None:
    """None where the profile wants no teams or the table has none."""
    read = COLUMNS.get(column)
    if read is None:
        return None
    teams: dict[str, list[str]] = defaultdict(list)
    for member in members:
        if member.id not in staff and read(member):
            teams[read(member)].append(member.id)
    if not teams:
        return None
    found, past = scores(teams, now), ranks_of(scores(teams, earlier))
    ranks = ranks_of(found)
    rows = [
        TeamRow(
            ranks[team],
            team,
            (Decimal(found[team].numerator) / found[team].denominator).quantize(Decimal("0.01")),
            len(teams[team]),
            sum(1 for m in teams[team] if now.get(m, 0) > 0),
            past.get(team, 0),
        )
        for team in sorted(ranks, key=lambda t: (ranks[t], t))
    ]
    small = sum(1 for people in teams.values() if len(people) < SMALLEST)
    return Teams(column, ceiling(now), tuple(rows), small)
