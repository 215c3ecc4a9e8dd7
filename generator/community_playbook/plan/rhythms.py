"""The main business of a community: which it is, and its beats in the planned week.

It takes its hours first: the full version where they carry it, else the small one with as much of the full
one as leaves a third of them; where even that is too much, beats fall out in the order that the rhythm names.
Fifteen minutes always stay, for newcomers and reports.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil, prod

from ..community.calendar import BigDate
from ..community.profile import Profile
from ..community.rhythms import Chosen
from ..knowledge.library import Library, Rhythm
from ..knowledge.rhythms import Beat, Season, offset_of
from .anchors import beat_clock, begun, root_weeks, season_days
from .duties import Task
from .facts.facts import Facts
from .in_turn import in_turn, tables_of
from .rounds import Levels, Round, Timetable, anchored
from .running import going_on
from .seasons import near_seasons, off_holidays, pausing

SPARE = 15
"""Minutes a week that stay for newcomers and reports."""
MORE = 2 / 3
"""Part of the hours up to which beats are added to the small version: a third is left for the tactics."""


@dataclass(frozen=True, slots=True)
class Laid:
    """One rhythm of the plan."""

    rhythm: Rhythm
    chosen: Chosen
    levels: Levels
    minutes: int
    """A week, on an average over the round."""
    tasks: tuple[Task, ...]
    """Of the planned week."""
    left: tuple[str, ...]
    """Beats that this week's hours do not carry, beside those that never do."""
    late: tuple[str, ...]
    """Beats for which no free hour of this week is early enough."""
    paused: Mapping[str, tuple[str, ...]]
    """By id of the season: beats that fall out of this week for it."""
    seasons: tuple[tuple[str, date, date], ...]
    """Seasons that are near: id, first and last day."""
    absent: frozenset[str] = frozenset()
    """Beats for which there is nothing here: newcomers, paying members, an assistant, a goal of income."""
    since: date | None = None
    """The first planned day of the first week that had it, where it is remembered."""
    fits: bool = True
    """False: not even what never falls out fits the hours, so that nothing of it is done."""
    dated: frozenset[str] = frozenset()
    """Anchors whose date is said, by themselves or by a date of the profile."""
    over: bool = False
    """It had an end, and that lies before this week."""

    @property
    def id(self) -> str:
        return self.rhythm.id

    @property
    def full(self) -> bool:
        return self.fits and self.levels.full

    def done(self, beat: Beat) -> bool:
        """Is it part of the version that is done?"""
        level = beat.minutes_of(full=self.levels.is_full(beat))
        return self.fits and level > 0 and beat.id not in self.levels.dropped | self.absent


def lay_rhythms(
    chosen: Sequence[Chosen], library: Library, facts: Facts, profile: Profile, first: date,
    ran: Mapping[str, date | None],
) -> tuple[Laid, ...]:  # fmt: skip
    """In the order of the profile: the first one takes its hours first. `first`: the first
    day that is left of the week, `ran`: by id those that an earlier week had, and since which day."""
    room = {"owner": round(facts.hands.owner_hours * 60), "helper": round(facts.hands.helper_hours * 60)}
    found = []
    for said in chosen:
        since, rhythm = ran.get(said.id, first), library.rhythm(said.id)
        held = frozenset[str]() if facts.sizes.new or not since else going_on(profile, rhythm, since)
        one = begun(rhythm, said, since, held) if since else said
        dated = frozenset(id_ for id_, when in said.anchors.items() if when.day)
        laid = lay(
            in_turn(by_dates(rhythm, dated), tables_of(profile)),
            one,
            library.seasons,
            facts,
            profile.dates,
            profile.community.timezone,
            room,
            None if one.id in ran else first,
        )
        laid = replace(laid, since=since, dated=dated)
        for who, minutes in reserved(laid, room).items():
            room[who] -= minutes
        found.append(laid)
    return tuple(found)


