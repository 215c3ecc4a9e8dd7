"""What the next edition needs to know of this one."""

from __future__ import annotations

from ..community.community import Community
from ..community.editions import Edition, Mention, Ranked
from ..community.people import VANISHED
from .arrivals import TACTIC as INTRODUCE
from .arrivals import monday_of, remembered
from .people.stars import TACTIC as STARS
from .plan import Plan

MOST_RANKED = 100
FIGURES = (
    "members", "groups", "newcomers", "evenings", "newcomers_evening", "owner_hours", "helper_hours",
    "active", "deeds", "owner_share", "half_people", "packet_cost_month",
)  # fmt: skip
"""Facts of which the next edition says that they moved."""


def make_edition(plan: Plan, community: Community) -> Edition:
    game, agenda, flat = plan.game, plan.agenda, plan.facts.flat
    main = game.main
    people = tuple(m.id for m in community.members)
    rotation = plan.people.rotation
    names_shown = community.profile.publish.show == "consent"
    return Edition(
        monday=agenda.monday,
        first_day=agenda.first_day,
        standings=tuple(agenda.standings.values()),
        people=people,
        vanished=tuple(m.id for m in community.former if m.state == VANISHED),
        shown=tuple(m.id for m in community.members if m.consent and names_shown),
        board=tuple(Ranked(row.member, row.rank) for row in main.rows[:MOST_RANKED]) if main else (),
        board_of=f"{main.id} {main.period.start.isoformat()}" if main else "",
        badges=tuple(sorted((state.id, held.member) for state in game.badges for held in state.holders)),
        figures=tuple((name, float(flat[name])) for name in FIGURES),
        dates=tuple(sorted(f"{big.start} {big.kind or ''}".strip() for big in community.profile.dates)),
        business=tuple(one.id for one in plan.rhythms),
        round=rotation.remember(people) if rotation else None,
        asked=asked_stars(plan),
        mentions=mentions_of(plan, community),
        written=plan.people.desk.sent,
        letters=plan.people.letters.written,
        counted=tuple(sorted(step for one in plan.counted for step in one.steps)),
    )


def asked_stars(plan: Plan) -> tuple[str, ...]:
    """Letters are written once the tactic runs; before, nobody needs to rest."""
    runs = plan.agenda.runs(STARS)
    return tuple(star.person.id for star in plan.facts.carriers.activity.batch) if runs else ()


def mentions_of(plan: Plan, community: Community) -> tuple[Mention, ...]:
    """Those of the evenings of this week, past and to come, while the tactic runs."""
    if not plan.agenda.runs(INTRODUCE):
        return ()
    past = remembered(community, plan.facts.days.today)
    coming = [mention for batch in plan.facts.newcomers.batches for mention in batch.mentions]
    return tuple(one for one in (*past, *coming) if monday_of(one.day) == plan.agenda.monday)
