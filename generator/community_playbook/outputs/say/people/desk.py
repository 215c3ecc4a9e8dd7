"""The content desk as its page shows it: letters, quota, gaps, what was promised and lent, the ladder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ....plan.people.desk import DUTY, JOB, Asked, Desk, Gap
from ..bubble import Bubble, bubble
from ..frame import Frame
from ..tactics import message_view
from ..text import isolate
from .assignments import Assignments
from .commissions import LoanLine, PromiseLine, loan_lines, promise_lines
from .outreach import LetterLine, letter_lines

FORM = "first"
"""The duty's own letter."""
MOST_DOTS = 20
SHOWN_LETTERS = 5
"""On the page; all of them stand on Today and in the table."""


@dataclass(frozen=True, slots=True)
class Quota:
    """`done` of `of` are drawn where there are few enough; `of` 0 = nothing is drawn."""

    title: str
    text: str
    note: str
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class GapLine:
    subject: str
    count: str
    people: float
    pieces: float
    """Widths of the two bars, in percent."""
    empty: bool
    title: str
    parts: tuple[str, ...]
    opening: str
    writer: str


@dataclass(frozen=True, slots=True)
class AskedLine:
    text: str
    wrote: str


@dataclass(frozen=True, slots=True)
class Rung:
    """`reach`: how many see it, in words."""

    name: str
    reach: str
    when: str


@dataclass(frozen=True, slots=True)
class DeskView:
    kick: str
    phrases: list[str]
    lead: str
    notes: list[str]
    quota: list[Quota]
    form: Bubble | None
    """A letter with gaps, for the hand; where nobody can be named."""
    letters_title: str
    letters_say: str
    letters: list[LetterLine]
    letters_more: str
    rest: str
    later: str
    gaps: list[GapLine]
    gaps_say: str
    promised: list[PromiseLine]
    asked: list[AskedLine]
    chase: Bubble | None
    loans: list[LoanLine]
    loans_none: str
    ladder: list[Rung]
    ladder_label: str


def desk_view(frame: Frame) -> DeskView:
    words, desk = frame.words, frame.plan.people.desk
    lines = letter_lines(frame)
    ladder = rungs(frame)
    more = len(lines) - SHOWN_LETTERS
    return DeskView(
        kick=frame.span,
        phrases=headline(frame, len(lines)),
        lead=words("desk.lead"),
        notes=notes(frame, desk, len(lines)),
        quota=quotas(frame, desk, len(lines)),
        form=None if lines else form(frame),
        letters_title=words("desk.letters.title", n=frame.number(len(lines))),
        letters_say=letters_say(frame, desk),
        letters=lines[:SHOWN_LETTERS],
        letters_more=words("desk.letters.more", n=more) if more > 0 else "",
        rest=words("desk.letters.rest", n=frame.number(desk.resting)),
        later=words("desk.letters.next", names=frame.listed([frame.name(one.member) for one in desk.later]))
        if desk.later
        else "",
        gaps=gap_lines(frame, desk.gaps),
        gaps_say=words(f"desk.gaps.say.{desk.gaps[0].facet}", span=frame.lately("days")) if desk.gaps else "",
        promised=promise_lines(frame),
        asked=[asked_line(frame, one, bool(desk.output)) for one in desk.asked],
        chase=chase(frame) if desk.asked else None,
        loans=[line for line in loan_lines(frame) if line.state != "done"],
        loans_none="" if desk.lent or desk.offers else words("desk.lend.none"),
        ladder=ladder,
        ladder_label=words("desk.ladder.label", n=len(ladder)),
    )


def form(frame: Frame) -> Bubble:
    duty = frame.entries[DUTY]
    made = message_view(frame, duty, next(item for item in duty.bands["say"] if item.id == FORM))
    return made._replace(label=frame.words("desk.form"))


def headline(frame: Frame, letters: int) -> list[str]:
    key = "none" if not letters else "one" if letters == 1 else "some"
    return [part.format(n=letters) for part in frame.words.get(f"desk.h1.{key}")]


def notes(frame: Frame, desk: Desk, letters: int) -> list[str]:
    """What is missing, and what to do by hand this week."""
    words = frame.words
    said = [words(f"desk.missing.{key}", span=frame.lately()) for key in desk.missing if key != "quota"]
    if letters and not desk.wanted:
        said.insert(0, words("desk.unwanted", n=letters))
    elif letters and not desk.planned:
        said.insert(0, words("desk.unplanned"))
    return said


