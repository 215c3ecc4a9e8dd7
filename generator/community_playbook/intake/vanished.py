"""Who stood in the members table of an earlier week and stands in no row of it now? They count as left, so
that what they did stays in the history; the tables alone could not tell them from ids that nobody ever had.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ..community.editions import Edition
from ..community.people import VANISHED, Member
from ..problems import Place, Problem

MOST = 0.5
"""Where more of the last table are gone, it is another table, or the ids were given anew: nobody left."""
SHOWN = 3


def vanished(
    file: str, members: Sequence[Member], same: Collection[str], last: Edition | None
) -> tuple[tuple[Member, ...], list[Problem]]:
    """In order of id. `same`: accounts that are somebody else's by now; `last`: the edition
    before this week's."""
    there = {member.id for member in members}
    if last is None or not there:
        return (), []
    gone = sorted({m for m in last.known if m not in there and m not in same})
    lost = [m for m in last.people if m not in there and m not in same]
    if len(lost) > MOST * len(last.people) and len(lost) > 1:
        facts = {"count": str(len(lost)), "all": str(len(last.people)), "found": ", ".join(lost[:SHOWN])}
        return (), [Problem("W250", Place(file), facts)]
    return tuple(Member(m, state=VANISHED) for m in gone), []
