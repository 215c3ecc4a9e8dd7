"""Is the game healthy, or does somebody play the rules instead of helping? (tactic 8)

Flags are reasons to ask, never verdicts: they stand on the operator's page alone. Few rules, a cap, and a
look once a week are enough; the source warns against more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from ...community.people import LedgerEntry
from ...community.rewards import PointRule
from .boards import Tallies
from .periods import Period, week_of
from .points import Earning, Number, Rulebook, plain, within

MOST_RULES = 5
ONE_GIVER, MUTUAL = 0.5, 0.3
LOOK_BACK_DAYS = 90
FEW_ROWS = 5
"""With fewer rows everything looks like a pattern."""
JUMP, JUMP_WEEKS, FEWEST_WEEKS = 5, 12, 4
FEWEST_DEEDS = 3
MOST_FLAGS = 10


@dataclass(frozen=True, slots=True)
class Flag:
    """`kind`: giver (one person gave more than half), pair (two give each other), jump (a week far above the
    own usual one). `share`: part of 1, or how many times the usual week."""

    kind: str
    member: str
    other: str
    share: float
    value: Number
    back: float = 0
    """Of a pair: the share that goes the other way."""


@dataclass(frozen=True, slots=True)
class Health:
    rules: int
    """Rules in force on the last day."""
    crowded: bool
    """More than MOST_RULES."""
    has_givers: bool
    """The ledger says who gave the points."""
    flags: tuple[Flag, ...]


def check_game(
    ledger: Sequence[LedgerEntry],
    rules: Sequence[PointRule],
    earned: Sequence[Earning],
    tallies: Tallies,
    edition: Period,
    until: date,
    staff: frozenset[str],
) -> Health:
    since = until - timedelta(days=LOOK_BACK_DAYS)
    given = [entry for entry in ledger if entry[6]]
    recent = [e for e in given if since < e.day <= until and e.member not in staff]
    in_force = sum(1 for r in rules if (r.start or date.min) <= until <= (r.end or date.max))
    total: Counter[str] = Counter()
    takers = {entry.member for entry in recent}
    for e in earned if takers else ():
        if e.member in takers and since < e.day <= until:
            total[e.member] += e.points  # type: ignore[assignment]
    flags = [*givers(recent, rules, total, staff), *jumps(earned, tallies, edition, until)]
    return Health(in_force, in_force > MOST_RULES, bool(given), tuple(flags[:MOST_FLAGS]))


def givers(
    rows: Sequence[LedgerEntry], rules: Sequence[PointRule], total: Counter[str], staff: frozenset[str]
) -> list[Flag]:
    """Shares of all that a member earned (`total`). Owner and staff give points as their duty: only what
    members give each other is looked at."""
    book = Rulebook(rules)
    given: dict[str, Counter[str]] = defaultdict(Counter)
    times: Counter[str] = Counter()
    for row in rows:
        worth = book.on(row.day).worth.get(row.action)
        if worth or row.points is not None:
            by_rule = row.quantity * worth.points if worth else 0
            brought = by_rule if row.points is None else row.points
            given[row.member][row.giver] += brought  # type: ignore[assignment]
            times[row.member] += row.quantity > 0
    share = {
        (giver, member): min(float(points / total[member]), 1.0)
        for member, found in given.items()
        if times[member] >= FEW_ROWS and total[member] > 0
        for giver, points in found.items()
        if giver not in staff
    }
    pairs = {(a, b) for (a, b), part in share.items() if a < b and min(part, share.get((b, a), 0)) > MUTUAL}
    flags = [Flag("pair", b, a, share[a, b], plain(given[b][a]), share[b, a]) for a, b in pairs]
    flags += [
        Flag("giver", member, giver, part, plain(given[member][giver]))
        for (giver, member), part in share.items()
        if part > ONE_GIVER and (min(giver, member), max(giver, member)) not in pairs
    ]
    return sorted(flags, key=lambda flag: (flag.kind, -flag.share, flag.member, flag.other))


def jumps(earned: Sequence[Earning], tallies: Tallies, edition: Period, until: date) -> list[Flag]:
    """Members whose last week is more than JUMP times their own median week; one or two dear deeds are no
    reason to ask."""
    last = week_of(min(edition.end, until))
    weeks = [
        tallies.of(Period("week", last.start - timedelta(weeks=n), last.end - timedelta(weeks=n)))
        for n in range(1, JUMP_WEEKS + 1)
    ]
    deeds: Counter[str] = Counter()
    for e in within(earned, last):
        if e.points > 0:
            deeds[e.member] += e.counted  # type: ignore[assignment]
    flags: list[Flag] = []
    for member, value in sorted(tallies.of(last).points.items()):
        own = [float(w.points[member]) for w in weeks if w.points.get(member, 0) > 0]
        usual = median(own) if len(own) >= FEWEST_WEEKS else 0
        if usual and value > JUMP * usual and deeds[member] >= FEWEST_DEEDS:
            flags.append(Flag("jump", member, "", float(value) / usual, plain(value)))
    return sorted(flags, key=lambda flag: (-flag.share, flag.member))
