"""One round of what people come for, as tasks of a week: what leads to a day lies before it, early enough for
those who answer, and in the order of the round, however few hours there are to do it in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ..community.hours import DAY, WEEK, Span
from ..community.rhythms import Chosen
from ..knowledge.library import Rhythm
from ..knowledge.rhythms import Beat, offset_of
from .anchors import (
    WEEK_DAYS,
    anchor_clock,
    anchor_days,
    beat_clock,
    clock_of,
    inside,
    root_weeks,
    season_days,
)
from .clock import DAYS, clock_minutes, night_clock
from .duties import Task
from .free import Free, gaps, nearest_start
from .week import wished_minute

HOUR = 60
POST = 5
"""Minutes: so little is done at its clock by whoever did not say when they are free."""
SITTING = 30
"""Minutes from which a beat that comes twice on one day is two sittings; less is the same thing again."""
AWAKE: tuple[Span, ...] = tuple((day * DAY + 8 * HOUR, day * DAY + 23 * HOUR) for day in range(WEEK_DAYS))


def anchored(beat: Beat) -> bool:
    """It is counted from an anchor: how often that comes is decided for all beats alike."""
    return beat.on[0] not in DAYS


@dataclass(frozen=True, slots=True)
class Occasion:
    """A beat on a day. `start`: the day of the anchor from which it is counted; None of a beat of weekdays.
    `made_up`: its own day was over when the first week was planned."""

    day: date
    start: date | None = None
    made_up: bool = False


@dataclass(frozen=True, slots=True)
class Levels:
    """Which beats are done in which version. `full`: everything is, as often as the full version has it."""

    full: bool
    upgraded: frozenset[str] = frozenset()
    """Beats done as in the full version, where the rest is small."""
    dropped: frozenset[str] = frozenset()

    def is_full(self, beat: Beat) -> bool:
        return self.full or beat.id in self.upgraded


@dataclass(frozen=True, slots=True)
class Round:
    """The week of a rhythm."""

    rhythm: Rhythm
    chosen: Chosen
    levels: Levels
    monday: date
    first: date | None
    """Where it is the first week that is planned: the first day that is left of it."""

    @property
    def week(self) -> list[date]:
        return [self.monday + timedelta(days=n) for n in range(WEEK_DAYS)]

    def days(self, beat: Beat) -> list[date]:
        return sorted({one.day for one in self.occasions(beat)})

    def occasions(self, beat: Beat) -> list[Occasion]:
        """When a beat is done. What the first round needs and nobody has done is made up for at once; what
        looks back begins when there is something to look back at."""
        full = self.levels.is_full(beat)
        if not anchored(beat):
            return [Occasion(day) for day in self.week if DAYS[day.weekday()] in beat.days_of(full=full)
                    and self.open_on(day, beat) and not self.rests(day, beat)]  # fmt: skip
        found, sunday = set(), self.monday + timedelta(days=WEEK_DAYS - 1)
        for offset in filter(None, map(offset_of, beat.days_of(full=full))):
            for start in self.starts(offset.anchor):
                day = start + timedelta(days=offset.more)
                if self.first and beat.back and start < self.first:
                    continue
                late = self.made_up(beat, day, start)
                day = self.first if self.first and late else day
                if self.monday <= day <= sunday:
                    found.add(Occasion(day, start, late))
        return sorted(found, key=lambda one: (one.day, one.start))

    def made_up(self, beat: Beat, day: date, start: date) -> bool:
        """On the day of the anchor itself only what it cannot do without is: nobody hands in any more."""
        if not (self.first and beat.first and day < self.first <= start):
            return False
        return self.first < start or beat.key or beat.id in self.rhythm.cycle.keep

    def rests(self, day: date, beat: Beat) -> bool:
        """Does it lie between the two days between which it is not done?"""
        ends = [found for written in beat.rest if (found := offset_of(written))]
        return bool(ends) and any(
            start + timedelta(days=ends[0].more) <= day <= start + timedelta(days=ends[-1].more)
            for start in self.starts(ends[0].anchor)
        )

    def starts(self, anchor_id: str) -> list[date]:
        return anchor_days(self.rhythm, anchor_id, self.chosen, self.monday, full=self.levels.full)

    def open_on(self, day: date, beat: Beat) -> bool:
        """Is the season open, for long enough, and not a day of rest that the operator named?"""
        span = season_days(self.rhythm, self.chosen)
        if span is None:
            return True
        if any(one.off and one.day == day for one in self.chosen.rounds):
            return False
        if day == span[0]:
            opens = anchor_clock(self.rhythm, self.rhythm.cycle.season[0], self.chosen)
            if clock_of(self.rhythm, beat, self.chosen) < opens:
                return False
        return inside(day, span) and (day - span[0]).days >= beat.since

    def task(self, beat: Beat, one: Occasion, minutes: int, who: str) -> Task:
        """On the spot at its clock on the day of an anchor; else as near to it as whoever does it is free,
        before or after what its anchor is."""
        clock = clock_of(self.rhythm, beat, self.chosen)
        task = Task(
            entry=self.rhythm.id,
            job=beat.id,
            day=DAYS[one.day.weekday()],
            clock=clock,
            who=who,
            minutes=minutes,
            key=beat.key,
            away=self.away(beat, clock),
            made_up=one.made_up,
        )
        offset = offset_of(beat.on[0])
        if one.start is None or offset is None:
            return task
        task = replace(task, round=self.rhythm.cycle.to_root(offset.anchor, one.start).toordinal())
        begins, ends = self.on_the_spot(offset.anchor)
        at = (one.start - self.monday).days * DAY + clock_minutes(
            anchor_clock(self.rhythm, offset.anchor, self.chosen)
        )
        there = offset.more == 0
        ahead = offset.more < 0 or (there and clock_minutes(clock) < at % DAY + begins)
        if not ahead:
            since = 0 if there else max(at + ends, 0)
            return replace(task, pinned=there, since=since, once=not self.weekly)
        until, since = at + begins - beat.ahead * HOUR, 0
        last = max((day for day in self.starts(offset.anchor) if day < one.start), default=one.start)
        if last != one.start and 0 <= (one.day - last).days <= 1:  # the time before is still to be got over
            since = max(at - (one.start - last).days * DAY + ends, 0)
        if there:
            since = at // DAY * DAY
            by = beat_clock(self.rhythm, beat.by, self.chosen) if beat.by else ""
            until = min(until, since + clock_minutes(by)) if by else until
        return replace(task, until=until or 1, since=since, once=there or one.made_up or not self.weekly)

    def away(self, beat: Beat, clock: str) -> int:
        """Minutes for which somebody is on the spot: until the next thing of the day at the latest."""
        same = (one for one in self.rhythm.cycle.beats if one.on == beat.on and beat.away)
        clocks = [clock_of(self.rhythm, one, self.chosen) for one in same]
        start = clock_minutes(clock)
        return min([beat.away, *(clock_minutes(one) - start for one in clocks if one > clock)])

    def on_the_spot(self, anchor: str) -> tuple[int, int]:
        """Minutes from the clock of an anchor at which somebody is there for it, first and last."""
        begins = ends = 0
        for beat in self.rhythm.cycle.beats:
            clock = offset_of(beat.clock)
            if anchor not in beat.on or not clock or clock.anchor != anchor:
                continue
            if beat.away:
                begins, ends = min(begins, clock.more), max(ends, clock.more + beat.away)
            elif not clock.more:
                ends = max(ends, beat.minutes_of(full=self.levels.is_full(beat)))
        return begins, ends

    @property
    def weekly(self) -> bool:
        """What found no time before this week's day is done for the next one's."""
        cycle = self.rhythm.cycle
        return not cycle.season and all(
            root_weeks(self.rhythm, one, full=self.levels.full) == 1 for one in cycle.anchors
        )

    def must(self, task: Task) -> bool:
        """It is done even where nobody is free: on the day itself, and what nothing works without; what is
        made up for, unless it would be too late for those who answer."""
        cycle, beat = self.rhythm.cycle, self.rhythm.cycle.beat(task.job)
        offset = offset_of(beat.on[0])
        if not task.round or offset is None or offset.more == 0:
            return True
        own = cycle.from_root(offset.anchor, date.fromordinal(task.round)) + timedelta(days=offset.more)
        if self.week[DAYS.index(task.day)] > own:
            return not beat.ahead
        return beat.key or beat.id in cycle.keep


@dataclass(slots=True)
class Timetable:
    """Which tasks of a round the free hours hold at all, each by itself."""

    round: Round
    free: Mapping[str, Free]
    ends: dict[tuple[int, str], int] = field(default_factory=dict)
    """By round and beat, the minute of the week at which what leads to its day, or follows it, is over."""
    days: set[tuple[int, str, int]] = field(default_factory=set)
    """Round, beat and day of the week."""
    taken: list[tuple[str, Span]] = field(default_factory=list)
    """By whom, from when until when."""
    kept: list[Task] = field(default_factory=list)

    def take(self, tasks: Iterable[Task]) -> tuple[list[Task], list[str]]:
        """The tasks for which there is a time, and the beats that are not done at all for want of one. What
        finds none is done for the time a week later, or of a week before."""
        late = []
        order = sorted(self.posted(list(tasks)), key=wished_minute)
        self.taken = [(t.who, (at := wished_minute(t), at + t.span)) for t in order if t.pinned]
        for task in [t for t in order if not self.keep(t)]:
            if not task.once and self.keep(task, WEEK if task.until else -WEEK):
                continue
            if self.round.must(task):
                self.kept.append(replace(task, pinned=True))
            else:
                late.append(task.job)
        done = {task.job for task in self.kept}
        return self.kept, [job for job in dict.fromkeys(late) if job not in done]

    def posted(self, tasks: Sequence[Task]) -> list[Task]:
        """A few minutes are found at their clock by whoever did not say when they are free, unless more has
        to be done before on that day."""
        first: dict[str, int] = {}
        for task in tasks:
            if task.minutes > POST and not task.pinned:
                first[task.day] = min(wished_minute(task), first.get(task.day, 2 * WEEK))
        return [
            replace(task, pinned=True)
            if task.minutes <= POST
            and not self.free[task.who].said
            and wished_minute(task) < first.get(task.day, 2 * WEEK)
            else task
            for task in tasks
        ]

    def keep(self, task: Task, later: int = 0) -> bool:
        """False: there is no time for it. What comes again on the same day is done once."""
        if later:
            until = task.until and task.until + later
            task = replace(task, until=until, since=task.since + later, round=task.round + later // DAY)
        behind = offset_of(self.round.rhythm.cycle.beat(task.job).behind)
        first = self.round.first or self.round.monday
        since = [task.since, (first - self.round.monday).days * DAY]
        if task.round and not task.pinned:
            since += [end for (round_, _), end in self.ends.items() if round_ == task.round]
        if behind and (end := self.ends.get((task.round, behind.anchor))):
            since.append(end + behind.more * HOUR)
        task = replace(task, since=max(since))
        wish, spans = wished_minute(task) + later, self.free[task.who].spans or AWAKE
        left = gaps(spans, [(0, task.since), *(span for who, span in self.taken if who == task.who)])
        start = wish if task.pinned else nearest_start(left, wish, task.minutes, task.until or 2 * WEEK)
        if start is None and task.round:
            return False
        start = wish if start is None else start
        if later:
            task = replace(task, day=DAYS[start // DAY], clock=night_clock(start % DAY))
        if not task.pinned or task.until:
            self.ends[task.round, task.job] = start + task.minutes
        seen = (task.round, task.job, start // DAY)
        if task.minutes >= SITTING or seen not in self.days:
            self.kept.append(task)
            self.taken += [] if task.pinned else [(task.who, (start, start + task.span))]
        self.days.add(seen)
        return True
