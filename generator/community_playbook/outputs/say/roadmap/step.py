"""One page a step of the roadmap: gates, exercise, worksheet, examples, letters, traps, evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ....knowledge.library import Entry, Item
from ..bubble import Bubble, bubble
from ..frame import Frame
from ..proof import ProofLine, proof_line
from ..tactics import Link, Trap, trap_view
from .stage import GateRow, gate_view, step_page


@dataclass(frozen=True, slots=True)
class DoLine:
    at: str
    text: Markup
    note: Markup


@dataclass(frozen=True, slots=True)
class Example:
    kind: str
    name: str
    text: Markup
    kind_name: str


@dataclass(frozen=True, slots=True)
class StepView:
    """The page of a step; `own`: examples of the community's kind."""

    number: int
    kick: str
    title: str
    phrases: Sequence[str]
    verb: str
    lead: Markup
    card: str
    state: str
    word: str
    gates: list[GateRow]
    do_say: str
    steps: list[DoLine]
    worksheet: list[Trap]
    own: list[Example]
    others: list[Example]
    messages: list[Bubble]
    traps: list[Trap]
    proof: ProofLine
    previous: Link | None
    following: Link | None


def step_view(frame: Frame, entry: Entry) -> StepView:
    words = frame.words
    folder = frame.folder(entry)
    steps = {step.number: step for step in frame.plan.roadmap.stage.steps}
    step = steps.get(entry.number)
    minutes = [int(item.minutes(frame.spoken)) for item in frame.visible(entry, "do") if item.minutes]
    own, others = examples(frame, entry)
    key = "roadmap.step.kick" if step else "roadmap.step.kick_none"
    key = "people.step_kick" if frame.plan.roadmap.people else key
    return StepView(
        number=entry.number,
        kick=words(key, n=words.get("roadmap.ordinals")[entry.number]),
        title=folder.meta["title"],
        phrases=folder.phrases,
        verb=words.usage.spelled(words.pick(entry.texts).meta["verb"]),
        lead=folder.lead,
        card=folder.meta["card"],
        state=step.state if step else "",
        word=words(f"roadmap.states.{step.state}") if step else "",
        gates=[gate_view(frame, gate) for gate in step.gates] if step else [],
        do_say=words("roadmap.step.do_say", minutes=frame.minutes(sum(minutes))),
        steps=[do_view(frame, entry, item) for item in frame.visible(entry, "do")],
        worksheet=[
            trap_view(folder.paragraphs("worksheet", i.id)) for i in frame.visible(entry, "worksheet")
        ],
        own=own,
        others=others,
        messages=[letter(frame, entry, item) for item in frame.visible(entry, "say")],
        traps=[trap_view(folder.paragraphs("traps", i.id)) for i in frame.visible(entry, "traps")],
        proof=proof_line(frame, entry),
        previous=neighbour(frame, entry, -1),
        following=neighbour(frame, entry, 1),
    )


def do_view(frame: Frame, entry: Entry, item: Item) -> DoLine:
    parts = trap_view(frame.folder(entry).paragraphs("do", item.id))
    minutes = int(item.minutes(frame.spoken)) if item.minutes else 0
    at = frame.words("roadmap.step.minutes", m=minutes) if minutes else ""
    return DoLine(at=at, text=parts.what, note=parts.then)


def examples(frame: Frame, entry: Entry) -> tuple[list[Example], list[Example]]:
    """Of the own kind, then the others."""
    folder = frame.folder(entry)
    shown = [
        Example(kind=item.id, name=folder.label("examples", item.id),
         text=folder.first("examples", item.id),
         kind_name=frame.words.pick(frame.library.kinds[item.id].names))
        for item in frame.visible(entry, "examples")
    ]  # fmt: skip
    kind = frame.facts.setting.kind
    return [e for e in shown if e.kind == kind], [e for e in shown if e.kind != kind]


def letter(frame: Frame, entry: Entry, item: Item) -> Bubble:
    folder = frame.folder(entry)
    lines = folder.message(item.id).split("\n")
    return bubble(frame, folder.label("say", item.id), lines, who="owner", id_=f"say-{item.id}")


def neighbour(frame: Frame, entry: Entry, step: int) -> Link | None:
    """The step before (-1) or behind (1); what to do instead of an upgrade comes last."""
    entries = frame.step_pages
    place = entries.index(entry) + step
    if not 0 <= place < len(entries):
        return None
    return Link(step_page(entries[place].id), frame.title(entries[place]))
