"""Which value of the file belongs to which field? Walks the tree along the wants and converts text to values.

Faults are collected, never raised; a faulty value is left out, so that the other checks can still run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final, Literal, TypeAlias

from ...contacts import masked
from ...problems import Place, Problem
from .values import (
    example,
    mend_color,
    mend_day,
    mend_number,
    mend_truth,
    nearest,
    parse_day,
    parse_number,
    split_entries,
)
from .wants import NUMBERS, Want
from .yaml_slips import shown, slip_in_text
from .yaml_text import ListNode, MapNode, Node, Path, TextNode

Value: TypeAlias = "str | int | Decimal | date | list[Value] | dict[str, Value] | None"
"""What a text of the file became; None stands only for a faulty entry of a list."""


class Gap(Enum):
    """What is found where a value is faulty."""

    MISSING = 1


MISSING: Final = Gap.MISSING
Missing: TypeAlias = Literal[Gap.MISSING]
Found: TypeAlias = "Value | Missing"
NOT_A_NUMBER = {"hours": "E104", "money": "E105", "whole": "E106", "number": "E107"}
SHAPES = frozenset({"part", "table", "list"})
MAX_PROBLEMS = 200
WIDE_COMMA = re.compile("[，、]")


def spelled(path: Path) -> str:
    """A path as operators read it: `groups[1].tier`, entries counted from 1."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return shown(text, 80)


def bounds(want: Want) -> tuple[str, str]:
    """Lowest and highest value as they stand in a message."""
    low, high = want.low, want.high
    return ("" if low is None else f"{low:f}"), ("" if high is None else f"{high:f}")


