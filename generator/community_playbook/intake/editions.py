"""The weeks that were planned before, read from the output folder; what we do not know is left out."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from ..community.editions import FOLDER, Edition, from_json

MOST = 60
"""The newest; a year and some weeks."""
MAX_BYTES = 16 * 2**20


def load_editions(out: Path) -> tuple[Edition, ...]:
    """In order of their weeks. A file that is not ours is left out: without it the plan begins anew."""
    return tuple(e for e in map(read_edition, edition_files(out)) if e is not None)


def edition_files(out: Path) -> list[Path]:
    """In order of their weeks, as the week is their name."""
    try:
        return sorted(path for path in (out / FOLDER).iterdir() if path.suffix == ".json")[-MOST:]
    except OSError:
        return []


def read_edition(path: Path) -> Edition | None:
    try:
        if path.stat().st_size > MAX_BYTES:
            return None
        edition = from_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
    return edition if path.stem == edition.monday.isoformat() else None
