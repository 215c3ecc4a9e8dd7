"""Scenarios of a year: exact by hand where nothing is drawn, ordered and reproducible where something is."""

from dataclasses import replace
from decimal import Decimal
from math import ceil, sqrt
from statistics import correlation, fmean
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.plan.roadmap import scenario_draws
from community_playbook.plan.roadmap.scenario_draws import correlation as rank_correlation
from community_playbook.plan.roadmap.scenario_draws import drawn, ranks, triangular, uniforms
from community_playbook.plan.roadmap.scenario_inputs import OURS, Input, Triple, ranged
from community_playbook.plan.roadmap.scenarios import Today, break_even, count_tiers, make_scenarios, net_of
from making import community, groups, members, profile
from tries import tries

LIGHTHOUSE = {"price": [6800, 9800, 12800], "joins": [10, 25, 60], "cost_each": 800, "hours_each_per_year": 6}
PRICE, JOINS, COST = "upgrade.partner.price", "upgrade.partner.joins", "upgrade.partner.cost_each"
HOURS, GIVE_UP = "upgrade.partner.hours_each_per_year", "upgrade.give_up.income_per_year"
SURE = replace(OURS, spread=Decimal(0))
"""No range of ours around single figures."""
MONEY = st.decimals(0, 100_000, places=2)


def few_draws(number=400):
    return patch.object(scenario_draws, "DRAWS", number)


def said(partner=LIGHTHOUSE, give_up=60_000, hours=10, **parts):
    upgrade = {"partner": partner} if partner is not None else {}
    if give_up is not None:
        upgrade["give_up"] = {"income_per_year": give_up}
    tiers = {"member": {"price": 365}, "partner": {"price": 9800}}
    return profile(hours=hours, tiers=tiers, upgrade={**upgrade, **parts})


def year(partner=LIGHTHOUSE, today=Today(), seed=1, ours=OURS, **parts):  # noqa: B008
    return make_scenarios(said(partner, **parts), today, seed, ours).result


def scenario_parts(result):
    return [way for way in (result.none, result.partner, result.lego) if way is not None]


def test_the_chart_of_the_design_by_hand():
    """Ten hours a week, seven of them planned: 3 x 52 / 6 = 26 partners. 9,800: 10 x 9,000 - 60,000 = 30,000."""
    result = year(today=Today(week_minutes=7 * 60))
    assert (result.hours_a_year, result.hours_free, result.partner.most) == (520, 156, 26)
    bars = [
        (b.price, b.current, b.break_even, b.net_low, b.split, b.net_split, b.net_high) for b in result.bars
    ]
    assert bars == [
        (6800, False, 10, 0, 26, 96_000, 300_000),
        (9800, True, 7, 30_000, 26, 174_000, 480_000),
        (12800, False, 5, 60_000, 26, 252_000, 660_000),
    ]
    assert all(b.beyond and (b.low, b.high) == (10, 60) for b in result.bars)


@pytest.mark.parametrize(
    ("price", "cost", "lost", "give_up", "hoped"),
    [
        ("9800", "800", "0", "60000", 7),  # 60,000 / 9,000 = 6.67
        ("6800", "800", "0", "60000", 10),  # to the last partner
        ("6799.99", "800", "0", "60000", 11),  # a cent less a partner
        ("9800", "800", "365", "60000", 7),  # 60,000 / 8,635 = 6.95
        ("9800", "800", "0", "0", 0),
        ("0.01", "0", "0", "1000000000", 100_000_000_000),
        ("800", "800", "0", "60000", None),
        ("500", "800", "0", "0", None),
    ],
)
def test_break_even_by_hand(price, cost, lost, give_up, hoped):
    assert break_even(*map(Decimal, (price, cost, lost, give_up))) == hoped


@given(MONEY, MONEY, MONEY, st.decimals(0, 10_000_000, places=2))
def test_break_even_is_the_first_number_without_a_loss(price, cost, lost, give_up):
    found = break_even(price, cost, lost, give_up)
    if found is None:
        assert price - cost - lost <= 0
        return
    assert net_of(found, price, cost, lost, give_up) >= 0
    assert found == 0 or net_of(found - 1, price, cost, lost, give_up) < 0


