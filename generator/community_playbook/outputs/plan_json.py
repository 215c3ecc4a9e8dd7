"""The whole plan for machines: one shared function makes JSON of any part of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields

from markupsafe import Markup

from ..community.journal import Line
from ..community.observed import Observed
from ..plan.agenda import Agenda
from ..plan.countdown import Counted
from ..plan.duties import job_minutes
from ..plan.plan import Choice
from ..plan.rhythms import Laid
from ..plan.roadmap.roadmap import Roadmap
from ..plan.roadmap.stage import Gate, Stage, Step
from ..problems import Problem
from .game_json import game_data
from .plain import Json, plain, record
from .say.bubble import Bubble
from .say.frame import Frame
from .say.since import changes_since, last_edition
from .say.tactics import tactic_view
from .say.text import strip


def plan_data(frames: Mapping[str, Frame], problems: tuple[Problem, ...], version: str) -> dict[str, Json]:
    """Language-free facts, choices and week, then the pages of the tactics in each language (`frames`)."""
    frame = next(iter(frames.values()))
    plan, community = frame.plan, frame.community
    choices = [{**record(choice), "minutes": choice.minutes} for choice in plan.choices]
    return {
        "made_by": f"community-playbook {version}",
        "profile": profile_data(frame),
        "facts": {key: plain(value) for key, value in sorted(plan.facts.flat.items())},
        "diagnosis": plain(plan.diagnosis),
        "value": plan.value,
        "choices": choices,
        "week": plain(plan.week),
        "agenda": agenda_data(plan.agenda),
        "since": changes_data(frame),
        "rhythms": [rhythm_data(laid) for laid in plan.rhythms],
        "dates": [counted_data(one) for one in plan.counted],
        "full_minutes": plan.full_minutes,
        "actions": plain(plan.actions),
        "left_out": plain(plan.left_out),
        "journal": [line_data(line) for line in community.journal.lines],
        "verdicts": {tactic: plain(found) for tactic, found in plan.verdicts.items()},
        "observed": observed_data(community.observed),
        "roadmap": roadmap_data(plan.roadmap),
        "game": game_data(plan.game),
        "questions": list(frame.asked),
        "readings": plain([reading.in_any_order() for reading in community.readings]),
        "problems": [{"code": p.code, "place": str(p.place), "facts": dict(p.facts)} for p in problems],
        "pages": {
            language: {choice.id: tactic_data(frame, choice) for choice in plan.choices}
            for language, frame in frames.items()
        },
    }


def observed_data(found: Observed | None) -> Json:
    """What chat logs told, in counts; null where none was taken."""
    return json.loads(found.model_dump_json()) if found else None


def profile_data(frame: Frame) -> Json:
    """All fields; without those of a business where nobody wrote of one and the road leads to people."""
    found = plain(frame.community.profile)
    if not isinstance(found, dict) or not to_people(frame):
        return found
    return {key: value for key, value in found.items() if key != "upgrade"}


def to_people(frame: Frame) -> bool:
    return frame.plan.roadmap.people is not None


def changes_data(frame: Frame) -> Json:
    """What changed since the last edition of an earlier week; null where there is none."""
    before = last_edition(frame)
    return plain(changes_since(frame, before)) if before else None


def agenda_data(agenda: Agenda) -> Json:
    """What runs and when, and each step of the week with its id."""
    return {
        "monday": plain(agenda.monday),
        "first_day": plain(agenda.first_day),
        "standings": plain(list(agenda.standings.values())),
        "steps": plain(agenda.steps),
    }


def rhythm_data(laid: Laid) -> Json:
    """What people come for: its version, its minutes a week, what falls out. Its steps are the agenda's."""
    return {
        "id": laid.id,
        "version": "full" if laid.full else "small" if laid.fits else "none",
        "upgraded": sorted(laid.levels.upgraded),
        "dropped": sorted(laid.levels.dropped),
        "minutes": laid.minutes,
        "left": list(laid.left),
        "late": list(laid.late),
        "paused": {season: list(beats) for season, beats in laid.paused.items()},
        "tactics": {tactic: reach.state for tactic, reach in laid.rhythm.reaches.items()},
    }


def counted_data(one: Counted) -> Json:
    """A date that is counted back: each step with its day and what becomes of it."""
    return {
        "id": one.entry.id,
        "countdown": one.countdown.id,
        "what": one.big.what,
        "from": plain(one.big.start),
        "to": plain(one.big.last),
        "steps": [
            {
                "id": due.step.id,
                "day": plain(due.day),
                "state": due.state,
                "late": due.late,
                "who": due.step.who,
                "minutes": due.step.minutes,
            }
            for due in one.dues
        ],
    }


def line_data(line: Line) -> Json:
    """A line of the journal without its text, which is for the operator's eyes only, and without gaps."""
    return {key: value for key, value in record(line).items() if key != "text" and value not in ("", None)}


def roadmap_data(roadmap: Roadmap) -> Json:
    """Stage, scenarios, combinations and dates; the gates say themselves whether they are passed. On the road
    of people neither scenarios nor combinations."""
    found = {**record(roadmap), "stage": stage_data(roadmap.stage)}
    left = ("scenarios", "lego", "skills") if roadmap.people else ("people",)
    return {key: value for key, value in found.items() if key not in left}


def stage_data(stage: Stage) -> Json:
    return {**record(stage), "steps": [step_data(step) for step in stage.steps]}


def step_data(step: Step) -> Json:
    return {**record(step), "gates": [gate_data(gate) for gate in step.gates]}


def gate_data(gate: Gate) -> Json:
    return {**record(gate), "ok": gate.ok, "gap": plain(gate.gap)}


def tactic_data(frame: Frame, choice: Choice) -> Json:
    """The page of a tactic as plain values."""
    view, entry = tactic_view(frame, choice), frame.entries[choice.id]
    own = () if choice.id in frame.plan.reached.by else entry.jobs
    jobs = [(job.id, job_minutes(entry, job, frame.plan.facts)) for job in own]
    shown = {f.name: getattr(view, f.name) for f in fields(view)}
    return {
        **{key: bare(value) for key, value in shown.items() if isinstance(value, str | int | bool)},
        "why": [strip(text) for text in view.why],
        "steps": [{f.name: bare(getattr(step, f.name)) for f in fields(step)} for step in view.steps],
        "messages": [said_data(said) for said in view.messages],
        "traps": [{"what": strip(trap.what), "then": strip(trap.then)} for trap in view.traps],
        "jobs": [{"id": job, "minutes": minutes} for job, minutes in jobs if minutes],
    }


def said_data(said: Bubble) -> Json:
    text = "\n".join(said.lines)
    return {
        "mark": said.mark, "label": said.label, "at": said.at, "lines": None, "who": said.who, "text": text,
        "step": said.step, "off": said.off,
    }  # fmt: skip


def bare(value: str | int) -> str | int:
    return strip(value) if isinstance(value, Markup) else value


def plan_json(data: Mapping[str, Json]) -> bytes:
    """Readable, a value a line; only the game, with a row for each deed of the period, is one line."""
    whole = dict(data)
    game = json.dumps(whole.pop("game"), ensure_ascii=False, separators=(",", ":"))
    text = json.dumps(whole, ensure_ascii=False, indent=1)
    return f'{text[:-2]},\n "game": {game}\n}}\n'.encode()
