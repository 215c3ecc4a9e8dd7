"""Which of many things do the words of a profile name? Words that stand inside of a longer word of something
else are not heard, and what several things share says little."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from ..community.community import Community

NAME, DATE, GROUP, DEED, HINT = 4, 3, 2, 1, 1
"""How much a word says about why people come, by where it stands; a hint says as little everywhere."""
SURE = 2
"""So much has to be said before anything is laid by it: a name, most groups, or two deeds."""
GROUPS = 3
"""A group is of one subject: words of groups count where one in so many has them, of people where all heads
are counted, else of groups."""
DATES = "dates"
MOST = 2
"""What members are tagged with counts where one in so many has it."""


class Said(NamedTuple):
    """`where`: its kind of place; a word that stands in two kinds of places says more. `many`: how much of
    its kind of place it is."""

    weight: int
    text: str
    where: str = ""
    many: int = 1


class Heard(NamedTuple):
    """`word`: the weightiest; "" where none is heard."""

    score: int
    word: str


NOTHING = Heard(0, "")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`words`: any one of them in a name is enough; `hints`: these only beside something else."""

    words: tuple[str, ...]
    hints: tuple[str, ...] = ()
    dated: bool = True
    """What a date is called names it; else any word there is a hint."""
    unheard: tuple[str, ...] = ()
    """In these longer words nothing of it is heard."""

    @staticmethod
    def of(
        guess: Mapping[str, Sequence[str]],
        hints: Mapping[str, Sequence[str]] | None = None,
        *,
        dated: bool = True,
        unheard: tuple[str, ...] = (),
    ) -> Vocabulary:
        """All languages together: names mix them."""
        return Vocabulary(
            tuple(word for words in guess.values() for word in words),
            tuple(word for words in (hints or {}).values() for word in words),
            dated,
            unheard,
        )

    def names(self, said: Said) -> bool:
        """Or does what stands there only hint at it?"""
        return self.dated or said.where != DATES


@dataclass(slots=True)
class Found:
    """Of one text: which words of which thing stand in it."""

    said: Said
    words: dict[str, set[str]] = field(default_factory=dict)


def words_of(community: Community) -> Iterator[Said]:
    """What may say why people come: names, what earns points, what newcomers are asked."""
    profile = community.profile
    yield Said(NAME, profile.community.name, "name")
    sizes = head_counts(community)
    yield from (Said(GROUP, g.name, "groups", sizes.get(g.id, 1)) for g in profile.groups if g.name)
    yield from (Said(DEED, rule.name or rule.action, "rules") for rule in profile.points.rules)
    yield from (Said(DEED, text, "fields") for text in profile.onboarding.intro_fields or ())


def head_counts(community: Community) -> Mapping[str, int]:
    """By group; empty where not all are known."""
    there = Counter(group for member in community.members for group in community.groups_of(member))
    found = {g.id: there[g.id] or g.members or 0 for g in community.profile.groups}
    return found if all(found.values()) else {}


def more_words_of(community: Community) -> Iterator[Said]:
    """What says beside it what people talk about: dates (the exam that a camp is for), levels, prizes,
    badges, channels, the core value, tables that are announced, and the tags that most members share."""
    profile = community.profile
    incentives, upgrade = profile.incentives, profile.upgrade
    yield from (Said(DATE, date.what, DATES) for date in profile.dates)
    yield from (Said(DEED, tier.name, "tiers") for tier in profile.tiers.values() if tier.name)
    yield from (Said(DEED, place.name, "offers") for place in incentives.exposure)
    yield from (Said(DEED, prize.name, "offers") for prize in incentives.prize)
    yield from (Said(DEED, badge.name, "badges") for badge in profile.badges)
    yield from (Said(DEED, channel.name, "channels") for channel in profile.content.channels)
    yield from (Said(DEED, table.topic, "meetups") for table in profile.events.meetups if table.topic)
    yield from (Said(DEED, text, "value") for text in (upgrade.core_value,) if text)
    yield from (Said(DEED, text, "address") for text in (profile.address,) if text)
    yield from (Said(SURE, tag, "tags") for tag in shared_tags(community))


def promise_of(community: Community) -> Iterator[Said]:
    """What the operator promises in a sentence says it where no name does."""
    if value := community.profile.upgrade.core_value:
        yield Said(SURE, value, "value")


def shared_tags(community: Community) -> Iterator[str]:
    """What more than half of the members have as a tag, a trade or another column."""
    members = community.members
    counted = Counter(
        text
        for member in members
        for text in {*member.skills, member.industry, *(trait.value for trait in member.traits)}
        if text
    )
    yield from sorted(text for text, times in counted.items() if MOST * times > len(members))


def hear(known: Mapping[str, Vocabulary], said: Iterable[Said]) -> dict[str, Heard]:
    """The weights of the words that are heard, each once, and the weightiest of them. Words of letters are
    heard whole, between Chinese ones too."""
    found = [Found(one, spoken(known, one.text)) for one in said]
    groups = sum(one.said.many for one in found if one.said.where == "groups")
    scores = {}
    for id_, vocabulary in known.items():
        mine = [one for one in found if one.words.get(id_)]
        meant = sum(one.said.many for one in mine if one.said.where == "groups")
        counted = [one for one in mine if one.said.where != "groups" or GROUPS * meant >= groups]
        scores[id_] = score(id_, vocabulary, counted) if counted else NOTHING
    return scores


def score(id_: str, vocabulary: Vocabulary, counted: Sequence[Found]) -> Heard:
    """Where nothing but hints of dates is heard, all of them together are one."""
    weighed = []
    for place, word in enumerate((*vocabulary.words, *vocabulary.hints)):
        there = [one.said for one in counted if word in one.words[id_]]
        if there:
            named = [one for one in there if vocabulary.names(one)]
            weight = max((one.weight for one in named), default=HINT)
            if len({one.where for one in named}) > 1:
                weight = max(weight, SURE)
            weighed.append((weight if place < len(vocabulary.words) else HINT, -place, word))
    whole = sum(weight for weight, _, _ in weighed)
    hinted = not any(vocabulary.names(one.said) for one in counted)
    return Heard(min(whole, HINT) if hinted else whole, max(weighed)[2])


def spoken(known: Mapping[str, Vocabulary], text: str) -> dict[str, set[str]]:
    """By thing the words that stand in a text, without those inside of a longer word of something else."""
    lower = text.casefold()
    spans = [
        (id_, word, span)
        for id_, vocabulary in known.items()
        for word, folded in folded_words(vocabulary.words) + folded_words(vocabulary.hints)
        if folded in lower
        for span in spans_of(lower, folded)
    ]
    deaf = [
        (id_, span) for id_, one in known.items() for word in one.unheard for span in spans_of(lower, word)
    ]
    found: dict[str, set[str]] = {}
    for id_, word, span in spans:
        if any(other == id_ and inside(span, wider) for other, wider in deaf):
            continue
        if not any(other != id_ and inside(span, wider) for other, _, wider in spans):
            found.setdefault(id_, set()).add(word)
    return found


@cache
def folded_words(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Each with the form in which it is looked for: a plan looks for thousands in every name."""
    return tuple((word, word.casefold()) for word in words)


def spans_of(text: str, word: str) -> list[tuple[int, int]]:
    pattern = rf"(?a:\b{re.escape(word)}\b)" if word.isascii() else re.escape(word)
    return [found.span() for found in re.finditer(pattern, text)]


def inside(span: tuple[int, int], wider: tuple[int, int]) -> bool:
    return span != wider and wider[0] <= span[0] and span[1] <= wider[1]
