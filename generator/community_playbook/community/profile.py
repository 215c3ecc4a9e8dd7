"""The profile: one declaration gives validation, the JSON Schema and the reference of all fields.

Only `community.name`, `community.kind` and `operator.hours_per_week` are required. A value that is left
out is None (or empty) here; what is assumed in its place is decided in `plan/facts.py`, in the open.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Kind = Literal["knowledge", "selling", "interest", "local", "professional"]
PlatformId = Literal["wechat", "wecom", "telegram", "discord", "slack"]
LanguageId = Literal["zh", "en"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
LongText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
Id = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]
Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Window = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$")]
HexColor = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
Url = Annotated[str, StringConstraints(pattern=r"^(https://[^\s\"<>]+|mailto:[^\s\"<>]+)$", max_length=300)]
FilePath = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Money = Annotated[Decimal, Field(ge=0, le=1_000_000_000, decimal_places=2)]
Count = Annotated[int, Field(ge=0, le=10_000_000)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CommunityPart(Part):
    name: Text = Field(description="What members call the community.")
    kind: Kind = Field(description="What the community is for: it decides how loud it should be.")
    platform: PlatformId = Field("wechat", description="Where the groups live.")
    language: LanguageId | list[LanguageId] = Field("zh", description="zh, en, or [zh, en] with a switch.")
    timezone: Text = Field("Asia/Shanghai", description="IANA name, for example Europe/Berlin.")
    currency: Currency = Field("CNY", description="ISO 4217 code of every amount in this file.")
    founded: date | None = Field(None, description="First day, as 2019-06-01.")
    link: Url | None = Field(None, description="Where people join (https or mailto).")


class Brand(Part):
    color: HexColor = Field("#0B6B4F", description="One colour; light and dark themes are computed from it.")
    logo: FilePath | None = Field(None, description="A picture beside the profile.")
    stickers: bool = Field(False, description="True if the community has its own sticker or emoji set.")
    motif: Literal["beam", "wave", "peak", "leaf", "disc"] | None = Field(
        None, description="The drawing of the community; without it, chosen by the name."
    )


class Operator(Part):
    hours_per_week: Annotated[float, Field(ge=0, le=80)] = Field(description="Your own hours, honestly.")
    assistants: Annotated[int, Field(ge=0, le=50)] = Field(0, description="How many people help.")
    assistant_hours_per_week: Annotated[float, Field(ge=0, le=400)] = Field(
        0, description="Their hours, all together."
    )
    legal_form: Literal["person", "company"] = Field("person", description="Who pays red packets and prizes.")


class Group(Part):
    id: Id = Field(description="As it stands in the members table.")
    name: Text | None = None
    tier: Id = Field("member", description="A key of `tiers`.")
    seats: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    members: Count | None = Field(None, description="How many people are in it, if there is no members table.")


class Tier(Part):
    price: Money = Field(Decimal(0), description="Per year and person.")
    name: Text | None = None


class RedPacket(Part):
    intro: Money | None = Field(None, description="Before each introduction.")
    share: Money | None = Field(None, description="Before each talk.")
    monthly_budget: Money | None = Field(None, description="All red packets of a month.")


class Onboarding(Part):
    newcomers_per_week: Annotated[float, Field(ge=0, le=100_000)] | None = None
    join_window: Window = Field("20:00-22:00", description="When newcomers are let in.")
    evenings: list[Weekday] | None = Field(None, description="On which days; without it, by their number.")
    intro_fields: list[Text] = Field(default_factory=list, max_length=12)
    red_packet: RedPacket = Field(default_factory=RedPacket)


class Rotation(Part):
    every_months: Annotated[int, Field(ge=1, le=60)] = 6
    minutes_per_move: Annotated[float, Field(ge=0, le=60)] = 1
    share_moved: Annotated[float, Field(ge=0, le=1)] = 0.33


class Season(Part):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    start: date = Field(alias="from")
    end: date = Field(alias="to")


class PointRule(Part):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    action: Id
    points: Annotated[Decimal, Field(ge=-100_000, le=100_000)] | None = None
    amount: bool = Field(False, description="True: count the money of the row (sales), not points.")
    daily_cap: Annotated[int, Field(ge=1, le=100_000)] | None = None
    start: date | None = Field(None, alias="from")
    end: date | None = Field(None, alias="to")
    name: Text | None = Field(None, description="How members read it.")


class Points(Part):
    mode: Literal["none", "platform", "ledger"] = "none"
    period: Literal["week", "month"] | Season = "week"
    rules: list[PointRule] = Field(default_factory=list, max_length=40)
    teams: Id = Field("none", description="none, squads, or a column of the members table.")


class Earned(Part):
    rank: Annotated[int, Field(ge=1, le=1000)] | None = None
    period: Literal["week", "month", "season", "all"] | None = None
    badge: Id | None = None
    points: Annotated[int, Field(ge=0)] | None = None
    action: Id | None = None


class Exposure(Part):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    name: Text
    reach: Count | None = None
    earned: Earned = Field(default_factory=Earned, alias="for")


class PacketReward(Part):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    name: Text
    amount: Money
    earned: Earned = Field(default_factory=Earned, alias="for")


class Prize(Part):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    name: Text
    value: Money
    quantity: Annotated[int, Field(ge=1, le=100_000)] = 1
    earned: Earned = Field(default_factory=Earned, alias="for")


class Incentives(Part):
    monthly_budget: Money | None = None
    exposure: list[Exposure] = Field(default_factory=list, max_length=20)
    red_packet: list[PacketReward] = Field(default_factory=list, max_length=20)
    prize: list[Prize] = Field(default_factory=list, max_length=20)


class BadgeRule(Part):
    action: Id | None = None
    count: Annotated[int, Field(ge=1)] | None = None
    points: Annotated[int, Field(ge=1)] | None = None
    rank: Annotated[int, Field(ge=1)] | None = None
    years: Annotated[int, Field(ge=1)] | None = None


class Badge(Part):
    id: Id
    name: Text
    when: BadgeRule = Field(default_factory=BadgeRule)


class Channel(Part):
    name: Text
    reach: Count | None = None


class Content(Part):
    base: Text | None = Field(None, description="Where long texts live, for example zsxq or Notion.")
    tools_to_lend: list[Text] = Field(default_factory=list, max_length=20)
    articles_per_week: Annotated[float, Field(ge=0, le=200)] = 0
    messages_per_week: Annotated[float, Field(ge=0, le=1000)] = 0
    channels: list[Channel] = Field(default_factory=list, max_length=20)


class Events(Part):
    tier: Id | None = Field(None, description="For whom you travel; without it, for everybody.")
    trips_per_month: Annotated[float, Field(ge=0, le=20)] = 0
    monthly_budget: Money | None = None


class GiveUp(Part):
    income_per_year: Money = Decimal(0)


class Partner(Part):
    price: list[Money] = Field(default_factory=list, max_length=3)
    joins: list[Count] = Field(default_factory=list, max_length=3)
    cost_each: Money = Decimal(0)
    hours_each_per_year: Annotated[float, Field(ge=0, le=1000)] = 0


class Demand(Part):
    name: Text
    industry: Text | None = None
    skills: list[Text] = Field(default_factory=list, max_length=12)


class Upgrade(Part):
    core_value: LongText | None = None
    give_up: GiveUp | None = None
    wanted_resources: list[Text] = Field(default_factory=list, max_length=20)
    partner: Partner | None = None
    demands: list[Demand] = Field(default_factory=list, max_length=200)


class Publish(Part):
    base_url: Url | None = None
    show: Literal["consent", "nobody"] = "consent"


class Limits(Part):
    """Overrides of the platform's defaults, see `playbook/platforms/`."""

    seats: Annotated[int, Field(ge=1)] | None = None
    packet_max: Money | None = None
    qr_joins: Annotated[int, Field(ge=1)] | None = None


