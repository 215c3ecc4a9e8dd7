"""What texts may say of what a community talks about: `topic.ask`, `topic.task`.

Each list goes round, a question a week and a task a day, so nothing has to be remembered and the same day
says the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from ...knowledge.topics import Deal, Snag, TimeOfYear, Topic, TopicWords
from ...plan.plan import Plan
from ...usage import Usage
from ...words import Words

WEEK = 7
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SpokenTopic:
    """The lines of one day."""

    name: str
    ask: str
    mine: str
    """The operator's own answer."""
    next_ask: str
    """What is asked a week later."""
    says: str
    """Where people get stuck, and what to look at."""
    check: str
    snags: Sequence[Snag]
    """All of these, beginning with the one of this week."""
    task: str
    half: str
    """The same in half the time."""
    show: Sequence[str]
    title: str
    parts: Sequence[str]
    opening: str
    """Something to write: its title, its three parts and its first line."""
    season: str
    """What this time of the year changes; "" where nothing does."""
    exam: bool
    """People prepare for an exam."""
    screen: bool
    """It is watched."""
    sample: str
    """How somebody new says who they are."""
    place: str
    places: str
    """What is booked for it, behind a 1 and behind other numbers."""
    deal: Deal | None
    """One who offers and one who needs; None where this is no business or no word of theirs names it."""


def spoken_topic(
    plan: Plan, words: Words, day: date | None = None, since: date | None = None
) -> SpokenTopic | None:
    """`day`: that on which it is said; the first of the planned week where nobody knows. `since`: the day
    after which tasks begin with the first one. None: nothing is known of what they talk about."""
    if plan.topic is None:
        return None
    known, day = topic_words(plan.topic.topic, words), day or plan.facts.days.monday
    week = week_of(day)
    question, snag = turn(known.questions, week), turn(known.stuck, week)
    task = turn(known.tasks, (day - since).days - 1 if since else day_of(day))
    season = season_of(known, day)
    piece = turn(known.pieces, week)
    return SpokenTopic(
        name=known.name,
        ask=question.ask,
        mine=question.mine,
        next_ask=turn(known.questions, week + 1).ask,
        says=snag.says,
        check=snag.check,
        snags=[turn(known.stuck, week + n) for n in range(len(known.stuck))],
        task=task.do,
        half=task.half,
        show=known.show,
        title=piece.title,
        parts=piece.parts,
        opening=piece.opening,
        season=season.line if season else "",
        exam=plan.topic.topic.exam,
        screen=plan.topic.topic.screen,
        sample=sample_of(plan, words, known.sample),
        place=known.place,
        places=known.places,
        deal=None if plan.topic.usual else known.deal,
    )


def sample_of(plan: Plan, words: Words, sample: str) -> str:
    """How somebody new says who they are. Where the profile says what they are asked, a sample of ours would
    answer something else, in another trade perhaps: the operator goes first."""
    asked = plan.facts.newcomers.intro_list
    return sample if isinstance(asked, Mapping) else words("intro.own", fields=words.usage.listed(asked))


def turn(listed: Sequence[T], number: int) -> T:
    return listed[number % len(listed)]


def week_of(day: date) -> int:
    """Weeks since Monday, the first day of our calendar."""
    return (day.toordinal() - 1) // WEEK


def day_of(day: date) -> int:
    return day.toordinal() - 1


def season_of(known: TopicWords, day: date) -> TimeOfYear | None:
    return next((season for season in known.seasons if day.month in season.months), None)


@lru_cache(maxsize=8)
def topic_words(topic: Topic, words: Words) -> TopicWords:
    """In this language, spelled as it is here."""
    found: TopicWords = spelled(words.usage.pick(topic.words), words.usage)
    return found


def spelled(part: Any, usage: Usage) -> Any:
    if isinstance(part, str):
        return usage.spelled(part)
    if isinstance(part, tuple):
        return tuple(spelled(one, usage) for one in part)
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{one.name: spelled(getattr(part, one.name), usage) for one in fields(part)})
    return part
