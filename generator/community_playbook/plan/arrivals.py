"""Who waits for the next join evening, and whom should each of them be introduced to (tactics 1 and 4)?

Nobody else is tonight's newcomer: whoever joined before has been welcomed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from ..community.community import STAFF, Community
from ..community.people import Member
from .people.mentions import choose
from .roster import NEWCOMER_WEEKS, RARE, Matcher, Person, last_seen, person, recent, tags

MOST_ARRIVALS = 60
MATCHES = 2
"""Members to mention for each newcomer."""
MENTIONS_EACH = 2
"""Nobody is called upon for more newcomers than this on one evening."""


class Shared(NamedTuple):
    """Something that a newcomer and a member both have; `holders`: how many have it, the two among them."""

    facet: str
    """city, trade or skill."""
    value: str
    """Key of the city; else as the newcomer's row writes it."""
    holders: int


@dataclass(frozen=True, slots=True)
class Arrival:
    newcomer: Person
    matches: tuple[Person, ...]
    """At most two, best first; only members who agreed to be named."""
    shared: tuple[tuple[Shared, ...], ...] = ()
    """With each of them, the rarest first."""


@dataclass(frozen=True, slots=True)
class Greeting:
    """Of those who wait, the one that can be told most about; whom to mention, and what they share."""

    newcomer: Person | None = None
    matches: tuple[Person, ...] = ()
    same_city: bool = False
    skill: str = ""
    """The rarest skill that newcomer and first match share, as the roster writes it."""


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
    found = comers(members, since, until)
    if not found:
        return ()
    matcher = Matcher(members, last_seen(community, today))
    asked: set[str] = set()
    for last, day in earlier(evenings, until):
        introduce(matcher, comers(members, last, day), day, asked)
    pairs = introduce(matcher, found, until, asked)
    return tuple(
        Arrival(person(m), tuple(map(person, best)), tuple(shared(matcher, m, one) for one in best))
        for m, best in pairs
    )


def shared(matcher: Matcher, newcomer: Member, member: Member) -> tuple[Shared, ...]:
    written = {"city": (newcomer.city,), "trade": (newcomer.industry,), "skill": newcomer.skills}
    found = {
        Shared(facet, value, matcher.count[facet, key])
        for facet, values in written.items()
        for value in values
        if (facet, key := value.casefold()) in matcher.of[member.id] & matcher.of[newcomer.id]
    }
    return tuple(sorted(found, key=lambda one: (one.holders, one)))


def comers(members: Sequence[Member], since: date, until: date) -> list[Member]:
    """Who is let in on the evening `until`, where the one before was on `since`."""
    new = [m for m in members if m.joined and since < m.joined <= until and m.role not in STAFF]
    return sorted(new, key=lambda m: (m.joined or until, m.id))[:MOST_ARRIVALS]


def earlier(evenings: Sequence[int], until: date) -> list[tuple[date, date]]:
    """(the evening before, an evening) of those of the same week before `until`."""
    days = [until - timedelta(days=n) for n in range(until.weekday(), 0, -1)]
    return [
        (last, day)
        for day in days
        if day.weekday() in evenings and (last := evening_near(evenings, day, -1)) is not None
    ]


def introduce(
    matcher: Matcher, newcomers: Sequence[Member], day: date, asked: set[str]
) -> list[tuple[Member, list[Member]]]:
    """Whom each of them meets on one evening; `asked`: who was called upon this week already, kept up."""
    most = len(newcomers) * MATCHES // MENTIONS_EACH + MATCHES  # so many never have all been taken
    pairs = [pair for newcomer in newcomers for pair in matcher.pairs(newcomer, day, asked, most)]
    room = {pair.member: MENTIONS_EACH for pair in pairs}
    chosen = choose(pairs, MATCHES, room)
    asked.update(pair.member for mine in chosen.values() for pair in mine)
    members = matcher.members
    return [(new, [members[pair.member] for pair in chosen.get(new.id, ())]) for new in newcomers]


def greeting(community: Community, arrivals: Sequence[Arrival]) -> Greeting:
    """Empty where nobody who waits has a name: whoever came earlier stands in for nobody."""
    people = {m.id: m for m in community.members}

    def wanted(arrival: Arrival) -> tuple[bool, bool, bool, int, str]:
        newcomer = people[arrival.newcomer.id]
        return (
            not arrival.matches,
            not newcomer.name,
            not (newcomer.city and newcomer.industry),
            -len(tags(newcomer)),
            newcomer.id,
        )

    named = [a for a in arrivals if people[a.newcomer.id].name or people[a.newcomer.id].alias]
    if not named:
        return Greeting()
    chosen = min(named, key=wanted)
    newcomer, best = people[chosen.newcomer.id], [people[m.id] for m in chosen.matches]
    shared = {t for t in tags(newcomer) & tags(best[0]) if t[0] == "skill"} if best else set()
    held = Counter(tag for m in community.members for tag in shared & tags(m)) if shared else Counter()
    rarest = min(shared, key=lambda t: (held[t], t))[1] if shared else ""
    return Greeting(
        newcomer=chosen.newcomer,
        matches=chosen.matches,
        same_city=bool(best) and bool(newcomer.city) and best[0].city == newcomer.city,
        skill=next((s for s in newcomer.skills if s.casefold() == rarest), ""),
    )


def matchable_percent(community: Community, today: date) -> int:
    """How many of the last weeks' newcomers share a city or a trade that few older members have."""
    members = community.members
    new = recent(members, today, NEWCOMER_WEEKS)
    if not new:
        return 0
    newest = {m.id for m in new}
    old = [m for m in members if m.id not in newest and m.role not in STAFF]
    holders = Counter(tag for m in old for tag in tags(m) if tag[0] != "skill")
    rare = {tag for tag, count in holders.items() if count <= RARE * len(members)}
    return round(100 * sum(1 for m in new if tags(m) & rare) / len(new))
