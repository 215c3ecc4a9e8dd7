"""Who did what on which day? Packed, as a log of years holds millions of deeds.

A day with a message is a bit; a deed that is counted is one number: day, person, chat, which, how often.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from .packed import Sorted

DEEDS = ("answer", "welcome", "liked", "reacted")
CODES = {deed: code for code, deed in enumerate(DEEDS)}
DAY, PERSON, CHAT, DEED, TIMES = 20, 21, 15, 3, 5
"""Bits of each part, from the left."""
MOST_PEOPLE, MOST_CHATS = 2**PERSON, 2**CHAT
BIT = 2**TIMES


class Deeds:
    """`active`: by person and chat the first day, and a bit for each day from there on; `many`: what is more
    often than a packed number can say, as a message may claim millions of reactions."""

    __slots__ = ("active", "counted", "many")

    def __init__(self) -> None:
        self.active: dict[int, list[int]] = {}
        self.counted = Sorted()
        self.many: dict[int, int] = {}

    def was_there(self, day: int, person: int, chat: int) -> None:
        """`day`: its ordinal."""
        key = person << CHAT | chat
        found = self.active.get(key)
        if found is None:
            self.active[key] = [day, 1]
        elif day >= found[0]:
            if not found[1] >> (day - found[0]) & 1:
                found[1] |= 1 << day - found[0]
        else:
            found[1] = found[1] << found[0] - day | 1
            found[0] = day

    def add(self, deed: str, day: int, person: int, chat: int, times: int = 1) -> None:
        head = ((day << PERSON | person) << CHAT | chat) << DEED | CODES[deed]
        if times >= BIT:
            self.many[head] = self.many.get(head, 0) + times
            times = 0
        self.counted.append(head << TIMES | times)

    def days(self) -> Iterator[tuple[int, int, int]]:
        """(day, person, chat) of each day with a message."""
        for key, (day, bits) in self.active.items():
            while bits:
                step = (bits & -bits).bit_length() - 1
                yield day + step, key >> CHAT, key & MOST_CHATS - 1
                bits &= bits - 1

    def sums(self) -> Iterator[tuple[str, int, int, int, int]]:
        """(deed, day, person, chat, times), in order of day, person and chat."""
        for head, parts in groupby(self.counted, lambda packed: packed >> TIMES):
            times = sum(packed & BIT - 1 for packed in parts) + self.many.get(head, 0)
            deed, rest = DEEDS[head & 2**DEED - 1], head >> DEED
            chat, rest = rest & MOST_CHATS - 1, rest >> CHAT
            yield deed, rest >> PERSON, rest & MOST_PEOPLE - 1, chat, times


def day_of(ordinal: int) -> date:
    return date.fromordinal(ordinal)
