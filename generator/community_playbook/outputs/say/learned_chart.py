"""One tactic's number by week as a small chart: bars, the target, and where its rule would end it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ...plan.game.periods import after, before, period_of
from ...plan.verdicts import Counted, Verdict
from .frame import Frame

SLOTS = 8
MOST_AHEAD = 3
"""Weeks to come that are drawn, where the rule ends within them."""
LEFT, WIDTH = 9.0, 88.0
"""Of the slots, in percent of the chart."""
BASE, HIGHEST = 92.0, 18.0
"""The line on which bars stand, and the top of the tallest one, in px."""
HEADROOM = 1.1


@dataclass(frozen=True, slots=True)
class Bar:
    """One week, month or time. x in percent, y in px; `kind`: counted, last, old (before the last change),
    none (nobody counted) or ahead (still to come)."""

    label: str
    kind: str
    x: float
    left: float
    width: float
    top: float
    height: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """`target`: y of the line and its figure; `stop`: x of the dashed line at which the rule ends it, -1
    where that is not in sight. `label` says all of it in words."""

    bars: tuple[Bar, ...]
    target: float
    target_text: str
    stop: float
    label: str


def value_of(verdict: Verdict, one: Counted) -> float:
    """As the target is written: of ten, a time, or the figure itself."""
    return one.count * verdict.rule.of / one.of


def chart_of(frame: Frame, verdict: Verdict) -> Chart | None:
    """None where nothing was counted."""
    if not verdict.counts:
        return None
    ahead = verdict.left if verdict.decision == "change" and verdict.left <= MOST_AHEAD else 0
    slots = slots_of(frame, verdict, SLOTS - ahead)
    highest = HEADROOM * max([verdict.rule.target, *(value_of(verdict, one) for _, one in slots if one)])
    step, bars = WIDTH / SLOTS, []

    def height(value: float) -> float:
        return round((BASE - HIGHEST) * value / highest, 1) if highest else 0.0

    newest = max((n for n, (_, one) in enumerate(slots) if one), default=-1)
    words = []
    for n, (start, one) in enumerate(slots):
        name = slot_name(frame, verdict, start)
        tall = height(value_of(verdict, one)) if one else 0.0
        text = figure(frame, value_of(verdict, one)) if one else ""
        kind = "none" if one is None else "old" if not one.fresh else "last" if n == newest else "counted"
        bars.append(bar(n, step, name, kind, tall, text))
        words.append(text or frame.words("learned.unknown"))
    for n in range(len(slots), len(slots) + ahead):
        bars.append(bar(n, step, "", "ahead", 0.0, ""))
    target = figure(frame, verdict.rule.target)
    ends = newest + ahead if ahead else newest if verdict.decision == "stop" and not verdict.stopped else -1
    return Chart(
        tuple(bars),
        round(BASE - height(verdict.rule.target), 1),
        target,
        round(LEFT + (ends + 1) * step, 2) if ends >= 0 else -1.0,
        frame.words("learned.chart", values=frame.words("learned.join").join(words), target=target),
    )


def bar(n: int, step: float, name: str, kind: str, tall: float, text: str) -> Bar:
    middle, width = LEFT + (n + 0.5) * step, 0.68 * step
    left = round(middle - width / 2, 2)
    return Bar(name, kind, round(middle, 2), left, round(width, 2), round(BASE - tall, 1), tall, text)


def slots_of(frame: Frame, verdict: Verdict, most: int) -> list[tuple[date, Counted | None]]:
    """The newest weeks or months, those without a count too; of a change within one, the part after it."""
    if verdict.rule.every not in ("week", "month"):
        return [(one.start, one) for one in verdict.counts[-most:]]
    found = {one.start: one for one in verdict.counts}
    today = period_of(verdict.rule.every, frame.facts.days.today)
    period = today if max(found) >= today.start else before(today)
    slots: list[tuple[date, Counted | None]] = []
    for _ in range(most):
        slots.append((period.start, found.get(period.start)))
        period = before(period)
    return slots[::-1]


def slot_name(frame: Frame, verdict: Verdict, start: date) -> str:
    if verdict.rule.every == "week":
        return str(start.isocalendar()[1])
    key = "month" if verdict.rule.every == "month" else "time"
    return frame.words(f"learned.slot.{key}", month=start.month, day=start.day)


def figure(frame: Frame, value: float) -> str:
    """7, 2.9"""
    return frame.number(round(value, 1))


def shown_weeks(frame: Frame, verdicts: Sequence[Verdict]) -> tuple[date, date] | None:
    """First and last day that the charts by week cover."""
    starts = [
        start
        for verdict in verdicts
        if verdict.counts and verdict.rule.every == "week"
        for start, _ in slots_of(frame, verdict, SLOTS)
    ]
    return (min(starts), after(period_of("week", max(starts))).start - timedelta(days=1)) if starts else None
