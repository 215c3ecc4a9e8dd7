"""Which countdown is for a date: by its name, its kind, and whose date it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from .countdowns import Crowd, Usual, heard


class Told(Protocol):
    """What is asked of a countdown to choose it: see `Countdown`."""

    @property
    def id(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def like(self) -> str: ...
    @property
    def kinds(self) -> tuple[str, ...]: ...
    @property
    def guess(self) -> Mapping[str, tuple[str, ...]]: ...
    @property
    def frame(self) -> bool: ...
    @property
    def rhythms(self) -> tuple[str, ...]: ...
    @property
    def usual(self) -> Usual | None: ...
    @property
    def topics(self) -> tuple[str, ...]: ...


T = TypeVar("T", bound=Told)


def choose_countdown(countdowns: Sequence[T], what: str, kind: str, crowd: Crowd) -> T:
    """Of those of its kind (or of all) the one whose words its name has, also a way of what people come for;
    else the first of its kind, or that for every other date; as the first of what people come for does it,
    where one has a way of its own and no words, or is about what they talk about; or as it is usual where
    they live."""
    known = [o for o in countdowns if not o.like or (o.guess and {*o.rhythms} & {*crowd.rhythms})]
    fitting = [(heard(what, o.guess), o) for o in known if not kind or kind in o.kinds]
    fitting.sort(
        key=lambda f: (
            bool(f[0]) + (f[0] > 0 and not f[1].frame),
            f[0],
            bool(f[1].like) == bool(f[0]),
            -f[1].number,
        )
    )
    best = next((o for said, o in fitting[-1:] if kind or said), None)
    best = best or next(o for o in known if not o.like and not o.kinds)
    own = (o for r in crowd.rhythms for o in countdowns if o.like == best.id and r in o.rhythms)
    found = next((o for o in own if not o.guess or crowd.topic in o.topics), best)
    return usual_instead(countdowns, found, what, crowd)


def usual_instead(countdowns: Sequence[T], found: T, what: str, crowd: Crowd) -> T:
    """Another one where that is usual, and the first of its kind or its way without words was found."""
    for one in countdowns:
        usual = one.usual
        if usual is None or crowd.platform not in usual.platforms or heard(what, usual.place):
            continue
        first = next(o for o in countdowns if one.kinds[0] in o.kinds and not o.like)
        plain = found is first or (found.like == first.id and not found.guess)
        if plain and set(crowd.rhythms[:1]) <= set(usual.rhythms):
            return one
    return found
