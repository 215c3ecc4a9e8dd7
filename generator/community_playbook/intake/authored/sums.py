"""Can the sums of a rhythm be reckoned: does each use only what stands before it, under a name of its own?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .names import Names
from .rhythms import ids, told
from .source import Source, Steps, dotted


def check_sums(source: Source, facts: Mapping[str, Any], names: Names, base: Iterable[str]) -> Names:
    """The names that texts of the rhythm may use beside the others."""
    known = names.with_facts(base)
    numbers = ids(facts, "numbers")
    for at, entry in entries(facts, "numbers"):
        tell_slips(source, (*at, "usual"), entry.get("usual"), known)
        known = named(source, at, entry, known)
    for at, entry in entries(facts, "reckon"):
        tell_slips(source, (*at, "is"), entry.get("is"), known)
        known = named(source, at, entry, known)
    for at, entry in entries(facts, "risks"):
        tell_slips(source, (*at, "when"), entry.get("when"), known)
    for at, entry in entries(facts, "sums"):
        tell_slips(source, (*at, "when"), entry.get("when"), known)
        tell_slips(source, (*at, "press"), entry.get("press"), known)
        rests = entry.get("rests")
        for i, number in enumerate(rests if isinstance(rests, list) else ()):
            told(source, (*at, "rests", i), str(number), numbers)
    return known


def entries(facts: Mapping[str, Any], band: str) -> Iterator[tuple[Steps, Mapping[str, Any]]]:
    listed = facts.get(band)
    for i, entry in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(entry, dict):
            yield (band, i), entry


def named(source: Source, at: Steps, entry: Mapping[str, Any], known: Names) -> Names:
    """What is reckoned hides no fact."""
    id_ = str(entry.get("id"))
    if id_ in known.facts:
        source.tell("E460", (*at, "id"), key=dotted(at), name=id_)
    return known.with_facts([id_])


def tell_slips(source: Source, at: Steps, value: object, known: Names) -> None:
    if isinstance(value, str):
        for slip in known.in_expression(value, planned=True):
            source.tell(slip.code, at, key=dotted(at), **slip.facts)
