"""Points, boards, teams, badges and incentives of one community, from one pass over its ledger (tactic 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import localcontext

from ...community.community import Community
from ...community.people import LedgerEntry
from ...community.rewards import PointRule, Season
from .badges import BadgeState, Evidence, make_badges
from .boards import Board, Tallies, make_board, make_tallies, minus, newcomers_board
from .costs import Cost, next_month, price
from .fairness import Fairness, judge
from .health import Health, check_game
from .offers import Offer, Win, World, current, offers_of, wins_in, wins_of
from .periods import (
    Period,
    after,
    before,
    edition_day,
    ledger_end,
    month_of,
    newest_until,
    period_of,
    season_of,
    week_of,
)
from .points import Points, Rulebook, score
from .repair import Repair, fit
from .teams import Teams, make_teams

DIGITS = 100
"""Sums stay exact: amounts have at most 28 digits, a ledger at most a few million rows."""


@dataclass(frozen=True, slots=True)
class OfferState:
    """One incentive: the winners of its last finished period (`due`) and, where a period runs, of today."""

    offer: Offer
    period: Period
    """The period that `due` is about: the offer's own, or the week for what is earned deed by deed."""
    due: tuple[Win, ...]
    so_far: tuple[Win, ...]
    this_month: int = 0
    """Payouts since the first of the month, of what is earned deed by deed."""


@dataclass(frozen=True, slots=True)
class Game:
    """`edition`: the period of the board that is posted next, the last one with a row of the ledger. Empty
    parts where there is no ledger."""

    edition: Period
    due: Period
    """What the edition would be if the ledger had a row in it: the one before the planned Monday."""
    today: date
    until: date
    """The last day that may be counted: what holds on it is in force."""
    ends: date | None
    """The ledger's newest row, where it ends before the week that is due."""
    silent: str
    """Why nobody stands on the board of the edition: empty (the ledger has no row yet), season (none in the
    season), staff (only the owner's and the assistants'), rules (none falls under a rule), zero (taken back);
    "" where somebody does."""
    lead: str
    """The measure of the board that is posted: sales where a shop counts them, else points."""
    points: Points
    boards: tuple[Board, ...]
    newcomers: Board | None
    teams: Teams | None
    badges: tuple[BadgeState, ...]
    offers: tuple[OfferState, ...]
    cost: Cost
    repair: Repair | None
    fairness: Fairness
    health: Health

    def counted(self, period: Period) -> date:
        """The last day that a board of this period counts: its end, today, or where the ledger ends."""
        return max(period.start, min(period.end, self.ends or self.today))

    def board(self, measure: str, kind: str) -> Board | None:
        return next((b for b in self.boards if b.id == measure and b.period.kind == kind), None)

    @property
    def main(self) -> Board | None:
        """The board of the edition: of the leading measure, or the other one where that has no row."""
        found = [b for b in self.boards if b.period == self.edition and b.rows]
        return min(found, key=lambda b: (b.id != self.lead, b.id), default=None)


def make_game(community: Community, today: date, seed: int = 1, leads: str = "points") -> Game:
    """Everything that tactic 8 computes; exact, and the same for any order of rows.

    `leads`: the board that stands first where there are both, points or sales.
    """
    with localcontext(prec=DIGITS):
        return compute(community, today, seed, leads)


def compute(community: Community, today: date, seed: int, leads: str) -> Game:
    profile, staff = community.profile, community.unranked
    rules = profile.points.rules if profile.points.mode == "ledger" else []
    season = season_of(profile.points.period) if isinstance(profile.points.period, Season) else None
    kind = "season" if isinstance(profile.points.period, Season) else profile.points.period
    given = profile.points.mode == "ledger" and any(e.points is not None for e in community.ledger)
    rows = community.ledger if rules or given else ()
    posted = edition_day(today)
    over = min(posted, today)
    newest = newest_until((entry.day for entry in rows), over) or over
    until = min(over, week_of(newest).end)
    edition, due = period_of(kind, newest, season), period_of(kind, posted, season)
    offers = offers_of(profile)
    watched = frozenset(c.deed for b in profile.badges for c in b.when.conditions() if c.deed)
    watched |= {o.subject for o in offers if o.condition in ("action", "each")}
    points = score(rows, rules, staff, today, watched)
    tallies = make_tallies(points.earned, season)
    evidence = Evidence(community.members, points.earned, tallies, kind, today, staff)
    badges = make_badges(profile.badges, evidence)
    closed = [e for e in points.earned if e.day <= until] if until < today else points.earned
    world = World(tallies, closed, {b.id: b for b in badges}, season, until)
    paid = replace(world, until=over, known={}, actions={})
    sales = any(rule.amount for rule in rules)
    caps = caps_in(rules, next_month(until, today))
    people = sum(1 for m in community.members if m.id not in staff) or len(tallies.all.points)
    cost = price(offers, world, people, caps, profile.incentives.monthly_budget, today, seed)
    boards = make_boards(tallies, edition, season, newest, today, sales)
    team_points = tallies.of(edition).points, tallies.of(before(edition)).points
    return Game(
        edition=edition,
        due=due,
        today=today,
        until=until,
        ends=ledger_end((entry.day for entry in rows), today),
        silent="" if any(b.rows for b in boards if b.period == edition)
        else why_silent([e for e in rows if e.day <= today], rules, edition, staff),
        lead=leads if sales else "points",
        points=points,
        boards=boards,
        newcomers=newcomers_board(
            community.members, points.earned, edition, profile.points.newcomer_days, staff
        ) if points.earned else None,
        teams=make_teams(community.members, profile.points.teams, *team_points, staff),
        badges=badges,
        offers=tuple(offer_state(o, paid, season, newest) for o in offers),
        cost=cost,
        repair=fit(cost),
        fairness=judge(offers, world, edition, rows, rules, staff),
        health=check_game(rows, rules, points.earned, tallies, edition, until, staff),
    )  # fmt: skip


