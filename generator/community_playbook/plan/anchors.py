"""On which days and at which clocks the anchors of a rhythm lie: as the profile or else its author says."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ..community.rhythms import Chosen, When
from ..knowledge.library import Rhythm
from ..knowledge.rhythms import Anchor, Beat, offset_of
from .clock import DAYS, clock_minutes, clock_text

WEEK_DAYS = 7
FAR = 400
"""Days around a week in which an anchor may lie from which one of its beats is counted."""


def inside(day: date, span: tuple[date, date]) -> bool:
    return span[0] <= day <= span[1]


def season_days(rhythm: Rhythm, chosen: Chosen) -> tuple[date, date] | None:
    """First and last day of what has an end; None where it goes on, or nobody said when it begins."""
    if not rhythm.cycle.season:
        return None
    first, last = (fixed_day(rhythm, anchor, chosen) for anchor in rhythm.cycle.season)
    return (first, last) if first and last else None


def fixed_day(rhythm: Rhythm, anchor_id: str, chosen: Chosen) -> date | None:
    """The date of an anchor, where the profile gives it or that of the one from which it is counted."""
    said = chosen.anchors.get(anchor_id)
    if said and said.day:
        return said.day
    anchor = rhythm.cycle.anchor(anchor_id)
    before = fixed_day(rhythm, anchor.after, chosen) if anchor.after else None
    return before + timedelta(days=anchor.days) if before else None


def anchor_days(rhythm: Rhythm, anchor_id: str, chosen: Chosen, monday: date, *, full: bool) -> list[date]:
    """The days of an anchor in the weeks around `monday`, as far as a beat may be counted from them; none of
    what has an end where nobody said when it begins."""
    said = chosen.anchors.get(anchor_id)
    if rhythm.cycle.season and season_days(rhythm, chosen) is None:
        return []
    anchor = rhythm.cycle.anchor(anchor_id)
    if anchor.after and not (said and (said.day or said.weekday)):
        days = anchor_days(rhythm, anchor.after, chosen, monday, full=full)
        return [day + timedelta(days=anchor.days) for day in days]
    if said and said.day and rhythm.cycle.season:
        return [said.day]
    root, _ = rhythm.cycle.root(anchor.id)
    every, apart = root.weeks_of(full=full), root.apart(full=full)
    begins = said.day if said else None
    weekdays = weekdays_of(anchor, said.weekday if said else "", begins, full=full)
    first = monday.toordinal() - FAR // WEEK_DAYS * WEEK_DAYS
    phase = (begins or date.min).toordinal() - 1
    skipped = (phase // WEEK_DAYS - (first - 1) // WEEK_DAYS) % every
    earliest = begins.toordinal() if begins else 0
    places = [DAYS.index(day) for day in weekdays]
    weeks = range(first + skipped * WEEK_DAYS, first + 2 * FAR // WEEK_DAYS * WEEK_DAYS, every * WEEK_DAYS)
    usual = [date.fromordinal(week + n) for week in weeks for n in places if week + n >= earliest]
    turns = range(0, min(root.turns, every) * apart, apart)
    usual = sorted(day + timedelta(weeks=later) for day in usual for later in turns)
    if said and said.dates:
        usual = beside_dates(usual, said.dates, timedelta(weeks=apart))
    return as_said(usual, chosen, leads=anchor is rhythm.cycle.anchors[0]) if chosen.rounds else usual


def beside_dates(usual: Sequence[date], dates: Sequence[date], apart: timedelta) -> list[date]:
    """The days that have a date, and of the usual ones those that are a whole round away from each."""
    return sorted({*dates, *(day for day in usual if all(abs(day - one) >= apart for one in dates))})


def as_said(usual: list[date], chosen: Chosen, *, leads: bool) -> list[date]:
    """Without the rounds that fall out, with those that are moved where they are moved to; an anchor that
    does not lead moves with the one that does, where both lie on one day."""
    moved = {one.instead: one for one in chosen.rounds if one.moved and one.instead}
    kept = {day for day in usual if day not in moved}
    more = chosen.rounds if leads else (moved[day] for day in usual if day in moved)
    return sorted(kept | {one.day for one in more if one.day and not one.off})


def root_weeks(rhythm: Rhythm, anchor: Anchor, *, full: bool) -> int:
    root, _ = rhythm.cycle.root(anchor.id)
    return root.apart(full=full)


def weekdays_of(anchor: Anchor, weekday: str, begins: date | None, *, full: bool) -> tuple[str, ...]:
    """What the profile says of an anchor counts for its small version; more days a week are ours."""
    if begins:
        return (DAYS[begins.weekday()],)
    if weekday:
        return (weekday,)
    return anchor.days_of(full=full) if anchor.day else ("mon",)


def anchor_clock(rhythm: Rhythm, anchor_id: str, chosen: Chosen) -> str:
    said = chosen.anchors.get(anchor_id)
    return said.clock if said and said.clock else rhythm.cycle.anchor(anchor_id).clock


def beat_clock(rhythm: Rhythm, written: str, chosen: Chosen) -> str:
    """ "21:00", or counted from the clock of an anchor; within its day."""
    offset = offset_of(written)
    if offset is None:
        return written
    minutes = clock_minutes(anchor_clock(rhythm, offset.anchor, chosen)) + offset.more
    return clock_text(min(max(minutes, 0), 24 * 60 - 5))


def clock_of(rhythm: Rhythm, beat: Beat, chosen: Chosen) -> str:
    """The clock of a beat; what has to be done by another one, by then."""
    clock = beat_clock(rhythm, beat.clock, chosen)
    return min(clock, beat_clock(rhythm, beat.by, chosen)) if beat.by else clock


def usual_weekday(rhythm: Rhythm, anchor: Anchor, chosen: Chosen) -> str:
    """Of an anchor that comes on one day of the week, or counted from one that does."""
    said = chosen.anchors.get(anchor.id)
    if said and (said.day or said.weekday):
        return DAYS[said.day.weekday()] if said.day else said.weekday
    if not anchor.after:
        return anchor.day
    before = usual_weekday(rhythm, rhythm.cycle.anchor(anchor.after), chosen)
    return DAYS[(DAYS.index(before) + anchor.days) % WEEK_DAYS]


def weekdays_at(rhythm: Rhythm, written: str, chosen: Chosen) -> tuple[str, ...]:
    """The weekdays of "thu", or of an anchor with days before or after it, in the small version."""
    offset = offset_of(written)
    if offset is None or offset.anchor in DAYS:
        return (written,)
    root, days = rhythm.cycle.root(offset.anchor)
    said = chosen.anchors.get(root.id)
    found = weekdays_of(root, said.weekday if said else "", said.day if said else None, full=False)
    return tuple(DAYS[(DAYS.index(day) + days + offset.more) % WEEK_DAYS] for day in found)


def begun(rhythm: Rhythm, chosen: Chosen, since: date, going_on: Collection[str] = ()) -> Chosen:
    """With a first day for each anchor that needs a lead and has no date: the first one that can be prepared
    by whoever begins in the week of `since`; of what goes on (ids of anchors), the first one from there on,
    and what comes every week was there before."""
    found = dict(chosen.anchors)
    monday = since - timedelta(days=since.weekday())
    for anchor in rhythm.cycle.anchors:
        said = found.get(anchor.id)
        if anchor.lead and not (said and said.day):
            early = monday + timedelta(days=anchor.lead)
            if anchor.id in going_on:
                early = since if anchor.every_weeks > 1 else monday
            weekday = DAYS.index(said.weekday if said and said.weekday else anchor.day)
            day = early + timedelta(days=(weekday - early.weekday()) % WEEK_DAYS)
            found[anchor.id] = replace(said or When(), weekday="", day=day)
    return replace(chosen, anchors=found)
