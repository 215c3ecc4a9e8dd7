"""Who moves where, this week and the next ones: a line a person, with what to send."""

from __future__ import annotations

from ..say.frame import Frame
from ..say.people.moves import by_squad, day_of, group_name, invitation, squad_name
from .table import Cell, Sheet
from .words import called, make_sheet


def moves_sheet(frame: Frame) -> Sheet:
    """`week`: 1 is the planned one, or the first one where it does not run yet."""
    found = frame.plan.people.rotation
    rows: list[tuple[Cell, ...]] = []
    for week, wave in enumerate(found.waves if found else (), 1):
        for one, moves in by_squad(wave):
            if found is None:
                continue
            send = "\n".join(invitation(frame, found, one, len(moves)).lines)
            squad = squad_name(frame, found, one.squad)
            start, to = group_name(frame, found, one.start), group_name(frame, found, one.to)
            rows += [
                (week, day_of(frame, wave), called(frame, m.member), m.member, squad, start, to, send)
                for m in moves
            ]
    return make_sheet(
        frame, "moves",
        [("move_week", "number"), ("day", "date"), ("name", "text"), ("id", "typed"), ("move_squad", "text"),
         ("move_from", "text"), ("move_to", "text"), ("send", "long")],
        rows,
    )  # fmt: skip
