"""Every team covers, nobody in it is spare, caps are kept, and what is missing is really missing."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.community.people import Member
from community_playbook.intake.profile.profile import load_profile
from community_playbook.plan.roadmap.lego import (
    Candidate,
    Idle,
    Seat,
    demand_bricks,
    make_lego,
    partner_tiers,
    partners_of,
    shares,
)
from community_playbook.plan.roadmap.lego_cover import Brick, alike, bricks_of
from community_playbook.reading import read_tables
from making import TODAY, community, ledger
from tries import tries

TIERS = {"member": {"price": 365}, "partner": {"price": 9800}}
TRADES, SKILLS = ("tea", "law", "food"), "abcdef"
PLENTY = 3
LIGHTHOUSE = Path(__file__).parents[2] / "examples" / "lighthouse" / "profile.yml"


def skill(word):
    return Brick("skill", word)


def partner(name, *skills, **fields):
    return Member(name, skills=skills, **{"tier": "partner"} | fields)


def want(name, industry, *skills):
    return {"name": name, "skills": list(skills)} | ({"industry": industry} if industry else {})


def market(people, *demands, deeds=(), **parts):
    parts = {"tiers": TIERS} | parts
    return community(people=tuple(people), deeds=deeds, upgrade={"demands": list(demands)}, **parts)


@st.composite
def markets(draw, most=8):
    """Partners, members and staff with few words, and up to six demands for them."""
    people = [
        Member(
            f"m{i}", city=draw(st.sampled_from(["", "wuxi", "chengdu"])),
            industry=draw(st.sampled_from(["", *TRADES, "Tea"])),
            skills=tuple(draw(st.lists(st.sampled_from([*SKILLS, "A"]), max_size=4))),
            squad=draw(st.sampled_from(["", "s1"])),
            role=draw(st.sampled_from(["member", "", "", "staff", "owner"])),
            tier=draw(st.sampled_from(["partner", "partner", "partner", "member", ""])),
        )
        for i in range(draw(st.integers(0, most)))
    ]  # fmt: skip
    wanted = st.tuples(st.sampled_from(["", *TRADES]), st.lists(st.sampled_from(SKILLS), max_size=4))
    demands = draw(st.lists(wanted, max_size=6))
    return market(people, *(want(f"d{i}", t, *skills) for i, (t, skills) in enumerate(demands)))


def partners_by_hand(found):
    return [m for m in found.members if m.tier == "partner" and m.role not in ("owner", "staff")]


def has(member):
    return {alike(b) for b in bricks_of(member)}


def size_by_hand(people, bricks):
    """The fewest of all subsets of people; 0 where none will do."""
    wanted = set(map(alike, bricks))
    for size in range(1, len(people) + 1):
        for team in combinations(people, size):
            if wanted <= set().union(*map(has, team)):
                return size
    return 0


@settings(max_examples=tries(150))
@given(markets(), st.integers(1, 3))
def test_every_team_covers_and_nobody_is_spare(found, cap):
    lego = make_lego(found, TODAY, cap)
    people = {m.id: m for m in partners_by_hand(found)}
    assert lego.partners == len(people)
    for combo in lego.combos:
        wanted = set(map(alike, combo.bricks))
        assert combo.size == (size_by_hand(list(people.values()), combo.bricks) if wanted else 0)
        assert bool(combo.team) == (combo.state == "ready")
        if combo.state != "ready":
            continue
        team = [people[s.member] for s in combo.team]
        assert len(team) == len(set(team)) == combo.size
        assert set().union(*map(has, team)) >= wanted
        for spare in team:
            assert not wanted <= set().union(*(has(m) for m in team if m is not spare))
        for seat in combo.team:
            assert set(map(alike, seat.brings)) == has(people[seat.member]) & wanted
    taken = [s.member for combo in lego.combos for s in combo.team]
    assert dict(lego.loads) == {m: taken.count(m) for m in set(taken)}
    assert max(map(taken.count, taken), default=0) <= cap


@settings(max_examples=tries(120))
@given(markets())
def test_missing_bricks_are_what_no_partner_has(found):
    lego = make_lego(found, TODAY)
    partners = partners_by_hand(found)
    held = set().union(*map(has, partners))
    for combo in lego.combos:
        lacking = tuple(b for b in combo.bricks if alike(b) not in held)
        assert combo.missing == lacking
        assert (combo.state == "missing") == bool(lacking)
        assert (combo.state == "empty") == (not combo.bricks)
        if lacking:  # whoever has all of these makes it coverable, and no smaller set does
            recruit = Member("new", industry=next((b.word for b in lacking if b.kind == "industry"), ""),
                             skills=tuple(b.word for b in lacking if b.kind == "skill"))  # fmt: skip
            assert size_by_hand([*partners, recruit], combo.bricks)
            rest = [b for b in combo.bricks if b not in lacking]
            near = [next(m for m in partners if m.id == s.member) for s in combo.nearest]
            assert len(near) == (size_by_hand(partners, rest) if rest else 0)
            assert set(map(alike, rest)) <= set().union(*map(has, near))
    for row in lego.missing:
        word = skill(row.skill) if row.skill else Brick("industry", row.industry)
        miss = [c for c in lego.combos if word in c.missing]
        assert row.demands == tuple(c.place for c in miss) != ()
        assert row.unlocks == sum(1 for c in miss if c.missing == (word,))
        ids = {m.id for m in found.members if m not in partners and m.role not in ("owner", "staff")}
        assert {c.member for c in row.candidates} <= ids
        assert len(row.candidates) == min(5, sum(1 for m in found.members if m.id in ids and word in has(m)))
    order = [(-row.unlocks, -len(row.demands)) for row in lego.missing]
    assert order == sorted(order)
    assert sum(len(row.demands) for row in lego.missing) == sum(len(c.missing) for c in lego.combos)


@settings(max_examples=tries(120))
@given(
    markets(),
    st.sampled_from(TRADES),
    st.lists(st.sampled_from(SKILLS), max_size=4),
    st.sampled_from(["a", "z"]),
)
def test_one_more_partner_never_makes_a_team_larger(found, trade, skills, name):
    more = replace(found, members=(*found.members, partner(name, *skills, industry=trade)))
    for before, after in zip(make_lego(found, TODAY).combos, make_lego(more, TODAY).combos, strict=True):
        assert not before.size or 0 < after.size <= before.size
        assert not (before.team and after.team) or len(after.team) <= len(before.team)
        assert set(after.missing) <= set(before.missing)


@settings(max_examples=tries(100))
@given(markets(), st.data())
def test_the_order_of_rows_changes_nothing(found, data):
    rows = data.draw(st.permutations(found.members))
    assert make_lego(replace(found, members=tuple(rows)), TODAY) == make_lego(found, TODAY)


@settings(max_examples=tries(150))
@given(markets(14))
def test_idle_bricks_and_suggestions(found):
    lego = make_lego(found, TODAY)
    partners = partners_by_hand(found)
    asked = {b for c in lego.combos for b in map(alike, c.bricks)}

    def holders(brick):
        return sum(1 for m in partners if alike(brick) in has(m))

    idle = {skill(w) for w in SKILLS if holders(skill(w)) >= PLENTY} - asked
    assert {alike(skill(row.skill)) for row in lego.idle} == idle
    assert all(row.holders == holders(skill(row.skill)) for row in lego.idle)
    assert len(lego.suggestions) <= 5
    used = [s for suggestion in lego.suggestions for s in suggestion.skills]
    assert len(used) == len(set(used))
    for new in lego.suggestions:
        bricks = [Brick("industry", new.industry), *map(skill, new.skills)]
        assert 2 <= len(new.skills) <= 3
        assert new.holders == tuple(map(holders, bricks))
        assert min(new.holders) >= PLENTY
        assert len(new.team) == size_by_hand(partners, bricks) <= 3
        assert all(dict(lego.loads).get(s.member, 0) < 3 for s in new.team)
        assert not any(set(map(alike, bricks)) <= set(map(alike, c.bricks)) for c in lego.combos)


@settings(max_examples=tries(120))
@given(st.integers(1, 13), st.data())
def test_shares_are_exactly_a_hundred(size, data):
    team = [f"m{i}" for i in range(size)]
    parts = data.draw(st.dictionaries(st.sampled_from(team), st.integers(1, 100)))
    own = data.draw(st.integers(0, 100))
    found = shares(team, parts, own)
    assert [s.member for s in found] == [*team, *([""] if own else [])]
    assert sum(s.percent for s in found) == Decimal(100)
    assert all(s.percent > 0 and s.percent == s.percent.quantize(Decimal("0.01")) for s in found)
    whole = sum(parts.get(m, 1) for m in team) + own
    for share in found:
        part = parts.get(share.member, 1) if share.member else own
        assert abs(share.percent - Decimal(100 * part) / whole) < Decimal("0.01") * (size + 1)
    assert len({s.percent for s in shares(team) if s.member}) == 1


def test_equal_parts_are_equal():
    found = [(s.member, str(s.percent)) for s in shares(["a", "b"])]
    assert found == [("a", "33.33"), ("b", "33.33"), ("", "33.34")]
    assert [str(s.percent) for s in shares(["a", "b", "c"], community=0)] == ["33.34", "33.33", "33.33"]
    assert [str(s.percent) for s in shares(["a", "b"], {"a": 2})] == ["50.00", "25.00", "25.00"]
    assert shares([]) == ()


@pytest.mark.parametrize(
    ("parts", "own"), [({"a": 0}, 1), ({"a": -1}, 1), ({"a": 101}, 1), ({}, -1), ({}, 101)]
)
def test_everybody_has_a_part(parts, own):
    with pytest.raises(ValueError, match="part"):
        shares(["a", "b"], parts, own)


def test_a_demand_waits_where_everybody_who_could_is_taken():
    """Four clients want what only `a` has; the fourth is told so, and that two others would do."""
    found = market(
        [partner("a", "x", "y"), partner("b", "x"), partner("c", "y")],
        *(want(f"d{i}", None, "x", "y") for i in range(4)),
    )
    lego = make_lego(found, TODAY)
    assert [c.state for c in lego.combos] == ["ready", "ready", "ready", "waits"]
    last = lego.combos[3]
    assert (last.size, last.free_size, last.team, last.missing) == (1, 2, (), ())
    assert lego.loads == (("a", 3),)
    assert make_lego(replace(found, members=found.members[:1]), TODAY).combos[3].free_size == 0


def test_the_first_is_a_small_team_of_two_before_one_alone():
    people = [partner("a", "x"), partner("b", "y"), partner("c", "z"), partner("d", "w", "v")]
    alone, three, two = want("1", None, "w", "v"), want("3", None, "x", "y", "z"), want("2", None, "y", "z")
    assert make_lego(market(people, alone, three, two), TODAY).first.name == "2"
    assert make_lego(market(people, three, alone), TODAY).first.name == "3"
    assert make_lego(market(people, alone), TODAY).first.name == "1"
    assert make_lego(market(people), TODAY).first is None


def test_the_first_is_one_whose_people_have_time():
    people = [partner("a", "x"), partner("b", "y"), partner("c", "z"), partner("d", "v"), partner("e", "w")]
    demands = [want("0", None, "x", "y"), want("1", None, "x", "z"), want("2", None, "v", "w")]
    assert make_lego(market(people, *demands), TODAY).first.name == "2"
    assert make_lego(market(people, *demands[:2]), TODAY).first.name == "0"


def test_what_is_asked_already_is_no_suggestion():
    people = [partner(f"m{i}", "x", "y", "z", industry="tea") for i in range(3)]
    (new,) = make_lego(market(people, want("d", "tea", "x", "q")), TODAY).suggestions
    assert (new.industry, new.skills, new.holders) == ("tea", ("y", "z", "x"), (3, 3, 3, 3))
    assert make_lego(market(people, want("d", "Tea", "z", "y", "x")), TODAY).suggestions == ()


def test_recruit_a_designer_in_food_service():
    """Two demands of food miss design; members who have it: first those of the trade, then the busiest."""
    people = [
        partner("p1", "x", industry="food"), partner("p2", "y", industry="law"),
        Member("m1", skills=("Design",), industry="tea"), Member("m2", skills=("design",), industry="Food"),
        Member("m3", skills=("design",), industry="food"), Member("m4", skills=("design",)),
        Member("m5", skills=("x",), industry="food"), Member("boss", skills=("design",), role="owner"),
    ]  # fmt: skip
    deeds = ledger((3, "m3", "answer"), (4, "m3", "answer"), (5, "m4", "answer"), (200, "m2", "answer"))
    demands = [
        want("menu", "food", "x", "design"), want("flag", "law", "design"), want("shop", "food", "Design"),
        want("fleet", "ships", "y", "design"),
    ]  # fmt: skip
    lego = make_lego(market(people, *demands, deeds=deeds), TODAY)
    design, ships = lego.missing
    assert (design.skill, design.industry, design.unlocks, design.demands) == (
        "design",
        "food",
        3,
        (0, 1, 2, 3),
    )
    assert design.candidates == (
        Candidate("m3", 1, 2), Candidate("m2", 1, 0), Candidate("m4", 0, 1), Candidate("m1", 0, 0),
    )  # fmt: skip
    assert (ships.skill, ships.industry, ships.unlocks, ships.demands) == ("", "ships", 0, (3,))
    assert lego.combos[0].nearest == (Seat("p1", (Brick("industry", "food"), skill("x"))),)


def test_a_missing_trade_is_brought_by_who_has_most_of_the_skills():
    people = [
        partner("p", "x", "y"),
        Member("m1", industry="tea"),
        Member("m2", industry="tea", skills=("y",)),
    ]
    (row,) = make_lego(market(people, want("d", "Tea", "x", "y")), TODAY).missing
    assert (row.skill, row.industry, row.unlocks) == ("", "Tea", 1)
    assert [c.member for c in row.candidates] == ["m2", "m1"]


def test_each_brick_of_a_demand_counts_once():
    (found,) = market([], want("d", "AI", "AI 工具", "ＡＩ工具", "直播")).profile.upgrade.demands
    assert demand_bricks(found) == (Brick("industry", "AI"), skill("AI 工具"), skill("直播"))


@pytest.mark.parametrize(
    ("tiers", "found"),
    [
        ({}, ()),
        ({"member": {"price": 365}}, ()),
        ({"member": {"price": 365}, "partner": {"price": 9800}}, ("partner",)),
        ({"member": {"price": 365}, "vip": {"price": 9800, "name": "城市合伙人"}}, ("vip",)),
        ({"gold": {"price": 99}, "Partner-2": {"price": 1}, "partner-1": {}}, ("Partner-2", "partner-1")),
        ({"member": {"price": 365}, "gold": {"price": 999}, "vip": {"price": 9800}}, ("vip",)),
        ({"gold": {"price": 99}}, ("gold",)),
        ({"gold": {}, "vip": {}}, ()),
    ],
)
def test_which_tier_is_the_partners(tiers, found):
    assert partner_tiers(community(tiers=tiers, people=[Member("m"), Member("n")])) == found


def test_the_tier_of_most_members_is_not_the_partners():
    people = [Member("a", tier="金卡"), Member("b", tier="gold"), Member("c", tier="basic")]
    tiers = {"basic": {"price": 1}, "gold": {"price": 99, "name": "金卡"}}
    assert partner_tiers(community(tiers=tiers, people=people)) == ()
    assert partner_tiers(community(tiers=tiers, people=people[1:])) == ("gold",)


def test_a_tier_that_only_the_table_names():
    assert partner_tiers(community(people=[Member("a", tier="合伙人"), Member("b", tier="会员")])) == (
        "合伙人",
    )


def test_partners_by_cell_by_name_and_by_group():
    people = [
        Member("a", tier="partner"), Member("b", tier="合 伙人"), Member("c", groups=("p01",)),
        Member("d", groups=("合伙人群",)), Member("e", tier="member", groups=("p01",)), Member("f"),
        Member("g", tier="partner", role="staff"), Member("h", tier="partner", role="owner"),
    ]  # fmt: skip
    tiers = {"member": {}, "partner": {"name": "合伙人"}}
    groups = [{"id": "p01", "tier": "partner", "name": "合伙人群"}, {"id": "g01"}]
    found = community(people=people, tiers=tiers, groups=groups)
    assert [m.id for m in partners_of(found, partner_tiers(found))] == ["a", "b", "c", "d"]


def test_without_partners_every_brick_is_missing_and_members_are_named():
    lego = make_lego(market([Member("m", skills=("x",))], want("d", "tea", "x"), tiers={}), TODAY)
    assert (lego.tiers, lego.partners, lego.first, lego.idle, lego.suggestions) == ((), 0, None, (), ())
    assert [c.state for c in lego.combos] == ["missing"]
    assert [(m.skill, m.industry, len(m.candidates)) for m in lego.missing] == [
        ("", "tea", 0),
        ("x", "tea", 1),
    ]


def test_an_empty_demand_and_none_at_all():
    people = [partner(f"m{i}", "x", "y", industry="tea") for i in range(3)]
    lego = make_lego(market(people, want("?", None)), TODAY)
    assert ([c.state for c in lego.combos], lego.first) == (["empty"], None)
    assert lego.idle == (Idle("x", 3), Idle("y", 3))
    assert [(s.industry, s.skills, len(s.team)) for s in lego.suggestions] == [("tea", ("x", "y"), 1)]


@cache
def lighthouse():
    profile, _, _ = load_profile(LIGHTHOUSE)
    return read_tables(LIGHTHOUSE, profile, TODAY)[0]


@pytest.mark.slow
def test_lighthouse_has_a_first_combination_and_one_missing_brick():
    found = lighthouse()
    lego = make_lego(found, TODAY)
    assert (lego.tiers, lego.partners, len(lego.combos)) == (("partner",), 200, 12)
    assert [c.name for c in lego.combos if c.state != "ready"] == ["区县政府电商培训"]
    assert lego.combos[11].missing == (skill("政企投标"),)
    (row,) = lego.missing
    assert (row.skill, row.industry, row.unlocks, row.demands) == ("政企投标", "教育培训", 1, (11,))
    assert lego.first == lego.combos[0] and len(lego.first.team) == 2
    people = {m.id: m for m in found.members}
    for combo in lego.combos[:11]:
        team = [people[s.member] for s in combo.team]
        assert all(m.tier == "partner" and m.role == "" for m in team)
        assert set(map(alike, combo.bricks)) <= set().union(*map(has, team))
        partners = [m for m in partners_by_hand(found) if has(m) & set(map(alike, combo.bricks))]
        assert combo.size >= 3 or size_by_hand(partners, combo.bricks) == combo.size
    assert len(lego.suggestions) == 5
    assert lego == make_lego(replace(found, members=found.members[::-1]), TODAY)


def test_deeds_count_for_ninety_days():
    """And a correction is no deed."""
    deeds = ledger(*((ago, "m", "answer") for ago in (-1, 0, 89, 90)))
    undone = deeds[1]._replace(quantity=-1, action="undo")
    found = market([Member("m", skills=("x",))], want("d", None, "x"), deeds=(*deeds, undone))
    assert make_lego(found, TODAY).missing[0].candidates == (Candidate("m", 0, 2),)
    assert make_lego(found, TODAY - timedelta(days=1)).missing[0].candidates == (Candidate("m", 0, 2),)
