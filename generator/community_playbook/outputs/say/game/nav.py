"""Which pages the points game has: the header, the directory and the line above each of them agree."""

from __future__ import annotations

from dataclasses import dataclass

from ..frame import Frame


@dataclass(frozen=True, slots=True)
class NavLink:
    title: str
    url: str
    here: bool


def game_pages(frame: Frame) -> tuple[str, ...]:
    """Nothing where the operator wants no points and offers nothing: no page asks for what is not wanted."""
    profile = frame.community.profile
    mode = profile.points.mode
    wanted = {
        "boards": mode != "none",
        "badges": mode == "ledger" and bool(profile.badges),
        "incentives": bool(frame.plan.game.offers) or mode != "none",
        "points": mode == "ledger",
        "gallery": frame.gallery,
    }
    return tuple(key for key, there in wanted.items() if there)


def game_nav(frame: Frame, here: str) -> list[NavLink]:
    """Links between the pages of the game, for one of them; nothing where it stands alone."""
    pages = game_pages(frame)
    if here not in pages or len(pages) < 2:
        return []
    return [
        NavLink(title=frame.words(f"site.nav.{key}"), url=f"{key}.html", here=key == here) for key in pages
    ]
