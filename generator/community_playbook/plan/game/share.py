"""What may leave the operator's hands? Boards as anybody may see them, and one record for each member who
agreed to be shown (law 7). The members' site and its pictures see nothing else about people.

Nobody is shamed (law 10): no rank below the first half, no movement on a member's own record.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import localcontext
from fractions import Fraction
from typing import NamedTuple

from ...community.community import Community
from ...community.people import Member
from .badges import years_later
from .boards import PODIUM, Board, make_board, tally
from .game import DIGITS, Game
from .periods import Period, before
from .points import Earning, Number, plain, within
from .public import PublicMember, has_page, public_name, publish_board, publish_rows, slug_and_face
from .teams import COLUMNS

EDITIONS = 8
"""So many earlier editions are kept."""
UPPER_HALF = 50
"""Percent: whoever is ahead of fewer has no standing."""
MOST_SOURCES, MOST_FACES, MOST_TEAMS = 3, 3, 8
LAST_RANK = 100


class Standing(NamedTuple):
    """A member's place on one board."""

    measure: str
    """points or sales."""
    period: Period
    rank: int
    value: Number
    """Points, or money in the profile's currency."""
    ahead: int
    """Percent of all members who have less, rounded down: 50 to 99. Who is below 50 has no standing."""
    open_until: date | None = None
    """The last day that is counted, where the period is not over and the place may still change."""

    @property
    def by_rank(self) -> bool:
        """Whether the rank is what is told; beyond rank 100 it is how many one is ahead of."""
        return self.rank <= LAST_RANK


class Source(NamedTuple):
    """Where points come from: one action."""

    action: str
    name: str
    """The profile's name of the rule, else the action."""
    count: Number  # type: ignore[assignment]  # the field is the word; tuple.count is not needed
    points: Number


class NextBadge(NamedTuple):
    id: str
    name: str
    done: Number
    wanted: Number


class HeldBadge(NamedTuple):
    id: str
    name: str
    day: date
    reason: str
    """Only where it was given by hand."""


@dataclass(frozen=True, slots=True)
class MemberPage:
    """All that a member's own page and pictures may say. Only members who agreed have one."""

    slug: str
    """12 characters that cannot be guessed: a keyed hash of the id."""
    shown_name: str
    face: int
    """0 to 7: the colour behind the initial, from the slug."""
    avatar: str
    """Path of the picture beside the profile, as it stood in the table; "" = initial."""
    city: str
    """Key of the city table, or "" where unknown."""
    industry: str
    joined: date | None
    years: int
    """Whole years of membership on the day of the plan."""
    fresh: bool
    """Joined within `points.newcomer_days`."""
    standing: Standing | None
    """On the board of the edition."""
    past: tuple[Standing, ...]
    """The same board in the eight editions before, newest first; only those with a standing."""
    points: Number
    """All time."""
    since: date | None
    """The first day with points."""
    sources: tuple[Source, ...]
    """At most three, most points first."""
    next: NextBadge | None
    """The badge that is nearest by share, of those that are counted."""
    badges: tuple[HeldBadge, ...]
    """Newest first."""
    lately: tuple[Source, ...] = ()
    """As `sources`, of the edition alone."""
    waits: bool = False
    """For the next join evening; whoever came before has been welcomed."""
    found_by: tuple[str, ...] = ()
    """What the member may type to find the page: the name shown, the nickname, the registered name."""


@dataclass(frozen=True, slots=True)
class PublicBoard:
    """A board as it may be posted: `rows` are masked where somebody did not agree."""

    measure: str
    """points, sales or newcomers."""
    period: Period
    closed: bool
    rows: tuple[PublicMember, ...]
    people: int
    """How many scored."""
    crowd: int = 0
    """How many share the next rank and are too many to be shown."""


class PublicTeam(NamedTuple):
    rank: int
    team: str
    score: str
    """Points a member with two decimals, as text: "12.40"."""
    members: int
    active: int
    faces: tuple[PublicMember, ...]
    """At most three of its best who agreed to be shown."""


@dataclass(frozen=True, slots=True)
class Share:
    edition: Period
    until: date
    """The last day that is counted: today, or where the ledger ends."""
    boards: tuple[PublicBoard, ...]
    """Those of the edition (points, sales, newcomers: only with rows), then all time."""
    past: tuple[PublicBoard, ...]
    """The leading board of the eight editions before, newest first, only those with rows."""
    teams: tuple[PublicTeam, ...]
    column: str
    """What the teams are: squads, team, city ...; "" where there are none."""
    members: tuple[MemberPage, ...]
    """In order of slug."""


