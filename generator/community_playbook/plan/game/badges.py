"""Who has earned which badge, on which day, and who is nearly there? (tactic 8)

A badge is read from the ledger each time anew: a correction that takes the deed away takes the badge away.
Where a badge has several conditions, all of them must hold, and its day is the day of the last one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ...community.people import Member
from ...community.rewards import Badge, Condition
from .boards import Tallies, standings
from .periods import Period
from .points import Earning, Number, plain

NEAR = Decimal("0.8")
"""From here on somebody is nearly there."""
MOST_NEAR = 8


class Holding(NamedTuple):
    day: date
    member: str
    reason: str = ""
    """Only of badges that were given by hand."""


class Near(NamedTuple):
    member: str
    done: Number
    wanted: Number


@dataclass(frozen=True, slots=True)
class BadgeState:
    """`holders` in order of (day, member); `near`: closest first, only where something is counted."""

    id: str
    name: str
    holders: tuple[Holding, ...]
    near: tuple[Near, ...]
    progress: Mapping[str, Number]
    """By member without the badge: what has been counted so far."""
    wanted: Number
    """What must be counted; 0 where nothing is (rank, years, by hand)."""


@dataclass(slots=True)
class Counter:
    """A running sum by member, and since which day each one holds the wanted number.

    Where nothing is counted, only `since` says something.
    """

    wanted: Number
    sums: dict[str, Number]
    since: dict[str, date]

    def add(self, member: str, value: Number, day: date) -> None:
        total = self.sums.get(member, 0) + value
        self.sums[member] = total
        if total < self.wanted:
            self.since.pop(member, None)
        else:
            self.since.setdefault(member, day)


@dataclass(frozen=True, slots=True)
class Evidence:
    """All from which badges are read."""

    members: Sequence[Member]
    earned: Sequence[Earning]
    tallies: Tallies
    kind: str
    """The period of the boards: a rank counts where such a period is over."""
    today: date
    staff: frozenset[str]


def make_badges(badges: Sequence[Badge], evidence: Evidence) -> tuple[BadgeState, ...]:
    return tuple(make_badge(badge, evidence) for badge in badges)


def make_badge(badge: Badge, evidence: Evidence) -> BadgeState:
    counters = [RECKONED[c.kind](c, evidence) for c in badge.when.conditions()]
    conditions = [counter.since for counter in counters]
    found = {
        member: Holding(max(condition[member] for condition in conditions), member)
        for member in (set.intersection(*map(set, conditions)) if conditions else ())
    }
    for given in badge.given:  # the reason is worth more than the count
        if given.day <= evidence.today:
            found[given.member] = Holding(given.day, given.member, given.reason)
    holders = tuple(sorted(found.values()))
    main = counters[0] if counters else Counter(0, {}, {})
    progress = {m: plain(v) for m, v in main.sums.items() if v > 0 and m not in found}
    wanted = main.wanted
    close = [
        Near(member, value, wanted)
        for member, value in progress.items()
        if wanted > 1 and wanted > value >= NEAR * wanted and all(member in c for c in conditions[1:])
    ]
    close.sort(key=lambda near: (-near.done, near.member))
    return BadgeState(badge.id, badge.name, holders, tuple(close[:MOST_NEAR]), progress, wanted)


def count_deeds(condition: Condition, evidence: Evidence) -> Counter:
    deeds = ((e.member, e.counted, e.day) for e in evidence.earned if e.action == condition.deed)
    return count(deeds, condition.wanted)


def count_points(condition: Condition, evidence: Evidence) -> Counter:
    return count(((e.member, e.points, e.day) for e in evidence.earned if e.points), condition.wanted)


def count(deeds: Iterable[tuple[str, Number, date]], wanted: Number) -> Counter:
    """Day by day: what is taken back on a day never makes a badge appear and vanish within that day."""
    found = Counter(wanted, {}, {})
    of_day: dict[str, Number] = defaultdict(int)
    today: date | None = None
    for member, value, day in deeds:
        if today is not None and day != today:
            settle(found, of_day, today)
        today = day
        of_day[member] += value
    if today is not None:
        settle(found, of_day, today)
    return found


def settle(counter: Counter, of_day: dict[str, Number], day: date) -> None:
    for member, value in of_day.items():
        counter.add(member, value, day)
    of_day.clear()


def first_ranks(condition: Condition, evidence: Evidence) -> Counter:
    """The day on which each member first ended a finished period at this rank or better."""
    found: dict[str, date] = {}
    for period in sorted(finished(evidence.tallies, evidence.kind, evidence.today)):
        tally = evidence.tallies.of(period)
        for _, member, _ in standings(tally.points, tally.reached, condition.wanted):
            found.setdefault(member, period.end)
    return Counter(0, {}, found)


def finished(tallies: Tallies, kind: str, today: date) -> list[Period]:
    return [period for period in tallies.periods if period.kind == kind and period.end <= today]


def anniversaries(condition: Condition, evidence: Evidence) -> Counter:
    """The day of so many years of membership; who joined on 29 February has it on 1 March elsewhere."""
    found: dict[str, date] = {}
    for member in evidence.members:
        if member.joined and member.id not in evidence.staff:
            day = years_later(member.joined, condition.wanted)
            if day <= evidence.today:
                found[member.id] = day
    return Counter(0, {}, found)


def years_later(day: date, years: int) -> date:
    year = min(day.year + years, date.max.year)
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


RECKONED: Mapping[str, Callable[[Condition, Evidence], Counter]] = {
    "action": count_deeds,
    "points": count_points,
    "rank": first_ranks,
    "years": anniversaries,
}
"""By kind of condition: since when it holds for whom."""
