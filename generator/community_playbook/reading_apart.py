"""Tables read by a copy of this process while this one loads what plans and writes, where that saves time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

from .parsed import keep_parsed
from .reading import Read
from .workers import beside, can_copy

WORTH = range(500_000, 6_000_000)
"""Bytes of tables: fewer are read before a copy has begun; of more, handing their rows over takes longer than
what is loaded meanwhile."""
NEXT = (
    "plan.plan", "members_site", "outputs.site", "intake.previous_calendar", "outputs.calendar.files",
    "outputs.sheets.files",
)  # fmt: skip


def read_apart(reads: Callable[[], Read], tables: Iterable[Path], processes: int | None) -> Read:
    """What `reads` gives, whoever reads: raises what it raises. `tables`: the files that take the time."""

    def kept() -> Read:
        found = reads()
        keep_parsed()  # what the copy has parsed would be gone with it
        return found

    size = sum(path.stat().st_size for path in tables if path.is_file())
    if size not in WORTH or (processes or os.cpu_count() or 1) == 1 or not can_copy():
        return reads()
    with beside(kept) as read:
        load_next()
        return read()


def load_next() -> None:
    """All that a build needs after its tables."""
    from .publish.site import load_builder

    for name in NEXT:
        import_module(f".{name}", __package__)
    load_builder()