def reserved(laid: Laid, room: Mapping[str, int]) -> dict[str, int]:
    """Minutes of each person that a rhythm takes: those of this week, or its usual ones where it takes less,
    so that what runs beside it need not stop when a round begins. At most what there is. What has an end
    takes no more once it is over."""
    found = {who: sum(t.minutes for t in laid.tasks if t.who == who) for who in room}
    more = max(laid.minutes - sum(found.values()), 0) if laid.fits and not laid.over else 0
    more = min(more, max(room["owner"] + room["helper"] - sum(found.values()) - SPARE, 0))
    own = max(ceil(average(laid.rhythm, laid.levels, "owner")) - found["owner"], 0)
    for who, most in (("owner", own), ("helper", more), ("owner", more)):
        taken = min(more, most, max(room[who] - found[who], 0))
        found[who] += taken
        more -= taken
    return found


def lay(
    rhythm: Rhythm,
    chosen: Chosen,
    seasons: Sequence[Season],
    facts: Facts,
    dates: Sequence[BigDate],
    zone: str,
    room: Mapping[str, int],
    first: date | None,
) -> Laid:
    whole = untraded(as_long_as_here(rhythm, chosen, facts), facts)
    rhythm = of_here(whole, facts)
    monday = facts.days.monday
    levels, fits = choose_levels(rhythm, room)
    near = tuple(near_seasons(rhythm, seasons, dates, zone, monday, exam=facts.setting.exam))
    paused: dict[str, tuple[str, ...]] = {}
    tasks: list[Task] = []
    this = Round(rhythm, chosen, levels, monday, first)
    for beat in rhythm.cycle.beats if fits else ():
        full = levels.is_full(beat)
        if beat.id in levels.dropped or not beat.minutes_of(full=full):
            continue
        minutes = beat.minutes_of(full=full)
        who = "helper" if beat.who == "helper" and room["helper"] else "owner"
        for one in off_holidays(this.occasions(beat), beat, rhythm, dates, first or monday):
            season = pausing(rhythm, beat, near, one.day)
            if season:
                paused[season] = tuple(dict.fromkeys([*paused.get(season, ()), beat.id]))
            else:
                tasks.append(this.task(beat, one, minutes, who))
    helped = {beat.id for beat in rhythm.cycle.beats if beat.helped}
    doable = [t for t in shared(tasks, room["helper"]) if t.who == "helper" or t.job not in helped]
    timely, late = Timetable(this, facts.hands.free).take(doable)
    kept, left = fit_week(rhythm, timely, room)
    nobody = dict.fromkeys(t.job for t in tasks if t.job in helped - {one.job for one in doable})
    here = {beat.id for beat in rhythm.cycle.beats}
    return Laid(
        rhythm=whole,
        absent=frozenset(beat.id for beat in whole.cycle.beats if beat.id not in here),
        chosen=chosen,
        levels=levels,
        minutes=ceil(average(rhythm, levels)) if fits else 0,
        tasks=tuple(kept),
        left=(*left, *nobody),
        late=tuple(late),
        paused=paused,
        seasons=near,
        fits=fits,
        over=(span := season_days(rhythm, chosen)) is not None and span[1] < monday,
    )


def by_dates(rhythm: Rhythm, dated: frozenset[str]) -> Rhythm:
    """Whoever names dates (ids of anchors) and no weekday meets no more often than in the small version."""
    seldom = (
        replace(a, every_weeks_full=a.every_weeks) if a.id in dated else a for a in rhythm.cycle.anchors
    )
    return replace(rhythm, cycle=replace(rhythm.cycle, anchors=tuple(seldom)))


