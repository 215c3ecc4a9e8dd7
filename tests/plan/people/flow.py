"""The exact best choice of mentions, as a flow of least cost: an oracle for the greedy one."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

from community_playbook.plan.people.mentions import Pair

FIRST = 10_000.0
"""Worth more than all scores together: everybody has their first before anybody has a second one."""


class Flow:
    """Arcs by number: an arc and its way back stand side by side."""

    def __init__(self) -> None:
        self.out: dict[object, list[int]] = {}
        self.to: list[object] = []
        self.room: list[int] = []
        self.gain: list[float] = []

    def arc(self, start: object, end: object, room: int, gain: float) -> None:
        for a, b, r, g in ((start, end, room, gain), (end, start, 0, -gain)):
            self.out.setdefault(a, []).append(len(self.to))
            self.to.append(b)
            self.room.append(r)
            self.gain.append(g)

    def most(self, source: object, sink: object) -> float:
        """One unit after another along the path that gains most, until none gains anything."""
        total = 0.0
        while True:
            gain = {source: 0.0}
            by: dict[object, int] = {}
            queue, waiting = deque([source]), {source}
            while queue:
                node = queue.popleft()
                waiting.discard(node)
                for arc in self.out.get(node, ()):
                    end, found = self.to[arc], gain[node] + self.gain[arc]
                    if self.room[arc] and found > gain.get(end, float("-inf")) + 1e-9:
                        gain[end], by[end] = found, arc
                        if end not in waiting:
                            waiting.add(end)
                            queue.append(end)
            if gain.get(sink, 0.0) <= 1e-9:
                return total
            total += gain[sink]
            node = sink
            while node != source:
                arc = by[node]
                self.room[arc] -= 1
                self.room[arc ^ 1] += 1
                node = self.to[arc ^ 1]


def best(pairs: Sequence[Pair], each: int, room: Mapping[str, int]) -> tuple[int, float]:
    """How many newcomers have somebody, and the greatest sum of scores with so many; of the members that are
    named to one newcomer, one may stand there for the city alone."""
    flow = Flow()
    for new in {pair.newcomer for pair in pairs}:
        flow.arc("source", ("new", new), 1, FIRST)
        flow.arc("source", ("new", new), each - 1, 0.0)
        flow.arc(("new", new), ("city", new), 1, 0.0)
    for pair in pairs:
        start = ("city" if pair.city else "new", pair.newcomer)
        flow.arc(start, ("member", pair.member), 1, pair.score)
    for member, most in room.items():
        flow.arc(("member", member), "sink", most, 0.0)
    total = flow.most("source", "sink")
    served = int(total // FIRST)
    return served, total - served * FIRST
