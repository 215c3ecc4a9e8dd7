"""Every number of ours in the scenarios can be replaced in the profile, and then counts as hand-calculated."""

from decimal import Decimal
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.community.upgrade import ScenarioPart
from community_playbook.plan.roadmap import scenario_draws
from community_playbook.plan.roadmap.scenario_inputs import OURS, numbers_of, presence
from community_playbook.plan.roadmap.scenarios import Today, break_even, make_scenarios, net_of
from making import profile
from tries import tries

PARTNER = {"price": [9800], "joins": [25], "cost_each": 800, "hours_each_per_year": 6}
RANGE = {**PARTNER, "price": [3200, 9800, 12800], "joins": [10, 25, 60]}
MONEY = st.decimals(0, 100_000, places=2)
STAY = st.decimals(0, 1, places=4)


def made(partner=PARTNER, today=Today(), hours=10, gates=None, **scenario):  # noqa: B008
    upgrade = {"partner": partner, "give_up": {"income_per_year": 60_000}, "scenario": scenario}
    tiers = {"member": {"price": 365}, "partner": {"price": 9800}}
    found = profile(hours=hours, tiers=tiers, upgrade={**upgrade, "gates": gates or {}})
    with patch.object(scenario_draws, "DRAWS", 400):
        return make_scenarios(found, today).result


def test_weeks_of_a_year():
    """Ten hours in 40 weeks, three of them planned: 400, 280 left, 46 partners at six hours."""
    result = made(today=Today(week_minutes=180), weeks_per_year=40)
    assert (result.hours_a_year, result.hours_free, result.partner.most) == (400, 280, 46)
    assert set(result.none.hours) == {120}


def test_partners_who_leave():
    """A fifth leaves, half a year each, so one counts as 0.9: 25 x 0.9 x 9,000 - 60,000 = 142,500 in 135 hours,
    1,056 an hour; 60,000 / 8,100 = 7.4; 520 / 5.4 = 96.3."""
    result = made(spread=0, partners_stay=0.8)
    way, bar = result.partner, result.bars[0]
    assert set(way.count) == {25} and set(way.net) == {142_500} and set(way.hours) == {135}
    assert set(way.net_per_hour) == {1056} and (way.carried, way.most) == (142_500, 96)
    assert (bar.break_even, bar.net_low, bar.net_split, bar.net_high) == (8, 142_500, 142_500, 142_500)
    assert made(spread=0).partner.net.p50 == 165_000 and made(spread=0).bars[0].break_even == 7


def test_everybody_leaves():
    """Half of everything is left, never nothing: 25 x 4,500 - 60,000."""
    result = made(spread=0, partners_stay=0)
    assert set(result.partner.net) == {52_500} and set(result.partner.hours) == {75}


def test_partners_who_leave_do_not_touch_projects():
    every, some = (made(today=Today(partners=9), partners_stay=stay).lego for stay in (1, 0.5))
    assert every == some


@settings(max_examples=tries(20))
@given(STAY, STAY)
def test_more_who_stay_never_lower_what_pays(one, other):
    low, high = (made(RANGE, partners_stay=float(stay)).partner for stay in sorted((one, other)))
    assert all(a <= b for a, b in zip(low.net, high.net, strict=True))
    assert all(a <= b for a, b in zip(low.hours, high.hours, strict=True))
    assert low.chance_of_loss >= high.chance_of_loss


@given(MONEY, MONEY, MONEY, MONEY, STAY)
def test_break_even_is_the_first_number_without_a_loss_whoever_leaves(price, cost, lost, give_up, stay):
    there = presence(stay)
    found = break_even(price, cost, lost, give_up, there)
    if found is None:
        assert price - cost - lost <= 0
        return
    assert net_of(found, price, cost, lost, give_up, there) >= 0
    assert found == 0 or net_of(found - 1, price, cost, lost, give_up, there) < 0


