"""The owner's trips against brute force, and what money may never do."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.community.people import City
from community_playbook.intake.cities import load_cities
from community_playbook.plan.people.trips import Place, Price, best_trip, distance_km, shortest_tour
from tries import tries


def city(key, latitude, longitude):
    return City(key, {"zh": key}, latitude, longitude)


BEIJING, SHANGHAI = city("beijing", 39.9, 116.41), city("shanghai", 31.23, 121.47)
CHENGDU, CHONGQING = city("chengdu", 30.66, 104.06), city("chongqing", 29.56, 106.55)
COORDINATES = st.tuples(st.integers(18, 50), st.integers(75, 130))
PLACES = st.lists(
    st.tuples(COORDINATES, st.integers(1, 40), st.none() | st.integers(0, 9)), min_size=1, max_size=6,
    unique_by=lambda one: one[0],
).map(lambda found: [Place(city(f"c{n}", *at), members, gone) for n, (at, members, gone) in enumerate(found)])  # fmt: skip
HOME = city("home", 30.27, 120.15)


@pytest.mark.parametrize("a, b, km", [(BEIJING, SHANGHAI, 1068), (CHENGDU, CHONGQING, 269)])
def test_known_distances(a, b, km):
    assert distance_km(a, b) == pytest.approx(km, rel=0.01)
    assert distance_km(a, b) == pytest.approx(distance_km(b, a))


def tour_km(order):
    way = [HOME, *(place.city for place in order), HOME]
    return sum(distance_km(way[n], way[n + 1]) for n in range(len(way) - 1))


def every_set(places, price):
    """(worth, km) of every set that can be paid."""
    for size in (1, 2, 3):
        for chosen in combinations([p for p in places if p.worth > 0], size):
            km = min(tour_km(order) for order in permutations(chosen))
            if price is None or price.budget is None or price.cost(round(km, 6), size) <= price.budget:
                yield round(sum(p.worth for p in chosen), 6), km


PRICES = st.none() | st.builds(
    Price,
    st.just(Decimal("0.5")),
    st.integers(0, 200).map(Decimal),
    st.none() | st.integers(0, 3000).map(Decimal),
)


@settings(max_examples=tries(80))
@given(PLACES, PRICES)
def test_nothing_is_better(places, price):
    sets = list(every_set(places, price))
    found = best_trip(HOME, places, 3, price)
    if not sets:
        assert found is None
        return
    best = max(worth for worth, _ in sets)
    assert found is not None and found.worth == best
    assert found.km == round(min(km for worth, km in sets if worth == best))


@settings(max_examples=tries(80))
@given(PLACES, st.integers(0, 2000), st.integers(0, 2000))
def test_more_money_never_meets_fewer(places, money, more):
    def worth(budget):
        found = best_trip(HOME, places, 3, Price(Decimal("0.5"), Decimal(0), Decimal(budget)))
        return found.worth if found else 0

    assert worth(money + more) >= worth(money)


@settings(max_examples=tries(40))
@given(PLACES, st.randoms())
def test_the_order_of_cities_changes_nothing(places, dice):
    mixed = list(places)
    dice.shuffle(mixed)
    assert best_trip(HOME, mixed, 3, None) == best_trip(HOME, places, 3, None)


def test_a_city_of_last_week_counts_little():
    near, far = Place(SHANGHAI, 30, 0.2), Place(CHENGDU, 20)
    found = best_trip(HOME, [near, far], 1, None)
    assert found is not None and found.stops == (far,)
    assert best_trip(HOME, [Place(SHANGHAI, 30, 0)], 1, None) is None


def test_nobody_travels_to_the_own_city():
    assert best_trip(SHANGHAI, [Place(SHANGHAI, 500)], 2, None) is None
    assert shortest_tour(HOME, ()) == (0.0, ())


def test_no_way_round_is_shorter_than_the_way():
    """Triangle inequality, over cities of the whole table."""
    table = load_cities()
    cities = [table.cities[key] for key in sorted(table.cities)][::29]
    assert len(cities) >= 10
    for a, b, c in combinations(cities, 3):
        for x, y, z in ((a, b, c), (b, c, a), (c, a, b)):
            assert distance_km(x, z) <= distance_km(x, y) + distance_km(y, z) + 1e-6
