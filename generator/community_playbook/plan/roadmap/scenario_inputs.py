"""What do the scenarios start from: what the operator said, and our numbers where nothing was said.

One list price is a decision and stays; one figure for joins, cost or hours is a guess and becomes a range.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal, NamedTuple

from ...community.upgrade import Partner, ScenarioPart, Upgrade

SCALE = {"money": 100, "hours": 100, "share": 10_000, "partners": 1, "projects": 1}
"""Draws are whole numbers: hundredths of money and hours, hundredths of a percent, whole heads."""
CENT, BASIS, ONE = Decimal("0.01"), Decimal("0.0001"), Decimal(1)
PARTNER = "upgrade.partner."
GIVE_UP, PROJECTS = "upgrade.give_up.income_per_year", "upgrade.joint_projects_per_quarter"
LEGO, SCENARIO = "upgrade.lego.", "upgrade.scenario."
DEFAULTS = ScenarioPart()


class Triple(NamedTuple):
    low: Decimal
    likely: Decimal
    high: Decimal


def triple(low: str, likely: str, high: str) -> Triple:
    return Triple(Decimal(low), Decimal(likely), Decimal(high))


A_YEAR, LEAD = triple("0", "4", "8"), triple("4", "8", "16")
PRICES, COMMUNITY = triple("0.5", "1", "3"), triple("0.2", "0.25", "0.33")


@dataclass(frozen=True, slots=True)
class Ours:
    """Our numbers where the profile is silent, in one place. Each that is used is listed as an Assumption.
    Those of `upgrade.scenario` have the same names there, see `numbers_of`."""

    weeks_per_year: int = DEFAULTS.weeks_per_year
    members_stay: Decimal = Decimal(str(DEFAULTS.members_stay))
    """Which part of today's paying members is still there when the year ends, see `presence`."""
    partners_stay: Decimal = Decimal(str(DEFAULTS.partners_stay))
    """As much of the new partners."""
    spread: Decimal = Decimal(str(DEFAULTS.spread))
    """A single figure for joins, cost or hours is a guess: drawn from so much below to as much above."""
    cost_share: Decimal = Decimal(str(DEFAULTS.cost_share))
    """What a partner costs, as a part of the likely price."""
    hours_each: Decimal = Decimal(6)
    lost_each: Decimal = Decimal(0)
    """Fee a year that a member no longer pays after becoming a partner."""
    owner_share_goal: Decimal = Decimal("0.33")
    """Once decentralised, the owner does so much of all deeds; the owner's hours fall as that share falls."""
    projects: Triple = A_YEAR
    """A year; up to two a quarter. A number that the profile gives is drawn from its half to its double."""
    project_prices: Triple = PRICES
    """Value of a project in likely partner prices, so that it fits every currency."""
    community_share: Triple = COMMUNITY
    """One equal part for the community beside teams of two to four."""
    project_hours: Triple = LEAD
    """The owner's hours: the source leaves the lead of Lego projects with the founder."""
    care_in_week: bool = DEFAULTS.care_in_week
    """The planned week has the hours for today's partners in it, so they are not taken off a second time."""
    risky: Decimal = Decimal(str(DEFAULTS.risky))
    """A chance of loss above this is named as a reason for care."""


OURS = Ours()


def numbers_of(upgrade: Upgrade, ours: Ours = OURS) -> Ours:
    """Ours, with what the profile says in their place. The owner's share once others carry the deeds is that
    of the gate, unless it is said."""
    said = {name: getattr(upgrade.scenario, name) for name in upgrade.scenario.model_fields_set}
    if said.get("owner_share_goal") is None:
        said["owner_share_goal"] = upgrade.gates.owner_share
    exact: dict[str, Any] = {
        name: Decimal(str(value)) if isinstance(value, float) else value
        for name, value in said.items()
        if value is not None
    }
    return replace(ours, **exact)


def presence(stay: Decimal) -> Decimal:
    """How much of a year one is there on average, if this part stays to its end. Those who leave do so evenly
    through the year, half a year each: they pay, cost and take half."""
    return (1 + stay) / 2


@dataclass(frozen=True, slots=True)
class Assumption:
    """A number that the operator did not give. `values`: one, or low, likely and high. `where`: the field of
    the profile that replaces it."""

    name: str
    values: tuple[Decimal, ...]
    unit: str
    where: str


@dataclass(frozen=True, slots=True)
class Input:
    """`unit`: a key of SCALE. `known`: said; widened (one figure was said, the range is ours); assumed."""

    name: str
    low: Decimal
    likely: Decimal
    high: Decimal
    unit: str
    where: str
    known: Literal["said", "widened", "assumed"] = "said"

    @property
    def units(self) -> tuple[int, int, int]:
        low, likely, high = (rounded(v * SCALE[self.unit], ONE) for v in self.span)
        return int(low), int(likely), int(high)

    @property
    def span(self) -> Triple:
        return Triple(self.low, self.likely, self.high)


