"""What an edition said, as the next one needs it: one small file a week in the output folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from pydantic import TypeAdapter

State = Literal["running", "starting", "preparing", "coming", "ending", "waiting", "unfit", "hidden"]
"""running: ran before and goes on; starting: its first week; preparing: only set up this week; coming: starts
on a day that is named; ending: it ran and is over now; waiting: no day yet; unfit: not for this community;
hidden: the operator does not want to see it."""
RUNS = ("running", "starting")
"""States in which a thing is done this week."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one tactic, duty or step of the roadmap stands in the week of an edition."""

    entry: str
    state: State
    since: date | None = None
    """The Monday of its first week, where that is known."""
    starts: date | None = None
    """The Monday of the week in which it starts."""
    stops: date | None = None
    """Its last day."""
    setup: int = 0
    """Minutes of setting it up that this week holds."""
    prepared: int = 0
    """Minutes of setting it up that were done before."""
    reason: str = ""
    """Why it stops, is hidden or waits: an id; journal, tally, hours, cap ..."""
    tactic: bool = False
    """A tactic, not a duty or a step of the roadmap."""
    changes: date | None = None
    """The Monday of the week that asked for the change on its page; told in that week alone."""

    @property
    def runs(self) -> bool:
        return self.state in RUNS


@dataclass(frozen=True, slots=True)
class Ranked:
    """One row of the main board."""

    member: str
    rank: int


@dataclass(frozen=True, slots=True)
class Round:
    """Where the exchange of groups stands. `squads`: of each of `Edition.people`, -1 = none."""

    groups: tuple[str, ...]
    term: int
    squads: tuple[int, ...] = ()
    moved: tuple[str, ...] = ()
    """Whose move was planned in this week."""


class Mention(NamedTuple):
    """On an evening a newcomer was to be introduced to a member."""

    day: date
    newcomer: str
    member: str


@dataclass(frozen=True, slots=True)
class Edition:
    """The week of an edition, kept when the next one is made."""

    monday: date
    first_day: date
    """Where it was made in the middle of a week, the first day that was left to plan."""
    standings: tuple[Standing, ...]
    people: tuple[str, ...] = ()
    """Ids of all members, in order."""
    shown: tuple[str, ...] = ()
    """Ids of members with a page of their own."""
    board: tuple[Ranked, ...] = ()
    board_of: str = ""
    """Which board and period, for example points 2026-11-16."""
    badges: tuple[tuple[str, str], ...] = ()
    """(badge, member), in order."""
    figures: tuple[tuple[str, float], ...] = ()
    """Facts that the plan hangs on, by name."""
    dates: tuple[str, ...] | None = None
    """Those of the profile, in order: "2026-12-19 exam"; None where an edition does not know."""
    business: tuple[str, ...] | None = None
    """What people come for, in order."""
    round: Round | None = None
    asked: tuple[str, ...] = ()
    """Members who were asked for more in this week: they rest for four weeks."""
    mentions: tuple[Mention, ...] = ()
    """Of the evenings of this week: who was to be introduced to whom."""
    written: tuple[str, ...] = ()
    """Members to whom the desk wrote in this week, with a topic: they rest for eight."""
    letters: tuple[str, ...] = ()
    """Members who were written to because they may leave, or to host: they rest for sixty days."""
    counted: tuple[str, ...] = ()
    """What the week held for a date, in order: "exam-1219.papers"."""
    vanished: tuple[str, ...] = ()
    """Ids of whoever stood in the table of an earlier week and stands in no row now, in order."""

    @property
    def known(self) -> tuple[str, ...]:
        """Everybody who stands in the table or once stood there."""
        return (*self.people, *self.vanished)

    def standing(self, entry: str) -> Standing | None:
        return next((s for s in self.standings if s.entry == entry), None)


READER: TypeAdapter[Edition] = TypeAdapter(Edition)


def from_json(data: bytes) -> Edition:
    """Raises pydantic.ValidationError for what is no edition."""
    return READER.validate_json(data)


def to_json(edition: Edition) -> bytes:
    """As `from_json` reads it, a part a line."""
    parts: Mapping[str, object] = READER.dump_python(edition, mode="json", exclude_defaults=True)
    lines = [
        f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"
        for key, value in parts.items()
    ]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()
