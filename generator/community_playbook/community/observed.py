"""What chat logs told beside people and deeds: counts alone, for the operator's eyes.

`playbook take --write` keeps it beside the profile; a later build shows it with what it holds and until when.
Nothing that anybody wrote is in it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from .values import Part

DAYS, HOURS = 7, 24
WITHIN = (10, 60, 6 * 60, 24 * 60)
"""Minutes: the first answer came within the first, else the second ... else later."""
MOST = 10**12
Whole = Annotated[int, Field(ge=0, le=MOST)]
LONGEST_NAME = 300
Name = Annotated[str, Field(max_length=LONGEST_NAME)]
Hours = Annotated[tuple[Whole, ...], Field(min_length=HOURS, max_length=HOURS)]


class Waits(Part):
    """A question of a member that nobody answered. `sure`: nothing was said after it that may be an answer,
    or people there answer by the link alone; else it is likelier that nobody did."""

    member: Name
    group: Name
    at: datetime
    times: Whole
    """So many questions of this member in this group wait; `at` is the newest."""
    sure: bool


class First(Part):
    """First answers to newcomers who wrote, where a day or more has passed since: CHAOSS calls it Time to
    First Response."""

    people: Whole = 0
    answered: Whole = 0
    within_day: Whole = 0
    median: Whole | None = None
    """Minutes, of those who were answered."""
    spread: tuple[Whole, ...] = ()
    """How many within each of `WITHIN`, then later."""


class Cohort(Part):
    """Newcomers of one month: came, wrote, wrote on another day, wrote four weeks or more after that."""

    month: date
    came: Whole
    wrote: Whole
    again: Whole
    stayed: Whole
    early: bool
    """Four weeks have not passed since for everybody."""


class Welcomer(Part):
    member: Name
    newcomers: Whole


class Met(Part):
    """Who answered a newcomer first, and after how many minutes."""

    newcomer: Name
    by: Name
    minutes: Whole


class Observed(Part):
    """Days are those of the community's zone. `since`: from that day on it is told how things are now."""

    first: date
    until: datetime
    """The last message."""
    since: date
    groups: tuple[Name, ...]
    messages: Whole
    people: Whole
    linked: Whole
    """Answers of which the log says whom they answer."""
    inferred: Whole
    """Answers known by an @ or a quote."""
    hours: Annotated[tuple[Hours, ...], Field(min_length=DAYS, max_length=DAYS)]
    """By weekday: in each hour, how many people wrote, added up over the days."""
    asked: Whole
    """Questions to which a day or more was time to answer, in chats whose log tells of answers."""
    unanswered: Whole
    """Nobody answered them by the link or by name."""
    told: bool = False
    """Whoever answers says so, by the link or by name; a file of an older version does not know."""
    waiting: tuple[Waits, ...]
    """Those who wait for sure first, the newest at the head."""
    writers: Whole
    half: Whole
    """The fewest people who wrote half of the messages: CHAOSS calls it the Contributor Absence Factor."""
    half_without: Whole
    """The same without the team."""
    team_share: Annotated[float, Field(ge=0, le=1)]
    pairs: Whole
    """Pairs of somebody who answered and somebody who was answered."""
    mutual: Whole
    """Those of them in which the other one answered too."""
    reactions: Whole = 0
    """Of others, to messages of people."""
    given: Whole = 0
    """Of these the log says who gave them."""
    givers: Whole = 0
    """People who gave them."""
    silent_givers: Whole = 0
    """Of these who wrote nothing."""
    noticed: bool
    """The log tells who joined; else a newcomer is whoever wrote for the first time."""
    response: First
    cohorts: tuple[Cohort, ...]
    welcomers: tuple[Welcomer, ...]
    met: tuple[Met, ...]

    @property
    def sure(self) -> tuple[Waits, ...]:
        return tuple(one for one in self.waiting if one.sure)

    @property
    def perhaps(self) -> tuple[Waits, ...]:
        return tuple(one for one in self.waiting if not one.sure)

    @property
    def answers_known(self) -> bool:
        return bool(self.linked or self.inferred)

    @property
    def inferred_share(self) -> float:
        every = self.linked + self.inferred
        return self.inferred / every if every else 0.0
