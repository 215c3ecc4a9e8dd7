"""Where the community stands: the head of the roadmap, the staircase, and the gates with have and want."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from ....plan.roadmap.scenarios import Comparison
from ....plan.roadmap.stage import Gate, Step, thresholds_of
from ..frame import Frame

SCREEN = {
    "low": 252, "rise": 62, "floor": 350, "verb": 48, "name": 74, "todo": 82, "line": 22, "foot": 24,
    "pin": 36,
}  # fmt: skip
"""The staircase in px: top of the first step, height of one, the ground; below a step's top its lines."""
LOWER = {"low": 206, "rise": 47}
"""Where the first step is the one that is climbed, its lines need more room below."""
MOST_TODO = 2
TESTS = ("no-income", "income-beyond-hours", "frees-no-hours", "hours-unknown")
"""Reasons that say why a test is not passed."""
GENERATION_OF = {1: 1, 2: 2, 4: 3}
"""Below which step the name of a generation stands."""


def percent(value: Decimal | float) -> str:
    return f"{100 * Decimal(str(value)):.1f}".removesuffix(".0") + "%"


def about(frame: Frame, value: Decimal) -> str:
    """An amount that was drawn, to three figures: more would promise too much. `plan.json` has all."""
    if not value:
        return frame.money(value)
    step = Decimal(1).scaleb(max(value.adjusted() - 2, 0))
    return frame.money((value / step).to_integral_value() * step)


def step_page(entry: str) -> str:
    return f"roadmap-{entry}.html"


def authored(frame: Frame, step: Step) -> str:
    """Id of the written step of the same number."""
    return frame.steps[step.number - 1].id


@dataclass(frozen=True, slots=True)
class FieldToFill:
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class GoLink:
    url: str
    link: str


@dataclass(frozen=True, slots=True)
class Instead:
    """What to do instead of an upgrade."""

    lead: Markup
    short: str
    card: str
    url: str
    link: str
    title: str


@dataclass(frozen=True, slots=True)
class CallView:
    """What stands before all else."""

    state: str
    title: str
    say: str
    reasons: list[str]
    instead: Instead | None
    fields: list[FieldToFill]
    go: GoLink | None


@dataclass(frozen=True, slots=True)
class HeadView:
    kick: str
    phrases: list[str]
    core: str
    wanted: str
    got: str
    generation: str
    call: CallView | None


@dataclass(frozen=True, slots=True)
class GateRow:
    label: str
    have: str
    ok: bool
    todo: str


@dataclass(frozen=True, slots=True)
class StepGates:
    """The gates of one step."""

    id: str
    number: int
    state: str
    word: str
    icon: str
    tone: str
    name: str
    say: str
    rows: list[GateRow]
    url: str


@dataclass(frozen=True, slots=True)
class StairStep:
    """Where a step stands in px; `verb`: what it asks for in a word."""

    state: str
    x: int
    top: int
    below: int
    verb: str
    name: str
    todo: list[str]
    generation: str
    current: bool
    last: bool


@dataclass(frozen=True, slots=True)
class StairView:
    steps: list[StairStep]
    size: Mapping[str, int]
    floor: int
    label: str


def head_view(frame: Frame) -> HeadView:
    words, roadmap = frame.words, frame.plan.roadmap
    stage, upgrade = roadmap.stage, frame.community.profile.upgrade
    listed = frame.listed
    open_ = len(roadmap.open_gates)
    key = roadmap.advice if roadmap.advice in ("wait", "new") else "gates" if stage.here else "done"
    count = words.get("roadmap.gate_counts")[open_]
    facts = {"n": words.get("roadmap.ordinals")[stage.here], "k": count}
    lacks = frame.usage.semicolon.join(gate_todo(frame, gate) for gate in stage.lacks)
    got = {text.casefold() for text in upgrade.resources_got}
    still = [text for text in upgrade.wanted_resources if text.casefold() not in got]
    return HeadView(
        kick=words("roadmap.kick", goal=words(f"roadmap.goals.{frame.facts.setting.goal}")),
        phrases=[str(p).format(**facts) for p in words.get(f"roadmap.h1.{key}")],
        core=upgrade.core_value or "",
        wanted=words("roadmap.wanted", list=listed(still)) if still else "",
        got=words("roadmap.got", list=listed(upgrade.resources_got)) if upgrade.resources_got else "",
        generation=words(f"roadmap.generation.g{stage.generation}", lacks=lacks),
        call=call_view(frame),
    )


def call_view(frame: Frame) -> CallView | None:
    """What stands before all else: do not upgrade now and what to do instead, or what to fill in."""
    words, roadmap = frame.words, frame.plan.roadmap
    if roadmap.advice == "upgrade":
        return None
    title, say = words(f"roadmap.{roadmap.advice}.title"), words(f"roadmap.{roadmap.advice}.say")
    page = step_page(frame.library.not_now.id)
    if roadmap.advice == "open":
        fields = [FieldToFill(name, words.get("roadmap.fields").get(name, "")) for name in to_fill(frame)]
        return CallView(
            roadmap.advice, title, say, [], None, fields, GoLink(page, words("roadmap.open.link"))
        )
    folder = frame.folder(frame.library.not_now)
    result = roadmap.scenarios.result
    reasons = [reason_text(frame, reason) for reason in told(result)] if result else []
    instead = Instead(
        lead=folder.lead,
        short=folder.meta["short"],
        card=folder.meta["card"],
        url=page,
        link=words("roadmap.wait.link"),
        title=words("roadmap.wait.instead"),
    )
    return CallView(roadmap.advice, title, say, reasons, instead, [], None)


