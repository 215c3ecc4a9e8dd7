"""Which partners could serve a client together next month, and which brick is missing? (third part of the
source: industry + skill + person)

A demand is covered by the fewest partners who together have its industry and all of its skills. Teams are
given out so that nobody carries more than `MOST_DEMANDS`; where no team is possible, the brick that nobody
has is named, which is the most useful line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal

from ...community.community import STAFF, Community
from ...community.people import Member
from ...community.upgrade import Demand, LegoPart
from ..people.stars import WINDOW_DAYS
from .lego_cover import (
    Brick,
    Crew,
    Seating,
    Wall,
    alike,
    assign,
    bricks_of,
    choose,
    make_crew,
    make_wall,
    smallest_size,
    spelled,
)

MOST_DEMANDS = 3
"""So many demands one partner serves at once: our own assumption."""
COMMUNITY_PARTS = 1
"""Parts of the income for the community, where each team member gets one: our own assumption."""
MOST_CANDIDATES, MOST_SUGGESTIONS = 5, 5
PARTNER_WORDS = ("partner", "合伙")
CENT = Decimal("0.01")
MOST_PARTS = 100


@dataclass(frozen=True, slots=True)
class Seat:
    """One person of a team."""

    member: str
    brings: tuple[Brick, ...]
    """The bricks of the demand that this person has, as the demand writes them."""


@dataclass(frozen=True, slots=True)
class Combo:
    """What became of one demand."""

    place: int
    """Its place in the profile, from 0: two demands may have one name."""
    name: str
    bricks: tuple[Brick, ...]
    """Industry first, then skills, as the profile writes them, each once."""
    state: str
    """ready: `team` serves it; waits: partners could, but all who could are taken; missing: `missing` is what
    no partner has; empty: the demand names no brick."""
    size: int = 0
    """The fewest partners who could, exact, whoever is taken; 0 where they cannot."""
    team: tuple[Seat, ...] = ()
    """In order of id."""
    city: str = ""
    """Key of the city where the most of the team live, at least two; else ""."""
    together: int = 0
    """How many live there; 1 where no two share a city."""
    acquainted: int = 0
    """Pairs of the team who share a group or squad already."""
    rarest: Brick | None = None
    """The brick that the fewest partners have."""
    holders: int = 0
    """How many partners have it."""
    missing: tuple[Brick, ...] = ()
    nearest: tuple[Seat, ...] = ()
    """With "missing": the fewest partners who have all the rest, whoever is taken; they are not given out."""
    free_size: int = 0
    """With "waits": the fewest of those partners who are not taken; 0 where they cannot."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An ordinary member who has a missing brick."""

    member: str
    fit: int
    """Of a missing skill: 1 if from an industry that needs it; of a missing industry: the skills asked with
    it that this member has."""
    deeds: int
    """Deeds in the ledger in the last 90 days."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A brick that no partner has: "recruit a designer in food service"."""

    skill: str
    """"" where the industry itself is missing."""
    industry: str
    """The missing industry; of a skill, the industry that asks for it most, "" where none is named."""
    unlocks: int
    """Demands that miss nothing else."""
    demands: tuple[int, ...]
    """Places of all demands that miss it."""
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Idle:
    """A skill that partners hold in plenty and no demand asks for."""

    skill: str
    holders: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A demand to look for: the roster holds in plenty what it takes."""

    industry: str
    skills: tuple[str, ...]
    holders: tuple[int, ...]
    """Partners who have the industry, then each skill."""
    team: tuple[Seat, ...]
    """A smallest team that still has room."""


@dataclass(frozen=True, slots=True)
class Share:
    member: str
    """"" = the community."""
    percent: Decimal
    """With two decimals."""


@dataclass(frozen=True, slots=True)
class Lego:
    tiers: tuple[str, ...]
    """Keys of the tiers whose members are partners, the dearest first; () where there is none."""
    partners: int
    combos: tuple[Combo, ...]
    """In the order of the profile."""
    first: Combo | None
    """The one to begin with: the smallest team of at least two, then the one whose busiest member does least,
    then the order of the profile. A person who covers a demand alone is first only where no team is ready."""
    missing: tuple[Missing, ...]
    """The one that unlocks most demands first."""
    idle: tuple[Idle, ...]
    suggestions: tuple[Suggestion, ...]
    loads: tuple[tuple[str, int], ...]
    """(id, demands) of all partners in a team, the busiest first."""


def partner_tiers(community: Community) -> tuple[str, ...]:
    """The tiers whose key or name contains "partner" or 合伙, the dearest first. Where none is so named, the
    dearest tier with a price, unless it is the usual one: "member", or that of more than half of all."""
    tiers = community.profile.tiers
    used = Counter(m.tier for m in community.members if m.tier)
    keys = {*tiers, *(g.tier for g in community.profile.groups)}
    names = {tier.name for tier in tiers.values() if tier.name}
    keys |= used.keys() - names
    price = {key: tiers[key].price if key in tiers else Decimal(0) for key in keys}
    ordered = sorted(keys, key=lambda key: (-price[key], key))
    named = [
        key for key in ordered if any(w in spelled(t) for w in PARTNER_WORDS for t in called(tiers, key))
    ]
    if named or not ordered:
        return tuple(named)
    dearest = ordered[0]
    held = sum(used[text] for text in {dearest, *called(tiers, dearest)})
    usual = dearest == "member" or 2 * held > len(community.members) > 0
    return () if usual or not price[dearest] else (dearest,)


def called(tiers: Mapping[str, object], key: str) -> tuple[str, ...]:
    """A tier's key, and its name where it has one."""
    name = getattr(tiers.get(key), "name", None)
    return (key, name) if name else (key,)


