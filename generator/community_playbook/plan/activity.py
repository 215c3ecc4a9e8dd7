"""Who carries the community, from the ledger of the last 90 days (tactic 7)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from ..community.community import Community
from .roster import Person, person

WINDOW_DAYS = 90
TREND_DAYS = 28


@dataclass(frozen=True, slots=True)
class Activity:
    """`owner_share` is a part of 1; `half_people` is the contributor absence factor of CHAOSS: the fewest
    people who did half of the deeds. Everything is 0 where there is no ledger."""

    deeds: int = 0
    active: int = 0
    owner_share: float = 0
    half_people: int = 0
    top_action: str = ""
    actions: tuple[tuple[str, int], ...] = ()
    stars: tuple[Person, ...] = ()


def activity(community: Community, today: date) -> Activity:
    """Rows dated after `today` and corrections (negative quantities) do not count as deeds."""
    since, turn = today - timedelta(days=WINDOW_DAYS), today - timedelta(days=TREND_DAYS)
    before = turn - timedelta(days=TREND_DAYS)
    people = {m.id: m for m in community.members}
    total: Counter[str] = Counter()
    rising: Counter[str] = Counter()
    actions: Counter[str] = Counter()
    own: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in community.ledger:
        if not since < entry.day <= today or entry.quantity <= 0 or (people and entry.member not in people):
            continue
        total[entry.member] += 1
        actions[entry.action] += 1
        own[entry.member][entry.action] += 1
        if entry.day > turn:
            rising[entry.member] += 1
        elif entry.day > before:
            rising[entry.member] -= 1
    deeds = sum(total.values())
    if not deeds:
        return Activity()
    half, people_needed = 0, 0
    for count in sorted(total.values(), reverse=True):
        half += count
        people_needed += 1
        if half * 2 >= deeds:
            break
    named = {m for m, member in people.items() if member.name or member.alias}
    candidates = [m for m in total if m in named and m not in community.staff and total[m] >= 3]
    # a star rises and already carries something: growth first, then the whole
    ranked = sorted(candidates, key=lambda m: (-(2 * max(rising[m], 0) + total[m]), m))
    stars = tuple(person(people[m], total[m], _most(own[m])) for m in ranked[:5])
    share = sum(total[m] for m in community.staff) / deeds
    ordered = tuple(sorted(actions.items(), key=lambda pair: (-pair[1], pair[0])))
    return Activity(
        deeds, len(set(total) - community.staff), share, people_needed, ordered[0][0], ordered, stars
    )


def _most(counted: Counter[str]) -> str:
    return min(counted.items(), key=lambda pair: (-pair[1], pair[0]))[0]
