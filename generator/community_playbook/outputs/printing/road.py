"""The roadmap on one sheet: where you stand, the next two moves, the gates, the next 90 days."""

from __future__ import annotations

from ..say.frame import Frame
from ..say.roadmap.roadmap import roadmap_view
from ..say.text import strip
from .ink import Ink
from .paper import RoadSheet

MOST_DAYS = 9


def road_sheet(frame: Frame, ink: Ink) -> RoadSheet:
    one, words = roadmap_view(frame), frame.words
    head, stage = one.head, frame.plan.roadmap.stage
    names = words.get("roadmap.step_names")
    gap, end = frame.usage.gap, frame.usage.stop
    call = head.call
    told = f"{call.title}{end}{gap}{call.instead.short}{end}" if call and call.instead else ""
    days = one.days.rows[:MOST_DAYS]
    return {
        "kind": "road",
        "id": "roadmap",
        "title": ink.text(gap.join(head.phrases)),
        "sub": ink.text(f"{frame.community.profile.community.name} · {head.kick} · {frame.edition}"),
        "call": ink.text(told or (call.title if call else "")),
        "stairs": [
            {
                "name": ink.text(str(names[step.id])),
                "note": ink.text(strip(frame.folder(entry).meta["short"])),
                "state": "here" if step.number == stage.here else "",
            }
            for step, entry in zip(stage.steps, frame.library.stages, strict=True)
        ],
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
        "gates": [
            {
                "step": ink.text(gate.name if number == 0 else ""),
                "label": ink.prose(row.label),
                "have": ink.prose(row.have),
                "ok": row.ok,
            }
            for gate in one.gates
            for number, row in enumerate(gate.rows)
        ],
        "days_head": ink.text(words("roadmap.days.title")),
        "days": [
            {
                "day": f"{row.day} {row.weekday}",
                "what": ink.text(row.what),
                "minutes": row.minutes,
            }
            for row in days
        ],
        "no_days": ink.text(words("roadmap.days.none")),
    }
