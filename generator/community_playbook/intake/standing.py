"""What stands in the output folder, for a run that may find nothing to do: found, not judged."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from ..community.file_names import EDITIONS, PHOTOS

MOST = 60
"""The newest editions; a year and some weeks."""
MAX_BYTES = 16 * 2**20


def edition_files(out: Path) -> list[Path]:
    """In order of their weeks, as the week is their name."""
    try:
        return sorted(path for path in (out / EDITIONS).iterdir() if path.suffix == ".json")[-MOST:]
    except OSError:
        return []


def first_day_of(out: Path, monday: date) -> date | None:
    """The first day that the edition of a week planned; None where there is no edition."""
    path = out / EDITIONS / f"{monday.isoformat()}.json"
    try:
        if path.stat().st_size > MAX_BYTES:
            return None
        return date.fromisoformat(json.loads(path.read_bytes())["first_day"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):  # not ours
        return None


def previous_photos(path: Path, out: Path) -> list[Path]:
    """The members' own pictures that the last build drew: where the table is the same, so are they."""
    try:
        names = json.loads((out / PHOTOS).read_text("utf-8"))["photos"]
        return [path.parent / name for name in names if isinstance(name, str) and "\0" not in name]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []
