"""Where does it stand? One authored file as plain values, and the line of each of its parts.

Values are read as the program reads them; a text is read a second time, for lines, only to tell a fault.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import yaml

from ...assets import AuthoredLoader, TwiceError
from ...parsed import parse_authored
from ...problems import Place, Problem

Steps = tuple[str | int, ...]
"""The way to a part of a file: keys of mappings, numbers of entries."""
LONGEST = 80
"""Letters of a wrong value that are shown."""


def shown(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def dotted(steps: Steps) -> str:
    """("do", 1, "minutes") as "do[2].minutes"."""
    parts = [f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in steps]
    return "".join(parts).removeprefix(".")


def nearest(name: str, known: Iterable[str], least: float = 0.6) -> str:
    return next(iter(difflib.get_close_matches(name, list(known), 1, least)), "")


def line_of(text: str, steps: Steps) -> int:
    """The line of a part, or of the last thing above it that there is; 0 where nothing is found."""
    line, node = 0, yaml.compose(text, AuthoredLoader)
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == str(step)), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line


class Fault(NamedTuple):
    """What is wrong, and for which language only; "" where it stops everybody."""

    problem: Problem
    language: str


@dataclass(slots=True)
class Source:
    """One file, or the front matter of one: its value and what is wrong with it."""

    name: str
    text: str
    value: object
    told: list[Fault]
    above: int = 0
    """Lines of the file above the text."""
    language: str = ""
    """Whose words the file holds; "" for what all languages need."""

    def tell(self, code: str, steps: Steps = (), **facts: str) -> None:
        self.tell_line(code, self.line(steps), **facts)

    def tell_of(self, language: str, code: str, steps: Steps, **facts: str) -> None:
        """What one language lacks in a file that all languages share."""
        self.told.append(Fault(Problem(code, Place(self.name, self.line(steps)), facts), language))

    def tell_line(self, code: str, line: int, **facts: str) -> None:
        self.told.append(Fault(Problem(code, Place(self.name, line), facts), self.language))

    def line(self, steps: Steps) -> int:
        found = line_of(self.text, steps)
        return found + self.above if found else 0


@dataclass(slots=True)
class Shelf:
    """The folder of all authored files, and everything that was found wrong in it."""

    root: Path
    told: list[Fault] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    """Files that cannot be read: what they lack is not told besides."""
    beats: dict[str, list[str]] = field(default_factory=dict)
    """Of each rhythm looked at so far, by its id."""

    def name(self, path: Path) -> str:
        """As an editor opens it from the top of the project: playbook/tactics/10-x/tactic.yml."""
        return path.relative_to(self.root).as_posix()

    def text(self, path: Path, language: str = "") -> str | None:
        try:
            return path.read_text("utf-8").replace("\r\n", "\n")
        except FileNotFoundError:
            self.tell(path, "E403", language, owner=self.name(path.parent))
        except (OSError, UnicodeDecodeError) as error:
            self.tell(path, "E402", language, why=shown(error))
            self.broken.add(self.name(path))
        return None

    def tell(self, path: Path, code: str, language: str = "", **facts: str) -> None:
        self.told.append(Fault(Problem(code, Place(self.name(path)), facts), language))

    def open(self, path: Path, language: str = "") -> Source | None:
        """A YAML file; None where it cannot be read, which is told."""
        text = self.text(path, language)
        return None if text is None else self.parse(self.name(path), text, 0, language)

    def parse(self, name: str, text: str, above: int, language: str) -> Source | None:
        try:
            return Source(name, text, parse_authored(text), self.told, above, language)
        except yaml.YAMLError as error:
            self.told.append(Fault(not_yaml(name, text, above, error), language))
            self.broken.add(name)
            return None


def not_yaml(name: str, text: str, above: int, error: yaml.YAMLError) -> Problem:
    """A tab is told as one: the parser only knows that it cannot begin a token."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Problem("E400", Place(name), {"why": shown(error)})
    place = Place(name, mark.line + 1 + above, mark.column + 1)
    if isinstance(error, TwiceError):
        return Problem("E455", place, {"found": shown(error.name)})
    line = (text.split("\n")[mark.line : mark.line + 1] or [""])[0]
    if "\t" in line[: len(line) - len(line.lstrip())] or line[mark.column : mark.column + 1] == "\t":
        return Problem("E401", place, {"found": shown(line)})
    return Problem("E400", place, {"why": shown(getattr(error, "problem", "") or error)})
