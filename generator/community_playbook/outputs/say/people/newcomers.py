"""Who comes in next, and for each of them: whom to mention and why, and the messages in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ....knowledge.library import Entry, Item
from ....knowledge.rhythms import Lexicon
from ....plan.agenda import Step
from ....plan.arrivals import TACTIC, Arrival, Batch, evening_near
from ....plan.clock import DAYS
from ....plan.facts.newcomers import NEWCOMERS_AN_EVENING, Newcomers, for_batch, for_one
from ....plan.people.matcher import written
from ....plan.purpose import lexicons_of
from ..bubble import Bubble
from ..frame import Frame
from ..tactics import message_view
from .second import SecondView, second_view

SHOWN = 10
"""Newcomers with their messages on the page; all of them stand in the table."""
ASK = "ask"
"""The message with which a member is asked before."""


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
    seat: str
    """Into which group, where that is proposed, and why; else ""."""
    matches: list[MatchLine]
    question: str
    """What those who are mentioned are asked; "" where nobody is."""
    nobody: str
    """What to do where nobody fits; "" where somebody does."""
    stations: list[Station]
    messages: list[Bubble]


@dataclass(frozen=True, slots=True)
class LoadLine:
    """How often one member is called upon in the week of the evening, and for whom on it."""

    name: str
    times: int
    most: int
    label: str
    newcomers: str
    lately: str
    """How often before, in the last three months; "" where never."""

    @property
    def again(self) -> bool:
        return self.times > 1 or bool(self.lately)


@dataclass(frozen=True, slots=True)
class LaterBatch:
    """An evening after the next one for which somebody is entered already."""

    title: str
    people: list[tuple[str, str]]
    """(newcomer, whom to mention)."""
    note: str
    second: SecondView | None
    """Who found no answer the evening before."""


@dataclass(frozen=True, slots=True)
class NewcomersView:
    kick: str
    phrases: list[str]
    lead: str
    notes: list[str]
    lines: list[NewcomerLine]
    inside: list[NewcomerLine]
    """Those who could not wait: in already, only to be introduced."""
    rest: str
    second: SecondView | None
    load: list[LoadLine]
    """Who is asked again within the week or the three months."""
    load_rest: str
    load_once: list[LoadLine]
    load_cap: str
    later: list[LaterBatch]


def next_evening(frame: Frame) -> date | None:
    evenings = [DAYS.index(day) for day in frame.facts.newcomers.evening_list]
    return evening_near(evenings, frame.facts.days.today, 1)


def comers_on(frame: Frame, day: date) -> tuple[Arrival, ...]:
    """Who comes on a join day, as far as the roster knows."""
    batches = frame.facts.newcomers.batches
    return next((batch.arrivals for batch in batches if batch.day == day), ())


def frame_on(frame: Frame, day: date) -> Frame:
    """The frame in which texts speak of those who come on that day: the next evening's are nobody else's."""
    weekday, coming = DAYS[day.weekday()], next_evening(frame)
    if weekday not in frame.facts.newcomers.evening_list or coming is None or day == coming:
        return frame
    key = day.isoformat(), ""
    if key not in frame.asides:
        newcomers = for_batch(frame.facts.newcomers, frame.community, comers_on(frame, day))
        frame.asides[key] = aside(frame, newcomers)
    return frame.asides[key]


def frame_of(frame: Frame, step: Step) -> Frame:
    """The frame in which the messages of a step speak: of those who come then, and of its day where what
    people come for says another thing each day."""
    found, laid = frame_on(frame, step.day), frame.rhythms.get(step.entry)
    if laid is None or not (laid.rhythm.daily or laid.chosen.rounds):
        return found
    key = step.day.isoformat(), "day"
    if key not in frame.asides:
        frame.asides[key] = Frame(found.plan, frame.community, frame.library, frame.words, step.day)
        frame.asides[key].voice = frame.voice
    return frame.asides[key]


def aside(frame: Frame, newcomers: Newcomers) -> Frame:
    plan = replace(frame.plan, facts=replace(frame.facts, newcomers=newcomers))
    made = Frame(plan, frame.community, frame.library, frame.words)
    made.voice = frame.voice  # of thousands of names: it is the same whoever comes
    return made


def newcomers_view(frame: Frame) -> NewcomersView:
    words, arrivals = frame.words, frame.facts.arrivals
    fit = sum(1 for one in arrivals if one.matches)
    day = next_evening(frame)
    kick = frame.words(
        "newcomers.kick", day=frame.day(day), weekday=frame.weekday(day, "full"),
        window=frame.window("join_start", "join_end"),
    ) if day else frame.edition  # fmt: skip
    waits = [newcomer_line(frame, one) for one in arrivals if not one.inside]
    lines = waits[:SHOWN]
    inside = [newcomer_line(frame, one) for one in arrivals if one.inside][: SHOWN - len(lines)]
    more = len(arrivals) - len(lines) - len(inside)
    batch = next(iter(frame.facts.newcomers.batches), None)
    load = load_lines(frame, batch) if batch else []
    first = [one for one in load if not one.again]
    return NewcomersView(
        kick=kick,
        phrases=headline(frame, len(arrivals), fit, waits=bool(waits)),
        lead=words(f"newcomers.lead{'' if arrivals else '_none'}", times=cap(frame)),
        notes=notes(frame, arrivals),
        lines=lines,
        inside=inside,
        rest=words("newcomers.rest", n=frame.number(more)) if more else "",
        second=second_view(frame, batch) if batch else None,
        load=[one for one in load if one.again],
        load_rest=words.counted("newcomers.load.rest", len(first), n=len(first)) if first else "",
        load_once=first,
        load_cap=words("newcomers.load.cap", n=len(load), times=sum(len(one.matches) for one in arrivals))
        if load
        else "",
        later=[later_batch(frame, batch) for batch in frame.facts.newcomers.batches[1:]],
    )


def cap(frame: Frame) -> str:
    """How often a week one member is called upon at most, in words."""
    n = frame.facts.newcomers.mention_cap
    return frame.words.counted("newcomers.times", n, n=frame.count(n))


def headline(frame: Frame, count: int, fit: int, *, waits: bool) -> list[str]:
    """`waits`: somebody is still to come in."""
    words = frame.words
    if not count:
        return list(words.get("newcomers.h1.none"))
    key = "all" if fit == count else "nobody" if not fit else "some"
    return [
        words.counted(f"newcomers.h1.{'count' if waits else 'inside'}", count, n=count),
        words(f"newcomers.h1.{key}", n=fit),
    ]


def notes(frame: Frame, arrivals: Sequence[Arrival]) -> list[str]:
    words, found = frame.words, []
    moved = sum(1 for batch in frame.facts.newcomers.batches[1:] for one in batch.arrivals if one.moved)
    if moved:
        found.append(words.counted("newcomers.notes.moved", moved, n=moved, most=len(arrivals)))
    elif len(arrivals) > NEWCOMERS_AN_EVENING:
        found.append(words("newcomers.notes.many", n=len(arrivals), most=NEWCOMERS_AN_EVENING))
    by_hand = dict.fromkeys(group_called(frame, s.group) for one in arrivals if (s := one.seat) and s.asks)
    if by_hand:
        limit = frame.facts.sizes.qr_joins
        found.append(words("newcomers.notes.by_hand", groups=frame.listed([*by_hand]), most=limit))
    bare = sum(1 for one in arrivals if not any(written(frame.people[one.newcomer.id])))
    if bare:
        found.append(words("newcomers.notes.bare", n=bare))
    known = lexicon(frame)
    if known and frame.community.members and not any(any(written(m)) for m in frame.community.members):
        found.append(words("newcomers.notes.columns", common=frame.listed([*known["common"]])))
    if not frame.facts.newcomers.evening_list:
        found.append(words("newcomers.notes.no_evening"))
    talking = frame.facts.talking
    if talking.answer_known:
        percent, never = talking.answer_percent, talking.answer_never
        key = "answered" if never else "answered_soon" if percent == 100 else "answered_all"
        found.append(words(f"newcomers.notes.{key}", n=talking.answer_people, percent=percent, never=never))
    return found


def newcomer_line(frame: Frame, one: Arrival) -> NewcomerLine:
    words, person = frame.words, one.newcomer
    name = frame.name(person.id)
    inside = words("newcomers.inside") if one.inside else ""
    told = (frame.city(person.city), person.industry, groups_said(frame, one), inside)
    about = [part for part in told if part]
    return NewcomerLine(
        mark=(frame.people[person.id].shown or person.id)[:1],
        name=name,
        about=words("newcomers.join").join(about),
        seat=seat_said(frame, one),
        matches=[
            MatchLine(frame.name(match.id), frame.introductions.reason(why))
            for match, why in zip(one.matches, one.shared, strict=True)
        ],
        question=asked(frame, one),
        nobody="" if one.matches else nobody_fits(frame),
        stations=[
            Station(frame.tick("newcomer", person.id, key), text)
            for key, text in words.get("newcomers.stations").items()
        ],
        messages=messages_for(frame, one),
    )


def lexicon(frame: Frame) -> Lexicon | None:
    """The words of what people come for, where that is known."""
    first = next(iter(frame.plan.rhythms), None)
    if first is None:
        return None
    setting = frame.plan.facts.setting
    found: Lexicon = frame.words.usage.pick(
        lexicons_of(first.rhythm, screen=setting.screen, seated=setting.seated)
    )
    return found


def nobody_fits(frame: Frame) -> str:
    """What to do for a newcomer to whom nobody fits, as those who run such a community do it."""
    found = lexicon(frame)
    return str(found["no_match"]) if found else frame.words("newcomers.nobody")


def group_called(frame: Frame, group: str) -> str:
    return next((g.name for g in frame.facts.sizes.group_list if g.id == group), group)


def groups_said(frame: Frame, one: Arrival) -> str:
    """The groups that they are entered for, else the one that is proposed."""
    ids = sorted(frame.community.groups_of(frame.people[one.newcomer.id]))
    found = ids[:2] or ([one.seat.group] if one.seat else [])
    return frame.listed([group_called(frame, id_) for id_ in found]) if found else ""


def seat_said(frame: Frame, one: Arrival) -> str:
    """Which group is proposed, and why: whom the newcomer has there, or that it has room."""
    if one.seat is None:
        return ""
    group, why = group_called(frame, one.seat.group), frame.introductions.there(one.seat.why)
    return frame.words(f"newcomers.seat.{'why' if why else 'room'}", group=group, why=why)


def asked(frame: Frame, one: Arrival) -> str:
    """The question of the evening that is this newcomer's own."""
    return str(voice_of(frame, one).spoken["question"]) if one.matches else ""