def partners_of(community: Community, tiers: Collection[str]) -> tuple[Member, ...]:
    """Members of these tiers; where the cell is empty, those in a group of these tiers. No staff."""
    words = {spelled(text) for key in tiers for text in called(community.profile.tiers, key)}
    groups = {g.id for g in community.profile.groups if g.tier in tiers}

    def belongs(member: Member) -> bool:
        return (
            spelled(member.tier) in words
            if member.tier
            else not groups.isdisjoint(community.groups_of(member))
        )

    return tuple(m for m in community.members if m.role not in STAFF and belongs(m))


def demand_bricks(demand: Demand) -> tuple[Brick, ...]:
    """Industry first, then the skills, each once."""
    trade = [Brick("industry", demand.industry)] if demand.industry else []
    found = {alike(brick): brick for brick in reversed([*trade, *(Brick("skill", s) for s in demand.skills)])}
    return tuple(reversed(found.values()))


def shares(
    team: Sequence[str], parts: Mapping[str, int] | None = None, community: int = COMMUNITY_PARTS
) -> tuple[Share, ...]:
    """Who gets which part of what a team earns, in percent that sum to exactly 100: one level only. Everybody
    in the team has a part, 1 to 100 (`parts` by id, else 1); what rounding to two places leaves goes to the
    community, so that equal parts are equal, or without a part of the community to the first of the team."""
    given = {member: (parts or {}).get(member, 1) for member in team}
    if not all(1 <= part <= MOST_PARTS for part in given.values()) or not 0 <= community <= MOST_PARTS:
        raise ValueError("a part is 1 to 100, the community's 0 to 100")
    if not given:
        return ()
    whole = sum(given.values()) + community
    exact = {m: (Decimal(100 * part) / whole).quantize(CENT, ROUND_DOWN) for m, part in given.items()}
    rest = 100 - sum(exact.values(), Decimal(0))
    if community:
        return (*(Share(m, percent) for m, percent in exact.items()), Share("", rest))
    exact[team[0]] += rest
    return tuple(Share(m, percent) for m, percent in exact.items())


def seats(crew: Crew, wall: Wall, people: Sequence[int]) -> tuple[Seat, ...]:
    bits = {who: pattern for pattern, holders in wall.patterns.items() for who in holders}
    return tuple(
        Seat(crew.people[who].id, tuple(b for i, b in enumerate(wall.bricks) if bits[who] >> i & 1))
        for who in people
    )


