"""Which times of the year are near, and what falls out or moves for them: of the calendar, of a profile."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ..community.calendar import BigDate
from ..knowledge.library import Rhythm
from ..knowledge.rhythms import Beat, Season, offset_of
from .anchors import WEEK_DAYS
from .clock import DAYS
from .dates import HOLIDAYS
from .rounds import Occasion

NEAR_WEEKS = 3


def near_seasons(
    rhythm: Rhythm,
    seasons: Sequence[Season],
    dates: Sequence[BigDate],
    zone: str,
    monday: date,
    *,
    exam: bool,
) -> Iterator[tuple[str, date, date]]:
    """The seasons of its hooks that touch this week or begin within three: by our calendar where the zone
    knows them, and by the dates of the profile. `exam`: people prepare for one; else exams of our calendar
    are not theirs."""
    known = {season.id: season for season in seasons}
    last = monday + timedelta(weeks=NEAR_WEEKS, days=WEEK_DAYS - 1)
    for hook in rhythm.hooks:
        season = known[hook.id]
        spans = [(big.start, big.last) for big in dates if season.id in meant_by(big, rhythm, known)]
        theirs = exam or not hook.exam
        if theirs and (not season.zones or zone.startswith(tuple(season.zones))):
            spans += [span for written in season.spans for span in spans_of(written, monday.year)]
        for first, end in sorted(spans):
            if first <= last and end >= monday:
                yield hook.id, first, end
                break


def meant_by(big: BigDate, rhythm: Rhythm, known: Mapping[str, Season]) -> tuple[str, ...]:
    """The seasons of its hooks that a date of the profile is: those of its kind that its name names, else the
    first of them whose days nobody can know; a holiday of another name pauses what the first one pauses, and
    keeps its name. A presale in December is no Double 11."""
    hooks = [known[hook.id] for hook in rhythm.hooks]
    alike = [season for season in hooks if season.kind and season.kind == big.kind]
    named = tuple(season.id for season in alike if any(named_by(big.what, n) for n in season.names.values()))
    unknown = [season for season in alike if not season.spans]
    return named or tuple(season.id for season in unknown or (alike if big.kind == HOLIDAYS else ()))[:1]


def named_by(what: str, season: str) -> bool:
    """春节放假 and 春节停摆 begin alike; Christmas closure holds Christmas."""
    said, known = "".join(what.casefold().split()), "".join(season.casefold().split())
    return known in said or (not known.isascii() and known[:2] in said)


def off_holidays(
    days: Iterable[Occasion], beat: Beat, rhythm: Rhythm, dates: Sequence[BigDate], first: date
) -> list[Occasion]:
    """Its days, none of them on a holiday of the profile: what lies on one is done on the last day before it
    that is left, or not at all; nothing looks back at a day before that day. An anchor itself stays, whoever
    runs it decides; so does a season, which has an end."""
    offset = offset_of(beat.on[0])
    if rhythm.cycle.season or (offset and offset.anchor not in DAYS and offset.more == 0):
        return list(days)
    found: list[Occasion] = []
    for one in days:
        day = one.day
        while any(big.kind == HOLIDAYS and big.start <= day <= big.last for big in dates):
            day -= timedelta(days=1)
        seen = bool(offset and offset.more > 0 and one.start and day < one.start)
        if day >= first and not seen and day not in {before.day for before in found}:
            found.append(replace(one, day=day))
    return found


def spans_of(written: tuple[str, str], year: int) -> Iterator[tuple[date, date]]:
    """ "10-01" is a day of every year."""
    first, last = written
    if len(first) > len("10-01"):
        yield date.fromisoformat(first), date.fromisoformat(last)
        return
    for some in (year, year + 1):
        yield date.fromisoformat(f"{some}-{first}"), date.fromisoformat(f"{some}-{last}")


def pausing(rhythm: Rhythm, beat: Beat, near: Collection[tuple[str, date, date]], day: date) -> str:
    """The season for which a beat falls out on a day; "" where none."""
    hooks = {hook.id for hook in rhythm.hooks if beat.id in hook.pause}
    return next((id_ for id_, first, last in near if id_ in hooks and first <= day <= last), "")
