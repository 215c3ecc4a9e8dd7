"""What is looked at in the weeks after the main business began, each once, with its date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from ...plan.rhythms import Laid
from .frame import Frame


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """`day`: the Monday of its week, `when`: that in words."""

    day: date
    when: str
    title: str
    text: Markup


def milestones(frame: Frame, laid: Laid) -> list[MilestoneLine]:
    """Those of the planned week and after it, in order; none where nothing of it is done, or nobody knows
    since when it is."""
    entry, since, monday = laid.rhythm.entry, laid.since, frame.plan.agenda.monday
    if since is None or not laid.fits:
        return []
    folder, first = frame.folder(entry), since - timedelta(days=since.weekday())
    found = []
    for item in frame.visible(entry, "weeks"):
        week = laid.rhythm.weeks[item.id]
        day = first + timedelta(weeks=week - 1)
        if day >= monday:
            when = frame.words("rhythm.week", n=week, day=frame.day(day))
            found.append(
                MilestoneLine(day, when, folder.label("weeks", item.id), folder.first("weeks", item.id))
            )
    return sorted(found, key=lambda one: one.day)
