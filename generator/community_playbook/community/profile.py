"""The profile: one declaration gives validation, the JSON Schema and the reference of all fields.

Only `community.name`, `community.kind` and `operator.hours_per_week` are required. A value that is left
out is None (or empty) here; what is assumed in its place is decided in `plan/facts.py`, in the open.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from .calendar import CalendarPart
from .rewards import Badge, Incentives, Points
from .values import (
    Count,
    Currency,
    FilePath,
    HexColor,
    Id,
    LongText,
    Money,
    Part,
    Positive,
    Text,
    Url,
    WebUrl,
    Window,
)

Kind = Literal["knowledge", "selling", "interest", "local", "professional"]
PlatformId = Literal["wechat", "wecom", "telegram", "discord", "slack"]
LanguageId = Literal["zh", "en"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class CommunityPart(Part):
    """The community itself."""

    name: Text = Field(description="What members call the community.")
    kind: Kind = Field(description="What the community is for: it decides how loud it should be.")
    platform: PlatformId = Field("wechat", description="Where the groups live.")
    language: LanguageId | Annotated[list[LanguageId], Field(min_length=1, max_length=2)] = Field(
        "zh", description="zh, en, or [zh, en] with a switch."
    )
    timezone: Text = Field("Asia/Shanghai", description="IANA name, for example Europe/Berlin.")
    currency: Currency = Field("CNY", description="ISO 4217 code of every amount in this file.")
    founded: date | None = Field(None, description="First day, as 2019-06-01.")
    link: Url | None = Field(None, description="Where people join (https or mailto).")


class Brand(Part):
    """How the community looks."""

    color: HexColor = Field(
        "#0B6B4F", description="One colour, in quotes; light and dark themes are computed from it."
    )
    logo: FilePath | None = Field(None, description="A picture beside the profile.")
    stickers: bool = Field(False, description="True if the community has its own sticker or emoji set.")
    motif: Literal["beam", "wave", "peak", "leaf", "disc"] | None = Field(
        None, description="The drawing of the community; without it, chosen by the name."
    )
    fonts: list[FilePath] = Field(
        default_factory=list,
        max_length=8,
        description="Font files beside the profile, for letters that the pictures lack (TTF or OTF).",
    )


class Operator(Part):
    """Who runs the community, and with how much time."""

    hours_per_week: Annotated[float, Field(ge=0, le=80)] = Field(description="Your own hours, honestly.")
    assistants: Annotated[int, Field(ge=0, le=50)] = Field(0, description="How many people help.")
    assistant_hours_per_week: Annotated[float, Field(ge=0, le=400)] = Field(
        0, description="Their hours, all together."
    )
    legal_form: Literal["person", "company"] = Field("person", description="Who pays red packets and prizes.")


class Group(Part):
    """One chat group."""

    id: Id = Field(description="As it stands in the members table.")
    name: Text | None = Field(None, description="What members call the group.")
    tier: Id = Field("member", description="A key of `tiers`.")
    seats: Annotated[int, Field(ge=1, le=1_000_000)] | None = Field(
        None, description="How many people fit in; without it, the platform's limit."
    )
    members: Count | None = Field(
        None, description="How many people are in it, if there is no members table."
    )


class Tier(Part):
    """One level of membership."""

    price: Money = Field(Decimal(0), description="Per year and person.")
    name: Text | None = Field(None, description="What members call the tier.")


class RedPacket(Part):
    """Red packets around newcomers and talks."""

    intro: Money | None = Field(None, description="Before each introduction.")
    share: Money | None = Field(None, description="Before each talk.")
    monthly_budget: Money | None = Field(None, description="All red packets of a month.")


class Onboarding(Part):
    """How newcomers come in."""

    newcomers_per_week: Annotated[float, Field(ge=0, le=100_000)] | None = Field(
        None, description="How many people join in a usual week."
    )
    join_window: Window = Field("20:00-22:00", description="When newcomers are let in, as 20:00-22:00.")
    evenings: Annotated[list[Weekday], Field(max_length=7)] | None = Field(
        None, description="On which days; without it, by their number."
    )
    intro_fields: list[Text] = Field(
        default_factory=list, max_length=12, description="What a self-introduction tells, in this order."
    )
    red_packet: RedPacket = Field(default_factory=RedPacket, description="Amounts of the red packets.")


class Rotation(Part):
    """How members change groups."""

    every_months: Annotated[int, Field(ge=1, le=60)] = Field(6, description="Months between two rotations.")
    minutes_per_move: Annotated[float, Field(ge=0, le=60)] = Field(
        1, description="What it takes to move one member by hand."
    )
    share_moved: Annotated[float, Field(ge=0, le=1)] = Field(
        0.33, description="Which part of a group moves, 0 to 1."
    )


class Channel(Part):
    """A place where content is published."""

    name: Text = Field(description="Name of the channel.")
    reach: Count | None = Field(None, description="How many people see a post.")


class Content(Part):
    """Where content comes from and goes to."""

    base: Text | None = Field(None, description="Where long texts live, for example zsxq or Notion.")
    tools_to_lend: list[Text] = Field(
        default_factory=list, max_length=20, description="Tools to lend in exchange for an honest write-up."
    )
    articles_per_week: Annotated[float, Field(ge=0, le=200)] = Field(0, description="The quota of articles.")
    messages_per_week: Annotated[float, Field(ge=0, le=1000)] = Field(
        0, description="How many members are written to, to ask for a text."
    )
    channels: list[Channel] = Field(default_factory=list, max_length=20, description="Where it is published.")


class Meetup(Part):
    """One table that is announced: it gets a card to post."""

    city: Text = Field(description="Where; it is the largest word on the card.")
    day: date = Field(description="The day.")
    time: Window = Field("14:00-17:00", description="From when to when, as 14:00-17:00.")
    seats: Annotated[int, Field(ge=2, le=12)] = Field(8, description="A table talks with 5 to 9 people.")
    topic: Text | None = Field(None, description="What is talked about.")
    host: Text | None = Field(None, description="Who looks after the table, as it may be read by all.")
    place: Text | None = Field(None, description="The district only; the address goes by message.")
    fee: Text | None = Field(None, description="What it costs; without it, everybody pays their own.")
    going: list[Id] = Field(
        default_factory=list, max_length=12, description="Ids of members who have a seat, the host first."
    )


class Events(Part):
    """Meetups."""

    tier: Id | None = Field(None, description="For whom you travel; without it, for everybody.")
    trips_per_month: Annotated[float, Field(ge=0, le=20)] = Field(0, description="Your own trips.")
    monthly_budget: Money | None = Field(None, description="All travel of a month.")
    meetups: list[Meetup] = Field(
        default_factory=list, max_length=24, description="Tables that are announced, each with a card."
    )


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


Minutes = Annotated[int, Field(ge=1, le=480)]


class Pace(Part):
    """Your minutes for what the roadmap asks of you."""

    ask: Minutes = Field(15, description="A letter to the people of a first combination.")
    meet: Minutes = Field(45, description="Its first meeting.")
    recruit: Minutes = Field(30, description="The search for a missing brick.")
    look: Minutes = Field(5, description="A second look at a gate.")


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
    minutes: Pace = Field(default_factory=Pace, description="Your minutes for what the roadmap asks.")
    gates: Gates = Field(default_factory=Gates, description="When a step of the roadmap is done.")
    demands: list[Demand] = Field(
        default_factory=list,
        max_length=200,
        description="What the market asks for: each is matched to members.",
    )


class Publish(Part):
    """The members' site."""

    base_url: WebUrl | None = Field(None, description="Where `share/` will stand (https).")
    show: Literal["consent", "nobody"] = Field(
        "consent", description="consent: names of members who agreed; nobody: all names masked."
    )