def test_nothing_is_drawn_where_everything_is_sure():
    """25 x (9,800 - 800) - 60,000 = 165,000 in 25 x 6 = 150 hours: 1,100 an hour."""
    sure = {**LIGHTHOUSE, "price": [9800], "joins": [25]}
    with few_draws(50):
        way = year(sure, ours=SURE).partner
    assert set(way.count) == {25} and set(way.net) == {165_000} and set(way.hours) == {150}
    assert set(way.net_per_hour) == {1100}
    assert (way.chance_of_loss, way.drivers, way.carried) == (0, (), 165_000)


def test_the_first_way_is_today():
    """300 x 365 + 20 x 9,800 = 305,500; 4 hours a week are 208 a year: 1,469 an hour."""
    result = year(today=Today((("member", 300), ("partner", 20)), 20, 240))
    assert result.fees == 305_500 and set(result.none.total) == {305_500} and set(result.none.net) == {0}
    assert set(result.none.hours) == {208} and set(result.none.net_per_hour) == {1469}
    assert [(i.name, i.likely) for i in result.none.inputs] == [
        ("fees:member", 109_500),
        ("fees:partner", 196_000),
        ("members_stay", 1),
    ]
    assert [t - n for t, n in zip(result.partner.total, result.partner.net, strict=True)] == [305_500] * 3


def test_the_middle_of_the_draws_by_the_formula():
    """Medians of triangles: joins 60 - sqrt(50 x 35 / 2) = 30.4, whole heads; net lies near 31 x 9,000 - 60,000."""
    way = year().partner
    assert abs(way.count.p50 - Decimal(60 - sqrt(50 * 35 / 2))) <= 1
    assert 200_000 < way.net.p50 < 225_000 and way.chance_of_loss == 0
    assert abs(way.count.p10 - Decimal(10 + sqrt(0.1 * 50 * 15))) <= 1
    assert abs(way.count.p90 - Decimal(60 - sqrt(0.1 * 50 * 35))) <= 1


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_triangles_are_inverted_exactly(low, more, most):
    """Evenly spread numbers give the mean and the share below the likeliest value that the triangle has."""
    likely, high = 100 * (low + more), 100 * (low + more + most)
    even = [(n + 0.5) / 1000 for n in range(1000)]
    found = triangular(100 * low, likely, high, even)
    assert found == sorted(found) and found[0] >= 100 * low and found[-1] <= high
    assert fmean(found) == pytest.approx((100 * low + likely + high) / 3, abs=1)
    if high > 100 * low:
        below = sum(1 for v in found if v < likely) / 1000
        assert below == pytest.approx((likely - 100 * low) / (high - 100 * low), abs=0.05)


RANGES = st.lists(st.integers(0, 400), min_size=1, max_size=3)
PARTNERS = st.fixed_dictionaries(
    {"price": st.lists(MONEY, min_size=1, max_size=3), "joins": RANGES},
    optional={"cost_each": MONEY, "hours_each_per_year": st.floats(0, 40)},
)


@settings(max_examples=tries(25))
@given(PARTNERS, st.one_of(st.none(), st.integers(0, 200_000)), st.integers(0, 50), st.integers(1, 9))
def test_laws_of_every_scenario(partner, give_up, hours, seed):
    partner["joins"] = (partner["joins"] * 3)[: len(partner["price"])]
    with few_draws():
        result = year(partner, Today(partners=5), seed, give_up=give_up, hours=hours)
        found = drawn(result.partner.inputs, uniforms(seed))
    price, joins, cost = (found[n] for n in ("price", "joins", "cost_each"))
    net = [n * (p - c) - 100 * (give_up or 0) for n, p, c in zip(joins, price, cost, strict=True)]
    assert result.partner.chance_of_loss == sum(n < 0 for n in net) / 400
    assert result.partner.net.p50 == pytest.approx(Decimal(sorted(net)[199]) / 100, abs=Decimal("0.5"))
    for way in scenario_parts(result):
        for spread in (way.count, way.net, way.total, way.hours, way.net_per_hour or (0, 0, 0)):
            assert list(spread) == sorted(spread)
        assert all(isinstance(v, Decimal) and v == v.to_integral_value() for v in (*way.net, *way.total))
        assert len(way.drivers) <= 4 and isinstance(way.carried, Decimal)
    for bar in result.bars:
        assert all(isinstance(v, Decimal) for v in (bar.price, bar.net_low, bar.net_split, bar.net_high))
        assert bar.low <= bar.split <= bar.high
        assert min(bar.net_low, bar.net_high) <= bar.net_split <= max(bar.net_low, bar.net_high)
    for earlier, later in zip(result.bars, result.bars[1:], strict=False):
        assert later.net_low >= earlier.net_low and later.net_high >= earlier.net_high
        assert later.chance_of_loss <= earlier.chance_of_loss


