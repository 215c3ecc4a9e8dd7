"""What does each distinct text of a column mean? Read once: a million rows have few of them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

CACHED_TEXTS = 200_000
"""Distinct amounts and notes that are kept: a column of order numbers would fill the memory."""


class UnreadableError(LookupError):
    """A cell for which its row is left out: reason, code of the problem, field, text."""


class Known(dict[str, Any]):
    """Texts of one column -> values. A new text is read once; too many of them are not kept."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, text: str) -> Any:
        value = self.read(text)
        if len(self) < CACHED_TEXTS:
            self[text] = value
        return value


@contextmanager
def collector_off() -> Iterator[None]:
    """A quarter of the time went to the collector, which walks all entries again and again, for nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
