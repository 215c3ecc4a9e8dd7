"""Where does this community stand, and what is the next gate in numbers? (the source's third part)

Generation 1: the owner speaks to members. 2: decentralised, members carry it. 3: Lego, the founder combines
people for demands of the market. The four steps up: give up an income for the core value's sake, exchange
it for resources, integrate them into joint projects, offer anew. The source gives the order and no numbers;
every threshold is ours and stands in one table, `Thresholds`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from typing import Any, Literal

from ...community.upgrade import Gates, Upgrade
from .scenario_inputs import Assumption

FEWEST_SKILLS = 1
"""A gate that cannot be counted (no skill is asked for) still wants one."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Our numbers. In a small community sixty partners are everybody: then a part of the members is enough
    (10 % at step 2, 13 % at step 3), but never fewer people than make a choice of teams."""

    give_up_share: Decimal = Decimal("0.05")
    """At most this part of a year's fees, so that a failed exchange does no harm."""
    wanted: int = 3
    """Resources named."""
    got: int = 3
    """Resources in hand."""
    owner_share: Decimal = Decimal("0.33")
    """Of all deeds, below this part of 1: somebody else does two of three."""
    partners_exchange: int = 60
    partners_integrate: int = 80
    partner_share: Decimal = Decimal("0.1")
    partner_share_integrate: Decimal = Decimal("0.13")
    fewest_exchange: int = 3
    fewest_integrate: int = 4
    projects: int = 2
    """Joint projects in three months."""
    demands: int = 3
    """Demands that partners cover today."""
    holders: int = 2
    """Partners who hold a skill that is asked for; the caller counts with it."""


THRESHOLDS = Thresholds()


def thresholds_of(gates: Gates, ours: Thresholds = THRESHOLDS) -> Thresholds:
    """Ours, with what the profile says in their place."""
    said: dict[str, Any] = {n: value for n in UNITS if (value := getattr(gates, n)) is not None}
    exact: dict[str, Any] = {n: Decimal(str(v)) if isinstance(v, float) else v for n, v in said.items()}
    return replace(ours, **exact)


