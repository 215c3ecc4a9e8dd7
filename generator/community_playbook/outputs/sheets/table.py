"""What is a work sheet? A title, columns with the kind of their cells, and rows. Nothing about files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

Kind = Literal["text", "typed", "long", "number", "money", "percent", "date"]
"""text; typed: kept as it is typed, for ids ("0012", 19 digits); long: wrapped; percent: 0.5 is 50 %."""


class Special(NamedTuple):
    """A cell of another kind than its column."""

    kind: Kind
    value: Decimal


Cell = str | int | Decimal | date | Special | None


@dataclass(frozen=True, slots=True)
class Column:
    """The last four are for a table to fill in."""

    title: str
    kind: Kind = "text"
    note: str = ""
    """What belongs here, at the header."""
    choices: tuple[str, ...] = ()
    """A drop-down list."""
    strict: bool = False
    """Nothing else may be entered than a choice."""
    hint: str = ""
    """Stands beside a cell that is being filled in."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`key` names the CSV file: ASCII letters and hyphens."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
