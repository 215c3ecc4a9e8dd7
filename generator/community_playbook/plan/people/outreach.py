"""Whom to write to this week, and about which deed of theirs (tactic 7, the content engine)?

By credit (stride scheduling): each week everybody gains a share of the quota by what they could bring, and
who is written to pays one. So nobody is asked all the time or left out for ever. The editions remember;
credits are recomputed from them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil, fsum, log, sqrt

from ...community.community import Community
from ...community.letters import can_be_seen
from ...community.people import LedgerEntry, Member
from ...knowledge.jobs import JobWords
from .stars import WINDOW_DAYS, asked_before

STILL_DAYS = 60
"""Who did nothing within these has nothing fresh to be asked about."""
REST_WEEKS = 8
SILENT_WEEKS, MOST_SILENT = 26, 2
"""Who left as many letters of half a year without a text is not asked again in it."""
CLIP = 0.99
"""Nobody weighs more than the last of these: one giant would take the turns of all."""
LONGEST_NOTE = 24
"""Letters of a note that still reads as the name of a deed."""
SHARED = 3
"""A skill that fewer hold is a topic for few; it is taken where a member has no other."""

Tag = tuple[str, str]
"""(skill or trade, how it is written)"""


@dataclass(slots=True)
class Record:
    """What one did within the window. `best`: the row to speak of, with its worth."""

    times: Counter[str] = field(default_factory=Counter)
    last: date = date.min
    best: tuple[bool, bool, date, str, str] | None = None

    def add(self, entry: LedgerEntry, job: str, note: str) -> None:
        self.times[entry.action] += 1
        self.last = max(self.last, entry.day)
        worth = bool(note), bool(job), entry.day, entry.action, note
        self.best = worth if self.best is None or worth > self.best else self.best


@dataclass(frozen=True, slots=True)
class Letter:
    """One member, what is to be praised (of `day`, with the ledger's own `note` where it has one) and what to
    write about. `times`: of that action in 90 days."""

    member: str
    action: str
    job: str
    day: date
    note: str
    times: int
    facet: str
    """skill or trade; "" where the table knows neither."""
    subject: str
    wrote: bool
    """A text of theirs stands in the ledger."""
    step: str = ""
    """Id of the step of the week that sends it; "" where the week holds none."""

    @property
    def id(self) -> str:
        """Among the messages of its step."""
        return f"letter.{self.member}"


@dataclass(frozen=True, slots=True)
class Pool:
    """Who may be written to. `order`: by credit; `records`, `members` and `weights` of all who were there."""

    records: Mapping[str, Record]
    members: Mapping[str, Member]
    weights: Mapping[str, float]
    order: tuple[str, ...]
    resting: int
    """How many more would fit, and rest."""
    pieces: Mapping[str, Sequence[date]]
    """Days on which each left a text behind, in order."""
    holders: Mapping[Tag, int]
    spelled: Mapping[Tag, str]
    """How most people write each tag."""
    tags: Mapping[str, Sequence[Tag]]
    """Of everybody, each once."""
    trades: bool
    """Letters may be about a trade."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a week's choice depends on beside the tables. `today`: of the tables; `busy`: who gets another
    letter; `skills`: they are what people can do, not who buys; `trades`: they are what people come for."""

    today: date
    monday: date
    wanted: int
    busy: Collection[str] = ()
    skills: bool = True
    trades: bool = True


def make_pool(community: Community, known: JobWords, turn: Turn) -> Pool:
    today, monday = turn.today, turn.monday
    people = {m.id: m for m in community.members if m.id not in community.staff and (m.name or m.alias)}
    records, pieces = read_ledger(community, known, people, today)
    still = today - timedelta(days=STILL_DAYS)
    there = sorted(who for who, one in records.items() if one.last > still)
    tags = {who: tags_of(member, turn.skills) for who, member in people.items()}
    holders = Counter(key_of(tag) for own in tags.values() for tag in own)
    raw = weigh(there, people, records, pieces, tags, holders)
    most = clip(raw.values())
    weights = {who: min(weight, most) for who, weight in raw.items()}
    paid = Counter(who for e in community.editions if e.monday < monday for who in e.written)
    whole, shares = paid.total() + turn.wanted, fsum(weights.values()) or 1.0
    credit = {who: whole * weights[who] / shares - paid[who] for who in there}
    away = resting(community, pieces, monday) | set(turn.busy)
    free = [who for who in there if who not in away]
    return Pool(
        records={who: records[who] for who in there},
        members={who: people[who] for who in there},
        weights=weights,
        order=tuple(sorted(free, key=lambda who: (-credit[who], -raw[who], who))),
        resting=len(there) - len(free),
        pieces=pieces,
        holders=holders,
        spelled=spell(tags.values()),
        tags=tags,
        trades=turn.trades,
    )


def read_ledger(
    community: Community, known: JobWords, people: Mapping[str, Member], today: date
) -> tuple[dict[str, Record], dict[str, list[date]]]:
    """(what each did within the window, on which days each left a text). What buyers spend is no deed."""
    since = today - timedelta(days=WINDOW_DAYS)
    groups = {name.casefold().lstrip("#") for name in (*community.group_ids, *community.group_ids.values())}
    groups |= {group.casefold().lstrip("#") for m in people.values() for group in m.groups}
    jobs: dict[str, tuple[str, bool]] = {}
    records: dict[str, Record] = defaultdict(Record)
    notes: dict[str, str] = {}
    pieces: dict[str, list[date]] = defaultdict(list)
    for entry in community.ledger:  # in order of days
        if entry.member not in people or entry.quantity <= 0 or entry.day > today:
            continue
        if entry.action in community.spending:
            continue
        if entry.action not in jobs:
            jobs[entry.action] = known.job_of(entry.action), known.is_piece(entry.action)
        job, piece = jobs[entry.action]
        if piece:
            pieces[entry.member].append(entry.day)
        if entry.day > since:
            if entry.note not in notes:
                notes[entry.note] = spoken_note(entry.note, groups)
            records[entry.member].add(entry, job, notes[entry.note])
    return dict(records), dict(pieces)


def spoken_note(note: str, groups: Collection[str]) -> str:
    """The note where it says what was done; "" for a group, a number, a sentence or a mark."""
    text = " ".join(note.split())
    if not 2 <= len(text) <= LONGEST_NOTE or not can_be_seen(text):
        return ""
    if text.casefold().lstrip("#") in groups or text[0] == "#" or not any(c.isalpha() for c in text):
        return ""
    return text


def tags_of(member: Member, skills: bool) -> list[Tag]:
    found = [("skill", skill) for skill in member.skills if can_be_seen(skill)] if skills else []
    found += [("trade", member.industry)] * can_be_seen(member.industry)
    return list({key_of(tag): tag for tag in found}.values())


def spell(tags: Iterable[Sequence[Tag]]) -> dict[Tag, str]:
    """How each tag is written most often."""
    forms: dict[Tag, Counter[str]] = defaultdict(Counter)
    for tag in (tag for own in tags for tag in own):
        forms[key_of(tag)][tag[1]] += 1
    return {key: min(own.items(), key=lambda one: (-one[1], one[0]))[0] for key, own in forms.items()}


def key_of(tag: Tag) -> Tag:
    return tag[0], tag[1].casefold()


def rarity(tag: Tag, holders: Mapping[Tag, int], people: int) -> float:
    """0 where everybody has it, 1 where one has."""
    return log((people + 1) / (holders[key_of(tag)] + 1)) / log((people + 1) / 2) if people > 1 else 0.0


def weigh(
    there: Sequence[str], people: Mapping[str, Member], records: Mapping[str, Record],
    pieces: Collection[str], tags: Mapping[str, Sequence[Tag]], holders: Mapping[Tag, int],
) -> dict[str, float]:  # fmt: skip
    """What each could bring: deeds (their root, so that many small ones are no flood), rare tags; twice as
    much who never wrote, and who agreed to be seen."""
    found = {}
    for who in there:
        rare = max((rarity(tag, holders, len(people)) for tag in tags[who]), default=0.0)
        weight = sqrt(records[who].times.total()) * (1 + rare)
        found[who] = weight * (1 if who in pieces else 2) * (2 if people[who].consent else 1)
    return found


def clip(weights: Collection[float]) -> float:
    """What nobody weighs more than."""
    ordered = sorted(weights)
    return ordered[ceil(CLIP * len(ordered)) - 1] if ordered else 0.0


def resting(community: Community, pieces: Mapping[str, Sequence[date]], monday: date) -> set[str]:
    """Who was written to lately, asked as a star, or left two letters of half a year without a text."""
    found = set(asked_before(community, monday))
    silent: Counter[str] = Counter()
    for edition in community.editions:
        if edition.monday >= monday:
            continue
        if edition.monday >= monday - timedelta(weeks=REST_WEEKS):
            found.update(edition.written)
        if pieces and edition.monday >= monday - timedelta(weeks=SILENT_WEEKS):
            silent.update(who for who in edition.written if not since(pieces, who, edition.monday))
    return found | {who for who, times in silent.items() if times >= MOST_SILENT}


def since(pieces: Mapping[str, Sequence[date]], who: str, day: date) -> list[date]:
    """The texts of one from that day on."""
    return [one for one in pieces.get(who, ()) if one >= day]


def choose_letters(pool: Pool, known: JobWords, wanted: int, written: Mapping[Tag, int]) -> list[Letter]:
    """As many as are wanted and there are. `written`: texts on each tag; a subject twice only where nothing
    else is left."""
    found: list[Letter] = []
    used: set[Tag] = set()
    for who in pool.order[:wanted]:
        letter = make_letter(pool, known, who, written, used)
        used.add((letter.facet, letter.subject.casefold()))
        found.append(letter)
    return found


def make_letter(
    pool: Pool, known: JobWords, who: str, written: Mapping[Tag, int], used: Collection[Tag]
) -> Letter:
    record = pool.records[who]
    if record.best is None:
        raise ValueError("who did nothing is in no pool")
    _, _, day, action, note = record.best
    facet, subject = choose_subject(pool, who, written, used)
    return Letter(
        member=who,
        action=action,
        job="piece" if known.is_piece(action) else known.job_of(action),
        day=day,
        note=note,
        times=record.times[action],
        facet=facet,
        subject=subject,
        wrote=who in pool.pieces,
    )


def choose_subject(
    pool: Pool, who: str, written: Mapping[Tag, int], used: Collection[Tag]
) -> tuple[str, str]:
    """The member's rarest tag that others share too, and of which little was written."""

    def order(tag: Tag) -> tuple[bool, bool, float, Tag]:
        key = key_of(tag)
        held = pool.holders[key]
        return key in used, held < SHARED, held + written.get(key, 0), tag

    fit = [tag for tag in pool.tags[who] if pool.trades or tag[0] != "trade"]
    return min(fit, key=order, default=("", ""))
