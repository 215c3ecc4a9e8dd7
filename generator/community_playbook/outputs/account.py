"""`playbook explain MEMBER`: one member's score, taken apart row by row; and who stands around it."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import date

from ..community.community import Community
from ..community.people import LedgerEntry
from ..plan.game.badges import BadgeState
from ..plan.game.boards import Board
from ..plan.game.points import Earning, Number
from ..words import Words
from .plain import Json
from .say.actions import action_name
from .say.frame import Frame
from .say.game.names import board_title
from .say.game.rows import value

RECENT_DAYS = 31
LONGEST_NOTE = 60
NEAR = 3


@dataclass(frozen=True, slots=True)
class Account:
    """Everything that is known of one member's points. `lines`: what was earned, newest first."""

    member: str
    name: str
    staff: bool
    lines: tuple[Earning, ...]
    standings: tuple[tuple[Board, int, Number], ...]
    """(board, rank, value); rank 0 = not on it."""
    badges: tuple[tuple[str, date], ...]
    next_badge: tuple[str, Number, Number] | None


def find_member(community: Community, who: str, words: Words) -> tuple[str, str]:
    """(id, "") or ("", why not): by id first, then by a name or alias that only one member has."""
    people = (*community.members, *community.former)
    ids = {m.id for m in people} or {entry.member for entry in community.ledger}
    if who in ids:
        return who, ""
    named = [m for m in people if who in (m.name, m.alias)]
    if len(named) == 1:
        return named[0].id, ""
    if named:
        listed = ", ".join(m.id for m in named[:10])
        return "", words("explain.shared", who=who, n=len(named), ids=listed)
    known = [*ids, *(name for m in people for name in (m.name, m.alias) if name)]
    close = difflib.get_close_matches(who, known, NEAR)
    text = words("explain.unknown", who=who)
    return "", text + (words("explain.near", names=", ".join(close)) if close else "")


def account(frame: Frame, member: str) -> Account:
    game = frame.plan.game
    found = frame.people.get(member)
    lines = tuple(reversed([e for e in game.points.earned if e.member == member]))
    rows = [(board, board.row(member)) for board in game.boards]
    held = [(s.name, h.day) for s in game.badges for h in s.holders if h.member == member]
    return Account(
        member=member,
        name=frame.name(member),
        staff=found is not None and found.role in ("owner", "staff"),
        lines=lines,
        standings=tuple((b, row.rank if row else 0, row.value if row else 0) for b, row in rows if b.rows),
        badges=tuple(sorted(held, key=lambda pair: pair[1])),
        next_badge=next_badge(game.badges, member),
    )


def next_badge(badges: tuple[BadgeState, ...], member: str) -> tuple[str, Number, Number] | None:
    """The badge that is nearest, as a share of what it wants."""
    open_ = [(s.progress[member] / s.wanted, s) for s in badges if s.wanted and member in s.progress]
    if not open_:
        return None
    state = max(open_, key=lambda pair: pair[0])[1]
    return state.name, state.progress[member], state.wanted


def account_data(frame: Frame, found: Account) -> Json:
    """For `--json`: sums as text where they are no whole numbers."""
    return {
        "member": found.member,
        "name": found.name,
        "staff": found.staff,
        "boards": [
            {"board": b.id, "kind": b.period.kind, "from": b.period.start.isoformat(),
             "to": b.period.end.isoformat(), "rank": rank, "value": plain(v)}
            for b, rank, v in found.standings
        ],
        "badges": [{"name": name, "day": day.isoformat()} for name, day in found.badges],
        "rows": [
            {"day": e.day.isoformat(), "action": e.action, "deeds": plain(e.deeds),
             "counted": plain(e.counted), "points": plain(e.points), "amount": plain(e.amount),
             "ledger": [
                 {"quantity": plain(r.quantity), "amount": None if r.amount is None else plain(r.amount),
                  "note": r.note, "giver": r.giver}
                 for r in rows_of(frame, e)
             ]}
            for e in found.lines
        ],
    }  # fmt: skip


def rows_of(frame: Frame, earning: Earning) -> list[LedgerEntry]:
    """The rows of the ledger that an earning is made of."""
    day, member, action = earning[:3]
    return [r for r in frame.community.ledger if r[0] == day and r[1] == member and r[2] == action]


def plain(number: Number) -> int | str:
    return number if isinstance(number, int) else str(number)


def account_lines(frame: Frame, found: Account) -> list[str]:
    """What the terminal prints above the table of rows."""
    words = frame.words
    lines = [words("explain.title", name=found.name, id=found.member)]
    member = frame.people.get(found.member)
    if member is not None and member.state:
        return [*lines, words(f"explain.{member.state}")]
    if found.staff:
        return [*lines, words("explain.staff")]
    for board, rank, number in found.standings:
        name = board_title(frame, board)
        if rank:
            lines.append(
                "  " + words("explain.standing", board=name, rank=rank, value=value(frame, board, number))
            )
        else:
            lines.append("  " + words("explain.off", board=name))
    if found.badges:
        names = [
            words("explain.badge_item", name=name, day=frame.full_day(day)) for name, day in found.badges
        ]
        lines.append("  " + words("explain.badges", names=frame.listed(names)))
    if found.next_badge:
        name, done, wanted = found.next_badge
        facts = {"done": frame.number(done), "wanted": frame.number(wanted)}
        lines.append("  " + words("explain.next", name=name, **facts))
    total = words("explain.total", points=frame.number(sum(e.points for e in found.lines)))
    money = sum(e.amount for e in found.lines)
    lines.append("  " + total + (words("explain.total_money", money=frame.money(money)) if money else ""))
    return lines


def shown_lines(found: Account, everything: bool) -> tuple[Earning, ...]:
    """The last month's, unless all are asked for."""
    if everything or not found.lines:
        return found.lines
    newest = found.lines[0].day
    return tuple(e for e in found.lines if (newest - e.day).days < RECENT_DAYS)


def row_cells(frame: Frame, e: Earning) -> tuple[str, ...]:
    name = action_name(e.action, frame.community.profile, frame.words)
    amount = frame.money(e.amount) if e.amount else ""
    numbers = (frame.number(n) for n in (e.rows, e.deeds, e.counted, e.points))
    notes = "; ".join(r.note for r in rows_of(frame, e) if r.note)
    return (e.day.isoformat(), name, *numbers, amount, notes[:LONGEST_NOTE])


def around(frame: Frame, found: Account) -> list[tuple[str, ...]]:
    """Two members above and two below on the board of the edition: (rank, name, value)."""
    main = frame.plan.game.main
    if main is None:
        return []
    return [
        (str(row.rank), frame.name(row.member), value(frame, main, row.value))
        for row in main.around(found.member)
    ]
