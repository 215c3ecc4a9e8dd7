"""The profile: one declaration gives validation, the JSON Schema and the reference of all fields.

Only `community.name`, `community.kind` and `operator.hours_per_week` are required. A value that is left
out is None (or empty) here; what is assumed in its place is decided in `plan/facts.py`, in the open.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from .calendar import BigDate, CalendarPart
from .content import Content
from .leading import Leading
from .paper import Printing
from .rewards import Badge, Incentives, Points
from .rhythms import MOST, RhythmPart
from .upgrade import Upgrade
from .values import (
    Address,
    Count,
    Currency,
    FilePath,
    Found,
    HexColor,
    Id,
    Money,
    NightWindow,
    Part,
    Positive,
    Text,
    Url,
    WebUrl,
    Window,
)

KindId = Annotated[str, Found("kind")]
PlatformId = Annotated[str, Found("platform")]
LanguageId = Annotated[str, Found("language")]
NO_TOPIC = "none"
"""Written as the topic of a community that shall have none."""
Weight = Annotated[float, Field(ge=0, le=5)]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
FreeTime = dict[Weekday, Annotated[list[NightWindow], Field(max_length=12)]]


class CommunityPart(Part):
    """The community itself."""

    name: Text = Field(description="What members call the community.")
    kind: KindId = Field(description="What the community is for: it decides how loud it should be.")
    platform: PlatformId = Field("wechat", description="Where the groups live.")
    language: LanguageId | Annotated[list[LanguageId], Field(min_length=1)] = Field(
        "zh", description="One, as zh, or several with a switch, as [zh, en]."
    )
    timezone: Text = Field("Asia/Shanghai", description="IANA name, for example Europe/Berlin.")
    currency: Currency = Field("CNY", description="ISO 4217 code of every amount in this file.")
    topic: Id | None = Field(
        None,
        description="What people talk about, as bread, running, devops; without it, guessed from the names. "
        "none: nothing of that kind.",
    )
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
    free: FreeTime = Field(
        default_factory=dict,
        description="When you are free, by day, as {tue: [20:00-22:00], sat: [14:00-18:00]}.",
    )


class Assistant(Part):
    """One of the people who help."""

    name: Text | None = Field(None, description="What you call them; without it, by their number.")
    hours: Annotated[float, Field(ge=0, le=80)] = Field(description="Their own hours a week.")
    free: FreeTime = Field(
        default_factory=dict, description="When they are free; without it, as all assistants are."
    )


class Assistants(Part):
    """The people who help: how many they are, and their hours all together, stands under `operator`, or each
    of them here."""

    free: FreeTime = Field(
        default_factory=dict, description="When they are free, by day, as under `operator`."
    )
    people: list[Assistant] = Field(
        default_factory=list,
        max_length=50,
        description="Each of them, as [{name: Lin, hours: 3, free: {sat: [14:00-18:00]}}], "
        "where their hours differ; counts instead of the two numbers under `operator`.",
    )


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
    about: Literal["same", "subject", "place", "cohort"] | None = Field(
        None,
        description="same: as the others; subject, place or cohort: people sit in it for that, and stay.",
    )


class Tactics(Part):
    """What you decide by hand, whatever the plan says."""

    hide: list[Id] = Field(
        default_factory=list, max_length=20, description="Tactics that you do not want to see, as rotation."
    )
    start: dict[Id, date] = Field(
        default_factory=dict,
        description="Tactics that start in the week of a day, as {rotation: 2027-01-06}.",
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


class Weights(Part):
    """How much each kind of thing in common counts, 0 to 5; 0: never introduced for that."""

    city: Weight = Field(1, description="The same city.")
    trade: Weight = Field(1, description="The same industry.")
    skill: Weight = Field(1, description="The same tag, skill or other column that people share.")
    place: Weight = Field(1, description="The same estate, neighbourhood or pick-up point.")


class Mentions(Part):
    """Whom newcomers are introduced to."""

    each: Annotated[int, Field(ge=1, le=4)] = Field(
        2, description="Members to mention for each newcomer, 1 to 4."
    )
    per_week: Annotated[int, Field(ge=1, le=7)] = Field(
        2, description="So many times a week at most one member is called upon."
    )
    weights: Weights = Field(
        default_factory=Weights,
        description="What counts how much; what is left out, what people come for decides, else 1.",
    )


class Onboarding(Part):
    """How newcomers come in."""

    newcomers_per_week: Annotated[float, Field(ge=0, le=100_000)] | None = Field(
        None, description="How many people join in a usual week."
    )
    join_window: NightWindow = Field(
        "20:00-22:00", description="When newcomers are let in, as 20:00-22:00; it may pass midnight."
    )
    evenings: Annotated[list[Weekday], Field(max_length=7)] | None = Field(
        None, description="On which days; without it, by their number."
    )
    intro_fields: list[Text] = Field(
        default_factory=list, max_length=12, description="What a self-introduction tells, in this order."
    )
    red_packet: RedPacket = Field(default_factory=RedPacket, description="Amounts of the red packets.")
    mentions: Mentions = Field(
        default_factory=Mentions, description="Whom newcomers are introduced to, and how often one is asked."
    )


class Rotation(Part):
    """How members change groups."""

    every_months: Annotated[int, Field(ge=1, le=60)] = Field(6, description="Months between two rotations.")
    minutes_per_move: Annotated[float, Field(ge=0, le=60)] = Field(
        1, description="What it takes to move one member by hand."
    )
    share_moved: Annotated[float, Field(ge=0, le=1)] = Field(
        0.33, description="Which part of a group moves, 0 to 1."
    )
    stay: list[Text] = Field(
        default_factory=list,
        max_length=200,
        description="Ids of members who stay in their group: hosts, stars.",
    )
    together: list[list[Text]] = Field(
        default_factory=list,
        max_length=100,
        description="Friends who want to move together, as [[m12, m40]].",
    )
    apart: list[list[Text]] = Field(
        default_factory=list, max_length=100, description="Who does not want to share a group, as [[m7, m9]]."
    )


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
    per_km: Money | None = Field(
        None, description="What a kilometre of the way costs you; without it, about a fast train."
    )
    per_city: Money = Field(Decimal(0), description="A night and meals in each city, on top of the way.")
    meetups: list[Meetup] = Field(
        default_factory=list, max_length=24, description="Tables that are announced, each with a card."
    )


class Publish(Part):
    """The members' site."""

    base_url: WebUrl | None = Field(None, description="Where `share/` will stand (https).")
    show: Literal["consent", "nobody"] = Field(
        "consent", description="consent: names of members who agreed; nobody: all names masked."
    )
    name: Literal["nickname", "name"] = Field(
        "nickname", description="What those who agreed are called there: their nickname, where there is one."
    )
    allow: list[Text] = Field(
        default_factory=list,
        max_length=20,
        description="Contacts that everybody may read, each as it is written, for example a hotline.",
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
    columns: dict[Text, Text] = Field(
        default_factory=dict, description="Your header: our column, for headers that are not understood."
    )
    points: Literal["rows", "rules"] | None = Field(
        None, description="Where rows have points and rules give other ones: which of the two count."
    )
    chain: Text | None = Field(
        None, description="What an entry of a 接龙 counts as, an action of your rules, as ordered."
    )


class Profile(Part):
    """All that an operator says about a community."""

    community: CommunityPart = Field(description="The community itself.")
    operator: Operator = Field(description="Who runs it, and with how much time.")
    assistants: Assistants = Field(default_factory=Assistants, description="The people who help.")
    brand: Brand = Field(default_factory=Brand, description="How it looks.")
    goal: Literal["cost", "income", "depth"] = Field(
        "depth", description="cost: spend less money and effort; income: earn more; depth: closer relations."
    )
    today: date | None = Field(
        None, description="Plan as of this day, whatever the clock says: for examples and for looking back."
    )
    running: list[Id] = Field(
        default_factory=list,
        max_length=20,
        description="Tactics that run already and need no set-up, for example self-intro.",
    )
    tactics: Tactics = Field(default_factory=Tactics, description="What you decide by hand.")
    tone: Literal["plain", "warm", "formal"] = Field(
        "plain", description="How messages sound: plain as friends write, warm with greetings, formal."
    )
    address: Address | None = Field(
        None, description="What you call everybody in messages to the group: folks, neighbours, 家人们."
    )
    rhythms: Annotated[list[Id | RhythmPart], Field(max_length=MOST)] | None = Field(
        None,
        description="What people come for, two at most: [{id: camp, anchors: {start: 2026-12-07}}].",
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
    dates: list[BigDate] = Field(
        default_factory=list,
        max_length=100,
        description="Exams, sales, terms: as {what: 考研, from: 2026-12-19, to: 2026-12-20, kind: exam}.",
    )
    calendar: CalendarPart = Field(default_factory=CalendarPart, description="Days off in the calendar.")
    upgrade: Upgrade = Field(default_factory=Upgrade, description="The road to a better business.")
    people: Leading = Field(
        default_factory=Leading, description="The road of people: who leads, hosts, carries and follows."
    )
    print: Printing = Field(default_factory=Printing, description="The print room.")
    publish: Publish = Field(default_factory=Publish, description="The members' site.")
    limits: Limits = Field(default_factory=Limits, description="Overrides of the platform's limits.")

    @property
    def languages(self) -> tuple[LanguageId, ...]:
        chosen = self.community.language
        return (chosen,) if isinstance(chosen, str) else tuple(dict.fromkeys(chosen)) or ("zh",)

    @property
    def public_contacts(self) -> tuple[str, ...]:
        """Contacts that everybody may read: what was looked at, where people join, where the site stands."""
        return (*self.publish.allow, self.community.link or "", self.publish.base_url or "")
