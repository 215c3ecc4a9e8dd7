"""How does a text stand in a cell, so that no spreadsheet takes it for a formula, a link or broken XML?"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal

from .table import Cell, Kind, Special

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML may hold."""
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""Spreadsheets evaluate what begins with one of these; some take the full-width ones too."""
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
LONGEST_CELL, LONGEST_NAME = 32_767, 31
"""Excel's limits, in UTF-16 units: an emoji counts two."""


def clean_text(text: str) -> str:
    """Without what XML forbids; line breaks of one kind; within Excel's limit."""
    return shortened(FORBIDDEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n"), LONGEST_CELL)


def shortened(text: str, longest: int) -> str:
    """The first `longest` UTF-16 units; no character is cut in two."""
    if len(text) <= longest // 2:
        return text
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore")


def guarded(text: str) -> str:
    """An apostrophe before what a spreadsheet that opens a CSV file would evaluate."""
    text = clean_text(text)
    return "'" + text if text.startswith(FORMULA) else text


def cell_of(cell: Cell, kind: Kind) -> tuple[Kind, str | int | Decimal | date | None]:
    """The kind of a cell and its bare value; a text in a column of numbers stays a text."""
    if isinstance(cell, Special):
        return cell.kind, cell.value
    return ("text" if isinstance(cell, str) and kind not in ("typed", "long") else kind), cell


def plain_text(cell: Cell, kind: Kind) -> str:
    """A cell of a CSV file: numbers plain, dates as 2026-11-22, texts guarded."""
    kind, value = cell_of(cell, kind)
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, date):
        return value.isoformat()
    if kind == "percent":
        return f"{Decimal(100 * value).normalize():f}%"
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def sheet_name(title: str, taken: Collection[str]) -> str:
    """A name that Excel accepts and no other sheet has (`taken` in lower case)."""
    name = NOT_IN_NAMES.sub(" ", clean_text(title)).strip("' ")
    name = shortened(name, LONGEST_NAME).strip("' ") or "Sheet"
    plain, n = name, 1
    while name.lower() in taken or name.lower() == "history":
        n += 1
        end = f" {n}"
        name = shortened(plain, LONGEST_NAME - len(end)) + end
    return name
