"""May a page say that something works? A test that may be looked at every week without a price (e-process).

Each of two one-sided nulls ("no better than the target", "no worse") gets a number E that is 1 without data
and rises above 20 in at most one case of twenty where the null holds, however often one looks (Ville). It is
a mean of six likelihood ratios, so it depends on sums alone, not on the order of weeks. All in logarithms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf, log
from typing import Literal

Claim = Literal["works", "short", "unknown"]
STEPS = (0.1, 0.2, 0.35, 0.5, 0.75, 1.0)
"""How far the truth may lie from the target: six guesses, of equal weight."""
SPREAD = 0.8
ENOUGH = log(20)
FARTHEST = 52
"""Periods ahead: more than a year is no forecast."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Natural logarithms of E against "not above the target" and against "not below it"."""

    above: float
    below: float

    def claim(self, better: str) -> Claim:
        good, bad = (self.above, self.below) if better == "more" else (self.below, self.above)
        return "works" if good >= ENOUGH else "short" if bad >= ENOUGH else "unknown"


def poisson(count: float, exposure: float, target: float) -> Evidence:
    """`count` events in `exposure` times, against `target` a time."""
    most = exposure * target
    return Evidence(
        mean([weighed(count, log(1 + d)) - most * d for d in STEPS]),
        mean([weighed(count, log(1 - d) if d < 1 else -inf) + most * d for d in STEPS]),
    )


def share(yes: float, no: float, target: float) -> Evidence:
    """`yes` of all, against a share of `target` (0 to 1)."""
    return Evidence(binomial(yes, no, target), binomial(no, yes, 1 - target))


def binomial(yes: float, no: float, target: float) -> float:
    """Against "the share of yes is at most `target`"."""
    if target >= 1:
        return 0.0  # nothing is above all of them
    if target <= 0:
        return inf if yes else 0.0  # the first yes refutes "never"
    guesses = [target + SPREAD * d * (1 - target) for d in STEPS]
    return mean([yes * log(p / target) + no * log((1 - p) / (1 - target)) for p in guesses])


def weighed(count: float, factor: float) -> float:
    return count * factor if count else 0.0


def mean(logs: Sequence[float]) -> float:
    """Logarithm of the mean of what these are the logarithms of."""
    most = max(logs)
    if most in (inf, -inf):
        return most
    return most + log(sum(exp(value - most) for value in logs) / len(logs))