def voice_of(frame: Frame, one: Arrival, match: int = 0) -> Frame:
    """The frame in which texts name this newcomer, and of the members that one first."""
    key = one.newcomer.id, one.matches[match].id if one.matches else ""
    if key not in frame.asides:
        order = [match, *(n for n in range(len(one.matches)) if n != match)] if one.matches else []
        turned = replace(
            one,
            matches=tuple(one.matches[n] for n in order),
            shared=tuple(one.shared[n] for n in order),
        )
        frame.asides[key] = aside(frame, for_one(frame.facts.newcomers, frame.community, turned))
    return frame.asides[key]


def messages_for(frame: Frame, one: Arrival) -> list[Bubble]:
    """What goes out for this newcomer, filled in, in the order of its clocks."""
    own = voice_of(frame, one)
    found = [
        (own.minute(entry, item), entry, item)
        for entry in own.library.tactics
        if own.plan.agenda.runs(entry.id)
        for item in own.visible(entry, "say")
        if item.each
    ]
    last = max((minute for minute, _, _ in found if minute is not None), default=0)
    ordered = sorted(found, key=lambda row: last if row[0] is None else row[0])
    return [message for _, entry, item in ordered for message in told(frame, one, entry, item)]


def told(frame: Frame, one: Arrival, entry: Entry, item: Item) -> list[Bubble]:
    """One message about a newcomer: to each member who is introduced, where it is for them."""
    own = voice_of(frame, one)
    if item.id not in {seen.id for seen in own.visible(entry, "say")}:
        return []
    matches = range(max(len(one.matches), 1)) if item.each_match else range(1)
    return [message_view(voice_of(frame, one, n), entry, item) for n in matches]


