"""Which kind of log is a file? The signs are data: a file each in `playbook/sources/`."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from ..assets import asset, parse_yaml
from . import (
    chatlab,
    discord,
    discord_html,
    discord_text,
    lark,
    qq,
    slack,
    table,
    telegram,
    weflow,
    whatsapp,
    zsxq,
)
from .files import Source
from .records import Record, moment
from .text_lines import codec_of

READERS: dict[str, Callable[[Source], Iterator[Record]]] = {
    "chatlab": chatlab.read,
    "chatlab-lines": chatlab.read_lines,
    "discord-html": discord_html.read,
    "discord-json": discord.read,
    "lark": lark.read,
    "qq": qq.read,
    "qq-json": qq.read_json,
    "telegram-json": telegram.read,
    "weflow": weflow.read,
    "zsxq": zsxq.read,
    "zsxq-members": zsxq.read_members,
}
DATED: dict[str, Callable[[Source, str], Iterator[Record]]] = {
    "discord-text": discord_text.read,
    "whatsapp": whatsapp.read,
}
"""Readers that have to be told, or to find out, which of day and month comes first."""
LINES = "lines.yml"
CHAIN = "chain"
MEMBERS, GROUPS = "members", "groups"
LISTS = (MEMBERS, GROUPS, CHAIN)


@dataclass(frozen=True)
class Preset:
    """One format. It is recognised by its first letters, the cells of its header, or the files beside it."""

    id: str
    names: Mapping[str, str]
    reader: str
    signature: re.Pattern[str] | None = None
    header: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    """Of a log: our column to theirs. Of a list: their header (or how it begins, with a star) to ours."""
    together: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Of a list: our column, which is several of theirs."""
    kinds: Mapping[str, Sequence[str]] = field(default_factory=dict)
    quoted: str = ""
    """Of a log: the line above a message that tells `who` said what it quotes, and `at` which moment."""
    last: bool = False
    """Only what no other format is; its signs stand inside of others too."""


class Log(NamedTuple):
    """Files that are one export."""

    preset: Preset
    sources: tuple[Source, ...]

    def records(
        self, dates: str = "", moments: Callable[[str], datetime | None] = moment
    ) -> Iterator[Record]:
        """Raises LogError. `dates`: the order of day, month and year, where the operator said it; `moments`:
        as `table.read` has it."""
        first = self.sources[0]
        if self.preset.reader == "slack-export":
            return slack.read(self.sources)
        if self.preset.reader == "table":
            return table.read(first, self.preset.columns, self.preset.kinds, self.preset.quoted, moments)
        if self.preset.reader in DATED:
            return DATED[self.preset.reader](first, dates)
        return READERS[self.preset.reader](first)


@cache
def presets() -> tuple[Preset, ...]:
    files = sorted(path for path in asset("playbook", "sources").glob("*.yml") if path.name != LINES)
    return tuple(preset(path.stem, parse_yaml(path.read_text("utf-8"))) for path in files)


def preset(name: str, said: Mapping[str, Any]) -> Preset:
    signature, cells, files = said.get("signature"), said.get("header", ()), said.get("files", ())
    pattern = re.compile(signature, re.DOTALL) if signature else None
    more = {key: said[key] for key in ("columns", "together", "kinds", "quoted", "last") if key in said}
    return Preset(name, said["names"], said["reader"], pattern, tuple(cells), tuple(files), **more)


def recognise(sources: Sequence[Source]) -> tuple[list[Log], list[tuple[Source, Preset | None]]]:
    """(the logs, everything else with its format where it is a known list), in the order of the files."""
    logs: list[Log] = []
    rest: list[tuple[Source, Preset | None]] = []
    roots = exports(sources)
    for root, kind in roots.items():
        logs.append(Log(kind, tuple(s for s in sources if inside(s, root))))
    for source in sources:
        if any(inside(source, root) for root in roots):
            continue
        found = of_file(source)
        if found and found.reader not in LISTS:
            logs.append(Log(found, (source,)))
        else:
            rest.append((source, found))
    return logs, rest


def list_with(header: Set[str]) -> Preset | None:
    """The known list of members or groups with all the columns that its file names."""
    fits = [
        kind for kind in presets()
        if kind.reader in (MEMBERS, GROUPS) and kind.header and header >= set(kind.header)
    ]  # fmt: skip
    return max(fits, key=lambda kind: (len(kind.header), kind.id), default=None)


def exports(sources: Sequence[Source]) -> dict[str, Preset]:
    """Folders that are one export, by the files that lie in them."""
    there: dict[str, set[str]] = {}
    for source in sources:
        there.setdefault(source.folder, set()).add(source.name)
    of_folders = [kind for kind in presets() if kind.files]
    return {
        folder: kind for kind in of_folders for folder in sorted(there) if there[folder] >= set(kind.files)
    }


def inside(source: Source, root: str) -> bool:
    return source.folder == root or source.folder.startswith(root.rstrip("/.") + "/")


def of_file(source: Source) -> Preset | None:
    text = source.head().decode(codec_of(source), "ignore")
    signed = [kind for kind in presets() if kind.signature and kind.signature.search(text)]
    sure = [kind for kind in signed if not kind.last]
    if sure:
        return sure[0]
    try:
        header = set(table.header_of(source)[0])
    except csv.Error:
        header = set()
    fits = [kind for kind in presets() if kind.header and header >= set(kind.header)]
    return max(fits or signed, key=lambda kind: (len(kind.header), kind.id), default=None)
