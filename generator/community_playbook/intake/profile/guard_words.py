"""Does a name hold a word that must not be rewarded or promised? The words: `playbook/guards.yml`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ...assets import asset, parse_yaml

LONGEST = 1000
"""Characters of a text that are looked at; a longer one is refused anyway."""
HUMP = re.compile("(?<=[a-z])(?=[A-Z])")
JOINT = re.compile(r"[\s_\-–—]+")
NOT_A_WORD = re.compile(r"\W+")
CUT = "\x1f"
"""Stands for what was taken out, so that its neighbours do not become a word."""


def plain(text: str) -> str:
    """`share_toMoments` and `Ｓｈａｒｅ－to moments` as "share to moments"."""
    text = unicodedata.normalize("NFKC", text[:LONGEST])
    return JOINT.sub(" ", HUMP.sub(" ", text)).casefold().strip()


def either(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, the longest first. A Latin word is found as a whole word only."""

    def whole(word: str) -> str:
        before, after = ("(?<![a-z0-9])", "(?![a-z0-9])")
        latin = [char.isascii() and char.isalnum() for char in (word[0], word[-1])]
        return f"{before if latin[0] else ''}{re.escape(word)}{after if latin[1] else ''}"

    known = sorted({plain(word) for word in words}, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(whole, known)) or "(?!)")


@dataclass(frozen=True, slots=True)
class WordList:
    """One list of `guards.yml`."""

    words: re.Pattern[str]
    alone: frozenset[str]
    innocent: re.Pattern[str]
    filler: re.Pattern[str]

    def find(self, text: str) -> str:
        """The word that the text holds, "" if it is harmless."""
        text = plain(text)
        hit = self.words.search(self.innocent.sub(CUT, text))
        if hit:
            return hit[0]
        core = self.core(text)
        return core if core in self.alone else ""

    def core(self, text: str) -> str:
        """The text without filler, signs and a number at its end."""
        return NOT_A_WORD.sub(" ", self.filler.sub(" ", text)).strip().rstrip("0123456789 ")


@dataclass(frozen=True, slots=True)
class GuardWords:
    lists: Mapping[str, WordList]
    """sharing, levels, reviews, income."""
    unclear: WordList
    """`alone` only: forwarding or a talk?"""
    talk: re.Pattern[str]
    teams: Mapping[str, tuple[str, ...]]

    def is_talk(self, text: str) -> bool:
        return bool(self.talk.search(plain(text)))


@cache
def guard_words() -> GuardWords:
    tree = parse_yaml(asset("playbook", "guards.yml").read_text("utf-8"))
    filler = either(tree["filler"])

    def read(words: Iterable[str], alone: Iterable[str], innocent: Iterable[str]) -> WordList:
        return WordList(either(words), frozenset(map(plain, alone)), either(innocent), filler)

    lists = {
        name: read(tree[name]["words"], tree[name]["alone"], tree[name]["innocent"])
        for name in ("sharing", "levels", "reviews", "income")
    }
    sharing = tree["sharing"]
    teams = {choice: tuple(words) for choice, words in tree["teams"].items()}
    return GuardWords(lists, read((), sharing["unclear"], ()), either(sharing["talk"]), teams)
