"""How does a value of any kind stand in a cell, and which name may a sheet have?"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal

from ...cell_text import clean_text, guarded, shortened
from .table import Cell, Kind, Special

NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
LONGEST_NAME = 31
"""Excel's limit, in UTF-16 units."""


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
