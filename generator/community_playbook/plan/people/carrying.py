"""How many people is the work of a community spread over? The measures of one count, and their way by month.

The absence factor is that of CHAOSS (Contributor Absence Factor): the fewest people who did half of it. The
effective number is 1 / sum p^2. Who did nothing changes none of them, nor does counting in other units.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

FEWEST_ACTIVE = 20
"""Members who did something: of fewer, nothing is said of how it is spread."""
MONTHS = 6
FEWEST_DEEDS = 20
"""A month with fewer deeds is no point of the curve."""
RUN_SHARE, NET_SHARE, NET_PEOPLE = 0.5, 0.2, 10
"""Ours: above the first the owner runs it, from the others on it is a net."""


@dataclass(frozen=True, slots=True)
class Carry:
    """`staff`: owner and staff together. Shares are parts of 1; everything is 0 where nothing was done."""

    deeds: int = 0
    members: int = 0
    """Members who did something, without staff."""
    staff: int = 0
    """Of them who did something."""
    staff_share: float = 0
    half: int = 0
    half_without: int = 0
    """The same without staff: so many members do half of what is left when staff is silent."""
    half_share: float = 0
    """What these members did of all."""
    effective: float = 0
    effective_without: float = 0

    @property
    def few(self) -> bool:
        return self.members < FEWEST_ACTIVE

    @property
    def grade(self) -> str:
        """run, between or net."""
        if self.staff_share > RUN_SHARE or self.half == 1:
            return "run"
        return "net" if self.staff_share <= NET_SHARE and self.half >= NET_PEOPLE else "between"


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    carry: Carry


def absence_factor(counts: Iterable[int]) -> int:
    """The fewest who did at least half; 0 where nothing was done."""
    ordered = sorted((count for count in counts if count > 0), reverse=True)
    whole, done = sum(ordered), 0
    for people, count in enumerate(ordered, 1):
        done += count
        if done * 2 >= whole:
            return people
    return 0


def effective_number(counts: Iterable[int]) -> float:
    """As many people who do equally much would be as diverse."""
    found = [count for count in counts if count > 0]
    return sum(found) ** 2 / sum(count * count for count in found) if found else 0.0


def measure(counts: Mapping[str, int], staff: Collection[str]) -> Carry:
    """`counts`: what each did, by id."""
    done = {who: count for who, count in counts.items() if count > 0}
    members = sorted((count for who, count in done.items() if who not in staff), reverse=True)
    deeds = sum(done.values())
    if not deeds:
        return Carry()
    without = absence_factor(members)
    return Carry(
        deeds=deeds,
        members=len(members),
        staff=len(done) - len(members),
        staff_share=(deeds - sum(members)) / deeds,
        half=absence_factor(done.values()),
        half_without=without,
        half_share=sum(members[:without]) / deeds,
        effective=effective_number(done.values()),
        effective_without=effective_number(members),
    )


def by_month(months: Mapping[int, Counter[str]], staff: Collection[str], today: date) -> tuple[Month, ...]:
    """`months`: counts by year * 12 + month - 1. The last six up to that of `today`, with enough deeds."""
    last = today.year * 12 + today.month - 1
    found = [
        Month(date(month // 12, month % 12 + 1, 1), measure(months[month], staff))
        for month in range(last - MONTHS + 1, last + 1)
        if month in months
    ]
    return tuple(month for month in found if month.carry.deeds >= FEWEST_DEEDS)
