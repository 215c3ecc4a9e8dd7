"""Days that the plan and the profile name: starts, rotation, meetups and the roadmap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ...community.profile import Meetup
from ...knowledge.library import Entry
from ...plan.anniversary import next_anniversary
from ...plan.dates import is_quiet, quiet_span
from ...plan.plan import RUNS
from ...plan.roadmap.roadmap import EXERCISE
from ..say.frame import Frame
from ..say.reasons import reason
from ..say.roadmap.days import piece_text
from .event import BOTH, MEETUP_NOTICE, Event, in_sight, lines, mark, moment, whole_day, zone_of
from .week import page_of

ROTATION = "rotation"
ANNOUNCED_DAYS = 14
"""A rotation is announced two weeks ahead: time to say that one would rather stay."""


def start_events(frame: Frame) -> Iterator[Event]:
    """Tactics that start later, on their day."""
    words = frame.words
    for choice in frame.plan.choices:
        starts = frame.plan.agenda.starts(choice.id)
        if not starts or not in_sight(frame, starts):
            continue
        entry = frame.entries[choice.id]
        facts = {"n": choice.number, "title": frame.title(entry)}
        folder = frame.folder(entry)
        first = folder.plain("setup", "") if choice.setup_minutes and folder.has("setup", "") else ""
        needs = words("calendar.start_setup", minutes=frame.minutes(choice.setup_minutes)) if first else ""
        yield whole_day(
            f"start-{choice.id}", starts, words("calendar.start", **facts),
            lines(reason(frame, choice), needs + first, page_of(frame, entry)),
            words("calendar.kinds.start"),
        )  # fmt: skip


def rotation_events(frame: Frame) -> Iterator[Event]:
    """The day of the next round, and the notice before it; its day is part of the key, as the next round's
    day takes its place in the facts before it has come."""
    words, day = frame.words, frame.facts.rotation.rotation_date
    chosen = next((c for c in frame.plan.choices if c.id == ROTATION), None)
    if chosen is None or chosen.state not in RUNS or not in_sight(frame, day):
        return
    if chosen.starts and chosen.starts > day:  # nothing rotates yet
        return
    entry = frame.entries[chosen.id]
    kind = words("calendar.kinds.rotation")
    months = frame.usage.unit(frame.facts.rotation.rotation_months, "month")
    yield whole_day(
        f"rotation-{day.isoformat()}", day, words("calendar.rotation"),
        lines(words("calendar.rotation_text", months=months), page_of(frame, entry)), kind, BOTH,
    )  # fmt: skip
    notice = day - timedelta(days=ANNOUNCED_DAYS)
    if in_sight(frame, notice):
        yield whole_day(
            f"rotation-notice-{day.isoformat()}", notice,
            words("calendar.rotation_notice", day=frame.day(day)),
            lines(*announcement(frame, entry), page_of(frame, entry)), kind,
        )  # fmt: skip


def announcement(frame: Frame, entry: Entry) -> list[str]:
    """The steps of the tactic that announce: what to write, and when."""
    folder = frame.folder(entry)
    items = [i for i in frame.visible(entry, "do") if i.id.startswith("announce")]
    plain = [folder.paragraphs("do", item.id) for item in items]
    return [str(part.striptags()) for parts in plain for part in parts]


def anniversary_events(frame: Frame) -> Iterator[Event]:
    """The day on which the community was founded, each year."""
    found = next_anniversary(frame.community.profile.community.founded, frame.plan.week.monday)
    if found is None or not in_sight(frame, found.day):
        return
    words = frame.words
    yield whole_day(
        f"anniversary-{found.day.year}", found.day,
        words("calendar.anniversary", n=found.years),
        words("calendar.anniversary_text"), words("calendar.kinds.day"), BOTH,
    )  # fmt: skip


def meetup_events(frame: Frame) -> Iterator[Event]:
    for meetup in frame.community.profile.events.meetups:
        if in_sight(frame, meetup.day):
            yield meetup_event(frame, meetup)


def meetup_event(frame: Frame, meetup: Meetup) -> Event:
    words, zone = frame.words, zone_of(frame)
    start, end = meetup.time.split("-")
    what = {"city": meetup.city, "topic": meetup.topic or ""}
    return Event(
        key=f"meetup-{meetup.day.isoformat()}-{mark(meetup.city)}",
        title=words("calendar.meetup_topic" if meetup.topic else "calendar.meetup", **what),
        text=lines(
            words("calendar.host", host=meetup.host) if meetup.host else "",
            words("calendar.seats", going=frame.number(len(meetup.going)), seats=frame.number(meetup.seats)),
            words("calendar.fee", fee=meetup.fee) if meetup.fee else "",
        ),
        start=moment(meetup.day, start, zone),
        end=moment(meetup.day, end, zone),
        categories=(words("calendar.kinds.meetup"),),
        who=BOTH,
        notice=MEETUP_NOTICE,
        place=f"{meetup.city} {meetup.place}" if meetup.place else meetup.city,
        busy=True,
    )


def big_date_events(frame: Frame) -> Iterator[Event]:
    """The dates of the profile, and the day from which nothing new starts for them."""
    words, kind = frame.words, frame.words("calendar.kinds.day")
    for big in frame.community.profile.dates:
        key = f"date-{big.start.isoformat()}-{mark(big.what)}"
        if not in_sight(frame, big.last):
            continue
        yield Event(key, big.what, "", big.start, big.last + timedelta(days=1), (kind,), BOTH)
        first, last = quiet_span(big)
        if is_quiet(big) and in_sight(frame, first):
            text = words("week.quiet", first=frame.day(first), last=frame.day(last))
            yield whole_day(f"quiet-{key}", first, words("calendar.quiet", what=big.what), text, kind, BOTH)


def roadmap_events(frame: Frame) -> Iterator[Event]:
    """The pieces of the next 90 days, but for the exercise that is a task of this week."""
    days, words = frame.plan.roadmap.days, frame.words
    planned = {slot.task.entry for slot in frame.plan.week.slots if slot.task.job == EXERCISE}
    parts = sum(1 for found in days.dated if found.piece.kind == EXERCISE)
    part = 0
    for found in days.dated:
        piece = found.piece
        part += piece.kind == EXERCISE
        if piece.kind == EXERCISE and part == 1 and piece.what in planned:
            continue
        last = f"{piece.what}-{part}" if piece.kind == EXERCISE else piece.what
        yield whole_day(
            f"road-{piece.kind}-{last}".rstrip("-"),
            found.day,
            piece_text(frame, piece, part, parts),
            words("calendar.road", minutes=frame.minutes(piece.minutes), page=words("roadmap.title")),
            words("roadmap.title"),
        )
