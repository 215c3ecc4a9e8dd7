"""Rows go into a table that the operator keeps: nothing that stands there is lost, and twice is once.

The columns are those of the table, whatever they are called; what it has no column for gets one at its end.
"""

from __future__ import annotations

import csv
import zlib
from codecs import getincrementalencoder
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import StringIO
from itertools import islice

from ..cell_text import guarded
from ..community.profile import TableOptions
from ..intake.headers import Kind, find_header, recogniser
from ..intake.tables import MAX_BYTES, Grid, read_grid
from ..problems import Place, PlaybookError, Problem
from .stored_rows import FASTEST, Rows

Row = Mapping[str, str]
"""The cells of one row, by our names of the columns."""
Key = tuple[str, ...]
"""What makes two rows one."""
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
    rows: Rows
    index: dict[str, int]
    grid: Grid | None = None
    """How the file is written; of its content nothing."""
    size: int = 0
    """Bytes of the file that was read."""
    added: int = 0
    changed: int = 0
    tail: list[bytes] = field(default_factory=list)
    """Rows below the others, as they will stand in the file, in UTF-8, packed: a log brings millions."""

    def value(self, cells: Sequence[str], name: str) -> str:
        at = self.index.get(name, -1)
        return cells[at] if 0 <= at < len(cells) else ""

    def column(self, name: str) -> None:
        if name not in self.index:
            header = self.above[-1]
            self.index[name] = len(header)
            header.append(name)

    def put(self, cells: list[str], name: str, text: str) -> None:
        self.column(name)
        at = self.index[name]
        cells.extend([""] * (at + 1 - len(cells)))
        cells[at] = guarded(text)

    def merge(
        self, key: Callable[[Sequence[str]], Key], new: Iterable[tuple[Key, Row]], change: Change
    ) -> None:
        """What each tells goes into the row of its key, of two equal ones the upper, else below the others.
        `key`: of a row that stands there."""
        wanted: dict[Key, list[Row]] = {}
        for where, row in new:
            wanted.setdefault(where, []).append(row)

        def meets(cells: list[str]) -> bool:
            told = wanted.pop(key(cells), ()) if wanted else ()
            return sum(self.tell(cells, row, change) for row in told) > 0

        if wanted:
            self.rows.change(meets)
        for first, *more in wanted.values():
            cells: list[str] = []
            for name, text in first.items():
                if text:
                    self.put(cells, name, text)
            for row in more:
                self.tell(cells, row, change)
            self.rows.append(cells)
            self.added += 1

    def tell(self, cells: list[str], new: Row, change: Change) -> bool:
        """What is new in a row that stands there; False where nothing is."""
        before = list(cells)
        for name, text in new.items():
            old = self.value(cells, name)
            wanted = change(name, old, text) if text else old
            if wanted != old:
                self.put(cells, name, wanted)
        self.changed += before != cells
        return before != cells

    def append(self, names: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Rows of which none stands there, each with the cells that `names` tells, as `cell_text` writes
        them; nothing is put into the table after them."""
        for name in names:
            self.column(name)
        blank, places = [""] * len(self.above[-1]), [self.index[name] for name in names]
        plain, mark, lines = places == list(range(len(blank))), self.delimiter, list[str]()
        for row in rows:
            if not plain:
                cells = blank.copy()
                for at, cell in zip(places, row, strict=True):
                    cells[at] = cell
                row = cells
            lines.append(mark.join(row))
            self.added += 1
            if len(lines) == CHUNK:
                self.put_away(lines)
                lines = []
        self.put_away(lines)

    def put_away(self, lines: Sequence[str]) -> None:
        text = "".join(f"{line}\r\n" for line in lines)
        self.tail.append(zlib.compress(text.encode(), FASTEST))

    def cell_text(self, text: str) -> str:
        """As it stands between two delimiters of the file."""
        line = StringIO(newline="")
        csv.writer(line, delimiter=self.delimiter, lineterminator="").writerow([guarded(text), ""])
        return line.getvalue()[: -len(self.delimiter)]

    @property
    def delimiter(self) -> str:
        return self.grid.delimiter if self.grid else ","

    def content(self) -> Iterator[bytes]:
        """As a file, piece by piece: the delimiter and the encoding of the one that was read, else CSV that
        Excel opens."""
        encoder = getincrementalencoder(self.grid.codec if self.grid else "utf-8-sig")()
        for text in self.texts():
            yield encoder.encode(text)

    def texts(self) -> Iterator[str]:
        if self.grid and self.grid.first_line > 1:
            yield f"sep={self.grid.delimiter}\r\n"
        width, rows = len(self.above[-1]), iter(self.rows)
        part: Sequence[list[str]] = self.above
        while part:
            text = StringIO(newline="")
            csv.writer(text, delimiter=self.delimiter).writerows(
                [*row, *[""] * (width - len(row))] if part is not self.above else row for row in part
            )
            yield text.getvalue()
            part = list(islice(rows, CHUNK))
        for packed in self.tail:
            yield zlib.decompress(packed).decode()


def open_table(kind: Kind, data: bytes | None, shown: str, options: TableOptions) -> Table:
    """The table of a file, or an empty one where there is none. Raises PlaybookError: what cannot be read, or
    is a workbook, is not written into."""
    if data is None or not data.strip():
        return Table(kind, [list(FIELDS[kind])], Rows(), {name: at for at, name in enumerate(FIELDS[kind])})
    if data[:4] == b"PK\x03\x04":
        raise PlaybookError([Problem("E613", Place(shown))])
    if len(data) > MAX_BYTES:
        raise PlaybookError([Problem("E203", Place(shown), {"limit": str(MAX_BYTES // 2**20)})])
    grid, problems = read_grid(data, shown, options, recogniser(kind, options.columns))
    if grid is None:
        raise PlaybookError(problems)
    header = find_header(grid, kind, options.columns)
    if header is None:
        raise PlaybookError([Problem("E614", Place(shown))])
    rows = (cells for _, cells in grid.rows())
    above = list(islice(rows, header.at + 1))
    return Table(kind, above, Rows(rows), dict(header.index), replace(grid, data=b""), len(data))
