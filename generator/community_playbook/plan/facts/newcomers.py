"""How many newcomers come on which evenings, who they are, and what packets there are for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from typing import NamedTuple, TypedDict

from ...community.community import Community
from ...community.hours import DAY, window_minutes
from ...community.profile import Weights
from ...knowledge.library import OWN, Library
from ..anchors import beat_clock, weekdays_at
from ..arrivals import Arrival, Batch, Greeting, batches, greeting, matchable_percent
from ..clock import DAYS, WEEKS_PER_MONTH, clock_minutes, clock_text
from ..free import Free
from ..people.seating import make_seats
from ..purpose import find_rhythms, find_topic, is_screen, is_seated, lexicons_of
from ..roster import NEWCOMER_WEEKS, industries, recent
from .people import Hands, Sizes
from .window import JoinWindow, find_window

NEWCOMERS_AN_EVENING, MOST_AN_EVENING, USUAL_EVENINGS = 10, 20, 3
"""Ten an evening are comfortable; beyond three evenings a week up to twenty, which fills the window."""
EVENINGS = ("tue", "thu", "sun", "wed", "mon", "sat", "fri")
"""In this order evenings are added; the source lets people in between 20:00 and 22:00."""
PACKET_PARTS = 10
NEWCOMERS_OF_A_BEGINNER = 5
WEEKLY = 0.75
"""From so many newcomers a week on, somebody comes in most weeks."""
RARE_NEWCOMERS = 0.5
"""Fewer newcomers a week than one in two weeks need no evening of their own: they come one by one."""


@dataclass(frozen=True, slots=True)
class Newcomers:
    newcomers: int
    """A week, as the plan counts them."""
    newcomers_known: str
    """profile, roster or assumption."""
    newcomers_exact: float
    joins_with_rhythm: bool
    """They come in at the time of what people come for: the profile says no other."""
    fortnightly: bool
    """Fewer than one a week: every other week somebody comes."""
    newcomers_month: int
    evenings: int
    evening_list: tuple[str, ...]
    newcomers_evening: int
    window: JoinWindow
    join_start: str
    join_end: str
    join_late: str
    """Half-way through the window."""
    notice_clock: str
    form_clock: str
    chase_clock: str
    file_clock: str
    match_clock: str
    tell_clock: str
    forms_before: bool
    """The introductions are asked for the day before."""
    intro_list: tuple[str, ...] | Mapping[str, tuple[str, ...]]
    """The operator's own fields of a self-introduction; else, by language, what people are asked who come for
    that, or the kind's."""
    intro_count: int
    arrivals: tuple[Arrival, ...]
    """Who waits for the next evening, as far as the roster knows."""
    batches: tuple[Batch, ...]
    """That evening, and later ones for which somebody is entered already."""
    second_people: int
    """Of those who came the evening before one of these: for how many somebody else may be asked."""
    mention_cap: int
    """So many times a week at most one member is called upon."""
    tonight: int
    """How many come on the next evening: those who wait, else as many as usual."""
    tonight_known: bool
    greeting: Greeting
    newcomer_known: bool
    newcomer_inside: bool
    match_known: bool
    match2_known: bool
    match_city: bool
    match_skill: str
    matchable_percent: int
    batch_list: tuple[tuple[str, int], ...]
    """What those who wait do for a living, with how many."""


@dataclass(frozen=True, slots=True)
class Packets:
    """Amounts in the profile's currency; modes: each (a packet for every newcomer), evening (one a night),
    none (no packets here, or no money)."""

    packet_mode: str
    packet_intro: float
    packet_share: float
    packet_talk: float
    packet_evening: float
    """What one join evening hands out before introductions."""
    packet_parts: int
    packet_cost_month: int
    """Of what the budget grants; 0 where none was given."""
    packet_wish: int
    """What it would cost a month where no budget was given."""
    packet_budget: float
    packet_budget_known: bool
    packet_max: float