def make_combo(
    crew: Crew, wall: Wall, name: str, chosen: Seating | None, loads: Sequence[int], cap: int
) -> Combo:
    bricks = wall.bricks
    if not bricks:
        return Combo(wall.place, name, bricks, "empty")
    rarest = min(bricks, key=crew.has)
    if not wall.whole:
        near = choose(crew, wall, loads, None)
        return Combo(
            wall.place, name, bricks, "missing", rarest=rarest,
            missing=tuple(b for i, b in enumerate(bricks) if not wall.held >> i & 1),
            nearest=seats(crew, wall, near.people) if near else (),
        )  # fmt: skip
    if chosen is None:
        free = [p for p, people in wall.patterns.items() if any(loads[who] < cap for who in people)]
        return Combo(
            wall.place, name, bricks, "waits", wall.size, rarest=rarest, holders=wall.rarity,
            free_size=smallest_size(wall.held, free),
        )  # fmt: skip
    return Combo(
        wall.place, name, bricks, "ready", wall.size, seats(crew, wall, chosen.people), chosen.city,
        chosen.together, chosen.acquainted, rarest, wall.rarity,
    )  # fmt: skip


def trade_of(combo: Combo) -> str:
    return combo.bricks[0].word if combo.bricks and combo.bricks[0].kind == "industry" else ""


def find_missing(
    community: Community, combos: Sequence[Combo], members: Sequence[Member], day: date
) -> tuple[Missing, ...]:
    """Bricks that no partner has, with those of `members` who have them; deeds are counted up to `day`."""
    lacking: dict[Brick, list[Combo]] = {}
    for combo in combos:
        for brick in combo.missing:
            lacking.setdefault(alike(brick), []).append(combo)
    holders: dict[tuple[str, str], list[Member]] = {key: [] for key in lacking}
    for member in members if holders else ():
        words = dict.fromkeys(("skill", spelled(skill)) for skill in member.skills)
        for key in (("industry", spelled(member.industry)), *words):
            if key in holders:
                holders[key].append(member)
    deeds = count_deeds(community, {m.id for found in holders.values() for m in found}, day)
    rows = [make_missing(key, wanting, holders[key], deeds) for key, wanting in lacking.items()]
    return tuple(sorted(rows, key=lambda m: (-m.unlocks, -len(m.demands), m.demands, m.skill, m.industry)))


def make_missing(
    key: Brick, wanting: Sequence[Combo], holders: Sequence[Member], deeds: Mapping[str, int]
) -> Missing:
    """`key` is a comparable brick, `wanting` the demands without it in the order of the profile."""
    word = next(b.word for b in wanting[0].bricks if alike(b) == key)
    trades = Counter(spelled(trade_of(combo)) for combo in wanting if trade_of(combo))
    skills = {spelled(b.word) for combo in wanting for b in combo.bricks if b.kind == "skill"}
    usual = max(trades, key=lambda t: trades[t], default="")  # the first of equals
    trade = next((t for combo in wanting if spelled(t := trade_of(combo)) == usual), "")

    def fit(member: Member) -> int:
        if key.kind == "industry":
            return len(skills & set(map(spelled, member.skills)))
        return int(spelled(member.industry) in trades)

    found = [Candidate(m.id, fit(m), deeds.get(m.id, 0)) for m in holders]
    return Missing(
        skill=word if key.kind == "skill" else "",
        industry=trade,
        unlocks=sum(1 for combo in wanting if len(combo.missing) == 1),
        demands=tuple(combo.place for combo in wanting),
        candidates=tuple(sorted(found, key=lambda c: (-c.fit, -c.deeds, c.member))[:MOST_CANDIDATES]),
    )


def count_deeds(community: Community, ids: Collection[str], day: date) -> Counter[str]:
    """Rows of the ledger in the last 90 days, without corrections, as in `activity`."""
    since = day - timedelta(days=WINDOW_DAYS)
    ledger = community.ledger if ids else ()
    return Counter(e.member for e in ledger if since < e.day <= day and e.quantity > 0 and e.member in ids)


