"""What whoever is on duty is called: by name, by number where several help, else by a word."""

from __future__ import annotations

from ...plan.hands import OWNER, role_of
from .frame import Frame


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def person(frame: Frame, who: str, sole: str) -> str:
    """`who`: the id of a person, or a role; `sole`: the word for who helps alone, and for a role."""
    hand = frame.facts.hands.hand(who)
    if hand and hand.name:
        return hand.name
    number = who.partition("-")[2]
    return frame.words("who.helper_n", n=number) if number else sole


def who_name(frame: Frame, who: str) -> str:
    """In a sentence to the owner: "you", "your assistant", "assistant 2", "Lin"."""
    return person(frame, who, frame.words("who.you" if who == OWNER else "who.helper"))


def who_else(frame: Frame, who: str) -> str:
    """In a sentence to anybody: "the owner", "the assistant", "assistant 2", "Lin"."""
    return person(frame, who, frame.words(f"who.the_{role_of(who)}"))


def who_short(frame: Frame, who: str) -> str:
    """Beside a number, to the owner: "you", "assistant", "assistant 2", "Lin"."""
    return person(frame, who, frame.words("who.you" if who == OWNER else "calendar.who.helper"))


def who_mark(frame: Frame, who: str) -> str:
    """The one or two signs in the ring."""
    return frame.words("who.you_mark" if who == OWNER else "who.helper_mark") + who.partition("-")[2]
