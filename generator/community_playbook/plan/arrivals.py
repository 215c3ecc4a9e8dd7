"""Who waits for the next join evenings, and whom should each of them be introduced to (tactics 1 and 4)?

Nobody else is tonight's newcomer: whoever joined before has been welcomed. What earlier editions planned is
remembered: nobody is called upon more often a week than the cap says, and no two are introduced twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from ..community.community import STAFF, Community
from ..community.editions import Mention
from ..community.observed import Observed
from ..community.people import Member
from ..community.profile import Weights
from .memory import skipped
from .people.matcher import EVEN, RARE, Matcher, Shared, factor, last_seen, tags
from .people.mentions import Chosen, choose
from .people.seating import Seat, Seats
from .roster import NEWCOMER_WEEKS, Person, person, recent

TACTIC = "introduce-newcomers"
MOST_ARRIVALS = 60
AHEAD = timedelta(days=14)
"""So far ahead evenings are looked at for which somebody is entered already."""
FIRST_LOOK = 40
"""So many candidates of each newcomer are looked at, and all of them where that leaves a place free."""
LATELY = timedelta(days=90)
"""Over which it is counted how often one was called upon: who was less often comes first among equals."""


@dataclass(frozen=True, slots=True)
class Arrival:
    newcomer: Person
    matches: tuple[Person, ...]
    """Best first; only members who agreed to be named."""
    shared: tuple[tuple[Shared, ...], ...] = ()
    """With each of them, the rarest first."""
    inside: bool = False
    """Joined before the evening: in already, only to be introduced."""
    seat: Seat | None = None
    """The group that is proposed to whoever is entered for none."""
    moved: bool = False
    """An evening before had no room."""


class Called(NamedTuple):
    """How often a member was called upon before an evening: in the same week, and in the three months."""

    member: str
    week: int
    lately: int


@dataclass(frozen=True, slots=True)
class Second:
    """Those of the evening before whom nobody may have answered, each with somebody else to call upon.
    `sure`: the chat log tells that nobody has; else whoever was answered is among them."""

    day: date
    """The evening on which they came."""
    arrivals: tuple[Arrival, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """Who is let in on one evening."""

    day: date
    arrivals: tuple[Arrival, ...]
    called: tuple[Called, ...] = ()
    """Of each member who is named on it."""
    second: Second | None = None
    """None where nobody came the evening before, or all were answered."""

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return tuple(
            Mention(self.day, one.newcomer.id, match.id) for one in self.arrivals for match in one.matches
        )


@dataclass(frozen=True, slots=True)
class Greeting:
    """Of those who wait, the one that can be told most about; whom to mention, and what they share."""

    newcomer: Person | None = None
    matches: tuple[Person, ...] = ()
    shared: tuple[tuple[Shared, ...], ...] = ()
    same_city: bool = False
    skill: str = ""
    """The rarest skill that newcomer and first match share, as the roster writes it."""
    inside: bool = False


def evening_near(evenings: Sequence[int], today: date, step: int) -> date | None:
    """The newest join evening before `today` (step -1), or the next one, perhaps today (step 1)."""
    first = 1 if step < 0 else 0
    days = (today + timedelta(days=step * n) for n in range(first, first + 7))
    return next((day for day in days if day.weekday() in evenings), None)


def batches(
    community: Community, evenings: Sequence[int], today: date, most: int = MOST_ARRIVALS,
    seats: Seats | None = None, weights: Weights | None = None,
) -> tuple[Batch, ...]:  # fmt: skip
    """The next evening, those of the two weeks after it for which somebody is entered already, and the one
    after it for those who find no answer on it. () where nobody waits and nobody came the last time.
    `evenings`: weekdays, Monday is 0; `most`: whoever comes after so many is let in on the next evening;
    `weights`: what counts how much, where it is not as the profile says."""
    since, until = evening_near(evenings, today, -1), evening_near(evenings, today, 1)
    members = community.members
    if since is None or until is None or not members:
        return ()
    past = earlier(evenings, until)[::-1] or [(evening_near(evenings, since, -1) or since, since)]
    windows = [*past, (since, until), *later_windows(evenings, until)]
    coming = spread(members, windows, most)
    coming_in = any(found for day, found in coming if day >= until)
    if not coming_in and not any(0 < len(found) < MOST_ARRIVALS for day, found in coming if day == since):
        return ()
    said = community.profile.onboarding.mentions
    matcher = Matcher(members, last_seen(community, today), weights or said.weights)
    hall = Hall(matcher, said.each, said.per_week, list(remembered(community, today)), seats)
    if not hall.knows(until):
        for day, people in coming:
            if monday_of(day) == monday_of(until) and day < until:
                hall.introduce(people, day)
    joined = {day: last for last, day in windows}
    found: list[Batch] = []
    for (last, before), (day, people) in pairwise(coming):
        if day >= until:
            week, lately = hall.times(day)
            arrivals = tuple(hall.introduce(people, day, joined[day]))
            named = sorted({match.id for one in arrivals for match in one.matches})
            called = tuple(Called(id_, week[id_], lately[id_]) for id_ in named)
            found.append(Batch(day, arrivals, called, hall.second(community.observed, before, last, day)))
    return tuple(
        batch for n, batch in enumerate(found) if batch.arrivals or not n or (batch.second and n == 1)
    )


def spread(
    members: Sequence[Member], windows: Sequence[tuple[date, date]], most: int
) -> list[tuple[date, list[Member]]]:
    """By evening who is let in: whoever finds no room waits for the next one. A list that was put in at
    once (more than `MOST_ARRIVALS` in one window) is of people who are there already: it is listed whole."""
    found: list[tuple[date, list[Member]]] = []
    waiting: list[Member] = []
    for last, day in windows:
        new = comers(members, last, day)
        queue = [*waiting, *new]
        room = most if len(new) < MOST_ARRIVALS else MOST_ARRIVALS
        found.append((day, queue[:room]))
        waiting = queue[room:] if room == most else []
    return found


def later_windows(evenings: Sequence[int], until: date) -> list[tuple[date, date]]:
    """(the evening before, an evening) of the evenings after the next one."""
    days = [until + timedelta(days=n) for n in range(AHEAD.days + 1)]
    held = [day for day in days if day.weekday() in evenings]
    return list(pairwise(held))


def remembered(community: Community, today: date) -> tuple[Mention, ...]:
    """Who was introduced to whom, as the editions planned it, but for weeks of which the journal says that
    they were skipped. Evenings that are still to come are planned anew."""
    lines = community.journal.lines
    return tuple(
        mention
        for edition in community.editions
        if not skipped(lines, TACTIC, edition.monday)
        for mention in edition.mentions
        if mention.day < today
    )


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


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


@dataclass
class Hall:
    """Evening after evening, with the memory of those before."""

    matcher: Matcher
    each: int
    per_week: int
    mentions: list[Mention] = field(default_factory=list)
    seats: Seats | None = None

    def knows(self, day: date) -> bool:
        """Is anything remembered of that week?"""
        return any(monday_of(one.day) == monday_of(day) for one in self.mentions)

    def asked(self, since: date, until: date) -> Counter[str]:
        return Counter(one.member for one in self.mentions if since <= one.day < until)

    def met(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        for _, newcomer, member in self.mentions:
            found.setdefault(newcomer, set()).add(member)
            found.setdefault(member, set()).add(newcomer)
        return found

    def times(self, day: date) -> tuple[Counter[str], Counter[str]]:
        """How often each was called upon in the week of a day, and in the three months before it."""
        monday = monday_of(day)
        return self.asked(monday, monday + timedelta(days=7)), self.asked(day - LATELY, day)

    def chosen(self, newcomers: Sequence[Member], day: date, each: int) -> Chosen:
        """So many for each whom they have not met, nobody above the cap of the week."""
        (week, lately), met = self.times(day), self.met()
        full = {member for member, times in week.items() if times >= self.per_week}
        found: Chosen = {}
        for most in (FIRST_LOOK, None):
            pairs = [
                pair
                for new in newcomers
                for pair in self.matcher.pairs(new, day, week, most, met.get(new.id, set()) | full, lately)
            ]
            room = {pair.member: self.per_week - week[pair.member] for pair in pairs}
            found = choose(pairs, each, room)
            if all(len(found.get(new.id, ())) == each for new in newcomers):
                break
        return found

    def second(
        self, observed: Observed | None, people: Sequence[Member], came: date, day: date
    ) -> Second | None:
        """Who came on an evening and may not have been answered gets somebody else on the next one, once
        those who come then have theirs. It is no plan but a reserve, so it is not remembered."""
        if len(people) >= MOST_ARRIVALS:  # a list that was put in at once
            return None
        answered = {met.newcomer for met in observed.met} if observed else set()
        sure = observed is not None and observed.told and observed.until.date() > came
        waiting = [new for new in people if new.id not in answered]
        chosen = self.chosen(waiting, day, 1)
        arrivals = []
        for new in waiting:
            best = [self.matcher.members[pair.member] for pair in chosen.get(new.id, ())]
            shared = tuple(self.matcher.shared(new, one) for one in best)
            arrivals.append(Arrival(person(new), tuple(map(person, best)), shared, inside=True))
        return Second(came, tuple(arrivals), sure) if arrivals else None

    def introduce(self, newcomers: Sequence[Member], day: date, last: date = date.min) -> list[Arrival]:
        """Whom each meets on one evening; remembered for the next ones. `last`: the evening before."""
        matcher, groups = self.matcher, self.seated(newcomers, day)
        chosen = self.chosen(newcomers, day, self.each)
        found = []
        for new in newcomers:
            best = [matcher.members[pair.member] for pair in chosen.get(new.id, ())]
            self.mentions += [Mention(day, new.id, one.id) for one in best]
            shared = tuple(matcher.shared(new, one) for one in best)
            inside = new.joined is not None and new.joined < day
            moved = new.joined is not None and new.joined <= last
            seat = self.seat(new, groups, shared)
            found.append(Arrival(person(new), tuple(map(person, best)), shared, inside, seat, moved))
        return found

    def seated(self, newcomers: Sequence[Member], day: date) -> Mapping[str, str]:
        """A group for each who is entered for none; from here on they meet those who are in it."""
        seats, found = self.seats, {}
        if seats is None or not seats.known:
            return {}
        tonight: Counter[str] = Counter()
        for new in newcomers:
            if new.groups:
                continue
            pairs = self.matcher.pairs(new, day, (), None, self.met().get(new.id, ()))
            group = seats.choose(pairs, self.each, new.tier in seats.dear, tonight)
            if group:
                found[new.id] = group
                self.matcher.groups[new.id] = seats.names(group)
        return found

    def seat(self, new: Member, groups: Mapping[str, str], shared: Sequence[Sequence[Shared]]) -> Seat | None:
        if self.seats is None or new.id not in groups:
            return None
        first = shared[0] if shared else ()
        return self.seats.seat(groups[new.id], first, self.matcher.of)


def greeting(community: Community, arrivals: Sequence[Arrival]) -> Greeting:
    """Empty where nobody who waits has a name: whoever came earlier stands in for nobody."""
    people = community.by_id

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
    shared = skills(newcomer) & skills(best[0]) if best else set()
    skill = rarest(shared, community.members) if shared else ""
    return Greeting(
        newcomer=chosen.newcomer,
        matches=chosen.matches,
        shared=chosen.shared,
        inside=chosen.inside,
        same_city=bool(best) and bool(newcomer.city) and best[0].city == newcomer.city,
        skill=next((s for s in newcomer.skills if s.casefold() == skill), ""),
    )


def skills(member: Member) -> set[str]:
    return {skill.casefold() for skill in member.skills}


def rarest(shared: set[str], members: Sequence[Member]) -> str:
    """The skill that the fewest have."""
    if len(shared) == 1:
        return next(iter(shared))
    held = Counter(skill for member in members if member.skills for skill in shared & skills(member))
    return min(shared, key=lambda skill: (held[skill], skill))


def matchable_percent(community: Community, today: date, weights: Weights = EVEN) -> int:
    """How many of the last weeks' newcomers share a city, a trade or a place that few older members have, as
    far as that counts."""
    members = community.members
    new = recent(members, today, NEWCOMER_WEEKS)
    if not new:
        return 0
    newest = {m.id for m in new}
    old = [m for m in members if m.id not in newest and m.role not in STAFF]
    holders = Counter(tag for m in old for tag in tags(m) if tag[0] != "skill" and factor(tag, weights))
    rare = {tag for tag, count in holders.items() if count <= RARE * len(members)}
    return round(100 * sum(1 for m in new if tags(m) & rare) / len(new))
