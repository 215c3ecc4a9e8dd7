"""Does the profile name people who are there (who moves, who has a tool, who writes), and do wishes agree?"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from ...community.community import STAFF, Community
from ...problems import Problem
from .profile import Places, place_at
from .yaml_slips import shown

Path = tuple[str | int, ...]
PARTS = ("together", "apart")
MOST_NEAR = 3


def odd_wishes(community: Community, places: Places) -> list[Problem]:
    """Ids of `rotation` and `content` that the members table does not have, or has as somebody who left; and
    wishes that cannot be kept. Nothing where no members are known."""
    if not community.members:
        return []
    found = [*unmet(community), *clashes(community)]
    return [Problem(code, place_at(places, *path), facts) for code, path, facts in found]


Found = tuple[str, Path, dict[str, str]]


def named(community: Community) -> Iterator[tuple[Path, str]]:
    """Each id with where it stands."""
    wishes = community.profile.rotation
    for n, member in enumerate(wishes.stay):
        yield ("rotation", "stay", n), member
    for part in PARTS:
        for n, wish in enumerate(getattr(wishes, part)):
            for i, member in enumerate(wish):
                yield ("rotation", part, n, i), member


def kept(community: Community) -> Iterator[tuple[Path, str]]:
    """Each id of a loan or a commission that is not over: whoever left may still have the tool."""
    content = community.profile.content
    for n, loan in enumerate(content.loans):
        if not (loan.back and loan.review):
            yield ("content", "loans", n, "to"), loan.to
    for n, commission in enumerate(content.commissions):
        if not commission.brought:
            yield ("content", "commissions", n, "who"), commission.who


def unmet(community: Community) -> Iterator[Found]:
    people = {m.id: m for m in community.members}
    gone = {m.id: m for m in community.former}
    for path, member in named(community):
        facts = {"field": ".".join(map(str, path[:2])), "found": shown(member)}
        if member in gone:
            yield ("W197" if gone[member].state == "bot" else "W196"), path, facts
        elif member not in people:
            yield unknown(community, path, member)
    for path, member in kept(community):
        if member not in people and member not in gone:
            yield unknown(community, path, member)


def unknown(community: Community, path: Path, member: str) -> Found:
    """An id that nobody has: whose name it is, else which ones look like it."""
    near = [m.id for m in community.members if member in (m.name, m.alias)]
    near = near or get_close_matches(member, [m.id for m in community.members], MOST_NEAR)
    facts = {"field": ".".join(map(str, path[:2])), "found": shown(member)}
    if not near:
        return "W195", path, facts
    return "W198", path, facts | {"near": ", ".join(map(shown, near[:MOST_NEAR]))}


def clashes(community: Community) -> Iterator[Found]:
    """What one wish asks for and another one forbids; a wish of one person wishes nothing."""
    wishes = community.profile.rotation
    people = {m.id: m for m in community.members}
    together = [frozenset(wish) for wish in wishes.together]
    staying = frozenset(wishes.stay) | {id_ for id_, m in people.items() if m.role in STAFF}
    for part in PARTS:
        for n, wish in enumerate(getattr(wishes, part)):
            if len(set(wish)) < 2:
                yield "W150", ("rotation", part, n), {"field": f"rotation.{part}", "found": joined(wish)}
    for n, wish in enumerate(wishes.apart):
        for friends in together:
            both = sorted(friends & set(wish))
            if len(both) > 1:
                yield "W151", ("rotation", "apart", n), {"field": "rotation.apart", "found": joined(both)}
    for n, wish in enumerate(wishes.together):
        stay = sorted(staying & set(wish))
        if stay and len(stay) < len(set(wish)):
            yield "W152", ("rotation", "together", n), {"field": "rotation.together", "found": joined(stay)}


def joined(ids: list[str]) -> str:
    return ", ".join(map(shown, ids))
