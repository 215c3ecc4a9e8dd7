"""The board as a message to post: only what `PublicMember` lets through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ....plan.game.boards import Board
from ....plan.game.periods import edition_day, week_of
from ....plan.game.public import STARS, PublicMember, publish_board, publish_rows
from ..agenda import POINTS, off
from ..bubble import Bubble, bubble
from ..frame import Frame
from ..text import isolate
from .rows import team_name, value

BOARD = "board"
"""The job of tactic 8 that posts it."""


def message(frame: Frame, main: Board) -> Bubble:
    """The board as it is posted, wherever it is shown to be copied."""
    return board_bubble(frame, lines_of(frame, main))


def lines_of(frame: Frame, main: Board) -> list[str]:
    """Only what `PublicMember` lets through; whoever did not agree is somebody, with rank and points and
    nothing else: a deed would tell who it is, and stars are markup where many communities live."""
    words, game = frame.words, frame.plan.game
    rows = publish_board(main, frame.people, frame.community.profile.publish.show)
    last = game.counted(main.period)
    lines = [words(f"boards.post.head.{head(frame, main)}", days=frame.days(main.period.start, last))]
    for row in rows:
        facts = {"name": posted(frame, row), "value": value(frame, main, row.value)}
        lines.append(words("boards.post.row", rank=row.rank, **facts))
    lines += extra_lines(frame, main, rows)
    lines.append(words("boards.post.foot"))
    return lines


def board_bubble(frame: Frame, lines: Sequence[str]) -> Bubble:
    """At the step of the week that posts it; not to be sent where the points do not run."""
    step = next(iter(frame.plan.agenda.of(POINTS, BOARD)), None)
    at = f"{frame.weekday(step.day)} {frame.clock(step.start)}" if step else ""
    label = frame.words("boards.post.label")
    return bubble(frame, label, lines, at=at, off=off(frame, POINTS), step=step.id if step else "")


def posted(frame: Frame, row: PublicMember) -> str:
    """Whoever may be named by name, everybody else as a member."""
    named = not row.masked and row.shown_name != STARS
    return isolate(row.shown_name) if named else frame.words("boards.somebody")


def head(frame: Frame, board: Board) -> str:
    """Last week's board, this month's so far; an older one goes by its days."""
    kind, game = board.period.kind, frame.plan.game
    if kind == "week":
        return "week" if board.period == week_of(edition_day(game.today)) else "old"
    if kind == "month" and (game.ends or game.today not in board.period):
        return "old"
    return kind if board.closed or kind != "month" else "month_running"


def extra_lines(frame: Frame, main: Board, rows: tuple[PublicMember, ...]) -> list[str]:
    """Who is new, which team leads, who sold most; each only where there is one."""
    game, words = frame.plan.game, frame.words
    found = []
    known = {e.member for e in game.points.earned if e.day < main.period.start and (e.points or e.amount)}
    new = [
        posted(frame, shown)
        for row, shown in zip(main.top, rows, strict=True)
        if row.member not in known and not shown.masked
    ]
    if new and known:
        found.append(words("boards.post.new", names=frame.listed(new)))
    if game.teams and game.teams.rows and game.teams.rows[0].score:
        best = game.teams.rows[0]
        team = team_name(frame, best.team, game.teams.column)
        found.append(words("boards.post.team", team=team, score=f"{best.score:,.2f}"))
    sales = game.board("sales", main.period.kind)
    if sales and sales.rows and main.id != "sales" and sales.period == main.period:
        seller = publish_rows(sales.rows[:1], frame.people, frame.community.profile.publish.show)[0]
        found.append(words("boards.post.sales", name=posted(frame, seller)))
    return found


def platform_message(frame: Frame) -> Bubble:
    """Where the platform counts: what is posted about its own list."""
    return board_bubble(frame, list(frame.words.get("boards.platform.message")))


@dataclass(frozen=True, slots=True)
class PlatformStep:
    """What is done about the platform's own list; `at` is "" where this week does not do it."""

    at: str
    text: str
    note: str
    step: str


def platform_steps(frame: Frame) -> list[PlatformStep]:
    found = []
    for one in frame.words.get("boards.platform.steps"):
        step = next(iter(frame.plan.agenda.of(POINTS, one.get("job", ""))), None) if one.get("job") else None
        at = f"{frame.weekday(step.day)} {frame.clock(step.start)}" if step else one.get("at", "")
        found.append(PlatformStep(at, one["text"], one["note"], step.id if step else ""))
    return found
