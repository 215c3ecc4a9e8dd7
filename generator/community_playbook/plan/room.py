"""The minutes that are there beside the main business: in every week, the planned one, those to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from .duties import Task
from .rhythms import Laid, reserved


def left_by(laid: Sequence[Laid], capacity: Mapping[str, int]) -> dict[str, int]:
    """Minutes of each person that there are for duties and tactics."""
    rest = dict(capacity)
    for one in laid:
        for who, minutes in reserved(one, rest).items():
            rest[who] -= minutes
    return rest


def spare_now(laid: Sequence[Laid], capacity: Mapping[str, int]) -> dict[str, int]:
    """Minutes of each person that are reserved and not taken this week: before a camp opens, all of them."""
    held = left_by(laid, capacity)
    tasks = [task for one in laid for task in one.tasks]
    return {who: capacity[who] - sum(t.minutes for t in tasks if t.who == who) - held[who] for who in held}


@dataclass(frozen=True, slots=True)
class Beside:
    """Minutes of each person for what is done beside the main business: `usual`, those of every week, and
    `spare`, more of them in the planned one."""

    usual: Mapping[str, int]
    spare: Mapping[str, int]

    @property
    def this_week(self) -> dict[str, int]:
        return {who: self.usual[who] + self.spare[who] for who in self.usual}

    def after(self, tasks: Sequence[Task]) -> Beside:
        """What comes once takes what the week has more before it takes what every week has."""
        spent = {who: sum(t.minutes for t in tasks if t.who == who) for who in self.usual}
        return Beside(
            {who: self.usual[who] - max(spent[who] - self.spare[who], 0) for who in spent},
            {who: max(self.spare[who] - spent[who], 0) for who in spent},
        )

    def without(self, reserved: Mapping[str, int]) -> Beside:
        return Beside({who: self.usual[who] - reserved[who] for who in self.usual}, self.spare)


@dataclass(frozen=True, slots=True)
class Rooms:
    """Minutes of each person for tactics. `lasting`: those that every week has; `weeks`: by Monday."""

    lasting: Mapping[str, int]
    weeks: Mapping[date, Mapping[str, int]] = field(default_factory=dict)

    def on(self, monday: date) -> Mapping[str, int]:
        return self.weeks.get(monday, self.lasting)
