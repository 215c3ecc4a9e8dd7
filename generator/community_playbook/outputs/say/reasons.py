"""Why a tactic stands in its column, in one sentence."""

from __future__ import annotations

from ...plan.plan import Choice
from .frame import Frame
from .text import strip


def reason(frame: Frame, choice: Choice) -> str:
    if choice.state == "no":
        return strip(frame.no_reason(choice))
    if choice.id in frame.plan.reached.inside:
        return strip(frame.reached(choice.id))
    if choice.state == "later":
        return frame.refusal(choice) + (frame.words("refusal.stops") if choice.stops else "")
    key = f"{choice.state}_running" if choice.running else choice.state
    return frame.words(
        f"why_state.{key}",
        minutes=frame.minutes(choice.minutes), setup=frame.minutes(choice.setup_minutes),
        day=frame.day(choice.starts) if choice.starts else "",
    )  # fmt: skip
