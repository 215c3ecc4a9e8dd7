"""Which of the tactics fit the hours: the exact optimum, by looking at every subset.

A set of tactics is possible when its prerequisites are in it, it has no more mechanisms than the verdict
allows, its weekly minutes fit the fullest week (owner and assistant apart: what an assistant could do, the
owner can do too, never the other way round), and its set-up fits the spare minutes of one quarter. Among the
possible sets the one with the greatest impact wins; of equal ones the one with fewer minutes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from hashlib import sha256
from operator import and_, or_

QUARTER_WEEKS = 12
SITTING = 10
"""Minutes: a week that has fewer to spare prepares nothing, unless that is the whole of it."""
TRIALS = 300
"""How often the weights are moved by at most one, to see how solid each choice is."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A tactic as the optimiser sees it. Minutes are whole and a week's, `setup` once."""

    id: str
    value: int
    needs: tuple[str, ...]
    owner: tuple[int, ...]
    """Minutes of each task that only the owner can do."""
    helper: tuple[int, ...]
    """Minutes of each task that an assistant can do; tasks are never split further."""
    first_owner: tuple[int, ...] = ()
    first_helper: tuple[int, ...] = ()
    """The same in the week in which it starts."""
    setup: int = 0
    setup_owner: int = 0
    """The same where only the owner can do it, else 0."""
    path: str = ""
    """Tactics of one path count as one mechanism: members meet them as one."""

    @property
    def minutes(self) -> int:
        return sum(self.owner) + sum(self.helper)

    @property
    def first_minutes(self) -> int:
        """Of the week in which it starts, without setting it up."""
        return sum(self.first_owner) + sum(self.first_helper)


@dataclass(frozen=True, slots=True)
class Budget:
    """Minutes a week that there are for tactics, and how many mechanisms may run."""

    owner: int
    helper: int
    cap: int


def quarter(spare: int) -> int:
    """Minutes of setting up that a quarter has room for, of those that each week spares."""
    return QUARTER_WEEKS * spare if spare >= SITTING else max(spare, 0)


def mechanisms(candidates: Sequence[Candidate]) -> int:
    """How many things members meet."""
    return len({c.path or c.id for c in candidates})


