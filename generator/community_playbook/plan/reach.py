"""What the main business makes of the tactics: never done, done inside a beat, or in other minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..knowledge.library import Library
from ..knowledge.rhythms import Reach
from .duties import Task
from .rhythms import Laid

AS_IS = "as-is"


@dataclass(frozen=True, slots=True)
class Reached:
    """By id of the tactic: the rhythm that speaks of it, and what it says. Tactics done as they are stand in
    neither."""

    by: Mapping[str, tuple[str, Reach]] = field(default_factory=dict)

    @property
    def never(self) -> dict[str, str]:
        """With the id of the rhythm, as the reason."""
        return {t: rhythm for t, (rhythm, reach) in self.by.items() if reach.state == "never"}

    @property
    def inside(self) -> frozenset[str]:
        """Done with a beat, in its minutes."""
        return frozenset(
            t for t, (_, reach) in self.by.items() if reach.state == "changed" and not reach.minutes
        )

    @property
    def uncounted(self) -> frozenset[str]:
        """Without a number of their own: that of the main business is the one to watch."""
        return frozenset(t for t, (_, reach) in self.by.items() if reach.uncounted)

    def native(self, tactic: str) -> bool:
        """It is set up as the texts of the platform say, which know only its usual form."""
        return not self.changed(tactic) or self.by[tactic][1].native

    def changed(self, tactic: str) -> bool:
        """Its form is that of the rhythm, so that nothing of its own has to be set up."""
        return tactic in self.by and self.by[tactic][1].state == "changed"

    def tasks(self, tactic: str, tasks: Sequence[Task]) -> tuple[Task, ...]:
        """What is changed takes its minutes in one go, at the clock of what matters most of it."""
        reach = self.by[tactic][1] if tactic in self.by else None
        if reach is None or reach.state == "never":
            return tuple(tasks)
        if not reach.minutes or not tasks:
            return ()
        main = min(tasks, key=lambda task: (not task.key, task.part))
        return (replace(main, minutes=reach.minutes, parts=1, part=1, beats=(), beat=None, sitting=False),)


def reached_by(laid: Sequence[Laid], library: Library) -> Reached:
    """The first rhythm that does not leave a tactic as it is decides."""
    found: dict[str, tuple[str, Reach]] = {}
    for tactic in library.tactics:
        for one in laid:
            reach = one.rhythm.reaches.get(tactic.id)
            if one.fits and reach and reach.state != AS_IS:
                found.setdefault(tactic.id, (one.id, reach))
    return Reached(found)
