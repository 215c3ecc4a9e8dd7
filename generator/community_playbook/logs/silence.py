"""After which questions did nobody say anything that may be an answer?

Where a log tells of no answers, or people answer without the link, a message to nobody by name may answer any
question before it, the nearer the likelier; or none of them, as people speak anyway. A question is open only
where all that was said after it leaves next to no doubt.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from math import exp, sqrt

from .known import ANSWERED, ASKS, FOLLOWED, MET, PLAIN, Known, Slot
from .packed import Sorted

HALF = 1_800.0
"""Seconds in which half of all answers come; the others come later and later: HALF / (HALF + t)² a second."""
ODDS = 3.0
"""Of three questions that nobody answers by name, so many more are answered."""
BACK = 0.1
"""So much as other words is a question worth as an answer to one: some who ask back."""
DOUBT = 0.03
"""Odds that it was answered after all, up to which a question is open."""
EVEN = 1.0
"""Odds from which it is likelier answered than not."""
OVER, DAY = 2 * 86_400, 86_400.0
"""Seconds after which nothing more is looked at; and over which it is reckoned how much is spoken."""
AT_ONCE = 600
MOST = 24
"""Questions that may be meant: the last ones."""
TIME, AT = 32, 27
"""Bits of a place: when it was said, which run, where in it."""


class Heard:
    """A question and the odds that it was answered. `near`: words of others came at once."""

    __slots__ = ("near", "odds", "slot")

    def __init__(self, slot: Slot, odds: float) -> None:
        self.slot, self.odds, self.near = slot, odds, False


class Flow:
    """What is said in one chat, in order of time. `rate`: messages a second, of the last day; `near`,
    `chance`: questions after which others spoke at once, and how many if nobody meant an answer."""

    def __init__(self) -> None:
        self.pending: deque[Heard] = deque(maxlen=MOST)
        self.rate, self.second = 1 / DAY, 0
        self.near, self.chance = 0, 0.0

    def tells_all(self, links: int) -> bool:
        """Does whoever answers here say so, by the link or the name? Then no more is said after a question
        than at any other time. `links`: answers that the log tells."""
        return links > 0 and self.near <= self.chance + 2 * sqrt(self.chance + 1)

    def hears(self, slot: Slot, person: int, second: int, asks: bool) -> None:
        self.rate = max(self.rate * max(1 - (second - self.second) / DAY, 0), 1 / DAY)
        self.second = second
        while self.pending and second - self.pending[0].slot.time > OVER:
            self.pending.popleft()
        part, own = (BACK if asks else 1.0), 0.0
        weights = [self.weight(one, person, second) for one in self.pending]
        whole = self.rate + sum(weights)
        for one, weight in zip(self.pending, weights, strict=True):
            if weight:
                more = part * weight / (whole - weight)
                one.odds, own = one.odds + more, own + more
                if not one.near and second - one.slot.time <= AT_ONCE and not one.slot.has(ANSWERED):
                    one.near = True
                    self.near += 1
                if one.odds > DOUBT:
                    one.slot.mark(FOLLOWED if one.odds <= EVEN else FOLLOWED | MET)
        self.rate += 1 / DAY
        if asks:
            self.asks(slot, own)

    def weight(self, one: Heard, person: int, second: int) -> float:
        if one.slot.who == person:
            return 0
        return ODDS * HALF / (HALF + second - one.slot.time) ** 2

    def asks(self, slot: Slot, odds: float) -> None:
        """`odds`: that it is an answer itself."""
        if not slot.has(ANSWERED):
            self.chance += 1 - exp(-AT_ONCE * self.rate)
        if odds > DOUBT:
            slot.mark(FOLLOWED if odds <= EVEN else FOLLOWED | MET)
        if len(self.pending) == MOST:
            self.pending[0].slot.mark(FOLLOWED | MET)
        self.pending.append(Heard(slot, odds))


def listen(known: Known, since: int, links: int, is_bot: Callable[[int], bool]) -> bool:
    """Marks each question from that second on after which something came that may be an answer. True where
    whoever answers in this chat says so, so that no mark matters. `links`: answers that the log tells."""
    flow = Flow()
    for slot in spoken(known, since):
        who = slot.who
        if not is_bot(who):
            flow.hears(slot, who, slot.time, slot.has(ASKS))
    return flow.tells_all(links)


def spoken(known: Known, since: int) -> Iterator[Slot]:
    """What was said to nobody by name, and every question, in order of time."""
    runs = [*known.runs, known.loose]
    found = Sorted(
        times[at] << TIME | number << AT | at
        for number, run in enumerate(runs)
        for times in (run.times,)
        for at, code in enumerate(run.codes)
        if code & (PLAIN | ASKS) and times[at] >= since
    )
    for place in found:
        yield Slot(runs[place >> AT & 2 ** (TIME - AT) - 1], place & 2**AT - 1)