class Search:
    """All subsets of the candidates with what they cost; built once, asked with many weights."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        budget: Budget,
        now: Budget | None = None,
        ran: Sequence[str] = (),
    ) -> None:
        """`budget` of every week, `now` of the planned one where that has another, `ran`: what runs already,
        and need fit no other week."""
        self.candidates = tuple(sorted(candidates, key=lambda c: c.id))
        self.budget, self.now = budget, now or budget
        self.ran = self.mask(ran)
        index = {c.id: i for i, c in enumerate(self.candidates)}
        absent = 1 << len(self.candidates)  # a prerequisite that cannot be chosen: never satisfied
        self.needs = [sum(1 << index[n] if n in index else absent for n in c.needs) for c in self.candidates]
        size = 1 << len(self.candidates)
        self.reach = [1] + [0] * (size - 1)
        self.own = [0] * size
        self.movable = [0] * size
        self.setup = [0] * size
        self.setup_own = [0] * size
        paths = {c.path for c in self.candidates if c.path}
        self.paths = [self.mask([c.id for c in self.candidates if c.path == path]) for path in sorted(paths)]
        self.need = [0] * size
        most = max(self.budget.helper, self.now.helper)
        limit = (1 << (most + 1)) - 1
        for mask in range(1, size):
            low = mask & -mask
            rest, candidate = mask ^ low, self.candidates[low.bit_length() - 1]
            reach = self.reach[rest]
            for minutes in candidate.helper:
                if minutes <= most:
                    reach = (reach | reach << minutes) & limit
            self.reach[mask] = reach
            self.own[mask] = self.own[rest] + sum(candidate.owner)
            self.movable[mask] = self.movable[rest] + sum(candidate.helper)
            self.setup[mask] = self.setup[rest] + candidate.setup
            self.setup_own[mask] = self.setup_own[rest] + candidate.setup_owner
            self.need[mask] = self.need[rest] | self.needs[low.bit_length() - 1]

    def owner_minutes(self, mask: int, room: Budget | None = None) -> int:
        """The owner's minutes when the assistant takes as much as exactly fits (subset sum as a bit set)."""
        there = self.reach[mask] & ((1 << ((room or self.budget).helper + 1)) - 1)
        return self.own[mask] + self.movable[mask] - (there.bit_length() - 1)

    def minutes(self, mask: int) -> int:
        return self.own[mask] + self.movable[mask]

    def spare(self, mask: int) -> int:
        return self.budget.owner - self.owner_minutes(mask)

    def spare_in_all(self, mask: int) -> int:
        """Of everybody."""
        return self.budget.owner + self.budget.helper - self.minutes(mask)

    def closed(self, mask: int) -> bool:
        return self.need[mask] & ~mask == 0

    def fits(self, mask: int) -> bool:
        spare = self.spare(mask)
        return (
            spare >= 0
            and self.setup_own[mask] <= quarter(spare)
            and self.setup[mask] <= quarter(self.spare_in_all(mask))
        )

    def count(self, mask: int) -> int:
        """How many mechanisms: a path counts as one, however many of its tactics are in."""
        return mask.bit_count() - sum(max((mask & path).bit_count() - 1, 0) for path in self.paths)

    def held_now(self, mask: int) -> bool:
        return self.owner_minutes(mask, self.now) <= self.now.owner

    def possible(self, mask: int) -> bool:
        lasts = self.fits(mask) or not mask & ~self.ran
        return (
            self.count(mask) <= self.budget.cap
            and self.closed(mask)
            and lasts
            and self.held_now(mask & self.ran)
        )

    @cached_property
    def all_possible(self) -> list[int]:
        return self.by_cost([mask for mask in range(len(self.reach)) if self.possible(mask)])

    def by_cost(self, masks: Sequence[int]) -> list[int]:
        """The fewest minutes first, then the smaller mask: the order in which ties are decided."""
        return sorted(masks, key=lambda mask: (self.minutes(mask), mask))

    def totals(self, values: Mapping[str, int]) -> list[int]:
        """Of every mask, the sum of the values of what is in it."""
        of = [values[c.id] for c in self.candidates]
        total = [0] * len(self.reach)
        for mask in range(1, len(total)):
            low = mask & -mask
            total[mask] = total[mask ^ low] + of[low.bit_length() - 1]
        return total

    def best(self, values: Mapping[str, int], among: Sequence[int] | None = None) -> int:
        """The possible set of greatest value; ties: fewer minutes, then the smaller mask (order of ids)."""
        pool = self.all_possible if among is None else self.by_cost(among)
        return max(pool, key=self.totals(values).__getitem__)  # the first of the greatest

    def rivals(self, least: Mapping[str, int], most: Mapping[str, int]) -> list[int]:
        """The possible sets that can be the best while each value lies between its least and its most."""
        low, high = self.totals(least), self.totals(most)
        sure = max(low[mask] for mask in self.all_possible)
        return [mask for mask in self.all_possible if high[mask] >= sure]

    def ids(self, mask: int) -> tuple[str, ...]:
        return tuple(c.id for i, c in enumerate(self.candidates) if mask >> i & 1)

    def chosen(self, mask: int) -> tuple[Candidate, ...]:
        return tuple(c for i, c in enumerate(self.candidates) if mask >> i & 1)

    def mask(self, ids: Sequence[str]) -> int:
        return sum(1 << i for i, c in enumerate(self.candidates) if c.id in set(ids))


def solidity(search: Search, seed: int, trials: int = TRIALS) -> dict[str, float]:
    """For each tactic the share of trials (0 to 1) that choose it when every weight moves by -1, 0
    or +1. The moves come from SHA-256 of the seed, so that they are the same everywhere. Only sets that can
    win are weighed, and only by what is in some of them and not in all."""
    least, most = ({c.id: max(0, c.value + by) for c in search.candidates} for by in (-1, 1))
    rivals = search.rivals(least, most)
    open_ = search.chosen(reduce(or_, rivals) & ~reduce(and_, rivals))
    parts = {mask: [c.id for c in open_ if mask & search.mask([c.id])] for mask in rivals}
    won = dict.fromkeys(rivals, 0)
    for trial in range(trials):
        values = {c.id: max(0, c.value + move(seed, trial, c.id)) for c in open_}
        worth = {mask: sum(values[id_] for id_ in there) for mask, there in parts.items()}
        won[max(worth, key=worth.__getitem__)] += 1
    return {
        c.id: sum(won[mask] for mask in rivals if mask & search.mask([c.id])) / trials
        for c in search.candidates
    }


