"""Text of a YAML file -> a tree in which every scalar stays text and keeps its place.

PyYAML turns `20:00` into 1200 and `no` into False, drops doubled keys and crashes on deep nesting. So its
event stream is walked here, with limits, and nothing is resolved: the schema converts, field by field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from ...problems import Place, Problem
from .yaml_slips import BREAK, MAX_DEPTH, Slip, diagnose, shown, slip_in_text

MAX_BYTES = 1024 * 1024
MAX_NODES = 100_000
MAX_PROBLEMS = 100

# The C event stream does not recurse (only its composer does, which is never called here).
PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
ABSENT = frozenset({"", "~", "null", "Null", "NULL"})
FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Line breaks of YAML 1.1 that no editor counts: as blanks of the same width, lines and columns stay true.
OLD_BREAKS = str.maketrans({"\x85": " ", "\u2028": " ", "\u2029": " "})

Path = tuple[str | int, ...]


@dataclass(slots=True)
class TextNode:
    text: str
    place: Place
    plain: bool = True
    """False if it was written in quotes or as a block."""
    remark: str = ""
    """Only where the value is empty: the comment behind it (`color: #0B6B4F` is a comment)."""

    @property
    def absent(self) -> bool:
        return self.plain and self.text in ABSENT


@dataclass(slots=True)
class ListNode:
    place: Place
    flow: bool = False
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class MapNode:
    place: Place
    flow: bool = False
    entries: dict[str, Node] = field(default_factory=dict)
    key_places: dict[str, Place] = field(default_factory=dict)


Node = TextNode | ListNode | MapNode


def read_yaml(source: str | bytes, file: str) -> tuple[Node | None, list[Problem]]:
    """The tree of one YAML document; None if it cannot be read. Never raises, whatever the input."""
    text, problems = decode(source, file)
    if text is None:
        return None, problems
    return Builder(text.translate(OLD_BREAKS), file).build()


def places_of(root: Node) -> dict[Path, Place]:
    """The place of every value, by its path: `("groups", 0, "id")`. The root is `()`."""
    places: dict[Path, Place] = {}
    rest: list[tuple[Path, Node]] = [((), root)]
    while rest:
        path, node = rest.pop()
        places[path] = node.place
        if isinstance(node, ListNode):
            rest += [((*path, number), item) for number, item in enumerate(node.items)]
        elif isinstance(node, MapNode):
            rest += [((*path, key), value) for key, value in node.entries.items()]
    return places


def decode(source: str | bytes, file: str) -> tuple[str | None, list[Problem]]:
    """UTF-8 bytes to text without BOM and without characters that YAML forbids."""
    start = Place(file, 1, 1)
    size = len(source) if isinstance(source, bytes) else len(source.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        facts = {"size": str(-(-size // 1024)), "limit": str(MAX_BYTES // 1024)}
        return None, [Problem("E103", start, facts)]
    if isinstance(source, bytes):
        try:
            text = source.decode("utf-8")
        except UnicodeDecodeError as error:
            return None, [wrong_encoding(source, error.start, file)]
    else:
        text = source
    text = text.removeprefix("\ufeff")
    problems = [
        Problem("E112", place_at_index(text, found.start(), file), {"found": f"U+{ord(found[0]):04X}"})
        for _, found in zip(range(5), FORBIDDEN.finditer(text), strict=False)
    ]
    return (None if problems else text), problems


def wrong_encoding(source: bytes, index: int, file: str) -> Problem:
    place = place_at_index(source[:index].decode("utf-8").removeprefix("\ufeff"), None, file)
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem("E111", Place(file, 1, 1), {"found": "UTF-16"})
    try:
        guess = source.decode("gb18030")
    except UnicodeDecodeError:
        guess = ""
    if guess and not FORBIDDEN.search(guess) and re.search("[\u4e00-\u9fff]", guess):
        return Problem("E110", place)
    return Problem("E111", place, {"found": f"0x{source[index]:02X}"})


def place_at_index(text: str, index: int | None, file: str) -> Place:
    """Line and column (from 1) of the character at `index`; None = behind the last one."""
    lines = BREAK.split(text[:index])
    return Place(file, len(lines), len(lines[-1]) + 1)


class Builder:
    """Events to nodes, without recursion. `build` stops at the first fault that makes the rest a guess."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.lines = BREAK.split(text)
        self.problems: list[Problem] = []
        self.fatal = False
        """The tree must not be used; further faults are still collected."""
        self.hopeless = False
        """Not even further faults can be found."""
        self.root: Node | None = None
        self.open: list[ListNode | MapNode] = []
        self.keys: list[str | None] = []
        """The key that waits for its value, one for each open node."""

    def build(self) -> tuple[Node | None, list[Problem]]:
        nodes = documents = 0
        try:
            for event in yaml.parse(self.text, Loader=PARSER):
                if isinstance(event, yaml.NodeEvent):
                    nodes += 1
                    if nodes > MAX_NODES:
                        self.stop("E122", event, limit=f"{MAX_NODES}")
                    else:
                        self.take(event)
                elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                    self.open.pop()
                    self.keys.pop()
                elif isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self.stop("E125", event)
                if self.hopeless or len(self.problems) >= MAX_PROBLEMS:
                    self.fatal = True
                    break
        except yaml.MarkedYAMLError as error:
            self.problems.append(diagnose(error, self.lines, self.file))
            self.fatal = True
        except yaml.YAMLError:
            self.problems.append(Problem("E119", Place(self.file, 1, 1), {"found": shown(self.lines[0])}))
            self.fatal = True
        if self.root is None or (isinstance(self.root, TextNode) and self.root.absent):
            if not self.problems:
                self.report("E113", Place(self.file, 1, 1))
            return None, self.problems
        return (None if self.fatal else self.root), self.problems

    def stop(self, code: str, event: yaml.Event, **facts: str) -> None:
        self.report(code, self.place(event), **facts)
        self.fatal = self.hopeless = True

    def report(self, code: str, place: Place, **facts: str) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(code, place, facts))

    def place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file, 1, 1)

    def take(self, event: yaml.NodeEvent) -> None:
        """One node event: a key, a value, or the beginning of a list or mapping."""
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            self.report("E123", self.place(event), found=shown(f"{sign}{event.anchor}"))
            self.fatal = True
        tag = getattr(event, "tag", None)
        if tag is not None:
            self.report("E124", self.place(event), found=shown(tag.replace("tag:yaml.org,2002:", "!!")))
            self.fatal = True
        if self.open and isinstance(self.open[-1], MapNode) and self.keys[-1] is None:
            self.take_key(event, self.open[-1])
        elif isinstance(event, yaml.ScalarEvent):
            self.put(self.scalar(event))
        elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            if len(self.open) >= MAX_DEPTH:
                self.stop("E121", event, limit=f"{MAX_DEPTH}")
                return
            kind = ListNode if isinstance(event, yaml.SequenceStartEvent) else MapNode
            node = kind(self.place(event), bool(event.flow_style))
            self.put(node)
            self.open.append(node)
            self.keys.append(None)
        else:
            self.put(TextNode("", self.place(event)))  # an alias: reported above

    def take_key(self, event: yaml.NodeEvent, parent: MapNode) -> None:
        place = self.place(event)
        if not isinstance(event, yaml.ScalarEvent) or (not event.style and event.value in ABSENT):
            self.stop("E126", event)
            return
        key = event.value
        slip = slip_in_text(key) if not event.style else None
        if slip is not None:
            self.report(slip.code, place, **slip.facts)
            self.fatal = True
        if key in parent.entries:
            first = parent.key_places[key]
            self.report("E120", place, key=shown(key), first=f"{first.line}:{first.column}")
        else:
            parent.key_places[key] = place
        self.keys[-1] = key

    def put(self, node: Node) -> None:
        if not self.open:
            if self.root is None:
                self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent, ListNode):
            parent.items.append(node)
            return
        key = self.keys[-1]
        self.keys[-1] = None
        if key is not None:
            parent.entries.setdefault(key, node)  # of two equal keys the first stays; the second is reported

    def scalar(self, event: yaml.ScalarEvent) -> TextNode:
        place = self.place(event)
        node = TextNode(event.value, place, plain=not event.style)  # None, or "" from C
        if not event.value and node.plain and place.line <= len(self.lines):
            rest = self.lines[place.line - 1][place.column - 1 :].strip()
            node.remark = rest if rest.startswith("#") else ""
        found = None if node.plain else FORBIDDEN.search(event.value)  # "\0" in quotes
        if found:
            self.report("E112", place, found=f"U+{ord(found[0]):04X}")
            self.fatal = True
        if node.plain:
            self.find_swallowed(place, event.end_mark.line + 1 if event.end_mark else place.line)
        return node

    def find_swallowed(self, place: Place, last: int) -> None:
        """`name：x` below another value is, to YAML, a further line of that value."""
        found: list[tuple[Place, Slip]] = []
        for number in range(place.line + 1, min(last, len(self.lines)) + 1):
            line = self.lines[number - 1]
            slip = slip_in_text(line, swallowed=True)
            if slip is not None:
                found.append((Place(self.file, number, len(line) - len(line.lstrip()) + 1), slip))
        if found:  # then the line above is likely to have the same slip
            first = slip_in_text(self.lines[place.line - 1][place.column - 1 :], swallowed=True)
            for where, slip in [(place, first), *found] if first else found:
                self.report(slip.code, where, **slip.facts)
            self.fatal = True
