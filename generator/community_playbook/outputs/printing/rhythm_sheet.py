"""The duty sheet of what people come for: one round on one page, with a table for the hand."""

from __future__ import annotations

from collections.abc import Iterator

from ...plan.rhythms import Laid
from ..say.agenda import days_said, minutes_said
from ..say.frame import Frame
from ..say.text import Folder
from .ink import Ink
from .paper import Box, DutySheet, Part
from .tables import HIGH, Table

PARTS = ("before", "run", "after")
ROWS = 8
BULLET = "- "


def rhythm_sheet(frame: Frame, ink: Ink, laid: Laid) -> DutySheet:
    folder, words = frame.folder(laid.rhythm.entry), frame.words
    steps = frame.plan.agenda.of(laid.id)
    table = hand_table(ink, folder.prose["sheet", "table"].strip())
    parts: list[Part] = []
    for part in PARTS:
        items: list[Box] = [
            {"at": "", "text": ink.prose(line), "note": []} for line in lines_of(folder, part)
        ]
        last = part == "run" and table is not None
        if items or last:
            parts.append({"head": ink.text(words(f"rhythm.paper.{part}")), "items": items, "table": last})
    said = [days_said(frame, steps), minutes_said(frame, steps, whole=True)]
    tally = frame.listed([part.strip() for part in folder.plain("sheet", "foot").split("|") if part.strip()])
    return {
        "kind": "duty",
        "id": f"rhythm-{laid.id}",
        "title": ink.text(folder.meta["title"]),
        "sub": ink.text(" · ".join(part for part in said if part)),
        "parts": parts,
        "table": table.data() if table else None,
        "rules": [],
        "rules_label": [],
        "says": [],
        "later": [],
        "foot": ink.text(words("rhythm.sheet_foot", parts=tally)) if tally else [],
        "serves": frame.edition,
    }


def lines_of(folder: Folder, part: str) -> Iterator[str]:
    """The lines of a list that has no ids, in the markup of the folder."""
    for paragraph in folder.paragraphs("sheet", part):
        for line in str(paragraph).replace("<br>", "\n").split("\n"):
            if text := line.strip().removeprefix(BULLET).strip():
                yield text


def hand_table(ink: Ink, heads: str) -> Table | None:
    names = [head.strip() for head in heads.split("|") if head.strip()]
    if not names:
        return None
    widths = (2.4, *(1.0 for _ in names[1:]))
    rows = tuple(tuple(None for _ in names) for _ in range(ROWS))
    return Table(tuple(zip(names, widths, strict=True)), rows, HIGH)
