"""One line of a board, as every page of the game shows it."""

from __future__ import annotations

from dataclasses import dataclass

from ....plan.game.boards import Board, Row
from ....plan.game.periods import Period, edition_day, week_of
from ....plan.game.points import Number
from ....plan.game.public import consents
from ..frame import Frame


@dataclass(frozen=True, slots=True)
class Move:
    """Up, down, the same or new, against the board before."""

    kind: str
    n: int | str
    word: str


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A member on a board. `masked`: what others read instead of the name; `lacks`: the way to the board."""

    rank: int
    initial: str
    name: str
    detail: str
    masked: str
    flag: bool
    counts: list[str]
    value: str
    points: str
    unit: str
    move: Move
    lacks: str = ""


def value(frame: Frame, board: Board, number: Number) -> str:
    """Points, or money."""
    if board.id == "sales":
        return frame.money(number)
    return frame.words.counted("boards.points", float(number), n=frame.number(number))


def span_key(frame: Frame, board: Board) -> str:
    """What its period is to whoever reads it: the week that is due (`week`), one that runs on, an older one
    (`week_old`), or the kind of the period."""
    game, kind = frame.plan.game, board.period.kind
    if kind != "week":
        return kind
    if not board.closed:
        return "week_running"
    return kind if board.period == week_of(edition_day(game.today)) else "week_old"


def row_view(frame: Frame, board: Board, row: Row, counts: list[Number]) -> BoardLine:
    member = frame.people.get(row.member)
    name = frame.name(row.member)
    place = [frame.city(member.city), member.industry] if member else []
    return BoardLine(
        rank=row.rank,
        initial=initial(name),
        name=name,
        detail=" · ".join(part for part in place if part),
        masked=posted_as(frame, row.member),
        flag=row.member in frame.flagged,
        counts=[frame.number(n) for n in counts],
        value=value(frame, board, row.value),
        points=frame.money(row.value) if board.id == "sales" else frame.number(row.value),
        unit="" if board.id == "sales" else frame.words("boards.unit"),
        move=move_view(frame, row),
    )


def posted_as(frame: Frame, member: str) -> str:
    """What others read instead of the name, and why; "" where they read the name."""
    found, show = frame.people.get(member), frame.community.profile.publish.show
    if consents(found, show) and found is not None and (found.name or found.alias):
        return ""
    named = found is not None and bool(found.name or found.alias)
    key = "posted_nameless" if not named else "posted_off" if show == "nobody" else "posted_as"
    return frame.words(f"boards.{key}", name=frame.posted_name(member))


def initial(name: str) -> str:
    """The first letter that is neither emoji nor punctuation."""
    return next((letter.upper() for letter in name if letter.isalnum()), "·")


def move_view(frame: Frame, row: Row) -> Move:
    moved = row.movement
    if moved is None:
        return Move(kind="new", n="", word=frame.words("boards.moves.new"))
    kind = "up" if moved > 0 else "down" if moved < 0 else "same"
    return Move(kind=kind, n=abs(moved) or "", word=frame.words(f"boards.moves.{kind}"))


def team_name(frame: Frame, team: str, column: str) -> str:
    return (frame.city(team) or team) if column == "city" else team


def period_name(frame: Frame, period: Period) -> str:
    """2026 第 47 周, 2026 年 11 月, a span of days, or all time."""
    words = frame.words
    if period.kind == "week":
        year, week, _ = period.start.isocalendar()
        return words("pictures.week", year=year, week=week)
    if period.kind == "month":
        return frame.month("pictures.month", period.start)
    return words("pictures.all") if period.kind == "all" else frame.days(period.start, period.end)
