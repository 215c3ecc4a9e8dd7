"""Is the game worth playing for more than three people? (tactic 8)

The past is played again under the offers of the profile: how much goes to the first three, how often somebody
wins for the first time, what starting from zero each week and a daily cap change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from ...community.people import LedgerEntry
from ...community.rewards import PointRule
from .boards import Moment, Tally, standings, tally
from .offers import Offer, World, wins_of
from .periods import Period, week_of
from .points import Number, plain, score, within

HALF = 0.5
"""Above this share of the first three, the others stop trying."""
REPLAYED = 8
"""Periods that are played again; somebody is new who did not win in the eight before."""
FEWEST = 4
"""Fewer finished periods say nothing."""
RESET_WEEKS = 12
PLACES = 3


@dataclass(frozen=True, slots=True)
class Fresh:
    """Of `places` won in the last `periods` periods, `new` went to people with no win in the eight before."""

    offer: Offer
    periods: int
    places: int
    new: int


@dataclass(frozen=True, slots=True)
class Fairness:
    people: int
    """Members with points in the edition."""
    top3: float | None
    """Share of the points of the edition that the first three have (0 to 1); None = nobody has any."""
    money_top3: float | None
    """Share of the money of the last RESET_WEEKS weeks that three people would have had."""
    fresh: tuple[Fresh, ...]
    reset: tuple[int, int, int] | None
    """(weeks, different people in the first three of a weekly board, of a board that never starts anew)."""
    capped: Number
    """Deeds of the edition above the daily cap."""
    caps: tuple[float, float, float] | None
    """Share of the first three in the edition without caps, with caps as they are, with half of them."""


def judge(
    offers: Sequence[Offer],
    world: World,
    edition: Period,
    ledger: Sequence[LedgerEntry],
    rules: Sequence[PointRule],
    staff: frozenset[str],
) -> Fairness:
    now = world.tallies.of(edition)
    found = [value for value in now.points.values() if value > 0]
    return Fairness(
        people=len(found),
        top3=top_share(now.points.values()),
        money_top3=money_share(offers, world),
        fresh=tuple(f for offer in offers if (f := fresh(offer, world))),
        reset=reset_effect(world),
        capped=plain(sum(e.deeds - e.counted for e in within(world.earned, edition))),
        caps=cap_effect(ledger, rules, staff, edition, world),
    )


def top_share(values: Iterable[Number]) -> float | None:
    """Share of the three greatest values; what is below zero counts as nothing."""
    found = sorted((value for value in values if value > 0), reverse=True)
    return float(sum(found[:PLACES]) / sum(found)) if found else None


def money_share(offers: Sequence[Offer], world: World) -> float | None:
    since = week_of(world.until).end - timedelta(weeks=RESET_WEEKS)
    paid: defaultdict[str, Decimal] = defaultdict(Decimal)
    for offer in offers:
        if offer.amount > 0 and not offer.draw:
            for win in wins_of(offer, world, live=False):
                if since < win.day <= world.until:
                    paid[win.member] += win.amount
    return top_share(paid.values()) if len(paid) > PLACES else None


def fresh(offer: Offer, world: World) -> Fresh | None:
    """None for offers without ranks and where too few periods are over."""
    if offer.condition != "rank" or offer.period not in ("week", "month"):
        return None
    by_period: dict[date, set[str]] = {}
    for win in wins_of(offer, world, live=False):
        by_period.setdefault(win.day, set()).add(win.member)
    days = sorted(by_period)
    played = days[-REPLAYED:] if len(days) >= 2 * REPLAYED else days[len(days) // 2 :]
    if len(played) < FEWEST:
        return None
    places = new = 0
    for day in played:
        at = days.index(day)
        known = set().union(*(by_period[d] for d in days[max(at - REPLAYED, 0) : at]))
        places += len(by_period[day])
        new += len(by_period[day] - known)
    return Fresh(offer, len(played), places, new)


def reset_effect(world: World) -> tuple[int, int, int] | None:
    weeks = sorted(p for p in world.tallies.periods if p.kind == "week" and p.end <= world.until)
    played = weeks[-RESET_WEEKS:]
    if len(played) < FEWEST:
        return None
    weekly: set[str] = set()
    standing: set[str] = set()
    sums: dict[str, Number] = {}
    reached: dict[str, Moment] = {}
    for period in weeks:
        found = world.tallies.of(period)
        for member, value in found.points.items():
            sums[member] = sums.get(member, 0) + value
        reached.update(found.reached)
        if period in played:
            weekly |= first(found)
            standing |= first(Tally(sums, reached))
    return len(played), len(weekly), len(standing)


def first(found: Tally) -> set[str]:
    """The first three in the order of a board."""
    return {member for _, member, _ in standings(found.points, found.reached, PLACES)[:PLACES]}


def cap_effect(
    ledger: Sequence[LedgerEntry],
    rules: Sequence[PointRule],
    staff: frozenset[str],
    edition: Period,
    world: World,
) -> tuple[float, float, float] | None:
    """None where no rule has a cap, or nobody has points."""
    if not any(rule.daily_cap for rule in rules):
        return None
    last = min(edition.end, world.until)
    rows = [entry for entry in ledger if edition.start <= entry[0] <= last]
    shares = []
    for change in (no_cap, as_it_is, half_cap):
        changed = [change(rule) for rule in rules]
        shares.append(top_share(tally(score(rows, changed, staff, world.until).earned).points.values()))
    none, kept, half = shares
    return None if none is None or kept is None or half is None else (none, kept, half)


def no_cap(rule: PointRule) -> PointRule:
    return rule.model_copy(update={"daily_cap": None})


def as_it_is(rule: PointRule) -> PointRule:
    return rule


def half_cap(rule: PointRule) -> PointRule:
    return (
        rule.model_copy(update={"daily_cap": max((rule.daily_cap + 1) // 2, 1)}) if rule.daily_cap else rule
    )
