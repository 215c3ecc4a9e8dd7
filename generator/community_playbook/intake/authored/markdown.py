"""How is an authored Markdown file cut? Front matter, lead, and one text a heading, each with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

FRONT = re.compile(r"---\n(.*?)\n---\n", re.S)
HEADING = re.compile(r"^(##|###) +([A-Za-z_][\w-]*)(?: *· *(.+?))? *$", re.M)


class Part(NamedTuple):
    """The text below one heading: of a band (`id` is "") or of one of its items."""

    band: str
    id: str
    label: str
    """What stands after "·"."""
    text: str
    line: int
    """Of the heading; the text begins on the next one."""

    @property
    def key(self) -> tuple[str, str]:
        return self.band, self.id

    @property
    def heading(self) -> str:
        return f"### {self.id}" if self.id else f"## {self.band}"


@dataclass(frozen=True, slots=True)
class Cut:
    front: str
    lead: str
    lead_line: int
    parts: tuple[Part, ...]


def cut(text: str) -> Cut | None:
    """None where the front matter is missing."""
    match = FRONT.match(text)
    if not match:
        return None
    rest = text[match.end() :]
    above = text.count("\n", 0, match.end()) + 1
    heads = list(HEADING.finditer(rest))
    ends = [head.start() for head in heads[1:]] + [len(rest)]
    parts: list[Part] = []
    band = ""
    for head, end in zip(heads, ends, strict=True):
        band = head[2] if head[1] == "##" else band
        id_ = "" if head[1] == "##" else head[2]
        line = above + rest.count("\n", 0, head.start())
        parts.append(Part(band, id_, head[3] or "", rest[head.end() : end].strip("\n"), line))
    return Cut(match[1], rest[: heads[0].start()] if heads else rest, above, tuple(parts))
