"""What happens in the next 90 days, on which day, and what waits? Dated, within the owner's minutes.

At most one piece a week, so that the roadmap stays a side job: the exercise of the step that is climbed, the
letter to the first combination and its meeting, the search for the missing brick. A gate is looked at again
on its own day. What does not fit is listed with its reason; the law of the hours holds here as in the week.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from ...community.upgrade import Pace
from ...knowledge.library import Entry
from ..duties import Task, round_up
from ..facts.facts import Facts
from ..week import assign

DAYS, WEEKS = 90, 13
"""13 Mondays; the last one is day 85."""
LOOK, SITTING = Pace().look, Pace().sitting
"""The exercise is one sitting with pen and paper, or a few shorter ones."""
WEEKDAY = {"exercise": 0, "ask": 1, "recruit": 1, "person": 1, "meet": 3, "look": 0}
"""Counted from Monday: pen and paper first, letters on Tuesday, meetings on Thursday."""


@dataclass(frozen=True, slots=True)
class Piece:
    """`kind`: exercise, ask, meet, recruit, person, look. `what`: id of the step (exercise), of the gate
    (look, person); else "". `steps`: of an exercise, the ids of what is done."""

    kind: str
    what: str
    minutes: int
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    day: date
    piece: Piece


@dataclass(frozen=True, slots=True)
class Waiting:
    """`reason`: hours (no week of the 90 days has `minutes` left), order (what it needs comes first), gates
    (the step before it is not done), first (one combination at a time). `count`: how many things it means."""

    piece: Piece
    reason: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Ninety:
    start: date
    end: date
    """The last of the 90 days."""
    free: tuple[int, ...]
    """The owner's spare minutes in each week, before anything of this list."""
    dated: tuple[Dated, ...]
    """In order of day."""
    waiting: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A tactic in the coming weeks: runs from `starts` on (None = never), set up in the weeks before."""

    tasks: tuple[Task, ...]
    starts: date | None
    setup: int


def free_minutes(
    now: int, coming: Sequence[Upcoming], standing: Sequence[Task], monday: date, capacity: int,
    helper_room: int,
) -> tuple[int, ...]:  # fmt: skip
    """The owner's spare minutes of 13 weeks. This week is planned: `now`. In later ones runs what has started
    by then, and the set-up of what comes next is spread over the weeks before it."""
    found = [max(now, 0)]
    queue = sorted((c for c in coming if c.starts and c.starts > monday), key=lambda c: str(c.starts))
    setup: dict[int, int] = {}
    begin = 1
    for item in queue:
        end = max((item.starts - monday).days // 7, begin + 1) if item.starts else begin + 1
        for week in range(begin, end):
            setup[week] = setup.get(week, 0) + ceil(item.setup / (end - begin))
        begin = end
    for week in range(1, WEEKS):
        day = monday + timedelta(weeks=week)
        tasks = [t for c in coming if c.starts and c.starts <= day for t in c.tasks]
        carried = [*standing, *assign(tasks, helper_room)]
        used = sum(t.minutes for t in carried if t.who == "owner") + setup.get(week, 0)
        found.append(max(capacity - used, 0))
    return tuple(found)


def exercise_steps(entry: Entry, facts: Facts) -> list[tuple[str, int]]:
    """The exercise of a step: what is done, with minutes in fives."""
    return [
        (item.id, round_up(float(item.minutes(facts.flat))))
        for item in entry.visible("do", facts.flat)
        if item.minutes
    ]


def exercise_pieces(entry: Entry, facts: Facts, most: int) -> list[Piece]:
    """One piece where a week carries it, else as few as `most` minutes each allow; [] where no step fits."""
    steps = exercise_steps(entry, facts)
    if not steps or max(minutes for _, minutes in steps) > most:
        return []
    pieces: list[Piece] = []
    ids: list[str] = []
    spent = 0
    for step, minutes in steps:
        if ids and spent + minutes > most:
            pieces.append(Piece("exercise", entry.id, spent, tuple(ids)))
            ids, spent = [], 0
        ids.append(step)
        spent += minutes
    return [*pieces, Piece("exercise", entry.id, spent, tuple(ids))]


def fitting_pieces(entry: Entry, facts: Facts, free: Sequence[int], sitting: int = SITTING) -> list[Piece]:
    """The fewest pieces of at most `sitting` minutes that find a week each; where none do, the smallest ones;
    [] where no step fits."""
    found: list[Piece] = []
    for most in sorted({min(minutes, sitting) for minutes in free}, reverse=True):
        pieces = exercise_pieces(entry, facts, most)
        if not pieces:
            break
        found = pieces
        if not make_ninety(facts.days.monday, free, [pieces], ()).waiting:
            break
    return found


def make_ninety(
    start: date, free: Sequence[int], chains: Sequence[Sequence[Piece]], looks: Sequence[str],
    waiting: Sequence[Waiting] = (), look: int = LOOK,
) -> Ninety:  # fmt: skip
    """`chains`: pieces in their order, the more important chain first; a piece never comes before the one
    before it, and no week has two. `looks`: ids of gates, spread evenly up to the last Monday."""
    left = list(free)
    taken: set[int] = set()
    dated: list[Dated] = []
    late = list(waiting)
    for number, gate in enumerate(looks):
        wished = round((WEEKS - 1) * (number + 1) / len(looks))
        week = next((w for w in range(wished, 0, -1) if left[w] >= look), None)
        piece = Piece("look", gate, look)
        if week is None:
            late.append(Waiting(piece, "hours"))
        else:
            left[week] -= look
            dated.append(Dated(start + timedelta(weeks=week), piece))
    for chain in chains:
        after, stuck = -1, ""
        for piece in chain:
            week = next(
                (w for w in range(after + 1, WEEKS) if w not in taken and left[w] >= piece.minutes), None
            )
            if stuck or week is None:
                late.append(Waiting(piece, stuck or "hours"))
                stuck = "order"
                continue
            taken.add(week)
            left[week] -= piece.minutes
            after = week
            dated.append(Dated(start + timedelta(weeks=week, days=WEEKDAY[piece.kind]), piece))
    dated.sort(key=lambda d: (d.day, d.piece.kind == "look", d.piece.kind, d.piece.what))
    return Ninety(start, start + timedelta(days=DAYS - 1), tuple(free), tuple(dated), tuple(late))
