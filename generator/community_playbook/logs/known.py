"""Which messages of a chat were there already, who wrote each, when, and what became of it?

Millions of them have to be cheap: a message with a number is twelve bytes (sixteen where numbers are long) as
long as the numbers of its file rise, as in every export that we know; what comes out of order costs more.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

ASKS, ANSWERED, FOLLOWED, MET, PLAIN = 1, 2, 4, 8, 16
"""It asks; somebody else answered it, or it is an answer itself; something came after it that may be an
answer, or likely is one; it is said to nobody by name."""
WHO = 5
"""So many bits are left of who wrote it."""
MOST_RUNS = 16
WIDE = 2**32
"""From here on a number takes eight bytes. Telegram's are small, Discord's are not."""
Number = int | str


class Run:
    """Messages in the order in which they came. `ids` rise, or are empty where others know the numbers."""

    __slots__ = ("codes", "ids", "times")

    def __init__(self) -> None:
        self.ids, self.codes, self.times = array("I"), array("I"), array("I")


class Slot(NamedTuple):
    """Where a message stands."""

    run: Run
    at: int

    @property
    def who(self) -> int:
        return self.run.codes[self.at] >> WHO

    @property
    def time(self) -> int:
        return self.run.times[self.at]

    def has(self, mark: int) -> bool:
        return bool(self.run.codes[self.at] & mark)

    def mark(self, mark: int) -> None:
        self.run.codes[self.at] |= mark


class Known:
    """The messages of one chat."""

    __slots__ = ("by_id", "loose", "runs")

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.loose = Run()
        """Those without a number, and those whose number stands in `by_id`."""
        self.by_id: dict[Number, int] = {}

    def find(self, number: Number) -> Slot | None:
        if type(number) is int:
            for run in reversed(self.runs):
                at = bisect_left(run.ids, number)
                if at < len(run.ids) and run.ids[at] == number:
                    return Slot(run, at)
        found = self.by_id.get(number)
        return None if found is None else Slot(self.loose, found)

    def add(self, number: Number | None, who: int, asks: bool, time: int) -> Slot | None:
        """None where it is known."""
        if number is None:
            return self.put(self.loose, who, asks, time)
        last = self.runs[-1] if self.runs else None
        rises = type(number) is int and last is not None and number > last.ids[-1]
        if not (rises and len(self.runs) == 1 and not self.by_id) and self.find(number):
            return None
        if type(number) is not int or (not rises and len(self.runs) >= MOST_RUNS):
            self.by_id[number] = len(self.loose.codes)
            return self.put(self.loose, who, asks, time)
        if last is None or not rises:
            last = Run()
            self.runs.append(last)
        if number >= WIDE and last.ids.typecode == "I":
            last.ids = array("Q", last.ids)
        last.ids.append(number)
        return self.put(last, who, asks, time)

    def put(self, run: Run, who: int, asks: bool, time: int) -> Slot:
        run.codes.append(who << WHO | asks)
        run.times.append(time)
        return Slot(run, len(run.codes) - 1)

    def questions(self, since: int) -> Iterator[Slot]:
        """Those that ask, from that second on."""
        for run in (*self.runs, self.loose):
            times = run.times
            for at, code in enumerate(run.codes):
                if code & ASKS and times[at] >= since:
                    yield Slot(run, at)


def key_of(number: str) -> Number:
    """An id as it costs least. Slack's are seconds with a fraction."""
    if len(number) < 20 and number.isdecimal() and number.isascii() and number[0] != "0":
        return int(number)
    plain = number.replace(".", "", 1)
    return (
        int(plain)
        if plain.isdecimal() and plain.isascii() and plain[0] != "0" and len(plain) < 20
        else number
    )
