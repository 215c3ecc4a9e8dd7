"""When was a message sent, in a table that a spreadsheet saved again, or that no program wrote?

What is no ISO time is read like the dates of a table (12/31/2025 9:05 PM, 31.12.2025 21:05, 12月31日 21:05);
the whole column decides which of day and month comes first. A time without a zone is that of the community.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, timedelta, tzinfo

from ..intake.dates import AMBIGUOUS, DateColumn
from ..logs.files import Source
from ..logs.recognise import Log
from ..logs.records import LogError, moment
from ..logs.table import column_of
from ..problems import Place, Problem

LONGEST = 30
ORDERS = {"dmy": True, "mdy": False}


class Clock:
    """Reads the times of one log. `dates`: the order of day, month and year, where the operator said it."""

    def __init__(self, log: Log, zone: tzinfo, dates: str) -> None:
        source, title = log.sources[0], log.preset.columns.get("at", "")
        self.source: Source = source
        self.column = DateColumn(zone, ORDERS.get(dates), lambda: column_of(source, title))
        self.read = 0
        self.bad: Counter[str] = Counter()
        """Cells that are no time, by the reason."""
        self.shape = ""

    def __call__(self, text: str) -> datetime | None:
        found = moment(text) or self.find(text)
        self.read += found is not None
        return found

    def find(self, text: str) -> datetime | None:
        if not text.strip():
            return None
        self.column.second = None
        day = self.column.find(text[: 2 * LONGEST])
        if isinstance(day, date):
            return datetime(day.year, day.month, day.day) + timedelta(seconds=self.column.second or 0)
        self.bad[day] += 1
        self.shape = self.shape or re.sub(r"\d", "0", re.sub(r"[^\W\d_]+", "x", text[:LONGEST]))
        return None

    def undated(self) -> int:
        """So many lines were left out. Raises LogError E611 or E625 where none was read."""
        if self.bad and not self.read:
            if max(self.bad, key=self.bad.__getitem__) == AMBIGUOUS:
                raise LogError(Problem("E611", Place(self.source.shown)))
            raise LogError(Problem("E625", Place(self.source.shown), {"shape": self.shape}))
        return self.bad.total()
