"""Who wins what under the incentives of the profile: exposure, red packets and prizes (tactic 8).

The rules are those that stand on the cards. Red packets for a rank: equals share the money of the places that
they hold together, so that the sum never changes. What cannot be shared goes to whoever got there first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ...community.profile import Profile
from ...community.rewards import Exposure, PacketReward, Prize
from .badges import BadgeState, count
from .boards import Tallies, Tally, standings, tally
from .periods import Period, period_of
from .points import END_OF_DAY, Earning, Number, within

FEN = 100
"""Money is split in hundredths of the currency."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One incentive. `condition`: rank, badge, points, action (once a period) or each (counted deed)."""

    kind: str
    index: int
    """Its place in the profile's list, from 0."""
    name: str
    amount: Decimal
    """For one winner, in the profile's currency; 0 for exposure."""
    reach: int | None
    condition: str
    wanted: int
    """Ranks, or points; 1 for a badge or a deed."""
    subject: str
    """The badge's id or the action."""
    board: str
    """points or sales: what ranks and sums are about."""
    period: str
    """week, month, season or all (once and for all)."""
    limit: int | None
    """Most payouts a calendar month."""
    quantity: int
    """Pieces of a prize: each period for a rank, else in all; 0 = as many as are earned."""
    start: date | None
    end: date | None
    claim_days: int | None
    draw: bool

    @property
    def id(self) -> str:
        return f"{self.kind}-{self.index}"

    @property
    def places(self) -> int:
        """Winners of one period of a rank."""
        return min(self.wanted, self.quantity) if self.quantity else self.wanted

    def holds(self, day: date) -> bool:
        return (self.start or date.min) <= day <= (self.end or date.max)


class Win(NamedTuple):
    day: date
    member: str
    amount: Decimal
    times: int = 1
    """More than 1 only with `each`."""
    second: int = END_OF_DAY
    """Of the day, where the ledger has a time of day: who came first."""


@dataclass(frozen=True, slots=True)
class World:
    """What the wins are read from."""

    tallies: Tallies
    earned: Sequence[Earning]
    badges: Mapping[str, BadgeState]
    season: Period | None
    until: date
    """The last day that counts."""
    known: dict[tuple[Offer, bool], list[Win]] = field(default_factory=dict, compare=False)
    """What `wins_of` has found already."""
    actions: dict[str, list[Earning]] = field(default_factory=dict, compare=False)

    def of_action(self, action: str) -> list[Earning]:
        """The earnings with one action, looked up once."""
        if action not in self.actions:
            self.actions[action] = [e for e in self.earned if e[2] == action]
        return self.actions[action]


def offers_of(profile: Profile) -> tuple[Offer, ...]:
    """All incentives that say who gets them, in the order of kind and profile."""
    usual = profile.points.period
    kind = usual if isinstance(usual, str) else "season"
    found = []
    given = profile.incentives
    lists: list[tuple[str, Sequence[Exposure | PacketReward | Prize]]] = [
        ("exposure", given.exposure),
        ("red_packet", given.red_packet),
        ("prize", given.prize),
    ]
    for name, items in lists:
        for index, item in enumerate(items):
            offer = offer_of(name, index, item, kind)
            found += [offer] if offer else []
    return tuple(found)


def offer_of(kind: str, index: int, item: Exposure | PacketReward | Prize, usual: str) -> Offer | None:
    earned = item.earned
    if earned.rank:
        condition, wanted, subject, period = "rank", earned.rank, "", earned.period or usual
    elif earned.badge:
        condition, wanted, subject, period = "badge", 1, earned.badge, "all"
    elif earned.points:
        condition, wanted, subject, period = "points", earned.points, "", earned.period or usual
    elif earned.action:
        condition = "each" if earned.each else "action"
        wanted, subject, period = 1, earned.action, "all" if earned.each else earned.period or usual
    else:
        return None
    amount = item.amount if isinstance(item, PacketReward) else item.value if isinstance(item, Prize) else 0
    return Offer(
        kind=kind,
        index=index,
        name=item.name,
        amount=Decimal(amount),
        reach=item.reach if isinstance(item, Exposure) else None,
        condition=condition,
        wanted=wanted,
        subject=subject,
        board=earned.board,
        period=period,
        limit=item.limit,
        quantity=item.quantity if isinstance(item, Prize) else 0,
        start=item.start,
        end=item.end,
        claim_days=item.claim_days,
        draw=isinstance(item, Prize) and item.draw,
    )


def wins_of(offer: Offer, world: World, live: bool = True) -> list[Win]:
    """In order of (day, rank or member). `live`: only what the terms cover; else all of the past is played
    again under this offer, to see what it would have brought and cost."""
    if (offer, live) in world.known:
        return world.known[offer, live]
    found = [win for win in all_wins(offer, world, live) if not live or offer.holds(win.day)]
    if offer.condition != "rank":
        found.sort(key=lambda win: (win.day, win.second, win.member))
        if live and offer.quantity and not offer.draw:
            found = first_come(found, offer, offer.quantity, lambda day: date.min)
        if offer.limit:
            found = first_come(found, offer, offer.limit, lambda day: day.replace(day=1))
    world.known[offer, live] = found
    return found


def first_come(wins: Sequence[Win], offer: Offer, most: int, of: Callable[[date], date]) -> list[Win]:
    """First come, first served: at most so many payouts among all days that `of` gives one key."""
    used: Counter[date] = Counter()
    found = []
    for win in wins:
        key = of(win.day)
        times = min(win.times, most - used[key])
        used[key] += max(times, 0)
        if times == win.times:
            found.append(win)
        elif times > 0:
            found.append(win._replace(amount=offer.amount * times, times=times))
    return found


