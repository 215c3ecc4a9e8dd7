"""What will the incentives cost next month, before anybody promises them? (tactic 8)

What is paid for ranks is known to the cent. What depends on deeds is drawn from the operator's own ledger:
a circular block bootstrap of weeks (blocks of two, as busy weeks come in rows; Politis and Romano 1992),
10,000 draws. With fewer than eight
weeks of ledger there is no such figure; then the worst week so far stands for every week.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from hashlib import shake_256
from math import ceil
from struct import unpack

from .offers import FEN, Offer, Win, World, all_wins, wins_of
from .periods import Period, after, month_of, week_of, weeks_ending_in

DRAWS = 10_000
ENOUGH_WEEKS = 8
HISTORY_WEEKS = 26
"""What happened longer ago says little about next month."""
BLOCK = 2


@dataclass(frozen=True, slots=True)
class OfferCost:
    """One offer in one month. `fixed`: known beforehand, if enough members take part. `hard`: the most that
    the terms allow, None = there is no limit. `counts`: payouts in each past week (random offers only)."""

    offer: Offer
    fixed: Decimal
    p50: Decimal
    p90: Decimal
    hard: Decimal | None
    most: int | None
    """Payouts at the most."""
    closings: int
    """Periods of the offer that end in the month."""
    people: int
    """Members who can win; 0 = unknown."""
    counts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Cost:
    """Money in the profile's currency for the month after the edition."""

    month: Period
    weeks: int
    """Weekly boards that close in that month."""
    history: int
    """Finished weeks of ledger that were drawn from."""
    enough: bool
    """Eight weeks or more: p50 and p90 are drawn; else both are the worst week, times the weeks."""
    fixed: Decimal
    p50: Decimal
    p90: Decimal
    hard: Decimal | None
    worst_week: Decimal
    """The dearest week so far of all that depends on deeds."""
    offers: tuple[OfferCost, ...]
    budget: Decimal | None


def price(
    offers: Sequence[Offer],
    world: World,
    people: int,
    caps: Mapping[str, int | None],
    budget: Decimal | None,
    today: date,
    seed: int,
) -> Cost:
    """`people`: members who can win. `caps`: by action, how many deeds count a day (None = no cap)."""
    month = next_month(world.until, today)
    weeks = weeks_ending_in(month)
    past = past_weeks(world)
    enough = len(past) >= ENOUGH_WEEKS
    paid = [offer for offer in offers if offer.amount > 0]
    counts = {o.id: weekly_counts(list(all_wins(o, world)), past) for o in paid if is_random(o)}
    monthly = {o.id: monthly_counts(o, world, past) for o in paid if is_random(o) and o.period == "month"}
    most = {o.id: most_payouts(o, world, month, people, caps) for o in paid}
    drawn = draw(counts, monthly, most, weeks, len(past), seed) if enough else {}
    total = [0] * DRAWS if drawn else []
    priced = []
    for offer in paid:
        fen = int(offer.amount * FEN)
        fixed = Decimal(0)
        p50 = p90 = Decimal(0)
        if not is_random(offer):
            fixed = p50 = p90 = offer.amount * (most[offer.id] or 0)
        elif offer.id in drawn:
            series = drawn[offer.id]
            total = [sum_ + n * fen for sum_, n in zip(total, series, strict=True)]
            p50, p90 = (offer.amount * quantile(sorted(series), share) for share in (0.5, 0.9))
        else:
            worst = max(counts[offer.id], default=0) * weeks
            p50 = p90 = offer.amount * at_most(worst, most[offer.id])
        limit = most[offer.id]
        hard = None if limit is None else offer.amount * limit
        closings = endings(offer, world, month)
        weekly = tuple(counts.get(offer.id, ()))
        priced.append(OfferCost(offer, fixed, p50, p90, hard, limit, closings, people, weekly))
    fixed = sum((p.fixed for p in priced), Decimal(0))
    dear = [
        sum((p.offer.amount * p.counts[i] for p in priced if p.counts), Decimal(0)) for i in range(len(past))
    ]
    if drawn:
        total.sort()
        p50, p90 = (fixed + Decimal(quantile(total, share)) / FEN for share in (0.5, 0.9))
    else:
        alone = sum((p.p90 - p.fixed for p in priced), Decimal(0))
        p50 = p90 = fixed + min(max(dear, default=Decimal(0)) * weeks, alone)
    hards = [p.hard for p in priced]
    hard = None if None in hards else sum((h for h in hards if h is not None), Decimal(0))
    return Cost(
        month=month, weeks=weeks, history=len(past), enough=enough, fixed=fixed, p50=p50, p90=p90, hard=hard,
        worst_week=max(dear, default=Decimal(0)), offers=tuple(priced), budget=budget,
    )  # fmt: skip


def next_month(until: date, today: date) -> Period:
    """The month that is priced: the one after the edition; with old tables, the one after today."""
    return after(month_of(max(until, today - timedelta(days=7))))


def is_random(offer: Offer) -> bool:
    """A rank is paid whoever holds it, a lot whoever draws it; everything else depends on deeds."""
    return offer.condition != "rank" and not offer.draw


