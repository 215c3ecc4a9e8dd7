"""What is said of a newcomer and a member: what both have in common, and one question for each newcomer.

The page, the messages, the tables and the paper all say the same: they take it from here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...community.community import Community
from ...knowledge.library import Platform
from ...plan.arrivals import Arrival
from ...plan.people.matcher import Shared
from ...plan.people.mentions import CITY
from ...words import Words
from .calls import handle
from .text import isolate

MOST_REASONS = 2


@dataclass(frozen=True, slots=True)
class Introductions:
    """`kind`: of the community, by which questions are chosen."""

    words: Words
    community: Community
    kind: str
    new: bool
    platform: Platform
    plain: Sequence[str] = ()
    """Asked about a newcomer who wrote nothing, where it is known what people come for; () = as the kind."""

    def city(self, key: str) -> str:
        found = self.community.cities.get(key)
        return str(self.words.usage.pick(found.names)) if found else key

    def value(self, one: Shared) -> str:
        return self.city(one.value) if one.facet == CITY else one.value

    def reason(self, why: Sequence[Shared]) -> str:
        """For the operator, with how many have it: also in Chengdu (12 people)."""
        return self.said("reasons", why)

    def there(self, why: Sequence[Shared]) -> str:
        """Of a group, with how many in it have it: three who are in Chengdu too."""
        return self.said("there", why)

    def why(self, why: Sequence[Shared]) -> str:
        """For a message, as a predicate of either of the two: is in Chengdu too."""
        return self.said("why", why)

    def said(self, form: str, why: Sequence[Shared]) -> str:
        words = self.words
        parts = [
            words(f"newcomers.{form}.{one.facet}", what=self.value(one), n=one.holders, header=one.header)
            for one in why[:MOST_REASONS]
        ]
        return words(f"newcomers.{form}.join").join(parts)

    def usual(self) -> str:
        """The question to ask where nothing is known of the newcomer."""
        return self.asked()["plain"][0]

    def asked(self) -> dict[str, list[str]]:
        """Questions by what they are about."""
        known = self.words.get("newcomers.questions")
        found: dict[str, list[str]] = known["new" if self.new else self.kind]
        return found if self.new or not self.plain else {**found, "plain": list(self.plain)}

    def questions(self, arrivals: Sequence[Arrival]) -> dict[str, str]:
        """By newcomer of one evening: about what was asked least so far, and not twice in the same words."""
        asked = self.asked()
        times: Counter[str] = Counter()
        found: dict[str, str] = {}
        for one in arrivals:
            topics = [(about, what) for about, what in self.topics(one) if about in asked]
            about, what = min(topics, key=lambda topic: times[topic[0]] // len(asked[topic[0]]))
            forms = asked[about]
            said = [form.format(what=what, name=isolate(one.newcomer.name)) for form in forms]
            first = times[about] % len(forms)
            fresh = [text for text in (*said[first:], *said[:first]) if text not in found.values()]
            found[one.newcomer.id] = (fresh or said)[0]
            times[about] += 1
        return found

    def topics(self, one: Arrival) -> Iterator[tuple[str, str]]:
        """What a newcomer wrote and those who are mentioned can answer, the nearest first."""
        shared = sorted((s for why in one.shared for s in why), key=lambda s: (s.holders, s))
        for skill in (s for s in shared if s.facet == "skill"):
            yield "skill", isolate(skill.value)
        if one.newcomer.industry:
            yield "trade", isolate(one.newcomer.industry)
        if one.newcomer.offer:
            yield "offer", isolate(one.newcomer.offer)
        for place in (s for s in shared if s.facet == CITY):
            yield "city", self.city(place.value)
        yield "plain", ""

    def lines(self, arrivals: Sequence[Arrival], questions: dict[str, str]) -> list[str]:
        """A line for each newcomer with somebody to meet: who meets whom, and what is asked."""
        words = self.words
        return [
            words(
                "newcomers.line",
                name=handle(one.newcomer, self.platform),
                members=" ".join(f"@{handle(match, self.platform)}" for match in one.matches),
                question=questions[one.newcomer.id],
            )
            for one in arrivals
            if one.matches and one.newcomer.name
        ]
