"""Every figure that a condition, a number of minutes or a text may use; `playbook/facts.yml` explains each.

Where the operator said nothing, the assumption is made here, once and in the open: `assumed` names it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from math import ceil
from typing import Any

from ..community.community import Community
from ..community.rewards import Season
from ..knowledge.library import Library
from .activity import activity
from .arrivals import waiting
from .roster import (
    NEWCOMER_WEEKS,
    city_counts,
    greeting,
    group_names,
    group_sizes,
    high_tiers,
    industries,
    recent,
)

WEEKS_PER_MONTH = 52 / 12
NEWCOMERS_AN_EVENING, MOST_AN_EVENING, USUAL_EVENINGS = 10, 20, 3
"""Ten an evening are comfortable; beyond three evenings a week up to twenty, which fills the window."""
EVENINGS = ("tue", "thu", "sun", "wed", "mon", "sat", "fri")
"""In this order evenings are added; the source lets people in between 20:00 and 22:00."""
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PACKET_PARTS = 10
STALE_DAYS = 21
NEWCOMERS_OF_A_BEGINNER = 5
RARE_NEWCOMERS = 0.5
"""Fewer newcomers a week than one in two weeks need no evening of their own: they come one by one."""
ENDINGS = "。．.！!；;，, "
TABLE_SIZE = 6
MOST_HOURS = 80.0
"""A week of one person, at most."""
"""One conversation holds about 4, a table 5 to 9 (facts on small meetings)."""


def planned_monday(today: date) -> date:
    """The Monday of the planned week: this week's, from Saturday on the next one's."""
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(days=7) if today.weekday() >= 5 else monday


def clock_minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def clock_text(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def make_facts(community: Community, library: Library, today: date) -> dict[str, Any]:
    """All facts but the verdict and the words of a language."""
    profile = community.profile
    platform = library.platforms[profile.community.platform]
    assumed: list[str] = []
    data_day = day_of_data(community, today)
    if data_day != today:
        assumed.append("stale")
    facts: dict[str, Any] = {
        "name": profile.community.name,
        "kind": profile.community.kind,
        "goal": profile.goal,
        "platform": profile.community.platform,
        "link": profile.community.link or "",
        "stickers": profile.brand.stickers,
        "company": profile.operator.legal_form == "company",
        "has_packets": platform.has_packets,
        "hand_invites": platform.hand_invites,
        "can_move": platform.can_move,
        "today": today,
        "data_day": data_day,
        "monday": planned_monday(today),
        "assumed": assumed,
    }
    facts |= hands(community)
    facts |= sizes(community, library)
    facts |= newcomers(community, library, facts, data_day, assumed)
    facts["arrivals"] = waiting(community, [DAYS.index(day) for day in facts["evening_list"]], data_day)
    facts |= packets(community, library, facts, assumed)
    facts |= rotation(community, facts, today)
    facts |= carriers(community, data_day)
    facts |= rewards(community)
    facts |= meeting(community)
    facts |= upgrade(community)
    return facts


def day_of_data(community: Community, today: date) -> date:
    """As of which day the tables speak: today, or their newest day where they are more than three weeks
    old; else an old export would read as a community in which nobody joins and nobody acts."""
    days = [e.day for e in community.ledger] + [m.joined for m in community.members if m.joined]
    newest = max((day for day in days if day <= today), default=today)
    return newest if (today - newest).days > STALE_DAYS else today


def hands(community: Community) -> dict[str, Any]:
    operator = community.profile.operator
    helper = float(operator.assistant_hours_per_week)
    assistants = max(operator.assistants, 1 if helper else 0)
    helper = min(helper, assistants * MOST_HOURS)  # nobody has more; the week would not hold them
    owner = float(operator.hours_per_week)
    return {
        "owner_hours": owner,
        "helper_hours": helper,
        "hours": owner + helper,
        "assistants": assistants,
        "solo": helper == 0,
    }


def sizes(community: Community, library: Library) -> dict[str, Any]:
    profile = community.profile
    limits = library.platforms[profile.community.platform].limits
    seats = profile.limits.seats or int(limits["seats"].value)
    groups = group_sizes(community, seats)
    base = [g for g in groups if not g.high]
    high = [g for g in groups if g.high]
    people = len(community.members) or sum(g.members for g in groups)
    in_base = sum(g.members for g in base)
    known = [g for g in base if g.members]
    average = round(in_base / len(known)) if known else people
    if known and not community.members and people == 0:
        people = in_base
    number = max(len(groups), 1)
    names, high_ids, dear = group_names(community), {g.id for g in high}, high_tiers(community)
    high_members = [m for m in community.members if m.tier in dear or names.of(m) & high_ids]
    new = people == 0 and not groups
    per_group = hands(community)["hours"] * 60 / number
    return {
        "members": people,
        "groups": number,
        "member_groups": max(len(base), 1),
        "partner_groups": len(high),
        "partners": len(high_members) or sum(g.members for g in high),
        "group_size": average,
        "largest_group": max((g.members for g in base), default=people),
        "full_groups": sum(1 for g in groups if g.members and g.members > 0.95 * g.seats),
        "seats": base[0].seats if base else seats,
        "minutes_per_group": per_group,
        "overfull": per_group / 7 < 3 and not new,
        "small": 0 < people < 80,
        "new": new,
        "has_roster": bool(community.members),
        "has_ledger": bool(community.ledger),
        "group_list": groups,
    }


def newcomers(
    community: Community, library: Library, facts: Mapping[str, Any], today: date, assumed: list[str]
) -> dict[str, Any]:
    profile = community.profile
    kind = library.kinds[profile.community.kind]
    said = profile.onboarding.newcomers_per_week
    dated = [m for m in community.members if m.joined]
    if said is not None:
        exact, known = float(said), "profile"
    elif len(dated) * 2 > len(community.members) > 0:
        exact, known = len(recent(community.members, today, NEWCOMER_WEEKS)) / NEWCOMER_WEEKS, "roster"
    else:
        exact, known = facts["members"] * kind.newcomers_share or NEWCOMERS_OF_A_BEGINNER, "assumption"
        assumed.append("newcomers")
    count = max(int(exact + 0.5), 1) if exact >= RARE_NEWCOMERS or known == "assumption" else 0
    start, end = (clock_minutes(c) for c in profile.onboarding.join_window.split("-"))
    days: tuple[str, ...] = tuple(profile.onboarding.evenings or ())
    if not days and count:
        comfortable, full = ceil(count / NEWCOMERS_AN_EVENING), ceil(count / MOST_AN_EVENING)
        days = EVENINGS[: min(7, comfortable, max(USUAL_EVENINGS, full))]
    days = tuple(day for day in DAYS if day in days) if count else ()
    found = greeting(community, today)
    evening = ceil(count / len(days)) if days else 0
    fields = tuple(profile.onboarding.intro_fields)
    trades = industries(recent(community.members, today, 1)[: max(evening, 1)])
    return {
        "newcomers": count,
        "newcomers_known": known,
        "newcomers_exact": exact,
        "newcomers_month": round(exact * WEEKS_PER_MONTH),
        "evenings": len(days),
        "evening_list": days,
        "newcomers_evening": evening,
        "join_start": clock_text(start),
        "join_end": clock_text(end),
        "join_late": clock_text((start + end) // 2),
        "notice_clock": clock_text(max(start - 5, 0)),
        "intro_list": fields or kind.intro_fields,
        "intro_count": len(fields) or len(next(iter(kind.intro_fields.values()))),
        "greeting": found,
        "newcomer_known": found.newcomer is not None and bool(found.newcomer.name),
        "match_known": bool(found.matches),
        "match_city": found.same_city,
        "match_skill": found.skill,
        "matchable_percent": found.matchable_percent,
        "batch_list": trades,
    }


def packets(
    community: Community, library: Library, facts: Mapping[str, Any], assumed: list[str]
) -> dict[str, Any]:
    """each: a packet for every newcomer; evening: one a night; none: no packets here, or no money."""
    profile = community.profile
    given = profile.onboarding.red_packet
    platform = library.platforms[profile.community.platform]
    limit = profile.limits.packet_max
    packet_max = (
        float(limit if limit is not None else platform.limits["packet_max"].value)
        if facts["has_packets"]
        else 0.0
    )
    intro = (
        float(given.intro) if given.intro is not None else library.kinds[profile.community.kind].packet_intro
    )
    if given.intro is None and facts["has_packets"]:
        assumed.append("packet_intro")
    share = float(given.share) if given.share is not None else 4 * intro
    if packet_max:
        intro, share = min(intro, packet_max), min(share, packet_max)
    budget_known = given.monthly_budget is not None
    budget = float(given.monthly_budget or 0)
    month = facts["newcomers_exact"] * WEEKS_PER_MONTH
    nights = facts["evenings"] * WEEKS_PER_MONTH
    mode, cost = "none", 0.0
    if facts["has_packets"] and intro > 0:
        if not budget_known or month * intro <= budget:
            mode, cost = "each", month * intro
        elif budget > 0:  # one a night: as much as the budget carries, never more than was meant for all
            intro = min(float(int(budget / nights)), intro * facts["newcomers_evening"], packet_max)
            if intro >= 1:
                mode, cost = "evening", nights * intro
    if mode == "none" and not budget_known:
        budget = 0.0
    return {
        "packet_mode": mode,
        "packet_intro": intro,
        "packet_share": share,
        "packet_talk": share if facts["has_packets"] and cost + WEEKS_PER_MONTH * share <= budget else 0.0,
        "packet_parts": PACKET_PARTS,
        "packet_cost_month": round(cost),
        "packet_budget": budget,
        "packet_budget_known": budget_known,
        "packet_max": packet_max,
    }


def rotation(community: Community, facts: Mapping[str, Any], today: date) -> dict[str, Any]:
    said = community.profile.rotation
    people = facts["group_size"] * facts["member_groups"]
    moves = round(people * said.share_moved)
    weeks = said.every_months * WEEKS_PER_MONTH
    month = today.year * 12 + today.month - 1  # counted from 0: the next month that the period divides
    turn = (month // said.every_months + 1) * said.every_months
    first = date(turn // 12, turn % 12 + 1, 1)
    if (first - today).days < 14:
        turn += said.every_months
        first = date(turn // 12, turn % 12 + 1, 1)
    return {
        "rotation_months": said.every_months,
        "rotation_percent": round(100 * said.share_moved),
        "rotation_moves": moves,
        "rotation_week": ceil(moves / weeks) if facts["member_groups"] > 1 else 0,
        "rotation_hours": round(moves * said.minutes_per_move / 60, 1),
        "minutes_per_move": said.minutes_per_move,
        "old_mates": max(ceil(facts["group_size"] / facts["member_groups"]) - 1, 0),
        "rotation_date": first + timedelta(days=(6 - first.weekday()) % 7),
    }


def carriers(community: Community, today: date) -> dict[str, Any]:
    found = activity(community, today)
    people = len(community.members)
    return {
        "activity": found,
        "owner_share": round(found.owner_share, 2),
        "half_people": found.half_people,
        "active": found.active,
        "active_percent": round(100 * found.active / people) if people else 0,
        "deeds": found.deeds,
        "star_known": bool(found.stars),
        "top_action": found.top_action,
    }


def rewards(community: Community) -> dict[str, Any]:
    profile = community.profile
    points, incentives = profile.points, profile.incentives
    named = [r.name for r in incentives.exposure] + [r.name for r in incentives.red_packet]
    named += [r.name for r in incentives.prize]
    return {
        "points_mode": points.mode,
        "points_period": "season" if isinstance(points.period, Season) else points.period,
        "rule_list": tuple(points.rules),
        "rule_count": len(points.rules),
        "has_sales": any(rule.amount for rule in points.rules),
        "incentive_budget": float(incentives.monthly_budget or 0),
        "incentive_names": named,
        "teams": points.teams,
        "articles_week": profile.content.articles_per_week,
        "messages_week": profile.content.messages_per_week,
        "channels": [channel.name for channel in profile.content.channels],
    }


def upgrade(community: Community) -> dict[str, Any]:
    """What the letters of the upgrade say in the operator's own words. The core value begins a sentence and
    never ends one: it is one line, with a capital and without its full stop."""
    said = community.profile.upgrade
    core = " ".join((said.core_value or "").split()).rstrip(ENDINGS)
    got = {text.casefold() for text in said.resources_got}
    return {
        "core_value": core[:1].upper() + core[1:],
        "wanted_resources": [text for text in said.wanted_resources if text.casefold() not in got],
        "resources_got": list(said.resources_got),
        "demands_each": said.lego.demands_each,
    }


def meeting(community: Community) -> dict[str, Any]:
    profile = community.profile
    tier = profile.events.tier
    names = group_names(community)
    asked = {g.id for g in profile.groups if g.tier == tier}
    invited = [m for m in community.members if m.tier == tier or names.of(m) & asked] if tier else []
    invited = invited or list(community.members)
    counts = city_counts(invited)
    known = sum(count for _, count in counts)
    people = len(invited)
    one_city = bool(counts) and counts[0][1] >= 0.8 * known and known * 2 >= people
    one_city = one_city or (not counts and profile.community.kind == "local")
    return {
        "city_list": counts,
        "city_members": counts[0][1] if counts else 0,
        "city2_members": counts[1][1] if len(counts) > 1 else 0,
        "meet_cities": sum(1 for _, count in counts if count >= 5),
        "cities_known_percent": round(100 * known / people) if people else 0,
        "trips_per_month": 0
        if one_city
        else profile.events.trips_per_month,  # nobody travels to the own city
        "event_budget": float(profile.events.monthly_budget or 0),
        "table_size": TABLE_SIZE,
        "one_city": one_city,
    }
