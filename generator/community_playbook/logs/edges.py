"""Where one export ends and the next begins: which messages of such a day were counted before?

Inside of an export a day is whole, so only its first and last day in each chat may be cut in two. Of these
the messages are remembered, as digests that nobody without the community's key can make.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import NamedTuple

SIZE = 6
"""Bytes of a digest: a thousand messages of a day are told apart."""
Day = tuple[str, int]
"""(digest of the chat, ordinal of the day)."""
Days = tuple[int, int]
"""From and to, both included."""


class Memory(NamedTuple):
    """`seen`: the messages of days that may be cut; `whole`: by chat the days of which nothing is missing."""

    seen: Mapping[Day, frozenset[bytes]]
    whole: Mapping[str, tuple[Days, ...]]


NOTHING = Memory({}, {})


Heard = tuple[int, str]
"""Second and sender of a message: by these it is known again in another export, whose ids may differ."""


class Span:
    """The first and the last day of one chat in one log, with what was heard on each."""

    __slots__ = ("first", "heard", "last", "on_last")

    def __init__(self, day: int) -> None:
        self.first = self.last = day
        self.on_last: list[Heard] = []
        self.heard: dict[int, list[Heard]] = {day: self.on_last}

    def add(self, day: int, one: Heard) -> None:
        if day > self.last or day < self.first:
            old = self.last if day > self.last else self.first
            self.first, self.last = min(self.first, day), max(self.last, day)
            if old not in (self.first, self.last):
                del self.heard[old]
        if day in (self.first, self.last):
            self.heard.setdefault(day, []).append(one)
        self.on_last = self.heard[self.last]


class Edges:
    """`before`: what earlier takings remember."""

    def __init__(self, key: bytes = b"", before: Memory = NOTHING) -> None:
        self.key, self.before = key, before
        self.days = {day for _, day in before.seen}
        self.now: dict[str, Span] = {}
        self.logs = [self.now]
        self.names: dict[str, str] = {}

    def begin(self) -> None:
        """Another log."""
        if self.now:
            self.now = {}
            self.logs.append(self.now)

    def meet(self, chat: str, day: int, second: int, sender: str) -> bool:
        """Is it new on a day that an earlier export held a part of?"""
        span = self.now.get(chat)
        if span is None:
            span = self.now[chat] = Span(day)
        one = second, sender
        if day == span.last:  # as it is for nearly all: a log is in order of time
            span.on_last.append(one)
        else:
            span.add(day, one)
        if day not in self.days:
            return False
        seen = self.before.seen.get((self.name_of(chat), day))
        return seen is not None and self.digest(chat, one) not in seen

    def kept(self) -> Memory:
        """What is remembered from now on: a day that one log holds whole needs its messages no more."""
        seen, whole = dict(self.before.seen), dict(self.before.whole)
        for chat in sorted({chat for log in self.logs for chat in log}):
            spans = [log[chat] for log in self.logs if chat in log]
            name = self.name_of(chat)
            whole[name] = joined([*whole.get(name, ()), *((s.first + 1, s.last - 1) for s in spans)])
            for day in {day for span in spans for day in (span.first, span.last)}:
                heard = {one for span in spans for one in span.heard.get(day, ())}
                more = frozenset(self.digest(chat, one) for one in heard)
                seen[name, day] = seen.get((name, day), frozenset()) | more
        done = [(name, day) for name, day in seen if is_in(day, whole.get(name, ()))]
        for key in done:
            del seen[key]
        return Memory(seen, {name: days for name, days in whole.items() if days})

    def name_of(self, chat: str) -> str:
        if chat not in self.names:
            self.names[chat] = blake2b(
                chat.encode("utf-8", "replace"), digest_size=SIZE, key=self.key
            ).hexdigest()
        return self.names[chat]

    def digest(self, chat: str, one: Heard) -> bytes:
        second, sender = one
        text = f"{chat}\0{second}\0{sender}".encode("utf-8", "replace")
        return blake2b(text, digest_size=SIZE, key=self.key).digest()


def joined(spans: Iterable[Days]) -> tuple[Days, ...]:
    """The same days in as few pieces as may be."""
    found: list[Days] = []
    for first, last in sorted(span for span in spans if span[0] <= span[1]):
        if found and first <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return tuple(found)


def is_in(day: int, spans: Iterable[Days]) -> bool:
    return any(first <= day <= last for first, last in spans)
