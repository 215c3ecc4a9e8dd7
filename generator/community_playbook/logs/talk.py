"""How a community talks, gathered while a log goes by: at which hours, who carries it, who meant whom.

What is kept are counts by day and hour, and of each chat who spoke last under which name.
"""

from __future__ import annotations

from array import array
from collections import deque
from dataclasses import dataclass, field
from typing import Protocol

from .known import ASKS, Slot

DAY = 86_400
WEEK, WINDOW = 7, 84
"""Days; so many before the newest one tell how things are now."""
OLD = WINDOW + 28
PERSON = 22
MEANT_AFTER = 2 * DAY
"""So long after a message an @ with the name of its sender is taken for an answer to it."""
QUOTED_AFTER = DAY
"""So long after a question a quote that names nobody is taken for an answer to it."""


class Speaker(Protocol):
    """`hour`: the one in which a message was counted last."""

    number: int
    hour: int


@dataclass(slots=True)
class Talk:
    linked: dict[int, int] = field(default_factory=dict)
    """By chat how many answers its log tells, with the message that is meant."""
    inferred: int = 0
    """Answers that an @ or a quote tells, without the message that is meant."""
    hours: dict[int, array[int]] = field(default_factory=dict)
    """By day: in each hour, how many people wrote."""
    by_person: dict[int, int] = field(default_factory=dict)
    """Messages by week (counted from the first day of all) and person, of the newest weeks alone."""
    newest: int = 0
    ended: int = 0
    """The second of the last message."""
    pruned: int = 0
    last: dict[int, dict[str, Slot]] = field(default_factory=dict)
    """Of each chat the last message under each name and id."""
    questions: dict[int, deque[Slot]] = field(default_factory=dict)
    """Of each chat the last questions."""

    def heard(self, who: Speaker, hour: int, second: int) -> None:
        """A message of somebody who is no bot. `hour`: since the first day of all."""
        day, person = hour // 24, who.number
        if second > self.ended:
            self.ended = second
        if who.hour != hour:
            who.hour = hour
            if day not in self.hours:
                self.hours[day] = array("I", bytes(96))
            self.hours[day][hour % 24] += 1
        if day > self.newest:
            self.newest = day
            if day - self.pruned > OLD:
                self.prune()
        if day > self.newest - WINDOW:
            key = day // WEEK << PERSON | person
            self.by_person[key] = self.by_person.get(key, 0) + 1

    def prune(self) -> None:
        self.pruned = self.newest - WINDOW
        self.by_person = {
            key: n for key, n in self.by_person.items() if (key >> PERSON) * WEEK > self.pruned - WEEK
        }

    def spoke(self, chat: int, key: str, name: str, slot: Slot) -> None:
        """Kept for an @ or a quote that comes after it. `key`: the id, by which some formats call."""
        last = self.last.get(chat)
        if last is None:
            last = self.last[chat] = {}
        last[key] = slot
        if name and name != key:
            last[name] = slot
        if slot.has(ASKS):
            self.questions.setdefault(chat, deque(maxlen=8)).append(slot)

    def meant(self, chat: int, calls: str, quotes: bool, person: int, second: int) -> Slot | None:
        """Which message is answered, by the longest name behind the @, else by a quote after a question."""
        if calls:
            names = self.last.get(chat, {})
            for end in range(len(calls), 0, -1):
                found = names.get(calls[:end])
                if found is not None and 0 <= second - found.time <= MEANT_AFTER:
                    return self.question_of(chat, found) or found
        if quotes:
            for one in reversed(self.questions.get(chat, ())):
                if one.who != person and 0 <= second - one.time <= QUOTED_AFTER:
                    return one
        return None

    def question_of(self, chat: int, found: Slot) -> Slot | None:
        """The last question of whoever wrote that, if it is as near."""
        return next((one for one in reversed(self.questions.get(chat, ())) if one.who == found.who), None)
