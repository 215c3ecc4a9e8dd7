"""A 接龙: a title, then a numbered line a person. Its words are data (`playbook/sources/chain.yml`).

An entry keeps the line on which somebody wrote their name until it is known where the name ends
(`taking/entrants.py`); what else stands there is looked at for how many, and goes no further.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from ..assets import asset, parse_yaml
from .records import Chain, Entry
from .solitaire import MARK, written_in

MOST_ENTRIES = 5_000
LONGEST, LONGEST_TITLE = 400, 60
"""Letters of a line and of a title that are looked at."""
MOST_GONE = 50
"""Entries that may be missing between two."""
MOST_LETTERS = 200_000
"""Of a message that is a chain."""
NUMBER = re.compile(
    r"^[\s(（\[【]*(?P<number>\d{1,4}|[①-⑳㉑-㉟㊱-㊿])(?P<key>[\ufe0f\u20e3]*)(?P<mark>\s*[.．、,，)）:：\]】]|\t|\s)?\s*(?P<text>.*)$"
)
DAY = re.compile(r"(\d{1,2})\s*(?:月\s*(\d{1,2})\s*[日号]?|[./-](\d{1,2})(?![\d.]))")
"""11月21日 or 11.21."""
ENDS = "#接龙"
"""What the client puts behind a text that somebody had begun before."""
FIRST_LINE = 60
"""Letters in which a chain says that it is one."""
MARKS = " \t#＃:：【】[]「」《》*-—"


@cache
def chain_words() -> Mapping[str, Any]:
    """The authored file, as it stands."""
    tree: Mapping[str, Any] = parse_yaml(asset("playbook", "sources", "chain.yml").read_text("utf-8"))
    return tree


@cache
def words_of(part: str) -> tuple[str, ...]:
    """Folded, the longest first."""
    return tuple(sorted({bare(word) for word in chain_words()[part]}, key=lambda word: (-len(word), word)))


def counts_as(title: str) -> str:
    """The action of a chain, by the words of its title."""
    text = bare(title)
    for action, words in chain_words()["actions"].items():
        if any(bare(word) in text for word in words):
            return str(action)
    return str(chain_words()["other"])


def key_of(chain: Chain) -> tuple[str, str]:
    """Copies with one key are copies of one chain."""
    return bare(chain.title), bare(chain.starter)


def bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@cache
def first_letters() -> frozenset[str]:
    """Of messages that have to be looked at; all others cost nothing."""
    words = {word for head in chain_words()["heads"] for word in (head, head.upper(), head.lstrip("#＃"))}
    return frozenset({word[0] for word in words} | set(" \t\n【["))


def chain_in(message: str) -> Chain | None:
    """The chain that a message of a log is; None for any other message."""
    if MARK in message:
        return recorded(message[:MOST_LETTERS])
    if message[:1] not in first_letters() and ENDS not in message[:FIRST_LINE]:
        return None
    if not head_of(message[:FIRST_LINE].lstrip().split("\n", 1)[0]):
        return None
    return longest_of(message[:MOST_LETTERS])


def longest_of(text: str) -> Chain | None:
    return max(chains_of(text.splitlines()), key=lambda chain: len(chain.entries), default=None)


def recorded(message: str) -> Chain | None:
    """A chain of which WeChat tells whose account wrote an entry: the next one that begins with its words."""
    found = written_in(message)
    chain = longest_of(found[0]) if found else None
    if found is None or chain is None:
        return None
    entries, heads, at = list(chain.entries), [bare(entry.text) for entry in chain.entries], 0
    for one in found[1]:
        head = bare(one.text.strip().split("\n", 1)[0])
        fits = (n for n in range(at, len(heads)) if head and heads[n].startswith(head))
        if (where := next(fits, None)) is not None:
            entries[where], at = entries[where]._replace(account=one.account), where + 1
    return chain._replace(entries=tuple(entries))


class Growing:
    """A message of a log that is text, line by line."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def begin(self, line: str) -> None:
        self.lines = [line] if (line[:1] in first_letters() or ENDS in line) and head_of(line) else []

    def more(self, line: str) -> None:
        if self.lines and len(self.lines) < MOST_ENTRIES:
            self.lines.append(line)

    def chain(self) -> Chain | None:
        return chain_in("\n".join(self.lines)) if self.lines else None