@settings(max_examples=tries(15))
@given(st.integers(0, 5000), st.integers(0, 5000), st.integers(0, 90_000), st.integers(1, 5))
def test_a_higher_price_never_lowers_and_more_cost_never_raises(more, cost, give_up, seed):
    dearer = {**LIGHTHOUSE, "price": [p + more for p in LIGHTHOUSE["price"]]}
    costly = {**LIGHTHOUSE, "cost_each": 800 + cost}
    with few_draws(200):
        base, high, dear = (year(p, seed=seed).partner for p in (LIGHTHOUSE, dearer, costly))
        poorer = year(seed=seed, give_up=60_000 + give_up).partner
    assert base.count == high.count == dear.count
    cent = Decimal(1)  # rounding of the draws themselves
    assert all(a <= b + cent for a, b in zip(base.net, high.net, strict=True))
    for other in (dear, poorer):
        assert all(a >= b - cent for a, b in zip(base.net, other.net, strict=True))
        assert other.chance_of_loss >= base.chance_of_loss


@pytest.mark.slow
def test_same_seed_same_bytes():
    today = Today((("member", 300),), 20, 200, 0.41, 3)
    assert repr(year(today=today)) == repr(year(today=today))
    assert year(today=today, seed=2) != year(today=today)


def test_drivers_are_those_that_vary():
    way = year().partner
    assert [d.name for d in way.drivers] == ["joins", "price"]
    assert way.drivers[0].width == 2 and way.drivers[0].correlation > 0.8
    fixed = year({**LIGHTHOUSE, "joins": [25, 25, 25], "cost_each": 4000}).partner
    assert [d.name for d in fixed.drivers] == ["price", "cost_each"]
    assert fixed.drivers[0].correlation > 0.9 and fixed.drivers[1].correlation < 0
    alone = year({**LIGHTHOUSE, "price": [9800]}, ours=SURE, give_up=0).partner
    assert [(d.name, d.correlation) for d in alone.drivers] == [("joins", 1.0)]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(-9, 9)), min_size=2, max_size=40))
def test_rank_correlation_is_spearmans(pairs):
    left, right = zip(*pairs, strict=True)
    middle = [sum(v < x for v in left) + (sum(v == x for v in left) + 1) / 2 for x in left]
    assert [r / 2 for r in ranks(left)] == middle
    if len(set(left)) == 1 or len(set(right)) == 1:
        assert rank_correlation(ranks(left), ranks(right)) == 0
    else:
        hoped = correlation(ranks(left), ranks(right))
        assert rank_correlation(ranks(left), ranks(right)) == pytest.approx(hoped, abs=0.0051)


@pytest.mark.parametrize(("weekly", "over"), [(10, ""), (5, "p90"), (3, "p50"), (0, "p50")])
def test_a_warning_when_the_hours_end(weekly, over):
    """Joins 19, 31, 47 at six hours: about 183 hours in the middle, 283 in one of ten draws."""
    way = year(hours=weekly).partner
    assert way.over == over
    assert (way.hours.p50 > weekly * 52) == (over == "p50")
    assert way.most == weekly * 52 // 6


@pytest.mark.slow
def test_what_the_hours_carry():
    """Two hours a week are 104 a year: 17 partners, 17 x 9,000 - 60,000 = 93,000. With one hour: 8, 12,000."""
    assert [year(hours=h).partner.carried for h in (2, 1)] == [93_000, 12_000]
    short = year(hours=0.5)  # 4 partners: 36,000 - 60,000
    assert short.partner.carried == -24_000 and short.partner.net.p50 > 0
    assert (short.verdict.passed, short.verdict.advice) == ("neither", "wait")
    assert short.verdict.reasons[0] == "income-beyond-hours"
    no_hours = year({**LIGHTHOUSE, "hours_each_per_year": 0}, hours=0)
    assert (
        no_hours.partner.most is None
        and no_hours.partner.net_per_hour is None
        and not no_hours.bars[0].beyond
    )


