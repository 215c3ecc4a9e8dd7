"""`observed.json` -> `Observed`: what chat logs told, as `playbook take` wrote it beside the profile."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from ..community.file_names import OBSERVED as NAME
from ..community.observed import Observed
from ..problems import Place, Problem

LONGEST = 4 * 2**20


def load_observed(folder: Path) -> tuple[Observed | None, list[Problem]]:
    """None where there is none; a file that somebody changed is told, and the rest goes on."""
    path = folder / NAME
    try:
        with path.open("rb") as stream:
            content = stream.read(LONGEST + 1)
    except FileNotFoundError:
        return None, []
    except OSError:
        return None, [Problem("W620", Place(NAME))]
    found = observed_of(content)
    return found, [] if found else [Problem("W620", Place(NAME))]


def observed_of(content: bytes) -> Observed | None:
    """None for what `playbook take` did not write."""
    if len(content) > LONGEST:
        return None
    try:
        return Observed.model_validate_json(content)
    except ValidationError:
        return None
