"""Who waits for the next join evening, and whom should each of them be introduced to (tactics 1 and 4)?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..community.community import STAFF, Community
from .roster import NEWCOMER_WEEKS, Matcher, Person, person, recent

MOST_ARRIVALS = 60
MENTIONS_EACH = 2
"""Nobody is called upon for more newcomers than this on one evening."""


@dataclass(frozen=True, slots=True)
class Arrival:
    newcomer: Person
    matches: tuple[Person, ...]
    """At most two, best first; only members who agreed to be named."""


def evening_near(evenings: Sequence[int], today: date, step: int) -> date | None:
    """The newest join evening before `today` (step -1), or the next one, perhaps today (step 1)."""
    first = 1 if step < 0 else 0
    days = (today + timedelta(days=step * n) for n in range(first, first + 7))
    return next((day for day in days if day.weekday() in evenings), None)


def waiting(community: Community, evenings: Sequence[int], today: date) -> tuple[Arrival, ...]:
    """Who joined after the last join evening, or is entered for the next one, in order of joining.
    `evenings`: weekdays, Monday is 0."""
    since, until = evening_near(evenings, today, -1), evening_near(evenings, today, 1)
    members = community.members
    if since is None or until is None or not members:
        return ()
    new = [m for m in members if m.joined and since < m.joined <= until and m.role not in STAFF]
    found = sorted(new, key=lambda m: (m.joined or today, m.id))[:MOST_ARRIVALS]
    if not found:
        return ()
    matcher = Matcher(members, [*recent(members, today, NEWCOMER_WEEKS), *found])
    asked: Counter[str] = Counter()
    arrivals = []
    for newcomer in found:
        busy = {member for member, times in asked.items() if times >= MENTIONS_EACH}
        best = matcher.best(newcomer, 2, busy)
        asked.update(m.id for m in best)
        arrivals.append(Arrival(person(newcomer), tuple(person(m) for m in best)))
    return tuple(arrivals)