def as_long_as_here(rhythm: Rhythm, chosen: Chosen, facts: Facts) -> Rhythm:
    """Its beats with the minutes that one time takes here: as the operator measured them, else as they were
    timed, with what more groups and more people add. A beat without minutes is done where somebody names
    them. An anchor whose day the profile says comes once a week in the full version, too, and what belongs to
    it is no quicker for being done often."""
    groups = max(facts.sizes.busy_groups - 1, 0)

    def here(beat: Beat, minutes: int) -> int:
        more = rhythm.more.get(beat.id)
        added = max(round(float(more(facts.flat))), 0) if more else 0
        return chosen.minutes.get(beat.id, minutes and minutes + beat.per_group * groups + added)

    said = {id_ for id_, when in chosen.anchors.items() if when.weekday or when.day}
    once = {a.id for a in rhythm.cycle.anchors if a.days_full and a.id in said}
    anchors = (replace(a, days_full=()) if a.id in once else a for a in rhythm.cycle.anchors)

    def full(beat: Beat) -> int:
        offset = offset_of(beat.on[0])
        seldom = offset is not None and offset.anchor in once
        return max(beat.small, beat.full) if seldom else beat.full

    def made(beat: Beat) -> Beat:
        small, most = here(beat, beat.small), here(beat, full(beat))
        size = sized(beat, chosen)
        sized_beat = replace(beat, small=min(small, size or small), full=size or most)
        return evening_before(rhythm, sized_beat, chosen)

    beats = (made(beat) for beat in rhythm.cycle.beats)
    return replace(rhythm, cycle=replace(rhythm.cycle, beats=tuple(beats), anchors=tuple(anchors)))


MORNING, EVENING = "06:30", "20:30"


def evening_before(rhythm: Rhythm, beat: Beat, chosen: Chosen) -> Beat:
    """What is counted back by an hour or more from an early anchor is done on the evening before: nobody
    reads at four in the morning what to bring at seven."""
    offset = offset_of(beat.clock)
    if offset is None or offset.more > -60 or beat_clock(rhythm, beat.clock, chosen) >= MORNING:
        return beat
    days = {offset.anchor: f"{offset.anchor}-1"}
    on, small_on = (tuple(days.get(day, day) for day in days_) for days_ in (beat.on, beat.small_on))
    return replace(beat, on=on, small_on=small_on, clock=EVENING)


LONGEST = 240
"""Minutes: what takes longer at one go is not done at one go."""


def sized(beat: Beat, chosen: Chosen) -> int:
    """Minutes of one time by numbers of the profile, as a clock shows them; 0 where it does not say them all,
    or says how long it takes."""
    said = [chosen.numbers.get(number) for number in beat.sized]
    if beat.id in chosen.minutes or not said or not all(said):
        return 0
    return min(ceil(prod(map(float, filter(None, said))) / 5) * 5, LONGEST)


def of_here(rhythm: Rhythm, facts: Facts) -> Rhythm:
    """Without what there is nothing for: newcomers, members who pay, anything for sale, an assistant, a goal
    of income; nor what takes no minutes."""
    there = {
        "newcomers": bool(facts.newcomers.newcomers),
        "paying": bool(facts.flat["paying"]),
        "trade": not facts.customs.no_sales,
        "helped": bool(facts.hands.helper_hours),
        "income": facts.setting.goal == "income",
    }
    cycle = rhythm.cycle
    timed = [b for b in cycle.beats if b.small or b.full]
    beats = [b for b in timed if all(there[need] or not getattr(b, need) for need in there)]
    names = {beat.id for beat in beats}
    kept = {part: tuple(b for b in getattr(cycle, part) if b in names) for part in ("drop", "keep")}
    return replace(rhythm, cycle=replace(cycle, beats=tuple(beats), drop=kept["drop"], keep=kept["keep"]))


def shared(tasks: Sequence[Task], helper_room: int) -> list[Task]:
    """What an assistant can do and has no minutes for is the owner's; beats of one name stay together."""
    left, found = helper_room, []
    for task in tasks:
        fits = task.who == "helper" and task.minutes <= left
        left -= task.minutes if fits else 0
        found.append(task if fits or task.who == "owner" else replace(task, who="owner"))
    return found


