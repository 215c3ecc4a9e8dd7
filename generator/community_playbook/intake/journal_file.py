"""How do lines get into `journal.yml` by command, and out again? What stands there keeps every byte.

A line that was written by command ends in a mark, by which it can be taken back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from ..community.journal import Line
from ..problems import Place, PlaybookError, Problem
from ..whole import write_whole
from .journal import NAME

MARK = "# playbook"
MARKED = re.compile(rb"[^\n]*  # playbook(?: (?P<at>\d+)/(?P<of>\d+))?[ \t]*\r?(?:\n|\Z)")
ITEM = re.compile(rb"(?m)^(?P<indent>[ ]*)-(?=\s)")
PLAIN = re.compile(r"[A-Za-z][\w.-]*")
ENVIRONMENT = 3


def written(line: Line) -> str:
    """A line as it stands in the file, without its dash: `{date: 2026-11-29, done: rotation}`."""
    parts = [f"date: {line.day.isoformat()}"]
    if line.kind != "note":
        parts.append(f"{line.kind}: {'.'.join(part for part in (line.what, line.job) if part)}")
    parts += [
        f"{key}: {value}" for key, value in (("count", line.count), ("of", line.of)) if value is not None
    ]
    if line.text:
        parts.append(f"note: {quoted(line.text)}")
    return "{" + ", ".join(parts) + "}"


def quoted(text: str) -> str:
    """In double quotes, which in YAML mean what they mean in JSON."""
    return json.dumps(text, ensure_ascii=False)


def appended(source: bytes, lines: Sequence[Line]) -> bytes:
    """The same bytes and the new lines behind them, as far to the right as those above."""
    first = ITEM.search(source)
    indent = first["indent"] if first else b""
    end = b"\r\n" if b"\r\n" in source else b"\n"
    gap = b"" if not source or source.endswith((b"\n", b"\r")) else end
    marks = [MARK] if len(lines) == 1 else [f"{MARK} {n}/{len(lines)}" for n in range(1, len(lines) + 1)]
    texts = [f"- {written(line)}  {mark}".encode() for line, mark in zip(lines, marks, strict=True)]
    return source + gap + b"".join(indent + text + end for text in texts)


def without_last(source: bytes) -> tuple[bytes, list[str]]:
    """Without the last line that was written by command, or all those of one table; and what went."""
    found = list(MARKED.finditer(source))
    if not found:
        return source, []
    batch = int(found[-1]["of"] or 1)
    kept, gone = source, []
    for match in reversed(found[-batch:]):
        kept = kept[: match.start()] + kept[match.end() :]
        gone.append(match[0].decode("utf-8", "replace").partition(f"  {MARK}")[0].strip())
    return kept, gone[::-1]


def load_source(folder: Path) -> bytes:
    """The bytes of the journal, none where there is no file. Raises PlaybookError where it cannot be read."""
    path = folder / NAME
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise PlaybookError([Problem("E102", Place(str(path)))], ENVIRONMENT) from error


def save(folder: Path, content: bytes) -> None:
    """Whoever looks, and whatever fails, sees the old file or the new one. Raises PlaybookError (E520) where
    the disk does not take it."""
    path = (folder / NAME).resolve()
    try:
        write_whole(path, content)
    except OSError as error:
        facts = {"reason": error.strerror or ""}
        raise PlaybookError([Problem("E520", Place(str(path)), facts)], ENVIRONMENT) from error