def find_newcomers(
    community: Community, library: Library, sizes: Sizes, today: date, data_day: date, hands: Hands
) -> Newcomers:
    """`data_day`: newcomers are averaged back from it; who waits today is asked of `today`."""
    profile, members = community.profile, sizes.members
    kind = library.kinds[profile.community.kind]
    said = profile.onboarding.newcomers_per_week
    dated = [m for m in community.members if m.joined]
    if said is not None:
        exact, known = float(said), "profile"
    elif len(dated) * 2 > len(community.members) > 0:
        exact, known = len(recent(community.members, data_day, NEWCOMER_WEEKS)) / NEWCOMER_WEEKS, "roster"
    else:
        exact, known = members * kind.newcomers_share or NEWCOMERS_OF_A_BEGINNER, "assumption"
    count = max(int(exact + 0.5), 1) if exact >= RARE_NEWCOMERS or known == "assumption" else 0
    free = hands.free["owner" if hands.solo else "helper"]
    joining = joining_with(community, library)
    hours = joining.hours if joining else profile.onboarding.join_window
    days: tuple[str, ...] = joining.days if joining else tuple(profile.onboarding.evenings or ())
    if not days and count:
        comfortable, full = ceil(count / NEWCOMERS_AN_EVENING), ceil(count / MOST_AN_EVENING)
        wanted = min(7, comfortable, max(USUAL_EVENINGS, full))
        days = free_first(hours, free)[:wanted]
    days = tuple(day for day in DAYS if day in days) if count else ()
    window, clocks = find_window(hours, days, free)
    evening = ceil(count / len(days)) if days else 0
    seats = make_seats(community, sizes.group_list, sizes.qr_joins)
    weights = weights_of(community, library)
    coming = batches(community, [DAYS.index(day) for day in days], today, MOST_AN_EVENING, seats, weights)
    arrivals = coming[0].arrivals if coming else ()
    found = greeting(community, arrivals)
    asked = profile.onboarding.intro_fields or usual_fields(community, library)
    intro = asked if isinstance(asked, Mapping) else tuple(asked)
    waits = {arrival.newcomer.id for arrival in arrivals}
    return Newcomers(
        newcomers=count,
        newcomers_known=known,
        newcomers_exact=exact,
        joins_with_rhythm=joining is not None and bool(days),
        fortnightly=bool(count) and exact < WEEKLY and known != "assumption",
        newcomers_month=round(exact * WEEKS_PER_MONTH),
        evenings=len(days),
        evening_list=days,
        newcomers_evening=evening,
        window=window,
        **clocks,
        forms_before=bool(window.ahead["form_clock"]),
        intro_list=intro,
        intro_count=len(next(iter(intro.values())) if isinstance(intro, Mapping) else intro),
        arrivals=arrivals,
        batches=coming,
        second_people=sum(len(batch.second.arrivals) for batch in coming if batch.second),
        mention_cap=profile.onboarding.mentions.per_week,
        tonight=len(arrivals) or evening,
        tonight_known=bool(arrivals),
        **told_of(found),
        matchable_percent=matchable_percent(community, data_day, weights),
        batch_list=industries([m for m in community.members if m.id in waits]),
    )


def weights_of(community: Community, library: Library) -> Weights:
    """What the profile says counts; of what it does not say, what counts for those who come for that."""
    said = community.profile.onboarding.mentions.weights
    usual = next((library.rhythm(chosen.id).mentions for chosen in find_rhythms(community, library)), {})
    return said.model_copy(update={k: v for k, v in usual.items() if k not in said.model_fields_set})


class JoiningTime(NamedTuple):
    days: tuple[str, ...]
    hours: str
    """ "20:10-20:30"."""


def joining_with(community: Community, library: Library) -> JoiningTime | None:
    """When people come in by what they come for; None where the profile says when, or a rhythm does not."""
    if {"join_window", "evenings"} & community.profile.onboarding.model_fields_set:
        return None
    for chosen in find_rhythms(community, library):
        rhythm = library.rhythm(chosen.id)
        if rhythm.join:
            days = {day for written in rhythm.join.on for day in weekdays_at(rhythm, written, chosen)}
            start = clock_minutes(beat_clock(rhythm, rhythm.join.clock, chosen))
            hours = f"{clock_text(start)}-{clock_text((start + rhythm.join.minutes) % DAY)}"
            return JoiningTime(tuple(sorted(days, key=DAYS.index)), hours)
    return None