def test_without_a_partner_block_there_is_a_list():
    bare = make_scenarios(profile(), Today())
    assert bare.result is None and bare.fill_in == (PRICE, JOINS, COST, HOURS, GIVE_UP)
    half = make_scenarios(said({"price": [9800], "cost_each": 800}, None), Today())
    assert half.result is None and half.fill_in == (JOINS, HOURS, GIVE_UP)
    assert make_scenarios(said(), Today()).fill_in == ()


def test_what_is_not_said_is_an_assumption():
    """Cost: a tenth of 9,800; hours: six; nothing given up; each names the field that replaces it."""
    result = year({"price": [9800], "joins": [25]}, Today(partners=3, owner_share=0.5), give_up=None)
    named = {a.name: a for a in result.assumptions}
    assert named["cost_each"].values == (784, 980, 1176) and named["cost_each"].where == COST
    assert (
        named["hours_each"].values == (Decimal("4.8"), 6, Decimal("7.2"))
        and named["hours_each"].where == HOURS
    )
    assert named["joins"].values == (20, 25, 30) and named["joins"].where == JOINS
    assert named["give_up"].values == (0,) and named["give_up"].where == GIVE_UP
    assert named["care_in_week"].values == (18,) and named["fees"].where == "tiers"
    assert {"lost_each", "projects", "project_value", "community_share", "project_hours", "spread"} <= set(
        named
    )
    assert {"weeks_per_year", "members_stay", "partners_stay", "owner_share_goal", "risky"} <= set(named)
    assert "price" not in named
    for way in scenario_parts(result):
        assert all(i.known == "said" or i.name in named for i in way.inputs)
    full = {a.name for a in year(ours=SURE, today=Today((("member", 9),))).assumptions}
    assert full == {
        "lost_each",
        "weeks_per_year",
        "members_stay",
        "partners_stay",
        "risky",
        "cost_each",
        "hours_each",
        "spread",
    }


def test_ranges_from_one_two_or_three_figures():
    cent = Decimal("0.01")
    assert ranged([Decimal(5)], cent) == (5, 5, 5)
    assert ranged([Decimal("9.99"), Decimal(5)], cent) == (5, Decimal("7.50"), Decimal("9.99"))
    assert ranged([60, 10, 25], Decimal(1)) == (10, 25, 60)
    share = Input("s", *Triple(Decimal("0.2"), Decimal("0.25"), Decimal("0.33")), "share", "ours")
    assert share.units == (2000, 2500, 3300)


def test_the_hours_end_exactly_at_the_highest_joins():
    """312 hours / 5.2 = 60 partners; a minute less a week carries 59."""
    exact = {**LIGHTHOUSE, "hours_each_per_year": 5.2}
    for minutes, most, beyond in ((0, 60, False), (1, 59, True)):
        result = year(exact, Today(week_minutes=minutes), hours=6)
        assert result.partner.most == most
        assert [(b.split, b.beyond) for b in result.bars] == [(most, beyond)] * 3


def test_a_fee_that_partners_no_longer_pay():
    """25 x (9,800 - 800 - 365) - 60,000 = 155,875; break-even 60,000 / 8,635 = 6.9."""
    result = year({**LIGHTHOUSE, "price": [9800], "joins": [25]}, ours=replace(SURE, lost_each=Decimal(365)))
    assert set(result.partner.net) == {155_875} and result.partner.carried == 155_875
    assert result.bars[0].net_high == 155_875 and result.bars[0].break_even == 7


def test_lego_by_hand():
    """4 projects x 10,000 x a quarter = 10,000 in 32 hours; the income given up is not subtracted again."""
    ours = replace(
        SURE, projects=Triple(*[Decimal(4)] * 3), project_prices=Triple(*[Decimal(1)] * 3),
        community_share=Triple(*[Decimal("0.25")] * 3), project_hours=Triple(*[Decimal(8)] * 3),
    )  # fmt: skip
    way = year({**LIGHTHOUSE, "price": [10_000]}, Today(partners=8), ours=ours).lego
    assert set(way.net) == {10_000} and set(way.hours) == {32} and way.most == 65 and way.carried == 10_000
    said_so = year(today=Today(partners=8), joint_projects_per_quarter=1).lego.inputs[0]
    assert said_so.span == (2, 4, 8) and said_so.known == "widened"


