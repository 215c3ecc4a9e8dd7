"""Points and boards for machines: every member's sums, and the rows of the edition that they are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ..plan.game.game import Game
from ..plan.game.points import Earning, Number
from .plain import Json, plain

COLUMNS = ["rank", "member", "value", "before"]
EARNED = ["day", "action", "deeds", "counted", "points", "amount"]


def game_data(game: Game) -> Json:
    """Rows are lists in the order that `columns` and `earned` name. Decimals stay text."""
    return plain(
        {
            "edition": {"kind": game.edition.kind, "from": game.edition.start, "to": game.edition.end},
            "until": game.until,
            "audit": game.points.audit,
            "columns": {"rows": COLUMNS, "earned": EARNED},
            "boards": [
                {
                    "id": board.id,
                    "kind": board.period.kind,
                    "from": board.period.start,
                    "to": board.period.end,
                    "closed": board.closed,
                    "total": board.total,
                    "rows": board.rows,
                }
                for board in (*game.boards, *([game.newcomers] if game.newcomers else []))
            ],
            "members": members(game),
            "teams": game.teams,
            "badges": [
                {"id": b.id, "name": b.name, "holders": b.holders, "near": b.near, "wanted": b.wanted}
                for b in game.badges
            ],
            "offers": game.offers,
            "cost": game.cost,
            "repair": game.repair,
            "fairness": game.fairness,
            "health": game.health,
        }
    )


def members(game: Game) -> Mapping[str, Mapping[str, object]]:
    """By member: sums by action over all time, and each earning of the edition."""
    sums: dict[str, dict[str, list[Number]]] = defaultdict(dict)
    earned: dict[str, list[list[object]]] = defaultdict(list)
    for e in game.points.earned:
        found = sums[e.member].setdefault(e.action, [0, 0, 0, 0])
        for i, number in enumerate((e.deeds, e.counted, e.points, e.amount)):
            found[i] += number
        if e.day in game.edition:
            earned[e.member].append(row(e))
    return {
        member: {"actions": {action: sums[member][action] for action in sorted(sums[member])},
                 "earned": earned.get(member, [])}
        for member in sorted(sums)
    }  # fmt: skip


def row(e: Earning) -> list[object]:
    return [e.day, e.action, e.deeds, e.counted, e.points, e.amount]
