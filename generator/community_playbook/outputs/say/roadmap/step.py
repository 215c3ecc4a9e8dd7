"""One page a step of the roadmap: gates, exercise, worksheet, examples, letters, traps, evidence."""

from __future__ import annotations

from typing import Any

from ....knowledge.library import Entry, Item
from ..frame import Frame
from ..tactics import trap_view
from .stage import gate_view


def step_view(frame: Frame, entry: Entry) -> dict[str, Any]:
    words = frame.words
    folder = frame.folder(entry)
    steps = {step.number: step for step in frame.plan.roadmap.stage.steps}
    step = steps.get(entry.number)
    minutes = [int(item.minutes(frame.spoken)) for item in frame.visible(entry, "do") if item.minutes]
    own, others = examples(frame, entry)
    key = "roadmap.step.kick" if step else "roadmap.step.kick_none"
    return {
        "number": entry.number,
        "kick": words(key, n=words.get("roadmap.ordinals")[entry.number]),
        "title": folder.meta["title"],
        "phrases": folder.phrases,
        "verb": str(entry.texts[words.language].meta["verb"]),
        "lead": folder.lead,
        "card": folder.meta["card"],
        "state": step.state if step else "",
        "word": words(f"roadmap.states.{step.state}") if step else "",
        "gates": [gate_view(frame, gate) for gate in step.gates] if step else [],
        "do_say": words("roadmap.step.do_say", minutes=frame.minutes(sum(minutes))),
        "steps": [do_view(frame, entry, item) for item in frame.visible(entry, "do")],
        "worksheet": [
            trap_view(folder.paragraphs("worksheet", i.id)) for i in frame.visible(entry, "worksheet")
        ],
        "own": own,
        "others": others,
        "messages": [letter(frame, entry, item) for item in frame.visible(entry, "say")],
        "traps": [trap_view(folder.paragraphs("traps", i.id)) for i in frame.visible(entry, "traps")],
        "evidence": [folder.first("evidence", item.id) for item in frame.visible(entry, "evidence")],
    }


def do_view(frame: Frame, entry: Entry, item: Item) -> dict[str, Any]:
    parts = trap_view(frame.folder(entry).paragraphs("do", item.id))
    minutes = int(item.minutes(frame.spoken)) if item.minutes else 0
    at = frame.words("roadmap.step.minutes", m=minutes) if minutes else ""
    return {"at": at, "text": parts.what, "note": parts.then}


def examples(frame: Frame, entry: Entry) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Of the own kind, then the others."""
    folder = frame.folder(entry)
    shown = [
        {"kind": item.id, "name": folder.label("examples", item.id),
         "text": folder.first("examples", item.id),
         "kind_name": frame.library.kinds[item.id].names[frame.words.language]}
        for item in frame.visible(entry, "examples")
    ]  # fmt: skip
    kind = frame.facts.setting.kind
    return [e for e in shown if e["kind"] == kind], [e for e in shown if e["kind"] != kind]


def letter(frame: Frame, entry: Entry, item: Item) -> dict[str, Any]:
    folder = frame.folder(entry)
    return {
        "id": f"say-{item.id}",
        "mark": frame.words("who.you_mark"),
        "label": folder.label("say", item.id),
        "at": "",
        "lines": folder.message(item.id).split("\n"),
    }