def unsaid(upgrade: Upgrade) -> tuple[str, ...]:
    partner = upgrade.partner
    said = partner.model_fields_set if partner else frozenset()
    names = ("price", "joins", "cost_each", "hours_each_per_year")
    lacking = [n for n in names if partner is None or n not in said or getattr(partner, n) == []]
    return tuple([PARTNER + n for n in lacking] + ([] if upgrade.give_up else [GIVE_UP]))


def rounded(value: Decimal, step: Decimal) -> Decimal:
    return value.quantize(step, ROUND_HALF_UP)


def ranged(values: Sequence[Decimal | int], step: Decimal) -> Triple:
    """Lowest, middle (of two: their mean, rounded to the step) and highest of what was said, in any order."""
    ordered = sorted(Decimal(v) for v in values)
    middle = (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
    return Triple(ordered[0], rounded(middle, step), ordered[-1])


def widened(likely: Decimal, spread: Decimal, step: Decimal) -> Triple:
    return Triple(rounded(likely * (1 - spread), step), likely, rounded(likely * (1 + spread), step))


def partner_inputs(upgrade: Upgrade, partner: Partner, ours: Ours) -> tuple[Input, ...]:
    """price, joins, cost_each, hours_each: these may vary; then give_up, lost_each and partners_stay."""
    said, guessed = partner.model_fields_set, len(partner.joins) == 1
    price, joins = ranged(partner.price, CENT), ranged(partner.joins, ONE)
    if guessed:
        joins = widened(joins.likely, ours.spread, ONE)
    cost = partner.cost_each if "cost_each" in said else price.likely * ours.cost_share
    cost = rounded(cost, CENT)
    hours = Decimal(str(partner.hours_each_per_year)) if "hours_each_per_year" in said else ours.hours_each
    income = upgrade.give_up.income_per_year if upgrade.give_up else Decimal(0)
    lost = partner.fee_lost_each if "fee_lost_each" in said else ours.lost_each
    return (
        Input("price", *price, "money", PARTNER + "price"),
        Input("joins", *joins, "partners", PARTNER + "joins", "widened" if guessed else "said"),
        Input("cost_each", *widened(cost, ours.spread, CENT), "money", PARTNER + "cost_each",
              "widened" if "cost_each" in said else "assumed"),
        Input("hours_each", *widened(hours, ours.spread, CENT), "hours", PARTNER + "hours_each_per_year",
              "widened" if "hours_each_per_year" in said else "assumed"),
        Input("give_up", income, income, income, "money", GIVE_UP, "said" if upgrade.give_up else "assumed"),
        Input("lost_each", lost, lost, lost, "money", PARTNER + "fee_lost_each",
              "said" if "fee_lost_each" in said else "assumed"),
        stay_input("partners_stay", upgrade, ours.partners_stay),
    )  # fmt: skip


def stay_input(name: str, upgrade: Upgrade, stay: Decimal) -> Input:
    """`members_stay` or `partners_stay`."""
    known: Literal["said", "assumed"] = "said" if name in upgrade.scenario.model_fields_set else "assumed"
    part = rounded(stay, BASIS).normalize()
    return Input(name, part, part, part, "share", SCENARIO + name, known)


def lego_inputs(upgrade: Upgrade, price: Input, ours: Ours) -> tuple[Input, ...]:
    """projects, project_value, community_share, project_hours: all may vary."""
    lego = upgrade.lego
    year = Decimal(str(upgrade.joint_projects_per_quarter)) * 4
    if lego.projects_per_year or not year:
        projects = stated("projects", lego.projects_per_year, "projects", ours.projects, CENT, ours)
    else:
        span = ranged([year / 2, year, year * 2], CENT)
        projects = Input("projects", *span, "projects", PROJECTS, "widened")
    value = Triple(*(rounded(price.likely * factor, CENT) for factor in ours.project_prices))
    return (
        projects,
        stated("project_value", lego.project_value, "money", value, CENT, ours),
        stated("community_share", lego.community_share, "share", ours.community_share, BASIS, ours),
        stated("project_hours", lego.hours_each, "hours", ours.project_hours, CENT, ours),
    )


def stated(
    name: str, said: Sequence[Decimal | float], unit: str, assumed: Triple, step: Decimal, ours: Ours
) -> Input:
    """A number of a Lego project: as said, a single figure as a range, or ours; `where` is its field."""
    where = LEGO + {"projects": "projects_per_year", "project_hours": "hours_each"}.get(name, name)
    if not said:
        return Input(name, *assumed, unit, where, "assumed")
    span = ranged([Decimal(str(v)) for v in said], step)
    if len(said) > 1:
        return Input(name, *span, unit, where)
    wide = widened(span.likely, ours.spread, step)
    if unit == "share":
        wide = wide._replace(high=min(wide.high, ONE))
    return Input(name, *wide, unit, where, "widened")
