"""Who is on duty: the owner and each assistant, with the hours and the free time of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..community.hours import merged, week_spans
from ..community.profile import Profile
from .clock import DAYS
from .free import ANYTIME, Free, free_time

MOST_HOURS = 80.0
"""A week of one person, at most."""
OWNER, HELPER = "owner", "helper"
WHOLE_DAYS = Free(week_spans(dict.fromkeys(DAYS, ("08:00-23:00",))))
"""Of whoever said nothing, beside others who did."""


@dataclass(frozen=True, slots=True)
class Hand:
    """One person. `hours`: a week."""

    id: str
    """"owner"; "helper" where one helps, else "helper-1", "helper-2" ..."""
    hours: float = 0.0
    free: Free = ANYTIME
    name: str = ""
    exact: bool = False
    """The hours are this person's own; else an equal share of what all assistants have together."""

    @property
    def role(self) -> str:
        return role_of(self.id)

    @property
    def minutes(self) -> int:
        return round(self.hours * 60)


def role_of(who: str) -> str:
    """ "owner" or "helper", of the id of a person."""
    return who.partition("-")[0]


def find_crew(profile: Profile, spare_time: bool) -> tuple[Hand, ...]:
    """The owner first, then each assistant who has time. Hours as they are promised, but no more than the
    windows hold in which somebody is said to be free."""
    operator, helped = profile.operator, profile.assistants
    owner = hand(OWNER, operator.hours_per_week, free_time(operator.free, spare_time))
    together = free_time(helped.free, spare_time)
    found = [
        hand(HELPER, one.hours, free_time(one.free, spare_time) if one.free else together,
             one.name or "", exact=True)
        for one in helped.people
    ]  # fmt: skip
    if not found:
        number = max(operator.assistants, 1)
        found = [hand(HELPER, operator.assistant_hours_per_week / number, together)] * number
    if any(one.free.said for one in found):
        found = [one if one.free.spans else replace(one, free=WHOLE_DAYS) for one in found]
    if len(found) > 1:
        found = [replace(one, id=f"{HELPER}-{n}") for n, one in enumerate(found, 1)]
    return owner, *(one for one in found if one.hours)


def hand(id_: str, hours: float, free: Free, name: str = "", exact: bool = False) -> Hand:
    most = min(hours, free.minutes / 60) if free.said else hours
    return Hand(id_, float(min(most, MOST_HOURS)), free, name, exact)


def all_free(crew: Sequence[Hand]) -> Free:
    """When at least one of them is free."""
    if not all(one.free.spans for one in crew):
        return ANYTIME
    spans = merged([span for one in crew for span in one.free.spans])
    return Free(spans, any(one.free.said for one in crew))
