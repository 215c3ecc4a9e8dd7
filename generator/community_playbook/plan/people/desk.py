"""The content desk: letters of the week, topics nobody writes about, what was promised, lent and published.

What is asked for is decided by the agenda's minutes (four a letter); without any, a few are proposed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ...community.community import Community
from ...community.content import Commission, Loan
from ...knowledge.jobs import JobWords
from ...knowledge.library import Library
from ..agenda import Agenda, Step
from ..facts.facts import Facts
from .outreach import (
    Letter,
    Pool,
    Tag,
    Turn,
    choose_letters,
    key_of,
    make_letter,
    make_pool,
    since,
)
from .stars import WINDOW_DAYS

DUTY, JOB = "outreach", "write"
LETTER_MINUTES = 4
PROPOSED = 3
"""Letters that are shown where the week holds no minutes for them."""
WEEKS = 4
"""Of output that is looked back on."""
MOST_GAPS = 3
FEWEST = 5
"""People of a trade, from so many on it deserves a text."""
LENT_DAYS = 14
"""How long a tool is lent where nothing is said, and how long its text may take after that."""
THANKED_DAYS = 14
"""After a text stands somewhere, thanks with what it brought are still news."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A trade (or skill) of members, with the texts of 90 days by people who are in it. `writer`: id of who
    could write the next one, "" where nobody fits now."""

    facet: str
    subject: str
    people: int
    pieces: int
    writer: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Who was written to in one earlier week, and who sent a text since."""

    monday: date
    members: tuple[str, ...]
    wrote: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lent:
    """`state`: out, due (this week), late, owed (it is back, the text is not), done. `until`: as agreed."""

    loan: Loan
    state: str
    until: date


@dataclass(frozen=True, slots=True)
class Offer:
    """A tool on the shelf, and who could use it: by a skill that its name holds. "" where nobody could."""

    tool: str
    member: str
    skill: str


@dataclass(frozen=True, slots=True)
class Promised:
    """`state`: asked, late, draft (it came in), shown (thanks are due), done."""

    said: Commission
    state: str


@dataclass(frozen=True, slots=True)
class Desk:
    letters: tuple[Letter, ...]
    later: tuple[Letter, ...]
    """Who comes after them."""
    stage: Letter | None
    """What this week's star could talk about."""
    planned: bool
    """The week holds minutes for the letters."""
    wanted: int
    """Letters a week, as the profile has it."""
    resting: int
    asked: tuple[Asked, ...]
    """The last weeks in which letters went out, newest first."""
    gaps: tuple[Gap, ...]
    output: tuple[tuple[date, int], ...]
    """(Monday, texts) of the last weeks; empty where the ledger knows no texts."""
    quota: float
    promised: tuple[Promised, ...]
    lent: tuple[Lent, ...]
    offers: tuple[Offer, ...]
    missing: tuple[str, ...]
    """What the tables do not tell: ledger, deeds, pieces, tags, notes, quota."""

    @property
    def sent(self) -> tuple[str, ...]:
        """Who is written to in this week: the next editions count with it."""
        return tuple(letter.member for letter in self.letters if letter.step)