def untraded(rhythm: Rhythm, facts: Facts) -> Rhythm:
    """Where nothing is sold, a tactic is never done inside of a beat of trade."""
    trade = {beat.id for beat in rhythm.cycle.beats if beat.trade and facts.customs.no_sales}
    reaches = {
        tactic: replace(reach, state="never", inside="") if reach.inside in trade else reach
        for tactic, reach in rhythm.reaches.items()
    }
    return replace(rhythm, reaches=reaches)


def order_of_dropping(rhythm: Rhythm) -> list[str]:
    """What falls out first stands first: what the rhythm names, then the rest from behind, the key beats
    after the others. What never falls out is not in it."""
    cycle = rhythm.cycle
    rest = [b for b in reversed(cycle.beats) if b.id not in (*cycle.drop, *cycle.keep)]
    return [*cycle.drop, *(b.id for b in rest if not b.key), *(b.id for b in rest if b.key)]


def fit_week(rhythm: Rhythm, tasks: Sequence[Task], room: Mapping[str, int]) -> tuple[list[Task], list[str]]:
    """A week of a round may be fuller than the average: what it does not carry, and the ids of that."""
    kept, left = list(tasks), list[str]()
    never = [b.id for b in reversed(rhythm.cycle.beats) if b.id in rhythm.cycle.keep]
    for beat in [*order_of_dropping(rhythm), *never]:
        if within(kept, room):
            break
        out = rhythm.cycle.without(beat)
        left += dict.fromkeys(t.job for t in kept if t.job in out)
        kept = [t for t in kept if t.job not in out]
    return kept, left


def within(tasks: Sequence[Task], room: Mapping[str, int]) -> bool:
    spent = {who: sum(t.minutes for t in tasks if t.who == who) for who in room}
    spare = sum(room.values()) - sum(spent.values()) >= SPARE
    return spare and all(spent[who] <= room[who] for who in room)


def choose_levels(rhythm: Rhythm, room: Mapping[str, int]) -> tuple[Levels, bool]:
    """The version that the hours carry; the flag is false where not even the smallest one fits."""
    if carried(rhythm, Levels(full=True), room):
        return Levels(full=True), True
    levels = Levels(full=False)
    if carried(rhythm, levels, room):
        for beat in rhythm.cycle.beats:
            if beat.full > beat.small or len(beat.on) > len(beat.small_on):
                more = replace(levels, upgraded=levels.upgraded | {beat.id})
                modest = average(rhythm, more) <= MORE * sum(room.values())
                levels = more if modest and carried(rhythm, more, room) else levels
        return levels, True
    for beat_id in order_of_dropping(rhythm):
        if rhythm.cycle.beat(beat_id).key and beat_id not in rhythm.cycle.drop:
            break
        levels = replace(levels, dropped=levels.dropped | rhythm.cycle.without(beat_id))
        if carried(rhythm, levels, room):
            return levels, True
    return levels, False


def carried(rhythm: Rhythm, levels: Levels, room: Mapping[str, int]) -> bool:
    own = average(rhythm, levels, "owner")
    return own <= room["owner"] and average(rhythm, levels) <= sum(room.values()) - SPARE


def average(rhythm: Rhythm, levels: Levels, who: str = "") -> float:
    """Minutes a week; `who`: only what nobody else can do."""
    total = 0.0
    for beat in rhythm.cycle.beats:
        full = levels.is_full(beat)
        if beat.id in levels.dropped or who not in ("", beat.who) or not beat.minutes_of(full=full):
            continue
        runs = rhythm.cycle.times_a_week(beat, full=levels.full or (full and not anchored(beat)))
        total += beat.minutes_of(full=full) * runs
    return total


def weekly(laid: Laid, beat_id: str) -> bool:
    """Does a beat come every week, so that one series of a calendar holds it?"""
    cycle, beat = laid.rhythm.cycle, laid.rhythm.cycle.beat(beat_id)
    if cycle.season:
        return False
    offset = offset_of(beat.on[0])
    if not anchored(beat) or offset is None:
        return True
    return root_weeks(laid.rhythm, cycle.anchor(offset.anchor), full=laid.levels.full) == 1
