"""The road of people: who leads, hosts and could follow, whom to ask next with the sentence to send."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ....plan.roadmap.people import UNITS, Ask, PeopleRoad
from ....plan.roster import Person
from ..bubble import Bubble, bubble
from ..frame import Frame
from ..names import called_by
from .assumed import AssumptionRow
from .days import DaysView, days_view
from .stage import StairView, StepGates, gate_todo, gates_view, percent, stair_view

MOST_NAMES = 6
"""Of each role; the others are a number."""
MOST_PLACES = 8


@dataclass(frozen=True, slots=True)
class RoleLine:
    name: str
    say: str


@dataclass(frozen=True, slots=True)
class RoleView:
    title: str
    say: str
    people: list[RoleLine]
    more: str
    none: str


@dataclass(frozen=True, slots=True)
class AskView:
    """`gap`: what is missing; `why`: why this person; `message`: what to send."""

    gap: str
    name: str
    why: str
    message: Bubble


@dataclass(frozen=True, slots=True)
class PeopleView:
    kick: str
    phrases: list[str]
    lead: str
    first: AskView | None
    none: str
    """Why there is nobody to ask."""
    more: list[AskView]
    stair: StairView
    roles: list[RoleView]
    missing: str
    gates: list[StepGates]
    days: DaysView
    days_say: str
    assumed: list[AssumptionRow]


def people_view(frame: Frame) -> PeopleView:
    words, road, days = frame.words, road_of(frame), frame.plan.roadmap.days
    asks = [ask_view(frame, ask) for ask in road.asks]
    return PeopleView(
        kick=words("people.kick"),
        phrases=people_phrases(frame),
        lead=words("people.new_say") if frame.facts.sizes.new else words("people.lead"),
        first=asks[0] if asks else None,
        none="" if asks else words(f"people.next.{no_ask(frame)}", span=frame.lately("days")),
        more=asks[1:],
        stair=stair_view(frame),
        roles=roles_view(frame, road),
        missing=missing_places(frame, road),
        gates=gates_view(frame),
        days=days_view(frame),
        days_say=words("people.days_say", start=frame.full_day(days.start), end=frame.full_day(days.end)),
        assumed=assumed_rows(frame),
    )


def road_of(frame: Frame) -> PeopleRoad:
    road = frame.plan.roadmap.people
    if road is None:
        raise ValueError("the road of this community leads to a business")
    return road


def people_phrases(frame: Frame) -> list[str]:
    """The heading: the step that is climbed, and how many gates are missing."""
    words, stage = frame.words, frame.plan.roadmap.stage
    if frame.facts.sizes.new:
        return [str(part) for part in words.get("people.new")]
    if not stage.here:
        return [str(part) for part in words.get("people.done")]
    count = words.get("roadmap.gate_counts")[len(stage.next_gates)]
    facts = {"n": words.get("roadmap.ordinals")[stage.here], "k": count}
    return [str(part).format(**facts) for part in words.get("roadmap.h1.gates")]


def no_ask(frame: Frame) -> str:
    if not frame.plan.roadmap.stage.here:
        return "none"
    return "nobody" if frame.facts.sizes.has_roster else "roster"


def ask_view(frame: Frame, ask: Ask) -> AskView:
    words, name = frame.words, frame.name(ask.person.id)
    city = frame.city(ask.city)
    key = "hosts_here" if ask.gate == "hosts" and not city else ask.gate
    gates = {gate.id: gate for step in frame.plan.roadmap.stage.steps for gate in step.gates}
    line = words(f"people.ask.{key}", name=called_by(frame, ask.person.id), city=city)
    label = words("people.next.label", name=name)
    return AskView(
        gap=words("people.next.gap", todo=gate_todo(frame, gates[ask.gate])),
        name=name,
        why=frame.listed(reasons(frame, ask)),
        message=bubble(frame, label, [line], who="owner", id_=f"ask-{ask.gate}"),
    )


def reasons(frame: Frame, ask: Ask) -> list[str]:
    words, who = frame.words, ask.person
    member = frame.people[who.id]
    found = [words("people.next.city", city=frame.city(ask.city))] if frame.city(ask.city) else []
    if who.deeds:
        found.append(words("people.next.why_deeds", n=frame.number(who.deeds), span=frame.lately("days")))
    elif member.last_message:
        found.append(words("people.next.why_spoke"))
    if member.skills:
        found.append(words("people.next.why_skill", skill=member.skills[0]))
    return found


def roles_view(frame: Frame, road: PeopleRoad) -> list[RoleView]:
    words, least = frame.words, frame.community.profile.people.follower_deeds
    found = []
    for key, people in (("leads", road.leads), ("hosts", road.hosts), ("followers", road.followers)):
        unnamed = road.unnamed if key == "leads" else 0
        more = [words("people.roles.more", n=frame.number(len(people) - MOST_NAMES))]
        found.append(RoleView(
            title=words(f"people.roles.{key}.title"),
            say=words(f"people.roles.{key}.say", n=frame.number(least), span=frame.lately("days")),
            people=lines_of(frame, people[:MOST_NAMES]),
            more=words("people.roles.unnamed", n=frame.number(unnamed)) if unnamed
            else more[0] if len(people) > MOST_NAMES else "",
            none="" if people or unnamed else words(f"people.roles.{key}.none"),
        ))  # fmt: skip
    return found


def lines_of(frame: Frame, people: Sequence[Person]) -> list[RoleLine]:
    words = frame.words
    return [
        RoleLine(
            frame.name(who.id),
            words("people.roles.deeds", n=frame.number(who.deeds)) if who.deeds else frame.city(who.city),
        )
        for who in people
    ]


def missing_places(frame: Frame, road: PeopleRoad) -> str:
    """The places without a host, the largest first."""
    words = frame.words
    if not road.cities:
        return ""
    shown = [
        words(f"people.roles.{'place' if city else 'here'}", city=frame.city(city), n=frame.number(count))
        for city, count in road.cities[:MOST_PLACES]
    ]
    left = len(road.cities) - len(shown)
    rest = [words("people.roles.more", n=frame.number(left))] if left else []
    return words("people.roles.missing", list=frame.listed([*shown, *rest]))


def assumed_rows(frame: Frame) -> list[AssumptionRow]:
    """The numbers of the gates that the operator did not give, with the field that replaces each."""
    words, said = frame.words, frame.community.profile.people.model_fields_set
    return [
        AssumptionRow(words(f"people.fields.{a.name}"), shown_value(frame, a.name, a.values[0]), a.where)
        for a in frame.plan.roadmap.stage.assumptions
        if a.name not in said
    ]


def shown_value(frame: Frame, name: str, value: Decimal) -> str:
    if UNITS[name] == "share":
        return percent(value)
    return frame.words(f"people.units.{UNITS[name]}", n=frame.number(value))
