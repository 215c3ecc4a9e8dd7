"""What is a board called? The same board in four forms, each with its list of words."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ....plan.game.boards import Board
from ..frame import Frame
from .rows import span_key

Form = Literal["title", "picture", "said", "short"]
"""A heading of a page, a heading on a picture, within a sentence, within the terms of an offer."""


def board_name(frame: Frame, form: Form, measure: str, span: str, start: date | None = None) -> str:
    """`span`: the kind of its period. A month and a past week are named after the day on which they began."""
    facts: dict[str, str] = {}
    if start:
        same = start.year == frame.plan.facts.days.today.year
        month = frame.month("boards.month_name" if same else "pictures.month", start)
        facts = {"month": month, "day": frame.dated(start)}
    return frame.words(f"board_names.{form}.{measure}.{span}", **facts)


def board_title(frame: Frame, board: Board) -> str:
    """周榜, 11 月榜, sales of the week: a board over its rows."""
    return board_name(frame, "title", board.id, span_key(frame, board), board.period.start)
