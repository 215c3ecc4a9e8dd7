"""What the next weeks bring, by day: what begins and ends, each time of what people come for, and every date
of the profile by its name, however far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from ...knowledge.rhythms import Anchor, offset_of
from ...plan.anchors import anchor_days, root_weeks
from ...plan.clock import DAYS
from ...plan.rhythms import Laid
from .agenda import LATER
from .frame import Frame
from .rhythm_facts import usual_days, weekdays_short

AHEAD_WEEKS = 5
AHEAD_DATES = 26
"""Weeks in which dates of the profile are told."""


@dataclass(frozen=True, slots=True)
class AheadLine:
    day: date
    when: str
    texts: tuple[str, ...]


def ahead_lines(frame: Frame) -> list[AheadLine]:
    sunday = frame.plan.agenda.monday + timedelta(days=len(DAYS) - 1)
    last, furthest = (sunday + timedelta(weeks=weeks) for weeks in (AHEAD_WEEKS, AHEAD_DATES))
    near = {
        one for one in [*turns(frame), *times(frame), *rare(frame), *fallen(frame)] if sunday < one[0] <= last
    }
    far = {one for one in named(frame) if sunday < one[0] <= furthest}
    return [
        AheadLine(day, f"{frame.weekday(day)} {frame.day(day)}", tuple(text for _, text in lines))
        for day, lines in groupby(sorted(one for one in near | far if one[1]), key=lambda one: one[0])
    ]


def turns(frame: Frame) -> Iterator[tuple[date, str]]:
    for standing in frame.plan.agenda.standings.values():
        title = frame.title(frame.entries[standing.entry])
        if standing.state in LATER and standing.starts:
            yield standing.starts, frame.words("brief.starts", what=title)
        if standing.state == "ending" and standing.stops:
            yield standing.stops, frame.words("brief.stops", what=title)


def named(frame: Frame) -> Iterator[tuple[date, str]]:
    """Dates of the profile, with what they are a time of."""
    names = {(name, day): rhythm for (rhythm, day), name in frame.round_names.items()}
    for big in frame.community.profile.dates:
        own = frame.rhythms.get(names.get((big.what, big.start), ""))
        text = big.what
        if big.last > big.start:
            text = frame.words("brief.until", what=text, day=frame.day(big.last))
        if own:
            text = frame.words("brief.time_of", what=text, main=frame.title(own.rhythm.entry))
        yield big.start, text


def times(frame: Frame) -> Iterator[tuple[date, str]]:
    """Each time of what comes less than once a week, and each that has a text of its own, but for those that
    are told by name; what comes more often, once, with its weekdays."""
    sunday = frame.plan.agenda.monday + timedelta(days=len(DAYS) - 1)
    for laid in frame.plan.rhythms:
        for anchor in laid.rhythm.cycle.anchors if laid.fits else ():
            days = [day for day in held_days(frame, laid, anchor) if day > sunday]
            label = frame.folder(laid.rhythm.entry).label("anchors", anchor.id)
            about = abouts(laid) if anchor is laid.rhythm.cycle.anchors[0] else {}
            weeks = root_weeks(laid.rhythm, anchor, full=laid.levels.full)
            if weeks > 1 or laid.rhythm.cycle.season:
                there = ((day, time_said(frame, laid, day, label, about)) for day in {*days, *about})
                yield from ((day, text) for day, text in there if text)
                continue
            yield from ((day, time_said(frame, laid, day, label, about)) for day in days if day in about)
            usual = [day for day in days if day not in about]
            if usual and anchor.day:
                week = [day for day in usual if (day - usual[0]).days < len(DAYS)]
                each = weekdays_short(week, frame.words, "full")
                yield usual[0], frame.words("brief.each", what=label, days=each)


def abouts(laid: Laid) -> Mapping[date, str]:
    """What each round is about, of those of which the operator says it; of what has an end, each week."""
    return {one.day: one.what for one in laid.chosen.rounds if one.day and one.what and not one.off}


def fallen(frame: Frame) -> Iterator[tuple[date, str]]:
    """Rounds that the operator lets fall out, and why."""
    for laid in frame.plan.rhythms:
        label = frame.folder(laid.rhythm.entry).label("anchors", laid.rhythm.cycle.anchors[0].id)
        for one in laid.chosen.rounds if laid.fits else ():
            if one.off and one.day:
                yield (
                    one.day,
                    frame.words("brief.off_why" if one.what else "brief.off", name=label, what=one.what),
                )


def time_said(frame: Frame, laid: Laid, day: date, label: str, about: Mapping[date, str]) -> str:
    """With whose turn it is and what it is about; "" where a date of the profile tells it."""
    name, what = frame.round_names.get((laid.id, day)), about.get(day, "")
    told = {big.what for big in frame.community.profile.dates if big.start == day}
    if name in told or what in told:
        return ""
    text = frame.words("brief.time_of", what=label, main=name) if name else label
    if what:
        return what if laid.rhythm.cycle.season else frame.words("brief.round", name=text, what=what)
    return text


def held_days(frame: Frame, laid: Laid, anchor: Anchor) -> list[date]:
    """Of what something is done on the day itself for."""
    monday, full = frame.plan.agenda.monday, laid.levels.full
    done = any(
        (found := offset_of(on)) and found.anchor == anchor.id and not found.more
        for beat in laid.rhythm.cycle.beats
        for on in beat.on
        if laid.done(beat)
    )
    return anchor_days(laid.rhythm, anchor.id, laid.chosen, monday, full=full) if done else []


def rare(frame: Frame) -> Iterator[tuple[date, str]]:
    """What leads to a round of several weeks, or follows it, the next time that this week does not hold."""
    for laid in frame.plan.rhythms:
        if laid.fits and laid.rhythm.cycle.weeks > 1:
            yield from rare_of(frame, laid)


def rare_of(frame: Frame, laid: Laid) -> Iterator[tuple[date, str]]:
    entry = laid.rhythm.entry
    sunday = frame.plan.agenda.monday + timedelta(days=len(DAYS) - 1)
    for beat in laid.rhythm.cycle.beats:
        counted = [found for on in beat.on if (found := offset_of(on)) and found.anchor not in DAYS]
        weeks = [
            root_weeks(laid.rhythm, laid.rhythm.cycle.anchor(o.anchor), full=laid.levels.full)
            for o in counted
        ]
        if min(weeks, default=1) == 1 or beat.id in laid.absent or not laid.done(beat):
            continue
        if any(not found.more for found in counted):
            continue  # the day itself is told
        coming = [day for day in usual_days(frame.plan, laid, beat) if day > sunday]
        if coming:
            yield min(coming), frame.folder(entry).label("beats", beat.id)
