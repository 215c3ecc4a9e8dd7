"""What has to be done before a date, as frozen types: steps by days before or after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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