class Limits(Part):
    """Overrides of the platform's defaults, see `playbook/platforms/`."""

    seats: Annotated[int, Field(ge=1, le=1_000_000)] | None = Field(None, description="Seats of one group.")
    packet_max: Money | None = Field(None, description="The largest single red packet.")
    qr_joins: Positive | None = Field(None, description="From so many members on, a QR code no longer works.")


class TableOptions(Part):
    """How to read a table where its look deceives."""

    encoding: Literal["utf-8", "gb18030", "utf-16"] | None = Field(None, description="Of CSV files.")
    sheet: Text | None = Field(None, description="Name of the sheet in a workbook.")
    day_first: bool | None = Field(None, description="True: 5/1/2026 is the 5th of January.")


class Profile(Part):
    """All that an operator says about a community."""

    community: CommunityPart = Field(description="The community itself.")
    operator: Operator = Field(description="Who runs it, and with how much time.")
    brand: Brand = Field(default_factory=Brand, description="How it looks.")
    goal: Literal["cost", "income", "depth"] = Field(
        "depth", description="cost: spend less time; income: earn more; depth: closer relations."
    )
    running: list[Id] = Field(
        default_factory=list,
        max_length=20,
        description="Tactics that run already and need no set-up, for example self-intro.",
    )
    groups: list[Group] = Field(default_factory=list, max_length=2000, description="The chat groups.")
    tiers: dict[Id, Tier] = Field(default_factory=dict, description="Levels of membership, by key.")
    members: FilePath | None = Field(None, description="CSV or XLSX, a path beside the profile.")
    ledger: FilePath | None = Field(None, description="CSV or XLSX, a path beside the profile.")
    tables: TableOptions = Field(default_factory=TableOptions, description="How to read both tables.")
    onboarding: Onboarding = Field(default_factory=Onboarding, description="How newcomers come in.")
    rotation: Rotation = Field(default_factory=Rotation, description="How members change groups.")
    points: Points = Field(default_factory=Points, description="How points are counted.")
    incentives: Incentives = Field(default_factory=Incentives, description="What members can earn.")
    badges: list[Badge] = Field(default_factory=list, max_length=60, description="Marks that stay.")
    content: Content = Field(default_factory=Content, description="Where content comes from and goes to.")
    events: Events = Field(default_factory=Events, description="Meetups.")
    calendar: CalendarPart = Field(default_factory=CalendarPart, description="Days off in the calendar.")
    upgrade: Upgrade = Field(default_factory=Upgrade, description="The road to a better business.")
    publish: Publish = Field(default_factory=Publish, description="The members' site.")
    limits: Limits = Field(default_factory=Limits, description="Overrides of the platform's limits.")

    @property
    def languages(self) -> tuple[LanguageId, ...]:
        chosen = self.community.language
        return (chosen,) if isinstance(chosen, str) else tuple(dict.fromkeys(chosen)) or ("zh",)
