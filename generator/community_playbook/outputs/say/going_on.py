"""What was taken for a day that the profile does not say: told in the first week, with the line to say it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ...plan.anchors import anchor_clock, anchor_days
from ...plan.in_turn import table_of, tables_of
from ...plan.rhythms import Laid
from ...plan.running import going_on
from .frame import Frame


@dataclass(frozen=True, slots=True)
class TakenLine:
    """`write`: the line of the profile that says another day."""

    text: str
    write: str


def turns_taken(frame: Frame, laid: Laid, days: Sequence[date]) -> list[TakenLine]:
    """The next time of each group for which the profile has no date to come."""
    names, dates = frame.round_names, frame.community.profile.dates
    tables = tables_of(frame.community.profile)
    dated = {table.name for big in dates if big.start in days and (table := table_of(big.what, tables))}
    said = {big.start for big in dates} | {when.day for when in laid.chosen.anchors.values() if laid.dated}
    found = []
    for table in tables:
        day = next((one for one in days if names.get((laid.id, one)) == table.name), None)
        if day and day not in said and table.name not in dated:
            text = frame.words("rhythm.turn", what=table.name, day=frame.day(day), weekday=frame.weekday(day))
            what = json.dumps(table.name, ensure_ascii=False)
            found.append(
                TakenLine(text, f"dates: [{{what: {what}, from: {day.isoformat()}, kind: meeting}}]")
            )
    return found


def taken_lines(frame: Frame, laid: Laid) -> list[TakenLine]:
    """Of each anchor whose first time needs days before it, and of which the profile says no date."""
    agenda, cycle = frame.plan.agenda, laid.rhythm.cycle
    profile, since = frame.community.profile, laid.since
    if since is None or not laid.fits or not agenda.monday <= since < agenda.monday + timedelta(weeks=1):
        return []
    held = going_on(profile, laid.rhythm, since)
    found = []
    for anchor in cycle.anchors:
        days = anchor_days(laid.rhythm, anchor.id, laid.chosen, agenda.monday, full=laid.levels.full)
        day = min((one for one in days if one >= agenda.first_day), default=None)
        if not anchor.lead or day is None:
            continue
        if anchor.turns > 1:
            found += turns_taken(frame, laid, [one for one in days if one >= agenda.first_day])
        if anchor.id in laid.dated:
            continue
        key = "goes_on" if anchor.id in held and not frame.facts.sizes.new else "begins"
        name = frame.folder(laid.rhythm.entry).label("anchors", anchor.id)
        clock = anchor_clock(laid.rhythm, anchor.id, laid.chosen)
        found.append(
            TakenLine(
                frame.words(f"rhythm.{key}", what=name, day=frame.day(day), weekday=frame.weekday(day)),
                f'{{id: {laid.id}, anchors: {{{anchor.id}: "{day.isoformat()} {clock}"}}}}',
            )
        )
    return found
