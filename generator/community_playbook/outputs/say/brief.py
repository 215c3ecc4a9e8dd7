"""The plan on one page: what somebody reads who has five minutes, or is asked to run it with you.

Nothing is decided or worded here twice: days, steps and messages are Today's, the one number, what goes wrong
and what stays open are those of the main business, what waits is the week's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from .ahead_lines import AheadLine, ahead_lines
from .bubble import Bubble
from .countdown import CountdownView, countdowns
from .frame import Frame
from .going_on import TakenLine
from .milestones import MilestoneLine
from .near import NearLine, near_lines
from .rhythm import RhythmView, rhythm_views
from .risks import RiskLine, risk_lines, success_of
from .sums import SumLine, SumNote, pressing
from .tactics import StopLine, Trap
from .today import Cue, called, today_view
from .week import left_views

TRAPS = 3
WATCHED = frozenset({"low", "stop", "brake"})
"""Of what is done about the one number, the lines for when it does not hold."""
MUCH = 0.25
"""Part of everybody's hours: that more stay free is said, with what they are for."""
WHOLE = 2
"""So many messages of one step are told; of more, the first, and how many there are."""


@dataclass(frozen=True, slots=True)
class BriefStep:
    """`how`: what the hand does, in one line; `messages`: what is sent whatever happens; `more`: how many
    others stand on Today."""

    at: str
    what: str
    who: str
    minutes: str
    step: str
    tick: str
    how: Markup
    messages: Sequence[Bubble]
    count: str
    more: str
    money: str


@dataclass(frozen=True, slots=True)
class BriefDay:
    name: str
    dated: str
    total: str
    steps: Sequence[BriefStep]


@dataclass(frozen=True, slots=True)
class BriefMain:
    """Of one thing that people come for: what matters most, by a sum, else why it comes first; the one number
    with its rule, traps, gaps."""

    title: str
    one: str
    why: Sequence[Markup]
    target: str
    unit: Markup
    number_text: Markup
    stops: Sequence[StopLine]
    traps: Sequence[Trap]
    weeks: Sequence[MilestoneLine]
    taken: Sequence[TakenLine]
    sums: Sequence[SumLine]
    sum_note: SumNote
    open: Sequence[tuple[str, str]]
    """What messages leave open, each with a sample."""
    write: str


@dataclass(frozen=True, slots=True)
class BriefView:
    title: str
    facts: Sequence[str]
    near: Sequence[NearLine]
    dated: Sequence[CountdownView]
    main: Sequence[BriefMain]
    days: Sequence[BriefDay]
    left: Sequence[tuple[str, str]]
    """What does not fit, with the reason that it shares."""
    ahead: Sequence[AheadLine]
    risks: Sequence[RiskLine]
    success: Sequence[Markup]


def brief_view(frame: Frame) -> BriefView:
    agenda, words = frame.plan.agenda, frame.words
    days = [day for day in today_view(frame).days if day.date >= agenda.first_day and day.cues]
    seen: set[object] = set()
    return BriefView(
        title=words("brief.h1", name=frame.community.profile.community.name),
        facts=list(facts_of(frame)),
        near=near_lines(frame),
        dated=[one for one in countdowns(frame) if one.open],
        main=[main_of(frame, view) for view in rhythm_views(frame)],
        days=[
            BriefDay(day.name, day.dated, day.left, [step_of(frame, cue, seen) for cue in day.cues])
            for day in days
        ],
        left=left_of(frame),
        ahead=ahead_lines(frame),
        risks=risk_lines(frame),
        success=success_of(frame),
    )


def left_of(frame: Frame) -> list[tuple[str, str]]:
    reasons: dict[str, list[str]] = {}
    for line in left_views(frame):
        reasons.setdefault(line.why, []).append(line.what)
    return [(frame.listed(what), why) for why, what in reasons.items()]


def facts_of(frame: Frame) -> Iterator[str]:
    """What it is for, how many people, whose hours, what the week takes of them."""
    words, facts, week, agenda = frame.words, frame.facts, frame.plan.week, frame.plan.agenda
    if facts.wishes.core_value:
        yield words("brief.promise", text=facts.wishes.core_value)
    if facts.sizes.members:
        yield words.counted("brief.members", facts.sizes.members, n=frame.number(facts.sizes.members))
    hours = frame.usage.unit(round(facts.hands.owner_hours, 2), "hour")
    if facts.hands.solo:
        yield words("brief.alone", hours=hours)
    else:
        helped = frame.usage.unit(round(facts.hands.helper_hours, 2), "hour")
        yield words("brief.together", hours=hours, helped=helped)
    mine = sum(step.minutes for step in agenda.steps if step.who == "owner")
    both = not facts.hands.solo and mine < week.minutes
    theirs = frame.minutes(week.minutes - mine) if both else ""
    yield words("brief.takes_both" if both else "brief.takes", time=frame.minutes(mine), helped=theirs)
    spare = week.owner_capacity + week.helper_capacity - week.minutes
    if spare > MUCH * (week.owner_capacity + week.helper_capacity) and frame.plan.rhythms:
        yield words("brief.left", t=frame.minutes(spare))


def main_of(frame: Frame, view: RhythmView) -> BriefMain:
    first = pressing(frame, frame.rhythms[view.id])
    lead = [line for line in view.sums if line.id == first]
    labels = {frame.folder(frame.entries[view.id]).label("measure", key) for key in WATCHED}
    return BriefMain(
        title=view.title,
        one=frame.words("brief.first", what=lead[0].title.rstrip("?？")) if lead else view.one,
        why=[text for line in lead for text in (line.text, line.do) if text] or view.why[:1],
        target=view.target,
        unit=view.unit,
        number_text=view.number_text,
        stops=[stop for stop in view.stops if stop.label in labels],
        traps=view.traps[:TRAPS],
        weeks=view.weeks,
        taken=view.taken,
        sums=[line for line in view.sums if line.id != first],
        sum_note=view.sum_note,
        open=[(line.name, line.gap) for line in view.fill if not line.said],
        write=view.fill_write,
    )


def step_of(frame: Frame, cue: Cue, seen: set[object]) -> BriefStep:
    """`seen`: what the days before have told; what is done again is not told again."""
    fresh = [message for message in cue.messages if told(message) not in seen]
    shown = fresh if len(fresh) <= WHOLE else fresh[:1]
    rest = len(fresh) - len(shown)
    how = cue.to or next(iter(cue.how), Markup(""))
    known = how in seen
    seen.update([how, *map(told, fresh)])
    return BriefStep(
        at=cue.at,
        what=cue.what,
        who=cue.who,
        minutes=frame.minutes(cue.minutes),
        step=cue.step,
        tick=cue.tick,
        how=Markup("") if known else how,
        messages=shown,
        count=called(frame, len(shown)) if shown else "",
        more=frame.words.counted("brief.more", rest, n=rest) if rest else "",
        money=cue.money,
    )


def told(message: Bubble) -> tuple[str, ...]:
    """The same job may say something else on each of its days, in whatever tone."""
    return (message.label, *(message.untoned or message.lines))
