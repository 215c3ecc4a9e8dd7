"""Which sheets does a workbook hold? Read in a child process: calamine aborts on a cell in the far corner.

One such cell (4.6 KB of file) asks for memory for 17 thousand million cells, and the abort cannot be caught;
half a megabyte of zip may take a gigabyte. So sizes are checked first, then memory and time are limited.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, LargeZipFile, ZipFile

from ..contacts import masked
from ..problems import Place, Problem

MAX_ENTRY = 200_000_000
MAX_TOTAL = 300_000_000
MAX_RATIO = 200
SMALL_ENTRY = 1_000_000
"""Below this size a high ratio is harmless: empty styles shrink a thousandfold."""
MAX_ENTRIES = 10_000
MAX_SECONDS = 180
"""On the wall; the child allows itself 60 of work, and a busy machine may take three times as long."""


@dataclass(frozen=True, slots=True)
class Unseen:
    """What stands in a sheet and is not to be seen in its values."""

    faults: tuple[tuple[int, int, str], ...] = ()
    """(row from 1, column from 0, the error as it is shown, or "" for a formula without a value)."""
    hidden: int = 0
    """Filled rows that are hidden, by hand or by a filter."""
    first_hidden: int = 0
    filtered: bool = False

    def moved(self, rows: int) -> Unseen:
        """As of rows that stand so many further down."""
        faults = tuple((row + rows, column, text) for row, column, text in self.faults)
        first = self.first_hidden + rows if self.first_hidden else 0
        return Unseen(faults, self.hidden, first, self.filtered)

    def __add__(self, other: Unseen) -> Unseen:
        return Unseen(
            self.faults + other.faults,
            self.hidden + other.hidden,
            self.first_hidden or other.first_hidden,
            self.filtered or other.filtered,
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows`: CSV in UTF-8, each with its number first."""

    name: str
    """As it may be told: with a mark for a contact in it."""
    rows: bytes
    unseen: Unseen


def read_workbook(data: bytes, shown: str, wanted: str | None) -> list[Sheet] | Problem:
    """Every sheet that can be seen."""
    code = check_zip(data)
    if code:
        return Problem(code, Place(shown))
    module = "community_playbook.intake.xlsx_child"
    command = [sys.executable, "-P", "-W", "ignore", "-m", module, wanted or ""]
    try:
        child = subprocess.run(command, input=data, capture_output=True, timeout=MAX_SECONDS, check=False)  # noqa: S603
    except (subprocess.TimeoutExpired, MemoryError):
        return Problem("E216", Place(shown))
    except OSError:
        return Problem("E208", Place(shown))
    head, _, body = child.stdout.partition(b"\n")
    if child.returncode != 0 or not head:
        return Problem("E216", Place(shown))
    try:
        report = json.loads(head)
    except ValueError:
        return Problem("E208", Place(shown))
    if report["fault"] == "E210":
        names = ", ".join(map(masked, report["sheets"]))
        return Problem("E210", Place(shown), {"sheet": wanted or "", "sheets": names})
    if report["fault"]:
        return Problem(report["fault"], Place(shown))
    sheets: list[Sheet] = []
    for name, size in report["sheets"]:
        found = report["marks"].get(name, {})
        faults = tuple((row, column, text) for row, column, text in found.get("faults", ()))
        unseen = Unseen(
            faults, found.get("hidden", 0), found.get("first_hidden", 0), found.get("filtered", False)
        )
        sheets.append(Sheet(masked(name), body[:size], unseen))
        body = body[size:]
    return sheets


def check_zip(data: bytes) -> str:
    """The code of what is wrong with the zip as it declares itself, or ""."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (BadZipFile, LargeZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return "E208"
    names = {entry.filename for entry in entries}
    if "xl/workbook.xml" not in names:
        return "E205"
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_TOTAL:
        return "E209"
    for entry in entries:
        bomb = entry.file_size > SMALL_ENTRY and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        if bomb or entry.file_size > MAX_ENTRY:
            return "E209"
    return ""
