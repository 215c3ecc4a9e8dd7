"""WhatsApp's own export: a line a message, dates in the order of the phone's country.

The whole file decides the order of day, month and year, never a line: the only order in which each line is a
day, or the one in which time does not run backwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from ..problems import Place, Problem
from .files import Source
from .records import Account, Chat, LogError, Message, Record, is_question
from .system_lines import gone, joined
from .text_lines import text_lines

STAMP = re.compile(
    r"^[\u200e\u200f\ufeff]*\[?(?P<a>\d{1,4})[./-](?P<b>\d{1,2})[./-](?P<c>\d{2,4}),?[\s\u202f]+"
    r"(?P<early>上午|下午|凌晨|早上|中午|晚上)?\s*(?P<h>\d{1,2})[:.](?P<m>\d{2})(?:[:.](?P<s>\d{2}))?"
    r"(?:[\s\u202f]*(?P<half>[aApP])\.?[\s\u202f]?[mM]\.?)?\]?(?:\s+[-–])?\s+(?P<rest>.*)$"
)
SAYS = re.compile(r"^(?P<name>[^:]{1,100}?):(?:\s(?P<said>.*))?$")
ORDERS = {"ymd": (0, 1, 2), "dmy": (2, 1, 0), "mdy": (2, 0, 1)}
LATE = ("下午", "中午", "晚上")


class Line(NamedTuple):
    number: int
    parts: tuple[int, int, int]
    clock: tuple[int, int, int]
    rest: str


def read(source: Source, dates: str = "") -> Iterator[Record]:
    """`dates`: ymd, dmy or mdy, where the operator said so. Raises LogError E611 if several orders fit."""
    order = dates or order_of(source)
    chat = Chat(name_of(source), name_of(source))
    yield chat
    users: set[str] = set()
    for line in stamped(source):
        at, says = day_of(line, order), SAYS.match(line.rest)
        if at is None:
            continue
        if says is None:
            people, left = joined(line.rest), gone(line.rest)
            if people or left:
                kind = "join" if people else "leave"
                yield Message(chat.id, at, "", kind=kind, people=people or left)
            continue
        name = says["name"].strip("~ \u200e\u200f\u202a\u202c\u202f\xa0")
        if name not in users:
            users.add(name)
            yield Account(name, name)
        yield Message(chat.id, at, name, name, asks=is_question(says["said"] or ""))


def stamped(source: Source) -> Iterator[Line]:
    """Lines that begin a message; the others go on with the one before, and are passed over."""
    for number, text in text_lines(source):
        found = STAMP.match(text)
        if found:
            hour, late = int(found["h"]), (found["half"] or "").lower() == "p" or found["early"] in LATE
            if found["half"] or found["early"]:
                hour = hour % 12 + 12 * late
            clock = hour, int(found["m"]), int(found["s"] or 0)
            yield Line(number, (int(found["a"]), int(found["b"]), int(found["c"])), clock, found["rest"])


def day_of(line: Line, order: str) -> datetime | None:
    year, month, day = (line.parts[at] for at in ORDERS[order])
    try:
        return datetime(year + 2000 * (year < 100), month, day, *line.clock)
    except ValueError:
        return None


def order_of(source: Source) -> str:
    fits, back, last = set(ORDERS), dict.fromkeys(ORDERS, 0), dict.fromkeys(ORDERS, datetime.min)
    number = 0
    for line in stamped(source):
        number = line.number
        for order in sorted(fits):
            at = day_of(line, order)
            if at is None or (order == "ymd") != (line.parts[0] > 99):
                fits.discard(order)
            else:
                back[order] += at < last[order]
                last[order] = at
    if not fits:
        raise LogError(Problem("E612", Place(source.shown, number)))
    best = sorted(fits, key=lambda order: (back[order], order))
    if len(best) > 1 and back[best[0]] == back[best[1]]:
        raise LogError(Problem("E611", Place(source.shown, number)))
    return best[0]


def name_of(source: Source) -> str:
    """A zip holds `_chat.txt`: then the zip bears the name of the group."""
    name = source.chat
    if name.strip("_") == "chat":
        name = source.folder.replace("\\", "/").rstrip("/.").rsplit("/", 1)[-1].removesuffix(".zip")
    return re.sub(r"^WhatsApp Chat (?:with|-) ", "", name) or source.chat
