"""Whose date is it? How it is counted back here, and whether it is a round of what people come for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from ..community.calendar import BigDate
from ..community.profile import Profile
from ..knowledge.countdowns import Crowd, heard
from ..knowledge.library import Countdown, Library
from .anchors import anchor_days
from .placed import is_time_of, means
from .purpose import HeardTopic
from .rhythms import Laid

APART = frozenset({"holidays", "closing", "exam", "deadline", "term", "opening"})
"""Kinds on whose day what people come for is something else."""


def way_of(
    big: BigDate, library: Library, laid: Sequence[Laid], profile: Profile, topic: HeardTopic | None
) -> Countdown:
    """How a date is counted back in this community."""
    here = any(one.day == big.start for one in profile.events.meetups)
    near = here or library.kinds[profile.community.kind].one_city
    crowd = Crowd(
        tuple(one.id for one in laid),
        topic.topic.id if topic else "",
        "" if near else profile.community.platform,
    )
    return library.counted(big.what, big.kind or "", crowd)


def own_round(big: BigDate, way: Countdown, laid: Sequence[Laid], monday: date) -> Laid | None:
    """What people come for, where the date is it itself: its beats lead there, and do the most of what is to
    be done. A date of several days is a round only where that leaves something to be done beside it."""
    return next((one for one in laid if one.fits and is_round(big, way, one, monday)), None)


def is_round(big: BigDate, way: Countdown, one: Laid, monday: date) -> bool:
    if is_time_of(big, one.chosen, one.rhythm):
        return True
    if big.last > big.start and not any(step.round for step in way.steps):
        return False
    roots = [anchor for anchor in one.rhythm.cycle.anchors if anchor.day]
    if one.id in way.rounds:
        return any(means(big, anchor, one.rhythm) for anchor in roots) or lies_on(big, one, monday)
    plain = not heard(big.what, way.guess) and big.kind not in APART
    said = (one.chosen.anchors.get(anchor.id) for anchor in roots)
    return plain and any(when is not None and when.day == big.start for when in said)


def lies_on(big: BigDate, one: Laid, monday: date) -> bool:
    """Does it hold a day of a round, from its first anchor to the last one that is counted from it?"""
    cycle, full = one.rhythm.cycle, one.levels.full
    for root in (anchor for anchor in cycle.anchors if anchor.day):
        longest = max(days for a in cycle.anchors for found, days in (cycle.root(a.id),) if found is root)
        for day in anchor_days(one.rhythm, root.id, one.chosen, monday, full=full):
            if day <= big.last and big.start <= day + timedelta(days=longest):
                return True
    return False
