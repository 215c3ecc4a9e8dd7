"""What goes on already? What the profile says a day or a clock of, in a community that is no new one."""

from __future__ import annotations

from datetime import date, timedelta

from ..community.profile import Profile
from ..community.rhythms import RhythmPart
from ..knowledge.library import Rhythm

NEW = timedelta(weeks=4)
"""So long after its first day a community is new: what needs days before its first time gets them."""
OFTEN = 2
"""Weeks: of what comes less often, a weekday does not say in which; it comes when it can be prepared."""


def anchors_said(profile: Profile, rhythm: str) -> frozenset[str]:
    """Those whose day, date or clock the profile says."""
    parts = [part for part in profile.rhythms or [] if isinstance(part, RhythmPart)]
    return frozenset(anchor for part in parts if part.id == rhythm for anchor in part.anchors)


def going_on(profile: Profile, rhythm: Rhythm, since: date) -> frozenset[str]:
    """The anchors that are held in the week of `since`, the first planned day, though a first time would
    need days before it: none of whoever was founded just before, or is still to be."""
    founded = profile.community.founded
    if founded and founded > since - NEW:
        return frozenset()
    said = anchors_said(profile, rhythm.id)
    return frozenset(a.id for a in rhythm.cycle.anchors if a.id in said and a.every_weeks <= OFTEN)