def make_desk(
    community: Community, library: Library, facts: Facts, agenda: Agenda, busy: Collection[str]
) -> Desk:
    """`busy`: see `Turn`."""
    known, kind = library.jobs, library.kinds[community.profile.community.kind]
    content, today, monday = community.profile.content, facts.days.data_day, agenda.monday
    wanted = int(content.messages_per_week)
    steps = [step for step in agenda.of(DUTY, JOB) if not step.setup]
    room = min(sum(step.minutes // LETTER_MINUTES for step in steps), wanted) if steps else PROPOSED
    pool = make_pool(
        community, known, Turn(today, monday, max(wanted, room), busy, kind.leads != "sales", kind.trades)
    )
    written = texts_on(pool, today)
    chosen = choose_letters(pool, known, room + PROPOSED, written)
    letters = sent_by(chosen[:room], steps)
    output = output_of(pool, monday)
    return Desk(
        letters=letters,
        later=tuple(chosen[room:]),
        stage=for_stage(facts, pool, known, written),
        planned=bool(steps),
        wanted=wanted,
        resting=pool.resting,
        asked=tuple(asked_lately(community, pool, monday)),
        gaps=tuple(find_gaps(pool, written, letters)),
        output=output,
        quota=float(content.articles_per_week),
        promised=tuple(promised(content.commissions, facts.days.today)),
        lent=tuple(lent(content.loans, facts.days.today, monday)),
        offers=tuple(find_offers(community, pool, letters)),
        missing=tuple(find_missing(community, pool, letters, output)),
    )


def for_stage(facts: Facts, pool: Pool, known: JobWords, written: Mapping[Tag, int]) -> Letter | None:
    """The star of the week is asked by the tactic; the desk finds the subject."""
    star = next(iter(facts.carriers.activity.stars), None)
    return make_letter(pool, known, star.id, written, ()) if star and star.id in pool.records else None


def sent_by(letters: Sequence[Letter], steps: Sequence[Step]) -> tuple[Letter, ...]:
    """Each with the step that has minutes for it, in the order of the week."""
    places = [step.id for step in steps for _ in range(step.minutes // LETTER_MINUTES)]
    return tuple(
        replace(letter, step=places[n]) if n < len(places) else letter for n, letter in enumerate(letters)
    )


def texts_on(pool: Pool, today: date) -> Mapping[Tag, int]:
    """Texts of the window by the tags of whoever wrote them."""
    found: Counter[Tag] = Counter()
    for who, days in pool.pieces.items():
        count = sum(1 for day in days if day > today - timedelta(days=WINDOW_DAYS))
        for tag in pool.tags[who] if count else ():
            found[key_of(tag)] += count
    return found


def output_of(pool: Pool, monday: date) -> tuple[tuple[date, int], ...]:
    if not pool.pieces:
        return ()
    counted: Counter[date] = Counter()
    for days in pool.pieces.values():
        counted.update(day - timedelta(days=day.weekday()) for day in days)
    weeks = [monday - timedelta(weeks=n) for n in range(WEEKS, 0, -1)]
    return tuple((week, counted[week]) for week in weeks)


def asked_lately(community: Community, pool: Pool, monday: date) -> list[Asked]:
    earlier = [e for e in community.editions if e.written and e.monday < monday][-WEEKS:]
    return [
        Asked(e.monday, e.written, tuple(who for who in e.written if since(pool.pieces, who, e.monday)))
        for e in reversed(earlier)
    ]


def find_gaps(pool: Pool, written: Mapping[Tag, int], letters: Sequence[Letter]) -> list[Gap]:
    """Trades with the fewest texts a head; skills where no trade is known. Who is written to comes first."""
    facet = "trade" if any(tag[0] == "trade" for tag in pool.holders) else "skill"
    found = [
        (written.get(key, 0) / people, -people, key)
        for key, people in pool.holders.items()
        if key[0] == facet and people >= FEWEST
    ]
    first = {letter.member: n for n, letter in enumerate(letters)}
    turn = sorted(pool.order, key=lambda who: first.get(who, len(first)))
    gaps: list[Gap] = []
    taken: set[str] = set()
    for _, _, key in sorted(found)[:MOST_GAPS]:
        fits = (w for w in turn if w not in taken and key in map(key_of, pool.tags[w]))
        writer = next(fits, "")
        taken |= {writer} - {""}
        gaps.append(Gap(facet, pool.spelled[key], pool.holders[key], written.get(key, 0), writer))
    return gaps


def promised(said: Sequence[Commission], today: date) -> list[Promised]:
    """What wants something of the operator first; what is over at the end."""
    order = ("draft", "late", "shown", "asked", "done")
    found = [Promised(one, promise_state(one, today)) for one in said]
    return sorted(found, key=lambda one: order.index(one.state))


def promise_state(one: Commission, today: date) -> str:
    if one.shown:
        return "shown" if today <= one.shown + timedelta(days=THANKED_DAYS) else "done"
    if one.draft:
        return "draft"
    return "late" if one.due and one.due < today else "asked"


def lent(said: Sequence[Loan], today: date, monday: date) -> list[Lent]:
    order = ("late", "due", "owed", "out", "done")
    found = [loan_state(one, today, monday) for one in said]
    return sorted(found, key=lambda one: (order.index(one.state), one.until))


def loan_state(one: Loan, today: date, monday: date) -> Lent:
    until = one.until or one.since + timedelta(days=LENT_DAYS)
    if one.back:
        return Lent(one, "done" if one.review else "owed", until)
    if until < today:
        return Lent(one, "late", until)
    return Lent(one, "due" if until <= monday + timedelta(days=6) else "out", until)


def find_offers(community: Community, pool: Pool, letters: Sequence[Letter]) -> list[Offer]:
    """Each tool that is on the shelf goes to another one, who is written to for nothing else."""
    content = community.profile.content
    out = {one.tool.casefold() for one in content.loans if not one.back}
    taken = {letter.member for letter in letters} | {one.to for one in content.loans if not one.review}
    found = []
    for tool in content.tools_to_lend:
        if tool.casefold() in out:
            continue
        who, skill = next(
            ((w, skill) for w in pool.order if w not in taken if (skill := skill_for(pool, w, tool))),
            ("", ""),
        )
        taken |= {who} - {""}
        found.append(Offer(tool, who, skill))
    return found


def skill_for(pool: Pool, who: str, tool: str) -> str:
    """A skill of theirs that the name of the tool holds."""
    name = tool.casefold()
    skills = (s for s in pool.members[who].skills if len(s) > 1 and s.casefold() in name)
    return max(skills, key=lambda s: (len(s), s), default="")


def find_missing(
    community: Community, pool: Pool, letters: Sequence[Letter], output: Sequence[object]
) -> list[str]:
    content = community.profile.content
    told = {
        "quota": not content.messages_per_week,
        "ledger": not community.ledger,
        "deeds": bool(community.ledger) and not pool.records,
        "pieces": bool(community.ledger) and not output,
        "tags": not pool.holders,
        "notes": bool(letters) and not any(letter.note for letter in letters),
    }
    return [key for key, there in told.items() if there]
