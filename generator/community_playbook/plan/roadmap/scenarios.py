"""What could a year bring: no change, a partner tier, or Lego projects? (the source's third part)

Scenarios, never forecasts: every result follows from ranges that the operator gave, or from numbers of ours
that stand beside it as an `Assumption`. An uncertain input is drawn 20,000 times from a triangular
distribution (low, likely, high) by its exact inverse, with the dice of `plan/costs.py`: same seed, same
bytes. Money is counted in whole hundredths. A way's `net` is what it changes against no change:
    partner tier: n a (p - c - d) - F    n joins, p price, c cost of one, d fee that a convert no longer pays
    Lego:         n * v * s              n projects, v value of one, s share that the community keeps
a is the part of the year for which a partner is there on average, see `presence`: 1 where nobody leaves.
F is the income given up; it is dropped once, for the partner tier, so Lego does not bear it a second time.
Commission is not counted: the profile says no sales of partners.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from ...community.community import STAFF, Community
from ...community.profile import Profile
from ...community.upgrade import Upgrade
from .scenario_draws import TENTH, Spread, Way, drawn, lego_way, partner_way, uniforms
from .scenario_inputs import (
    CENT,
    LEGO,
    ONE,
    OURS,
    PROJECTS,
    SCENARIO,
    Assumption,
    Input,
    Ours,
    lego_inputs,
    numbers_of,
    partner_inputs,
    presence,
    rounded,
    stay_input,
    unsaid,
)

RANGES = {PROJECTS: LEGO + "projects_per_year"}
"""What widens a figure that is said here is replaced by three figures there."""
LEAST_PARTNERS = 2
"""A Lego project needs people to combine."""


@dataclass(frozen=True, slots=True)
class Today:
    """What the plan knows. `members`: paying members of each tier. `week_minutes`: what the planned week
    takes of the owner, care for today's partners included. `owner_share`: of all deeds, a part of 1; None
    where there is no ledger. `coverable`: demands that today's partners cover; None = not counted."""

    members: tuple[tuple[str, int], ...] = ()
    partners: int = 0
    week_minutes: int = 0
    owner_share: float | None = None
    coverable: int | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One price of the list, at the likely cost: net from the lowest to the highest joins, split where the
    hours end. `split`: joins at the split, within low..high. `beyond`: the hours do not carry the highest."""

    price: Decimal
    current: bool
    """A tier has this price today."""
    break_even: int | None
    low: int
    high: int
    net_low: Decimal
    net_high: Decimal
    split: int
    net_split: Decimal
    beyond: bool
    chance_of_loss: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """The two tests of the source: does it cut cost (hours), does it add income? `way`: the one that passes
    more of them, then the one with more net per hour; the reasons speak of it, whatever the advice. Reasons:
    adds-income, no-income, income-beyond-hours; frees-hours, frees-no-hours, hours-unknown; over-p50,
    over-p90; care-beyond; risk."""

    passed: Literal["both", "one", "neither"]
    advice: Literal["upgrade", "wait"]
    way: Literal["none", "partner", "lego"]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    currency: str
    draws: int
    fees: Decimal
    """A year, from tiers and members as they are today, those who leave within it counted by half."""
    hours_a_year: Decimal
    hours_free: Decimal
    hours_freed: Decimal | None
    """A year, if deeds move from the owner to partners until the owner's share is `owner_share_goal`; None
    without a ledger."""
    care_beyond: bool
    """By the operator's own figure, today's partners alone take more hours than the owner has."""
    none: Way
    partner: Way
    lego: Way | None
    lego_lacks: tuple[str, ...]
    """partners, demands: why there is no third way yet."""
    bars: tuple[Bar, ...]
    assumptions: tuple[Assumption, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Scenarios:
    """`result` is None without prices and joins; `fill_in` names the fields that are not said."""

    result: Comparison | None
    fill_in: tuple[str, ...]


def make_scenarios(profile: Profile, today: Today, seed: int = 1, ours: Ours = OURS) -> Scenarios:
    upgrade, partner = profile.upgrade, profile.upgrade.partner
    if partner is None or not partner.price or not partner.joins:
        return Scenarios(None, unsaid(upgrade))
    ours = numbers_of(upgrade, ours)
    year = Fraction(str(profile.operator.hours_per_week)) * ours.weeks_per_year
    freed = None
    if today.owner_share is not None:
        share = Fraction(str(today.owner_share))
        freed = year * max(1 - Fraction(ours.owner_share_goal) / share, Fraction(0)) if share else Fraction(0)
    fees = fees_a_year(profile, today.members)
    if ours.members_stay < 1:
        fees = rounded(fees * presence(ours.members_stay), CENT)
    numbers = uniforms(seed)
    inputs = partner_inputs(upgrade, partner, ours)
    care = inputs[3].likely * today.partners
    planned = Fraction(today.week_minutes * ours.weeks_per_year, 60)
    free = max(year - planned - (0 if ours.care_in_week else Fraction(care)), Fraction(0))
    tier = partner_way(inputs, numbers, free, fees)
    lacks = lego_lacks(today)
    lego = None if lacks else lego_way(lego_inputs(upgrade, tier.inputs[0], ours), numbers, free, fees)
    ways = [way for way in (tier, lego) if way is not None]
    beyond = Fraction(care) > year
    comparison = Comparison(
        currency=profile.community.currency, draws=len(numbers[0]), fees=fees,
        hours_a_year=tenths(year), hours_free=tenths(free),
        hours_freed=None if freed is None else tenths(freed), care_beyond=beyond,
        none=no_change(profile, today, fees, ours), partner=tier, lego=lego, lego_lacks=lacks,
        bars=make_bars(profile, tier, drawn(tier.inputs, numbers)["joins"]),
        assumptions=assumptions(upgrade, ways, fees, care, freed is not None, ours),
        verdict=judge(ways, freed, beyond, ours),
    )  # fmt: skip
    return Scenarios(comparison, unsaid(upgrade))


def assumptions(
    upgrade: Upgrade, ways: Sequence[Way], fees: Decimal, care: Decimal, freed: bool, ours: Ours
) -> tuple[Assumption, ...]:
    """All that is not said, inputs first, each with the field that replaces it. `care_in_week`: hours a year
    for today's partners, which are not taken from the free hours a second time."""
    said = {name for name in upgrade.scenario.model_fields_set if getattr(upgrade.scenario, name) is not None}
    known = {i.name: i.known for way in ways for i in way.inputs}
    found = [
        Assumption(i.name, i.span if i.low < i.high else (i.likely,), i.unit, RANGES.get(i.where, i.where))
        for way in ways
        for i in way.inputs
        if i.known != "said"
    ]
    if not fees:
        found.append(Assumption("fees", (fees,), "money", "tiers"))
    used = {
        "spread": (ours.spread, "share", "widened" in known.values()),
        "cost_share": (ours.cost_share, "share", known["cost_each"] == "assumed"),
        "weeks_per_year": (Decimal(ours.weeks_per_year), "weeks", True),
        "members_stay": (ours.members_stay, "share", True),
        "risky": (ours.risky, "share", True),
        "care_in_week": (care, "hours", bool(care)),
        "owner_share_goal": (ours.owner_share_goal, "share", freed),
    }
    found += [
        Assumption(name, (value,), unit, SCENARIO + name)
        for name, (value, unit, counts) in used.items()
        if counts and name not in said
    ]
    return tuple(found)


