"""Which pages the points game has, and each of them: boards, badges, incentives, how points are counted."""

from __future__ import annotations

from collections.abc import Iterator

from ..images.gallery import Gallery
from .badges import badges_view
from .boards import boards_view
from .frame import Frame
from .gallery import gallery_view
from .game_nav import game_pages
from .incentives import incentives_view
from .points import points_view
from .template import page


def render_game(frame: Frame, gallery: Gallery | None = None) -> Iterator[tuple[str, bytes]]:
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
    shown = gallery_view(frame, gallery) if gallery else None
    if shown:
        yield (
            "gallery.md",
            page(frame, "gallery.md.j2", words("gallery.title"), "gallery", "boards.html", one=shown),
        )


PAGE_TITLES = {"badges": "badges.title", "incentives": "offers.title", "points": "points.title"}


def platform_message(frame: Frame) -> dict[str, object]:
    words = frame.words
    mark = words("who.you_mark" if frame.facts["solo"] else "who.helper_mark")
    return {
        "mark": mark,
        "label": words("boards.post.label"),
        "at": f"{frame.weekday(frame.plan.week.monday)} 20:30",
        "lines": list(words.get("boards.platform.message")),
    }