def make_share(
    game: Game, community: Community, key: bytes, today: date, waits: Collection[str] = ()
) -> Share:
    """All that may leave, exact and the same for any order of rows; `key` makes the slugs; `waits`: ids of
    those who come on the next join evening. Empty parts where there is no ledger or nobody agreed."""
    with localcontext(prec=DIGITS):
        return compute(game, community, key, today, frozenset(waits))


def compute(
    game: Game, community: Community, key: bytes, today: date, waits: frozenset[str] = frozenset()
) -> Share:
    show = community.profile.publish.show
    people = {member.id: member for member in community.members}
    wanted = {member.id: member for member in community.members if has_page(member, show)}
    main, history = game.main, past_boards(game)
    leads = (main,) if main else ()
    staff = community.staff
    crowd = Crowd([member.id for member in community.members if member.id not in staff])
    held = badges_held(game)
    sources = sources_of(game.points.earned, community)
    lately = sources_of(within(game.points.earned, game.edition), community)
    standings = [crowd.standings(board, game.counted(board.period)) for board in (*leads, *history)]
    facts = Facts(
        key, show, today, community.profile.points.newcomer_days, game, held, sources, lately, waits
    )
    pages = [facts.page(m, [of.get(m.id) for of in standings], bool(leads)) for m in wanted.values()]
    column = game.teams.column if game.teams and game.teams.rows else ""
    return Share(
        edition=game.edition,
        until=game.ends or game.today,
        boards=tuple(public_board(board, people, show, key) for board in current_boards(game)),
        past=tuple(public_board(board, people, show, key) for board in history if board.rows),
        teams=public_teams(game, people, show, key),
        column=column,
        members=tuple(sorted(pages, key=lambda page: page.slug)),
    )


def current_boards(game: Game) -> list[Board]:
    """Of the edition, the leading measure first; the newcomers; all time. Only those with rows."""
    now = [board for board in game.boards if board.period == game.edition]
    ever = [board for board in game.boards if board.period.kind == "all"]
    for boards in (now, ever):
        boards.sort(key=lambda board: (board is not game.main, board.id != game.lead, board.id))
    new = [game.newcomers] if game.newcomers else []
    return [board for board in (*now, *new, *ever) if board.rows]


def past_boards(game: Game) -> list[Board]:
    """The leading board of the editions before, newest first; also those without rows."""
    measure = game.main.id if game.main else game.lead
    periods = [game.edition]
    while len(periods) < EDITIONS + 2 and periods[-1].start > date.min + periods[-1].days * timedelta(1):
        periods.append(before(periods[-1]))
    tallies = [tally(within(game.points.earned, period)) for period in periods]
    return [
        make_board(measure, period, tallies[n], tallies[n + 1].values(measure), True)
        for n, period in enumerate(periods[:-1])
        if n
    ]


def public_board(board: Board, people: Mapping[str, Member], show: str, key: bytes) -> PublicBoard:
    rows = publish_board(board, people, show, key)
    return PublicBoard(board.id, board.period, board.closed, rows, len(board.rows), board.crowd)


