"""What is different from an earlier edition, and the fact behind it? Two editions in, a list out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..community.editions import RUNS, Edition, Standing

CAUSES = ("owner_hours", "helper_hours", "dates", "business", "newcomers", "evenings", "groups", "members")
"""Facts that move the plan, the most telling first."""
SHOWN = ("owner_hours", "helper_hours", "newcomers", "evenings", "active", "owner_share")
"""Facts that are told by themselves; those on people are told with names."""
NOISE = 0.1
"""A figure that is measured moves by this share before it is told."""
MEASURED = ("active", "owner_share")


@dataclass(frozen=True, slots=True)
class Moved:
    """One tactic. `kind`: started, ended, changed, planned, dropped, later or sooner. `cause`: tally,
    journal, hidden, the name of a figure that moved too, or "" where nothing of that kind is known."""

    entry: str
    kind: str
    was: date | None = None
    now: date | None = None
    """Mondays of the first week."""
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    was: float
    now: float


@dataclass(frozen=True, slots=True)
class Changes:
    """Since the week of `monday`. Lists of people are ids in order."""

    monday: date
    moved: tuple[Moved, ...]
    figures: tuple[Figure, ...]
    joined: tuple[str, ...]
    left: tuple[str, ...]
    """The table says so of them."""
    vanished: tuple[str, ...]
    """Their row is gone from the table."""
    offline: tuple[str, ...]
    """Those of both who had a page."""
    withdrawn: tuple[str, ...]
    """Still members, but no longer shown."""
    board: tuple[str, ...]
    """New among the first ten of the main board, where it is another period of the same board."""
    board_of: str
    """The board that is out since then; "" where it is the same."""
    badges: tuple[tuple[str, str], ...]
    """(badge, member) that are new."""

    @property
    def count(self) -> int:
        """How many things are told."""
        lists = (self.joined, self.left, self.vanished, self.offline, self.withdrawn, self.badges)
        return len(self.moved) + len(self.figures) + sum(map(bool, lists)) + bool(self.board_of)


TOP = 10


def compare(before: Edition, after: Edition) -> Changes:
    figures = moved_figures(before, after)
    known, there = set(before.people), set(after.people)
    shown = set(after.shown)
    rowless = set(after.vanished)
    gone = [m for m in before.people if m not in there] if after.people else []
    shown_before = set(before.shown)
    had = set(before.badges)
    old = {row.member for row in before.board if row.rank <= TOP}
    fresh_board = after.board_of if after.board_of != before.board_of else ""
    same_kind = fresh_board.split(" ")[0] == before.board_of.split(" ")[0]
    return Changes(
        monday=before.monday,
        moved=moved_tactics(before, after, [*(f.name for f in figures), *said_anew(before, after)]),
        figures=tuple(f for f in figures if f.name in SHOWN),
        joined=tuple(m for m in after.people if m not in known) if before.people else (),
        left=tuple(m for m in gone if m not in rowless),
        vanished=tuple(m for m in gone if m in rowless),
        offline=tuple(m for m in gone if m in shown_before),
        withdrawn=tuple(m for m in before.shown if m in there and m not in shown),
        board=tuple(
            row.member
            for row in after.board
            if fresh_board and same_kind and row.rank <= TOP and row.member not in old
        ),
        board_of=fresh_board,
        badges=tuple(pair for pair in after.badges if pair not in had) if before.badges or had else (),
    )


def moved_figures(before: Edition, after: Edition) -> tuple[Figure, ...]:
    old = dict(before.figures)
    found = []
    for name, now in after.figures:
        was = old.get(name)
        if was is None or was == now:
            continue
        if name not in MEASURED or abs(now - was) >= NOISE * max(abs(was), abs(now)):
            found.append(Figure(name, was, now))
    return tuple(found)


def said_anew(before: Edition, after: Edition) -> list[str]:
    """What the profile says otherwise: dates that are still to come, what people come for."""
    old, now = ({day for day in one.dates or () if day >= f"{after.monday}"} for one in (before, after))
    dates = before.dates is not None and old != now
    business = before.business is not None and before.business != after.business
    return ["dates"] * dates + ["business"] * business


def moved_tactics(before: Edition, after: Edition, moved: Sequence[str]) -> tuple[Moved, ...]:
    """In the order of the tactics; what stays as it was said is not told."""
    found = [move(before.standing(now.entry), now, moved) for now in after.standings if now.tactic]
    return tuple(one for one in found if one is not None)


def move(was: Standing | None, now: Standing, moved: Sequence[str]) -> Moved | None:
    ran, runs = was is not None and was.state in RUNS, now.state in RUNS
    old = was.starts if was and was.state in ("coming", "preparing") else None
    new = now.starts if now.state in ("coming", "preparing") else None
    if runs and not ran:
        return Moved(now.entry, "started", old, now.starts, "" if old == now.starts else cause(now, moved))
    if ran and not runs:
        return Moved(now.entry, "ended", was.since or was.starts if was else None, None, cause(now, moved))
    if old and new and old != new:
        return Moved(now.entry, "later" if new > old else "sooner", old, new, cause(now, moved))
    if runs and now.changes and now.changes != (was.changes if was else None):
        return Moved(now.entry, "changed", None, None, "")
    if new and not old:
        return Moved(now.entry, "planned", None, new, cause(now, moved))
    if old and not new and not runs:
        return Moved(now.entry, "dropped", old, None, cause(now, moved))
    return None


def cause(now: Standing, moved: Sequence[str]) -> str:
    if now.reason in ("tally", "journal", "hidden"):
        return now.reason
    return next((name for name in CAUSES if name in moved), "")
