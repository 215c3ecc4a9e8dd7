"""Which three answers would improve the plan most, in order of what they would change."""

from __future__ import annotations

from datetime import date

from ..community.community import Community
from .facts.facts import Facts
from .game.periods import ledger_end

MOST_QUESTIONS = 3


def questions(community: Community, facts: Facts, *, purpose: bool = False) -> tuple[str, ...]:
    """Ids of questions (words under `questions`), at most three. `purpose`: nobody said what people come for,
    and there are answers to choose from."""
    people = community.members
    dated = sum(1 for m in people if m.joined)
    trades = sum(1 for m in people if m.industry or m.skills)
    grouped = sum(1 for m in people if m.groups)
    asked = {
        "agreement": boards_wanted(community) and bool(people) and not any(m.consent for m in people),
        "purpose": purpose,
        "groups": facts.sizes.new or (not community.profile.groups and not grouped),
        "roster": not people and not facts.sizes.new,
        "stale": stale_since(community, facts) is not None,
        "amounts": bool(community.unsaid),
        "owners": sum(m.role == "owner" for m in people) > 1,
        "no_cities": bool(people) and not any(m.city_text for m in people),
        "odd_cities": any(m.city_text for m in people) and facts.meeting.cities_known_percent == 0,
        "cities": bool(people) and 0 < facts.meeting.cities_known_percent < 60,
        "groups_of_members": bool(people) and grouped * 2 < len(people) and not facts.sizes.new,
        "about": facts.sizes.groups_about == "unknown" and not facts.native.can_move,
        "trades": bool(people) and trades * 2 < len(people),
        "joined": bool(people) and dated * 2 < len(people),
        "place": "timezone" in facts.assumed or "currency" in facts.assumed,
        "newcomers": facts.newcomers.newcomers_known == "assumption",
        "owner_row": bool(community.ledger) and not any(m.role in ("owner", "staff") for m in people),
        "ledger": not community.ledger,
        "budget": facts.native.has_packets
        and not facts.packets.packet_budget_known
        and facts.newcomers.newcomers > 0,
        "consent": bool(people) and not boards_wanted(community) and not any(m.consent for m in people),
        "tiers": not community.profile.tiers and facts.sizes.groups > 3,
    }
    return tuple(key for key, wanted in asked.items() if wanted)[:MOST_QUESTIONS]


def boards_wanted(community: Community) -> bool:
    """Boards are posted, and members have pages: nothing of it shows a name where nobody agreed."""
    return community.profile.points.mode == "ledger" and bool(community.ledger)


def stale_since(community: Community, facts: Facts) -> date | None:
    """The newest day of tables that are old, or of a ledger without a row in the week that is due."""
    days = facts.days
    ends = ledger_end((entry.day for entry in community.ledger), days.today)
    return ends or (days.data_day if days.data_day != days.today else None)