def lego_lacks(today: Today) -> tuple[str, ...]:
    lacks = ["partners"] * (today.partners < LEAST_PARTNERS) + ["demands"] * (today.coverable == 0)
    return tuple(lacks)


def count_tiers(community: Community) -> tuple[tuple[str, int], ...]:
    """Paying members of each tier of the profile: by their own tier, else by that of their group, else as
    the groups say. The operator and staff pay nothing."""
    tiers = community.profile.tiers
    of = {g.id: g.tier for g in community.profile.groups}
    counted: Counter[str] = Counter()
    for member in community.members:
        if member.role in STAFF:
            continue
        grouped = {of.get(group, "") for group in community.groups_of(member)} & set(tiers)
        dearest = max(grouped, key=lambda key: (tiers[key].price, key), default="member")
        counted[member.tier if member.tier in tiers else dearest] += 1
    if not community.members:
        for group in community.profile.groups:
            counted[group.tier] += group.members or 0
    return tuple(sorted((tier, n) for tier, n in counted.items() if tier in tiers and n))


def fees_a_year(profile: Profile, members: Sequence[tuple[str, int]]) -> Decimal:
    return sum((profile.tiers[t].price * n for t, n in members if t in profile.tiers), Decimal(0))


def no_change(profile: Profile, today: Today, fees: Decimal, ours: Ours) -> Way:
    """Members and fees stay as they are, but for those who leave; the planned week stays."""
    zero, minutes = Spread(Decimal(0), Decimal(0), Decimal(0)), today.week_minutes * ours.weeks_per_year
    inputs = []
    for tier, members in today.members:
        if tier in profile.tiers:
            income = profile.tiers[tier].price * members
            inputs.append(Input(f"fees:{tier}", income, income, income, "money", f"tiers.{tier}.price"))
    if inputs:
        inputs.append(stay_input("members_stay", profile.upgrade, ours.members_stay))
    hourly = rounded(fees * 60 / minutes, ONE) if minutes else None
    return Way(
        id="none", inputs=tuple(inputs), count=zero, net=zero, total=Spread(*[rounded(fees, ONE)] * 3),
        hours=Spread(*[tenths(Fraction(minutes, 60))] * 3),
        net_per_hour=None if hourly is None else Spread(hourly, hourly, hourly),
        chance_of_loss=0.0, drivers=(), most=None, carried=Decimal(0), over="",
    )  # fmt: skip


