"""The weeks that were planned before, read from the output folder; what we do not know is left out."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from ..community.editions import Edition, Ranked, from_json
from .private_cells import Privacy
from .standing import MAX_BYTES, edition_files


def load_editions(out: Path, privacy: Privacy) -> tuple[Edition, ...]:
    """In order of their weeks. A file that is not ours is left out: without it the plan begins anew."""
    return without_contacts([e for e in map(read_edition, edition_files(out)) if e is not None], privacy)


def without_contacts(editions: list[Edition], privacy: Privacy) -> tuple[Edition, ...]:
    """Ids as the tables have them today: an edition may be older than the look for contacts. They are written
    again with the next build, so none stays on the disk."""
    known = cache(privacy.id)
    return tuple(
        replace(
            edition,
            people=tuple(sorted(map(known, edition.people))),
            shown=tuple(sorted(map(known, edition.shown))),
            board=tuple(Ranked(known(row.member), row.rank) for row in edition.board),
            badges=tuple(sorted((badge, known(member)) for badge, member in edition.badges)),
            asked=tuple(map(known, edition.asked)),
            written=tuple(map(known, edition.written)),
        )
        for edition in editions
    )


def read_edition(path: Path) -> Edition | None:
    try:
        if path.stat().st_size > MAX_BYTES:
            return None
        edition = from_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
    return edition if path.stem == edition.monday.isoformat() else None
