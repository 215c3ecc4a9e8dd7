"""Which rows of text cells does a table file hold? CSV in the encodings that operators really have, or XLSX.

Bytes are kept and walked again when a column has to be looked at as a whole: a million parsed rows would
take far more memory than the file. Nothing here knows what a column means.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO, StringIO, TextIOWrapper
from itertools import islice
from pathlib import Path
from stat import S_ISREG

from ..community.profile import TableOptions
from ..problems import Place, Problem
from .json_table import json_rows
from .workbooks import Unseen, read_workbook

MAX_BYTES = 64 * 2**20
MAX_ROWS = 2_000_000
MAX_COLUMNS = 200
MAX_CELL = 4_000
MAX_FIELD = 1_000_000
"""Letters of a cell or a line; what is longer was not written by anybody."""
LOOK_AHEAD = 30
"""Records among which header and delimiter are sought."""
JSON = re.compile(r"[{\[]\s*[\"{\[\]}]")
"""How an export as JSON begins: a bracket, then a quotation mark or another bracket."""
DELIMITERS = ",\t;|"
RULE = re.compile(r"\s*:?-{2,}:?\s*")
PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
# A Latin-1 letter read as half of a Chinese character: "M黮ler". Chinese text has its characters in runs.
LONELY = re.compile(r"(?<=[A-Za-z])[\u3400-\u9fff](?![\u3400-\u9fff])")
CHINESE = re.compile(r"[\u3400-\u9fff]")
RUNS = re.compile(r"[\u3400-\u9fff]+")

NEXT_SHEET = 10_000_000
"""More rows than a sheet can have: row 7 of the second sheet that is read is row 10,000,007."""
NOTHING_UNSEEN = Unseen()

Recognise = Callable[[Sequence[str]], int]
"""How many cells of a row are headers that we know."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One table, not yet parsed. `numbered`: each record begins with its row number (from a workbook)."""

    file: str
    data: bytes
    codec: str
    encoding: str
    """What to tell the operator: "utf-8", "gb18030", "utf-16" or "xlsx"."""
    delimiter: str
    sheet: str = ""
    first_line: int = 1
    numbered: bool = False
    other_sheets: tuple[str, ...] = ()
    unseen: Unseen = NOTHING_UNSEEN
    joined: tuple[str, ...] = ()
    """Sheets with the same header, whose rows stand below its own; their numbers go on from NEXT_SHEET."""

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """(line on which the record starts, or row of the sheet; cells), from the top."""
        csv.field_size_limit(max(csv.field_size_limit(), 8 * MAX_BYTES))
        with TextIOWrapper(BytesIO(self.data), self.codec, newline="") as stream:
            for _ in range(1, self.first_line):
                stream.readline()
            reader = csv.reader(stream, delimiter=self.delimiter)
            if self.numbered:
                for cells in reader:
                    yield int(cells[0]), cells[1:]
            else:
                line, before = self.first_line, self.first_line
                for cells in reader:
                    if self.delimiter != "|" or not is_ruled(cells):
                        yield line, cells
                    line = reader.line_num + before

    def column(self, column: int, above: int) -> Iterator[str]:
        """All cells of one column below record number `above`."""
        return (cells[column] for _, cells in islice(self.rows(), above + 1, None) if column < len(cells))

    def place(self, line: int, column: int = -1) -> Place:
        """Of a cell; `column` counts from 0. In CSV the line alone: columns of text are no use to anybody."""
        if not self.sheet:
            return Place(self.file, line)
        part, row = divmod(line, NEXT_SHEET)
        sheet = self.joined[part - 1] if part else self.sheet
        return Place(self.file, sheet=sheet, cell=f"{column_letters(max(column, 0))}{row}")


def is_ruled(cells: list[str]) -> bool:
    """The line below the head of a table in Markdown: |---|:--:|."""
    return len(cells) > 1 and all(RULE.fullmatch(cell) for cell in cells if cell) and any(cells)


