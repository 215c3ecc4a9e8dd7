"""What we learned: each running tactic's number by week, what its rule says, how to write a count down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from markupsafe import Markup

from ...knowledge.library import Entry
from ...plan.verdicts import Verdict
from ..plain import Json
from .bubble import Bubble, bubble
from .frame import Frame
from .learned_chart import Chart, chart_of, figure, shown_weeks, value_of

ICONS = {"keep": "now", "change": "half", "stop": "no", "open": "later"}
PARTS = {"change": "low", "stop": "stop"}
"""The part of the tactic's own rule that says what to do then."""
ENDED = ("tally", "journal")
"""Reasons of the agenda for which a tactic is left out for good."""
ORDER = ("keep", "change", "stop", "open")
URGENT = ("stop", "change", "open", "keep")
SHOWN, NEWEST = 4, 3
"""Lessons that are not folded (a page must not be endless on a phone); counts in the terminal."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One tactic. `says`: what its rule finds, then what may be claimed; `then`: what its page asks for."""

    number: int
    title: str
    page: str
    goal: str
    chart: Chart | None
    decision: str
    icon: str
    word: str
    says: tuple[str, ...]
    then: Markup
    plan: str
    """What the plan does with it this week."""


@dataclass(frozen=True, slots=True)
class Uncounted:
    """Something to count that nobody has counted yet: what, and how."""

    number: int
    title: str
    page: str
    goal: str
    how: Markup


@dataclass(frozen=True, slots=True)
class LearnedView:
    kick: str
    phrases: list[str]
    lead: str
    lessons: list[Lesson]
    folded: list[Lesson]
    """The less urgent ones, where there are many."""
    silent: list[Uncounted]
    """What runs and was never counted."""
    paper: bool
    """There is a sheet of paper with room for a count."""
    paste: Bubble
    command: str
    one: str
    """The command for one count, with figures to replace."""
    undo: str


def learned_view(frame: Frame) -> LearnedView:
    running = running_entries(frame)
    counted = [t for t in frame.library.tactics if has_counts(frame, t)]
    known, counting = {entry.id for entry in counted}, {entry.id for entry in running}
    lessons = [lesson(frame, entry) for entry in counted]
    urgent = {one.number for one in sorted(lessons, key=lambda one: URGENT.index(one.decision))[:SHOWN]}
    lines = paste_lines(frame, running)
    command = frame.words("learned.enter.command")
    return LearnedView(
        kick=kick(frame, counted),
        phrases=phrases(frame, counted),
        lead=frame.words("learned.lead" if counted else "learned.empty.lead"),
        lessons=[one for one in lessons if one.number in urgent],
        folded=[one for one in lessons if one.number not in urgent],
        silent=[uncounted(frame, entry) for entry in running if entry.id not in known],
        paper=any(entry in counting for sheet in frame.library.sheets for entry, _ in sheet.covers),
        paste=bubble(frame, frame.words("learned.enter.paste"), lines, who="owner", spoken=False),
        command=f"{command} --from -",
        one=f"{command} {example(frame, running)}",
        undo=f"{command} --undo",
    )


def verdict_of(frame: Frame, entry: Entry) -> Verdict:
    return frame.plan.verdicts[entry.id]


def has_counts(frame: Frame, entry: Entry) -> bool:
    return entry.id in frame.plan.verdicts and bool(verdict_of(frame, entry).counts)


def running_entries(frame: Frame) -> list[Entry]:
    """What runs this week."""
    return [t for t in frame.library.tactics if t.id in frame.plan.verdicts and frame.plan.agenda.runs(t.id)]


def waiting_entries(frame: Frame) -> list[Entry]:
    """What runs, and what somebody has begun to count."""
    runs = {entry.id for entry in running_entries(frame)}
    return [t for t in frame.library.tactics if t.id in runs or has_counts(frame, t)]


def kick(frame: Frame, counted: Sequence[Entry]) -> str:
    shown = shown_weeks(frame, [verdict_of(frame, entry) for entry in counted])
    if not shown:
        return frame.edition
    return frame.words("learned.kick", days=frame.days(*shown), n=frame.count(len(counted)))


def phrases(frame: Frame, counted: Sequence[Entry]) -> list[str]:
    """The heading is the answer: two stay, one changes, one ends."""
    if not counted:
        return list(frame.words.get("learned.empty.phrases"))
    decisions = [verdict_of(frame, entry).decision for entry in counted]
    parts = [
        frame.words.counted(f"learned.h1.{one}", decisions.count(one), n=frame.count(decisions.count(one)))
        for one in ORDER
        if one in decisions
    ]
    parts[0] = parts[0][:1].upper() + parts[0][1:]
    comma = frame.words("learned.comma")
    return [part + comma for part in parts[:-1]] + parts[-1:]


def lesson(frame: Frame, entry: Entry) -> Lesson:
    found, folder = verdict_of(frame, entry), frame.folder(entry)
    part = PARTS.get("" if found.stopped else found.decision, "")
    return Lesson(
        number=entry.number,
        title=frame.title(entry),
        page=frame.page(entry),
        goal=goal(frame, entry),
        chart=chart_of(frame, found),
        decision=found.decision,
        icon=ICONS[found.decision],
        word=frame.words("learned.stopped" if found.stopped else f"learned.word.{found.decision}"),
        says=tuple(said for said in (ruled(frame, found), claimed(frame, found)) if said),
        then=folder.first("measure", part) if part else Markup(""),
        plan=planned(frame, entry),
    )


