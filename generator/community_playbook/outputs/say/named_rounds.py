"""Which time of what people come for is it? By the name that the group gave to its date, and its day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ...plan.agenda import Step
from ...plan.own_dates import own_round, way_of
from .once import once

if TYPE_CHECKING:
    from .frame import Frame


@once
def round_names(frame: Frame) -> dict[tuple[str, date], str]:
    """By rhythm and first day: what a date of the profile is called that is a time of it."""
    plan, profile = frame.plan, frame.community.profile
    found: dict[tuple[str, date], str] = {}
    for big in profile.dates:
        way = way_of(big, frame.library, plan.rhythms, profile, plan.topic)
        if own := own_round(big, way, plan.rhythms, plan.agenda.monday):
            found.setdefault((own.id, big.start), big.what)
    return found


def headed(frame: Frame, step: Step, text: str) -> str:
    """The line of a step, with the time for which it is done where that has a name or lies after this week,
    and with a word to whoever has done it already."""
    name = round_names(frame).get((step.entry, step.round)) if step.round else None
    if step.ahead_of:
        day, weekday = frame.day(step.ahead_of), frame.weekday(step.ahead_of)
        key = "week.ahead_named" if name else "week.ahead"
        text = frame.words(key, what=text, name=name, day=day, weekday=weekday)
    elif name:
        text = frame.words("week.named", what=text, name=name)
    return frame.words("week.made_up", what=text) if step.made_up else text
