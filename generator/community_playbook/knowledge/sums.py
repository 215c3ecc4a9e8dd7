"""What an operator reckons on the back of an envelope before a week starts, as frozen types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Formula = Callable[[Mapping[str, Any]], Any]
"""Over the facts, the numbers of the trade and what was reckoned before it."""


@dataclass(frozen=True, slots=True)
class TradeNumber:
    """What a sum needs and no profile need say. `usual`: what is taken until it is said; None: nothing is,
    so that the sum is told with a gap. `low`, `high`: what is believed."""

    id: str
    usual: Formula | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Reckoned:
    """One value, by name."""

    id: str
    value: Formula


@dataclass(frozen=True, slots=True)
class Sums:
    """`rests`: by id of a sum the numbers on which it rests; `press`: by id where it matters most; the sums
    themselves are items of the band."""

    numbers: tuple[TradeNumber, ...] = ()
    reckoned: tuple[Reckoned, ...] = ()
    rests: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    press: Mapping[str, Formula] = field(default_factory=dict)

    def number(self, id_: str) -> TradeNumber:
        return next(one for one in self.numbers if one.id == id_)


NO_SUMS = Sums()
