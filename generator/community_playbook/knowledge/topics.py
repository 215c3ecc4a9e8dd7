"""What a community talks about, as frozen types: questions, snags, tasks and seasons of one trade or hobby.

A rhythm says how a community goes round (a course, a camp, a shared order); a topic says what it is about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Question:
    """Answered in one line by everybody; `mine`: what the operator answers first."""

    ask: str
    mine: str


@dataclass(frozen=True, slots=True)
class Snag:
    """Where people get stuck, in their words, and what somebody with experience looks at first."""

    says: str
    check: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """Done in 10 to 40 minutes, shown in a line or a photo; `half`: its short version."""

    do: str
    half: str


@dataclass(frozen=True, slots=True)
class TimeOfYear:
    """`months`: 1 to 12."""

    months: tuple[int, ...]
    line: str


@dataclass(frozen=True, slots=True)
class Care:
    """What is dangerous, forbidden or ends in a quarrel, and what is said then."""

    when: str
    say: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that a member could write for the others."""

    title: str
    parts: tuple[str, ...]
    opening: str


@dataclass(frozen=True, slots=True)
class Place:
    """What is booked for people who do it together: a court, a table, a pair. `people`: for how many one is
    right, `least` and `most`: with how many it still works; `hours`: for how long it is usually taken."""

    people: int
    least: int
    most: int
    hours: float


@dataclass(frozen=True, slots=True)
class Good:
    """What is bought together. `months`: when it is good; `price`: a band of what buyers pay, our guess;
    `say`: one honest sentence; `trap`: what goes wrong with it."""

    name: str
    size: str
    months: tuple[int, ...]
    price: str
    say: str
    trap: str


@dataclass(frozen=True, slots=True)
class Deal:
    """One line of somebody who offers and one of somebody who needs, as they are written well. `bring`: what
    shows one's work at a table."""

    supply: str
    need: str
    budget: str
    bring: str


@dataclass(frozen=True, slots=True)
class TopicWords:
    """A topic in one language. None of its lists is empty; `ask`, `sample`: what newcomers are asked, and one
    answer."""

    name: str
    questions: tuple[Question, ...]
    stuck: tuple[Snag, ...]
    tasks: tuple[Exercise, ...]
    show: tuple[str, ...]
    seasons: tuple[TimeOfYear, ...]
    careful: tuple[Care, ...]
    ask: str
    sample: str
    common: tuple[str, ...]
    pieces: tuple[Piece, ...]
    goods: tuple[Good, ...] = ()
    """Of topics that are bought."""
    deal: Deal | None = None
    """Of topics in which members do business with each other."""
    place: str = ""
    """What is booked, as it stands behind a 1, and behind other numbers."""
    places: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Topic:
    """Equal to itself alone. `guess`: by language the words that mean it; `hints`: words that say it only
    beside another; `unheard`: longer words of something else; `buyers`: it suits those who buy it, too;
    `exam`: people prepare for an exam; `screen`: it is watched; `seated`: it asks little of a body."""

    id: str
    number: int
    guess: Mapping[str, tuple[str, ...]]
    words: Mapping[str, TopicWords]
    """By language."""
    hints: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unheard: tuple[str, ...] = ()
    buyers: bool = False
    exam: bool = False
    screen: bool = False
    seated: bool = False
    place: Place | None = None
    lead: int = 0
    """How many people one who knows the way can look after; 0 where nobody leads."""


@dataclass(frozen=True, slots=True)
class TopicUse:
    """What a rhythm makes of a topic. `newcomers`: they are asked what the topic asks; `asks`: its own
    messages ask the topic's questions, or none are wanted; `buyers`: its members buy what it is about;
    `usual`: the topic where no word names one; `goods`: under which fill its operator says what is bought, in
    place of the goods of the topic; `seated`, `exam`: by language, words that say so where no topic does."""

    newcomers: bool = False
    asks: bool = False
    buyers: bool = False
    usual: str = ""
    goods: str = ""
    seated: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exam: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


NO_USE = TopicUse()