def plenty(crew: Crew, kind: str, least: int) -> dict[Brick, int]:
    """Comparable bricks of a kind that at least so many partners have -> how many. One of those nearly always
    has time."""
    return {key: len(who) for key, who in crew.holders.items() if key.kind == kind and len(who) >= least}


def find_idle(crew: Crew, asked: Collection[Brick], least: int) -> tuple[Idle, ...]:
    """`asked`: comparable bricks of all demands. Most holders first, then by word."""
    found = [Idle(crew.words[key], n) for key, n in plenty(crew, "skill", least).items() if key not in asked]
    return tuple(sorted(found, key=lambda i: (-i.holders, i.skill)))


def suggest(
    crew: Crew, walls: Sequence[Wall], loads: Sequence[int], cap: int, said: LegoPart
) -> tuple[Suggestion, ...]:
    """One industry with three skills, else two: the industries with most partners, each with the skills that
    most of these partners have (of equals the one that no demand asks for yet). No skill is suggested twice,
    nothing that a demand of that industry asks already, and a team of at most `new_team` must have room."""
    demands = [frozenset(map(alike, wall.bricks)) for wall in walls]
    asked = frozenset().union(*demands)
    trades, skills = (plenty(crew, kind, said.plenty) for kind in ("industry", "skill"))
    found: list[Suggestion] = []
    for trade in sorted(trades, key=lambda t: (-trades[t], t in asked, t)):
        local = Counter(alike(b) for who in crew.holders[trade] for b in bricks_of(crew.people[who]))
        ranked = sorted(skills, key=lambda s: (-local[s], s in asked, -skills[s], s))
        for count in (3, 2):
            keys = (trade, *ranked[:count])
            wall = make_wall(crew, 0, tuple(Brick(key.kind, crew.words[key]) for key in keys))
            known = any(demand.issuperset(keys) for demand in demands)
            chosen = choose(crew, wall, loads, cap) if len(keys) > count and not known else None
            if chosen and wall.size <= said.new_team:
                words = [brick.word for brick in wall.bricks]
                holders = tuple(crew.has(key) for key in keys)
                found.append(
                    Suggestion(words[0], tuple(words[1:]), holders, seats(crew, wall, chosen.people))
                )
                for key in keys[1:]:
                    del skills[key]
                break
    return tuple(found[:MOST_SUGGESTIONS])


def make_lego(community: Community, day: date, cap: int = MOST_DEMANDS) -> Lego:
    """All of it for the demands of the profile. `day`: as of which day the tables speak, see
    `facts.day_of_data`; `cap`: how many demands one partner serves at once."""
    tiers = partner_tiers(community)
    partners = partners_of(community, tiers)
    crew = make_crew(partners, community.group_ids)
    demands, said = community.profile.upgrade.demands, community.profile.upgrade.lego
    walls = [make_wall(crew, place, demand_bricks(demand)) for place, demand in enumerate(demands)]
    teams, loads = assign(crew, walls, cap)
    combos = tuple(
        make_combo(crew, wall, demand.name, teams.get(wall.place), loads, cap)
        for wall, demand in zip(walls, demands, strict=True)
    )
    busiest = {place: max(loads[who] for who in chosen.people) for place, chosen in teams.items()}
    ready = [combo for combo in combos if combo.state == "ready"]
    mine = {m.id for m in partners}
    others = [m for m in community.members if m.id not in mine and m.role not in STAFF]
    busy = [(m.id, load) for m, load in zip(crew.people, loads, strict=True) if load]
    return Lego(
        tiers=tiers,
        partners=len(partners),
        combos=combos,
        first=min(ready, key=lambda c: (c.size == 1, c.size, busiest[c.place], c.place), default=None),
        missing=find_missing(community, combos, others, day),
        idle=find_idle(crew, {alike(brick) for wall in walls for brick in wall.bricks}, said.plenty),
        suggestions=suggest(crew, walls, loads, cap, said),
        loads=tuple(sorted(busy, key=lambda pair: (-pair[1], pair[0]))),
    )