def quotas(frame: Frame, desk: Desk, letters: int) -> list[Quota]:
    words = frame.words
    sum_ = sum(count for _, count in desk.output)
    told = (
        words("desk.quota.weeks", last=desk.output[-1][1], sum=sum_)
        if desk.output
        else words("desk.quota.unknown")
    )
    aim = words("desk.quota.pieces_of", n=frame.number(desk.quota)) if desk.quota else ""
    of = round(desk.quota) if desk.output and 1 <= desk.quota <= MOST_DOTS else 0
    last = desk.output[-1][1] if desk.output else 0
    return [
        Quota(words("desk.quota.letters"), words("desk.quota.letters_of", n=letters), "", 0, 0),
        Quota(words("desk.quota.pieces"), aim or words("desk.quota.none"), told, min(last, of), of),
    ]


def letters_say(frame: Frame, desk: Desk) -> str:
    if not desk.planned:
        return frame.words("desk.letters.say_unplanned")
    days = [
        frame.words(
            "desk.letters.day", day=frame.day(step.day), weekday=frame.weekday(step.day, "full"),
            clock=frame.clock(step.start), minutes=frame.minutes(step.minutes),
        )
        for step in frame.plan.agenda.of(DUTY, JOB) if not step.setup
    ]  # fmt: skip
    return frame.words("desk.letters.say", days=frame.words("desk.letters.join").join(days))


def gap_lines(frame: Frame, gaps: Sequence[Gap]) -> list[GapLine]:
    topics = Assignments(frame.words, frame.community.profile)
    most = max((gap.people for gap in gaps), default=1)
    return [gap_line(frame, topics, gap, max(most, gap.pieces)) for gap in gaps]


def gap_line(frame: Frame, topics: Assignments, gap: Gap, most: int) -> GapLine:
    words = frame.words
    known = bool(frame.plan.people.desk.output)
    key = "count" if known else "people"
    topic = topics.of_gap(frame.facts.setting.kind, gap)
    nobody = words("desk.gaps.nobody")
    return GapLine(
        subject=isolate(gap.subject),
        count=words(f"desk.gaps.{key}", people=frame.number(gap.people), pieces=frame.number(gap.pieces)),
        people=round(100 * gap.people / most, 1),
        pieces=round(100 * gap.pieces / most, 1),
        empty=known and not gap.pieces,
        title=topic.title,
        parts=topic.parts,
        opening=words("desk.opening", text=topic.opening),
        writer=words("desk.gaps.writer", name=frame.name(gap.writer)) if gap.writer else nobody,
    )  # fmt: skip


def asked_line(frame: Frame, one: Asked, known: bool) -> AskedLine:
    words = frame.words
    text = words(
        f"desk.asked.{'line' if known else 'unknown'}",
        day=frame.dated(one.monday), n=len(one.members), k=len(one.wrote),
    )  # fmt: skip
    names = frame.listed([frame.name(who) for who in one.wrote])
    return AskedLine(text, words("desk.asked.wrote", names=names) if one.wrote else "")


def chase(frame: Frame) -> Bubble:
    words = frame.words
    return bubble(frame, words("desk.asked.chase_label"), [words("desk.asked.chase")], who="owner")


def rungs(frame: Frame) -> list[Rung]:
    """From the own group up: all groups, the base, channels by reach, exposure that incentives promise."""
    words, facts = frame.words, frame.facts
    profile = frame.community.profile
    found = [rung(frame, "group", facts.sizes.group_size or None)]
    if facts.sizes.groups > 1:
        found.append(rung(frame, "all", facts.sizes.members or None, n=frame.number(facts.sizes.groups)))
    named = {one.name for one in profile.content.channels}
    if profile.content.base and profile.content.base not in named:
        known = words.get("desk.bases")
        base = str(known.get(profile.content.base.casefold(), profile.content.base))
        found.append(rung(frame, "base", None, base=isolate(base)))
    channels = sorted(profile.content.channels, key=lambda one: (one.reach or 0, one.name))
    found += [rung(frame, "channel", one.reach, name=isolate(one.name)) for one in channels]
    offers = [one for one in profile.incentives.exposure if one.name not in named]
    offers.sort(key=lambda one: (one.reach or 0, one.name))
    return found + [rung(frame, "offer", one.reach, name=isolate(one.name)) for one in offers]


def rung(frame: Frame, key: str, reach: int | None, **facts: str) -> Rung:
    words = frame.words
    return Rung(
        name=words(f"desk.ladder.{key}.name", **facts),
        reach=frame.number(reach) if reach else words("desk.ladder.unknown"),
        when=words(f"desk.ladder.{key}.when"),
    )
