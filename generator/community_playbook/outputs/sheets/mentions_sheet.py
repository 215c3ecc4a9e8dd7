"""Who is mentioned to whom: a line for each newcomer and member, with the reason and what to send before."""

from __future__ import annotations

from ...plan.arrivals import TACTIC, Arrival
from ..say.frame import Frame
from ..say.people.newcomers import asked, frame_on, groups_said, request, seat_said
from .table import Cell, Sheet
from .words import called, make_sheet


def mentions_sheet(frame: Frame) -> Sheet:
    """Those of the next evening, and of later ones for which somebody is entered already. Where nobody fits
    the member is empty."""
    rows = [
        row
        for batch in frame.facts.newcomers.batches
        for arrival in batch.arrivals
        for row in lines(frame_on(frame, batch.day), (batch.day, clock(frame)), arrival)
    ]
    return make_sheet(
        frame, "mentions",
        [("day", "date"), ("at", "text"), ("newcomer", "text"), ("newcomer_id", "typed"), ("group", "text"),
         ("group_why", "text"), ("member", "text"), ("id", "typed"), ("why", "text"), ("question", "text"),
         ("send", "long"), ("done", "text")],
        rows,
    )  # fmt: skip


def clock(frame: Frame) -> str:
    """When members are mentioned: at the hour of the week's job, else as the tactic has it."""
    steps = frame.plan.agenda.of(TACTIC, "mention")
    return frame.clock(steps[0].start if steps else "join_late")


def lines(frame: Frame, when: tuple[Cell, Cell], one: Arrival) -> list[tuple[Cell, ...]]:
    new = one.newcomer.id
    seat = seat_said(frame, one)
    start: tuple[Cell, ...] = (*when, called(frame, new), new, groups_said(frame, one), seat)
    if not one.matches:
        return [(*start, "", "", "", "", "", "")]
    return [
        (
            *start, called(frame, match.id), match.id, frame.introductions.reason(why), asked(frame, one),
            request(frame, one, n), "",
        )
        for n, (match, why) in enumerate(zip(one.matches, one.shared, strict=True))
    ]  # fmt: skip
