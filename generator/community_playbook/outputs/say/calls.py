"""How a message calls somebody: behind an @ by what pings, else as people who know each other do.

Full names are for lists: "Anna Smith" is Anna, 佛山-冯知宁-母婴 is 冯知宁. Where it is not certain which part
of a name is the one to call, all of it stands.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache

from ...assets import asset, parse_yaml
from ...knowledge.library import Platform
from ...plan.roster import Person
from .text import isolate

USER_NAME = re.compile(r"@?([A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?)")

BETWEEN = re.compile(
    r"\s*[|｜/／·•_—–()（）\[\]【】「」]+\s*|\s+-+\s+|(?<=[\u4e00-\u9fff])-+|-+(?=[\u4e00-\u9fff])"
)
"""What parts a nickname: 北京-王小明-餐饮, Anna Smith | Lisbon."""
LATIN = re.compile(r"[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:['’-][^\W\d_]+)*")
MORE = re.compile(r"(?:[^\W\d_]+(?:['’-][^\W\d_]+)*|[A-Z])\.?")
MOST_WORDS = 4


@cache
def goes_on() -> frozenset[str]:
    """Words after which a name goes on: titles, names of a kind, surnames that stand in front."""
    tree = parse_yaml(asset("playbook", "names.yml").read_text("utf-8"))
    return frozenset(word for words in tree.values() for word in words)


def called(name: str, about: Iterable[str] = (), tags: Collection[str] = ()) -> str:
    """What a message calls somebody of that name. `about`: what else is known of them (city, industry,
    skills), which people write into nicknames; `tags`: all places and trades of the community, caseless, as
    a nickname may tell of an earlier one."""
    known = {part.casefold() for part in about if part}
    split = [part for part in map(str.strip, BETWEEN.split(name)) if part]
    parts = [part for part in split if part.casefold() not in known]
    if len(parts) > 1:
        parts = [part for part in parts if part.casefold() not in tags]
    one = parts[0] if len(parts) == 1 else name
    return first_name(one)


def first_name(name: str) -> str:
    """The first name of a Western full name; any other name as it is."""
    family, comma, given = name.partition(", ")
    words = (f"{given} {family}" if comma else name).split()
    plain = 1 < len(words) <= MOST_WORDS and LATIN.fullmatch(words[0]) and words[-1][:1].isupper()
    if not plain or words[0].casefold() in goes_on() or not all(MORE.fullmatch(word) for word in words):
        return name
    return words[0]


def handle(person: Person, platform: Platform) -> str:
    """A display name calls nobody where user names do; whoever has none is picked from the list."""
    found = USER_NAME.fullmatch(person.alias) if platform.handles else None
    return found[1] if found else isolate(person.name)