def why_silent(
    rows: Sequence[LedgerEntry], rules: Sequence[PointRule], edition: Period, staff: frozenset[str]
) -> str:
    """See `Game.silent`; `rows`: up to today."""
    inside = [entry for entry in rows if entry.day in edition]
    if not inside:
        return "season" if rows else "empty"
    book, own = Rulebook(rules), [entry for entry in inside if entry.member not in staff]
    if not own:
        return "staff"
    held = [(book.on(entry.day), entry.action) for entry in own]
    met = any(action in day.worth or action in day.money for day, action in held)
    return "zero" if met or any(entry.points is not None for entry in own) else "rules"


def make_boards(
    tallies: Tallies, edition: Period, season: Period | None, newest: date, today: date, sales: bool
) -> tuple[Board, ...]:
    """The week and the month of the edition's newest row, what runs after it, the season, all time; points,
    then sales."""
    periods = [week_of(newest), month_of(newest)]
    periods += [p for old in tuple(periods) if (p := after(old)) in tallies.periods]
    periods += [season] if season else []
    everything = Period("all", min((p.start for p in tallies.periods), default=newest), today)
    found = []
    for measure in ("points", "sales") if sales else ("points",):
        for period in periods:
            earlier = tallies.of(before(period)).values(measure)
            found.append(make_board(measure, period, tallies.of(period), earlier, period.end <= today))
        recent = [
            tallies.of(p).values(measure) for p in periods if p.kind == edition.kind and p.end >= edition.end
        ]
        earlier = minus(tallies.all.values(measure), *recent)
        found.append(make_board(measure, everything, tallies.all, earlier, False))
    return tuple(found)


def offer_state(offer: Offer, world: World, season: Period | None, newest: date) -> OfferState:
    """What is earned deed by deed, or once and for all, is paid week by week: each is due in one week.
    `newest`: the newest row up to the edition; what it belongs to is due once it is over."""
    period = current(offer, newest, season)
    if period is None or offer.condition == "each":
        week, wins = week_of(newest), wins_of(offer, world)
        so_far: tuple[Win, ...] = ()
        if week.end > world.until:
            so_far, week = tuple(w for w in wins if w.day in week), before(week)
        month = sum(win.times for win in wins if month_of(newest).start <= win.day <= world.until)
        return OfferState(offer, week, tuple(w for w in wins if w.day in week), so_far, month)
    running: tuple[Win, ...] = ()
    if period.end > world.until:
        if offer.holds(period.end):
            running = tuple(wins_in(offer, period, world))
        if period.kind == "season":
            return OfferState(offer, period, (), running)
        period = before(period)
    due = tuple(w for w in wins_of(offer, world) if w.day == period.end)
    return OfferState(offer, period, due, running)


def caps_in(rules: Sequence[PointRule], month: Period) -> dict[str, int | None]:
    """By action the highest daily cap of a month; None = on some day there is no cap, or no rule at all."""
    book = Rulebook(rules)
    found: dict[str, int | None] = {}
    for day in [month.start, *(turn for turn in book.turns if turn and turn in month)]:
        worth = book.find(day).worth
        for action in {rule.action for rule in rules if not rule.amount}:
            cap, known = worth[action].cap if action in worth else None, found.get(action, 0)
            found[action] = None if cap is None or known is None else max(known, cap)
    return found
