"""Who comes in on a join day, and who may answer them, beside the steps of Today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ...plan.arrivals import Arrival
from .frame import Frame
from .people.newcomers import comers_on


@dataclass(frozen=True, slots=True)
class Waiting:
    """Who comes in, and who may answer; a name may be a slot."""

    name: str
    about: str
    matches: str


@dataclass(frozen=True, slots=True)
class Door:
    """The people of a join day: names where the roster knows them."""

    title: str
    people: Sequence[Waiting]
    note: str


def door(frame: Frame, day: date) -> Door:
    words, found = frame.words, frame.facts.newcomers
    known = comers_on(frame, day)
    count = len(known) or found.newcomers_evening
    title = words.counted("today.door", count, n=count, day=frame.weekday(day, "full"))
    slot = Waiting(words("slots.newcomer"), "", "")
    people = [waiting(frame, one) for one in known] or [slot]
    return Door(title, people, words("today.door_known" if known else "today.door_open"))


def waiting(frame: Frame, one: Arrival) -> Waiting:
    person = one.newcomer
    about = [part for part in (frame.city(person.city), person.industry) if part]
    return Waiting(
        person.name or frame.words("slots.newcomer"),
        " · ".join(about),
        frame.listed([match.name or frame.name(match.id) for match in one.matches]),
    )
