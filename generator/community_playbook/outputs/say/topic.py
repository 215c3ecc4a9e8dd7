"""The page of what people talk about: the question of the week and those after it, where people get stuck,
what to do and to show, what newcomers are asked, what is dangerous, what could be written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from ...knowledge.topics import Exercise, Piece, Snag
from .bubble import Bubble, bubble
from .frame import Frame
from .goods_facts import SpokenGood, goods_of, spoken_good
from .topic_facts import day_of, season_of, topic_words, turn, week_of

AHEAD = 7
"""Questions of coming weeks: with this week's, those of one round."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """`week`: its Monday."""

    week: str
    ask: str


@dataclass(frozen=True, slots=True)
class TopicView:
    """`heard`: by which word it was guessed, and how to say otherwise; `season`: "" where the month has
    none; `careful`: messages, each labelled with when it is sent."""

    title: str
    lead: str
    heard: str
    season: str
    question: Bubble
    ahead: Sequence[Ahead]
    stuck: Sequence[Snag]
    tasks: Sequence[Exercise]
    show: str
    newcomers: Bubble
    common: str
    careful: Sequence[Bubble]
    pieces: Sequence[Piece]
    goods: Sequence[SpokenGood]
    """What is good this month, of topics that are bought."""


def topic_view(frame: Frame) -> TopicView:
    """Raises ValueError where nobody knows what people talk about."""
    heard, words = frame.plan.topic, frame.words
    if heard is None:
        raise ValueError("no topic is known")
    known, monday = topic_words(heard.topic, words), frame.plan.week.monday
    week, season = week_of(monday), season_of(known, monday)
    question = turn(known.questions, week)
    return TopicView(
        title=words("topic.h1", what=known.name),
        lead=words("topic.lead"),
        heard=heard_said(frame),
        season=season.line if season else "",
        question=bubble(
            frame, words("topic.question"), [question.ask, words("topic.mine", text=question.mine)]
        ),
        ahead=[
            Ahead(frame.day(monday + timedelta(weeks=n)), turn(known.questions, week + n).ask)
            for n in range(1, min(AHEAD, len(known.questions) - 1) + 1)
        ],
        stuck=[turn(known.stuck, week + n) for n in range(len(known.stuck))],
        tasks=[turn(known.tasks, day_of(monday) + n) for n in range(len(known.tasks))],
        show=frame.listed(known.show),
        newcomers=bubble(
            frame, words("topic.newcomers"), [known.ask, words("topic.sample", text=known.sample)]
        ),
        common=frame.listed(known.common),
        careful=[
            bubble(frame, one.when[:1].upper() + one.when[1:], [one.say], who="owner")
            for one in known.careful
        ],
        pieces=known.pieces,
        goods=[spoken_good(good, words) for good in goods_of(frame.plan, words, monday)],
    )


def heard_said(frame: Frame) -> str:
    """By which word it was guessed, and how to say otherwise; "" where the profile says it."""
    heard = frame.plan.topic
    if heard is None or not (heard.word or heard.usual):
        return ""
    what = topic_words(heard.topic, frame.words).name
    return frame.words("topic.usual" if heard.usual else "topic.heard", what=what, word=heard.word)
