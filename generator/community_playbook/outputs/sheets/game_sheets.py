"""The game as tables: every rank of every board, teams, new badges, whom to pay, next month's cost."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from ...plan.game.boards import Board
from ...plan.game.game import OfferState
from ...plan.game.periods import SETTLED_DAYS
from ..say.frame import Frame
from ..say.game.badges import FRESH_DAYS, badge_rule
from ..say.game.incentives import claim
from ..say.game.names import board_title
from ..say.game.pricing import cost_row
from ..say.game.rows import team_name
from ..say.game.winners import by_member, win_view
from .table import Cell, Sheet
from .words import called, in_public, make_sheet


def boards_sheet(frame: Frame) -> Sheet:
    game = frame.plan.game
    rows: list[tuple[Cell, ...]] = []
    for board in (*game.boards, *([game.newcomers] if game.newcomers else [])):
        name = board_title(frame, board)
        rows += board_rows(frame, board, name)
    return make_sheet(
        frame, "boards",
        [("board", "text"), ("from", "date"), ("to", "date"), ("rank", "number"), ("name", "text"),
         ("id", "typed"), ("public", "text"), ("points", "number"), ("sales", "money"), ("before", "number"),
         ("movement", "number")],
        rows,
    )  # fmt: skip


def board_rows(frame: Frame, board: Board, name: str) -> list[tuple[Cell, ...]]:
    money = board.id == "sales"
    return [
        (
            name, board.period.start, board.period.end, row.rank, called(frame, row.member), row.member,
            in_public(frame, row.member), None if money else row.value, row.value if money else None,
            row.before or None, frame.words("boards.moves.new") if row.movement is None else row.movement,
        )
        for row in board.rows
    ]  # fmt: skip


def teams_sheet(frame: Frame) -> Sheet:
    found = frame.plan.game.teams
    rows = [
        (row.rank, team_name(frame, row.team, found.column), row.score, row.members, row.active)
        for row in (found.rows if found else ())
        if found
    ]
    return make_sheet(
        frame, "teams",
        [("rank", "number"), ("team", "text"), ("score", "number"), ("members", "number"),
         ("active", "number")],
        rows,
    )  # fmt: skip


def badges_sheet(frame: Frame) -> Sheet:
    """What was earned in the last month, the newest first."""
    game = frame.plan.game
    rules = {badge.id: badge for badge in frame.community.profile.badges}
    found = [
        (holding, state)
        for state in game.badges
        for holding in state.holders
        if (game.until - holding.day).days < FRESH_DAYS
    ]
    found.sort(key=lambda pair: (-pair[0].day.toordinal(), pair[1].id, pair[0].member))
    rows = [
        (
            h.day, state.name, called(frame, h.member), h.member, in_public(frame, h.member),
            h.reason or badge_rule(frame, rules[state.id]),
        )
        for h, state in found
    ]  # fmt: skip
    return make_sheet(
        frame, "badges",
        [("day", "date"), ("badge", "text"), ("name", "text"), ("id", "typed"), ("public", "text"),
         ("for", "long")],
        rows,
    )  # fmt: skip


def winners_sheet(frame: Frame) -> Sheet:
    """Whom to pay; what may be claimed is announced on the day after its period."""
    rows = [row for state in frame.plan.game.offers for row in win_rows(frame, state)]
    return make_sheet(
        frame, "winners",
        [("incentive", "text"), ("from", "date"), ("to", "date"), ("state", "text"), ("name", "text"),
         ("id", "typed"), ("public", "text"), ("amount", "money"), ("times", "number"), ("split", "text"),
         ("claim", "long"), ("claim_until", "date"), ("ask", "text")],
        rows,
    )  # fmt: skip


def win_rows(frame: Frame, state: OfferState) -> list[tuple[Cell, ...]]:
    offer, period, words = state.offer, state.period, frame.words
    past = (frame.plan.game.today - period.end).days > SETTLED_DAYS
    until = period.end + timedelta(days=1 + offer.claim_days) if offer.claim_days else None
    return [
        (
            offer.name, period.start, period.end, words(f"sheets.due.{'past' if past else 'now'}"),
            called(frame, win.member), win.member, in_public(frame, win.member),
            win.amount if offer.amount else None, win.times, win_view(frame, offer, win).split,
            claim(frame, offer), until, words("boards.ask") if win.member in frame.flagged else "",
        )
        for win in (by_member(state.due) if offer.condition == "each" else state.due)
    ]  # fmt: skip


def costs_sheet(frame: Frame) -> Sheet:
    cost, words = frame.plan.game.cost, frame.words
    parts = [(p.offer.name, p.fixed, p.p50, p.p90, p.hard) for p in cost.offers]
    if len(parts) > 1:
        parts.append((words("offers.total"), cost.fixed, cost.p50, cost.p90, cost.hard))
    rows: list[tuple[Cell, ...]] = [
        (
            cost.month.start, name, p50, p90, words("offers.no_limit") if hard is None else hard,
            cost_row(frame, name, fixed, p50, p90, hard).text,
        )
        for name, fixed, p50, p90, hard in parts
    ]  # fmt: skip
    if rows and cost.budget is not None:
        budget: Decimal = cost.budget
        rows.append((cost.month.start, words("sheets.budget"), None, budget, None, ""))
    return make_sheet(
        frame, "costs",
        [("month", "date"), ("incentive", "text"), ("p50", "money"), ("p90", "money"), ("hard", "money"),
         ("meaning", "long")],
        rows,
    )  # fmt: skip
