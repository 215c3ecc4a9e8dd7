"""Who of the roster is an entry of a 接龙? "3-502 小红 两箱" may be 小红, 小红-3栋502 or nobody whom we know.

Certain: a name, an alias or an answer of people.csv that only one member fits, in any width, case or normal
form, with a title or an emoji more; or the one part of a nickname that nobody else has. A house that says
otherwise makes it doubtful, several who fit stay several: nobody is taken for another one unasked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from ..community.letters import can_be_seen
from ..intake.cells import clean_name
from ..intake.keys import loose, looser
from ..logs.chain import chain_words, words_of
from ..logs.how_many import unstruck, without_count

BETWEEN = re.compile(r"[\s\-_|｜/·•,，、:：;；()（）\[\]【】+＋~～—–]+")
BRACKETS = re.compile(r"[()（）【】]+")
MOST_HEADS = 8
"""Beginnings of a line that are held against the names."""
LIKE, MOST_LIKE = 60, 3
"""How alike a name must be (of 100) to be shown as a candidate, and how many are shown."""
HOUSE = r"\d{1,4}"
LATIN = re.compile(r"(?: [A-Z][a-z]+(?![\w]))+")
"""What goes on with a Latin name."""
SURNAME = re.compile(r" [A-Z][a-z]+$")
"""Behind Jo, all alone: Jo Lind may be somebody else."""


class Person(NamedTuple):
    id: str
    names: tuple[str, ...]


class Found(NamedTuple):
    """`ids`: one for certain, several who fit, or none. `name`: as it was written; `rest`: what stands behind
    it, for how many alone. `like`: whom the name looks like, where nobody is certain."""

    name: str
    rest: str
    ids: tuple[str, ...]
    like: tuple[str, ...] = ()


class Entrants:
    """The roster, taken apart once. `answers`: what people.csv says of a name, "" where it is nobody's."""

    def __init__(
        self, people: Sequence[Person], answers: Mapping[str, str], common: Iterable[str] = ()
    ) -> None:
        self.people = {person.id: person for person in people}
        self.answers = {loose(name): member for name, member in answers.items()}
        self.whole: dict[str, set[str]] = {}
        self.parts: dict[str, set[str]] = {}
        self.houses: dict[str, frozenset[str]] = {}
        self.common = {loose(word) for word in common}
        for person in people:
            houses: set[str] = set()
            if not person.id.isdecimal():  # a number in a chain is a house, or how many
                self.whole.setdefault(loose(person.id), set()).add(person.id)
            for name in person.names:
                for key in keys_of(name):
                    self.whole.setdefault(key, set()).add(person.id)
                houses |= houses_of(name)
                for part in parts_of(name):
                    self.parts.setdefault(loose(part), set()).add(person.id)
            self.houses[person.id] = frozenset(houses)

    def find(self, line: str) -> Found:
        """The person of an entry; the longest beginning that is a name decides, then the first part that is
        one."""
        line, back = unstruck(line)
        found = self.entered(clean_name(line))
        found = self.for_another(found) if len(found.ids) == 1 else found
        return found._replace(rest=f"{found.rest} {back}") if back else found

    def for_another(self, found: Found) -> Found:
        """小红 代 李四 is asked about: two of the list stand in one line."""
        for match in another().finditer(found.rest):
            other = self.entered(clean_name(match["name"]))
            ids = other.ids or tuple(self.whole.get(loose(other.name), ()))
            if ids and ids != found.ids:
                name = BRACKETS.sub(" ", f"{found.name}{found.rest[: match.start('name')]}{other.name}")
                rest = f"{other.rest} {found.rest[match.end() :]}"
                return Found(clean_name(name), rest, (), (*ids, *found.ids)[:MOST_LIKE])
        return found

    def entered(self, line: str) -> Found:
        """As `find`, of the name alone."""
        heads = heads_of(line)
        for name, rest in heads:
            if loose(name) in self.answers:
                member = self.answers[loose(name)]
                return Found(name, rest, (member,) if member else ())
        for name, rest in heads:
            ids = next((self.whole[key] for key in keys_of(name) if key in self.whole), None)
            if ids and SURNAME.match(rest) and name.isascii():
                return Found(line, "", (), tuple(sorted(ids))[:MOST_LIKE])
            if ids:
                return self.settled(name, rest, ids, houses_of(name) | houses_of(rest))
        return self.by_part(line)

    def meant(self, answer: str) -> str:
        """The id of an answer, which is an id or a name; "" for nobody or several."""
        if answer in self.people:
            return answer
        found = self.find(answer)
        return found.ids[0] if len(found.ids) == 1 else ""

    def by_part(self, line: str) -> Found:
        """The first part of the line that looks like a name: houses and words that several share are none."""
        name, rest = first_name(line, self.common | {k for k, ids in self.parts.items() if len(ids) > 2})
        ids = self.parts.get(loose(name)) or set()
        if ids:
            return self.settled(name, rest, ids, houses_of(line))
        return Found(name, rest, (), self.like(name))

    def settled(self, name: str, rest: str, ids: set[str], houses: set[str]) -> Found:
        """One of those who fit, where the house tells; never one whose house is another one."""
        same = sorted(key for key in ids if houses and agree(houses, self.houses[key]))
        if len(same) == 1:
            return Found(name, rest, (same[0],))
        open_ = sorted(key for key in ids if not (houses and self.houses[key]) or key in same)
        if len(open_) == 1 and len(ids) == 1:
            return Found(name, rest, (open_[0],))
        return Found(name, rest, tuple(sorted(ids)) if len(ids) > 1 else (), tuple(sorted(ids))[:MOST_LIKE])

    def shown(self, key: str) -> str:
        return next(filter(can_be_seen, self.people[key].names), key)

    def like(self, name: str) -> tuple[str, ...]:
        """Whom it looks like, the likeliest first."""
        if not can_be_seen(name) or not self.whole:
            return ()
        near = process.extract(
            loose(name), sorted(self.whole), scorer=fuzz.WRatio, limit=2 * MOST_LIKE, score_cutoff=LIKE
        )
        ids = [key for match, _, _ in near for key in sorted(self.whole[match])]
        return tuple(dict.fromkeys(ids))[:MOST_LIKE]


