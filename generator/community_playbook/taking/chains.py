"""接龙 become rows of the ledger: the longest copy of each, who is who, what waits for an answer.

A copy that grew, or the same one again, adds what is new. Of an entry only the member and how many are kept.
"""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import StringIO
from typing import NamedTuple

from ..cell_text import guarded, unguarded
from ..community.letters import can_be_seen
from ..community.people import Unmet
from ..community.profile import TableOptions
from ..contacts import MASK
from ..intake.answers import KIND, Answer, Answers, read_answers
from ..intake.cells import clean_name, read_id, split_tags
from ..intake.dates import nearest_day
from ..intake.headers import recogniser
from ..intake.keys import loose
from ..intake.people_file import Known
from ..intake.private_cells import Privacy
from ..intake.tables import read_grid
from ..logs.chain import DAY, chain_words, counts_as, key_of
from ..logs.how_many import how_many, withdrawn
from ..logs.records import Chain
from ..problems import PlaybookError
from ..words import Words
from .entrants import Entrants, Found, Person
from .merge import Row, Table

REVIEW = "review.csv"
"""Beside the profile: names of 接龙 that nobody can be sure of, with an empty column for the answer."""
COLUMNS = ("column", "word", "near", "means")
SAME = timedelta(days=5)
"""So near in time, two copies with one title are one chain."""
ALIKE = 4
"""Entries in one order that make two copies one chain, whenever they were taken."""


class Copy(NamedTuple):
    """`day`: of the message in which it stood; None for a text by itself."""

    chain: Chain
    chat: str
    day: date | None
    shown: str


@dataclass
class Signed:
    """What one chain became. `open`: names that wait for an answer."""

    title: str
    action: str
    day: date
    entries: int
    shown: str
    rows: dict[str, int] = field(default_factory=dict)
    """Member -> how many."""
    open: list[Found] = field(default_factory=list)
    withdrawn: int = 0
    aside: int = 0
    new: list[str] = field(default_factory=list)
    """Names of members whom nobody knew, where there is no list yet or the answer says so."""
    missing: tuple[str, ...] = ()
    """Ids of members who stand in it nowhere."""


class Wanted(NamedTuple):
    """What the operator said of all chains of this run. `action` and `day`: "" and None where unsaid."""

    action: str
    day: date | None
    today: date


def longest(copies: Iterable[Copy]) -> list[Copy]:
    """One of each chain: copies grow, so of one title and starter in one chat the longest; the day is that of
    the first. One that begins anew after some days is another one."""
    found: dict[tuple[str, tuple[str, str]], list[tuple[Copy, date | None]]] = {}
    for copy in sorted(copies, key=lambda copy: copy.day or date.min):
        known = found.setdefault((copy.chat, key_of(copy.chain)), [])
        if known and not (copy.day and known[-1][1] and copy.day - known[-1][1] > SAME):
            one = known[-1][0]
            if len(copy.chain.entries) >= len(one.chain.entries):
                one = copy._replace(day=one.day)
            known[-1] = one, copy.day
        else:
            known.append((copy, copy.day))
    return [one for known in found.values() for one, _ in known]


def sign_up(
    copy: Copy,
    entrants: Entrants,
    wanted: Wanted,
    answers: Mapping[str, Answer],
    privacy: Privacy,
    alone: bool,
    accounts: Mapping[str, str],
) -> Signed:
    """Who stands in a chain. `alone`: there is no list of members, so whoever stands in it becomes one;
    `accounts`: of the log, as they may be written down, and whose they are."""
    title = title_of(copy.chain, privacy)
    near = copy.day or wanted.today
    found = Signed(
        title,
        wanted.action or counts_as(title),
        wanted.day or min(day_in(copy.chain.title, near) or near, wanted.today),
        len(copy.chain.entries),
        copy.shown,
    )
    there: set[str] = set()
    times = Counter(entry.account for entry in copy.chain.entries)
    for entry in copy.chain.entries:
        one = entrants.find(entry.text)
        if entry.account and len(one.ids) != 1:
            account = privacy.id(entry.account)
            one = settled(one, accounts.get(account, account), times[entry.account] == 1, entrants)
        name = privacy.name(clean_name(one.name))
        answer = answers.get(loose(name))
        if withdrawn(one.rest):
            found.withdrawn += 1
            there.update(one.ids)
        elif len(one.ids) == 1:
            add(found, one.ids[0], one)
        elif answer is not None and answer.aside:
            found.aside += 1
        elif answer is not None and loose(answer.means) not in news():
            if key := entrants.meant(read_id(answer.means)):
                add(found, key, one)
            else:
                found.open.append(one._replace(name=name))
        elif ((alone and not copy.chain.loose) or answer is not None) and can_be_seen(name) and name != MASK:
            found.new.append(name)
            add(found, name, one)
        else:
            found.open.append(one._replace(name=name))
    found.new = [*dict.fromkeys(found.new)]
    there |= {key for one in found.open for key in one.ids} | found.rows.keys()
    found.missing = tuple(key for key in entrants.people if key not in there)
    return found


def settled(one: Found, writer: str, once: bool, entrants: Entrants) -> Found:
    """An entry whose name leaves it open is its writer's, if they could be meant. `once`: the writer entered
    nobody else; whoever enters several enters friends too."""
    if writer in one.ids or (not one.ids and once and writer in entrants.people):
        return one._replace(ids=(writer,))
    return one


