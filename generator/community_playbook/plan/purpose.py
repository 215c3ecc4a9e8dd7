"""What do people come for, and what do they talk about? What the profile says, else what its words name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..community.community import Community
from ..community.profile import NO_TOPIC
from ..community.rhythms import Chosen, chosen_by
from ..knowledge.library import FlatFacts, Library, Rhythm
from ..knowledge.rhythms import Lexicon
from ..knowledge.topics import NO_USE, Topic, TopicUse
from .dates import EXAM
from .hearing import SURE, Heard, Said, Vocabulary, hear, more_words_of, promise_of, words_of
from .placed import placed

DATED = 2
FEW = 3
"""So many groups may be of one sort."""
BEHIND = re.compile(r"\s(?:for|of)\s", re.IGNORECASE)


def find_rhythms(community: Community, library: Library) -> tuple[Chosen, ...]:
    """Those of the profile, at most two; where it says nothing, the one that its words name, else the usual
    one of a kind with few groups; () for none."""
    if community.profile.rhythms is None:
        guess = guess_rhythm(community, library)
        return (placed(guess, community, library),) if guess and is_taken(guess, community, library) else ()
    known = {rhythm.id for rhythm in library.rhythms}
    found = chosen_by(community.profile.rhythms or [])
    there = list({chosen.id: chosen for chosen in found if chosen.id in known}.values())
    return tuple([placed(there[0], community, library), *there[1:]] if there else ())


def is_taken(guess: Chosen, community: Community, library: Library) -> bool:
    """By a word, or as what nearly all of a kind do; but many groups are of as many sorts, and of a community
    to be there is nothing to go by."""
    profile = community.profile
    known = bool(profile.groups or community.members) and len(profile.groups) <= FEW
    return guess.known == "guess" or (known and library.rhythm(guess.id).taken)


def guess_rhythm(community: Community, library: Library) -> Chosen | None:
    """What a community of which nobody said it may be for; None where no word names it and none is usual."""
    heard = heard_rhythm(community, library)
    if heard:
        return heard
    profile = community.profile
    known: FlatFacts = {"kind": profile.community.kind, "goal": profile.goal}
    usual = next((r for r in library.rhythms if r.usual(known)), None)
    return Chosen(usual.id, known="usual") if usual else None


def heard_rhythm(community: Community, library: Library) -> Chosen | None:
    """The one whose words say most, if they say enough; of equals the first by number. Whoever has a channel
    of a creator has fans, where the names say nothing else."""
    known = {rhythm.id: Vocabulary.of(rhythm.guess) for rhythm in library.rhythms}
    heard = hear(known, words_of(community))
    best = max(library.rhythms, key=lambda r: (heard[r.id].score, -r.entry.number), default=None)
    if best and heard[best.id].score >= SURE:
        return Chosen(best.id, known="guess", word=heard[best.id].word)
    channels = {rhythm.id: Vocabulary(rhythm.channels) for rhythm in library.rhythms}
    named = [Said(SURE, one.name, "channels") for one in community.profile.content.channels]
    said = only(hear(channels, named)) or only(hear(known, promise_of(community)))
    return said or dated(community, library)


def dated(community: Community, library: Library) -> Chosen | None:
    """Whoever has two trips ahead, and fewer other dates, goes out together."""
    dates = community.profile.dates
    kinds = [(d.what, d.kind or (*library.counted(d.what, "").kinds, "")[0]) for d in dates]
    for rhythm in library.rhythms:
        meant = [what for what, kind in kinds if kind in rhythm.dates]
        if len(meant) >= DATED and 2 * len(meant) > len(kinds):
            return Chosen(rhythm.id, known="guess", word=meant[0])
    return None


def only(heard: Mapping[str, Heard]) -> Chosen | None:
    """The one that is heard where no other is."""
    there = [(id_, one.word) for id_, one in heard.items() if one.score]
    return Chosen(there[0][0], known="guess", word=there[0][1]) if len(there) == 1 else None


@dataclass(frozen=True, slots=True)
class HeardTopic:
    """`word`: by which it was guessed; `usual`: no word names it, what people come for does."""

    topic: Topic
    word: str = ""
    usual: bool = False


def find_topic(community: Community, library: Library) -> HeardTopic | None:
    """That of the profile, else the one whose words say most, if they say enough; of equals the one that
    heads the name, then the first by number. What a date is called names an exam and hints at every other
    topic: a hiring week is held in every trade. A word of the profile that is no topic is still what they
    talk about: if it names none of ours, nothing is taken for it. Where people come to buy, one that suits
    buyers. Where no word says any, the usual one of what people come for."""
    said = community.profile.community.topic
    if said == NO_TOPIC:
        return None
    if named := next((topic for topic in library.topics if topic.id == said), None):
        return HeardTopic(named)
    use = topic_use(community, library)
    fitting = [topic for topic in library.topics if topic.buyers or not use.buyers]
    known = {
        topic.id: Vocabulary.of(topic.guess, topic.hints, dated=topic.exam, unheard=topic.unheard)
        for topic in library.topics
    }
    if said:
        named_so = only(hear(known, [Said(SURE, said, "topic")]))
        return next((HeardTopic(t, named_so.word) for t in fitting if named_so and t.id == named_so.id), None)
    heard = hear(known, [*words_of(community), *more_words_of(community)])
    name = community.profile.community.name
    best = max(
        fitting,
        key=lambda topic: (heard[topic.id].score, head_of(name, topic.guess), -topic.number),
        default=None,
    )
    if best and heard[best.id].score >= SURE:
        return HeardTopic(best, heard[best.id].word)
    if promised := only(hear(known, promise_of(community))):
        found = next(topic for topic in library.topics if topic.id == promised.id)
        if found in fitting:
            return HeardTopic(found, promised.word)
    usual = next((topic for topic in library.topics if topic.id == use.usual), None)
    return HeardTopic(usual, usual=True) if usual else None


def topic_use(community: Community, library: Library) -> TopicUse:
    """What the first of what people come for makes of a topic."""
    chosen = find_rhythms(community, library)
    return library.rhythm(chosen[0].id).topic if chosen else NO_USE


def is_screen(heard: HeardTopic | None) -> bool:
    return heard is not None and heard.topic.screen


def is_exam(community: Community, library: Library, heard: HeardTopic | None) -> bool:
    """People prepare for one: what they talk about says so, else words of what people come for, else, where
    nobody knows what they talk about, a date of the profile."""
    if heard and heard.topic.exam:
        return True
    words = Vocabulary.of(topic_use(community, library).exam)
    if hear({"exam": words}, [*words_of(community), *promise_of(community)])["exam"].score:
        return True
    return heard is None and any(big.kind == EXAM for big in community.profile.dates)


def is_seated(community: Community, library: Library, heard: HeardTopic | None) -> bool:
    """What they talk about says so, else words of what people come for; where nobody knows, they move."""
    if heard and heard.topic.seated:
        return True
    chosen = find_rhythms(community, library)
    rhythm = library.rhythm(chosen[0].id) if chosen else None
    if rhythm is None or not rhythm.topic.seated:
        return False
    seated = Vocabulary.of(rhythm.topic.seated)
    moving = [word for words in rhythm.guess.values() for word in words if word not in seated.words]
    found = hear({"seated": seated, "moving": Vocabulary(tuple(moving))}, words_of(community))
    least = found["moving"].score + (1 if heard else 0)
    return found["seated"].score >= max(SURE, least)


def lexicons_of(rhythm: Rhythm, *, screen: bool, seated: bool) -> Mapping[str, Lexicon]:
    """Its words by language, as they are said to those of whom one of these is true."""
    true = [fact for fact, told in (("screen", screen), ("seated", seated)) if told]
    return next((rhythm.instead[fact] for fact in true if fact in rhythm.instead), rhythm.lexicons)


def head_of(name: str, guess: Mapping[str, tuple[str, ...]]) -> int:
    """Where in a name the last word of a topic ends: names in both languages end in what they are, so a pet
    shop owners' group is one of owners; but for what stands behind "for". A word that holds the other's
    (小说共读, 共读) ends with it. -1 where none is heard."""
    head = BEHIND.split(name)[0].casefold()
    known = [word.casefold() for words in guess.values() for word in words]
    return max((head.rfind(word) + len(word) for word in known if word in head), default=-1)