def public_teams(game: Game, people: Mapping[str, Member], show: str, key: bytes) -> tuple[PublicTeam, ...]:
    """The first eight ranks, but no more than half of all teams (three at the least)."""
    found = game.teams
    if found is None:
        return ()
    most = min(MOST_TEAMS, max(len(found.rows) // 2, PODIUM))
    shown = [row for row in found.rows if row.rank <= most and row.score > 0][: 2 * MOST_TEAMS]
    names = {row.team for row in shown}
    board, read = game.board("points", game.edition.kind), COLUMNS[found.column]
    best: dict[str, list[PublicMember]] = defaultdict(list)
    for row in board.rows if board and board.period == game.edition else ():
        member = people.get(row.member)
        if member is None or not has_page(member, show):
            continue
        team = read(member)
        if team in names and len(best[team]) < MOST_FACES:
            best[team] += publish_rows([row], people, show, key)
    return tuple(
        PublicTeam(r.rank, r.team, f"{r.score:.2f}", r.members, r.active, tuple(best.get(r.team, ())))
        for r in shown
    )


@dataclass
class Crowd:
    """Of whom somebody can be ahead: the roster without staff; without a roster, those who scored."""

    roster: list[str]

    def standings(self, board: Board, counted: date) -> dict[str, Standing]:
        """By member, of those who are ahead of at least half. `counted`: the last day of the board."""
        scored = {row.member: row.value for row in board.rows}
        known = self.roster or list(scored)
        values = sorted(scored.get(member, 0) for member in known)
        found = {}
        for row in board.rows:
            ahead = 100 * bisect_left(values, row.value) // max(len(values), 1)
            if ahead >= UPPER_HALF:
                open_until = None if board.closed else counted
                found[row.member] = Standing(board.id, board.period, row.rank, row.value, ahead, open_until)
        return found


def badges_held(game: Game) -> dict[str, list[HeldBadge]]:
    """By member, newest first; of one day in the order of the profile."""
    found: dict[str, list[HeldBadge]] = defaultdict(list)
    for state in game.badges:
        for holding in state.holders:
            found[holding.member].append(HeldBadge(state.id, state.name, holding.day, holding.reason))
    for held in found.values():
        held.sort(key=lambda badge: badge.day, reverse=True)
    return found


def sources_of(earned: Iterable[Earning], community: Community) -> dict[str, tuple[Source, ...]]:
    """By member what brought most points, exact sums; only what is above zero."""
    names = {rule.action: rule.name for rule in reversed(community.profile.points.rules) if rule.name}
    sums: dict[str, dict[str, list[Number]]] = defaultdict(dict)
    for e in earned:
        found = sums[e.member].setdefault(e.action, [0, 0])
        found[0] += e.counted if e.points else 0
        found[1] += e.points
    return {
        member: tuple(
            Source(action, names.get(action, action), plain(count), plain(points))
            for action, (count, points) in sorted(actions.items(), key=lambda a: (-a[1][1], a[0]))
            if points > 0 and count > 0
        )[:MOST_SOURCES]
        for member, actions in sums.items()
    }


@dataclass
class Facts:
    """What the pages of all members are read from."""

    key: bytes
    show: str
    today: date
    newcomer_days: int
    game: Game
    held: Mapping[str, list[HeldBadge]]
    sources: Mapping[str, tuple[Source, ...]]
    lately: Mapping[str, tuple[Source, ...]]
    waits: frozenset[str]
    points: dict[str, Number] = field(default_factory=dict)
    since: dict[str, date] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for e in self.game.points.earned:
            if e.points:
                self.points[e.member] = self.points.get(e.member, 0) + e.points
            if e.points > 0:
                self.since.setdefault(e.member, e.day)

    def page(self, member: Member, standings: list[Standing | None], edition: bool) -> MemberPage:
        """`standings` newest first; with `edition` the first one is of the edition."""
        slug, face = slug_and_face(self.key, member.id)
        joined = member.joined if member.joined and member.joined <= self.today else None
        past = standings[1:] if edition else standings
        return MemberPage(
            slug=slug,
            shown_name=public_name(member, self.show),
            face=face,
            avatar=member.avatar,
            city=member.city,
            industry=member.industry,
            joined=joined,
            years=whole_years(joined, self.today) if joined else 0,
            fresh=joined is not None and (self.today - joined).days < self.newcomer_days,
            standing=standings[0] if edition else None,
            past=tuple(standing for standing in past if standing)[:EDITIONS],
            points=plain(max(self.points.get(member.id, 0), 0)),
            since=self.since.get(member.id),
            sources=self.sources.get(member.id, ()),
            next=self.next_badge(member.id),
            badges=tuple(self.held.get(member.id, ())),
            lately=self.lately.get(member.id, ()),
            waits=member.id in self.waits,
            found_by=tuple(dict.fromkeys(n for n in (member.nickname, member.alias, member.name) if n)),
        )

    def next_badge(self, member: str) -> NextBadge | None:
        """The counted badge that is nearest by share; of equals the first one of the profile."""
        near: NextBadge | None = None
        for state in self.game.badges:
            done = state.progress.get(member, 0)
            if not 0 < done < state.wanted:
                continue
            if near is None or Fraction(done) / Fraction(state.wanted) > Fraction(near.done) / Fraction(
                near.wanted
            ):
                near = NextBadge(state.id, state.name, done, state.wanted)
        return near


def whole_years(joined: date, today: date) -> int:
    years = today.year - joined.year
    return years - (years_later(joined, years) > today)
