"""The roadmap as pages: the overview, then one page a step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..say.frame import Frame
from ..say.roadmap.roadmap import roadmap_view
from ..say.roadmap.stage import stair_view, step_page
from ..say.roadmap.step import step_view
from .template import page


def render_roadmap(frame: Frame, sheet: str = "") -> Iterator[tuple[str, bytes]]:
    """The roadmap, and a page a step. `sheet`: address of the same on paper, where there is one."""
    one, words = replace(roadmap_view(frame), print=sheet), frame.words
    yield (
        "roadmap.md",
        page(frame, "roadmap.md.j2", words("roadmap.title"), "roadmap", "roadmap.html", one=one),
    )
    yield from render_steps(frame)


def render_steps(frame: Frame) -> Iterator[tuple[str, bytes]]:
    entries = [*frame.library.stages, frame.library.not_now]
    stair = stair_view(frame)
    for entry in entries:
        one = step_view(frame, entry)
        path = step_page(entry.id).removesuffix(".html") + ".md"
        yield path, page(frame, "step.md.j2", one.title, "step", "roadmap.html", one=one, stair=stair)
