"""The whole plan for machines: one shared function makes JSON of any part of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from pydantic import BaseModel

from ..community.community import Community
from ..plan.game.boards import Row
from ..plan.plan import Plan
from ..plan.questions import questions
from ..plan.roadmap.roadmap import Roadmap
from ..problems import Problem
from .game_json import game_data
from .say.frame import Frame
from .say.tactics import tactic_data


def plain(value: Any) -> Any:
    """Dataclasses, tuples, dates and decimals as JSON knows them. Decimals stay text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if hasattr(value, "_asdict"):
        return [plain(part) for part in value] if isinstance(value, Row) else plain(value._asdict())
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, frozenset | set):
        return sorted(plain(part) for part in value)
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, float):
        return int(value) if value == int(value) else round(value, 6)
    return value


def plan_data(
    plan: Plan, community: Community, frames: Mapping[str, Frame], problems: tuple[Problem, ...], version: str
) -> dict[str, Any]:
    """Language-free facts, choices and week, then the pages of the tactics in each language."""
    choices = [plain(choice) | {"minutes": choice.minutes} for choice in plan.choices]
    return {
        "made_by": f"community-playbook {version}",
        "profile": plain(community.profile),
        "facts": {key: plain(value) for key, value in sorted(plan.facts.items())},
        "diagnosis": plain(plan.diagnosis),
        "value": plan.value,
        "choices": choices,
        "week": plain(plan.week),
        "full_minutes": plan.full_minutes,
        "actions": plain(plan.actions),
        "left_out": plain(plan.left_out),
        "roadmap": roadmap_data(plan.roadmap),
        "game": plain(game_data(plan.game)),
        "questions": list(questions(community, plan.facts)),
        "readings": plain(community.readings),
        "problems": [{"code": p.code, "place": str(p.place), "facts": dict(p.facts)} for p in problems],
        "pages": {
            language: {choice.id: tactic_data(frame, choice) for choice in plan.choices}
            for language, frame in frames.items()
        },
    }


def roadmap_data(roadmap: Roadmap) -> dict[str, Any]:
    """Stage, scenarios, combinations and dates; the gates say themselves whether they are passed."""
    data: dict[str, Any] = plain(roadmap)
    for step, shown in zip(roadmap.stage.steps, data["stage"]["steps"], strict=True):
        for gate, view in zip(step.gates, shown["gates"], strict=True):
            view |= {"ok": gate.ok, "gap": plain(gate.gap)}
    return data


def plan_json(data: Mapping[str, Any]) -> bytes:
    """Readable, a value a line; only the game, with a row for each deed of the period, is one line."""
    whole = dict(data)
    game = json.dumps(whole.pop("game"), ensure_ascii=False, separators=(",", ":"))
    text = json.dumps(whole, ensure_ascii=False, indent=1)
    return f'{text[:-2]},\n "game": {game}\n}}\n'.encode()
