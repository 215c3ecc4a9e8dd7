"""Who is leaving: what to write to whom, most useful first. For the operator's eyes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, sqrt

from ....plan.people.leaving import Cohort, Leaving
from ....plan.people.letters import DUTY
from ....plan.people.quiet import Quiet
from ....plan.people.renewals import Renewal
from ..actions import deed_name, did
from ..bubble import Bubble, bubble
from ..frame import Frame
from ..names import greeted
from ..once import once

SHOWN = {"due": 8, "overdue": 4, "lost": 2, "quiet": 8, "silent": 4}
"""Of each list on the page; all of them stand in the table."""
FEW = 30
"""A month with fewer newcomers is told with a word of caution."""


@dataclass(frozen=True, slots=True)
class LeavingLine:
    """`facts`: what the letter builds on, in one line. `list`: due, overdue, lost, quiet or silent."""

    list: str
    member: str
    name: str
    facts: str
    due: date | None
    last: date | None
    letter: Bubble


@dataclass(frozen=True, slots=True)
class LeavingList:
    id: str
    title: str
    say: str
    lines: Sequence[LeavingLine]
    rest: str
    """How many more stand in the table; "" where all are here."""


@dataclass(frozen=True, slots=True)
class CohortLine:
    month: str
    share: float
    """Part of 1."""
    text: str


@dataclass(frozen=True, slots=True)
class LeavingView:
    phrases: list[str]
    lead: str
    notes: list[str]
    """What was assumed, and what is missing."""
    lists: list[LeavingList]
    cohorts: list[CohortLine]
    cohorts_say: str


def leaving_view(frame: Frame) -> LeavingView:
    found = frame.plan.people.leaving
    lines = leaving_lines(frame)
    return LeavingView(
        phrases=headline(frame, lines),
        lead=frame.words("leaving.lead"),
        notes=notes(frame, found, len(lines)),
        lists=[one for id_ in SHOWN if (one := leaving_list(frame, id_, lines))],
        cohorts=[cohort_line(frame, one) for one in found.cohorts],
        cohorts_say=cohorts_say(frame, found),
    )


def headline(frame: Frame, lines: Sequence[LeavingLine]) -> list[str]:
    words, counted = frame.words, Counter(line.list for line in lines)
    kinds = [named(frame, "due")] if counted["due"] else []
    kinds += ["quiet"] if counted["quiet"] else []
    kinds = kinds or (["silent"] if counted["silent"] else ["none"])
    return [
        part.format(n=frame.number(counted[kind.removesuffix("_year")]))
        for kind in kinds
        for part in words.get(f"leaving.h1.{kind}")
    ]


def named(frame: Frame, list_: str) -> str:
    """Renewals that are only taken from the day of joining are called anniversaries."""
    known = list_ in ("due", "overdue") and frame.plan.people.leaving.renewals.assumed
    return f"{list_}_year" if known else list_


def notes(frame: Frame, found: Leaving, letters: int) -> list[str]:
    words = frame.words
    keys = ["assumed"] if found.renewals.assumed else []
    priced = any((tier.price or 0) > 0 for tier in frame.community.profile.tiers.values())
    if not priced and not found.dated:
        keys.append("unpriced")
    if not found.rhythms:
        keys.append("young")
    said = [
        planned(frame, letters) or words("leaving.notes.minutes"),
        *(words(f"leaving.notes.{key}") for key in keys),
    ]
    return said + ([words("leaving.notes.older", n=frame.number(found.older))] if found.older else [])


def planned(frame: Frame, letters: int) -> str:
    """When this week writes to whom of so many; "" where it has no time for it."""
    step = next(iter(frame.plan.agenda.of(DUTY, "leaving")), None)
    chosen = frame.plan.people.letters.leaving
    if step is None or not chosen:
        return ""
    names = frame.listed([frame.name(who) for who in chosen])
    told = frame.words.counted(
        "leaving.notes.planned", len(chosen), n=len(chosen), day=frame.day(step.day),
        clock=frame.clock(step.start), names=names,
    )  # fmt: skip
    return told + (frame.words("leaving.notes.waiting") if letters > len(chosen) else "")


def leaving_list(frame: Frame, id_: str, lines: Sequence[LeavingLine]) -> LeavingList | None:
    own = [line for line in lines if line.list == id_]
    key = f"leaving.lists.{named(frame, id_)}"
    if not own:
        return None
    words, more = frame.words, len(own) - SHOWN[id_]
    return LeavingList(
        id=id_,
        title=words(f"{key}.title", n=frame.number(len(own))),
        say=words(f"{key}.say"),
        lines=own[: SHOWN[id_]],
        rest=words("leaving.rest", n=frame.number(more)) if more > 0 else "",
    )


@once
def leaving_lines(frame: Frame) -> list[LeavingLine]:
    """Everybody who stands in a list, in its order, each once: a renewal comes before a silence."""
    found = frame.plan.people.leaving
    quiet = {one.member: one for one in found.quiet}
    parts = {"due": found.renewals.due, "overdue": found.renewals.overdue, "lost": found.renewals.lost}
    lines = [renewal_line(frame, id_, one, quiet) for id_, part in parts.items() for one in part]
    told = {line.member for line in lines}
    lines += [quiet_line(frame, one) for one in found.quiet if one.member not in told]
    return lines + [silent_line(frame, member) for member in found.silent if member not in told]


def renewal_line(frame: Frame, id_: str, one: Renewal, quiet: Mapping[str, Quiet]) -> LeavingLine:
    words, member = frame.words, frame.people[one.member]
    kind = "anniversary" if one.assumed else "paid"
    count = one.due.year - member.joined.year if member.joined else 0
    years = words.counted("leaving.years", count, n=count)
    facts = [words(f"leaving.facts.{kind}", day=frame.dated(one.due), years=years)]
    facts += [frame.money(one.price)] if one.price else []
    silence = quiet.get(one.member)
    facts += [words("leaving.facts.silent", n=silence.silent)] if silence else []
    text = words(
        f"leaving.letters.{'due' if id_ == 'due' else 'over'}.{kind}",
        name=greeted(frame, one.member), day=frame.dated(one.due), years=years,
        thanks=given_text(frame, one.member, "thanks"),
    )  # fmt: skip
    return line(frame, id_, one.member, facts, text, due=one.due, last=one.last)


def quiet_line(frame: Frame, one: Quiet) -> LeavingLine:
    words = frame.words
    usual = max(round(one.gap), 1)
    facts = [words.counted("leaving.facts.rhythm", usual, gap=usual, n=one.silent)]
    given = given_text(frame, one.member)
    facts += [given] if given else []
    text = words(
        "leaving.letters.quiet",
        name=greeted(frame, one.member),
        thanks=given_text(frame, one.member, "thanks"),
    )
    return line(frame, "quiet", one.member, facts, text, last=one.last)


def silent_line(frame: Frame, id_: str) -> LeavingLine:
    member, words = frame.people[id_], frame.words
    joined = frame.dated(member.joined) if member.joined else ""
    facts = [words("leaving.facts.joined", day=joined)]
    facts += [part for part in (frame.city(member.city) or member.city_text, member.industry) if part]
    return line(
        frame, "silent", id_, facts, words("leaving.letters.silent", name=greeted(frame, id_), day=joined)
    )


def line(
    frame: Frame, list_: str, member: str, facts: Sequence[str], text: str, *,
    due: date | None = None, last: date | None = None,
) -> LeavingLine:  # fmt: skip
    name = frame.name(member)
    letter = bubble(frame, frame.words("leaving.letter", name=name), text.splitlines(), who="owner")
    return LeavingLine(list_, member, name, frame.words("leaving.join").join(facts), due, last, letter)


def given_text(frame: Frame, member: str, form: str = "given") -> str:
    """What somebody did most often: 写文章 12 次，最近 11 月 3 日; `form`: "thanks" for a sentence of it."""
    given = frame.plan.people.leaving.given.get(member)
    if given is None:
        return ""
    action = deed_name(given.action, frame.community.profile, frame.words)
    times = "once" if given.times == 1 else "often"
    told = did(given.action, given.times, frame.words) if form == "thanks" else ""
    key = f"leaving.{form}.{'did_' if told else ''}{times}"
    return frame.words(key, action=action, did=told, n=given.times, day=frame.dated(given.last))


def cohort_line(frame: Frame, one: Cohort) -> CohortLine:
    share = one.back / one.joined
    text = frame.words("leaving.cohort", n=one.back, of=one.joined, percent=round(100 * share))
    return CohortLine(frame.month("pictures.month", one.month), share, text)


def cohorts_say(frame: Frame, found: Leaving) -> str:
    """How far two months may differ by chance: 1.96 standard errors of the difference of two shares."""
    if not found.cohorts:
        return ""
    least = min(one.joined for one in found.cohorts)
    whole = sum(one.back for one in found.cohorts) / sum(one.joined for one in found.cohorts)
    margin = ceil(100 * 1.96 * sqrt(2 * whole * (1 - whole) / least))
    return frame.words(f"leaving.cohorts.{'few' if least < FEW else 'some'}", n=least, margin=margin)