@pytest.mark.parametrize(
    ("today", "lacks"),
    [
        (Today(), ("partners",)), (Today(partners=1, coverable=0), ("partners", "demands")),
        (Today(partners=9, coverable=0), ("demands",)), (Today(partners=9, coverable=1), ()), (Today(partners=2), ()),
    ],
)  # fmt: skip
def test_lego_needs_partners_and_a_demand(today, lacks):
    result = year(today=today)
    assert result.lego_lacks == lacks and (result.lego is None) == bool(lacks)


@pytest.mark.slow
def test_both_one_or_neither():
    """Owner's share 0.66 to 0.33 frees half of 520 hours: 260, more than the middle of about 183."""
    both = year(today=Today(owner_share=0.66))
    assert both.hours_freed == 260 and both.verdict.passed == "both" and both.verdict.advice == "upgrade"
    assert both.verdict.reasons == ("adds-income", "frees-hours")
    one = year(today=Today(owner_share=0.41))  # 520 x (1 - 0.33 / 0.41) = 101.5 hours, two a week
    assert one.hours_freed == Decimal("101.5") and (one.verdict.passed, one.verdict.way) == ("one", "partner")
    assert one.verdict.reasons == ("adds-income", "frees-no-hours")
    neither = year(give_up=1_000_000)
    assert (neither.verdict.passed, neither.verdict.advice) == ("neither", "wait")
    assert neither.verdict.reasons == ("no-income", "hours-unknown", "risk")
    at_a_loss = year(today=Today(owner_share=0.9), give_up=1_000_000)
    assert at_a_loss.hours_freed > at_a_loss.partner.hours.p50 and at_a_loss.verdict.advice == "wait"
    better = year({**LIGHTHOUSE, "joins": [1, 2, 3]}, Today(partners=9))
    assert better.partner.net.p50 < 0 < better.lego.net.p50 and better.verdict.way == "lego"
    assert [year(today=Today(owner_share=s)).hours_freed for s in (0, 0.2, 0.33)] == [0, 0, 0]
    nobody = year({**LIGHTHOUSE, "joins": [0, 0, 0]}, Today(owner_share=0.9), give_up=0)
    assert nobody.partner.hours.p50 == 0 < nobody.hours_freed and nobody.verdict.passed == "neither"


def test_lego_frees_no_hours():
    """101.5 freed hours would cover the few that projects take, but it is partners who take over deeds."""
    result = year(today=Today(partners=9, owner_share=0.41))
    assert result.lego.hours.p50 < result.hours_freed < result.partner.hours.p50
    assert (result.verdict.passed, result.verdict.way) == ("one", "partner")


@pytest.mark.slow
def test_partners_of_today_that_are_beyond_the_hours():
    """200 x 6 = 1,200 of 520 hours; 86 x 6 = 516."""
    assert [year(today=Today(partners=n)).care_beyond for n in (86, 200)] == [False, True]
    exact = {**LIGHTHOUSE, "hours_each_per_year": 5.2}  # 100 x 5.2 = 520
    assert [year(exact, Today(partners=n)).care_beyond for n in (100, 101)] == [False, True]
    assert "care-beyond" in year(today=Today(partners=200)).verdict.reasons


def test_paying_members_of_each_tier():
    people = (
        *members(3, tier="partner"),
        *members(4, role="staff"),
        *members(5, groups=("p01",)),
        *members(2),
    )
    tiers = {"member": {"price": 365}, "partner": {"price": 9800}}
    known = community(groups=[*groups(1), *groups(1, tier="partner")], tiers=tiers, people=people)
    assert count_tiers(known) == (("member", 2), ("partner", 8))
    sizes = community(groups=[*groups(2), *groups(1, 40, "partner")], tiers=tiers)
    assert count_tiers(sizes) == (("member", 600), ("partner", 40))
    assert count_tiers(community()) == ()


def test_chance_of_loss_of_a_price_counts_the_draws():
    """At 3,200 a partner brings 2,400: 25 joins break even."""
    with few_draws(2000):
        result = year({**LIGHTHOUSE, "price": [3200, 9800, 12800]})
        joins = drawn(result.partner.inputs, uniforms(1))["joins"]
    assert result.bars[0].break_even == 25 == ceil(60_000 / 2400)
    assert result.bars[0].chance_of_loss == sum(n < 25 for n in joins) / 2000 > 0
