"""What is booked for people who do something together, by what they talk about."""

from __future__ import annotations

from dataclasses import dataclass

from ...knowledge.topics import Topic


@dataclass(frozen=True, slots=True)
class Placing:
    """0 where nothing is booked, or nobody leads."""

    place_people: int = 0
    place_least: int = 0
    place_most: int = 0
    place_hours: float = 0
    lead_people: int = 0


def find_placing(topic: Topic | None) -> Placing:
    if topic is None or topic.place is None:
        return Placing(lead_people=topic.lead if topic else 0)
    place = topic.place
    return Placing(place.people, place.least, place.most, place.hours, topic.lead)