class TableOptions(Part):
    """How to read a table where its look deceives."""

    encoding: Literal["utf-8", "gb18030", "utf-16"] | None = None
    sheet: Text | None = None
    day_first: bool | None = None


class Profile(Part):
    community: CommunityPart
    operator: Operator
    brand: Brand = Field(default_factory=Brand)
    goal: Literal["cost", "income", "depth"] = Field(
        "depth", description="cost: spend less time; income: earn more; depth: closer relations."
    )
    groups: list[Group] = Field(default_factory=list, max_length=2000)
    tiers: dict[Id, Tier] = Field(default_factory=dict)
    members: FilePath | None = Field(None, description="CSV or XLSX, a path beside the profile.")
    ledger: FilePath | None = Field(None, description="CSV or XLSX, a path beside the profile.")
    tables: TableOptions = Field(default_factory=TableOptions)
    onboarding: Onboarding = Field(default_factory=Onboarding)
    rotation: Rotation = Field(default_factory=Rotation)
    points: Points = Field(default_factory=Points)
    incentives: Incentives = Field(default_factory=Incentives)
    badges: list[Badge] = Field(default_factory=list, max_length=60)
    content: Content = Field(default_factory=Content)
    events: Events = Field(default_factory=Events)
    upgrade: Upgrade = Field(default_factory=Upgrade)
    publish: Publish = Field(default_factory=Publish)
    limits: Limits = Field(default_factory=Limits)

    @property
    def languages(self) -> tuple[LanguageId, ...]:
        chosen = self.community.language
        return (chosen,) if isinstance(chosen, str) else tuple(dict.fromkeys(chosen)) or ("zh",)
