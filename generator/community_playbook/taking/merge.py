"""Rows go into a table that the operator keeps: nothing that stands there is lost, and twice is once.

The columns are those of the table, whatever they are called; what it has no column for gets one at its end.
"""

from __future__ import annotations

import csv
from codecs import getincrementalencoder
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO, StringIO

from ..cell_text import guarded
from ..community.profile import TableOptions
from ..intake.headers import Kind, find_header, recogniser
from ..intake.tables import Grid, read_grid
from ..problems import Place, PlaybookError, Problem

Row = Mapping[str, str]
"""The cells of one row, by our names of the columns."""
Change = Callable[[str, str, str], str]
"""(field, what stands there, what is new) -> what stands there from now on."""
CHUNK = 1_000
"""Rows that are put away together."""
FIELDS: Mapping[Kind, tuple[str, ...]] = {
    "members": ("id", "name", "groups", "joined", "last_message", "state", "role"),
    "ledger": ("date", "member_id", "action", "quantity", "note"),
}


@dataclass(slots=True)
class Table:
    """A table in memory. `index`: where each of our fields stands in its rows."""

    kind: Kind
    above: list[list[str]]
    """Rows above the header, and the header."""
    rows: list[list[str]]
    index: dict[str, int]
    grid: Grid | None = None
    added: int = 0
    changed: int = 0
    places: dict[tuple[str, ...], int] = field(default_factory=dict)
    tail: list[bytes] = field(default_factory=list)
    """Rows below the others, as they will stand in the file, in UTF-8: a log brings millions."""

    def cell(self, row: int, name: str) -> str:
        at, cells = self.index.get(name, -1), self.rows[row]
        return cells[at] if 0 <= at < len(cells) else ""

    def column(self, name: str) -> None:
        if name not in self.index:
            header = self.above[-1]
            self.index[name] = len(header)
            header.append(name)

    def put(self, row: int, name: str, text: str) -> None:
        self.column(name)
        cells, at = self.rows[row], self.index[name]
        cells.extend([""] * (at + 1 - len(cells)))
        cells[at] = guarded(text)

    def find(self, key: Callable[[int], tuple[str, ...]]) -> None:
        """Which row has which key; of two equal ones the upper."""
        for row in range(len(self.rows)):
            self.places.setdefault(key(row), row)

    def merge(self, key: tuple[str, ...], new: Row, change: Change) -> None:
        """One row more, or what it tells in the row of that key."""
        row = self.places.get(key)
        if row is None:
            row = self.places[key] = len(self.rows)
            self.rows.append([])
            for name, text in new.items():
                if text:
                    self.put(row, name, text)
            self.added += 1
            return
        before = list(self.rows[row])
        for name, text in new.items():
            old = self.cell(row, name)
            wanted = change(name, old, text) if text else old
            if wanted != old:
                self.put(row, name, wanted)
        self.changed += before != self.rows[row]

    def append(self, names: Sequence[str], rows: Iterator[Sequence[str]], *, written: bool = False) -> None:
        """Rows of which none stands there, each with the cells that `names` tells. Their texts are guarded
        already, and where `written`, as `cell_text` writes them; nothing is put into the table after them."""
        for name in names:
            self.column(name)
        blank, places = [""] * len(self.above[-1]), [self.index[name] for name in names]
        plain, text, mark = places == list(range(len(blank))), StringIO(newline=""), self.delimiter
        writer = csv.writer(text, delimiter=mark)
        for row in rows:
            if not plain:
                cells = blank.copy()
                for at, cell in zip(places, row, strict=True):
                    cells[at] = cell
                row = cells
            if written:
                text.write(mark.join(row) + "\r\n")
            else:
                writer.writerow(row)
            self.added += 1
            if not self.added % CHUNK:
                self.tail.append(text.getvalue().encode())
                text.seek(0)
                text.truncate()
        self.tail.append(text.getvalue().encode())

    def cell_text(self, text: str) -> str:
        """As it stands between two delimiters of the file."""
        line = StringIO(newline="")
        csv.writer(line, delimiter=self.delimiter, lineterminator="").writerow([guarded(text), ""])
        return line.getvalue()[: -len(self.delimiter)]

    @property
    def delimiter(self) -> str:
        return self.grid.delimiter if self.grid else ","

    def content(self) -> bytes:
        """As a file: the delimiter and the encoding of the one that was read, else CSV that Excel opens. What
        was put away is let go of on the way."""
        text, grid = StringIO(newline=""), self.grid
        if grid and grid.first_line > 1:
            text.write(f"sep={grid.delimiter}\r\n")
        writer = csv.writer(text, delimiter=self.delimiter)
        width = len(self.above[-1])
        writer.writerows(self.above)
        writer.writerows([*row, *[""] * (width - len(row))] for row in self.rows)
        encoder, out = getincrementalencoder(grid.codec if grid else "utf-8-sig")(), BytesIO()
        out.write(encoder.encode(text.getvalue()))
        self.tail.reverse()
        while self.tail:
            out.write(encoder.encode(self.tail.pop().decode()))
        return out.getvalue()


def open_table(kind: Kind, data: bytes | None, shown: str, options: TableOptions) -> Table:
    """The table of a file, or an empty one where there is none. Raises PlaybookError: what cannot be read, or
    is a workbook, is not written into."""
    if data is None or not data.strip():
        return Table(kind, [list(FIELDS[kind])], [], {name: at for at, name in enumerate(FIELDS[kind])})
    if data[:4] == b"PK\x03\x04":
        raise PlaybookError([Problem("E613", Place(shown))])
    grid, problems = read_grid(data, shown, options, recogniser(kind, options.columns))
    if grid is None:
        raise PlaybookError(problems)
    header = find_header(grid, kind, options.columns)
    if header is None:
        raise PlaybookError([Problem("E614", Place(shown))])
    rows = [cells for _, cells in grid.rows()]
    return Table(kind, rows[: header.at + 1], rows[header.at + 1 :], dict(header.index), grid)