def keys_of(name: str) -> tuple[str, ...]:
    """How a name may be written, the nearest first; nothing for what nobody could be called."""
    if not can_be_seen(name):
        return ()
    letters = "".join(letter for letter in looser(name) if letter.isalnum())
    return tuple(dict.fromkeys(key for key in (loose(name), looser(name), letters) if key))


def heads_of(line: str) -> list[tuple[str, str]]:
    """(what may be the name, what stands behind it), the longest first."""
    ends = [match.start() for match in BETWEEN.finditer(line)][:MOST_HEADS]
    found = [(line[:end].strip(), line[end:]) for end in sorted({*ends, len(line)}, reverse=True) if end]
    for name, rest in [*found]:
        shorter = without_count(name)
        if shorter != name and len(shorter) > 1:
            found.append((shorter, name[len(shorter) :] + rest))
        head, house = without_house(name)
        if head:
            found.append((head, house + rest))
    return [pair for pair in found if can_be_seen(pair[0])]


@cache
def another() -> re.Pattern[str]:
    words = "|".join(r"\b" * word.isascii() + re.escape(word) for word in chain_words()["for_another"])
    return re.compile(rf"(?:{words})\s*[:：]?\s*(?P<name>[^()（）【】,，;；+]+)", re.IGNORECASE)


@cache
def house_pattern() -> re.Pattern[str]:
    words = "|".join(map(re.escape, words_of("houses")))
    return re.compile(
        rf"(?:{HOUSE}\s*(?:{words})\s*|{HOUSE}\s*[-#]\s*)+(?:{HOUSE})?(?:\s*(?:{words}))?|(?<!\d)\d{{3,4}}(?!\d)"
    )


def houses_of(text: str) -> set[str]:
    """The numbers of each house that stands in a text: 3栋502室, 3-502 and 3#502 are all "3-502"."""
    plain = unicodedata.normalize("NFKC", text)
    return {"-".join(re.findall(r"\d+", found[0])) for found in house_pattern().finditer(plain)}


def agree(one: Iterable[str], other: Iterable[str]) -> bool:
    """3栋 and 3-502 may be one house."""
    return any(a == b or a.startswith(f"{b}-") or b.startswith(f"{a}-") for a in one for b in other)


def without_house(name: str) -> tuple[str, str]:
    """(王姐, 3栋502) of 王姐3栋502; a name that begins with its house is left to its parts."""
    found = house_pattern().search(name)
    if found is None or not found.start() or len(name) - found.end() > 1:
        return "", ""
    return name[: found.start()].rstrip(" -_"), name[found.start() :]


def parts_of(name: str) -> tuple[str, ...]:
    """What in a nickname could be somebody's name: 北京-廖雨瑞-大健康 has three of them."""
    parts = [part for part in BETWEEN.split(name) if part]
    return tuple(part for part in (bare_of_house(part) for part in parts) if is_name(part))


def bare_of_house(part: str) -> str:
    return house_pattern().sub("", part).strip()


def is_name(part: str) -> bool:
    """Two Chinese letters, or three of another script; no digit alone."""
    letters = [letter for letter in part if letter.isalpha()]
    return len(letters) > 1 and (not part.isascii() or len(letters) > 2)


def first_name(line: str, common: set[str]) -> tuple[str, str]:
    """(the first part that could be a name, what stands behind it)."""
    at = 0
    for part in BETWEEN.split(line):
        at = line.index(part, at)
        called = bare_of_house(without_count(part))
        if is_name(called) and loose(called) not in common:
            more = LATIN.match(line[at + len(part) :]) if called.isascii() and called == part else None
            end = at + len(part) + (more.end() if more else 0)
            return called + (more[0] if more else ""), line[end:] + " " + part.replace(called, " ", 1)
        at += len(part)
    return line.split(" ")[0], ""
