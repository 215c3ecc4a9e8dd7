"""What of a profile decides whether a build has anything to do?

Of a profile without any problem it is kept beside the compiled templates, under the digest of its bytes and
of the program: the next run then neither reads the profile nor loads what reads it, unless something changed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from ..kept import remember, remembered

if TYPE_CHECKING:
    from ..community.profile import Profile


MAX_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Outline:
    """`tables` and `brand` are files beside the profile, by the names that it gives them."""

    languages: tuple[str, ...]
    timezone: str
    today: date | None
    tables: tuple[str, ...]
    brand: tuple[str, ...]


def outline_of(profile: Profile) -> Outline:
    return Outline(
        languages=tuple(profile.languages),
        timezone=profile.community.timezone,
        today=profile.today,
        tables=tuple(name for name in (profile.members, profile.ledger) if name),
        brand=tuple(name for name in (profile.brand.logo, *profile.brand.fonts) if name),
    )


def known_outline(path: Path, program: str, languages: Sequence[str]) -> Outline | None:
    """That of a profile in which this `program` (a digest) found no problem; None where it never looked.
    `languages` are those that the command line asks for."""
    key = key_of(path, program, languages)
    text = remembered(name_of(path), key) if key else None
    if text is None:
        return None
    said = json.loads(text)
    day = said["today"]
    return Outline(
        languages=tuple(said["languages"]),
        timezone=said["timezone"],
        today=date.fromisoformat(day) if day else None,
        tables=tuple(said["tables"]),
        brand=tuple(said["brand"]),
    )


def remember_outline(
    path: Path, program: str, languages: Sequence[str], source: str, outline: Outline
) -> None:
    """`source` is the digest of the bytes before they were read: one that was saved meanwhile is another."""
    key = key_of(path, program, languages)
    if key and source == source_of(path):
        said = asdict(outline) | {"today": outline.today.isoformat() if outline.today else ""}
        remember(name_of(path), key, json.dumps(said).encode())


def source_of(path: Path) -> str:
    """The digest of a profile's bytes; "" where there is no plain file of a profile's size."""
    try:
        found = path.stat()
        if not S_ISREG(found.st_mode) or found.st_size > MAX_BYTES:
            return ""
        return sha256(path.read_bytes()).hexdigest()
    except (OSError, ValueError):  # no right to read it; a name with NUL
        return ""


def key_of(path: Path, program: str, languages: Sequence[str]) -> str:
    source = source_of(path)
    return sha256(repr((program, source, tuple(languages))).encode()).hexdigest() if source else ""


def name_of(path: Path) -> str:
    """One record for each profile: a newer one takes its place."""
    return f"outline-{sha256(str(path.absolute()).encode()).hexdigest()[:40]}"
