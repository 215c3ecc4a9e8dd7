"""A table with a column for each day, as attendance is kept: each mark is one deed of that day.

It is turned into rows of our own shape; each keeps the line on which it stood.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, tzinfo
from io import StringIO
from itertools import islice

from ..problems import Problem
from .cells import CJK, clean, is_total, read_number, read_yes_no, says
from .dates import NO_YEAR, DateColumn, nearest_day
from .headers import Header, find_header
from .tables import LOOK_AHEAD, Grid, trim

FEWEST = 3
"""Columns that are days, before a table is taken for one of attendance."""
COLUMNS = {True: ("日期", "动作", "数量"), False: ("date", "action", "quantity")}
"""What the rows are given, in the language of the header."""
DONE = {True: "打卡", False: "attendance"}


def in_rows(grid: Grid, zone: tzinfo, day_first: bool | None, today: date) -> tuple[Grid, Problem | None]:
    """The table a deed a row, and W218 with what was done; the table itself where its header has no days."""
    found = header_of_days(grid, zone, day_first, today)
    if found is None:
        return grid, None
    at, line, cells, days = found
    chinese = any(map(CJK.search, cells))
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([line, *("" if n in days else cell for n, cell in enumerate(cells)), *COLUMNS[chinese]])
    for number, row in islice(grid.rows(), at + 1, None):
        row = row[: len(cells)] + [""] * (len(cells) - len(row))
        kept = ["" if n in days else cell for n, cell in enumerate(row)]
        if is_total(row):
            writer.writerow([number, *kept])
            continue
        for column, day in days.items():
            if quantity := marked(row[column]):
                writer.writerow([number, *kept, day.isoformat(), DONE[chinese], quantity])
    facts = {"days": str(len(days)), "action": DONE[chinese]}
    return written(grid, out), Problem("W218", grid.place(line), facts)


def header_of_days(
    grid: Grid, zone: tzinfo, day_first: bool | None, today: date
) -> tuple[int, int, list[str], dict[int, date]] | None:
    """(record, line, cells, the day of each column that is one) of the first row with people and days."""
    for at, (line, row) in enumerate(islice(grid.rows(), LOOK_AHEAD)):
        cells = trim(row)
        titles = [cell for cell in cells if clean(cell)]
        if len(titles) <= FEWEST:
            continue
        days = days_of(cells, zone, day_first, today)
        header = find_header(one_row(grid, line, cells), "ledger") if len(days) >= FEWEST else None
        if header is not None and names_people(header) and 2 * len(days) >= len(titles):
            return at, line, cells, days
    return None


def names_people(header: Header) -> bool:
    return (
        bool({"member", "member_id"} & header.index.keys()) and not {"date", "action"} & header.index.keys()
    )


def one_row(grid: Grid, line: int, cells: list[str]) -> Grid:
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerow([line, *cells])
    return written(grid, out)


def written(grid: Grid, out: StringIO) -> Grid:
    """The grid with other rows, each of which begins with its number."""
    data = out.getvalue().encode("utf-8", "replace")
    return replace(grid, data=data, codec="utf-8", delimiter=",", first_line=1, numbered=True)


def days_of(cells: list[str], zone: tzinfo, day_first: bool | None, today: date) -> dict[int, date]:
    """The columns whose title is a day; without a year it is the one nearest to today."""
    reader = DateColumn(zone, day_first, lambda: cells)
    return dict(titles_as_days(cells, reader, today))


def titles_as_days(cells: list[str], reader: DateColumn, today: date) -> Iterator[tuple[int, date]]:
    for column, text in enumerate(cells):
        text = clean(text)
        if not text or (text.isdecimal() and len(text) != 8):
            continue
        day = reader.read(text)
        if day == NO_YEAR:
            day = nearest_day(text, today) or day
        if isinstance(day, date):
            yield column, day


def marked(text: str) -> str:
    """How often: "1" for a tick, the number for a number, "" for nobody; what else stands there is told as no
    number by whoever reads the rows."""
    text = clean(text)
    if not text or says("away", text):
        return ""
    number = read_number(text)
    if number is not None:
        return str(number) if number else ""
    if says("there", text):
        return "1"
    answer = read_yes_no(text)
    return text if answer is None else "1" if answer else ""
