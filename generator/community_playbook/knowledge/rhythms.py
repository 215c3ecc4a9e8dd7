"""How the main business of a community goes round, as frozen types: anchors, beats and their minutes.

A beat is what somebody does at a clock that is counted from an anchor (orders open, the game, the release).
Where an anchor moves, everything that is counted from it moves along.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

Lexicon = Mapping[str, str | tuple[str, ...]]
"""What members, sessions and shares are called, in one language; the keys are those of `fields.yml`."""
OWN_BANDS = ("why", "jobs", "do", "say", "measure", "traps")
"""The parts of a tactic of which a rhythm may have texts of its own, in the order of its Markdown."""
OFFSET = re.compile(r"([a-z][a-z0-9-]*?)([+-]\d+)?")


class Offset(NamedTuple):
    """`open-3` as ("open", -3): days of `on`, minutes of `clock`."""

    anchor: str
    more: int


def own_band(band: str, tactic: str) -> str:
    """The heading under which the texts of a rhythm about one part of a tactic stand: say-stars."""
    return f"{band}-{tactic}"


def offset_of(written: str) -> Offset | None:
    """None where it is no anchor with a number: a clock, for example."""
    found = OFFSET.fullmatch(written)
    return Offset(found[1], int(found[2] or 0)) if found else None


@dataclass(frozen=True, slots=True)
class Anchor:
    """What other clocks count from: on a weekday, or `days` after another anchor."""

    id: str
    clock: str
    day: str = ""
    days_full: tuple[str, ...] = ()
    """Weekdays of the full version, where they are more."""
    after: str = ""
    days: int = 0
    every_weeks: int = 1
    every_weeks_full: int = 1
    lead: int = 0
    """Days that its first time needs before it, where nobody says its date."""
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By language words in the name of a date of the profile that is this anchor."""

    each_group: bool = False
    """Each small group has a time of its own."""
    turns: int = 1
    """How many times one round has here, a whole number of weeks apart."""

    def days_of(self, *, full: bool) -> tuple[str, ...]:
        return self.days_full if full and self.days_full else (self.day,)

    def weeks_of(self, *, full: bool) -> int:
        """It comes once in so many weeks for each group."""
        return self.every_weeks_full if full else self.every_weeks

    def apart(self, *, full: bool) -> int:
        """Weeks from one time to the next one, of whichever group."""
        return max(self.weeks_of(full=full) // self.turns, 1)


@dataclass(frozen=True, slots=True)
class Beat:
    """One thing to do. Minutes are those of one time; 0 = not in that version."""

    id: str
    on: tuple[str, ...]
    """Weekdays ("mon"), or anchors with days before or after ("open-3")."""
    small_on: tuple[str, ...]
    clock: str
    """"21:00", or an anchor with minutes before or after ("open+45")."""
    who: str
    small: int
    full: int
    per_group: int = 0
    """Minutes more for each further group."""
    by: str = ""
    """The latest clock of its day, counted as `clock` is."""
    away: int = 0
    """Minutes from its clock on in which whoever does it is on the spot and does nothing else; those beyond
    its own are no work."""
    key: bool = False
    first: bool = False
    """In the first week it is made up for, where its day lies before that week: a list has to be opened."""
    since: int = 0
    """Days after the first one of a season from which on it is done: who is missing shows after three."""
    newcomers: bool = False
    """Only where newcomers come."""
    paying: bool = False
    """Only where a level of membership has a price."""
    trade: bool = False
    """Something is bought: only where the profile does not say that nothing is sold."""
    helped: bool = False
    """Only where there is an assistant, who does it while the owner does something else."""
    back: bool = False
    """It looks back at its anchor: left out in the first week where that lay before it."""
    income: bool = False
    """Only where the goal is income."""
    rest: tuple[str, ...] = ()
    """First and last day, counted from an anchor, of a span in which a beat of weekdays is not done."""
    ahead: int = 0
    """Hours before its anchor by which it is done: who reads it has to answer, or to be free."""
    behind: str = ""
    """A beat and so many hours behind it that it is not done before: "list+12"."""
    sized: tuple[str, ...] = ()
    """Numbers of the trade: where the profile says them all, their product is what one time takes."""
    spare: int = 0
    """Minutes of one time, of what only minutes that a week leaves over are for; `small` and `full` are 0."""
    needs: str = ""
    """Id of the beat without which it is not done: nobody is reminded of a swap that falls out."""

    def minutes_of(self, *, full: bool) -> int:
        return self.full if full else self.small

    def days_of(self, *, full: bool) -> tuple[str, ...]:
        return self.on if full else self.small_on


@dataclass(frozen=True, slots=True)
class Reach:
    """What becomes of a tactic. `state`: as-is, changed or never; what is changed takes `minutes` a week, or
    none where it happens `inside` a beat."""

    state: str
    minutes: int | None = None
    inside: str = ""
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By band of the tactic: ids of what the rhythm says of it in words of its own."""
    cases: tuple[str, ...] = ()
    """Ids of its messages that are sent only if what their titles say happens."""
    uncounted: bool = False
    """The number of the tactic says nothing here: that of the main business is the one to watch."""
    native: bool = False
    """Of what is changed: it is still set up as the texts of the platform say."""

    @property
    def retold(self) -> bool:
        """Its page speaks in words of the rhythm."""
        return bool(self.own) or self.state == "changed"


@dataclass(frozen=True, slots=True)
class Joining:
    """When newcomers come in where nobody says another time: days and clock as those of a beat."""

    on: tuple[str, ...]
    clock: str
    minutes: int
    """How long the door is open."""


@dataclass(frozen=True, slots=True)
class Hook:
    """A time of the calendar in which beats fall out."""

    id: str
    pause: tuple[str, ...]
    exam: bool = False
    """It is told where people prepare for an exam."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """One round: what comes when, how long it takes, and what falls out where the hours do not carry it."""

    weeks: int
    anchors: tuple[Anchor, ...]
    season: tuple[str, ...]
    """First and last anchor of what has an end; () where it goes on."""
    beats: tuple[Beat, ...]
    small_hours: float
    full_hours: float
    drop: tuple[str, ...]
    """Beats, the first one falls out first."""
    keep: tuple[str, ...]
    """Beats that never fall out."""

    @property
    def longest(self) -> str:
        """The beat of which a wrong guess costs most; one without minutes waits for those of the operator."""
        return max(self.beats, key=lambda b: (not (b.small or b.full), b.key, b.small, b.full)).id

    def anchor(self, id_: str) -> Anchor:
        return next(anchor for anchor in self.anchors if anchor.id == id_)

    def beat(self, id_: str) -> Beat:
        return next(beat for beat in self.beats if beat.id == id_)

    def root(self, id_: str) -> tuple[Anchor, int]:
        """The anchor on a weekday from which one is counted, and how many days before it lies."""
        anchor, days = self.anchor(id_), 0
        while anchor.after:
            anchor, days = self.anchor(anchor.after), days + anchor.days
        return anchor, days

    def to_root(self, anchor: str, day: date) -> date:
        """The day of the anchor from which another one is counted, that lies on `day`."""
        return day - timedelta(days=self.root(anchor)[1])

    def from_root(self, anchor: str, day: date) -> date:
        return day + timedelta(days=self.root(anchor)[1])

    def without(self, beat_id: str) -> frozenset[str]:
        """A beat that falls out, and those that need it."""
        return frozenset({beat_id, *(beat.id for beat in self.beats if beat.needs == beat_id)})

    def times_a_week(self, beat: Beat, *, full: bool) -> float:
        """How often a beat comes in a week, on an average."""
        times = 0.0
        for written in beat.days_of(full=full):
            found = offset_of(written)
            anchor = next((a for a in self.anchors if found and a.id == found.anchor), None)
            if anchor is None:
                times += 1
            else:
                root, _ = self.root(anchor.id)
                times += root.turns * len(root.days_of(full=full)) / root.weeks_of(full=full)
        return times

    def minutes_a_week(self, *, full: bool) -> float:
        """Of one group, on an average over the round."""
        return sum(b.minutes_of(full=full) * self.times_a_week(b, full=full) for b in self.beats)


@dataclass(frozen=True, slots=True)
class Season:
    """A time of the calendar: where its days are known, and what kind of date of a profile it is."""

    id: str
    names: Mapping[str, str]
    spans: tuple[tuple[str, str], ...]
    """First and last day, as 2027-02-05."""
    kind: str
    """The kind of a profile's dates that it stands for; "" where none does."""
    zones: tuple[str, ...]
    """How the time zones begin in which it is known; () = everywhere."""
