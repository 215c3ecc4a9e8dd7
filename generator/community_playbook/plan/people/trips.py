"""To which cities does the owner travel next? Every set of at most three, each by its shortest tour.

A city counts its members, less where the last visit is not six months ago. Of what the money carries the set
that meets most wins, then the shorter way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise, permutations
from math import asin, cos, radians, sin, sqrt

from ...community.people import City

MOST_CITIES, MOST_STOPS = 40, 3
FRESH_MONTHS = 6
EARTH_KM = 6371.0
PER_KM: Mapping[str, Decimal] = {
    "CNY": Decimal("0.5"), "EUR": Decimal("0.2"), "GBP": Decimal("0.3"), "USD": Decimal("0.4"),
    "JPY": Decimal(25), "TWD": Decimal(4), "KRW": Decimal(150),
}  # fmt: skip
"""Ours, by currency: about what a seat in a fast train costs, hotel and meals not counted. The profile's
`events.per_km` replaces it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where members live. `months`: since the last visit, None = never there."""

    city: City
    members: int
    months: float | None = None

    @property
    def worth(self) -> float:
        return self.members * (1.0 if self.months is None else min(1.0, self.months / FRESH_MONTHS))


@dataclass(frozen=True, slots=True)
class Price:
    """`budget`: None = no limit."""

    per_km: Decimal
    per_city: Decimal = Decimal(0)
    budget: Decimal | None = None

    def cost(self, km: float, cities: int) -> Decimal:
        return (Decimal(str(km)) * self.per_km + cities * self.per_city).quantize(Decimal(1))


@dataclass(frozen=True, slots=True)
class Trip:
    """`stops`: in the order of the tour, which begins and ends at home. `cost`: None where nothing is known
    of the price of a kilometre."""

    stops: tuple[Place, ...]
    km: int
    cost: Decimal | None
    worth: float


def distance_km(a: City, b: City) -> float:
    """As the crow flies, on a sphere (haversine)."""
    high, low = radians(a.latitude), radians(b.latitude)
    turn = radians(b.longitude - a.longitude)
    half = sin((low - high) / 2) ** 2 + cos(high) * cos(low) * sin(turn / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def shortest_tour(home: City, stops: Sequence[Place]) -> tuple[float, tuple[Place, ...]]:
    """(km, stops in their order), home and back; a tour and its reverse are one."""
    best: tuple[float, tuple[str, ...], tuple[Place, ...]] | None = None
    for order in permutations(stops):
        way = [home, *(place.city for place in order), home]
        km = sum(distance_km(a, b) for a, b in pairwise(way))
        found = (round(km, 6), tuple(place.city.key for place in order), order)
        if best is None or found[:2] < best[:2]:
            best = found
    if best is None:
        return 0.0, ()
    return best[0], best[2]


def best_trip(home: City, places: Sequence[Place], most: int, price: Price | None) -> Trip | None:
    """Of at most `most` stops; None where no city is worth it, or none can be paid."""
    worthy = sorted((p for p in places if p.worth > 0), key=lambda p: (-p.worth, p.city.key))
    worthy = [p for p in worthy if p.city.key != home.key][:MOST_CITIES]
    best: tuple[tuple[float, float, tuple[str, ...]], Trip] | None = None
    for size in range(1, min(most, MOST_STOPS) + 1):
        for chosen in combinations(worthy, size):
            worth = round(sum(p.worth for p in chosen), 6)
            if best is not None and -worth > best[0][0]:
                continue  # the tour is only looked at where the set can win
            km, order = shortest_tour(home, chosen)
            cost = price.cost(km, size) if price else None
            if price and price.budget is not None and cost is not None and cost > price.budget:
                continue
            key = (-worth, km, tuple(p.city.key for p in order))
            if best is None or key < best[0]:
                best = key, Trip(order, round(km), cost, worth)
    return best[1] if best else None
