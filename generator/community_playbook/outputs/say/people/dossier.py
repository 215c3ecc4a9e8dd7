"""Everything about one member, by name, for the operator alone: 5,200 of them as one compact list.

Each is a row of values; what many share (groups, actions, sentences) is kept once and named by its place.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from ....community.community import Community
from ....plan.agenda import Agenda
from ....plan.arrivals import remembered
from ...plain import Json
from ..actions import deed_name
from ..frame import Frame

MONTHS = 12
MOST_ACTIONS = 3
FIELDS = (
    "id", "name", "alias", "about", "groups", "tier", "joined", "last", "months", "actions", "badges", "link",
    "letters", "met", "next",
)  # fmt: skip


@dataclass(slots=True)
class Shelf:
    """Texts that stand in many rows, each once."""

    texts: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

    def put(self, text: str) -> int:
        if text not in self.places:
            self.places[text] = len(self.texts)
            self.texts.append(text)
        return self.places[text]

    def all(self, texts: Iterable[str]) -> list[Json]:
        return [self.put(text) for text in texts]


@dataclass(frozen=True, slots=True)
class Done:
    """What one did: deeds by month (the oldest of twelve first), by action, and the last day."""

    months: list[int]
    actions: Counter[str]
    last: date | None


def dossiers(frame: Frame, links: Mapping[str, str], done: Mapping[str, Done]) -> dict[str, Json]:
    """`links`: where the page of each member stands, by id; `done`: `doings`. Who left is not in it."""
    community, shelf = frame.community, Shelf()
    badges = held_badges(frame)
    letters, met, next_ = sent_letters(frame), introduced(frame), next_steps(frame)
    groups = {g.id: g.name or g.id for g in frame.facts.sizes.group_list}
    tiers = {key: tier.name or key for key, tier in community.profile.tiers.items()}
    rows: list[Json] = []
    for m in community.members:
        own = done.get(m.id, Done([], Counter(), None))
        last = max((day for day in (own.last, m.last_message) if day), default=None)
        about = [frame.city(m.city) or m.city_text, m.industry, *m.skills]
        acts = sorted(own.actions.items(), key=lambda one: (-one[1], one[0]))[:MOST_ACTIONS]
        named: list[Json] = [[shelf.put(deed(frame, action)), times] for action, times in acts]
        months: list[Json] = [*own.months]
        row: list[Json] = [
            m.id, m.shown, m.alias if m.alias != m.shown else "", shelf.all(part for part in about if part),
            shelf.all(sorted(groups.get(group, group) for group in community.groups_of(m))),
            shelf.put(tiers.get(m.tier, m.tier)) if m.tier else -1,
            m.joined.isoformat() if m.joined else "", last.isoformat() if last else "",
            months, named, shelf.all(badges.get(m.id, ())), links.get(m.id, ""),
            shelf.all(letters.get(m.id, ())), [*met.get(m.id, ())], shelf.all(next_.get(m.id, ())),
        ]  # fmt: skip
        while row and row[-1] in ("", [], -1):
            row.pop()
        rows.append(row)
    return {"fields": [*FIELDS], "texts": [*shelf.texts], "months": [*month_names(frame)], "rows": rows}


def month_of(day: date) -> int:
    return day.year * 12 + day.month - 1


def month_names(frame: Frame) -> list[str]:
    last = month_of(frame.facts.days.today)
    months = [date(n // 12, n % 12 + 1, 1) for n in range(last - MONTHS + 1, last + 1)]
    return [frame.usage.short_month(month) for month in months]


def doings(community: Community, today: date) -> dict[str, Done]:
    """Corrections are no deeds."""
    first = month_of(today) - MONTHS + 1
    months: dict[str, list[int]] = {}
    actions: dict[str, Counter[str]] = defaultdict(Counter)
    last: dict[str, date] = {}
    for entry in community.ledger:  # in order of days
        if entry.quantity <= 0 or entry.day > today:
            continue
        last[entry.member] = entry.day
        at = month_of(entry.day) - first
        if at >= 0:
            months.setdefault(entry.member, [0] * MONTHS)[at] += 1
            actions[entry.member][entry.action] += 1
    return {who: Done(months.get(who, []), actions[who], day) for who, day in last.items()}


def deed(frame: Frame, action: str) -> str:
    return deed_name(action, frame.community.profile, frame.words)


def held_badges(frame: Frame) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for state in frame.plan.game.badges:
        for holder in state.holders:
            text = frame.words("members.badge", name=state.name, day=frame.full_day(holder.day))
            found[holder.member].append(text)
    return found


def sent_letters(frame: Frame) -> dict[str, list[str]]:
    """By week, the newest first: asked for more, written to by the desk, moved."""
    found: dict[str, list[str]] = defaultdict(list)
    monday = frame.plan.agenda.monday
    for edition in reversed([e for e in frame.community.editions if e.monday < monday]):
        day = frame.full_day(edition.monday)
        moved = edition.round.moved if edition.round else ()
        for key, members in (
            ("asked", edition.asked),
            ("written", edition.written),
            ("letters", edition.letters),
            ("moved", moved),
        ):
            for who in members:
                found[who].append(frame.words(f"members.sent.{key}", day=day))
    return found


def introduced(frame: Frame) -> dict[str, list[str]]:
    """Who meets whom on the next evening, and who met whom before, from both sides; the newest first."""
    words, found = frame.words, defaultdict[str, list[str]](list)
    for arrival in frame.facts.arrivals:
        comer = arrival.newcomer.id
        for match in arrival.matches:
            found[comer].append(words("members.met.to", name=frame.name(match.id)))
            found[match.id].append(words("members.met.of", name=frame.name(comer)))
    for day, comer, member in sorted(remembered(frame.community, frame.facts.days.today), reverse=True):
        said = frame.full_day(day)
        found[comer].append(words("members.met.was_to", name=frame.name(member), day=said))
        found[member].append(words("members.met.was_of", name=frame.name(comer), day=said))
    return found


def next_steps(frame: Frame) -> dict[str, list[str]]:
    """What the lists of this week ask for, in the order in which they come."""
    words, people = frame.words, frame.plan.people
    days = days_of(frame.plan.agenda)
    found: dict[str, list[str]] = defaultdict(list)
    for who in frame.facts.waiting:
        found[who].append(words("members.next.arrival"))
    for star in frame.facts.carriers.activity.batch:
        found[star.person.id].append(words("members.next.star"))
    for who in people.letters.hosts:
        found[who].append(words("members.next.host"))
    for letter in people.desk.letters:
        key = "letter_on" if letter.step in days else "letter"
        day = frame.day(days[letter.step]) if letter.step in days else ""
        found[letter.member].append(words(f"members.next.{key}", day=day))
    for loan in people.desk.lent:
        if loan.state in ("due", "late", "owed"):
            found[loan.loan.to].append(words("members.next.loan", tool=loan.loan.tool))
    for promise in people.desk.promised:
        if promise.state in ("late", "draft", "shown"):
            text = words(f"members.next.{promise.state}", title=promise.said.title)
            found[promise.said.who].append(text)
    wave = people.rotation.wave if people.rotation else None
    for move in wave.moves if wave else ():
        found[move.member].append(words("members.next.move"))
    leaving = people.leaving
    for renewal in (*leaving.renewals.due, *leaving.renewals.overdue):
        key = "anniversary" if renewal.assumed else "renewal"
        found[renewal.member].append(words(f"members.next.{key}", day=frame.full_day(renewal.due)))
    for quiet in leaving.quiet:
        found[quiet.member].append(words("members.next.quiet", n=quiet.silent))
    for who in leaving.silent:
        found[who].append(words("members.next.silent"))
    return found


def days_of(agenda: Agenda) -> dict[str, date]:
    return {step.id: step.day for step in agenda.steps}
