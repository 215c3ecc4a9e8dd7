"""What several pages of one language show alike is made once, by whoever asks first."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar


class Keeping(Protocol):
    said: dict[tuple[object, ...], Any]


F = TypeVar("F", bound=Keeping)
P = ParamSpec("P")
T = TypeVar("T")


def once(make: Callable[Concatenate[F, P], T]) -> Callable[Concatenate[F, P], T]:
    """For a function of a frame and of parts of its plan or library: what it made is kept in the frame, and
    nobody may change it. Texts are told apart by what they say, everything else by which one it is: frozen
    parts hold mappings, and are long to compare."""

    @wraps(make)
    def made(frame: F, /, *about: P.args, **more: P.kwargs) -> T:
        parts = (*about, *more.values())
        key = (make, *more, *(part if isinstance(part, str) else id(part) for part in parts))
        if key not in frame.said:
            frame.said[key] = (
                make(frame, *about, **more),
                parts,
            )  # while they are kept, no other has their id
        found: T = frame.said[key][0]
        return found

    return made