UNITS = {
    "give_up_share": "share", "wanted": "resources", "got": "resources", "owner_share": "share",
    "partners_exchange": "partners", "partners_integrate": "partners", "partner_share": "share",
    "partner_share_integrate": "share", "fewest_exchange": "partners", "fewest_integrate": "partners",
    "projects": "projects", "demands": "demands", "holders": "partners",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known today; None = unknown. Money in the profile's currency."""

    core_value: bool = False
    give_up: Decimal | None = None
    """Income given up a year; None or 0 = nothing is given up."""
    fees: Decimal | None = None
    """Fees a year."""
    wanted: int = 0
    got: int = 0
    owner_share: float | None = None
    """Of the deeds of 90 days, a part of 1; None where there is no ledger."""
    members: int = 0
    """People in all, partners included."""
    partners: int = 0
    projects: float = 0
    """Joint projects in three months."""
    coverable: int = 0
    """Demands that today's partners cover."""
    skills: int = 0
    """Different skills that the demands ask for."""
    skills_held: int = 0
    """Of these, held by `Thresholds.holders` partners or more."""


@dataclass(frozen=True, slots=True)
class Gate:
    """`rule`: least (have >= want), most (have <= want), below (have < want). `have` None = unknown, which
    does not pass. `gap`: what is missing, in the unit; None where unknown; 0 where ok."""

    id: str
    have: Decimal | None
    want: Decimal
    unit: str
    rule: Literal["least", "most", "below"] = "least"

    @property
    def ok(self) -> bool:
        if self.have is None:
            return False
        if self.rule == "least":
            return self.have >= self.want
        return self.have < self.want if self.rule == "below" else self.have <= self.want

    @property
    def gap(self) -> Decimal | None:
        return None if self.have is None else Decimal(0) if self.ok else abs(self.want - self.have)


@dataclass(frozen=True, slots=True)
class Step:
    """`state`: done (this and all before it are passed), here (the first that is not), to (later)."""

    id: str
    """give-up, exchange, integrate, offer; of the road of people: open, host, carry, follow."""
    number: int
    state: Literal["done", "here", "to"]
    gates: tuple[Gate, ...]

    @property
    def lacks(self) -> tuple[Gate, ...]:
        return tuple(gate for gate in self.gates if not gate.ok)


@dataclass(frozen=True, slots=True)
class Stage:
    generation: Literal[0, 1, 2, 3]
    """0 = unknown: nobody can tell what the owner does of all that is done."""
    here: int
    """Number of the step that is being climbed; 0 = all four are done."""
    steps: tuple[Step, ...]
    lacks: tuple[Gate, ...]
    """What is missing for the next generation; nothing in the third."""
    assumptions: tuple[Assumption, ...]

    @property
    def next_gates(self) -> tuple[Gate, ...]:
        """What is missing for the next step."""
        return self.steps[self.here - 1].lacks if self.here else ()


def make_stage(standing: Standing, wanted: Thresholds = THRESHOLDS) -> Stage:
    """A community is of generation 2 once its owner does less than a third of the deeds, whatever its
    business (unknown without a ledger, or where no member is the owner); of generation 3 once it is, and
    joint projects, demands and skills pass their gates: then Lego runs, with however many partners."""
    groups = gates(standing, wanted)
    first = next((n for n, step in enumerate(groups.values()) if not all(g.ok for g in step)), len(groups))
    steps = tuple(
        Step(name, n + 1, "done" if n < first else "here" if n == first else "to", group)
        for n, (name, group) in enumerate(groups.items())
    )
    second = [g for g in groups["exchange"] if g.id == "owner_share"]
    third = [g for g in groups["integrate"] if g.id == "projects"] + list(groups["offer"])
    generation: Literal[0, 1, 2, 3] = 3
    if lacking(second):
        generation = 0 if standing.owner_share is None else 1
    elif lacking(third):
        generation = 2
    return Stage(
        generation=generation,
        here=0 if first == len(groups) else first + 1,
        steps=steps,
        lacks={0: lacking(second), 1: lacking(second), 2: lacking(third), 3: ()}[generation],
        assumptions=tuple(
            Assumption(name, (Decimal(getattr(wanted, name)),), unit, f"upgrade.gates.{name}")
            for name, unit in UNITS.items()
        ),
    )


def lacking(found: Sequence[Gate]) -> tuple[Gate, ...]:
    return tuple(gate for gate in found if not gate.ok)


def gates(
    have: Standing, want: Thresholds
) -> dict[Literal["give-up", "exchange", "integrate", "offer"], tuple[Gate, ...]]:
    """The gates of each step, in the order in which they are worked on."""
    give_up = have.give_up or Decimal(0)
    share = give_up / have.fees if have.fees else None
    owner = None if have.owner_share is None else Decimal(str(have.owner_share))
    return {
        "give-up": (
            Gate("core_value", Decimal(have.core_value), Decimal(1), "sentence"),
            Gate("give_up", Decimal(give_up > 0), Decimal(1), "income"),
            Gate("give_up_share", share, want.give_up_share, "share", "most"),
            Gate("wanted", Decimal(have.wanted), Decimal(want.wanted), "resources"),
        ),
        "exchange": (
            Gate("got", Decimal(have.got), Decimal(want.got), "resources"),
            Gate("owner_share", owner, want.owner_share, "share", "below"),
            partner_gate(have, want.partners_exchange, want.partner_share, want.fewest_exchange),
        ),
        "integrate": (
            partner_gate(have, want.partners_integrate, want.partner_share_integrate, want.fewest_integrate),
            Gate("projects", Decimal(str(have.projects)), Decimal(want.projects), "projects"),
        ),
        "offer": (
            Gate("demands", Decimal(have.coverable), Decimal(want.demands), "demands"),
            Gate("skills", Decimal(have.skills_held), Decimal(max(have.skills, FEWEST_SKILLS)), "skills"),
        ),
    }


def partner_gate(have: Standing, usual: int, share: Decimal, fewest: int) -> Gate:
    part = int((have.members * share).to_integral_value(ROUND_CEILING))
    return Gate("partners", Decimal(have.partners), Decimal(min(usual, max(part, fewest))), "partners")


def make_standing(
    upgrade: Upgrade,
    *,
    fees: Decimal,
    owner_share: float | None,
    members: int,
    partners: int,
    coverable: int,
    skills: int,
    skills_held: int,
) -> Standing:
    """What the profile says of the upgrade, beside what the plan has counted. `fees` 0 = unknown."""
    return Standing(
        core_value=bool(upgrade.core_value),
        give_up=upgrade.give_up.income_per_year if upgrade.give_up else None,
        fees=fees or None,
        wanted=len(upgrade.wanted_resources),
        got=len(upgrade.resources_got),
        owner_share=owner_share,
        members=members,
        partners=partners,
        projects=upgrade.joint_projects_per_quarter,
        coverable=coverable,
        skills=skills,
        skills_held=skills_held,
    )