def tenths(hours: Fraction) -> Decimal:
    return rounded(Decimal(hours.numerator) / hours.denominator, TENTH)


def net_of(
    joins: int, price: Decimal, cost_each: Decimal, lost_each: Decimal, give_up: Decimal, there: Decimal = ONE
) -> Decimal:
    """Net of a partner tier in a year against no change, exact: n a (p - c - d) - F, `there` is a."""
    return joins * there * (price - cost_each - lost_each) - give_up


def break_even(
    price: Decimal, cost_each: Decimal, lost_each: Decimal, give_up: Decimal, there: Decimal = ONE
) -> int | None:
    """The fewest joins without a loss, ceil(F / a (p - c - d)), exact; None if a partner brings nothing."""
    margin = there * (price - cost_each - lost_each)
    if margin <= 0:
        return None
    whole, rest = divmod(give_up, margin)
    return int(whole) + bool(rest)


def make_bars(profile: Profile, tier: Way, joins: Sequence[int]) -> tuple[Bar, ...]:
    """Every price of the list once, the lowest first. `joins`: their draws."""
    partner = profile.upgrade.partner
    number, cost, lost, give_up = tier.inputs[1], *(tier.inputs[i].likely for i in (2, 5, 4))
    there = presence(tier.inputs[6].likely)
    low, high = int(number.low), int(number.high)
    split = high if tier.most is None else min(max(tier.most, low), high)
    today = {t.price for t in profile.tiers.values()}
    bars = []
    for price in sorted(set(partner.price if partner else ())):
        net = {n: net_of(n, price, cost, lost, give_up, there) for n in {low, split, high}}
        margin = there * (price - cost - lost)
        losses = sum(1 for n in joins if n * margin < give_up)
        bar = Bar(
            price=price, current=price in today, break_even=break_even(price, cost, lost, give_up, there),
            low=low, high=high, net_low=net[low], net_high=net[high], split=split, net_split=net[split],
            beyond=tier.most is not None and tier.most < high, chance_of_loss=losses / len(joins),
        )  # fmt: skip
        bars.append(bar)
    return tuple(bars)


def judge(ways: Sequence[Way], freed: Fraction | None, care_beyond: bool, ours: Ours) -> Verdict:
    """A way adds income where its median net is above no change, and still is with what the hours carry of
    it. The partner tier cuts cost where people join, deeds that move to them free more hours than the median
    takes, and not at a loss; Lego stays in the founder's hands and frees none. One passed test is enough."""
    best = max(ways, key=lambda way: (sum(passes(way, freed)), per_hour(way)))
    cuts, adds = passes(best, freed)
    reasons = ["adds-income" if adds else "income-beyond-hours" if best.net.p50 > 0 else "no-income"]
    reasons.append("hours-unknown" if freed is None else "frees-hours" if cuts else "frees-no-hours")
    reasons += [f"over-{best.over}"] * bool(best.over) + ["care-beyond"] * care_beyond
    reasons += ["risk"] * (Decimal(str(best.chance_of_loss)) > ours.risky)
    passed: Literal["both", "one", "neither"] = "one" if cuts or adds else "neither"
    if cuts and adds:
        passed = "both"
    return Verdict(passed, "wait" if passed == "neither" else "upgrade", best.id, tuple(reasons))


def passes(way: Way, freed: Fraction | None) -> tuple[bool, bool]:
    """Cuts cost, adds income."""
    moves = way.id == "partner" and way.count.p50 > 0
    frees = moves and freed is not None and freed > Fraction(way.hours.p50)
    return frees and way.net.p50 >= 0, way.net.p50 > 0 and way.carried > 0


def per_hour(way: Way) -> Decimal:
    """Median net per hour; a way that takes no hours is ranked by its net, as if it took one."""
    return way.net_per_hour.p50 if way.net_per_hour else way.net.p50
