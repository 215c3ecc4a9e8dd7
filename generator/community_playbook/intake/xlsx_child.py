"""Runs alone, as a child process: a workbook comes in, the rows of its sheets go out as CSV.

First a line of JSON, `{"fault": "", "sheets": [[name, bytes], ...]}`, then the sheets' CSV one after another.
It may be killed or abort at any time: `workbooks.py` takes that for an answer.
"""

from __future__ import annotations

import csv
import json
import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

from .sheet_marks import sheet_marks

MEMORY, MOST_MEMORY = 512 * 2**20, 3 * 2**30
"""Of address space; for each byte that comes out of the zip there are TIMES more. A cell in a far corner asks
for memory that no honest sheet of its size needs."""
TIMES = 10
CPU_SECONDS = 60
MAX_ROWS = 2_000_002
MAX_CELL = 4_001
"""One more than is kept, so that the reader sees that a cell was cut."""
MAX_OUTPUT = 256 * 2**20


def limit_resources(size: int) -> None:
    """`size`: bytes of all that is packed in the workbook."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        memory = min(MEMORY + TIMES * size, MOST_MEMORY)
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (ImportError, ValueError, OSError):  # Windows has no such limits; the parent's clock holds
        pass


def cell_text(value: Any) -> str:
    """As the operator sees it: 13, not 13.0. Numbers above 15 digits keep their E: they are damaged."""
    if isinstance(value, str):
        return value if len(value) < MAX_CELL else value[:MAX_CELL]
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        if not abs(value) < 1e15:
            return f"{value:.14E}"
        return str(int(value)) if value == int(value) else format(value, ".15g")
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else ""


def merged_values(sheet: Any) -> dict[tuple[int, int], tuple[int, int]]:
    """Cells merged downwards: (row, column) -> the one that holds their value."""
    cells = {}
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or []:
        if bottom - top < 100_000:
            cells.update({(row, left): (top, left) for row in range(top + 1, bottom + 1)})
    return cells


def sheet_csv(sheet: Any) -> bytes:
    """Rows that are not blank. A text or date merged downwards stands in every row; a number must not."""
    if sheet.start is None:
        return b""
    left = sheet.start[1]
    merged = merged_values(sheet)
    sources = dict.fromkeys(merged.values(), "")
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for number, values in enumerate(sheet.iter_rows()):
        cells = [""] * left
        cells += [value if value == "" else cell_text(value) for value in values]
        if merged:
            for column in range(left, len(cells)):
                here = (number, column)
                if here in sources and not isinstance(values[column - left], (int, float)):
                    sources[here] = cells[column]
                elif here in merged and not cells[column]:
                    cells[column] = sources[merged[here]]
        while cells and not cells[-1].strip():
            cells.pop()
        if any(map(str.strip, cells)):
            writer.writerow([number + 1, *cells])
        if number > MAX_ROWS or out.tell() > MAX_OUTPUT:
            raise MemoryError
    return out.getvalue().encode("utf-8", "replace")


def read(data: bytes, wanted: str) -> tuple[dict[str, Any], list[bytes]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(BytesIO(data))
    names = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet
        and (sheet.visible == SheetVisibleEnum.Visible or sheet.name == wanted)
    ]
    if wanted and wanted not in names:
        return {"fault": "E210", "sheets": names}, []
    if wanted:
        names = [wanted]
    bodies = [sheet_csv(book.get_sheet_by_name(name)) for name in names]
    sizes = [[name, len(body)] for name, body in zip(names, bodies, strict=True)]
    return {"fault": "", "sheets": sizes, "marks": sheet_marks(data, names)}, bodies


def main() -> None:
    data = sys.stdin.buffer.read()
    try:
        with ZipFile(BytesIO(data)) as archive:
            limit_resources(sum(entry.file_size for entry in archive.infolist()))
        report, bodies = read(data, sys.argv[1])
    except MemoryError:
        report, bodies = {"fault": "E216", "sheets": []}, []
    except BaseException:  # calamine's own errors and Rust's panics, which are no Exception
        report, bodies = {"fault": "E208", "sheets": []}, []
    sys.stdout.buffer.write(json.dumps(report).encode() + b"\n")
    for body in bodies:
        sys.stdout.buffer.write(body)


if __name__ == "__main__":
    main()
