"""Who of a log is who in the members table? `people.csv` beside the profile holds it, a line an account.

An account is met by its id; where the table has other ids, by the only equal name on both sides. Every answer
stands in the file and can be changed by hand; nothing is guessed from names that are merely alike.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import NamedTuple

from ..cell_text import guarded
from ..intake.cells import clean_name, read_id
from ..intake.keys import loose
from ..intake.private_cells import Privacy
from ..logs.sums import Person
from ..problems import Place, PlaybookError, Problem
from .merge import Table

NAME = "people.csv"
HEADER = ("account", "name", "member")


class Known(NamedTuple):
    """The answers: account -> id of the member."""

    members: Mapping[str, str]
    names: Mapping[str, str]


def read_people(data: bytes | None, shown: str) -> Known:
    """Raises PlaybookError E615 for a file with other columns."""
    if not data:
        return Known({}, {})
    try:
        rows = list(csv.reader(StringIO(data.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error) as error:
        raise PlaybookError([Problem("E615", Place(shown))]) from error
    if not rows or tuple(rows[0]) != HEADER:
        raise PlaybookError([Problem("E615", Place(shown, 1))])
    told = [row for row in rows[1:] if len(row) >= len(HEADER) and row[0].strip()]
    return Known(
        {read_id(row[0]): read_id(row[2]) for row in told}, {read_id(row[0]): row[1] for row in told}
    )


def write_people(members: Mapping[str, str], names: Mapping[str, str]) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for key in sorted(members):
        writer.writerow(map(guarded, (key, names.get(key, ""), members[key])))
    return text.getvalue().encode("utf-8-sig")


def identify(
    people: Iterable[Person], table: Table, known: Known, privacy: Privacy
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """(id of a person in the log -> id in the table, whom an equal name made one: name, id)."""
    accounts = {person.id: privacy.id(person.id) for person in people}
    ids = {privacy.id(table.cell(row, "id")) for row in range(len(table.rows))} - {""}
    by_name = names_of(table)
    called = Counter(loose(privacy.name(clean_name(person.name))) for person in people)
    found: dict[str, str] = {}
    met: list[tuple[str, str]] = []
    for person in people:
        account = accounts[person.id]
        name = privacy.name(clean_name(person.name))
        if account in known.members:
            found[person.id] = known.members[account] or account
        elif account in ids:
            found[person.id] = account
        elif called[loose(name)] == 1 and loose(name) in by_name:
            found[person.id] = by_name[loose(name)]
            met.append((name, by_name[loose(name)]))
        else:
            found[person.id] = account
    return found, met


def names_of(table: Table) -> dict[str, str]:
    """Names and aliases that one row alone has -> its id, or the name where there are no ids."""
    told: dict[str, set[str]] = {}
    for row in range(len(table.rows)):
        for field in ("name", "alias"):
            if name := clean_name(table.cell(row, field)):
                told.setdefault(loose(name), set()).add(read_id(table.cell(row, "id")) or name)
    return {name: next(iter(ids)) for name, ids in told.items() if len(ids) == 1 and name}
