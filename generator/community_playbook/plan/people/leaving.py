"""Who is leaving, and what could be written to each: renewals, people going quiet, people who never began.

For the operator alone. Nobody is judged; the lists are in the order of what a letter can still change.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ...community.community import STAFF, Community
from ...community.people import Member
from .quiet import Quiet, going_quiet, silences
from .renewals import Renewals, make_renewals
from .signs import Signs, signs_of

SETTLED = timedelta(days=14)
"""Who joined later is still arriving."""
FRESH = timedelta(weeks=8)
"""Who joined earlier and never said a word will hardly begin now."""
BACK = timedelta(weeks=8)
YEAR = timedelta(days=365)
MONTHS = 6
FEWEST_IN_COHORT = 5
YOUNG = timedelta(weeks=8)
"""A ledger that is shorter knows no rhythms."""


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody did most often in the last year: what a letter can thank for."""

    action: str
    times: int
    last: date


@dataclass(frozen=True, slots=True)
class Cohort:
    """Who joined in one month, and how many of them were active on at least two days within eight weeks."""

    month: date
    joined: int
    back: int


@dataclass(frozen=True, slots=True)
class Leaving:
    renewals: Renewals
    quiet: tuple[Quiet, ...]
    silent: tuple[str, ...]
    """Ids of members who joined two to eight weeks ago and have given no sign; the newest first."""
    older: int
    """How many joined before that and never gave one."""
    cohorts: tuple[Cohort, ...]
    given: Mapping[str, Given]
    """Of all who stand in one of the lists."""
    rhythms: int
    """Members whose rhythm is known; 0 where the ledger is too young to tell."""
    dated: bool
    """Somebody's paid-until day stands in the table."""

    def __bool__(self) -> bool:
        return bool(self.renewals.all or self.quiet or self.silent or self.cohorts)


def make_leaving(community: Community, today: date, told: date) -> Leaving:
    """`told`: the newest day that the tables tell of; silence is measured from there, not from today."""
    signs = signs_of(community, told)
    people = [m for m in community.members if m.role not in STAFF]
    first = min((days[0] for days in signs.values() if days), default=told)
    known = silences({m.id: signs[m.id] for m in people}, told) if told - first >= YOUNG else {}
    last = {member: days[-1] for member, days in signs.items() if days}
    renewals = make_renewals(community, today, known, last)
    quiet = going_quiet(known, {one.member: one.due for one in renewals.due})
    began = [m for m in people if m.joined and m.joined <= told - SETTLED and not signs[m.id]]
    fresh = [m for m in began if m.joined and m.joined > told - FRESH] if last else []
    listed = {one.member for one in renewals.all} | {one.member for one in quiet}
    return Leaving(
        renewals=renewals,
        quiet=tuple(quiet),
        silent=tuple(m.id for m in sorted(fresh, key=lambda m: (-(m.joined or told).toordinal(), m.id))),
        older=len(began) - len(fresh) if last else 0,
        cohorts=tuple(make_cohorts(people, signs, first, told)) if last else (),
        given=what_they_gave(community, listed, today),
        rhythms=len(known),
        dated=any(m.paid_until for m in people),
    )


def make_cohorts(people: Sequence[Member], signs: Signs, first: date, today: date) -> list[Cohort]:
    """Months whose last newcomer had eight weeks, and whose first one came after the ledger began."""
    joined: Counter[date] = Counter()
    back: Counter[date] = Counter()
    for member in people:
        if member.joined is None or member.joined < first:
            continue
        month = member.joined.replace(day=1)
        joined[month] += 1
        early = [day for day in signs[member.id] if member.joined <= day <= member.joined + BACK]
        back[month] += len(early) >= 2
    whole = [
        m for m in joined if m >= first and next_month(m) + BACK <= today and joined[m] >= FEWEST_IN_COHORT
    ]
    return [Cohort(month, joined[month], back[month]) for month in sorted(whole)[-MONTHS:]]


def next_month(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def what_they_gave(community: Community, members: set[str], today: date) -> dict[str, Given]:
    times: dict[str, Counter[str]] = defaultdict(Counter)
    last: dict[tuple[str, str], date] = {}
    since = today - YEAR
    for entry in community.ledger:
        if entry.member in members and entry.quantity > 0 and since < entry.day <= today:
            times[entry.member][entry.action] += 1
            last[entry.member, entry.action] = entry.day
    found = {}
    for member, counted in times.items():
        action = min(counted, key=lambda a: (-counted[a], a))
        found[member] = Given(action, counted[action], last[member, action])
    return found
