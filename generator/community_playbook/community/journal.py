"""What happened: the dated lines of `journal.yml`, as the operator or a command wrote them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Event = Literal["done", "started", "stopped", "skipped", "changed", "tally", "note"]
EVENTS: tuple[Event, ...] = get_args(Event)
SETUP = "setup"
"""The job of a tactic that is done once, before its first week."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `what`: id of a tactic, a duty or a step of the roadmap ("" for a bare note); `job`: "" (all
    of it), "setup", or one of its jobs. A tally has a `count`, and `of` how many it was counted."""

    day: date
    kind: Event
    what: str = ""
    job: str = ""
    count: int | None = None
    of: int | None = None
    text: str = ""
    """The operator's own words: for the operator's eyes only."""


@dataclass(frozen=True, slots=True)
class Journal:
    """In order of day, then as written."""

    lines: tuple[Line, ...] = ()

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Journal:
        return cls(tuple(sorted(lines, key=lambda line: line.day)))

    def about(self, what: str, job: str | None = None) -> tuple[Line, ...]:
        """Lines of one tactic, duty or step; of one of its jobs where `job` says so ("" = the whole)."""
        return tuple(line for line in self.lines if line.what == what and job in (None, line.job))

    def tallies(self, what: str) -> tuple[Line, ...]:
        return tuple(line for line in self.about(what) if line.kind == "tally")

    def last(self, what: str, *kinds: Event, job: str | None = None) -> Line | None:
        """The newest line of one of these kinds."""
        return next((line for line in reversed(self.about(what, job)) if line.kind in kinds), None)

    def until(self, day: date) -> Journal:
        """As it stood at the end of that day."""
        return Journal(tuple(line for line in self.lines if line.day <= day))
