"""What people come for, as the operator says it: up to two rhythms, with days and clocks of their anchors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from .values import Id, Part, Text

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CLOCK = re.compile(r"([01]?\d|2[0-3]):[0-5]\d")
MOST = 2
YEARS = range(2000, 2100)
"""Of a day: what lies before or after is a slip, and nothing can be counted from the last day there is."""


@dataclass(frozen=True, slots=True)
class When:
    """A weekday or a date, and a clock; "" or None is what is not said."""

    weekday: str = ""
    day: date | None = None
    clock: str = ""
    dates: tuple[date, ...] = ()
    """Days on which it is, too, because dates of the profile say so; what is usual makes way for them."""


def read_when(text: str) -> When:
    """ "thu 20:30", "2026-12-07", "20:30". Raises ValueError where it is none of them."""
    weekday, day, clock = "", None, ""
    parts = text.split()
    for part in parts:
        if part.lower() in WEEKDAYS and not weekday and day is None:
            weekday = part.lower()
        elif not clock and CLOCK.fullmatch(part):
            clock = part.zfill(len("20:30"))
        elif not weekday and day is None:
            day = date.fromisoformat(part)
            if day.year not in YEARS:
                raise ValueError(text)
        else:
            raise ValueError(text)
    if not parts:
        raise ValueError(text)
    return When(weekday, day, clock)


def right_when(text: str) -> str:
    try:
        read_when(text)
    except ValueError as error:
        raise PydanticCustomError("when_shape", "a day, a date or a clock") from error
    return text


Moment = Annotated[Text, AfterValidator(right_when)]


class RoundPart(Part):
    """One round of it."""

    on: date | None = Field(
        None,
        description="Its day; one that is no usual day moves the round nearest to it. Without it the next.",
    )
    what: Text | None = Field(None, description="What it is about: a film, a route, a guest, a case, goods.")
    fill: dict[Id, Text] = Field(
        default_factory=dict,
        max_length=20,
        description="What messages leave open in this round, where it is not as usual: {venue: Hall C}.",
    )
    off: bool = Field(False, description="There is none on that day; `what` is why.")


class RhythmPart(Part):
    """One thing that people come for, and when."""

    id: Id = Field(description="As group-buy, camp, session.")
    anchors: dict[Id, Moment] = Field(
        default_factory=dict,
        max_length=10,
        description="Day or date, and clock: {open: thu 20:30}, {start: 2026-12-07}.",
    )
    fill: dict[Id, Text] = Field(
        default_factory=dict,
        max_length=20,
        description="What messages would leave open, said once: {venue: Hall B, courts 3 and 4}.",
    )
    rounds: list[Text | RoundPart] = Field(
        default_factory=list,
        max_length=60,
        description="What each round is about, one after the other: [{on: 2026-12-06, what: Ran}, Stalker].",
    )
    numbers: dict[Id, Annotated[float, Field(ge=0, le=1_000_000)]] = Field(
        default_factory=dict,
        max_length=20,
        description="What its sums take as usual, as you know it: {come: 11, place_price: 60}.",
    )
    minutes: dict[Id, Annotated[int, Field(ge=1, le=720)]] = Field(
        default_factory=dict,
        max_length=40,
        description="Minutes of one time as you measured them, by beat: {open: 40, hand: 60}.",
    )


@dataclass(frozen=True, slots=True)
class OwnRound:
    """What the operator says of one round; `day`: None where it is the one after the last of the list."""

    day: date | None = None
    what: str = ""
    fill: Mapping[str, str] = field(default_factory=dict)
    off: bool = False
    instead: date | None = None
    """The usual day of the round, once that is known: another one where it is moved."""
    place: str = ""
    seats: int = 0
    fee: str = ""
    """Of the table that is announced for that day."""

    @property
    def moved(self) -> bool:
        return self.off or self.day != self.instead


@dataclass(frozen=True, slots=True)
class Chosen:
    """`known`: by the profile, guess (a word of the profile names it) or usual (of its kind)."""

    id: str
    anchors: Mapping[str, When] = field(default_factory=dict)
    fill: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)
    known: Literal["profile", "guess", "usual"] = "profile"
    word: str = ""
    """By which it was guessed."""
    minutes: Mapping[str, int] = field(default_factory=dict)
    """By beat: of one time, as the operator measured them."""
    rounds: tuple[OwnRound, ...] = ()


def chosen_by(parts: list[Id | RhythmPart]) -> tuple[Chosen, ...]:
    """Those of a profile."""
    return tuple(
        Chosen(part)
        if isinstance(part, str)
        else Chosen(
            part.id,
            {anchor: read_when(text) for anchor, text in part.anchors.items()},
            part.fill,
            part.numbers,
            minutes=part.minutes,
            rounds=tuple(map(own_round, part.rounds)),
        )
        for part in parts
    )


def own_round(part: str | RoundPart) -> OwnRound:
    if isinstance(part, str):
        return OwnRound(what=part)
    return OwnRound(part.on, part.what or "", part.fill, part.off)