def usual_fields(community: Community, library: Library) -> Mapping[str, tuple[str, ...]]:
    """By language: what a self-introduction says where the profile does not say it."""
    chosen = find_rhythms(community, library)
    if chosen:
        heard = find_topic(community, library)
        lexicons = lexicons_of(
            library.rhythm(chosen[0].id),
            screen=is_screen(heard),
            seated=is_seated(community, library, heard),
        )
        return {language: tuple(lexicon["ask"]) for language, lexicon in lexicons.items()}
    return library.kinds[community.profile.community.kind].intro_fields


class Told(TypedDict):
    """What is known of the newcomer whom texts name."""

    greeting: Greeting
    newcomer_known: bool
    newcomer_inside: bool
    match_known: bool
    match2_known: bool
    match_city: bool
    match_skill: str


def told_of(found: Greeting) -> Told:
    return {
        "greeting": found,
        "newcomer_known": found.newcomer is not None,
        "newcomer_inside": found.inside,
        "match_known": bool(found.matches),
        "match2_known": len(found.matches) > 1,
        "match_city": found.same_city,
        "match_skill": found.skill,
    }


def for_one(facts: Newcomers, community: Community, arrival: Arrival) -> Newcomers:
    """The same facts with one of those who wait as the newcomer whom texts name."""
    return replace(facts, **told_of(greeting(community, [arrival])))


def for_batch(facts: Newcomers, community: Community, arrivals: Sequence[Arrival]) -> Newcomers:
    """The same facts where those of another evening are the ones who wait; () = nobody is known."""
    waits = {arrival.newcomer.id for arrival in arrivals}
    return replace(
        facts,
        arrivals=tuple(arrivals),
        tonight=len(arrivals) or facts.newcomers_evening,
        tonight_known=bool(arrivals),
        batch_list=industries([m for m in community.members if m.id in waits]),
        **told_of(greeting(community, arrivals)),
    )


def free_first(window: str, free: Free) -> tuple[str, ...]:
    """EVENINGS, those first on which whoever lets people in is free for most of the window."""
    start, end = window_minutes(window)
    held = {day: free.within(DAYS.index(day) * DAY + start, DAYS.index(day) * DAY + end) for day in EVENINGS}
    return tuple(sorted(EVENINGS, key=lambda day: -held[day]))


def find_packets(community: Community, library: Library, arriving: Newcomers) -> Packets:
    """each: a packet for every newcomer; evening: one a night; none: no packets here, or no budget."""
    profile = community.profile
    given = profile.onboarding.red_packet
    platform = library.platforms[profile.community.platform]
    packets_there = platform.can["packets"] == OWN
    limit = profile.limits.packet_max
    packet_max = (
        float(limit if limit is not None else platform.limits["packet_max"].value) if packets_there else 0.0
    )
    intro = (
        float(given.intro) if given.intro is not None else library.kinds[profile.community.kind].packet_intro
    )
    share = float(given.share) if given.share is not None else 4 * intro
    if packet_max:
        intro, share = min(intro, packet_max), min(share, packet_max)
    budget_known = given.monthly_budget is not None
    budget = float(given.monthly_budget or 0)
    month = arriving.newcomers_exact * WEEKS_PER_MONTH
    nights = arriving.evenings * WEEKS_PER_MONTH
    mode, cost, wish = "none", 0.0, 0.0
    if packets_there and intro > 0:
        if not budget_known:  # nobody asks for money that was not given
            wish = month * intro
        elif month * intro <= budget:
            mode, cost = "each", month * intro
        elif budget > 0:  # one a night: as much as the budget carries, never more than was meant for all
            intro = min(float(int(budget / nights)), intro * arriving.newcomers_evening, packet_max)
            if intro >= 1:
                mode, cost = "evening", nights * intro
    return Packets(
        packet_mode=mode,
        packet_intro=intro,
        packet_share=share,
        packet_talk=share if packets_there and cost + WEEKS_PER_MONTH * share <= budget else 0.0,
        packet_evening={"each": intro * arriving.newcomers_evening, "evening": intro}.get(mode, 0.0),
        packet_parts=PACKET_PARTS,
        packet_cost_month=round(cost),
        packet_wish=round(wish),
        packet_budget=budget,
        packet_budget_known=budget_known,
        packet_max=packet_max,
    )
