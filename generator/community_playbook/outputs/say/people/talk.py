"""What the chat showed beside people and deeds: who waits, first answers, hours. For the operator.

Each figure says what it is, of how many, and as of which day; what the log does not tell is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ....community.observed import WITHIN, Cohort, Observed, Waits
from ....plan.awake import Awake, find_awake
from ..frame import Frame

SHOWN, TONIGHT, WELCOMERS, MET = 8, 5, 6, 6
FRESH = timedelta(days=1)
"""An export that is older tells of no tonight."""
KNOWN_FOR = timedelta(days=56)
"""Of an older one it is not even said that it is old, but on its own page."""
FEW = 5
"""Newcomers: of fewer no median is said."""
LEVELS = 4
SIDE, WIDE, ROW, TOP = 9.0, 3.75, 19, 18
"""Of the squares: width of the label and of each, in percent; their height and the space above, in px."""
BAR = 26


@dataclass(frozen=True, slots=True)
class WaitLine:
    name: str
    group: str
    when: str
    note: str


@dataclass(frozen=True, slots=True)
class Figure:
    title: str
    value: str
    unit: str
    note: str


@dataclass(frozen=True, slots=True)
class Square:
    """`x`, `width` in percent, `y` in px; `level` from 0 (nobody) to 4."""

    x: float
    y: int
    level: int


@dataclass(frozen=True, slots=True)
class Heat:
    squares: list[Square]
    days: list[tuple[int, str]]
    """(y, weekday)."""
    hours: list[tuple[float, str]]
    window: tuple[float, float]
    """The join window: x and width in percent."""
    height: int
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    y: int
    width: float
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class CohortRow:
    month: str
    cells: list[str]
    early: bool


@dataclass(frozen=True, slots=True)
class TalkView:
    kick: str
    phrases: list[str]
    lead: str
    notes: list[str]
    waiting_title: str
    waiting: list[WaitLine]
    rest: list[WaitLine]
    perhaps: list[WaitLine]
    perhaps_say: str
    figures: list[Figure]
    bars: list[Bar]
    bars_cap: str
    heat: Heat | None
    heat_say: Sequence[str]
    cohorts: list[CohortRow]
    cohorts_say: list[str]
    welcomers: list[tuple[str, str]]
    welcomers_say: str
    met: list[str]


@dataclass(frozen=True, slots=True)
class Tonight:
    """Who waits, for the person on duty. Without `lines` the export is too old for a list: `say` tells."""

    title: str
    lines: list[WaitLine]
    say: str
    more: str


def talk_view(frame: Frame, found: Observed) -> TalkView:
    words = frame.words
    lines, perhaps = ([wait_line(frame, one) for one in some] for some in (found.sure, found.perhaps))
    awake = find_awake(found.hours, frame.community.profile.onboarding.join_window)
    span = frame.days(found.first, found.until.date())
    facts = {"day": frame.dated(found.until.date()), "clock": clock(frame, found.until)}
    groups = frame.listed(found.groups) if found.groups else frame.community.profile.community.name
    when = "now" if is_fresh(frame, found) else "then"
    return TalkView(
        kick=words("talk.kick", days=span, n=frame.number(found.messages), people=frame.number(found.people)),
        phrases=phrases(frame, found, facts),
        lead=words("talk.lead", groups=groups, **facts),
        notes=notes(frame, found),
        waiting_title=words(f"talk.waiting.title.{when}", **facts),
        waiting=lines[:SHOWN],
        rest=lines[SHOWN:],
        perhaps=perhaps,
        perhaps_say=words(f"talk.perhaps.{'linked' if found.linked else 'unlinked'}"),
        figures=figures(frame, found),
        bars=bars(frame, found),
        bars_cap=words("talk.spread.cap", n=found.response.people, day=frame.dated(found.since)),
        heat=None if awake.few else heat(frame, found, awake),
        heat_say=heat_say(frame, found, awake),
        cohorts=[cohort_row(frame, one) for one in found.cohorts],
        cohorts_say=[
            words("talk.cohorts.say"),
            words(f"talk.cohorts.{'noticed' if found.noticed else 'first'}"),
            *([words("talk.cohorts.early")] if any(one.early for one in found.cohorts) else []),
        ],
        welcomers=[
            (called(frame, one.member), words.counted("talk.welcomers.line", one.newcomers, n=one.newcomers))
            for one in found.welcomers[:WELCOMERS]
        ],
        welcomers_say=words("talk.welcomers.say", day=frame.dated(found.since)),
        met=[
            words("talk.welcomers.met", newcomer=called(frame, one.newcomer), by=called(frame, one.by),
                  time=frame.minutes(one.minutes) if one.minutes else words("talk.welcomers.at_once"))
            for one in found.met[:MET]
        ],
    )  # fmt: skip


def tonight(frame: Frame) -> Tonight | None:
    """None where nobody waits, or the export is so old that nobody asks for its list."""
    found, words = frame.community.observed, frame.words
    if found is None or not found.waiting:
        return None
    old = frame.facts.days.today - found.until.date()
    facts = {"day": frame.dated(found.until.date()), "clock": clock(frame, found.until)}
    if not is_fresh(frame, found):
        title = words("talk.tonight.old", n=old.days)
        return Tonight(title, [], words("talk.tonight.again", **facts), "") if old <= KNOWN_FOR else None
    kind, some = ("sure", found.sure) if found.sure else ("perhaps", found.perhaps)
    lines = [wait_line(frame, one) for one in some[:TONIGHT]]
    title = words.counted(f"talk.tonight.{kind}.title", len(some), n=len(some))
    return Tonight(title, lines, words(f"talk.tonight.{kind}.say", **facts), words("talk.tonight.more"))


def is_fresh(frame: Frame, found: Observed) -> bool:
    return found.until.date() >= frame.facts.days.today - FRESH


def phrases(frame: Frame, found: Observed, facts: dict[str, str]) -> list[str]:
    n = len(found.sure) or len(found.perhaps)
    key = "none" if not n else "stale" if not is_fresh(frame, found) else "one" if n == 1 else "waiting"
    key = "perhaps" if found.perhaps and not found.sure else key
    return [part.format(n=n, **facts) for part in frame.words.get(f"talk.h1.{key}")]


def notes(frame: Frame, found: Observed) -> list[str]:
    words, told = frame.words, []
    if not is_fresh(frame, found):
        told.append(words("talk.stale", n=(frame.facts.days.today - found.until.date()).days))
    if missing := unheard(frame, found):
        told.append(words("talk.missing", groups=frame.listed(missing)))
    if not found.answers_known:
        told.append(words("talk.unlinked"))
    elif found.inferred:
        told.append(words("talk.inferred", percent=max(round(100 * found.inferred_share), 1)))
    if not found.told:
        told.append(words("talk.untold"))
    return told


def unheard(frame: Frame, found: Observed) -> list[str]:
    """Groups of the profile of which the export does not tell; none where no name is in both."""
    names = [group.name or group.id for group in frame.community.profile.groups]
    missing = [name for name in names if name not in found.groups]
    return missing if len(missing) < len(names) else []


def wait_line(frame: Frame, one: Waits) -> WaitLine:
    words = frame.words
    when = words("talk.waiting.when", day=frame.day(one.at.date()), clock=clock(frame, one.at))
    told = [words("talk.waiting.times", n=one.times)] if one.times > 1 else []
    return WaitLine(called(frame, one.member), one.group, when, words("talk.join").join(told))


def called(frame: Frame, member: str) -> str:
    return frame.name(member) if member in frame.people else frame.words("talk.someone")


def clock(frame: Frame, at: datetime) -> str:
    return frame.clock(f"{at:%H:%M}")


def percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0


def figures(frame: Frame, found: Observed) -> list[Figure]:
    """In the order of what an operator can change first."""
    first, day = found.response, frame.dated(found.since)
    made = []
    if found.answers_known and first.people >= FEW and first.median is not None:
        facts = {"answered": first.answered, "people": first.people,
                 "percent": percent(first.within_day, first.people)}  # fmt: skip
        made.append(figure(frame, "first", about(frame, first.median), day=day, **facts))
    if found.asked:
        share = f"{percent(found.unanswered, found.asked)}%"
        facts = {"unanswered": found.unanswered, "asked": found.asked}
        made.append(figure(frame, "open" if found.told else "reply", share, day=day, **facts))
    if found.writers:
        facts = {"writers": found.writers, "without": found.half_without}
        made.append(figure(frame, "half", frame.number(found.half), day=day, **facts))
    if found.pairs:
        facts = {"mutual": found.mutual, "pairs": found.pairs}
        made.append(figure(frame, "mutual", f"{percent(found.mutual, found.pairs)}%", day=day, **facts))
    if found.reactions:
        key, day = "reactions" if found.given else "counted", frame.dated(found.first)
        told = {"given": found.given, "givers": found.givers, "silent": found.silent_givers}
        numbers = {name: frame.number(n) for name, n in told.items()}
        made.append(figure(frame, key, frame.number(found.reactions), day=day, **numbers))
    return made


def about(frame: Frame, minutes: int) -> str:
    """As exact as it can be meant."""
    if minutes < 100:
        return frame.minutes(max(minutes, 1))
    return frame.usage.unit(round(minutes / 60), "hour")


def figure(frame: Frame, key: str, value: str, **facts: object) -> Figure:
    words = frame.words
    unit = words("talk.figures.unit") if key == "half" else ""
    return Figure(words(f"talk.figures.{key}.dt"), value, unit, words(f"talk.figures.{key}.note", **facts))


def bars(frame: Frame, found: Observed) -> list[Bar]:
    first = found.response
    if not found.answers_known or first.people < FEW:
        return []
    counts = [*first.spread, first.people - first.answered]
    labels = [frame.words("talk.spread.within", time=frame.minutes(m)) for m in WITHIN]
    labels += [frame.words("talk.spread.later"), frame.words("talk.spread.never")]
    most = max(counts)
    return [
        Bar(n * BAR, round(52 * count / most, 2) if most else 0, label, frame.number(count))
        for n, (label, count) in enumerate(zip(labels, counts, strict=True))
    ]


def heat(frame: Frame, found: Observed, awake: Awake) -> Heat:
    most = max(max(day) for day in found.hours)
    squares = [
        Square(round(SIDE + WIDE * hour, 2), TOP + ROW * day, -(-LEVELS * seen // most))
        for day, row in enumerate(found.hours)
        for hour, seen in enumerate(row)
    ]
    monday = date(2026, 1, 5)
    now = awake.now
    return Heat(
        squares,
        [(TOP + ROW * n + 14, frame.weekday(monday + timedelta(days=n))) for n in range(7)],
        [(round(SIDE + WIDE * hour, 2), str(hour)) for hour in (0, 6, 12, 18)],
        (round(SIDE + WIDE * now.start, 2), round(WIDE * (min(now.end, 24) - now.start), 2)),
        TOP + ROW * 7 + 4,
        frame.words("talk.awake.label", best=window(frame, awake.best.start, awake.best.end)),
    )


def heat_say(frame: Frame, found: Observed, awake: Awake) -> Sequence[str]:
    words = frame.words
    if awake.few:
        return [words("talk.awake.few")]
    best, now = (window(frame, one.start, one.end) for one in (awake.best, awake.now))
    told = [words("talk.awake.cap", day=frame.dated(found.since), now=now)]
    if awake.proposes:
        times = frame.number(round(awake.best.seen / max(awake.now.seen, 1), 1))
        told.append(words("talk.awake.proposed", best=best, now=now, times=times, text=awake.best.text))
    else:
        told.append(words("talk.awake.kept", now=now))
    if awake.quiet:
        told.append(words("talk.awake.quiet", hours=window(frame, *awake.quiet)))
    return told


def window(frame: Frame, start: int, end: int) -> str:
    return frame.window(f"{start:02d}:00", f"{end % 24:02d}:00")


def cohort_row(frame: Frame, one: Cohort) -> CohortRow:
    cells = [str(one.came)] + [f"{percent(n, one.came)}%" for n in (one.wrote, one.again, one.stayed)]
    return CohortRow(frame.usage.short_month(one.month), cells, one.early)
