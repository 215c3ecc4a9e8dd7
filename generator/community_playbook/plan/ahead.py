"""What do this week and the coming ones leave for tactics, beside what people come for, what dates ask for
and the standing duties? What is promised for a week is held against the minutes of that week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ..community.profile import Profile
from ..community.rhythms import Chosen
from ..knowledge.library import Library
from .choice import QUARTER_WEEKS
from .clock import planned_monday
from .countdown import Counted, count_down, of_dates
from .duties import Standing, standing_duties
from .facts.facts import Facts
from .memory import Memory
from .own_rounds import with_rounds
from .placed import on_dates
from .purpose import HeardTopic
from .rhythms import Laid, lay_rhythms
from .room import Beside, Rooms, left_by, spare_now

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class LaidWeek:
    """One week before its tactics. `whole`: minutes of each person beside what people come for; `usual`: the
    standing duties of a week like it."""

    laid: tuple[Laid, ...]
    counted: tuple[Counted, ...]
    whole: Beside
    usual: Standing

    @property
    def beside(self) -> Beside:
        """For tactics and dates."""
        return self.whole.without(self.usual.reserved)

    @property
    def room(self) -> Mapping[str, int]:
        """For tactics."""
        return self.beside.after(of_dates(self.counted)).usual


@dataclass(frozen=True, slots=True)
class Laying:
    """What every week is laid from. `said`: what people come for; `first`: the first day that is left of the
    planned week; `ran`: what an earlier week had, and since when."""

    profile: Profile
    library: Library
    facts: Facts
    said: tuple[Chosen, ...]
    topic: HeardTopic | None
    capacity: Mapping[str, int]
    first: date
    memory: Memory
    ran: Mapping[str, date | None] = field(default_factory=dict)

    def week(self) -> LaidWeek:
        profile, library, facts = self.profile, self.library, self.facts
        monday = planned_monday(facts.days.today)
        chosen = on_dates(self.said, profile, library, facts.days.monday)
        chosen = with_rounds(chosen, library, profile, monday)
        laid = lay_rhythms(chosen, library, facts, profile, self.first, self.ran)
        whole = Beside(left_by(laid, self.capacity), spare_now(laid, self.capacity))
        counted = count_down(
            profile, library, laid, self.topic, facts, self.first, self.memory, whole.this_week
        )
        return LaidWeek(laid, counted, whole, self.duties(whole.after(of_dates(counted)).usual))

    def duties(self, room: Mapping[str, int]) -> Standing:
        return standing_duties(self.library.duties, self.facts, room)

    def after(self, week: LaidWeek) -> Laying:
        """For the week after that one, of which everything counts as done."""
        monday = self.facts.days.monday
        days = replace(self.facts.days, monday=monday + WEEK)
        done = self.memory.counted.union(*(one.steps for one in week.counted))
        return replace(
            self,
            facts=replace(self.facts, days=days),
            first=monday + WEEK,
            memory=replace(self.memory, counted=done),
            ran={**{one.id: one.since for one in week.laid}, **self.ran},
        )


def rooms_ahead(laying: Laying, week: LaidWeek) -> Rooms:
    """Of a quarter; what dates take comes once, and is taken from no week but its own. `week`: the planned
    one."""
    if not week.laid and not laying.profile.dates:
        return Rooms(week.room)
    lasting: list[Mapping[str, int]] = []
    weeks: dict[date, Mapping[str, int]] = {}
    for _ in range(QUARTER_WEEKS):
        laying = laying.after(week)
        week = laying.week()
        weeks[laying.facts.days.monday] = week.room
        usual = laying.duties(week.whole.usual) if of_dates(week.counted) else week.usual
        lasting.append(week.whole.without(usual.reserved).usual)
    return Rooms(least(lasting), weeks)


def least(rooms: Sequence[Mapping[str, int]]) -> dict[str, int]:
    return {who: min(room[who] for room in rooms) for who in rooms[0]}
