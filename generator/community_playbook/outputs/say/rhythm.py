"""The page of what people come for: one round, its beats and messages, the one number, what goes wrong,
and what becomes of the tactics."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from ...knowledge.library import Entry
from ...knowledge.rhythms import Beat, Reach
from ...plan.agenda import Step
from ...plan.anchors import anchor_days, clock_of
from ...plan.clock import DAYS, clock_minutes
from ...plan.rhythms import Laid
from ...plan.rounds import anchored
from .bubble import Bubble
from .countdown import said_at_any_time
from .frame import Frame
from .going_on import TakenLine, taken_lines
from .milestones import MilestoneLine, milestones
from .native import NativeView, mention_line, native_view
from .proof import ProofLine, proof_line
from .rhythm_facts import SpokenAnchor, anchor_said, beat_days, beat_said, usual_days, weekdays_short
from .rhythm_seasons import SeasonLine, season_line, season_name
from .round_facts import WHAT, filled, next_day
from .sums import SumLine, SumNote, sum_note, sums_in
from .tactics import StopLine, Trap, message_view, trap_view
from .text import number, tactic_page
from .today import called

STOPS = ("good", "low", "stop", "brake")
LITTLE, MUCH = 0.4, 0.9
"""Parts of the hours: where the main business takes less or more, the page says so."""


@dataclass(frozen=True, slots=True)
class BeatLine:
    """`when`: its days, `at`: its clock; `steps`: ids in this week; `off`: why it is not done."""

    number: int
    when: str
    at: str
    minutes: str
    who: str
    name: str
    do: Markup
    until: Markup
    key: bool
    off: str
    steps: str
    messages: list[Bubble]
    cases: list[Bubble]
    count: str
    unanswered: Bubble | None

    @property
    def said(self) -> list[Bubble]:
        """Those that are sent each time, and those that are sent only if it happens."""
        return [*self.messages, *self.cases]


@dataclass(frozen=True, slots=True)
class AnchorLine:
    name: str
    when: str
    ask: Markup


@dataclass(frozen=True, slots=True)
class FillLine:
    """What messages leave open; `said`: by the profile, "" where it is still a gap."""

    name: str
    said: str
    gap: str


@dataclass(frozen=True, slots=True)
class ReachLine:
    number: int
    title: str
    url: str
    state: str
    minutes: str
    text: Markup


@dataclass(frozen=True, slots=True)
class Node:
    """A beat on the ring: its number, its place as a part of the round, and its minutes."""

    number: int
    name: str
    place: float
    minutes: int
    key: bool


@dataclass(frozen=True, slots=True)
class Ring:
    """`marks`: days or weeks of the round, with their place; `label`: the ring in words."""

    nodes: list[Node]
    marks: list[tuple[float, str]]
    big: str
    small: str
    label: str


@dataclass(frozen=True, slots=True)
class RhythmView:
    id: str
    title: str
    one: str
    card: str
    notes: list[str]
    """How much of the hours it takes, and what does not fit."""
    ring: Ring
    anchors: list[AnchorLine]
    sums: tuple[SumLine, ...]
    sum_note: SumNote
    taken: list[TakenLine]
    fill: list[FillLine]
    fill_write: str
    """The line of a profile that says what is still open; "" where nothing is."""
    why: list[Markup]
    beats: list[BeatLine]
    beyond: Markup
    """What the minutes do not hold."""
    timed: str
    """The line of a profile that says how long a beat takes here."""
    clash: Markup
    any_time: list[Bubble]
    target: str
    unit: Markup
    number_text: Markup
    count_text: Markup
    stops: list[StopLine]
    traps: list[Trap]
    weeks: list[MilestoneLine]
    proof: ProofLine
    native: NativeView | None
    mention: str
    tactics: list[ReachLine]
    seasons: list[SeasonLine]


def rhythm_views(frame: Frame) -> list[RhythmView]:
    return [rhythm_view(frame, laid) for laid in frame.plan.rhythms]


def rhythm_view(frame: Frame, laid: Laid) -> RhythmView:
    entry = laid.rhythm.entry
    folder = frame.folder(entry)
    facts = frame.facts_of(laid)
    target = entry.measure.target(facts) if entry.measure else 0
    any_time = [message_view(frame, entry, item) for item in said_at_any_time(frame, entry)]
    beats = [beat_line(frame, laid, n, beat) for n, beat in enumerate(ordered(frame, laid), 1)]
    return RhythmView(
        id=laid.id,
        title=folder.meta["title"],
        one=folder.meta["one"],
        card=folder.meta["card"],
        notes=list(notes(frame, laid)),
        ring=ring(frame, laid),
        anchors=[
            AnchorLine(
                folder.label("anchors", a.id),
                when_said(frame, anchor_said(frame.plan, laid, a.id, frame.words)),
                folder.first("anchors", a.id),
            )
            for a in laid.rhythm.cycle.anchors
        ],
        taken=taken_lines(frame, laid),
        fill=[
            FillLine(folder.label("fill", id_), facts["fill"][id_], str(folder.first("fill", id_)))
            for id_ in laid.rhythm.fill
        ],
        fill_write=fill_write(frame, laid),
        sums=sums_in(frame, laid),
        sum_note=sum_note(frame, laid),
        why=[folder.first("why", item.id) for item in frame.visible(entry, "why")],
        beats=beats,
        beyond=folder.first("beyond", ""),
        timed=f"{{id: {laid.id}, minutes: {{{laid.rhythm.cycle.longest}: …}}}}",
        clash=folder.first("clash", ""),
        any_time=any_time,
        target=number(target),
        unit=folder.first("measure", "unit"),
        number_text=folder.first("measure", "number"),
        count_text=folder.first("measure", "count"),
        stops=[StopLine(folder.label("measure", key), folder.first("measure", key)) for key in STOPS],
        traps=[trap_view(folder.paragraphs("traps", item.id)) for item in frame.visible(entry, "traps")],
        weeks=milestones(frame, laid),
        proof=proof_line(frame, entry),
        native=native_view(frame, "rhythms", laid.id),
        mention=mention_line(frame, [*any_time, *(one for beat in beats for one in beat.said)]),
        tactics=[reach_line(frame, laid, t) for t in frame.library.tactics if t.id in laid.rhythm.reaches],
        seasons=[season_line(frame, laid, *season) for season in laid.seasons],
    )  # fmt: skip


def fill_write(frame: Frame, laid: Laid) -> str:
    """Ready to paste, with the keys that are open; what the next round is about, with its day."""
    day = next_day(laid, frame.plan.agenda.first_day)
    said = filled(laid, day)
    open_ = [id_ for id_ in laid.rhythm.fill if not said[id_]]
    own, keys = (
        ", ".join(f"{id_}: …" for id_ in open_ if id_ != WHAT and (id_ in laid.rhythm.each) is each)
        for each in (True, False)
    )
    told = [f"on: {day}", "what: …" if WHAT in open_ else "", f"fill: {{{own}}}" if own else ""]
    one = (
        f"rounds: [{{{', '.join(filter(None, told))}}}]" if day and len(list(filter(None, told))) > 1 else ""
    )
    parts = [f"id: {laid.id}", one, f"fill: {{{keys}}}" if keys else ""]
    return f"{{{', '.join(filter(None, parts))}}}" if open_ else ""


def when_said(frame: Frame, anchor: SpokenAnchor) -> str:
    return " ".join(part for part in (anchor.day, anchor.clock.shown) if part)


def notes(frame: Frame, laid: Laid) -> list[str]:
    words = frame.words
    whole = round(frame.facts.hands.hours * 60)
    if not laid.fits:
        return [words("rhythm.too_large", minutes=frame.minutes(whole))]
    version = "full" if laid.full else "more" if laid.levels.upgraded else "small"
    part = laid.minutes / whole if whole else 1
    said = {"minutes": frame.minutes(laid.minutes), "whole": frame.minutes(whole),
            "left": frame.minutes(max(whole - laid.minutes, 0)), "percent": round(100 * part)}  # fmt: skip
    lines = [words(f"rhythm.version.{version}", **said)]
    if part < LITTLE or part > MUCH:
        lines.append(words("rhythm.little" if part < LITTLE else "rhythm.much", **said))
    for key, beats in (
        ("rhythm.dropped", sorted_beats(laid, laid.levels.dropped)),
        ("rhythm.left_out", laid.left),
    ):
        if beats:
            lines.append(words(key, what=names(frame, laid.rhythm.entry, beats)))
    return lines


def sorted_beats(laid: Laid, beats: frozenset[str]) -> list[str]:
    return [beat.id for beat in laid.rhythm.cycle.beats if beat.id in beats]


def names(frame: Frame, entry: Entry, beats: list[str] | tuple[str, ...]) -> str:
    folder = frame.folder(entry)
    return frame.listed([folder.label("beats", beat) for beat in beats])


def ordered(frame: Frame, laid: Laid) -> list[Beat]:
    """As they follow each other in a round."""
    beats = [beat for beat in laid.rhythm.cycle.beats if beat.id not in laid.absent]
    return sorted(beats, key=lambda beat: (place(frame, laid, beat), beats.index(beat)))


def place(frame: Frame, laid: Laid, beat: Beat) -> float:
    """Where in the round a beat lies, in days: of a round of one week from Monday, of a longer one from its
    first anchor."""
    cycle = laid.rhythm.cycle
    clock = clock_minutes(clock_of(laid.rhythm, beat, laid.chosen)) / (24 * 60)
    days = sorted(usual_days(frame.plan, laid, beat))
    if not days:
        return clock
    monday = frame.plan.week.monday
    first = min(days, key=lambda day: (day < monday, abs((day - monday).days)))
    start = monday if cycle.weeks <= 1 else round_start(frame, laid, monday)
    return float((first - start).days % (7 * cycle.weeks)) + clock


def round_start(frame: Frame, laid: Laid, monday: date) -> date:
    """The Monday of the week of the anchor from which the others are counted, or this one's."""
    first = laid.rhythm.cycle.anchors[0]
    days = [d for d in anchor_dates(frame, laid, first.id) if d <= monday + timedelta(days=6)]
    day = max(days, default=monday)
    return day - timedelta(days=day.weekday())


