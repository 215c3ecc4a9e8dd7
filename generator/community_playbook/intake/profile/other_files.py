"""Was something else given as the profile: a workbook, a table of members, a picture?

It is told as what it is. "Save it as UTF-8" would be a wrong repair of a workbook.
"""

from __future__ import annotations

import csv
from codecs import getincrementaldecoder
from pathlib import Path

from ...problems import Place, Problem
from ..headers import recogniser

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
LOOKED_AT = 8_192
LEDGER = ("流水", "积分", "打卡", "ledger", "points", "log", "deeds")
ROSTER = ("成员", "会员", "名册", "名单", "member", "roster", "people")
"""Parts of names that files of deeds and of members have."""


def other_file(path: Path, source: bytes) -> Problem | None:
    """E108 for a table, E109 for what is no text at all; None for what may be a profile."""
    head, place = source[:LOOKED_AT], Place(str(path))
    if head.startswith(WORKBOOKS):
        return Problem(
            "E108", place, named("ledger" if sounds_like_ledger(path.name) else "members", path, "xlsx")
        )
    if b"\0" in head and not head.startswith(UTF_16):
        return Problem("E109", place)
    key = table_in(head)
    return Problem("E108", place, named(key, path, "csv")) if key else None


def named(key: str, path: Path, ending: str) -> dict[str, str]:
    """The line that names the table; one that was called profile.yml gets a name of its own."""
    name = f"{key}.{ending}" if path.suffix in (".yml", ".yaml") else path.name
    return {"repair": f"{key}: {name}"}


def decoded(head: bytes) -> str:
    """Of a text that may be cut within a letter."""
    try:
        return getincrementaldecoder("utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        return head.decode("gb18030", "ignore")


def sounds_like_ledger(name: str) -> bool:
    return any(word in name.lower() for word in LEDGER)


def sounds_like_roster(name: str) -> bool:
    return any(word in name.lower() for word in ROSTER)


def table_in(head: bytes) -> str:
    """The key under which a profile names the table that begins here; "" where it is none."""
    text = decoded(head)
    first = next((line for line in text.splitlines() if line.strip()), "")
    if ": " in first or first.endswith(":"):
        return ""
    scores = {
        kind: max(recogniser(kind)(next(csv.reader([first], delimiter=mark), [])) for mark in ",;\t|")
        for kind in ("members", "ledger")
    }
    best = max(scores, key=lambda kind: scores[kind])
    return best if scores[best] > 1 else ""
