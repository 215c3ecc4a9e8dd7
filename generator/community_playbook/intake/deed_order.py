"""In which order do deeds stand, however the rows of their table do?"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from operator import itemgetter

from ..community.people import LedgerEntry

NO_AMOUNT = Decimal("-Infinity")


def in_order(entries: list[LedgerEntry]) -> list[LedgerEntry]:
    """By (day, member, action, note, quantity, giver, amount, points, time), days first: fewer keys to
    compare."""
    by_day: dict[date, list[LedgerEntry]] = defaultdict(list)
    for entry in entries:
        by_day[entry[0]].append(entry)
    sort_key = itemgetter(1, 2, 5, 3, 6)
    ordered: list[LedgerEntry] = []
    for day in sorted(by_day):
        group = by_day[day]
        if any(entry[8] is not None for entry in group):
            group.sort(key=lambda entry: -1 if entry[8] is None else entry[8])
        if any(entry[7] is not None for entry in group):  # None and numbers do not compare
            group.sort(key=lambda entry: NO_AMOUNT if entry[7] is None else entry[7])
        if any(entry[4] is not None for entry in group):
            group.sort(key=lambda entry: NO_AMOUNT if entry[4] is None else entry[4])
        group.sort(key=sort_key)
        ordered += group
    return ordered
