"""The roadmap: where you stand, next month's first combination, the missing brick, and all behind them."""

from __future__ import annotations

from dataclasses import dataclass

from ..frame import Frame
from .assumed import AssumptionsView, assumptions_view
from .days import DaysView, days_view
from .lego import FirstView, GapView, SharesView, SpareView, first_view, gap_view, shares_view, spare_view
from .people import people_phrases
from .stage import HeadView, StairView, StepGates, gates_view, head_view, stair_view, step_page
from .walls import WallsView, walls_view
from .ways import WaysView, ways_view


@dataclass(frozen=True, slots=True)
class RoadmapView:
    head: HeadView
    stair: StairView
    first: FirstView
    gap: GapView
    gates: list[StepGates]
    ways: WaysView | None
    walls: WallsView
    shares: SharesView
    spare: SpareView
    days: DaysView
    assumed: AssumptionsView


@dataclass(frozen=True, slots=True)
class HomeLine:
    text: str
    piece: str
    url: str


def roadmap_view(frame: Frame) -> RoadmapView:
    return RoadmapView(
        head=head_view(frame),
        stair=stair_view(frame),
        first=first_view(frame),
        gap=gap_view(frame),
        gates=gates_view(frame),
        ways=ways_view(frame),
        walls=walls_view(frame),
        shares=shares_view(frame),
        spare=spare_view(frame),
        days=days_view(frame),
        assumed=assumptions_view(frame),
    )


def roadmap_pages(frame: Frame) -> list[dict[str, str]]:
    """What the directory at the foot lists, the roadmap first."""
    words, names = frame.words, frame.words.get("roadmap.step_names")
    steps = zip(frame.plan.roadmap.stage.steps, frame.steps, strict=True)
    not_now = frame.library.not_now
    return [
        {"title": words("roadmap.title"), "url": "roadmap.html"},
        *({"title": names[step.id], "url": step_page(entry.id)} for step, entry in steps),
        *(
            {"title": words("roadmap.short.not-now"), "url": step_page(not_now.id)}
            for entry in frame.step_pages
            if entry is not_now
        ),
    ]


def home_line(frame: Frame) -> HomeLine:
    """One line on the home page: where you stand, and this week's piece where it is planned."""
    words = frame.words
    phrases = people_phrases(frame) if frame.plan.roadmap.people else head_view(frame).phrases
    phrase = frame.usage.gap.join(part.strip() for part in phrases)
    slot = next((s for s in frame.plan.week.slots if s.task.job == "exercise"), None)
    piece = ""
    if slot:
        piece = words(
            "roadmap.home_piece", weekday=frame.weekday(slot.day), start=frame.clock(slot.start),
            what=frame.folder(frame.entries[slot.task.entry]).meta["short"],
            minutes=frame.minutes(slot.task.minutes),
        )  # fmt: skip
    return HomeLine(text=words("roadmap.home", phrase=phrase), piece=piece, url="roadmap.html")
