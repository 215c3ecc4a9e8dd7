"""Who joined, by a line that the platform wrote? The forms are data: `playbook/sources/lines.yml`."""

from __future__ import annotations

import re
from functools import cache

from ..assets import asset, parse_yaml

LONGEST = 400
BETWEEN = re.compile(r"[、,，]")
QUOTES = "\"'“”‘’「」 \u200e\u200f\u202a\u202c\u2068\u2069~"


@cache
def forms(kind: str) -> tuple[re.Pattern[str], ...]:
    found = parse_yaml(asset("playbook", "sources", "lines.yml").read_text("utf-8"))
    return tuple(re.compile(form, re.IGNORECASE) for form in found[kind])


def named(text: str, kind: str) -> tuple[tuple[str, str], ...]:
    for form in forms(kind):
        if found := form.search(text[:LONGEST]):
            names = (part.strip(QUOTES) for part in BETWEEN.split(found["who"]))
            return tuple(("", name) for name in names if name)
    return ()


def joined(text: str) -> tuple[tuple[str, str], ...]:
    """("", name) of each; nothing for a line that tells something else."""
    return named(text, "joins")


def gone(text: str) -> tuple[tuple[str, str], ...]:
    return named(text, "leaves")
