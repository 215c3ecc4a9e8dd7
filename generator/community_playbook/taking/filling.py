"""How what was read gets into the members table and the ledger of the operator."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from ..cell_text import unguarded
from ..community.profile import Profile
from ..intake.answers import Answer
from ..intake.private_cells import Privacy
from ..intake.tables import MAX_BYTES, MAX_ROWS
from ..logs.sums import Person
from ..problems import Place, PlaybookError, Problem
from .chains import Copy, Signed, longest, rows_of, sign_up, standing, title_of
from .chains import Wanted as Meant
from .deed_tables import Deeds, DeedTable, Wanted, members_of, read_deeds
from .entrants import Entrants
from .merge import Row, Table
from .people import Somebody
from .rows import Key, LedgerRows, LeftOut, Room, day_key, ledger_change, member_change, name_of
from .totals import Grown, Snapshots, grown

EDGE = 2**20
"""Bytes of a ledger that are kept free for the next rows."""
LEDGER = ("date", "member_id", "action", "note")
"""What makes a row of the ledger the same."""


def of_log(person: Person, privacy: Privacy) -> Somebody:
    return Somebody(privacy.id(person.id), name_of(person, privacy), chats=frozenset(person.chats))


def fill_members(table: Table, rows: Sequence[Row], privacy: Privacy) -> None:
    """By id; in a table without ids, by name."""
    named = "id" not in table.index and bool(table.rows)

    def key(cells: Sequence[str]) -> tuple[str, ...]:
        return (privacy.id(table.value(cells, "name" if named else "id")),)

    def told(row: Row) -> Row:
        return {name: text for name, text in row.items() if name != "id"} if named else row

    table.merge(key, (((row["id"],), told(row)) for row in rows), member_change)


def ledger_key(table: Table, privacy: Privacy) -> Callable[[Sequence[str]], Key]:
    """What makes a row of it the same: day, member, action, note."""
    members, days = cache(privacy.id), cache(day_key)

    def key(cells: Sequence[str]) -> Key:
        who = table.value(cells, "member_id") or table.value(cells, "member")
        action, note = (unguarded(table.value(cells, name)) for name in ("action", "note"))
        return days(table.value(cells, "date")), members(who), action, note

    return key


def fill_ledger(table: Table, rows: Sequence[Row], privacy: Privacy) -> None:
    new = (((row["date"], row["member_id"], row["action"], row["note"]), row) for row in rows)
    table.merge(ledger_key(table, privacy), new, ledger_change)


def fill_deeds_of_log(table: Table, rows: LedgerRows, privacy: Privacy, fresh: Mapping[Key, int]) -> LeftOut:
    """Below all other rows; one that stands there already is met in its place. `fresh`: how many are new
    beside what stands there, where two exports meet within a day. What no later run could read is told."""
    key_of = ledger_key(table, privacy)

    def meets(cells: list[str]) -> bool:
        key = key_of(cells)
        count = rows.meet(key)
        if not count:
            return False
        old = table.value(cells, "quantity")
        more = int(old) + fresh[key] if fresh.get(key) and old.isdecimal() else 0
        told = dict(zip(LEDGER, key, strict=True)) | {"quantity": str(max(count, more))}
        return table.tell(cells, told, ledger_change)

    table.rows.change(meets)
    members, notes = ([table.cell_text(text) for text in texts] for texts in (rows.members, rows.notes))
    out = rows.leave_out(members, notes, Room(MAX_ROWS - 1 - len(table.rows), MAX_BYTES - EDGE - table.size))
    left = ((d, who, what, str(n), note) for d, who, what, note, n in rows.left(members, notes))
    table.append((*LEDGER[:3], "quantity", "note"), left)
    return out


def fill_chains(
    copies: Sequence[Copy], entrants: Entrants, tables: Mapping[str, Table], answers: Mapping[str, Answer],
    wanted: Meant, privacy: Privacy, accounts: Mapping[str, str],
) -> list[Signed]:  # fmt: skip
    """The longest copy of each chain, in the ledger; whoever is new, in the members table."""
    alone, found, rows = not tables["members"].rows, list[Signed](), list[Row]()
    chosen = longest(copies)
    there = standing(tables["ledger"], {title_of(copy.chain, privacy) for copy in chosen})
    for copy in chosen:
        signed = sign_up(copy, entrants, wanted, answers, privacy, alone, accounts)
        fill_members(tables["members"], [{"id": name, "name": name} for name in signed.new], privacy)
        rows += rows_of(signed, [*there, *rows], wanted.day is not None)
        found.append(signed)
    fill_ledger(tables["ledger"], rows, privacy)
    return found


def fill_deeds(
    found: Sequence[DeedTable], tables: Mapping[str, Table], snapshots: Snapshots, profile: Profile,
    wanted: Wanted, privacy: Privacy,
) -> tuple[list[Deeds], list[Grown]]:  # fmt: skip
    """Tables of deeds, and what totals have grown by, in the ledger. Raises PlaybookError for one that tells
    nothing of anybody."""
    deeds, totals = list[Deeds](), list[Grown]()
    for table in found:
        members = members_of(tables["members"], privacy)
        told = read_deeds(table, members, profile, wanted, privacy)
        if not told.rows:
            faults = [problem for problem in told.problems if problem.is_error]
            raise PlaybookError(faults or told.problems or [Problem("E618", Place(table.shown))])
        if not members:
            names = dict.fromkeys(row["member_id"] for row in told.rows)
            fill_members(tables["members"], [{"id": name, "name": name} for name in names], privacy)
        rows = told.rows
        if table.totals:
            more = grown(table.totals, rows, snapshots, wanted.day, wanted.action)
            totals.append(more)
            rows = more.rows
        fill_ledger(tables["ledger"], rows, privacy)
        deeds.append(told)
    return deeds, totals
