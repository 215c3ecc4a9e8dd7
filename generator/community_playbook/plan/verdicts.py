"""What do the tallies say of each tactic? The rule of its page decides, a test says what may be claimed.

The rule: so many counts in a row off the target ask for a change, so many more for the end. It is cheap to
follow and often wrong as a claim, so "works" and "does not reach it" are said by `evidence` alone. Weeks
without a count are unknown: they neither break a row nor count in it. A change or a new start begins anew.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Literal

from ..community.journal import Journal, Line
from ..knowledge.library import FlatFacts, Library, Measure
from .evidence import FARTHEST, Claim, Evidence, poisson, share
from .game.periods import month_of, week_of

Decision = Literal["keep", "change", "stop", "open"]
SETTLED = 4
"""Fewer counts than these settle nothing."""
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted in one week or month, or at one time. `of`: of how many (a share), or how many
    times (a count). `fresh`: since the last start or change, so that it counts."""

    start: date
    """First day of the week or month, or the day itself."""
    count: int
    of: int
    good: bool
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """The measure of a tactic for this community: `target` of `of` for a share, else `target` a time."""

    kind: str
    better: str
    every: str
    target: float
    of: int
    low: int
    stop: int

    def good(self, count: int, of: int) -> bool:
        """On target: exactly at it is on it."""
        value, wanted = count * self.of, self.target * of
        return value >= wanted if self.better == "more" else value <= wanted

    def start(self, day: date) -> date:
        """First day of the period to which a count of that day belongs."""
        if self.every in ("week", "month"):
            return (week_of if self.every == "week" else month_of)(day).start
        return day


@dataclass(frozen=True, slots=True)
class Verdict:
    """`decision` follows the rule of the page, `claim` the test; both look at fresh counts alone."""

    tactic: str
    rule: Rule
    decision: Decision
    claim: Claim
    counts: tuple[Counted, ...] = ()
    """In order of day, those before the last change too."""
    since: date | None = None
    """The last start or change that the journal knows."""
    changed: bool = False
    """It was a change: `rule.stop` counts off the target end it."""
    stopped: date | None = None
    """The operator ended it; what was counted later does not count."""
    run: int = 0
    """Newest counts off the target in a row."""
    left: int = 0
    """open: counts until it is settled; keep and change: counts off the target until the rule acts next."""
    needed: int | None = None
    """Further counts at the present rate until something may be claimed; None where it is already, or where
    a year would not do."""

    @property
    def fresh(self) -> tuple[Counted, ...]:
        return tuple(one for one in self.counts if one.fresh)


def make_verdicts(
    library: Library, facts: FlatFacts, journal: Journal, uncounted: Collection[str] = ()
) -> Mapping[str, Verdict]:
    """A verdict for every tactic with a number of its own, in order of number."""
    return {
        tactic.id: judge(tactic.id, rule_of(tactic.measure, facts), journal.about(tactic.id))
        for tactic in library.tactics
        if tactic.measure and tactic.id not in uncounted
    }


def rule_of(measure: Measure, facts: FlatFacts) -> Rule:
    return Rule(
        kind=measure.kind,
        better=measure.better,
        every=str(measure.every(facts)),
        target=float(measure.target(facts)),
        of=measure.of,
        low=int(measure.low(facts)),
        stop=int(measure.stop(facts)),
    )


def judge(tactic: str, rule: Rule, lines: Sequence[Line]) -> Verdict:
    """`lines`: what the journal says of this tactic, in order of day."""
    turns = [x for x in lines if x.kind in ("started", "changed", "stopped") and not x.job]
    begun = next((x for x in reversed(turns) if x.kind != "stopped"), None)
    stopped = turns[-1].day if turns and turns[-1].kind == "stopped" else None
    counts = gather(rule, [x for x in lines if x.kind == "tally"], begun, stopped)
    fresh = [one for one in counts if one.fresh]
    changed = begun is not None and begun.kind == "changed"
    decision, run, left = decide(rule, [one.good for one in fresh], changed)
    claim = weigh(rule, fresh).claim(side(rule))
    if decision == "open" and claim == "works":  # said for sure, so it need not wait for more counts
        decision, left = "keep", (rule.stop if changed else rule.low) - run
    return Verdict(
        tactic=tactic,
        rule=rule,
        decision="stop" if stopped else decision,
        claim=claim,
        counts=tuple(counts),
        since=begun.day if begun else None,
        changed=changed,
        stopped=stopped,
        run=run,
        left=0 if stopped else left,
        needed=None if stopped or claim != "unknown" else needed(rule, fresh),
    )


def gather(rule: Rule, tallies: Sequence[Line], begun: Line | None, stopped: date | None) -> list[Counted]:
    """One `Counted` for each period with a tally. Shares and counts of a period add up; of a figure the worst
    counts. What was counted on the day of a change is from before it."""

    def is_fresh(day: date) -> bool:
        if stopped and day > stopped:
            return False
        return begun is None or day > begun.day or (day == begun.day and begun.kind == "started")

    groups: dict[tuple[date, bool], list[Line]] = {}
    for line in tallies:
        groups.setdefault((rule.start(line.day), is_fresh(line.day)), []).append(line)
    return [combine(rule, start, group, fresh) for (start, fresh), group in sorted(groups.items())]


def combine(rule: Rule, start: date, lines: Sequence[Line], fresh: bool) -> Counted:
    counts = [line.count or 0 for line in lines]
    if rule.kind == "level":
        worst = max(counts) if rule.better == "less" else min(counts)
        return Counted(start, worst, 1, rule.good(worst, 1), fresh)
    usual = rule.of if rule.kind == "share" else 1
    of = sum(max(line.of or usual, line.count or 0 if rule.kind == "share" else 0) for line in lines)
    return Counted(start, sum(counts), of, rule.good(sum(counts), of), fresh)


def decide(rule: Rule, good: Sequence[bool], changed: bool) -> tuple[Decision, int, int]:
    """(decision, counts off the target in a row, how many more until the next one). Where no change is in the
    journal, the one that the plan asked for counts as made."""
    run = len(list(takewhile(lambda one: not one, reversed(good))))
    last = rule.stop if changed else rule.low + rule.stop
    if run >= last:
        return "stop", run, 0
    if not changed and run >= rule.low:
        return "change", run, last - run
    if len(good) < SETTLED:
        return "open", run, SETTLED - len(good)
    return "keep", run, (rule.stop if changed else rule.low) - run


def side(rule: Rule) -> str:
    """A figure is judged by how often it is on target, so more is better there."""
    return "more" if rule.kind == "level" else rule.better


def weigh(rule: Rule, counts: Sequence[Counted], times: float = 1) -> Evidence:
    """The evidence of these counts, or of so many times as much of the same."""
    if rule.kind == "level":
        good = sum(one.good for one in counts)
        return share(times * good, times * (len(counts) - good), HALF)
    found, of = sum(one.count for one in counts), sum(one.of for one in counts)
    if rule.kind == "share":
        return share(times * found, times * (of - found), rule.target / rule.of)
    return poisson(times * found, times * of, rule.target)


def needed(rule: Rule, counts: Sequence[Counted]) -> int | None:
    """The fewest further counts like these after which something may be claimed."""
    if not counts:
        return None
    for more in range(1, FARTHEST + 1):
        if weigh(rule, counts, 1 + more / len(counts)).claim(side(rule)) != "unknown":
            return more
    return None
