"""What is said of a newcomer and a member: what both have in common, and one question for each newcomer.

The page, the messages, the tables and the paper all say the same: they take it from here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...community.community import Community
from ...knowledge.library import Platform
from ...plan.arrivals import Arrival
from ...plan.people.matcher import Shared
from ...plan.people.mentions import CITY
from ...plan.roster import Person
from ...words import Words
from .calls import called, handle
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

    def called(self, person: Person) -> str:
        """As messages call somebody: 佛山-冯知宁-母婴 is 冯知宁."""
        about = (self.city(person.city), person.industry, person.offer)
        return isolate(called(person.name, about, self.community.tags))

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
        """Skills stand in one list; of several things only the last is said to be common to both."""
        words, key = self.words, f"newcomers.{form}"
        known: Mapping[str, str] = words.get(key)
        told = alike(why[:MOST_REASONS], known)
        parts = [
            words(
                f"{key}.{found[0].facet}",
                what=self.values(f"{key}.each_{found[0].facet}", found, known), n=found[0].holders,
                header=found[0].header, too=known["too"] if found is told[-1] else "",
            )
            for found in told
        ]  # fmt: skip
        return known["join"].join(parts)

    def values(self, each: str, found: Sequence[Shared], known: Mapping[str, str]) -> str:
        """One value as it is, several as a list."""
        if each.rpartition(".")[2] not in known:
            return self.value(found[0])
        return known["list"].join(self.words(each, what=self.value(one), n=one.holders) for one in found)

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
            said = [form.format(what=what, name=self.called(one.newcomer)) for form in forms]
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


def alike(why: Sequence[Shared], known: Mapping[str, str]) -> list[list[Shared]]:
    """What follows each other of one facet, where the words have a list for it; else one by one."""
    found: list[list[Shared]] = []
    for one in why:
        if found and found[-1][0].facet == one.facet and f"each_{one.facet}" in known:
            found[-1].append(one)
        else:
            found.append([one])
    return found
