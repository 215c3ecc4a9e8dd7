"""Into which group does a newcomer go, and on which evening?"""

from datetime import timedelta

import pytest

from community_playbook.community.community import Community
from community_playbook.community.people import Member, Trait
from community_playbook.plan.arrivals import batches
from community_playbook.plan.facts.newcomers import MOST_AN_EVENING
from community_playbook.plan.people.seating import AN_EVENING, make_seats
from community_playbook.plan.roster import group_sizes
from making import TODAY, profile

EVENINGS = (1, 3)
"""TODAY is a Sunday: they are Tuesday and Thursday."""
GROUPS = [{"id": "a", "name": "一群", "seats": 60}, {"id": "b", "name": "二群", "seats": 60}]
REST = [Member(f"r{i:02d}", "远客", groups=("a",) if i % 2 else ("二群",)) for i in range(40)]


def new(id_: str = "new", days: int = 1, **fields):
    return Member(id_, id_, joined=TODAY + timedelta(days), **fields)


def found(*people: Member, most: int = 60, qr_joins: int = 0, groups=GROUPS):
    known = Community(profile(groups=groups), (*people, *REST))
    seats = make_seats(known, group_sizes(known, 500), qr_joins)
    return batches(known, EVENINGS, TODAY, most, seats)


def of(evenings, id_: str = "new"):
    return next(a for batch in evenings for a in batch.arrivals if a.newcomer.id == id_)


@pytest.mark.parametrize(
    "shared", [{"industry": "茶"}, {"skills": ("剪辑",)}, {"estate": "翠湖花园"}, {"pickup": "3 号门"},
               {"traits": (Trait("科目", "政治"),)}]
)  # fmt: skip
def test_the_group_is_where_those_sit_who_share_something_and_it_says_so(shared):
    there = [Member(f"k{i}", f"常客{i}", consent=True, groups=("二群",), **shared) for i in range(3)]
    one = of(found(new(**shared), *there))
    assert one.seat and one.seat.group == "b"
    assert [why.holders for why in one.seat.why] == [3], "of those in the group, without the newcomer"
    assert {m.id for m in one.matches} <= {m.id for m in there} and one.matches


def test_who_is_entered_for_a_group_stays_there_and_one_group_needs_no_choice():
    assert of(found(new(groups=("a",)))).seat is None
    rest = [Member(f"k{i}", "同群", groups=("a",)) for i in range(9)]
    known = Community(profile(groups=GROUPS[:1]), (new(), *rest))
    seats = make_seats(known, group_sizes(known, 500), 0)
    assert of(batches(known, EVENINGS, TODAY, 60, seats)).seat is None


def test_without_anything_in_common_the_freest_takes_those_of_an_evening_ten_at_most():
    people = [new(f"n{i:02d}") for i in range(AN_EVENING + 2)]
    got = [of(found(*people), person.id).seat.group for person in people]
    assert [got.count(group) for group in sorted(set(got))] in ([2, AN_EVENING], [AN_EVENING, 2])
    assert not of(found(*people), "n00").seat.why


def test_a_full_group_takes_nobody_though_everybody_like_them_sits_there():
    full = [{"id": "a", "name": "一群", "seats": 60}, {"id": "b", "name": "二群", "seats": 23}]
    there = [Member(f"k{i}", f"常客{i}", consent=True, industry="茶", groups=("b",)) for i in range(3)]
    assert of(found(new(industry="茶"), *there, groups=full)).seat.group == "a"


def test_past_the_limit_of_the_code_it_is_said_that_they_are_invited_by_hand():
    assert of(found(new(), qr_joins=20)).seat.asks
    assert not of(found(new(), qr_joins=21)).seat.asks
    assert not of(found(new(), qr_joins=0)).seat.asks


def test_who_finds_no_room_on_tuesday_comes_on_thursday_and_nobody_twice():
    people = [new(f"n{i:02d}", days=1) for i in range(MOST_AN_EVENING + 5)]
    first, second = found(*people, most=MOST_AN_EVENING)
    assert (len(first.arrivals), len(second.arrivals)) == (MOST_AN_EVENING, 5)
    assert all(one.moved for one in second.arrivals) and not any(one.moved for one in first.arrivals)
    ids = [one.newcomer.id for batch in (first, second) for one in batch.arrivals]
    assert len(set(ids)) == len(people)


def test_what_last_thursday_had_no_room_for_comes_now_but_a_whole_list_put_in_at_once_does_not():
    last = [new(f"n{i:02d}", days=-4) for i in range(25)]
    evening, after = found(*last, most=MOST_AN_EVENING)
    assert not after.arrivals and after.second, "who comes now may find no answer"
    assert [one.newcomer.id for one in evening.arrivals] == [f"n{i:02d}" for i in range(20, 25)]
    assert found(*(new(f"n{i:02d}", days=-4) for i in range(70)), most=MOST_AN_EVENING) == ()


def test_neighbours_are_a_reason_although_many_are_but_not_where_nearly_all_are():
    near = [Member(f"k{i:02d}", "邻居", consent=True, estate="翠湖花园") for i in range(30)]
    assert of(found(new(estate="翠湖花园"), *near)).matches
    all_ = [Member(f"k{i:02d}", "邻居", consent=True, estate="翠湖花园") for i in range(60)]
    assert not of(found(new(estate="翠湖花园"), *all_)).matches


def test_one_word_in_two_columns_is_two_things():
    other = Member("k", "同字", consent=True, traits=(Trait("院校", "政治"),))
    assert not of(found(new(traits=(Trait("科目", "政治"),)), other)).matches