def column_letters(column: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def load_grid(
    path: Path, shown: str, options: TableOptions, recognise: Recognise
) -> tuple[Grid | None, list[Problem]]:
    """The table in a file, or None and the reason. Of several sheets the one with most known headers."""
    data = load_bytes(path, shown)
    if isinstance(data, Problem):
        return None, [data]
    return read_grid(data, shown, options, recognise)


def read_grid(
    data: bytes, shown: str, options: TableOptions, recognise: Recognise
) -> tuple[Grid | None, list[Problem]]:
    if data[:4] == b"PK\x03\x04":
        found = choose_sheet(data, shown, options, recognise)
    elif data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        found = Problem("E204", Place(shown))
    else:
        found = read_text(data, shown, options, recognise)
    if isinstance(found, Grid):
        found = check_size(found)
    return (None, [found]) if isinstance(found, Problem) else (found, [])


def load_bytes(path: Path, shown: str) -> bytes | Problem:
    """The content of a regular file of at most 64 MiB."""
    place = Place(shown)
    try:
        if not S_ISREG(path.stat().st_mode):
            return Problem("E202", place)
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return Problem("E201", place)
    except (OSError, ValueError):  # no right to read it; a name with NUL
        return Problem("E202", place)
    if len(data) > MAX_BYTES:
        return Problem("E203", place, {"limit": str(MAX_BYTES // 2**20)})
    return data


def choose_sheet(data: bytes, shown: str, options: TableOptions, recognise: Recognise) -> Grid | Problem:
    sheets = read_workbook(data, shown, options.sheet)
    if isinstance(sheets, Problem):
        return sheets
    grids = [
        Grid(shown, s.rows, "utf-8", "xlsx", ",", s.name, 1, True, (), s.unseen) for s in sheets if s.rows
    ]
    if not grids:
        return Problem("E211", Place(shown))
    scores = [best_score(grid, recognise) for grid in grids]
    chosen = scores.index(max(scores))
    return with_sheets_alike(grids[chosen], [grid for n, grid in enumerate(grids) if n != chosen], recognise)


def with_sheets_alike(grid: Grid, others: Sequence[Grid], recognise: Recognise) -> Grid:
    """The table with the rows of all sheets that have its header: a month a sheet, a group a sheet."""
    header = header_cells(grid, recognise)
    alike = [other for other in others if header and header_cells(other, recognise) == header]
    rows, unseen = [grid.data], [grid.unseen]
    for part, other in enumerate(alike, 1):
        out = StringIO()
        writer = csv.writer(out, lineterminator="\n")
        below = False
        for line, cells in other.rows():
            if below:
                writer.writerow([part * NEXT_SHEET + line, *cells])
            below = below or trim(cells) == header
        rows.append(out.getvalue().encode())
        unseen.append(other.unseen.moved(part * NEXT_SHEET))
    rest = tuple(other.sheet for other in others if other not in alike)
    joined = tuple(other.sheet for other in alike)
    return replace(
        grid, data=b"".join(rows), other_sheets=rest, joined=joined, unseen=sum(unseen[1:], unseen[0])
    )


def header_cells(grid: Grid, recognise: Recognise) -> list[str]:
    """The row with most known headers, as it stands; nothing where no cell of it is known."""
    head = [trim(cells) for _, cells in islice(grid.rows(), LOOK_AHEAD)]
    best = max(head, key=recognise, default=[])
    return best if recognise(best) else []


def read_text(data: bytes, shown: str, options: TableOptions, recognise: Recognise) -> Grid | Problem:
    place = Place(shown)
    codec = find_codec(data, options.encoding)
    if codec is None and options.encoding:
        return Problem("E215", place, {"encoding": options.encoding})
    if codec in (None, "gb18030") and not options.encoding and (mixed := odd_line(data)):
        line, found, others = mixed
        return Problem("E237", Place(shown, line), {"found": found, "others": others})
    if codec is None:
        return Problem("E207" if b"\0" in data else "E206", place)
    text = data.decode(codec)
    if "\0" in text:
        return Problem("E207", place)
    start = text[:2000].lstrip().lower()
    if not start:
        return Problem("E211", place)
    if start.startswith(("<!doctype html", "<html", "<table", "<?xml")):
        return Problem("E217", place)
    if JSON.match(start):
        return read_json(text, shown, recognise)
    encoding = {"utf-8-sig": "utf-8"}.get(codec, codec)
    if huge := find_huge_cell(data, text, codec, shown):
        return huge
    told = re.match(r"sep=([,;\t|])[\r\n]", start)  # Excel's own way to name the delimiter
    if told:
        grid = Grid(shown, data, codec, encoding, told[1], first_line=2)
    else:
        grids = [Grid(shown, data, codec, encoding, delimiter) for delimiter in DELIMITERS]
        grid = max(grids, key=lambda grid: (best_score(grid, recognise), regularity(grid)))
    return find_open_quote(grid, text) or grid


def read_json(text: str, shown: str, recognise: Recognise) -> Grid | Problem:
    """Only where two of its keys are columns that we know: what else comes as JSON is no table of ours."""
    rows = json_rows(text.lstrip("\ufeff"), MAX_COLUMNS)
    grid = Grid(shown, (rows or "").encode("utf-8", "replace"), "utf-8", "json", ",", numbered=True)
    return grid if best_score(grid, recognise) > 1 else Problem("E218", Place(shown))


def find_codec(data: bytes, wanted: str | None) -> str | None:
    """The codec that decodes all of it, or None. Guessers fail on real files: this is a fixed order."""
    if wanted == "utf-16" and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16-le" if decodes(data, "utf-16-le") else None
    if wanted:
        codec = "utf-8-sig" if wanted == "utf-8" else wanted
        return codec if decodes(data, codec) else None
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16" if decodes(data, "utf-16") else None
    try:
        data.decode("utf-8-sig")
        return "utf-8-sig"
    except UnicodeDecodeError as error:
        # many whole characters before the first fault: UTF-8 with damage, and no reader should hide it
        good = data[: error.start]
        if len(good) - len(good.decode("utf-8", "ignore")) > 2 * 8:
            return None
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    sample = text[:200_000]
    if PRIVATE_USE.search(text) or 2 * len(LONELY.findall(sample)) > len(RUNS.findall(sample)):
        return None
    return "gb18030"


def odd_line(data: bytes) -> tuple[int, str, str] | None:
    """(number, its encoding, that of the others) of the first line that is written otherwise than most: a
    file pasted together from two. None where all lines could be of one encoding."""
    if b"\0" in data:
        return None
    lines = {"UTF-8": list[int](), "GB18030": list[int]()}
    for number, line in enumerate(re.split(rb"\r\n|\r|\n", data), 1):
        if not line.isascii():
            encoding = line_encoding(line)
            if encoding:
                lines[encoding].append(number)
    few, most = sorted(lines, key=lambda encoding: len(lines[encoding]))
    return (lines[few][0], few, most) if lines[few] else None


def line_encoding(line: bytes) -> str:
    """UTF-8 only where three Chinese characters or more say so: two may as well be three of GB18030."""
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "GB18030" if decodes(line, "gb18030") else ""
    return "UTF-8" if len(CHINESE.findall(text)) > 2 else ""


def decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def best_score(grid: Grid, recognise: Recognise) -> int:
    return max((recognise(cells) for _, cells in islice(grid.rows(), LOOK_AHEAD)), default=0)


def regularity(grid: Grid) -> tuple[float, int]:
    """How alike the records are in width (the share of the commonest width above 1), and that width."""
    widths = [len(cells) for _, cells in islice(grid.rows(), LOOK_AHEAD) if cells]
    wide = [width for width in widths if width > 1]
    if not wide:
        return (0.0, 1)
    common = max(sorted(set(wide), reverse=True), key=wide.count)
    return (wide.count(common) / len(widths), common)


def find_huge_cell(data: bytes, text: str, codec: str, shown: str) -> Problem | None:
    """A line or cell that nobody typed, or what an open quotation mark has swallowed; looked for before
    anything walks over it."""
    breaks = "\r" if "\r" in text and "\n" not in text else "\n"
    at = run_without(text, breaks, 0)
    line = text.count(breaks, 0, at) + 1 if at >= 0 else 0
    if not line and run_without(text, '"', max(text.find('"'), 0)) >= 0:
        line = line_of_huge_cell(data, codec)
    if not line:
        return None
    facts = {"limit": f"{MAX_FIELD:,}"}
    return (
        Problem("E214", Place(shown, line))
        if text.count('"') % 2
        else Problem("E238", Place(shown, line), facts)
    )


def line_of_huge_cell(data: bytes, codec: str) -> int:
    """The line on which its record begins; 0 where the long stretch between two quotation marks was none."""
    limit, line = csv.field_size_limit(MAX_FIELD), 1
    try:
        with TextIOWrapper(BytesIO(data), codec, newline="") as stream:
            reader = csv.reader(stream)
            for _ in reader:
                line = reader.line_num + 1
    except csv.Error:
        return line
    finally:
        csv.field_size_limit(limit)
    return 0


def run_without(text: str, mark: str, start: int) -> int:
    """Where MAX_FIELD letters in a row begin that are not the mark, or -1. Jumps from mark to mark: an honest
    table is touched here and there."""
    while start + MAX_FIELD < len(text):
        found = text.rfind(mark, start + 1, start + MAX_FIELD)
        if found < 0:
            return start + 1
        start = found
    return -1


def find_open_quote(grid: Grid, text: str) -> Problem | None:
    """A quotation mark that is never closed swallows the rest of the file into one cell."""
    if text.count('"') % 2 == 0:
        return None
    for line, cells in deque(grid.rows(), maxlen=1):
        if any("\n" in cell or "\r" in cell for cell in cells):
            return Problem("E214", grid.place(line))
    return None


def check_size(grid: Grid) -> Grid | Problem:
    widest = max((len(trim(cells)) for _, cells in islice(grid.rows(), LOOK_AHEAD)), default=0)
    if widest > MAX_COLUMNS:
        return Problem("E213", grid.place(1), {"count": str(widest), "limit": str(MAX_COLUMNS)})
    breaks = grid.data.count(b"\n") + grid.data.count(b"\r")
    if breaks > MAX_ROWS and sum(1 for _ in islice(grid.rows(), MAX_ROWS + 2)) > MAX_ROWS + 1:
        return Problem("E212", grid.place(MAX_ROWS), {"limit": f"{MAX_ROWS:,}"})
    return grid


def trim(cells: list[str]) -> list[str]:
    """Without the empty cells at its end."""
    last = len(cells)
    while last and not cells[last - 1].strip():
        last -= 1
    return cells[:last]
