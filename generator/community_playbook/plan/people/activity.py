"""Who carries the community, and who could be a star: what the ledger tells of single people (tactic 7)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from ...community.community import Community
from ...knowledge.jobs import JobWords
from ..roster import Person
from .carrying import Carry, Month, by_month, measure
from .stars import WINDOW_DAYS, Doings, Star, choose_stars


@dataclass(frozen=True, slots=True)
class Activity:
    """Of the last 90 days. `owner_share` is a part of 1; `half_people` is the contributor absence factor of
    CHAOSS: the fewest people who did half of the deeds. Everything is 0 where there is no ledger."""

    deeds: int = 0
    active: int = 0
    owner_share: float = 0
    half_people: int = 0
    top_action: str = ""
    actions: tuple[tuple[str, int], ...] = ()
    stars: tuple[Person, ...] = ()
    """Who is asked onto the stage: this week's, then those of the next weeks."""
    batch: tuple[Star, ...] = ()
    """Whom to ask this week, each for another job; the first one onto the stage."""
    carry: Carry = field(default_factory=Carry)
    months: tuple[Month, ...] = ()
    since: date = date.min
    until: date = date.min


def activity(community: Community, today: date, monday: date, known: JobWords) -> Activity:
    """Rows dated after `today` and corrections (negative quantities) do not count as deeds. `monday`: of the
    planned week, before which the editions remember who was asked; `known`: how the ledger calls what is
    done."""
    since = today - timedelta(days=WINDOW_DAYS)
    people = {m.id for m in community.members}
    months: dict[int, Counter[str]] = defaultdict(Counter)
    total: Counter[str] = Counter()
    actions: Counter[str] = Counter()
    own: dict[str, Doings] = defaultdict(Doings)
    for entry in community.ledger:
        day = entry.day
        if day > today or entry.quantity <= 0 or (people and entry.member not in people):
            continue
        months[day.year * 12 + day.month - 1][entry.member] += 1
        if day > since:
            total[entry.member] += 1
            actions[entry.action] += 1
            if entry.action not in community.spending:
                own[entry.member].add(day, entry.action, entry.giver)
    if not total:
        return Activity()
    carry = measure(total, community.staff)
    batch, later = choose_stars(community, own, today, monday, known)
    ordered = tuple(sorted(actions.items(), key=lambda pair: (-pair[1], pair[0])))
    return Activity(
        deeds=carry.deeds,
        active=carry.members,
        owner_share=carry.staff_share,
        half_people=carry.half,
        top_action=ordered[0][0],
        actions=ordered,
        stars=tuple(star.person for star in (*batch[:1], *later)),
        batch=batch,
        carry=carry,
        months=by_month(months, community.staff, today),
        since=since + timedelta(days=1),
        until=today,
    )
