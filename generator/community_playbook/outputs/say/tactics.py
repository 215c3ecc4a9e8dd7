"""The index of the tactics and the page of each: the same bands for all, other words for each community."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ...knowledge.library import Entry, Item
from ...plan.plan import Choice
from .agenda import POINTS, off, state_said, step_of
from .bubble import Bubble, bubble
from .frame import Frame
from .game.posting import lines_of
from .greeting import greets, opens, start_of
from .native import NativeView, mention_line, native_view
from .once import once
from .people.invitations import made_lines
from .proof import ProofLine, proof_line
from .reasons import reason
from .text import number, tactic_page

STATES = ("now", "next", "later", "no")
MOST_REASONS, MOST_STEPS = 4, 5


@dataclass(frozen=True, slots=True)
class CardView:
    number: int
    drawing: str
    url: str
    title: str
    card: str
    foot: list[str]


@dataclass(frozen=True, slots=True)
class Column:
    """Cards of one state: now, next, later or no."""

    state: str
    cards: list[CardView]


@dataclass(frozen=True, slots=True)
class TacticsView:
    phrases: list[str]
    lead: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """A thing to do: `at` is the hour, `who` owner or helper."""

    at: str
    text: Markup
    note: Markup
    key: bool
    who: str
    steps: str = ""
    """Ids of the steps of the week that it is a part of, with blanks between."""


@dataclass(frozen=True, slots=True)
class Trap:
    what: Markup
    then: Markup


@dataclass(frozen=True, slots=True)
class StopLine:
    label: str
    text: Markup


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    text: str


def columns_view(frame: Frame) -> list[Column]:
    def order(choice: Choice) -> tuple[str, int]:
        return (str(choice.starts or ""), choice.number)

    return [
        Column(state, [card_view(frame, c) for c in sorted(listed(frame, state), key=order)])
        for state in STATES
    ]


def listed(frame: Frame, state: str) -> list[Choice]:
    """What the operator wants to see."""
    return [c for c in frame.plan.state(state) if frame.plan.agenda.standings[c.id].state != "hidden"]


def card_view(frame: Frame, choice: Choice) -> CardView:
    entry, words = frame.entries[choice.id], frame.words
    folder = frame.folder(entry)
    foot = [words("tactics.weekly", m=number(choice.minutes))]
    foot.insert(0, state_said(frame, choice.id))
    cost, wish = choice.cost_per_month, wished(frame, choice)
    monthly = words("tactics.monthly", money=frame.money(cost)) if cost else words("tactics.free")
    foot.append(wish or monthly)
    waits = choice.state in ("later", "no")
    return CardView(
        number=choice.number,
        drawing=entry.drawing,
        url=tactic_page(choice.id),
        title=folder.meta["title"],
        card=reason(frame, choice) if waits else folder.meta["card"],
        foot=foot,
    )


def tactics_view(frame: Frame) -> TacticsView:
    now = len(frame.plan.state("now"))
    words = frame.words
    phrases = words.get(f"tactics.h1.{'some' if now else 'zero'}")
    ledger = words("tactics.lead_ledger") if frame.facts.sizes.has_ledger else ""
    return TacticsView(
        phrases=[p.format(n=frame.count(now)) for p in phrases],
        lead=words("tactics.lead", ledger=ledger),
    )


@dataclass(frozen=True, slots=True)
class TacticView:
    """The page of a tactic."""

    number: int
    drawing: str
    title: str
    phrases: Sequence[str]
    lead: Markup
    state: str
    starts: str
    """Where it stands in the agenda, in words."""
    off: bool
    """It is not done this week."""
    minutes: list[str]
    setup: str
    cost: str
    budget: str
    strength: int
    source: str
    excluded: bool
    why: list[Markup]
    verdict: str
    do_note: str
    once: Markup
    steps: list[StepLine]
    total: str
    ending: Bubble | None
    messages: list[Bubble]
    target: str
    unit: Markup
    number_text: Markup
    count_text: Markup
    watched: str
    """Whose number it is, where the tactic has none of its own here."""
    stops: list[StopLine]
    traps: list[Trap]
    proof: ProofLine
    native: NativeView | None
    mention: str
    previous: Link | None
    following: Link | None


def tactic_view(frame: Frame, choice: Choice) -> TacticView:
    entry, words = frame.entries[choice.id], frame.words
    folder = frame.folder(entry)
    excluded = choice.state == "no"
    reached = Markup("") if excluded else frame.reached(choice.id)
    target = entry.measure.target(frame.spoken) if entry.measure else 0
    messages = [message_view(frame, entry, item) for item in said_of(frame, entry)]
    return TacticView(
        number=choice.number,
        drawing=entry.drawing,
        title=folder.meta["title"],
        phrases=folder.phrases,
        lead=reached or folder.lead,
        state=choice.state,
        starts=state_said(frame, choice.id),
        off=not frame.plan.agenda.runs(choice.id),
        minutes=minutes_lines(frame, choice),
        setup=words("tactic.setup_done")
        if choice.running or choice.stops
        else frame.minutes(choice.setup_minutes),
        cost=wished(frame, choice) or frame.money(choice.cost_per_month),
        budget=budget(frame, choice),
        strength=entry.strength,
        source=words("tactic.talk", n=entry.talk) if entry.talk else words("tactic.ours"),
        excluded=excluded,
        why=reasons(frame, choice),
        verdict="" if excluded or choice.id in frame.plan.reached.inside else reason(frame, choice),
        do_note=folder.first("do", "_note") if folder.has("do", "_note") else words("tactic.do_say"),
        once=setup_text(frame, choice),
        steps=[step_view(frame, choice, item) for item in frame.visible(entry, "do")[:MOST_STEPS]],
        total=words("tactic.total", m=number(choice.minutes)),
        ending=ending_message(frame, entry),
        messages=messages,
        target=number(target),
        unit=folder.first("measure", "unit"),
        number_text=folder.first("measure", "number"),
        count_text=folder.first("measure", "count"),
        watched=watched(frame, choice),
        stops=stop_lines(frame, choice),
        traps=[trap_view(folder.paragraphs("traps", item.id)) for item in frame.visible(entry, "traps")],
        proof=proof_line(frame, entry),
        native=native_view(frame, "tactics", entry.id),
        mention=mention_line(frame, messages),
        previous=neighbour(frame, choice, -1),
        following=neighbour(frame, choice, 1),
    )


def reasons(frame: Frame, choice: Choice) -> list[Markup]:
    """Why it suits, or why not; where what people come for leaves it out, that says why by itself."""
    entry = frame.entries[choice.id]
    said = [frame.folder(entry).first("why", item.id) for item in frame.visible(entry, "why")]
    if choice.not_for in frame.rhythms:
        said = []
    return [*([frame.no_reason(choice)] if choice.state == "no" else []), *said][:MOST_REASONS]


def watched(frame: Frame, choice: Choice) -> str:
    if choice.id not in frame.plan.reached.uncounted:
        return ""
    rhythm, _ = frame.plan.reached.by[choice.id]
    return frame.words("tactic.watched", what=frame.title(frame.entries[rhythm]))


def stop_lines(frame: Frame, choice: Choice) -> list[StopLine]:
    """The rule of its own number; where it has none, that of the main business stands on its page."""
    if choice.id in frame.plan.reached.uncounted:
        return []
    folder = frame.folder(frame.entries[choice.id])
    return [
        StopLine(label=folder.label("measure", key), text=folder.first("measure", key))
        for key in ("good", "low", "stop")
    ]


def minutes_lines(frame: Frame, choice: Choice) -> list[str]:
    words = frame.words
    lines = []
    solo = frame.facts.hands.solo
    own = choice.owner_minutes + (choice.helper_minutes if solo else 0)
    if own:
        lines.append(words("tactic.owner_minutes", m=number(own)))
    if choice.helper_minutes and not solo:
        lines.append(words("tactic.helper_minutes", m=number(choice.helper_minutes)))
    return lines or [words("tactic.no_minutes")]


def wished(frame: Frame, choice: Choice) -> str:
    """What it would cost, where the profile grants no money for it; else ""."""
    entry = frame.entries[choice.id]
    wish = entry.wish(frame.spoken) if entry.wish else 0
    return frame.words("tactic.if_wanted", money=frame.money(wish)) if wish else ""


def budget(frame: Frame, choice: Choice) -> str:
    """The budget that a cost is held against, where the profile gives one."""
    entry = frame.entries[choice.id]
    limit = entry.budget(frame.spoken) if entry.budget else 0
    return frame.words("tactic.budget", money=frame.money(limit)) if limit and choice.cost_per_month else ""


def setup_text(frame: Frame, choice: Choice) -> Markup:
    """What to prepare once, before the first evening; empty where the tactic runs already."""
    return (
        Markup("") if not choice.setup_minutes else frame.folder(frame.entries[choice.id]).first("setup", "")
    )


def job_who(frame: Frame, choice: Choice, item: Item) -> str:
    jobs = {job.id: job for job in frame.entries[choice.id].jobs}
    who = item.who or (jobs[item.job].who if item.job in jobs else "owner")
    return "owner" if who == "owner" or frame.facts.hands.solo else "helper"


def step_view(frame: Frame, choice: Choice, item: Item) -> StepLine:
    folder = frame.folder(frame.entries[choice.id])
    parts = folder.paragraphs("do", item.id)
    runs = frame.plan.agenda.runs(choice.id)
    steps = frame.plan.agenda.of(choice.id, item.job) if item.job else ()
    steps = tuple(step for step in steps if not step.lines or item.id in step.lines)
    return StepLine(
        at=frame.clock_in(frame.entries[choice.id], item) if runs else "",
        steps=" ".join(step.id for step in steps),
        text=parts[0],
        note=parts[1] if len(parts) > 1 else Markup(""),
        key=item.key,
        who=job_who(frame, choice, item),
    )


@once
def message_view(frame: Frame, entry: Entry, item: Item, at_step: str = "") -> Bubble:
    """`at_step`: id of the step that sends it; the first one of the week where nobody says."""
    folder, board = frame.folder(entry), frame.plan.game.main
    made = lines_of(frame, board) if item.made == "board" and board else made_lines(frame, item.made)
    lines = made or folder.message(item.id).split("\n")
    label, at = folder.label("say", item.id), case_said(frame, item) or frame.clock_in(entry, item)
    belongs = POINTS if entry in frame.library.incentives else entry.id
    step = at_step or step_of(frame, entry.id, item.id)
    opening = frame.voice.heard and not made and opens(frame, entry, item)
    return bubble(
        frame, label, lines, who=item.who, at=at, off=off(frame, belongs), step=step,
        start=start_of(frame, step), opens=opening, first=opening and greets(frame, step, item),
    )  # fmt: skip


def case_said(frame: Frame, item: Item) -> str:
    """When a message is sent that not every time is; "" of the others."""
    if item.unanswered:
        return frame.words("today.unanswered")
    return frame.words("today.case") if item.case else ""


def said_of(frame: Frame, entry: Entry) -> list[Item]:
    """Its messages: those that are sent each time, then those that are sent only if it happens."""
    return sorted(frame.visible(entry, "say"), key=lambda item: not item.usual)


def ending_message(frame: Frame, entry: Entry) -> Bubble | None:
    """What is said when a tactic ends: once, in the week after its last one."""
    if frame.plan.agenda.standings[entry.id].state != "ending":
        return None
    own = frame.words.get("agenda.ending.own").get(entry.id, frame.words.get("agenda.ending.lines"))
    lines = [line.format(title=frame.title(entry)) for line in own]
    return bubble(frame, frame.words("agenda.ending.label"), lines, who="owner")


def trap_view(parts: list[Markup]) -> Trap:
    return Trap(what=parts[0], then=parts[1] if len(parts) > 1 else Markup(""))


def neighbour(frame: Frame, choice: Choice, step: int) -> Link | None:
    """The tactic before (-1) or behind (1)."""
    standings = frame.plan.agenda.standings
    tactics = [t for t in frame.library.tactics if standings[t.id].state != "hidden" or t.id == choice.id]
    at = next(i for i, t in enumerate(tactics) if t.id == choice.id) + step
    if not 0 <= at < len(tactics):
        return None
    return Link(tactic_page(tactics[at].id), f"{tactics[at].number:02d} {frame.title(tactics[at])}")
