"""The writing desk as tables: this week's letters, tools on loan, pieces that were promised."""

from __future__ import annotations

from ..say.bubble import Bubble
from ..say.frame import Frame
from ..say.people.commissions import loan_lines, promise_lines
from ..say.people.outreach import letter_lines
from .table import Sheet
from .words import called, city_of, make_sheet


def letters_sheet(frame: Frame) -> Sheet:
    rows = [
        (
            one.day, called(frame, one.member), one.member, city_of(frame, one.member), one.facts, one.title,
            "\n".join(one.letter.lines), "",
        )
        for one in letter_lines(frame)
    ]  # fmt: skip
    return make_sheet(
        frame, "letters",
        [("day", "text"), ("name", "text"), ("id", "typed"), ("city", "text"), ("facts", "text"),
         ("topic", "text"), ("letter", "long"), ("done", "text")],
        rows,
    )  # fmt: skip


def loans_sheet(frame: Frame) -> Sheet:
    """Every tool, where it is, until when, what is owed for it; on the shelf: who could use it."""
    rows = [
        (
            one.tool, one.said, called(frame, one.member) if one.member else "", one.member, one.until,
            one.facts, sent(one.letter), "",
        )
        for one in loan_lines(frame)
    ]  # fmt: skip
    return make_sheet(
        frame, "loans",
        [("tool", "text"), ("state", "text"), ("name", "text"), ("id", "typed"), ("until", "date"),
         ("facts", "text"), ("letter", "long"), ("done", "text")],
        rows,
    )  # fmt: skip


def pieces_sheet(frame: Frame) -> Sheet:
    rows = [
        (
            one.title, one.said, called(frame, one.member), one.member, one.due, one.facts, sent(one.letter),
            "",
        )
        for one in promise_lines(frame)
    ]  # fmt: skip
    return make_sheet(
        frame, "pieces",
        [("topic", "text"), ("state", "text"), ("name", "text"), ("id", "typed"), ("until", "date"),
         ("facts", "text"), ("letter", "long"), ("done", "text")],
        rows,
    )  # fmt: skip


def sent(letter: Bubble | None) -> str:
    return "\n".join(letter.lines) if letter else ""
