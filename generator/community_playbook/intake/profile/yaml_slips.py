"""Which slip of the pen made this file unreadable? Full-width colons, tabs, a missing blank, an open quote.

The parser's own words are English, technical and point behind the fault; these codes name its cause.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from ...contacts import masked
from ...problems import Place, Problem

MAX_DEPTH = 50
BREAK = re.compile(r"\r\n|\r|\n")
WIDE_COLON = re.compile(r"""^\s*(?:-\s+)?([^\s:：#'"{}\[\],，-][^\s:：#'"{}\[\],，]{0,39})：\s*(.*)$""")
WIDE_COLON_SURE = re.compile(r"^\s*(?:-\s+)?([a-z][a-z_]{1,39})：\s*(.*)$")
TIGHT_COLON = re.compile(r"^\s*(?:-\s+)?([A-Za-z_]\w{0,39}):(?!//)([^\s:].*)$")
TIGHT_COLON_SURE = re.compile(r"^\s*(?:-\s+)?([a-z][a-z_]{2,39}):(?!//)([^\s:].*)$")
TAB = re.compile(r"^( *)\t")
WIDE_BLANK = re.compile("^( *)[\u3000\xa0]")
NAMES_KEPT = "\u200d\ufe0f"  # joiners inside emoji


class Slip(NamedTuple):
    code: str
    facts: dict[str, str]


def shown(value: str, limit: int = 60) -> str:
    """A value as it may stand in a message: one line, no control characters, no contact, no more than `limit`
    characters."""
    if len(value) > 4 * limit:
        value = value[: 4 * limit] + "…"
    clean = "".join(c if c.isprintable() or c in NAMES_KEPT else " " for c in masked(value))
    clean = " ".join(clean.split())
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"


def slip_in_text(text: str, *, swallowed: bool = False) -> Slip | None:
    """What looks like `key：value` or `key:value` where a key or a mapping is wanted.

    `swallowed`: the text is a further line of prose, so only plain English keys count as sure.
    """
    if WIDE_BLANK.match(text) and not swallowed:
        return Slip("E117", {"found": shown(text)})
    for code, pattern in (
        ("E115", WIDE_COLON_SURE if swallowed else WIDE_COLON),
        ("E118", TIGHT_COLON_SURE if swallowed else TIGHT_COLON),
    ):
        match = pattern.match(text)
        if match:
            return Slip(code, {"found": shown(text), "repair": shown(f"{match[1]}: {match[2]}".strip())})
    return None


def diagnose(error: yaml.MarkedYAMLError, lines: list[str], file: str) -> Problem:
    """The likeliest cause of a syntax error: the line itself, or one of the two written lines above it."""
    mark = error.problem_mark or error.context_mark
    begin = error.context_mark or mark
    last = len(lines) - 1  # a mark may stand behind the end of the file
    number = min(mark.line if mark else 0, last)
    first = min(begin.line if begin else 0, last)
    first_column = begin.column if begin and begin.line == first else 0
    context, problem = error.context or "", error.problem or ""

    def at(line: int, column: int) -> Place:
        return Place(file, line + 1, column + 1)

    if "nesting depth" in problem:  # libyaml gives up before our own limit is looked at
        return Problem("E121", at(number, mark.column if mark else 0), {"limit": str(MAX_DEPTH)})
    if "quoted scalar" in context and "end" in problem:
        return Problem("E128", at(first, first_column), {"found": shown(lines[first])})
    for line in nearby(number, lines):
        text = lines[line]
        for code, pattern in (("E116", TAB), ("E117", WIDE_BLANK)):
            match = pattern.match(text)
            if match and text.strip():
                return Problem(code, at(line, len(match[1])), {"found": shown(text)})
        slip = slip_in_text(text)
        if slip:
            return Problem(slip.code, at(line, len(text) - len(text.lstrip())), slip.facts)
    column = mark.column if mark and mark.line == number else 0
    here = {"found": shown(lines[number])}
    if "\t" in lines[number][: column + 1]:
        return Problem("E116", at(number, lines[number].index("\t")), here)
    if "cannot start any token" in problem or "mapping values are not allowed" in problem:
        return Problem("E127", at(number, column), here)
    if "flow" in context:
        return Problem("E129", at(first, first_column), {"found": shown(lines[first])})
    return Problem("E119", at(number, column), here)


def nearby(number: int, lines: list[str]) -> list[int]:
    """The line itself and the two written lines above it."""
    found = [number]
    for above in range(number - 1, max(number - 30, -1), -1):
        text = lines[above].strip()
        if text and not text.startswith("#"):
            found.append(above)
        if len(found) == 3:
            break
    return found