def move(seed: int, trial: int, tactic: str) -> int:
    return sha256(f"{seed}:{trial}:{tactic}".encode()).digest()[0] % 3 - 1


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a tactic is not in the chosen set. `reason`: needs, hours, cap, setup or value. Minutes."""

    reason: str
    needs: tuple[str, ...] = ()
    wanted: int = 0
    spare: int = 0


def refusal(search: Search, chosen: int, tactic: str) -> Refusal:
    """The first thing that stands in the way of adding the tactic to the chosen set."""
    with_it = chosen | search.mask([tactic])
    candidate = next(c for c in search.candidates if c.id == tactic)
    missing = tuple(n for n in candidate.needs if not search.mask([n]) & chosen)
    free = max(search.budget.owner + search.budget.helper - search.minutes(chosen), 0)
    if missing:
        return Refusal("needs", missing, candidate.minutes, free)
    if search.spare(with_it) < 0:
        owner_only = sum(candidate.owner) > search.spare(chosen)
        spare = search.spare(chosen) if owner_only and candidate.minutes <= free else free
        wanted = sum(candidate.owner) if owner_only and candidate.minutes <= free else candidate.minutes
        return Refusal("hours", (), wanted, max(spare, 0))
    if search.count(with_it) > search.budget.cap:
        return Refusal("cap", (), candidate.minutes, free)
    if not search.fits(with_it):
        spare = min(search.spare(with_it), search.spare_in_all(with_it))
        return Refusal("setup", (), search.setup[with_it], quarter(spare))
    return Refusal("value", (), candidate.minutes, free)


MOST_NEW = 3
"""How many tactics may start in one week; more at once is how none of them survives."""


def start_now(search: Search, base: int, new: int, due: int) -> int:
    """What runs this week: `base`, which runs already, and at most three of `new` whose set-up also fits this
    week's spare minutes. As much as possible of what is `due`; then greatest value, then fewer minutes."""
    values = {c.id: c.value for c in search.candidates}
    pool = [
        mask | base
        for mask in _subsets(new)
        if mask.bit_count() <= MOST_NEW and search.closed(mask | base) and starts(search, mask, base)
    ]
    if not pool:
        return base
    most = max((mask & due).bit_count() for mask in pool)
    return search.best(values, [mask for mask in pool if (mask & due).bit_count() == most])


def starts(search: Search, new: int, base: int) -> bool:
    """Does the week hold what runs, what is new, and setting that up?"""
    return week_spare(search, new, base)[0] >= 0


def week_spare(
    search: Search, new: int, base: int, left: Mapping[str, int] | None = None, room: Budget | None = None
) -> tuple[int, int]:
    """Spare minutes of owner and assistant in a week in which `new` is set up and begins beside `base`; the
    owner's are negative where the week is too full. What only the owner can set up is the owner's; the rest
    is anybody's, each piece whole. `left`: minutes of setting up that are left, where not all are; `room`: of
    the week, where it is not the planned one."""
    own, movable, reach = 0, 0, 1
    room = room or search.now
    limit = (1 << (room.helper + 1)) - 1
    for candidate in search.chosen(new | base):
        fresh = bool(search.mask([candidate.id]) & new)
        setup = (left or {}).get(candidate.id, candidate.setup)
        anybody = 0 if candidate.setup_owner else setup
        pieces = [*candidate.first_helper, *([anybody] if anybody else [])] if fresh else candidate.helper
        own += sum(candidate.first_owner) + setup - anybody if fresh else sum(candidate.owner)
        movable += sum(pieces)
        for minutes in pieces:
            if minutes <= room.helper:
                reach = (reach | reach << minutes) & limit
    most = reach.bit_length() - 1
    return room.owner - (own + movable - most), room.helper - most


def _subsets(mask: int) -> list[int]:
    found, sub = [0], mask
    while sub:
        found.append(sub)
        sub = (sub - 1) & mask
    return sorted(found)
