"""Letters that wait for a free quarter of an hour: to who may leave, to whom more is asked, to hosts; and the
day of the next trip.

They take only minutes that the week leaves over, and nobody is written to twice in sixty days: the editions
remember it. Hosts are asked, and trips fixed, while tables are held at all.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ...community.community import Community
from ..dates import quiet_until
from ..facts.doings import Spare
from ..facts.facts import Facts
from ..memory import skipped
from .leaving import Leaving
from .meetups import Meetups
from .stars import TACTIC as STARS
from .stars import Star

DUTY = "letters"
TABLES = "small-meetups"
REST = timedelta(days=60)
MOST = {"renewals": 3, "quiet": 2, "silent": 1}
"""Of each list a week: whoever goes quiet is written to although many renewals are due."""
MOST_HOSTS = 2
LETTER, STOP, STEP = 4, 10, 5
"""Minutes of a letter, of fixing the day of a stop, and by which a job is rounded up."""
AHEAD = timedelta(days=12)
"""From Monday: the Saturday of the next week, so that people can still arrange it."""
WEEKEND = 5


@dataclass(frozen=True, slots=True)
class Letters:
    """Ids of who is written to this week, in order; of each job."""

    leaving: tuple[str, ...] = ()
    stars: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    stops: int = 0
    """Cities of the trip whose day is to be fixed."""
    waits: bool = False
    """There is somebody to write to, though there may be no time."""

    @property
    def counts(self) -> Spare:
        return Spare(len(self.leaving), len(self.stars), len(self.hosts), self.stops)

    @property
    def written(self) -> tuple[str, ...]:
        """Who is not to be written to again soon; stars have a pause of their own."""
        return (*self.leaving, *self.hosts)


def choose_letters(
    community: Community, facts: Facts, found: tuple[Leaving, Meetups | None],
    running: Collection[str], room: int,
) -> Letters:  # fmt: skip
    """`running`: tactics of this week; `room`: the owner's free minutes."""
    leaving, meetups = found
    rest = written_lately(community, facts.days.monday)
    batch = facts.carriers.activity.batch if STARS in running else ()
    tables = meetups if TABLES in running else None
    wanted = Letters(
        leaving=may_leave(leaving, rest),
        stars=asked_by_letter(batch),
        hosts=tuple(one.host for one in tables.hosted if one.host not in rest)[:MOST_HOSTS] if tables else (),
        stops=len(tables.trip.stops) if tables and tables.trip and not tables.announced else 0,
    )
    return fitting(wanted, room)


def may_leave(found: Leaving, rest: Collection[str]) -> tuple[str, ...]:
    renewals = [one.member for part in (found.renewals.due, found.renewals.overdue) for one in part]
    lists = {"renewals": renewals, "quiet": [q.member for q in found.quiet], "silent": [*found.silent]}
    chosen: list[str] = []
    for key, most in MOST.items():
        chosen += [who for who in lists[key] if who not in rest and who not in chosen][:most]
    return tuple(chosen)


def asked_by_letter(batch: Sequence[Star]) -> tuple[str, ...]:
    """The first one is invited on stage by the tactic itself."""
    return tuple(star.person.id for star in batch if star.job != "stage")


def fitting(wanted: Letters, room: int) -> Letters:
    """As much as the minutes carry, in this order: who may leave, the trip, who is asked for more, hosts."""
    left = room // STEP * STEP

    def part(whole: int, minutes: int) -> int:
        nonlocal left
        count = min(whole, left // minutes)
        left -= -(-count * minutes // STEP) * STEP
        return count

    leaving = part(len(wanted.leaving), LETTER)
    stops = part(wanted.stops, STOP)
    stars = part(len(wanted.stars), LETTER)
    hosts = part(len(wanted.hosts), LETTER)
    waits = bool(wanted.leaving or wanted.stars or wanted.hosts or wanted.stops)
    return Letters(wanted.leaving[:leaving], wanted.stars[:stars], wanted.hosts[:hosts], stops, waits)


def written_lately(community: Community, monday: date) -> frozenset[str]:
    lines = community.journal.lines
    return frozenset(
        who
        for edition in community.editions
        if monday - REST <= edition.monday < monday and not skipped(lines, DUTY, edition.monday)
        for who in edition.letters
    )


def trip_days(community: Community, monday: date, stops: int) -> tuple[date, ...]:
    """A proposal for each stop: Saturday and Sunday of the next weekend that no date of the profile needs."""
    day = monday + AHEAD
    while (quiet := quiet_until(community.profile.dates, day)) is not None and quiet >= day:
        day = quiet + timedelta(days=(WEEKEND - quiet.weekday() - 1) % 7 + 1)
    return tuple(day + timedelta(days=7 * (n // 2) + n % 2) for n in range(stops))
