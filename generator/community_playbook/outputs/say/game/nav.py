"""Which pages the points game has: the header, the directory and the line above each of them agree."""

from __future__ import annotations

from ..frame import Frame


def game_pages(frame: Frame) -> tuple[str, ...]:
    """Nothing where the operator wants no points and offers nothing: no page asks for what is not wanted."""
    profile = frame.community.profile
    mode = profile.points.mode
    wanted = {
        "boards": mode != "none",
        "badges": mode == "ledger" and bool(profile.badges),
        "incentives": bool(frame.plan.game.offers) or mode != "none",
        "points": mode == "ledger",
    }
    return tuple(key for key, there in wanted.items() if there)
