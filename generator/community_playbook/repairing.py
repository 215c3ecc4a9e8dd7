"""The words of the tables that met nothing, written beside the profile as a table to fill in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .community.file_names import ANSWERS as NAME
from .community.profile import Profile
from .intake.answers import load_answers, word_key
from .intake.headers import fold
from .outputs.sheets.repair import repair_table
from .outputs.sheets.table import Cell
from .problems import Place, PlaybookError, Problem
from .reading import tables_beside
from .whole import write_whole
from .words import words

ENVIRONMENT = 3
TORN = "W245"


@dataclass(frozen=True, slots=True)
class Repair:
    """The file, how many words wait in it, and how many answers it keeps; nothing is written for neither."""

    file: Path
    open: int
    kept: int


def write_repair(folder: Path, profile: Profile, today: date, language: str) -> Repair:
    """What is still to be answered, as the tables stand, then all answers that were given, so that none is
    lost. Raises PlaybookError where the file that is there cannot be read, or none be written."""
    file = folder / NAME
    answers, problems = load_answers(folder)
    # which of two answers to one word is to stay, only the operator knows; hidden rows are read like others
    if faults := [p for p in problems if p.is_error or p.code == TORN]:
        raise PlaybookError(faults)
    community, _ = tables_beside(folder / NAME, profile, today)
    asked: dict[tuple[str, str], tuple[Cell, ...]] = {}
    """Each word once, whichever of the tables hold it."""
    for one in (one for reading in community.readings for one in reading.unmet):
        key = fold(one.header), word_key(one.word)
        if key in asked:
            title, word, times, place, near, means = asked[key]
            asked[key] = title, word, int(str(times)) + one.times, place, near or one.near, means
        else:
            asked[key] = one.header, one.word, one.times, one.place, one.near, ""
    given = {(fold(answer.header), answer.word): answer for answer in answers.all()}
    waiting = [row for key, row in asked.items() if key not in given]
    aside = words(language).get("sheets.repair.aside")
    kept = [(a.header, a.word, None, "", "", a.means or aside) for a in given.values()]
    if waiting or kept:
        try:
            write_whole(file, repair_table([*waiting, *kept], words(language)))
        except OSError as error:
            facts = {"reason": error.strerror or ""}
            raise PlaybookError([Problem("E239", Place(str(file)), facts)], ENVIRONMENT) from error
    return Repair(file, len(waiting), len(kept))