def all_wins(offer: Offer, world: World, live: bool = False) -> Iterator[Win]:
    """Before pieces and limits are counted. `live`: deeds outside the terms do not count."""
    if offer.condition == "badge":
        state = world.badges.get(offer.subject)
        yield from (Win(h.day, h.member, offer.amount) for h in (state.holders if state else ()))
    elif offer.condition == "each":
        for e in world.of_action(offer.subject):
            if e.counted >= 1:
                times = int(e.counted)
                yield Win(e.day, e.member, offer.amount * times, times, e.second)
    elif offer.period == "all":
        yield from once_for_all(offer, world, live)
    elif offer.condition == "rank":
        yield from ranks_of_periods(offer, world, live)
    else:
        for period in periods_of(offer, world):
            yield from wins_in(offer, period, world)


def ranks_of_periods(offer: Offer, world: World, live: bool) -> Iterator[Win]:
    """Period after period; a monthly limit counts places, so that it never cuts into what equals share."""
    used: Counter[date] = Counter()
    for period in periods_of(offer, world):
        month = period.end.replace(day=1)
        places = min(offer.places, offer.limit - used[month]) if offer.limit else offer.places
        if places > 0 and (not live or offer.holds(period.end)):
            ranked = ranked_in(offer, world.tallies.of(period), places)
            used[month] += min(places, len(ranked))
            yield from ranked_wins(offer, ranked, period.end, places)


def once_for_all(offer: Offer, world: World, live: bool) -> Iterator[Win]:
    """A rank of all time is settled on the last day of the terms, as the board stands then; without a last
    day never. Points and deeds count from the first day of the terms on."""
    if offer.condition == "rank":
        end = offer.end
        if end is not None and end <= world.until:
            found = tally(e for e in world.earned if e.day <= end)
            places = min(offer.places, offer.limit or offer.places)
            yield from ranked_wins(offer, ranked_in(offer, found, places), end, places)
        return
    own = [
        e
        for e in world.earned
        if (offer.condition == "points" or e.action == offer.subject) and (not live or offer.holds(e.day))
    ]
    last: dict[tuple[date, str], int] = {}
    for e in own:
        if gain(offer, e) > 0:
            last[e.day, e.member] = max(e.second, last.get((e.day, e.member), 0))
    deeds = ((e.member, gain(offer, e), e.day) for e in own)
    for member, day in count(deeds, offer.wanted).since.items():
        yield Win(day, member, offer.amount, second=last.get((day, member), END_OF_DAY))


def gain(offer: Offer, e: Earning) -> Number:
    if offer.condition != "points":
        return e.counted
    return e.amount if offer.board == "sales" else e.points


def ranked_in(offer: Offer, found: Tally, places: int) -> list[tuple[int, str, Number]]:
    return standings(found.values(offer.board), found.moments(offer.board), places) if places > 0 else []


def periods_of(offer: Offer, world: World) -> list[Period]:
    """The finished periods of the offer's kind that have a row."""
    return sorted(p for p in world.tallies.periods if p.kind == offer.period and p.end <= world.until)


def wins_in(offer: Offer, period: Period, world: World) -> Iterator[Win]:
    """The winners of one period, over or not; ranks as if it were over, under the limit of its month."""
    found = world.tallies.of(period)
    if offer.condition == "rank":
        then = replace(world, until=period.end, known={})
        yield from (win for win in ranks_of_periods(offer, then, True) if win.day == period.end)
    elif offer.condition == "points":
        values = found.values(offer.board)
        for member in sorted(m for m, value in values.items() if value >= offer.wanted):
            yield Win(period.end, member, offer.amount)
    else:
        done: Counter[str] = Counter()
        for e in within(world.of_action(offer.subject), period):
            done[e.member] += e.counted  # type: ignore[assignment]
        for member in sorted(m for m, value in done.items() if value > 0):
            yield Win(period.end, member, offer.amount)


def ranked_wins(offer: Offer, ranked: Sequence[tuple[int, str, Number]], day: date, places: int) -> list[Win]:
    """Money is shared among equals; a thing or a place goes to the first ones in the order of the board."""
    if offer.kind != "red_packet":
        return [Win(day, member, offer.amount) for _, member, _ in ranked[:places]]
    found: list[Win] = []
    at = 0
    while at < len(ranked) and at < places:
        rank = ranked[at][0]
        equals = [member for place, member, _ in ranked[at:] if place == rank]
        held = min(len(equals), places - at)
        shares = split_evenly(offer.amount * held, len(equals))
        found += [Win(day, member, share) for member, share in zip(equals, shares, strict=True)]
        at += len(equals)
    return found


def split_evenly(money: Decimal, people: int) -> list[Decimal]:
    """Shares that add up to the cent; what cannot be divided goes to the first ones, a cent each."""
    each, rest = divmod(int(money * FEN), people)
    return [Decimal(each + (i < rest)) / FEN for i in range(people)]


def split_packet(money: Decimal, most: Decimal) -> list[Decimal]:
    """As few packets as the platform's limit allows: full ones, then the rest."""
    if most <= 0 or money <= most:
        return [money]
    full, rest = divmod(money, most)
    return [most] * int(full) + ([rest] if rest else [])


def current(offer: Offer, day: date, season: Period | None) -> Period | None:
    """The period of the offer that holds a day; None for what is earned once and for all, and for a season
    that nobody has set."""
    if offer.period == "all" or (offer.period == "season" and season is None):
        return None
    return period_of(offer.period, day, season)
