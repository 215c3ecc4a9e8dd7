"""How a community talks, gathered while a log goes by: at which hours, who carries it, who meant whom.

What is kept are counts by day and hour, and of each chat who spoke last under which name.
"""

from __future__ import annotations

from array import array
from collections import deque
from dataclasses import dataclass, field
from typing import Protocol

from .known import ASKS, FOLLOWED, WHO, Slot

HOUR, DAY = 3_600, 86_400
WEEK, WINDOW = 7, 84
"""Days; so many before the newest one tell how things are now."""
OLD = WINDOW + 28
PERSON = 22
MEANT_AFTER = 2 * DAY
"""So long after a message an @ with the name of its sender is taken for an answer to it."""
QUOTED_AFTER = DAY
"""So long after a question a quote that names nobody is taken for an answer to it."""
MOST_WAITING = 200


class Speaker(Protocol):
    """`hour`: the one in which a message was counted last."""

    number: int
    hour: int


@dataclass(slots=True)
class Talk:
    linked: set[int] = field(default_factory=set)
    """Numbers of the chats whose log says which message answers which."""
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
    pending: dict[int, deque[Slot]] = field(default_factory=dict)
    """Of each chat the questions of the last hour after which nobody else wrote yet."""
    last: dict[int, dict[str, Slot]] = field(default_factory=dict)
    """Of each chat the last message under each name."""
    questions: dict[int, deque[Slot]] = field(default_factory=dict)
    """Of each chat the last questions."""

    def heard(self, who: Speaker, hour: int, chat: int, slot: Slot, second: int, asks: bool) -> None:
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
        waiting = self.pending.get(chat)
        if waiting:
            self.follow(waiting, person, second)
        if asks:
            if waiting is None:
                waiting = self.pending[chat] = deque(maxlen=MOST_WAITING)
            waiting.append(slot)

    def follow(self, waiting: deque[Slot], person: int, second: int) -> None:
        """Questions of others after which this is written are no longer met by silence."""
        for _ in range(len(waiting)):
            one = waiting.popleft()
            run, at = one
            if 0 <= second - run.times[at] <= HOUR:
                if run.codes[at] >> WHO == person:
                    waiting.append(one)
                else:
                    run.codes[at] |= FOLLOWED

    def prune(self) -> None:
        self.pruned = self.newest - WINDOW
        self.by_person = {
            key: n for key, n in self.by_person.items() if (key >> PERSON) * WEEK > self.pruned - WEEK
        }

    def spoke(self, chat: int, name: str, slot: Slot) -> None:
        """Kept for an @ or a quote that comes after it."""
        if name:
            self.last.setdefault(chat, {})[name] = slot
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
