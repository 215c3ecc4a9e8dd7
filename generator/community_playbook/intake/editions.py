"""The weeks that were planned before, read from the output folder; what we do not know is left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypedDict

from pydantic import ValidationError

from ..community.editions import Edition, Mention, Ranked, Round, from_json
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
            **peopled(edition, known),
            vanished=tuple(sorted(map(known, edition.vanished))),
            shown=tuple(sorted(map(known, edition.shown))),
            board=tuple(Ranked(known(row.member), row.rank) for row in edition.board),
            badges=tuple(sorted((badge, known(member)) for badge, member in edition.badges)),
            asked=tuple(map(known, edition.asked)),
            written=tuple(map(known, edition.written)),
            letters=tuple(map(known, edition.letters)),
            mentions=tuple(Mention(day, known(new), known(old)) for day, new, old in edition.mentions),
        )
        for edition in editions
    )


class Peopled(TypedDict):
    """All members in order, and their squads, which are told by place."""

    people: tuple[str, ...]
    round: Round | None


def peopled(edition: Edition, known: Callable[[str], str]) -> Peopled:
    """With other ids the order is another one, and the squads keep their people."""
    people, said = [known(one) for one in edition.people], edition.round
    order = sorted(range(len(people)), key=people.__getitem__)
    if said is not None:
        fits = len(said.squads) == len(people)
        squads = tuple(said.squads[n] for n in order) if fits else said.squads
        said = replace(said, squads=squads, moved=tuple(map(known, said.moved)))
    return {"people": tuple(people[n] for n in order), "round": said}


def read_edition(path: Path) -> Edition | None:
    try:
        if path.stat().st_size > MAX_BYTES:
            return None
        edition = from_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
    return edition if path.stem == edition.monday.isoformat() else None
