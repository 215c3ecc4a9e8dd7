"""The lines of the profile that name what was taken: added at its end, where nothing says so yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from ..assets import parse_yaml

MOST_GROUPS = 60


def with_lines(source: str, wanted: dict[str, str], groups: Sequence[str]) -> tuple[str, list[str]]:
    """(the profile with what lacked, the lines that were added). A profile to which nothing can be added at
    its end without touching the rest is left as it is, and the lines are told."""
    before = parsed(source)
    if not isinstance(before, dict):
        return source, []
    lines = [f"{name}: {file}" for name, file in wanted.items() if name not in before]
    expected = before | {name: file for name, file in wanted.items() if name not in before}
    if groups and "groups" not in before:
        named = list(groups[:MOST_GROUPS])
        lines += [
            "groups:",
            *(f"  - {{id: g{n:02}, name: {quoted(name)}}}" for n, name in enumerate(named, 1)),
        ]
        expected["groups"] = [{"id": f"g{n:02}", "name": name} for n, name in enumerate(named, 1)]
    if not lines:
        return source, []
    ending = "\r\n" if "\r\n" in source else "\n"
    text = source.rstrip() + ending + ending.join(lines) + ending
    return (text if parsed(text) == expected else source), lines


def parsed(text: str) -> Any:
    try:
        return parse_yaml(text)
    except yaml.YAMLError:
        return None


def quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
