"""Which round is the operator speaking of? What each is about, which is moved, which falls out.

A text without a day is of the round behind the last one of the list; the first of them, of the next one. A
day that is no usual one takes the round nearest to it; what comes once in several weeks comes when the list
says. Of what has an end, a round is a week, and holds until the next one is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ..community.calendar import BigDate
from ..community.profile import Meetup, Profile
from ..community.rhythms import Chosen, OwnRound, When
from ..knowledge.library import Library, Rhythm
from ..knowledge.rhythms import Beat, offset_of
from .anchors import WEEK_DAYS, anchor_days, season_days

WEEK = timedelta(days=WEEK_DAYS)
NAMELESS = frozenset({"holidays", "closing", "exam", "deadline", "term", "meeting"})
"""Kinds of dates whose name is not what a round on their day is about."""


def with_rounds(
    chosen: Iterable[Chosen], library: Library, profile: Profile, monday: date
) -> tuple[Chosen, ...]:
    """Each with the rounds of its list on their days, and those that a date or a table of the profile names.
    `monday`: of the planned week, from which the list begins where nobody says a day."""
    found = (dated(one, library.rhythm(one.id), profile.dates, monday) for one in chosen)
    tables = {table.day: table for table in profile.events.meetups}
    return tuple(at_tables(one, library.rhythm(one.id), tables, monday) for one in found)


def dated(chosen: Chosen, rhythm: Rhythm, dates: Sequence[BigDate], monday: date) -> Chosen:
    if rhythm.cycle.season:
        return replace(chosen, rounds=tuple(weeks_of(chosen, rhythm)))
    plain = from_first_day(replace(chosen, rounds=()), rhythm, chosen.rounds)
    root = rhythm.cycle.anchors[0]
    usual = anchor_days(rhythm, root.id, plain, monday, full=False)
    often = set(anchor_days(rhythm, root.id, plain, monday, full=True))
    exact = set(usual) | often if root.every_weeks == 1 else set(usual)
    rounds = tuple(on_days(chosen.rounds, usual, exact, monday))
    if root.every_weeks > 1:
        rounds += tuple(between(rounds, set(usual) | often))
    there = {one.day for one in rounds} | {one.instead for one in rounds}
    named = [
        OwnRound(big.start, big.what, instead=big.start)
        for big in dates
        if big.start in exact - there and big.kind not in NAMELESS and not rhythm.topic.goods
    ]
    return replace(plain, rounds=(*rounds, *named))


def at_tables(chosen: Chosen, rhythm: Rhythm, tables: Mapping[date, Meetup], monday: date) -> Chosen:
    """A table that is announced for the day of a round is that round."""
    said = {one.day: one for one in chosen.rounds if not one.off}
    days = anchor_days(rhythm, rhythm.cycle.anchors[0].id, chosen, monday, full=True) if tables else ()
    for day in tables.keys() & (set() if rhythm.cycle.season else {*days, *said}):
        table, own = tables[day], said.get(day, OwnRound(day, instead=day))
        said[day] = replace(
            own,
            what=own.what or table.topic or "",
            place=table.place or "",
            seats=table.seats,
            fee=table.fee or "",
        )
    off = [one for one in chosen.rounds if one.off]
    return replace(chosen, rounds=(*off, *said.values()))


def from_first_day(plain: Chosen, rhythm: Rhythm, rounds: Sequence[OwnRound]) -> Chosen:
    """What comes once in several weeks, and of which nobody says when, is counted from the first round."""
    anchor = rhythm.cycle.anchors[0]
    said = plain.anchors.get(anchor.id, When())
    first = min((one.day for one in rounds if one.day and not one.off), default=None)
    if said.day or first is None or anchor.every_weeks == 1:
        return plain
    return replace(plain, anchors={**plain.anchors, anchor.id: When("", first, said.clock)})


def between(rounds: Sequence[OwnRound], usual: Iterable[date]) -> Iterable[OwnRound]:
    """What comes once in several weeks comes when the list says, from its first day to its last one: the
    usual days in between fall out."""
    listed = [one.day for one in rounds if one.day]
    there = {one.instead for one in rounds}
    for day in sorted(usual):
        if listed and min(listed) < day < max(listed) and day not in there:
            yield OwnRound(off=True, instead=day)


def on_days(
    rounds: Sequence[OwnRound], usual: Sequence[date], exact: set[date], monday: date
) -> Iterable[OwnRound]:
    """In the order of the list."""
    taken = {one.day for one in rounds if one.day in exact}
    half = max((usual[1] - usual[0]).days // 2, 1) if len(usual) > 1 else WEEK_DAYS // 2
    behind = monday - timedelta(days=1)
    for one in rounds:
        if one.day is None:
            day = next((day for day in usual if day > behind and day not in taken), None)
            if day is None:
                return
            found = replace(one, day=day, instead=day)
        elif one.day in exact:
            found = replace(one, instead=one.day)
        else:
            found = replace(one, instead=nearest(one.day, [day for day in usual if day not in taken], half))
        taken |= {found.instead} if found.instead else set()
        behind = max(found.day or behind, found.instead or behind)
        yield found


def nearest(day: date, free: Sequence[date], most: int) -> date | None:
    """Of the days at most so many from it."""
    near = [(abs((one - day).days), one) for one in free if abs((one - day).days) <= most]
    return min(near)[1] if near else None


def weeks_of(chosen: Chosen, rhythm: Rhythm) -> Iterable[OwnRound]:
    """Of what has an end: without a day, a week behind the one before, the first from its first day on."""
    span = season_days(rhythm, chosen)
    behind = span[0] - WEEK if span else None
    for one in chosen.rounds:
        day = one.day or (behind + WEEK if behind else None)
        if day is None:
            return
        behind = behind if one.off else day
        yield replace(one, day=day, instead=day)


def round_on(rhythm: Rhythm, chosen: Chosen, day: date) -> OwnRound | None:
    """What the operator says of the round of a day; of what has an end, of the one that holds on it."""
    there = {one.day: one for one in chosen.rounds if one.day and not one.off}
    if rhythm.cycle.season:
        return there.get(max((one for one in there if one <= day), default=day))
    return there.get(day)


def day_meant(
    rhythm: Rhythm, chosen: Chosen, beat: Beat | None, day: date, root_day: date | None, *, full: bool
) -> date | None:
    """The day of the round for which a beat is done on `day`: `root_day` where its task knows it, else
    counted back from its anchor, else the next one. None: no round lies ahead."""
    if rhythm.cycle.season:
        span = season_days(rhythm, chosen)
        return max(day, span[0]) if span else day
    first, offset = rhythm.cycle.anchors[0], offset_of(beat.on[0]) if beat else None
    days = anchor_days(rhythm, first.id, chosen, monday_of(day), full=full)
    anchor = next((a for a in rhythm.cycle.anchors if offset and a.id == offset.anchor), None)
    if anchor and offset and rhythm.cycle.root(anchor.id)[0] is first:
        meant = root_day or rhythm.cycle.to_root(anchor.id, day - timedelta(days=offset.more))
        if meant in days:
            return meant
    return next((one for one in days if one >= day), None)


def day_behind(rhythm: Rhythm, chosen: Chosen, day: date, *, full: bool) -> date | None:
    """The day of the round behind the one of a day."""
    if rhythm.cycle.season:
        there = (one.day for one in chosen.rounds if one.day and not one.off)
        return min((one for one in there if one > day), default=None)
    days = anchor_days(rhythm, rhythm.cycle.anchors[0].id, chosen, monday_of(day), full=full)
    return next((one for one in days if one > day), None)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
