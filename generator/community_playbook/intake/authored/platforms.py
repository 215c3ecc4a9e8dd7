"""Does a platform say what is planned with, and no figure that nobody is sure of?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...knowledge.library import OWN, UNSURE
from .shapes import Shapes
from .source import Source, dotted

FIGURE = "{value}"


def check_platform(source: Source, facts: Mapping[str, Any], shapes: Shapes) -> None:
    limits = facts.get("limits")
    if not isinstance(limits, list):
        return
    known = {limit.get("id") for limit in limits if isinstance(limit, dict)}
    can = facts.get("can")
    packets = isinstance(can, dict) and can.get("packets") == OWN
    for id_ in ("seats", *(["packet_max"] if packets else [])):
        if id_ not in known:
            repair = shapes.sample("limit").replace("id: …", f"id: {id_}")
            source.tell("E406", ("limits",), key=f"limits.{id_}", repair=f"- {repair}")
    for i, limit in enumerate(limits):
        if not isinstance(limit, dict) or limit.get("strength") != UNSURE:
            continue
        said = limit.get("say")
        for language, text in said.items() if isinstance(said, dict) else ():
            if FIGURE in str(text):
                at = ("limits", i, "say", str(language))
                source.tell("E447", at, key=dotted(at))
