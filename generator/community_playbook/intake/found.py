"""Which kinds of community and which platforms are there, and what do people call them?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from ..assets import asset
from ..parsed import parse_authored
from ..usage import languages, usage

What = Literal["kind", "platform"]
PLACES: Mapping[str, tuple[str, str]] = {
    "kind": ("kinds", "*.yml"),
    "platform": ("platforms", "*/platform.yml"),
}
"""Folder of `playbook/`, and the files in it."""


@cache
def parsed(path: Path) -> Any:
    """The content of an authored file that several rooms of a run ask for. Raises yaml.YAMLError."""
    return parse_authored(path.read_text("utf-8"))


def files(what: What) -> dict[str, Path]:
    """By id, in the order of `number`: the order in which an operator reads them."""
    folder, pattern = PLACES[what]
    named = [(id_of(path), path) for path in asset("playbook", folder).glob(pattern)]
    return dict(sorted(named, key=lambda pair: (parsed(pair[1])["number"], pair[0])))


def id_of(path: Path) -> str:
    """A kind is named by its file, a platform by its folder."""
    return path.parent.name if path.match(PLACES["platform"][1]) else path.stem


def ids(what: What) -> tuple[str, ...]:
    return tuple(files(what))


def fields_of(what: What, id_: str) -> Mapping[str, Any]:
    """What stands in the file of a kind or platform. Raises KeyError for one that there is not."""
    found: Mapping[str, Any] = parsed(files(what)[id_])
    return found


@cache
def meant() -> Mapping[str, str]:
    """What people write for a kind, a platform or a language: the id that is meant."""

    def pairs() -> Iterator[tuple[str, str]]:
        for what in ("kind", "platform"):
            for id_ in ids(what):
                yield from ((name, id_) for name in fields_of(what, id_).get("alike", ()))
        for language in languages():
            yield from ((name, language) for name in usage(language).alike)

    return dict(pairs())
