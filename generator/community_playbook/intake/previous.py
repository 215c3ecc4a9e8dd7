"""What did the last edition say? Only what is needed to notice that history was rewritten."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..community.rewards import PointRule

MAX_BYTES = 64 * 2**20


def load_previous_rules(out: Path) -> tuple[list[PointRule], date] | None:
    """The point rules of the plan in an output folder, and its day; None where there is none that we know."""
    path = out / "plan.json"
    try:
        if path.stat().st_size > MAX_BYTES:
            return None
        data = json.loads(path.read_text("utf-8"))
        rules = part(part(data, "profile"), "points").get("rules", [])
        return [PointRule.model_validate(rule) for rule in rules], date.fromisoformat(data["facts"]["today"])
    except (OSError, ValueError, KeyError, TypeError, ValidationError):  # not ours, or of another version
        return None


def part(data: Any, name: str) -> Mapping[str, Any]:
    found = data[name] if isinstance(data, Mapping) else None
    if not isinstance(found, Mapping):
        raise TypeError(name)
    return found