def to_fill(frame: Frame) -> list[str]:
    upgrade = frame.community.profile.upgrade
    found = [] if upgrade.core_value else ["upgrade.core_value"]
    found += list(frame.plan.roadmap.scenarios.fill_in)
    found += [] if upgrade.wanted_resources else ["upgrade.wanted_resources"]
    return found + ([] if upgrade.demands else ["upgrade.demands"])


def told(result: Comparison) -> list[str]:
    """The reasons of the verdict. Where no test is passed, how to do it carefully is beside the point."""
    wait = result.verdict.advice == "wait"
    return [reason for reason in result.verdict.reasons if not wait or reason in TESTS]


def reason_text(frame: Frame, reason: str) -> str:
    result = frame.plan.roadmap.scenarios.result
    if result is None:
        return ""
    way = next(w for w in (result.partner, result.lego, result.none) if w and w.id == result.verdict.way)
    if reason == "adds-income" and way.carried < way.net.p50 and way.over == "p50":
        reason = "adds-part"
    return frame.words(
        f"roadmap.reasons.{reason}",
        carried=frame.money(way.carried),
        net=about(frame, way.net.p50),
        free=frame.number(result.hours_free),
        year=frame.number(result.hours_a_year),
        freed=frame.number(result.hours_freed or Decimal(0)),
        loss=percent(way.chance_of_loss),
    )


def gate_todo(frame: Frame, gate: Gate) -> str:
    """What to do about a gate, in a few words."""
    words, key = frame.words, f"roadmap.gates.{gate.id}"
    known = words.get(key)
    name = f"{key}.todo_unknown" if gate.have is None and "todo_unknown" in known else f"{key}.todo"
    return words(name, **gate_facts(frame, gate))


def gate_facts(frame: Frame, gate: Gate) -> dict[str, str]:
    share = gate.unit == "share"
    shown = percent if share else frame.number
    gap = gate.gap or Decimal(0)
    holders = thresholds_of(frame.community.profile.upgrade.gates).holders
    return {
        "want": shown(gate.want),
        "have": "" if gate.have is None else shown(gate.have),
        "gap": frame.number(100 * gap) if share else frame.number(gap),
        "holders": frame.number(holders),
    }


def gate_view(frame: Frame, gate: Gate) -> GateRow:
    words, facts = frame.words, gate_facts(frame, gate)
    known = words.get(f"roadmap.gates.{gate.id}")
    give_up = frame.community.profile.upgrade.give_up
    if gate.have is None:
        have = known.get("no", words("roadmap.gates.unknown"))
    elif gate.id == "give_up" and give_up and gate.have:
        have = frame.money(give_up.income_per_year)
    elif gate.id in ("core_value", "give_up"):
        have = known["have"] if gate.have and "have" in known else known["no"]
    else:
        have = words(f"roadmap.gates.{gate.id}.have", **facts)
    label = words(f"roadmap.gates.{gate.id}.label", **facts)
    return GateRow(label=label, have=have, ok=gate.ok, todo="" if gate.ok else gate_todo(frame, gate))


def gates_view(frame: Frame) -> list[StepGates]:
    words = frame.words
    found: list[StepGates] = []
    for step in frame.plan.roadmap.stage.steps:
        rows = [gate_view(frame, gate) for gate in step.gates]
        found.append(StepGates(
            id=step.id, number=step.number, state=step.state,
            word=words(f"roadmap.states.{step.state}")
            + (" · " + words("roadmap.also_ok") if step.state == "to" and not step.lacks else ""),
            icon={"done": "i-check", "here": "i-next", "to": "i-later"}[step.state],
            tone="now" if step.state != "to" else "later",
            name=words.get("roadmap.step_names")[step.id],
            say=words.get("roadmap.step_say")[step.id],
            rows=rows,
            url=step_page(authored(frame, step)),
        ))  # fmt: skip
    return found


def stair_view(frame: Frame) -> StairView:
    """The steps with their heights; what is missing for each, two lines at most."""
    words, stage = frame.words, frame.plan.roadmap.stage
    size = SCREEN | LOWER if stage.here == 1 else SCREEN
    steps: list[StairStep] = []
    here = ""
    for step in stage.steps:
        top = size["low"] - size["rise"] * (step.number - 1)
        below = top + size["rise"] if step.number > 1 else size["floor"]
        entry = frame.steps[step.number - 1]
        name = words.get("roadmap.steps")[step.id]
        if step.state == "here":
            ordinal = words.get("roadmap.ordinals")[step.number]
            here = words("roadmap.stair_here", n=ordinal, name=name)
        generation = 0 if frame.plan.roadmap.people else GENERATION_OF.get(step.number, 0)
        steps.append(StairStep(
            state=step.state, x=25 * (step.number - 1), top=top, below=below,
            verb=words.usage.spelled(words.pick(entry.texts).meta["verb"]), name=name,
            todo=[] if step.state == "done" else [gate_todo(frame, g) for g in shown(step)],
            generation=words.get("roadmap.generations")[generation] if generation else "",
            current=0 < generation == stage.generation,
            last=step.number == len(stage.steps),
        ))  # fmt: skip
    return StairView(
        steps=steps,
        size=size,
        floor=size["floor"],
        label=words("roadmap.stair_label", here=here),
    )


def shown(step: Step) -> list[Gate]:
    nothing = any(gate.id == "give_up" for gate in step.lacks)
    return [g for g in step.lacks if not (nothing and g.id == "give_up_share")][:MOST_TODO]
