"""Which pages the points game has, and each of them: boards, badges, incentives, how points are counted."""

from __future__ import annotations

from collections.abc import Iterator

from ..say.frame import Frame
from ..say.game.badges import badges_view
from ..say.game.boards import boards_view
from ..say.game.incentives import incentives_view
from ..say.game.nav import game_pages
from ..say.game.points import points_view
from ..say.game.posting import platform_message
from ..shelf import Shown
from .gallery import gallery_view
from .template import page


def render_game(frame: Frame, shown: Shown | None = None) -> Iterator[tuple[str, bytes]]:
    wanted, words = game_pages(frame), frame.words
    if "boards" in wanted and frame.community.profile.points.mode == "platform":
        yield "boards.md", page(
            frame, "board-platform.md.j2", words("boards.title"), "boards", "boards.html",
            message=platform_message(frame), tactic=frame.title(frame.library.tactic("points-and-teams")),
        )  # fmt: skip
    elif "boards" in wanted:
        yield (
            "boards.md",
            page(
                frame,
                "boards.md.j2",
                words("boards.title"),
                "boards",
                "boards.html",
                board=boards_view(frame),
            ),
        )
    views = {"badges": badges_view, "incentives": incentives_view, "points": points_view}
    for key, view in views.items():
        if key in wanted:
            made = page(frame, f"{key}.md.j2", words(PAGE_TITLES[key]), key, "boards.html", one=view(frame))
            yield f"{key}.md", made
    one = gallery_view(frame, shown) if shown else None
    if one:
        yield (
            "gallery.md",
            page(frame, "gallery.md.j2", words("gallery.title"), "gallery", "boards.html", one=one),
        )


PAGE_TITLES = {"badges": "badges.title", "incentives": "offers.title", "points": "points.title"}
