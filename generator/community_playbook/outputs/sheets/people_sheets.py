"""Lists of single people as tables: who is leaving, with the letter to each."""

from __future__ import annotations

from ..say.frame import Frame
from ..say.people.leaving import leaving_lines
from .table import Sheet
from .words import called, city_of, make_sheet


def leaving_sheet(frame: Frame) -> Sheet:
    rows = [
        (
            frame.words(f"leaving.short.{one.list}"), called(frame, one.member), one.member,
            city_of(frame, one.member), one.due, one.last, one.facts, "\n".join(one.letter.lines), "",
        )
        for one in leaving_lines(frame)
    ]  # fmt: skip
    return make_sheet(
        frame, "leaving",
        [("list", "text"), ("name", "text"), ("id", "typed"), ("city", "text"), ("due", "date"),
         ("last", "date"), ("facts", "text"), ("letter", "long"), ("done", "text")],
        rows,
    )  # fmt: skip
