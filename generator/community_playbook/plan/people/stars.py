"""Who could carry more, and what to ask of each? Breadth and reliability, not volume or last week's rise.

A job each, at most one person of a group, and whoever was asked rests for four weeks: the editions remember.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ...community.community import Community
from ...community.people import Member
from ...knowledge.jobs import JobWords
from ..roster import Person, person

TACTIC = "stars"
WINDOW_DAYS = 90
STILL_DAYS = 28
"""Who did nothing within these is not asked for more."""
FEWEST_DEEDS, FEWEST_WEEKS = 3, 3
PAUSE_WEEKS = 4
BATCH = 4
LATER = 4
"""Who comes next is named for so many weeks."""
HOSTED = 5
"""Members of a city, from so many on it is worth a host."""


@dataclass(slots=True)
class Doings:
    """What one did within the window."""

    weeks: set[int] = field(default_factory=set)
    actions: Counter[str] = field(default_factory=Counter)
    helped: set[str] = field(default_factory=set)
    last: dict[str, date] = field(default_factory=dict)
    """By action."""

    def add(self, day: date, action: str, giver: str = "") -> None:
        """`giver`: who said thanks for it, where the ledger tells."""
        self.weeks.add(day.toordinal() // 7)
        self.actions[action] += 1
        self.last[action] = max(day, self.last.get(action, day))
        if giver:
            self.helped.add(giver)

    @property
    def top(self) -> str:
        return min(self.actions.items(), key=lambda pair: (-pair[1], pair[0]))[0]


@dataclass(frozen=True, slots=True)
class Star:
    """`job`: stage, seller, mentor, writer, host or lead. `times` and `last` are those of `person.action`."""

    person: Person
    job: str
    times: int
    last: date
    weeks: int
    helped: int
    group: str
    """Id of the group that nobody else of the batch is from; "" where no groups are known."""
    squad: str
    fellows: int
    """Members in the same city."""


def breadth(doings: Doings, groups: int) -> int:
    """People helped x groups x weeks. Where nobody is named who was helped, kinds of deeds stand in."""
    return max(len(doings.helped), len(doings.actions)) * max(groups, 1) * len(doings.weeks)


def asked_before(community: Community, monday: date) -> frozenset[str]:
    """Who was asked in the four weeks before."""
    since = monday - timedelta(weeks=PAUSE_WEEKS)
    return frozenset(who for e in community.editions if since <= e.monday < monday for who in e.asked)


def choose_stars(
    community: Community, own: Mapping[str, Doings], today: date, monday: date, known: JobWords
) -> tuple[tuple[Star, ...], tuple[Star, ...]]:
    """(whom to ask this week, who comes after them). So few a week that the pause can be kept."""
    people = {m.id: m for m in community.members}
    still = today - timedelta(days=STILL_DAYS)
    fit = [
        who
        for who, doings in own.items()
        if who in people
        and who not in community.staff
        and (people[who].name or people[who].alias)
        and doings.actions.total() >= FEWEST_DEEDS
        and len(doings.weeks) >= FEWEST_WEEKS
        and max(doings.last.values()) > still
    ]
    groups = {who: community.groups_of(people[who]) for who in fit}
    # who agreed to be seen comes first: the stage is before everybody
    fit.sort(key=lambda who: (not people[who].consent, -breadth(own[who], len(groups[who])), who))
    resting = asked_before(community, monday)
    free = [who for who in fit if who not in resting]
    most = min(max(len(fit) // (PAUSE_WEEKS + 1), 1), BATCH)
    one_group = len({group for found in groups.values() for group in found}) < 2
    cities = Counter(m.city for m in community.members if m.city in community.cities)
    batch: list[Star] = []
    taken: set[str] = set()
    for who in free:
        if len(batch) == most:
            break
        if not one_group and groups[who] & taken:
            continue
        taken |= groups[who]
        used = [star.job for star in batch]
        jobs = fitting(own[who], people[who].squad, cities[people[who].city], known)
        job = next((job for job in jobs if job not in used), jobs[0]) if batch else "stage"
        batch.append(make_star(people[who], own[who], job, cities, groups[who], known))
    chosen = {star.person.id for star in batch}
    rest = [who for who in free if who not in chosen][:LATER]
    later = [make_star(people[who], own[who], "stage", cities, groups[who], known) for who in rest]
    return tuple(batch), tuple(later)


def fitting(doings: Doings, squad: str, fellows: int, known: JobWords) -> Sequence[str]:
    """Jobs that somebody can do, what was done most first."""
    count: Counter[str] = Counter()
    for action, n in doings.actions.items():
        count[known.job_of(action)] += n
    del count[""]
    if fellows < HOSTED:
        count["host"] = 0
    found = sorted((job for job in count if count[job]), key=lambda job: (-count[job], job))
    if fellows >= HOSTED and "host" not in found:
        found.append("host")
    return [*found, "lead"] if squad or not found else found


def make_star(
    member: Member, doings: Doings, job: str, cities: Mapping[str, int], groups: set[str], known: JobWords
) -> Star:
    # of what was done, that which the job is about; a host is asked for who they are
    about = [(a, n) for a, n in doings.actions.items() if job != "host" and known.job_of(a) == job]
    action = min(about, key=lambda pair: (-pair[1], pair[0]))[0] if about else doings.top
    return Star(
        person=person(member, doings.actions.total(), action),
        job=job,
        times=doings.actions[action],
        last=doings.last[action],
        weeks=len(doings.weeks),
        helped=len(doings.helped),
        group=min(groups, default=""),
        squad=member.squad,
        fellows=cities.get(member.city, 0) if member.city else 0,
    )
