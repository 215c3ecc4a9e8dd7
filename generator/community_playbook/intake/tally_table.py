"""Counts from a table (CSV or XLSX) or from pasted lines: week or date, tactic, count, of how many.

With a header the columns may stand in any order; without one they stand as in `2026-W49,04,7,10`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta, tzinfo
from decimal import Decimal

from ..community.journal import Line
from ..community.profile import TableOptions
from ..problems import Place, Problem
from .cells import is_example, read_number
from .dates import DateColumn
from .headers import Kind, find_header, recogniser
from .journal import WANT
from .journal_names import Names
from .profile.values import clamp, mend_number, within
from .profile.walk import bounds
from .profile.yaml_slips import shown
from .tables import Grid, read_grid

WEEK = re.compile(r"(\d{4})\s*[-年/]?\s*(?:(?:w|week|第)\s*(\d{1,2})\s*周?|(\d{1,2})\s*周)", re.IGNORECASE)
AS_PASTED = {"week": 0, "tactic": 1, "count": 2, "of": 3}
MOST = 1_000
KIND: Kind = "tallies"


@dataclass(slots=True)
class Tallies:
    """One reading of a table: the lines so far, and every fault of it."""

    grid: Grid
    index: dict[str, int]
    titles: list[str]
    names: Names
    today: date
    dates: DateColumn
    lines: list[tuple[Line, Place]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def take(self, number: int, cells: Sequence[str]) -> None:
        found = {name: cells[at].strip() if at < len(cells) else "" for name, at in self.index.items()}
        before = len(self.problems)
        day = self.day(number, found)
        what = self.tactic(number, found.get("tactic", ""))
        count, of = (self.figure(number, found, name) for name in ("count", "of"))
        if count is None and len(self.problems) == before:
            self.tell("E106", number, "count", found="", low="0", high="1000000", repair="7")
        if day is None or len(self.problems) > before:
            return
        counts = self.names.subjects[what].counts
        if counts == "level" and of is not None:
            self.tell("E515", number, "of", what=what, found=str(of))
        elif counts == "share" and of is not None and count is not None and count > of:
            self.tell("E516", number, "count", found=str(count), of=str(of))
        else:
            self.lines.append((Line(day, "tally", what, "", count, of), self.place(number, "tactic")))

    def day(self, number: int, found: dict[str, str]) -> date | None:
        """The last day of a week that is over, or the day that is given; never one to come."""
        name = "date" if found.get("date") else "week"
        text = found.get(name, "")
        day = week_end(text, self.today) or self.dates.read(text)
        if not isinstance(day, date):
            repair = f"{self.today.isoformat()} / {week_name(self.today)}"
            self.tell("E517", number, name, found=shown(text), repair=repair)
            return None
        if day > self.today:
            self.tell("E518", number, name, found=shown(text), today=self.today.isoformat())
            return None
        return day

    def tactic(self, number: int, text: str) -> str:
        found = self.names.find(text)
        if found and not found[1] and self.names.subjects[found[0]].counts:
            return found[0]
        counted = [s.id for s in self.names.subjects.values() if s.counts]
        near = self.names.near(text)
        if found:
            self.tell("E513", number, "tactic", found=shown(text), known=", ".join(counted))
        elif near in counted:
            self.tell("E505", number, "tactic", found=shown(text), near=near, repair=near)
        else:
            self.tell("E506", number, "tactic", found=shown(text), known=", ".join(counted))
        return ""

    def figure(self, number: int, found: dict[str, str], name: str) -> int | None:
        text, want = found.get(name, ""), WANT.fields[name]
        if not text:
            return None
        value = read_number(text)
        low, high = bounds(want)
        if value is None or value != value.to_integral_value():
            repair = mend_number(shown(text), want)
            self.tell("E106", number, name, found=shown(text), low=low, high=high, repair=repair)
        elif not within(Decimal(value), want):
            repair = clamp(value, want)
            self.tell("E141", number, name, found=shown(text), low=low, high=high, repair=repair)
        else:
            return int(value)
        return None

    def place(self, number: int, name: str) -> Place:
        return self.grid.place(number, self.index.get(name, -1))

    def tell(self, code: str, number: int, name: str, **facts: str) -> None:
        at = self.index.get(name, -1)
        title = self.titles[at] if 0 <= at < len(self.titles) else name
        self.problems.append(Problem(code, self.place(number, name), {"field": shown(title), **facts}))


def read_tallies(
    data: bytes, shown_name: str, names: Names, today: date, zone: tzinfo
) -> tuple[list[tuple[Line, Place]], list[Problem]]:
    """(each line with its place, problems). Never raises; a row that is blank or an example is skipped."""
    grid, problems = read_grid(data, shown_name, TableOptions(), recogniser(KIND))
    if grid is None:
        return [], problems
    header = find_header(grid, KIND)
    index = dict(header.index) if header else AS_PASTED
    if {"tactic", "count"} - index.keys() or not {"week", "date"} & index.keys():
        return [], [Problem("E519", grid.place(header.line if header else 1))]

    def column() -> Iterator[str]:
        return grid.column(index.get("date", index.get("week", 0)), header.at if header else -1)

    read = Tallies(grid, index, header.cells if header else [], names, today, DateColumn(zone, None, column))
    below = [row for n, row in enumerate(grid.rows()) if header is None or n > header.at]
    for number, cells in below[:MOST]:
        if any(cell.strip() for cell in cells) and not any(map(is_example, cells)):
            read.take(number, cells)
    if len(below) > MOST:
        read.problems.append(Problem("E212", grid.place(below[MOST][0]), {"limit": f"{MOST:,}"}))
    return read.lines, read.problems


def week_end(text: str, today: date) -> date | None:
    """The Sunday of "2026-W49", or today if that week is not over; a week to come ends after today."""
    match = WEEK.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not match:
        return None
    try:
        monday = date.fromisocalendar(int(match[1]), int(match[2] or match[3]), 1)
    except ValueError:
        return None
    sunday = monday + timedelta(days=6)
    return min(sunday, today) if monday <= today else sunday


def week_name(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"