def request(frame: Frame, one: Arrival, match: int) -> str:
    """What a member is asked before they are mentioned; "" where nobody is asked."""
    entry, own = frame.entries[TACTIC], voice_of(frame, one, match)
    item = next((item for item in own.visible(entry, "say") if item.id == ASK), None)
    return "\n".join(message_view(own, entry, item).lines) if item else ""


def later_batch(frame: Frame, batch: Batch) -> LaterBatch:
    words, arrivals = frame.words, batch.arrivals
    lone = sum(1 for one in arrivals if not one.matches)
    people = [
        (frame.name(one.newcomer.id), frame.listed([frame.name(match.id) for match in one.matches]))
        for one in arrivals[:SHOWN]
    ]
    day = words("newcomers.later.day", day=frame.day(batch.day), weekday=frame.weekday(batch.day, "full"))
    title = words.counted("newcomers.later.title", len(arrivals), n=len(arrivals), day=day)
    return LaterBatch(
        title=title if arrivals else words("newcomers.later.empty", day=day),
        people=people,
        note=words.counted("newcomers.later.lone", lone, n=lone) if lone else "",
        second=second_view(frame, batch),
    )


def load_lines(frame: Frame, batch: Batch) -> list[LoadLine]:
    """Who is called upon on this evening, the most often first; what earlier evenings of the week asked of
    them counts."""
    words, most = frame.words, frame.facts.newcomers.mention_cap
    for_whom: dict[str, list[str]] = {}
    for one in batch.arrivals:
        for match in one.matches:
            for_whom.setdefault(match.id, []).append(frame.name(one.newcomer.id))
    found = []
    for member, week, lately in batch.called:
        times = week + len(for_whom[member])
        found.append(
            LoadLine(
                frame.name(member), times, most,
                words("newcomers.load.label", n=times, most=most), frame.listed(for_whom[member]),
                words.counted("newcomers.load.lately", lately, n=lately) if lately else "",
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: -one.times)
