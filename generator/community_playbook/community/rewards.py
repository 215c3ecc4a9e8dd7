"""The part of the profile that members feel: points, badges and the three kinds of incentive."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from .values import Count, Id, Money, Part, Positive, Text


class Season(Part):
    """A period of its own, both days included."""

    start: date = Field(alias="from", description="First day.")
    end: date = Field(alias="to", description="Last day.")


class PointRule(Part):
    """What one deed is worth."""

    action: Id = Field(description="As it stands in the ledger.")
    points: Annotated[Decimal, Field(ge=-100_000, le=100_000, decimal_places=2)] | None = Field(
        None, description="Points for one deed."
    )
    amount: bool = Field(False, description="True: count the money of the row (sales), not points.")
    by: Literal["seller", "buyer"] | None = Field(
        None,
        description="With `amount`: whose money it is. seller: takings, on a sales board; buyer: spending, "
        "which nobody else sees, the board counts orders.",
    )
    daily_cap: Annotated[int, Field(ge=1, le=100_000)] | None = Field(
        None, description="How many deeds of one member count on one day."
    )
    start: date | None = Field(None, alias="from", description="First day on which the rule holds.")
    end: date | None = Field(None, alias="to", description="Last day on which the rule holds.")
    name: Text | None = Field(None, description="How members read it; the ledger may say it too.")
    also: list[Text] = Field(
        default_factory=list, max_length=20, description="Other words for the action in the ledger."
    )

    @property
    def words(self) -> tuple[str, ...]:
        """What the ledger may say instead of the action."""
        return (*(filter(None, [self.name])), *self.also)


class Points(Part):
    """How points are counted."""

    mode: Literal["none", "platform", "ledger"] = Field(
        "none", description="none; platform: the platform counts; ledger: counted here from the ledger."
    )
    period: Literal["week", "month"] | Season = Field(
        "week", description="week, month, or {from: 2026-01-01, to: 2026-03-31}."
    )
    rules: list[PointRule] = Field(
        default_factory=list, max_length=40, description="What earns points; few rules work best."
    )
    teams: Id = Field(
        "none",
        description="none, squads, or a column of the members table (team, city, industry, tier, group).",
    )
    newcomer_days: Annotated[int, Field(ge=7, le=365)] = Field(
        60, description="How long somebody counts as new on the newcomers' board."
    )


class Earned(Part):
    """Who gets an incentive."""

    rank: Annotated[int, Field(ge=1, le=1000)] | None = Field(None, description="The first so many ranks.")
    period: Literal["week", "month", "season", "all"] | None = Field(
        None, description="Which week, month ..."
    )
    board: Literal["points", "sales"] = Field(
        "points", description="Which board `rank` and `points` are about: points, or sales in money."
    )
    badge: Id | None = Field(None, description="Holders of this badge.")
    points: Positive | None = Field(None, description="Everybody with at least so many points.")
    action: Id | None = Field(None, description="Everybody who did this deed.")
    each: bool = Field(False, description="With `action`: for every counted deed, not once a period.")


class Offer(Part):
    """What the three kinds of incentive have in common: the terms that stand before the start."""

    earned: Earned = Field(default_factory=Earned, alias="for", description="Who gets it.")
    limit: Annotated[int, Field(ge=1, le=100_000)] | None = Field(
        None, description="At most so many a month, first come, first served."
    )
    start: date | None = Field(None, alias="from", description="First day on which it can be earned.")
    end: date | None = Field(None, alias="to", description="Last day on which it can be earned.")
    claim_days: Annotated[int, Field(ge=1, le=365)] | None = Field(
        None, description="Days to claim it after it was announced."
    )


class Exposure(Offer):
    """An incentive: the community's own reach, lent to a member."""

    name: Text = Field(description="Where the member is shown.")
    reach: Count | None = Field(None, description="How many people see it.")


class PacketReward(Offer):
    """An incentive: a red packet for a deed or a rank."""

    name: Text = Field(description="What members call it.")
    amount: Money = Field(description="For each winner.")


class Prize(Offer):
    """An incentive: a thing."""

    name: Text = Field(description="What the prize is.")
    value: Money = Field(description="What one of it is worth.")
    quantity: Annotated[int, Field(ge=1, le=100_000)] = Field(
        1, description="How many there are: each period for a rank, else in all."
    )
    draw: bool = Field(False, description="True: drawn by lot among those who qualify.")


class Incentives(Part):
    """What members can earn."""

    monthly_budget: Money | None = Field(None, description="All incentives of a month.")
    exposure: list[Exposure] = Field(
        default_factory=list, max_length=20, description="Reach lent to members."
    )
    red_packet: list[PacketReward] = Field(default_factory=list, max_length=20, description="Red packets.")
    prize: list[Prize] = Field(default_factory=list, max_length=20, description="Prizes.")


class Condition(NamedTuple):
    """One thing that a badge asks for: `kind` names its words, its reckoning and its drawing."""

    kind: str
    wanted: int
    deed: str = ""
    """The action of the ledger that is counted."""


TAKES_TIME = frozenset({"years"})
"""Kinds that come by themselves to whoever stays."""


class BadgeRule(Part):
    """When a badge is earned."""

    action: Id | None = Field(None, description="This deed ...")
    count: Positive | None = Field(None, description="... done so many times.")
    points: Positive | None = Field(None, description="At least so many points in all.")
    rank: Annotated[int, Field(ge=1, le=1000)] | None = Field(None, description="At least this rank once.")
    years: Annotated[int, Field(ge=1, le=100)] | None = Field(
        None, description="So many years of membership."
    )

    def conditions(self) -> tuple[Condition, ...]:
        """All of these must hold, in the order in which they are said; none: it is given by hand alone."""
        deeds = (Condition("action", self.count or 1, self.action),) if self.action else ()
        amounts = {"points": self.points, "rank": self.rank, "years": self.years}
        return (*deeds, *(Condition(kind, wanted) for kind, wanted in amounts.items() if wanted))

    def takes_only_time(self) -> bool:
        return bool(found := self.conditions()) and all(c.kind in TAKES_TIME for c in found)


class Given(Part):
    """A badge that you give by hand, and why."""

    member: Id = Field(description="The member's id.")
    day: date = Field(description="The day on which it is given.")
    reason: Text = Field(description="What for; it stands beside the badge.")


class Badge(Part):
    """A mark that stays."""

    id: Id = Field(description="A short name for `for: {badge: ...}`.")
    name: Text = Field(description="What stands on the badge.")
    when: BadgeRule = Field(default_factory=BadgeRule, description="When it is earned; all of it must hold.")
    given: list[Given] = Field(default_factory=list, max_length=500, description="Given by hand.")
    emblem: Text | None = Field(
        None,
        description="The picture on it: a name of `glyphs` in templates/images/emblems.yml; "
        "without it chosen by the words of the badge.",
    )
