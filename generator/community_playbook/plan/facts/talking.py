"""What chat logs told of first answers to newcomers, as figures that texts may use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ...community.community import Community

FEWEST = 5
"""Newcomers who wrote: of fewer nothing is said."""
STALE = timedelta(days=56)
"""An export that ended longer ago tells nothing of now."""


@dataclass(frozen=True, slots=True)
class Talking:
    """`answer_people`: newcomers who wrote a day or more before the export ended; 0: nothing is known."""

    answer_known: bool
    answer_people: int
    answer_percent: int
    """Of them, answered within a day."""
    answer_never: int
    """Of them, never answered by anybody."""


NOTHING = Talking(False, 0, 0, 0)


def find_talking(community: Community, today: date) -> Talking:
    found = community.observed
    if found is None or not found.answers_known or found.until.date() < today - STALE:
        return NOTHING
    first = found.response
    if first.people < FEWEST:
        return NOTHING
    percent = round(100 * first.within_day / first.people)
    return Talking(True, first.people, percent, first.people - first.answered)