def anchor_dates(frame: Frame, laid: Laid, anchor: str) -> list[date]:
    return anchor_days(laid.rhythm, anchor, laid.chosen, frame.plan.week.monday, full=laid.levels.full)


def beat_line(frame: Frame, laid: Laid, number_: int, beat: Beat) -> BeatLine:
    entry, words = laid.rhythm.entry, frame.words
    folder = frame.folder(entry)
    parts = folder.paragraphs("beats", beat.id)
    steps = frame.plan.agenda.of(entry.id, beat.id)
    when = beat_said(frame.plan, laid, beat, words)
    items = [item for item in frame.visible(entry, "say") if item.job == beat.id]
    sent = [message_view(frame, entry, item) for item in items if item.usual]
    silent = next((item for item in items if item.unanswered == beat.id), None)
    happen = [message_view(frame, entry, item) for item in items if not item.usual and item is not silent]
    return BeatLine(
        number=number_,
        when=weekdays_short(beat_days(frame.plan, laid, beat), words, "full"),
        at=when.clock.shown,
        minutes=minutes_said(frame, laid, beat, steps),
        who="owner" if beat.who == "owner" or frame.facts.hands.solo else "helper",
        name=folder.label("beats", beat.id),
        do=parts[0],
        until=parts[1] if len(parts) > 1 else Markup(""),
        key=beat.key,
        off=off_said(frame, laid, beat, bool(steps)),
        steps=" ".join(step.id for step in steps),
        messages=sent,
        cases=[one._replace(at="") for one in happen],
        count=called(frame, len(sent), len(happen)) if sent or happen else "",
        unanswered=message_view(frame, entry, silent) if silent else None,
    )  # fmt: skip


