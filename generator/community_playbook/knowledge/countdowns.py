"""What has to be done before a date, as frozen types: steps by days before or after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

WEEK_DAYS = 7
END = "$"


@dataclass(frozen=True, slots=True)
class CountStep:
    """One thing to do. Whether it is there at all says the job of the same id."""

    id: str
    days: int
    """Before the first day (below zero), on it (0), or after the last one."""
    clock: str
    who: str
    minutes: int
    latest: int
    """Until so many days it still helps, counted as `days`; later it is left out."""
    beat: str = ""
    """A beat of the main business that does the same: where it comes about then, this is not told again."""
    round: bool = False
    """Done too where the date is a round of the main business, whose beats do the rest."""
    several: bool = False
    """Only where the date lasts longer than a day."""
    earliest: int | None = None
    """So early already, counted as `days`, in a week that has the hours."""


@dataclass(frozen=True, slots=True)
class Usual:
    """Where a countdown is the usual one of its kinds, whatever the date is called."""

    platforms: tuple[str, ...] = ()
    rhythms: tuple[str, ...] = ()
    """What people come for there, or nobody knows."""
    place: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By language: words in a name that speak of a place, so that it is not this one."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Whose date it is: what people come for, the first one first, and what they talk about."""

    rhythms: tuple[str, ...] = ()
    topic: str = ""
    platform: str = ""
    """Where they live on a screen and do not meet on that day; else ""."""


NOBODY = Crowd()


def latest_of(days: int) -> int:
    """Until when a step helps where nobody says it: the day before; what comes after, a week long."""
    return -1 if days < 0 else days + WEEK_DAYS if days else 0


def says(text: str, word: str) -> bool:
    """Is a word heard in a text? One of letters is heard whole, between Chinese ones too; 夜$ at its end."""
    if word.endswith(END):
        return text.endswith(word[:-1])
    if word.casefold() not in text.casefold():
        return False
    return not word.isascii() or bool(re.search(rf"(?ai:\b{re.escape(word)}\b)", text))


def heard(text: str, guess: Mapping[str, Iterable[str]]) -> int:
    """How long the longest word is that is heard; 0 without any."""
    return max((len(w.rstrip(END)) for words in guess.values() for w in words if says(text, w)), default=0)
