"""Who stands where: boards of a week, a month, a season and all time, for points and for sales (tactic 8).

Competition ranking: equals share a rank and the next rank is left out (1, 2, 2, 4). Among equals those who
got there first are listed first. Nobody below zero or at zero is listed: there is no bottom of a board.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from heapq import nlargest
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from ...community.people import Member
from .periods import Period, before, month_of, week_of
from .points import Earning, Number, plain

ZERO: Number = 0
Moment = tuple[date, int]
"""A day and its second, as far as the ledger has a time of day."""
POSTED, PODIUM = 10, 3
"""So many ranks are shown; equals of the last one as well, up to MOST_POSTED."""
MOST_POSTED = 20


class Row(NamedTuple):
    rank: int
    member: str
    value: Number
    """Points, or money in the profile's currency."""
    before: int
    """The rank of the period before; 0 = new on the board."""

    @property
    def movement(self) -> int | None:
        """Ranks gained (above 0) or lost; None = new."""
        return self.before - self.rank if self.before else None


@dataclass(frozen=True, slots=True)
class Board:
    """`id`: points, sales or newcomers. All who have more than zero, best first."""

    id: str
    period: Period
    rows: tuple[Row, ...]
    total: Number
    closed: bool
    """The period is over, so that nothing changes any more but by corrections."""

    @property
    def top(self) -> tuple[Row, ...]:
        """What is posted: the first ten ranks, but never more than half of those who scored (three at the
        least), so that it shows who did something and not who did little; equals of the last one as long as
        they are few."""
        most = min(POSTED, max(len(self.rows) // 2, PODIUM))
        found = [row for row in self.rows[: MOST_POSTED + 1] if row.rank <= most]
        if len(found) > MOST_POSTED:  # a crowd of equals: as many whole ranks as fit
            last = found[-1].rank
            found = [row for row in found if row.rank < last] or found[:most]
        return tuple(found)

    @property
    def crowd(self) -> int:
        """How many share a rank that belongs to the board and is too full to be shown."""
        most = min(POSTED, max(len(self.rows) // 2, PODIUM))
        return sum(1 for row in self.rows if row.rank <= most) - len(self.top)

    def row(self, member: str) -> Row | None:
        return next((row for row in self.rows if row.member == member), None)

    def around(self, member: str, reach: int = 2) -> tuple[Row, ...]:
        """A member's row with so many rows above and below it."""
        at = next((i for i, row in enumerate(self.rows) if row.member == member), None)
        return () if at is None else self.rows[max(at - reach, 0) : at + reach + 1]


@dataclass(slots=True)
class Tally:
    """Sums of one period by member, and when each sum last grew."""

    points: dict[str, Number] = field(default_factory=dict)
    reached: dict[str, Moment] = field(default_factory=dict)
    sales: dict[str, Number] = field(default_factory=dict)
    sold: dict[str, Moment] = field(default_factory=dict)

    def add(self, earned: Iterable[Earning]) -> None:
        """Earnings in order of (day, member); a day that takes back what it brought moves nothing."""
        points, reached, sales, sold = self.points, self.reached, self.sales, self.sold
        at, who, net, net_sales, last, last_sale = date.min, "", ZERO, ZERO, 0, 0
        for day, member, _, _, _, gained, amount, _, second in earned:
            if member != who or day != at:
                if net > 0:
                    reached[who] = at, last
                if net_sales > 0:
                    sold[who] = at, last_sale
                at, who, net, net_sales, last, last_sale = day, member, ZERO, ZERO, 0, 0
            if gained:
                points[member] = points.get(member, 0) + gained
                net += gained
                last = second if gained > 0 and second > last else last
            if amount:
                sales[member] = sales.get(member, 0) + amount
                net_sales += amount
                last_sale = second if amount > 0 and second > last_sale else last_sale
        if net > 0:
            reached[who] = at, last
        if net_sales > 0:
            sold[who] = at, last_sale

    def values(self, measure: str) -> dict[str, Number]:
        return self.sales if measure == "sales" else self.points

    def moments(self, measure: str) -> dict[str, Moment]:
        return self.sold if measure == "sales" else self.reached


def tally(earned: Iterable[Earning]) -> Tally:
    found = Tally()
    found.add(earned)
    return found


def standings(
    values: Mapping[str, Number], moments: Mapping[str, Moment], most: int | None = None
) -> list[tuple[int, str, Number]]:
    """(rank, member, value), best first; with `most` only ranks up to that, all equals of the last one."""
    above = [(member, value) for member, value in values.items() if value > 0]
    if most is not None and most < len(above):
        least = nlargest(most, (value for _, value in above))[-1]
        above = [pair for pair in above if pair[1] >= least]
    above.sort()  # by id; both sorts are stable
    above.sort(key=lambda pair: moments[pair[0]])
    above.sort(key=itemgetter(1), reverse=True)
    found: list[tuple[int, str, Number]] = []
    rank, last = 0, None
    for place, (member, value) in enumerate(above, 1):
        if value != last:
            rank, last = place, value
        found.append((rank, member, plain(value)))
    return found


def ranks_of(values: Mapping[str, Number | Fraction]) -> dict[str, int]:
    """Only the ranks, for the movement."""
    ordered = sorted((value for value in values.values() if value > 0), reverse=True)
    rank: dict[Number | Fraction, int] = {}
    for place, value in enumerate(ordered, 1):
        rank.setdefault(value, place)
    return {member: rank[value] for member, value in values.items() if value > 0}


def make_board(id_: str, period: Period, now: Tally, earlier: Mapping[str, Number], closed: bool) -> Board:
    measure = "sales" if id_ == "sales" else "points"
    past = ranks_of(earlier)
    values = now.values(measure)
    rows = tuple(
        Row(rank, member, value, past.get(member, 0))
        for rank, member, value in standings(values, now.moments(measure))
    )
    return Board(id_, period, rows, plain(sum(row.value for row in rows)), closed)


@dataclass(slots=True)
class Tallies:
    """The sums of every week and month that has a row, of the season, and of all time."""

    periods: dict[Period, Tally]
    all: Tally

    def of(self, period: Period) -> Tally:
        return self.periods.get(period) or Tally()


def make_tallies(earned: Sequence[Earning], season: Period | None) -> Tallies:
    """One pass: each day belongs to one week, one month, perhaps to the season or the one before it."""
    periods: dict[Period, Tally] = {}
    everything = Tally()
    everything.add(earned)
    seasons = [season, before(season)] if season else []
    for day, group in groupby(earned, key=itemgetter(0)):
        of_day = tuple(group)
        for period in (week_of(day), month_of(day), *(p for p in seasons if day in p)):
            periods.setdefault(period, Tally()).add(of_day)
    return Tallies(periods, everything)


def newcomers_board(
    members: Sequence[Member], earned: Sequence[Earning], edition: Period, days: int, staff: frozenset[str]
) -> Board:
    """Points from joining to the end of the edition, of all who joined in its last so many days."""
    since = edition.end - timedelta(days=days - 1)
    joined = {
        m.id: m.joined for m in members if m.joined and since <= m.joined <= edition.end and m.id not in staff
    }
    own = (e for e in earned if e[1] in joined and joined[e[1]] <= e[0] <= edition.end)
    return make_board("newcomers", Period("season", since, edition.end), tally(own), {}, False)


def minus(whole: Mapping[str, Number], *parts: Mapping[str, Number]) -> dict[str, Number]:
    """What a sum was before its last parts were added."""
    found = dict(whole)
    for part in parts:
        for member, value in part.items():
            found[member] = found[member] - value
    return found
