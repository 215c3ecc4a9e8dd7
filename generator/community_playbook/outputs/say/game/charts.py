"""Two charts of a board: whose the points are, and how the first ten came to their ranks."""

from __future__ import annotations

from dataclasses import dataclass

from ....plan.game.boards import Board
from ....plan.game.public import STARS, consents
from ..frame import Frame
from .rows import move_view, span_key

PODIUM, HALF = 3, 0.5
HELPS = 0.05
"""A cap that takes less than this from the first three is no remedy."""


@dataclass(frozen=True, slots=True)
class ShareBar:
    name: str
    percent: float
    value: str
    top: bool


@dataclass(frozen=True, slots=True)
class ShareChart:
    bars: list[ShareBar]
    scale: float
    rest: str
    title: str
    say: str
    label: str


@dataclass(frozen=True, slots=True)
class MoveLine:
    """From which row of the chart to which; `open`: others may read the name."""

    name: str
    open: bool
    rank: int
    before: int
    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class LowRank:
    """A rank below the board, and the row of the chart where it stands."""

    rank: int
    at: int


@dataclass(frozen=True, slots=True)
class MovesChart:
    rows: list[MoveLine]
    lower: list[LowRank]
    height: int
    then: str
    now: str
    label: str
    say: str


def share_view(frame: Frame, board: Board) -> ShareChart | None:
    """Who the points of the period belong to: each of the top ten, then all others."""
    if not board.total or len(board.rows) <= PODIUM:
        return None
    top = board.top
    rest = board.total - sum(row.value for row in top)
    share = float(sum(row.value for row in board.rows[:PODIUM]) / board.total)
    bars = [
        ShareBar(
            name=frame.name(row.member),
            percent=round(float(100 * row.value / board.total), 1),
            value=frame.money(row.value) if board.id == "sales" else frame.number(row.value),
            top=row.rank <= PODIUM,
        )
        for row in top
    ]
    others = len(board.rows) - len(top)
    most = max((bar.percent for bar in bars), default=1)
    return ShareChart(
        bars=bars,
        scale=max(most, 1),
        rest=frame.words(
            "boards.rest", n=frame.number(others), percent=round(100 * float(rest / board.total))
        )
        if others
        else "",
        title=frame.words("boards.share_sales" if board.id == "sales" else "boards.share"),
        say=frame.words("boards.share_fine", percent=round(100 * share))
        if share <= HALF
        else frame.words("boards.share_half", percent=round(100 * share)) + remedy(frame, board.id),
        label=frame.words("boards.share_label", percent=round(100 * share)),
    )


def moves_view(frame: Frame, board: Board) -> MovesChart | None:
    """Ranks before and now, for the slope chart; None where there was nothing before."""
    rows = board.top
    if not any(row.before for row in rows):
        return None
    lower = sorted({row.before for row in rows if row.before > len(rows)})
    place = {rank: len(rows) + 1 + i for i, rank in enumerate(lower)}
    views = [
        MoveLine(
            name=frame.name(row.member),
            open=frame.public_name(row.member) != STARS
            and consents(frame.people.get(row.member), frame.community.profile.publish.show),
            rank=row.rank,
            before=row.before,
            start=place.get(row.before, row.before),
            end=at,
            kind=move_view(frame, row).kind,
        )
        for at, row in enumerate(rows, 1)
    ]
    span = span_key(frame, board)
    up = [v for v in views if v.kind == "up"]
    best = max(up, key=lambda v: (v.before - v.rank, -v.rank), default=None)
    return MovesChart(
        rows=views,
        lower=[LowRank(rank=rank, at=at) for rank, at in place.items()],
        height=max([v.end for v in views] + [v.start for v in views if v.before]),
        then=frame.words(f"boards.then.{span}"),
        now=frame.words(f"boards.now.{span}"),
        label=frame.words("boards.moves_label"),
        say=frame.words(
            "boards.best_up" if best.open else "boards.best_up_private",
            name=best.name, before=best.before, rank=best.rank,
        )
        if best
        else "",
    )  # fmt: skip


def remedy(frame: Frame, measure: str) -> str:
    """What our own figures say would help where three people hold more than half: a lower cap, a shorter
    period, or another person."""
    game, words = frame.plan.game, frame.words
    caps = game.fairness.caps
    if measure == "points" and caps and caps[2] <= caps[1] - HELPS:
        return words("boards.remedy.cap", percent=round(100 * caps[2]))
    if game.edition.kind != "week":
        return words("boards.remedy.week")
    return words("boards.remedy.people")
