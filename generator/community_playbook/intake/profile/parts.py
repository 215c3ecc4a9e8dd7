"""Where is a part of the converted profile? Empty where it is missing or faulty, so that checks still run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .walk import Value, Walk
from .yaml_text import Path

OFFERS = ("exposure", "red_packet", "prize")


@dataclass(frozen=True, slots=True)
class Part:
    """A mapping of the profile as it was read: each value is asked for as what it should be."""

    values: Mapping[str, Value]

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def says(self, name: str) -> bool:
        """Is there anything but no, nothing and zero?"""
        return bool(self.values.get(name))

    def part(self, *names: str) -> Part:
        """The mapping at a path, empty where there is none."""
        values = self.values
        for name in names:
            found = values.get(name)
            values = found if isinstance(found, dict) else {}
        return Part(values)

    def items(self, name: str) -> list[Value]:
        found = self.values.get(name)
        return found if isinstance(found, list) else []

    def parts(self, name: str) -> list[tuple[int, Part]]:
        """The mappings of a list, each with its number from 0."""
        return [(n, Part(e)) for n, e in enumerate(self.items(name)) if isinstance(e, dict)]

    def text(self, name: str) -> str | None:
        found = self.values.get(name)
        return found if isinstance(found, str) else None

    def number(self, name: str, default: Decimal | int = 0) -> Decimal | int:
        found = self.values.get(name)
        return found if isinstance(found, Decimal | int) else default

    def day(self, name: str) -> date | None:
        found = self.values.get(name)
        return found if isinstance(found, date) else None


def tidy(text: str | None) -> str:
    """An id as the profile will hold it."""
    return " ".join((text or "").split())


def offers(profile: Part) -> Iterator[tuple[Path, Part]]:
    """Every incentive, with its path: `("incentives", kind, number)`."""
    for kind in OFFERS:
        for number, item in profile.part("incentives").parts(kind):
            yield ("incentives", kind, number), item


def around_faults(walk: Walk) -> set[Path]:
    """Every faulty value and all that holds it: what seems to be missing there may have been misread."""
    return {faulty[:length] for faulty in walk.faulty for length in range(len(faulty) + 1)}
