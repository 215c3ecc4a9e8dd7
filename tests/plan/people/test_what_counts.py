"""What people come for says which common ground is a reason to introduce two of them; the profile goes before it."""

import pytest

from community_playbook.community.community import Community
from community_playbook.community.people import Member
from community_playbook.intake.library import load_library
from community_playbook.plan.arrivals import matchable_percent
from community_playbook.plan.facts.newcomers import weights_of
from community_playbook.plan.people.matcher import PICKUP, Matcher
from example_plans import planned
from making import TODAY, profile

LIBRARY = load_library()
PEOPLE = tuple(
    Member(f"m{n}", f"m{n}", city=f"c{n % 2}", industry=f"t{n % 3}", skills=(f"s{n % 2}",), pickup=f"p{n % 4}", joined=joined, consent=True)
    for n, joined in enumerate([TODAY, *[None] * 8])
)  # fmt: skip


def known(kind="selling", **parts):
    return Community(profile(kind, **parts), PEOPLE, ())


def reasons(community):
    matcher = Matcher(PEOPLE, weights=weights_of(community, LIBRARY))
    newcomer = PEOPLE[0]
    found = {pair.member for pair in matcher.pairs(newcomer, TODAY)}
    return {s.facet for m in PEOPLE if m.id in found for s in matcher.shared(newcomer, m)}


@pytest.mark.parametrize("rhythm", ["group-buy", "neighbours"])
def test_neighbours_are_introduced_as_neighbours_alone(rhythm):
    assert reasons(known(rhythms=[rhythm])) == {PICKUP}


def test_others_are_introduced_for_all_that_they_share():
    assert reasons(known("knowledge", rhythms=["course"])) == {PICKUP, "city", "trade", "skill"}


def test_the_profile_goes_before_what_is_usual():
    said = {"mentions": {"weights": {"skill": 2}}}
    weights = weights_of(known(rhythms=["group-buy"], onboarding=said), LIBRARY)
    assert (weights.skill, weights.city, weights.place) == (2, 0, 1)


def test_what_does_not_count_makes_nobody_easy_to_introduce():
    away = tuple(Member(f"a{n}", city=f"c{n % 12}", joined=TODAY if n < 6 else None) for n in range(150))
    community = Community(profile("selling", rhythms=["group-buy"]), away, ())
    assert matchable_percent(community, TODAY) == 100
    assert matchable_percent(community, TODAY, weights_of(community, LIBRARY)) == 0


def test_the_fruit_buyers_meet_at_their_pick_up_point():
    found = planned("bazaar").plan
    assert found
    arrivals = found.facts.newcomers.arrivals
    shared = [one.facet for arrival in arrivals for match in arrival.shared for one in match]
    assert shared
    assert set(shared) == {PICKUP}
