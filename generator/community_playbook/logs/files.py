"""Which files were given? A file, a folder, a zip, standard input: each is opened when it is read."""

from __future__ import annotations

import gzip
import re
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import IO, cast
from zipfile import BadZipFile, ZipFile, is_zipfile

from ..problems import Place, Problem
from .records import LogError

HEAD = 8_192
PIECE = 2**18
"""Bytes that come by a pipe at once."""
MOST_FILES = 20_000
MOST_BYTES = 8 * 2**30
"""Of all that a zip holds, unpacked."""
MOST_GROWN = 200
"""Times that a file in a zip may be larger than what is stored of it."""
BOX = (".zip",)
PACKED = (".gz",)
DEEPEST = 1
"""So many zips may stand inside of each other."""
PARTS = re.compile(r"(?i)[ _.\[(-]+(?:part|部分)?[ _.\[(-]*\d{1,3}[\])]?$")
"""How names of parts and copies end: " (2)", "_part3", "[part 2]"."""


@dataclass(frozen=True)
class Source:
    """One file. `folder`: where it lies, so that files of one export are known to belong together."""

    shown: str
    folder: str
    name: str
    open: Callable[[], IO[bytes]]
    size: int = 0
    """Bytes, unpacked."""

    @property
    def chat(self) -> str:
        """The name of a chat whose file tells none: that of the file, without what marks a part or a copy."""
        return PARTS.sub("", self.name.rsplit(".", 1)[0]) or self.name

    def head(self) -> bytes:
        with self.open() as stream:
            return stream.read(HEAD)


def sources(paths: list[str], came: Callable[[int], None] = lambda done: None) -> Iterator[Source]:
    """All files of what was given, in order of their names. Raises LogError for what is not there, or is a
    zip that nobody should unpack. `came`: how many bytes came by the pipe so far."""
    for given in paths:
        if given == "-":
            data = piped(came)
            yield Source("-", "", "-", lambda data=data: BytesIO(data), len(data))  # type: ignore[misc]
            continue
        path = Path(given)
        try:
            if path.is_dir():
                files = sorted(p for p in path.rglob("*") if p.is_file() and not hidden(p.relative_to(path)))
                for count, file in enumerate(files):
                    if count >= MOST_FILES:
                        raise LogError(Problem("E602", Place(given), {"limit": f"{MOST_FILES:,}"}))
                    yield from of_file(file, str(file))
            elif path.is_file():
                yield from of_file(path, given)
            else:
                raise LogError(Problem("E601", Place(given)))
        except OSError as error:
            raise LogError(Problem("E603", Place(given), {"reason": error.strerror or ""})) from error


def piped(came: Callable[[int], None]) -> bytes:
    data = bytearray()
    while part := sys.stdin.buffer.read(PIECE):
        data += part
        came(len(data))
    return bytes(data)


def hidden(path: Path) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in path.parts)


def of_file(path: Path, shown: str) -> Iterator[Source]:
    suffix = path.suffix.lower()
    if suffix in BOX:
        if not is_zipfile(path):
            raise LogError(Problem("E604", Place(shown)))
        yield from in_zip(partial(ZipFile, path), shown)
    elif suffix in PACKED and (size := packed_size(path, shown)) is not None:
        yield Source(shown, str(path.parent), path.stem, partial(unpacked, path), size)
    else:
        yield Source(shown, str(path.parent), path.name, lambda: path.open("rb"), path.stat().st_size)


def unpacked(path: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(path, "rb"))


def packed_size(path: Path, shown: str) -> int | None:
    """Bytes of a file in gzip, unpacked once, as it does not say how large it is; None for another file.
    Raises LogError for a bomb and for one that is cut off."""
    most, grown = max(2**20, MOST_GROWN * path.stat().st_size), 0
    try:
        with gzip.open(path, "rb") as stream:
            while data := stream.read(2**20):
                grown += len(data)
                if grown > min(most, MOST_BYTES):
                    raise LogError(Problem("E605", Place(shown)))
    except gzip.BadGzipFile:
        return None
    except (EOFError, zlib.error) as error:
        raise LogError(Problem("E604", Place(shown))) from error
    return grown


def in_zip(box: Callable[[], ZipFile], shown: str, deep: int = 0) -> Iterator[Source]:
    """The files of a zip, and of zips in it (a download of several exports)."""
    try:
        with box() as opened_box:
            infos = sorted((i for i in opened_box.infolist() if not i.is_dir()), key=lambda i: i.filename)
    except (BadZipFile, NotImplementedError) as error:
        raise LogError(Problem("E604", Place(shown))) from error
    if len(infos) > MOST_FILES:
        raise LogError(Problem("E602", Place(shown), {"limit": f"{MOST_FILES:,}"}))
    grown = any(i.file_size > 2**20 and i.file_size > MOST_GROWN * max(i.compress_size, 1) for i in infos)
    if grown or sum(i.file_size for i in infos) > MOST_BYTES:
        raise LogError(Problem("E605", Place(shown)))
    if any(i.flag_bits & 1 for i in infos):
        raise LogError(Problem("E606", Place(shown)))
    for info in infos:
        inside = Path(info.filename.replace("\\", "/"))
        name = f"{shown}/{inside.as_posix()}"
        if hidden(inside):
            continue
        if inside.suffix.lower() in BOX and deep < DEEPEST:
            yield from in_zip(partial(box_in, box, info.filename), name, deep + 1)
        else:
            folder = f"{shown}/{inside.parent.as_posix()}"
            yield Source(name, folder, inside.name, partial(opened, box, info.filename), info.file_size)


def box_in(box: Callable[[], ZipFile], name: str) -> ZipFile:
    return ZipFile(opened(box, name))


def opened(box: Callable[[], ZipFile], name: str) -> IO[bytes]:
    return box().open(name)
