"""A table that came as JSON: a list of entries, by itself or somewhere inside of an answer."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO

Plain = str | int | float | bool | None
Json = Plain | Sequence["Json"] | Mapping[str, "Json"]
DEEPEST = 4
"""Levels down to the list of entries, and within an entry."""
BETWEEN = "、"
NAMES = ("name", "text", "title", "value")
"""What an object in a cell says in short."""


def json_rows(text: str, widest: int) -> str | None:
    """The entries as CSV, each with its number first, the header with 0; None where there is no list of
    objects, or the text breaks off. `widest`: no entry has more cells."""
    try:
        tree: Json = json.loads(text)
    except (ValueError, RecursionError):
        return None
    entries = max(lists_in(tree, DEEPEST), key=len, default=[])
    flat = [dict(cells_of(entry, DEEPEST)) for entry in entries]
    titles = list(dict.fromkeys(title for cells in flat for title in cells))[: widest + 1]
    if not titles:
        return None
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([0, *titles])
    for number, cells in enumerate(flat, 1):
        writer.writerow([number, *(cells.get(title, "") for title in titles)])
    return out.getvalue()


def lists_in(tree: Json, depth: int) -> Iterator[list[Mapping[str, Json]]]:
    """Each list of objects, the outer before the inner."""
    if isinstance(tree, list) and tree and all(isinstance(entry, dict) for entry in tree):
        yield tree
    elif isinstance(tree, dict) and depth:
        for value in tree.values():
            yield from lists_in(value, depth - 1)


def cells_of(entry: Mapping[str, Json], depth: int) -> Iterator[tuple[str, str]]:
    """Title and text of each cell; an object within an entry gives its own, under its own titles."""
    for title, value in entry.items():
        if isinstance(value, dict) and depth:
            short = in_short(value)
            if short:
                yield title, short
            else:
                yield from cells_of(value, depth - 1)
        elif isinstance(value, list):
            yield title, BETWEEN.join(part for part in map(in_short, value) if part)
        else:
            yield title, in_short(value)


def in_short(value: Json) -> str:
    if isinstance(value, dict):
        return next((in_short(value[name]) for name in NAMES if value.get(name)), "")
    if value is None or isinstance(value, list):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