def test_members_who_leave():
    """300 x 365 + 20 x 9,800 = 305,500; a tenth leaves, half a year each: 290,225. No way gains or loses by it."""
    today = Today((("member", 300), ("partner", 20)), 20, 240)
    stay, some = made(today=today), made(today=today, members_stay=0.9)
    assert (stay.fees, some.fees) == (305_500, 290_225)
    assert set(some.none.total) == {290_225} and set(some.none.net_per_hour) == {1395}
    assert some.partner.net == stay.partner.net
    assert [t - n for t, n in zip(some.partner.total, some.partner.net, strict=True)] == [290_225] * 3
    assert some.none.inputs[-1].likely == Decimal("0.9") and some.none.inputs[-1].known == "said"


def test_how_wide_a_guess_is():
    """25 by a half: 12.5 to 37.5, whole heads; 800 by a half."""
    joins, cost = made(spread=0.5).partner.inputs[1:3]
    assert joins.span == (13, 25, 38) and cost.span == (400, 800, 1200)


def test_what_a_partner_costs_as_a_part_of_the_fee():
    silent = {"price": [9800], "joins": [25]}
    assert made(silent).partner.inputs[2].likely == 980
    assert made(silent, cost_share=0.3).partner.inputs[2].likely == 2940
    named = {a.name: a for a in made(silent).assumptions}
    assert named["cost_share"].values == (Decimal("0.1"),)
    assert "cost_share" not in {a.name for a in made().assumptions}


def test_the_owners_share_once_others_carry_it():
    """520 x (1 - 0.5 / 0.66) = 126.1; else the gate's 0.4: 204.8; else 0.33: 260."""
    today, gates = Today(owner_share=0.66), {"owner_share": 0.4}
    assert made(today=today, gates=gates, owner_share_goal=0.5).hours_freed == Decimal("126.1")
    assert made(today=today, gates=gates).hours_freed == Decimal("204.8")
    assert made(today=today).hours_freed == 260


def test_hours_for_todays_partners_on_top():
    """20 x 6 = 120 of 520 hours: 400 are left, which carry 66."""
    today = Today(partners=20)
    assert made(today=today).hours_free == 520
    result = made(today=today, care_in_week=False)
    assert (result.hours_free, result.partner.most) == (400, 66)
    assert "care_in_week" not in {a.name for a in result.assumptions}
    assert made(today=Today(partners=200), care_in_week=False).hours_free == 0


def test_a_chance_of_loss_that_is_called_a_risk():
    chance = made({**RANGE, "price": [3200]}).partner.chance_of_loss
    assert 0 < chance < 1
    for risky, named in ((chance, False), (chance - 0.001, True), (1, False)):
        assert ("risk" in made({**RANGE, "price": [3200]}, risky=risky).verdict.reasons) == named


@pytest.mark.parametrize("name", ScenarioPart.model_fields)
def test_what_is_said_is_no_assumption_and_our_number_said_changes_nothing(name):
    today = Today((("member", 9),), 3, 60, 0.5)
    silent = {"price": [9800], "joins": [25]}
    usual = getattr(OURS, name)
    said = float(usual) if isinstance(usual, Decimal) else usual
    before, after = made(silent, today), made(silent, today, **{name: said})
    assert name in {a.name for a in before.assumptions}
    assert next(a.where for a in before.assumptions if a.name == name) == f"upgrade.scenario.{name}"
    assert name not in {a.name for a in after.assumptions}
    assert (before.bars, before.verdict, before.hours_free, before.hours_freed, before.fees) == (
        after.bars, after.verdict, after.hours_free, after.hours_freed, after.fees,
    )  # fmt: skip
    assert before.partner.net == after.partner.net and before.partner.hours == after.partner.hours


def test_every_number_of_the_part_is_one_of_ours():
    assert set(ScenarioPart.model_fields) <= set(type(OURS).__dataclass_fields__)
    silent = profile().upgrade
    assert numbers_of(silent) == OURS
