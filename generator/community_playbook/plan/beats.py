"""At which clocks is a job done? Lines of it that have a clock of their own are beats, each with its minutes.

A job of a join day falls apart into them: forms go out in the morning, the notice in the afternoon, each at
its own clock. A job of a weekday is one sitting: its beats keep their distance, wherever it is moved to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from ..knowledge.library import Entry, Item, Job
from .clock import clock_minutes
from .facts.facts import Facts


@dataclass(frozen=True, slots=True)
class Beat:
    """What is done at one clock."""

    id: str
    """Of the line that names it."""
    clock: str
    """ "20:05", or the name of a fact that holds one."""
    minutes: int
    lines: tuple[str, ...]
    """Ids of the lines that it holds, in their order."""
    main: bool
    """It stands at the clock of its job (else it is the first one)."""


def beats_of(entry: Entry, job: Job, minutes: int, facts: Facts) -> tuple[Beat, ...]:
    """In order of time; together they take the minutes of the job. Empty where all is done at one clock."""
    flat, ahead = facts.flat, facts.newcomers.window.ahead
    found: dict[tuple[int, int], list[Item]] = {}
    named: dict[tuple[int, int], str] = {}
    clock = job.clock
    for line in entry.visible("do", flat):
        if line.job != job.id or line.minutes is None or job.minutes is not None:
            continue
        clock = line.clock or clock
        at = (-ahead.get(clock, 0), clock_minutes(str(flat.get(clock, clock))))
        found.setdefault(at, []).append(line)
        named.setdefault(at, clock)
    if not 1 < len(found) <= minutes:
        return ()
    order = sorted(found)
    parts = shares([sum(float(i.minutes(flat)) for i in found[at] if i.minutes) for at in order], minutes)
    first = next((at for at in order if named[at] == job.clock), order[0])
    return tuple(
        Beat(
            id=next((i.id for i in found[at] if i.clock), found[at][0].id),
            clock=named[at],
            minutes=part,
            lines=tuple(i.id for i in found[at]),
            main=at == first,
        )
        for at, part in zip(order, parts, strict=True)
    )


def shares(weights: Sequence[float], minutes: int) -> list[int]:
    """Whole minutes in proportion, one at least for each, that add up to `minutes`."""
    total = sum(weights)
    wanted = [minutes * weight / total if total else minutes / len(weights) for weight in weights]
    found = [max(floor(part), 1) for part in wanted]
    while sum(found) != minutes:
        step = 1 if sum(found) < minutes else -1
        places = [n for n in range(len(found)) if step > 0 or found[n] > 1]
        place = max(places, key=lambda n: (step * (wanted[n] - found[n]), -n))
        found[place] += step
    return found
