"""What does one way through the year come to in 20,000 draws? Percentiles, chance of loss, what drives it.

An uncertain input is drawn from a triangular distribution by its exact inverse; all sums are whole numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor, sqrt
from operator import mul
from typing import Literal, NamedTuple

from ..game.costs import quantile, stream
from .scenario_inputs import CENT, ONE, SCALE, Input, presence, rounded

DRAWS = 20_000
VARYING = 4
"""So many inputs of a way may vary, its first ones."""
MOST_DRIVERS, WEAKEST_DRIVER = 4, 0.05
TENTH = Decimal("0.1")
SHARES = (0.1, 0.5, 0.9)


class Spread(NamedTuple):
    """What 10, 50 and 90 of 100 draws do not exceed."""

    p10: Decimal
    p50: Decimal
    p90: Decimal


@dataclass(frozen=True, slots=True)
class Driver:
    """`correlation`: Spearman's, of the input and net, -1 to 1. The given range decides it, not the model:
    `width` = (high - low) / likely of that range; None where likely is 0."""

    name: str
    correlation: float
    width: Decimal | None


@dataclass(frozen=True, slots=True)
class Way:
    """One way through the year. Money in the profile's currency, whole units; hours are the owner's, a year,
    on top of today's (of `none`: today's own)."""

    id: Literal["none", "partner", "lego"]
    inputs: tuple[Input, ...]
    count: Spread
    """Joins or projects."""
    net: Spread
    total: Spread
    """Net and today's fees."""
    hours: Spread
    net_per_hour: Spread | None
    """Of the draws that take hours; of `none`: fees by hours. None where no hours are known."""
    chance_of_loss: float
    """Share of the draws with net below 0."""
    drivers: tuple[Driver, ...]
    most: int | None
    """Joins or projects that the free hours carry at the likely hours each, those who leave within the year
    counted by half; None = they take no hours."""
    carried: Decimal
    """Net at the likely inputs, with the median count, or what the hours carry of it. Exact."""
    over: Literal["", "p90", "p50"]
    """Warning: already the median, or one draw in ten, takes more hours than are free."""


def uniforms(seed: int) -> list[list[float]]:
    """Numbers between 0 and 1, both excluded, for each input that may vary; the ways share them, so that
    they differ by their inputs and not by luck."""
    numbers = stream(seed, VARYING * DRAWS)
    return [[(n + 0.5) / 2**32 for n in numbers[i * DRAWS : (i + 1) * DRAWS]] for i in range(VARYING)]


def triangular(low: int, likely: int, high: int, numbers: Sequence[float]) -> list[int]:
    """The exact inverse of the distribution function at each number between 0 and 1, to whole units."""
    if low == high:
        return [low] * len(numbers)
    span = high - low
    cut, left, right = (likely - low) / span, float(span * (likely - low)), float(span * (high - likely))
    return [
        int(low + sqrt(u * left) + 0.5) if u < cut else int(high - sqrt((1 - u) * right) + 0.5)
        for u in numbers
    ]


def drawn(inputs: Sequence[Input], numbers: Sequence[Sequence[float]]) -> dict[str, list[int]]:
    """Each input has numbers of its own, also where it is fixed: a change of one leaves the others alone."""
    return {i.name: triangular(*i.units, us) for i, us in zip(inputs, numbers, strict=False)}


