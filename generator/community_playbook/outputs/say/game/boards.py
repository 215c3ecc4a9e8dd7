"""The page of boards: who leads, what moved, and the message to post, which names nobody without consent."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from math import ceil

from ....plan.game.boards import Board
from ....plan.game.periods import Period
from ....plan.game.points import Number
from ....plan.game.public import consents
from ....plan.game.teams import TeamRow
from ..actions import action_name, countable
from ..agenda import points_off
from ..bubble import Bubble
from ..frame import Frame
from ..speech import rule_words
from .charts import MovesChart, ShareChart, moves_view, share_view
from .names import board_title
from .posting import message
from .rows import BoardLine, row_view, span_key, team_name, value

PODIUM = 3
CLOSE_BY = 5
WEEK_DAYS = 7
MOST_ACTIONS = 3
"""Columns beside the points: more do not fit."""
POSTED_TEAMS = 8


@dataclass(frozen=True, slots=True)
class MainBoard:
    """The board that is posted; `actions`: the headings of the counts."""

    title: str
    actions: list[str]
    podium: list[BoardLine]
    rows: list[BoardLine]
    compared: str
    moved: bool
    crowd: str


@dataclass(frozen=True, slots=True)
class SmallBoard:
    title: str
    kick: str
    compared: str
    rows: list[BoardLine]
    crowd: str
    people: str
    value: str


@dataclass(frozen=True, slots=True)
class TeamLine:
    rank: int
    name: str
    people: str
    score: str
    percent: float


@dataclass(frozen=True, slots=True)
class TeamsView:
    title: str
    rows: list[TeamLine]
    say: str
    none: str


@dataclass(frozen=True, slots=True)
class BoardsView:
    kick: str
    phrases: list[str]
    lead: str
    instead: str
    """What to do where the points do not run this week."""
    main: MainBoard | None
    rules: str
    others: list[SmallBoard]
    newcomers: SmallBoard | None
    teams: TeamsView | None
    message: Bubble | None
    share: ShareChart | None
    moves: MovesChart | None
    near: list[BoardLine]


def boards_view(frame: Frame) -> BoardsView:
    """For communities whose ledger is counted here."""
    game, words = frame.plan.game, frame.words
    main = game.main
    others = [b for b in game.boards if b is not main and b.rows]
    view = BoardsView(
        kick=kick(frame, main.period if main else game.edition, main),
        phrases=words.get("boards.h1_none"),
        lead=why_empty(frame),
        instead=points_off(frame),
        main=None,
        rules=rules_line(frame),
        others=[small_board(frame, board) for board in others],
        newcomers=newcomers(frame),
        teams=teams(frame),
        message=None,
        share=None,
        moves=None,
        near=[],
    )
    if main is None:
        return view
    first = [row for row in main.rows if row.rank == 1]
    names = frame.listed([frame.name(row.member) for row in first[:3]])
    key = ("h1" if len(first) == 1 else "h1_equal") + ("_sales" if main.id == "sales" else "")
    facts = {
        "people": frame.number(len(main.rows)),
        "name": names,
        "value": value(frame, main, first[0].value),
    }
    return replace(
        view,
        phrases=[part.format(**facts) for part in words.get(f"boards.{key}")],
        lead=lead(frame, main),
        main=board_view(frame, main),
        share=share_view(frame, main),
        moves=moves_view(frame, main),
        near=near_view(frame, main),
        message=message(frame, main),
    )


def kick(frame: Frame, period: Period, board: Board | None) -> str:
    words = frame.words
    over = board is not None and board.closed
    if over and period.end == frame.plan.facts.days.today:
        return f"{frame.days(period.start, period.end)} · {words('boards.tonight')}"
    last = frame.dated(frame.plan.game.counted(period))
    state = words("boards.closed") if over else words("boards.running", day=last)
    if period.kind == "all":
        return words("boards.all_kick", day=last)
    return f"{frame.days(period.start, period.end)} · {state}"


def lead(frame: Frame, main: Board) -> str:
    words = frame.words
    new = sum(1 for row in main.top if not row.before)
    known = any(row.before for row in main.rows)
    show = frame.community.profile.publish.show
    masked = sum(1 for row in main.top if not consents(frame.people.get(row.member), show))
    parts = [words("boards.lead", total=value(frame, main, main.total)), *why_this_one(frame)]
    if known:
        parts.append(words("boards.lead_new" if new else "boards.lead_same", n=new))
    if show == "nobody":
        parts.append(words("boards.lead_off"))
    elif masked:
        parts.append(words("boards.lead_masked", n=masked))
    return frame.usage.gap.join(parts)


def why_this_one(frame: Frame) -> list[str]:
    """Why the edition is not the one that is due: the ledger ends, or has no row in that period."""
    game, words = frame.plan.game, frame.words
    if game.edition == game.due:
        return []
    if game.ends:
        return [words("boards.lead_ends", day=frame.dated(game.ends))]
    return [words("boards.lead_gap", span=frame.days(game.due.start, game.due.end))]


def why_empty(frame: Frame) -> str:
    """Why nobody has points: nothing is written down yet, or what is written down earns none."""
    game = frame.plan.game
    span = frame.days(game.edition.start, game.edition.end)
    return frame.words(f"boards.lead_none.{game.silent or 'empty'}", span=span)


def board_view(frame: Frame, board: Board) -> MainBoard:
    """Podium and rows of the board that is posted."""
    counts, total = deeds_of(frame, board)
    actions = [action for action, _ in total[:MOST_ACTIONS]] if board.id == "points" else []
    rows = [row_view(frame, board, row, [counts[row.member].get(a, 0) for a in actions]) for row in board.top]
    podium = len(rows) >= PODIUM
    return MainBoard(
        title=board_title(frame, board),
        actions=[action_name(a, frame.community.profile, frame.words) for a in actions],
        podium=rows[:PODIUM] if podium else [],
        rows=rows[PODIUM:] if podium else rows,
        compared=compared(frame, board),
        moved=any(row.before for row in board.rows),
        crowd=crowd(frame, board),
    )


def deeds_of(
    frame: Frame, board: Board
) -> tuple[dict[str, defaultdict[str, Number]], list[tuple[str, Number]]]:
    """How often each of the shown members did what; all actions with their points, most first."""
    shown = {row.member for row in board.top}
    counts: dict[str, defaultdict[str, Number]] = {member: defaultdict(int) for member in shown}
    total: dict[str, Number] = defaultdict(int)
    for e in frame.plan.game.points.earned:
        if e.day in board.period and e.points > 0:
            total[e.action] += e.points
            if e.member in shown:
                counts[e.member][e.action] += e.counted
    return counts, sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))


def compared(frame: Frame, board: Board) -> str:
    return frame.words(f"boards.compared.{span_key(frame, board)}")


def crowd(frame: Frame, board: Board) -> str:
    """Who is not listed because too many are equal."""
    if not board.crowd:
        return ""
    row = board.rows[len(board.top)]
    facts = {"rank": row.rank, "value": value(frame, board, row.value)}
    return frame.words("boards.crowd", n=frame.number(board.crowd), **facts)


def small_board(frame: Frame, board: Board) -> SmallBoard:
    people = "sellers" if board.id == "sales" else "people"
    return SmallBoard(
        title=board_title(frame, board),
        kick=kick(frame, board.period, board),
        compared=compared(frame, board) if any(row.before for row in board.rows) else "",
        rows=[row_view(frame, board, row, []) for row in board.top],
        crowd=crowd(frame, board),
        people=frame.words(f"boards.{people}", n=frame.number(len(board.rows))),
        value=frame.words("boards.amount" if board.id == "sales" else "boards.score"),
    )


def newcomers(frame: Frame) -> SmallBoard | None:
    board = frame.plan.game.newcomers
    if board is None or not board.rows:
        return None
    days = frame.community.profile.points.newcomer_days
    return replace(
        small_board(frame, board),
        kick=frame.words("boards.newcomers_say", days=days),
    )


def teams(frame: Frame) -> TeamsView | None:
    found, words = frame.plan.game.teams, frame.words
    if found is None:
        return None
    best = found.rows[0].score if found.rows else 0
    names = words.get("boards.columns")
    key = "teams" if found.column in names else "teams_plain"

    def view(row: TeamRow) -> TeamLine:
        return TeamLine(
            rank=row.rank,
            name=team_name(frame, row.team, found.column),
            people=words("boards.team_people", n=row.members, active=row.active),
            score=f"{row.score:,.2f}",
            percent=round(float(100 * row.score / best), 1) if best else 0,
        )

    small = words("boards.team_small", n=found.too_small) if found.too_small else ""
    return TeamsView(
        title=words(f"boards.{key}", column=names.get(found.column, "")),
        rows=[view(row) for row in found.rows[:POSTED_TEAMS]],
        say=words("boards.team_say", ceiling=frame.number(found.ceiling), n=len(found.rows)) + small,
        none=words("boards.team_none"),
    )


def rules_line(frame: Frame) -> str:
    """The rules in force in one line, with the tie rule: it stands below every board."""
    game, profile, words = frame.plan.game, frame.community.profile, frame.words
    rules = [
        r for r in profile.points.rules if (r.start or game.until) <= game.until <= (r.end or game.until)
    ]
    texts = [rule_words(rule, profile, words) for rule in rules]
    starts = {rule.start for rule in rules}
    since = next(iter(starts)) if len(starts) == 1 else None
    text = words("boards.rules", rules=words("boards.rule_join").join(texts))
    if since:
        text += words("boards.since", day=frame.full_day(since))
    return text + words("boards.ties")


def enough_deeds(frame: Frame, lacks: Number) -> str:
    """The deed that closes the gap at the least cost, under the rules in force and within a week's caps: the
    fewest points in all, then the fewest repetitions."""
    profile, until = frame.community.profile, frame.plan.game.until
    found = []
    for rule in profile.points.rules:
        holds = (rule.start or until) <= until <= (rule.end or until)
        if holds and not rule.amount and rule.points and rule.points > 0:
            times = ceil(lacks / rule.points)
            beyond = rule.daily_cap is not None and times > WEEK_DAYS * rule.daily_cap
            name = countable(action_name(rule.action, profile, frame.words), frame.words)
            found.append((beyond, times * rule.points, times, name))
    if not found:
        return ""
    *_, times, name = min(found)
    return frame.words("boards.near_deed", action=name, n=times)


def near_view(frame: Frame, board: Board) -> list[BoardLine]:
    """Those who stand just below the board, and what they lack: whom to encourage, in private."""
    shown = board.top
    if len(board.rows) <= len(shown) or not shown:
        return []
    last = shown[-1].value
    views = []
    for row in board.rows[len(shown) : len(shown) + CLOSE_BY]:
        lacks = last - row.value
        key = "near_lacks" if lacks else "near_equal"
        lack = frame.words(f"boards.{key}", value=value(frame, board, lacks))
        enough = enough_deeds(frame, lacks) if board.id == "points" and lacks else ""
        views.append(replace(row_view(frame, board, row, []), lacks=lack + enough))
    return views
