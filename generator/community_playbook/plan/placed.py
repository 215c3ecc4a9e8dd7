"""When does what people come for take place, where the profile does not say? On the date that is one, on the
day that the names name, and where the owner is free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ..community.calendar import BigDate
from ..community.community import Community
from ..community.hours import window_minutes
from ..community.profile import FreeTime
from ..community.rhythms import Chosen, When
from ..knowledge.library import Library, Rhythm
from ..knowledge.rhythms import Anchor, offset_of
from .anchors import anchor_clock
from .clock import DAYS, clock_minutes, clock_text
from .hearing import Vocabulary, spoken

ROUND = 30
"""A clock is a full or a half hour, where the window lets it be."""
ON_THE_SPOT = 5
"""Minutes that the least thing takes."""
LEAD = timedelta(weeks=2)
"""Longer than one round and so much before it, a date is not the next one."""
NOT_SAID = When()


def placed(chosen: Chosen, community: Community, library: Library) -> Chosen:
    """By the names and the free hours of a profile. What has an end has dates."""
    rhythm = library.rhythm(chosen.id)
    anchor = next((one for one in rhythm.cycle.anchors if one.day), None)
    if rhythm.cycle.season or anchor is None:
        return chosen
    said = chosen.anchors.get(anchor.id, NOT_SAID)
    if not (said.weekday or said.day):
        named = named_day(community, library)
        chosen = at(chosen, anchor, named, said.clock)
        if not said.clock:
            chosen = in_free_time(chosen, rhythm, anchor, named, community)
    return others_in_free_time(with_its_like(chosen, rhythm, anchor), rhythm, community)


def at(chosen: Chosen, anchor: Anchor, day: str, clock: str) -> Chosen:
    if not (day or clock):
        return chosen
    return replace(chosen, anchors={**chosen.anchors, anchor.id: When(day, None, clock)})


def with_its_like(chosen: Chosen, rhythm: Rhythm, anchor: Anchor) -> Chosen:
    """What is usually on the day and at the clock of the first anchor stays there when that moves: the night
    that closes a book is one of its talks. What the profile says of it holds."""
    first = chosen.anchors.get(anchor.id, NOT_SAID)
    weekday = DAYS[first.day.weekday()] if first.day else first.weekday
    for other in rhythm.cycle.anchors:
        if other is anchor or (other.day, other.clock) != (anchor.day, anchor.clock):
            continue
        said = chosen.anchors.get(other.id, NOT_SAID)
        said = When(said.weekday or ("" if said.day else weekday), said.day, said.clock or first.clock)
        if said != NOT_SAID:
            chosen = replace(chosen, anchors={**chosen.anchors, other.id: said})
    return chosen


def named_day(community: Community, library: Library) -> str:
    """The one day of the week that the names of a community and its groups name; "" for none or several."""
    known = {day: Vocabulary.of(words) for day, words in library.weekdays.items()}
    profile = community.profile
    names = [profile.community.name, *(group.name for group in profile.groups if group.name)]
    days = {day for name in names for day in spoken(known, name)} & set(DAYS)
    return days.pop() if len(days) == 1 else ""


def in_free_time(chosen: Chosen, rhythm: Rhythm, anchor: Anchor, named: str, community: Community) -> Chosen:
    """At the usual day and clock where the owner is free as long as it takes; else in the window that takes
    it and lies nearest to them, else in the longest."""
    free = hours(community.profile.operator.free)
    days = {day: [window_minutes(one) for one in free.get(day, ())] for day in ([named] if named else DAYS)}
    if not any(days.values()):
        return chosen
    before, after = spread(rhythm, anchor)
    usual, clock = named or anchor.day, clock_minutes(anchor.clock)
    if any(start <= clock - before and clock + after <= end for start, end in days.get(usual, ())):
        return chosen
    fits = [
        (abs(DAYS.index(day) - DAYS.index(usual)), abs(found - clock), day, found)
        for day, windows in days.items()
        for start, end in windows
        if end - start >= before + after
        for found in (rounded(min(max(clock, start + before), end - after), start + before),)
    ]
    longest = max((start - end, DAYS.index(day), day, start) for day, w in days.items() for start, end in w)
    _, _, day, found = min(fits) if fits else (0, 0, longest[2], longest[3] + before)
    return at(chosen, anchor, day, clock_text(found))


def rounded(minute: int, least: int) -> int:
    return max(minute - minute % ROUND, least)


def hours(said: FreeTime) -> Mapping[str, Sequence[str]]:
    return {str(day): clocks for day, clocks in said.items()}


def spread(rhythm: Rhythm, anchor: Anchor) -> tuple[int, int]:
    """Minutes before and after the clock of an anchor in which the owner is busy on the spot."""
    before, after = 0, ON_THE_SPOT
    for beat in rhythm.cycle.beats:
        clock = offset_of(beat.clock)
        if anchor.id not in beat.on or beat.who != "owner" or clock is None or clock.anchor != anchor.id:
            continue
        before = max(before, -clock.more)
        if beat.away or clock.more <= 0:
            after = max(after, clock.more + max(beat.small, beat.away))
    return before, after


def others_in_free_time(chosen: Chosen, rhythm: Rhythm, community: Community) -> Chosen:
    """What is counted from the first anchor in days is moved into the hours of its day in which the owner or
    an assistant is there, where any are written down for that day."""
    profile = community.profile
    helped = profile.assistants
    hands = [hours(free) for free in (profile.operator.free, helped.free, *(o.free for o in helped.people))]
    for anchor in rhythm.cycle.anchors:
        root, days = rhythm.cycle.root(anchor.id)
        if not anchor.after or anchor.id in chosen.anchors or not root.day:
            continue
        said = chosen.anchors.get(root.id, NOT_SAID)
        first = DAYS[said.day.weekday()] if said.day else said.weekday or root.day
        day = DAYS[(DAYS.index(first) + days) % len(DAYS)]
        windows = [window_minutes(one) for hand in hands for one in hand.get(day, ())]
        clock = clock_minutes(anchor_clock(rhythm, anchor.id, chosen))
        if windows and not any(start <= clock < end for start, end in windows):
            nearest = min(windows, key=lambda w: min(abs(w[0] - clock), abs(w[1] - clock)))
            chosen = at(chosen, anchor, "", clock_text(nearest[0]))
    return chosen


def on_dates(
    chosen: tuple[Chosen, ...], dates: Sequence[BigDate], library: Library, monday: date
) -> tuple[Chosen, ...]:
    """A date of the profile whose name says an anchor is the next one, if near: a release, a swap day."""
    return tuple(on_date(one, dates, library.rhythm(one.id), monday) for one in chosen)


def is_time_of(big: BigDate, chosen: Chosen, rhythm: Rhythm) -> bool:
    """Is a date of the profile what people come for itself, so that its beats lead to it?"""
    named = {a.id: Vocabulary.of(a.named) for a in rhythm.cycle.anchors}
    return any(chosen.anchors.get(id_, NOT_SAID).day == big.start for id_ in spoken(named, big.what))


def on_date(chosen: Chosen, dates: Sequence[BigDate], rhythm: Rhythm, monday: date) -> Chosen:
    for anchor in rhythm.cycle.anchors:
        words = {anchor.id: Vocabulary.of(anchor.named)}
        said = chosen.anchors.get(anchor.id, NOT_SAID)
        last = monday + timedelta(weeks=anchor.every_weeks) + LEAD
        near = sorted(big.start for big in dates if monday <= big.start <= last and spoken(words, big.what))
        if near and not said.day:
            when = When("", near[0], said.clock)
            chosen = replace(chosen, anchors={**chosen.anchors, anchor.id: when})
    return chosen
