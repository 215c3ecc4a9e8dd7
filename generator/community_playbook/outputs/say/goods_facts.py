"""Which two goods a round offers: those of the operator, else what is good this month. They go round with the
rounds, so that the vote, the teaser and the opening of one round speak of the same two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ...knowledge.topics import Good
from ...plan.anchors import anchor_days
from ...plan.own_rounds import round_on
from ...plan.plan import Plan
from ...plan.rhythms import Laid
from ...words import Words
from .topic_facts import topic_words, turn, week_of

BETWEEN = re.compile(r"\s*[;；]\s*")
"""What the operator sells, as written once in the profile: one thing behind the other."""
BARE = re.compile(r"\s*、\s*")
"""Where names alone are said, without sizes and prices."""


@dataclass(frozen=True, slots=True)
class SpokenGood:
    """`line`: name and size, or all that the operator wrote; `price`: what buyers pay, our guess; "" where
    nothing is known."""

    line: str = ""
    name: str = ""
    price: str = ""
    say: str = ""
    trap: str = ""


@dataclass(frozen=True, slots=True)
class SpokenGoods:
    """Of one round; `other` is empty where there is no choice."""

    first: SpokenGood = SpokenGood()
    other: SpokenGood = SpokenGood()


def spoken_goods(plan: Plan, laid: Laid, words: Words, meant: date) -> SpokenGoods:
    """`meant`: the day of the round."""
    root, own = laid.rhythm.cycle.anchors[0].id, round_on(laid.rhythm, laid.chosen, meant)
    if laid.rhythm.topic.goods and own and (said := own.fill.get(laid.rhythm.topic.goods, own.what)):
        return SpokenGoods(*as_written(said)[:2])
    offered = offers(plan, laid, words, meant)
    if len(offered) < 2:
        return SpokenGoods(*offered)
    monday = meant - timedelta(days=meant.weekday())
    days = anchor_days(laid.rhythm, root, laid.chosen, monday, full=laid.levels.full)
    rounds = [day for day in days if week_of(day) == week_of(meant)]
    place = rounds.index(meant) if meant in rounds else 0
    number = 2 * (week_of(meant) * max(len(rounds), 1) + place)
    return SpokenGoods(turn(offered, number), turn(offered, number + 1))


def offers(plan: Plan, laid: Laid, words: Words, day: date) -> Sequence[SpokenGood]:
    """What may be offered on a day; () where nobody knows."""
    use = laid.rhythm.topic
    if own := laid.chosen.fill.get(use.goods, ""):
        return as_written(own)
    if plan.topic is None or not use.goods:
        return ()
    return [spoken_good(good, words) for good in goods_of(plan, words, day)]


def as_written(own: str) -> Sequence[SpokenGood]:
    between = BETWEEN if BETWEEN.search(own) else BARE
    return [SpokenGood(line=one, name=one) for one in between.split(own) if one]


def goods_of(plan: Plan, words: Words, day: date) -> Sequence[Good]:
    """Those that are good in the month of a day."""
    known = topic_words(plan.topic.topic, words).goods if plan.topic else ()
    return [good for good in known if day.month in good.months]


def spoken_good(good: Good, words: Words) -> SpokenGood:
    line = words("topic.good", name=good.name, size=good.size)
    return SpokenGood(line, good.name, good.price, good.say, good.trap)