class Walk:
    """One walk over one file: the converted data, and where everything stood."""

    def __init__(self, file: str, homes: Mapping[str, tuple[str, ...]]) -> None:
        """`homes`: where a key of such a file may stand, by its name."""
        self.file = file
        self.homes = homes
        self.problems: list[Problem] = []
        self.faulty: set[Path] = set()
        self.nodes: dict[Path, Node] = {}
        self.wants: dict[Path, Want] = {}
        self.keys: dict[Path, Place] = {}
        self.full = False
        """Enough has been reported: no more messages, and no more search for what was meant."""

    def place(self, path: Path) -> Place:
        """Where the value stands, or else what stands nearest above it: a key, a list entry, the file."""
        if path in self.nodes:
            return self.nodes[path].place
        for length in range(len(path), 0, -1):
            if path[:length] in self.keys:
                return self.keys[path[:length]]
            if path[:length] in self.nodes:
                return self.nodes[path[:length]].place
        return Place(self.file, 1, 1)

    def report(self, code: str, path: Path, place: Place | None = None, /, **facts: str) -> Missing:
        """Note a fault; errors make the value at `path` unusable. Returns MISSING."""
        if code.startswith("E"):
            self.faulty.add(path)
        if self.full:
            return MISSING
        if len(self.problems) == MAX_PROBLEMS:
            self.problems.append(Problem("E198", Place(self.file, 1, 1), {"limit": str(MAX_PROBLEMS)}))
            self.full = True
            return MISSING
        facts = {"field": spelled(path), **facts}
        if path[-1:] != ("link",):  # where people join is meant to be read
            facts = {name: masked(fact) for name, fact in facts.items()}
        self.problems.append(Problem(code, place or self.place(path), facts))
        return MISSING

    def repair(self, path: Path, value: str) -> str:
        return f"{path[-1]}: {value}" if path and isinstance(path[-1], str) else value

    def read_whole(self, node: MapNode, want: Want) -> dict[str, Value]:
        """The profile itself: whatever is faulty in it is left out."""
        self.nodes[()] = node
        self.wants[()] = want
        return self.read_part(node, want, ())

    def read(self, node: Node, want: Want, path: Path) -> Found:
        """The converted value at `path`; MISSING where it is faulty."""
        self.nodes[path] = node
        self.wants[path] = want
        if isinstance(node, TextNode):
            branch = next((w for w in want.either or (want,) if w.sort not in SHAPES), None)
            return self.read_text(node, branch, want, path) if branch else self.wrong_shape(node, want, path)
        if isinstance(node, ListNode):
            branch = want.fitting("list")
            return self.read_list(node, branch, path) if branch else self.wrong_shape(node, want, path)
        branch = want.fitting("part", "table")
        if branch is None:
            return self.wrong_shape(node, want, path)
        return (
            self.read_part(node, branch, path)
            if branch.sort == "part"
            else self.read_table(node, branch, path)
        )

    def wrong_shape(self, node: Node, want: Want, path: Path) -> Found:
        key = str(path[-1]) if path else ""
        if isinstance(node, TextNode):
            slip = slip_in_text(node.text) if node.plain else None
            if slip:
                return self.report(slip.code, path, **slip.facts)
            found = shown(node.text)
        else:
            found = "[…]" if isinstance(node, ListNode) else "{…}"
        if want.fitting("part", "table"):
            return self.report("E134", path, found=found, repair=self.repair(path, example(want, key)))
        if want.fitting("list"):
            entries = split_entries(node.text) if isinstance(node, TextNode) else []
            item = want.item
            if item is not None and item.sort == "choice":
                entries = [nearest(entry, item.choices) or item.choices[0] for entry in entries]
            plain = bool(entries) and item is not None and item.sort not in SHAPES
            text = f"[{', '.join(entries)}]" if plain else example(want, key)
            return self.report("E135", path, found=found, repair=self.repair(path, shown(text)))
        return self.report("E136", path, found=found, repair=self.repair(path, example(want, key)))

    def read_part(self, node: MapNode, want: Want, path: Path) -> dict[str, Value]:
        data: dict[str, Value] = {}
        for key, value in node.entries.items():
            name = key if key in want.fields else self.unknown_key(key, node, want, path)
            if not name:
                continue
            child = (*path, name)
            self.keys[child] = node.key_places[key]
            if isinstance(value, TextNode) and value.absent:
                if want.fields[name].sort == "color" and re.match(r"#[0-9A-Fa-f]{3,8}\b", value.remark):
                    remedy = self.repair(child, mend_color(value.remark.split()[0]))
                    self.report("E150", child, value.place, found=shown(value.remark), repair=remedy)
                continue
            result = self.read(value, want.fields[name], child)
            if result is not MISSING:
                data[name] = result
        return data

    def unknown_key(self, key: str, node: MapNode, want: Want, path: Path) -> str:
        """Report the key. Returns the known key that it surely stands for, so that its value is read too."""
        place, field, found = node.key_places[key], (*path, key), shown(key)
        if self.full:
            return ""
        if node.flow and re.fullmatch("[0-9]{3}", key) and self.cut_number(key, node, want, path):
            return ""
        names = tuple(want.fields)
        near = want.aliases.get(key) or nearest(key, names, 0.75)
        elsewhere = [home for home in self.homes.get(key, ()) if home != near]
        if near and (key not in self.homes or key in want.aliases):
            self.report("E131", field, place, found=found, near=near)
            return "" if near in node.entries else near
        if elsewhere:
            self.report("E132", field, place, found=found, homes=" / ".join(elsewhere[:3]))
        else:
            self.report("E133", field, place, found=found, known=", ".join(names))
        return ""

    def cut_number(self, key: str, node: MapNode, want: Want, path: Path) -> bool:
        """`{intro: 1,000}` is `intro: 1` and a key `000` to YAML."""
        keys = list(node.entries)
        before = keys[keys.index(key) - 1]
        value, field = node.entries[before], want.fields.get(before)
        if field is None or field.sort not in NUMBERS or not isinstance(value, TextNode):
            return False
        child, found = (*path, before), f"{value.text},{key}"
        low, high = bounds(field)
        repair = self.repair(child, mend_number(found, field))
        self.report(
            NOT_A_NUMBER[field.sort],
            child,
            value.place,
            found=shown(found),
            low=low,
            high=high,
            repair=repair,
        )
        return True

    def read_table(self, node: MapNode, want: Want, path: Path) -> Found:
        data: dict[str, Value] = {}
        for key, value in node.entries.items():
            child = (*path, key)
            self.keys[child] = node.key_places[key]
            if want.item is None or (isinstance(value, TextNode) and value.absent):
                data[key] = {}  # `tiers: {member: }` names a tier and says no more about it
                continue
            result = self.read(value, want.item, child)
            if result is not MISSING:
                data[key] = result
        return data

    def read_list(self, node: ListNode, want: Want, path: Path) -> Found:
        data: list[Value] = []
        for number, value in enumerate(node.items):
            child = (*path, number)
            result: Found = None  # keeps the number of the entries behind a faulty one
            if isinstance(value, TextNode) and value.absent:
                self.nodes[child] = value
                self.report("E137", child)
            elif want.item is not None:
                result = self.read(value, want.item, child)
                if (
                    isinstance(value, TextNode)
                    and value.plain
                    and node.flow
                    and WIDE_COMMA.search(value.text)
                ):
                    result = self.wide_comma(value, want.item, child, result)
            data.append(None if result is MISSING else result)
        return data

    def wide_comma(self, node: TextNode, item: Want, path: Path, result: Found) -> Found:
        """`[称呼，城市]` is one entry to YAML."""
        facts = {"found": shown(node.text), "repair": shown(", ".join(split_entries(node.text)))}
        if item.sort == "text":
            self.report("W165", path, **facts)
            return result
        self.problems = [p for p in self.problems if p.place != node.place]
        return self.report("E156", path, **facts)

    def read_text(self, node: TextNode, want: Want, whole: Want, path: Path) -> Found:
        text, found = node.text.strip(), shown(node.text)
        if want.sort in NUMBERS:
            return self.read_number(text, want, path)
        if want.sort == "truth":
            if text.lower() in ("true", "false") and text in (text.lower(), text.title(), text.upper()):
                return text.lower() == "true"
            return self.report("E143", path, found=found, repair=self.repair(path, mend_truth(text)))
        if want.sort == "day":
            day = parse_day(text)
            if day is not None:
                return day
            repair, no_such_day = mend_day(text)
            code = "E147" if no_such_day else "E146"
            return self.report(code, path, found=found, repair=self.repair(path, repair))
        if want.sort == "choice" and text not in want.choices:
            entries = split_entries(text)
            if whole.fitting("list") and len(entries) > 1 and set(entries) <= set(want.choices):
                repair = self.repair(path, f"[{', '.join(entries)}]")
                return self.report("E135", path, found=found, repair=repair)
            near, choices = nearest(text, want.choices), ", ".join(want.choices)
            if near:
                repair = self.repair(path, near)
                return self.report("E144", path, found=found, near=near, choices=choices, repair=repair)
            return self.report("E145", path, found=found, choices=choices)
        return text if want.sort == "choice" else node.text

    def read_number(self, text: str, want: Want, path: Path) -> Found:
        low, high = bounds(want)
        number = parse_number(text)
        if number is None:
            code = "E141" if re.fullmatch(r"[+-]?[0-9]{19,}(\.[0-9]*)?", text) else NOT_A_NUMBER[want.sort]
            repair = self.repair(path, mend_number(text, want))
            return self.report(code, path, found=shown(text), low=low, high=high, repair=repair)
        if want.sort != "whole":
            return number
        if number != number.to_integral_value():
            whole = round(number)  # within the bounds, or the repair would be the next fault
            whole = whole if want.low is None else max(whole, int(want.low))
            whole = whole if want.high is None else min(whole, int(want.high))
            repair = self.repair(path, str(whole))
            return self.report("E140", path, found=shown(text), repair=repair)
        return int(number)
