"""Does a topic hold what `fields.yml` asks for, in every language?"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from .shapes import Shapes
from .source import Shelf, Source


def check_topic(shelf: Shelf, folder: Path, shapes: Shapes) -> Source | None:
    """Its facts; None where they cannot be read."""
    source = shelf.open(folder / "topic.yml")
    if source:
        shapes.part(source, "topic.yml", source.value)
    for language in shapes.choices["languages"]:
        words = shelf.open(folder / f"{language}.yml", language)
        if words:
            shapes.part(words, "topic words", words.value)
            if holds(source, "place") and not holds(words, "place"):
                shapes.missing(words, ("place words",), ("place",), language)
            tell_empty(words)
    return source if source and isinstance(source.value, dict) else None


def holds(source: Source | None, key: str) -> bool:
    return source is not None and isinstance(source.value, Mapping) and key in source.value


def tell_empty(source: Source) -> None:
    """Something is taken out of each list in turn, so none is empty."""
    value = source.value
    for key, part in value.items() if isinstance(value, Mapping) else ():
        if part == []:
            source.tell("E408", (key,), key=str(key), found="[]", sample=f"{key}: […]")
