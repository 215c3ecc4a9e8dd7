"""Is this folder ours, and is it whole? The marker lists every file that a build wrote, with its digest."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .faults import environment_error

MARKER = ".community-playbook.json"
FORMAT = 1
TOOL = "community-playbook"
SMALL = 1 << 20
# What systems drop into every folder that somebody looks at
LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".directory"})


@dataclass(frozen=True, slots=True)
class FileMark:
    bytes: int
    sha256: str
    source: str = ""
    """Names what the file was made of, where the next build may take it instead of making it again."""


@dataclass(frozen=True, slots=True)
class Marker:
    """`digest` names the inputs (the program's version included); `files` are relative POSIX paths."""

    version: str = ""
    digest: str = ""
    languages: tuple[str, ...] = ()
    files: Mapping[str, FileMark] = field(default_factory=dict)


def mark_of(content: bytes, source: str = "") -> FileMark:
    return FileMark(len(content), hashlib.sha256(content).hexdigest(), source)


def mark_file(path: str | Path) -> FileMark:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a Path is twice as slow, for each of thousands
        size = os.fstat(file.fileno()).st_size
        if size <= SMALL:  # `file_digest` makes room for 256 KiB first
            return mark_of(file.readall())
        return FileMark(size, hashlib.file_digest(file, "sha256").hexdigest())


def is_as_marked(path: str | Path, mark: FileMark) -> bool:
    """True if a plain file with this size and content stands there."""
    try:
        found = os.lstat(path)
        plain = stat.S_ISREG(found.st_mode) and found.st_size == mark.bytes
        return plain and mark_file(path).sha256 == mark.sha256
    except OSError:
        return False


def write_marker(
    tree: Path, digest: str, version: str, languages: Sequence[str], files: Mapping[str, FileMark]
) -> Marker:
    """Lists the finished tree. Same tree, same bytes: no date, no process, names in order."""
    marker = Marker(version, digest, tuple(languages), files)
    text = {
        "about": "Written by community-playbook, which replaces this folder. Your own files in it are kept.",
        "format": FORMAT,
        "tool": TOOL,
        "version": version,
        "digest": digest,
        "languages": list(languages),
        "files": {
            name: {"bytes": f.bytes, "sha256": f.sha256} | ({"source": f.source} if f.source else {})
            for name, f in marker.files.items()
        },
    }
    (tree / MARKER).write_text(json.dumps(text, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return marker


def read_marker(folder: Path) -> Marker | None:
    """The marker of a folder, or None if there is none that we could have written."""
    path = folder / MARKER
    try:
        if path.is_symlink():
            return None
        text = json.loads(path.read_text("utf-8"))
        if text["format"] != FORMAT or text["tool"] != TOOL:
            return None
        files = {
            str(n): FileMark(int(f["bytes"]), str(f["sha256"]), str(f.get("source", "")))
            for n, f in text["files"].items()
        }
        return Marker(str(text["version"]), str(text["digest"]), tuple(map(str, text["languages"])), files)
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError, AttributeError):
        return None


def owned(out: Path) -> Marker:
    """The marker of the folder that is to be replaced; an empty one if nothing is there yet.

    Raises E301 if somebody else's files are in it, E302 if it is a file, E308 if it is a mounted disk.
    """
    nearest = next(path for path in (out, *out.parents) if path.exists())
    if not nearest.is_dir():
        raise environment_error("E302", nearest)
    if nearest != out:
        return Marker()
    if os.path.ismount(out):  # Path.is_mount fails on Windows before 3.12
        raise environment_error("E308", out)
    marker = read_marker(out)
    if marker is not None:
        return marker
    strangers = sorted(path.name for path in out.iterdir() if path.name not in LITTER)
    if strangers:
        raise environment_error("E301", out, {"found": strangers[0]})
    return Marker()


def is_whole(folder: Path, marker: Marker) -> bool:
    """True if every listed file stands there with its size and content."""
    return all(is_as_marked(f"{folder}/{name}", mark) for name, mark in marker.files.items())


def unchanged(out: Path, digest: str) -> bool:
    """True if `out` was built from inputs of this digest and is still whole: the build may be skipped."""
    marker = read_marker(out)
    return marker is not None and marker.digest == digest and bool(marker.files) and is_whole(out, marker)