def partner_way(
    inputs: tuple[Input, ...], numbers: Sequence[Sequence[float]], free: Fraction, fees: Decimal
) -> Way:
    """Those who leave within the year pay, cost and take half of it, see `presence`: n joins count as
    n (1 + stay) / 2."""
    found = drawn(inputs, numbers)
    fixed, lost, stay = (i.units[1] for i in inputs[4:])
    part, whole = SCALE["share"] + stay, 2 * SCALE["share"]
    each = [p - c - lost for p, c in zip(found["price"], found["cost_each"], strict=True)]
    likely = inputs[0].likely - inputs[2].likely - inputs[5].likely
    counts, there = found["joins"], presence(inputs[6].likely)
    net = [n * e * part // whole - fixed for n, e in zip(counts, each, strict=True)]
    hours = [n * h * part // whole for n, h in zip(counts, found["hours_each"], strict=True)]
    return summed(
        "partner", inputs, found, counts, net, hours, free, fees, likely * there, inputs[4].likely,
        inputs[3].likely * there,
    )  # fmt: skip


def lego_way(
    inputs: tuple[Input, ...], numbers: Sequence[Sequence[float]], free: Fraction, fees: Decimal
) -> Way:
    found = drawn(inputs, numbers)
    counts, whole = found["projects"], SCALE["share"]
    net = [n * v * s // whole for n, v, s in
           zip(counts, found["project_value"], found["community_share"], strict=True)]  # fmt: skip
    likely = inputs[1].likely * inputs[2].likely
    hours = list(map(mul, counts, found["project_hours"]))
    return summed("lego", inputs, found, counts, net, hours, free, fees, likely, Decimal(0), inputs[3].likely)


def summed(
    way: Literal["partner", "lego"],
    inputs: tuple[Input, ...],
    found: dict[str, list[int]],
    counts: list[int],
    net: list[int],
    hours_taken: list[int],
    free: Fraction,
    fees: Decimal,
    margin: Decimal,
    fixed: Decimal,
    hours_each: Decimal,
) -> Way:
    """`margin` and `hours_each`: what one more brings and takes at the likely inputs; `fixed`: what the way
    costs before the first."""
    hours, ordered, cents = sorted(hours_taken), sorted(net), SCALE["money"]
    hourly = sorted(n * SCALE["hours"] // h for n, h in zip(net, hours_taken, strict=True) if h)
    count, money = spread(sorted(counts), 1, ONE), spread(ordered, cents, ONE)
    most = floor(free / Fraction(hours_each)) if hours_each else None
    carried = count.p50 if most is None else min(count.p50, Decimal(most))
    room = free * SCALE["hours"]
    return Way(
        id=way, inputs=inputs, count=count, net=money,
        total=Spread(*(rounded(fees + n, ONE) for n in spread(ordered, cents, CENT))),
        hours=spread(hours, SCALE["hours"], TENTH),
        net_per_hour=spread(hourly, cents, ONE) if hourly else None,
        chance_of_loss=sum(1 for n in net if n < 0) / len(net),
        drivers=drivers(inputs, found, net),
        most=most, carried=rounded(margin * carried - fixed, CENT),
        over="p50" if quantile(hours, 0.5) > room else "p90" if quantile(hours, 0.9) > room else "",
    )  # fmt: skip


def spread(ordered: Sequence[int], scale: int, step: Decimal) -> Spread:
    return Spread(*(rounded(Decimal(quantile(ordered, share)) / scale, step) for share in SHARES))


def drivers(inputs: Sequence[Input], found: dict[str, list[int]], net: Sequence[int]) -> tuple[Driver, ...]:
    """The inputs that vary and move the net, the strongest first."""
    order = ranks(net)
    known = []
    for i in inputs:
        if i.low < i.high:
            width = rounded((i.high - i.low) / i.likely, TENTH) if i.likely else None
            known.append(Driver(i.name, correlation(ranks(found[i.name]), order), width))
    strong = [d for d in known if abs(d.correlation) >= WEAKEST_DRIVER]
    return tuple(sorted(strong, key=lambda d: (-abs(d.correlation), d.name))[:MOST_DRIVERS])


def ranks(values: Sequence[int]) -> list[int]:
    """Twice the rank of each value, equal ones sharing their mean rank, so that all are whole."""
    counted = Counter(values)
    place, below = {}, 0
    for value in sorted(counted):
        times = counted[value]
        place[value] = 2 * below + times + 1
        below += times
    return list(map(place.__getitem__, values))


def correlation(left: Sequence[int], right: Sequence[int]) -> float:
    """Of two lists of ranks (Spearman); 0 where one of them does not vary."""
    size, total = len(left), sum(left)
    joint = size * sum(map(mul, left, right)) - total * total
    alone = [size * sum(map(mul, side, side)) - total * total for side in (left, right)]
    return round(joint / (sqrt(alone[0]) * sqrt(alone[1])), 2) if all(alone) else 0.0
