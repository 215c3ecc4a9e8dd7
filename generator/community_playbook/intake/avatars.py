"""Which pictures of members can be used? Files beside the profile, bounded before anybody decodes them.

Addresses on the web are never fetched; whoever has no usable picture is drawn with the initial.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from PIL import Image

from ..community.people import Member
from ..problems import Place, Problem

KINDS = ("PNG", "JPEG", "WEBP", "GIF")
MOST_BYTES, MOST_PIXELS = 10_000_000, 25_000_000
SHOWN = 3
LONGEST = 1_000
IN_WORKBOOK = re.compile(r"=?_?(?:xl[a-z]*\.)?(?:DISPIMG|IMAGE)\s*\(|#VALUE!|\[?图片\]?$", re.IGNORECASE)
"""What a spreadsheet leaves of a picture that lies in the cell."""


def usable_avatars(
    members: Sequence[Member], folder: Path, table: str
) -> tuple[tuple[Member, ...], dict[str, str], list[Problem]]:
    """The members with the avatars that can be drawn, the digest of each file by its path, and what is wrong:
    W341 missing, W342 an address, W343 no picture or too large, W344 a picture inside of the workbook."""
    marks: dict[str, str] = {}
    faults: dict[str, list[str]] = {}
    found = []
    for member in members:
        name = written_here(folder, member.avatar)
        if name and member.consent:
            if name not in marks:
                code, mark = judge(folder, name)
                marks[name] = mark
                if code:
                    faults.setdefault(code, []).append(name)
            found.append(replace(member, avatar=name if marks[name] else ""))
        else:
            found.append(replace(member, avatar="") if name else member)
    problems = [
        Problem(code, Place(table), {"n": str(len(names)), "found": ", ".join(n[:60] for n in names[:SHOWN])})
        for code, names in sorted(faults.items())
    ]
    return tuple(found), {name: mark for name, mark in marks.items() if mark}, problems


def written_here(folder: Path, name: str) -> str:
    """The path as the disk writes it: Windows writes backslashes, and takes A.PNG for a.png. The text itself
    where it leads nowhere, or to several files."""
    tidy = name.replace("\\", "/").removeprefix("./")
    if not tidy or "\0" in tidy or ".." in tidy.split("/") or tidy.startswith("/") or len(tidy) > LONGEST:
        return name
    try:
        if (folder / tidy).is_file():
            return tidy
        here = folder
        for step in tidy.split("/"):
            alike = [path for path in here.iterdir() if path.name.casefold() == step.casefold()]
            if len(alike) != 1:
                return name
            here = alike[0]
        return here.relative_to(folder).as_posix()
    except (OSError, ValueError):
        return name


def judge(folder: Path, name: str) -> tuple[str, str]:
    """(code, ""), or ("", digest) of a picture that can be drawn."""
    if IN_WORKBOOK.match(name):
        return "W344", ""
    if "://" in name or name.startswith("//"):
        return "W342", ""
    try:
        path = (folder / name).resolve()
        if "\0" in name or not path.is_relative_to(folder.resolve()) or not path.is_file():
            return "W341", ""
        if path.stat().st_size > MOST_BYTES:
            return "W343", ""
        content = path.read_bytes()
        with Image.open(path, formats=KINDS) as picture:
            if picture.width * picture.height > MOST_PIXELS or min(picture.size) < 8:
                return "W343", ""
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ("W341" if not (folder / name[:200]).is_file() else "W343"), ""
    return "", sha256(content).hexdigest()[:16]
