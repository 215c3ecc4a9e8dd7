"""Which files were given? A file, a folder, a zip, standard input: each is opened when it is read."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile, is_zipfile

from ..problems import Place, Problem
from .records import LogError

HEAD = 8_192
MOST_FILES = 20_000
MOST_BYTES = 8 * 2**30
"""Of all that a zip holds, unpacked."""
MOST_GROWN = 200
"""Times that a file in a zip may be larger than what is stored of it."""
BOX = (".zip",)
PARTS = re.compile(r"(?i)[ _.\[(-]+(?:part|部分)?[ _.\[(-]*\d{1,3}[\])]?$")
"""How names of parts and copies end: " (2)", "_part3", "[part 2]"."""


@dataclass(frozen=True)
class Source:
    """One file. `folder`: where it lies, so that files of one export are known to belong together."""

    shown: str
    folder: str
    name: str
    open: Callable[[], IO[bytes]]

    @property
    def chat(self) -> str:
        """The name of a chat whose file tells none: that of the file, without what marks a part or a copy."""
        return PARTS.sub("", self.name.rsplit(".", 1)[0]) or self.name

    def head(self) -> bytes:
        with self.open() as stream:
            return stream.read(HEAD)


def sources(paths: list[str]) -> Iterator[Source]:
    """All files of what was given, in order of their names. Raises LogError for what is not there, or is a
    zip that nobody should unpack."""
    for given in paths:
        if given == "-":
            data = sys.stdin.buffer.read()
            yield Source("-", "", "-", lambda data=data: BytesIO(data))  # type: ignore[misc]
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


def hidden(path: Path) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in path.parts)


def of_file(path: Path, shown: str) -> Iterator[Source]:
    if path.suffix.lower() in BOX and is_zipfile(path):
        yield from in_zip(path, shown)
    else:
        yield Source(shown, str(path.parent), path.name, lambda: path.open("rb"))


def in_zip(path: Path, shown: str) -> Iterator[Source]:
    try:
        with ZipFile(path) as box:
            infos = sorted((i for i in box.infolist() if not i.is_dir()), key=lambda i: i.filename)
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
        if not hidden(inside):
            yield Source(
                f"{shown}/{inside.as_posix()}",
                f"{shown}/{inside.parent.as_posix()}",
                inside.name,
                lambda name=info.filename: opened(path, name),  # type: ignore[misc]
            )


def opened(path: Path, name: str) -> IO[bytes]:
    box = ZipFile(path)
    return box.open(name)
