"""Whose silence is unusual for them? Measured against their own rhythm, not against a number of days.

A member's mean gap between active days is drawn towards the community's where few days are known (shrinkage);
z is the silence in such gaps. From z = 3 on somebody is called quiet. The list is not in the order of z, but
of what a letter can still change: recently quiet before long gone, those whose renewal is near first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, fsum, log

from .signs import Signs

FEWEST_DAYS = 3
"""Who was active on fewer days has no rhythm yet."""
PULL = 2
"""As many gaps as the community's mean weighs."""
QUIET, GONE = 3.0, 6.0
FEWEST_RHYTHMS = 10
"""Fewer members with a rhythm tell nothing of what is usual."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """`gap`: the usual number of days between two signs; `silent`: days since the last one; `z`: the one in
    units of the other."""

    member: str
    last: date
    gap: float
    silent: int
    z: float

    @property
    def gone(self) -> bool:
        return self.z >= GONE


def silences(signs: Signs, today: date) -> dict[str, Quiet]:
    """Of every member with a rhythm; empty where too few have one."""
    own = {member: own_gap(days) for member, days in signs.items() if len(days) >= FEWEST_DAYS}
    if len(own) < FEWEST_RHYTHMS:
        return {}
    usual = fsum(log(gap) for gap in own.values()) / len(own)
    found = {}
    for member, gap in own.items():
        days = signs[member]
        weight = (len(days) - 1) / (len(days) - 1 + PULL)
        expected = exp(weight * log(gap) + (1 - weight) * usual)
        silent = (today - days[-1]).days
        found[member] = Quiet(member, days[-1], expected, silent, silent / expected)
    return found


def own_gap(days: Sequence[date]) -> float:
    """The mean number of days from one active day to the next; at least one, as each day counts once."""
    return (days[-1] - days[0]).days / (len(days) - 1)


def going_quiet(found: Mapping[str, Quiet], near: Mapping[str, date]) -> list[Quiet]:
    """Who is quiet, in the order in which a letter helps. `near`: whose renewal is due soon, and when."""

    def order(one: Quiet) -> tuple[bool, bool, float, str]:
        return one.gone, one.member not in near, one.z, one.member

    return sorted((one for one in found.values() if one.z > QUIET), key=order)
