"""The part of the profile that the road of people reads: how many lead, host, carry and follow."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .values import Part

Heads = Annotated[int, Field(ge=1, le=1000)]


class Leading(Part):
    """Numbers of the road of people, for a community that is no business."""

    openers: Heads = Field(2, description="People beside you who can open a meeting.")
    city_members: Heads = Field(5, description="A city with so many members should have a host.")
    carriers: Heads = Field(
        5, description="Half of all deeds should be done by so many people; fewer in a small community."
    )
    carrier_share: Annotated[float, Field(ge=0, le=1)] = Field(
        0.1, description="In a small community this part of the members is enough, 0 to 1."
    )
    owner_share: Annotated[float, Field(ge=0.01, le=1)] = Field(
        0.5, description="Your own share of all deeds stays below this, 0 to 1."
    )
    followers: Heads = Field(2, description="People who do much and lead nothing yet: they take over next.")
    follower_deeds: Heads = Field(3, description="Deeds in 90 days of whoever could take over next.")
    ask: Annotated[int, Field(ge=1, le=480)] = Field(15, description="Your minutes to ask one person.")
