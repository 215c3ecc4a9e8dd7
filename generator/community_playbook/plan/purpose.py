"""What do people come for? What the profile says, else what its words name; and that is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..community.community import Community
from ..community.rhythms import Chosen, chosen_by
from ..knowledge.library import FlatFacts, Library, Rhythm

NAME, GROUP, DEED = 4, 2, 1
"""How much a word says about why people come, by where it stands."""
SURE = 2
"""So much has to be said before the week is laid by it: a name, most groups, or two deeds."""
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
    scores = {rhythm.id: score_of(rhythm, heard) for rhythm in library.rhythms}
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


def score_of(rhythm: Rhythm, heard: list[tuple[int, str]]) -> tuple[int, str]:
    """The weights of the words of a rhythm that are heard, each once, and the weightiest of them. Words of
    letters are heard whole."""
    found = []
    words = [word for words in rhythm.guess.values() for word in words]
    patterns = [
        re.compile(rf"\b{re.escape(w)}\b" if w.isascii() else re.escape(w), re.IGNORECASE) for w in words
    ]
    groups = [text for weight, text in heard if weight == GROUP]
    meant = [text for text in groups if any(pattern.search(text) for pattern in patterns)]
    counted = [one for one in heard if one[0] != GROUP or GROUPS * len(meant) >= len(groups)]
    for place, (word, pattern) in enumerate(zip(words, patterns, strict=True)):
        weight = max((weight for weight, text in counted if pattern.search(text)), default=0)
        if weight:
            found.append((weight, -place, word))
    return sum(weight for weight, _, _ in found), max(found)[2] if found else ""
