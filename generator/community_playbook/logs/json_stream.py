"""One object after the other from a JSON list of any length, by ijson; a file that is cut off is told."""

from __future__ import annotations

import json
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any, cast

import ijson
from ijson.common import JSONError

from ..problems import Place, Problem
from .files import Source
from .records import LogError

Item = Mapping[str, Any]
"""An object of JSON: strangers wrote it, so nothing in it has a type before it was looked at."""
LONGEST = 64 * 2**20
"""Bytes of a file that is read at once."""


class Recoded:
    """UTF-16 as UTF-8, portion by portion."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.decode = stream, getincrementaldecoder("utf-16")().decode

    def read(self, size: int = -1) -> bytes:
        if size == 0:
            return b""
        while data := self.stream.read(size):
            if text := self.decode(data):
                return text.encode("utf-8", "replace")
        return self.decode(b"", True).encode()


@contextmanager
def plainly(source: Source) -> Iterator[IO[bytes]]:
    """The file as UTF-8 without a mark before it: a shell of Windows writes one, or UTF-16."""
    with source.open() as stream:
        mark = stream.read(len(BOM_UTF8))
        stream.seek(len(BOM_UTF8) if mark == BOM_UTF8 else 0)
        wide = mark.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
        yield cast(IO[bytes], Recoded(stream)) if wide else stream


def items(source: Source, prefix: str) -> Iterator[Item]:
    """The objects below `prefix` (ijson's way to write a path). Raises LogError E607 for a broken file."""
    count = 0
    try:
        with plainly(source) as stream:
            for item in ijson.items(stream, prefix, use_float=True):
                if isinstance(item, dict):
                    count += 1
                    yield item
    except (JSONError, UnicodeDecodeError, RecursionError) as error:
        raise LogError(Problem("E607", Place(source.shown), {"count": f"{count:,}"})) from error


def below(source: Source, name: str) -> Iterator[Item]:
    """The objects of each list that is called so, however deep, in one document or several behind each other:
    what a command prints page by page. Raises LogError E607."""
    prefix, count = "", 0
    try:
        with plainly(source) as stream:
            for path, event, _ in ijson.parse(stream, multiple_values=True):
                if event == "start_array" and path.rpartition(".")[2] == name:
                    prefix = f"{path}.item"
                    break
        if prefix:
            with plainly(source) as stream:
                for item in ijson.items(stream, prefix, use_float=True, multiple_values=True):
                    if isinstance(item, dict):
                        count += 1
                        yield item
    except (JSONError, UnicodeDecodeError, RecursionError) as error:
        raise LogError(Problem("E607", Place(source.shown), {"count": f"{count:,}"})) from error


def lines(source: Source) -> Iterator[Item]:
    """The objects of a file that has one on each line; empty lines and comments are passed over."""
    with source.open() as stream:
        for number, line in enumerate(stream, 1):
            text = line.removeprefix(BOM_UTF8).strip()
            if text and not text.startswith(b"#"):
                try:
                    item = json.loads(text)
                except (ValueError, RecursionError) as error:
                    raise LogError(Problem("E608", Place(source.shown, number))) from error
                if isinstance(item, dict):
                    yield item


def whole(source: Source) -> Any:
    """A small file at once. Raises LogError E607."""
    with plainly(source) as stream:
        data = stream.read(LONGEST + 1)
    try:
        return json.loads(data[:LONGEST])
    except (ValueError, RecursionError) as error:
        raise LogError(Problem("E607", Place(source.shown), {"count": "0"})) from error


def text(value: Any) -> str:
    """An id or a name, whatever its type; "" for nothing and for what is no plain value."""
    if type(value) is str:
        return value
    return str(value) if type(value) is int else ""


def part(item: Item, name: str) -> Item:
    found = item.get(name)
    return found if isinstance(found, dict) else {}


def listed(item: Item, name: str) -> list[Any]:
    found = item.get(name)
    return found if isinstance(found, list) else []
