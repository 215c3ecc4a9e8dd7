"""Tables, hosts who live there, and what is said where something is missing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community_playbook.community.people import City
from community_playbook.plan.people.meetups import city_key, months, tables_of, visits
from example_plans import planned


@given(st.integers(0, 400), st.integers(4, 9))
def test_no_table_is_too_small_or_too_large(people, wanted):
    found = tables_of(people, wanted)
    assert sum(found) == (people if people >= 4 else 0)
    assert all(4 <= size <= 9 for size in found)
    assert not found or max(found) - min(found) <= 1


@given(st.integers(4, 40))
def test_as_near_to_the_wish_as_any_even_table(people):
    """Of all numbers of tables that keep 4 to 9, none brings the mean nearer to six than one table less."""
    count = len(tables_of(people, 6))
    fit = [n for n in range(1, people + 1) if people // n >= 4 and -(-people // n) <= 9]
    assert min(abs(people / 6 - n) for n in fit) == pytest.approx(abs(people / 6 - count))


def test_a_city_by_any_of_its_names():
    cities = {"hangzhou": City("hangzhou", {"zh": "杭州", "en": "Hangzhou"}, 30.2, 120.2)}
    assert city_key(cities, " hangzhou ") == city_key(cities, "杭州") == "hangzhou"
    assert city_key(cities, "成都") == ""


@pytest.mark.slow
@pytest.mark.parametrize("name", ["lighthouse", "bazaar", "trailmates", "devguild", "metropolis"])
def test_hosts_live_there_and_guests_are_invited(name):
    found = planned(name)
    assert found.plan and found.community
    people = {m.id: m for m in found.community.members}
    meetups = found.plan.people.meetups
    assert meetups is not None and meetups.known + meetups.unknown == len(people)
    assert sum(place.members for place in meetups.places) == meetups.known
    for one in meetups.locals:
        there = [people[who] for who in (one.host, *one.guests) if who]
        assert all(
            m.city == one.city and (m.name or m.alias) and m.role not in ("owner", "staff") for m in there
        )
        assert len(set(map(id, there))) == len(there)
        assert sum(one.tables) in (0, one.active) and one.active <= one.members


def test_the_guests_of_a_tier():
    found = planned("lighthouse")
    assert found.plan and found.community and found.plan.people.meetups
    partners = {
        m.id for m in found.community.members if m.tier == "partner" and m.role not in ("owner", "staff")
    }
    meetups = found.plan.people.meetups
    assert meetups.tier == len(partners)
    assert {who for one in meetups.locals for who in one.guests} <= partners
    assert meetups.trip and meetups.price and meetups.trip.cost and meetups.assumed
    assert meetups.price.budget is not None and meetups.trip.cost <= meetups.price.budget
    assert "hangzhou" not in [place.city.key for place in meetups.trip.stops]  # announced already


def test_a_visit_counts_from_its_day():
    found = planned("lighthouse")
    assert found.community
    seen = visits(found.community, date(2026, 12, 1))
    assert seen == {"hangzhou": date(2026, 12, 1)}
    assert months(visits(found.community, date(2027, 6, 13)), "hangzhou", date(2027, 6, 13)) == pytest.approx(
        6, 0.02
    )
    assert months(seen, "chengdu", date(2026, 12, 1)) is None


@pytest.mark.parametrize("name, missing", [("lighthouse", ""), ("trailmates", "one"), ("bazaar", "one")])
def test_why_there_is_no_trip(name, missing):
    found = planned(name)
    assert found.plan and found.plan.people.meetups
    assert found.plan.people.meetups.missing == missing
    assert (found.plan.people.meetups.trip is None) == bool(missing)
