"""Who joined, by a line that the platform wrote? The forms are data: `playbook/sources/lines.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from ..assets import asset, parse_yaml

LONGEST = 400
DECLINED = "?"
"""In place of an id: the name may stand in another case than that of its account."""
BETWEEN = re.compile(r"[、,，]")
QUOTES = "\"'“”‘’「」 \u200e\u200f\u202a\u202c\u2068\u2069~"


@cache
def authored() -> Mapping[str, Any]:
    tree: Mapping[str, Any] = parse_yaml(asset("playbook", "sources", "lines.yml").read_text("utf-8"))
    return tree


@cache
def forms(kind: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each with what stands for the id of whom it names."""
    sure, declined = authored()[kind], authored()["declined"][kind]
    return (
        *((re.compile(form, re.IGNORECASE), "") for form in sure),
        *((re.compile(form, re.IGNORECASE), DECLINED) for form in declined),
    )


@cache
def ending() -> re.Pattern[str]:
    return re.compile(authored()["declined"]["ending"])


def stem(name: str) -> str:
    """Cases of one name have one stem; now and then another name too."""
    return " ".join(ending().sub("", word) for word in name.casefold().split())


def named(text: str, kind: str) -> tuple[tuple[str, str], ...]:
    for form, key in forms(kind):
        if found := form.search(text[:LONGEST]):
            names = (part.strip(QUOTES) for part in BETWEEN.split(found["who"]))
            return tuple((key, name) for name in names if name)
    return ()


def joined(text: str) -> tuple[tuple[str, str], ...]:
    """("", name) of each, or (DECLINED, name); nothing for a line that tells something else."""
    return named(text, "joins")


def gone(text: str) -> tuple[tuple[str, str], ...]:
    return named(text, "leaves")
