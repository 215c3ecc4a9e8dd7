"""Whoever found no answer on their evening: whom to call upon for them on the next one, and what to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ....plan.arrivals import TACTIC, Arrival, Batch
from ..bubble import Bubble, bubble
from ..calls import handle
from ..frame import Frame
from ..names import called_by

MATCH = TACTIC, "match"
"""The job in which the members of an evening are asked."""
SHOWN = 10
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class SecondLine:
    name: str
    match: str
    """Whom to call upon."""
    reason: str
    """Where they are from, and what both share."""
    messages: Sequence[Bubble]


@dataclass(frozen=True, slots=True)
class SecondView:
    """`sure`: it is known that they found no answer."""

    sure: bool
    say: str
    lines: Sequence[SecondLine]
    lone: str
    """Those for whom nobody else fits, and what to do; "" where there are none."""
    rest: str


def second_view(frame: Frame, batch: Batch) -> SecondView | None:
    """None where nobody came the evening before, or all were answered."""
    found = batch.second
    if found is None:
        return None
    words, came, n = frame.words, came_on(frame, batch), len(found.arrivals)
    questions, shown = asked_second(frame, batch), found.arrivals[:SHOWN]
    lone = [frame.name(one.newcomer.id) for one in shown if not one.matches]
    return SecondView(
        sure=found.sure,
        say=words.counted(f"newcomers.second.{'sure' if found.sure else 'open'}", n, n=n, day=came),
        lines=[second_line(frame, one, came, questions) for one in shown if one.matches],
        lone=words("newcomers.second.nobody", names=frame.listed(lone)) if lone else "",
        rest=words("newcomers.rest", n=frame.number(n - SHOWN)) if n > SHOWN else "",
    )


def came_on(frame: Frame, batch: Batch) -> str:
    """What the evening before is called on this one."""
    day = batch.second.day if batch.second else batch.day
    return frame.weekday(day, "full") if batch.day - day < WEEK else frame.day(day)


def asked_second(frame: Frame, batch: Batch) -> dict[str, str]:
    """A question for each, none that is asked on this evening or was planned for their own."""
    found = batch.second
    if found is None:
        return {}
    before = [
        one for past in frame.plan.facts.newcomers.batches if past.day == found.day for one in past.arrivals
    ]
    return frame.introductions.questions([*before, *batch.arrivals, *found.arrivals])


def second_line(frame: Frame, one: Arrival, came: str, questions: dict[str, str]) -> SecondLine:
    new = one.newcomer
    about = [part for part in (frame.city(new.city), new.industry) if part]
    return SecondLine(
        name=frame.name(new.id),
        match=frame.name(one.matches[0].id),
        reason=frame.words("newcomers.join").join([*about, frame.introductions.reason(one.shared[0])]),
        messages=second_messages(frame, one, came, questions[new.id]),
    )


def second_messages(frame: Frame, one: Arrival, came: str, question: str) -> list[Bubble]:
    """The member is asked first, and called upon in the group once the evening's own people are through."""
    words, match = frame.words, one.matches[0]
    facts = {
        "match": called_by(frame, match.id), "name": called_by(frame, one.newcomer.id), "day": came,
        "why": frame.introductions.why(one.shared[0]), "when": frame.spoken["tell_when"],
        "handle": handle(match, frame.platform), "question": question,
    }  # fmt: skip
    said = {key: words(f"newcomers.second.{key}.text", **facts).splitlines() for key in ("ask", "tag")}
    return [bubble(frame, words(f"newcomers.second.{key}.label"), lines) for key, lines in said.items()]


def second_names(frame: Frame, day: date) -> list[str]:
    """For that job: a line for each who is known to wait; else that somebody may."""
    batch = next((one for one in frame.plan.facts.newcomers.batches if one.day == day), None)
    found = batch.second if batch else None
    if batch is None or found is None:
        return []
    words, came = frame.words, came_on(frame, batch)
    if not found.sure:
        return [words("newcomers.second.look")]
    return [
        words("newcomers.second.line", day=came, name=frame.name(one.newcomer.id), match=frame.name(match.id))
        for one in found.arrivals[:SHOWN]
        for match in one.matches
    ]
