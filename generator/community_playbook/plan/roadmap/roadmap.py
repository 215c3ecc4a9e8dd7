"""Where does the community stand, what could it become, who serves a client together, and what comes when?

The source's third part in one frozen record: the stage with its gates, the scenarios, the Lego combinations,
and the next 90 days. Pure: the same community, facts and seed give the same roadmap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ...community.community import Community
from ...community.upgrade import Pace, Upgrade
from ...knowledge.library import Entry, Library
from ..duties import Task
from ..facts.facts import Facts
from .lego import Lego, demand_bricks, make_lego, partners_of
from .lego_cover import alike, bricks_of
from .ninety import Ninety, Piece, Waiting, exercise_pieces, fitting_pieces, make_ninety
from .people import PeopleRoad, make_people
from .scenarios import Scenarios, Today, count_tiers, fees_a_year, make_scenarios
from .stage import Gate, Stage, make_stage, make_standing, thresholds_of

Advice = Literal["upgrade", "wait", "open", "new", "people"]
EXERCISE, WEEK, WHOLE = "exercise", 7, 10_000


@dataclass(frozen=True, slots=True)
class Roadmap:
    advice: Advice
    """upgrade: a way passes a test of the source; wait: none does, so do not upgrade now; open: nothing to
    test with yet; new: nobody is here yet; people: no business, so the road leads to more hands."""
    stage: Stage
    scenarios: Scenarios
    lego: Lego
    skills: tuple[tuple[str, int], ...]
    """Skills that demands ask for, in their order, with the partners who hold them."""
    step: str
    """Id of the authored step whose exercise is due; that of "not now" where one should wait."""
    days: Ninety
    people: PeopleRoad | None = None
    """Where the road leads to people instead of a business; then scenarios and combinations are not shown."""

    @property
    def open_gates(self) -> tuple[Gate, ...]:
        """What is missing for the next step. While nothing is given up, its share is no gate of its own."""
        return open_gates(self.stage)

    @property
    def ready(self) -> int:
        return sum(1 for combo in self.lego.combos if combo.state == "ready")


def make_roadmap(
    community: Community,
    library: Library,
    facts: Facts,
    week_minutes: int,
    free: Sequence[int],
    seed: int = 1,
) -> Roadmap:
    """`week_minutes`: what the planned week takes of the owner; `free`: spare minutes of 13 weeks from its
    Monday on, see `ninety.free_minutes`."""
    profile = community.profile
    upgrade = profile.upgrade
    if leads_to_people(community, library):
        return people_roadmap(community, library, facts, free)
    lego = make_lego(community, facts.days.data_day, upgrade.lego.demands_each)
    skills = asked_skills(community, lego)
    tiers = count_tiers(community)
    share = float(facts.carriers.owner_share) if facts.carriers.owner_known else None
    ready = sum(1 for combo in lego.combos if combo.state == "ready")
    wanted = thresholds_of(upgrade.gates)
    standing = make_standing(
        upgrade, fees=fees_a_year(profile, tiers), owner_share=share, members=facts.sizes.members,
        partners=lego.partners, coverable=ready, skills=len(skills),
        skills_held=sum(1 for _, holders in skills if holders >= wanted.holders),
    )  # fmt: skip
    stage = make_stage(standing, wanted)
    today = Today(tiers, lego.partners, week_minutes, share, ready)
    scenarios = make_scenarios(profile, today, seed)
    advice = advise(facts, scenarios)
    due = due_step(library, stage, advice)
    return Roadmap(
        advice=advice, stage=stage, scenarios=scenarios, lego=lego, skills=skills, step=due.id,
        days=plan_days(library, facts, stage, lego, due, advice, free, upgrade.minutes),
    )  # fmt: skip


def leads_to_people(community: Community, library: Library) -> bool:
    """Nobody wrote of an upgrade, and the kind is no business, or the goal is that people grow closer."""
    profile = community.profile
    kind = library.kinds[profile.community.kind]
    return not wishes(profile.upgrade) and (kind.road == "people" or profile.goal == "depth")


def people_roadmap(community: Community, library: Library, facts: Facts, free: Sequence[int]) -> Roadmap:
    """The exercise of the step that is climbed, then one person to ask a week, while gates are open."""
    profile = community.profile
    road, stage = make_people(community, facts, library.kinds[profile.community.kind].one_city)
    due = library.people[(stage.here or len(library.people)) - 1]
    exercise = fitting_pieces(due, facts, free)
    asks = [Piece("person", ask.gate, profile.people.ask) for ask in road.asks]
    waiting = [] if exercise else [Waiting(piece, "hours") for piece in exercise_pieces(due, facts, WHOLE)]
    waiting += [Waiting(Piece("exercise", entry.id, 0), "gates") for entry in library.people[due.number :]]
    looks = [gate.id for gate in stage.next_gates] if not facts.sizes.new else []
    return Roadmap(
        advice="people",
        stage=stage,
        scenarios=Scenarios(None, ()),
        lego=make_lego(community, facts.days.data_day, profile.upgrade.lego.demands_each),
        skills=(),
        step=due.id,
        days=make_ninety(facts.days.monday, free, [exercise, asks], looks, waiting),
        people=road,
    )


def advise(facts: Facts, scenarios: Scenarios) -> Advice:
    if facts.sizes.new:
        return "new"
    return scenarios.result.verdict.advice if scenarios.result else "open"


def open_gates(stage: Stage) -> tuple[Gate, ...]:
    gates = stage.next_gates
    nothing = any(gate.id == "give_up" for gate in gates)
    return tuple(gate for gate in gates if not (nothing and gate.id == "give_up_share"))


def due_step(library: Library, stage: Stage, advice: Advice) -> Entry:
    """The step that is climbed; the last one again where all are done."""
    if advice in ("wait", "new"):
        return library.not_now
    return library.stages[(stage.here or len(library.stages)) - 1]


def asked_skills(community: Community, lego: Lego) -> tuple[tuple[str, int], ...]:
    """Every skill that a demand asks for, once, and how many partners hold it."""
    asked = {
        alike(brick): brick.word
        for demand in reversed(community.profile.upgrade.demands)
        for brick in reversed(demand_bricks(demand))
        if brick.kind == "skill"
    }
    held = dict.fromkeys(asked, 0)
    for member in partners_of(community, lego.tiers) if asked else ():
        for brick in {alike(b) for b in bricks_of(member)} & held.keys():
            held[brick] += 1
    return tuple((word, held[key]) for key, word in reversed(asked.items()))


def plan_days(
    library: Library,
    facts: Facts,
    stage: Stage,
    lego: Lego,
    due: Entry,
    advice: Advice,
    free: Sequence[int],
    pace: Pace,
) -> Ninety:
    """The exercise first, then the first combination, then the missing brick; nothing of Lego where the plan
    says wait. Later steps wait for their gates, further combinations for the first one."""
    exercise = fitting_pieces(due, facts, free, pace.sitting)
    chains: list[Sequence[Piece]] = [exercise]
    waiting: list[Waiting] = []
    if not exercise:
        waiting += [Waiting(piece, "hours") for piece in exercise_pieces(due, facts, WHOLE)]
    if advice in ("upgrade", "open"):
        if lego.first:
            chains.append([Piece("ask", "", pace.ask), Piece("meet", "", pace.meet)])
        if lego.missing:
            chains.append([Piece("recruit", "", pace.recruit)])
        if others := sum(1 for c in lego.combos if c.state == "ready") - (lego.first is not None):
            waiting.append(Waiting(Piece("ask", "others", pace.ask), "first", others))
        later = library.stages[due.number :]
        waiting += [Waiting(Piece("exercise", entry.id, 0), "gates") for entry in later]
    looks = [gate.id for gate in open_gates(stage)] if due is not library.not_now else ["again"]
    return make_ninety(facts.days.monday, free, chains, looks, waiting, pace.look)


def wishes(upgrade: Upgrade) -> bool:
    """The operator wrote about an upgrade; where not, the week is left alone."""
    return bool(upgrade.model_fields_set)


def exercises(upgrade: Upgrade) -> bool:
    """Whoever wrote only what members get, and what would be good to have, has asked for no exercise yet."""
    return bool(upgrade.model_fields_set - {"core_value", "wanted_resources", "resources_got"})


def week_piece(roadmap: Roadmap, upgrade: Upgrade) -> Task | None:
    """This week's exercise as a task of the week, where the operator wants an upgrade and has time."""
    days = roadmap.days
    first = next((d for d in days.dated if d.piece.kind == "exercise"), None)
    if first is None or not exercises(upgrade) or (first.day - days.start).days >= WEEK:
        return None
    return Task(first.piece.what, EXERCISE, "mon", "10:00", "owner", first.piece.minutes)
