"""How many does an entry of a 接龙 ask for, and did somebody take it back? Its words are in `chain.yml`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from .chain import bare, chain_words, words_of

MOST = 9_999
TIMES = r"(?:[x×*+＋✕✖])\s*(?P<times>\d{1,4})(?![\d-])"


@cache
def counted(part: str) -> re.Pattern[str]:
    """A number and one of the words, or x2, *2, +2."""
    numerals = "".join(chain_words()["numerals"])
    units = "|".join(map(re.escape, words_of(part)))
    houses = "|".join(map(re.escape, words_of("houses")))
    ends = rf"(?!{houses}|装|[a-z])"  # 5斤装 is what it is, not how much
    return re.compile(
        rf"(?:(?<![\d.\-#])(?P<number>\d{{1,4}})(?!\d)|(?P<numeral>[{numerals}]{{1,3}}))\s*(?:{units}){ends}"
    )


@cache
def times() -> re.Pattern[str]:
    return re.compile(TIMES)


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("×", "x")


@cache
def changed(part: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(chain_words()[part], key=len, reverse=True)))
    numerals = "".join(chain_words()["numerals"])
    return re.compile(rf"(?:{words})\s*(?=[x*]?\s*[\d{numerals}])")


def how_many(text: str) -> int:
    """What it was changed to, else less what was given back; 1 where it does not say."""
    text = folded(text)
    if found := [*changed("instead").finditer(text)]:
        return how_many(text[found[-1].end() :])
    if found := [*changed("less").finditer(text)]:
        return max(all_of(text[: found[0].start()]) - sum(all_of(text[one.end() :]) for one in found[:1]), 1)
    return all_of(text)


def all_of(text: str) -> int:
    """The sum of all things that are counted, else of x2 and +2, else of people, else a number by itself at
    the end; 1 where nothing is. `text`: what stands behind the name, folded."""
    for pattern in (counted("things"), times(), counted("people")):
        if found := [value_of(match) for match in pattern.finditer(text)]:
            return min(max(sum(found), 1), MOST)
    alone = re.search(r"(?:^|[\s,，、:：])(\d{1,3})\s*$", text)
    return max(int(alone[1]), 1) if alone else 1


def value_of(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if number := groups.get("number") or groups.get("times"):
        return int(number)
    numerals: Mapping[str, int] = chain_words()["numerals"]
    parts = [numerals[letter] for letter in groups["numeral"]]
    if 10 in parts:  # 十二, 二十, 二十三
        at = parts.index(10)
        return (parts[0] if at else 1) * 10 + sum(parts[at + 1 :])
    return parts[-1]


def without_count(text: str) -> str:
    """A name without what is counted right behind it: 张三2份, 李四x3, 王姐两箱."""
    plain = folded(text)
    for pattern in (counted("things"), times(), counted("people")):
        ends = [match for match in pattern.finditer(plain) if match.end() == len(plain.rstrip())]
        if ends and len(plain) == len(text):
            return text[: ends[0].start()].rstrip()
    return text


def withdrawn(text: str) -> bool:
    """`text`: what stands behind the name. As a part of its own, or at the end of one: 2份取消."""
    parts = {bare(part) for part in re.split(r"[\s,，、:：()（）【】\[\]~～-]+", text)}
    words = words_of("withdrawn")
    return not parts.isdisjoint(words) or any(ends_with(part, word) for part in parts for word in words)


def ends_with(part: str, word: str) -> bool:
    head = part.removesuffix(word)
    return len(word) > 1 and head != part and not word.isascii() and not head.endswith(tuple("不没未别勿"))


def unstruck(line: str) -> tuple[str, str]:
    """(the line, what took it back before its first word): struck out, or 取消 in brackets."""
    plain = line.replace("\u0336", "").strip()
    if plain != line.strip() or re.match(r"~~.+~~", plain):
        return plain.replace("~~", " ").strip(), words_of("withdrawn")[-1]
    words = "|".join(map(re.escape, (word for word in words_of("withdrawn") if len(word) > 1)))
    found = re.match(rf"[\[(（【]?\s*({words})\s*(?:[\])）】:：]|\s)+", plain, re.IGNORECASE)
    return (plain[found.end() :], found[1]) if found and plain[found.end() :] else (line, "")
