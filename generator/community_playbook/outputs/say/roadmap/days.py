"""The next 90 days of the roadmap as dated lines, and what has to wait with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from ....plan.roadmap.ninety import Dated, Piece, Waiting
from ....plan.roadmap.roadmap import EXERCISE, exercises
from ..frame import Frame
from .lego import missing_text
from .stage import gate_todo, step_page
from .walls import names

NOW_DAYS = 7


@dataclass(frozen=True, slots=True)
class DayRow:
    day: str
    weekday: str
    date: str
    what: str
    minutes: str
    url: str
    note: str
    tick: str


@dataclass(frozen=True, slots=True)
class WaitingRow:
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class DaysView:
    say: str
    free: str
    rows: list[DayRow]
    waiting: list[WaitingRow]
    wish: str


def days_view(frame: Frame) -> DaysView:
    words, days = frame.words, frame.plan.roadmap.days
    parts = sum(1 for d in days.dated if d.piece.kind == EXERCISE)
    rows, part = [], 0
    for found in days.dated:
        part += found.piece.kind == EXERCISE
        rows.append(row_view(frame, found, part, parts))
    least = min(days.free[1:], default=0)
    people = frame.plan.roadmap.people is not None
    wished = people or exercises(frame.community.profile.upgrade)
    return DaysView(
        say=words("roadmap.days.say", start=frame.full_day(days.start), end=frame.full_day(days.end)),
        free=words("roadmap.days.free", now=frame.minutes(days.free[0]), least=frame.minutes(least)),
        rows=rows,
        waiting=[waiting_view(frame, w) for w in days.waiting],
        wish="" if wished or not rows else words("roadmap.days.wish"),
    )


def row_view(frame: Frame, found: Dated, part: int, parts: int) -> DayRow:
    piece, words = found.piece, frame.words
    note = ""
    if (found.day - frame.plan.roadmap.days.start).days < NOW_DAYS:
        planned = any(s.task.job == EXERCISE and s.task.entry == piece.what for s in frame.plan.week.slots)
        key = "in_week" if planned and piece.kind == EXERCISE else "if_free"
        note = words(f"roadmap.days.{key}", minutes=frame.minutes(piece.minutes))
    return DayRow(
        day=frame.day(found.day),
        weekday=frame.weekday(found.day),
        date=found.day.isoformat(),
        what=piece_text(frame, piece, part, parts),
        minutes=frame.minutes(piece.minutes),
        url=piece_url(frame, piece),
        note=note,
        tick=f"road-{found.day.isoformat()}-{piece.kind}-{piece.what}",
    )


def piece_text(frame: Frame, piece: Piece, part: int = 1, parts: int = 1) -> str:
    words, lego = frame.words, frame.plan.roadmap.lego
    if piece.kind == EXERCISE:
        what = frame.folder(frame.entries[piece.what]).meta["short"]
        key = "exercise_part" if parts > 1 else "exercise"
        return words(f"roadmap.days.{key}", what=what, part=part, parts=parts)
    if piece.kind == "look":
        gates = {gate.id: gate for gate in frame.plan.roadmap.open_gates}
        if piece.what not in gates:
            return words("roadmap.days.again")
        return words("roadmap.days.look", gate=gate_todo(frame, gates[piece.what]))
    if piece.kind == "person":
        return ask_text(frame, piece.what)
    if piece.kind == "recruit":
        return missing_text(frame, lego.missing[0])
    if lego.first is None:
        return ""
    return words(f"roadmap.days.{piece.kind}", names=names(frame, lego.first.team), name=lego.first.name)


def piece_url(frame: Frame, piece: Piece) -> str:
    if piece.kind == EXERCISE:
        return step_page(piece.what) + "#h-do"
    return {
        "ask": step_page("new-offer") + "#say-team",
        "meet": "#h-share",
        "recruit": step_page("new-offer") + "#say-missing",
        "look": "#h-gates",
        "person": "#h-next",
    }[piece.kind]


def ask_text(frame: Frame, gate: str) -> str:
    """Whom to ask for what, on the road of people."""
    road = frame.plan.roadmap.people
    asked = next((ask for ask in road.asks if ask.gate == gate), None) if road else None
    return frame.words(f"people.piece.{gate}", name=frame.name(asked.person.id)) if asked else ""


def waiting_view(frame: Frame, found: Waiting) -> WaitingRow:
    words, piece = frame.words, found.piece
    if found.reason == "first":
        key = "w_others_one" if found.count == 1 else "w_others"
        what = words(f"roadmap.days.{key}", n=frame.number(found.count))
    elif found.reason == "gates":
        what = frame.title(frame.entries[piece.what])
    else:
        what = piece_text(frame, piece)
    why = words(f"roadmap.days.w_{found.reason}", minutes=frame.minutes(piece.minutes))
    return WaitingRow(what=what, why=why)
