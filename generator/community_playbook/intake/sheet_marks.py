"""What does a sheet hold that its values do not show? Errors, formulas never calculated, hidden rows.

Runs in the child process. Values are calamine's; it gives an error and a formula without a value as an empty
cell, which would pass for "nothing was written here". So the XML is looked at, where it has such marks.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from io import BytesIO
from typing import TypedDict
from xml.parsers import expat
from zipfile import ZipFile

MOST_FAULTS = 10_000
CHUNK = 1 << 16
Fault = tuple[int, int, str]
"""Row (from 1), column (from 0), the error as it is shown; "" = a formula without a value."""


class Marks(TypedDict):
    """What is found in one sheet, as it crosses from the child process."""

    faults: list[Fault]
    hidden: int
    first_hidden: int
    filtered: bool


class SheetMarks:
    """Of one sheet. Hidden rows without a value do not count."""

    def __init__(self, uncalculated: bool) -> None:
        self.uncalculated = uncalculated
        """The workbook asks to be calculated when it is opened: then a 0 is no result."""
        self.faults: list[Fault] = []
        self.hidden = self.first_hidden = 0
        self.filtered = False
        self.row, self.column, self.kind = 0, -1, ""
        self.formula = self.in_value = self.row_hidden = self.filled = False
        self.value: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition("}")[2]
        if name == "row":
            number = attributes.get("r", "")
            self.row = int(number) if number.isdecimal() else self.row + 1
            self.row_hidden = attributes.get("hidden") in ("1", "true")
            self.column, self.filled = -1, False
        elif name == "c":
            letters = attributes.get("r", "").rstrip("0123456789")
            self.column = column_number(letters) if letters else self.column + 1
            self.kind, self.formula, self.value = attributes.get("t", ""), False, []
        elif name == "f":
            self.formula = True
        elif name in ("v", "t"):
            self.in_value = True
        elif name == "autoFilter":
            self.filtered = True

    def text(self, text: str) -> None:
        if self.in_value:
            self.value.append(text)

    def end(self, name: str) -> None:
        name = name.rpartition("}")[2]
        if name in ("v", "t"):
            self.in_value = False
        elif name == "c":
            self.close_cell("".join(self.value).strip())
        elif name == "row" and self.row_hidden and self.filled:
            self.hidden += 1
            self.first_hidden = self.first_hidden or self.row

    def close_cell(self, value: str) -> None:
        self.filled = self.filled or bool(value) or self.formula
        empty = self.formula and self.kind != "str" and value in (("", "0") if self.uncalculated else ("",))
        if (self.kind == "e" or empty) and len(self.faults) < MOST_FAULTS:
            self.faults.append((self.row, self.column, value if self.kind == "e" else ""))

    def data(self) -> Marks:
        return {
            "faults": self.faults,
            "hidden": self.hidden,
            "first_hidden": self.first_hidden,
            "filtered": self.filtered,
        }


def column_number(letters: str) -> int:
    """A -> 0, Z -> 25, AA -> 26; 0 for what is no column."""
    number = 0
    for letter in letters.upper()[:4]:
        number = 26 * number + max(ord(letter) - 64, 0)
    return max(number - 1, 0)


def elements(archive: ZipFile, path: str, name: str) -> Iterable[dict[str, str]]:
    """The attributes of all elements of one name, namespaces cut off."""
    found: list[dict[str, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition("}")[2] == name:
            found.append({key.rpartition("}")[2]: value for key, value in attributes.items()})

    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = start
    parser.Parse(archive.read(path), True)
    return found


def parts_of(archive: ZipFile) -> dict[str, str]:
    """Name of each sheet -> its path in the archive."""
    links = {link.get("Id", ""): link.get("Target", "") for link in elements(
        archive, "xl/_rels/workbook.xml.rels", "Relationship"
    )}  # fmt: skip
    targets = {s.get("name", ""): links.get(s.get("id", ""), "") for s in elements(
        archive, "xl/workbook.xml", "sheet"
    )}  # fmt: skip
    return {
        name: target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        for name, target in targets.items()
    }


def has_marks(data: bytes) -> bool:
    """Is there anything to be looked for? Most sheets hold neither formulas nor hidden rows."""
    return any(mark in data for mark in (b"<f", b":f>", b":f ", b'"e"', b"'e'", b"hidden=", b"autoFilter"))


def sheet_marks(data: bytes, names: Iterable[str]) -> dict[str, Marks]:
    """By sheet what stands in it unseen; a sheet whose XML cannot be read has no marks: calamine says so."""
    marks: dict[str, Marks] = {}
    with ZipFile(BytesIO(data)) as archive:
        try:
            parts = parts_of(archive)
            books = elements(archive, "xl/workbook.xml", "calcPr")
        except (KeyError, expat.ExpatError):
            return {}
        uncalculated = any(book.get("fullCalcOnLoad") in ("1", "true") for book in books)
        for name in names:
            found = SheetMarks(uncalculated)
            try:
                sheet = archive.read(parts.get(name, ""))
                if has_marks(sheet):
                    look(sheet, found)
            except (KeyError, expat.ExpatError):
                continue
            marks[name] = found.data()
    return marks


def look(sheet: bytes, found: SheetMarks) -> None:
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = found.start
    parser.EndElementHandler = found.end
    parser.CharacterDataHandler = found.text
    for start in range(0, len(sheet), CHUNK):
        parser.Parse(sheet[start : start + CHUNK], False)
    parser.Parse(b"", True)
