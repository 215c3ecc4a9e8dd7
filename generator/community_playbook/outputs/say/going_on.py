"""What was taken for a day that the profile does not say: told in the first week, with the line to say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from ...plan.anchors import anchor_clock, anchor_days
from ...plan.rhythms import Laid
from ...plan.running import going_on
from .frame import Frame


@dataclass(frozen=True, slots=True)
class TakenLine:
    """`write`: the line of the profile that says another day."""

    text: str
    write: str


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
        if not anchor.lead or day is None or anchor.id in laid.dated:
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
