"""The lines of a text file in the encodings that chat programs write, each with its number."""

from __future__ import annotations

from collections.abc import Iterator
from io import TextIOWrapper

from ..problems import Place, Problem
from .files import Source
from .records import LogError

MOST = 100_000
"""Letters of a line that are looked at."""


def codec_of(source: Source) -> str:
    head = source.head()
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:  # a letter cut in half by the end of the head is no fault
            return "gb18030"
    return "utf-8-sig"


def text_lines(source: Source) -> Iterator[tuple[int, str]]:
    try:
        with source.open() as raw, TextIOWrapper(raw, codec_of(source), newline=None) as stream:
            number = 0
            while line := stream.readline(MOST):
                number += 1
                yield number, line.rstrip("\n")
    except UnicodeDecodeError as error:
        raise LogError(Problem("E609", Place(source.shown, number))) from error
