"""Totals of members without any day: the first file is where counting begins, later ones what came since.

`totals.csv` beside the profile remembers them.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from io import StringIO
from typing import NamedTuple

from ..cell_text import guarded, unguarded
from ..problems import Place, PlaybookError, Problem
from .merge import Row

NAME = "totals.csv"
HEADER = ("column", "day", "member", "total")
Totals = Mapping[str, Decimal]


@dataclass
class Snapshots:
    """By title of the column and day: the total of each member."""

    days: dict[tuple[str, str], dict[str, Decimal]] = field(default_factory=dict)

    def before(self, title: str, day: date) -> tuple[str, Totals] | None:
        """The last one before a day, and its day."""
        found = max(
            (at for column, at in self.days if column == title and at < day.isoformat()), default=None
        )
        return None if found is None else (found, self.days[title, found])

    def content(self) -> bytes:
        text = StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(HEADER)
        for (title, day), totals in sorted(self.days.items()):
            for who, total in sorted(totals.items()):
                writer.writerow([guarded(title), day, guarded(who), f"{total:f}"])
        return text.getvalue().encode()


class Grown(NamedTuple):
    """`since`: the day of the file with which it was compared, "" where there is none; `new`: members who
    stand in it for the first time; `down`: members who have less than before."""

    title: str
    rows: list[Row]
    since: str
    new: int
    down: int


def read_snapshots(data: bytes | None) -> Snapshots:
    """Raises PlaybookError E621 for a file that somebody has changed."""
    found = Snapshots()
    if not data:
        return found
    try:
        rows = list(csv.reader(StringIO(data.decode("utf-8"))))
        if tuple(rows[0]) != HEADER:
            raise ValueError
        for title, day, member, total in rows[1:]:
            key = unguarded(title), date.fromisoformat(day).isoformat()
            found.days.setdefault(key, {})[unguarded(member)] = Decimal(total)
    except (ValueError, csv.Error, IndexError, InvalidOperation) as error:
        raise PlaybookError([Problem("E621", Place(NAME))]) from error
    return found


def grown(title: str, rows: Sequence[Row], snapshots: Snapshots, day: date, action: str) -> Grown:
    """What each member has more than in the file before, as rows of that day, and remembered. `action`: what
    the difference counts as; else it is points."""
    now: dict[str, Decimal] = {}
    for row in rows:
        now[row["member_id"]] = now.get(row["member_id"], Decimal(0)) + Decimal(row["points"] or 0)
    known = snapshots.before(title, day)
    snapshots.days[title, day.isoformat()] = now
    if known is None:
        return Grown(title, [], "", len(now), 0)
    since, before = known
    more = {who: total - before[who] for who, total in now.items() if who in before}
    told: list[Row] = [
        {"date": day.isoformat(), "member_id": who, "action": action or "points", "note": title,
         "quantity": f"{n:f}" if action else "1", "points": "" if action else f"{n:f}"}
        for who, n in more.items() if n > 0
    ]  # fmt: skip
    return Grown(title, told, since, len(now.keys() - before.keys()), sum(n < 0 for n in more.values()))
