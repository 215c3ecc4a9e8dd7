"""What a letter calls a member."""

from __future__ import annotations

from .calls import called
from .frame import Frame


def called_by(frame: Frame, member: str) -> str:
    """The name of a member without city, trade and surname, where it is certain which part is left."""
    found = frame.people[member]
    about = (found.city_text, frame.city(found.city), found.industry, *found.skills, *found.resources)
    return called(found.shown, about, frame.community.tags)


def greeted(frame: Frame, member: str) -> str:
    """How a letter begins: with the name; whoever has none is not addressed by a number."""
    found = frame.people[member]
    return called_by(frame, member) if found.name or found.alias else frame.words("slots.hello")
