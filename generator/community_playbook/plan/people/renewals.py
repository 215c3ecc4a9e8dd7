"""Whose membership ends soon, or has ended, and what is at stake?

Due is the day that the table holds as paid until, else each anniversary of joining, where the tier has a
price: an assumption that is said. How likely somebody is to renew is not predicted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from ...community.community import STAFF, Community
from ...community.people import Member
from .quiet import GONE, QUIET, Quiet

SOON = timedelta(days=30)
ACTIVE = 30
"""Days: who gave a sign within them counts in full."""
WARM, COOL, COLD = 1.0, 0.5, 0.2
"""What a letter is worth by the silence: usual, unusual, long gone or never heard of. Our judgement."""


@dataclass(frozen=True, slots=True)
class Renewal:
    member: str
    due: date
    price: Decimal
    """A year of the tier, in the profile's currency."""
    assumed: bool
    """The day is the anniversary of joining; whether it was paid is not known."""
    weight: float
    """Price times what a letter can change: the order of the list."""
    last: date | None
    """The newest sign that they gave, where the tables hold one."""


@dataclass(frozen=True, slots=True)
class Renewals:
    """Each in the order of what is at stake, then by day and id."""

    due: tuple[Renewal, ...] = ()
    """Within thirty days, today among them."""
    overdue: tuple[Renewal, ...] = ()
    """For up to thirty days."""
    lost: tuple[Renewal, ...] = ()
    """For longer; only known where the table says until when is paid."""

    @property
    def all(self) -> tuple[Renewal, ...]:
        return (*self.due, *self.overdue, *self.lost)

    @property
    def assumed(self) -> bool:
        return any(renewal.assumed for renewal in self.all)


def make_renewals(
    community: Community, today: date, silences: Mapping[str, Quiet], last: Mapping[str, date]
) -> Renewals:
    """`last`: the newest sign of each member who gave one."""
    due, overdue, lost = [], [], []
    for one in found_renewals(community, today, silences, last):
        if today <= one.due:
            due.append(one)
        elif today - SOON <= one.due:
            overdue.append(one)
        else:
            lost.append(one)
    return Renewals(*(tuple(sorted(part, key=at_stake)) for part in (due, overdue, lost)))


def at_stake(one: Renewal) -> tuple[float, date, str]:
    return -one.weight, one.due, one.member


def found_renewals(
    community: Community, today: date, silences: Mapping[str, Quiet], last: Mapping[str, date]
) -> Iterator[Renewal]:
    """Of those whose day is near or over."""
    tiers = community.profile.tiers
    for member in community.members:
        tier = tiers.get(member.tier)
        price = Decimal(str(tier.price or 0)) if tier else Decimal(0)
        if member.role in STAFF or (price <= 0 and not member.paid_until):
            continue
        day = member.paid_until or anniversary_near(member, today)
        if day is None or day > today + SOON:
            continue
        warmth = warmth_of(member.id, today, silences, last)
        weight, assumed = float(price) * warmth, member.paid_until is None
        yield Renewal(member.id, day, price, assumed, weight, last.get(member.id))


def anniversary_near(member: Member, today: date) -> date | None:
    """The anniversary of joining within thirty days of today, before or after; the first one is a year on."""
    joined = member.joined
    if joined is None:
        return None
    for year in (today.year - 1, today.year, today.year + 1):
        day = in_year(joined, year)
        if year > joined.year and today - SOON <= day <= today + SOON:
            return day
    return None


def in_year(day: date, year: int) -> date:
    """The same day of another year; 29 February is the 28th where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def warmth_of(member: str, today: date, silences: Mapping[str, Quiet], last: Mapping[str, date]) -> float:
    if member in last and (today - last[member]).days <= ACTIVE:
        return WARM
    known = silences.get(member)
    if known is None or known.z >= GONE:
        return COLD
    return COOL if known.z > QUIET else WARM
