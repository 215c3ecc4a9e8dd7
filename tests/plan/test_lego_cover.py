"""Sizes and prices equal an exhaustive search; the team in the end is one of the best by every tie-break."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.community.people import Member
from community_playbook.plan.roadmap.lego_cover import (
    MOST_COVERS,
    Brick,
    alike,
    assign,
    cheapest_covers,
    choose,
    make_crew,
    make_wall,
    richest,
    seat,
    smallest_size,
    spelled,
)
from tries import tries

WORDS = "abcdef"
CITIES = ("", "chengdu", "hangzhou", "wuxi")


def union(patterns):
    bits = 0
    for pattern in patterns:
        bits |= pattern
    return bits


def covers_by_hand(wanted, patterns):
    """All sets of patterns of the smallest size that hold every wanted bit; [] where there is none."""
    for size in range(1, wanted.bit_count() + 1):
        found = [c for c in combinations(sorted(patterns), size) if union(c) & wanted == wanted]
        if found:
            return found
    return []


@st.composite
def people(draw, most=9):
    """Few words, so that many share them; ids in any order."""
    found = []
    for i in draw(st.permutations(range(draw(st.integers(0, most))))):
        found.append(
            Member(
                f"m{i}",
                city=draw(st.sampled_from(CITIES)),
                industry=draw(st.sampled_from(["", "tea", "Tea ", "law"])),
                skills=tuple(draw(st.lists(st.sampled_from(WORDS), max_size=3))),
                groups=tuple(draw(st.lists(st.sampled_from(["g1", "g2"]), max_size=1))),
                squad=draw(st.sampled_from(["", "s1", "s2"])),
                tier="partner",
            )
        )
    return found


SKILLS = st.lists(st.sampled_from(WORDS), max_size=4, unique=True)
DEMANDS = st.tuples(st.sampled_from(["", "tea", "law"]), SKILLS).map(
    lambda d: tuple([Brick("industry", d[0])] if d[0] else []) + tuple(Brick("skill", s) for s in d[1])
)


@settings(max_examples=tries(150))
@given(st.integers(0, 127), st.sets(st.integers(0, 127), max_size=12))
def test_sizes_equal_trying_all_subsets(wanted, patterns):
    found = covers_by_hand(wanted, patterns)
    assert smallest_size(wanted, patterns) == (len(found[0]) if found else 0)


@settings(max_examples=tries(120))
@given(st.integers(0, 127), st.sets(st.integers(0, 127), max_size=12), st.integers(0, 127))
def test_one_more_never_takes_more(wanted, patterns, another):
    before, after = smallest_size(wanted, patterns), smallest_size(wanted, {*patterns, another})
    assert not before or 0 < after <= before


@settings(max_examples=tries(150))
@given(st.integers(1, 63), st.dictionaries(st.integers(1, 63), st.integers(1, 3), max_size=12), st.data())
def test_the_cheapest_covers_are_all_of_them(wanted, prices, data):
    """Also where the size was found with more patterns than have a price now."""
    patterns = {*prices, *data.draw(st.sets(st.integers(1, 63), max_size=3))}
    size = smallest_size(wanted, patterns)
    by_hand = [c for c in covers_by_hand(wanted, prices) if len(c) == size]
    lowest = min((sum(prices[p] for p in c) for c in by_hand), default=0)
    cheapest = {c for c in by_hand if sum(prices[p] for p in c) == lowest}
    found = cheapest_covers(wanted, size, prices, 10_000)
    assert len(found) == len(set(found))
    assert set(found) == cheapest
    few = cheapest_covers(wanted, size, prices, 2)
    assert few == found[:2]


def test_five_bricks_never_have_more_covers_than_are_compared():
    """Two people of all 31 patterns: every pair that covers five bits and is not one person alone."""
    prices = dict.fromkeys(range(1, 31), 1)
    found = cheapest_covers(31, 2, prices, 10_000)
    assert len(found) == 90 <= MOST_COVERS
    threes = cheapest_covers(31, 3, {p: 1 for p in range(1, 31) if p.bit_count() <= 2}, 10_000)
    assert len(threes) == 45 <= MOST_COVERS


@given(st.integers(0, 63), st.sets(st.integers(0, 63), max_size=10))
def test_only_the_richest_patterns_matter(wanted, patterns):
    kept = richest(patterns, wanted)
    assert all(any(p & wanted & ~k == 0 for k in kept) for p in patterns)
    assert not any(a & ~b == 0 for a in kept for b in kept if a != b)


@pytest.mark.parametrize("text", ["AI工具", "AI 工具", "ＡＩ工具", " ai\u3000工具", "Ai\xa0工具"])
def test_spellings_of_one_brick(text):
    assert spelled(text) == "ai工具"
    assert alike(Brick("skill", text)) == Brick("skill", "ai工具")


@pytest.mark.parametrize(("one", "other"), [("直播", "直播运营"), ("设计", "课程设计"), ("C", "C++")])
def test_nothing_is_guessed(one, other):
    assert spelled(one) != spelled(other)


def test_a_trade_is_no_skill():
    crew = make_crew([Member("m", industry="心理咨询", skills=("主持",))], {})
    assert crew.has(Brick("industry", "心理咨询")) == 1
    assert crew.has(Brick("skill", "心理咨询")) == 0


def test_bricks_are_shown_as_most_write_them():
    crew = make_crew(
        [Member(f"m{i}", skills=(s,)) for i, s in enumerate(["ai 工具", "AI工具", "AI工具"])], {}
    )
    assert crew.words[Brick("skill", "ai工具")] == "AI工具"


def test_a_group_by_name_and_by_id_is_one_circle():
    crew = make_crew(
        [Member("a", groups=("一群",)), Member("b", groups=("g1",)), Member("c")], {"一群": "g1"}
    )
    a, b, c = crew.circles
    assert a & b
    assert not c


@settings(max_examples=tries(150))
@given(people(), DEMANDS)
def test_patterns_say_who_has_what(roster, bricks):
    crew = make_crew(roster, {})
    found = {who: bits for bits, holders in crew.patterns(bricks).items() for who in holders}
    for who, member in enumerate(crew.people):
        has = {("skill", s) for s in member.skills} | {("industry", member.industry.strip().lower())}
        assert found.get(who, 0) == sum(1 << i for i, brick in enumerate(bricks) if tuple(brick) in has)


def teams_by_hand(crew, wall):
    """All teams of the smallest size, by places."""
    bits = {who: p for p, holders in wall.patterns.items() for who in holders}
    everybody = range(len(crew.people))
    return [
        t
        for t in combinations(everybody, wall.size)
        if union(bits.get(w, 0) for w in t) & wall.held == wall.held
    ]


def together(crew, team):
    cities = [crew.people[who].city for who in team if crew.people[who].city]
    return max((cities.count(city) for city in cities), default=1) or 1


def acquainted(crew, team):
    return sum(1 for a, b in combinations(team, 2) if crew.circles[a] & crew.circles[b])


@settings(max_examples=tries(150))
@given(people(), DEMANDS.filter(bool), st.lists(st.integers(0, 3), min_size=9, max_size=9), st.integers(1, 3))
def test_the_team_is_the_least_busy_then_of_one_city(roster, bricks, loads, cap):
    crew = make_crew(roster, {})
    wall = make_wall(crew, 0, bricks)
    possible = [t for t in teams_by_hand(crew, wall) if wall.size and all(loads[w] < cap for w in t)]
    found = choose(crew, wall, loads, cap)
    if not possible:
        assert found is None
        return

    def busy(team):
        return sorted((loads[w] for w in team), reverse=True)

    assert found.people in possible
    best = min(map(busy, possible))
    assert busy(found.people) == best
    tied = [t for t in possible if busy(t) == best]
    assert found.together == together(crew, found.people) == max(together(crew, t) for t in tied)
    assert found.acquainted == acquainted(crew, found.people)
    if wall.size == 1:
        assert found.people == min(tied)
    homes = [crew.people[w].city for w in found.people]
    assert found.city == "" if found.together < 2 else homes.count(found.city) == found.together


def test_strangers_before_friends_then_ids():
    crew = make_crew(
        [
            Member("a", skills=("x",), groups=("g1",)),
            Member("b", skills=("y",), groups=("g1",)),
            Member("c", skills=("y",), squad="s1"),
            Member("d", skills=("y",), squad="s2"),
        ],
        {},
    )
    wall = make_wall(crew, 0, (Brick("skill", "x"), Brick("skill", "y")))
    assert choose(crew, wall, [0] * 4, 3) == ((0, 2), "", 1, 0)
    assert choose(crew, wall, [0, 0, 1, 1], 3) == ((0, 1), "", 1, 1)
    assert choose(crew, wall, [3, 0, 0, 0], 3) is None
    assert choose(crew, wall, [3, 0, 0, 0], None) == ((0, 2), "", 1, 0)


def test_a_city_in_common_before_strangers():
    crew = make_crew(
        [
            Member("a", "", city="wuxi", skills=("x",), groups=("g1",)),
            Member("b", "", city="chengdu", skills=("y",)),
            Member("c", "", city="wuxi", skills=("y",), groups=("g1",)),
        ],
        {},
    )
    wall = make_wall(crew, 0, (Brick("skill", "x"), Brick("skill", "y")))
    assert choose(crew, wall, [0] * 3, 3) == ((0, 2), "wuxi", 2, 1)


@settings(max_examples=tries(100))
@given(people(6), DEMANDS.filter(bool))
def test_seating_two_is_the_best_of_all_pairs(roster, bricks):
    """With two people the one by one seating is compared with every pair."""
    crew = make_crew(roster, {})
    wall = make_wall(crew, 0, bricks)
    if wall.size != 2:
        return
    covers = cheapest_covers(wall.held, 2, dict.fromkeys(wall.patterns, 1))
    found = seat(crew, covers, wall.patterns)
    pairs = [tuple(sorted(t)) for p, q in covers for t in product(wall.patterns[p], wall.patterns[q])]
    assert found.people in pairs
    most = max(together(crew, t) for t in pairs)
    assert found.together == most


@settings(max_examples=tries(120))
@given(people(), st.lists(DEMANDS, max_size=6), st.integers(1, 3))
def test_nobody_is_in_more_teams_than_the_cap(roster, demands, cap):
    crew = make_crew(roster, {})
    walls = [make_wall(crew, place, bricks) for place, bricks in enumerate(demands)]
    found, loads = assign(crew, walls, cap)
    assert loads == [sum(who in s.people for s in found.values()) for who in range(len(crew.people))]
    assert max(loads, default=0) <= cap
    for wall in walls:
        if wall.place not in found and wall.whole:  # whoever is left could not do it either
            assert not any(all(loads[w] < cap for w in t) for t in teams_by_hand(crew, wall))


def test_the_hardest_demand_chooses_first():
    """Only `a` knows law; the easy demand, though it stands first, leaves `a` alone: nobody has two."""
    crew = make_crew([Member("a", skills=("law", "talk")), Member("b", skills=("talk",))], {})
    walls = [
        make_wall(crew, 0, (Brick("skill", "talk"),)),
        make_wall(crew, 1, (Brick("skill", "law"),)),
    ]
    found, _ = assign(crew, walls, 3)
    assert {place: s.people for place, s in found.items()} == {0: (1,), 1: (0,)}


def test_a_team_makes_room_where_another_would_do():
    """The demand for y stands first and takes `a`, who alone has both x and z; `b` would do as well."""
    crew = make_crew(
        [
            Member("a", skills=("x", "y", "z")),
            Member("b", skills=("y",)),
            Member("c", skills=("x",)),
            Member("d", skills=("z",)),
        ],
        {},
    )
    walls = [
        make_wall(crew, 0, (Brick("skill", "y"),)),
        make_wall(crew, 1, (Brick("skill", "x"), Brick("skill", "z"))),
    ]
    found, loads = assign(crew, walls, 1)
    assert {place: s.people for place, s in found.items()} == {0: (1,), 1: (0,)}
    assert loads == [1, 1, 0, 0]


def test_a_city_in_common_is_found_among_many_covers():
    """Fifteen pairs complete each other; only the last of them lives in one city."""
    people = [
        Member(f"m{p:02d}", city="wuxi" if p in (15, 16) else f"c{p}", skills=tuple("abcde"[i] for i in range(5) if p >> i & 1))
        for p in range(1, 31)
    ]  # fmt: skip
    crew = make_crew(people, {})
    wall = make_wall(crew, 0, tuple(Brick("skill", s) for s in "abcde"))
    found = choose(crew, wall, [0] * len(people), 3)
    assert [crew.people[who].id for who in found.people] == ["m15", "m16"]
    assert (found.city, found.together) == ("wuxi", 2)
