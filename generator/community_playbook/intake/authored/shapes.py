"""Does a value have the shape that `fields.yml` wants? Keys, types, choices, and a repair for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .names import Names
from .source import Source, Steps, dotted, nearest, shown

Shape = Sequence[str]
"""A type, then "required" and "planned" where they hold."""


class Sort(NamedTuple):
    """One type of value: whether a value is of it, the code of the fault, and one that is right."""

    fits: Callable[[object], bool]
    code: str
    sample: str


def is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(part, str) for part in value)


def is_day(value: object) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)))


def is_spans(value: object) -> bool:
    """First and last day of each time, both every year or both of one."""
    return isinstance(value, list) and all(
        isinstance(span, list) and len(span) == 2 and re.fullmatch(SPAN, " ".join(map(str, span)))
        for span in value
    )


def is_months(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(is_whole(m) and 1 <= m <= 12 for m in value)


SPAN = r"(\d\d-\d\d \d\d-\d\d)|(\d{4}-\d\d-\d\d \d{4}-\d\d-\d\d)"
SORTS: dict[str, Sort] = {
    "text": Sort(is_text, "E409", "…"),
    "number": Sort(is_whole, "E407", "1"),
    "amount": Sort(is_number, "E407", "1"),
    "weight": Sort(is_whole, "E407", "0"),
    "tilt": Sort(is_whole, "E407", "0"),
    "flag": Sort(lambda value: isinstance(value, bool), "E410", "true"),
    "words": Sort(is_list, "E408", "[…]"),
    "day": Sort(is_day, "E414", "2026-11-22"),
    "spans": Sort(is_spans, "E414", '[["10-01", "10-07"], ["2027-02-03", "2027-02-13"]]'),
    "months": Sort(is_months, "E408", "[11, 12, 1]"),
    "formula": Sort(lambda value: is_text(value) or isinstance(value, int | float), "E409", "0"),
    "expression": Sort(lambda value: is_text(value) or isinstance(value, int | float), "E409", "0"),
}


RANGES = {"weight": range(11), "tilt": range(-10, 11)}
MAPPING, LIST, CHOICE = "E411", "E408", "E412"


@dataclass(slots=True)
class Shapes:
    """What `fields.yml` says, and the names that are found in other files."""

    sections: Mapping[str, Mapping[str, Shape]]
    choices: Mapping[str, Sequence[str]]
    """By type: what may be chosen, for example drawings and languages."""
    names: Names

    def part(
        self, source: Source, section: str, value: object, at: Steps = (), planned: bool = False
    ) -> None:
        """A mapping of the keys that a section of `fields.yml` names."""
        wanted = self.sections[section]
        if not isinstance(value, dict):
            sample = ", ".join(f"{key}: …" for key in wanted)
            source.tell(MAPPING, at, key=dotted(at) or section, found=shown(value), sample=sample)
            return
        unknown_keys(source, value, wanted, at)
        for key, shape in wanted.items():
            if key in value:
                self.value(source, shape, value[key], (*at, key), planned or "planned" in shape)
            elif "required" in shape:
                self.missing(source, shape, (*at, key))

    def missing(self, source: Source, shape: Shape, at: Steps, language: str = "") -> None:
        repair = f"{at[-1]}: {self.sample(shape[0])}"
        source.tell_of(language, "E406", at, key=dotted(at), repair=repair)

    def value(self, source: Source, shape: Shape, value: object, at: Steps, planned: bool) -> None:
        plain, _, other = shape[0].partition(" or ")
        sort, _, keys = (other if other and isinstance(value, dict) else plain).partition(" by ")
        if keys:
            self.table(source, sort, value, at, keys)
        elif sort in SORTS:
            self.simple(source, sort, value, at, planned)
        elif sort in ("items", "jobs"):
            self.entries(source, sort.removesuffix("s"), value, at, planned)
        elif sort.startswith("each "):
            self.entries(source, sort.removeprefix("each "), value, at, planned)
        elif sort == "days" and value != "evenings":
            self.some(source, self.choices[sort], value, at)
        elif sort.startswith("some "):
            self.some(source, self.choices[sort.removeprefix("some ")], value, at)
        elif sort in self.choices and sort != "days":
            self.choice(source, self.choices[sort], value, at)
        elif sort in self.sections:
            self.part(source, sort, value, at, planned)

    def simple(self, source: Source, sort: str, value: object, at: Steps, planned: bool) -> None:
        fits, code, sample = SORTS[sort]
        if not fits(value):
            source.tell(code, at, key=dotted(at), found=shown(value), sample=f"{at[-1]}: {sample}")
        elif sort in RANGES and value not in RANGES[sort]:
            low, high = RANGES[sort][0], RANGES[sort][-1]
            source.tell("E413", at, key=dotted(at), found=shown(value), low=str(low), high=str(high))
        elif sort == "expression" and isinstance(value, str):
            for slip in self.names.in_expression(value, planned=planned):
                source.tell(slip.code, at, key=dotted(at), **slip.facts)

    def choice(self, source: Source, known: Sequence[str], value: object, at: Steps) -> None:
        if str(value) not in known:
            source.tell(CHOICE, at, key=dotted(at), found=shown(value), known=", ".join(known))

    def some(self, source: Source, known: Sequence[str], value: object, at: Steps) -> None:
        if not isinstance(value, list):
            source.tell(LIST, at, key=dotted(at), found=shown(value), sample=f"{at[-1]}: [{known[0]}]")
            return
        for i, part in enumerate(value):
            self.choice(source, known, part, (*at, i))

    def entries(self, source: Source, section: str, value: object, at: Steps, planned: bool) -> None:
        """Items and jobs: a list of mappings, each with an id of its own."""
        if not isinstance(value, list):
            source.tell(LIST, at, key=dotted(at), found=shown(value), sample=f"{at[-1]}: []")
            return
        seen: dict[str, int] = {}
        for i, entry in enumerate(value):
            self.part(source, section, entry, (*at, i), planned)
            name = str(entry.get("id", "")) if isinstance(entry, dict) else ""
            if name and name in seen:
                first = str(source.line((*at, seen[name])))
                source.tell("E415", (*at, i), key=dotted(at), id=name, first=first)
            seen.setdefault(name, i)

    def table(self, source: Source, sort: str, value: object, at: Steps, keys: str) -> None:
        """A mapping with exactly the keys of one list of choices, all of the same type."""
        known = self.choices[keys]
        if not isinstance(value, dict):
            sample = f"{at[-1]}: {self.sample(f'{sort} by {keys}')}"
            source.tell(MAPPING, at, key=dotted(at), found=shown(value), sample=sample)
            return
        unknown_keys(source, value, known, at)
        for key in known:
            if key in value:
                self.value(source, (sort,), value[key], (*at, key), False)
            else:
                self.missing(source, (sort,), (*at, key), key if keys == "languages" else "")

    def sample(self, sort: str) -> str:
        """A value that is right, for the repair."""
        sort, _, name = sort.partition(" or ")[0].partition(" by ")
        if name:
            return "{" + ", ".join(f"{key}: {self.sample(sort)}" for key in self.choices[name]) + "}"
        if sort in SORTS:
            return SORTS[sort].sample
        if sort in ("items", "jobs") or sort.startswith("each "):
            return "[]"
        if sort == "days":
            return "evenings"
        if sort in self.sections:
            needed = {key: shape[0] for key, shape in self.sections[sort].items() if "required" in shape}
            return "{" + ", ".join(f"{key}: {self.sample(part)}" for key, part in needed.items()) + "}"
        known = self.choices[sort.removeprefix("some ")]
        return f"[{known[0]}]" if sort.startswith("some ") else known[0]


def unknown_keys(source: Source, value: Mapping[str, object], known: Iterable[str], steps: Steps) -> None:
    known = list(known)
    for key in value:
        if key not in known:
            at, found = (*steps, key), dotted((*steps, str(key)))
            if near := nearest(str(key), known):
                source.tell("E404", at, found=found, near=near)
            else:
                source.tell("E405", at, found=found, known=", ".join(known))
