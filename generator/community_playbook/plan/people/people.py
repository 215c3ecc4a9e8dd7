"""Whom to speak to, and who moves where: all that is planned of single people, gathered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ...community.community import Community
from ...knowledge.library import Library
from ..agenda import Agenda
from ..facts.doings import Rewards
from ..facts.doings import Rotation as RotationFacts
from ..facts.facts import Facts
from .desk import DUTY as DESK
from .desk import JOB, Desk, make_desk
from .leaving import Leaving, make_leaving
from .letters import DUTY, TABLES, Letters, trip_days
from .meetups import Meetups, make_meetups
from .rotation import TACTIC, Rotation, make_rotation

NEVER = ("unfit", "hidden", "ending")


@dataclass(frozen=True, slots=True)
class People:
    rotation: Rotation | None
    """None where it does not fit, no groups are alike, or nobody is known."""
    leaving: Leaving
    meetups: Meetups | None
    """None where nobody is known."""
    desk: Desk
    letters: Letters
    """Those that are written in free minutes."""
    trip_days: tuple[date, ...]
    """Proposed for the stops of the trip."""

    def listed(self, facts: RotationFacts) -> RotationFacts:
        """What texts say of the week's list: it holds whole squads, so a few fewer than the pace."""
        wave = self.rotation.wave if self.rotation else None
        return replace(facts, rotation_now=len(wave.moves), rotation_listed=True) if wave else facts

    def in_steps(self, agenda: Agenda) -> Agenda:
        """The steps of the desk send its letters instead of a form with gaps."""
        sent: dict[str, list[str]] = {}
        for letter in self.desk.letters:
            sent.setdefault(letter.step, []).append(letter.id)
        steps = tuple(
            replace(step, messages=tuple(sent.get(step.id, ())))
            if sent and (step.entry, step.job) == (DESK, JOB)
            else step
            for step in agenda.steps
        )
        return replace(agenda, steps=steps)

    def lettered(self, facts: Rewards) -> Rewards:
        """What texts say of the week's letters: where the desk has them, no form with gaps is shown."""
        return replace(facts, letters_known=bool(self.desk.letters))


Known = tuple[Leaving, Meetups | None]
"""What is known of people before the week is planned."""


def people_known(community: Community, facts: Facts) -> Known:
    leaving = make_leaving(community, facts.days.today, facts.days.data_day)
    return leaving, make_meetups(community, facts)


def make_people(
    community: Community, library: Library, facts: Facts, agenda: Agenda, known: Known, letters: Letters
) -> People:
    """For the week of the agenda; of the letters those whose step it holds."""
    leaving, meetups = known
    jobs = {step.job for step in agenda.of(DUTY)}
    sent = Letters(
        leaving=letters.leaving if "leaving" in jobs else (),
        stars=letters.stars if "stars" in jobs else (),
        hosts=letters.hosts if "hosts" in jobs else (),
        stops=letters.stops if "trip" in jobs else 0,
        waits=letters.waits,
    )
    busy = {star.person.id for star in facts.carriers.activity.batch} | {*facts.waiting, *sent.written}
    stops = len(meetups.trip.stops) if meetups and meetups.trip else 0
    begins = agenda.starts(TABLES) or agenda.monday
    return People(
        rotation=rotation_of(community, facts, agenda),
        leaving=leaving,
        meetups=meetups,
        desk=make_desk(community, library, facts, agenda, busy),
        letters=sent,
        trip_days=trip_days(community, max(begins, agenda.monday), stops),
    )


def rotation_of(community: Community, facts: Facts, agenda: Agenda) -> Rotation | None:
    """None where the agenda has no use for it: a selling community does not rotate."""
    if agenda.standings[TACTIC].state in NEVER:
        return None
    pace = facts.rotation.rotation_week
    runs, starts = agenda.runs(TACTIC), agenda.starts(TACTIC)
    return make_rotation(community, facts.sizes, pace, agenda.monday, starts, runs)
