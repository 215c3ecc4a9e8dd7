"""Does a countdown hold together: its clocks, until when a step helps, and what it is told instead of?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from .rhythms import CLOCK, ids, named, told
from .source import Source, dotted, shown

LIKE = re.compile(r"^like:", re.M)


def bases(playbook: Path) -> list[str]:
    """Countdowns that stand instead of no other."""
    files = sorted(playbook.glob("countdowns/*/countdown.yml"))
    return [path.parent.name for path in files if not LIKE.search(path.read_text("utf-8", "replace"))]


def check_countdown(source: Source, facts: Mapping[str, Any], beats: Mapping[str, Sequence[str]]) -> None:
    for at, found in named(facts, ("drop",)):
        told(source, at, found, ids(facts, "steps"))
    rhythms = facts.get("rhythms")
    own = [name for name in rhythms if name in beats] if isinstance(rhythms, list) else list(beats)
    for at, found in named(facts, ("steps", "beat")):
        told(source, at, found, [beat for name in own for beat in beats[name]])
    for at, found in named(facts, ("steps", "clock")):
        if not CLOCK.fullmatch(found):
            source.tell("E456", at, key=dotted(at), found=shown(found))
    for one, other, sample in (("like", "rhythms", "[…]"), ("rhythms", "like", "…")):
        if one in facts and other not in facts:
            source.tell("E406", (one,), key=other, repair=f"{other}: {sample}")
    for i, step in enumerate(facts.get("steps") or ()):
        days, latest = (step.get(key) if isinstance(step, dict) else None for key in ("days", "latest"))
        if isinstance(days, int) and isinstance(latest, int) and latest < days:
            at = ("steps", i, "latest")
            source.tell("E457", at, key=dotted(at), found=str(latest), low=str(days))
