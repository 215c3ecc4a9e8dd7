"""`taken.csv` beside the profile: which days of a chat are counted, and which messages of cut ones."""

from __future__ import annotations

import csv
from base64 import b64decode, b64encode
from datetime import date
from io import StringIO

from ..logs.edges import SIZE, Memory
from ..problems import Place, PlaybookError, Problem

NAME = "taken.csv"
HEADER = ("chat", "day", "until", "messages")


def read_seen(data: bytes | None) -> Memory:
    """Raises PlaybookError E620 for a file that somebody has changed."""
    seen: dict[tuple[str, int], frozenset[bytes]] = {}
    whole: dict[str, tuple[tuple[int, int], ...]] = {}
    if not data:
        return Memory(seen, whole)
    try:
        rows = list(csv.reader(StringIO(data.decode("utf-8"))))
        if tuple(rows[0]) != HEADER:
            raise ValueError
        for chat, day, until, messages in rows[1:]:
            first = date.fromisoformat(day).toordinal()
            if until:
                whole[chat] = (*whole.get(chat, ()), (first, date.fromisoformat(until).toordinal()))
            else:
                seen[chat, first] = cut(b64decode(messages, validate=True))
    except (ValueError, csv.Error, IndexError) as error:
        raise PlaybookError([Problem("E620", Place(NAME))]) from error
    return Memory(seen, whole)


def cut(data: bytes) -> frozenset[bytes]:
    if len(data) % SIZE:
        raise ValueError
    return frozenset(data[at : at + SIZE] for at in range(0, len(data), SIZE))


def write_seen(memory: Memory) -> bytes:
    rows = [
        [chat, said(day), "", b64encode(b"".join(sorted(messages))).decode()]
        for (chat, day), messages in memory.seen.items()
    ]
    rows += [[chat, said(a), said(b), ""] for chat, days in memory.whole.items() for a, b in days]
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([HEADER, *sorted(rows)])
    return text.getvalue().encode()


def said(day: int) -> str:
    return date.fromordinal(day).isoformat()
