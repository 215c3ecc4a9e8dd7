"""When does what people come for take place, where the profile does not say? On the date that is one, on the
day that the names name, and where the owner is free."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ..community.calendar import BigDate
from ..community.community import Community
from ..community.hours import window_minutes
from ..community.profile import FreeTime, Profile
from ..community.rhythms import Chosen, When
from ..knowledge.library import Library, Rhythm
from ..knowledge.rhythms import Anchor, offset_of
from .anchors import WEEK_DAYS, anchor_clock, usual_weekday
from .clock import DAYS, clock_minutes, clock_text
from .hearing import Vocabulary, spoken
from .in_turn import is_its_time, tables_of

ROUND = 30
"""A clock is a full or a half hour, where the window lets it be."""
ON_THE_SPOT = 5
"""Minutes that the least thing takes."""
LEAD = timedelta(weeks=2)
"""Longer than one round and so much before it, a date is not the next one."""
NOT_SAID = When()
DAYS_LONG = re.compile(r"(\d{1,3})(?:\s*天|[\s-]*days?\b)", re.IGNORECASE)
LENGTHS = range(5, 367)


def placed(chosen: Chosen, community: Community, library: Library) -> Chosen:
    """By the names and the free hours of a profile. What has an end has dates."""
    rhythm = library.rhythm(chosen.id)
    roots = [one for one in rhythm.cycle.anchors if one.day]
    if rhythm.cycle.season or not roots:
        return chosen
    main, *others = roots
    said = chosen.anchors.get(main.id, NOT_SAID)
    if not (said.weekday or said.day):
        named = named_day(community, library)
        chosen = at(chosen, main, named, said.clock)
        if not said.clock:
            chosen = in_free_time(chosen, rhythm, main, named, community)
    for anchor in others:
        if anchor.id not in chosen.anchors and anchor.day != main.day:
            chosen = beside(chosen, rhythm, anchor, main, community)
    return others_in_free_time(with_its_like(chosen, rhythm, main), rhythm, community)


def beside(chosen: Chosen, rhythm: Rhythm, anchor: Anchor, main: Anchor, community: Community) -> Chosen:
    """What is usually on another day than the first anchor lies where the owner is free, on another day where
    there is one."""
    said = chosen.anchors.get(main.id, NOT_SAID)
    taken = DAYS[said.day.weekday()] if said.day else said.weekday or main.day
    return in_free_time(chosen, rhythm, anchor, "", community, taken)


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


def in_free_time(
    chosen: Chosen, rhythm: Rhythm, anchor: Anchor, named: str, community: Community, taken: str = ""
) -> Chosen:
    """At the usual day and clock where the owner is free as long as it takes; else in the window that takes
    it and lies nearest to them, else in the longest. `taken`: a day on which there is something else."""
    free = hours(community.profile.operator.free)
    tried = [named] if named else [day for day in DAYS if day != taken or not set(free) - {taken}]
    days = {day: [window_minutes(one) for one in free.get(day, ())] for day in tried}
    if not any(days.values()):
        return chosen
    before, after = spread(rhythm, anchor, bool(community.profile.operator.assistants))
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
    longest = min((start - end, DAYS.index(day), day, start) for day, w in days.items() for start, end in w)
    _, _, day, found = min(fits) if fits else (0, 0, longest[2], longest[3] + before)
    return at(chosen, anchor, day, clock_text(found))


def rounded(minute: int, least: int) -> int:
    return max(minute - minute % ROUND, least)


def hours(said: FreeTime) -> Mapping[str, Sequence[str]]:
    return {str(day): clocks for day, clocks in said.items()}


def spread(rhythm: Rhythm, anchor: Anchor, helped: bool) -> tuple[int, int]:
    """Minutes before and after the clock of an anchor in which the owner has things to do on that day. A line
    to everybody hours before it is written in between."""
    before, after = 0, ON_THE_SPOT
    for beat in rhythm.cycle.beats:
        clock = offset_of(beat.clock)
        if anchor.id not in beat.on or (helped and beat.who != "owner"):
            continue
        if clock and clock.anchor == anchor.id and beat.small:
            before = max(before, -clock.more if beat.away else 0)
            after = max(after, clock.more + max(beat.small, beat.full, beat.away))
    return before, after


def others_in_free_time(chosen: Chosen, rhythm: Rhythm, community: Community) -> Chosen:
    """What is counted from another anchor in days is moved into the hours of its day in which the owner or an
    assistant is there; the last of them, where its day has none, to the next one that has."""
    profile = community.profile
    helped = profile.assistants
    hands = [hours(free) for free in (profile.operator.free, helped.free, *(o.free for o in helped.people))]
    windows = {day: [window_minutes(one) for hand in hands for one in hand.get(day, ())] for day in DAYS}
    for anchor in rhythm.cycle.anchors:
        root, _ = rhythm.cycle.root(anchor.id)
        if not anchor.after or anchor.id in chosen.anchors or not root.day:
            continue
        first = DAYS.index(usual_weekday(rhythm, anchor, chosen))
        last = all(one.after != anchor.id for one in rhythm.cycle.anchors)
        coming = (DAYS[(first + n) % WEEK_DAYS] for n in range(WEEK_DAYS if last else 1))
        day = next((d for d in coming if windows[d]), "")
        if not day:
            continue
        clock = clock_minutes(anchor_clock(rhythm, anchor.id, chosen))
        elsewhere = day if day != DAYS[first] else ""
        if elsewhere or not any(start <= clock < end for start, end in windows[day]):
            nearest = min(windows[day], key=lambda w: min(abs(w[0] - clock), abs(w[1] - clock)))
            clock = min(max(clock, nearest[0]), nearest[1] - ON_THE_SPOT) if elsewhere else nearest[0]
            chosen = at(chosen, anchor, elsewhere, clock_text(clock))
    return chosen


def on_dates(
    chosen: tuple[Chosen, ...], profile: Profile, library: Library, monday: date
) -> tuple[Chosen, ...]:
    """A date of the profile whose name says an anchor is the next one, if near and the day that the profile
    says is over: a release, a swap day. What has an end is as long as the names say."""
    found = []
    for one in chosen:
        rhythm = library.rhythm(one.id)
        found.append(as_long_as_named(on_date(one, profile, rhythm, monday), rhythm, profile))
    return tuple(found)


def as_long_as_named(chosen: Chosen, rhythm: Rhythm, profile: Profile) -> Chosen:
    """ "Camp 4 (21 days)", 百天打卡 with its 100 天: the last day, where nobody gives it; where names say
    several lengths, none of them."""
    if not rhythm.cycle.season:
        return chosen
    first, last = rhythm.cycle.season
    start = chosen.anchors.get(first, NOT_SAID).day
    named = [group.name or "" for group in profile.groups] + [big.what for big in profile.dates]
    said = " / ".join([profile.community.name, *named])
    lengths = set(map(int, DAYS_LONG.findall(said)))
    if start is None or last in chosen.anchors or len(lengths) != 1 or not lengths <= set(LENGTHS):
        return chosen
    end = When("", start + timedelta(days=lengths.pop() - 1), "")
    return replace(chosen, anchors={**chosen.anchors, last: end})


def is_time_of(big: BigDate, chosen: Chosen, rhythm: Rhythm) -> bool:
    """Is a date of the profile what people come for itself, so that its beats lead to it?"""
    there = [a.id for a in rhythm.cycle.anchors if means(big, a, rhythm)]
    told = any(big.start in when.dates for when in chosen.anchors.values())
    return told or any(chosen.anchors.get(id_, NOT_SAID).day == big.start for id_ in there)


def means(big: BigDate, anchor: Anchor, rhythm: Rhythm) -> bool:
    """By its name, or its kind is called as the anchor is (a trip), or it opens what has an end."""
    opens = big.kind == "opening" and rhythm.cycle.season[:1] == (anchor.id,)
    return opens or big.kind == anchor.id or bool(spoken({anchor.id: Vocabulary.of(anchor.named)}, big.what))


def on_date(chosen: Chosen, profile: Profile, rhythm: Rhythm, monday: date) -> Chosen:
    tables = tables_of(profile)
    for anchor in rhythm.cycle.anchors:
        said = chosen.anchors.get(anchor.id, NOT_SAID)
        last = monday + timedelta(weeks=anchor.every_weeks) + LEAD
        dates = profile.dates
        there = (big for big in dates if means(big, anchor, rhythm) or is_its_time(big, anchor, tables))
        days = sorted({big.start for big in there})
        near = [day for day in days if monday <= day <= last]
        over = said.day is not None and said.day < monday and not rhythm.cycle.season
        when = said
        if near and (over or not said.day):
            when = When("", near[0], said.clock)
        if anchor.day and not rhythm.cycle.season:
            when = replace(when, dates=tuple(days))
        if when != said:
            chosen = replace(chosen, anchors={**chosen.anchors, anchor.id: when})
    return chosen