def chains_of(lines: Iterable[str]) -> Iterator[Chain]:
    """A copy begins with a head (`#接龙`) or where the numbers begin again."""
    above: list[str] = []
    entries: list[Entry] = []
    blank = False
    for raw in lines:
        line = raw.strip("\ufeff\u200e\u200f\u2068\u2069 \t\r")
        found = numbered(line, entries[-1].number if entries else 0)
        again = found is not None and found.number == 1 and bool(entries) and entries[-1].number > 1
        if entries and (again or head_of(line)):
            yield from chain_of(above, entries)
            above, entries = (above if again else []), []
        if found and len(entries) < MOST_ENTRIES:
            entries.append(found)
        elif entries and line and not blank and not is_aside(line):
            last = entries[-1]
            entries[-1] = last._replace(text=f"{last.text} {line}"[:LONGEST])
        elif line and not entries:
            above.append(line[:LONGEST])
        blank = not line
    yield from chain_of(above, entries)


def numbered(line: str, before: int) -> Entry | None:
    """The entry of a line. Without a mark behind the number it has to be the next one: `3栋` is none."""
    found = NUMBER.match(line[:LONGEST])
    if found is None:
        return None
    number = int(unicodedata.numeric(found["number"])) if len(found["number"]) == 1 else int(found["number"])
    text, mark = found["text"].strip(), found["mark"] or ""
    sure = bool(mark.strip()) or mark == "\t" or bool(found["key"]) or not found["number"].isdecimal()
    if not sure and not mark:
        return None  # 3栋
    decimal = mark in (".", ":", "：") and text[:1].isdecimal()  # 2.5, 20:30
    if decimal or not sure:
        return Entry(number, text) if number == before + 1 else None
    if number != 1 and not before <= number <= before + MOST_GONE:
        return None
    return Entry(number, text)


def head_of(line: str) -> str:
    """The word with which a chain begins, if the line begins with it or ends with its mark; "" for others."""
    text = bare(line).strip(MARKS)
    if bare(line).endswith(ENDS):
        return ENDS
    return next((word for word in words_of("heads") if text.startswith(word.strip(MARKS))), "")


def chain_of(above: Sequence[str], entries: Sequence[Entry]) -> Iterator[Chain]:
    """The chain, if anybody stands in it."""
    told = [entry for entry in entries if entry.text]
    title, starter = "", ""
    for line in above:
        word, _, value = re.sub("[:：]", ":", line).partition(":")
        if bare(word) in words_of("starter"):
            starter = value.strip()
        elif not title and not is_aside(line):
            title = title_of(line)
    first = re.split(r"[\s,，、:：+＋(（/-]", told[0].text, maxsplit=1)[0] if told else ""
    if told:
        yield Chain(title, starter or first, tuple(told))


def title_of(line: str) -> str:
    """Without the word that tells what it is, unless the line is nothing else."""
    text = re.sub(r"[【】\[\]]", " ", unicodedata.normalize("NFKC", line)).strip(MARKS)
    head = head_of(line).strip(MARKS)
    if head:
        word = r"\s*".join(map(re.escape, head))
        text = re.sub(rf"^{word}|^@\S+\s|#{word}$", "", text, flags=re.IGNORECASE)
    return " ".join(text.strip(MARKS).split())[:LONGEST_TITLE]


def is_aside(line: str) -> bool:
    """An example, or a line that tells when, where and how many."""
    text = bare(line)
    first = bare(re.split(r"[\s:：]", line.strip(), maxsplit=1)[0])
    if first in words_of("example"):
        return True
    return any(re.match(re.escape(word) + r"([:：\d人]|$)", text) for word in words_of("about"))
