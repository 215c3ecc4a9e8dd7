"""A message that is ready to be sent: who says it, what it is for, when, and its lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .frame import Frame


class Bubble(NamedTuple):
    mark: str
    """Of the person who sends it, in one letter."""
    label: str
    at: str
    """When, "" where any time is fine."""
    lines: Sequence[str]
    who: str
    """owner or helper."""
    id: str = ""
    off: str = ""
    """Why it is not sent this week, as the day from which it is; it is shown and cannot be copied."""
    step: str = ""
    """Id of the step of the week that sends it."""
    untoned: Sequence[str] = ()
    """Its lines before they take the tone, where it is a message to people."""


def bubble(
    frame: Frame,
    label: str,
    lines: Sequence[str],
    *,
    who: str = "helper",
    at: str = "",
    id_: str = "",
    off: str = "",
    step: str = "",
    start: str = "",
    opens: bool = False,
    first: bool = True,
    spoken: bool = True,
) -> Bubble:
    """Where there is no helper, the owner says it. `opens`: it is the first message of its job, at the clock
    `start`; `first`: the first one to all on its day; `spoken`: False where it is no message to people."""
    helper = who != "owner" and not frame.facts.hands.solo
    untoned = lines
    lines = frame.voice.message(lines, label, opens=opens, start=start, first=first) if spoken else lines
    mark = frame.words("who.helper_mark" if helper else "who.you_mark")
    return Bubble(
        mark, label, "" if off else at, lines, "helper" if helper else "owner", id_, off, step, untoned
    )
