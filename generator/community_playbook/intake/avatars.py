"""Which pictures of members can be used? Files beside the profile, bounded before anybody decodes them.

Addresses on the web are never fetched; whoever has no usable picture is drawn with the initial.
"""

from __future__ import annotations

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


def usable_avatars(
    members: Sequence[Member], folder: Path, table: str
) -> tuple[tuple[Member, ...], dict[str, str], list[Problem]]:
    """The members with the avatars that can be drawn, the digest of each file by its path, and what is wrong:
    W341 missing, W342 an address, W343 no picture or too large."""
    marks: dict[str, str] = {}
    faults: dict[str, list[str]] = {}
    found = []
    for member in members:
        name = member.avatar
        if name and member.consent:
            if name not in marks:
                code, mark = judge(folder, name)
                marks[name] = mark
                if code:
                    faults.setdefault(code, []).append(name)
            found.append(member if marks[name] else replace(member, avatar=""))
        else:
            found.append(replace(member, avatar="") if name else member)
    problems = [
        Problem(code, Place(table), {"n": str(len(names)), "found": ", ".join(n[:60] for n in names[:SHOWN])})
        for code, names in sorted(faults.items())
    ]
    return tuple(found), {name: mark for name, mark in marks.items() if mark}, problems


def judge(folder: Path, name: str) -> tuple[str, str]:
    """(code, ""), or ("", digest) of a picture that can be drawn."""
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
