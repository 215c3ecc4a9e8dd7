"""Who is mentioned to whom: a line for each newcomer and member, with the reason and what to send before."""

from __future__ import annotations

from collections.abc import Mapping

from ...plan.arrivals import TACTIC, Arrival, Batch, Called
from ..say.frame import Frame
from ..say.people.newcomers import asked, frame_on, groups_said, request, seat_said
from ..say.people.second import asked_second, came_on, second_messages
from .table import Cell, Sheet
from .words import called, make_sheet


def mentions_sheet(frame: Frame) -> Sheet:
    """Those of the next evening, and of later ones for which somebody is entered already; then whom to ask
    for those who found no answer the evening before. Where nobody fits the member is empty."""
    rows = [row for batch in frame.facts.newcomers.batches for row in evening(frame, batch)]
    return make_sheet(
        frame, "mentions",
        [("day", "date"), ("mention_at", "text"), ("newcomer", "text"), ("newcomer_id", "typed"),
         ("group", "text"), ("group_why", "text"), ("member", "text"), ("id", "typed"), ("why", "text"),
         ("question", "text"), ("send", "long"), ("only_if", "text"), ("week_times", "number"),
         ("lately_times", "number"), ("done", "text")],
        rows,
    )  # fmt: skip


def evening(frame: Frame, batch: Batch) -> list[tuple[Cell, ...]]:
    there, when = frame_on(frame, batch.day), (batch.day, clock(frame))
    called = {one.member: one for one in batch.called}
    found = [row for arrival in batch.arrivals for row in lines(there, when, arrival, called)]
    return [*found, *second_lines(frame, batch, when)]


def clock(frame: Frame) -> str:
    """When members are mentioned: at the hour of the week's job, else as the tactic has it."""
    steps = frame.plan.agenda.of(TACTIC, "mention")
    return frame.clock(steps[0].start if steps else "join_late")


def lines(
    frame: Frame, when: tuple[Cell, Cell], one: Arrival, called_before: Mapping[str, Called]
) -> list[tuple[Cell, ...]]:
    new = one.newcomer.id
    seat = seat_said(frame, one)
    start: tuple[Cell, ...] = (*when, called(frame, new), new, groups_said(frame, one), seat)
    if not one.matches:
        return [(*start, "", "", "", "", "", "", None, None, "")]
    found = []
    for n, (match, why) in enumerate(zip(one.matches, one.shared, strict=True)):
        before = called_before[match.id]
        found.append((
            *start, called(frame, match.id), match.id, frame.introductions.reason(why), asked(frame, one),
            request(frame, one, n), "", before.week, before.lately, "",
        ))  # fmt: skip
    return found


def second_lines(frame: Frame, batch: Batch, when: tuple[Cell, Cell]) -> list[tuple[Cell, ...]]:
    """Only asked where nobody answered the evening before."""
    if batch.second is None:
        return []
    came, questions = came_on(frame, batch), asked_second(frame, batch)
    only = frame.words("newcomers.second.only_if", day=came)
    found: list[tuple[Cell, ...]] = []
    for one in batch.second.arrivals:
        new, question = one.newcomer.id, questions[one.newcomer.id]
        for match, why in zip(one.matches, one.shared, strict=True):
            ask = second_messages(frame, one, came, question)[0]
            reason, send = frame.introductions.reason(why), "\n".join(ask.lines)
            found.append((
                *when, called(frame, new), new, groups_said(frame, one), "", called(frame, match.id),
                match.id, reason, question, send, only, None, None, "",
            ))  # fmt: skip
    return found
