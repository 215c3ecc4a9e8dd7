"""Where is a part of the converted profile? Empty where it is missing or faulty, so that checks still run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .walk import Walk
from .yaml_text import Path

OFFERS = ("exposure", "red_packet", "prize")


def part(data: dict[str, Any], *names: str) -> dict[str, Any]:
    """The mapping at a path, empty where there is none."""
    for name in names:
        found = data.get(name)
        data = found if isinstance(found, dict) else {}
    return data


def entries(data: dict[str, Any], name: str) -> list[tuple[int, dict[str, Any]]]:
    """The mappings of a list, each with its number from 0."""
    found = data.get(name)
    return [(n, e) for n, e in enumerate(found if isinstance(found, list) else []) if isinstance(e, dict)]


def tidy(value: Any) -> str:
    """An id as the profile will hold it."""
    return " ".join(str(value).split())


def offers(data: dict[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every incentive, with its path: `("incentives", kind, number)`."""
    for kind in OFFERS:
        for number, item in entries(part(data, "incentives"), kind):
            yield ("incentives", kind, number), item


def around_faults(walk: Walk) -> set[Path]:
    """Every faulty value and all that holds it: what seems to be missing there may have been misread."""
    return {faulty[:length] for faulty in walk.faulty for length in range(len(faulty) + 1)}