def planned(frame: Frame, entry: Entry) -> str:
    found = frame.plan.agenda.standings[entry.id]
    day = found.stops if found.state == "ending" else found.starts
    ended = found.state == "waiting" and found.reason in ENDED
    key = "ended" if ended else "changed" if found.changes == frame.plan.agenda.monday else found.state
    return frame.words(f"learned.plan.{key}", day=frame.day(day or frame.facts.days.monday))


def goal(frame: Frame, entry: Entry) -> str:
    """What is good, as the tactic's page writes it: "7 份以上，最近 10 位新人里"."""
    unit = frame.folder(entry).plain("measure", "unit")
    return frame.words("learned.goal", target=figure(frame, verdict_of(frame, entry).rule.target), unit=unit)


def span(frame: Frame, verdict: Verdict, n: int) -> str:
    """两周, two weeks, three months, four times"""
    return frame.words.counted(f"learned.spans.{verdict.rule.every}", n, n=frame.count(n))


def ruled(frame: Frame, found: Verdict) -> str:
    """What the rule of the page finds in the counts."""
    fresh = found.fresh
    if found.stopped:
        return frame.words("learned.rule.stopped", day=frame.day(found.stopped))
    key: str = found.decision
    if key == "keep" and found.run:
        key = "keep_run_changed" if found.changed else "keep_run"
    if key == "open" and not fresh:
        key = "open_none"
    if key == "stop" and found.changed:
        key = "stop_changed"
    if key == "change" and found.run == 1:
        key = "change_once"
    said = frame.words.counted(
        f"learned.rule.{key}",
        found.run or len(fresh) if found.decision != "open" else len(fresh),
        run=span(frame, found, found.run),
        left=span(frame, found, found.left),
        hits=sum(one.good for one in fresh),
        n=len(fresh),
    )
    since = found.since if found.changed else None
    return (frame.words("learned.rule.since", day=frame.day(since)) if since else "") + said


def claimed(frame: Frame, found: Verdict) -> str:
    """What may be said for sure, or when it could be."""
    if found.stopped or not found.fresh or (found.decision == "open" and found.claim != "unknown"):
        return ""
    if found.claim != "unknown":
        often = "_often" if found.rule.kind == "level" else ""
        return frame.words(f"learned.claim.{found.claim}{often}")
    if found.needed is None:
        return frame.words("learned.claim.close")
    return frame.words("learned.claim.unknown", more=span(frame, found, found.needed))


def uncounted(frame: Frame, entry: Entry) -> Uncounted:
    how = frame.folder(entry).first("measure", "count")
    return Uncounted(entry.number, frame.title(entry), frame.page(entry), goal(frame, entry), how)


def paste_lines(frame: Frame, entries: Sequence[Entry]) -> list[str]:
    """Lines of the last finished week, with a gap for each count."""
    year, week, _ = (frame.facts.days.monday - timedelta(days=7)).isocalendar()
    gap = frame.words("learned.enter.gap")
    return [f"{year}-W{week:02d},{entry.number:02d},{gap}{behind(frame, entry)}" for entry in entries]


def behind(frame: Frame, entry: Entry) -> str:
    """How many were looked at: the usual number of a share, a gap for a count, nothing for a figure."""
    rule = verdict_of(frame, entry).rule
    if rule.kind == "level":
        return ""
    return f",{rule.of}" if rule.kind == "share" else f",{frame.words('learned.enter.times')}"


def example(frame: Frame, entries: Sequence[Entry]) -> str:
    """A count that is on target, of the first that can be counted."""
    entry = next(iter(entries), frame.entries[next(iter(frame.plan.verdicts))])
    rule = verdict_of(frame, entry).rule
    of = f" {rule.of}" if rule.kind == "share" else ""
    return f"{entry.number} {rule.target:g}{of}"


def waiting_rows(frame: Frame) -> list[tuple[str, ...]]:
    """For the terminal: what is counted, the newest counts, what is said of them."""
    rows: list[tuple[str, ...]] = []
    for entry in waiting_entries(frame):
        found = verdict_of(frame, entry)
        word = frame.words(f"learned.word.{found.decision}")
        newest = [figure(frame, value_of(found, one)) for one in found.counts[-NEWEST:]]
        rows.append((
            f"{entry.number:02d} {frame.title(entry)}",
            goal(frame, entry),
            frame.words("learned.join").join(newest) or frame.words("learned.unknown"),
            frame.words("learned.colon").join((word, ruled(frame, found))),
        ))  # fmt: skip
    return rows


def waiting_data(frame: Frame) -> Json:
    """The same for machines."""
    return [
        {
            "tactic": entry.id,
            "number": entry.number,
            "goal": goal(frame, entry),
            "counts": [
                {"start": one.start.isoformat(), "count": one.count, "of": one.of}
                for one in verdict_of(frame, entry).counts
            ],
            "decision": verdict_of(frame, entry).decision,
            "says": ruled(frame, verdict_of(frame, entry)),
        }
        for entry in waiting_entries(frame)
    ]
