"""Who of an export is who in the members table? `people.csv` beside the profile holds it, a line an account.

An account is met by its id; where the table has other ids, by the only equal name on both sides. Names that
are merely alike are proposed, and nobody is merged without a line that says so.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import NamedTuple

from rapidfuzz import fuzz, process

from ..cell_text import guarded
from ..community.letters import can_be_seen
from ..intake.cells import CJK, clean_name
from ..intake.keys import loose, looser
from ..intake.people_file import HEADER, NOBODY, Known, read_people
from ..intake.private_cells import Privacy
from ..problems import PlaybookError
from .entrants import keys_of, parts_of
from .merge import Row, Table

ALIKE, ALIKE_CHINESE = 85, 65
"""Of 100, from which on two names are proposed: one letter of three that differs gives 67."""
MOST_COMPARED = 20_000_000
"""Pairs of names that are held against each other."""
MOST_NEAR = 5
"""So many names are looked at that are near one; what more people are called tells nobody apart."""


class Somebody(NamedTuple):
    """Of an export. `numbered`: of a list whose ids may be those of the table, so that an equal name with
    another id may be somebody else; `chats`: whoever is in one of them too is another person."""

    account: str
    name: str
    alias: str = ""
    numbered: bool = False
    chats: frozenset[str] = frozenset()


class Maybe(NamedTuple):
    """Two who could be one person: the account, and the row that it may be."""

    account: str
    name: str
    id: str
    other: str

    def line(self, same: bool) -> str:
        """What to write in people.csv: that they are one, or that they never are."""
        text = StringIO(newline="")
        answer = (self.id,) if same else (self.account, self.id)
        csv.writer(text, lineterminator="").writerow((self.account, self.name, *answer))
        return text.getvalue()


def known_people(data: bytes | None) -> Known:
    """Raises PlaybookError E615 for a file with other columns."""
    if not data:
        return NOBODY
    known, problems = read_people(data)
    if problems:
        raise PlaybookError(problems)
    return known


def write_people(members: Mapping[str, str], names: Mapping[str, str], known: Known) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for key in sorted(members):
        never = ";".join(known.never.get(key, ()))
        writer.writerow(map(guarded, (key, names.get(key, ""), members[key], never)))
    return text.getvalue().encode("utf-8-sig")


def of_row(row: Row) -> Somebody:
    """Somebody of a list, whose id may be a name for want of another one."""
    names = {loose(row[field]) for field in ("name", "alias")}
    return Somebody(row["id"], row["name"], row["alias"], loose(row["id"]) not in names)


def identify(
    people: Sequence[Somebody], table: Table, known: Known, privacy: Privacy
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """(account -> id in the table, whom an equal name made one: name, id)."""
    ids = {privacy.id(table.value(cells, "id")) for cells in table.rows} - {""}
    by_name = names_of(table, privacy)
    called = Counter(loose(one.name) for one in people)
    found: dict[str, str] = {}
    met: list[tuple[str, str]] = []
    for one in people:
        account, name = one.account, loose(one.name)
        if account in ids:
            found[account] = account
        elif account in known.members:
            found[account] = known.members[account] or account
        elif called[name] == 1 and name in by_name and not one.numbered:
            found[account] = by_name[name]
            met.append((one.name, by_name[name]))
        elif loose(account) in by_name:
            found[account] = by_name[loose(account)]
            met.append((account, found[account]))
        else:
            found[account] = account
    return found, met


def names_of(table: Table, privacy: Privacy) -> dict[str, str]:
    """Names and aliases that one row alone has -> its id, or the name where there are no ids."""
    told: dict[str, set[str]] = {}
    for cells in table.rows:
        for field in ("name", "alias"):
            if name := clean_name(table.value(cells, field)):
                told.setdefault(loose(name), set()).add(privacy.id(table.value(cells, "id")) or name)
    return {name: next(iter(ids)) for name, ids in told.items() if len(ids) == 1 and name}


def proposals(
    people: Sequence[Somebody], found: Mapping[str, str], table: Table, known: Known, privacy: Privacy
) -> list[Maybe]:
    """Who of those with a row of their own may be somebody who has another one. Whoever was answered for, and
    whoever speaks in the same chat, is left out."""
    rows = rows_of(table, privacy)
    shown = {key: next(filter(can_be_seen, names), key) for key, names in rows.items()}
    keys: dict[str, list[str]] = {}
    for key, names in rows.items():
        for name in names:
            for way in ways_of(name):
                keys.setdefault(way, []).append(key)
    keys = {way: of for way, of in keys.items() if len(of) <= MOST_NEAR}
    chats = {found[one.account]: one.chats for one in people}
    same, told = known.same(), list[Maybe]()
    others: dict[frozenset[str], list[str]] = {}
    for one in people[: MOST_COMPARED // max(len(keys), 1)]:
        account = one.account
        if found[account] != account or account in same or known.members.get(account) == "":
            continue
        if one.chats not in others:  # whoever speaks in the same chat is somebody else
            others[one.chats] = [
                way
                for way, of in keys.items()
                if not all(one.chats & chats.get(key, frozenset()) for key in of)
            ]
        no, all_ = {account, *known.never.get(account, ())}, others[one.chats]
        for key in alike(one, keys, all_):
            called = {loose(name) for name in (key, *rows.get(key, ()))}
            apart = account in known.never.get(key, ()) or one.chats & chats.get(key, frozenset())
            if not apart and key not in no and not called & set(map(loose, no - {account})):
                told.append(Maybe(account, one.name, key, shown[key]))
                break
    pairs: dict[frozenset[str], Maybe] = {}
    for maybe in told:  # each of two new ones is like the other: asked once
        pairs.setdefault(frozenset((maybe.account, maybe.id)), maybe)
    return list(pairs.values())


def rows_of(table: Table, privacy: Privacy) -> dict[str, list[str]]:
    """Id -> names, of rows with an id."""
    found: dict[str, list[str]] = {}
    for cells in table.rows:
        if key := privacy.id(table.value(cells, "id")):
            names = (clean_name(table.value(cells, field)) for field in ("name", "alias"))
            found.setdefault(key, []).extend(name for name in names if can_be_seen(name))
    return found


def ways_of(name: str) -> tuple[str, ...]:
    """How a name may be met: without emoji and titles, and each part of a nickname that could be one."""
    return tuple(dict.fromkeys((*keys_of(name)[-1:], *(looser(part) for part in parts_of(name)))))


def alike(one: Somebody, keys: Mapping[str, Sequence[str]], all_: Sequence[str]) -> Iterable[str]:
    """Ids whose names are like those of somebody, the likeliest first."""
    scores: dict[str, float] = {}
    for name in (one.name, one.alias):
        for way in ways_of(name) if can_be_seen(name) else ():
            least = ALIKE_CHINESE if CJK.search(way) else ALIKE
            for match, score, _ in process.extract(
                way, all_, scorer=fuzz.ratio, score_cutoff=least, limit=MOST_NEAR
            ):
                for key in keys[match]:
                    scores[key] = max(scores.get(key, 0), score)
    return sorted(scores, key=lambda key: (-scores[key], key))
