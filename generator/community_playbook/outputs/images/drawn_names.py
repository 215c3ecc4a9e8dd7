"""What does a picture call somebody whose letters no font of ours has? A row of dots is nobody's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from unicodedata import category

from ...plan.game.public import LARGE, PublicMember, number_of
from ...plan.game.share import MemberPage, Share
from .studio import Studio, Style


def with_drawn_names(share: Share, style: Style) -> tuple[Share, tuple[str, ...]]:
    """The same with names that can be drawn, for pictures alone (a browser may have the letters), and those
    that were left out. Another name of the member comes first, then a number; of a name that can be drawn in
    part what is missing stays a dot."""
    studio = Studio(style)
    names = {page.slug: name for page in share.members if (name := instead(page, studio))}
    if not names:
        return share, ()
    pages = tuple(
        replace(page, shown_name=names[page.slug]) if page.slug in names else page for page in share.members
    )
    left_out = sorted({page.shown_name for page in share.members if page.slug in names})
    boards, past = (
        tuple(replace(board, rows=called(board.rows, names)) for board in some)
        for some in (share.boards, share.past)
    )
    teams = tuple(team._replace(faces=called(team.faces, names)) for team in share.teams)
    return replace(share, members=pages, boards=boards, past=past, teams=teams), tuple(left_out)


def instead(page: MemberPage, studio: Studio) -> str:
    """ "" where the name itself will do."""
    there, missing = letters(page.shown_name, studio)
    if not missing:
        return ""
    for name in page.found_by:
        if letters(name, studio)[0] and not letters(name, studio)[1]:
            return name
    return "" if there else f"#{number_of(page.slug, LARGE):05d}"


def letters(name: str, studio: Studio) -> tuple[int, int]:
    """How many letters and figures of it some font has, and how many none has."""
    if studio.fonts.own(name):
        return len(name), 0
    hands = [cluster.hand for cluster in studio.clusters(name) if category(cluster.text[0])[0] in "LN"]
    missing = hands.count("missing")
    return len(hands) - missing, missing


def called(rows: Sequence[PublicMember], names: Mapping[str, str]) -> tuple[PublicMember, ...]:
    return tuple(replace(row, shown_name=names[row.slug]) if row.slug in names else row for row in rows)
