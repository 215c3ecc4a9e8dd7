"""What comes out on the back of the envelope: numbers of a rhythm's trade, and what is reckoned from them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from ..community.rhythms import When
from ..knowledge.library import FlatFacts
from ..knowledge.rhythms import Beat
from .anchors import fixed_day, weekdays_of
from .anchors import season_days as open_days
from .facts.facts import Facts
from .rhythms import Laid

NOTHING_SAID = When()


def reckoned(laid: Laid, facts: Facts) -> FlatFacts:
    """By name, in the order in which they are written: each may use those before it. A number that nobody
    said and that has no usual value is None."""
    rhythm = laid.rhythm
    known = {**facts.flat, **round_facts(laid, facts)}
    found: dict[str, object] = {}
    for number in rhythm.sums.numbers:
        said = laid.chosen.numbers.get(number.id)
        usual = number.usual({**known, **found}) if number.usual else None
        found[number.id] = whole(usual if said is None else said)
    for value in rhythm.sums.reckoned:
        found[value.id] = whole(value.value({**known, **found}))
    return {**round_facts(laid, facts), **found}


def round_facts(laid: Laid, facts: Facts) -> FlatFacts:
    """What a sum may use beside the facts."""
    rhythm = laid.rhythm
    hours = facts.hands.owner_hours + facts.hands.helper_hours
    return {
        "full": laid.full,
        "often": often(laid),
        "comes": {b.id: comes(laid, b) for b in rhythm.cycle.beats},
        "takes": {
            b.id: b.minutes_of(full=laid.levels.is_full(b)) if laid.done(b) else 0 for b in rhythm.cycle.beats
        },
        "season_days": season_days(laid),
        "unopened": unopened(laid, facts),
        "target": rhythm.entry.measure.target(facts.flat) if rhythm.entry.measure else 0,
        "rhythm_minutes": laid.minutes,
        "rhythm_left": max(round(hours * 60) - laid.minutes, 0),
        "said": {number.id: number.id in laid.chosen.numbers for number in rhythm.sums.numbers},
    }


def comes(laid: Laid, beat: Beat) -> float:
    """How many times a week a beat is done on an average."""
    full = laid.levels.is_full(beat)
    return laid.rhythm.cycle.times_a_week(beat, full=full) if laid.done(beat) else 0


def often(laid: Laid) -> Mapping[str, float]:
    """By anchor, how many times a week it comes on an average."""
    full, cycle = laid.levels.full, laid.rhythm.cycle
    found = {}
    for anchor in cycle.anchors:
        root, _ = cycle.root(anchor.id)
        said = laid.chosen.anchors.get(root.id, NOTHING_SAID)
        days = weekdays_of(root, said.weekday, said.day, full=full)
        found[anchor.id] = len(days) / root.weeks_of(full=full)
    return found


def season_days(laid: Laid) -> int:
    """From the first day of what has an end to its last one; 0 where it goes on."""
    cycle = laid.rhythm.cycle
    if not cycle.season:
        return 0
    first, last = (fixed_day(laid.rhythm, anchor, laid.chosen) for anchor in cycle.season)
    if first and last and last > first:
        return (last - first).days + 1
    return cycle.root(cycle.season[-1])[1] + 1


def unopened(laid: Laid, facts: Facts) -> bool:
    """Is its first day still to come, when this week is over?"""
    span = open_days(laid.rhythm, laid.chosen)
    return span is not None and span[0] >= facts.days.monday + timedelta(weeks=1)


def whole(value: object) -> object:
    """12.0 as 12, so that texts and conditions see what is written."""
    return int(value) if isinstance(value, float) and value == int(value) else value
