"""What is drawn on which kind of picture? One function a kind; boxes are in `templates/images/layouts/`."""

from __future__ import annotations

from collections.abc import Callable

from ..pen import Pen
from ..picture import Picture
from . import badge, event, incentive, leaderboard, points, rank, teams, welcome

KINDS: dict[str, Callable[[Pen, Picture], None]] = {
    "leaderboard": leaderboard.draw,
    "teams": teams.draw,
    "rank": rank.draw,
    "points": points.draw,
    "badge": badge.draw,
    "incentive": incentive.draw,
    "event": event.draw,
    "welcome": welcome.draw,
}
