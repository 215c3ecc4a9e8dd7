"""Which time of what people come for is it? By the name that the group gave to its date, and its day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ...community.profile import Profile
from ...knowledge.library import Library
from ...plan.agenda import Step
from ...plan.anchors import anchor_days
from ...plan.in_turn import tables_of, turns_of
from ...plan.own_dates import own_round, way_of
from ...plan.plan import Plan
from ...words import Words

Times = Mapping[tuple[str, date], str]
"""By rhythm and first day."""


def named_rounds(plan: Plan, profile: Profile, library: Library) -> Times:
    """What a date of the profile is called that is a time of what people come for; whose turn it is."""
    found = turns(plan, profile)
    dated: dict[tuple[str, date], str] = {}
    for big in profile.dates:
        way = way_of(big, library, plan.rhythms, profile, plan.topic)
        if own := own_round(big, way, plan.rhythms, plan.agenda.monday):
            dated.setdefault((own.id, big.start), big.what)
    return {**found, **dated}


def turns(plan: Plan, profile: Profile) -> dict[tuple[str, date], str]:
    """Whose each time is, where groups take turns."""
    tables, monday = tables_of(profile), plan.agenda.monday
    found: dict[tuple[str, date], str] = {}
    for laid in plan.rhythms:
        for anchor in laid.rhythm.cycle.anchors:
            if anchor.turns > 1:
                days = anchor_days(laid.rhythm, anchor.id, laid.chosen, monday, full=laid.levels.full)
                whose = turns_of(days, profile.dates, tables)
                found |= {(laid.id, day): table.name for day, table in whose.items()}
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