def minutes_said(frame: Frame, laid: Laid, beat: Beat, steps: tuple[Step, ...]) -> str:
    """Of one time."""
    if steps:
        return frame.minutes(steps[0].minutes)
    return frame.minutes(beat.minutes_of(full=laid.levels.is_full(beat)) or beat.full)


def off_said(frame: Frame, laid: Laid, beat: Beat, there: bool) -> str:
    """Why it does not stand in this week; "" where it does."""
    if there:
        return ""
    if not laid.done(beat):
        return str(frame.words("rhythm.off.version"))
    season = next((id_ for id_, beats in laid.paused.items() if beat.id in beats), "")
    if season:
        return str(frame.words("rhythm.off.season", what=season_name(frame, laid, season)))
    why = "hours" if beat.id in laid.left else "late" if beat.id in laid.late else "week"
    return str(frame.words(f"rhythm.off.{why}"))


def reach_line(frame: Frame, laid: Laid, tactic: Entry) -> ReachLine:
    reach = laid.rhythm.reaches[tactic.id]
    folder = frame.folder(laid.rhythm.entry)
    minutes = ""
    if reach.inside:
        minutes = frame.words("rhythm.inside", what=folder.label("beats", reach.inside))
    elif reach.minutes:
        minutes = frame.words("rhythm.a_week", minutes=frame.minutes(reach.minutes))
    return ReachLine(
        number=tactic.number,
        title=frame.title(tactic),
        url=tactic_page(tactic.id),
        state=frame.words(f"rhythm.{reach_state(frame, reach, tactic)}"),
        minutes=minutes,
        text=folder.first("tactics", tactic.id),
    )


