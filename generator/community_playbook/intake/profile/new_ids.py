"""Which id may an entry of a list take that has none, or one that stands there already?"""

from __future__ import annotations

from itertools import count

from .parts import tidy
from .walk import Walk
from .yaml_text import Path, TextNode


def new_ids(walk: Walk, entries: Path) -> dict[int, str]:
    """Of a list of the profile, by the number of the entry: g02, b01. No two are alike, none is taken."""
    depth = len(entries)
    below = (path[depth] for path in walk.nodes if len(path) == depth + 1 and path[:depth] == entries)
    taken: set[str] = set()
    wanting: list[int] = []
    for number in sorted(number for number in below if isinstance(number, int)):
        node = walk.nodes.get((*entries, number, "id"))
        id_ = tidy(node.text) if isinstance(node, TextNode) else ""
        if not id_ or id_ in taken:
            wanting.append(number)
        taken.add(id_)
    found: dict[int, str] = {}
    for number in wanting:
        names = (f"{str(entries[-1])[:1]}{n:02d}" for n in count(number + 1))
        found[number] = next(name for name in names if name not in taken)
        taken.add(found[number])
    return found
