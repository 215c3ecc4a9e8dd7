"""What the texts of a countdown may say beside all facts: the date, and when its steps are done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...plan.clock import DAYS
from ...plan.countdown import Counted
from ...words import Words
from .rhythm_facts import dated


@dataclass(frozen=True, slots=True)
class SpokenDate:
    """`day`: 19 December, `dated`: with its weekday; `last`, `until`: the same of its last day; `several`: it
    lasts longer than a day."""

    what: str
    day: str
    weekday: str
    dated: str
    last: str
    until: str
    several: bool


def date_facts(one: Counted, words: Words) -> Mapping[str, Any]:
    """`on`: by step the day on which it is done, `left`: the days from then to the date."""
    big = one.big
    usage = words.usage
    return {
        "big": SpokenDate(
            what=big.what,
            day=usage.written(big.start, usage.day),
            weekday=words(f"days.{DAYS[big.start.weekday()]}.full"),
            dated=dated(big.start, words),
            last=usage.written(big.last, usage.day),
            until=dated(big.last, words),
            several=big.last > big.start,
        ),
        "on": {due.step.id: dated(due.day, words) for due in one.dues},
        "left": {due.step.id: max((big.start - due.day).days, 0) for due in one.dues},
    }
