"""Is each round of `rhythms.rounds` one that there is? A slip would take another one's place, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from ...community.hours import WEEKDAYS
from ...community.rhythms import Chosen, When
from ...knowledge.library import Rhythm
from ...problems import Place, Problem
from .parts import Part
from .walk import Walk
from .yaml_slips import shown
from .yaml_text import Path


def check_rounds(walk: Walk, profile: Part) -> None:
    """No day has two of them."""
    for i, rhythm in profile.parts("rhythms"):
        seen: dict[date, Path] = {}
        for n, one in rhythm.parts("rounds"):
            path, day = ("rhythms", i, "rounds", n, "on"), one.day("on")
            if day in seen:
                first = walk.place(seen[day])
                walk.report("E181", path, found=day.isoformat(), first=f"{first.line}:{first.column}")
            elif day:
                seen[day] = path


def wrong_rounds(rhythm: Rhythm, chosen: Chosen, place: Callable[..., Place]) -> Iterator[Problem]:
    """Days on which there is none, gaps that no message has, and a list that begins anew each week."""
    anchor = rhythm.cycle.anchors[0]
    first = next(iter(chosen.rounds), None)
    begins = chosen.anchors.get(anchor.id, When()).day
    if first and first.day is None and begins is None and not rhythm.cycle.season:
        yield Problem("W214", place(0), {"found": shown(first.what)})
    for n, one in enumerate(chosen.rounds):
        near = nearest_days(rhythm, chosen, one.day, off=one.off) if one.day else ()
        if one.day and near:
            told = {"found": one.day.isoformat(), "near": " / ".join(day.isoformat() for day in near)}
            yield Problem("W154", place(n, "on"), told)
        for name in one.fill:
            if name not in rhythm.fill:
                told = {"found": shown(name), "rhythm": rhythm.id, "known": ", ".join(rhythm.fill) or "-"}
                yield Problem("W159", place(n, "fill", name), told)


def nearest_days(rhythm: Rhythm, chosen: Chosen, day: date, *, off: bool) -> Sequence[date]:
    """The days nearest to one on which nothing is: before or after what has an end, or on another weekday
    than what is called off; () where there is a round, or nobody can tell."""
    if rhythm.cycle.season:
        first, last = (chosen.anchors.get(id_, When()).day for id_ in rhythm.cycle.season)
        if first and day < first:
            return (first,)
        return (last,) if last and day > last else ()
    anchor = rhythm.cycle.anchors[0]
    said = chosen.anchors.get(anchor.id, When())
    weekday = WEEKDAYS[said.day.weekday()] if said.day else said.weekday
    if not off or not weekday or WEEKDAYS[day.weekday()] == weekday:
        return ()
    before = timedelta(days=(day.weekday() - WEEKDAYS.index(weekday)) % 7)
    return (day - before, day - before + timedelta(days=7))