def reach_state(frame: Frame, reach: Reach, tactic: Entry) -> str:
    """What becomes of a tactic; where something else keeps it out (nobody joins, one group), it is not said
    to be done."""
    out = reach.state != "never" and frame.plan.choice(tactic.id).state == "no"
    return "not_now" if out else f"reach.{reach.state.replace('-', '_')}"


def ring(frame: Frame, laid: Laid) -> Ring:
    """The beats that are done, on a circle that begins at the top; of several weeks only those that are
    counted from an anchor, not what every week has."""
    words, cycle = frame.words, laid.rhythm.cycle
    days = 7 * cycle.weeks
    folder = frame.folder(laid.rhythm.entry)
    nodes = [
        Node(n, folder.label("beats", beat.id), place(frame, laid, beat) / days, level(laid, beat), beat.key)
        for n, beat in enumerate(ordered(frame, laid), 1)
        if laid.done(beat) and (cycle.weeks == 1 or anchored(beat))
    ]
    if cycle.weeks == 1:
        marks = [((n + 0.5) / 7, words(f"days.{day}.short")) for n, day in enumerate(DAYS)]
    else:
        marks = [((n + 0.5) / cycle.weeks, words("rhythm.week_n", n=n + 1)) for n in range(cycle.weeks)]
    order = frame.usage.comma.join(f"{node.number} {node.name}" for node in nodes)
    return Ring(
        nodes=nodes,
        marks=marks,
        big=frame.minutes(laid.minutes),
        small=words("rhythm.ring_week" if cycle.weeks == 1 else "rhythm.ring_average"),
        label=words("rhythm.ring", what=folder.meta["title"], beats=order),
    )


def level(laid: Laid, beat: Beat) -> int:
    return beat.minutes_of(full=laid.levels.is_full(beat))
