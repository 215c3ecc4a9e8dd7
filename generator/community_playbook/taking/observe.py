"""What the sums of logs tell of a community beside its people and their deeds, as counts.

A figure says what the file holds: what it does not tell is left out, and is not nought. Bots are nobody here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import NamedTuple

from ..community.observed import (
    DAYS,
    HOURS,
    LONGEST_NAME,
    MOST,
    WITHIN,
    Cohort,
    First,
    Met,
    Observed,
    Waits,
    Welcomer,
)
from ..intake.observed import observed_of
from ..logs.known import ANSWERED, FOLLOWED, MET, Slot
from ..logs.replies import Reply
from ..logs.silence import listen
from ..logs.sums import Person, Sums
from ..logs.talk import DAY, PERSON, WEEK, WINDOW
from ..plan.people.carrying import absence_factor

FRESH = timedelta(days=28)
"""In a log that tells of no joins, whoever writes for the first time so long after its first day is new; and
whoever writes so long after the first message stayed."""
WAITS = 7
"""Days after which nobody waits for an answer any more."""
MOST_WAITING, MOST_WELCOMERS, MOST_MET, MOST_COHORTS, MOST_GROUPS = 40, 12, 12, 6, 60


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked at: seconds of the window and of the end, chats that are communities, who is new."""

    sums: Sums
    since: date
    start: int
    end: int
    chats: Mapping[int, str]
    """Their ids, by number."""
    noticed: bool

    def counts(self, number: int) -> bool:
        person = self.sums.numbered[number]
        return not person.bot and bool(person.chats)

    def came(self, person: Person) -> date | None:
        """The day on which somebody came who is new; None for who was there before, and for the team."""
        if person.bot or person.staff or not person.chats:
            return None
        if self.noticed:
            return person.joined
        first = min(self.sums.days)
        return person.first if person.first and person.first >= first + FRESH else None


def observe(sums: Sums, member: Callable[[Person], str], group: Callable[[str], str]) -> Observed | None:
    """None where no community speaks. `member`: the id of the table; `group`: the name of a chat."""
    scope = scope_of(sums)
    if scope is None:
        return None
    first = {number: one for number, one in first_answers(scope).items() if sums.numbered[number].began}
    asked = questions(scope)
    written = carried(scope)
    without = [n for number, n in written.items() if not sums.numbered[number].staff]
    pairs = {(one.who, one.whom) for one in counted(scope) if one.at >= scope.start}
    names = {person.number: member(person)[:LONGEST_NAME] for person in sums.members()}

    def called(chat: str) -> str:
        return group(chat)[:LONGEST_NAME]

    welcomes = [one for one in sums.welcomes.values() if one.at >= scope.start and one.who in names]
    met = sorted((w for w in welcomes if w.whom in names), key=lambda one: -one.at)[:MOST_MET]
    whole = sum(written.values())
    givers = [person for person in sums.members() if person.reacted]
    return Observed(
        first=min(sums.days),
        until=local(scope, scope.end),
        since=scope.since,
        groups=tuple(sorted({called(chat) for chat in scope.chats.values()} - {""})[:MOST_GROUPS]),
        messages=sums.messages,
        people=len(names),
        linked=len(sums.replies) - sums.talk.inferred,
        inferred=sums.talk.inferred,
        hours=awake(scope),
        asked=asked.ripe,
        unanswered=asked.unmet,
        told=asked.told,
        waiting=tuple(waits(scope, asked.open, names, called)),
        writers=len(written),
        half=absence_factor(written.values()),
        half_without=absence_factor(without),
        team_share=round((whole - sum(without)) / whole, 4) if whole else 0,
        pairs=len(pairs),
        mutual=sum((whom, who) in pairs for who, whom in pairs),
        reactions=min(sum(sums.liked[chat] for chat in scope.chats), MOST),
        given=sum(sums.given[chat] for chat in scope.chats),
        givers=len(givers),
        silent_givers=sum(person.first is None for person in givers),
        noticed=scope.noticed,
        response=response(scope, first),
        cohorts=tuple(cohorts(scope)),
        welcomers=tuple(
            Welcomer(member=names[who], newcomers=n)
            for who, n in sorted(Counter(w.who for w in welcomes).items(), key=lambda x: (-x[1], names[x[0]]))
        )[:MOST_WELCOMERS],
        met=tuple(
            Met(newcomer=names[w.whom], by=names[w.who], minutes=minutes_until(sums, w))
            for w in met
        ),
    )  # fmt: skip


def newer(found: Observed, before: bytes | None) -> bytes | None:
    """The file; None where the one that is there says the same, or tells of a later time."""
    content = (found.model_dump_json(indent=1) + "\n").encode()
    old = observed_of(before) if before is not None else None
    return None if content == before or (old and old.until > found.until) else content


def replaced(found: Observed, before: bytes | None) -> tuple[str, ...]:
    """Groups of which the file that is there tells and this taking does not. Figures of exports cannot
    be added up: who answered whom, and who is new, is known of whole logs alone."""
    old = observed_of(before) if before is not None else None
    return tuple(name for name in old.groups if name not in found.groups) if old else ()


def scope_of(sums: Sums) -> Scope | None:
    left = set(sums.no_communities())
    chats = {number: key for key, number in sums.chat_numbers.items() if key not in left}
    if not sums.talk.newest or not chats:
        return None
    newest = date.fromordinal(sums.talk.newest)
    since = max(newest - timedelta(days=WINDOW - 1), min(sums.days))
    start = datetime(since.year, since.month, since.day, tzinfo=sums.zone)
    noticed = any(person.joined for person in sums.people.values())
    return Scope(sums, since, int(start.timestamp()), sums.talk.ended, chats, noticed)


