"""Every figure that a condition, a number of minutes or a text may use; `playbook/facts.yml` explains each.

Where the operator said nothing, the assumption is made here, once and in the open: `assumed` names it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from ...community.calendar import BigDate
from ...community.community import Community
from ...community.profile import CommunityPart
from ...knowledge.library import Library
from ..arrivals import Arrival
from ..clock import planned_monday
from ..dates import coming
from ..purpose import HeardTopic, find_topic, is_exam, is_screen, is_seated, topic_use
from .customs import Customs, find_customs
from .doings import (
    NO_SPARE,
    Meeting,
    Rewards,
    Rotation,
    Spare,
    Wishes,
    find_meeting,
    find_rewards,
    find_rotation,
    find_wishes,
)
from .fees import Fees, find_fees
from .native import Native, find_native
from .newcomers import Newcomers, Packets, find_newcomers, find_packets
from .people import Carriers, Hands, Sizes, find_carriers, find_hands, find_sizes
from .placing import Placing, find_placing
from .talking import Talking, find_talking

STALE_DAYS = 21
MAINLAND = "mainland"
"""Of `zones.yml`; Hong Kong, Macau and Taiwan have other numbers to call and other laws."""


@dataclass(frozen=True, slots=True)
class Setting:
    name: str
    kind: str
    """By which texts are chosen: the one that the kind of the profile is like. So is `platform`."""
    goal: str
    platform: str
    link: str
    stickers: bool
    company: bool
    in_china: bool
    topic_known: bool
    exam: bool
    """People prepare for one: what they talk about says so, or where nothing does, a date of the profile."""
    screen: bool
    """What they talk about is watched: films."""
    seated: bool
    """What they do is done in a room, and nobody gets hurt."""
    topic_asks: bool
    """A question about it comes with what people come for, or none is wanted there."""


@dataclass(frozen=True, slots=True)
class Days:
    today: date
    data_day: date
    """As of which day the tables speak."""
    monday: date
    """Of the planned week."""
    date_list: tuple[BigDate, ...]
    """Of the profile, those that are near."""


@dataclass(frozen=True)
class Facts:
    """All but the words of a language. `verdict`: light, standard or heavy; empty before it is known."""

    setting: Setting
    native: Native
    days: Days
    hands: Hands
    sizes: Sizes
    newcomers: Newcomers
    packets: Packets
    rotation: Rotation
    carriers: Carriers
    rewards: Rewards
    meeting: Meeting
    wishes: Wishes
    talking: Talking
    placing: Placing
    fees: Fees
    customs: Customs
    assumed: tuple[str, ...]
    """Ids of what was assumed."""
    verdict: str = ""
    spare: Spare = NO_SPARE

    @property
    def arrivals(self) -> tuple[Arrival, ...]:
        """Who waits for the next evening."""
        return self.newcomers.arrivals

    @property
    def waiting(self) -> tuple[str, ...]:
        """Their ids."""
        return tuple(arrival.newcomer.id for arrival in self.arrivals)

    @cached_property
    def flat(self) -> Mapping[str, Any]:
        """By the name that authors use: the fields of all groups in one mapping."""
        found: dict[str, Any] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if is_dataclass(value):
                found |= {inner.name: getattr(value, inner.name) for inner in fields(value)}
            else:
                found[field.name] = value
        return MappingProxyType(found)


def make_facts(community: Community, library: Library, today: date) -> Facts:
    """All facts but the verdict, which is judged from them."""
    monday = planned_monday(today)
    days = Days(
        today, day_of_data(community, today), monday, coming(community.profile.dates, monday)
    )  # fmt: skip
    hands = find_hands(community, library)
    sizes = find_sizes(community, library, hands)
    arriving = find_newcomers(community, library, sizes, today, days.data_day, hands)
    topic = find_topic(community, library)
    setting = find_setting(community, library, topic)
    native = find_native(library.platforms[community.profile.community.platform])
    packets = find_packets(community, library, arriving)
    return Facts(
        setting=setting,
        native=native,
        days=days,
        hands=hands,
        sizes=sizes,
        newcomers=arriving,
        packets=packets,
        rotation=find_rotation(community, sizes, today),
        carriers=find_carriers(community, library, days.data_day, monday),
        rewards=find_rewards(community),
        meeting=find_meeting(community, library),
        wishes=find_wishes(community),
        talking=find_talking(community, today),
        placing=find_placing(topic.topic if topic else None),
        fees=find_fees(community),
        customs=find_customs(community, library),
        assumed=find_assumed(community, native, days, arriving, packets),
    )


def find_setting(community: Community, library: Library, heard: HeardTopic | None) -> Setting:
    profile, topic = community.profile, heard.topic if heard else None
    platform = library.platforms[profile.community.platform]
    return Setting(
        name=profile.community.name,
        kind=library.kinds[profile.community.kind].like,
        goal=profile.goal,
        platform=platform.like,
        link=profile.community.link or "",
        stickers=profile.brand.stickers,
        company=profile.operator.legal_form == "company",
        in_china=profile.community.timezone in library.zones[MAINLAND],
        topic_known=topic is not None,
        exam=is_exam(community, library, heard),
        screen=is_screen(heard),
        seated=is_seated(community, library, heard),
        topic_asks=topic_use(community, library).asks,
    )


def find_assumed(
    community: Community, native: Native, days: Days, arriving: Newcomers, packets: Packets
) -> tuple[str, ...]:
    said = community.profile.onboarding.red_packet.intro is not None
    unsaid = unsaid_abroad(community)
    made = {
        "stale": days.data_day != days.today,
        "newcomers": arriving.newcomers_known == "assumption",
        "packet_intro": native.has_packets and not said,
        "packet_budget": native.has_packets and not packets.packet_budget_known and packets.packet_wish > 0,
        "timezone": "timezone" in unsaid,
        "currency": "currency" in unsaid,
    }
    return tuple(key for key, there in made.items() if there)


def unsaid_abroad(community: Community) -> frozenset[str]:
    """Time zone and currency, where a profile that is not in the usual language leaves them to ours."""
    said = community.profile.community
    fields = CommunityPart.model_fields
    if community.profile.languages[0] == fields["language"].default:
        return frozenset()
    return frozenset({"timezone", "currency"}) - said.model_fields_set


def day_of_data(community: Community, today: date) -> date:
    """As of which day the tables speak: today, or their newest day where they are more than three weeks
    old; else an old export would read as a community in which nobody joins and nobody acts."""
    days = [e.day for e in community.ledger] + [m.joined for m in community.members if m.joined]
    newest = max((day for day in days if day <= today), default=today)
    return newest if (today - newest).days > STALE_DAYS else today
