"""How loud should this community be run: light, standard or heavy, and why (the source's first question)."""

from __future__ import annotations

from dataclasses import dataclass

from ..knowledge.library import Entry
from .facts.facts import Facts

BASE = 50
LIGHT_BELOW, HEAVY_FROM = 35, 66
CAPS = {"light": 3, "standard": 5, "heavy": 7}
"""How many mechanisms may run at once: too many paths lower participation (the source; our numbers)."""


@dataclass(frozen=True, slots=True)
class Factor:
    id: str
    points: float
    """Positive: towards heavy."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    score: int
    verdict: str
    cap: int
    factors: tuple[Factor, ...]
    """The strongest first; equal ones in the authored order."""


def diagnose(authored: Entry, facts: Facts) -> Diagnosis:
    """50 plus the points of every true factor, held between 0 and 100."""
    factors = [
        Factor(item.id, round(float(item.points(facts.flat)), 1))
        for item in authored.visible("factors", facts.flat)
        if item.points is not None
    ]
    score = min(100, max(0, round(BASE + sum(f.points for f in factors))))
    verdict = "light" if score < LIGHT_BELOW else "heavy" if score >= HEAVY_FROM else "standard"
    ordered = sorted((f for f in factors if f.points), key=lambda f: -abs(f.points))
    return Diagnosis(score, verdict, CAPS[verdict], tuple(ordered))