def past_weeks(world: World) -> list[date]:
    """Mondays of the finished weeks of the ledger, at most HISTORY_WEEKS, oldest first."""
    if not world.earned:
        return []
    first = week_of(world.earned[0].day)
    monday = first.start if world.earned[0].day == first.start else first.end + timedelta(days=1)
    last = week_of(world.until)
    end = last.start if last.end > world.until else last.end + timedelta(days=1)
    found = []
    while monday < end:
        found.append(monday)
        monday += timedelta(days=7)
    return found[-HISTORY_WEEKS:]


def weekly_counts(wins: Sequence[Win], weeks: Sequence[date]) -> list[int]:
    counted: Counter[date] = Counter()
    for win in wins:
        counted[win.day - timedelta(days=win.day.weekday())] += win.times
    return [counted[monday] for monday in weeks]


def monthly_counts(offer: Offer, world: World, weeks: Sequence[date]) -> list[int]:
    """Of an offer that is decided once a month: its payouts in the finished months of the same history."""
    counted = Counter(win.day for win in all_wins(offer, world))
    months = sorted(p for p in world.tallies.periods if p.kind == "month" and p.end <= world.until)
    return [counted[p.end] for p in months if weeks and p.end >= weeks[0]]


def most_payouts(
    offer: Offer, world: World, month: Period, people: int, caps: Mapping[str, int | None]
) -> int | None:
    """The most payouts that the terms allow in that month; None where nothing limits them."""
    closings = endings(offer, world, month)
    if offer.draw:
        return offer.quantity * (closings if offer.condition == "rank" else min(closings, 1))
    if offer.condition == "rank":
        places = min(offer.places, people) if people else offer.places
        return at_most(places * closings, offer.limit)
    if not month_touched(offer, month):
        return 0
    left = pieces_left(offer, world)
    if offer.condition == "each":
        cap = caps.get(offer.subject)
        days = sum(1 for n in range(month.days) if offer.holds(month.start + timedelta(days=n)))
        most = None if cap is None else cap * days * people
        return min((n for n in (most, left, offer.limit) if n is not None), default=None)
    if offer.period == "all":
        state = world.badges.get(offer.subject) if offer.condition == "badge" else None
        open_ = max(people - len(state.holders), 0) if state else people
        return at_most(at_most(open_, left), offer.limit)
    return at_most(at_most(people * closings, left), offer.limit)


def pieces_left(offer: Offer, world: World) -> int | None:
    """What remains of a prize that is given out until it is gone; None where nothing is counted."""
    if not offer.quantity:
        return None
    return max(offer.quantity - sum(win.times for win in wins_of(offer, world)), 0)


def month_touched(offer: Offer, month: Period) -> bool:
    return (offer.start or date.min) <= month.end and month.start <= (offer.end or date.max)


def endings(offer: Offer, world: World, month: Period) -> int:
    """How many periods of the offer end in the month, and within its terms."""
    if offer.period == "week":
        sundays = (month.start + timedelta(days=n) for n in range(month.days))
        return sum(1 for day in sundays if day.weekday() == 6 and offer.holds(day))
    if offer.period == "month":
        return int(offer.holds(month.end))
    end = world.season.end if offer.period == "season" and world.season else offer.end
    return int(end is not None and end in month)


def at_most(count: int, limit: int | None) -> int:
    return count if limit is None else min(count, limit)


def draw(
    counts: Mapping[str, Sequence[int]],
    monthly: Mapping[str, Sequence[int]],
    most: Mapping[str, int | None],
    weeks: int,
    history: int,
    seed: int,
) -> dict[str, list[int]]:
    """Payouts of each random offer in DRAWS months. All offers of one draw see the same weeks."""
    if not counts:
        return {}
    dice = make_dice(seed, DRAWS * (weeks + 1))
    blocks, single = divmod(weeks, BLOCK)
    starts = [[dice(history) for _ in range(blocks)] for _ in range(DRAWS)]
    singles = [dice(history) for _ in range(DRAWS)] if single else []
    found: dict[str, list[int]] = {}
    for offer, series in counts.items():
        limit = most[offer]
        months = monthly.get(offer)
        if months:
            found[offer] = [at_most(months[dice(len(months))], limit) for _ in range(DRAWS)]
            continue
        pairs = [series[i] + series[(i + 1) % history] for i in range(history)]
        sums = [sum(pairs[i] for i in chosen) for chosen in starts]
        if single:
            sums = [n + series[i] for n, i in zip(sums, singles, strict=True)]
        found[offer] = sums if limit is None else [min(n, limit) for n in sums]
    return found


def stream(seed: int, count: int) -> tuple[int, ...]:
    """So many numbers below 2**32 from SHAKE-256 of the seed: the same on every machine, a longer stream
    begins as a shorter one."""
    return unpack(f">{count}I", shake_256(f"costs:{seed}".encode()).digest(4 * count))


def make_dice(seed: int, numbers: int) -> Callable[[int], int]:
    """Dice from the stream of the seed. `dice(n)` gives 0 to n - 1, even enough for n far below 2**32."""
    thrown, at = stream(seed, max(numbers, 1)), 0

    def dice(sides: int) -> int:
        nonlocal thrown, at
        if at == len(thrown):
            thrown = stream(seed, 2 * at)
        at += 1
        return thrown[at - 1] % sides

    return dice


def quantile(ordered: Sequence[int], share: float) -> int:
    """The smallest value that at least this share of the values does not exceed."""
    return ordered[max(ceil(share * len(ordered)) - 1, 0)]
