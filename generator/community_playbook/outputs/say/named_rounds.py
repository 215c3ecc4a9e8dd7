"""Which time of what people come for is it? By the name that the group gave to its date, and its day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ...community.profile import Profile
from ...knowledge.library import Library
from ...plan.agenda import Step
from ...plan.own_dates import own_round, way_of
from ...plan.plan import Plan
from ...words import Words

Times = Mapping[tuple[str, date], str]
"""By rhythm and first day."""


def named_rounds(plan: Plan, profile: Profile, library: Library) -> Times:
    """What a date of the profile is called that is a time of what people come for."""
    found: dict[tuple[str, date], str] = {}
    for big in profile.dates:
        way = way_of(big, library, plan.rhythms, profile, plan.topic)
        if own := own_round(big, way, plan.rhythms, plan.agenda.monday):
            found.setdefault((own.id, big.start), big.what)
    return found


def headed(words: Words, step: Step, names: Times, dated: str, weekday: str, text: str) -> str:
    """The line of a step, with the time for which it is done where that has a name or lies after this week
    (`dated`, `weekday`), and with a word to whoever has done it already."""
    name = names.get((step.entry, step.round)) if step.round else None
    if step.ahead_of:
        key = "week.ahead_named" if name else "week.ahead"
        text = words(key, what=text, name=name, day=dated, weekday=weekday)
    elif name:
        text = words("week.named", what=text, name=name)
    return words("week.made_up", what=text) if step.made_up else text
