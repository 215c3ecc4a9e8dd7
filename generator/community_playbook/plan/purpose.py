"""What do people come for, and what do they talk about? What the profile says, else what its words name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..community.community import Community
from ..community.profile import NO_TOPIC
from ..community.rhythms import Chosen, chosen_by
from ..knowledge.countdowns import says
from ..knowledge.library import FlatFacts, Library
from ..knowledge.topics import NO_USE, Topic, TopicUse

NAME, DATE, GROUP, DEED = 4, 3, 2, 1
"""How much a word says about why people come, by where it stands."""
SURE = 2
"""So much has to be said before the week is laid by it: a name, most groups, or two deeds."""
BEHIND = re.compile(r"\s(?:for|of)\s", re.IGNORECASE)
GROUPS = 3
"""A group is of one subject: words of groups count where one in so many has them."""


def find_rhythms(community: Community, library: Library) -> tuple[Chosen, ...]:
    """Those of the profile, at most two; where it says nothing, the one that its words name; () for none."""
    if community.profile.rhythms is None:
        heard = heard_rhythm(community, library)
        return (heard,) if heard else ()
    known = {rhythm.id for rhythm in library.rhythms}
    found = chosen_by(community.profile.rhythms or [])
    return tuple({chosen.id: chosen for chosen in found if chosen.id in known}.values())


def guess_rhythm(community: Community, library: Library, facts: FlatFacts) -> Chosen | None:
    """What a community of which nobody said it may be for; None where no word names it and none is usual."""
    heard = heard_rhythm(community, library)
    if heard:
        return heard
    usual = next((r for r in library.rhythms if r.usual(facts)), None)
    return Chosen(usual.id, known="usual") if usual else None


def heard_rhythm(community: Community, library: Library) -> Chosen | None:
    """The one whose words say most, if they say enough; of equals the first by number."""
    heard = list(words_of(community))
    scores = {rhythm.id: score_of(rhythm.guess, heard) for rhythm in library.rhythms}
    best = max(library.rhythms, key=lambda r: (scores[r.id][0], -r.entry.number), default=None)
    if best is None or scores[best.id][0] < SURE:
        return None
    return Chosen(best.id, known="guess", word=scores[best.id][1])


def words_of(community: Community) -> Iterator[tuple[int, str]]:
    """What may say why people come, with its weight: names, what earns points, what newcomers are asked."""
    profile = community.profile
    yield NAME, profile.community.name
    yield from ((GROUP, group.name) for group in profile.groups if group.name)
    yield from ((DEED, rule.name or rule.action) for rule in profile.points.rules)
    yield from ((DEED, text) for text in profile.onboarding.intro_fields or ())


@dataclass(frozen=True, slots=True)
class HeardTopic:
    """`word`: by which it was guessed; `usual`: no word names it, what people come for does."""

    topic: Topic
    word: str = ""
    usual: bool = False


def find_topic(community: Community, library: Library) -> HeardTopic | None:
    """That of the profile, else the one whose words say most, if they say enough; of equals the one that
    heads the name, then the first by number. What a date is called counts as well: the exam that a camp is
    for. Where people come to buy, one that suits buyers. Where no word says any, the usual one of what people
    come for."""
    said = community.profile.community.topic
    if said == NO_TOPIC:
        return None
    if named := next((topic for topic in library.topics if topic.id == said), None):
        return HeardTopic(named)
    dates = [(DATE, date.what) for date in community.profile.dates]
    heard, use = [*words_of(community), *dates], topic_use(community, library)
    fitting = [topic for topic in library.topics if topic.buyers or not use.buyers]
    scores = {topic.id: score_of(topic.guess, heard) for topic in fitting}
    name = community.profile.community.name
    best = max(
        fitting,
        key=lambda topic: (scores[topic.id][0], head_of(name, topic.guess), -topic.number),
        default=None,
    )
    if best and scores[best.id][0] >= SURE:
        return HeardTopic(best, scores[best.id][1])
    usual = next((topic for topic in library.topics if topic.id == use.usual), None)
    return HeardTopic(usual, usual=True) if usual else None


def topic_use(community: Community, library: Library) -> TopicUse:
    """What the first of what people come for makes of a topic."""
    chosen = find_rhythms(community, library)
    return library.rhythm(chosen[0].id).topic if chosen else NO_USE


def score_of(guess: Mapping[str, tuple[str, ...]], heard: list[tuple[int, str]]) -> tuple[int, str]:
    """The weights of the words that are heard, each once, and the weightiest of them. Words of letters are
    heard whole, between Chinese ones too."""
    found = []
    said = "\n".join(text for _, text in heard).casefold()
    words = [word for words in guess.values() for word in words if word.casefold() in said]
    groups = [text for weight, text in heard if weight == GROUP]
    meant = [text for text in groups if any(says(text, word) for word in words)]
    counted = [one for one in heard if one[0] != GROUP or GROUPS * len(meant) >= len(groups)]
    for place, word in enumerate(words):
        weight = max((weight for weight, text in counted if says(text, word)), default=0)
        if weight:
            found.append((weight, -place, word))
    return sum(weight for weight, _, _ in found), max(found)[2] if found else ""


def head_of(name: str, guess: Mapping[str, tuple[str, ...]]) -> int:
    """Where in a name the last word of a topic ends: names in both languages end in what they are, so a pet
    shop owners' group is one of owners; but for what stands behind "for". A word that holds the other's
    (小说共读, 共读) ends with it. -1 where none is heard."""
    head = BEHIND.split(name)[0].casefold()
    known = [word.casefold() for words in guess.values() for word in words]
    return max((head.rfind(word) + len(word) for word in known if word in head), default=-1)
