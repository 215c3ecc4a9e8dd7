"""How far is a reading? Bytes of the files of all logs, as far as they were given to a reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import IO, NamedTuple

from .files import Source


class Step(NamedTuple):
    """`file` is read; `done` of `all_` bytes are. `all_` is 0 while nobody knows how much comes by a pipe;
    `file` is "" where everything was read and meets the operator's tables."""

    file: str
    messages: int
    done: int
    all_: int


class Meter:
    """A file that is read twice counts as far as it is at the moment."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self.all_ = sum(source.size for source in sources)
        self.before, self.at, self.messages = 0, 0, 0
        self.now: Source | None = None
        self.streams: list[IO[bytes]] = []
        """Of the file that is read now: its head may be looked at beside it."""

    def watched(self, source: Source) -> Source:
        return replace(source, open=partial(self.open, source))

    def open(self, source: Source) -> IO[bytes]:
        if self.now is not None and self.now.shown != source.shown:
            self.before, self.at = self.before + self.now.size, 0
        self.now = source
        stream = source.open()
        self.streams = [*(one for one in self.streams if not one.closed), stream]
        return stream

    def step(self) -> Step:
        if self.now is None:
            return Step("-", self.messages, 0, self.all_)
        if at := [stream.tell() for stream in self.streams if not stream.closed]:
            self.at = min(at[-1], self.now.size)
        return Step(self.now.shown, self.messages, self.before + self.at, self.all_)
