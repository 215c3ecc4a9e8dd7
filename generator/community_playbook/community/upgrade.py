"""The part of the profile that the roadmap reads: what is given up, wanted and asked for, and its numbers.

A number that is left out has its default here, or is None where `plan/stage.py` or another field decides.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from .values import Count, LongText, Money, Part, Text

Portion = Annotated[float, Field(ge=0, le=1)]


class GiveUp(Part):
    """What you are ready to drop."""

    income_per_year: Money = Field(Decimal(0), description="Income that falls away.")


class Partner(Part):
    """The partner tier in up to three scenarios: cautious, likely, bold."""

    price: list[Money] = Field(default_factory=list, max_length=3, description="Per year, one per scenario.")
    joins: list[Count] = Field(default_factory=list, max_length=3, description="Partners, one per scenario.")
    cost_each: Money = Field(Decimal(0), description="What one partner costs per year.")
    commission: list[Annotated[float, Field(ge=0, le=1)]] = Field(
        default_factory=list,
        max_length=5,
        description="A partner's share of a sale, 0 to 1: one level only.",
    )
    hours_each_per_year: Annotated[float, Field(ge=0, le=1000)] = Field(
        0, description="Your hours for one partner."
    )
    fee_lost_each: Money = Field(
        Decimal(0), description="The fee a year that a member no longer pays after becoming a partner."
    )


class LegoPart(Part):
    """What a joint project brings, where you know better than we do: one number, or low, likely and high."""

    project_value: list[Money] = Field(
        default_factory=list, max_length=3, description="What a client pays for one project."
    )
    community_share: list[Annotated[float, Field(ge=0, le=1)]] = Field(
        default_factory=list, max_length=3, description="The part that the community keeps, 0 to 1."
    )
    hours_each: list[Annotated[float, Field(ge=0, le=1000)]] = Field(
        default_factory=list, max_length=3, description="Your hours for one project."
    )
    projects_per_year: list[Annotated[float, Field(ge=0, le=4000)]] = Field(
        default_factory=list, max_length=3, description="How many projects a year could bring."
    )
    demands_each: Annotated[int, Field(ge=1, le=50)] = Field(
        3, description="How many demands one partner serves at once."
    )
    community_parts: Annotated[int, Field(ge=0, le=100)] = Field(
        1, description="Parts of the income for the community, where each of the team gets one."
    )
    plenty: Annotated[int, Field(ge=1, le=1000)] = Field(
        3, description="A skill or industry that so many partners have is there in plenty."
    )
    new_team: Annotated[int, Field(ge=1, le=13)] = Field(
        3, description="The largest team of a demand that is suggested to you."
    )


class ScenarioPart(Part):
    """What the year is computed with: each number may be doubted, so each may be set."""

    weeks_per_year: Annotated[int, Field(ge=1, le=53)] = Field(
        52, description="Weeks a year in which you run the community."
    )
    members_stay: Portion = Field(
        1, description="Which part of today's members stays to the end of the year, 0 to 1."
    )
    partners_stay: Portion = Field(
        1, description="Which part of the new partners stays to the end of the year, 0 to 1."
    )
    spread: Portion = Field(
        0.2, description="A single figure is taken for a guess: so much less to so much more, 0 to 1."
    )
    cost_share: Portion = Field(
        0.1, description="What a partner costs where `partner.cost_each` is not said, as a part of the fee."
    )
    owner_share_goal: Portion | None = Field(
        None,
        description="Your share of all deeds once others carry them; without it, `gates.owner_share`.",
    )
    care_in_week: bool = Field(
        True,
        description="True: your planned week has the hours for today's partners; false: they come on top.",
    )
    risky: Portion = Field(
        0.25, description="A chance of loss above this is named as a reason for care, 0 to 1."
    )


Minutes = Annotated[int, Field(ge=1, le=480)]


class Pace(Part):
    """Your minutes for what the roadmap asks of you."""

    ask: Minutes = Field(15, description="A letter to the people of a first combination.")
    meet: Minutes = Field(45, description="Its first meeting.")
    recruit: Minutes = Field(30, description="The search for a missing brick.")
    look: Minutes = Field(5, description="A second look at a gate.")
    sitting: Annotated[int, Field(ge=15, le=480)] = Field(
        60, description="The longest sitting with pen and paper in one week."
    )


class Gates(Part):
    """Numbers that end a step of the roadmap; without them, ours."""

    give_up_share: Annotated[float, Field(ge=0, le=1)] | None = Field(
        None, description="Give up at most this part of a year's fees, 0 to 1."
    )
    wanted: Annotated[int, Field(ge=1, le=20)] | None = Field(
        None, description="Resources that you name before you trade."
    )
    got: Annotated[int, Field(ge=1, le=20)] | None = Field(
        None, description="Resources in hand before joint projects."
    )
    owner_share: Annotated[float, Field(ge=0.01, le=1)] | None = Field(
        None, description="Your share of all deeds stays below this, 0 to 1."
    )
    partners_exchange: Count | None = Field(None, description="Partners at step 2.")
    partners_integrate: Count | None = Field(None, description="Partners at step 3.")
    partner_share: Annotated[float, Field(ge=0, le=1)] | None = Field(
        None, description="In a small community this part of the members is enough at step 2."
    )
    partner_share_integrate: Annotated[float, Field(ge=0, le=1)] | None = Field(
        None, description="In a small community this part of the members is enough at step 3."
    )
    fewest_exchange: Count | None = Field(None, description="Never fewer partners than this at step 2.")
    fewest_integrate: Count | None = Field(None, description="Never fewer partners than this at step 3.")
    projects: Count | None = Field(None, description="Joint projects in three months.")
    demands: Count | None = Field(None, description="Demands that your partners can serve.")
    holders: Annotated[int, Field(ge=1, le=1000)] | None = Field(
        None, description="Partners who hold each skill that is asked for."
    )


class Demand(Part):
    """Something that a market asks for and members could do together."""

    name: Text = Field(description="What is wanted.")
    industry: Text | None = Field(None, description="Who wants it.")
    skills: list[Text] = Field(default_factory=list, max_length=12, description="What it takes.")


class Upgrade(Part):
    """The road to a better business."""

    core_value: LongText | None = Field(None, description="What only this community has, in one sentence.")
    give_up: GiveUp | None = Field(None, description="What you are ready to drop for it.")
    wanted_resources: list[Text] = Field(
        default_factory=list, max_length=20, description="What you want in exchange."
    )
    resources_got: list[Text] = Field(
        default_factory=list, max_length=20, description="What you have in exchange already."
    )
    joint_projects_per_quarter: Annotated[float, Field(ge=0, le=1000)] = Field(
        0, description="How many projects partners do together in three months."
    )
    partner: Partner | None = Field(None, description="The partner tier.")
    lego: LegoPart = Field(default_factory=LegoPart, description="What joint projects bring.")
    scenario: ScenarioPart = Field(
        default_factory=ScenarioPart, description="What the year is computed with."
    )
    minutes: Pace = Field(default_factory=Pace, description="Your minutes for what the roadmap asks.")
    gates: Gates = Field(default_factory=Gates, description="When a step of the roadmap is done.")
    demands: list[Demand] = Field(
        default_factory=list,
        max_length=200,
        description="What the market asks for: each is matched to members.",
    )