def minutes_until(sums: Sums, welcome: Reply) -> int:
    """From the newcomer's first message; none where the joining itself was answered."""
    return max(welcome.at - sums.numbered[welcome.whom].began, 0) // 60


def local(scope: Scope, second: int) -> datetime:
    """The clock of the community, to the minute."""
    at = datetime.fromtimestamp(second, scope.sums.zone)
    return at.replace(second=0, microsecond=0, tzinfo=None)


def counted(scope: Scope) -> Iterable[Reply]:
    """Answers of people to people, in communities."""
    return (
        one
        for one in scope.sums.replies
        if one.chat in scope.chats and scope.counts(one.who) and scope.counts(one.whom)
    )


def first_answers(scope: Scope) -> dict[int, Reply]:
    """To each person, by number, the first answer from the first message on."""
    found: dict[int, Reply] = {}
    for one in counted(scope):
        if one.at >= scope.sums.numbered[one.whom].began:
            before = found.get(one.whom)
            if before is None or one.at < before.at:
                found[one.whom] = one
    return found


def carried(scope: Scope) -> Counter[int]:
    """Messages in the window, by person."""
    found: Counter[int] = Counter()
    first = scope.since.toordinal() // WEEK
    for key, times in scope.sums.talk.by_person.items():
        number = key & (1 << PERSON) - 1
        if key >> PERSON >= first and scope.counts(number):
            found[number] += times
    return found


def awake(scope: Scope) -> tuple[tuple[int, ...], ...]:
    found = [[0] * HOURS for _ in range(DAYS)]
    for ordinal, hours in scope.sums.talk.hours.items():
        if ordinal >= scope.since.toordinal():
            row = found[date.fromordinal(ordinal).weekday()]
            for hour, people in enumerate(hours):
                row[hour] += people
    return tuple(map(tuple, found))


class Asked(NamedTuple):
    """`ripe`: questions that had a day to be answered, where a log tells of answers at all; `unmet` of them
    have none; `open`: those that wait, each with its chat and whether that is sure; `told`: as in
    `Observed`."""

    ripe: int
    unmet: int
    open: list[tuple[int, Slot, bool]]
    told: bool


def questions(scope: Scope) -> Asked:
    """Where people answer without saying whom, somebody waits for sure only if nothing came that may be an
    answer, and perhaps as long as it is likelier that nobody answered."""
    ripe = unmet = 0
    told, found = True, list[tuple[int, Slot, bool]]()
    people, bots = scope.sums.numbered, {p.number for p in scope.sums.numbered if p.bot}
    for chat in scope.chats:
        known, links = scope.sums.known[chat], scope.sums.talk.linked.get(chat, 0)
        tells = listen(known, scope.start, links, bots.__contains__)
        told = told and tells
        for slot in known.questions(scope.start):
            if not scope.counts(slot.who):
                continue
            met = slot.has(ANSWERED)
            late, person = links > 0 and slot.time <= scope.end - DAY, people[slot.who]
            ripe += late
            unmet += late and not met
            free = not met and (tells or not slot.has(MET))
            if free and slot.time > scope.end - WAITS * DAY and not person.staff and not person.has_left():
                found.append((chat, slot, tells or not slot.has(FOLLOWED)))
    return Asked(ripe, unmet, found, told)


def waits(
    scope: Scope, waiting: list[tuple[int, Slot, bool]], names: Mapping[int, str], group: Callable[[str], str]
) -> Iterable[Waits]:
    """One line for each member and group: those who wait for sure first, of each kind the newest."""
    found: dict[tuple[int, int], list[tuple[Slot, bool]]] = {}
    for chat, slot, sure in waiting:
        found.setdefault((chat, slot.who), []).append((slot, sure))
    lines = []
    for (chat, who), slots in found.items():
        sure = any(one for _, one in slots)
        times = [slot.time for slot, one in slots if one == sure]
        lines.append((not sure, -max(times), chat, who, len(times)))
    for unsure, newest, chat, who, many in sorted(lines)[:MOST_WAITING]:
        yield Waits(
            member=names.get(who, ""), group=group(scope.chats[chat]), at=local(scope, -newest),
            times=many, sure=not unsure,
        )  # fmt: skip


def response(scope: Scope, first: Mapping[int, Reply]) -> First:
    """Of newcomers whose first message lies in the window and a day or more before the end."""
    people = [
        person
        for person in scope.sums.numbered
        if scope.start <= person.began <= scope.end - DAY and scope.came(person)
    ]
    minutes = [(first[p.number].at - p.began) // 60 for p in people if p.number in first]
    bounds = (*WITHIN, 10**9)
    spread = [sum(low < m <= high for m in minutes) for low, high in zip((-1, *WITHIN), bounds, strict=True)]
    return First(
        people=len(people),
        answered=len(minutes),
        within_day=sum(m <= DAY // 60 for m in minutes),
        median=round(median(minutes)) if minutes else None,
        spread=tuple(spread),
    )


def cohorts(scope: Scope) -> Iterable[Cohort]:
    months: dict[date, list[Person]] = {}
    for person in scope.sums.numbered:
        if day := scope.came(person):
            months.setdefault(day.replace(day=1), []).append(person)
    end = local(scope, scope.end).date()
    for month in sorted(months)[-MOST_COHORTS:]:
        people = [p for p in months[month] if p.first and p.last]
        yield Cohort(
            month=month,
            came=len(months[month]),
            wrote=len(people),
            again=sum(p.last > p.first for p in people if p.first and p.last),
            stayed=sum(p.last >= p.first + FRESH for p in people if p.first and p.last),
            early=month + timedelta(days=31) + FRESH > end,
        )
