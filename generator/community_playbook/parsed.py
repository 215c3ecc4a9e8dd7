"""Authored YAML is kept parsed between runs: to parse hundreds of files takes a third of a second.

A text is found again by its digest alone, so that what was edited is parsed anew. Only what JSON holds as it
is (no days, no numbers as keys) is kept.
"""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from . import assets
from .kept import remember, remembered

NAME = "parsed"
MOST = 1500
"""Texts: of more, only those of this run are kept."""


class Values:
    """By digest of a text its value, as JSON. `asked`: in this run; `new`: something is not kept yet."""

    def __init__(self) -> None:
        source = Path(assets.__file__).read_bytes()
        self.maker = sha256(source + str(yaml.__version__).encode()).hexdigest()
        self.known = self.kept()
        self.asked: dict[str, str] = {}
        self.new = False

    def kept(self) -> dict[str, str]:
        content = remembered(NAME, self.maker)
        return json.loads(content) if content else {}

    def of(self, text: str) -> Any:
        digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        found = self.asked.get(digest) or self.known.get(digest)
        if found is not None:
            self.asked[digest] = found
            return json.loads(found)
        value = assets.parse_yaml(text)
        if (said := as_json(value)) is not None:
            self.asked[digest], self.new = said, True
        return value

    def keep(self) -> None:
        if self.new:
            kept = self.known | self.kept() | self.asked  # a copy of this process may have kept its own
            kept = kept if len(kept) <= MOST else self.asked
            remember(NAME, self.maker, json.dumps(kept, sort_keys=True).encode())
            self.known, self.new = kept, False


def as_json(value: Any) -> str | None:
    """None where JSON would give back something else."""
    try:
        said = json.dumps(value)
        return said if json.loads(said) == value else None
    except (TypeError, ValueError):
        return None


@cache
def values() -> Values:
    return Values()


def parse_authored(text: str) -> Any:
    """As `parse_yaml`, each time a value of the caller's own. Raises yaml.YAMLError."""
    return values().of(text)


def keep_parsed() -> None:
    """What this run has parsed is there for the next one."""
    values().keep()
