"""What is told of one table: its faults (the first few with their cells, then a count) and what was read.

Ten thousand faults of one kind are one fault of the table, and must read like one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ..community.letters import can_be_seen
from ..community.people import Column, Reading, Unmet
from ..contacts import masked
from ..problems import Place, Problem
from .cells import is_total, says
from .dates import DateColumn
from .headers import Header
from .tables import Grid

EXAMPLES = 3
MOST_UNMET = 5_000
"""Distinct words that are kept for the list of repairs."""
LONGEST = 40
MOST_LOOKED_AT = 1_000
"""Letters of a value that are looked at before it is told."""


@dataclass(slots=True)
class Bucket:
    """Faults of one kind in one column."""

    shown: list[Problem] = field(default_factory=list)
    values: set[str] = field(default_factory=set)
    more: int = 0
    line: int = 0
    """Where the first one stands that is not shown."""


@dataclass(slots=True)
class TableLog:
    grid: Grid
    header: Header
    skipped: Counter[str] = field(default_factory=Counter)
    """Rows that became nothing, by reason."""
    filled: Counter[str] = field(default_factory=Counter)
    """Cells with a value, by field."""
    notes: Counter[tuple[str, str]] = field(default_factory=Counter)
    unmet: Counter[tuple[int, str]] = field(default_factory=Counter)
    """Words that met nothing, by column: all of them, where the messages show a few."""
    near: dict[tuple[int, str], str] = field(default_factory=dict)
    first: dict[tuple[int, str], int] = field(default_factory=dict)
    """The line on which each of them stands first."""
    words: dict[tuple[int, str], int] = field(default_factory=dict)
    """Groups and actions, with the line on which each stands first."""
    buckets: dict[tuple[str, int], Bucket] = field(default_factory=dict)

    def add(
        self,
        code: str,
        line: int,
        column: int = -1,
        value: str = "",
        kind: str = "",
        most: int = EXAMPLES,
        **facts: str,
    ) -> None:
        """One fault. A value is shown once; column -1 is the whole row; codes of one `kind` share a count."""
        bucket = self.buckets.setdefault((kind or code, column), Bucket())
        if len(bucket.shown) >= most or (value and value in bucket.values):
            bucket.more += 1
            bucket.line = bucket.line or line
            return
        bucket.values.add(value)
        known = {"value": shorten(value), "header": self.title(column), "column": str(column + 1)}
        bucket.shown.append(Problem(code, self.grid.place(line, column), known | facts))

    def note_unmet(self, column: int, line: int, text: str, near: str = "") -> None:
        key = column, shorten(text)
        if not can_be_seen(key[1]):  # a contact alone: nobody can answer for it
            return
        if key in self.unmet or len(self.unmet) < MOST_UNMET:
            self.unmet[key] += 1
            self.near.setdefault(key, near)
            self.first.setdefault(key, line)

    def note_word(self, column: int, line: int, text: str) -> None:
        key = column, text
        if key not in self.words and len(self.words) < MOST_UNMET:
            self.words[key] = line

    def unmet_words(self) -> tuple[Unmet, ...]:
        """Most frequent first."""
        ordered = sorted(self.unmet.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(
            Unmet(
                self.title(key[0]),
                key[1],
                count,
                self.near[key],
                str(self.grid.place(self.first[key], key[0])),
            )
            for key, count in ordered
        )

    def kept_words(self) -> tuple[Unmet, ...]:
        """In the order in which they stand in the table."""
        return tuple(
            Unmet(self.title(column), word, 0, "", str(self.grid.place(line, column)))
            for (column, word), line in self.words.items()
        )

    def shows(self, kind: str, column: int, most: int) -> bool:
        """Would another fault of this kind still be shown?"""
        bucket = self.buckets.get((kind, column))
        return bucket is None or len(bucket.shown) < most

    def skip(self, reason: str, code: str, line: int, column: int, value: str = "", first: str = "") -> None:
        """A fault for which the row is left out."""
        self.skipped[reason] += 1
        self.add(code, line, column, value, first=first)

    def tell_other_sheets(self) -> None:
        """Sheets that were not read, as the operator may think that they were."""
        others = [name for name in self.grid.other_sheets if not says("guide", name)]
        if others:
            chosen = ", ".join([self.grid.sheet, *self.grid.joined])
            self.add("W217", self.header.line, sheets=joined(others), chosen=shorten(chosen))

    def tell_empty(self) -> None:
        """Nothing was read: there is no row below the header, or only the example of our own empty table."""
        below = self.skipped.keys() - {"blank", "title"}
        if not below:
            self.add("W210", self.header.line)
        elif below == {"example"}:
            self.add("W211", self.header.line)

    def tell_unseen(self) -> bool:
        """Cells of a used column that hold an error, or a formula that was never calculated: the table cannot
        be read (False). Filled rows that are hidden are read, and told."""
        unseen, header = self.grid.unseen, self.header
        used = set(header.index.values())
        faults = [fault for fault in unseen.faults if fault[0] > header.line and fault[1] in used]
        totals = total_lines(self.grid, {line for line, _, _ in faults})
        for line, column, text in faults:
            if line not in totals:
                self.add("E234" if text else "E235", line, column, text)
        if unseen.hidden:
            code = "W231" if unseen.filtered else "W230"
            self.add(code, unseen.first_hidden, count=str(unseen.hidden))
        return "E" not in {code[0] for code, _ in self.buckets}

    def note_dates(self, dates: DateColumn, column: int) -> None:
        """How the dates of a column were read, where that was a decision."""
        self.notes.update((key, self.title(column)) for key in dates.notes)

    def title(self, column: int) -> str:
        """What the header says over a column, or its number."""
        cells = self.header.cells
        return (shorten(cells[column]) or f"#{column + 1}") if 0 <= column < len(cells) else ""

    def problems(self) -> list[Problem]:
        found: list[Problem] = []
        for (_, column), bucket in self.buckets.items():
            found += bucket.shown
            if bucket.more:
                first = bucket.shown[0].code
                facts = {"header": self.title(column), "count": str(bucket.more), "code": first}
                found.append(Problem(f"{first[0]}299", self.grid.place(bucket.line, column), facts))
        return found

    def reading(self, rows: int) -> Reading:
        grid, header = self.grid, self.header
        counted = self.filled
        columns = tuple(fill(column, counted) for column in header.columns)
        doubles = [column.header for column in columns if column.fate == "ignored" and column.field]
        notes = [("second_column", shorten(title)) for title in doubles]
        notes += [("other_sheet", shorten(name)) for name in grid.other_sheets if not says("guide", name)]
        notes += [("joined_sheet", shorten(name)) for name in grid.joined]
        notes += [(key, fact or str(count)) for (key, fact), count in self.notes.items() if count]
        return Reading(
            grid.file, grid.encoding, "" if grid.numbered else grid.delimiter, grid.sheet, header.line, rows,
            tuple(sorted((reason, count) for reason, count in self.skipped.items() if count)),
            columns, tuple(sorted(notes)), self.unmet_words(), self.kept_words(),
        )  # fmt: skip


def place_of(reading: Reading) -> Place:
    """Its header."""
    if reading.sheet:
        return Place(reading.file, sheet=reading.sheet, cell=f"A{reading.header_row}")
    return Place(reading.file, reading.header_row)


def titles_of(reading: Reading, field: str) -> list[str]:
    return [column.header for column in reading.columns if column.field == field and column.fate != "ignored"]


def with_unmet(reading: Reading, words: Mapping[str, int], near: Mapping[str, str]) -> Reading:
    """With these groups or actions among the words that met nothing: how often, and what may be meant."""
    more = [
        one._replace(word=shorten(one.word), times=words[one.word], near=near.get(one.word, ""))
        for one in reading.words
        if one.word in words
    ]
    ordered = sorted(more, key=lambda one: (-one.times, one.word))
    return replace(reading, unmet=(*reading.unmet, *ordered))


def total_lines(grid: Grid, lines: set[int]) -> set[int]:
    """Which of these lines are rows of totals, or examples: they are not read."""
    rows = grid.rows() if lines else ()
    return {line for line, cells in rows if line in lines and is_total(cells)}


def fill(column: Column, counted: Mapping[str, int]) -> Column:
    used = column.fate in ("mapped", "guessed")
    return replace(column, filled=counted.get(column.field, 0)) if used else column


def shorten(text: str) -> str:
    """A value as it may be told: one line, not long, and no contact, whatever column it stood in."""
    text = " ".join(masked(text[:MOST_LOOKED_AT]).split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def joined(values: Iterable[str], most: int = EXAMPLES) -> str:
    """A few values for a sentence: "a, b, c …"."""
    listed = [shorten(value) for value in values]
    return ", ".join(listed[:most]) + (" …" if len(listed) > most else "")
