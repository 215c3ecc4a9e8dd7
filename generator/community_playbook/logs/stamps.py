"""Lines of a text log that begin with a day and a clock, in the order of the phone's or computer's country.

The whole file decides the order of day, month and year, never a line: the only order in which each line is a
day, or the one in which time does not run backwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from ..problems import Place, Problem
from .files import Source
from .records import LogError

STAMP = re.compile(
    r"^[\u200e\u200f\ufeff]*\[?(?P<a>\d{1,4})[./-](?P<b>\d{1,2}|[A-Za-z]{3})[./-](?P<c>\d{2,4}),?[\s\u202f]+"
    r"(?P<early>上午|下午|凌晨|早上|中午|晚上)?\s*(?P<h>\d{1,2})[:.](?P<m>\d{2})(?:[:.](?P<s>\d{2}))?"
    r"(?:[\s\u202f]*(?P<half>[aApP](?=\.?[\s\u202f]?[mM])|[صم](?=\W))(?:\.?[\s\u202f]?[mM]\.?)?)?\]?(?:\s+[-–])?\s+(?P<rest>.*)$"
)
ORDERS = {"ymd": (0, 1, 2), "dmy": (2, 1, 0), "mdy": (2, 0, 1)}
NAMED = "dmy"
"""The order of a date whose month is a word."""
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹،", "01234567890123456789,", "\u200e\u200f\u202a\u202b\u202c")
HEAD = 40
"""Letters in which day and clock stand."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LATE = ("下午", "中午", "晚上")


class Stamped(NamedTuple):
    """A line that begins a message. `word`: its month is one."""

    number: int
    parts: tuple[int, int, int]
    clock: tuple[int, int, int]
    rest: str
    word: bool = False


def stamped(number: int, text: str) -> Stamped | None:
    """None for a line that goes on with the message before it."""
    if not text[:HEAD].isascii():
        text = text[:HEAD].translate(DIGITS) + text[HEAD:]
    found = STAMP.match(text)
    if found is None:
        return None
    month = found["b"].lower()
    if not month.isdecimal() and month not in MONTHS:
        return None
    word = month in MONTHS
    hour, late = int(found["h"]), (found["half"] or "").lower() in ("p", "م") or found["early"] in LATE
    if found["half"] or found["early"]:
        hour = hour % 12 + 12 * late
    parts = int(found["a"]), MONTHS.index(month) + 1 if word else int(month), int(found["c"])
    return Stamped(number, parts, (hour, int(found["m"]), int(found["s"] or 0)), found["rest"], word)


def day_of(line: Stamped, order: str) -> datetime | None:
    year, month, day = (line.parts[at] for at in ORDERS[order])
    try:
        return datetime(year + 2000 * (year < 100), month, day, *line.clock)
    except ValueError:
        return None


def order_of(source: Source, lines: Iterable[Stamped]) -> str:
    """Raises LogError E611 if several orders fit, E612 if none does."""
    fits, back, last = set(ORDERS), dict.fromkeys(ORDERS, 0), dict.fromkeys(ORDERS, datetime.min)
    number = 0
    for line in lines:
        number = line.number
        for order in sorted(fits):
            at = day_of(line, order)
            if at is None or (order == "ymd") != (line.parts[0] > 99) or (line.word and order != NAMED):
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
