"""Totals as of several days, "11月1日积分" and "11月8日积分": what came in between is what was earned.

It is turned into rows of our own shape; each keeps the line on which it stood.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from datetime import date, tzinfo
from decimal import Decimal
from io import StringIO
from itertools import islice, pairwise

from ..problems import Problem
from .cells import CJK, clean, is_total, read_number
from .dates import NO_YEAR, DateColumn, nearest_day
from .day_columns import names_people, one_row, written
from .headers import field_of, find_header, fold
from .shapes import total_words
from .tables import LOOK_AHEAD, Grid, trim

DAY = re.compile(r"(?:\d{4}\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}(?:\s*[日号])?")
UNTIL = re.compile(r"(?:截至|截止|到|至|as of|until|on|at)", re.IGNORECASE)
COLUMNS = {True: ("日期", "积分"), False: ("date", "points")}
"""What the rows are given, in the language of the header."""


def in_rows_by_day(
    grid: Grid, zone: tzinfo, day_first: bool | None, today: date
) -> tuple[Grid, Problem | None]:
    """A row for each member and each time between two days in which something was added, and W248 with what
    was done; the table itself where its header has no such columns."""
    for at, (line, row) in enumerate(islice(grid.rows(), LOOK_AHEAD)):
        cells = trim(row)
        days = totals_of(cells, zone, day_first, today)
        header = find_header(one_row(grid, line, cells), "ledger") if len(days) > 1 else None
        if header is not None and names_people(header):
            return turned(grid, at, line, cells, sorted((day, column) for column, day in days.items()))
    return grid, None


def totals_of(cells: Sequence[str], zone: tzinfo, day_first: bool | None, today: date) -> dict[int, date]:
    """The columns whose title is a day and a word for points or totals."""
    found: dict[int, date] = {}
    titles = {n: match for n, cell in enumerate(cells) if (match := DAY.search(clean(cell)))}
    reader = DateColumn(zone, day_first, lambda: [match[0] for match in titles.values()])
    for column, match in titles.items():
        title = clean(cells[column])
        word = fold(UNTIL.sub("", title[: match.start()] + " " + title[match.end() :]))
        if word not in total_words() and field_of(word, "ledger") != "points":
            continue
        day = reader.read(match[0])
        if day == NO_YEAR:
            day = nearest_day(match[0], today) or day
        if isinstance(day, date):
            found[column] = day
    return found


def turned(
    grid: Grid, at: int, line: int, cells: list[str], days: Sequence[tuple[date, int]]
) -> tuple[Grid, Problem]:
    chinese, columns = any(map(CJK.search, cells)), {column for _, column in days}
    out, down = StringIO(), 0
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        [line, *("" if n in columns else cell for n, cell in enumerate(cells)), *COLUMNS[chinese]]
    )
    for number, row in islice(grid.rows(), at + 1, None):
        row = row[: len(cells)] + [""] * (len(cells) - len(row))
        kept = ["" if n in columns else cell for n, cell in enumerate(row)]
        if is_total(row):
            writer.writerow([number, *kept])
            continue
        for (_, before), (day, after) in pairwise(days):
            more = grown(row[before], row[after])
            down += more < 0
            if more > 0:
                writer.writerow([number, *kept, day.isoformat(), more])
    facts = {"days": str(len(days)), "first": days[0][0].isoformat(), "down": str(down)}
    return written(grid, out), Problem("W248", grid.place(line), facts)


def grown(before: str, after: str) -> Decimal:
    """Nothing where one of the two is no number: who came later is counted from the first total on."""
    first, then = read_number(before), read_number(after)
    return Decimal(0) if first is None or then is None else then - first
