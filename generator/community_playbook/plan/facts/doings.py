"""What the operator does and wants: rotation, meetups, points and incentives, the upgrade."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from ...community.community import Community
from ...community.rewards import PointRule, Season
from ...knowledge.library import Library
from ..clock import WEEKS_PER_MONTH
from ..roster import city_counts
from .people import Sizes

ENDINGS = "。．.！!；;，, "
TABLE_SIZE = 6
"""One conversation holds about 4, a table 5 to 9 (facts on small meetings)."""


@dataclass(frozen=True, slots=True)
class Rotation:
    rotation_months: int
    rotation_percent: int
    rotation_moves: int
    """People who change groups in one term."""
    rotation_week: int
    """The pace: as many a week as the term needs."""
    rotation_now: int
    """Of these, whom the list of the week holds."""
    rotation_listed: bool
    """There is a list, with names."""
    rotation_hours: float
    minutes_per_move: float
    old_mates: int
    rotation_date: date


@dataclass(frozen=True, slots=True)
class Meeting:
    city_list: tuple[tuple[str, int], ...]
    """Where those live whom a meetup invites, most first."""
    city_members: int
    city2_members: int
    meet_cities: int
    cities_known_percent: int
    trips_per_month: float
    event_budget: float
    table_size: int
    one_city: bool


@dataclass(frozen=True, slots=True)
class Rewards:
    points_mode: str
    points_period: str
    rule_list: tuple[PointRule, ...]
    rule_count: int
    has_sales: bool
    incentive_budget: float
    incentive_names: list[str]
    teams: str
    articles_week: float
    messages_week: float
    channels: list[str]
    tools_to_lend: list[str]
    letters_known: bool
    """The desk has this week's letters, with names and topics."""


@dataclass(frozen=True, slots=True)
class Spare:
    """How many letters the week holds that wait for free minutes, and cities whose day is to be fixed."""

    leaving_letters: int = 0
    star_letters: int = 0
    host_letters: int = 0
    trip_stops: int = 0


NO_SPARE = Spare()


PROMISE = 120
"""Columns that a sentence may take in a message; a Chinese character takes two."""
WIDE = 0x1100


@dataclass(frozen=True, slots=True)
class Wishes:
    """The upgrade in the operator's own words."""

    core_value: str
    promise: str
    wanted_resources: list[str]
    resources_got: list[str]
    demands_each: int


def find_rotation(community: Community, sizes: Sizes, today: date) -> Rotation:
    said = community.profile.rotation
    people = sizes.group_size * sizes.rotation_groups
    moves = round(people * said.share_moved)
    weeks = said.every_months * WEEKS_PER_MONTH
    pace = ceil(moves / weeks) if sizes.rotation_groups > 1 else 0
    month = today.year * 12 + today.month - 1  # counted from 0: the next month that the period divides
    turn = (month // said.every_months + 1) * said.every_months
    first = date(turn // 12, turn % 12 + 1, 1)
    if (first - today).days < 14:
        turn += said.every_months
        first = date(turn // 12, turn % 12 + 1, 1)
    return Rotation(
        rotation_months=said.every_months,
        rotation_percent=round(100 * said.share_moved),
        rotation_moves=moves,
        rotation_week=pace,
        rotation_now=pace,
        rotation_listed=False,
        rotation_hours=round(moves * said.minutes_per_move / 60, 1),
        minutes_per_move=said.minutes_per_move,
        old_mates=max(ceil(sizes.group_size / sizes.rotation_groups) - 1, 0),
        rotation_date=first + timedelta(days=(6 - first.weekday()) % 7),
    )


def find_meeting(community: Community, library: Library) -> Meeting:
    profile = community.profile
    tier = profile.events.tier
    asked = {g.id for g in profile.groups if g.tier == tier}
    invited = (
        [m for m in community.members if m.tier == tier or community.groups_of(m) & asked] if tier else []
    )
    invited = invited or list(community.members)
    counts = city_counts(invited)
    known = sum(count for _, count in counts)
    people = len(invited)
    one_city = bool(counts) and counts[0][1] >= 0.8 * known and known * 2 >= people
    one_city = one_city or (not counts and library.kinds[profile.community.kind].one_city)
    return Meeting(
        city_list=counts,
        city_members=counts[0][1] if counts else 0,
        city2_members=counts[1][1] if len(counts) > 1 else 0,
        meet_cities=sum(1 for _, count in counts if count >= 5),
        cities_known_percent=round(100 * known / people) if people else 0,
        trips_per_month=0 if one_city else profile.events.trips_per_month,  # nobody travels to the own city
        event_budget=float(profile.events.monthly_budget or 0),
        table_size=TABLE_SIZE,
        one_city=one_city,
    )


def find_rewards(community: Community) -> Rewards:
    profile = community.profile
    points, incentives = profile.points, profile.incentives
    named = [r.name for r in incentives.exposure] + [r.name for r in incentives.red_packet]
    named += [r.name for r in incentives.prize]
    return Rewards(
        points_mode=points.mode,
        points_period="season" if isinstance(points.period, Season) else points.period,
        rule_list=tuple(points.rules),
        rule_count=len(points.rules),
        has_sales=any(rule.amount for rule in points.rules),
        incentive_budget=float(incentives.monthly_budget or 0),
        incentive_names=named,
        teams=points.teams,
        articles_week=profile.content.articles_per_week,
        messages_week=profile.content.messages_per_week,
        channels=[channel.name for channel in profile.content.channels],
        tools_to_lend=list(profile.content.tools_to_lend),
        letters_known=False,
    )


def find_wishes(community: Community) -> Wishes:
    """What the letters of the upgrade say in the operator's own words. The core value begins a sentence and
    never ends one: it is one line, with a capital and without its full stop."""
    said = community.profile.upgrade
    core = " ".join((said.core_value or "").split()).rstrip(ENDINGS)
    got = {text.casefold() for text in said.resources_got}
    core = core[:1].upper() + core[1:]
    return Wishes(
        core_value=core,
        promise=core if sum(2 if ord(letter) >= WIDE else 1 for letter in core) <= PROMISE else "",
        wanted_resources=[text for text in said.wanted_resources if text.casefold() not in got],
        resources_got=list(said.resources_got),
        demands_each=said.lego.demands_each,
    )
