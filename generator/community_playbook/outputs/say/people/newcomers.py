"""Who comes in next, and for each of them: whom to mention and why, and the messages in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ....plan.arrivals import MENTIONS_EACH, Arrival, Shared
from ....plan.facts.newcomers import NEWCOMERS_AN_EVENING, for_one
from ..bubble import Bubble
from ..frame import Frame
from ..tactics import message_view
from ..today import next_evening

SHOWN = 10
"""Newcomers with their messages on the page; all of them stand in the table."""
FACETS = ("city", "trade", "skill")
MOST_REASONS = 2


@dataclass(frozen=True, slots=True)
class MatchLine:
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Station:
    tick: str
    text: str


@dataclass(frozen=True, slots=True)
class NewcomerLine:
    mark: str
    name: str
    about: str
    matches: list[MatchLine]
    nobody: str
    """What to do where nobody fits; "" where somebody does."""
    stations: list[Station]
    messages: list[Bubble]


@dataclass(frozen=True, slots=True)
class LoadLine:
    """How often one member is called upon this evening."""

    name: str
    times: int
    most: int
    label: str
    newcomers: str


@dataclass(frozen=True, slots=True)
class NewcomersView:
    kick: str
    phrases: list[str]
    lead: str
    notes: list[str]
    lines: list[NewcomerLine]
    rest: str
    load: list[LoadLine]


def newcomers_view(frame: Frame) -> NewcomersView:
    words, arrivals = frame.words, frame.facts.arrivals
    fit = sum(1 for one in arrivals if one.matches)
    day = next_evening(frame)
    kick = frame.words(
        "newcomers.kick", day=frame.day(day), weekday=frame.weekday(day, "full"),
        window=frame.window("join_start", "join_end"),
    ) if day else frame.edition  # fmt: skip
    lines = [newcomer_line(frame, one) for one in arrivals[:SHOWN]]
    more = len(arrivals) - len(lines)
    return NewcomersView(
        kick=kick,
        phrases=headline(frame, len(arrivals), fit),
        lead=words("newcomers.lead" if arrivals else "newcomers.lead_none"),
        notes=notes(frame, arrivals),
        lines=lines,
        rest=words("newcomers.rest", n=frame.number(more)) if more else "",
        load=load_lines(frame, arrivals),
    )


def headline(frame: Frame, count: int, fit: int) -> list[str]:
    words = frame.words
    if not count:
        return list(words.get("newcomers.h1.none"))
    key = "all" if fit == count else "nobody" if not fit else "some"
    return [words.counted("newcomers.h1.count", count, n=count), words(f"newcomers.h1.{key}", n=fit)]


def notes(frame: Frame, arrivals: Sequence[Arrival]) -> list[str]:
    words, found = frame.words, []
    if len(arrivals) > NEWCOMERS_AN_EVENING:
        found.append(words("newcomers.notes.many", n=len(arrivals), most=NEWCOMERS_AN_EVENING))
    bare = sum(
        1 for one in arrivals if not (one.newcomer.city or one.newcomer.industry or one.newcomer.offer)
    )
    if bare:
        found.append(words("newcomers.notes.bare", n=bare))
    if not frame.facts.newcomers.evening_list:
        found.append(words("newcomers.notes.no_evening"))
    return found


def newcomer_line(frame: Frame, one: Arrival) -> NewcomerLine:
    words, person = frame.words, one.newcomer
    name = frame.name(person.id)
    about = [
        part for part in (frame.city(person.city), person.industry, groups_said(frame, person.id)) if part
    ]
    return NewcomerLine(
        mark=(frame.people[person.id].shown or person.id)[:1],
        name=name,
        about=words("newcomers.join").join(about),
        matches=[
            MatchLine(frame.name(match.id), reason(frame, why))
            for match, why in zip(one.matches, one.shared, strict=True)
        ],
        nobody="" if one.matches else words("newcomers.nobody"),
        stations=[
            Station(frame.tick("newcomer", person.id, key), text)
            for key, text in words.get("newcomers.stations").items()
        ],
        messages=messages_for(frame, one),
    )


def groups_said(frame: Frame, member: str) -> str:
    """The groups that they are entered for."""
    names = {g.id: g.name or g.id for g in frame.community.profile.groups}
    ids = sorted(frame.community.groups_of(frame.people[member]))
    return frame.listed([names.get(id_, id_) for id_ in ids[:2]]) if ids else ""


def reason(frame: Frame, why: Sequence[Shared]) -> str:
    """也在成都（12 人），同做餐饮（3 人）: the rarest first; a tag is quoted, whatever it means."""
    words = frame.words
    said = [
        words(
            f"newcomers.reasons.{one.facet}",
            what=frame.city(one.value) if one.facet == "city" else one.value, n=one.holders,
        )
        for one in why[:MOST_REASONS]
    ]  # fmt: skip
    return words("newcomers.reasons.join").join(said)


def messages_for(frame: Frame, one: Arrival) -> list[Bubble]:
    """What goes out for this newcomer, filled in, in the order of its clocks."""
    newcomers = for_one(frame.facts.newcomers, frame.community, one)
    plan = replace(frame.plan, facts=replace(frame.facts, newcomers=newcomers))
    own = Frame(plan, frame.community, frame.library, frame.words)
    found = [
        (own.minute(entry, item), entry, item)
        for entry in own.library.tactics
        if own.plan.agenda.runs(entry.id)
        for item in own.visible(entry, "say")
        if item.each
    ]
    last = max((minute for minute, _, _ in found if minute is not None), default=0)
    ordered = sorted(found, key=lambda row: last if row[0] is None else row[0])
    return [message_view(own, entry, item) for _, entry, item in ordered]


def load_lines(frame: Frame, arrivals: Sequence[Arrival]) -> list[LoadLine]:
    """Who is called upon more than once, the most first."""
    words = frame.words
    times = Counter(match.id for one in arrivals for match in one.matches)
    for_whom: dict[str, list[str]] = {}
    for one in arrivals:
        for match in one.matches:
            for_whom.setdefault(match.id, []).append(frame.name(one.newcomer.id))
    busy = sorted((m for m, n in times.items() if n > 1), key=lambda m: (-times[m], m))
    return [
        LoadLine(
            frame.name(m), times[m], MENTIONS_EACH,
            words("newcomers.load.label", n=times[m], most=MENTIONS_EACH), frame.listed(for_whom[m]),
        )
        for m in busy[:SHOWN]
    ]  # fmt: skip