def add(found: Signed, key: str, one: Found) -> None:
    found.rows[key] = found.rows.get(key, 0) + how_many(one.rest)


def news() -> frozenset[str]:
    return frozenset(map(loose, chain_words()["new"]))


def day_in(title: str, near: date) -> date | None:
    """11月21日 in a title, or 11.21, in the year that is nearest."""
    found = DAY.search(unicodedata.normalize("NFKC", title))
    if found is None:
        return None
    return nearest_day(f"{int(found[1])}月{int(found[2] or found[3])}日", near)


def title_of(chain: Chain, privacy: Privacy) -> str:
    return privacy.words(chain.title or chain.starter)


def rows_of(signed: Signed, there: Iterable[Row], fixed: bool) -> list[Row]:
    """As the ledger has them. `there`: rows of chains that stand in it; `fixed`: the operator said the day;
    a chain that stands there keeps its own."""
    note = unguarded(guarded(signed.title))
    day = signed.day if fixed else day_there(there, signed, note) or signed.day
    return [
        {"date": day.isoformat(), "member_id": key, "action": signed.action, "quantity": str(n), "note": note}
        for key, n in signed.rows.items()
    ]


def standing(ledger: Table, titles: Collection[str]) -> list[Row]:
    """The rows of the ledger with one of the titles."""
    notes = {unguarded(guarded(title)) for title in titles}
    fields = ("date", "member_id", "action", "note")
    return [
        {name: unguarded(ledger.value(cells, name)) for name in fields}
        for cells in (ledger.rows if notes else ())
        if unguarded(ledger.value(cells, "note")) in notes
    ]


def day_there(rows: Iterable[Row], signed: Signed, note: str) -> date | None:
    """The day under which a copy of this chain stands in the ledger."""
    there: dict[date, list[str]] = {}
    for row in rows:
        if row["action"] == signed.action and row["note"] == note and (told := as_date(row["date"])):
            there.setdefault(told, []).append(row["member_id"])
    new = list(signed.rows)
    for day, old in sorted(there.items(), key=lambda pair: abs(pair[0] - signed.day)):
        both = min(len(old), len(new))
        if abs(day - signed.day) <= SAME or (both >= ALIKE and old[:both] == new[:both]):
            return day
    return None


def as_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def roster_of(table: Table, known: Known, privacy: Privacy) -> Entrants:
    """Everybody in the members table, with the names that people.csv has of them."""
    names: dict[str, list[str]] = {}
    common: set[str] = set()
    for cells in table.rows:
        called = [n for n in (clean_name(table.value(cells, field)) for field in ("name", "alias")) if n]
        if key := privacy.id(table.value(cells, "id")) or next(iter(called), ""):
            names.setdefault(key, []).extend(called)
        for column in ("city", "industry", "skills", "groups"):
            common |= set(split_tags(table.value(cells, column)))
    for account, name in known.names.items():
        key = known.members.get(account) or account
        if key in names and clean_name(name):
            names[key].append(clean_name(name))
    answers = {account: member for account, member in known.members.items() if member in names}
    people = [Person(key, tuple(dict.fromkeys(called))) for key, called in names.items()]
    return Entrants(people, answers, common)


def read_review(data: bytes | None) -> Answers:
    """By the column and the name as it was written. Raises PlaybookError for a file that cannot be read."""
    if not data:
        return Answers()
    grid, problems = read_grid(data, REVIEW, TableOptions(), recogniser(KIND))
    if grid is None:
        raise PlaybookError(problems)
    answers, problems = read_answers(grid)
    if faults := [problem for problem in problems if problem.is_error or problem.code == "W245"]:
        raise PlaybookError(faults)
    return answers


def of_lists(answers: Answers) -> Answers:
    """As lists of members read them: somebody new is whom the name says."""
    return Answers(
        {
            header: {
                word: a._replace(means=word) if loose(a.means) in news() else a for word, a in told.items()
            }
            for header, told in answers.by_header.items()
        }
    )


def write_review(
    signed: Sequence[Signed], doubles: Sequence[Unmet], answers: Answers, entrants: Entrants, words: Words
) -> bytes | None:
    """What waits, then what was answered, so that no answer is lost; None where there is neither. `doubles`:
    names that several rows of a list without ids have."""
    given = {loose(answer.word) for answer in answers.all()}
    rows: dict[str, tuple[str, str, str, str]] = {}
    for chain in signed:
        for one in chain.open:
            if can_be_seen(one.name) and one.name != MASK and loose(one.name) not in given:
                near = [f"{entrants.shown(key)} = {key}" for key in one.like or one.ids]
                rows.setdefault(loose(one.name), (chain.title, one.name, " / ".join(near), ""))
    for double in doubles:
        rows.setdefault(loose(double.word), (double.header, double.word, "", ""))
    aside = words("sheets.repair.aside")
    kept = [(answer.header, answer.word, "", answer.means or aside) for answer in answers.all()]
    if not rows and not kept:
        return None
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([words(f"sheets.columns.{name}") for name in COLUMNS])
    writer.writerows(map(guarded, row) for row in [*rows.values(), *kept])
    return text.getvalue().encode("utf-8-sig")
