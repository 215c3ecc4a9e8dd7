"""The roadmap on one sheet: where you stand, the next two moves, the gates, the next 90 days."""

from __future__ import annotations

from collections.abc import Sequence

from ..say.frame import Frame
from ..say.roadmap.days import DayRow
from ..say.roadmap.people import people_view
from ..say.roadmap.roadmap import roadmap_view
from ..say.roadmap.stage import StepGates
from ..say.text import strip
from .ink import Ink
from .paper import DayLine, GateLine, RoadSheet, Stair

MOST_DAYS, MOST_NAMES = 9, 6


def road_sheet(frame: Frame, ink: Ink) -> RoadSheet:
    """The road that this community goes."""
    return people_sheet(frame, ink) if frame.plan.roadmap.people else business_sheet(frame, ink)


def people_sheet(frame: Frame, ink: Ink) -> RoadSheet:
    """In the place of the two next moves: whom to ask first, and where a host is missing."""
    one, words, gap = people_view(frame), frame.words, frame.usage.gap
    first = one.first
    return {
        "kind": "road",
        "id": "roadmap",
        "title": ink.text(gap.join(one.phrases)),
        "sub": ink.text(f"{frame.community.profile.community.name} · {one.kick} · {frame.edition}"),
        "call": ink.text(""),
        "stairs": stairs(frame, ink),
        "first": {
            "head": ink.text(words("people.next.title")),
            "strong": ink.text(first.name if first else ""),
            "text": ink.prose(first.message.lines[0] if first else one.none),
        },
        "gap": {
            "head": ink.text(words("people.roles.title")),
            "strong": ink.text(
                frame.listed([line.name for role in one.roles for line in role.people][:MOST_NAMES])
            ),
            "text": ink.prose(one.missing or (first.gap if first else "")),
        },
        "gates": gate_lines(one.gates, ink),
        "days_head": ink.text(words("roadmap.days.title")),
        "days": day_lines(one.days.rows, ink),
        "no_days": ink.text(words("roadmap.days.none")),
    }


def stairs(frame: Frame, ink: Ink) -> list[Stair]:
    stage, names = frame.plan.roadmap.stage, frame.words.get("roadmap.step_names")
    return [
        {
            "name": ink.text(str(names[step.id])),
            "note": ink.text(strip(frame.folder(entry).meta["short"])),
            "state": "here" if step.number == stage.here else "",
        }
        for step, entry in zip(stage.steps, frame.steps, strict=True)
    ]


def gate_lines(gates: Sequence[StepGates], ink: Ink) -> list[GateLine]:
    return [
        {
            "step": ink.text(gate.name if number == 0 else ""),
            "label": ink.prose(row.label),
            "have": ink.prose(row.have),
            "ok": row.ok,
        }
        for gate in gates
        for number, row in enumerate(gate.rows)
    ]


def day_lines(rows: Sequence[DayRow], ink: Ink) -> list[DayLine]:
    return [
        {"day": f"{row.day} {row.weekday}", "what": ink.text(row.what), "minutes": row.minutes}
        for row in rows[:MOST_DAYS]
    ]


def business_sheet(frame: Frame, ink: Ink) -> RoadSheet:
    one, words = roadmap_view(frame), frame.words
    head = one.head
    gap, end = frame.usage.gap, frame.usage.stop
    call = head.call
    told = f"{call.title}{end}{gap}{call.instead.short}{end}" if call and call.instead else ""
    return {
        "kind": "road",
        "id": "roadmap",
        "title": ink.text(gap.join(head.phrases)),
        "sub": ink.text(f"{frame.community.profile.community.name} · {head.kick} · {frame.edition}"),
        "call": ink.text(told or (call.title if call else "")),
        "stairs": stairs(frame, ink),
        "first": {
            "head": ink.text(words("roadmap.next.title")),
            "strong": ink.text(one.first.who),
            "text": ink.prose(one.first.when or one.first.none),
        },
        "gap": {
            "head": ink.text(words("roadmap.gap.title")),
            "strong": ink.prose(one.gap.what),
            "text": ink.prose(gap.join((one.gap.unlocks, one.gap.when)) if one.gap.what else one.gap.none),
        },
        "gates": gate_lines(one.gates, ink),
        "days_head": ink.text(words("roadmap.days.title")),
        "days": day_lines(one.days.rows, ink),
        "no_days": ink.text(words("roadmap.days.none")),
    }
