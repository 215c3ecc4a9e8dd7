"""Which message greets: of each day the first one to all, as who is greeted three times a day hears none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...knowledge.library import Entry, Item
from ...plan.clock import clock_minutes
from .frame import Frame
from .once import once


def start_of(frame: Frame, step: str) -> str:
    return next((s.start for s in frame.plan.agenda.steps if s.id == step), "")


def opens(frame: Frame, entry: Entry, item: Item) -> bool:
    """Is it the first message of its job, or of its clock? Only that one greets."""
    moment = item.job or item.clock
    said = [one for one in frame.visible(entry, "say") if one.usual]
    return bool(moment) and next((i for i in said if (i.job or i.clock) == moment), None) is item


def greets(frame: Frame, step: str, item: Item) -> bool:
    """Is it the first message to all on its day? What this week does not send greets by itself."""
    found = frame.plan.agenda.step(step)
    if found is None:
        return True
    return greeter(frame, found.day.isoformat()) == (step, item.id)


@once
def greeter(frame: Frame, day: str) -> tuple[str, str]:
    """Step and message that greet everybody on a day."""
    return next(greeters(frame, date.fromisoformat(day)), ("", ""))


def greeters(frame: Frame, day: date) -> Iterator[tuple[str, str]]:
    """Step and message of those that could greet everybody on a day, the earliest first."""
    for step in sorted(frame.plan.agenda.on(day), key=lambda step: clock_minutes(step.start)):
        entry = frame.entries[step.entry]
        folder = frame.folder(entry)
        for item in frame.visible(entry, "say") if step.messages else ():
            if item.id in step.messages and opens(frame, entry, item):
                said = folder.message(item.id).split("\n")
                if frame.voice.to_all(said, folder.label("say", item.id)):
                    yield step.id, item.id
