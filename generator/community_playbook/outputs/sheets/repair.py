"""What should an operator fill in so that every word of the tables is understood? `repair.xlsx`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ...words import Words
from .table import Cell, Column, Kind, Sheet
from .workbook import workbook_bytes

MADE = date(2026, 1, 1)
"""The day that stands in the file: whoever fills it in makes it newer."""
COLUMNS: tuple[tuple[str, Kind], ...] = (
    ("column", "text"), ("word", "typed"), ("cells", "number"), ("where", "text"), ("near", "text"),
    ("means", "typed"),
)  # fmt: skip


def repair_table(rows: Sequence[Sequence[Cell]], words: Words) -> bytes:
    """The cells of a row are those of COLUMNS; `means` is empty where nobody answered yet."""
    columns = [Column(words(f"sheets.columns.{key}"), kind) for key, kind in COLUMNS]
    columns[-1] = Column(
        columns[-1].title, "typed", words("sheets.repair.note"), hint=words("sheets.repair.hint")
    )
    sheet = Sheet("repair", words("sheets.titles.repair"), tuple(columns), rows)
    return workbook_bytes([sheet], MADE)
